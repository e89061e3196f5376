//! Loans, their lines and what can be done with them.

use super::{BorrowerCard, JournalEntry, LineCard, Remark};
use chrono::NaiveDate;
use domain::borrower::Venue;
use domain::catalogue::InventoryItem;
use domain::id::{LineId, LoanId};
use domain::interval::Period;
use domain::loan::LineState;
use domain::tariff::Tariff;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// What a form made from this sheet is based on.
    pub based_on: String,
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
    /// The day it left, of a return whose departure was not recorded: a loan that is over, in one step.
    #[serde(default)]
    pub departed: Option<NaiveDate>,
    /// Whether a day more than two years ago is meant.
    #[serde(default)]
    pub long_ago: bool,
}

impl Move {
    /// All lines that can, to this state, today.
    #[must_use]
    pub fn new(number: &str, to: LineState) -> Self {
        Self {
            number: number.to_owned(),
            lines: None,
            to,
            on: None,
            reason: String::new(),
            departed: None,
            long_ago: false,
        }
    }
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
