//! The planning: resources down, days across.

use super::{Holiday, KindCount, LabelCount};
use chrono::NaiveDate;
use domain::availability::Conflict;
use domain::calendar::{Buffers, SchoolZone};
use domain::catalogue::{ExhibitionForm, ResourceKind};
use domain::fault::Fault;
use domain::hold::HoldKind;
use domain::id::{HoldId, LineId, ResourceId};
use domain::interval::Period;
use domain::loan::LineState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the rows of the planning are grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// By kind and, of exhibitions, form.
    #[default]
    Kind,
    /// By the first theme.
    Theme,
    /// By where they are stored.
    Location,
}

/// What the planning is asked for; a filter left empty leaves nothing out.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct PlanningQuery {
    /// First and last day shown, at most 400.
    pub period: Period,
    /// How rows are grouped.
    #[serde(default)]
    pub grouping: Grouping,
    /// Words anywhere in the resource.
    #[serde(default)]
    pub search: String,
    /// Resources of one of these kinds.
    #[serde(default)]
    pub kinds: Vec<ResourceKind>,
    /// Or of one of these forms of exhibition.
    #[serde(default)]
    pub forms: Vec<ExhibitionForm>,
    /// Resources of one of these themes.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Bars of lines in one of these states; without any, all but those called off.
    #[serde(default)]
    pub states: Vec<LineState>,
    /// Bars of lines shown in one of these communes.
    #[serde(default)]
    pub communes: Vec<String>,
    /// Leave out resources without a bar.
    #[serde(default)]
    pub only_booked: bool,
}

/// The whole planning, in one answer.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Planning {
    /// The centre's today.
    pub today: NaiveDate,
    /// First and last day shown.
    pub period: Period,
    /// Resources that travel, whatever the filters.
    pub total: u32,
    /// Rows, by group.
    pub groups: Vec<PlanningGroup>,
    /// Public holidays among the days.
    pub holidays: Vec<Holiday>,
    /// The centre's own zone.
    pub zone: Option<SchoolZone>,
    /// School holidays of all zones among the days, and those of the bars that go beyond, by zone then first day.
    pub school_holidays: Vec<SchoolHolidays>,
    /// Closures of the centre among the days.
    pub closures: Vec<Closure>,
    /// For the filters: resources that travel by kind.
    pub kinds: Vec<KindCount>,
    /// By theme.
    pub themes: Vec<LabelCount>,
    /// Bars by commune, over the days shown.
    pub communes: Vec<LabelCount>,
}

/// Rows that stand together.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PlanningGroup {
    /// Of a grouping by kind.
    pub kind: Option<ResourceKind>,
    /// Of a group of exhibitions, their form.
    pub form: Option<ExhibitionForm>,
    /// Theme or location, empty for resources without one and for kinds.
    pub label: String,
    /// Its rows, by code.
    pub rows: Vec<PlanningRow>,
}

/// A resource and what takes it over the days shown.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PlanningRow {
    /// The resource.
    pub id: ResourceId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its short name.
    pub short_name: String,
    /// Units.
    pub capacity: u32,
    /// Open days kept free around each loan.
    pub buffers: Buffers,
    /// Lines, by first day.
    pub bars: Vec<PlanningBar>,
    /// When the centre itself holds it, by first day.
    pub holds: Vec<HoldView>,
}

/// A line on the planning: what `LineCard` says, without what its row says.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PlanningBar {
    /// The line.
    pub id: LineId,
    /// Number of its loan.
    pub number: String,
    /// Name of the borrower.
    pub borrower: String,
    /// Commune where it is shown.
    pub commune: String,
    /// Where the line stands.
    pub state: LineState,
    /// Units lent.
    pub quantity: u32,
    /// Days planned.
    pub planned: Period,
    /// Day of departure.
    pub departed_on: Option<NaiveDate>,
    /// Day of return.
    pub returned_on: Option<NaiveDate>,
    /// Days past the planned return while out.
    pub late_days: u32,
    /// Whether its planned days went by without a departure.
    pub missed: bool,
    /// First day taken, buffers included; none when it takes nothing.
    pub busy_from: Option<NaiveDate>,
    /// Last day taken, buffers included.
    pub busy_to: Option<NaiveDate>,
}

/// School holidays of one zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SchoolHolidays {
    /// The zone.
    pub zone: SchoolZone,
    /// `Vacances de Printemps`, as the ministry names them.
    pub name: String,
    /// First and last day without class.
    pub period: Period,
}

/// Days on which the centre is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Closure {
    /// First and last day.
    pub period: Period,
    /// Why: inventaire, congés…
    pub label: String,
}

/// A resource held by the centre itself: maintenance, or its own use.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HoldView {
    /// It.
    pub id: HoldId,
    /// Maintenance or own use.
    pub kind: HoldKind,
    /// Why: module 3 à réparer, portes ouvertes…
    pub label: String,
    /// Units held.
    pub quantity: u32,
    /// First and last day.
    pub period: Period,
}

/// What the centre holds, with of what, as the command line answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeldResource {
    /// What is held.
    #[serde(flatten)]
    pub hold: HoldView,
    /// Code of the resource.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// Units of a resource to be held.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct NewHold {
    /// Code of the resource.
    pub code: String,
    /// Maintenance or own use.
    pub kind: HoldKind,
    /// Why.
    pub label: String,
    /// Units.
    pub quantity: u32,
    /// First and last day.
    pub period: Period,
}

/// Days that a person is about to drop a bar on.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct Attempt {
    /// The line that is moved; none for a new booking.
    pub line: Option<LineId>,
    /// Code of the resource.
    pub code: String,
    /// Units; those of the line when it is moved.
    pub quantity: u32,
    /// The days.
    pub period: Period,
}

/// What would come of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AttemptAnswer {
    /// The days asked about.
    pub period: Period,
    /// Whether it would be accepted.
    pub free: bool,
    /// Units that can be had.
    pub available: u32,
    /// First and last day taken, buffers included.
    pub busy: Period,
    /// What is in the way.
    pub conflicts: Vec<Conflict>,
    /// Free only if these, which are late, are back by then.
    pub if_back: Vec<Conflict>,
    /// Something other than a booking is wrong.
    pub fault: Option<Fault>,
    /// The departure falls on a closed day: the nearest open one.
    pub departure_closed: Option<NaiveDate>,
    /// The return falls on a closed day: the nearest open one.
    pub return_closed: Option<NaiveDate>,
}

/// New days for lines of a loan.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct Reschedule {
    /// Number of the loan.
    pub number: String,
    /// These lines; all whose days may still change when left out.
    #[serde(default)]
    pub lines: Option<Vec<LineId>>,
    /// The days. Of a line that is out only the last one may differ.
    pub period: Period,
}
