//! Borrowers, their contacts and memberships.

use crate::values::{Id, new_id};
use crate::{Read, Result, Write, term};
use domain::borrower::{Borrower, Contact, Membership};
use domain::catalogue::TermList;
use domain::id::BorrowerId;
use rusqlite::{OptionalExtension, Row, params};
use std::collections::HashMap;

const SELECT: &str = "select b.id, b.code, b.name, coalesce(t.label, '') as borrower_type, b.address, b.postcode, b.commune, \
     b.insee, b.departement, b.uai, b.notes from borrower b left join term t on t.id = b.type_id";

fn borrower(row: &Row<'_>) -> rusqlite::Result<Borrower> {
    Ok(Borrower {
        id: BorrowerId(row.get::<_, Id>("id")?.0),
        code: row.get("code")?,
        name: row.get("name")?,
        borrower_type: row.get("borrower_type")?,
        address: row.get("address")?,
        postcode: row.get("postcode")?,
        commune: row.get("commune")?,
        insee: row.get("insee")?,
        departement: row.get("departement")?,
        uai: row.get("uai")?,
        notes: row.get("notes")?,
        contacts: Vec::new(),
        memberships: Vec::new(),
    })
}

/// All borrowers, by name.
///
/// # Errors
/// Faults of the base.
pub fn all(connection: &Read<'_>) -> Result<Vec<Borrower>> {
    those(connection, None)
}

/// The borrowers of those ids, by name.
///
/// # Errors
/// Faults of the base.
pub fn by_ids(connection: &Read<'_>, ids: &[BorrowerId]) -> Result<Vec<Borrower>> {
    those(connection, Some(&serde_json::to_string(ids).unwrap_or_default()))
}

fn those(connection: &Read<'_>, only: Option<&str>) -> Result<Vec<Borrower>> {
    let narrowed = |column: &str| match only {
        Some(_) => format!("where {column} in (select value from json_each($1))"),
        None => String::new(),
    };
    let ids = || rusqlite::params_from_iter(only);
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} {} order by b.name, b.code", narrowed("b.id")))?;
    let mut borrowers: Vec<Borrower> =
        statement.query_map(ids(), borrower)?.collect::<rusqlite::Result<_>>()?;
    let places: HashMap<BorrowerId, usize> =
        borrowers.iter().enumerate().map(|(place, b)| (b.id, place)).collect();
    let mut contacts = connection.prepare_cached(&format!(
        "select borrower_id, function, name, mail, phone from contact {} order by borrower_id, position",
        narrowed("borrower_id")
    ))?;
    let mut rows = contacts.query(ids())?;
    while let Some(row) = rows.next()? {
        if let Some(place) = places.get(&BorrowerId(row.get::<_, Id>(0)?.0)) {
            borrowers[*place].contacts.push(contact(row, 1)?);
        }
    }
    let mut memberships = connection.prepare_cached(&format!(
        "select borrower_id, from_on, to_on from membership {} order by from_on",
        narrowed("borrower_id")
    ))?;
    let mut rows = memberships.query(ids())?;
    while let Some(row) = rows.next()? {
        if let Some(place) = places.get(&BorrowerId(row.get::<_, Id>(0)?.0)) {
            borrowers[*place].memberships.push(Membership { from: row.get(1)?, to: row.get(2)? });
        }
    }
    Ok(borrowers)
}

/// What a borrower is told from others by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The borrower.
    pub id: BorrowerId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
}

