//! Resources that the centre itself holds.

use crate::occupation;
use crate::values::{Code, Id};
use crate::{Read, Result, Write};
use chrono::NaiveDate;
use domain::hold::Hold;
use domain::id::{HoldId, ResourceId};
use domain::interval::Period;
use domain::taker::Taker;
use rusqlite::{OptionalExtension, Row, params};

const SELECT: &str = "select id, resource_id, kind, label, quantity, from_on, to_on from hold";

fn hold(row: &Row<'_>) -> rusqlite::Result<Hold> {
    Ok(Hold {
        id: HoldId(row.get::<_, Id>(0)?.0),
        resource: ResourceId(row.get::<_, Id>(1)?.0),
        kind: row.get::<_, Code<_>>(2)?.0,
        label: row.get(3)?,
        quantity: row.get(4)?,
        period: Period { from: row.get(5)?, to: row.get(6)? },
    })
}

/// The hold of that id.
///
/// # Errors
/// Faults of the base.
pub fn by_id(connection: &Read<'_>, id: HoldId) -> Result<Option<Hold>> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where id = $1"))?
        .query_row(params![Id(id.0)], hold)
        .optional()?)
}

/// The holds of those ids, in no order.
///
/// # Errors
/// Faults of the base.
pub fn by_ids(connection: &Read<'_>, ids: &[HoldId]) -> Result<Vec<Hold>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let list = serde_json::to_string(&ids).unwrap_or_default();
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} where id in (select value from json_each($1))"))?;
    Ok(statement.query_map(params![list], hold)?.collect::<rusqlite::Result<_>>()?)
}

/// The holds that are there on some of the days, with each resource of which they take units, by first day.
///
/// # Errors
/// Faults of the base.
pub fn over(connection: &Read<'_>, days: Period) -> Result<Vec<(ResourceId, Hold)>> {
    let mut statement = connection.prepare_cached(
        "select h.id, h.resource_id, h.kind, h.label, o.quantity, h.from_on, h.to_on, o.resource_id from hold h \
         join occupation o on o.taker_id = h.id and o.taker_kind = 'hold' and o.unit_id is null \
         where h.to_on >= $1 and h.from_on <= $2 order by h.from_on, h.id",
    )?;
    let read = |row: &Row<'_>| Ok((ResourceId(row.get::<_, Id>(7)?.0), hold(row)?));
    Ok(statement.query_map(params![days.from, days.to], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The holds that end on that day or later, by first day.
///
/// # Errors
/// Faults of the base.
pub fn coming(connection: &Read<'_>, from: NaiveDate) -> Result<Vec<Hold>> {
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} where to_on >= $1 order by from_on, id"))?;
    Ok(statement.query_map(params![from], hold)?.collect::<rusqlite::Result<_>>()?)
}

/// Adds a hold.
///
/// # Errors
/// Faults of the base.
pub fn insert(connection: &Write<'_>, hold: &Hold) -> Result<()> {
    connection
        .prepare_cached(
            "insert into hold (id, resource_id, kind, label, quantity, from_on, to_on) values ($1, $2, $3, $4, $5, $6, $7)",
        )?
        .execute(params![
            Id(hold.id.0),
            Id(hold.resource.0),
            Code(hold.kind),
            hold.label,
            hold.quantity,
            hold.period.from,
            hold.period.to,
        ])?;
    Ok(())
}

/// Takes a hold away, with what it takes.
///
/// # Errors
/// Faults of the base.
pub fn delete(connection: &Write<'_>, id: HoldId) -> Result<()> {
    occupation::forget(connection, Taker::Hold(id))?;
    connection.prepare_cached("delete from hold where id = $1")?.execute(params![Id(id.0)])?;
    Ok(())
}

/// Every hold, by first day.
///
/// # Errors
/// Faults of the base.
pub fn all(connection: &Read<'_>) -> Result<Vec<Hold>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} order by from_on, id"))?;
    Ok(statement.query_map([], hold)?.collect::<rusqlite::Result<_>>()?)
}

/// The holds of a resource, by first day.
///
/// # Errors
/// Faults of the base.
pub fn of_resource(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Hold>> {
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} where resource_id = $1 order by from_on, id"))?;
    Ok(statement.query_map(params![Id(resource.0)], hold)?.collect::<rusqlite::Result<_>>()?)
}
