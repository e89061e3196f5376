//! What the use cases take and answer: plain values that cross the bridge and become JSON.
//!
//! Days are ISO dates, both ends included. Money is in cents of euro, weight in grams.

use chrono::NaiveDate;
use domain::availability::{Conflict, Refusal};
use domain::borrower::{Contact, Venue};
use domain::calendar::{Buffers, PublicHoliday};
use domain::catalogue::{Condition, ExhibitionForm, InventoryItem, ResourceKind};
use domain::fault::Fault;
use domain::id::{BorrowerId, LineId, LoanId, ResourceId};
use domain::interval::Period;
use domain::loan::LineState;
use domain::tariff::Tariff;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod figures;
mod forms;
mod import;
mod planning;
mod questionnaires;
mod settings;
mod window;

pub use figures::*;
pub use forms::*;
pub use import::*;
pub use planning::*;
pub use questionnaires::*;
pub use settings::*;
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

impl LineCard {
    /// Whether it is behind us: returned, closed or called off.
    pub(crate) fn is_past(&self) -> bool {
        matches!(self.state, LineState::Returned | LineState::Closed) || self.state.is_off()
    }
}

/// What a person must do now.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Today {
    /// The centre's today.
    pub today: NaiveDate,
    /// Resources of the fund that travel, counted by where their units are now.
    pub fund: FundNow,
    /// Confirmed lines whose departure was due before today and that have not left.
    pub departures_overdue: Vec<LineCard>,
    /// Departures and returns of today.
    pub movements_today: Vec<Movement>,
    /// Departures and returns of the next fourteen days, in the order of time.
    pub movements_coming: Vec<Movement>,
    /// Lines past their planned return, the latest first.
    pub late: Vec<LineCard>,
    /// All that is out, by planned return.
    pub out: Vec<LineCard>,
    /// Options, the first to expire first.
    pub options: Vec<LineCard>,
    /// Confirmed lines whose planned days are over without a departure (« départ non enregistré »).
    pub missed: Vec<LineCard>,
}

/// Resources of the fund by where they are now; a resource counts once, under the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct FundNow {
    /// Resources that travel.
    pub total: u32,
    /// With a unit late.
    pub late: u32,
    /// With a unit out.
    pub out: u32,
    /// In a buffer: being checked after a return or prepared before a departure.
    pub preparing: u32,
    /// In store.
    pub stored: u32,
}

/// A departure or a return to come.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Movement {
    /// The day.
    pub on: NaiveDate,
    /// Out or back.
    pub direction: Direction,
    /// The line that moves.
    pub line: LineCard,
}

/// Which way a line moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// départ
    Departure,
    /// retour
    Return,
}

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
}

/// Everything about a resource.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ResourceSheet {
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
    /// Lines returned, closed or called off, the latest first.
    pub past: Vec<LineCard>,
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

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Holiday {
    /// The day.
    pub on: NaiveDate,
    /// Which one.
    pub holiday: PublicHoliday,
}

/// A borrower, as a choice in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BorrowerCard {
    /// The borrower.
    pub id: BorrowerId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub borrower_type: String,
    /// Where it is by default.
    pub venue: Venue,
    /// Postal code.
    pub postcode: String,
    /// Département.
    pub departement: String,
    /// Whom to talk to.
    pub contacts: Vec<Contact>,
    /// Whether it is a member today.
    pub member: bool,
    /// Lines of it that left, in all.
    pub sorties: u32,
    /// Lines of it that are out.
    pub running: u32,
    /// Lines of it that are late.
    pub late: u32,
}

/// A borrower to be created on the way; its code is given by the program when left empty.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(default)]
pub struct NewBorrower {
    /// Unique, `E098` style when left empty.
    pub code: String,
    /// Name.
    pub name: String,
    /// One of the list of borrower types, or a new one.
    pub borrower_type: String,
    /// Street and number.
    pub address: String,
    /// Postal code.
    pub postcode: String,
    /// Commune.
    pub commune: String,
    /// INSEE code.
    pub insee: String,
    /// Function of the contact.
    pub contact_function: String,
    /// Mail of the contact.
    pub contact_mail: String,
    /// Telephone of the contact.
    pub contact_phone: String,
    /// Whether it is a member from today.
    pub member: bool,
}

/// The editable lists, without the values that were retired.
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
}

/// A resource and a quantity of it.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct Wanted {
    /// Code of the resource.
    pub code: String,
    /// Units.
    pub quantity: u32,
}

