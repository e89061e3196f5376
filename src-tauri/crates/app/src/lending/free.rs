//! What is free over some days, in the whole catalogue.

use crate::base::app::App;
use crate::base::at::At;
use crate::base::takers::{conflict, late_of, takers_of};
use crate::lending::judge::{Judgement, judge, need, never_back};
use crate::lending::wish::{asked_period, known_brief};
use crate::views::{FreeAnswer, Instead};
use domain::availability::{Availability, Conflict, ConflictReason, Refusal, Units, availability};
use domain::calendar::Buffers;
use domain::catalogue::ResourceKind;
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::interval::{Interval, Period};
use domain::taker::Taker;
use domain::text::reading_order;
use std::collections::{HashMap, HashSet};
use store::occupation::Stored;
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
        let period = asked_period(period)?;
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
                let Judgement { free, mut conflicts, available, alternatives, mut if_back } = judgement;
                let refusal = Refusal { conflicts: conflicts.pop().unwrap_or_default(), alternatives };
                return Ok(vec![FreeAnswer {
                    code: brief.code,
                    title: brief.title,
                    free,
                    available: available[0],
                    if_back: if_back.pop().unwrap_or_default(),
                    refusal,
                }]);
            }
            let mut states = free_of_all(c, period, quantity, at)?;
            states.retain(|one| kind.is_none_or(|kind| kind == one.brief.kind));
            let all: Vec<Taker> =
                states.iter().flat_map(|one| one.in_the_way.iter().chain(&one.if_back)).copied().collect();
            let cards = tracing::info_span!("conflicts").in_scope(|| takers_of(c, &all))?;
            let mut answers = Vec::new();
            for Standing { brief, answer, in_the_way, if_back } in states {
                let told = |takers: Vec<Taker>| {
                    let of = takers.iter().filter_map(|id| cards.get(id));
                    let mut told: Vec<Conflict> =
                        of.map(|taken| conflict(taken, Some(period), &brief.code, at)).collect();
                    told.sort_by_key(|conflict| (conflict.from, conflict.number.clone()));
                    // What is late through a set is late of each of its parts.
                    told.dedup_by(|one, other| !one.number.is_empty() && one.number == other.number);
                    told
                };
                let conflicts = if brief.kind == ResourceKind::ResourceSet && !in_the_way.is_empty() {
                    // What is in the way of a set names the part that it takes.
                    let judgement = judge(c, &[(brief.clone(), quantity)], period, at, false)?;
                    judgement.conflicts.into_iter().flatten().collect()
                } else {
                    told(in_the_way)
                };
                answers.push(FreeAnswer {
                    free: answer.free,
                    available: answer.available,
                    if_back: told(if_back)
                        .into_iter()
                        .map(|told| Conflict { reason: ConflictReason::Late, ..told })
                        .collect(),
                    refusal: Refusal { conflicts, alternatives: Vec::new() },
                    code: brief.code,
                    title: brief.title,
                });
            }
            answers.sort_by_cached_key(|answer| reading_order(&answer.code));
            Ok(answers)
        })
    }
}

/// How a resource stands over the days asked about.
pub(crate) struct Standing {
    pub(crate) brief: Brief,
    pub(crate) answer: Availability,
    /// What is in the way.
    pub(crate) in_the_way: Vec<Taker>,
    /// Where it is free: what is late and must be back by then.
    pub(crate) if_back: Vec<Taker>,
}

/// The answer of the rule for every resource over a period, with the lines in the way.
pub(crate) fn free_of_all(c: &Read<'_>, period: Period, quantity: u32, at: &At) -> Outcome<Vec<Standing>> {
    let briefs = tracing::info_span!("resources").in_scope(|| resource::briefs(c))?;
    free_of(c, briefs, period, quantity, at)
}

