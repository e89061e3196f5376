//! Who did what, when, and the rows before and after: what [`take_back`](crate::take_back) is made of.
//!
//! Triggers of the writing connection take the images, so that no function that writes can forget to.
//! They are made from the schema as it is when the connection opens: a migration needs nothing of its own.

use crate::{Read, Result, Write};
use domain::fault::OperationWords;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;
use std::collections::HashSet;

/// Tables whose rows are not part of what an operation did: the journal itself, the numbers given, images, which stay
/// for whatever refers to them, and what the schema's own triggers count.
pub(crate) const NOT_JOURNALED: &[&str] =
    &["awaited", "borrower_count", "image", "journal", "journal_change", "loan_number", "open_loan"];

/// Makes the triggers on a writing connection, anew where there are some: they name the columns of today.
pub(crate) fn install(connection: &Connection) -> Result<()> {
    let mut sql = String::from("create temp table if not exists open_entry (entry integer not null);\n");
    for table in tables(connection)? {
        let columns = columns(connection, &table)?;
        let image = |row: &str| {
            let pairs: Vec<String> =
                columns.iter().map(|column| format!("'{column}', {row}.\"{column}\"")).collect();
            format!("json_object({})", pairs.join(", "))
        };
        for (verb, id, before, after) in [
            ("insert", "new.id", "null".to_owned(), image("new")),
            ("update", "old.id", image("old"), image("new")),
            ("delete", "old.id", image("old"), "null".to_owned()),
        ] {
            sql.push_str(&format!(
                "drop trigger if exists temp.journal_{table}_{verb}; \
                 create temp trigger journal_{table}_{verb} after {verb} on main.\"{table}\" \
                 when exists (select 1 from temp.open_entry) begin \
                 insert into journal_change (entry, tbl, row_id, before, after) \
                 select entry, '{table}', {id}, {before}, {after} from temp.open_entry \
                 where {before} is not {after}; end;\n"
            ));
        }
    }
    connection.execute_batch(&sql)?;
    Ok(())
}

/// The tables whose rows an operation may change, as the journal follows them.
///
/// # Errors
/// Faults of the base.
pub fn journaled_tables(connection: &Read<'_>) -> Result<Vec<String>> {
    let mut statement = connection.prepare(TABLES)?;
    let names =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(names.into_iter().filter(|name| !NOT_JOURNALED.contains(&name.as_str())).collect())
}

const TABLES: &str =
    "select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";

