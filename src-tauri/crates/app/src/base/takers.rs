//! The cards of takers: who takes what, when and in which state, and so what is in the way and why.

use crate::base::at::At;
use domain::availability::{Conflict, ConflictReason, Refusal};
use domain::fault::{Fault, Outcome};
use domain::hold::Hold;
use domain::interval::{Interval, Period};
use domain::loan::LineState;
use domain::taker::Taker;
use std::collections::HashMap;
use store::line::Booked;
use store::rule::{Cause, Violation};
use store::{Read, Write, hold, line, occupation, resource, unit};

/// What stands behind a [`Taker`].
pub(crate) enum TakenBy {
    Line(Booked),
    Hold(Hold),
}

/// What is in the way of the days asked for, by its first day.
pub(crate) fn conflicts_of(
    c: &Read<'_>,
    takers: &[Taker],
    asked: Option<Period>,
    code: &str,
    at: &At,
) -> Outcome<Vec<Conflict>> {
    let mut found: Vec<Conflict> =
        takers_of(c, takers)?.values().map(|taken| conflict(taken, asked, code, at)).collect();
    found.sort_by_key(|conflict| (conflict.from, conflict.number.clone()));
    Ok(found)
}

/// What is in the way of the days asked for, as it is told.
pub(crate) fn conflict(taken: &TakenBy, asked: Option<Period>, code: &str, at: &At) -> Conflict {
    let booked = match taken {
        TakenBy::Line(booked) => booked,
        TakenBy::Hold(hold) => return held(hold, code),
    };
    let shown = Period {
        from: booked.departed_on.unwrap_or(booked.planned.from),
        to: booked.returned_on.unwrap_or(booked.planned.to),
    };
    let is_late = booked.state == LineState::Out && booked.planned.to < at.today;
    let days_meet = asked.is_none_or(|asked| shown.interval().overlaps(&asked.interval()));
    let busy = booked.occupation.and_then(|occupation| occupation.seen_from(at.today, &at.open));
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
        state: Some(booked.state),
        quantity: booked.quantity,
        option_until: booked.option_until,
        reason: match (days_meet, is_late) {
            (true, _) => ConflictReason::Days,
            (false, true) => ConflictReason::Late,
            (false, false) => ConflictReason::Buffer,
        },
        through: if booked.code == code { String::new() } else { booked.title.clone() },
    }
}

/// What is with somebody past its planned return, of some takers, as it is told.
pub(crate) fn late_of(
    c: &Read<'_>,
    takers: &[Taker],
    code: &str,
    at: &At,
) -> Outcome<Vec<(Taker, Conflict)>> {
    let mut late = Vec::new();
    for (taker, taken) in &takers_of(c, takers)? {
        if let TakenBy::Line(booked) = taken
            && booked.state == LineState::Out
            && booked.planned.to < at.today
        {
            let told = Conflict { reason: ConflictReason::Late, ..conflict(taken, None, code, at) };
            late.push((*taker, told));
        }
    }
    late.sort_by_key(|(_, conflict)| (conflict.from, conflict.number.clone()));
    Ok(late)
}

fn held(hold: &Hold, code: &str) -> Conflict {
    Conflict {
        number: String::new(),
        code: code.to_owned(),
        borrower: hold.label.clone(),
        commune: String::new(),
        from: hold.period.from,
        to: hold.period.to,
        busy_from: hold.period.from,
        busy_to: hold.period.to,
        state: None,
        quantity: hold.quantity,
        option_until: None,
        reason: ConflictReason::Held,
        through: String::new(),
    }
}

/// Lines and holds, read at once.
pub(crate) fn takers_of(c: &Read<'_>, takers: &[Taker]) -> Outcome<HashMap<Taker, TakenBy>> {
    let (mut lines, mut holds) = (Vec::new(), Vec::new());
    for taker in takers {
        match taker {
            Taker::Line(line) => lines.push(*line),
            Taker::Hold(hold) => holds.push(*hold),
        }
    }
    let lines = line::booked(c, &lines)?.into_iter().map(|b| (Taker::Line(b.id), TakenBy::Line(b)));
    let holds = hold::by_ids(c, &holds)?.into_iter().map(|h| (Taker::Hold(h.id), TakenBy::Hold(h)));
    Ok(lines.chain(holds).collect())
}

/// The refusal of an operation that broke the rule.
pub(crate) fn violation_fault(c: &Read<'_>, violation: &Violation, at: &At) -> Outcome<Fault> {
    let brief = resource::brief_by_id(c, violation.resource)?;
    let conflicts = conflicts_of(c, &violation.in_the_way, None, &brief.code, at)?;
    let code = match (violation.cause, violation.unit) {
        (Cause::Away, _) => "still_away",
        (Cause::Taken | Cause::History, None) => "taken",
        (Cause::Taken | Cause::History, Some(_)) => "unit_taken",
    };
    let mut fault = Fault::rule(code).with("code", brief.code.as_str()).with("title", brief.title.as_str());
    if let Some(id) = violation.unit
        && let Some(unit) = unit::of_resource(c, brief.id)?.into_iter().find(|unit| unit.id == id)
    {
        fault = fault.with("unit", unit.label);
    }
    if let Some(days) = violation.excess.first().map(Interval::days) {
        fault = fault.with("from", days.from).with("to", days.to);
    }
    if let Some(holder) = conflicts.first() {
        fault = fault
            .with("who", holder.borrower.as_str())
            .with("number", holder.number.as_str())
            .with("due", holder.to);
    }
    Ok(fault.refused_by(Refusal { conflicts, alternatives: Vec::new() }))
}

/// What is told of history that overlaps: both loans, and the days.
pub(crate) fn history_told(c: &Read<'_>, violation: &Violation, at: &At) -> Outcome<Option<Fault>> {
    let brief = resource::brief_by_id(c, violation.resource)?;
    let number_of = |takers: &[Taker]| -> Outcome<Option<Conflict>> {
        Ok(conflicts_of(c, takers, None, &brief.code, at)?.into_iter().next())
    };
    let (Some(written), Some(other), Some(days)) = (
        number_of(&violation.written)?,
        number_of(&violation.in_the_way)?,
        violation.excess.first().map(Interval::days),
    ) else {
        return Ok(None);
    };
    Ok(Some(
        Fault::rule("history_overlaps")
            .with("title", brief.title.as_str())
            .with("number", written.number)
            .with("other", other.number)
            .with("since", days.from)
            .with("until", days.to),
    ))
}

/// Writes anew what some takers take, of those that are there.
pub(crate) fn rewrite(tx: &Write<'_>, takers: &[Taker], at: &At) -> Outcome<()> {
    for taker in takers {
        match taker {
            Taker::Line(id) => {
                if let [named] = line::by_ids(tx, &[*id])?.as_slice() {
                    occupation::write_of_line(tx, &named.line, &at.open)?;
                }
            }
            Taker::Hold(id) => {
                if let Some(hold) = hold::by_id(tx, *id)? {
                    occupation::write_of_hold(tx, &hold)?;
                }
            }
        }
    }
    Ok(())
}
