//! Is it free, and if not why, and when and what instead.

use crate::app::App;
use crate::catalogue;
use crate::views::{AvailabilityAnswer, AvailabilityQuery, FreeAnswer, Holiday, Instead, LineAnswer, Wanted};
use chrono::{Datelike, NaiveDate};
use domain::availability::{
    Availability, Conflict, ConflictReason, Load, NearestFree, Need, Refusal, Taken, Units, availability,
    nearest_free,
};
use domain::calendar::{Buffers, MOST_BUFFER, OpenDays, nearest_open_day, public_holiday};
use domain::catalogue::ResourceKind;
use domain::fault::{Fault, Outcome};
use domain::id::{LineId, ResourceId};
use domain::interval::{Interval, Period, plus_days};
use domain::loan::LineState;
use domain::tariff::{Tariff, amount};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::line::Booked;
use store::occupation::{Stored, Violation};
use store::resource::Brief;
use store::{Connection, line, occupation, resource};

/// A resource that a booking needs, with what takes it.
pub(crate) struct Demand {
    pub(crate) brief: Brief,
    quantity: u32,
    taken: Vec<Stored>,
    need: Need,
}

impl Demand {
    /// What the search for free periods needs of it.
    pub(crate) fn into_need(self) -> Need {
        self.need
    }
}

/// A period that is the right way round.
pub(crate) fn checked_period(from: NaiveDate, to: NaiveDate) -> Outcome<Period> {
    Period::new(from, to)
        .ok_or_else(|| Fault::input("end_before_start").with("from", from).with("to", to).on("to"))
}

/// The resource of that code.
pub(crate) fn known_brief(c: &Connection, code: &str) -> Outcome<Brief> {
    resource::brief_by_code(c, code.trim())?
        .ok_or_else(|| Fault::input("resource_unknown").with("code", code.trim()).on("resource"))
}

