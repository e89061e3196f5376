//! The catalogue.

mod lists;

use crate::values::{Cells, Code, Id, new_id};
use crate::{Read, Result, Write, term, unit};
use chrono::NaiveDate;
use domain::availability::Units;
use domain::calendar::Buffers;
use domain::catalogue::{InventoryItem, Resource, ResourceKind, SetPart, TermList};
use domain::id::ResourceId;
use domain::unit::{Capacity, Life};
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use std::collections::HashMap;

pub use lists::{Alike, alike, count, count_lent, is_any};

/// What the availability rule needs to know of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The resource.
    pub id: ResourceId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: ResourceKind,
    /// Units that there are while it is in the fund.
    pub capacity: u32,
    /// First day in the fund.
    pub acquired_on: Option<NaiveDate>,
    /// First day out of the fund.
    pub retired_on: Option<NaiveDate>,
    /// Open days kept free around each loan.
    pub buffers: Buffers,
    /// From when to when each numbered unit is there; none where units are interchangeable.
    pub lives: Vec<Life>,
}

impl Brief {
    /// Its units over time.
    #[must_use]
    pub fn units(&self) -> Vec<Units> {
        self.stock().over_time()
    }

    /// Its units, the numbered ones apart.
    #[must_use]
    pub fn stock(&self) -> Capacity {
        Capacity {
            quantity: self.capacity,
            acquired_on: self.acquired_on,
            retired_on: self.retired_on,
            units: self.lives.clone(),
        }
    }
}

const BRIEF: &str = "select id, code, title, kind, capacity, acquired_on, retired_on, buffer_before, buffer_after from resource";

fn brief(row: &Row<'_>) -> rusqlite::Result<Brief> {
    Ok(Brief {
        id: ResourceId(row.get::<_, Id>(0)?.0),
        code: row.get(1)?,
        title: row.get(2)?,
        kind: row.get::<_, Code<_>>(3)?.0,
        capacity: row.get(4)?,
        acquired_on: row.get(5)?,
        retired_on: row.get(6)?,
        buffers: Buffers { before: row.get(7)?, after: row.get(8)? },
        lives: Vec::new(),
    })
}

fn with_lives(connection: &Read<'_>, mut brief: Brief) -> Result<Brief> {
    brief.lives = unit::lives(connection, brief.id)?;
    Ok(brief)
}

/// All resources in short, by code.
///
/// # Errors
/// Faults of the base.
pub fn briefs(connection: &Read<'_>) -> Result<Vec<Brief>> {
    let mut statement = connection.prepare_cached(&format!("{BRIEF} order by code"))?;
    let mut briefs: Vec<Brief> = statement.query_map([], brief)?.collect::<rusqlite::Result<_>>()?;
    let mut lives = unit::all_lives(connection)?;
    for brief in &mut briefs {
        brief.lives = lives.remove(&brief.id).unwrap_or_default();
    }
    Ok(briefs)
}

/// The resource of that code in short.
///
/// # Errors
/// Faults of the base.
pub fn brief_by_code(connection: &Read<'_>, code: &str) -> Result<Option<Brief>> {
    let found = connection
        .prepare_cached(&format!("{BRIEF} where code = $1"))?
        .query_row(params![code], brief)
        .optional()?;
    found.map(|brief| with_lives(connection, brief)).transpose()
}

/// The resource of that id in short.
///
/// # Errors
/// Faults of the base; no such resource is one.
pub fn brief_by_id(connection: &Read<'_>, id: ResourceId) -> Result<Brief> {
    let found =
        connection.prepare_cached(&format!("{BRIEF} where id = $1"))?.query_row(params![Id(id.0)], brief)?;
    with_lives(connection, found)
}

const COLUMNS: &str = "id, code, title, short_name, kind, form, format, summary, panels, owner, acquired_on, retired_on, \
     insured_cents, crates, weight_g, volume_l, surface_m2, setup_minutes, setup_people, vehicle, requirements, languages, \
     location, capacity, buffer_before, buffer_after, shortest_days, longest_days, weekly_member_cents, weekly_cents, \
     deposit_cents, condition, notes";

