//! The editable lists.

use crate::values::{Code, Id, new_id};
use crate::{Read, Result, Write};
use domain::catalogue::{TermList, TermRole};
use domain::id::TermId;
use domain::text::folded;
use rusqlite::{OptionalExtension, Row, params};

/// A value of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Which one.
    pub id: TermId,
    /// The list that it belongs to.
    pub list: TermList,
    /// How it reads.
    pub label: String,
    /// What the program itself relies on it for.
    pub role: Option<TermRole>,
    /// Its place among those that were put in order.
    pub position: Option<u32>,
    /// Whether it is no longer offered.
    pub retired: bool,
}

const SELECT: &str = "select id, list, label, role, position, retired from term";

fn term(row: &Row<'_>) -> rusqlite::Result<Term> {
    Ok(Term {
        id: TermId(row.get::<_, Id>(0)?.0),
        list: row.get::<_, Code<_>>(1)?.0,
        label: row.get(2)?,
        role: row.get::<_, Code<_>>(3)?.0,
        position: row.get(4)?,
        retired: row.get(5)?,
    })
}

/// The values of a list, those that were retired included: those that were put in order, then the others in the order of
/// the alphabet.
///
/// # Errors
/// Faults of the base.
pub fn of_list(connection: &Read<'_>, list: TermList) -> Result<Vec<Term>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} where list = $1"))?;
    let mut terms: Vec<Term> =
        statement.query_map(params![Code(list)], term)?.collect::<rusqlite::Result<_>>()?;
    terms.sort_by_cached_key(|term| {
        (term.position.unwrap_or(u32::MAX), folded(&term.label), term.label.clone())
    });
    Ok(terms)
}

/// The labels of a list that were not retired, in the same order.
///
/// # Errors
/// Faults of the base.
pub fn labels(connection: &Read<'_>, list: TermList) -> Result<Vec<String>> {
    let terms = of_list(connection, list)?.into_iter();
    Ok(terms.filter(|term| !term.retired).map(|term| term.label).collect())
}

/// The labels that have a role, those that were retired last.
///
/// # Errors
/// Faults of the base.
pub fn with_role(connection: &Read<'_>, role: TermRole) -> Result<Vec<String>> {
    let mut terms = of_list(connection, role.list())?;
    terms.retain(|term| term.role == Some(role));
    terms.sort_by_key(|term| term.retired);
    Ok(terms.into_iter().map(|term| term.label).collect())
}

/// Every label with a role.
///
/// # Errors
/// Faults of the base.
pub fn roles(connection: &Read<'_>) -> Result<Vec<(TermRole, String)>> {
    let mut statement = connection.prepare_cached("select role, label from term where role is not null")?;
    let roles = statement.query_map([], |row| Ok((row.get::<_, Code<_>>(0)?.0, row.get(1)?)))?;
    Ok(roles.collect::<rusqlite::Result<_>>()?)
}

/// The value of a list that reads so.
///
/// # Errors
/// Faults of the base.
pub fn named(connection: &Read<'_>, list: TermList, label: &str) -> Result<Option<Term>> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where list = $1 and label = $2"))?
        .query_row(params![Code(list), label], term)
        .optional()?)
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

/// What names the values of a list: a column of a table, by identifier or in words, and which of its rows.
struct Use {
    table: &'static str,
    column: &'static str,
    in_words: bool,
    rows: &'static str,
}

const fn by_id(table: &'static str, column: &'static str) -> Use {
    Use { table, column, in_words: false, rows: "true" }
}

const fn in_words(table: &'static str, column: &'static str, rows: &'static str) -> Use {
    Use { table, column, in_words: true, rows }
}

fn uses_of(list: TermList) -> &'static [Use] {
    const RESOURCE: Use = by_id("resource_term", "term_id");
    const ANSWER: Use = by_id("questionnaire_term", "term_id");
    match list {
        TermList::Theme => &[RESOURCE],
        TermList::Audience => &[RESOURCE, ANSWER],
        TermList::BorrowerType => &[const { by_id("borrower", "type_id") }],
        TermList::Use => &[const { by_id("loan_line", "usage_id") }],
        TermList::Accompaniment => &[const { by_id("loan_line", "accompaniment_id") }],
        TermList::Channel => &[const { by_id("loan_line", "channel_id") }],
        TermList::HowKnown => &[const { by_id("questionnaire", "how_known_id") }],
        TermList::Appreciated | TermList::NotAppreciated => &[ANSWER],
        TermList::CancelReason => &[const { in_words("loan_line", "cancel_reason", "state = 'cancelled'") }],
        TermList::RefusalReason => &[const { in_words("loan_line", "cancel_reason", "state = 'refused'") }],
        TermList::RequestOrigin | TermList::RetirementReason => &[],
    }
}

