//! The rule asked of everything that an operation wrote, inside its transaction, and of the whole base.

use crate::occupation::{self, Stored};
use crate::values::{Id, Instant};
use crate::{Read, Result, resource};
use chrono::NaiveDate;
use domain::availability::{Load, Taken, enlarged_excess};
use domain::calendar::OpenDays;
use domain::change::{Change, Ruling};
use domain::id::{ResourceId, UnitId};
use domain::interval::{Interval, midnight};
use domain::occupation::Occupation;
use domain::taker::{Taker, TakerKind};
use domain::unit::{Capacity, Life};
use rusqlite::params;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where the writes of an operation met the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The resource taken more often than there are units.
    pub resource: ResourceId,
    /// The numbered unit, where it is one that is taken twice.
    pub unit: Option<UnitId>,
    /// When.
    pub excess: Vec<Interval>,
    /// What was already there and is in the way.
    pub in_the_way: Vec<Taker>,
    /// What the operation wrote there.
    pub written: Vec<Taker>,
    /// Why it counts.
    pub cause: Cause,
}

/// Why a violation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// More would be with somebody than there are.
    Away,
    /// More would be taken than there are.
    Taken,
    /// What is over overlaps: a fact, told and not refused.
    History,
}

/// Asks the rule of everything that an operation changed, from the images that its journal entry holds: of each resource,
/// and of each numbered unit.
///
/// # Errors
/// Faults of the base.
pub fn violations(
    connection: &Read<'_>,
    entry: i64,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Result<Vec<Violation>> {
    let mut found = Vec::new();
    for (resource, images) in images_of(connection, entry)? {
        let now = match exists(connection, resource)? {
            true => Some(resource::brief_by_id(connection, resource)?.stock()),
            false => None,
        };
        let before = images.stock_before(now.as_ref());
        // Other units change what is taken too much at any time, other occupations only around themselves.
        let hull = if images.changes_stock() { None } else { images.hull(today, open) };
        let rows = match hull {
            Some(hull) => occupation::of_resource_and_units(connection, resource, hull)?,
            None => occupation::whole_of_resource(connection, resource)?,
        };
        let kept: Vec<&Stored> = rows.iter().filter(|row| !images.added.contains(row)).collect();
        let mut subjects = vec![None];
        let named = images.added.iter().chain(&images.removed).filter_map(|row| row.unit);
        subjects.extend(named.chain(images.units_changed()).collect::<BTreeSet<_>>().into_iter().map(Some));
        for unit in subjects {
            let stock = |stock: Option<&Capacity>| match (stock, unit) {
                (None, _) => Vec::new(),
                (Some(stock), None) => stock.over_time(),
                (Some(stock), Some(unit)) => stock.of_unit(unit),
            };
            let of = |rows: &mut dyn Iterator<Item = &Stored>| -> Vec<Occupation> {
                rows.filter(|row| row.unit == unit).map(|row| row.occupation).collect()
            };
            let change = Change {
                capacity_before: stock(before.as_ref()),
                capacity_after: stock(now.as_ref()),
                kept: of(&mut kept.iter().copied()),
                removed: of(&mut images.removed.iter()),
                added: of(&mut images.added.iter()),
            };
            let Ruling { refused, away, told } = change.ruling(today, open);
            let (cause, excess) = match (away.is_empty(), refused.is_empty(), told.is_empty()) {
                (false, _, _) => (Cause::Away, away),
                (true, false, _) => (Cause::Taken, refused),
                (true, true, false) => (Cause::History, told),
                (true, true, true) => continue,
            };
            let meets = |row: &&Stored| {
                let counts = cause != Cause::Away || row.occupation.is_away();
                let seen = row.occupation.seen_from(today, open);
                row.unit == unit && counts && seen.is_some_and(|i| excess.iter().any(|e| e.overlaps(&i)))
            };
            let in_the_way = kept.iter().copied().filter(meets).map(|row| row.taker).collect();
            let written = images.added.iter().filter(meets).map(|row| row.taker).collect();
            found.push(Violation { resource, unit, in_the_way, written, cause, excess });
        }
    }
    found.sort_by_key(|violation| violation.cause);
    Ok(found)
}

fn exists(connection: &Read<'_>, resource: ResourceId) -> Result<bool> {
    Ok(connection
        .prepare_cached("select exists (select 1 from resource where id = $1)")?
        .query_row(params![Id(resource.0)], |row| row.get(0))?)
}

/// What an operation changed of one resource, as its images say.
#[derive(Debug, Default)]
struct Images {
    /// The resource before, where the operation changed it: `Some(None)` when it was not there.
    resource_before: Option<Option<Capacity>>,
    /// The numbered units before, of those that it changed: none when it was not there.
    units_before: HashMap<UnitId, Option<Life>>,
    added: Vec<Stored>,
    removed: Vec<Stored>,
}

impl Images {
    fn changes_stock(&self) -> bool {
        self.resource_before.is_some() || !self.units_before.is_empty()
    }

    fn units_changed(&self) -> impl Iterator<Item = UnitId> {
        self.units_before.keys().copied()
    }

    /// How many units there were, from how many there are.
    fn stock_before(&self, now: Option<&Capacity>) -> Option<Capacity> {
        let mut before = match &self.resource_before {
            Some(before) => before.clone()?,
            None => now?.clone(),
        };
        before.units = now.map(|now| now.units.clone()).unwrap_or_default();
        before.units.retain(|life| !self.units_before.contains_key(&life.unit));
        before.units.extend(self.units_before.values().flatten());
        Some(before)
    }

    fn hull(&self, today: NaiveDate, open: &dyn OpenDays) -> Option<Interval> {
        let intervals =
            || self.added.iter().chain(&self.removed).filter_map(|s| s.occupation.seen_from(today, open));
        Some(Interval { start: intervals().map(|i| i.start).min()?, end: intervals().map(|i| i.end).max()? })
    }
}

fn images_of(connection: &Read<'_>, entry: i64) -> Result<BTreeMap<ResourceId, Images>> {
    // The first image before and the last after of each row are what the operation did, whatever it
    // wrote in between.
    let mut statement = connection.prepare_cached(
        "select tbl, row_id, before, after from journal_change \
         where entry = $1 and tbl in ('occupation', 'resource', 'unit') order by id",
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
    let mut changes: BTreeMap<ResourceId, Images> = BTreeMap::new();
    for key in order {
        let Some((before, after)) = images.remove(&key) else { continue };
        let read = |image: &Option<String>| {
            image.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok())
        };
        let (before, after) = (read(&before), read(&after));
        if before.is_none() && after.is_none() {
            continue;
        }
        match key.0.as_str() {
            "resource" => {
                let Ok(id) = key.1.parse() else { continue };
                let change = changes.entry(ResourceId(id)).or_default();
                change.resource_before = Some(before.as_ref().map(stock_of));
            }
            "unit" => {
                let of = before.as_ref().or(after.as_ref()).and_then(|image| id_of(image, "resource_id"));
                let (Some(of), Ok(unit)) = (of, key.1.parse()) else { continue };
                let change = changes.entry(ResourceId(of)).or_default();
                let unit = UnitId(unit);
                change.units_before.insert(unit, before.as_ref().map(|image| life_of(image, unit)));
            }
            _ => {
                for (image, is_after) in [(before, false), (after, true)] {
                    let Some(stored) = image.as_ref().and_then(stored_of) else { continue };
                    let change = changes.entry(stored.resource).or_default();
                    if is_after { change.added.push(stored) } else { change.removed.push(stored) }
                }
            }
        }
    }
    Ok(changes)
}

fn id_of(image: &Value, column: &str) -> Option<uuid::Uuid> {
    image[column].as_str()?.parse().ok()
}

fn day_of(image: &Value, column: &str) -> Option<NaiveDate> {
    image[column].as_str().and_then(|day| day.parse().ok())
}

fn stock_of(image: &Value) -> Capacity {
    Capacity {
        quantity: image["capacity"].as_u64().unwrap_or(0) as u32,
        acquired_on: day_of(image, "acquired_on"),
        retired_on: day_of(image, "retired_on"),
        units: Vec::new(),
    }
}

fn life_of(image: &Value, unit: UnitId) -> Life {
    let gone = [day_of(image, "retired_on"), day_of(image, "lost_on")].into_iter().flatten().min();
    Life { unit, from: day_of(image, "acquired_on"), until: gone }
}

fn stored_of(image: &Value) -> Option<Stored> {
    let kind: TakerKind = serde_json::from_value(image["taker_kind"].clone()).ok()?;
    Some(Stored {
        taker: Taker::of(kind, id_of(image, "taker_id")?),
        resource: ResourceId(id_of(image, "resource_id")?),
        unit: id_of(image, "unit_id").map(UnitId),
        occupation: Occupation {
            quantity: u32::try_from(image["quantity"].as_u64()?).ok()?,
            interval: Interval {
                start: Instant::parse(image["starts_at"].as_str()?)?,
                end: Instant::parse(image["ends_at"].as_str()?)?,
            },
            lapses_on: day_of(image, "lapses_on"),
            runs_on: image["runs_on"].as_u64().and_then(|days| u32::try_from(days).ok()),
            back_at: image["back_at"].as_str().and_then(Instant::parse),
        },
    })
}

/// The resources and units of which more is taken than there is, as seen from `today`, with when and what takes there:
/// an alert, which can come about by itself. What is over is no alert.
///
/// # Errors
/// Faults of the base.
pub fn excesses(connection: &Read<'_>, today: NaiveDate, open: &dyn OpenDays) -> Result<Vec<Violation>> {
    let mut by_subject: BTreeMap<(ResourceId, Option<UnitId>), Vec<Stored>> = BTreeMap::new();
    for row in occupation::all(connection)? {
        by_subject.entry((row.resource, row.unit)).or_default().push(row);
    }
    let stocks: HashMap<ResourceId, Capacity> =
        resource::briefs(connection)?.into_iter().map(|brief| (brief.id, brief.stock())).collect();
    let mut found = Vec::new();
    for ((resource, unit), rows) in by_subject {
        let Some(stock) = stocks.get(&resource) else { continue };
        let capacity = unit.map_or_else(|| stock.over_time(), |unit| stock.of_unit(unit));
        let seen: Vec<(&Stored, Taken)> = rows
            .iter()
            .filter_map(|row| {
                let interval = row.occupation.seen_from(today, open)?;
                Some((row, Taken { interval, quantity: row.occupation.quantity }))
            })
            .collect();
        let load = |taken: Vec<Taken>| Load { capacity: capacity.clone(), taken };
        let mut excess =
            enlarged_excess(&load(vec![]), &load(seen.iter().map(|(_, taken)| *taken).collect()));
        // What is over is a fact, whoever still has it.
        excess.retain(|interval| interval.end > midnight(today));
        let still_to_come = |row: &Stored| !row.occupation.is_back();
        let in_the_way: BTreeSet<Taker> = seen
            .iter()
            .filter(|(_, taken)| excess.iter().any(|e| e.overlaps(&taken.interval)))
            .map(|(row, _)| row.taker)
            .collect();
        let concerns = seen
            .iter()
            .any(|(row, taken)| still_to_come(row) && excess.iter().any(|e| e.overlaps(&taken.interval)));
        if concerns {
            found.push(Violation {
                resource,
                unit,
                in_the_way: in_the_way.into_iter().collect(),
                written: Vec::new(),
                cause: Cause::Taken,
                excess,
            });
        }
    }
    Ok(found)
}
