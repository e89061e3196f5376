//! What is asked of the availability rule, what it answers, and a new booking.

use super::{HoldView, Holiday, LineCard};
use chrono::NaiveDate;
use domain::availability::{Conflict, Refusal};
use domain::borrower::Venue;
use domain::calendar::Buffers;
use domain::catalogue::ResourceKind;
use domain::fault::Fault;
use domain::interval::Period;
use domain::loan::LineState;
use domain::tariff::Tariff;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A resource and a quantity of it.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct Wanted {
    /// Code of the resource.
    pub code: String,
    /// Units.
    pub quantity: u32,
    /// Labels of numbered units that are wanted, at most as many; any units when left out.
    #[serde(default)]
    pub units: Vec<String>,
}

impl Wanted {
    /// A quantity of a resource, whichever units.
    #[must_use]
    pub fn new(code: &str, quantity: u32) -> Self {
        Self { code: code.to_owned(), quantity, units: Vec::new() }
    }
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
    /// Last day of an option taken now over these days.
    pub option_until: NaiveDate,
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
    /// Free only if these, which are late, are back by then.
    pub if_back: Vec<Conflict>,
    /// What takes it in the window, be it through a set.
    pub bars: Vec<LineCard>,
    /// What the centre keeps of it in the window.
    pub holds: Vec<HoldView>,
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
    /// Free only if these, which are late, are back by then.
    pub if_back: Vec<Conflict>,
    /// What is in the way, and the nearest free periods when it was asked about one resource.
    #[serde(flatten)]
    pub refusal: Refusal,
}
