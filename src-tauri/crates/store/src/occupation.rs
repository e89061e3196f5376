//! Everything that takes units of a resource: one table, whatever the taker.
//!
//! What a taker takes of a resource is one row; each numbered unit that was named is one more (`unit_id`), which only the
//! rule of that unit counts.

use crate::values::{Code, Id, Instant, new_id};
use crate::{Read, Result, Write, resource, unit};
use domain::calendar::OpenDays;
use domain::hold::Hold;
use domain::id::{ResourceId, UnitId};
use domain::interval::{Interval, midnight, plus_days};
use domain::loan::{LineState, LoanLine};
use domain::occupation::Occupation;
use domain::taker::{Leaf, Taker, TakerKind, Taking};
use rusqlite::{Row, named_params, params};
use std::collections::{BTreeSet, HashMap};

/// An occupation with what it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// What takes.
    pub taker: Taker,
    /// The resource it takes.
    pub resource: ResourceId,
    /// The numbered unit, of a row that stands for one.
    pub unit: Option<UnitId>,
    /// What it takes.
    pub occupation: Occupation,
}

const COLUMNS: &str =
    "taker_kind, taker_id, resource_id, unit_id, quantity, starts_at, ends_at, lapses_on, runs_on, back_at";

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    // In the order of `COLUMNS`: a search for what is free reads thousands.
    let mut cells = crate::values::Cells::of(row);
    let kind = cells.next::<Code<TakerKind>>()?.0;
    Ok(Stored {
        taker: Taker::of(kind, cells.next::<Id>()?.0),
        resource: ResourceId(cells.next::<Id>()?.0),
        unit: cells.next::<Option<Id>>()?.map(|id| UnitId(id.0)),
        occupation: Occupation {
            quantity: cells.next()?,
            interval: Interval { start: cells.next::<Instant>()?.0, end: cells.next::<Instant>()?.0 },
            lapses_on: cells.next()?,
            runs_on: cells.next()?,
            back_at: cells.next::<Option<Instant>>()?.map(|at| at.0),
        },
    })
}

/// What takes a resource over an interval, and whatever of it runs on; units that were named are not told apart.
///
/// # Errors
/// Faults of the base.
pub fn of_resource(connection: &Read<'_>, resource: ResourceId, within: Interval) -> Result<Vec<Stored>> {
    of_resource_and_units(connection, resource, within)
        .map(|rows| rows.into_iter().filter(|row| row.unit.is_none()).collect())
}

