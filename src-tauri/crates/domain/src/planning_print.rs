//! The planning as it is printed, as a plain value: all that its pages show, and nothing to look up.
//!
//! Days outside the period are kept: what begins before it or ends after it is drawn cut. A text that is not
//! known is empty, and is then not printed.

use crate::interval::Period;
use crate::loan::LineState;
use chrono::NaiveDate;
use serde::Serialize;

/// What the printed planning shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanningPrint {
    /// Name of the centre.
    pub centre: String,
    /// The day the document bears.
    pub printed_on: NaiveDate,
    /// First and last day shown, from four weeks to a year.
    pub period: Period,
    /// The filters in words: « Type : expositions », « Commune : Trévoux ».
    pub filters: Vec<String>,
    /// The centre's today, drawn as a line when it is among the days.
    pub today: NaiveDate,
    /// Rows, by group.
    pub groups: Vec<PrintGroup>,
    /// Public holidays with their names, by day.
    pub holidays: Vec<(NaiveDate, String)>,
    /// School holidays, by zone then first day: one lane for each zone, in the order in which they come.
    pub school: Vec<PrintSchool>,
    /// Days on which the centre is closed, by first day.
    pub closures: Vec<PrintClosure>,
}

/// Rows that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintGroup {
    /// What they have in common: « Expositions légères ».
    pub label: String,
    /// Its resources.
    pub rows: Vec<PrintRow>,
}

/// A resource and what takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintRow {
    /// Its short name, or its title where it has none.
    pub short_name: String,
    /// Its code.
    pub code: String,
    /// Units.
    pub capacity: u32,
    /// Lines, in any order.
    pub bars: Vec<PrintBar>,
    /// When the centre itself holds it, in any order.
    pub holds: Vec<PrintHold>,
}

/// A line of a loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintBar {
    /// Where the line stands.
    pub state: LineState,
    /// First day lent.
    pub from: NaiveDate,
    /// Last day lent; of what is late, the day it was to come back.
    pub to: NaiveDate,
    /// First day taken, the buffer before the loan included; none when the line takes nothing.
    pub busy_from: Option<NaiveDate>,
    /// Last day taken, the buffer after the loan included.
    pub busy_to: Option<NaiveDate>,
    /// Of what is late, the last day of the overrun.
    pub late_to: Option<NaiveDate>,
    /// Days past the planned return.
    pub late_days: u32,
    /// Full label: « Collège La Sidoine, Trévoux ».
    pub label: String,
    /// What is written where the full label has no room: a commune or a number.
    pub short: String,
    /// Units lent.
    pub quantity: u32,
}

/// Days on which the centre itself holds a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintHold {
    /// Why: « Atelier : module 3 à réparer ».
    pub label: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// School holidays of one zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintSchool {
    /// The zone: « A », « Corse ».
    pub zone: String,
    /// Their name: « Printemps ».
    pub name: String,
    /// First day without class.
    pub from: NaiveDate,
    /// Last day without class.
    pub to: NaiveDate,
    /// Whether the zone is the centre's own.
    pub own: bool,
}

/// Days on which the centre is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintClosure {
    /// Why: « inventaire ».
    pub label: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}
