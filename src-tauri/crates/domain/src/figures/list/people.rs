//! The figures of people reached.

use super::{Row, Unit, borrower_type, count_of, finely, lines, outside, sorties};
use crate::figures::groups::{answers, by_borrower, by_resource, by_words};
use crate::figures::measure::Weight;
use crate::figures::words::{Word, counting_word, type_of};

pub(super) const FIGURES: &[Row] = &[
    ("questionnaires", Unit::Questionnaires, |of| count_of(lines(&of.answered, Weight::One))),
    ("questionnaire_return_rate", Unit::Questionnaires, |of| {
        finely(lines(&of.answered, Weight::One), sorties(of))
    }),
    ("public_method", Unit::Questionnaires, |of| {
        Some(answers(of, &|answers| answers.counting.map(counting_word).into_iter().collect()))
    }),
    ("people_reached", Unit::People, |of| count_of(lines(&of.answered, Weight::People))),
    ("people_reached_by_method", Unit::People, |of| {
        Some(by_words(&of.reaching(), Weight::People, &|line| {
            of.answers(line).and_then(|answers| answers.counting).map(counting_word).into_iter().collect()
        }))
    }),
    ("people_reached_by_audience", Unit::People, |of| {
        Some(by_words(&of.reaching(), Weight::People, &|line| {
            of.answers(line).map(|answers| Word::all(&answers.audiences)).unwrap_or_default()
        }))
    }),
    ("people_reached_by_borrower_type", Unit::People, |of| {
        Some(by_borrower(of, &of.reaching(), Weight::People, borrower_type))
    }),
    ("people_reached_by_type", Unit::People, |of| {
        Some(by_resource(of, &of.reaching(), Weight::People, type_of))
    }),
    ("people_reached_outside_home", Unit::People, |of| outside(of, &of.answered, Weight::People)),
    ("audiences_reached", Unit::Questionnaires, |of| {
        Some(answers(of, &|answers| Word::all(&answers.audiences)))
    }),
];