fn tables(connection: &Connection) -> Result<Vec<String>> {
    journaled_tables(&Read::of(connection))
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare("select name from pragma_table_info($1)")?;
    Ok(statement.query_map(params![table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// An operation, as it was written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the journal.
    pub entry: i64,
    /// When, UTC, `2026-03-26T08:40:12Z`.
    pub at: String,
    /// Who.
    pub by: String,
    /// Key of its words in the message catalogue.
    pub code: String,
    /// Values that the words name.
    pub params: Value,
    /// The entry that it undid; of one that redid an operation, the undoing that it took back.
    pub undoes: Option<i64>,
    /// The entry that undid it, while it is undone; of an undoing, the entry that redid the operation.
    pub undone_by: Option<i64>,
    /// Of an undoing or a redoing, the operation that it is about.
    pub original: Option<i64>,
}

/// Code of an entry that undid an operation.
pub const UNDONE: &str = "undone";
/// Code of an entry that put an undone operation back.
pub const REDONE: &str = "redone";

impl Entry {
    /// Its sentence, as another one holds it.
    #[must_use]
    pub fn words(&self) -> OperationWords {
        let params = serde_json::from_value(self.params.clone()).unwrap_or_default();
        OperationWords { code: self.code.clone(), params }
    }

    /// The operation that it is about: itself, or the one that it undid or redid.
    #[must_use]
    pub fn root(&self) -> i64 {
        self.original.unwrap_or(self.entry)
    }
}

const SELECT: &str = "select entry, at, by, code, params, undoes, undone_by, original from journal";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let params: String = row.get(4)?;
    Ok(Entry {
        entry: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        code: row.get(3)?,
        params: serde_json::from_str(&params).unwrap_or(Value::Null),
        undoes: row.get(5)?,
        undone_by: row.get(6)?,
        original: row.get(7)?,
    })
}

/// Opens an entry: from here on the images of every row written belong to it.
///
/// # Errors
/// Faults of the base.
pub fn begin(connection: &Write<'_>, at: &str, by: &str) -> Result<i64> {
    connection
        .prepare_cached("insert into journal (at, by, code, params) values ($1, $2, '', '{}')")?
        .execute(params![at, by])?;
    let entry = connection.last_insert_rowid();
    connection.prepare_cached("delete from temp.open_entry")?.execute([])?;
    connection.prepare_cached("insert into temp.open_entry (entry) values ($1)")?.execute(params![entry])?;
    Ok(entry)
}

/// Closes an entry with its words; one that changed nothing is taken back, unless it undid another, which names it.
/// Tells whether it stays.
///
/// # Errors
/// Faults of the base.
pub fn finish(connection: &Write<'_>, entry: i64, code: &str, words: &Value) -> Result<bool> {
    connection.prepare_cached("delete from temp.open_entry")?.execute([])?;
    let stays: bool = connection
        .prepare_cached(
            "select exists (select 1 from journal_change where entry = $1) \
             or (select undoes is not null from journal where entry = $1)",
        )?
        .query_row(params![entry], |row| row.get(0))?;
    if stays {
        connection
            .prepare_cached("update journal set code = $1, params = $2 where entry = $3")?
            .execute(params![code, words.to_string(), entry])?;
    } else {
        connection.prepare_cached("delete from journal where entry = $1")?.execute(params![entry])?;
    }
    Ok(stays)
}

/// The tables that an entry changed.
///
/// # Errors
/// Faults of the base.
pub fn changed_tables(connection: &Read<'_>, entry: i64) -> Result<HashSet<String>> {
    let mut statement =
        connection.prepare_cached("select distinct tbl from journal_change where entry = $1")?;
    Ok(statement.query_map(params![entry], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The entry of that number; none of one that is not there, or is not closed yet.
///
/// # Errors
/// Faults of the base.
pub fn by_number(connection: &Read<'_>, number: i64) -> Result<Option<Entry>> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where entry = $1 and code <> ''"))?
        .query_row(params![number], entry)
        .optional()?)
}

/// The last entries, the latest first.
///
/// # Errors
/// Faults of the base.
pub fn latest(connection: &Read<'_>, limit: u32) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} order by entry desc limit $1"))?;
    Ok(statement.query_map(params![limit], entry)?.collect::<rusqlite::Result<_>>()?)
}

/// The entries that changed any of some rows, the latest first, at most that many.
///
/// # Errors
/// Faults of the base.
pub fn of_rows(connection: &Read<'_>, row_ids: &[String], most: u32) -> Result<Vec<Entry>> {
    let list = serde_json::to_string(row_ids).unwrap_or_default();
    let mut statement = connection.prepare_cached(&format!(
        "{SELECT} where entry in (select c.entry from journal_change c where c.tbl in ('loan', 'loan_line') \
         and c.row_id in (select value from json_each($1))) order by entry desc limit $2"
    ))?;
    Ok(statement.query_map(params![list, most], entry)?.collect::<rusqlite::Result<_>>()?)
}

/// The entry that is open on this connection.
///
/// # Errors
/// Faults of the base; no open entry is one.
pub fn opened(connection: &Read<'_>) -> Result<i64> {
    Ok(connection.prepare_cached("select entry from temp.open_entry")?.query_row([], |row| row.get(0))?)
}

/// Who does what comes about by itself, such as an option that expires.
pub const SYSTEM: &str = "system";

/// The last operation of a person that stands, one that was redone included.
///
/// # Errors
/// Faults of the base.
pub fn last_undoable(connection: &Read<'_>) -> Result<Option<Entry>> {
    Ok(connection
        .prepare_cached(&format!(
            "{SELECT} where undone_by is null and code not in ('', '{UNDONE}') and by <> $1 order by entry desc limit 1"
        ))?
        .query_row(params![SYSTEM], entry)
        .optional()?)
}

/// The last undoing whose operation was not redone.
///
/// # Errors
/// Faults of the base.
pub fn last_redoable(connection: &Read<'_>) -> Result<Option<Entry>> {
    Ok(connection
        .prepare_cached(&format!(
            "{SELECT} where undoes is not null and undone_by is null and code = '{UNDONE}' order by entry desc limit 1"
        ))?
        .query_row([], entry)
        .optional()?)
}

/// The last entry of the chain of undoing and redoing of an operation: itself where it was never undone.
///
/// # Errors
/// Faults of the base.
pub fn tip(connection: &Read<'_>, root: i64) -> Result<i64> {
    Ok(connection
        .prepare_cached("select coalesce(max(entry), $1) from journal where original = $1 and code <> ''")?
        .query_row(params![root], |row| row.get(0))?)
}

/// Forgets the images of the operations before a day (UTC, as `at`): their sentences and the rows that they touched stay,
/// undoing them is over. Tells how many entries lost theirs.
///
/// # Errors
/// Faults of the base.
pub fn prune(connection: &Write<'_>, before: &str) -> Result<usize> {
    Ok(connection
        .prepare_cached(
            "update journal_change set before = null, after = null where (before is not null or after is not null) \
             and entry <= (select max(entry) from journal where at < $1)",
        )?
        .execute(params![before])?)
}
