//! The loan's life: booked, moved from state to state, shown, listed.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::base::calendar;
use crate::base::journal;
use crate::lending::judge::{Judgement, judge};
use crate::lending::sentences::titles;
use crate::lending::wish::{checked_booking_period, closed_told, known_brief, wish_fault};
use crate::people::borrowers;
use crate::views::{Done, LoanLineView, LoanSheet, NewBooking, Remark, Wanted};
use chrono::{Datelike, NaiveDate};
use domain::availability::{Conflict, Refusal};
use domain::borrower::Venue;
use domain::catalogue::{Resource, ResourceKind};
use domain::fault::{Fault, Outcome};
use domain::id::{LineId, LoanId, UnitId};
use domain::interval::Period;
use domain::loan::{self, LineState, Loan, LoanLine};
use domain::taker::Taker;
use domain::tariff::{Tariff, amount};
use domain::text::{self, folded};
use store::line::NamedLine;
use store::resource::Brief;
use store::{Read, borrower, line, occupation, questionnaire, remark, resource, unit};

/// As many operations as the history of a loan tells.
const HISTORY: u32 = 200;

/// The loan of that number.
pub(crate) fn known(c: &Read<'_>, number: &str) -> Outcome<Loan> {
    store::loan::by_number(c, number.trim())?
        .ok_or_else(|| Fault::input("loan_unknown").with("number", number.trim()).on("number"))
}

/// The resource of that code, whole.
pub(crate) fn known_resource(c: &Read<'_>, brief: &Brief) -> Outcome<Resource> {
    resource::by_code(c, &brief.code)?
        .ok_or_else(|| Fault::input("resource_unknown").with("code", brief.code.as_str()).on("resource"))
}

/// The states that a line may take now, the natural next one first.
fn moves(from: LineState) -> Vec<LineState> {
    let mut moves: Vec<LineState> = LineState::ALL.into_iter().filter(|to| from.may_become(*to)).collect();
    moves.sort_by_key(|to| (to.is_off(), *to < from, *to));
    moves
}

impl App {
    /// Books: one loan, its lines, its number. Nothing is written when the rule forbids one of them.
    ///
    /// # Errors
    /// Wrong input, named by field; `taken`, with the bookings in the way and the nearest free periods; faults
    /// of the base.
    pub fn book(&self, booking: &NewBooking) -> Outcome<Done<LoanSheet>> {
        let period = checked_booking_period(booking.period, self.today())?;
        if !matches!(booking.state, LineState::Request | LineState::Option | LineState::Confirmed) {
            return Err(Fault::input("booking_state").with("state", booking.state.code()).on("state"));
        }
        if booking.wanted.is_empty() {
            return Err(Fault::input("booking_empty").on("wanted"));
        }
        self.transact(|tx, at| {
            let borrower = borrowers::known(tx, &booking.borrower)?;
            let wishes = wishes(tx, &booking.wanted, period)?;
            let mut if_back = Vec::new();
            if booking.state != LineState::Request {
                let judgement = judge(tx, &wishes, period, at, true)?;
                if !judgement.free {
                    return Err(taken(&wishes, period, judgement));
                }
                if_back = judgement.if_back.iter().flatten().map(free_if_back).collect();
            }
            let tariff = booking.tariff.unwrap_or(if borrower.is_member_on(at.today) {
                Tariff::Member
            } else {
                Tariff::NonMember
            });
            let loan = Loan {
                id: LoanId::new(),
                number: store::loan::next_number(tx, at.today.year())?,
                borrower: borrower.id,
                contact: first_of([
                    &booking.contact,
                    borrower.contacts.first().map_or("", |contact| &contact.function),
                ]),
                venue: booking.venue.clone().unwrap_or_else(|| Venue::from(&borrower)),
                created_on: at.today,
                transport: booking.transport.clone(),
                insurance_received_on: None,
                agreement_sent_on: None,
                agreement_signed_on: None,
                notes: booking.notes.clone(),
            }
            .checked()?;
            store::loan::insert(tx, &loan)?;
            for (position, ((brief, quantity), wanted)) in (1..).zip(wishes.iter().zip(&booking.wanted)) {
                let resource = known_resource(tx, brief)?;
                let line = LoanLine {
                    id: LineId::new(),
                    loan: loan.id,
                    resource: brief.id,
                    quantity: *quantity,
                    state: booking.state,
                    planned: period,
                    departed_on: None,
                    returned_on: None,
                    option_until: option_until(tx, booking, period, at.today)?,
                    tariff,
                    channel: text::short("channel", &booking.channel)?,
                    usage: text::short("usage", &booking.usage)?,
                    accompaniment: text::short("accompaniment", &booking.accompaniment)?,
                    amount_cents: amount(&resource, tariff, period, *quantity),
                    cancellation: None,
                };
                line::insert(tx, position, &line)?;
                let units = units_named(tx, brief, &wanted.units, *quantity)?;
                unit::give(tx, Taker::Line(line.id), &units)?;
                occupation::write_of_line(tx, &line, &at.open)?;
            }
            let operation = Operation::new("booked")
                .with("number", loan.number.as_str())
                .with("borrower", borrower.name.as_str())
                .with("titles", titles(&wishes))
                .with("from", period.from)
                .with("to", period.to)
                .telling(if_back)
                .telling(closed_told(Some(period.from), Some(period.to), at));
            Ok((self.sheet(tx, at, &loan)?, operation))
        })
    }

