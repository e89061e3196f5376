//! What the tables are now, as taking back needs it.

use crate::{Read, Result};
use std::collections::HashMap;

/// What the tables are now: their columns, what refers to what, and what only one row may hold.
pub(super) struct Schema {
    pub(super) columns: HashMap<String, Vec<String>>,
    pub(super) references: Vec<Reference>,
    pub(super) keys: Vec<Key>,
}

/// A column that names a row of another table.
pub(super) struct Reference {
    pub(super) table: String,
    pub(super) column: String,
    pub(super) parent: String,
}

/// Columns whose values together only one row of a table may have, beside identifiers.
pub(super) struct Key {
    pub(super) table: String,
    pub(super) columns: Vec<String>,
}

impl Schema {
    pub(super) fn of(connection: &Read<'_>) -> Result<Self> {
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