/// What a booking of `quantity` units needs: the resource and, of a set, each of its parts. `days` bounds what
/// of their occupations is read: all of it where the nearest free periods are wanted too.
pub(crate) fn demand(
    c: &Connection,
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

fn need(
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
    c: &Connection,
    demand: &Demand,
    answer: &Availability,
    asked: Period,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Vec<Conflict>> {
    let lines = answer.in_the_way.iter().filter(|place| demand.need.load.taken[**place].quantity > 0);
    let ids: Vec<LineId> = lines.filter_map(|place| demand.taken[*place].line).collect();
    conflicts_of(c, &ids, Some(asked), &demand.brief.code, today, open)
}

pub(crate) fn conflicts_of(
    c: &Connection,
    lines: &[LineId],
    asked: Option<Period>,
    code: &str,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Vec<Conflict>> {
    let mut found: Vec<Conflict> =
        line::booked(c, lines)?.iter().map(|booked| conflict(booked, asked, code, today, open)).collect();
    found.sort_by_key(|conflict| (conflict.from, conflict.number.clone()));
    Ok(found)
}

/// A line as what is in the way of the days asked for.
pub(crate) fn conflict(
    booked: &Booked,
    asked: Option<Period>,
    code: &str,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Conflict {
    let shown = Period {
        from: booked.departed_on.unwrap_or(booked.planned.from),
        to: booked.returned_on.unwrap_or(booked.planned.to),
    };
    let is_late = booked.state == LineState::Out && booked.planned.to < today;
    let days_meet = asked.is_none_or(|asked| shown.interval().overlaps(&asked.interval()));
    let busy = booked.occupation.and_then(|occupation| occupation.seen_from(today, open));
    let busy = busy.map_or(shown, |interval| interval.days());
    Conflict {
        number: booked.number.clone(),
        code: code.to_owned(),
        borrower: booked.borrower.clone(),
        commune: booked.commune.clone(),
        from: shown.from,
        to: shown.to,
        busy_from: busy.from,
        busy_to: busy.to,
        state: booked.state,
        quantity: booked.quantity,
        option_until: booked.option_until,
        reason: match (days_meet, is_late) {
            (true, _) => ConflictReason::Days,
            (false, true) => ConflictReason::Late,
            (false, false) => ConflictReason::Buffer,
        },
    }
}

/// Lines by their ids, read at once.
pub(crate) fn booked_lines(c: &Connection, ids: &[LineId]) -> Outcome<HashMap<LineId, Booked>> {
    Ok(line::booked(c, ids)?.into_iter().map(|booked| (booked.id, booked)).collect())
}

/// What is wrong with a wish whatever the bookings: more than there are, outside the resource's life.
pub(crate) fn wish_fault(brief: &Brief, quantity: u32, period: Period) -> Option<Fault> {
    let named =
        |code| Fault::input(code).with("code", brief.code.as_str()).with("title", brief.title.as_str());
    if quantity == 0 {
        return Some(named("quantity_zero").on("quantity"));
    }
    if quantity > brief.capacity {
        return Some(
            named("quantity_over_capacity")
                .with("quantity", quantity)
                .with("capacity", brief.capacity)
                .on("quantity"),
        );
    }
    if let Some(acquired) = brief.acquired_on
        && period.from < acquired
    {
        return Some(
            named("before_acquisition").with("acquired", acquired).with("from", period.from).on("from"),
        );
    }
    if let Some(retired) = brief.retired_on
        && period.to >= retired
    {
        return Some(named("after_retirement").with("retired", retired).with("to", period.to).on("to"));
    }
    None
}

/// The longest period that may be asked about, in days: two years.
const LONGEST_PERIOD: u32 = 731;

/// What is wrong with the days of a new booking.
pub(crate) fn checked_booking_period(period: Period, today: NaiveDate) -> Outcome<Period> {
    let period = checked_period(period.from, period.to)?;
    if period.days() > LONGEST_PERIOD {
        return Err(Fault::input("period_too_long")
            .with("days", period.days())
            .with("limit", LONGEST_PERIOD)
            .on("to"));
    }
    if period.to < today {
        return Err(Fault::input("period_over").with("to", period.to).with("today", today).on("to"));
    }
    Ok(period)
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
    c: &Connection,
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

/// The refusal of an operation that broke the rule.
pub(crate) fn violation_fault(
    c: &Connection,
    violation: &Violation,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Fault> {
    let brief = resource::brief_by_id(c, violation.resource)?;
    let conflicts = conflicts_of(c, &violation.in_the_way, None, &brief.code, today, open)?;
    let days = violation.excess.first().map(Interval::days);
    let mut fault =
        Fault::rule("taken").with("code", brief.code.as_str()).with("title", brief.title.as_str());
    if let Some(days) = days {
        fault = fault.with("from", days.from).with("to", days.to);
    }
    Ok(fault.refused_by(Refusal { conflicts, alternatives: Vec::new() }))
}

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
        let (today, open) = (self.today(), self.open_days());
        self.base.read(|c| {
            if let Some(code) = code {
                let brief = known_brief(c, code)?;
                if kind.is_some_and(|kind| kind != brief.kind) {
                    return Ok(Vec::new());
                }
                let judgement = judge(c, &[(brief.clone(), quantity)], period, today, open, true)?;
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
            let mut states = free_of_all(c, period, quantity, today, open)?;
            states.retain(|(brief, _, _)| kind.is_none_or(|kind| kind == brief.kind));
            let all: Vec<LineId> = states.iter().flat_map(|(_, _, lines)| lines).copied().collect();
            let lines = tracing::info_span!("conflicts").in_scope(|| booked_lines(c, &all))?;
            let mut answers = Vec::new();
            for (brief, answer, in_the_way) in states {
                let of = in_the_way.iter().filter_map(|id| lines.get(id));
                let mut conflicts: Vec<Conflict> =
                    of.map(|booked| conflict(booked, Some(period), &brief.code, today, open)).collect();
                conflicts.sort_by_key(|conflict| (conflict.from, conflict.number.clone()));
                let refusal = Refusal { conflicts, alternatives: Vec::new() };
                answers.push(FreeAnswer {
                    code: brief.code,
                    title: brief.title,
                    free: answer.free,
                    available: answer.available,
                    refusal,
                });
            }
            Ok(answers)
        })
    }

    /// Is it free, live while a booking is typed.
    ///
    /// # Errors
    /// `end_before_start`, `resource_unknown`; faults of the base.
    pub fn availability(&self, query: &AvailabilityQuery) -> Outcome<AvailabilityAnswer> {
        let period = checked_period(query.period.from, query.period.to)?;
        let (today, open) = (self.today(), self.open_days());
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
                    bars: catalogue::bars(c, brief.id, window, today, open)?,
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
                holidays: holidays(period),
                departure_closed: nearest(period.from),
                return_closed: nearest(period.to),
                window,
            })
        })
    }
}

/// The public holidays of a period.
pub(crate) fn holidays(period: Period) -> Vec<Holiday> {
    let days = period.from.iter_days().take_while(|day| *day <= period.to);
    days.filter_map(|on| public_holiday(on).map(|holiday| Holiday { on, holiday })).collect()
}

/// From the Monday two weeks before, and ten weeks or as many as it takes.
fn window_around(period: Period) -> Period {
    let monday = plus_days(period.from, -14 - i64::from(period.from.weekday().num_days_from_monday()));
    Period { from: monday, to: plus_days(monday, 69).max(plus_days(period.to, 14)) }
}

/// The answer of the rule for every resource over a period, with the lines in the way.
pub(crate) fn free_of_all(
    c: &Connection,
    period: Period,
    quantity: u32,
    today: NaiveDate,
    open: &dyn OpenDays,
) -> Outcome<Vec<(Brief, Availability, Vec<LineId>)>> {
    let (briefs, parts) = tracing::info_span!("resources")
        .in_scope(|| -> store::Result<_> { Ok((resource::briefs(c)?, resource::all_parts(c)?)) })?;
    let most = briefs.iter().fold(Buffers::default(), |most, brief| Buffers {
        before: most.before.max(brief.buffers.before),
        after: most.after.max(brief.buffers.after),
    });
    let mut taken: HashMap<ResourceId, Vec<Stored>> = HashMap::new();
    let stored =
        tracing::info_span!("occupations").in_scope(|| occupation::of_all(c, most.around(period, open)))?;
    for stored in stored {
        taken.entry(stored.resource).or_default().push(stored);
    }
    let none = Vec::new();
    let _engine = tracing::info_span!("engine").entered();
    // The buffers of a centre are few: their bounds around the days are worked out once each.
    let mut around: HashMap<Buffers, Interval> = HashMap::new();
    let mut ask_one = |brief: &Brief, quantity: u32| {
        let stored = taken.get(&brief.id).unwrap_or(&none);
        let wanted = *around.entry(brief.buffers).or_insert_with(|| brief.buffers.around(period, open));
        if stored.is_empty() && covers(&brief.units(), wanted) {
            let answer = Availability {
                free: quantity <= brief.capacity,
                available: brief.capacity,
                in_the_way: Vec::new(),
            };
            return (answer, Vec::new());
        }
        let need = need(brief, quantity, brief.buffers, stored, today, open);
        let answer = availability(&need.load, wanted, quantity);
        let lines = answer.in_the_way.iter().filter(|place| need.load.taken[**place].quantity > 0);
        let lines = lines.filter_map(|place| stored[*place].line).collect();
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
fn closest_free(
    c: &Connection,
    wished: &domain::catalogue::Resource,
    others: &[(Brief, Availability, Vec<LineId>)],
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