fn resource(row: &Row<'_>) -> rusqlite::Result<Resource> {
    let mut cells = Cells::of(row);
    // In the order of `COLUMNS`.
    Ok(Resource {
        id: ResourceId(cells.next::<Id>()?.0),
        code: cells.next()?,
        title: cells.next()?,
        short_name: cells.next()?,
        kind: cells.next::<Code<_>>()?.0,
        form: cells.next::<Code<_>>()?.0,
        format: cells.next()?,
        summary: cells.next()?,
        themes: Vec::new(),
        audiences: Vec::new(),
        panels: cells.next()?,
        owner: cells.next()?,
        acquired_on: cells.next()?,
        retired_on: cells.next()?,
        insured_cents: cells.next()?,
        crates: cells.next()?,
        weight_g: cells.next()?,
        volume_l: cells.next()?,
        surface_m2: cells.next()?,
        setup_minutes: cells.next()?,
        setup_people: cells.next()?,
        vehicle: cells.next()?,
        requirements: cells.next()?,
        languages: cells.next()?,
        location: cells.next()?,
        capacity: cells.next()?,
        buffers: Buffers { before: cells.next()?, after: cells.next()? },
        shortest_days: cells.next()?,
        longest_days: cells.next()?,
        weekly_member_cents: cells.next()?,
        weekly_cents: cells.next()?,
        deposit_cents: cells.next()?,
        condition: cells.next::<Code<_>>()?.0,
        notes: cells.next()?,
    })
}

/// The whole catalogue, by code.
///
/// # Errors
/// Faults of the base.
pub fn all(connection: &Read<'_>) -> Result<Vec<Resource>> {
    those(connection, None)
}

/// The resources of those ids, by code.
///
/// # Errors
/// Faults of the base.
pub fn by_ids(connection: &Read<'_>, ids: &[ResourceId]) -> Result<Vec<Resource>> {
    those(connection, Some(&serde_json::to_string(ids).unwrap_or_default()))
}

fn those(connection: &Read<'_>, only: Option<&str>) -> Result<Vec<Resource>> {
    let narrowed = |column: &str| match only {
        Some(_) => format!("where {column} in (select value from json_each($1))"),
        None => String::new(),
    };
    let mut statement = connection
        .prepare_cached(&format!("select {COLUMNS} from resource {} order by code", narrowed("id")))?;
    let mut resources: Vec<Resource> =
        statement.query_map(params_from_iter(only), resource)?.collect::<rusqlite::Result<_>>()?;
    let places: HashMap<ResourceId, usize> =
        resources.iter().enumerate().map(|(place, r)| (r.id, place)).collect();
    let mut labels = connection.prepare_cached(&format!(
        "select rt.resource_id, t.list, t.label from resource_term rt join term t on t.id = rt.term_id {} order by rt.position",
        narrowed("rt.resource_id")
    ))?;
    let mut rows = labels.query(params_from_iter(only))?;
    while let Some(row) = rows.next()? {
        if let Some(place) = places.get(&ResourceId(row.get::<_, Id>(0)?.0)) {
            add_label(&mut resources[*place], row.get::<_, Code<_>>(1)?.0, row.get(2)?);
        }
    }
    Ok(resources)
}

fn add_label(resource: &mut Resource, list: TermList, label: String) {
    match list {
        TermList::Theme => resource.themes.push(label),
        TermList::Audience => resource.audiences.push(label),
        _ => {}
    }
}

/// The resource of that code.
///
/// # Errors
/// Faults of the base.
pub fn by_code(connection: &Read<'_>, code: &str) -> Result<Option<Resource>> {
    let found = connection
        .prepare_cached(&format!("select {COLUMNS} from resource where code = $1"))?
        .query_row(params![code], resource)
        .optional()?;
    let Some(mut found) = found else { return Ok(None) };
    let mut labels = connection.prepare_cached(
        "select t.list, t.label from resource_term rt join term t on t.id = rt.term_id where rt.resource_id = $1 order by rt.position",
    )?;
    let mut rows = labels.query(params![Id(found.id.0)])?;
    while let Some(row) = rows.next()? {
        add_label(&mut found, row.get::<_, Code<_>>(0)?.0, row.get(1)?);
    }
    Ok(Some(found))
}

