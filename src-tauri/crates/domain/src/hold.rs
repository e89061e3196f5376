//! What the centre itself takes of a resource: maintenance, or its own use (SPEC §3 and §4).

use crate::fault::Outcome;
use crate::id::{HoldId, ResourceId};
use crate::interval::Period;
use crate::occupation::Occupation;
use crate::text;
use serde::{Deserialize, Serialize};

/// Why the centre holds units of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// immobilisation: being checked, repaired, updated.
    Maintenance,
    /// usage interne: portes ouvertes, a fair, a workshop at home.
    OwnUse,
}

/// Units of a resource that the centre keeps for some days. It has no buffers, and counts as no sortie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its identifier.
    pub id: HoldId,
    /// Of what.
    pub resource: ResourceId,
    /// Why.
    pub kind: HoldKind,
    /// In a few words: module 3 à réparer, portes ouvertes…
    pub label: String,
    /// Units.
    pub quantity: u32,
    /// First and last day.
    pub period: Period,
}

impl Hold {
    /// The same with its label trimmed and within its limit.
    ///
    /// # Errors
    /// `text_too_long`.
    pub fn checked(mut self) -> Outcome<Self> {
        self.label = text::short("label", &self.label)?;
        Ok(self)
    }

    /// What it takes: its days, whatever today is.
    #[must_use]
    pub fn occupation(&self) -> Occupation {
        Occupation {
            interval: self.period.interval(),
            quantity: self.quantity,
            lapses_on: None,
            runs_on: None,
            back_at: None,
        }
    }
}
