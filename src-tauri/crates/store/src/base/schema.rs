//! The schema and its steps: a base of an older program is brought up to date, or left as it was.

use crate::{Error, Result, base::Base};
use domain::fault::Fault;
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// Never edited, only followed by another one.
const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("../../migrations/0001_base.sql")),
    M::up(include_str!("../../migrations/0002_planning.sql")),
    M::up(include_str!("../../migrations/0003_figures.sql")),
    M::up(include_str!("../../migrations/0004_takers.sql")),
    M::up(include_str!("../../migrations/0005_lists.sql")),
    M::up(include_str!("../../migrations/0006_search.sql")),
    M::up(include_str!("../../migrations/0007_first_lists.sql")),
];

/// The version that this program writes.
pub(crate) const KNOWN: u32 = MIGRATIONS.len() as u32;

/// The version that a base says it has.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a base up to date, all of it or nothing.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    let Err(error) = Migrations::from_slice(MIGRATIONS).to_latest(connection) else { return Ok(()) };
    // Two programs may open an old base at once: one migrates, the other finds it done.
    if version(connection)? == KNOWN {
        return Ok(());
    }
    let fault = match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Fault::from(Error::from(err)),
        _ => Fault::base("base_error"),
    };
    // A full or read-only disk says so; anything else is the step itself, whose SQL tells a person nothing.
    Err(if fault.code == "base_error" { Fault::base("base_not_migrated") } else { fault }.into())
}

impl Base {
    /// Brings this base up to date.
    pub(super) fn migrate(&self) -> Result<()> {
        let mut writer = self.writer()?;
        let outcome = writer.as_mut().map(migrate).unwrap_or(Ok(()));
        // Its triggers were made from the old tables: the next one makes its own.
        *writer = None;
        outcome.map_err(|error| Fault::from(error).with("path", self.path().display().to_string()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_valid() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }
}
