//! Loans as lists show them: found by words, in a state, out on a day.

use crate::base::app::App;
use crate::base::search::Words;
use crate::lending::loans::whole_period;
use crate::views::{LoanCard, LoanQuery, OutLine};
use chrono::NaiveDate;
use domain::fault::Outcome;
use domain::id::LoanId;
use domain::loan::{self, LineState};
use std::collections::HashMap;
use store::Read;
use store::line::{self, NamedLine};

/// Loans that a list shows when nobody says how many.
const LIST_LIMIT: u32 = 200;

impl App {
    /// The loans that hold a word that begins as each one typed, the latest first. Where there are none, a typo is
    /// forgiven.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn loans(&self, query: &LoanQuery) -> Outcome<Vec<LoanCard>> {
        let words = Words::of(&query.search);
        let limit = query.limit.unwrap_or(LIST_LIMIT);
        if words.is_empty() {
            return self.read(|c, at| latest(c, &query.states, limit, at.today));
        }
        let found =
            words.found_by(&self.base, |groups| self.base.find_loans(groups, &query.states, limit))?;
        self.loan_cards(&found, &query.states)
    }

    /// Those loans as rows of a list, the latest first.
    fn loan_cards(&self, loans: &[LoanId], states: &[LineState]) -> Outcome<Vec<LoanCard>> {
        self.read(|c, at| Ok(cards_of(line::of_loans(c, loans)?, states, at.today)))
    }

    /// The loan of that number, then those with such a part in theirs, as rows of a list: the nearest first.
    pub(crate) fn loans_by_number(&self, typed: &str, most: usize) -> Outcome<Vec<LoanCard>> {
        let whole = self.read(|c, _| Ok(store::loan::by_number(c, typed)?))?.map(|loan| loan.id);
        let mut found: Vec<LoanId> = whole.into_iter().collect();
        for id in self.base.find_numbers(typed, most as u32)? {
            if found.len() < most && !found.contains(&id) {
                found.push(id);
            }
        }
        let mut cards = self.loan_cards(&found, &[])?;
        cards.sort_by_key(|card| found.iter().position(|id| *id == card.id));
        Ok(cards)
    }

    /// What is out on a day: lines not back yet and, of a day gone by, those that were away then.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn out(&self, on: Option<NaiveDate>) -> Outcome<Vec<OutLine>> {
        self.read(|c, at| {
            let on = on.unwrap_or(at.today);
            let mut lines = line::in_state(c, LineState::Out)?;
            if on < at.today {
                lines.extend(line::back_but_away_on(c, on)?);
            }
            let mut out: Vec<OutLine> = lines
                .into_iter()
                .filter_map(|named| {
                    let departed = named.line.departed_on.filter(|departed| *departed <= on)?;
                    let due = named.line.planned.to;
                    let late_days = if named.line.state == LineState::Out {
                        (on - due).num_days().max(0) as u32
                    } else {
                        0
                    };
                    Some(OutLine {
                        number: named.number,
                        code: named.code,
                        title: named.title,
                        quantity: named.line.quantity,
                        borrower: named.borrower,
                        venue: named.commune,
                        departed,
                        due,
                        late_days,
                    })
                })
                .collect();
            out.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.number.cmp(&b.number)));
            Ok(out)
        })
    }
}

/// The loans in one of the states that start the latest; no state is any state.
fn latest(c: &Read<'_>, states: &[LineState], limit: u32, today: NaiveDate) -> Outcome<Vec<LoanCard>> {
    if states.is_empty() {
        return Ok(cards_of(line::latest(c, limit)?, states, today));
    }
    // A loan whose lines differ may be in another state than the line that it was found by: more are then read.
    let mut most = limit;
    loop {
        let lines = line::latest_in(c, states, most)?;
        let read = lines.chunk_by(|a, b| a.line.loan == b.line.loan).count();
        let mut cards = cards_of(lines, states, today);
        if cards.len() >= limit as usize || read < most as usize {
            cards.truncate(limit as usize);
            return Ok(cards);
        }
        most = most.saturating_mul(2);
    }
}

/// Lines of whole loans as rows of a list, the latest loan first.
fn cards_of(lines: Vec<NamedLine>, states: &[LineState], today: NaiveDate) -> Vec<LoanCard> {
    let mut by_loan: HashMap<LoanId, Vec<NamedLine>> = HashMap::new();
    for named in lines {
        by_loan.entry(named.line.loan).or_default().push(named);
    }
    let mut cards: Vec<LoanCard> = by_loan
        .into_iter()
        .map(|(id, lines)| loan_card(id, &lines, today))
        .filter(|card| states.is_empty() || states.contains(&card.state))
        .collect();
    cards.sort_by(|a, b| b.period.from.cmp(&a.period.from).then_with(|| b.number.cmp(&a.number)));
    cards
}

fn loan_card(id: LoanId, lines: &[NamedLine], today: NaiveDate) -> LoanCard {
    let (state, mixed) = loan::state(lines.iter().map(|named| named.line.state));
    LoanCard {
        id,
        number: lines.first().map(|named| named.number.clone()).unwrap_or_default(),
        borrower: lines.first().map(|named| named.borrower.clone()).unwrap_or_default(),
        commune: lines.first().map(|named| named.commune.clone()).unwrap_or_default(),
        state,
        mixed,
        period: whole_period(lines),
        titles: lines.iter().map(|named| named.title.clone()).collect(),
        late_days: lines.iter().map(|named| named.line.late_days(today)).max().unwrap_or(0),
    }
}
