//! Which bookings are in the way, and why.

use chrono::NaiveDate;
use domain::availability::{Conflict, ConflictReason, Refusal};
use domain::calendar::OpenDays;
use domain::fault::{Fault, Outcome};
use domain::id::LineId;
use domain::interval::{Interval, Period};
use domain::loan::LineState;
use std::collections::HashMap;
use store::line::Booked;
use store::occupation::Violation;
use store::{Connection, line, resource};

/// Lines in the way of the days asked for, by their first day.
pub(crate) fn conflicts_of(
    c: &Connection,
    lines: &[LineId],
    asked: Option<Period>,
    code: &str,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Vec<Conflict>> {
    let mut found: Vec<Conflict> =
        line::booked(c, lines)?.iter().map(|booked| conflict(booked, asked, code, today, open)).collect();
    found.sort_by_key(|conflict| (conflict.from, conflict.number.clone()));
    Ok(found)
}

/// A line as what is in the way of the days asked for.
pub(crate) fn conflict(
    booked: &Booked,
    asked: Option<Period>,
    code: &str,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Conflict {
    let shown = Period {
        from: booked.departed_on.unwrap_or(booked.planned.from),
        to: booked.returned_on.unwrap_or(booked.planned.to),
    };
    let is_late = booked.state == LineState::Out && booked.planned.to < today;
    let days_meet = asked.is_none_or(|asked| shown.interval().overlaps(&asked.interval()));
    let busy = booked.occupation.and_then(|occupation| occupation.seen_from(today, open));
    let busy = busy.map_or(shown, |interval| interval.days());
    Conflict {
        number: booked.number.clone(),
        code: code.to_owned(),
        borrower: booked.borrower.clone(),
        commune: booked.commune.clone(),
        from: shown.from,
        to: shown.to,
        busy_from: busy.from,
        busy_to: busy.to,
        state: booked.state,
        quantity: booked.quantity,
        option_until: booked.option_until,
        reason: match (days_meet, is_late) {
            (true, _) => ConflictReason::Days,
            (false, true) => ConflictReason::Late,
            (false, false) => ConflictReason::Buffer,
        },
    }
}

/// Lines by their ids, read at once.
pub(crate) fn booked_lines(c: &Connection, ids: &[LineId]) -> Outcome<HashMap<LineId, Booked>> {
    Ok(line::booked(c, ids)?.into_iter().map(|booked| (booked.id, booked)).collect())
}

/// The refusal of an operation that broke the rule.
pub(crate) fn violation_fault(
    c: &Connection,
    violation: &Violation,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Fault> {
    let brief = resource::brief_by_id(c, violation.resource)?;
    let conflicts = conflicts_of(c, &violation.in_the_way, None, &brief.code, today, open)?;
    let days = violation.excess.first().map(Interval::days);
    let mut fault =
        Fault::rule("taken").with("code", brief.code.as_str()).with("title", brief.title.as_str());
    if let Some(days) = days {
        fault = fault.with("from", days.from).with("to", days.to);
    }
    Ok(fault.refused_by(Refusal { conflicts, alternatives: Vec::new() }))
}
