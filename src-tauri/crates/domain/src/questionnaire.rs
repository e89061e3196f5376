//! The borrower's satisfaction form for a line: the core questions, fixed so that years compare
//! (SPEC §8).

use crate::id::LineId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the number of people reached was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CountingMethod {
    /// effectif
    Headcount,
    /// estimation
    Estimate,
    /// fourchette, whose middle counts
    Range,
    /// inconnu
    Unknown,
}

/// How satisfied a borrower was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Satisfaction {
    /// très satisfait
    VerySatisfied,
    /// satisfait
    Satisfied,
    /// peu satisfait
    LittleSatisfied,
    /// pas satisfait
    NotSatisfied,
}

/// The answers for one line; a question left out has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// The line it is about.
    pub line: LineId,
    /// The day it was filled in.
    pub answered_on: Option<NaiveDate>,
    /// Whether it was the first loan of this resource.
    pub first_loan: Option<bool>,
    /// How the offer was known; asked for a first loan only.
    pub how_known: String,
    /// People reached, as one number; of a range whose bounds are not known, its middle.
    pub people: Option<u32>,
    /// Fewest and most people reached, of a range.
    pub people_range: Option<(u32, u32)>,
    /// How they were counted.
    pub counting: Option<CountingMethod>,
    /// Audiences reached.
    pub audiences: Vec<String>,
    /// Overall satisfaction.
    pub overall: Option<Satisfaction>,
    /// What was appreciated.
    pub appreciated: Vec<String>,
    /// What was not.
    pub not_appreciated: Vec<String>,
    /// Satisfaction with the welcome.
    pub welcome: Option<Satisfaction>,
    /// Satisfaction with the logistics.
    pub logistics: Option<Satisfaction>,
    /// Free comment.
    pub comment: String,
}

impl Questionnaire {
    /// How many people it says were reached: of a range the middle, rounded up; none where nobody knows.
    #[must_use]
    pub fn people_reached(&self) -> Option<u32> {
        if self.counting == Some(CountingMethod::Unknown) {
            return None;
        }
        self.people
            .or_else(|| self.people_range.map(|(least, most)| least.midpoint(most) + (least ^ most) % 2))
    }
}