/// Is it free?
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct AvailabilityQuery {
    /// The days.
    pub period: Period,
    /// What is wanted over them.
    pub wanted: Vec<Wanted>,
}

/// The answer, never a bare no.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AvailabilityAnswer {
    /// The days asked for.
    pub period: Period,
    /// Whether everything wanted is free.
    pub free: bool,
    /// For each thing wanted.
    pub lines: Vec<LineAnswer>,
    /// Nearest free periods of the same length for everything wanted at once, the earlier first.
    pub alternatives: Vec<Period>,
    /// Public holidays among the days.
    pub holidays: Vec<Holiday>,
    /// The departure falls on a closed day: the nearest open one.
    pub departure_closed: Option<NaiveDate>,
    /// The return falls on a closed day: the nearest open one.
    pub return_closed: Option<NaiveDate>,
    /// A first and a last day around the days asked for, for drawing `bars`.
    pub window: Period,
}

/// The answer for one resource.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LineAnswer {
    /// Code of the resource.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: ResourceKind,
    /// Whether the quantity is free.
    pub free: bool,
    /// Units that can be had.
    pub available: u32,
    /// Units that there are.
    pub capacity: u32,
    /// Units asked for.
    pub quantity: u32,
    /// What is in the way.
    pub conflicts: Vec<Conflict>,
    /// Something other than a booking is wrong: not yet acquired, retired, more than there are.
    pub fault: Option<Fault>,
    /// Closest free resources instead: same kind, themes and audiences shared, the closest first.
    pub instead: Vec<Instead>,
    /// What takes it in the window.
    pub bars: Vec<LineCard>,
    /// Open days kept free around a loan.
    pub buffers: Buffers,
    /// What it would cost, cents; none where only a quote can say.
    #[ts(type = "number | null")]
    pub member_cents: Option<i64>,
    /// For those who are not members.
    #[ts(type = "number | null")]
    pub non_member_cents: Option<i64>,
}

/// A resource that could serve instead.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Instead {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Themes it shares.
    pub themes: Vec<String>,
}

/// A booking to be made.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct NewBooking {
    /// Code of the borrower.
    pub borrower: String,
    /// Function of the contact; the borrower's first when left out.
    #[serde(default)]
    pub contact: String,
    /// Where it is shown; the borrower's own address when left out.
    #[serde(default)]
    pub venue: Option<Venue>,
    /// The days.
    pub period: Period,
    /// What is lent.
    pub wanted: Vec<Wanted>,
    /// `request`, `option` or `confirmed`.
    pub state: LineState,
    /// Last day of the option; 14 days from today, at most the departure, when left out.
    #[serde(default)]
    pub option_until: Option<NaiveDate>,
    /// Grid; by the borrower's membership when left out.
    #[serde(default)]
    pub tariff: Option<Tariff>,
    /// Channel of payment.
    #[serde(default)]
    pub channel: String,
    /// Use.
    #[serde(default)]
    pub usage: String,
    /// Accompaniment.
    #[serde(default)]
    pub accompaniment: String,
    /// Transport.
    #[serde(default)]
    pub transport: String,
    /// For the centre only.
    #[serde(default)]
    pub notes: String,
}

impl NewBooking {
    /// Nothing but who, what and when.
    #[must_use]
    pub fn new(borrower: &str, wanted: Vec<Wanted>, period: Period, state: LineState) -> Self {
        Self {
            borrower: borrower.to_owned(),
            contact: String::new(),
            venue: None,
            period,
            wanted,
            state,
            option_until: None,
            tariff: None,
            channel: String::new(),
            usage: String::new(),
            accompaniment: String::new(),
            transport: String::new(),
            notes: String::new(),
        }
    }
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Done<T> {
    /// What it answers.
    pub value: T,
    /// Its entry in the journal, by which it can be undone; none when nothing changed.
    #[ts(type = "number | null")]
    pub entry: Option<i64>,
    /// What the interface must fetch again.
    pub changed: Changed,
}

/// What an operation changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Changed {
    /// The catalogue.
    pub resources: bool,
    /// Borrowers.
    pub borrowers: bool,
    /// Loans, and with them what is free.
    pub loans: bool,
    /// The settings of the centre.
    pub settings: bool,
    /// Questionnaires, their questions, figures entered by hand, texts of reports.
    pub questionnaires: bool,
}

