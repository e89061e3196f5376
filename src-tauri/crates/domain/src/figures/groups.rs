//! Breakdowns: what they are made of.

use super::measure::{GroupMeasure, Items, Measure, Order, Part, Weight};
use super::register::{BorrowerFact, LineFact, ResourceFact, WordPlace};
use super::selected::Selected;
use super::words::Word;
use crate::interval::Period;
use crate::questionnaire::{Questionnaire, Satisfaction};
use chrono::{Datelike, Days, Months};
use rustc_hash::FxHashMap;

const SCALE: [(Satisfaction, &str, &str); 4] = [
    (Satisfaction::VerySatisfied, "très satisfait", "very_satisfied"),
    (Satisfaction::Satisfied, "satisfait", "satisfied"),
    (Satisfaction::LittleSatisfied, "peu satisfait", "little_satisfied"),
    (Satisfaction::NotSatisfied, "pas satisfait", "not_satisfied"),
];

pub(super) fn is_positive(answer: Satisfaction) -> bool {
    matches!(answer, Satisfaction::VerySatisfied | Satisfaction::Satisfied)
}

/// Groups as they are met.
#[derive(Default)]
struct Groups<'r> {
    places: FxHashMap<&'r str, usize>,
    groups: Vec<(Word<'r>, Vec<u32>)>,
}

impl<'r> Groups<'r> {
    fn place(&mut self, word: Word<'r>) -> usize {
        *self.places.entry(word.key).or_insert_with(|| {
            self.groups.push((word, Vec::new()));
            self.groups.len() - 1
        })
    }

    fn add(&mut self, group: usize, entry: u32) {
        self.groups[group].1.push(entry);
    }
}

/// Entries by the words that they have.
fn grouped<'r>(entries: &[u32], words: &dyn Fn(u32) -> Vec<Word<'r>>) -> Vec<(Word<'r>, Vec<u32>)> {
    let mut groups = Groups::default();
    for entry in entries {
        for word in words(*entry) {
            let group = groups.place(word);
            groups.add(group, *entry);
        }
    }
    groups.groups
}

/// Lines by what each is about: one of so many subjects, whose words are asked of its first line only. That makes the
/// thirty breakdowns of a year several times faster.
fn grouped_by_subject<'r>(
    lines: &[u32],
    subjects: usize,
    subject: &dyn Fn(u32) -> usize,
    words: &dyn Fn(u32) -> Vec<Word<'r>>,
) -> Vec<(Word<'r>, Vec<u32>)> {
    let mut groups = Groups::default();
    let mut known: Vec<Option<Vec<usize>>> = vec![None; subjects];
    for line in lines {
        let of = known[subject(*line)]
            .get_or_insert_with(|| words(*line).into_iter().map(|word| groups.place(word)).collect());
        for group in of {
            groups.add(*group, *line);
        }
    }
    groups.groups
}

fn fund_by<'r>(of: &Selected<'r>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Vec<(Word<'r>, Vec<u32>)> {
    grouped(&of.fund, &|place| words(&of.register.resources[place as usize]))
}

fn largest(whole: Part, groups: Vec<GroupMeasure>) -> Measure {
    Measure::Groups { whole, groups, order: Order::Largest }
}

fn in_order(whole: Part, groups: Vec<GroupMeasure>) -> Measure {
    Measure::Groups { whole, groups, order: Order::Given }
}

/// Lines by the words that they have, as shares of all of them.
pub(super) fn by_words<'r>(lines: &[u32], by: Weight, words: &dyn Fn(u32) -> Vec<Word<'r>>) -> Measure {
    shares(lines, by, grouped(lines, words))
}

/// Lines by one of their own words, as shares of all of them.
pub(super) fn by_word(
    of: &Selected<'_>,
    lines: &[u32],
    by: Weight,
    word: fn(&LineFact) -> WordPlace,
) -> Measure {
    let words = |line: u32| vec![Word::new(of.word(word(of.line(line))))];
    let subject = |line: u32| word(of.line(line)).index();
    shares(lines, by, grouped_by_subject(lines, of.register.words.count(), &subject, &words))
}

