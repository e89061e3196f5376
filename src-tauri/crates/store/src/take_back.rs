//! Undoing and redoing: the images of an entry put back, unless what came later stands on it.
//!
//! Redoing an operation is undoing its undoing. What came later is looked up by the rows that the entry touched and, where
//! it created rows, by the tables that can refer to them: how long the journal is does not matter.

mod later;
mod schema;

use crate::journal::{self, Entry, REDONE, UNDONE};
use crate::{Read, Result, Write};
use domain::fault::Fault;
use later::Later;
use rusqlite::params;
use schema::Schema;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The entry to undo: the last one that stands, where none is named; of an operation that was redone, its redoing.
///
/// # Errors
/// `undo_nothing`, `undo_unknown`, `undo_already`; faults of the base.
pub fn to_undo(connection: &Read<'_>, named: Option<i64>) -> Result<i64> {
    let found = match named {
        None => journal::last_undoable(connection)?.ok_or_else(|| Fault::input("undo_nothing"))?,
        Some(number) => journal::by_number(connection, number)?
            .ok_or_else(|| Fault::input("undo_unknown").with("entry", number))?,
    };
    if found.undone_by.is_some() {
        return Err(Fault::rule("undo_already").with("entry", found.entry).into());
    }
    if found.original.is_some() { Ok(found.entry) } else { journal::tip(connection, found.entry) }
}

/// The undoing to take back so that an operation is done again: the last one, where none is named.
///
/// # Errors
/// `redo_nothing`, `undo_unknown`, `redo_not_undone`; faults of the base.
pub fn to_redo(connection: &Read<'_>, named: Option<i64>) -> Result<i64> {
    let Some(number) = named else {
        let last = journal::last_redoable(connection)?.ok_or_else(|| Fault::input("redo_nothing"))?;
        return Ok(last.entry);
    };
    let unknown = || Fault::input("undo_unknown").with("entry", number);
    let found = journal::by_number(connection, number)?.ok_or_else(unknown)?;
    let root = journal::by_number(connection, found.root())?.ok_or_else(unknown)?;
    root.undone_by.ok_or_else(|| Fault::rule("redo_not_undone").with("entry", number).into())
}

/// What putting an entry's images back came to.
#[derive(Debug)]
pub struct TakenBack {
    /// The operation that it was about.
    pub operation: Entry,
    /// Whether that operation is done again, by this.
    pub redone: bool,
}

/// Puts the images of an entry back: every row is again as it was before it. Runs inside an open entry of its own, `taking`;
/// the rule is then asked of what that entry changed, as of any other. Columns that came since keep what they hold.
///
/// # Errors
/// `undo_unknown`; `undo_pruned`; `undo_depended_on` or `redo_depended_on`, naming the operation that came later and touched
/// one of the same rows, refers to one that would go, took away one that would be referred to, or took a code that was left;
/// faults of the base.
pub fn take_back(connection: &Write<'_>, target: i64, taking: i64) -> Result<TakenBack> {
    let unknown = || Fault::input("undo_unknown").with("entry", target);
    let entry = journal::by_number(connection, target)?.ok_or_else(unknown)?;
    let operation = journal::by_number(connection, entry.root())?.ok_or_else(unknown)?;
    let redone = entry.code == UNDONE;
    let own = changes(connection, target)?;
    if own.iter().all(|change| change.before.is_none() && change.after.is_none()) {
        return Err(Fault::rule("undo_pruned").with("entry", operation.entry).into());
    }
    let schema = Schema::of(connection)?;
    let mut later = Later { connection, target, taking, known: HashMap::new() };
    let joined = joined_lists(&own);
    let kept = later.kept(&schema, &own, &joined)?;
    // An operation that did nothing but add values stands as long as they are used.
    let only_joined = own.iter().all(|change| joined.contains(change.row.as_str()));
    let mut blocking = later.touching(&own, if only_joined { None } else { Some(&joined) })?;
    if only_joined {
        blocking.extend(kept.values().flatten());
    }
    blocking.extend(later.referring(&schema, &own, &joined)?.values().flatten());
    blocking.extend(later.claiming(&schema, &own)?);
    blocking.extend(later.missing(&schema, &own)?);
    let left_behind = later.left_behind(&own)?;
    for value in &left_behind {
        blocking.extend(later.standing_on(&schema, value)?);
    }
    if let Some(first) = blocking.first()
        && let Some(first) = journal::by_number(connection, *first)?
    {
        let code = if redone { "redo_depended_on" } else { "undo_depended_on" };
        return Err(Fault::rule(code)
            .with("entry", operation.entry)
            .with("later", first.entry)
            .with("operation", first.words())
            .into());
    }
    let mut is_used = only_joined && !kept.is_empty();
    for value in &left_behind {
        is_used |= later.is_named_elsewhere(&schema, &own, value)?;
    }
    if is_used {
        return Err(Fault::rule("undo_list_value_used").with("entry", operation.entry).into());
    }
    connection.execute_batch("pragma defer_foreign_keys = on")?;
    for value in &left_behind {
        connection.prepare_cached("delete from term where id = $1")?.execute(params![value])?;
    }
    for change in own.iter().rev().filter(|change| !kept.contains_key(change.row.as_str())) {
        restore(connection, &schema, change)?;
    }
    write_down(connection, &entry, &operation, taking)?;
    Ok(TakenBack { operation, redone })
}