/// A loan, as a row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LoanCard {
    /// The loan.
    pub id: LoanId,
    /// Its number.
    pub number: String,
    /// Its borrower.
    pub borrower: String,
    /// Where it is shown.
    pub commune: String,
    /// The least advanced of its lines that were not called off.
    pub state: LineState,
    /// Whether its lines differ.
    pub mixed: bool,
    /// First and last day of its lines.
    pub period: Period,
    /// Titles of its resources.
    pub titles: Vec<String>,
    /// Days past the planned return of its latest line.
    pub late_days: u32,
}

/// Which loans to list.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(default)]
pub struct LoanQuery {
    /// Words anywhere in number, borrower, commune, titles.
    pub search: String,
    /// One of these states.
    pub states: Vec<LineState>,
    /// At most this many, the latest first; 200 when left out.
    pub limit: Option<u32>,
}

/// Everything about a loan.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LoanSheet {
    /// The loan.
    pub id: LoanId,
    /// Its number.
    pub number: String,
    /// Its borrower.
    pub borrower: BorrowerCard,
    /// Function of the contact.
    pub contact: String,
    /// Where it is shown.
    pub venue: Venue,
    /// The day it was entered.
    pub created_on: NaiveDate,
    /// Who carries.
    pub transport: String,
    /// For the centre only.
    pub notes: String,
    /// The day the certificate of insurance came.
    pub insurance_received_on: Option<NaiveDate>,
    /// The day the agreement was sent.
    pub agreement_sent_on: Option<NaiveDate>,
    /// The day the agreement came back signed.
    pub agreement_signed_on: Option<NaiveDate>,
    /// Remarks made along the way, the latest first.
    pub remarks: Vec<Remark>,
    /// The least advanced of its lines that were not called off.
    pub state: LineState,
    /// Whether its lines differ.
    pub mixed: bool,
    /// First and last day of its lines.
    pub period: Period,
    /// Its lines.
    pub lines: Vec<LoanLineView>,
    /// Value to insure, cents.
    #[ts(type = "number")]
    pub insured_cents: i64,
    /// Amount, cents; none while only a quote can say.
    #[ts(type = "number | null")]
    pub amount_cents: Option<i64>,
    /// Deposit, cents.
    #[ts(type = "number")]
    pub deposit_cents: i64,
    /// What happened to it, the latest first.
    pub history: Vec<JournalEntry>,
    /// States that all its lines may take now, the natural next one first.
    pub moves: Vec<LineState>,
}

/// A line of a loan with all it holds.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LoanLineView {
    /// As in every list.
    pub card: LineCard,
    /// States that it may take now, the natural next one first.
    pub moves: Vec<LineState>,
    /// Grid applied.
    pub tariff: Tariff,
    /// Channel of payment.
    pub channel: String,
    /// Use.
    pub usage: String,
    /// Accompaniment.
    pub accompaniment: String,
    /// Amount, cents.
    #[ts(type = "number | null")]
    pub amount_cents: Option<i64>,
    /// Insured value of all units, cents.
    #[ts(type = "number | null")]
    pub insured_cents: Option<i64>,
    /// Panels or modules.
    pub panels: Option<u32>,
    /// Format of the resource.
    pub format: String,
    /// Entries of its inventory.
    pub inventory: Vec<InventoryItem>,
    /// Why it was called off.
    pub cancel_reason: String,
    /// Who called it off.
    pub cancelled_by: String,
    /// The day it was called off.
    pub cancelled_on: Option<NaiveDate>,
    /// Whether a questionnaire came back.
    pub questionnaire: bool,
}

/// A move of a loan's lines to another state.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct Move {
    /// Number of the loan.
    pub number: String,
    /// These lines; all that can when left out.
    #[serde(default)]
    pub lines: Option<Vec<LineId>>,
    /// To this state.
    pub to: LineState,
    /// On this day; today when left out.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// Why, of a cancellation or refusal.
    #[serde(default)]
    pub reason: String,
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

/// What is out on a day.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OutLine {
    /// Number of the loan.
    pub number: String,
    /// Code of the resource.
    pub code: String,
    /// Title of the resource.
    pub title: String,
    /// Units.
    pub quantity: u32,
    /// Borrower.
    pub borrower: String,
    /// Commune where it is shown.
    pub venue: String,
    /// Day of departure.
    pub departed: NaiveDate,
    /// Planned return.
    pub due: NaiveDate,
    /// Days past it.
    pub late_days: u32,
}

/// Whether a resource is free over days, as the command line answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FreeAnswer {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Whether the quantity is free.
    pub free: bool,
    /// Units that can be had.
    pub available: u32,
    /// What is in the way, and the nearest free periods when it was asked about one resource.
    #[serde(flatten)]
    pub refusal: Refusal,
}
