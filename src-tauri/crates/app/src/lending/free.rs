//! What is free over some days, in the whole catalogue.

use crate::base::app::App;
use crate::base::at::At;
use crate::base::takers::{conflict, takers_of};
use crate::lending::judge::{Judgement, judge, need};
use crate::lending::wish::{checked_period, known_brief};
use crate::views::{FreeAnswer, Instead};
use domain::availability::{Availability, Conflict, Refusal, Units, availability};
use domain::calendar::Buffers;
use domain::catalogue::ResourceKind;
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::interval::{Interval, Period};
use domain::text::reading_order;
use std::collections::{HashMap, HashSet};
use store::occupation::{Stored, Taker};
use store::resource::Brief;
use store::{Read, occupation, resource};

impl App {
    /// What is free over some days: the whole catalogue, one kind, or one resource with its nearest free
    /// periods.
    ///
    /// # Errors
    /// `end_before_start`, `resource_unknown`, `quantity_zero`; faults of the base.
    pub fn free(
        &self,
        period: Period,
        kind: Option<ResourceKind>,
        code: Option<&str>,
        quantity: u32,
    ) -> Outcome<Vec<FreeAnswer>> {
        let period = checked_period(period.from, period.to)?;
        if quantity == 0 {
            return Err(Fault::input("quantity_zero").on("quantity"));
        }
        self.read(|c, at| {
            if let Some(code) = code {
                let brief = known_brief(c, code)?;
                if kind.is_some_and(|kind| kind != brief.kind) {
                    return Ok(Vec::new());
                }
                let judgement = judge(c, &[(brief.clone(), quantity)], period, at, true)?;
                let Judgement { free, mut conflicts, available, alternatives } = judgement;
                let refusal = Refusal { conflicts: conflicts.pop().unwrap_or_default(), alternatives };
                return Ok(vec![FreeAnswer {
                    code: brief.code,
                    title: brief.title,
                    free,
                    available: available[0],
                    refusal,
                }]);
            }
            let mut states = free_of_all(c, period, quantity, at)?;
            states.retain(|(brief, _, _)| kind.is_none_or(|kind| kind == brief.kind));
            let all: Vec<Taker> = states.iter().flat_map(|(_, _, lines)| lines).copied().collect();
            let lines = tracing::info_span!("conflicts").in_scope(|| takers_of(c, &all))?;
            let mut answers = Vec::new();
            for (brief, answer, in_the_way) in states {
                let conflicts = if brief.kind == ResourceKind::ResourceSet && !in_the_way.is_empty() {
                    // What is in the way of a set names the part that it takes.
                    let judgement = judge(c, &[(brief.clone(), quantity)], period, at, false)?;
                    judgement.conflicts.into_iter().flatten().collect()
                } else {
                    let of = in_the_way.iter().filter_map(|id| lines.get(id));
                    let mut conflicts: Vec<Conflict> =
                        of.map(|booked| conflict(booked, Some(period), &brief.code, at)).collect();
                    conflicts.sort_by_key(|conflict| (conflict.from, conflict.number.clone()));
                    conflicts
                };
                let refusal = Refusal { conflicts, alternatives: Vec::new() };
                answers.push(FreeAnswer {
                    code: brief.code,
                    title: brief.title,
                    free: answer.free,
                    available: answer.available,
                    refusal,
                });
            }
            answers.sort_by_cached_key(|answer| reading_order(&answer.code));
            Ok(answers)
        })
    }
}

