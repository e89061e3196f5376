//! What the rule says of a booking that is not made yet: the same for what is answered live and what is decided.

use crate::base::at::At;
use crate::base::takers::{conflicts_of, late_of};
use chrono::{NaiveDate, NaiveDateTime};
use domain::availability::{
    Availability, Conflict, Load, NearestFree, Need, Taken, availability, enlarged_excess, nearest_free,
};
use domain::calendar::{Buffers, MOST_BUFFER, OpenDays};
use domain::fault::Outcome;
use domain::id::ResourceId;
use domain::interval::{Interval, Period, plus_days};
use domain::loan::{LineState, LoanLine};
use domain::occupation::Occupation;
use domain::taker::{Leaf, Taker};
use std::collections::BTreeMap;
use store::occupation::Stored;
use store::resource::Brief;
use store::{Read, occupation, resource};

/// A resource that a booking needs, with what takes it.
pub(crate) struct Demand {
    pub(crate) brief: Brief,
    pub(crate) quantity: u32,
    taken: Vec<Stored>,
    pub(crate) need: Need,
}

impl Demand {
    /// What the search for free periods needs of it.
    pub(crate) fn into_need(self) -> Need {
        self.need
    }

    /// What an answer found in the way.
    pub(crate) fn takers_in_the_way(&self, answer: &Availability) -> Vec<Taker> {
        let places = answer.in_the_way.iter().filter(|place| self.need.load.taken[**place].quantity > 0);
        places.map(|place| self.taken[*place].taker).collect()
    }

    /// As if that took nothing.
    fn forget(&mut self, taker: Taker) {
        for (stored, taken) in self.taken.iter().zip(&mut self.need.load.taken) {
            if stored.taker == taker {
                taken.quantity = 0;
            }
        }
    }
}

/// What a booking of `quantity` units needs: the resource and, of a set, each of its parts. `days` bounds what
/// of their occupations is read: all of it where the nearest free periods are wanted too.
pub(crate) fn demand(
    c: &Read<'_>,
    brief: &Brief,
    quantity: u32,
    at: &At,
    days: Option<Interval>,
) -> Outcome<Vec<Demand>> {
    let mut demands = Vec::new();
    for Leaf { resource: id, quantity: of_one, buffers } in occupation::leaves(c, brief.id)? {
        let quantity = quantity.saturating_mul(of_one);
        let brief = if id == brief.id { brief.clone() } else { resource::brief_by_id(c, id)? };
        let within = days.unwrap_or_else(|| from_on(at.today));
        let taken = occupation::of_resource(c, id, within)?;
        demands.push(Demand { need: need(&brief, quantity, buffers, &taken, at), brief, quantity, taken });
    }
    Ok(demands)
}

/// Everything from a day on, and a little before for what buffers reach back to.
fn from_on(day: NaiveDate) -> Interval {
    let last = NaiveDate::from_ymd_opt(9999, 1, 1).unwrap_or(NaiveDate::MAX);
    Period { from: plus_days(day, -60), to: last }.interval()
}

pub(crate) fn need(brief: &Brief, quantity: u32, buffers: Buffers, taken: &[Stored], at: &At) -> Need {
    // What takes nothing any more keeps its place, so that indices stay those of `taken`.
    let seen = |stored: &Stored| match stored.occupation.seen_from(at.today, &at.open) {
        Some(interval) => Taken { interval, quantity: stored.occupation.quantity },
        None => Taken { interval: stored.occupation.interval, quantity: 0 },
    };
    Need {
        load: Load { capacity: brief.units(), taken: taken.iter().map(seen).collect() },
        quantity,
        buffers,
    }
}

/// The answer of the rule for one resource over a period.
fn ask(demand: &Demand, period: Period, open: &dyn OpenDays) -> Availability {
    availability(&demand.need.load, demand.need.buffers.around(period, open), demand.need.quantity)
}

/// The bookings in the way, in words' parts.
fn conflicts(
    c: &Read<'_>,
    demand: &Demand,
    answer: &Availability,
    asked: Period,
    at: &At,
) -> Outcome<Vec<Conflict>> {
    conflicts_of(c, &demand.takers_in_the_way(answer), Some(asked), &demand.brief.code, at)
}

/// What is late and with somebody, and without whose return a demand that is free would not be.
pub(crate) fn if_back(c: &Read<'_>, demand: &Demand, wanted: Interval, at: &At) -> Outcome<Vec<Conflict>> {
    let forgotten = |place: usize| demand.need.load.taken[place].quantity == 0;
    let away: Vec<Taker> = (0..demand.taken.len())
        .filter(|place| demand.taken[*place].occupation.is_away() && !forgotten(*place))
        .map(|place| demand.taken[place].taker)
        .collect();
    if away.is_empty() {
        return Ok(Vec::new());
    }
    let late = late_of(c, &away, &demand.brief.code, at)?;
    let is_late = |taker: Taker| late.iter().any(|(of, _)| *of == taker);
    let load = never_back(&demand.need.load, |place| is_late(demand.taken[place].taker));
    if availability(&load, wanted, demand.need.quantity).free {
        return Ok(Vec::new());
    }
    Ok(late.into_iter().map(|(_, conflict)| conflict).collect())
}

/// The same load, if some of what is taken did not come back.
pub(crate) fn never_back(load: &Load, stays: impl Fn(usize) -> bool) -> Load {
    let mut load = load.clone();
    for (place, taken) in load.taken.iter_mut().enumerate() {
        if stays(place) {
            taken.interval.end = NaiveDateTime::MAX;
        }
    }
    load
}

/// Adds what is not there yet: a set asks of each of its parts.
fn add(to: &mut Vec<Conflict>, more: Vec<Conflict>) {
    for conflict in more {
        if !to.iter().any(|there| there.number == conflict.number) {
            to.push(conflict);
        }
    }
}

