//! Every figure: its key, its chapter, what its numbers count and what it is made of, one row each in the table of its
//! chapter.

mod borrowed;
mod borrowers;
mod circulation;
mod fund;
mod people;
mod places;
mod satisfaction;

use super::measure::{Measure, Part, Weight};
use super::register::{BorrowerFact, ResourceFact};
use super::selected::Selected;
use super::words::Word;
use serde::Serialize;

/// The chapters of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Chapter {
    /// The fund and its acquisitions.
    Fund,
    /// Circulation: sorties, days, usage, what was asked for in vain.
    Circulation,
    /// What was borrowed.
    Borrowed,
    /// Who borrows.
    Borrowers,
    /// Where it was shown.
    Places,
    /// People reached.
    People,
    /// Satisfaction.
    Satisfaction,
}

/// What the numbers of a figure count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Resources.
    Resources,
    /// Units of resources.
    Units,
    /// Lines that left.
    Sorties,
    /// Lines of whatever state.
    Lines,
    /// Days.
    Days,
    /// Units of resources × days.
    UnitDays,
    /// Borrowers.
    Borrowers,
    /// Communes.
    Communes,
    /// Questionnaires.
    Questionnaires,
    /// People.
    People,
    /// Euros.
    Euros,
}

/// A row of the tables: a key, what the numbers count, and what the figure is made of; nothing of one that has nothing to
/// rest on.
type Row = (&'static str, Unit, fn(&Selected<'_>) -> Option<Measure>);

/// The chapters with their figures, in the order of the report.
const CHAPTERS: &[(Chapter, &[Row])] = &[
    (Chapter::Fund, fund::FIGURES),
    (Chapter::Circulation, circulation::FIGURES),
    (Chapter::Borrowed, borrowed::FIGURES),
    (Chapter::Borrowers, borrowers::FIGURES),
    (Chapter::Places, places::FIGURES),
    (Chapter::People, people::FIGURES),
    (Chapter::Satisfaction, satisfaction::FIGURES),
];

/// The keys of all the figures, chapter by chapter.
pub const KEYS: &[&str] = &ALL_KEYS;

const ALL_KEYS: [&str; count()] = {
    let mut keys = [""; count()];
    let (mut chapter, mut at) = (0, 0);
    while chapter < CHAPTERS.len() {
        let mut row = 0;
        while row < CHAPTERS[chapter].1.len() {
            keys[at] = CHAPTERS[chapter].1[row].0;
            (row, at) = (row + 1, at + 1);
        }
        chapter += 1;
    }
    keys
};

const fn count() -> usize {
    let (mut chapter, mut count) = (0, 0);
    while chapter < CHAPTERS.len() {
        count += CHAPTERS[chapter].1.len();
        chapter += 1;
    }
    count
}

fn row_of(key: &str) -> Option<(Chapter, &'static Row)> {
    let mut rows = CHAPTERS.iter().flat_map(|(chapter, rows)| rows.iter().map(|row| (*chapter, row)));
    rows.find(|(_, row)| row.0 == key)
}

/// The chapter of a figure.
#[must_use]
pub fn chapter(key: &str) -> Chapter {
    row_of(key).map_or(Chapter::Circulation, |(chapter, _)| chapter)
}

/// What the numbers of a figure count.
#[must_use]
pub fn unit(key: &str) -> Unit {
    row_of(key).map_or(Unit::Lines, |(_, row)| row.1)
}

/// What a figure is made of; none of a key that is no figure, or of a figure that has nothing to rest on.
pub(super) fn measure(key: &str, of: &Selected<'_>) -> Option<Measure> {
    row_of(key).and_then(|(_, row)| row.2(of))
}

fn lines(places: &[u32], by: Weight) -> Part {
    Part::lines(places, by)
}

fn sorties(of: &Selected<'_>) -> Part {
    lines(&of.sorties, Weight::One)
}

fn days_out(of: &Selected<'_>) -> Part {
    lines(&of.away, Weight::DaysOut)
}

fn fund_by(of: &Selected<'_>, by: Weight) -> Part {
    Part::resources(of.fund.clone(), by)
}

fn count_of(part: Part) -> Option<Measure> {
    Some(Measure::Count(part))
}

fn share(part: Part, whole: Part) -> Option<Measure> {
    Some(Measure::Share(part, whole, 0))
}

/// A share that is shown with one decimal.
fn finely(part: Part, whole: Part) -> Option<Measure> {
    Some(Measure::Share(part, whole, 1))
}

/// Of the lines whose commune is known, those outside the centre's own; nothing where that one is not known.
fn outside(of: &Selected<'_>, places: &[u32], by: Weight) -> Option<Measure> {
    let home = of.register.home_commune.to_lowercase();
    if home.is_empty() {
        return None;
    }
    let commune = |line: u32| of.word(of.line(line).commune);
    let placed: Vec<u32> = places.iter().copied().filter(|line| !commune(*line).is_empty()).collect();
    let outside: Vec<u32> =
        placed.iter().copied().filter(|line| commune(*line).to_lowercase() != home).collect();
    share(lines(&outside, by), lines(&placed, by))
}

/// The resource itself.
fn itself(resource: &ResourceFact) -> Vec<Word<'_>> {
    vec![Word::new(&resource.code).called(&resource.title)]
}

fn borrower_type(borrower: &BorrowerFact) -> Vec<Word<'_>> {
    vec![Word::new(&borrower.borrower_type)]
}
