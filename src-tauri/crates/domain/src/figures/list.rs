//! Every figure: its key, its chapter, and what it is made of.

use super::measure::{GroupMeasure, Measure, Order, Part, Weight, totals};
use super::register::{ResourceFact, Selected};
use crate::catalogue::{ExhibitionForm, ResourceKind};
use crate::interval::Period;
use crate::questionnaire::{CountingMethod, Questionnaire, Satisfaction};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

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
    /// Lines that left.
    Sorties,
    /// Lines of whatever state.
    Lines,
    /// Days.
    Days,
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

/// Types of borrowers that are schools.
const SCHOOLS: [&str; 3] = ["école", "collège", "lycée"];
/// The channel of the pass Culture.
const PASS_CULTURE: &str = "pass Culture";
/// What says that a content is out of date.
const OUTDATED: &str = "contenu erroné, dépassé ou à mettre à jour";
/// What says that a resource is heavy.
const HEAVY: &str = "poids ou encombrement";
/// A resource of that weight is heavy, grams.
const HEAVY_FROM: i64 = 80_000;
/// How many resources a ranking names.
const FIRST: usize = 10;
/// Told of what the register leaves empty.
const UNSPECIFIED: (&str, &str) = ("non renseigné", "unspecified");

macro_rules! figures {
    ($($chapter:ident { $($key:literal $unit:ident),* $(,)? })*) => {
        /// The keys of all the figures, chapter by chapter.
        pub const KEYS: &[&str] = &[$($($key),*),*];

        /// The chapter of a figure.
        #[must_use]
        pub fn chapter(key: &str) -> Chapter {
            match key {
                $($($key)|* => Chapter::$chapter,)*
                _ => Chapter::Circulation,
            }
        }

        /// What the numbers of a figure count.
        #[must_use]
        pub fn unit(key: &str) -> Unit {
            match key {
                $($($key => Unit::$unit,)*)*
                _ => Unit::Lines,
            }
        }
    };
}

figures! {
    Fund {
        "fund" Resources, "fund_by_type" Resources, "fund_by_format" Resources, "fund_by_theme" Resources,
        "fund_by_owner" Resources, "acquisitions" Resources, "retirements" Resources,
    }
    Circulation {
        "lines_total" Lines, "loans_effective" Sorties, "days_out_total" Days, "days_per_loan" Days,
        "resources_out_on_average" Resources, "usage_rate" Resources, "usage_by_type" Resources,
        "usage_by_format" Resources, "usage_by_theme" Resources, "never_lent" Resources, "occupancy_rate" Days,
        "occupancy_open_days" Days, "occupancy_by_type" Days, "occupancy_by_format" Days, "occupancy_by_theme" Days,
        "occupancy_by_resource" Days, "loans_by_month" Sorties, "days_by_month" Days, "out_by_day" Lines,
        "loans_by_usage" Sorties, "loans_by_accompaniment" Sorties, "cancellations" Lines, "cancelled_days" Days,
        "cancellations_by_reason" Lines, "unmet_requests" Lines, "unmet_by_resource" Lines, "income_eur" Euros,
        "income_by_type" Euros, "income_by_borrower_type" Euros,
    }
    Borrowed {
        "loans_of_top_three" Sorties, "top_three_days" Days, "top_resources_by_loans" Sorties,
        "top_resources_by_days" Days, "loans_by_resource" Sorties, "days_by_resource" Days, "loans_by_type" Sorties,
        "days_by_type" Days, "loans_by_format" Sorties, "days_by_format" Days, "loans_by_theme" Sorties,
        "days_by_theme" Days, "loans_by_audience" Sorties, "days_by_audience" Days, "loans_by_owner" Sorties,
        "days_by_owner" Days,
    }
    Borrowers {
        "borrowers_total" Borrowers, "borrowers_active" Borrowers, "loans_by_borrower_type" Sorties,
        "days_by_borrower_type" Days, "loans_by_borrower" Sorties, "school_establishments" Borrowers,
        "school_establishments_pass_culture" Borrowers, "loans_pass_culture" Sorties, "loans_by_channel" Sorties,
        "days_by_channel" Days,
    }
    Places {
        "communes" Communes, "loans_by_commune" Sorties, "days_by_commune" Days, "loans_by_departement" Sorties,
        "days_by_departement" Days, "loans_outside_home" Sorties,
    }
    People {
        "questionnaires" Questionnaires, "questionnaire_return_rate" Questionnaires, "public_method" Questionnaires,
        "people_reached" People, "people_reached_by_method" People, "people_reached_by_audience" People,
        "people_reached_by_borrower_type" People, "people_reached_by_type" People, "people_reached_outside_home" People,
        "audiences_reached" Questionnaires,
    }
    Satisfaction {
        "satisfaction_overall" Questionnaires, "satisfaction_overall_positive" Questionnaires,
        "satisfaction_welcome" Questionnaires, "satisfaction_welcome_positive" Questionnaires,
        "satisfaction_logistics" Questionnaires, "logistics_unsatisfied" Questionnaires,
        "logistics_unsatisfied_citing_weight" Questionnaires, "appreciated" Questionnaires,
        "not_appreciated" Questionnaires, "outdated_content_exhibitions" Resources,
        "outdated_content_citations" Questionnaires, "first_loan" Questionnaires, "how_known" Questionnaires,
    }
}

