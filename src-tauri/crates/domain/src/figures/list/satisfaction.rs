//! The figures of satisfaction.

use super::{Row, Unit, count_of, lines, share};
use crate::catalogue::{ResourceKind, TermRole};
use crate::figures::groups::{answers, is_positive, satisfied, scale};
use crate::figures::measure::{Measure, Part, Weight};
use crate::figures::selected::Selected;
use crate::figures::words::Word;

/// A resource of that weight is heavy, grams.
const HEAVY_FROM: i64 = 80_000;

pub(super) const FIGURES: &[Row] = &[
    ("satisfaction_overall", Unit::Questionnaires, |of| Some(scale(of, |answers| answers.overall))),
    ("satisfaction_overall_positive", Unit::Questionnaires, |of| {
        satisfied(of, |answers| answers.overall, true)
    }),
    ("satisfaction_welcome", Unit::Questionnaires, |of| Some(scale(of, |answers| answers.welcome))),
    ("satisfaction_welcome_positive", Unit::Questionnaires, |of| {
        satisfied(of, |answers| answers.welcome, true)
    }),
    ("satisfaction_logistics", Unit::Questionnaires, |of| Some(scale(of, |answers| answers.logistics))),
    ("logistics_unsatisfied", Unit::Questionnaires, |of| satisfied(of, |answers| answers.logistics, false)),
    ("logistics_unsatisfied_citing_weight", Unit::Questionnaires, citing_weight),
    ("appreciated", Unit::Questionnaires, |of| Some(answers(of, &|answers| Word::all(&answers.appreciated)))),
    ("not_appreciated", Unit::Questionnaires, |of| {
        Some(answers(of, &|answers| Word::all(&answers.not_appreciated)))
    }),
    ("outdated_content_exhibitions", Unit::Resources, |of| {
        let mut exhibitions: Vec<u32> = of.outdated().iter().map(|line| of.line(*line).resource).collect();
        exhibitions.sort_unstable();
        exhibitions.dedup();
        count_of(Part::resources(exhibitions, Weight::One))
    }),
    ("outdated_content_citations", Unit::Questionnaires, |of| count_of(lines(&of.outdated(), Weight::One))),
    ("first_loan", Unit::Questionnaires, |of| {
        let word = |first| if first { Word::new("oui").coded("yes") } else { Word::new("non").coded("no") };
        Some(answers(of, &|answers| answers.first_loan.map(word).into_iter().collect()))
    }),
    // Asked for a first loan only.
    ("how_known", Unit::Questionnaires, |of| {
        Some(answers(of, &|answers| {
            let known =
                Some(&answers.how_known).filter(|how| answers.first_loan == Some(true) && !how.is_empty());
            known.map(|how| Word::new(how)).into_iter().collect()
        }))
    }),
];

/// Of those that logistics did not satisfy, those that cite the weight of what is heavy.
fn citing_weight(of: &Selected<'_>) -> Option<Measure> {
    let unsatisfied =
        of.answered_where(|answers| answers.logistics.is_some_and(|answer| !is_positive(answer)));
    let is_heavy = |line: u32| {
        let resource = of.resource_of(line);
        resource.kind == ResourceKind::Malle || resource.weight_g.is_some_and(|weight| weight >= HEAVY_FROM)
    };
    let cites = |line: u32| of.answers(line).is_some_and(|answers| of.cites(answers, TermRole::Weight));
    let citing: Vec<u32> =
        unsatisfied.iter().copied().filter(|line| is_heavy(*line) && cites(*line)).collect();
    share(lines(&citing, Weight::One), lines(&unsatisfied, Weight::One))
}
