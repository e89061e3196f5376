//! School holidays by zone: the ministry's orders, shipped with the program (`assets/calendar`).

use crate::views::SchoolHolidays;
use chrono::NaiveDate;
use domain::calendar::SchoolZone;
use domain::interval::{Period, plus_days};
use std::sync::LazyLock;

static ALL: LazyLock<Vec<SchoolHolidays>> = LazyLock::new(|| {
    let mut all: Vec<SchoolHolidays> =
        include_str!("../../../../../assets/calendar/school-holidays.csv").lines().filter_map(row).collect();
    all.sort_by_key(|holidays| (holidays.zone, holidays.period.from));
    all
});

/// `zone,first_day,back_to_class,name`: the day of the return is a day of class.
fn row(line: &str) -> Option<SchoolHolidays> {
    let mut cells = line.splitn(4, ',');
    let zone = cells.next()?;
    let zone = [SchoolZone::A, SchoolZone::B, SchoolZone::C, SchoolZone::Corse]
        .into_iter()
        .find(|known| known.code() == zone)?;
    let first: NaiveDate = cells.next()?.parse().ok()?;
    let back: NaiveDate = cells.next()?.parse().ok()?;
    let period = Period::new(first, plus_days(back, -1))?;
    Some(SchoolHolidays { zone, name: cells.next()?.to_owned(), period })
}

/// The school holidays on some of the days, of one zone or of all, by zone then first day.
pub(crate) fn over(days: Period, zone: Option<SchoolZone>) -> Vec<SchoolHolidays> {
    let there = |holidays: &&SchoolHolidays| {
        holidays.period.from <= days.to
            && holidays.period.to >= days.from
            && zone.is_none_or(|zone| zone == holidays.zone)
    };
    ALL.iter().filter(there).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_a_period_ends_before_the_return() {
        let rows = include_str!("../../../../../assets/calendar/school-holidays.csv").lines().count() - 1;
        assert_eq!(ALL.len(), rows);
        let day = |text: &str| text.parse().unwrap();
        let spring = over(Period { from: day("2026-04-01"), to: day("2026-04-30") }, Some(SchoolZone::A));
        assert_eq!(spring.len(), 1);
        assert_eq!((spring[0].period.from, spring[0].period.to), (day("2026-04-04"), day("2026-04-19")));
    }
}
