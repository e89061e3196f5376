//! Loans and the numbers given to them.

use crate::values::Id;
use crate::{Read, Result, Write};
use domain::borrower::Venue;
use domain::id::{BorrowerId, LoanId};
use domain::loan::{self, Loan};
use rusqlite::{OptionalExtension, Row, params};

const SELECT: &str = "select id, number, borrower_id, contact, venue_name, venue_address, venue_commune, venue_insee, created_on, \
     transport, insurance_received_on, agreement_sent_on, agreement_signed_on, notes from loan";

fn row_to_loan(row: &Row<'_>) -> rusqlite::Result<Loan> {
    Ok(Loan {
        id: LoanId(row.get::<_, Id>("id")?.0),
        number: row.get("number")?,
        borrower: BorrowerId(row.get::<_, Id>("borrower_id")?.0),
        contact: row.get("contact")?,
        venue: Venue {
            name: row.get("venue_name")?,
            address: row.get("venue_address")?,
            commune: row.get("venue_commune")?,
            insee: row.get("venue_insee")?,
        },
        created_on: row.get("created_on")?,
        transport: row.get("transport")?,
        insurance_received_on: row.get("insurance_received_on")?,
        agreement_sent_on: row.get("agreement_sent_on")?,
        agreement_signed_on: row.get("agreement_signed_on")?,
        notes: row.get("notes")?,
    })
}

/// The loan of that number.
///
/// # Errors
/// Faults of the base.
pub fn by_number(connection: &Read<'_>, number: &str) -> Result<Option<Loan>> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where number = $1"))?
        .query_row(params![number], row_to_loan)
        .optional()?)
}

/// The loan of that id.
///
/// # Errors
/// Faults of the base; no such loan is one.
pub fn by_id(connection: &Read<'_>, id: LoanId) -> Result<Loan> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where id = $1"))?
        .query_row(params![Id(id.0)], row_to_loan)?)
}

/// Adds a loan and takes its number for ever.
///
/// # Errors
/// Faults of the base.
pub fn insert(connection: &Write<'_>, loan: &Loan) -> Result<()> {
    let (year, sequence) = loan::parse_number(&loan.number).unzip();
    connection
        .prepare_cached("insert into loan_number (number, year, sequence) values ($1, $2, $3) on conflict (number) do nothing")?
        .execute(params![loan.number, year, sequence])?;
    connection
        .prepare_cached(
            "insert into loan (id, number, borrower_id, contact, venue_name, venue_address, venue_commune, venue_insee, created_on, \
             transport, insurance_received_on, agreement_sent_on, agreement_signed_on, notes) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )?
        .execute(params![
            Id(loan.id.0),
            loan.number,
            Id(loan.borrower.0),
            loan.contact,
            loan.venue.name,
            loan.venue.address,
            loan.venue.commune,
            loan.venue.insee,
            loan.created_on,
            loan.transport,
            loan.insurance_received_on,
            loan.agreement_sent_on,
            loan.agreement_signed_on,
            loan.notes,
        ])?;
    Ok(())
}

/// Writes what a loan says besides its number and its lines.
///
/// # Errors
/// Faults of the base.
pub fn update(connection: &Write<'_>, loan: &Loan) -> Result<()> {
    connection
        .prepare_cached(
            "update loan set borrower_id = $1, contact = $2, venue_name = $3, venue_address = $4, venue_commune = $5, venue_insee = $6, \
             transport = $7, insurance_received_on = $8, agreement_sent_on = $9, agreement_signed_on = $10, notes = $11 where id = $12",
        )?
        .execute(params![
            Id(loan.borrower.0),
            loan.contact,
            loan.venue.name,
            loan.venue.address,
            loan.venue.commune,
            loan.venue.insee,
            loan.transport,
            loan.insurance_received_on,
            loan.agreement_sent_on,
            loan.agreement_signed_on,
            loan.notes,
            Id(loan.id.0),
        ])?;
    Ok(())
}

/// Gives all loans of a borrower to another; tells how many.
///
/// # Errors
/// Faults of the base.
pub fn give(connection: &Write<'_>, from: BorrowerId, to: BorrowerId) -> Result<u32> {
    let moved = connection
        .prepare_cached("update loan set borrower_id = $1 where borrower_id = $2")?
        .execute(params![Id(to.0), Id(from.0)])?;
    Ok(u32::try_from(moved).unwrap_or(u32::MAX))
}

/// The number that the next loan of a year takes.
///
/// # Errors
/// Faults of the base.
pub fn next_number(connection: &Read<'_>, year: i32) -> Result<String> {
    let last: u32 = connection
        .prepare_cached(
            "select coalesce(max(sequence), 0) from loan_number where year = $1 and sequence <= $2",
        )?
        .query_row(params![year, loan::MOST_IN_A_YEAR], |row| row.get(0))?;
    Ok(loan::number(year, last + 1))
}
