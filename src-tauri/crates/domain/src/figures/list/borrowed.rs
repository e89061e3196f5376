//! The figures of what was borrowed.

use super::{Row, Unit, days_out, finely, itself, lines, share, sorties};
use crate::figures::groups::by_resource;
use crate::figures::measure::{Measure, Weight};
use crate::figures::register::ResourceFact;
use crate::figures::selected::Selected;
use crate::figures::words::{Word, audiences_of, format_of, owner_of, themes_of, type_of};

/// How many resources a ranking names.
const FIRST: usize = 10;

fn loans(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Option<Measure> {
    Some(by_resource(of, &of.sorties, Weight::One, words))
}

fn days(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Option<Measure> {
    Some(by_resource(of, &of.away, Weight::DaysOut, words))
}

pub(super) const FIGURES: &[Row] = &[
    ("loans_of_top_three", Unit::Sorties, |of| {
        share(lines(&of.sorties_of(&of.top_three()), Weight::One), sorties(of))
    }),
    ("top_three_days", Unit::Days, |of| {
        finely(lines(&of.away_of(&of.top_three()), Weight::DaysOut), days_out(of))
    }),
    ("top_resources_by_loans", Unit::Sorties, |of| {
        Some(Measure::Ranking(of.ranking(FIRST, |(loans, days)| (loans, days)), Weight::One))
    }),
    ("top_resources_by_days", Unit::Days, |of| {
        Some(Measure::Ranking(of.ranking(FIRST, |(loans, days)| (days, loans)), Weight::DaysOut))
    }),
    ("loans_by_resource", Unit::Sorties, |of| loans(of, itself)),
    ("days_by_resource", Unit::Days, |of| days(of, itself)),
    ("loans_by_type", Unit::Sorties, |of| loans(of, type_of)),
    ("days_by_type", Unit::Days, |of| days(of, type_of)),
    ("loans_by_format", Unit::Sorties, |of| loans(of, format_of)),
    ("days_by_format", Unit::Days, |of| days(of, format_of)),
    ("loans_by_theme", Unit::Sorties, |of| loans(of, themes_of)),
    ("days_by_theme", Unit::Days, |of| days(of, themes_of)),
    ("loans_by_audience", Unit::Sorties, |of| loans(of, audiences_of)),
    ("days_by_audience", Unit::Days, |of| days(of, audiences_of)),
    ("loans_by_owner", Unit::Sorties, |of| loans(of, owner_of)),
    ("days_by_owner", Unit::Days, |of| days(of, owner_of)),
];