/// How often each value of a list is used, by its label; those that are not are left out.
///
/// # Errors
/// Faults of the base.
pub fn uses(connection: &Read<'_>, list: TermList) -> Result<Vec<(String, u32)>> {
    let mut counts: Vec<(String, u32)> = Vec::new();
    for Use { table, column, in_words, rows } in uses_of(list) {
        let sql = if *in_words {
            format!(
                "select {column}, count(*) from {table} where {rows} and {column} <> '' group by {column}"
            )
        } else {
            format!(
                "select t.label, count(*) from {table} join term t on t.id = {table}.{column} where t.list = $1 group by t.id"
            )
        };
        let mut statement = connection.prepare_cached(&sql)?;
        let found = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let rows = if *in_words {
            statement.query_map([], found)?
        } else {
            statement.query_map(params![Code(list)], found)?
        };
        for row in rows {
            let (label, count): (String, u32) = row?;
            match counts.iter_mut().find(|(known, _)| *known == label) {
                Some((_, sum)) => *sum += count,
                None => counts.push((label, count)),
            }
        }
    }
    Ok(counts)
}

/// Calls a value otherwise, wherever it is written in words too.
///
/// # Errors
/// Faults of the base.
pub fn rename(connection: &Write<'_>, term: &Term, label: &str) -> Result<()> {
    for Use { table, column, rows, .. } in uses_of(term.list).iter().filter(|one| one.in_words) {
        connection
            .prepare_cached(&format!("update {table} set {column} = $1 where {column} = $2 and {rows}"))?
            .execute(params![label, term.label])?;
    }
    connection
        .prepare_cached("update term set label = $1 where id = $2")?
        .execute(params![label, Id(term.id.0)])?;
    Ok(())
}

/// Lets everything that names one value name another of the same list.
///
/// # Errors
/// Faults of the base.
pub fn give_uses(connection: &Write<'_>, from: &Term, to: &Term) -> Result<()> {
    for Use { table, column, in_words, rows } in uses_of(from.list) {
        if *in_words {
            connection
                .prepare_cached(&format!("update {table} set {column} = $1 where {column} = $2 and {rows}"))?
                .execute(params![to.label, from.label])?;
            continue;
        }
        // What named both names one of them once.
        let owner = match *table {
            "resource_term" => Some("resource_id"),
            "questionnaire_term" => Some("questionnaire_id"),
            _ => None,
        };
        if let Some(owner) = owner {
            connection
                .prepare_cached(&format!(
                    "delete from {table} where {column} = $1 \
                     and {owner} in (select other.{owner} from {table} other where other.{column} = $2)"
                ))?
                .execute(params![Id(from.id.0), Id(to.id.0)])?;
        }
        connection
            .prepare_cached(&format!("update {table} set {column} = $1 where {column} = $2"))?
            .execute(params![Id(to.id.0), Id(from.id.0)])?;
    }
    Ok(())
}

/// Whether any row names a value.
///
/// # Errors
/// Faults of the base.
pub fn is_used(connection: &Read<'_>, term: &Term) -> Result<bool> {
    Ok(uses(connection, term.list)?.iter().any(|(label, _)| *label == term.label))
}

/// Deletes a value that nothing names.
///
/// # Errors
/// Faults of the base; a value that is used is one.
pub fn delete(connection: &Write<'_>, id: TermId) -> Result<()> {
    connection.prepare_cached("delete from term where id = $1")?.execute(params![Id(id.0)])?;
    Ok(())
}

/// Gives a value its place in the order of its list.
///
/// # Errors
/// Faults of the base.
pub fn set_position(connection: &Write<'_>, id: TermId, position: u32) -> Result<()> {
    connection
        .prepare_cached("update term set position = $1 where id = $2")?
        .execute(params![position, Id(id.0)])?;
    Ok(())
}

/// Offers a value no longer, or again.
///
/// # Errors
/// Faults of the base.
pub fn set_retired(connection: &Write<'_>, id: TermId, retired: bool) -> Result<()> {
    connection
        .prepare_cached("update term set retired = $1 where id = $2")?
        .execute(params![retired, Id(id.0)])?;
    Ok(())
}

/// Says what the program relies on a value for.
///
/// # Errors
/// Faults of the base.
pub fn set_role(connection: &Write<'_>, id: TermId, role: Option<TermRole>) -> Result<()> {
    connection
        .prepare_cached("update term set role = $1 where id = $2")?
        .execute(params![Code(role), Id(id.0)])?;
    Ok(())
}
