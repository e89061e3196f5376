//! Numbered units (exemplaires) of a resource, and how many units there are over time (SPEC §2, §3).

use crate::availability::Units;
use crate::catalogue::Condition;
use crate::fault::{Fault, Outcome};
use crate::id::{ResourceId, UnitId};
use crate::interval::Period;
use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One numbered copy of a resource that has several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its identifier.
    pub id: UnitId,
    /// Of what.
    pub resource: ResourceId,
    /// What it is called by: unique within its resource, e.g. `PC-07`.
    pub label: String,
    /// Serial number of the maker.
    pub serial: String,
    /// First day in the fund; the resource's own when none.
    pub acquired_on: Option<NaiveDate>,
    /// First day out of the fund.
    pub retired_on: Option<NaiveDate>,
    /// First day on which it was known to be lost.
    pub lost_on: Option<NaiveDate>,
    /// Its state.
    pub condition: Condition,
}

impl Unit {
    /// The same with its texts trimmed and within their limits.
    ///
    /// # Errors
    /// `text_missing`, `text_too_long`; `retired_before_acquired`.
    pub fn checked(mut self) -> Outcome<Self> {
        self.label = text::required("label", &self.label)?;
        self.serial = text::short("serial", &self.serial)?;
        let gone = [self.retired_on, self.lost_on].into_iter().flatten().min();
        if let (Some(acquired), Some(gone)) = (self.acquired_on, gone)
            && gone < acquired
        {
            return Err(Fault::input("retired_before_acquired")
                .with("acquired", acquired)
                .with("retired", gone)
                .on("retired_on"));
        }
        Ok(self)
    }

    /// From when to when it is there.
    #[must_use]
    pub fn life(&self) -> Life {
        Life {
            unit: self.id,
            from: self.acquired_on,
            until: [self.retired_on, self.lost_on].into_iter().flatten().min(),
        }
    }
}

/// From when to when a numbered unit is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// The unit.
    pub unit: UnitId,
    /// First day, none for the resource's own.
    pub from: Option<NaiveDate>,
    /// First day after, none for ever.
    pub until: Option<NaiveDate>,
}

/// How many units of a resource there are over time: interchangeable ones, or as many as are numbered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capacity {
    /// Units, where none is numbered.
    pub quantity: u32,
    /// First day in the fund, none for always.
    pub acquired_on: Option<NaiveDate>,
    /// First day out of the fund, none for ever.
    pub retired_on: Option<NaiveDate>,
    /// The numbered units.
    pub units: Vec<Life>,
}

impl Capacity {
    /// All of them.
    #[must_use]
    pub fn over_time(&self) -> Vec<Units> {
        if self.units.is_empty() {
            return vec![self.within(self.quantity, None, None)];
        }
        self.units.iter().filter_map(|life| self.of_life(life)).collect()
    }

    /// How many there are at most within some days: those that are there on one of them.
    #[must_use]
    pub fn most_within(&self, days: Period) -> u32 {
        let is_there = |units: &&Units| {
            units.from.is_none_or(|from| from <= days.to) && units.until.is_none_or(|until| days.from < until)
        };
        self.over_time().iter().filter(is_there).map(|units| units.quantity).sum()
    }

    /// One numbered unit.
    #[must_use]
    pub fn of_unit(&self, unit: UnitId) -> Vec<Units> {
        self.units.iter().filter(|life| life.unit == unit).filter_map(|life| self.of_life(life)).collect()
    }

    fn of_life(&self, life: &Life) -> Option<Units> {
        let units = self.within(1, life.from, life.until);
        (units.from.zip(units.until).is_none_or(|(from, until)| from < until)).then_some(units)
    }

    fn within(&self, quantity: u32, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Units {
        Units {
            quantity,
            from: self.acquired_on.max(from),
            until: match (self.retired_on, until) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn numbered_units_are_there_within_the_life_of_their_resource() {
        let (one, lost) = (UnitId::new(), UnitId::new());
        let capacity = Capacity {
            quantity: 9,
            acquired_on: day("2026-01-01"),
            retired_on: day("2027-01-01"),
            units: vec![
                Life { unit: one, from: None, until: None },
                Life { unit: lost, from: day("2026-03-01"), until: day("2026-06-01") },
            ],
        };
        let units = |from, until| Units { quantity: 1, from: day(from), until: day(until) };
        assert_eq!(
            capacity.over_time(),
            vec![units("2026-01-01", "2027-01-01"), units("2026-03-01", "2026-06-01")]
        );
        assert_eq!(capacity.of_unit(lost), vec![units("2026-03-01", "2026-06-01")]);
    }

    #[test]
    fn within_some_days_there_are_at_most_those_that_are_there_on_one_of_them() {
        let lost = Life { unit: UnitId::new(), from: None, until: day("2026-06-01") };
        let other = Life { unit: UnitId::new(), from: None, until: None };
        let capacity = Capacity { units: vec![lost, other], ..Capacity::default() };
        let days = |from: &str, to: &str| Period { from: day(from).unwrap(), to: day(to).unwrap() };
        assert_eq!(capacity.most_within(days("2026-05-25", "2026-06-05")), 2);
        assert_eq!(capacity.most_within(days("2026-06-01", "2026-06-05")), 1);
        assert_eq!(
            Capacity { quantity: 3, ..Capacity::default() }.most_within(days("2026-06-01", "2026-06-05")),
            3
        );
    }

    #[test]
    fn a_unit_that_was_gone_before_its_resource_came_is_never_there() {
        let unit = UnitId::new();
        let life = Life { unit, from: None, until: day("2025-06-01") };
        let capacity = Capacity { acquired_on: day("2026-01-01"), units: vec![life], ..Capacity::default() };
        assert!(capacity.over_time().is_empty());
    }
}
