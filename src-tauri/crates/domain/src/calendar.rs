//! Open days and the buffers counted in them (SPEC §3).

use crate::interval::{Interval, Period, midnight, plus_days};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};

/// Which days the centre works: handed in to every rule that counts open days.
pub trait OpenDays {
    /// Whether the centre works on this day.
    fn is_open(&self, day: NaiveDate) -> bool;
}

/// Monday to Friday less public holidays: what holds until a centre sets its own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkingDays;

impl OpenDays for WorkingDays {
    fn is_open(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && public_holiday(day).is_none()
    }
}

/// The days on which a centre works: its week, less public holidays and its own closures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreDays {
    /// From Monday on.
    pub week: [bool; 7],
    /// Whether the two more holidays of Alsace and Moselle are kept.
    pub alsace_moselle: bool,
    /// When it is closed.
    pub closures: Vec<Period>,
}

impl Default for CentreDays {
    /// As [`WorkingDays`].
    fn default() -> Self {
        Self {
            week: [true, true, true, true, true, false, false],
            alsace_moselle: false,
            closures: Vec::new(),
        }
    }
}

impl CentreDays {
    /// The public holiday of a day there, if it is one.
    #[must_use]
    pub fn holiday(&self, day: NaiveDate) -> Option<PublicHoliday> {
        public_holiday(day).or_else(|| alsace_moselle_holiday(day).filter(|_| self.alsace_moselle))
    }
}

impl OpenDays for CentreDays {
    fn is_open(&self, day: NaiveDate) -> bool {
        self.week[day.weekday().num_days_from_monday() as usize]
            && self.holiday(day).is_none()
            && !self.closures.iter().any(|closure| closure.from <= day && day <= closure.to)
    }
}

/// A public holiday of metropolitan France (Code du travail, articles L3133-1 and L3134-13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PublicHoliday {
    /// 1 January.
    NewYear,
    /// The day after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 8 May.
    Victory,
    /// 39 days after Easter.
    Ascension,
    /// 50 days after Easter.
    WhitMonday,
    /// 14 July.
    NationalDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
    /// Two days before Easter; in Alsace and Moselle alone.
    GoodFriday,
    /// 26 December; in Alsace and Moselle alone.
    SaintStephen,
}

/// A zone of school holidays (Code de l’éducation, article L521-1; Corse has its own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
pub enum SchoolZone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
    /// Corse.
    Corse,
}

impl SchoolZone {
    /// Its stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::Corse => "Corse",
        }
    }
}

/// The public holiday of a day, if it is one.
#[must_use]
pub fn public_holiday(day: NaiveDate) -> Option<PublicHoliday> {
    use PublicHoliday::*;
    match (day.month(), day.day()) {
        (1, 1) => return Some(NewYear),
        (5, 1) => return Some(LabourDay),
        (5, 8) => return Some(Victory),
        (7, 14) => return Some(NationalDay),
        (8, 15) => return Some(Assumption),
        (11, 1) => return Some(AllSaints),
        (11, 11) => return Some(Armistice),
        (12, 25) => return Some(Christmas),
        (3..=6, _) => {}
        _ => return None,
    }
    match (day - easter(day.year())).num_days() {
        1 => Some(EasterMonday),
        39 => Some(Ascension),
        50 => Some(WhitMonday),
        _ => None,
    }
}

/// The public holiday that Alsace and Moselle alone keep on a day.
fn alsace_moselle_holiday(day: NaiveDate) -> Option<PublicHoliday> {
    if (day.month(), day.day()) == (12, 26) {
        return Some(PublicHoliday::SaintStephen);
    }
    ((day - easter(day.year())).num_days() == -2).then_some(PublicHoliday::GoodFriday)
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, Meeus).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32).unwrap_or(NaiveDate::MIN)
}

/// The longest buffer that a resource may have, open days.
pub const MOST_BUFFER: u32 = 30;

/// Open days kept free before a departure and after a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Buffers {
    /// Open days before the first day.
    pub before: u32,
    /// Open days after the last day.
    pub after: u32,
}

impl Buffers {
    /// What the days of `period` take with these buffers around them.
    #[must_use]
    pub fn around(&self, period: Period, open: &dyn OpenDays) -> Interval {
        Interval {
            start: before_buffer(period.from, self.before, open),
            end: after_buffer(period.to, self.after, open),
        }
    }
}