    /// Everything about the loan of that number.
    ///
    /// # Errors
    /// `loan_unknown`; faults of the base.
    pub fn loan(&self, number: &str) -> Outcome<LoanSheet> {
        self.read(|c, at| self.sheet(c, at, &known(c, number)?))
    }

    pub(crate) fn sheet(&self, c: &Read<'_>, at: &At, loan: &Loan) -> Outcome<LoanSheet> {
        let lines = line::of_loan(c, loan.id)?;
        let (state, mixed) = loan::state(lines.iter().map(|named| named.line.state));
        let period = whole_period(&lines);
        let mut rows = vec![loan.id.to_string()];
        rows.extend(lines.iter().map(|named| named.line.id.to_string()));
        let history =
            store::journal::of_rows(c, &rows, HISTORY)?.into_iter().map(journal::entry_view).collect();
        let mut views = Vec::new();
        let (mut insured, mut amount_sum, mut deposit) = (0_i64, Some(0_i64), 0_i64);
        for named in lines {
            let brief = resource::brief_by_id(c, named.line.resource)?;
            let resource = known_resource(c, &brief)?;
            let line = named.line.clone();
            let going = !line.state.is_off();
            let insured_cents =
                resource.insured_cents.map(|cents| cents.saturating_mul(i64::from(line.quantity)));
            if going {
                insured = insured.saturating_add(insured_cents.unwrap_or(0));
                amount_sum = amount_sum.zip(line.amount_cents).map(|(sum, cents)| sum.saturating_add(cents));
                deposit = deposit.saturating_add(resource.deposit_cents.unwrap_or(0));
            }
            let off = line.cancellation.as_ref();
            views.push(LoanLineView {
                moves: moves(line.state),
                tariff: line.tariff,
                channel: line.channel.clone(),
                usage: line.usage.clone(),
                accompaniment: line.accompaniment.clone(),
                amount_cents: line.amount_cents,
                insured_cents,
                panels: resource.panels,
                format: resource.format.clone(),
                inventory: resource::inventory(c, resource.id)?,
                cancel_reason: off.map(|off| off.reason.clone()).unwrap_or_default(),
                cancelled_by: off.map(|off| off.by.clone()).unwrap_or_default(),
                cancelled_on: off.and_then(|off| off.on),
                questionnaire: questionnaire::of_line(c, line.id)?.is_some(),
                card: crate::base::cards::line_card(named, at),
            });
        }
        let common = moves(state)
            .into_iter()
            .filter(|to| {
                views.iter().filter(|view| !view.card.state.is_off()).all(|view| view.moves.contains(to))
            })
            .collect();
        Ok(LoanSheet {
            id: loan.id,
            based_on: crate::base::digest::of(loan),
            number: loan.number.clone(),
            borrower: self.borrower_card(c, at, borrower::by_id(c, loan.borrower)?)?,
            contact: loan.contact.clone(),
            venue: loan.venue.clone(),
            created_on: loan.created_on,
            transport: loan.transport.clone(),
            notes: loan.notes.clone(),
            insurance_received_on: loan.insurance_received_on,
            agreement_sent_on: loan.agreement_sent_on,
            agreement_signed_on: loan.agreement_signed_on,
            remarks: remark::of_loan(c, loan.id)?
                .into_iter()
                .map(|remark| Remark { id: remark.id, at: remark.at, by: remark.by, text: remark.text })
                .collect(),
            state,
            mixed,
            period,
            insured_cents: insured,
            amount_cents: amount_sum,
            deposit_cents: deposit,
            lines: views,
            history,
            moves: common,
        })
    }
}

