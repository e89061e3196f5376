//! Resources added, changed and taken out of the fund.

use crate::base::app::{App, Operation};
use crate::base::digest;
use crate::lending::wish::known_brief;
use crate::views::{Done, ResourceForm, ResourceSheet, Wanted};
use chrono::NaiveDate;
use domain::catalogue::{Condition, InventoryItem, Resource, ResourceKind, SetPart};
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::text;
use store::{Read, resource, unit};

/// The most units that a resource may have, and of a piece that it may hold.
const MOST_UNITS: u32 = 100_000;

/// `EXP-102` after `EXP-101`: one more than the greatest number that a code of this form bears.
fn next_code(c: &Read<'_>, kind: ResourceKind) -> Outcome<String> {
    let prefix = match kind {
        ResourceKind::Exhibition => "EXP",
        ResourceKind::Malle => "MAL",
        ResourceKind::Equipment => "MAT",
        ResourceKind::Machine => "MAC",
        ResourceKind::ResourceSet => "ENS",
    };
    let last = resource::codes(c)?
        .iter()
        .filter_map(|code| code.strip_prefix(prefix)?.strip_prefix('-')?.parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    Ok(format!("{prefix}-{:03}", last.saturating_add(1)))
}

fn first_of(text: &str, other: impl FnOnce() -> Outcome<String>) -> Outcome<String> {
    if text.trim().is_empty() { other() } else { Ok(text.to_owned()) }
}

fn checked_items(items: &[InventoryItem]) -> Outcome<Vec<InventoryItem>> {
    items
        .iter()
        .map(|item| {
            let mut item = item.clone();
            item.label = text::required("inventory", &item.label)?;
            item.container = text::short("inventory", &item.container)?;
            item.remarks = text::note("inventory", &item.remarks)?;
            if item.quantity > MOST_UNITS {
                return Err(too_many(item.quantity, "inventory"));
            }
            Ok(item)
        })
        .collect()
}

fn too_many(quantity: u32, field: &str) -> Fault {
    Fault::input("quantity_too_large").with("quantity", quantity).with("limit", MOST_UNITS).on(field)
}

fn parts(c: &Read<'_>, resource: &Resource, wanted: &[Wanted]) -> Outcome<Vec<SetPart>> {
    let mut parts: Vec<SetPart> = Vec::new();
    for Wanted { code, quantity, .. } in wanted {
        let part = known_brief(c, code).map_err(|fault| fault.on("parts"))?;
        let named = |code: &'static str| {
            Fault::input(code).with("code", part.code.as_str()).with("title", part.title.as_str()).on("parts")
        };
        if resource.kind != ResourceKind::ResourceSet {
            return Err(named("not_a_set"));
        }
        if part.id == resource.id || part.kind == ResourceKind::ResourceSet {
            return Err(named("set_of_sets"));
        }
        if *quantity == 0 {
            return Err(named("quantity_zero"));
        }
        if parts.iter().any(|other| other.part == part.id) {
            return Err(named("resource_twice"));
        }
        parts.push(SetPart { part: part.id, quantity: *quantity });
    }
    Ok(parts)
}

/// All that the form of a resource writes.
pub(crate) fn as_formed(
    c: &Read<'_>,
    resource: &Resource,
) -> Outcome<(Resource, Vec<InventoryItem>, Vec<SetPart>)> {
    Ok((resource.clone(), resource::inventory(c, resource.id)?, resource::parts(c, resource.id)?))
}

/// What a form says of a resource, checked; of one that changes, what no form says stays.
fn resource_of(c: &Read<'_>, form: &ResourceForm, before: Option<&Resource>) -> Outcome<Resource> {
    let title = text::required("title", &form.title)?;
    checked_numbers(form, &title)?;
    // Where its units are numbered, there are as many as that.
    let numbered = match before {
        Some(before) if !unit::of_resource(c, before.id)?.is_empty() => Some(before.capacity),
        _ => None,
    };
    Resource {
        id: form.id.unwrap_or_else(ResourceId::new),
        code: first_of(&form.code, || next_code(c, form.kind))?,
        short_name: first_of(&form.short_name, || Ok(text::short_name(&title)))?,
        title,
        kind: form.kind,
        form: if form.kind == ResourceKind::Exhibition { form.form } else { None },
        format: form.format.clone(),
        summary: form.summary.clone(),
        themes: form.themes.clone(),
        audiences: form.audiences.clone(),
        panels: form.panels,
        owner: form.owner.clone(),
        acquired_on: form.acquired_on,
        retired_on: before.and_then(|before| before.retired_on),
        insured_cents: form.insured_cents,
        crates: form.crates,
        weight_g: form.weight_g,
        volume_l: form.volume_l,
        surface_m2: form.surface_m2,
        setup_minutes: form.setup_minutes,
        setup_people: form.setup_people,
        vehicle: form.vehicle.clone(),
        requirements: form.requirements.clone(),
        languages: form.languages.clone(),
        location: form.location.clone(),
        capacity: numbered.unwrap_or(form.capacity),
        buffers: form.buffers,
        shortest_days: form.shortest_days,
        longest_days: form.longest_days,
        weekly_member_cents: form.weekly_member_cents,
        weekly_cents: form.weekly_cents,
        deposit_cents: form.deposit_cents,
        condition: form.condition,
        notes: form.notes.clone(),
    }
    .checked()
}

