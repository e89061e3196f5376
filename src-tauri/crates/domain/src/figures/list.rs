//! Every figure: its key, its chapter, and what it is made of.

use super::groups::{
    answers, by_borrower, by_commune, by_departement, by_resource, by_word, by_words, days_by_month,
    is_positive, occupancy, of_fund, out_by_day, satisfied, scale, sorties_by_month, usage,
};
use super::measure::{Measure, Part, Weight};
use super::register::{BorrowerFact, LineFact, ResourceFact, WordPlace};
use super::selected::Selected;
use super::words::{Word, audiences_of, counting_word, format_of, owner_of, themes_of, type_of};
use crate::catalogue::{ResourceKind, TermRole};
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

/// A resource of that weight is heavy, grams.
const HEAVY_FROM: i64 = 80_000;
/// How many resources a ranking names.
const FIRST: usize = 10;

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
    let loans_by = |words: fn(&ResourceFact) -> Vec<Word<'_>>| Some(by_resource(of, &of.sorties, One, words));
    let days_by = |words: fn(&ResourceFact) -> Vec<Word<'_>>| Some(by_resource(of, &of.away, DaysOut, words));
    let people_by = |words: &dyn Fn(u32) -> Vec<Word<'r>>| Some(by_words(&of.reaching(), People, words));
    let loans_by_word = |word: fn(&LineFact) -> WordPlace| Some(by_word(of, &of.sorties, One, word));
    let days_by_word = |word: fn(&LineFact) -> WordPlace| Some(by_word(of, &of.away, DaysOut, word));
    let home = of.register.home_commune.to_lowercase();
    let is_outside = |line: &&u32| of.word(of.line(**line).commune).to_lowercase() != home;
    let is_placed = |line: &u32| !of.word(of.line(*line).commune).is_empty();
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
            of.fund_where(|resource, period| resource.acquired_on.is_some_and(|day| period.contains(day))),
            One,
        )),
        "retirements" => count(Part::resources(
            of.fund_where(|resource, period| resource.retired_on.is_some_and(|day| period.contains(day))),
            One,
        )),

        "lines_total" => count(lines(&of.all, One)),
        "loans_effective" => count(sorties()),
        "days_out_total" => count(days_out()),
        "days_per_loan" => Some(Measure::Mean(days_out(), sorties())),
        "resources_out_on_average" => Some(Measure::Mean(days_out(), Part::days())),
        "usage_rate" => finely(Part::resources(of.lent(), One), fund(One)),
        "never_lent" => {
            let idle = of.fund.iter().copied().filter(|place| !of.is_lent(*place)).collect();
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
        "occupancy_by_resource" => Some(occupancy(of, itself)),
        "loans_by_month" => Some(sorties_by_month(of)),
        "days_by_month" => Some(days_by_month(of)),
        "out_by_day" => Some(out_by_day(of)),
        "loans_by_usage" => loans_by_word(|line| line.usage),
        "loans_by_accompaniment" => loans_by_word(|line| line.accompaniment),
        "cancellations" => count(lines(&of.cancelled, One)),
        "cancelled_days" => count(lines(&of.cancelled, PlannedDays)),
        "cancellations_by_reason" => Some(by_word(of, &of.cancelled, One, |line| line.reason)),
        "unmet_requests" => count(lines(&of.unmet, One)),
        "unmet_by_resource" => Some(by_resource(of, &of.unmet, One, itself)),
        "income_eur" => Some(Measure::Money(lines(&of.sorties, Cents))),
        "income_by_type" => Some(by_resource(of, &of.sorties, Cents, type_of)),
        "income_by_borrower_type" => Some(by_borrower(of, &of.sorties, Cents, borrower_type)),

        "loans_of_top_three" => share(lines(&of.sorties_of(&of.top_three()), One), sorties()),
        "top_three_days" => finely(lines(&of.away_of(&of.top_three()), DaysOut), days_out()),
        "top_resources_by_loans" => {
            Some(Measure::Ranking(of.ranking(FIRST, |(loans, days)| (loans, days)), One))
        }
        "top_resources_by_days" => {
            Some(Measure::Ranking(of.ranking(FIRST, |(loans, days)| (days, loans)), DaysOut))
        }
        "loans_by_resource" => loans_by(itself),
        "days_by_resource" => days_by(itself),
        "loans_by_type" => loans_by(type_of),
        "days_by_type" => days_by(type_of),
        "loans_by_format" => loans_by(format_of),
        "days_by_format" => days_by(format_of),
        "loans_by_theme" => loans_by(themes_of),
        "days_by_theme" => days_by(themes_of),
        "loans_by_audience" => loans_by(audiences_of),
        "days_by_audience" => days_by(audiences_of),
        "loans_by_owner" => loans_by(owner_of),
        "days_by_owner" => days_by(owner_of),

        "borrowers_total" => count(Part::borrowers((0..of.register.borrowers.len() as u32).collect())),
        "borrowers_active" => count(Part::borrowers(of.borrowers_of(|_| true))),
        "loans_by_borrower_type" => Some(by_borrower(of, &of.sorties, One, borrower_type)),
        "days_by_borrower_type" => Some(by_borrower(of, &of.away, DaysOut, borrower_type)),
        "loans_by_borrower" => Some(by_borrower(of, &of.sorties, One, |borrower| {
            vec![Word::new(&borrower.code).called(&borrower.name)]
        })),
        "school_establishments" => count(Part::borrowers(of.borrowers_of(|line| of.is_school(line)))),
        "school_establishments_pass_culture" => share(
            Part::borrowers(of.borrowers_of(|line| of.is_school(line) && of.is_pass_culture(line))),
            Part::borrowers(of.borrowers_of(|line| of.is_school(line))),
        ),
        "loans_pass_culture" => {
            share(lines(&of.sorties_where(|line| of.is_pass_culture(line)), One), sorties())
        }
        "loans_by_channel" => loans_by_word(|line| line.channel),
        "days_by_channel" => days_by_word(|line| line.channel),

        "communes" => {
            let known = of.sorties_where(|line| !of.word(of.commune_of(line)).is_empty());
            count(lines(&known, Commune))
        }
        "loans_by_commune" => Some(by_commune(of, &of.sorties, One)),
        "days_by_commune" => Some(by_commune(of, &of.away, DaysOut)),
        "loans_by_departement" => Some(by_departement(of, &of.sorties, One)),
        "days_by_departement" => Some(by_departement(of, &of.away, DaysOut)),
        "loans_outside_home" => outside(&of.sorties, One),

        "questionnaires" => count(lines(&of.answered, One)),
        "questionnaire_return_rate" => finely(lines(&of.answered, One), sorties()),
        "public_method" => {
            Some(answers(of, &|answers| answers.counting.map(counting_word).into_iter().collect()))
        }
        "people_reached" => count(lines(&of.answered, People)),
        "people_reached_by_method" => people_by(&|line| {
            of.answers(line).and_then(|answers| answers.counting).map(counting_word).into_iter().collect()
        }),
        "people_reached_by_audience" => people_by(&|line| {
            of.answers(line).map(|answers| Word::all(&answers.audiences)).unwrap_or_default()
        }),
        "people_reached_by_borrower_type" => Some(by_borrower(of, &of.reaching(), People, borrower_type)),
        "people_reached_by_type" => Some(by_resource(of, &of.reaching(), People, type_of)),
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
                    is_heavy && of.answers(*line).is_some_and(|answers| of.cites(answers, TermRole::Weight))
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

/// The resource itself.
fn itself(resource: &ResourceFact) -> Vec<Word<'_>> {
    vec![Word::new(&resource.code).called(&resource.title)]
}

fn borrower_type(borrower: &BorrowerFact) -> Vec<Word<'_>> {
    vec![Word::new(&borrower.borrower_type)]
}
