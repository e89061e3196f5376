//! The editable lists.

use crate::values::{Code, Id, new_id};
use crate::{Read, Result, Write};
use domain::catalogue::TermList;
use domain::text::folded;
use rusqlite::{OptionalExtension, params};

/// The labels of a list that were not retired, in the order of the alphabet.
///
/// # Errors
/// Faults of the base.
pub fn labels(connection: &Read<'_>, list: TermList) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare_cached("select label from term where list = $1 and retired = 0")?;
    let mut labels: Vec<String> =
        statement.query_map(params![Code(list)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    labels.sort_by_cached_key(|label| (folded(label), label.clone()));
    Ok(labels)
}

/// Adds a label to a list, if it is not there.
///
/// # Errors
/// Faults of the base.
pub fn add(connection: &Write<'_>, list: TermList, label: &str) -> Result<()> {
    id_of(connection, list, label).map(drop)
}

/// The id of a label, which joins the list if it is new; none for an empty one.
pub(crate) fn id_of(connection: &Write<'_>, list: TermList, label: &str) -> Result<Option<Id>> {
    if label.is_empty() {
        return Ok(None);
    }
    let known = connection
        .prepare_cached("select id from term where list = $1 and label = $2")?
        .query_row(params![Code(list), label], |row| row.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(known);
    }
    let id = new_id();
    connection.prepare_cached("insert into term (id, list, label) values ($1, $2, $3)")?.execute(params![
        id,
        Code(list),
        label
    ])?;
    Ok(Some(id))
}