/// What is wrong with the numbers of a form.
fn checked_numbers(form: &ResourceForm, title: &str) -> Outcome<()> {
    if form.capacity == 0 {
        return Err(Fault::input("quantity_zero")
            .with("code", form.code.as_str())
            .with("title", title)
            .on("capacity"));
    }
    if form.capacity > MOST_UNITS {
        return Err(too_many(form.capacity, "capacity"));
    }
    for (field, value) in [
        ("insured_cents", form.insured_cents),
        ("weight_g", form.weight_g),
        ("volume_l", form.volume_l),
        ("weekly_member_cents", form.weekly_member_cents),
        ("weekly_cents", form.weekly_cents),
        ("deposit_cents", form.deposit_cents),
    ] {
        if value.is_some_and(|value| !(0..=100_000_000_000).contains(&value)) {
            return Err(Fault::input("number_out_of_range").on(field));
        }
    }
    if let (Some(shortest), Some(longest)) = (form.shortest_days, form.longest_days)
        && longest < shortest
    {
        return Err(Fault::input("longest_before_shortest")
            .with("shortest", shortest)
            .with("longest", longest)
            .on("longest_days"));
    }
    Ok(())
}

/// A part of a set cannot become a set itself: a set within a set would take what nobody counts.
fn refuse_set_of_sets(c: &Read<'_>, resource: &Resource) -> Outcome<()> {
    if resource.kind != ResourceKind::ResourceSet {
        return Ok(());
    }
    let Some(set) = resource::sets_with(c, resource.id)?.into_iter().next() else { return Ok(()) };
    let set = resource::brief_by_id(c, set)?;
    Err(Fault::input("part_is_a_set")
        .with("code", resource.code.as_str())
        .with("title", resource.title.as_str())
        .with("set", set.title)
        .on("kind"))
}

impl App {
    /// Adds a resource, or writes all of one that changes.
    ///
    /// # Errors
    /// Wrong input, named by field; `changed_meanwhile`; `resource_code_taken`; `taken` where a smaller number of units,
    /// other parts or longer buffers no longer leave room for what is booked; faults of the base.
    pub fn save_resource(&self, form: &ResourceForm) -> Outcome<Done<ResourceSheet>> {
        self.transact(|tx, at| {
            let before = match form.id {
                Some(id) => {
                    let brief = resource::brief_by_id(tx, id).map_err(|_| {
                        Fault::input("resource_unknown").with("code", form.code.as_str()).on("code")
                    })?;
                    Some(crate::lending::loans::known_resource(tx, &brief)?)
                }
                None => None,
            };
            if let Some(before) = &before {
                digest::check(form.based_on.as_deref(), &as_formed(tx, before)?, &before.title)?;
            }
            let resource = resource_of(tx, form, before.as_ref())?;
            if let Some(other) = resource::brief_by_code(tx, &resource.code)?
                && other.id != resource.id
            {
                return Err(Fault::input("resource_code_taken")
                    .with("code", other.code)
                    .with("title", other.title)
                    .on("code"));
            }
            let parts = parts(tx, &resource, &form.parts)?;
            refuse_set_of_sets(tx, &resource)?;
            resource::save(tx, &resource)?;
            resource::replace_inventory(tx, resource.id, &checked_items(&form.inventory)?)?;
            resource::replace_parts(tx, resource.id, &parts)?;
            let code = if before.is_some() { "resource_changed" } else { "resource_created" };
            let operation = Operation::new(code)
                .with("title", resource.title.as_str())
                .with("code", resource.code.as_str());
            Ok((self.resource_sheet(tx, at, &resource.code)?, operation))
        })
    }

    /// Takes a resource out of the fund from that day on, or back into it. What is booked from then on is in the way.
    ///
    /// # Errors
    /// `resource_unknown`, `retired_before_acquired`; `taken`, with the bookings; faults of the base.
    pub fn retire_resource(&self, code: &str, on: Option<NaiveDate>) -> Outcome<Done<ResourceSheet>> {
        self.transact(|tx, at| {
            let brief = known_brief(tx, code)?;
            let mut resource = crate::lending::loans::known_resource(tx, &brief)?;
            resource.retired_on = on;
            let resource = resource.checked()?;
            resource::save(tx, &resource)?;
            let operation = match on {
                Some(on) => Operation::new("resource_retired").with("on", on),
                None => Operation::new("resource_unretired"),
            };
            let operation =
                operation.with("title", resource.title.as_str()).with("code", resource.code.as_str());
            Ok((self.resource_sheet(tx, at, &resource.code)?, operation))
        })
    }
}

impl ResourceForm {
    /// One unit of a kind, and nothing else: what an empty form says.
    #[must_use]
    pub fn new(title: &str, kind: ResourceKind) -> Self {
        let empty = Resource::new("", title, kind);
        Self {
            id: None,
            based_on: None,
            code: String::new(),
            title: empty.title,
            short_name: String::new(),
            kind,
            form: None,
            format: String::new(),
            summary: String::new(),
            themes: Vec::new(),
            audiences: Vec::new(),
            panels: None,
            owner: String::new(),
            acquired_on: None,
            insured_cents: None,
            crates: None,
            weight_g: None,
            volume_l: None,
            surface_m2: None,
            setup_minutes: None,
            setup_people: None,
            vehicle: String::new(),
            requirements: String::new(),
            languages: String::new(),
            location: String::new(),
            capacity: 1,
            buffers: empty.buffers,
            shortest_days: None,
            longest_days: None,
            weekly_member_cents: None,
            weekly_cents: None,
            deposit_cents: None,
            condition: Condition::Good,
            notes: String::new(),
            inventory: Vec::new(),
            parts: Vec::new(),
        }
    }
}