/// What a figure is made of; none of a key that is no figure, or of a figure that has nothing to rest on.
pub(super) fn measure<'r>(key: &str, of: &Selected<'r>) -> Option<Measure> {
    use Weight::{
        Cents, Commune, DaysExisting, DaysOut, One, OpenDaysExisting, OpenDaysOut, People, PlannedDays,
    };

    let lines = |places: &[u32], by| Part::lines(places, by);
    let fund = |by| Part::resources(of.fund.clone(), by);
    let sorties = || lines(&of.sorties, One);
    let days_out = || lines(&of.away, DaysOut);
    let count = |part| Some(Measure::Count(part));
    let share = |part, whole| Some(Measure::Share(part, whole, 0));
    let finely = |part, whole| Some(Measure::Share(part, whole, 1));
    let by_sorties = |words: &dyn Fn(u32) -> Vec<Word<'r>>| Some(by_words(&of.sorties, One, words));
    let by_days = |words: &dyn Fn(u32) -> Vec<Word<'r>>| Some(by_words(&of.away, DaysOut, words));
    let of_resource = |words: fn(&ResourceFact) -> Vec<Word<'_>>| {
        move |line: u32| -> Vec<Word<'r>> { words(of.resource_of(line)) }
    };
    let borrower_type = |line: u32| vec![Word::new(&of.borrower_of(line).borrower_type)];
    let channel = |line: u32| vec![Word::new(&of.line(line).channel)];
    let departement = |line: u32| vec![Word::new(of.line(line).departement())];
    let commune = |line: u32| {
        let line = of.line(line);
        vec![Word::new(line.place()).called(&line.commune)]
    };
    let resource = |line: u32| {
        let resource = of.resource_of(line);
        vec![Word::new(&resource.code).called(&resource.title)]
    };
    let home = of.register.home_commune.to_lowercase();
    let is_outside = |line: &&u32| of.line(**line).commune.to_lowercase() != home;
    let is_placed = |line: &u32| !of.line(*line).commune.is_empty();
    let outside = |places: &[u32], by| -> Option<Measure> {
        if home.is_empty() {
            return None;
        }
        let placed: Vec<u32> = places.iter().copied().filter(is_placed).collect();
        let outside: Vec<u32> = placed.iter().filter(is_outside).copied().collect();
        share(lines(&outside, by), lines(&placed, by))
    };

    match key {
        "fund" => count(fund(One)),
        "fund_by_type" => Some(of_fund(of, type_of)),
        "fund_by_format" => Some(of_fund(of, format_of)),
        "fund_by_theme" => Some(of_fund(of, themes_of)),
        "fund_by_owner" => Some(of_fund(of, owner_of)),
        "acquisitions" => count(Part::resources(
            of.fund_where(|resource, period| within(resource.acquired_on, period)),
            One,
        )),
        "retirements" => {
            count(Part::resources(of.fund_where(|resource, period| within(resource.retired_on, period)), One))
        }

        "lines_total" => count(lines(&of.all, One)),
        "loans_effective" => count(sorties()),
        "days_out_total" => count(days_out()),
        "days_per_loan" => Some(Measure::Mean(days_out(), sorties())),
        "resources_out_on_average" => Some(Measure::Mean(days_out(), Part::days())),
        "usage_rate" => finely(Part::resources(of.lent(), One), fund(One)),
        "never_lent" => {
            let lent: HashSet<u32> = of.lent().into_iter().collect();
            let idle = of.fund.iter().copied().filter(|place| !lent.contains(place)).collect();
            share(Part::resources(idle, One), fund(One))
        }
        "usage_by_type" => Some(usage(of, type_of)),
        "usage_by_format" => Some(usage(of, format_of)),
        "usage_by_theme" => Some(usage(of, themes_of)),
        "occupancy_rate" => finely(lines(&of.away_of(&of.fund), DaysOut), fund(DaysExisting)),
        "occupancy_open_days" => finely(lines(&of.away_of(&of.fund), OpenDaysOut), fund(OpenDaysExisting)),
        "occupancy_by_type" => Some(occupancy(of, type_of)),
        "occupancy_by_format" => Some(occupancy(of, format_of)),
        "occupancy_by_theme" => Some(occupancy(of, themes_of)),
        "occupancy_by_resource" => {
            Some(occupancy(of, |resource| vec![Word::new(&resource.code).called(&resource.title)]))
        }
        "loans_by_month" => Some(sorties_by_month(of)),
        "days_by_month" => Some(days_by_month(of)),
        "out_by_day" => Some(out_by_day(of)),
        "loans_by_usage" => by_sorties(&|line| vec![Word::new(&of.line(line).usage)]),
        "loans_by_accompaniment" => by_sorties(&|line| vec![Word::new(&of.line(line).accompaniment)]),
        "cancellations" => count(lines(&of.cancelled, One)),
        "cancelled_days" => count(lines(&of.cancelled, PlannedDays)),
        "cancellations_by_reason" => {
            Some(by_words(&of.cancelled, One, &|line| vec![Word::new(&of.line(line).reason)]))
        }
        "unmet_requests" => count(lines(&of.unmet, One)),
        "unmet_by_resource" => Some(by_words(&of.unmet, One, &resource)),
        "income_eur" => Some(Measure::Money(lines(&of.sorties, Cents))),
        "income_by_type" => Some(by_words(&of.sorties, Cents, &of_resource(type_of))),
        "income_by_borrower_type" => Some(by_words(&of.sorties, Cents, &borrower_type)),

        "loans_of_top_three" => share(lines(&of.sorties_of(&of.top_three()), One), sorties()),
        "top_three_days" => finely(lines(&of.away_of(&of.top_three()), DaysOut), days_out()),
        "top_resources_by_loans" => {
            Some(Measure::Ranking(of.ranking(FIRST, |(loans, days)| (loans, days)), One))
        }
        "top_resources_by_days" => {
            Some(Measure::Ranking(of.ranking(FIRST, |(loans, days)| (days, loans)), DaysOut))
        }
        "loans_by_resource" => by_sorties(&resource),
        "days_by_resource" => by_days(&resource),
        "loans_by_type" => by_sorties(&of_resource(type_of)),
        "days_by_type" => by_days(&of_resource(type_of)),
        "loans_by_format" => by_sorties(&of_resource(format_of)),
        "days_by_format" => by_days(&of_resource(format_of)),
        "loans_by_theme" => by_sorties(&of_resource(themes_of)),
        "days_by_theme" => by_days(&of_resource(themes_of)),
        "loans_by_audience" => by_sorties(&of_resource(audiences_of)),
        "days_by_audience" => by_days(&of_resource(audiences_of)),
        "loans_by_owner" => by_sorties(&of_resource(owner_of)),
        "days_by_owner" => by_days(&of_resource(owner_of)),

        "borrowers_total" => count(Part::borrowers((0..of.register.borrowers.len() as u32).collect())),
        "borrowers_active" => count(Part::borrowers(of.borrowers_of(|_| true))),
        "loans_by_borrower_type" => by_sorties(&borrower_type),
        "days_by_borrower_type" => by_days(&borrower_type),
        "loans_by_borrower" => by_sorties(&|line| {
            let borrower = of.borrower_of(line);
            vec![Word::new(&borrower.code).called(&borrower.name)]
        }),
        "school_establishments" => count(Part::borrowers(of.borrowers_of(|line| of.is_school(line)))),
        "school_establishments_pass_culture" => share(
            Part::borrowers(
                of.borrowers_of(|line| of.is_school(line) && of.line(line).channel == PASS_CULTURE),
            ),
            Part::borrowers(of.borrowers_of(|line| of.is_school(line))),
        ),
        "loans_pass_culture" => {
            share(lines(&of.sorties_where(|line| of.line(line).channel == PASS_CULTURE), One), sorties())
        }
        "loans_by_channel" => by_sorties(&channel),
        "days_by_channel" => by_days(&channel),

        "communes" => {
            let known = of.sorties_where(|line| !of.line(line).place().is_empty());
            count(lines(&known, Commune))
        }
        "loans_by_commune" => by_sorties(&commune),
        "days_by_commune" => by_days(&commune),
        "loans_by_departement" => by_sorties(&departement),
        "days_by_departement" => by_days(&departement),
        "loans_outside_home" => outside(&of.sorties, One),

        "questionnaires" => count(lines(&of.answered, One)),
        "questionnaire_return_rate" => finely(lines(&of.answered, One), sorties()),
        "public_method" => {
            Some(answers(of, &|answers| answers.counting.map(counting_word).into_iter().collect()))
        }
        "people_reached" => count(lines(&of.answered, People)),
        "people_reached_by_method" => Some(people(of, &|line| {
            of.answers(line).and_then(|answers| answers.counting).map(counting_word).into_iter().collect()
        })),
        "people_reached_by_audience" => Some(people(of, &|line| {
            of.answers(line).map(|answers| Word::all(&answers.audiences)).unwrap_or_default()
        })),
        "people_reached_by_borrower_type" => Some(people(of, &borrower_type)),
        "people_reached_by_type" => Some(people(of, &of_resource(type_of))),
        "people_reached_outside_home" => outside(&of.answered, People),
        "audiences_reached" => Some(answers(of, &|answers| Word::all(&answers.audiences))),

        "satisfaction_overall" => Some(scale(of, |answers| answers.overall)),
        "satisfaction_welcome" => Some(scale(of, |answers| answers.welcome)),
        "satisfaction_logistics" => Some(scale(of, |answers| answers.logistics)),
        "satisfaction_overall_positive" => satisfied(of, |answers| answers.overall, true),
        "satisfaction_welcome_positive" => satisfied(of, |answers| answers.welcome, true),
        "logistics_unsatisfied" => satisfied(of, |answers| answers.logistics, false),
        "logistics_unsatisfied_citing_weight" => {
            let unsatisfied =
                of.answered_where(|answers| answers.logistics.is_some_and(|answer| !is_positive(answer)));
            let citing: Vec<u32> = unsatisfied
                .iter()
                .copied()
                .filter(|line| {
                    let resource = of.resource_of(*line);
                    let is_heavy = resource.kind == ResourceKind::Malle
                        || resource.weight_g.is_some_and(|weight| weight >= HEAVY_FROM);
                    is_heavy
                        && of.answers(*line).is_some_and(|answers| cites(&answers.not_appreciated, HEAVY))
                })
                .collect();
            share(lines(&citing, One), lines(&unsatisfied, One))
        }
        "appreciated" => Some(answers(of, &|answers| Word::all(&answers.appreciated))),
        "not_appreciated" => Some(answers(of, &|answers| Word::all(&answers.not_appreciated))),
        "outdated_content_exhibitions" => {
            let mut exhibitions: Vec<u32> =
                of.outdated().iter().map(|line| of.line(*line).resource).collect();
            exhibitions.sort_unstable();
            exhibitions.dedup();
            count(Part::resources(exhibitions, One))
        }
        "outdated_content_citations" => count(lines(&of.outdated(), One)),
        "first_loan" => Some(answers(of, &|answers| {
            answers
                .first_loan
                .map(|first| if first { Word::new("oui").coded("yes") } else { Word::new("non").coded("no") })
                .into_iter()
                .collect()
        })),
        // Asked for a first loan only.
        "how_known" => Some(answers(of, &|answers| {
            let known =
                Some(&answers.how_known).filter(|how| answers.first_loan == Some(true) && !how.is_empty());
            known.map(|how| Word::new(how)).into_iter().collect()
        })),
        _ => None,
    }
}

