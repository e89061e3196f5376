//! Undoing and redoing: the images of an entry put back, unless what came later stands on it.
//!
//! Redoing an operation is undoing its undoing. What came later is looked up by the rows that the entry touched and, where
//! it created rows, by the tables that can refer to them: how long the journal is does not matter.

use crate::journal::{self, Entry, REDONE, UNDONE};
use crate::{Read, Result, Write};
use domain::fault::Fault;
use rusqlite::{OptionalExtension, params};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

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

/// What the tables are now: their columns, what refers to what, and what only one row may hold.
struct Schema {
    columns: HashMap<String, Vec<String>>,
    references: Vec<Reference>,
    keys: Vec<Key>,
}

/// A column that names a row of another table.
struct Reference {
    table: String,
    column: String,
    parent: String,
}

/// Columns whose values together only one row of a table may have, beside identifiers.
struct Key {
    table: String,
    columns: Vec<String>,
}

impl Schema {
    fn of(connection: &Read<'_>) -> Result<Self> {
        let mut columns: HashMap<String, Vec<String>> = HashMap::new();
        let mut statement = connection.prepare_cached(
            "select t.name, c.name from main.sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            columns.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let mut statement = connection.prepare_cached(
            "select t.name, f.\"from\", f.\"table\" from main.sqlite_schema t join pragma_foreign_key_list(t.name) f \
             where t.type = 'table' and t.name not like 'journal%'",
        )?;
        let mut references = statement
            .query_map([], |row| {
                Ok(Reference { table: row.get(0)?, column: row.get(1)?, parent: row.get(2)? })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        // A taker is a line or a hold, which no foreign key can say.
        for (table, parent) in TAKERS {
            let (table, column, parent) = (table.to_owned(), "taker_id".to_owned(), parent.to_owned());
            references.push(Reference { table, column, parent });
        }
        let mut statement = connection.prepare_cached(
            "select t.name, json_group_array(c.name) from main.sqlite_schema t \
             join pragma_index_list(t.name) i on i.origin = 'u' join pragma_index_info(i.name) c \
             where t.type = 'table' group by t.name, i.name",
        )?;
        let keys = statement
            .query_map([], |row| {
                let columns: String = row.get(1)?;
                Ok(Key { table: row.get(0)?, columns: serde_json::from_str(&columns).unwrap_or_default() })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { columns, references, keys })
    }
}

/// The tables whose rows name a taker, and those where takers are.
const TAKERS: [(&str, &str); 4] = [
    ("occupation", "loan_line"),
    ("occupation", "hold"),
    ("taker_unit", "loan_line"),
    ("taker_unit", "hold"),
];

/// What is not only written on the way. What is taken is written anew whenever something is taken back: an undoing that
/// moved it stands in the way of nothing.
const WRITTEN_FOR_ITSELF: &str = "(c.tbl <> 'occupation' \
     or not exists (select 1 from journal j where j.entry = c.entry and j.code = 'undone'))";

/// The values of one of the keys, by its place.
type Claim = (usize, Vec<Option<Value>>);

/// What an image of a row keeps for itself, of the keys of its table.
fn claims(keys: &[Key], table: &str, image: Option<&Value>) -> Vec<Claim> {
    let Some(image) = image else { return Vec::new() };
    let of_table = keys.iter().enumerate().filter(|(_, key)| key.table == table);
    of_table
        .map(|(at, key)| (at, key.columns.iter().map(|column| image.get(column).cloned()).collect()))
        .collect()
}

/// What came after an entry and still stands.
struct Later<'c, 'w> {
    connection: &'c Write<'w>,
    target: i64,
    taking: i64,
    known: HashMap<i64, Option<i64>>,
}

impl Later<'_, '_> {
    /// What a later entry still comes to, named by the last entry of its chain: an operation that was undone since comes to
    /// nothing, the undoing of one from before comes to something.
    fn standing(&mut self, entry: i64) -> Result<Option<i64>> {
        if let Some(known) = self.known.get(&entry) {
            return Ok(*known);
        }
        let root: i64 = self
            .connection
            .prepare_cached("select coalesce(original, entry) from journal where entry = $1")?
            .query_row(params![entry], |row| row.get(0))?;
        let (count, tip): (i64, Option<i64>) = self
            .connection
            .prepare_cached(
                "select count(*), max(entry) from (select entry from journal where entry = $1 \
                 union all select entry from journal where original = $1) where entry > $2 and entry <> $3",
            )?
            .query_row(params![root, self.target, self.taking], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let standing = tip.filter(|_| count % 2 == 1);
        self.known.insert(entry, standing);
        Ok(standing)
    }

    fn all_standing(&mut self, entries: impl IntoIterator<Item = i64>) -> Result<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        for entry in entries {
            found.extend(self.standing(entry)?);
        }
        Ok(found)
    }

    /// Those that touched one of the same rows, of `but` none.
    fn touching(&mut self, own: &[Change], but: Option<&HashSet<&str>>) -> Result<BTreeSet<i64>> {
        let rows: HashSet<(&str, &str)> = own
            .iter()
            .filter(|change| but.is_none_or(|but| !but.contains(change.row.as_str())))
            .map(|change| (change.table.as_str(), change.row.as_str()))
            .collect();
        let mut entries = BTreeSet::new();
        for (table, row) in rows {
            entries.extend(self.of_row(table, row)?);
        }
        self.all_standing(entries)
    }

    /// Those that wrote a row.
    fn of_row(&self, table: &str, row: &str) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "select distinct c.entry from journal_change c where c.tbl = $1 and c.row_id = $2 and c.entry > $3 \
             and c.entry <> $4 and {WRITTEN_FOR_ITSELF}"
        ))?;
        let rows =
            statement.query_map(params![table, row, self.target, self.taking], |found| found.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Those that touched a row.
    fn touching_row(&mut self, table: &str, row: &str) -> Result<BTreeSet<i64>> {
        let entries = self.of_row(table, row)?;
        self.all_standing(entries)
    }

    /// Those that name a row that the entry created, by that row; of `but` none.
    fn referring<'o>(
        &mut self,
        schema: &Schema,
        own: &'o [Change],
        but: &HashSet<&str>,
    ) -> Result<HashMap<&'o str, BTreeSet<i64>>> {
        let created: HashSet<(&str, &str)> = own
            .iter()
            .filter(|change| change.before.is_none() && !but.contains(change.row.as_str()))
            .map(|change| (change.table.as_str(), change.row.as_str()))
            .collect();
        self.naming(schema, &created)
    }

