//! What takes units of a resource over an interval (SPEC §3).

use crate::calendar::{Buffers, OpenDays, after_buffer};
use crate::interval::{Interval, Period, midnight, plus_days};
use crate::loan::{LineState, LoanLine};
use chrono::{NaiveDate, NaiveDateTime};

/// What one line takes of one resource. The bounds are computed when the line is written; the two
/// things that the passing of days alone changes are said by `lapses_on` and `runs_on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occupation {
    /// From the first to the last instant taken, buffers included.
    pub interval: Interval,
    /// Units taken.
    pub quantity: u32,
    /// First day on which it takes nothing any more: an option past its expiry, a confirmed line whose
    /// days went by without a departure.
    pub lapses_on: Option<NaiveDate>,
    /// Of a line that is out: it takes its units until it is back, with this buffer after (open days).
    pub runs_on: Option<u32>,
    /// The first instant of the day on which it came back: what is over and back is a fact.
    pub back_at: Option<NaiveDateTime>,
}

impl Occupation {
    /// What a line takes of a resource with these buffers, if its state takes anything.
    #[must_use]
    pub fn of_line(line: &LoanLine, quantity: u32, buffers: Buffers, open: &dyn OpenDays) -> Option<Self> {
        let departed = line.departed_on.unwrap_or(line.planned.from);
        let returned = line.returned_on.unwrap_or(line.planned.to).max(departed);
        let from_departure = |end: NaiveDateTime| Interval { start: midnight(departed), end };
        let back_at = line.returned_on.filter(|_| line.state.is_back()).map(midnight);
        let (interval, lapses_on, runs_on) = match line.state {
            LineState::Option => {
                (buffers.around(line.planned, open), line.option_until.map(|until| plus_days(until, 1)), None)
            }
            LineState::Confirmed => {
                (buffers.around(line.planned, open), Some(plus_days(line.planned.to, 1)), None)
            }
            LineState::Out => {
                let due = line.planned.to.max(departed);
                (from_departure(after_buffer(due, buffers.after, open)), None, Some(buffers.after))
            }
            LineState::Returned => (from_departure(after_buffer(returned, buffers.after, open)), None, None),
            LineState::Closed => (Period { from: departed, to: returned }.interval(), None, None),
            LineState::Request | LineState::Refused | LineState::Cancelled => return None,
        };
        Some(Self { interval, quantity, lapses_on, runs_on, back_at })
    }

    /// Whether its units are with somebody now.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.runs_on.is_some()
    }

    /// Whether it is over and back.
    #[must_use]
    pub fn is_back(&self) -> bool {
        self.back_at.is_some()
    }

    /// What it takes as seen from `today`, if it still takes anything.
    #[must_use]
    pub fn seen_from(&self, today: NaiveDate, open: &dyn OpenDays) -> Option<Interval> {
        if self.lapses_on.is_some_and(|day| day <= today) {
            return None;
        }
        let mut interval = self.interval;
        if let Some(buffer) = self.runs_on
            && today >= interval.start.date()
        {
            interval.end = interval.end.max(after_buffer(today, buffer, open));
        }
        Some(interval)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingDays;
    use crate::id::{LineId, LoanId, ResourceId};
    use crate::tariff::Tariff;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A line planned from Monday 4 to Friday 22 May 2026, one open day before and two after.
    fn taken(
        state: LineState,
        departed: Option<&str>,
        returned: Option<&str>,
        today: &str,
    ) -> Option<(String, String)> {
        let line = LoanLine {
            id: LineId::new(),
            loan: LoanId::new(),
            resource: ResourceId::new(),
            quantity: 1,
            state,
            planned: Period { from: day("2026-05-04"), to: day("2026-05-22") },
            departed_on: departed.map(day),
            returned_on: returned.map(day),
            option_until: Some(day("2026-04-20")),
            tariff: Tariff::Free,
            channel: String::new(),
            usage: String::new(),
            accompaniment: String::new(),
            amount_cents: None,
            cancellation: None,
        };
        Occupation::of_line(&line, 1, Buffers { before: 1, after: 2 }, &WorkingDays)?
            .seen_from(day(today), &WorkingDays)
            .map(|interval| (interval.start.date().to_string(), interval.end.date().to_string()))
    }

    fn days(from: &str, end: &str) -> Option<(String, String)> {
        Some((from.to_owned(), end.to_owned()))
    }

    #[test]
    fn an_option_takes_its_days_and_both_buffers_until_it_expires() {
        // 1 May is a holiday: the buffer before is Thursday 30 April. 25 May is Whit Monday: two open
        // days after are Tuesday 26 and Wednesday 27.
        assert_eq!(taken(LineState::Option, None, None, "2026-04-20"), days("2026-04-30", "2026-05-28"));
        assert_eq!(taken(LineState::Option, None, None, "2026-04-21"), None);
    }

    #[test]
    fn a_confirmed_line_takes_nothing_once_its_days_are_over_without_a_departure() {
        assert_eq!(taken(LineState::Confirmed, None, None, "2026-05-22"), days("2026-04-30", "2026-05-28"));
        assert_eq!(taken(LineState::Confirmed, None, None, "2026-05-23"), None);
    }

    #[test]
    fn a_line_that_is_out_takes_from_its_departure_and_runs_on_while_late() {
        let out = |today| taken(LineState::Out, Some("2026-05-05"), None, today);
        assert_eq!(out("2026-05-10"), days("2026-05-05", "2026-05-28"));
        assert_eq!(out("2026-05-28"), days("2026-05-05", "2026-06-02"));
    }

    #[test]
    fn a_returned_line_frees_its_units_after_the_buffer() {
        assert_eq!(
            taken(LineState::Returned, Some("2026-05-05"), Some("2026-05-15"), "2026-05-16"),
            days("2026-05-05", "2026-05-20")
        );
    }

    #[test]
    fn a_closed_line_takes_its_actual_days_alone() {
        assert_eq!(
            taken(LineState::Closed, Some("2026-05-05"), Some("2026-05-15"), "2026-05-16"),
            days("2026-05-05", "2026-05-16")
        );
    }

    #[test]
    fn nothing_else_takes_anything() {
        for state in [LineState::Request, LineState::Refused, LineState::Cancelled] {
            assert_eq!(taken(state, None, None, "2026-04-01"), None);
        }
    }
}