/// Lines by commune, as shares of all of them.
pub(super) fn by_commune(of: &Selected<'_>, lines: &[u32], by: Weight) -> Measure {
    let words =
        |line: u32| vec![Word::new(of.word(of.commune_of(line))).called(of.word(of.line(line).commune))];
    let subject = |line: u32| of.commune_of(line).index();
    shares(lines, by, grouped_by_subject(lines, of.register.words.count(), &subject, &words))
}

/// Lines by département, as shares of all of them.
pub(super) fn by_departement(of: &Selected<'_>, lines: &[u32], by: Weight) -> Measure {
    let words = |line: u32| vec![Word::new(of.departement_of(line))];
    let subject = |line: u32| of.line(line).insee.index();
    shares(lines, by, grouped_by_subject(lines, of.register.words.count(), &subject, &words))
}

/// Lines by the words of their resources, as shares of all of them.
pub(super) fn by_resource(
    of: &Selected<'_>,
    lines: &[u32],
    by: Weight,
    words: fn(&ResourceFact) -> Vec<Word<'_>>,
) -> Measure {
    let words = |line: u32| words(of.resource_of(line));
    let subject = |line: u32| of.resources_of_lines[line as usize] as usize;
    shares(lines, by, grouped_by_subject(lines, of.register.resources.len(), &subject, &words))
}

/// Lines by the words of their borrowers, as shares of all of them.
pub(super) fn by_borrower(
    of: &Selected<'_>,
    lines: &[u32],
    by: Weight,
    words: fn(&BorrowerFact) -> Vec<Word<'_>>,
) -> Measure {
    let words = |line: u32| words(of.borrower_of(line));
    let subject = |line: u32| of.borrowers_of_lines[line as usize] as usize;
    shares(lines, by, grouped_by_subject(lines, of.register.borrowers.len(), &subject, &words))
}

fn shares(lines: &[u32], by: Weight, groups: Vec<(Word<'_>, Vec<u32>)>) -> Measure {
    let groups = groups.into_iter().map(|(word, lines)| word.holds(Part { of: Items::Lines(lines), by }));
    largest(Part::lines(lines, by), groups.collect())
}

impl Word<'_> {
    fn holds(self, part: Part) -> GroupMeasure {
        let (key, label) = (self.key.to_owned(), self.label.to_owned());
        GroupMeasure { key, label, code: self.code, part, whole: None }
    }
}

/// Questionnaires by what they answer, as shares of those that answer it.
pub(super) fn answers<'r>(of: &Selected<'r>, words: &dyn Fn(&'r Questionnaire) -> Vec<Word<'r>>) -> Measure {
    let mut groups = Groups::default();
    let mut answering = Vec::new();
    for line in &of.answered {
        let words = of.answers(*line).map(words).unwrap_or_default();
        if !words.is_empty() {
            answering.push(*line);
        }
        for word in words {
            let group = groups.place(word);
            groups.add(group, *line);
        }
    }
    shares(&answering, Weight::One, groups.groups)
}

/// A scale of satisfaction, every degree of it.
pub(super) fn scale(of: &Selected<'_>, answer: fn(&Questionnaire) -> Option<Satisfaction>) -> Measure {
    let groups = SCALE.iter().map(|(degree, word, code)| {
        let lines = of.answered_where(|answers| answer(answers) == Some(*degree));
        Word::new(word).coded(code).holds(Part::lines(&lines, Weight::One))
    });
    let answering = of.answered_where(|answers| answer(answers).is_some());
    in_order(Part::lines(&answering, Weight::One), groups.collect())
}

/// Those that are satisfied, or those that are not, among those that answer.
pub(super) fn satisfied(
    of: &Selected<'_>,
    answer: fn(&Questionnaire) -> Option<Satisfaction>,
    positive: bool,
) -> Option<Measure> {
    let part =
        of.answered_where(|answers| answer(answers).is_some_and(|answer| is_positive(answer) == positive));
    let whole = of.answered_where(|answers| answer(answers).is_some());
    Some(Measure::Share(Part::lines(&part, Weight::One), Part::lines(&whole, Weight::One), 0))
}

