//! Lines moved from state to state: what is decided, and what leaves and comes back.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::base::takers::violation_fault;
use crate::base::{calendar, expiry};
use crate::lending::judge::judge;
use crate::lending::loans::{known, taken};
use crate::lending::sentences::{line_titles, move_codes};
use crate::lending::wish::{checked_booking_period, checked_fact, closed_told};
use crate::views::{Done, LoanSheet, Move};
use chrono::NaiveDate;
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use domain::loan::{self, LineState, Loan, LoanLine};
use store::journal::SYSTEM;
use store::line::NamedLine;
use store::resource::Brief;
use store::rule::{Cause, Violation};
use store::{Read, Write, line, occupation, resource};

impl App {
    /// Moves lines of a loan to another state: all that can, or those named. A return whose departure was not recorded
    /// takes both days at once ([`Move::departed`]).
    ///
    /// # Errors
    /// `loan_unknown`, `line_unknown`; `transition_forbidden`, `option_expired`; `before_acquisition`;
    /// `returned_before_departed`; `fact_after_today`, `departed_after_today`, `long_ago`; `still_away` while others have
    /// all units; `taken` when the rule forbids it; faults of the base.
    pub fn move_lines(&self, request: &Move) -> Outcome<Done<LoanSheet>> {
        self.transact(|tx, at| {
            let on = request.on.unwrap_or(at.today);
            let is_fact = matches!(request.to, LineState::Out | LineState::Returned);
            // What is decided is a fact of its day too, however long ago.
            checked_fact(on, "on", request.long_ago || !is_fact, at.today)?;
            if let Some(departed) = request.departed {
                checked_fact(departed, "departed", request.long_ago, at.today)?;
            }
            let loan = known(tx, &request.number)?;
            let lines = line::of_loan(tx, loan.id)?;
            let chosen = chosen(request, &loan, &lines)?;
            let mut told = Vec::new();
            for named in &chosen {
                let moved = moved(tx, request, named, on, at)?;
                if moved.state != named.line.state && is_fact {
                    let departed = moved.departed_on.filter(|_| named.line.departed_on.is_none());
                    let back = moved.returned_on.filter(|_| named.line.returned_on.is_none());
                    for fault in closed_told(departed, back, at) {
                        if !told.contains(&fault) {
                            told.push(fault);
                        }
                    }
                }
                line::update(tx, &moved)?;
                occupation::write_of_line(tx, &moved, &at.open)?;
            }
            let going = lines.iter().filter(|named| !named.line.state.is_off()).count();
            let (whole, part) = move_codes(chosen[0].line.state, request.to);
            let operation = Operation::new(if chosen.len() >= going { whole } else { part })
                .with("number", loan.number.as_str())
                .with("on", on)
                .with("reason", request.reason.trim())
                .with("titles", line_titles(&chosen))
                .with("lines", chosen.len() as u32)
                .with("of", lines.len() as u32)
                .telling(told);
            Ok((self.sheet(tx, at, &loan)?, operation))
        })
    }
}

/// The lines that a request is about: those named, or all that can take the state.
fn chosen<'a>(request: &Move, loan: &Loan, lines: &'a [NamedLine]) -> Outcome<Vec<&'a NamedLine>> {
    let able = |named: &&NamedLine| {
        let from = named.line.state;
        from.may_become(request.to)
            || request.departed.is_some()
                && request.to == LineState::Returned
                && from.may_become(LineState::Out)
    };
    let chosen: Vec<&NamedLine> = match &request.lines {
        Some(ids) => {
            let named: Vec<_> = lines.iter().filter(|named| ids.contains(&named.line.id)).collect();
            if named.len() != ids.len() {
                return Err(Fault::input("line_unknown").with("number", loan.number.as_str()).on("lines"));
            }
            named
        }
        None if lines.iter().any(|named| able(&named)) => lines.iter().filter(able).collect(),
        None => lines.iter().filter(|named| !named.line.state.is_off()).collect(),
    };
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    if let Some(expired) = lines.iter().find_map(|named| expired_on(&named.line)) {
        return Err(Fault::rule("option_expired").with("number", loan.number.as_str()).with("on", expired));
    }
    let (state, _) = loan::state(lines.iter().map(|named| named.line.state));
    Err(Fault::rule("transition_forbidden").with("from", state.code()).with("to", request.to.code()))
}

