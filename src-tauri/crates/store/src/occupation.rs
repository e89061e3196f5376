//! Everything that takes units of a resource: one table, one rule, one query.

use crate::values::{Id, Instant, new_id};
use crate::{Read, Result, Write, resource};
use chrono::NaiveDate;
use domain::availability::{Load, Taken, enlarged_excess};
use domain::calendar::{Buffers, OpenDays};
use domain::hold::Hold;
use domain::id::{HoldId, LineId, ResourceId};
use domain::interval::{Interval, midnight, plus_days};
use domain::loan::LoanLine;
use domain::occupation::Occupation;
use rusqlite::{Row, params};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What an occupation is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taker {
    /// A line of a loan.
    Line(LineId),
    /// The centre itself.
    Hold(HoldId),
}

/// An occupation with what it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// The resource it takes.
    pub resource: ResourceId,
    /// What it is of.
    pub taker: Option<Taker>,
    /// What it takes.
    pub occupation: Occupation,
}

const COLUMNS: &str = "resource_id, line_id, quantity, starts_at, ends_at, lapses_on, runs_on, hold_id";

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        resource: ResourceId(row.get::<_, Id>(0)?.0),
        taker: match row.get::<_, Option<Id>>(1)? {
            Some(line) => Some(Taker::Line(LineId(line.0))),
            None => row.get::<_, Option<Id>>(7)?.map(|hold| Taker::Hold(HoldId(hold.0))),
        },
        occupation: Occupation {
            quantity: row.get(2)?,
            interval: Interval { start: row.get::<_, Instant>(3)?.0, end: row.get::<_, Instant>(4)?.0 },
            lapses_on: row.get(5)?,
            runs_on: row.get(6)?,
        },
    })
}

