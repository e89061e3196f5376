//! The catalogue and the sheet of a resource.

use super::{HoldView, Holiday, LineCard, PhotoView, SchoolHolidays};
use chrono::NaiveDate;
use domain::availability::Conflict;
use domain::calendar::Buffers;
use domain::catalogue::{Condition, ExhibitionForm, InventoryItem, ResourceKind};
use domain::id::ResourceId;
use domain::interval::Period;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the catalogue is asked for; everything left out is not filtered.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(default)]
pub struct CatalogueQuery {
    /// Words anywhere in the resource, accents and case ignored, a typo forgiven.
    pub search: String,
    /// One of these kinds.
    pub kinds: Vec<ResourceKind>,
    /// One of these forms of exhibition.
    pub forms: Vec<ExhibitionForm>,
    /// One of these themes.
    pub themes: Vec<String>,
    /// One of these audiences.
    pub audiences: Vec<String>,
    /// Tell what is free over these days.
    pub free: Option<Period>,
    /// Units wanted over these days; 1 when left out.
    pub quantity: Option<u32>,
    /// Leave out what is not free over these days.
    pub only_free: bool,
    /// Take what has left the fund too.
    pub with_retired: bool,
}

/// A page of the catalogue: all of what was asked for, the best match first, and the counts beside each
/// filter (over what the other filters leave).
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Catalogue {
    /// Resources in the base.
    pub total: u32,
    /// What was asked for.
    pub resources: Vec<ResourceCard>,
    /// Of these, free over the days asked for.
    pub free: u32,
    /// How many more there would be with what has left the fund.
    pub retired: u32,
    /// Count by kind.
    pub kinds: Vec<KindCount>,
    /// Count by theme.
    pub themes: Vec<LabelCount>,
    /// Count by audience.
    pub audiences: Vec<LabelCount>,
}

/// How many resources are of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct KindCount {
    /// The kind.
    pub kind: ResourceKind,
    /// Of an exhibition, its form.
    pub form: Option<ExhibitionForm>,
    /// How many.
    pub count: u32,
}

/// How many resources bear a label.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LabelCount {
    /// The label.
    pub label: String,
    /// How many.
    pub count: u32,
}

/// A resource, as a row of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ResourceCard {
    /// The resource.
    pub id: ResourceId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its short name.
    pub short_name: String,
    /// Its kind.
    pub kind: ResourceKind,
    /// Of an exhibition, its form.
    pub form: Option<ExhibitionForm>,
    /// Its format.
    pub format: String,
    /// Its themes.
    pub themes: Vec<String>,
    /// Its audiences.
    pub audiences: Vec<String>,
    /// Its owner.
    pub owner: String,
    /// Weight of a unit, grams.
    #[ts(type = "number | null")]
    pub weight_g: Option<i64>,
    /// Units.
    pub capacity: u32,
    /// Its condition.
    pub condition: Condition,
    /// Units out now.
    pub out_now: u32,
    /// Planned return of what is out now, the earliest.
    pub back_on: Option<NaiveDate>,
    /// Whether something of it is late.
    pub late: bool,
    /// Next planned departure.
    pub next_departure: Option<NaiveDate>,
    /// The first of its photos, by the name under which it is served.
    pub photo: Option<String>,
    /// First day out of the fund.
    pub retired_on: Option<NaiveDate>,
    /// Over the days asked for, none when none were.
    pub availability: Option<CardAvailability>,
}

/// Whether a resource is free over the days asked for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CardAvailability {
    /// Whether the quantity asked for can be had.
    pub free: bool,
    /// Units that can be had.
    pub available: u32,
    /// The first booking in the way.
    pub conflict: Option<Conflict>,
    /// Free only if this one, which is late, is back by then.
    pub if_back: Option<Conflict>,
}

/// Everything about a resource.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ResourceSheet {
    /// What a form made from this sheet is based on.
    pub based_on: String,
    /// As in the catalogue.
    pub card: ResourceCard,
    /// A few sentences.
    pub summary: String,
    /// Panels or modules.
    pub panels: Option<u32>,
    /// First day in the fund.
    pub acquired_on: Option<NaiveDate>,
    /// Value to insure per unit, cents.
    #[ts(type = "number | null")]
    pub insured_cents: Option<i64>,
    /// Crates.
    pub crates: Option<u32>,
    /// Volume, litres.
    #[ts(type = "number | null")]
    pub volume_l: Option<i64>,
    /// Floor needed, m².
    pub surface_m2: Option<u32>,
    /// Set-up time, minutes.
    pub setup_minutes: Option<u32>,
    /// People needed to set up.
    pub setup_people: Option<u32>,
    /// Vehicle needed.
    pub vehicle: String,
    /// What the borrower must have.
    pub requirements: String,
    /// Languages.
    pub languages: String,
    /// Where it is stored.
    pub location: String,
    /// Open days kept free around each loan.
    pub buffers: Buffers,
    /// Shortest loan, days.
    pub shortest_days: Option<u32>,
    /// Longest loan, days.
    pub longest_days: Option<u32>,
    /// Weekly tariff of members, cents.
    #[ts(type = "number | null")]
    pub weekly_member_cents: Option<i64>,
    /// Weekly tariff of others, cents.
    #[ts(type = "number | null")]
    pub weekly_cents: Option<i64>,
    /// Deposit, cents.
    #[ts(type = "number | null")]
    pub deposit_cents: Option<i64>,
    /// Notes of the centre.
    pub notes: String,
    /// What it contains.
    pub inventory: Vec<InventoryItem>,
    /// What a set is made of.
    pub parts: Vec<PartCard>,
    /// The first day of `bars` and its last: 26 weeks from the Monday of this week.
    pub window: Period,
    /// What takes it in that window.
    pub bars: Vec<LineCard>,
    /// When it is held by the centre itself, from this week on.
    pub holds: Vec<HoldView>,
    /// Public holidays in that window.
    pub holidays: Vec<Holiday>,
    /// School holidays of the centre's zone in that window.
    pub school_holidays: Vec<SchoolHolidays>,
    /// Its photos, in their order.
    pub photos: Vec<PhotoView>,
    /// Lines asked for, planned or out, by date.
    pub coming: Vec<LineCard>,
    /// The latest of the lines returned, closed or called off, the last one first.
    pub past: Vec<LineCard>,
    /// How many of them there are in all.
    pub past_count: u32,
    /// The next days on which a unit is free: from today or later, to the last day before the next booking
    /// (none when nothing comes after).
    pub next_free: Option<NextFree>,
    /// Lines of it that left, in all.
    pub sorties: u32,
    /// Days it was out, in all.
    pub days_out: u32,
}

/// The next free stretch of a resource.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct NextFree {
    /// First free day.
    pub from: NaiveDate,
    /// Last free day, none when nothing comes after.
    pub to: Option<NaiveDate>,
    /// Whether something that is late must be back by then.
    pub if_back: bool,
}

/// A part of a set.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PartCard {
    /// Code of the part.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Units of it in one set.
    pub quantity: u32,
}