/// The same, with the rows of the units that were named.
pub(crate) fn of_resource_and_units(
    connection: &Read<'_>,
    resource: ResourceId,
    within: Interval,
) -> Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(&format!(
        "select {COLUMNS} from occupation where resource_id = $1 and ends_at > $2 and starts_at < $3 \
         union all \
         select {COLUMNS} from occupation indexed by occupation_running \
         where resource_id = $1 and runs_on is not null and ends_at <= $2"
    ))?;
    let rows =
        statement.query_map(params![Id(resource.0), Instant(within.start), Instant(within.end)], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Everything that ever took a resource, with the rows of the units that were named.
pub(crate) fn whole_of_resource(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Stored>> {
    let mut statement =
        connection.prepare_cached(&format!("select {COLUMNS} from occupation where resource_id = $1"))?;
    Ok(statement.query_map(params![Id(resource.0)], stored)?.collect::<rusqlite::Result<_>>()?)
}

/// What takes any resource over an interval, and whatever runs on; units that were named are not told apart.
///
/// # Errors
/// Faults of the base.
pub fn of_all(connection: &Read<'_>, within: Interval) -> Result<Vec<Stored>> {
    let latest_end = latest_end(connection, within)?;
    let mut statement = connection.prepare_cached(&format!(
        "select {COLUMNS} from occupation where ends_at > $1 and ends_at <= $2 and starts_at < $3 and unit_id is null \
         union all \
         select {COLUMNS} from occupation indexed by occupation_late \
         where runs_on is not null and ends_at <= $1 and unit_id is null"
    ))?;
    let rows = statement
        .query_map(params![Instant(within.start), Instant(latest_end), Instant(within.end)], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The latest end that an occupation which reaches into the interval can have.
fn latest_end(connection: &Read<'_>, within: Interval) -> Result<chrono::NaiveDateTime> {
    let longest: i64 = connection
        .prepare_cached("select coalesce(max(days), 0) from occupation")?
        .query_row([], |row| row.get(0))?;
    Ok(midnight(plus_days(within.end.date(), longest + 1)))
}

/// Every occupation, with the rows of the units that were named.
pub(crate) fn all(connection: &Read<'_>) -> Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(&format!("select {COLUMNS} from occupation"))?;
    Ok(statement.query_map([], stored)?.collect::<rusqlite::Result<_>>()?)
}

/// What a taker takes, of each resource.
///
/// # Errors
/// Faults of the base.
pub fn of_taker(connection: &Read<'_>, taker: Taker) -> Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(&format!(
        "select {COLUMNS} from occupation where taker_id = $1 and taker_kind = $2 order by resource_id, unit_id"
    ))?;
    let rows = statement.query_map(params![Id(taker.id()), Code(taker.kind())], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What one unit of a resource takes: of itself and, of a set, of each of its parts.
///
/// # Errors
/// Faults of the base.
pub fn leaves(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Leaf>> {
    let mut statement = connection.prepare_cached(
        "select id, 1, buffer_before, buffer_after from resource where id = $1 \
         union all select r.id, p.quantity, r.buffer_before, r.buffer_after \
         from set_part p join resource r on r.id = p.part_id where p.set_id = $1",
    )?;
    let leaves = statement.query_map(params![Id(resource.0)], |row| {
        Ok(Leaf {
            resource: ResourceId(row.get::<_, Id>(0)?.0),
            quantity: row.get(1)?,
            buffers: domain::calendar::Buffers { before: row.get(2)?, after: row.get(3)? },
        })
    })?;
    Ok(leaves.collect::<rusqlite::Result<_>>()?)
}

/// What a line takes in its present state. One that is closed keeps the parts that it took at the time: a set that has
/// other parts since does not change history.
///
/// # Errors
/// Faults of the base.
pub fn takings_of_line(connection: &Read<'_>, line: &LoanLine, open: &dyn OpenDays) -> Result<Vec<Taking>> {
    let taker = Taker::Line(line.id);
    let mut leaves = leaves(connection, line.resource)?;
    if line.state == LineState::Closed {
        let at_the_time = of_taker(connection, taker)?;
        if at_the_time.iter().any(|row| row.resource == line.resource) {
            leaves = at_the_time
                .iter()
                .filter(|row| row.unit.is_none())
                .map(|row| Leaf {
                    resource: row.resource,
                    quantity: row.occupation.quantity / line.quantity.max(1),
                    buffers: domain::calendar::Buffers::default(),
                })
                .collect();
        }
    }
    Ok(line.takes(&leaves, &unit::given_to(connection, taker)?, open))
}

/// What a hold takes.
///
/// # Errors
/// Faults of the base.
pub fn takings_of_hold(connection: &Read<'_>, hold: &Hold) -> Result<Vec<Taking>> {
    let units = unit::given_to(connection, Taker::Hold(hold.id))?;
    Ok(hold.takes(&leaves(connection, hold.resource)?, &units))
}

/// Writes what a line takes in its present state, and takes back what it took before.
///
/// # Errors
/// Faults of the base. The rule is asked of the whole operation, by [`crate::rule::violations`].
pub fn write_of_line(connection: &Write<'_>, line: &LoanLine, open: &dyn OpenDays) -> Result<bool> {
    write(connection, Taker::Line(line.id), &takings_of_line(connection, line, open)?)
}

/// Writes what a hold takes: of its resource, and of each part of a set.
///
/// # Errors
/// Faults of the base. The rule is asked of the whole operation, by [`crate::rule::violations`].
pub fn write_of_hold(connection: &Write<'_>, hold: &Hold) -> Result<bool> {
    write(connection, Taker::Hold(hold.id), &takings_of_hold(connection, hold)?)
}

/// Writes what a taker takes in the place of what it took before; whether that is anything else.
fn write(connection: &Write<'_>, taker: Taker, takings: &[Taking]) -> Result<bool> {
    let before = of_taker(connection, taker)?;
    let unchanged = before.len() == takings.len()
        && takings.iter().all(|taking| {
            before.iter().any(|row| {
                (row.resource, row.unit, row.occupation) == (taking.resource, taking.unit, taking.occupation)
            })
        });
    if unchanged {
        return Ok(false);
    }
    let mut there: HashMap<(ResourceId, Option<UnitId>), Id> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "select id, resource_id, unit_id from occupation where taker_id = $1 and taker_kind = $2",
    )?;
    let mut rows = statement.query(params![Id(taker.id()), Code(taker.kind())])?;
    while let Some(row) = rows.next()? {
        let unit = row.get::<_, Option<Id>>(2)?.map(|id| UnitId(id.0));
        there.insert((ResourceId(row.get::<_, Id>(1)?.0), unit), row.get(0)?);
    }
    for taking in takings {
        let known = there.remove(&(taking.resource, taking.unit));
        insert_or_replace(connection, known, taker, taking)?;
    }
    for id in there.into_values() {
        connection.prepare_cached("delete from occupation where id = $1")?.execute(params![id])?;
    }
    Ok(true)
}

/// Takes back all that a taker takes.
///
/// # Errors
/// Faults of the base.
pub fn forget(connection: &Write<'_>, taker: Taker) -> Result<()> {
    write(connection, taker, &[])?;
    Ok(())
}

fn insert_or_replace(connection: &Write<'_>, known: Option<Id>, taker: Taker, taking: &Taking) -> Result<()> {
    let Occupation { interval, quantity, lapses_on, runs_on, back_at } = taking.occupation;
    connection
        .prepare_cached(
            "insert into occupation (id, taker_kind, taker_id, resource_id, unit_id, quantity, starts_at, ends_at, \
             lapses_on, runs_on, back_at, days) \
             values (:id, :kind, :taker, :resource, :unit, :quantity, :start, :end, :lapses, :runs, :back, :days) \
             on conflict (id) do update set quantity = excluded.quantity, starts_at = excluded.starts_at, \
             ends_at = excluded.ends_at, lapses_on = excluded.lapses_on, runs_on = excluded.runs_on, \
             back_at = excluded.back_at, days = excluded.days",
        )?
        .execute(named_params! {
            ":id": known.unwrap_or_else(new_id),
            ":kind": Code(taker.kind()),
            ":taker": Id(taker.id()),
            ":resource": Id(taking.resource.0),
            ":unit": taking.unit.map(|unit| Id(unit.0)),
            ":quantity": quantity,
            ":start": Instant(interval.start),
            ":end": Instant(interval.end),
            ":lapses": lapses_on,
            ":runs": runs_on,
            ":back": back_at.map(Instant),
            ":days": (interval.end - interval.start).num_days() + 1,
        })?;
    Ok(())
}

/// The resources whose takers take otherwise after an operation: other buffers, of their own or of a part, or other
/// parts.
///
/// # Errors
/// Faults of the base.
pub fn resources_that_take_otherwise(connection: &Read<'_>, entry: i64) -> Result<Vec<ResourceId>> {
    let mut statement = connection.prepare_cached(
        "select coalesce(after, before) ->> '$.set_id' from journal_change where entry = $1 and tbl = 'set_part' \
         union \
         select row_id from journal_change where entry = $1 and tbl = 'resource' and before is not null and after is not null \
         and (before ->> '$.buffer_before' is not after ->> '$.buffer_before' \
         or before ->> '$.buffer_after' is not after ->> '$.buffer_after')",
    )?;
    let changed = statement
        .query_map(params![entry], |row| Ok(ResourceId(row.get::<_, Id>(0)?.0)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut all = BTreeSet::new();
    for resource in changed {
        all.extend(resource::sets_with(connection, resource)?);
        all.insert(resource);
    }
    Ok(all.into_iter().collect())
}

/// The takers of which an operation changed what they take.
///
/// # Errors
/// Faults of the base.
pub fn takers_changed(connection: &Read<'_>, entry: i64) -> Result<Vec<Taker>> {
    let mut statement = connection.prepare_cached(
        "select distinct coalesce(after, before) ->> '$.taker_kind', coalesce(after, before) ->> '$.taker_id' \
         from journal_change where entry = $1 and tbl = 'occupation'",
    )?;
    let takers = statement.query_map(params![entry], |row| {
        Ok(Taker::of(row.get::<_, Code<TakerKind>>(0)?.0, row.get::<_, Id>(1)?.0))
    })?;
    Ok(takers.collect::<rusqlite::Result<_>>()?)
}