/// The same answer for a period and several wishes: which are refused by what, and the nearest periods in
/// which all are free. Wishes for one resource, or that share a part, are added up.
pub(crate) struct Judgement {
    pub(crate) free: bool,
    pub(crate) conflicts: Vec<Vec<Conflict>>,
    pub(crate) available: Vec<u32>,
    pub(crate) alternatives: Vec<Period>,
    /// Of each wish that is free: what is late and must be back by then.
    pub(crate) if_back: Vec<Vec<Conflict>>,
}

pub(crate) fn judge(
    c: &Read<'_>,
    wishes: &[(Brief, u32)],
    period: Period,
    at: &At,
    with_alternatives: bool,
) -> Outcome<Judgement> {
    let mut demands: Vec<(usize, Demand)> = Vec::new();
    // The nearest free periods need all that is to come; an answer about the days alone, only what is around them.
    let coming = with_alternatives && period.from >= at.today;
    let around = Buffers { before: MOST_BUFFER, after: MOST_BUFFER }.around(period, &at.open);
    let read = if coming { None } else { Some(around) };
    for (place, (brief, quantity)) in wishes.iter().enumerate() {
        demands.extend(demand(c, brief, *quantity, at, read)?.into_iter().map(|demand| (place, demand)));
    }
    let mut totals: BTreeMap<ResourceId, u32> = BTreeMap::new();
    for (_, demand) in &demands {
        let total = totals.entry(demand.brief.id).or_default();
        *total = total.saturating_add(demand.quantity);
    }
    for (_, demand) in &mut demands {
        demand.need.quantity = totals[&demand.brief.id];
    }
    let mut judgement = Judgement {
        free: true,
        conflicts: vec![Vec::new(); wishes.len()],
        available: vec![u32::MAX; wishes.len()],
        alternatives: Vec::new(),
        if_back: vec![Vec::new(); wishes.len()],
    };
    for (place, demand) in &demands {
        let answer = tracing::info_span!("engine").in_scope(|| ask(demand, period, &at.open));
        let per_wish = wishes[*place].1.max(1);
        let whole = demand.quantity.max(1) / per_wish;
        judgement.available[*place] = judgement.available[*place].min(answer.available / whole.max(1));
        if !answer.free {
            judgement.free = false;
            judgement.conflicts[*place].extend(conflicts(c, demand, &answer, period, at)?);
        } else {
            let wanted = demand.need.buffers.around(period, &at.open);
            add(&mut judgement.if_back[*place], if_back(c, demand, wanted, at)?);
        }
    }
    if with_alternatives && !judgement.free {
        let mut whole = Vec::new();
        if coming {
            whole.extend(demands.into_iter().map(|(_, demand)| demand));
        } else {
            for (brief, quantity) in wishes {
                whole.extend(demand(c, brief, *quantity, at, None)?);
            }
        }
        let needs: Vec<Need> = whole
            .into_iter()
            .map(|demand| Need { quantity: totals[&demand.brief.id], ..demand.need })
            .collect();
        let NearestFree { earlier, later } =
            tracing::info_span!("alternatives").in_scope(|| nearest_free(&needs, period, at.today, &at.open));
        judgement.alternatives = [earlier, later].into_iter().flatten().collect();
    }
    Ok(judgement)
}

/// Whether one line may stand on other days, or a new one on these; `line` as it would be.
pub(crate) struct Moved {
    pub(crate) free: bool,
    pub(crate) available: u32,
    pub(crate) busy: Period,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) alternatives: Vec<Period>,
    /// Where it is free: what is late and must be back by then.
    pub(crate) if_back: Vec<Conflict>,
}

pub(crate) fn judge_moving(
    c: &Read<'_>,
    brief: &Brief,
    quantity: u32,
    line: Option<&LoanLine>,
    period: Period,
    at: &At,
) -> Outcome<Moved> {
    let mut moved = Moved {
        free: true,
        available: u32::MAX,
        busy: brief.buffers.around(period, &at.open).days(),
        conflicts: Vec::new(),
        alternatives: Vec::new(),
        if_back: Vec::new(),
    };
    let mut needs = Vec::new();
    for mut demand in demand(c, brief, quantity, at, None)? {
        let before = demand.need.load.clone();
        if let Some(line) = line {
            demand.forget(Taker::Line(line.id));
        }
        let buffers = demand.need.buffers;
        let interval = match line {
            Some(line) => Occupation::of_line(line, demand.quantity, buffers, &at.open)
                .and_then(|occupation| occupation.seen_from(at.today, &at.open)),
            None => Some(buffers.around(period, &at.open)),
        };
        // A request takes nothing, wherever it stands.
        if let Some(interval) = interval {
            let found = availability(&demand.need.load, interval, demand.quantity);
            let per_unit = (demand.quantity / quantity.max(1)).max(1);
            moved.available = moved.available.min(found.available / per_unit);
            let mut after = demand.need.load.clone();
            after.taken.push(Taken { interval, quantity: demand.quantity });
            if demand.brief.id == brief.id {
                moved.busy = interval.days();
            }
            if !enlarged_excess(&before, &after).is_empty() {
                moved.free = false;
                moved.conflicts.extend(conflicts(c, &demand, &found, period, at)?);
            } else {
                add(&mut moved.if_back, if_back(c, &demand, interval, at)?);
            }
        }
        needs.push(demand.into_need());
    }
    moved.available = moved.available.min(brief.stock().most_within(period));
    if !moved.free && line.is_none_or(|line| line.state != LineState::Out) {
        let NearestFree { earlier, later } = nearest_free(&needs, period, at.today, &at.open);
        moved.alternatives = [earlier, later].into_iter().flatten().collect();
    }
    Ok(moved)
}
