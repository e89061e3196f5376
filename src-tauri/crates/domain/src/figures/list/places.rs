//! The figures of where it was shown.

use super::{Row, Unit, count_of, lines, outside};
use crate::figures::groups::{by_commune, by_departement};
use crate::figures::measure::Weight;

pub(super) const FIGURES: &[Row] = &[
    ("communes", Unit::Communes, |of| {
        let known = of.sorties_where(|line| !of.word(of.commune_of(line)).is_empty());
        count_of(lines(&known, Weight::Commune))
    }),
    ("loans_by_commune", Unit::Sorties, |of| Some(by_commune(of, &of.sorties, Weight::One))),
    ("days_by_commune", Unit::Days, |of| Some(by_commune(of, &of.away, Weight::DaysOut))),
    ("loans_by_departement", Unit::Sorties, |of| Some(by_departement(of, &of.sorties, Weight::One))),
    ("days_by_departement", Unit::Days, |of| Some(by_departement(of, &of.away, Weight::DaysOut))),
    ("loans_outside_home", Unit::Sorties, |of| outside(of, &of.sorties, Weight::One)),
];