/// Writes a resource: a new one, or all of one that changes.
///
/// # Errors
/// Faults of the base.
pub fn save(connection: &Write<'_>, resource: &Resource) -> Result<()> {
    let places: Vec<String> = (1..=33).map(|place| format!("${place}")).collect();
    let changes: Vec<String> =
        COLUMNS.split(", ").skip(1).map(|column| format!("{column} = excluded.{column}")).collect();
    let sql = format!(
        "insert into resource ({COLUMNS}) values ({}) on conflict (id) do update set {}",
        places.join(", "),
        changes.join(", ")
    );
    connection.prepare_cached(&sql)?.execute(params![
        Id(resource.id.0),
        resource.code,
        resource.title,
        resource.short_name,
        Code(resource.kind),
        Code(resource.form),
        resource.format,
        resource.summary,
        resource.panels,
        resource.owner,
        resource.acquired_on,
        resource.retired_on,
        resource.insured_cents,
        resource.crates,
        resource.weight_g,
        resource.volume_l,
        resource.surface_m2,
        resource.setup_minutes,
        resource.setup_people,
        resource.vehicle,
        resource.requirements,
        resource.languages,
        resource.location,
        resource.capacity,
        resource.buffers.before,
        resource.buffers.after,
        resource.shortest_days,
        resource.longest_days,
        resource.weekly_member_cents,
        resource.weekly_cents,
        resource.deposit_cents,
        Code(resource.condition),
        resource.notes,
    ])?;
    for (list, labels) in [(TermList::Theme, &resource.themes), (TermList::Audience, &resource.audiences)] {
        if labels_of(connection, resource.id, list)? == *labels {
            continue;
        }
        connection
            .prepare_cached(
                "delete from resource_term where resource_id = $1 and term_id in (select id from term where list = $2)",
            )?
            .execute(params![Id(resource.id.0), Code(list)])?;
        for (position, label) in (0_u32..).zip(labels) {
            let term = term::id_of(connection, list, label)?;
            connection
                .prepare_cached(
                    "insert into resource_term (id, resource_id, term_id, position) values ($1, $2, $3, $4) \
                     on conflict (resource_id, term_id) do nothing",
                )?
                .execute(params![new_id(), Id(resource.id.0), term, position])?;
        }
    }
    Ok(())
}

fn labels_of(connection: &Read<'_>, resource: ResourceId, list: TermList) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "select t.label from resource_term rt join term t on t.id = rt.term_id where rt.resource_id = $1 and t.list = $2 \
         order by rt.position",
    )?;
    let labels = statement.query_map(params![Id(resource.0), Code(list)], |row| row.get(0))?;
    Ok(labels.collect::<rusqlite::Result<_>>()?)
}

/// Puts this inventory in the place of what is there; nothing is written where they are the same.
///
/// # Errors
/// Faults of the base.
pub fn replace_inventory(
    connection: &Write<'_>,
    resource: ResourceId,
    items: &[InventoryItem],
) -> Result<()> {
    if inventory(connection, resource)? == items {
        return Ok(());
    }
    connection
        .prepare_cached("delete from inventory_item where resource_id = $1")?
        .execute(params![Id(resource.0)])?;
    for (position, item) in (1_u32..).zip(items) {
        insert_item(connection, resource, position, item)?;
    }
    Ok(())
}

/// Puts these parts in the place of those of a set; nothing is written where they are the same.
///
/// # Errors
/// Faults of the base.
pub fn replace_parts(connection: &Write<'_>, set: ResourceId, wanted: &[SetPart]) -> Result<()> {
    if parts(connection, set)? == wanted {
        return Ok(());
    }
    connection.prepare_cached("delete from set_part where set_id = $1")?.execute(params![Id(set.0)])?;
    for part in wanted {
        insert_part(connection, set, part)?;
    }
    Ok(())
}