pub(crate) fn wishes(c: &Read<'_>, wanted: &[Wanted], period: Period) -> Outcome<Vec<(Brief, u32)>> {
    let mut wishes: Vec<(Brief, u32)> = Vec::new();
    for Wanted { code, quantity, .. } in wanted {
        let brief = known_brief(c, code)?;
        if wishes.iter().any(|(other, _)| other.id == brief.id) {
            return Err(Fault::input("resource_twice").with("code", brief.code.as_str()).on("wanted"));
        }
        if brief.kind == ResourceKind::Machine {
            return Err(Fault::input("machine_not_lent")
                .with("code", brief.code.as_str())
                .with("title", brief.title.as_str())
                .on("wanted"));
        }
        if let Some(fault) = wish_fault(&brief, *quantity, period) {
            return Err(fault);
        }
        wishes.push((brief, *quantity));
    }
    Ok(wishes)
}

fn option_until(
    c: &Read<'_>,
    booking: &NewBooking,
    period: Period,
    today: NaiveDate,
) -> Outcome<Option<NaiveDate>> {
    if booking.state != LineState::Option {
        return Ok(None);
    }
    let until = match booking.option_until {
        Some(until) => until,
        None => loan::option_until(today, period, calendar::option_days(c)?),
    };
    if until < today {
        return Err(Fault::input("option_over").with("until", until).with("today", today).on("option_until"));
    }
    if until > period.to {
        return Err(Fault::input("option_after_loan")
            .with("until", until)
            .with("to", period.to)
            .on("option_until"));
    }
    Ok(Some(until))
}

/// The refusal of a booking.
pub(crate) fn taken(wishes: &[(Brief, u32)], period: Period, judgement: Judgement) -> Fault {
    let refused = judgement.conflicts.iter().position(|conflicts| !conflicts.is_empty());
    let refused = refused
        .or_else(|| (0..wishes.len()).find(|place| judgement.available[*place] < wishes[*place].1))
        .unwrap_or(0);
    let brief = &wishes[refused].0;
    let conflicts = judgement.conflicts.into_iter().flatten().collect();
    Fault::rule("taken")
        .with("code", brief.code.as_str())
        .with("title", brief.title.as_str())
        .with("from", period.from)
        .with("to", period.to)
        .refused_by(Refusal { conflicts, alternatives: judgement.alternatives })
}

/// What is told of a booking that stands only if somebody who is late brings back what they have.
pub(crate) fn free_if_back(late: &Conflict) -> Fault {
    Fault::rule("free_if_back")
        .with("who", late.borrower.as_str())
        .with("number", late.number.as_str())
        .with("due", late.to)
}

/// The numbered units of a resource that bear these labels.
pub(crate) fn units_named(
    c: &Read<'_>,
    brief: &Brief,
    labels: &[String],
    quantity: u32,
) -> Outcome<Vec<UnitId>> {
    if labels.is_empty() {
        return Ok(Vec::new());
    }
    if labels.len() > quantity as usize {
        return Err(Fault::input("units_too_many")
            .with("count", labels.len() as i64)
            .with("quantity", quantity)
            .on("units"));
    }
    let there = unit::of_resource(c, brief.id)?;
    let mut units = Vec::new();
    for label in labels {
        let known = there.iter().find(|unit| folded(&unit.label) == folded(label)).ok_or_else(|| {
            Fault::input("unit_unknown")
                .with("unit", label.as_str())
                .with("title", brief.title.as_str())
                .on("units")
        })?;
        if units.contains(&known.id) {
            return Err(Fault::input("unit_twice").with("unit", label.as_str()).on("units"));
        }
        units.push(known.id);
    }
    Ok(units)
}

fn first_of(texts: [&str; 2]) -> String {
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default().to_owned()
}

pub(crate) fn whole_period(lines: &[NamedLine]) -> Period {
    let going: Vec<Period> = lines
        .iter()
        .filter(|named| !named.line.state.is_off())
        .map(|named| named.line.days_shown())
        .collect();
    let shown =
        if going.is_empty() { lines.iter().map(|named| named.line.days_shown()).collect() } else { going };
    let from = shown.iter().map(|period| period.from).min().unwrap_or_default();
    Period { from, to: shown.iter().map(|period| period.to).max().unwrap_or(from) }
}
