//! The planning: everything that takes resources over some days, in one answer.

use crate::base::app::App;
use crate::base::at::At;
use crate::base::calendar;
use crate::base::cards::hold_view;
use crate::base::search::Words;
use crate::catalogue::filters::{kind_counts, label_counts, passes_labels, score};
use crate::centre::school;
use crate::lending::availability::holidays;
use crate::lending::judge::judge_moving;
use crate::lending::wish::{checked_booking_period, checked_period, known_brief, wish_fault};
use crate::views::{
    Attempt, AttemptAnswer, Closure, Grouping, HoldView, LabelCount, Planning, PlanningBar, PlanningGroup,
    PlanningQuery, PlanningRow,
};
use domain::calendar::{OpenDays, nearest_open_day};
use domain::catalogue::Resource;
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::interval::Period;
use domain::loan::{LineState, is_missed, late_days};
use std::collections::{BTreeMap, HashMap};
use store::line::{self, Booked};
use store::{Read, closure, hold, resource};

/// The longest period shown at once, days.
const LONGEST: u32 = 400;

fn bar(booked: Booked, at: &At) -> PlanningBar {
    let busy = booked.occupation.and_then(|occupation| occupation.seen_from(at.today, &at.open));
    let busy = busy.map(|interval| interval.days());
    PlanningBar {
        id: booked.id,
        number: booked.number,
        borrower: booked.borrower,
        commune: booked.commune,
        state: booked.state,
        quantity: booked.quantity,
        planned: booked.planned,
        departed_on: booked.departed_on,
        returned_on: booked.returned_on,
        late_days: late_days(booked.state, booked.planned, at.today),
        missed: is_missed(booked.state, booked.planned, at.today),
        busy_from: busy.map(|days| days.from),
        busy_to: busy.map(|days| days.to),
    }
}

/// Whether a bar is there on some of the days shown: what only its late days or buffers reach counts too.
fn is_there(bar: &PlanningBar, days: Period) -> bool {
    let from = bar.busy_from.unwrap_or(bar.departed_on.unwrap_or(bar.planned.from));
    let to = bar.busy_to.unwrap_or(bar.returned_on.unwrap_or(bar.planned.to));
    from <= days.to && to >= days.from
}

/// What the rows of a group share, in the order in which groups stand.
type GroupKey =
    (bool, Option<domain::catalogue::ResourceKind>, Option<domain::catalogue::ExhibitionForm>, String);

fn group_of(resource: &Resource, grouping: Grouping) -> GroupKey {
    match grouping {
        Grouping::Kind => (false, Some(resource.kind), resource.form, String::new()),
        Grouping::Theme => {
            let theme = resource.themes.first().cloned().unwrap_or_default();
            (theme.is_empty(), None, None, theme)
        }
        Grouping::Location => (resource.location.is_empty(), None, None, resource.location.clone()),
    }
}

/// The bars of each resource that are there on some of the days, in the states that are asked for.
fn bars_over(
    c: &Read<'_>,
    days: Period,
    query: &PlanningQuery,
    at: &At,
) -> Outcome<HashMap<ResourceId, Vec<PlanningBar>>> {
    let wanted =
        |state: LineState| query.states.is_empty() && !state.is_off() || query.states.contains(&state);
    let idle: Vec<LineState> = [LineState::Request, LineState::Refused, LineState::Cancelled]
        .into_iter()
        .filter(|state| wanted(*state))
        .collect();
    let mut bars: HashMap<ResourceId, Vec<PlanningBar>> = HashMap::new();
    for (resource, booked) in line::over(c, days, &idle)? {
        let bar = bar(booked, at);
        if wanted(bar.state) && is_there(&bar, days) && !bar.missed {
            bars.entry(resource).or_default().push(bar);
        }
    }
    Ok(bars)
}

/// The rows, put together by what they share.
fn groups(
    all: &[Resource],
    mut bars: HashMap<ResourceId, Vec<PlanningBar>>,
    mut holds: HashMap<ResourceId, Vec<HoldView>>,
    query: &PlanningQuery,
    words: &Words,
) -> Vec<PlanningGroup> {
    let mut groups: BTreeMap<GroupKey, Vec<PlanningRow>> = BTreeMap::new();
    for resource in all {
        let kept = score(resource, words).is_some()
            && passes_labels(resource, &query.kinds, &query.forms, &query.themes, &[]);
        if !kept {
            continue;
        }
        let mut bars = bars.remove(&resource.id).unwrap_or_default();
        let holds = holds.remove(&resource.id).unwrap_or_default();
        let hidden = query.only_booked || !query.communes.is_empty() || !query.states.is_empty();
        if hidden && bars.is_empty() && (holds.is_empty() || !query.communes.is_empty()) {
            continue;
        }
        bars.sort_by_key(|bar| (bar.departed_on.unwrap_or(bar.planned.from), bar.id));
        groups.entry(group_of(resource, query.grouping)).or_default().push(PlanningRow {
            id: resource.id,
            code: resource.code.clone(),
            title: resource.title.clone(),
            short_name: resource.short_name.clone(),
            capacity: resource.capacity,
            buffers: resource.buffers,
            bars,
            holds,
        });
    }
    groups
        .into_iter()
        .map(|((_, kind, form, label), rows)| PlanningGroup { kind, form, label, rows })
        .collect()
}

