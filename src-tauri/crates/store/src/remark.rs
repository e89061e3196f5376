//! Remarks on loans.

use crate::values::{Id, new_id};
use crate::{Read, Result, Write};
use domain::id::{LoanId, RemarkId};
use rusqlite::params;

/// A remark on a loan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its identifier.
    pub id: RemarkId,
    /// When, UTC, `2026-03-26T08:40:12Z`.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub text: String,
}

/// The remarks on a loan, the latest first.
///
/// # Errors
/// Faults of the base.
pub fn of_loan(connection: &Read<'_>, loan: LoanId) -> Result<Vec<Remark>> {
    let mut statement = connection
        .prepare_cached("select id, at, by, text from remark where loan_id = $1 order by at desc, id desc")?;
    let rows = statement.query_map(params![Id(loan.0)], |row| {
        Ok(Remark {
            id: RemarkId(row.get::<_, Id>(0)?.0),
            at: row.get(1)?,
            by: row.get(2)?,
            text: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds a remark to a loan.
///
/// # Errors
/// Faults of the base.
pub fn insert(connection: &Write<'_>, loan: LoanId, at: &str, by: &str, text: &str) -> Result<()> {
    connection
        .prepare_cached("insert into remark (id, loan_id, at, by, text) values ($1, $2, $3, $4, $5)")?
        .execute(params![new_id(), Id(loan.0), at, by, text])?;
    Ok(())
}
