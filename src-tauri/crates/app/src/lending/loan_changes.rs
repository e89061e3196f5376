//! What changes of a loan besides the states of its lines: its days, its papers, the remarks on it.

use crate::base::app::{App, Operation};
use crate::base::digest;
use crate::lending::judge::judge_moving;
use crate::lending::loans::{free_if_back, known, known_resource};
use crate::lending::sentences::line_titles;
use crate::lending::wish::{checked_booking_period, closed_told, wish_fault};
use crate::views::{Done, LoanForm, LoanSheet, Reschedule};
use domain::availability::Refusal;
use domain::fault::{Fault, Outcome};
use domain::loan::LineState;
use domain::tariff::amount;
use domain::text;
use store::{line, occupation, remark, resource};

/// Whether the days of a line in that state may still change.
fn may_be_moved(state: LineState) -> bool {
    matches!(state, LineState::Request | LineState::Option | LineState::Confirmed | LineState::Out)
}

impl App {
    /// Gives lines of a loan other days: all that may have others, or those named.
    ///
    /// # Errors
    /// `loan_unknown`, `line_unknown`; `end_before_start`, `period_over`, `period_too_long`; `dates_fixed`,
    /// `departure_fixed`; `taken`, with the bookings in the way and the nearest free periods; faults of the base.
    pub fn reschedule(&self, request: &Reschedule) -> Outcome<Done<LoanSheet>> {
        let period = checked_booking_period(request.period, self.today())?;
        self.transact(|tx, at| {
            let loan = known(tx, &request.number)?;
            let mut lines = line::of_loan(tx, loan.id)?;
            let lines_in_all = lines.iter().filter(|named| !named.line.state.is_off()).count();
            match &request.lines {
                Some(ids) => {
                    lines.retain(|named| ids.contains(&named.line.id));
                    if lines.len() != ids.len() {
                        return Err(Fault::input("line_unknown")
                            .with("number", loan.number.as_str())
                            .on("lines"));
                    }
                }
                None if lines.iter().any(|named| may_be_moved(named.line.state)) => {
                    lines.retain(|named| may_be_moved(named.line.state));
                }
                None => {}
            }
            let mut moved_lines = Vec::new();
            let mut told = Vec::new();
            for named in &lines {
                let line = named.line.clone().rescheduled(period)?;
                if line.planned == named.line.planned {
                    continue;
                }
                moved_lines.push(named.clone());
                let brief = resource::brief_by_id(tx, line.resource)?;
                if let Some(fault) = wish_fault(&brief, line.quantity, line.planned) {
                    return Err(fault);
                }
                let moved = judge_moving(tx, &brief, line.quantity, Some(&line), line.planned, at)?;
                if !moved.free {
                    return Err(Fault::rule("taken")
                        .with("code", brief.code.as_str())
                        .with("title", brief.title.as_str())
                        .with("from", period.from)
                        .with("to", period.to)
                        .refused_by(Refusal {
                            conflicts: moved.conflicts,
                            alternatives: moved.alternatives,
                        }));
                }
                told.extend(moved.if_back.iter().map(free_if_back));
                let mut line = line;
                let resource = known_resource(tx, &brief)?;
                // An amount that a person typed stays.
                let usual = |days| amount(&resource, line.tariff, days, line.quantity);
                if line.amount_cents == usual(named.line.planned) {
                    line.amount_cents = usual(line.planned);
                }
                line::update(tx, &line)?;
                occupation::write_of_line(tx, &line, &at.open)?;
            }
            let operation = Operation::new(if moved_lines.len() >= lines_in_all {
                "rescheduled"
            } else {
                "rescheduled_part"
            })
            .with("number", loan.number.as_str())
            .with("titles", line_titles(&moved_lines))
            .with("lines", moved_lines.len() as u32)
            .with("of", lines_in_all as u32)
            .with("from", period.from)
            .with("to", period.to)
            .telling(told)
            .telling(closed_told(Some(period.from), Some(period.to), at));
            Ok((self.sheet(tx, at, &loan)?, operation))
        })
    }

    /// Writes what a loan says besides its lines.
    ///
    /// # Errors
    /// `loan_unknown`; `changed_meanwhile`; a text too long; faults of the base.
    pub fn save_loan(&self, form: &LoanForm) -> Outcome<Done<LoanSheet>> {
        self.transact(|tx, at| {
            let mut loan = known(tx, &form.number)?;
            digest::check(form.based_on.as_deref(), &loan, &loan.number)?;
            loan.contact.clone_from(&form.contact);
            loan.venue.clone_from(&form.venue);
            loan.transport.clone_from(&form.transport);
            loan.notes.clone_from(&form.notes);
            loan.insurance_received_on = form.insurance_received_on;
            loan.agreement_sent_on = form.agreement_sent_on;
            loan.agreement_signed_on = form.agreement_signed_on;
            let loan = loan.checked()?;
            store::loan::update(tx, &loan)?;
            Ok((
                self.sheet(tx, at, &loan)?,
                Operation::new("loan_changed").with("number", loan.number.as_str()),
            ))
        })
    }

    /// Adds a remark to a loan.
    ///
    /// # Errors
    /// `loan_unknown`; `text_missing`, `text_too_long`; faults of the base.
    pub fn remark(&self, number: &str, text: &str) -> Outcome<Done<LoanSheet>> {
        let text = text::note("text", text)?;
        if text.is_empty() {
            return Err(Fault::input("text_missing").on("text"));
        }
        self.transact(|tx, at| {
            let loan = known(tx, number)?;
            remark::insert(tx, loan.id, &at.now, &at.who, &text)?;
            Ok((self.sheet(tx, at, &loan)?, Operation::new("remarked").with("number", loan.number.as_str())))
        })
    }
}
