//! The rule asked of a change that was made (SPEC §3): what an operation refuses, and what it only tells.
//!
//! Beside the rule over intervals stands a physical one: units that are with somebody are counted as they are, whatever
//! was booked. And what is over and back is a fact: history that touches or overlaps is told, never refused.

use crate::availability::{Load, Taken, Units, enlarged_excess};
use crate::calendar::OpenDays;
use crate::interval::{Interval, midnight, plus_days};
use crate::occupation::Occupation;
use chrono::NaiveDate;

/// What an operation did to a resource, or to one numbered unit of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Units that there were.
    pub capacity_before: Vec<Units>,
    /// Units that there are.
    pub capacity_after: Vec<Units>,
    /// Occupations that it left as they were.
    pub kept: Vec<Occupation>,
    /// Occupations as they were before it.
    pub removed: Vec<Occupation>,
    /// Occupations as it wrote them.
    pub added: Vec<Occupation>,
}

/// What the rule says of a change; nothing at all when all of it is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ruling {
    /// From today on more would be taken than there is, or still more than before: refused.
    pub refused: Vec<Interval>,
    /// More units would be with somebody today than there are: refused.
    pub away: Vec<Interval>,
    /// What is over overlaps, or what came back reaches into what is booked: told.
    pub told: Vec<Interval>,
}

impl Change {
    /// Asks the rule, as seen from `today`.
    #[must_use]
    pub fn ruling(&self, today: NaiveDate, open: &dyn OpenDays) -> Ruling {
        let seen = |occupation: &Occupation| {
            let interval = occupation.seen_from(today, open)?;
            Some(Taken { interval, quantity: occupation.quantity })
        };
        let load = |capacity: &[Units], occupations: &mut dyn Iterator<Item = &Occupation>| Load {
            capacity: capacity.to_vec(),
            taken: occupations.filter_map(seen).collect(),
        };
        let before = load(&self.capacity_before, &mut self.kept.iter().chain(&self.removed));
        let after = load(&self.capacity_after, &mut self.kept.iter().chain(&self.added));
        let told = enlarged_excess(&before, &after);
        if told.is_empty() && !self.added.iter().any(Occupation::is_away) {
            return Ruling::default();
        }
        // What was back already, and is only written anew, is no new fact: a line reopened wants its buffer again.
        let was_back = |added: &Occupation| {
            self.removed.iter().any(|before| {
                before.back_at == added.back_at && before.interval.start == added.interval.start
            })
        };
        let wishes = self.added.iter().filter(|added| !added.is_back() || was_back(added));
        let without_facts = load(&self.capacity_after, &mut self.kept.iter().chain(wishes));
        let refused = from_on(enlarged_excess(&before, &without_facts), today);
        Ruling { refused, away: self.away(today), told }
    }

    /// Whether more units than there are would be with somebody today.
    fn away(&self, today: NaiveDate) -> Vec<Interval> {
        let now = Interval { start: midnight(today), end: midnight(plus_days(today, 1)) };
        let load = |capacity: &[Units], occupations: &mut dyn Iterator<Item = &Occupation>| Load {
            capacity: capacity.to_vec(),
            taken: occupations
                .filter(|occupation| occupation.is_away())
                .map(|occupation| Taken { interval: now, quantity: occupation.quantity })
                .collect(),
        };
        let before = load(&self.capacity_before, &mut self.kept.iter().chain(&self.removed));
        let after = load(&self.capacity_after, &mut self.kept.iter().chain(&self.added));
        enlarged_excess(&before, &after)
    }
}

/// What of the intervals is on a day or after it.
fn from_on(intervals: Vec<Interval>, day: NaiveDate) -> Vec<Interval> {
    let first = midnight(day);
    intervals.into_iter().filter_map(|i| Interval::new(i.start.max(first), i.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingDays;
    use crate::interval::Period;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn booked(from: &str, to: &str) -> Occupation {
        let interval = Period { from: day(from), to: day(to) }.interval();
        Occupation { interval, quantity: 1, lapses_on: None, runs_on: None, back_at: None }
    }

    fn out(from: &str, due: &str) -> Occupation {
        Occupation { runs_on: Some(0), ..booked(from, due) }
    }

    fn back(from: &str, to: &str) -> Occupation {
        Occupation { back_at: Some(midnight(day(to))), ..booked(from, to) }
    }

    fn one_copy(kept: Vec<Occupation>, removed: Vec<Occupation>, added: Vec<Occupation>) -> Ruling {
        let one = vec![Units { quantity: 1, from: None, until: None }];
        let change = Change { capacity_before: one.clone(), capacity_after: one, kept, removed, added };
        change.ruling(day("2027-01-15"), &WorkingDays)
    }

    #[test]
    fn the_only_copy_cannot_leave_while_somebody_still_has_it() {
        let late = out("2026-12-20", "2027-01-05");
        let ruling = one_copy(
            vec![late],
            vec![booked("2027-01-12", "2027-01-25")],
            vec![out("2027-01-15", "2027-01-25")],
        );
        assert!(!ruling.away.is_empty());
        let returned = back("2026-12-20", "2027-01-15");
        let ruling = one_copy(
            vec![returned],
            vec![booked("2027-01-12", "2027-01-25")],
            vec![out("2027-01-15", "2027-01-25")],
        );
        assert_eq!(ruling, Ruling::default());
    }

    #[test]
    fn history_that_overlaps_is_told_and_not_refused() {
        let autumn = back("2026-10-29", "2026-11-02");
        let ruling = one_copy(vec![autumn], vec![], vec![back("2026-11-02", "2026-11-05")]);
        assert!(ruling.refused.is_empty() && ruling.away.is_empty());
        assert_eq!(ruling.told, vec![Period { from: day("2026-11-02"), to: day("2026-11-02") }.interval()]);
        // One that is out since before the other left and came back: only its days to come could be refused.
        let ruling = one_copy(vec![autumn], vec![], vec![out("2026-03-27", "2026-03-29")]);
        assert!(ruling.refused.is_empty() && ruling.away.is_empty() && !ruling.told.is_empty());
    }

    #[test]
    fn what_is_to_come_is_refused_as_ever() {
        let ruling = one_copy(
            vec![booked("2027-02-01", "2027-02-05")],
            vec![],
            vec![booked("2027-02-05", "2027-02-12")],
        );
        assert_eq!(
            ruling.refused,
            vec![Period { from: day("2027-02-05"), to: day("2027-02-05") }.interval()]
        );
    }
}
