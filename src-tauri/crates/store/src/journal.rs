//! Who did what, when, and the rows before and after: what undo is made of.
//!
//! Triggers of the writing connection take the images, so that no function that writes can forget to.
//! They are made from the schema as it is when the connection opens: a migration needs nothing of its own.

use crate::{Read, Result, Write};
use domain::fault::Fault;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};
use serde_json::Value;
use std::collections::HashSet;

/// Tables whose rows are not part of what an operation did: the journal itself, the numbers given, and images, which
/// stay for whatever refers to them.
pub(crate) const NOT_JOURNALED: &[&str] = &["image", "journal", "journal_change", "loan_number"];

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

fn tables(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare(
        "select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
    )?;
    let names =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(names.into_iter().filter(|name| !NOT_JOURNALED.contains(&name.as_str())).collect())
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
    /// The entry that it undid.
    pub undoes: Option<i64>,
    /// The entry that undid it.
    pub undone_by: Option<i64>,
}

const SELECT: &str = "select entry, at, by, code, params, undoes, undone_by from journal";

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

/// Closes an entry with its words; one that changed nothing is taken back. Tells whether it changed
/// anything.
///
/// # Errors
/// Faults of the base.
pub fn finish(connection: &Write<'_>, entry: i64, code: &str, words: &Value) -> Result<bool> {
    connection.prepare_cached("delete from temp.open_entry")?.execute([])?;
    let changed: bool = connection
        .prepare_cached("select exists (select 1 from journal_change where entry = $1)")?
        .query_row(params![entry], |row| row.get(0))?;
    if changed {
        connection
            .prepare_cached("update journal set code = $1, params = $2 where entry = $3")?
            .execute(params![code, words.to_string(), entry])?;
    } else {
        connection.prepare_cached("delete from journal where entry = $1")?.execute(params![entry])?;
    }
    Ok(changed)
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

/// The last entries, the latest first.
///
/// # Errors
/// Faults of the base.
pub fn latest(connection: &Read<'_>, limit: u32) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} order by entry desc limit $1"))?;
    Ok(statement.query_map(params![limit], entry)?.collect::<rusqlite::Result<_>>()?)
}

/// The entries that changed any of some rows, the latest first.
///
/// # Errors
/// Faults of the base.
pub fn of_rows(connection: &Read<'_>, row_ids: &[String]) -> Result<Vec<Entry>> {
    let list = serde_json::to_string(row_ids).unwrap_or_default();
    let mut statement = connection.prepare_cached(&format!(
        "{SELECT} where entry in (select c.entry from journal_change c where c.tbl in ('loan', 'loan_line') \
         and c.row_id in (select value from json_each($1))) order by entry desc"
    ))?;
    Ok(statement.query_map(params![list], entry)?.collect::<rusqlite::Result<_>>()?)
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

/// The last operation of a person before `entry` that was not undone and is not an undo.
///
/// # Errors
/// Faults of the base.
pub fn last_undoable(connection: &Read<'_>, entry_limit: i64) -> Result<Option<Entry>> {
    Ok(connection
        .prepare_cached(&format!(
            "{SELECT} where entry < $1 and undone_by is null and undoes is null and by <> $2 order by entry desc limit 1"
        ))?
        .query_row(params![entry_limit, SYSTEM], entry)
        .optional()?)
}

struct Change {
    table: String,
    row: String,
    before: Option<Value>,
    after: Option<Value>,
}

fn changes(connection: &Read<'_>, condition: &str, params: &[&dyn ToSql]) -> Result<Vec<(i64, Change)>> {
    let mut statement = connection.prepare_cached(&format!(
        "select c.entry, c.tbl, c.row_id, c.before, c.after from journal_change c join journal j on j.entry = c.entry \
         where {condition} order by c.id"
    ))?;
    let json = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
    let rows = statement.query_map(params, |row| {
        Ok((
            row.get(0)?,
            Change {
                table: row.get(1)?,
                row: row.get(2)?,
                before: json(row.get(3)?),
                after: json(row.get(4)?),
            },
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes an operation back: every row is again as it was before. Runs inside an open entry of its own,
/// `undoing`; the rule is then asked of what that entry changed, as of any other.
///
/// # Errors
/// `undo_unknown`, `undo_already`, `undo_of_undo`; `undo_depended_on`, naming the operation that came
/// later and touched one of the same rows, refers to one that was created, or took a code that was left.
pub fn undo(connection: &Write<'_>, entry_to_undo: i64, undoing: i64) -> Result<Entry> {
    let named = |code| Fault::rule(code).with("entry", entry_to_undo);
    let original = connection
        .prepare_cached(&format!("{SELECT} where entry = $1 and code <> ''"))?
        .query_row(params![entry_to_undo], entry)
        .optional()?
        .ok_or_else(|| Fault::input("undo_unknown").with("entry", entry_to_undo))?;
    if original.undoes.is_some() {
        return Err(named("undo_of_undo").into());
    }
    if original.undone_by.is_some() {
        return Err(named("undo_already").into());
    }
    let own: Vec<Change> = changes(connection, "c.entry = $1", params![entry_to_undo])?
        .into_iter()
        .map(|(_, change)| change)
        .collect();
    let later = changes(
        connection,
        "c.entry > $1 and c.entry <> $2 and j.undone_by is null and j.undoes is null",
        params![entry_to_undo, undoing],
    )?;
    if let Some(later) = dependent(connection, &own, &later)? {
        let by: Entry = connection
            .prepare_cached(&format!("{SELECT} where entry = $1"))?
            .query_row(params![later], entry)?;
        let subject =
            by.params.get("number").or_else(|| by.params.get("name")).or_else(|| by.params.get("path"));
        let subject = subject
            .and_then(|value| value.get("text"))
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        return Err(named("undo_depended_on")
            .with("later", later)
            .with("operation", by.code.as_str())
            .with("subject", subject)
            .into());
    }
    connection.execute_batch("pragma defer_foreign_keys = on")?;
    // A value that joined a list stays if a later operation used it: it is in use, or its undo would bring back what was.
    let named_later: HashSet<&str> = later
        .iter()
        .flat_map(|(_, change)| [&change.before, &change.after])
        .flatten()
        .flat_map(texts)
        .collect();
    for change in own.iter().rev() {
        let joined_a_list = change.table == "term" && change.before.is_none();
        if !(joined_a_list && named_later.contains(change.row.as_str())) {
            restore(connection, change)?;
        }
    }
    connection
        .prepare_cached("update journal set undone_by = $1 where entry = $2")?
        .execute(params![undoing, entry_to_undo])?;
    connection
        .prepare_cached("update journal set undoes = $1 where entry = $2")?
        .execute(params![entry_to_undo, undoing])?;
    Ok(original)
}

/// The first of the `later` operations that touched a row of `own`, refers to a row it created, or took a value that
/// only one row may have and that it left, such as a code.
fn dependent(connection: &Read<'_>, own: &[Change], later: &[(i64, Change)]) -> Result<Option<i64>> {
    let touched: HashSet<(&str, &str)> =
        own.iter().map(|change| (change.table.as_str(), change.row.as_str())).collect();
    let created: HashSet<&str> = own
        .iter()
        .filter(|change| change.before.is_none() && !matches!(change.table.as_str(), "term" | "setting"))
        .map(|change| change.row.as_str())
        .collect();
    let keys = unique_keys(connection)?;
    let left: HashSet<Claim<'_>> =
        own.iter().flat_map(|change| claims(&keys, change, change.before.as_ref())).collect();
    let found = later.iter().find(|(_, change)| {
        touched.contains(&(change.table.as_str(), change.row.as_str()))
            || change.after.as_ref().is_some_and(|image| texts(image).any(|text| created.contains(text)))
            || claims(&keys, change, change.after.as_ref()).any(|claim| left.contains(&claim))
    });
    Ok(found.map(|(entry, _)| *entry))
}

/// The values of one of the keys, by its place.
type Claim<'a> = (usize, Vec<Option<&'a Value>>);

/// What an image of a row keeps for itself, of the keys of its table.
fn claims<'a>(keys: &[Key], change: &Change, image: Option<&'a Value>) -> impl Iterator<Item = Claim<'a>> {
    let of_table = keys.iter().enumerate().filter(|(_, key)| key.table == change.table);
    let values = |image: &'a Value, key: &Key| key.columns.iter().map(|column| image.get(column)).collect();
    image.into_iter().flat_map(move |image| of_table.clone().map(move |(at, key)| (at, values(image, key))))
}

/// Columns whose values together only one row of a table may have.
struct Key {
    table: String,
    columns: Vec<String>,
}

/// The keys of every table, beside identifiers.
fn unique_keys(connection: &Read<'_>) -> Result<Vec<Key>> {
    let mut statement = connection.prepare_cached(
        "select t.name, json_group_array(c.name) from main.sqlite_schema t \
         join pragma_index_list(t.name) i on i.origin = 'u' join pragma_index_info(i.name) c \
         where t.type = 'table' group by t.name, i.name",
    )?;
    let keys = statement.query_map([], |row| {
        let columns: String = row.get(1)?;
        Ok(Key { table: row.get(0)?, columns: serde_json::from_str(&columns).unwrap_or_default() })
    })?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

/// The texts among the columns of an image, identifiers included.
fn texts(image: &Value) -> impl Iterator<Item = &str> {
    image.as_object().into_iter().flat_map(|columns| columns.values()).filter_map(Value::as_str)
}

fn restore(connection: &Write<'_>, change: &Change) -> Result<()> {
    let table = &change.table;
    let (sql, value) = match &change.before {
        None => (format!("delete from \"{table}\" where id = $1"), change.row.clone()),
        Some(image) => {
            let columns: Vec<&String> =
                image.as_object().map(|columns| columns.keys().collect()).unwrap_or_default();
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
            (sql, image.to_string())
        }
    };
    connection.prepare_cached(&sql)?.execute(params![value])?;
    Ok(())
}