pub(super) fn of_fund(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Measure {
    let groups = fund_by(of, words).into_iter();
    let groups = groups.map(|(word, resources)| word.holds(Part::resources(resources, Weight::One)));
    largest(Part::resources(of.fund.clone(), Weight::One), groups.collect())
}

/// Of the fund of each group, the resources that left.
pub(super) fn usage(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Measure {
    let groups = fund_by(of, words).into_iter().map(|(word, resources)| {
        let part = resources.iter().copied().filter(|place| of.is_lent(*place)).collect();
        let mut group = word.holds(Part::resources(part, Weight::One));
        group.whole = Some(Part::resources(resources, Weight::One));
        group
    });
    largest(Part::resources(of.fund.clone(), Weight::One), groups.collect())
}

/// Of the units × days of which the resources of each group existed, those out.
pub(super) fn occupancy(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Measure {
    let mut away: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for outing in &of.outings {
        away.entry(of.line(*outing).resource).or_default().push(*outing);
    }
    let groups = fund_by(of, words).into_iter().map(|(word, resources)| {
        let lines: Vec<u32> =
            resources.iter().filter_map(|place| away.get(place)).flatten().copied().collect();
        let mut group = word.holds(Part::lines(&lines, Weight::UnitDaysOut));
        group.whole = Some(Part::resources(resources, Weight::UnitDaysExisting));
        group
    });
    largest(Part::resources(of.fund.clone(), Weight::UnitDaysExisting), groups.collect())
}

/// The months of the period, each with its key: its number within one civil year, year and number else.
fn months(period: Period) -> Vec<(String, Period)> {
    let is_one_year = period.from.year() == period.to.year();
    let mut months = Vec::new();
    let mut first = period.from.with_day(1).unwrap_or(period.from);
    while first <= period.to {
        let Some(next) = first.checked_add_months(Months::new(1)) else { break };
        let last = next.checked_sub_days(Days::new(1)).unwrap_or(first);
        let key = if is_one_year {
            format!("{:02}", first.month())
        } else {
            format!("{}-{:02}", first.year(), first.month())
        };
        months.push((key, Period { from: first.max(period.from), to: last.min(period.to) }));
        first = next;
    }
    months
}

pub(super) fn sorties_by_month(of: &Selected<'_>) -> Measure {
    let months = months(of.register.period);
    let month_of = |line: u32| {
        let day = of.line(line).starts_on();
        months.partition_point(|(_, month)| month.to < day)
    };
    let mut lines = vec![Vec::new(); months.len()];
    for line in &of.sorties {
        lines[month_of(*line)].push(*line);
    }
    let groups = months.iter().zip(lines);
    let groups = groups.map(|((key, _), lines)| Word::new(key).holds(Part::lines(&lines, Weight::One)));
    in_order(Part::lines(&of.sorties, Weight::One), groups.collect())
}

pub(super) fn days_by_month(of: &Selected<'_>) -> Measure {
    let groups = months(of.register.period).into_iter().map(|(key, month)| {
        let lines = of.away_within(month);
        Word::new(&key).holds(Part::lines(&lines, Weight::DaysOutWithin(month)))
    });
    in_order(Part::lines(&of.away, Weight::DaysOut), groups.collect())
}

/// Of each day of the period, the lines that were out: shares of all that were out in it.
pub(super) fn out_by_day(of: &Selected<'_>) -> Measure {
    let Period { from, to } = of.register.period;
    let mut lines = vec![Vec::new(); of.register.period.days() as usize];
    for line in &of.away {
        let away = of.away_days[*line as usize].unwrap_or(of.register.period);
        let first = (away.from - from).num_days() as usize;
        for day in &mut lines[first..first + away.days() as usize] {
            day.push(*line);
        }
    }
    let days = from.iter_days().take_while(|day| *day <= to).zip(lines);
    let groups = days.map(|(day, lines)| Word::new(&day.to_string()).holds(Part::lines(&lines, Weight::One)));
    in_order(Part::lines(&of.away, Weight::One), groups.collect())
}
