//! How many lines there are, by state and borrower.

use crate::values::{Code, Id};
use crate::{Read, Result};
use chrono::NaiveDate;
use domain::id::BorrowerId;
use domain::loan::LineState;
use rusqlite::{Row, params};

/// How many lines there are.
///
/// # Errors
/// Faults of the base.
pub fn count(connection: &Read<'_>) -> Result<u32> {
    Ok(connection.prepare_cached("select count(*) from loan_line")?.query_row([], |row| row.get(0))?)
}

/// How many loans have a line that is neither closed nor called off, and how many lines are late.
///
/// # Errors
/// Faults of the base.
pub fn open_and_late(connection: &Read<'_>, today: NaiveDate) -> Result<(u32, u32)> {
    let open = connection
        .prepare_cached(
            "select count(distinct loan_id) from loan_line where state in ('request', 'option', 'confirmed', 'out', 'returned')",
        )?
        .query_row([], |row| row.get(0))?;
    let late = connection
        .prepare_cached("select count(*) from loan_line where state = 'out' and planned_to < $1")?
        .query_row(params![today], |row| row.get(0))?;
    Ok((open, late))
}

/// How many lines of each state each borrower has, or one alone.
///
/// # Errors
/// Faults of the base.
pub fn states_of_borrowers(
    connection: &Read<'_>,
    only: Option<BorrowerId>,
) -> Result<Vec<(BorrowerId, LineState, u32)>> {
    let all = "select n.borrower_id, l.state, count(*) from loan n join loan_line l on l.loan_id = n.id";
    let read =
        |row: &Row<'_>| Ok((BorrowerId(row.get::<_, Id>(0)?.0), row.get::<_, Code<_>>(1)?.0, row.get(2)?));
    let rows = match only {
        Some(only) => connection
            .prepare_cached(&format!("{all} where n.borrower_id = $1 group by l.state"))?
            .query_map(params![Id(only.0)], read)?
            .collect::<rusqlite::Result<_>>()?,
        None => connection
            .prepare_cached(&format!("{all} group by n.borrower_id, l.state"))?
            .query_map([], read)?
            .collect::<rusqlite::Result<_>>()?,
    };
    Ok(rows)
}

/// How many late lines each borrower has.
///
/// # Errors
/// Faults of the base.
pub fn late_of_borrowers(connection: &Read<'_>, today: NaiveDate) -> Result<Vec<(BorrowerId, u32)>> {
    let mut statement = connection.prepare_cached(
        "select n.borrower_id, count(*) from loan_line l join loan n on n.id = l.loan_id \
         where l.state = 'out' and l.planned_to < $1 group by n.borrower_id",
    )?;
    let rows =
        statement.query_map(params![today], |row| Ok((BorrowerId(row.get::<_, Id>(0)?.0), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