/// Says in the journal what was taken back by what.
fn write_down(connection: &Write<'_>, entry: &Entry, operation: &Entry, taking: i64) -> Result<()> {
    let redone = entry.code == UNDONE;
    let undone_by = "update journal set undone_by = $1 where entry = $2";
    connection.prepare_cached(undone_by)?.execute(params![taking, entry.entry])?;
    if operation.entry != entry.entry {
        let now = if redone { None } else { Some(taking) };
        connection.prepare_cached(undone_by)?.execute(params![now, operation.entry])?;
    }
    connection
        .prepare_cached("update journal set undoes = $1, original = $2, code = $3 where entry = $4")?
        .execute(params![entry.entry, operation.entry, if redone { REDONE } else { UNDONE }, taking])?;
    Ok(())
}

struct Change {
    table: String,
    row: String,
    before: Option<Value>,
    after: Option<Value>,
}

fn changes(connection: &Read<'_>, entry: i64) -> Result<Vec<Change>> {
    let mut statement = connection.prepare_cached(
        "select tbl, row_id, before, after from journal_change where entry = $1 order by id",
    )?;
    let json = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
    let rows = statement.query_map(params![entry], |row| {
        Ok(Change {
            table: row.get(0)?,
            row: row.get(1)?,
            before: json(row.get(2)?),
            after: json(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The values that joined a list with an entry.
fn joined_lists(own: &[Change]) -> HashSet<&str> {
    own.iter()
        .filter(|change| change.table == "term" && change.before.is_none())
        .map(|change| change.row.as_str())
        .collect()
}

/// Puts one row back. Only the columns that its table still has are written.
fn restore(connection: &Write<'_>, schema: &Schema, change: &Change) -> Result<()> {
    let table = &change.table;
    let Some(known) = schema.columns.get(table) else { return Ok(()) };
    let Some(image) = &change.before else {
        connection
            .prepare_cached(&format!("delete from \"{table}\" where id = $1"))?
            .execute(params![change.row])?;
        return Ok(());
    };
    let columns: Vec<&String> = known.iter().filter(|column| image.get(column.as_str()).is_some()).collect();
    let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let values: Vec<String> =
        columns.iter().map(|column| format!("json_extract($1, '$.{column}')")).collect();
    let sql = if change.after.is_none() {
        format!("insert into \"{table}\" ({}) select {}", names.join(", "), values.join(", "))
    } else {
        let pairs: Vec<String> =
            names.iter().zip(&values).map(|(name, value)| format!("{name} = {value}")).collect();
        format!("update \"{table}\" set {} where id = json_extract($1, '$.id')", pairs.join(", "))
    };
    connection.prepare_cached(&sql)?.execute(params![image.to_string()])?;
    Ok(())
}
