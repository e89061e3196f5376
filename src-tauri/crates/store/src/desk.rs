//! A small base for the tests of this crate.

use crate::{Base, Error, Result, Write, borrower, journal, line, loan, resource, term};
use chrono::NaiveDate;
use domain::borrower::{Borrower, Venue};
use domain::catalogue::{Resource, ResourceKind, TermList};
use domain::id::{LineId, LoanId};
use domain::interval::Period;
use domain::loan::{LineState, Loan, LoanLine};
use domain::tariff::Tariff;

/// A base with one borrower and one resource.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) base: Base,
    pub(crate) borrower: Borrower,
    pub(crate) resource: Resource,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let base = Base::create(&folder.path().join("b.db")).unwrap();
        let mut borrower = Borrower::new("E001", "École Jules Ferry");
        borrower.commune = "Nantua".to_owned();
        let resource = Resource::new("EXP-001", "Les volcans à la loupe", ResourceKind::Exhibition);
        base.write(|tx| {
            term::add(tx, TermList::Theme, "géologie")?;
            borrower::save(tx, &borrower)?;
            resource::save(tx, &resource)
        })
        .unwrap();
        Self { folder, base, borrower, resource }
    }

    pub(crate) fn operation<T>(&self, write: impl FnOnce(&Write<'_>) -> Result<T>) -> T {
        self.base
            .write(|tx| {
                let entry = journal::begin(tx, "2026-03-02T08:00:00Z", "test")?;
                let done = write(tx)?;
                journal::finish(tx, entry, "booked", &serde_json::Value::Null)?;
                Ok::<T, Error>(done)
            })
            .unwrap()
    }

    pub(crate) fn book(&self, number: &str, from: &str) -> LoanLine {
        let from: NaiveDate = from.parse().unwrap();
        let loan = Loan {
            id: LoanId::new(),
            number: number.to_owned(),
            borrower: self.borrower.id,
            contact: String::new(),
            venue: Venue::from(&self.borrower),
            created_on: from,
            transport: String::new(),
            insurance_received_on: None,
            agreement_sent_on: None,
            agreement_signed_on: None,
            notes: String::new(),
        };
        let line = LoanLine {
            id: LineId::new(),
            loan: loan.id,
            resource: self.resource.id,
            quantity: 1,
            state: LineState::Option,
            planned: Period::starting(from, 5),
            departed_on: None,
            returned_on: None,
            option_until: None,
            tariff: Tariff::Free,
            channel: String::new(),
            usage: String::new(),
            accompaniment: String::new(),
            amount_cents: None,
            cancellation: None,
        };
        self.operation(|tx| {
            loan::insert(tx, &loan)?;
            line::insert(tx, 1, &line)
        });
        line
    }
}