/// The day on which `system` called an option off.
fn expired_on(line: &LoanLine) -> Option<NaiveDate> {
    let off = line.cancellation.as_ref()?;
    off.on.filter(|_| off.by == SYSTEM && off.reason == expiry::EXPIRED)
}

/// A line as the request leaves it.
fn moved(tx: &Write<'_>, request: &Move, named: &NamedLine, on: NaiveDate, at: &At) -> Outcome<LoanLine> {
    let brief = resource::brief_by_id(tx, named.line.resource)?;
    let was_taking = named.line.state != LineState::Request && !named.line.is_expired(at.today);
    let mut line = named.line.clone();
    if let Some(departed) = request.departed
        && request.to == LineState::Returned
        && line.state != LineState::Out
    {
        line = line.moved_to(LineState::Out, departed, &at.who, &request.reason)?;
    }
    // A return that was a mistake is taken back, without any day; that is no new departure.
    if line.state == LineState::Returned && request.to == LineState::Out && request.on.is_some() {
        return Err(Fault::rule("transition_forbidden")
            .with("from", line.state.code())
            .with("to", request.to.code()));
    }
    let mut moved = line.moved_to(request.to, on, &at.who, &request.reason)?;
    if let (Some(acquired), Some(departed)) = (brief.acquired_on, moved.departed_on)
        && named.line.departed_on.is_none()
        && departed < acquired
    {
        return Err(Fault::input("before_acquisition")
            .with("code", brief.code.as_str())
            .with("title", brief.title.as_str())
            .with("acquired", acquired)
            .with("from", departed)
            .on("on"));
    }
    if named.line.departed_on.is_none() && moved.state == LineState::Returned {
        refuse_if_elsewhere(tx, at, &moved)?;
    }
    if request.to == LineState::Option {
        moved.option_until = Some(loan::option_until(at.today, moved.planned, calendar::option_days(tx)?));
    }
    if !was_taking && matches!(moved.state, LineState::Option | LineState::Confirmed) {
        checked_booking_period(moved.planned, at.today)?;
        refuse_if_taken(tx, at, &brief, &moved)?;
    }
    Ok(moved)
}

/// A line that took nothing yet asks as a booking does, so that its refusal says as much.
fn refuse_if_taken(c: &Read<'_>, at: &At, brief: &Brief, moved: &LoanLine) -> Outcome<()> {
    let wishes = [(brief.clone(), moved.quantity)];
    let judgement = judge(c, &wishes, moved.planned, at, true)?;
    if judgement.free { Ok(()) } else { Err(taken(&wishes, moved.planned, judgement)) }
}

/// What is recorded once it is over was with nobody else then who still has it.
fn refuse_if_elsewhere(c: &Read<'_>, at: &At, moved: &LoanLine) -> Outcome<()> {
    let (Some(departed), Some(returned)) = (moved.departed_on, moved.returned_on) else { return Ok(()) };
    let days = Period { from: departed, to: returned };
    for leaf in occupation::leaves(c, moved.resource)? {
        let mut away = occupation::of_resource(c, leaf.resource, days.interval())?;
        // One that left on the day on which this came back took it over.
        away.retain(|row| row.occupation.is_away() && row.occupation.interval.start.date() < returned);
        let out: u32 = away.iter().map(|row| row.occupation.quantity).sum();
        let taken = out.saturating_add(moved.quantity.saturating_mul(leaf.quantity));
        if !away.is_empty() && taken > resource::brief_by_id(c, leaf.resource)?.stock().most_within(days) {
            let violation = Violation {
                resource: leaf.resource,
                unit: None,
                excess: vec![days.interval()],
                in_the_way: away.into_iter().map(|row| row.taker).collect(),
                written: Vec::new(),
                cause: Cause::Away,
            };
            return Err(violation_fault(c, &violation, at)?);
        }
    }
    Ok(())
}