/// What puts an entry into a group: a word of the register, or one of the program's own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word<'r> {
    key: &'r str,
    label: &'r str,
    code: &'static str,
}

impl<'r> Word<'r> {
    /// A word of the register; what it leaves empty is « non renseigné ».
    fn new(word: &'r str) -> Self {
        let (key, code) = if word.is_empty() { UNSPECIFIED } else { (word, "") };
        Self { key, label: key, code }
    }

    fn all(words: &'r [String]) -> Vec<Self> {
        words.iter().map(|word| Self::new(word)).collect()
    }

    fn called(mut self, label: &'r str) -> Self {
        if !label.is_empty() {
            self.label = label;
        }
        self
    }

    fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }
}

fn type_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    let (word, code) = match (resource.kind, resource.form) {
        (ResourceKind::Exhibition, Some(ExhibitionForm::Interactive)) => {
            ("exposition interactive", "exhibition_interactive")
        }
        (ResourceKind::Exhibition, Some(ExhibitionForm::Light)) => ("exposition légère", "exhibition_light"),
        (ResourceKind::Exhibition, None) => ("exposition", "exhibition"),
        (ResourceKind::Malle, _) => ("malle pédagogique", "malle"),
        (ResourceKind::Equipment, _) => ("matériel d'animation", "equipment"),
        (ResourceKind::ResourceSet, _) => ("ensemble", "resource_set"),
        (ResourceKind::Machine, _) => ("machine", "machine"),
    };
    vec![Word::new(word).coded(code)]
}