/// The answer of the rule for every resource over a period, with the lines in the way.
pub(crate) fn free_of_all(
    c: &Read<'_>,
    period: Period,
    quantity: u32,
    at: &At,
) -> Outcome<Vec<(Brief, Availability, Vec<Taker>)>> {
    let (briefs, parts) = tracing::info_span!("resources")
        .in_scope(|| -> store::Result<_> { Ok((resource::briefs(c)?, resource::all_parts(c)?)) })?;
    let most = briefs.iter().fold(Buffers::default(), |most, brief| Buffers {
        before: most.before.max(brief.buffers.before),
        after: most.after.max(brief.buffers.after),
    });
    let mut taken: HashMap<ResourceId, Vec<Stored>> = HashMap::new();
    let stored = tracing::info_span!("occupations")
        .in_scope(|| occupation::of_all(c, most.around(period, &at.open)))?;
    for stored in stored {
        taken.entry(stored.resource).or_default().push(stored);
    }
    let none = Vec::new();
    let _engine = tracing::info_span!("engine").entered();
    // The buffers of a centre are few: their bounds around the days are worked out once each.
    let mut around: HashMap<Buffers, Interval> = HashMap::new();
    let mut ask_one = |brief: &Brief, quantity: u32| {
        let stored = taken.get(&brief.id).unwrap_or(&none);
        let wanted = *around.entry(brief.buffers).or_insert_with(|| brief.buffers.around(period, &at.open));
        if stored.is_empty() && covers(&brief.units(), wanted) {
            let answer = Availability {
                free: quantity <= brief.capacity,
                available: brief.capacity,
                in_the_way: Vec::new(),
            };
            return (answer, Vec::new());
        }
        let need = need(brief, quantity, brief.buffers, stored, at);
        let answer = availability(&need.load, wanted, quantity);
        let lines = answer.in_the_way.iter().filter(|place| need.load.taken[**place].quantity > 0);
        let lines = lines.filter_map(|place| stored[*place].taker).collect();
        (answer, lines)
    };
    let places: HashMap<ResourceId, usize> =
        briefs.iter().enumerate().map(|(place, brief)| (brief.id, place)).collect();
    let mut answers = Vec::with_capacity(briefs.len());
    for brief in &briefs {
        let (mut answer, mut lines) = ask_one(brief, quantity);
        for part in parts.get(&brief.id).into_iter().flatten() {
            let Some(place) = places.get(&part.part) else { continue };
            let (of_part, lines_of_part) = ask_one(&briefs[*place], quantity.saturating_mul(part.quantity));
            answer.free &= of_part.free;
            answer.available = answer.available.min(of_part.available / part.quantity.max(1));
            lines.extend(lines_of_part);
        }
        answers.push((answer, lines));
    }
    Ok(briefs.into_iter().zip(answers).map(|(brief, (answer, lines))| (brief, answer, lines)).collect())
}

fn covers(units: &Units, wanted: Interval) -> bool {
    units.from.is_none_or(|from| from <= wanted.start.date())
        && units.until.is_none_or(|until| wanted.days().to < until)
}

/// Free resources that could serve instead: same kind, a theme and an audience shared, the most first.
pub(crate) fn closest_free(
    c: &Read<'_>,
    wished: &domain::catalogue::Resource,
    others: &[(Brief, Availability, Vec<Taker>)],
    asked: &HashSet<ResourceId>,
) -> Outcome<Vec<Instead>> {
    let free: HashSet<ResourceId> =
        others.iter().filter(|(_, answer, _)| answer.free).map(|(brief, _, _)| brief.id).collect();
    let mut candidates: Vec<(usize, usize, Instead)> = resource::all(c)?
        .into_iter()
        .filter(|other| other.kind == wished.kind && free.contains(&other.id) && !asked.contains(&other.id))
        .filter_map(|other| {
            let shared = |mine: &[String], theirs: &[String]| -> Vec<String> {
                mine.iter().filter(|label| theirs.contains(label)).cloned().collect()
            };
            let themes = shared(&wished.themes, &other.themes);
            let audiences = shared(&wished.audiences, &other.audiences).len();
            let close = !themes.is_empty() && audiences > 0;
            close.then_some((
                themes.len(),
                audiences,
                Instead { code: other.code, title: other.title, themes },
            ))
        })
        .collect();
    candidates.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| a.2.code.cmp(&b.2.code)));
    Ok(candidates.into_iter().take(3).map(|(_, _, instead)| instead).collect())
}
