//! Days on which the centre is closed.

use crate::values::new_id;
use crate::{Read, Result, Write};
use domain::interval::Period;
use rusqlite::params;

/// The closures, with why, by first day.
///
/// # Errors
/// Faults of the base.
pub fn all(connection: &Read<'_>) -> Result<Vec<(Period, String)>> {
    let mut statement =
        connection.prepare_cached("select from_on, to_on, label from closure order by from_on, to_on, id")?;
    let rows =
        statement.query_map([], |row| Ok((Period { from: row.get(0)?, to: row.get(1)? }, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Puts these closures in the place of those that are there; nothing is written where they are the same.
///
/// # Errors
/// Faults of the base.
pub fn replace(connection: &Write<'_>, closures: &[(Period, String)]) -> Result<()> {
    if all(connection)? == closures {
        return Ok(());
    }
    connection.prepare_cached("delete from closure")?.execute([])?;
    for (period, label) in closures {
        connection
            .prepare_cached("insert into closure (id, from_on, to_on, label) values ($1, $2, $3, $4)")?
            .execute(params![new_id(), period.from, period.to, label])?;
    }
    Ok(())
}
