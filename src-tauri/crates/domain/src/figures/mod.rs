//! The figures of a year or of any period (SPEC §9): computed from the register when asked, never kept.
//!
//! [`Register`] holds the facts; each [`Figure`] is a [`Measure`] over selections of them, so that its number and the list
//! behind it cannot disagree.

mod behind;
mod groups;
mod list;
mod measure;
mod register;
mod selected;
mod unit_days;
mod words;

pub use behind::{Behind, Side};
pub use list::{Chapter, KEYS, Unit, chapter, unit};
pub use measure::{Group, Items, Measure, Part, Rank, Value, Weight, mean, percent};
pub use register::{BorrowerFact, LineFact, Register, ResourceFact, Roles, WordPlace, Words};

use crate::calendar::OpenDays;
use selected::Selected;
use serde::Serialize;

/// A figure: what it is called and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Figure {
    /// One of [`KEYS`].
    pub key: String,
    /// The chapter of the report it belongs to.
    pub chapter: Chapter,
    /// What its numbers count.
    pub unit: Unit,
    /// What it is.
    pub value: Value,
}

impl Register {
    /// All the figures of the period, in the order of [`KEYS`].
    #[must_use]
    pub fn figures(&self, open: &dyn OpenDays) -> Vec<Figure> {
        self.figures_of(KEYS, open)
    }

    /// Some of the figures of the period.
    #[must_use]
    pub fn figures_of(&self, keys: &[&str], open: &dyn OpenDays) -> Vec<Figure> {
        let selected = Selected::of(self, open);
        keys.iter()
            .filter_map(|key| {
                let value = list::measure(key, &selected)?.value(&selected);
                Some(Figure { key: (*key).to_owned(), chapter: chapter(key), unit: unit(key), value })
            })
            .collect()
    }

    /// Whether anything left within the period.
    #[must_use]
    pub fn holds_a_sortie(&self) -> bool {
        self.lines.iter().any(|line| line.is_sortie_of(self.period))
    }

    /// The list behind a figure, or behind one group of it; none when there is no such figure or group.
    #[must_use]
    pub fn behind(&self, key: &str, group: Option<&str>, side: Side, open: &dyn OpenDays) -> Option<Behind> {
        let selected = Selected::of(self, open);
        behind::of(&list::measure(key, &selected)?, group, side, &selected)
    }
}
