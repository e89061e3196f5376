//! The rows of loans: each is a line, checked as a booking is but for what is over, which is a fact.

use super::Import;
use super::mapping::{loan_of, record_of_loan};
use crate::lending::judge::demand;
use crate::lending::wish::LONGEST_PERIOD;
use chrono::NaiveDate;
use domain::availability::availability;
use domain::borrower::Borrower;
use domain::calendar::{Buffers, MOST_BUFFER, OpenDays, nearest_open_day};
use domain::fault::Outcome;
use domain::interval::Period;
use domain::loan::{LineState, Loan, LoanLine};
use domain::occupation::Occupation;
use domain::taker::Taker;
use exchange::register::{Kind, LoanRecord, Place, Row};
use store::line::NamedLine;
use store::{borrower, line, occupation, resource};

/// What stands in the way of a line.
enum InTheWay {
    /// A loan that is over: the line is taken, and it is told.
    History(String),
    /// What is out or to come.
    Taken(String),
}

/// A column, the code of what is wrong there, and its parameters.
type LineFault = (&'static str, &'static str, Vec<(&'static str, String)>);

fn french(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

impl Import<'_> {
    pub(super) fn loan(&mut self, row: &Row<LoanRecord>) -> Outcome<()> {
        let record = &row.record;
        let resource = resource::brief_by_code(self.c, &record.resource_code)?;
        let borrower = borrower::by_code(self.c, &record.borrower_code)?;
        if resource.is_none() {
            self.unknown(&row.at, "ressource_code", Kind::Loan, Kind::Resource, &record.resource_code);
        }
        if borrower.is_none() {
            self.unknown(&row.at, "emprunteur_code", Kind::Loan, Kind::Borrower, &record.borrower_code);
        }
        self.tell_insee(&row.at, "lieu_insee", Kind::Loan, record.venue_insee.as_ref());
        let (Some(resource), Some(borrower)) = (resource, borrower) else { return Ok(()) };
        let (loan, mut line) = loan_of(record, &borrower, resource.id, self.at.today, &self.channels);
        let made = self.made.get(&loan.number).copied();
        if made.is_none()
            && let Some(there) = store::loan::by_number(self.c, &loan.number)?
        {
            return self.loan_already_there(row, (&loan, &line), &there, &borrower);
        }
        let faults = self.line_faults(record, &line, resource.acquired_on, resource.capacity);
        if !faults.is_empty() {
            for (column, code, params) in faults {
                self.problem(&row.at, column, Kind::Loan, code, params);
            }
            return Ok(());
        }
        self.tell_closed_days(&row.at, &line);
        match self.in_the_way(&line)? {
            None => {}
            Some(InTheWay::Taken(other)) => {
                let params = vec![("resource", record.resource_code.clone()), ("other", other)];
                self.problem(&row.at, "date_depart", Kind::Loan, "overlap", params);
                return Ok(());
            }
            // Of a day that the centre kept for itself nothing has to be said.
            Some(InTheWay::History(other)) if other.is_empty() => {}
            Some(InTheWay::History(other)) => {
                let params = vec![
                    ("key", record.number.clone()),
                    ("resource", record.resource_code.clone()),
                    ("other", other),
                ];
                self.remark(&row.at, "date_depart", Kind::Loan, "history_overlaps", params);
            }
        }
        let position = match made {
            Some((id, lines)) => {
                line.loan = id;
                lines + 1
            }
            None => {
                store::loan::insert(self.c, &loan.checked()?)?;
                1
            }
        };
        self.made.insert(record.number.clone(), (line.loan, position));
        line::insert(self.c, position, &line)?;
        occupation::write_of_line(self.c, &line, &self.at.open)?;
        self.added.lines += 1;
        self.added.cancelled += u32::from(line.state == LineState::Cancelled);
        Ok(())
    }

    /// A loan of that number was there before: the row is one of its lines, or differs from it.
    fn loan_already_there(
        &mut self,
        row: &Row<LoanRecord>,
        (loan, line): (&Loan, &LoanLine),
        there: &Loan,
        borrower: &Borrower,
    ) -> Outcome<()> {
        let code = &row.record.resource_code;
        let lines = line::of_loan(self.c, there.id)?;
        let is_it = |named: &&NamedLine| named.code == *code;
        let begins_then = |named: &NamedLine| named.line.days_shown().from == line.days_shown().from;
        let one = lines.iter().find(|named| is_it(named) && begins_then(named));
        let columns = match one.or_else(|| lines.iter().find(is_it)).or(lines.first()) {
            Some(one) => {
                let owner = borrower::by_id(self.c, there.borrower)?;
                record_of_loan(loan, line, code, borrower, &self.channels).differences(&record_of_loan(
                    there,
                    &one.line,
                    &one.code,
                    &owner,
                    &self.channels,
                ))
            }
            None => vec!["ressource_code"],
        };
        self.already_there(&row.at, "numero", Kind::Loan, &loan.number, &columns);
        Ok(())
    }

    /// What forbids a line whatever the others: each with its column.
    fn line_faults(
        &self,
        record: &LoanRecord,
        line: &LoanLine,
        acquired: Option<NaiveDate>,
        capacity: u32,
    ) -> Vec<LineFault> {
        let mut faults: Vec<LineFault> = Vec::new();
        let today = self.at.today;
        let status = || ("status", record.status.label().to_owned());
        let days = line.planned.days();
        if days > LONGEST_PERIOD {
            let params = vec![("days", days.to_string()), ("limit", LONGEST_PERIOD.to_string())];
            faults.push(("date_retour", "loan_too_long", params));
        }
        if let Some(departed) = line.departed_on.filter(|day| *day > today) {
            faults.push(("date_depart", "departure_to_come", vec![("read", french(departed)), status()]));
        } else if let Some(returned) = line.returned_on.filter(|day| *day > today) {
            faults.push(("date_retour", "return_to_come", vec![("read", french(returned)), status()]));
        }
        if line.state.is_off() {
            return faults;
        }
        if line.quantity > capacity {
            let params = vec![("read", line.quantity.to_string()), ("capacity", capacity.to_string())];
            faults.push(("quantite", "quantity_over_capacity", params));
        }
        if let Some(acquired) = acquired.filter(|acquired| line.planned.from < *acquired) {
            let params = vec![("read", french(line.planned.from)), ("acquired", french(acquired))];
            faults.push(("date_depart", "departure_before_acquisition", params));
        }
        faults
    }

    /// Tells the days to come on which the centre is closed, with the nearest on which it is not.
    fn tell_closed_days(&mut self, at: &Place, line: &LoanLine) {
        let (today, open) = (self.at.today, &self.at.open);
        let is_to_come = matches!(line.state, LineState::Request | LineState::Option | LineState::Confirmed);
        let departure = is_to_come.then_some(("date_depart", "departure_on_a_closed_day", line.planned.from));
        let comes_back = is_to_come || line.state == LineState::Out;
        let back = comes_back.then_some(("date_retour", "return_on_a_closed_day", line.planned.to));
        for (column, code, day) in departure.into_iter().chain(back) {
            if day >= today && !open.is_open(day) {
                let nearest = nearest_open_day(day, open);
                self.remark(
                    at,
                    column,
                    Kind::Loan,
                    code,
                    vec![("read", french(day)), ("nearest", french(nearest))],
                );
            }
        }
    }

    /// What takes what this line would take, in the base or earlier in the register. What is over is a fact, and refuses
    /// nothing.
    fn in_the_way(&self, line: &LoanLine) -> Outcome<Option<InTheWay>> {
        let (today, open) = (self.at.today, &self.at.open);
        let days = [Some(line.planned.from), Some(line.planned.to), line.departed_on, line.returned_on];
        let days = || days.iter().flatten().copied().chain((line.state == LineState::Out).then_some(today));
        let (Some(from), Some(to)) = (days().min(), days().max()) else { return Ok(None) };
        let around = Buffers { before: MOST_BUFFER, after: MOST_BUFFER }.around(Period { from, to }, open);
        let brief = resource::brief_by_id(self.c, line.resource)?;
        let mut history = None;
        for demand in demand(self.c, &brief, line.quantity, self.at, Some(around))? {
            let own = Occupation::of_line(line, demand.quantity, demand.need.buffers, open);
            let Some(interval) = own.and_then(|own| own.seen_from(today, open)) else { continue };
            let mut load = demand.need.load.clone();
            let mut answer = availability(&load, interval, demand.quantity);
            if answer.free {
                continue;
            }
            let places = answer.in_the_way.iter().filter(|place| load.taken[**place].quantity > 0).copied();
            let places: Vec<usize> = places.collect();
            let mut taken = None;
            for (place, taker) in places.into_iter().zip(demand.takers_in_the_way(&answer)) {
                let (number, is_over) = self.loan_that_takes(taker)?;
                if is_over {
                    load.taken[place].quantity = 0;
                    history.get_or_insert(number);
                } else {
                    taken.get_or_insert(number);
                }
            }
            answer = availability(&load, interval, demand.quantity);
            match taken {
                Some(other) if line.state == LineState::Closed => history = history.or(Some(other)),
                other if !answer.free => return Ok(Some(InTheWay::Taken(other.unwrap_or_default()))),
                _ => {}
            }
        }
        Ok(history.map(InTheWay::History))
    }

    /// The number of the loan that takes something, empty for the centre itself; and whether it is over.
    fn loan_that_takes(&self, taker: Taker) -> Outcome<(String, bool)> {
        let Taker::Line(line) = taker else { return Ok((String::new(), false)) };
        let NamedLine { number, line, .. } = line::by_id(self.c, line)?;
        Ok((number, line.state == LineState::Closed))
    }
}
