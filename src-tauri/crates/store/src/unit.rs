//! Numbered units of resources, and which of them a taker was given.

use crate::values::{Code, Id, new_id};
use crate::{Read, Result, Write};
use domain::id::{ResourceId, UnitId};
use domain::taker::Taker;
use domain::unit::{Life, Unit};
use rusqlite::{Row, named_params, params};
use std::collections::HashMap;

const SELECT: &str =
    "select id, resource_id, label, serial, acquired_on, retired_on, lost_on, condition from unit";

fn unit(row: &Row<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit {
        id: UnitId(row.get::<_, Id>("id")?.0),
        resource: ResourceId(row.get::<_, Id>("resource_id")?.0),
        label: row.get("label")?,
        serial: row.get("serial")?,
        acquired_on: row.get("acquired_on")?,
        retired_on: row.get("retired_on")?,
        lost_on: row.get("lost_on")?,
        condition: row.get::<_, Code<_>>("condition")?.0,
    })
}

/// The numbered units of a resource, in their order.
///
/// # Errors
/// Faults of the base.
pub fn of_resource(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Unit>> {
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} where resource_id = $1 order by position, label"))?;
    Ok(statement.query_map(params![Id(resource.0)], unit)?.collect::<rusqlite::Result<_>>()?)
}

/// From when to when each numbered unit of a resource is there.
///
/// # Errors
/// Faults of the base.
pub fn lives(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Life>> {
    Ok(of_resource(connection, resource)?.iter().map(Unit::life).collect())
}

/// The same of every resource that has numbered units.
///
/// # Errors
/// Faults of the base.
pub fn all_lives(connection: &Read<'_>) -> Result<HashMap<ResourceId, Vec<Life>>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} order by position, label"))?;
    let mut lives: HashMap<ResourceId, Vec<Life>> = HashMap::new();
    for unit in statement.query_map([], unit)? {
        let unit = unit?;
        lives.entry(unit.resource).or_default().push(unit.life());
    }
    Ok(lives)
}

/// Writes the numbered units of a resource: those that are there are changed, new ones join, and those that are not
/// named go, which only units that nothing was ever given may.
///
/// # Errors
/// Faults of the base.
pub fn replace(connection: &Write<'_>, resource: ResourceId, wanted: &[Unit]) -> Result<()> {
    for there in of_resource(connection, resource)? {
        if !wanted.iter().any(|unit| unit.id == there.id) {
            connection.prepare_cached("delete from unit where id = $1")?.execute(params![Id(there.id.0)])?;
        }
    }
    for (position, unit) in (1_u32..).zip(wanted) {
        connection
            .prepare_cached(
                "insert into unit (id, resource_id, position, label, serial, acquired_on, retired_on, lost_on, condition) \
                 values (:id, :resource, :position, :label, :serial, :acquired, :retired, :lost, :condition) \
                 on conflict (id) do update set position = excluded.position, label = excluded.label, \
                 serial = excluded.serial, acquired_on = excluded.acquired_on, retired_on = excluded.retired_on, \
                 lost_on = excluded.lost_on, condition = excluded.condition",
            )?
            .execute(named_params! {
                ":id": Id(unit.id.0),
                ":resource": Id(resource.0),
                ":position": position,
                ":label": unit.label,
                ":serial": unit.serial,
                ":acquired": unit.acquired_on,
                ":retired": unit.retired_on,
                ":lost": unit.lost_on,
                ":condition": Code(unit.condition),
            })?;
    }
    Ok(())
}

/// Whether a unit was ever given to a taker.
///
/// # Errors
/// Faults of the base.
pub fn was_given(connection: &Read<'_>, unit: UnitId) -> Result<bool> {
    Ok(connection
        .prepare_cached("select exists (select 1 from taker_unit where unit_id = $1)")?
        .query_row(params![Id(unit.0)], |row| row.get(0))?)
}

/// The units that a taker was given.
///
/// # Errors
/// Faults of the base.
pub fn given_to(connection: &Read<'_>, taker: Taker) -> Result<Vec<UnitId>> {
    let mut statement = connection.prepare_cached(
        "select t.unit_id from taker_unit t join unit u on u.id = t.unit_id \
         where t.taker_id = $1 and t.taker_kind = $2 order by u.position, u.label",
    )?;
    let units =
        statement.query_map(params![Id(taker.id()), Code(taker.kind())], |row| row.get::<_, Id>(0))?;
    Ok(units.map(|id| id.map(|id| UnitId(id.0))).collect::<rusqlite::Result<_>>()?)
}

/// Gives units to a taker, in the place of those that it was given before.
///
/// # Errors
/// Faults of the base.
pub fn give(connection: &Write<'_>, taker: Taker, units: &[UnitId]) -> Result<()> {
    let there = given_to(connection, taker)?;
    for unit in there.iter().filter(|unit| !units.contains(unit)) {
        connection
            .prepare_cached("delete from taker_unit where taker_id = $1 and unit_id = $2")?
            .execute(params![Id(taker.id()), Id(unit.0)])?;
    }
    for unit in units.iter().filter(|unit| !there.contains(unit)) {
        connection
            .prepare_cached(
                "insert into taker_unit (id, taker_kind, taker_id, unit_id) values ($1, $2, $3, $4)",
            )?
            .execute(params![new_id(), Code(taker.kind()), Id(taker.id()), Id(unit.0)])?;
    }
    Ok(())
}
