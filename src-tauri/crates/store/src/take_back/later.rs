//! What came after an entry and stands on it.

use super::Change;
use super::schema::{Key, Reference, Schema};
use crate::{Result, Write};
use rusqlite::{OptionalExtension, params};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

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
pub(super) struct Later<'c, 'w> {
    pub(super) connection: &'c Write<'w>,
    pub(super) target: i64,
    pub(super) taking: i64,
    pub(super) known: HashMap<i64, Option<i64>>,
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
    pub(super) fn touching(&mut self, own: &[Change], but: Option<&HashSet<&str>>) -> Result<BTreeSet<i64>> {
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
    pub(super) fn referring<'o>(
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
    pub(super) fn kept<'o>(
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
    pub(super) fn left_behind(&self, own: &[Change]) -> Result<BTreeSet<String>> {
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
    pub(super) fn standing_on(&mut self, schema: &Schema, value: &str) -> Result<BTreeSet<i64>> {
        let mut entries = self.touching_row("term", value)?;
        entries.extend(self.naming(schema, &HashSet::from([("term", value)]))?.into_values().flatten());
        Ok(entries)
    }

    /// Whether a row that the entry did not touch names that value now, whatever the journal still knows.
    pub(super) fn is_named_elsewhere(&self, schema: &Schema, own: &[Change], term: &str) -> Result<bool> {
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
    pub(super) fn claiming(&mut self, schema: &Schema, own: &[Change]) -> Result<BTreeSet<i64>> {
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
    pub(super) fn missing(&mut self, schema: &Schema, own: &[Change]) -> Result<BTreeSet<i64>> {
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
