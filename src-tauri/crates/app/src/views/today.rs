//! Today.

use super::LineCard;
use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

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
    /// Departures and returns of the next fourteen days, in the order of time; of fewer whole days where they are some
    /// hundreds.
    pub movements_coming: Vec<Movement>,
    /// Lines past their planned return, the latest first.
    pub late: Vec<LineCard>,
    /// The first of what is out, by planned return.
    pub out: Vec<LineCard>,
    /// How many lines are out.
    pub out_count: u32,
    /// The first options to expire.
    pub options: Vec<LineCard>,
    /// How many options hold.
    pub options_count: u32,
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
