//! What a use case works with: a state of the base to read from, or the one transaction that writes.
//!
//! No type of SQLite leaves this crate: another back end would be another folder.

use rusqlite::{CachedStatement, Connection, Statement};
use std::ops::Deref;

/// One consistent state of the base, to read from.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a>(&'a Connection);

impl<'a> Read<'a> {
    pub(crate) fn of(connection: &'a Connection) -> Self {
        Self(connection)
    }

    pub(crate) fn prepare_cached(&self, sql: &str) -> rusqlite::Result<CachedStatement<'a>> {
        self.0.prepare_cached(sql)
    }

    /// The connection itself, for tests to look at.
    #[cfg(test)]
    pub(crate) fn connection(&self) -> &'a Connection {
        self.0
    }

    pub(crate) fn prepare(&self, sql: &str) -> rusqlite::Result<Statement<'a>> {
        self.0.prepare(sql)
    }
}

/// The one transaction that writes, which reads too what it wrote.
#[derive(Debug, Clone, Copy)]
pub struct Write<'a>(Read<'a>);

impl<'a> Write<'a> {
    pub(crate) fn of(connection: &'a Connection) -> Self {
        Self(Read(connection))
    }

    pub(crate) fn execute_batch(&self, sql: &str) -> rusqlite::Result<()> {
        self.0.0.execute_batch(sql)
    }

    pub(crate) fn last_insert_rowid(&self) -> i64 {
        self.0.0.last_insert_rowid()
    }
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.0
    }
}
