//! Whether the base is whole.

use crate::base::app::App;
use crate::base::takers::{TakenBy, conflicts_of, takers_of};
use domain::availability::Conflict;
use domain::fault::Outcome;
use domain::interval::{Interval, Period};
use domain::taker::Taker;
use serde::Serialize;
use store::{Read, resource};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Whether nothing is wrong, alerts apart.
    pub clean: bool,
    /// What is wrong, in French: it should never be.
    pub errors: Vec<String>,
    /// Resources of which more is taken than there is: it can come about by itself.
    pub alerts: Vec<ExcessAlert>,
}

/// More is taken of a resource than there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcessAlert {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// When.
    pub periods: Vec<Period>,
    /// The loans in danger.
    pub loans: Vec<Conflict>,
}

impl App {
    /// Checks the file, its rows, and that what is taken is what the lines say.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn check(&self) -> Outcome<CheckReport> {
        self.read(|c, at| {
            let findings = store::check::check(c, at.today, &at.open)?;
            let mut errors = findings.file.clone();
            errors.extend(
                findings
                    .orphans
                    .iter()
                    .map(|(table, row)| format!("{table} {row} : renvoie à une ligne absente")),
            );
            for taker in &findings.takers {
                errors.push(format!("{} : l’occupation n’est pas celle de son état", name(c, *taker)?));
            }
            for line in &findings.dates {
                let name = name(c, Taker::Line(*line))?;
                errors.push(format!("{name} : les dates ne vont pas avec son état"));
            }
            errors.extend(findings.numbers.iter().map(|number| format!("{number} : numéro sans trace")));
            let mut alerts = Vec::new();
            for violation in &findings.excesses {
                let brief = resource::brief_by_id(c, violation.resource)?;
                let loans = conflicts_of(c, &violation.in_the_way, None, &brief.code, at)?;
                let periods = violation.excess.iter().map(Interval::days).collect();
                alerts.push(ExcessAlert { code: brief.code, title: brief.title, periods, loans });
            }
            Ok(CheckReport { clean: findings.is_clean(), errors, alerts })
        })
    }
}

/// What a person calls a taker by.
fn name(c: &Read<'_>, taker: Taker) -> Outcome<String> {
    Ok(match takers_of(c, &[taker])?.remove(&taker) {
        Some(TakenBy::Line(booked)) => booked.number,
        Some(TakenBy::Hold(hold)) => hold.label,
        None => taker.id().to_string(),
    })
}