/// The sets that a resource is a part of.
///
/// # Errors
/// Faults of the base.
pub fn sets_with(connection: &Read<'_>, part: ResourceId) -> Result<Vec<ResourceId>> {
    let mut statement =
        connection.prepare_cached("select set_id from set_part where part_id = $1 order by id")?;
    let sets = statement.query_map(params![Id(part.0)], |row| Ok(ResourceId(row.get::<_, Id>(0)?.0)))?;
    Ok(sets.collect::<rusqlite::Result<_>>()?)
}

/// The codes of all resources.
///
/// # Errors
/// Faults of the base.
pub fn codes(connection: &Read<'_>) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("select code from resource")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

const ITEM: &str =
    "select label, container, quantity, consumable, replacement_cents, remarks from inventory_item";

fn item(row: &Row<'_>) -> rusqlite::Result<InventoryItem> {
    Ok(InventoryItem {
        label: row.get(0)?,
        container: row.get(1)?,
        quantity: row.get(2)?,
        consumable: row.get(3)?,
        replacement_cents: row.get(4)?,
        remarks: row.get(5)?,
    })
}

/// What a resource contains, in its order.
///
/// # Errors
/// Faults of the base.
pub fn inventory(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<InventoryItem>> {
    let mut statement =
        connection.prepare_cached(&format!("{ITEM} where resource_id = $1 order by position"))?;
    Ok(statement.query_map(params![Id(resource.0)], item)?.collect::<rusqlite::Result<_>>()?)
}

/// Adds an entry to what a resource contains.
///
/// # Errors
/// Faults of the base.
pub fn insert_item(
    connection: &Write<'_>,
    resource: ResourceId,
    position: u32,
    item: &InventoryItem,
) -> Result<()> {
    connection
        .prepare_cached(
            "insert into inventory_item (id, resource_id, position, label, container, quantity, consumable, replacement_cents, remarks) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )?
        .execute(params![
            new_id(),
            Id(resource.0),
            position,
            item.label,
            item.container,
            item.quantity,
            item.consumable,
            item.replacement_cents,
            item.remarks,
        ])?;
    Ok(())
}

/// The entry at a position of what a resource contains.
///
/// # Errors
/// Faults of the base.
pub fn item_at(connection: &Read<'_>, resource: ResourceId, position: u32) -> Result<Option<InventoryItem>> {
    Ok(connection
        .prepare_cached(&format!("{ITEM} where resource_id = $1 and position = $2"))?
        .query_row(params![Id(resource.0), position], item)
        .optional()?)
}

/// What a set is made of.
///
/// # Errors
/// Faults of the base.
pub fn parts(connection: &Read<'_>, set: ResourceId) -> Result<Vec<SetPart>> {
    let mut statement =
        connection.prepare_cached("select part_id, quantity from set_part where set_id = $1 order by id")?;
    let parts = statement.query_map(params![Id(set.0)], |row| {
        Ok(SetPart { part: ResourceId(row.get::<_, Id>(0)?.0), quantity: row.get(1)? })
    })?;
    Ok(parts.collect::<rusqlite::Result<_>>()?)
}

/// Adds a part to a set.
///
/// # Errors
/// Faults of the base.
pub fn insert_part(connection: &Write<'_>, set: ResourceId, part: &SetPart) -> Result<()> {
    connection
        .prepare_cached("insert into set_part (id, set_id, part_id, quantity) values ($1, $2, $3, $4)")?
        .execute(params![new_id(), Id(set.0), Id(part.part.0), part.quantity])?;
    Ok(())
}

/// What each set is made of.
///
/// # Errors
/// Faults of the base.
pub fn all_parts(connection: &Read<'_>) -> Result<HashMap<ResourceId, Vec<SetPart>>> {
    let mut statement =
        connection.prepare_cached("select set_id, part_id, quantity from set_part order by id")?;
    let mut rows = statement.query([])?;
    let mut parts: HashMap<ResourceId, Vec<SetPart>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let part = SetPart { part: ResourceId(row.get::<_, Id>(1)?.0), quantity: row.get(2)? };
        parts.entry(ResourceId(row.get::<_, Id>(0)?.0)).or_default().push(part);
    }
    Ok(parts)
}
