//! Numbered units of a resource.

use chrono::NaiveDate;
use domain::catalogue::Condition;
use domain::id::UnitId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A numbered unit, as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UnitView {
    /// It.
    pub id: UnitId,
    /// What it is called by.
    pub label: String,
    /// Serial number.
    pub serial: String,
    /// First day in the fund; the resource's own when none.
    pub acquired_on: Option<NaiveDate>,
    /// First day out of the fund.
    pub retired_on: Option<NaiveDate>,
    /// First day on which it was known to be lost.
    pub lost_on: Option<NaiveDate>,
    /// Its state.
    pub condition: Condition,
}

/// A numbered unit as a person writes it.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct UnitForm {
    /// Of one that is there.
    #[serde(default)]
    pub id: Option<UnitId>,
    /// What it is called by: unique within its resource.
    pub label: String,
    /// Serial number.
    #[serde(default)]
    pub serial: String,
    /// First day in the fund.
    #[serde(default)]
    pub acquired_on: Option<NaiveDate>,
    /// First day out of the fund.
    #[serde(default)]
    pub retired_on: Option<NaiveDate>,
    /// First day on which it was known to be lost.
    #[serde(default)]
    pub lost_on: Option<NaiveDate>,
    /// Its state.
    #[serde(default)]
    pub condition: Condition,
}

impl UnitForm {
    /// A unit of which only the label is known.
    #[must_use]
    pub fn new(label: &str) -> Self {
        Self {
            id: None,
            label: label.to_owned(),
            serial: String::new(),
            acquired_on: None,
            retired_on: None,
            lost_on: None,
            condition: Condition::Good,
        }
    }
}
