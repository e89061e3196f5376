//! What the rules need of the settings: the days on which the centre works, its usual buffers, how long an option holds.

use crate::views::DayHours;
use domain::calendar::{Buffers, CentreDays, SchoolZone};
use domain::fault::Outcome;
use domain::loan;
use store::{Read, closure, setting};

/// Hours of a day of the week in a new base; the last two days are closed.
pub(crate) const HOURS: (&str, &str) = ("09:00", "17:30");
/// The days on which the centre works.
pub(crate) fn centre_days(c: &Read<'_>) -> Outcome<CentreDays> {
    let mut days = CentreDays::default();
    for (open, hours) in days.week.iter_mut().zip(week(c)?) {
        *open = hours.open;
    }
    days.alsace_moselle = setting::get(c, "calendar.alsace_moselle")?.is_some_and(|kept| kept == "1");
    days.closures = closure::all(c)?.into_iter().map(|(period, _)| period).collect();
    Ok(days)
}

/// The hours of each day of the week, from Monday on.
pub(crate) fn week(c: &Read<'_>) -> Outcome<Vec<DayHours>> {
    (1..=7)
        .map(|day| {
            let hours = setting::get(c, &format!("opening.{day}"))?;
            let (open, hours) = match hours.as_deref().map(|hours| hours.strip_prefix('-').ok_or(hours)) {
                None => (day <= 5, None),
                Some(Err(hours)) => (true, hours.split_once('-')),
                Some(Ok(hours)) => (false, hours.split_once('-')),
            };
            let (from, to) = hours.unwrap_or(HOURS);
            Ok(DayHours { open, from: from.to_owned(), to: to.to_owned() })
        })
        .collect()
}

/// Open days kept free around each loan of a resource that says nothing else.
pub(crate) fn default_buffers(c: &Read<'_>) -> Outcome<Buffers> {
    Ok(Buffers { before: number(c, "buffers.before", 0)?, after: number(c, "buffers.after", 0)? })
}

/// How long an option holds, days.
pub(crate) fn option_days(c: &Read<'_>) -> Outcome<u32> {
    number(c, "option.days", loan::OPTION_DAYS)
}

fn number(c: &Read<'_>, name: &str, first: u32) -> Outcome<u32> {
    Ok(setting::get(c, name)?.and_then(|number| number.parse().ok()).unwrap_or(first))
}

/// The zone of the centre's school holidays.
pub(crate) fn zone(c: &Read<'_>) -> Outcome<Option<SchoolZone>> {
    let zone = setting::get(c, "calendar.zone")?;
    Ok(zone.and_then(|zone| serde_json::from_value(serde_json::Value::String(zone)).ok()))
}