impl App {
    /// Resources down, days across.
    ///
    /// # Errors
    /// `end_before_start`, `period_too_long`; faults of the base.
    pub fn planning(&self, query: &PlanningQuery) -> Outcome<Planning> {
        let days = checked_period(query.period.from, query.period.to)?;
        if days.days() > LONGEST {
            return Err(Fault::input("period_too_long")
                .with("days", days.days())
                .with("limit", LONGEST)
                .on("period"));
        }
        let words = Words::of(&query.search);
        self.read(|c, at| {
            let all: Vec<Resource> = resource::all(c)?
                .into_iter()
                .filter(|resource| {
                    resource.kind.travels()
                        && resource.acquired_on.is_none_or(|acquired| acquired <= days.to)
                        && resource.retired_on.is_none_or(|retired| retired > days.from)
                })
                .collect();
            let mut bars = bars_over(c, days, query, at)?;
            let mut communes: BTreeMap<String, u32> = BTreeMap::new();
            for bar in bars.values().flatten().filter(|bar| !bar.commune.is_empty()) {
                *communes.entry(bar.commune.clone()).or_default() += 1;
            }
            if !query.communes.is_empty() {
                for bars in bars.values_mut() {
                    bars.retain(|bar| query.communes.contains(&bar.commune));
                }
            }
            // A panel counts the holidays within a loan, all of it.
            let reached = bars.values().flatten().fold(days, |reached, bar| Period {
                from: reached.from.min(bar.departed_on.unwrap_or(bar.planned.from)),
                to: reached.to.max(bar.returned_on.unwrap_or(bar.planned.to)),
            });
            let mut holds: HashMap<ResourceId, Vec<HoldView>> = HashMap::new();
            for (resource, hold) in hold::over(c, days)? {
                holds.entry(resource).or_default().push(hold_view(hold));
            }
            let groups = groups(&all, bars, holds, query, &words);
            let closures = closure::all(c)?;
            let mut communes: Vec<LabelCount> =
                communes.into_iter().map(|(label, count)| LabelCount { label, count }).collect();
            communes.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
            Ok(Planning {
                today: at.today,
                period: days,
                total: all.len() as u32,
                groups,
                holidays: holidays(days, &at.open),
                zone: calendar::zone(c)?,
                school_holidays: school::over(reached, None),
                closures: closures
                    .into_iter()
                    .filter(|(period, _)| period.from <= days.to && period.to >= days.from)
                    .map(|(period, label)| Closure { period, label })
                    .collect(),
                kinds: kind_counts(all.iter()),
                themes: label_counts(all.iter().flat_map(|resource| &resource.themes)),
                communes,
            })
        })
    }

    /// What would come of days that a bar is about to be dropped on, with the words of a refusal and nothing written.
    ///
    /// # Errors
    /// `resource_unknown`, `line_unknown`; faults of the base.
    pub fn attempt(&self, attempt: &Attempt) -> Outcome<AttemptAnswer> {
        self.read(|c, at| {
            let brief = known_brief(c, &attempt.code)?;
            let nearest = |day| (!at.open.is_open(day)).then(|| nearest_open_day(day, &at.open));
            let mut answer = AttemptAnswer {
                period: attempt.period,
                free: false,
                available: 0,
                busy: attempt.period,
                conflicts: Vec::new(),
                if_back: Vec::new(),
                fault: None,
                departure_closed: nearest(attempt.period.from),
                return_closed: nearest(attempt.period.to),
            };
            let (quantity, candidate) = match attempt.line {
                Some(id) => {
                    let line = line::by_id(c, id).map_err(|_| Fault::input("line_unknown"))?.line;
                    (
                        line.quantity,
                        checked_booking_period(attempt.period, at.today)
                            .and_then(|period| line.rescheduled(period))
                            .map(Some),
                    )
                }
                None => (attempt.quantity, checked_booking_period(attempt.period, at.today).map(|_| None)),
            };
            let line = match candidate {
                Ok(line) => line,
                Err(fault) => {
                    answer.fault = Some(fault);
                    return Ok(answer);
                }
            };
            answer.fault = wish_fault(&brief, quantity, attempt.period);
            if answer.fault.is_some() {
                return Ok(answer);
            }
            let judgement = judge_moving(c, &brief, quantity, line.as_ref(), attempt.period, at)?;
            answer.busy = judgement.busy;
            answer.available = judgement.available;
            answer.free = judgement.free;
            answer.conflicts = judgement.conflicts;
            answer.if_back = judgement.if_back;
            Ok(answer)
        })
    }
}
