//! Half-open intervals of local civil time.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// An interval that holds its start and not its end; never empty. Days 2 to 5 are
/// [2nd 00:00, 6th 00:00).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First instant inside.
    pub start: NaiveDateTime,
    /// First instant after.
    pub end: NaiveDateTime,
}

impl Interval {
    /// The interval from `start` to `end`, none when it would be empty.
    #[must_use]
    pub fn new(start: NaiveDateTime, end: NaiveDateTime) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The days that it touches.
    #[must_use]
    pub fn days(&self) -> Period {
        Period { from: self.start.date(), to: (self.end - TimeDelta::nanoseconds(1)).date() }
    }

    /// Whether an instant is in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Whole days, the first and the last included; the last is never before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// The days from `from` to `to`, none when they are upside down.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The period of `days` days that begins on `from`.
    #[must_use]
    pub fn starting(from: NaiveDate, days: u32) -> Self {
        Self { from, to: plus_days(from, i64::from(days.max(1)) - 1) }
    }

    /// Number of days.
    #[must_use]
    pub fn days(&self) -> u32 {
        ((self.to - self.from).num_days() + 1) as u32
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days that two periods share.
    #[must_use]
    pub fn common(&self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// The same days as an interval.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval { start: midnight(self.from), end: midnight(plus_days(self.to, 1)) }
    }
}

/// The first instant of a day.
#[must_use]
pub fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// A day some days later or earlier; stays at the ends of the calendar rather than overflow.
#[must_use]
pub fn plus_days(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 {
        day.checked_sub_days(count).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_days(count).unwrap_or(NaiveDate::MAX)
    }
}