fn format_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    vec![Word::new(&resource.format)]
}

fn owner_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    vec![Word::new(&resource.owner)]
}

/// A loan counts once in each theme of its resource.
fn themes_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    several(&resource.themes)
}

fn audiences_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    several(&resource.audiences)
}

fn several(words: &[String]) -> Vec<Word<'_>> {
    if words.is_empty() { vec![Word::new("")] } else { Word::all(words) }
}

fn counting_word(method: CountingMethod) -> Word<'static> {
    let (word, code) = match method {
        CountingMethod::Headcount => ("effectif", "headcount"),
        CountingMethod::Estimate => ("estimation", "estimate"),
        CountingMethod::Range => ("fourchette", "range"),
        CountingMethod::Unknown => ("inconnu", "unknown"),
    };
    Word::new(word).coded(code)
}

const SCALE: [(Satisfaction, &str, &str); 4] = [
    (Satisfaction::VerySatisfied, "très satisfait", "very_satisfied"),
    (Satisfaction::Satisfied, "satisfait", "satisfied"),
    (Satisfaction::LittleSatisfied, "peu satisfait", "little_satisfied"),
    (Satisfaction::NotSatisfied, "pas satisfait", "not_satisfied"),
];

fn is_positive(answer: Satisfaction) -> bool {
    matches!(answer, Satisfaction::VerySatisfied | Satisfaction::Satisfied)
}