/// The names of all borrowers, in no order.
///
/// # Errors
/// Faults of the base.
pub fn names(connection: &Read<'_>) -> Result<Vec<Name>> {
    let mut statement = connection.prepare_cached("select id, code, name, commune from borrower")?;
    let names = statement.query_map([], |row| {
        Ok(Name {
            id: BorrowerId(row.get::<_, Id>(0)?.0),
            code: row.get(1)?,
            name: row.get(2)?,
            commune: row.get(3)?,
        })
    })?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn contact(row: &Row<'_>, first: usize) -> rusqlite::Result<Contact> {
    Ok(Contact {
        function: row.get(first)?,
        name: row.get(first + 1)?,
        mail: row.get(first + 2)?,
        phone: row.get(first + 3)?,
    })
}

/// The borrower of that code.
///
/// # Errors
/// Faults of the base.
pub fn by_code(connection: &Read<'_>, code: &str) -> Result<Option<Borrower>> {
    let found = connection
        .prepare_cached(&format!("{SELECT} where b.code = $1"))?
        .query_row(params![code], borrower)
        .optional()?;
    found.map(|found| with_children(connection, found)).transpose()
}

/// The borrower of that id.
///
/// # Errors
/// Faults of the base; no such borrower is one.
pub fn by_id(connection: &Read<'_>, id: BorrowerId) -> Result<Borrower> {
    let found = connection
        .prepare_cached(&format!("{SELECT} where b.id = $1"))?
        .query_row(params![Id(id.0)], borrower)?;
    with_children(connection, found)
}

fn with_children(connection: &Read<'_>, mut found: Borrower) -> Result<Borrower> {
    let id = Id(found.id.0);
    found.contacts = connection
        .prepare_cached(
            "select function, name, mail, phone from contact where borrower_id = $1 order by position",
        )?
        .query_map(params![id], |row| contact(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    found.memberships = connection
        .prepare_cached("select from_on, to_on from membership where borrower_id = $1 order by from_on")?
        .query_map(params![id], |row| Ok(Membership { from: row.get(0)?, to: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Writes a borrower: a new one, or all of one that changes.
///
/// # Errors
/// Faults of the base.
pub fn save(connection: &Write<'_>, borrower: &Borrower) -> Result<()> {
    let kind = term::id_of(connection, TermList::BorrowerType, &borrower.borrower_type)?;
    let id = Id(borrower.id.0);
    connection
        .prepare_cached(
            "insert into borrower (id, code, name, type_id, address, postcode, commune, insee, departement, uai, notes) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do update set code = excluded.code, \
             name = excluded.name, type_id = excluded.type_id, address = excluded.address, postcode = excluded.postcode, \
             commune = excluded.commune, insee = excluded.insee, departement = excluded.departement, uai = excluded.uai, \
             notes = excluded.notes",
        )?
        .execute(params![
            id,
            borrower.code,
            borrower.name,
            kind,
            borrower.address,
            borrower.postcode,
            borrower.commune,
            borrower.insee,
            borrower.departement,
            borrower.uai,
            borrower.notes,
        ])?;
    let there = with_children(connection, Borrower { id: borrower.id, ..Borrower::new("", "") })?;
    if there.contacts != borrower.contacts {
        connection.prepare_cached("delete from contact where borrower_id = $1")?.execute(params![id])?;
        for (position, contact) in (0_u32..).zip(&borrower.contacts) {
            connection
                .prepare_cached(
                    "insert into contact (id, borrower_id, position, function, name, mail, phone) \
                     values ($1, $2, $3, $4, $5, $6, $7)",
                )?
                .execute(params![
                    new_id(),
                    id,
                    position,
                    contact.function,
                    contact.name,
                    contact.mail,
                    contact.phone
                ])?;
        }
    }
    if there.memberships != borrower.memberships {
        connection.prepare_cached("delete from membership where borrower_id = $1")?.execute(params![id])?;
        for membership in &borrower.memberships {
            connection
                .prepare_cached(
                    "insert into membership (id, borrower_id, from_on, to_on) values ($1, $2, $3, $4)",
                )?
                .execute(params![new_id(), id, membership.from, membership.to])?;
        }
    }
    Ok(())
}

/// Takes a borrower away, with its contacts and memberships; no loan may be its own any more.
///
/// # Errors
/// Faults of the base.
pub fn delete(connection: &Write<'_>, id: BorrowerId) -> Result<()> {
    for sql in [
        "delete from contact where borrower_id = $1",
        "delete from membership where borrower_id = $1",
        "delete from borrower where id = $1",
    ] {
        connection.prepare_cached(sql)?.execute(params![Id(id.0)])?;
    }
    Ok(())
}

/// How many borrowers there are.
///
/// # Errors
/// Faults of the base.
pub fn count(connection: &Read<'_>) -> Result<u32> {
    Ok(connection.prepare_cached("select count(*) from borrower")?.query_row([], |row| row.get(0))?)
}
