//! The list behind a figure.

use super::list::Unit;
use super::measure::{Items, Measure, Part, Weight};
use super::selected::Selected;
use serde::{Deserialize, Serialize};

/// Which side of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// What is counted.
    #[default]
    Part,
    /// What it is a share of.
    Whole,
    /// What is in the whole and not in the part.
    Rest,
}

/// The entries behind a figure, and what each counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Which entries.
    pub items: Items,
    /// What each counts for.
    pub by: Weight,
    /// The same, entry by entry; of days, of which there are no entries, how many.
    pub amounts: Vec<i64>,
}

impl Behind {
    /// What the amounts count, of a figure that is told in some unit.
    #[must_use]
    pub fn unit(&self, told: Unit) -> Unit {
        match (self.by, &self.items) {
            (Weight::Cents, _) => Unit::Euros,
            (Weight::Units, _) => Unit::Units,
            (Weight::People, _) => Unit::People,
            (Weight::Commune, _) => Unit::Communes,
            (Weight::One, Items::Resources(_)) => Unit::Resources,
            (Weight::One, Items::Borrowers(_)) => Unit::Borrowers,
            (Weight::One, Items::Lines(_)) if matches!(told, Unit::Questionnaires | Unit::Sorties) => told,
            (Weight::One, Items::Lines(_)) => Unit::Lines,
            (
                Weight::UnitDaysOut
                | Weight::OpenUnitDaysOut
                | Weight::UnitDaysExisting
                | Weight::OpenUnitDaysExisting,
                _,
            ) => Unit::UnitDays,
            _ => Unit::Days,
        }
    }

    /// What the entries add up to: the figure.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.amounts.iter().sum()
    }
}

pub(super) fn of(
    measure: &Measure,
    group: Option<&str>,
    side: Side,
    selected: &Selected<'_>,
) -> Option<Behind> {
    let (part, whole) = match (measure, group) {
        (Measure::Count(part), None) => (part.clone(), part.clone()),
        (Measure::Share(part, whole, _) | Measure::Mean(part, whole) | Measure::Money(part, whole), None) => {
            (part.clone(), whole.clone())
        }
        (Measure::Groups { whole, .. }, None) => (whole.clone(), whole.clone()),
        (Measure::Groups { whole, groups, .. }, Some(key)) => {
            let group = groups.iter().find(|group| group.key == key)?;
            (group.part.clone(), group.whole.as_ref().unwrap_or(whole).clone())
        }
        (Measure::Ranking(resources, _), None) => {
            let part = Part::resources(resources.clone(), Weight::One);
            (part.clone(), part)
        }
        (Measure::Ranking(resources, by), Some(code)) => {
            let is_it = |place: &&u32| selected.register.resources[**place as usize].code == code;
            let resource = [*resources.iter().find(is_it)?];
            let lines = match by {
                Weight::DaysOut => selected.away_of(&resource),
                _ => selected.sorties_of(&resource),
            };
            let part = Part::lines(&lines, *by);
            (part.clone(), part)
        }
        _ => return None,
    };
    let part = match side {
        Side::Part => part,
        Side::Whole => whole,
        Side::Rest => Part { of: without(whole.of, &part.of), by: whole.by },
    };
    let amounts = part.amounts(selected);
    Some(Behind { items: part.of, by: part.by, amounts })
}

/// What is in the one and not in the other; all of it where they are not of the same sort.
fn without(whole: Items, part: &Items) -> Items {
    let rest = |all: Vec<u32>, taken: &[u32]| {
        let taken: std::collections::HashSet<u32> = taken.iter().copied().collect();
        all.into_iter().filter(|place| !taken.contains(place)).collect()
    };
    match (whole, part) {
        (Items::Lines(all), Items::Lines(taken)) => Items::Lines(rest(all, taken)),
        (Items::Resources(all), Items::Resources(taken)) => Items::Resources(rest(all, taken)),
        (Items::Borrowers(all), Items::Borrowers(taken)) => Items::Borrowers(rest(all, taken)),
        (whole, _) => whole,
    }
}