fn cites(answers: &[String], what: &str) -> bool {
    answers.iter().any(|answer| answer == what)
}

fn within(day: Option<NaiveDate>, period: Period) -> bool {
    day.is_some_and(|day| period.from <= day && day <= period.to)
}

/// Entries by the words that they have.
fn grouped<'r>(places: &[u32], words: &dyn Fn(u32) -> Vec<Word<'r>>) -> Vec<(Word<'r>, Vec<u32>)> {
    let mut at: HashMap<&'r str, usize> = HashMap::new();
    let mut groups: Vec<(Word<'r>, Vec<u32>)> = Vec::new();
    for place in places {
        for word in words(*place) {
            let group = *at.entry(word.key).or_insert_with(|| {
                groups.push((word, Vec::new()));
                groups.len() - 1
            });
            groups[group].1.push(*place);
        }
    }
    groups
}

fn largest(whole: Part, groups: Vec<GroupMeasure>) -> Measure {
    Measure::Groups { whole, groups, order: Order::Largest }
}

fn in_order(whole: Part, groups: Vec<GroupMeasure>) -> Measure {
    Measure::Groups { whole, groups, order: Order::Given }
}

/// Lines by the words that they have, as shares of all of them.
fn by_words<'r>(places: &[u32], by: Weight, words: &dyn Fn(u32) -> Vec<Word<'r>>) -> Measure {
    let groups = grouped(places, words).into_iter().map(|(word, lines)| word.holds(Part::lines(&lines, by)));
    largest(Part::lines(places, by), groups.collect())
}