/// What takes a resource over an interval, and whatever of it runs on.
///
/// # Errors
/// Faults of the base.
pub fn of_resource(connection: &Read<'_>, resource: ResourceId, within: Interval) -> Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(&format!(
        "select {COLUMNS} from occupation where resource_id = $1 and ends_at > $2 and starts_at < $3 \
         union all \
         select {COLUMNS} from occupation where resource_id = $1 and runs_on is not null and ends_at <= $2"
    ))?;
    let rows =
        statement.query_map(params![Id(resource.0), Instant(within.start), Instant(within.end)], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What takes any resource over an interval, and whatever runs on.
///
/// # Errors
/// Faults of the base.
pub fn of_all(connection: &Read<'_>, within: Interval) -> Result<Vec<Stored>> {
    let longest: i64 = connection
        .prepare_cached("select coalesce(max(days), 0) from occupation")?
        .query_row([], |row| row.get(0))?;
    let latest_end = midnight(plus_days(within.end.date(), longest + 1));
    let mut statement = connection.prepare_cached(&format!(
        "select {COLUMNS} from occupation where ends_at > $1 and ends_at <= $2 and starts_at < $3 \
         union all \
         select {COLUMNS} from occupation where runs_on is not null and ends_at <= $1"
    ))?;
    let rows = statement
        .query_map(params![Instant(within.start), Instant(latest_end), Instant(within.end)], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What one booking of a resource takes: of itself and, of a set, of each of its parts.
///
/// # Errors
/// Faults of the base.
pub fn demand(
    connection: &Read<'_>,
    resource: ResourceId,
    quantity: u32,
) -> Result<Vec<(ResourceId, u32, Buffers)>> {
    let own = resource::brief_by_id(connection, resource)?;
    let mut demand = vec![(resource, quantity, own.buffers)];
    for part in resource::parts(connection, resource)? {
        let buffers = resource::brief_by_id(connection, part.part)?.buffers;
        demand.push((part.part, quantity.saturating_mul(part.quantity), buffers));
    }
    Ok(demand)
}

/// What a line takes, of each resource.
///
/// # Errors
/// Faults of the base.
pub fn of_line(connection: &Read<'_>, line: LineId) -> Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(&format!(
        "select {COLUMNS} from occupation where line_id = $1 order by resource_id"
    ))?;
    Ok(statement.query_map(params![Id(line.0)], stored)?.collect::<rusqlite::Result<_>>()?)
}

/// Writes what a line takes in its present state, and takes back what it took before.
///
/// # Errors
/// Faults of the base. The rule is asked of the whole operation, by [`violations`].
pub fn write_of_line(connection: &Write<'_>, line: &LoanLine, open: &dyn OpenDays) -> Result<()> {
    let mut there: HashMap<ResourceId, Id> = HashMap::new();
    let mut statement =
        connection.prepare_cached("select resource_id, id from occupation where line_id = $1")?;
    let mut rows = statement.query(params![Id(line.id.0)])?;
    while let Some(row) = rows.next()? {
        there.insert(ResourceId(row.get::<_, Id>(0)?.0), row.get(1)?);
    }
    for (resource, quantity, buffers) in demand(connection, line.resource, line.quantity)? {
        let Some(taken) = Occupation::of_line(line, quantity, buffers, open) else { continue };
        let known = there.remove(&resource);
        insert_or_replace(connection, known, resource, Taker::Line(line.id), &taken)?;
    }
    for id in there.into_values() {
        connection.prepare_cached("delete from occupation where id = $1")?.execute(params![id])?;
    }
    Ok(())
}

/// Writes what a hold takes: of its resource, and of each part of a set.
///
/// # Errors
/// Faults of the base. The rule is asked of the whole operation, by [`violations`].
pub fn write_of_hold(connection: &Write<'_>, hold: &Hold) -> Result<()> {
    for (resource, quantity, _) in demand(connection, hold.resource, hold.quantity)? {
        let taken = Occupation { quantity, ..hold.occupation() };
        insert_or_replace(connection, None, resource, Taker::Hold(hold.id), &taken)?;
    }
    Ok(())
}

fn insert_or_replace(
    connection: &Write<'_>,
    known: Option<Id>,
    resource: ResourceId,
    taker: Taker,
    taken: &Occupation,
) -> Result<()> {
    let (line, hold) = match taker {
        Taker::Line(line) => (Some(Id(line.0)), None),
        Taker::Hold(hold) => (None, Some(Id(hold.0))),
    };
    let interval = taken.interval;
    let days = (interval.end - interval.start).num_days() + 1;
    connection
        .prepare_cached(
            "insert into occupation (id, resource_id, line_id, quantity, starts_at, ends_at, lapses_on, runs_on, days, hold_id) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set quantity = excluded.quantity, \
             starts_at = excluded.starts_at, ends_at = excluded.ends_at, lapses_on = excluded.lapses_on, \
             runs_on = excluded.runs_on, days = excluded.days",
        )?
        .execute(params![
            known.unwrap_or_else(new_id),
            Id(resource.0),
            line,
            taken.quantity,
            Instant(interval.start),
            Instant(interval.end),
            taken.lapses_on,
            taken.runs_on,
            days,
            hold,
        ])?;
    Ok(())
}

/// Where the writes of an operation broke the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The resource taken more often than there are units.
    pub resource: ResourceId,
    /// When.
    pub excess: Vec<Interval>,
    /// What was already there and is in the way.
    pub in_the_way: Vec<Taker>,
}

