//! Settings of the centre, by name.

use crate::{Read, Result, Write};
use rusqlite::{OptionalExtension, params};

/// The value of a setting.
///
/// # Errors
/// Faults of the base.
pub fn get(connection: &Read<'_>, name: &str) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("select value from setting where id = $1")?
        .query_row(params![name], |row| row.get(0))
        .optional()?)
}

/// Sets a setting.
///
/// # Errors
/// Faults of the base.
pub fn set(connection: &Write<'_>, name: &str, value: &str) -> Result<()> {
    connection
        .prepare_cached("insert into setting (id, value) values ($1, $2) on conflict (id) do update set value = excluded.value")?
        .execute(params![name, value])?;
    Ok(())
}