impl Word<'_> {
    fn holds(self, part: Part) -> GroupMeasure {
        let (key, label) = (self.key.to_owned(), self.label.to_owned());
        GroupMeasure { key, label, code: self.code, part, whole: None }
    }
}

/// Questionnaires by what they answer, as shares of those that answer it.
fn answers<'r>(of: &Selected<'r>, words: &dyn Fn(&'r Questionnaire) -> Vec<Word<'r>>) -> Measure {
    let words = |line: u32| of.answers(line).map(words).unwrap_or_default();
    let answering: Vec<u32> = of.answered.iter().copied().filter(|line| !words(*line).is_empty()).collect();
    by_words(&answering, Weight::One, &words)
}

/// People by the words of the lines that reached them, as shares of all of them; groups of nobody are left out.
fn people<'r>(of: &Selected<'r>, words: &dyn Fn(u32) -> Vec<Word<'r>>) -> Measure {
    let reaching = of.answered_where(|answers| answers.people_reached().is_some_and(|people| people > 0));
    by_words(&reaching, Weight::People, words)
}

/// A scale of satisfaction, every degree of it.
fn scale(of: &Selected<'_>, answer: fn(&Questionnaire) -> Option<Satisfaction>) -> Measure {
    let groups = SCALE.iter().map(|(degree, word, code)| {
        let lines = of.answered_where(|answers| answer(answers) == Some(*degree));
        Word::new(word).coded(code).holds(Part::lines(&lines, Weight::One))
    });
    let answering = of.answered_where(|answers| answer(answers).is_some());
    in_order(Part::lines(&answering, Weight::One), groups.collect())
}

/// Those that are satisfied, or those that are not, among those that answer.
fn satisfied(
    of: &Selected<'_>,
    answer: fn(&Questionnaire) -> Option<Satisfaction>,
    positive: bool,
) -> Option<Measure> {
    let part =
        of.answered_where(|answers| answer(answers).is_some_and(|answer| is_positive(answer) == positive));
    let whole = of.answered_where(|answers| answer(answers).is_some());
    Some(Measure::Share(Part::lines(&part, Weight::One), Part::lines(&whole, Weight::One), 0))
}

