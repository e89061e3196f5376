//! What the use cases take and answer: plain values that cross the bridge and become JSON.
//!
//! Days are ISO dates, both ends included. Money is in cents of euro, weight in grams.

use chrono::{NaiveDate, NaiveDateTime};
use domain::calendar::PublicHoliday;
use domain::catalogue::ResourceKind;
use domain::fault::Fault;
use domain::id::LineId;
use domain::interval::Period;
use domain::loan::LineState;
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

mod backups;
mod booking;
mod borrowers;
mod catalogue;
mod figures;
mod forms;
mod import;
mod lists;
mod loans;
mod planning;
mod questionnaires;
mod settings;
mod today;
mod units;
mod window;

pub use backups::*;
pub use booking::*;
pub use borrowers::*;
pub use catalogue::*;
pub use figures::*;
pub use forms::*;
pub use import::*;
pub use lists::*;
pub use loans::*;
pub use planning::*;
pub use questionnaires::*;
pub use settings::*;
pub use today::*;
pub use units::*;
pub use window::*;

/// Which base is open, and the counts that the sidebar shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BaseState {
    /// Where the base is on disk.
    pub path: String,
    /// Name of the centre.
    pub centre: String,
    /// The centre's today.
    pub today: NaiveDate,
    /// Whether this is the demonstration base.
    pub demonstration: bool,
    /// Whether it holds neither resource nor borrower: the window then offers ways to begin.
    pub empty: bool,
    /// Who works on it.
    pub operator: String,
    /// Resources of the fund that travel.
    pub resources: u32,
    /// Loans not yet closed nor called off.
    pub open_loans: u32,
    /// Borrowers.
    pub borrowers: u32,
    /// Lines that are late.
    pub late: u32,
    /// Lines that left within the last twelve months, are back and wait for their questionnaire.
    pub unanswered: u32,
    /// The last operation that `undo` would take back.
    pub undoable: Option<JournalEntry>,
    /// The last undone operation that `redo` would do again.
    pub redoable: Option<JournalEntry>,
    /// When the base was last copied beside itself, local time; none yet.
    pub backed_up_at: Option<NaiveDateTime>,
    /// Why the last backup failed, in the words of a fault, if it did.
    pub backup_fault: Option<Fault>,
    /// What to know of the folder that the base is in, in the words of a fault.
    pub place: Option<Fault>,
}

/// A line of a loan, as every list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LineCard {
    /// The line.
    pub id: LineId,
    /// Number of its loan.
    pub number: String,
    /// Code of the resource.
    pub code: String,
    /// Title of the resource.
    pub title: String,
    /// Short name of the resource.
    pub short_name: String,
    /// Kind of the resource.
    pub kind: ResourceKind,
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
    /// Last day on which an option holds.
    pub option_until: Option<NaiveDate>,
    /// Days past the planned return while out.
    pub late_days: u32,
    /// Whether its planned days went by without a departure.
    pub missed: bool,
    /// First day taken, buffers included; none when it takes nothing.
    pub busy_from: Option<NaiveDate>,
    /// Last day taken, buffers included.
    pub busy_to: Option<NaiveDate>,
}

/// Whether a line in that state is behind us: returned, closed or called off.
pub(crate) fn is_past(state: LineState) -> bool {
    matches!(state, LineState::Returned | LineState::Closed) || state.is_off()
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Holiday {
    /// The day.
    pub on: NaiveDate,
    /// Which one.
    pub holiday: PublicHoliday,
}

/// The labels of the editable lists, without those that were retired, and of two those that bear a role.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Lists {
    /// thèmes
    pub themes: Vec<String>,
    /// publics
    pub audiences: Vec<String>,
    /// types d'emprunteur
    pub borrower_types: Vec<String>,
    /// usages
    pub uses: Vec<String>,
    /// accompagnements
    pub accompaniments: Vec<String>,
    /// canaux de paiement
    pub channels: Vec<String>,
    /// The channel of the pass Culture, where a value bears that role.
    pub pass_culture: Option<String>,
    /// The channel of what is paid directly.
    pub direct: Option<String>,
    /// origines d'une demande
    pub request_origins: Vec<String>,
    /// raisons d'annuler
    pub cancel_reasons: Vec<String>,
    /// raisons de refuser
    pub refusal_reasons: Vec<String>,
    /// raisons de retirer une ressource
    pub retirement_reasons: Vec<String>,
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Done<T> {
    /// What it answers.
    pub value: T,
    /// Its entry in the journal, by which it can be undone; none when nothing changed.
    #[ts(type = "number | null")]
    pub entry: Option<i64>,
    /// What it touched, and the interface must fetch again; empty when nothing changed.
    pub changed: BTreeSet<Part>,
    /// What a person should know of it, although it was done: warnings, in the words of a fault.
    pub told: Vec<Fault>,
}

impl<T> Done<T> {
    /// The same operation, with another answer.
    pub fn map<U>(self, answer: impl FnOnce(T) -> U) -> Done<U> {
        Done { value: answer(self.value), entry: self.entry, changed: self.changed, told: self.told }
    }
}

/// A part of the base that an operation may touch: what the interface fetches again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The catalogue.
    Resources,
    /// Photos of resources.
    Photos,
    /// What the centre keeps for itself.
    Holds,
    /// Borrowers.
    Borrowers,
    /// Loans, and with them what is free.
    Loans,
    /// Questionnaires and their answers.
    Questionnaires,
    /// The centre's own questions.
    Questions,
    /// Figures entered by hand.
    Figures,
    /// Texts of reports.
    ReportTexts,
    /// The editable lists: their labels stand everywhere.
    Lists,
    /// The settings of the centre and its closures.
    Settings,
    /// The journal, which every operation writes.
    Journal,
}

/// An operation, as the journal shows it. The catalogue words it: `journal_<code>`.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct JournalEntry {
    /// Its place in the journal.
    #[ts(type = "number")]
    pub entry: i64,
    /// When, UTC, `2026-03-26T08:40:12Z`.
    pub at: String,
    /// Who.
    pub by: String,
    /// Key of its words.
    pub code: String,
    /// Values that the words name (text, number or date, as in a fault).
    #[ts(type = "Record<string, Param>")]
    pub params: serde_json::Value,
    /// The entry that undid it.
    #[ts(type = "number | null")]
    pub undone_by: Option<i64>,
    /// The entry that it undid.
    #[ts(type = "number | null")]
    pub undoes: Option<i64>,
}
