//! The SQLite base: the only crate that knows SQL.
//!
//! [`Base`] opens a file and hands out connections; the other modules hold one table each, with the SQL
//! beside the function that runs it. What changes a row runs inside [`Base::write`], where the
//! [`journal`] takes the images of every row before and after.

mod access;
pub mod backup;
pub mod base;
pub mod borrower;
pub mod check;
pub mod closure;
pub mod error;
pub mod figures;
pub mod hold;
pub mod journal;
pub mod line;
pub mod loan;
pub mod occupation;
pub mod past_figure;
pub mod photo;
pub mod question;
pub mod questionnaire;
pub mod remark;
pub mod report_text;
pub mod resource;
pub mod restore;
pub mod rule;
mod search;
pub mod setting;
pub mod take_back;
pub mod term;
pub mod unit;
mod values;

#[cfg(test)]
mod desk;
#[cfg(test)]
mod plans;

pub use access::{Read, Write};
pub use base::{Base, Place, is_another_base};
pub use error::{Error, Result};

/// Lets SQLite count how its indexes are filled, so that it chooses the right one.
///
/// # Errors
/// Faults of the base.
pub fn statistics(connection: &Write<'_>) -> Result<()> {
    connection.execute_batch("analyze")?;
    Ok(())
}

/// How many migrations the base went through.
///
/// # Errors
/// Faults of the base.
pub fn schema_version(connection: &Read<'_>) -> Result<u32> {
    Ok(connection.prepare("pragma user_version")?.query_row([], |row| row.get(0))?)
}

/// The version of SQLite that is built in.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