fn of_fund(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Measure {
    let groups = of.fund_by(words).into_iter();
    let groups = groups.map(|(word, resources)| word.holds(Part::resources(resources, Weight::One)));
    largest(Part::resources(of.fund.clone(), Weight::One), groups.collect())
}

/// Of the fund of each group, the resources with a sortie.
fn usage(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Measure {
    let lent: HashSet<u32> = of.lent().into_iter().collect();
    let groups = of.fund_by(words).into_iter().map(|(word, resources)| {
        let part = resources.iter().copied().filter(|place| lent.contains(place)).collect();
        let mut group = word.holds(Part::resources(part, Weight::One));
        group.whole = Some(Part::resources(resources, Weight::One));
        group
    });
    largest(Part::resources(of.fund.clone(), Weight::One), groups.collect())
}

/// Of the days on which the resources of each group existed, those on which they were out.
fn occupancy(of: &Selected<'_>, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Measure {
    let mut away: HashMap<u32, Vec<u32>> = HashMap::new();
    for line in &of.away {
        away.entry(of.line(*line).resource).or_default().push(*line);
    }
    let groups = of.fund_by(words).into_iter().map(|(word, resources)| {
        let lines: Vec<u32> =
            resources.iter().filter_map(|place| away.get(place)).flatten().copied().collect();
        let mut group = word.holds(Part::lines(&lines, Weight::DaysOut));
        group.whole = Some(Part::resources(resources, Weight::DaysExisting));
        group
    });
    largest(Part::resources(of.fund.clone(), Weight::DaysExisting), groups.collect())
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

fn sorties_by_month(of: &Selected<'_>) -> Measure {
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

fn days_by_month(of: &Selected<'_>) -> Measure {
    let groups = months(of.register.period).into_iter().map(|(key, month)| {
        let lines = of.away_within(month);
        Word::new(&key).holds(Part::lines(&lines, Weight::DaysOutWithin(month)))
    });
    in_order(Part::lines(&of.away, Weight::DaysOut), groups.collect())
}

/// Of each day of the period, the lines that were out: shares of all that were out in it.
fn out_by_day(of: &Selected<'_>) -> Measure {
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

impl<'r> Selected<'r> {
    fn fund_where(&self, keep: impl Fn(&ResourceFact, Period) -> bool) -> Vec<u32> {
        let keep = |place: &&u32| keep(&self.register.resources[**place as usize], self.register.period);
        self.fund.iter().filter(keep).copied().collect()
    }

    fn fund_by(&self, words: fn(&ResourceFact) -> Vec<Word<'_>>) -> Vec<(Word<'r>, Vec<u32>)> {
        grouped(&self.fund, &|place| words(&self.register.resources[place as usize]))
    }

    /// Resources of the fund with a sortie.
    fn lent(&self) -> Vec<u32> {
        let lent: HashSet<u32> = self.sorties.iter().map(|line| self.line(*line).resource).collect();
        self.fund.iter().copied().filter(|place| lent.contains(place)).collect()
    }

    fn sorties_where(&self, keep: impl Fn(u32) -> bool) -> Vec<u32> {
        self.sorties.iter().copied().filter(|line| keep(*line)).collect()
    }

    fn answered_where(&self, keep: impl Fn(&Questionnaire) -> bool) -> Vec<u32> {
        self.answered.iter().copied().filter(|line| self.answers(*line).is_some_and(&keep)).collect()
    }

    pub(super) fn sorties_of(&self, resources: &[u32]) -> Vec<u32> {
        self.sorties_where(|line| resources.contains(&self.line(line).resource))
    }

    pub(super) fn away_of(&self, resources: &[u32]) -> Vec<u32> {
        let resources: HashSet<&u32> = resources.iter().collect();
        self.away.iter().copied().filter(|line| resources.contains(&self.line(*line).resource)).collect()
    }

    fn away_within(&self, days: Period) -> Vec<u32> {
        let touches = |away: Period| away.from <= days.to && days.from <= away.to;
        self.away.iter().copied().filter(|line| self.away_days[*line as usize].is_some_and(touches)).collect()
    }

    /// Borrowers with such a sortie.
    fn borrowers_of(&self, keep: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut borrowers: Vec<u32> =
            self.sorties.iter().filter(|line| keep(**line)).map(|line| self.line(*line).borrower).collect();
        borrowers.sort_unstable();
        borrowers.dedup();
        borrowers
    }

    fn is_school(&self, line: u32) -> bool {
        SCHOOLS.contains(&self.borrower_of(line).borrower_type.as_str())
    }

    /// Sorties of an exhibition of which a questionnaire says that its content is out of date.
    fn outdated(&self) -> Vec<u32> {
        let is_exhibition = |line: &u32| self.resource_of(*line).kind == ResourceKind::Exhibition;
        let citing = self.answered_where(|answers| cites(&answers.not_appreciated, OUTDATED));
        citing.into_iter().filter(is_exhibition).collect()
    }

    /// The first resources, by two numbers, then by code; none that never left nor was out.
    fn ranking(&self, most: usize, by: fn((u32, u32)) -> (u32, u32)) -> Vec<u32> {
        let totals = totals(self);
        let mut places: Vec<u32> =
            totals.iter().filter(|(_, total)| by(**total).0 > 0).map(|(place, _)| *place).collect();
        let code = |place: u32| &self.register.resources[place as usize].code;
        places.sort_by(|a, b| by(totals[b]).cmp(&by(totals[a])).then_with(|| code(*a).cmp(code(*b))));
        places.truncate(most);
        places
    }

    fn top_three(&self) -> Vec<u32> {
        self.ranking(3, |(loans, days)| (loans, days))
    }
}