    /// Those that name one of some rows, by that row. Only the tables that can are looked through.
    fn naming<'o>(
        &mut self,
        schema: &Schema,
        rows: &HashSet<(&'o str, &'o str)>,
    ) -> Result<HashMap<&'o str, BTreeSet<i64>>> {
        let parents: HashSet<&str> = rows.iter().map(|(table, _)| *table).collect();
        let mut found: HashMap<&str, BTreeSet<i64>> = HashMap::new();
        for reference in schema.references.iter().filter(|one| parents.contains(one.parent.as_str())) {
            let ids: HashSet<&str> =
                rows.iter().filter(|(table, _)| *table == reference.parent).map(|(_, row)| *row).collect();
            let column = format!("'$.{}'", reference.column);
            let mut statement = self.connection.prepare_cached(&format!(
                "select c.entry, c.before ->> {column}, c.after ->> {column} from journal_change c \
                 where c.entry > $1 and c.entry <> $2 and c.tbl = $3 and {WRITTEN_FOR_ITSELF}"
            ))?;
            let mut named = statement.query(params![self.target, self.taking, reference.table])?;
            while let Some(row) = named.next()? {
                for cell in [1, 2] {
                    let id = row.get_ref(cell)?.as_str_or_null().ok().flatten();
                    if let Some(id) = id.and_then(|id| ids.get(id)) {
                        found.entry(*id).or_default().insert(row.get(0)?);
                    }
                }
            }
        }
        let mut standing = HashMap::new();
        for (row, entries) in found {
            let entries = self.all_standing(entries)?;
            if !entries.is_empty() {
                standing.insert(row, entries);
            }
        }
        Ok(standing)
    }

    /// The values that joined a list and stay in it, with the later operations that use them: they are in use, or an undo
    /// would bring back what was.
    fn kept<'o>(
        &mut self,
        schema: &Schema,
        own: &'o [Change],
        joined: &HashSet<&'o str>,
    ) -> Result<HashMap<&'o str, BTreeSet<i64>>> {
        let rows: HashSet<(&str, &str)> = joined.iter().map(|row| ("term", *row)).collect();
        let mut kept = self.naming(schema, &rows)?;
        for row in joined {
            let touching = self.touching_row("term", row)?;
            if !touching.is_empty() || self.is_named_elsewhere(schema, own, row)? {
                kept.entry(*row).or_default().extend(touching);
            }
        }
        Ok(kept)
    }

    /// The values that stand in a list where one of the entry's comes back: they stayed there when what brought them was
    /// undone, and go again where nothing needs them.
    fn left_behind(&self, own: &[Change]) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        let mut of_label = self
            .connection
            .prepare_cached("select id from term where list = $1 and label = $2 and id <> $3")?;
        for change in own.iter().filter(|change| change.table == "term") {
            let Some(before) = &change.before else { continue };
            let list = before.get("list").and_then(Value::as_str);
            let label = before.get("label").and_then(Value::as_str);
            let mut rows = of_label.query(params![list, label, change.row])?;
            while let Some(row) = rows.next()? {
                let value: String = row.get(0)?;
                if !own.iter().any(|change| change.row == value) {
                    found.insert(value);
                }
            }
        }
        Ok(found)
    }

    /// Those that touched a value of a list, or name it.
    fn standing_on(&mut self, schema: &Schema, value: &str) -> Result<BTreeSet<i64>> {
        let mut entries = self.touching_row("term", value)?;
        entries.extend(self.naming(schema, &HashSet::from([("term", value)]))?.into_values().flatten());
        Ok(entries)
    }

    /// Whether a row that the entry did not touch names that value now, whatever the journal still knows.
    fn is_named_elsewhere(&self, schema: &Schema, own: &[Change], term: &str) -> Result<bool> {
        let touched: HashSet<&str> = own.iter().map(|change| change.row.as_str()).collect();
        for Reference { table, column, .. } in schema.references.iter().filter(|one| one.parent == "term") {
            let mut statement = self
                .connection
                .prepare_cached(&format!("select id from \"{table}\" where \"{column}\" = $1"))?;
            let mut rows = statement.query(params![term])?;
            while let Some(row) = rows.next()? {
                if !touched.contains(row.get_ref(0)?.as_str().unwrap_or_default()) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Those that took a value that only one row may have and that the entry left, such as a code: even where they left it
    /// too, since they can be taken back.
    fn claiming(&mut self, schema: &Schema, own: &[Change]) -> Result<BTreeSet<i64>> {
        let all = |image: fn(&Change) -> Option<&Value>| -> HashSet<Claim> {
            own.iter().flat_map(|change| claims(&schema.keys, &change.table, image(change))).collect()
        };
        let held = all(|change| change.after.as_ref());
        let left: HashSet<Claim> =
            all(|change| change.before.as_ref()).into_iter().filter(|claim| !held.contains(claim)).collect();
        let tables: HashSet<&str> = left.iter().map(|(key, _)| schema.keys[*key].table.as_str()).collect();
        let mut entries = BTreeSet::new();
        for table in tables {
            let mut statement = self.connection.prepare_cached(
                "select entry, after from journal_change where entry > $1 and entry <> $2 and tbl = $3 and after is not null",
            )?;
            let mut rows = statement.query(params![self.target, self.taking, table])?;
            while let Some(row) = rows.next()? {
                let image: Option<Value> =
                    serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default()).ok();
                if claims(&schema.keys, table, image.as_ref()).iter().any(|claim| left.contains(claim)) {
                    entries.insert(row.get(0)?);
                }
            }
        }
        self.all_standing(entries)
    }

    /// Those that took away a row that what comes back refers to.
    fn missing(&mut self, schema: &Schema, own: &[Change]) -> Result<BTreeSet<i64>> {
        let back: HashSet<&str> =
            own.iter().filter(|change| change.before.is_some()).map(|change| change.row.as_str()).collect();
        let mut entries = BTreeSet::new();
        let mut asked: HashSet<(&str, &str)> = HashSet::new();
        for change in own {
            for reference in schema.references.iter().filter(|one| one.table == change.table) {
                let image = change.before.as_ref();
                let named = image.and_then(|image| image.get(&reference.column)).and_then(Value::as_str);
                let Some(row) = named.filter(|row| !back.contains(row)) else { continue };
                if !asked.insert((reference.parent.as_str(), row)) {
                    continue;
                }
                let there: Option<i64> = self
                    .connection
                    .prepare_cached(&format!("select 1 from \"{}\" where id = $1", reference.parent))?
                    .query_row(params![row], |found| found.get(0))
                    .optional()?;
                if there.is_none() {
                    entries.extend(self.of_row(&reference.parent, row)?);
                }
            }
        }
        self.all_standing(entries)
    }
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