/// Asks the rule of everything that an operation changed, from the images that its journal entry holds.
///
/// # Errors
/// Faults of the base.
pub fn violations(
    connection: &Read<'_>,
    entry: i64,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Result<Vec<Violation>> {
    let changes = changes_of(connection, entry)?;
    let mut found = Vec::new();
    for (resource, change) in changes {
        // Other units change what is taken too much at any time, other occupations only around themselves.
        let hull = if change.resource_before.is_some() { None } else { change.hull(today, open) };
        let exists = connection
            .prepare_cached("select exists (select 1 from resource where id = $1)")?
            .query_row(params![Id(resource.0)], |row| row.get(0))?;
        let now = if exists { Some(resource::brief_by_id(connection, resource)?.units()) } else { None };
        let rows = match hull {
            Some(hull) => of_resource(connection, resource, hull)?,
            None => whole_of_resource(connection, resource)?,
        };

        let seen = |stored: &Stored| {
            let interval = stored.occupation.seen_from(today, open)?;
            Some(Taken { interval, quantity: stored.occupation.quantity })
        };
        let kept: Vec<&Stored> = rows.iter().filter(|row| !change.is_added(row)).collect();
        let mut before =
            Load { capacity: change.resource_before.unwrap_or(now).into_iter().collect(), taken: vec![] };
        before.taken =
            kept.iter().filter_map(|row| seen(row)).chain(change.removed.iter().filter_map(seen)).collect();
        let after =
            Load { capacity: now.into_iter().collect(), taken: rows.iter().filter_map(seen).collect() };
        let excess = enlarged_excess(&before, &after);
        if excess.is_empty() {
            continue;
        }
        let in_the_way = kept
            .iter()
            .filter(|row| {
                row.occupation.seen_from(today, open).is_some_and(|i| excess.iter().any(|e| e.overlaps(&i)))
            })
            .filter_map(|row| row.taker)
            .collect();
        found.push(Violation { resource, excess, in_the_way });
    }
    Ok(found)
}

/// The resources whose lines take otherwise after an operation: other buffers, of their own or of a part, or other
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

/// The lines that are there and of which an operation changed what they take.
///
/// # Errors
/// Faults of the base.
pub fn lines_changed(connection: &Read<'_>, entry: i64) -> Result<Vec<LineId>> {
    let mut statement = connection.prepare_cached(
        "select distinct l.id from journal_change j join loan_line l on l.id = coalesce(j.after, j.before) ->> '$.line_id' \
         where j.entry = $1 and j.tbl = 'occupation'",
    )?;
    let lines = statement.query_map(params![entry], |row| Ok(LineId(row.get::<_, Id>(0)?.0)))?;
    Ok(lines.collect::<rusqlite::Result<_>>()?)
}

fn whole_of_resource(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Stored>> {
    let mut statement =
        connection.prepare_cached(&format!("select {COLUMNS} from occupation where resource_id = $1"))?;
    Ok(statement.query_map(params![Id(resource.0)], stored)?.collect::<rusqlite::Result<_>>()?)
}

/// What an operation changed of one resource's load.
#[derive(Debug, Default)]
struct LoadChange {
    /// Its units before, where the operation changed them: `Some(None)` when it was not there.
    resource_before: Option<Option<domain::availability::Units>>,
    added: Vec<Stored>,
    removed: Vec<Stored>,
}

impl LoadChange {
    fn is_added(&self, row: &Stored) -> bool {
        self.added.contains(row)
    }

    fn hull(&self, today: NaiveDate, open: &dyn OpenDays) -> Option<Interval> {
        let intervals =
            || self.added.iter().chain(&self.removed).filter_map(|s| s.occupation.seen_from(today, open));
        Some(Interval { start: intervals().map(|i| i.start).min()?, end: intervals().map(|i| i.end).max()? })
    }
}

fn changes_of(connection: &Read<'_>, entry: i64) -> Result<BTreeMap<ResourceId, LoadChange>> {
    // The first image before and the last after of each row are what the operation did, whatever it
    // wrote in between.
    let mut statement = connection.prepare_cached(
        "select tbl, row_id, before, after from journal_change where entry = $1 and tbl in ('occupation', 'resource') order by id",
    )?;
    let mut rows = statement.query(params![entry])?;
    let mut images: HashMap<(String, String), (Option<String>, Option<String>)> = HashMap::new();
    let mut order: Vec<(String, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let key: (String, String) = (row.get(0)?, row.get(1)?);
        let (before, after) = (row.get(2)?, row.get(3)?);
        if let Some(image) = images.get_mut(&key) {
            image.1 = after;
        } else {
            order.push(key.clone());
            images.insert(key, (before, after));
        }
    }
    let mut changes: BTreeMap<ResourceId, LoadChange> = BTreeMap::new();
    for key in order {
        let Some((before, after)) = images.remove(&key) else { continue };
        let read = |image: &Option<String>| {
            image.as_deref().and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
        };
        let (before, after) = (read(&before), read(&after));
        if key.0 == "resource" {
            if before.is_none() && after.is_none() {
                continue;
            }
            let Ok(id) = key.1.parse() else { continue };
            let units = before.as_ref().map(|image| domain::availability::Units {
                quantity: image["capacity"].as_u64().unwrap_or(0) as u32,
                from: image["acquired_on"].as_str().and_then(|day| day.parse().ok()),
                until: image["retired_on"].as_str().and_then(|day| day.parse().ok()),
            });
            changes.entry(ResourceId(id)).or_default().resource_before = Some(units);
        } else {
            for (image, is_after) in [(before, false), (after, true)] {
                let Some(stored) = image.as_ref().and_then(from_image) else { continue };
                let change = changes.entry(stored.resource).or_default();
                if is_after { change.added.push(stored) } else { change.removed.push(stored) }
            }
        }
    }
    Ok(changes)
}

fn from_image(image: &serde_json::Value) -> Option<Stored> {
    Some(Stored {
        resource: ResourceId(image["resource_id"].as_str()?.parse().ok()?),
        taker: match image["line_id"].as_str() {
            Some(line) => line.parse().ok().map(|id| Taker::Line(LineId(id))),
            None => image["hold_id"].as_str()?.parse().ok().map(|id| Taker::Hold(HoldId(id))),
        },
        occupation: Occupation {
            quantity: u32::try_from(image["quantity"].as_u64()?).ok()?,
            interval: Interval {
                start: Instant::parse(image["starts_at"].as_str()?)?,
                end: Instant::parse(image["ends_at"].as_str()?)?,
            },
            lapses_on: image["lapses_on"].as_str().and_then(|day| day.parse().ok()),
            runs_on: image["runs_on"].as_u64().and_then(|days| u32::try_from(days).ok()),
        },
    })
}

/// The resources of which more is taken than there is, as seen from `today`, with when and the lines there:
/// an alert, which can come about by itself.
///
/// # Errors
/// Faults of the base.
pub fn excesses(connection: &Read<'_>, today: NaiveDate, open: &dyn OpenDays) -> Result<Vec<Violation>> {
    let mut by_resource: HashMap<ResourceId, Vec<Stored>> = HashMap::new();
    let mut statement = connection.prepare_cached(&format!("select {COLUMNS} from occupation"))?;
    for row in statement.query_map([], stored)? {
        let row = row?;
        by_resource.entry(row.resource).or_default().push(row);
    }
    let mut found = Vec::new();
    for brief in resource::briefs(connection)? {
        let rows = by_resource.remove(&brief.id).unwrap_or_default();
        let seen: Vec<(Option<Taker>, Taken)> = rows
            .iter()
            .filter_map(|s| {
                Some((
                    s.taker,
                    Taken { interval: s.occupation.seen_from(today, open)?, quantity: s.occupation.quantity },
                ))
            })
            .collect();
        let before = Load { capacity: vec![brief.units()], taken: vec![] };
        let after =
            Load { capacity: vec![brief.units()], taken: seen.iter().map(|(_, taken)| *taken).collect() };
        let excess = enlarged_excess(&before, &after);
        if !excess.is_empty() {
            let involved: HashSet<Taker> = seen
                .iter()
                .filter(|(_, taken)| excess.iter().any(|e| e.overlaps(&taken.interval)))
                .filter_map(|(taker, _)| *taker)
                .collect();
            let mut in_the_way: Vec<Taker> = involved.into_iter().collect();
            in_the_way.sort();
            found.push(Violation { resource: brief.id, excess, in_the_way });
        }
    }
    Ok(found)
}
