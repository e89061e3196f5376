//! Figures of years before the register, entered by hand.

use crate::values::new_id;
use crate::{Read, Result, Write};
use rusqlite::params;

/// A figure: its year, its key, what it was and where that comes from.
pub type PastFigure = (i32, String, i64, String);

/// All of them, by year and key.
///
/// # Errors
/// Faults of the base.
pub fn all(connection: &Read<'_>) -> Result<Vec<PastFigure>> {
    let mut statement =
        connection.prepare_cached("select year, key, value, source from past_figure order by year, key")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes one.
///
/// # Errors
/// Faults of the base.
pub fn set(connection: &Write<'_>, year: i32, key: &str, value: i64, source: &str) -> Result<()> {
    let changed = connection
        .prepare_cached("update past_figure set value = $1, source = $2 where year = $3 and key = $4")?
        .execute(params![value, source, year, key])?;
    if changed == 0 {
        connection
            .prepare_cached(
                "insert into past_figure (id, year, key, value, source) values ($1, $2, $3, $4, $5)",
            )?
            .execute(params![new_id(), year, key, value, source])?;
    }
    Ok(())
}

/// Takes one away.
///
/// # Errors
/// Faults of the base.
pub fn remove(connection: &Write<'_>, year: i32, key: &str) -> Result<()> {
    connection
        .prepare_cached("delete from past_figure where year = $1 and key = $2")?
        .execute(params![year, key])?;
    Ok(())
}