/// More open days than this in a row closed and the calendar is taken for closed for good.
const LONGEST_CLOSURE: u32 = 366;

/// The end of a buffer of `count` open days after `last_day`: the end of the `count`-th open day that
/// follows, closed days in between included. A buffer of 0 ends with `last_day`.
#[must_use]
pub fn after_buffer(last_day: NaiveDate, count: u32, open: &dyn OpenDays) -> NaiveDateTime {
    midnight(plus_days(nth_open_day(last_day, count, 1, open), 1))
}

/// The start of a buffer of `count` open days before `first_day`.
#[must_use]
pub fn before_buffer(first_day: NaiveDate, count: u32, open: &dyn OpenDays) -> NaiveDateTime {
    midnight(nth_open_day(first_day, count, -1, open))
}

fn nth_open_day(from: NaiveDate, count: u32, step: i64, open: &dyn OpenDays) -> NaiveDate {
    let mut day = from;
    for _ in 0..count {
        let mut closed = 0;
        loop {
            day = plus_days(day, step);
            closed += 1;
            if open.is_open(day) || closed > LONGEST_CLOSURE {
                break;
            }
        }
    }
    day
}

/// The open day nearest to `day`, the later one when two are as near; `day` itself when it is open.
#[must_use]
pub fn nearest_open_day(day: NaiveDate, open: &dyn OpenDays) -> NaiveDate {
    (0..i64::from(LONGEST_CLOSURE))
        .flat_map(|away| [plus_days(day, away), plus_days(day, -away)])
        .find(|candidate| open.is_open(*candidate))
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_centre_keeps_its_own_week_closures_and_holidays() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let centre = CentreDays {
            week: [false, true, true, true, true, true, false],
            alsace_moselle: true,
            closures: vec![Period { from: day("2026-08-03"), to: day("2026-08-21") }],
        };
        // Monday, closed; Saturday, open; Good Friday; the last day of the closure and the day after it.
        let open = ["2026-03-02", "2026-03-07", "2026-04-03", "2026-08-21", "2026-08-22"]
            .map(|text| centre.is_open(day(text)));
        assert_eq!(open, [false, true, false, false, true]);
        assert!(CentreDays::default().is_open(day("2026-04-03")));
        for offset in 0..800 {
            let date = plus_days(day("2026-01-01"), offset);
            assert_eq!(CentreDays::default().is_open(date), WorkingDays.is_open(date), "{date}");
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanacs_say() {
        for sunday in
            ["2000-04-23", "2019-04-21", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"]
        {
            assert_eq!(easter(day(sunday).year()), day(sunday));
        }
    }

    #[test]
    fn the_eleven_public_holidays_of_2026() {
        let holidays: Vec<String> = day("2026-01-01")
            .iter_days()
            .take(365)
            .filter(|d| public_holiday(*d).is_some())
            .map(|d| d.to_string())
            .collect();
        assert_eq!(
            holidays,
            [
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-08",
                "2026-05-14",
                "2026-05-25",
                "2026-07-14",
                "2026-08-15",
                "2026-11-01",
                "2026-11-11",
                "2026-12-25"
            ]
        );
    }

    #[test]
    fn a_buffer_reaches_over_the_closed_days_in_between() {
        // Friday 15 May 2026, two open days after: Monday 18 and Tuesday 19.
        assert_eq!(after_buffer(day("2026-05-15"), 2, &WorkingDays), midnight(day("2026-05-20")));
        // Thursday 30 April: 1 May is a holiday and then comes a weekend.
        assert_eq!(after_buffer(day("2026-04-30"), 1, &WorkingDays), midnight(day("2026-05-05")));
        assert_eq!(before_buffer(day("2026-05-04"), 1, &WorkingDays), midnight(day("2026-04-30")));
        assert_eq!(after_buffer(day("2026-05-15"), 0, &WorkingDays), midnight(day("2026-05-16")));
        assert_eq!(before_buffer(day("2026-05-17"), 0, &WorkingDays), midnight(day("2026-05-17")));
    }

    #[test]
    fn a_calendar_that_never_opens_does_not_hang() {
        struct Never;
        impl OpenDays for Never {
            fn is_open(&self, _: NaiveDate) -> bool {
                false
            }
        }
        assert!(after_buffer(day("2026-05-15"), 2, &Never) > midnight(day("2026-05-15")));
        assert_eq!(nearest_open_day(day("2026-05-15"), &Never), day("2026-05-15"));
    }
}
