//! Is it free, and if not why, and when and what instead.

use crate::base::app::App;
use crate::catalogue::entries;
use crate::lending::conflicts::conflicts_of;
use crate::lending::free::{closest_free, free_of_all};
use crate::lending::wish::{checked_period, known_brief, wish_fault};
use crate::views::{AvailabilityAnswer, AvailabilityQuery, Holiday, LineAnswer, Wanted};
use chrono::{Datelike, NaiveDate};
use domain::availability::{
    Availability, Conflict, Load, NearestFree, Need, Taken, availability, enlarged_excess, nearest_free,
};
use domain::calendar::{Buffers, CentreDays, MOST_BUFFER, OpenDays, nearest_open_day};
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::interval::{Interval, Period, plus_days};
use domain::loan::{LineState, LoanLine};
use domain::occupation::Occupation;
use domain::tariff::{Tariff, amount};
use std::collections::{BTreeMap, HashSet};
use store::occupation::{Stored, Taker};
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
        places.filter_map(|place| self.taken[*place].taker).collect()
    }

    /// As if that took nothing.
    fn forget(&mut self, taker: Taker) {
        for (stored, taken) in self.taken.iter().zip(&mut self.need.load.taken) {
            if stored.taker == Some(taker) {
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
    today: NaiveDate,
    open: &dyn OpenDays,
    days: Option<Interval>,
) -> Outcome<Vec<Demand>> {
    let mut demands = Vec::new();
    for (id, quantity, buffers) in occupation::demand(c, brief.id, quantity)? {
        let brief = if id == brief.id { brief.clone() } else { resource::brief_by_id(c, id)? };
        let within = days.unwrap_or_else(|| from_on(today));
        let taken = occupation::of_resource(c, id, within)?;
        demands.push(Demand {
            need: need(&brief, quantity, buffers, &taken, today, open),
            brief,
            quantity,
            taken,
        });
    }
    Ok(demands)
}

/// Everything from a day on, and a little before for what buffers reach back to.
fn from_on(day: NaiveDate) -> Interval {
    let last = NaiveDate::from_ymd_opt(9999, 1, 1).unwrap_or(NaiveDate::MAX);
    Period { from: plus_days(day, -60), to: last }.interval()
}

pub(crate) fn need(
    brief: &Brief,
    quantity: u32,
    buffers: Buffers,
    taken: &[Stored],
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Need {
    // What takes nothing any more keeps its place, so that indices stay those of `taken`.
    let seen = |stored: &Stored| match stored.occupation.seen_from(today, open) {
        Some(interval) => Taken { interval, quantity: stored.occupation.quantity },
        None => Taken { interval: stored.occupation.interval, quantity: 0 },
    };
    Need {
        load: Load { capacity: vec![brief.units()], taken: taken.iter().map(seen).collect() },
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
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Vec<Conflict>> {
    conflicts_of(c, &demand.takers_in_the_way(answer), Some(asked), &demand.brief.code, today, open)
}

/// The same answer for a period and several wishes: which are refused by what, and the nearest periods in
/// which all are free. Wishes for one resource, or that share a part, are added up.
pub(crate) struct Judgement {
    pub(crate) free: bool,
    pub(crate) conflicts: Vec<Vec<Conflict>>,
    pub(crate) available: Vec<u32>,
    pub(crate) alternatives: Vec<Period>,
}

pub(crate) fn judge(
    c: &Read<'_>,
    wishes: &[(Brief, u32)],
    period: Period,
    today: NaiveDate,
    open: &dyn OpenDays,
    with_alternatives: bool,
) -> Outcome<Judgement> {
    let mut demands: Vec<(usize, Demand)> = Vec::new();
    // The nearest free periods need all that is to come; an answer about the days alone, only what is around them.
    let coming = with_alternatives && period.from >= today;
    let around = Buffers { before: MOST_BUFFER, after: MOST_BUFFER }.around(period, open);
    let read = if coming { None } else { Some(around) };
    for (place, (brief, quantity)) in wishes.iter().enumerate() {
        demands.extend(
            demand(c, brief, *quantity, today, open, read)?.into_iter().map(|demand| (place, demand)),
        );
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
    };
    for (place, demand) in &demands {
        let answer = tracing::info_span!("engine").in_scope(|| ask(demand, period, open));
        let per_wish = wishes[*place].1.max(1);
        let whole = demand.quantity.max(1) / per_wish;
        judgement.available[*place] = judgement.available[*place].min(answer.available / whole.max(1));
        if !answer.free {
            judgement.free = false;
            judgement.conflicts[*place].extend(conflicts(c, demand, &answer, period, today, open)?);
        }
    }
    if with_alternatives && !judgement.free {
        let mut whole = Vec::new();
        if coming {
            whole.extend(demands.into_iter().map(|(_, demand)| demand));
        } else {
            for (brief, quantity) in wishes {
                whole.extend(demand(c, brief, *quantity, today, open, None)?);
            }
        }
        let needs: Vec<Need> = whole
            .into_iter()
            .map(|demand| Need { quantity: totals[&demand.brief.id], ..demand.need })
            .collect();
        let NearestFree { earlier, later } =
            tracing::info_span!("alternatives").in_scope(|| nearest_free(&needs, period, today, open));
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
}

pub(crate) fn judge_moving(
    c: &Read<'_>,
    brief: &Brief,
    quantity: u32,
    line: Option<&LoanLine>,
    period: Period,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Moved> {
    let mut moved = Moved {
        free: true,
        available: u32::MAX,
        busy: brief.buffers.around(period, open).days(),
        conflicts: Vec::new(),
        alternatives: Vec::new(),
    };
    let mut needs = Vec::new();
    for mut demand in demand(c, brief, quantity, today, open, None)? {
        let before = demand.need.load.clone();
        if let Some(line) = line {
            demand.forget(Taker::Line(line.id));
        }
        let buffers = demand.need.buffers;
        let interval = match line {
            Some(line) => Occupation::of_line(line, demand.quantity, buffers, open)
                .and_then(|occupation| occupation.seen_from(today, open)),
            None => Some(buffers.around(period, open)),
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
                moved.conflicts.extend(conflicts(c, &demand, &found, period, today, open)?);
            }
        }
        needs.push(demand.into_need());
    }
    moved.available = moved.available.min(brief.capacity);
    if !moved.free && line.is_none_or(|line| line.state != LineState::Out) {
        let NearestFree { earlier, later } = nearest_free(&needs, period, today, open);
        moved.alternatives = [earlier, later].into_iter().flatten().collect();
    }
    Ok(moved)
}

impl App {
    /// Is it free, live while a booking is typed.
    ///
    /// # Errors
    /// `end_before_start`, `resource_unknown`; faults of the base.
    pub fn availability(&self, query: &AvailabilityQuery) -> Outcome<AvailabilityAnswer> {
        let period = checked_period(query.period.from, query.period.to)?;
        let (today, days) = (self.today(), self.open_days());
        let open: &dyn OpenDays = &*days;
        self.base.read(|c| {
            let mut wishes = Vec::new();
            for Wanted { code, quantity } in &query.wanted {
                wishes.push((known_brief(c, code)?, *quantity));
            }
            let judgement = judge(c, &wishes, period, today, open, true)?;
            let window = window_around(period);
            let mut lines = Vec::new();
            let mut none_is_wrong = true;
            let asked: HashSet<ResourceId> = wishes.iter().map(|(brief, _)| brief.id).collect();
            let someone_refused = judgement.conflicts.iter().any(|conflicts| !conflicts.is_empty());
            let others = if someone_refused { Some(free_of_all(c, period, 1, today, open)?) } else { None };
            for (place, (brief, quantity)) in wishes.iter().enumerate() {
                let fault = wish_fault(brief, *quantity, period);
                none_is_wrong &= fault.is_none();
                let conflicts = judgement.conflicts[place].clone();
                let resource = resource::by_code(c, &brief.code)?
                    .ok_or_else(|| Fault::input("resource_unknown").with("code", brief.code.as_str()))?;
                let instead = match &others {
                    Some(others) if !conflicts.is_empty() => closest_free(c, &resource, others, &asked)?,
                    _ => Vec::new(),
                };
                lines.push(LineAnswer {
                    code: brief.code.clone(),
                    title: brief.title.clone(),
                    kind: brief.kind,
                    free: conflicts.is_empty() && fault.is_none() && judgement.available[place] >= *quantity,
                    available: judgement.available[place],
                    capacity: brief.capacity,
                    quantity: *quantity,
                    conflicts,
                    fault,
                    instead,
                    bars: entries::bars(c, brief.id, window, today, open)?,
                    buffers: brief.buffers,
                    member_cents: amount(&resource, Tariff::Member, period, *quantity),
                    non_member_cents: amount(&resource, Tariff::NonMember, period, *quantity),
                });
            }
            let nearest = |day| (!open.is_open(day)).then(|| nearest_open_day(day, open));
            Ok(AvailabilityAnswer {
                period,
                free: judgement.free && none_is_wrong,
                lines,
                alternatives: if none_is_wrong { judgement.alternatives } else { Vec::new() },
                holidays: holidays(period, &days),
                departure_closed: nearest(period.from),
                return_closed: nearest(period.to),
                window,
            })
        })
    }
}

/// The public holidays of a period.
pub(crate) fn holidays(period: Period, centre: &CentreDays) -> Vec<Holiday> {
    let days = period.from.iter_days().take_while(|day| *day <= period.to);
    days.filter_map(|on| centre.holiday(on).map(|holiday| Holiday { on, holiday })).collect()
}

/// From the Monday two weeks before, and ten weeks or as many as it takes.
fn window_around(period: Period) -> Period {
    let monday = plus_days(period.from, -14 - i64::from(period.from.weekday().num_days_from_monday()));
    Period { from: monday, to: plus_days(monday, 69).max(plus_days(period.to, 14)) }
}
