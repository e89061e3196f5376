//! The figures of who borrows.

use super::{Row, Unit, borrower_type, count_of, lines, share, sorties};
use crate::figures::groups::{by_borrower, by_word};
use crate::figures::measure::{Part, Weight};
use crate::figures::selected::Selected;
use crate::figures::words::Word;

fn schools(of: &Selected<'_>) -> Part {
    Part::borrowers(of.borrowers_of(|line| of.is_school(line)))
}

pub(super) const FIGURES: &[Row] = &[
    ("borrowers_total", Unit::Borrowers, |of| {
        count_of(Part::borrowers((0..of.register.borrowers.len() as u32).collect()))
    }),
    ("borrowers_active", Unit::Borrowers, |of| count_of(Part::borrowers(of.borrowers_of(|_| true)))),
    ("loans_by_borrower_type", Unit::Sorties, |of| {
        Some(by_borrower(of, &of.sorties, Weight::One, borrower_type))
    }),
    ("days_by_borrower_type", Unit::Days, |of| {
        Some(by_borrower(of, &of.away, Weight::DaysOut, borrower_type))
    }),
    ("loans_by_borrower", Unit::Sorties, |of| {
        Some(by_borrower(of, &of.sorties, Weight::One, |borrower| {
            vec![Word::new(&borrower.code).called(&borrower.name)]
        }))
    }),
    ("school_establishments", Unit::Borrowers, |of| count_of(schools(of))),
    ("school_establishments_pass_culture", Unit::Borrowers, |of| {
        let paid = of.borrowers_of(|line| of.is_school(line) && of.is_pass_culture(line));
        share(Part::borrowers(paid), schools(of))
    }),
    ("loans_pass_culture", Unit::Sorties, |of| {
        share(lines(&of.sorties_where(|line| of.is_pass_culture(line)), Weight::One), sorties(of))
    }),
    ("loans_by_channel", Unit::Sorties, |of| {
        Some(by_word(of, &of.sorties, Weight::One, |line| line.channel))
    }),
    ("days_by_channel", Unit::Days, |of| Some(by_word(of, &of.away, Weight::DaysOut, |line| line.channel))),
];
