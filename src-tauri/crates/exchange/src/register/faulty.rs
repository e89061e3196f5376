//! What the rows that cannot be taken name, so that a register is told everything in one run: no row is called unknown
//! because it has a fault of its own, and what a faulty row refers to is checked too.

use std::collections::BTreeSet;

use super::Place;
use super::problem::Kind;

/// What the rows that were left out for their errors name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faulty {
    keys: BTreeSet<(Kind, String)>,
    unsure: BTreeSet<Kind>,
    /// What they refer to.
    pub references: Vec<Reference>,
}

/// A cell of a faulty row that names a row of another table.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Where it stands.
    pub at: Place,
    /// Its column.
    pub column: &'static str,
    /// The table that it stands in.
    pub kind: Kind,
    /// The table that it refers to.
    pub to: Kind,
    /// The key that it names.
    pub read: String,
}

impl Faulty {
    /// Whether a row of that key is in the register, though it could not be taken.
    pub fn may_hold(&self, kind: Kind, key: &str) -> bool {
        self.unsure.contains(&kind) || self.keys.contains(&(kind, key.to_owned()))
    }

    /// Any key may be in a table that could not be read.
    pub(super) fn add_all_of(&mut self, kind: Kind) {
        self.unsure.insert(kind);
    }

    /// Notes the key of a row and what it refers to; `cell` gives its texts by their columns.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        key: &'static str,
        at: &Place,
        cell: &dyn Fn(&str) -> Option<String>,
    ) {
        if let Some(read) = cell(key) {
            self.keys.insert((kind, read));
        }
        for (column, to) in references(kind) {
            if let Some(read) = cell(column) {
                self.references.push(Reference { at: at.clone(), column, kind, to: *to, read });
            }
        }
    }
}

/// The columns of a table that name rows of another.
fn references(kind: Kind) -> &'static [(&'static str, Kind)] {
    match kind {
        Kind::Resource | Kind::Borrower => &[],
        Kind::SetPart => &[("ensemble_code", Kind::Resource), ("ressource_code", Kind::Resource)],
        Kind::InventoryItem => &[("malle_code", Kind::Resource)],
        Kind::Loan => &[("ressource_code", Kind::Resource), ("emprunteur_code", Kind::Borrower)],
        Kind::Questionnaire => &[("pret_numero", Kind::Loan)],
    }
}