/// The same for some resources, and of sets for their parts too.
fn free_of(
    c: &Read<'_>,
    briefs: Vec<Brief>,
    period: Period,
    quantity: u32,
    at: &At,
) -> Outcome<Vec<Standing>> {
    let parts = resource::all_parts(c)?;
    let places: HashMap<ResourceId, usize> =
        briefs.iter().enumerate().map(|(place, brief)| (brief.id, place)).collect();
    let most = briefs.iter().fold(Buffers::default(), |most, brief| Buffers {
        before: most.before.max(brief.buffers.before),
        after: most.after.max(brief.buffers.after),
    });
    let mut taken: HashMap<ResourceId, Vec<Stored>> = HashMap::new();
    let stored = tracing::info_span!("occupations")
        .in_scope(|| occupation::of_all(c, most.around(period, &at.open)))?;
    for stored in stored.into_iter().filter(|stored| places.contains_key(&stored.resource)) {
        taken.entry(stored.resource).or_default().push(stored);
    }
    let away: Vec<Taker> =
        stored_away(&taken).map(|stored| stored.taker).collect::<HashSet<_>>().into_iter().collect();
    let late: HashSet<Taker> = late_of(c, &away, "", at)?.into_iter().map(|(taker, _)| taker).collect();
    let none = Vec::new();
    let _engine = tracing::info_span!("engine").entered();
    // The buffers of a centre are few: their bounds around the days are worked out once each.
    let mut around: HashMap<Buffers, Interval> = HashMap::new();
    let mut ask_one = |brief: &Brief, quantity: u32| {
        let stored = taken.get(&brief.id).unwrap_or(&none);
        let wanted = *around.entry(brief.buffers).or_insert_with(|| brief.buffers.around(period, &at.open));
        let units = brief.units();
        if stored.is_empty() && covers(&units, wanted) {
            let available = units.iter().map(|units| units.quantity).sum();
            let answer = Availability { free: quantity <= available, available, in_the_way: Vec::new() };
            return (answer, Vec::new(), Vec::new());
        }
        let need = need(brief, quantity, brief.buffers, stored, at);
        let answer = availability(&need.load, wanted, quantity);
        let lines = answer.in_the_way.iter().filter(|place| need.load.taken[**place].quantity > 0);
        let lines = lines.map(|place| stored[*place].taker).collect();
        let is_late = |place: usize| late.contains(&stored[place].taker);
        let mut if_back = Vec::new();
        if answer.free && stored.iter().any(|stored| late.contains(&stored.taker)) {
            let without = availability(&never_back(&need.load, is_late), wanted, quantity);
            if !without.free {
                if_back =
                    stored.iter().map(|stored| stored.taker).filter(|taker| late.contains(taker)).collect();
            }
        }
        (answer, lines, if_back)
    };
    let mut answers = Vec::with_capacity(briefs.len());
    for brief in &briefs {
        let (mut answer, mut lines, mut if_back) = ask_one(brief, quantity);
        for part in parts.get(&brief.id).into_iter().flatten() {
            let Some(place) = places.get(&part.part) else { continue };
            let (of_part, lines_of_part, if_part_is_back) =
                ask_one(&briefs[*place], quantity.saturating_mul(part.quantity));
            answer.free &= of_part.free;
            answer.available = answer.available.min(of_part.available / part.quantity.max(1));
            lines.extend(lines_of_part);
            if_back.extend(if_part_is_back);
        }
        answers.push((answer, lines, if_back));
    }
    let standing = |(brief, (answer, in_the_way, if_back))| Standing { brief, answer, in_the_way, if_back };
    Ok(briefs.into_iter().zip(answers).map(standing).collect())
}

fn stored_away(taken: &HashMap<ResourceId, Vec<Stored>>) -> impl Iterator<Item = &Stored> {
    taken.values().flatten().filter(|stored| stored.occupation.is_away())
}

/// Whether all of the units are there all through an interval.
fn covers(units: &[Units], wanted: Interval) -> bool {
    units.iter().all(|units| {
        units.from.is_none_or(|from| from <= wanted.start.date())
            && units.until.is_none_or(|until| wanted.days().to < until)
    })
}

/// Free resources that could serve instead: same kind, a theme and an audience shared, the most first.
pub(crate) fn closest_free(
    c: &Read<'_>,
    wished: &domain::catalogue::Resource,
    period: Period,
    asked: &HashSet<ResourceId>,
    at: &At,
) -> Outcome<Vec<Instead>> {
    let mut alike = resource::alike(c, wished.id)?;
    alike.retain(|other| !asked.contains(&other.brief.id));
    // A set is as free as its parts, whatever their kind.
    let asked_of = if wished.kind == ResourceKind::ResourceSet {
        resource::briefs(c)?
    } else {
        alike.iter().map(|other| other.brief.clone()).collect()
    };
    let answers = free_of(c, asked_of, period, 1, at)?;
    let free: HashSet<ResourceId> =
        answers.iter().filter(|one| one.answer.free).map(|one| one.brief.id).collect();
    alike.retain(|other| free.contains(&other.brief.id));
    alike.sort_by(|a, b| {
        (b.themes.len(), b.audiences)
            .cmp(&(a.themes.len(), a.audiences))
            .then_with(|| a.brief.code.cmp(&b.brief.code))
    });
    let instead = alike.into_iter().take(3).map(|other| Instead {
        code: other.brief.code,
        title: other.brief.title,
        themes: wished.themes.iter().filter(|theme| other.themes.contains(theme)).cloned().collect(),
    });
    Ok(instead.collect())
}
