//! The one rule (SPEC §3): no operation may make the occupied quantity of a resource exceed its
//! capacity at any instant, or enlarge an excess that is there.
//!
//! [`enlarged_excess`] is that rule over intervals. [`availability`] asks it of a booking not yet made
//! and [`nearest_free`] of the periods around it; the store asks it of every change it writes.

use crate::calendar::{Buffers, OpenDays};
use crate::interval::{Interval, Period, midnight, plus_days};
use crate::loan::LineState;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Units of a resource that exist from one day to before another; several make a [`Load`]'s capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Units {
    /// How many.
    pub quantity: u32,
    /// First day, none for always.
    pub from: Option<NaiveDate>,
    /// First day after, none for ever.
    pub until: Option<NaiveDate>,
}

/// Units taken over an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// When, buffers included.
    pub interval: Interval,
    /// How many.
    pub quantity: u32,
}

/// A resource's units and what takes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Load {
    /// Units that exist.
    pub capacity: Vec<Units>,
    /// Units taken.
    pub taken: Vec<Taken>,
}

/// The intervals in which `after` exceeds its capacity by more than `before` did: empty when the rule
/// allows the change. In the order of time, neighbours merged.
#[must_use]
pub fn enlarged_excess(before: &Load, after: &Load) -> Vec<Interval> {
    let mut steps: Vec<(NaiveDateTime, [i64; 4])> =
        Vec::with_capacity(2 * (before.taken.len() + after.taken.len()) + 8);
    for (side, load) in [(0, before), (1, after)] {
        let mut step = |at: NaiveDateTime, slot: usize, amount: i64| {
            let mut change = [0; 4];
            change[2 * side + slot] = amount;
            steps.push((at, change));
        };
        for units in &load.capacity {
            step(units.from.map_or(NaiveDateTime::MIN, midnight), 0, i64::from(units.quantity));
            if let Some(until) = units.until {
                step(midnight(until), 0, -i64::from(units.quantity));
            }
        }
        for taken in &load.taken {
            step(taken.interval.start, 1, i64::from(taken.quantity));
            step(taken.interval.end, 1, -i64::from(taken.quantity));
        }
    }
    steps.sort_unstable_by_key(|(at, _)| *at);

    let mut level = [0i64; 4];
    let mut found: Vec<Interval> = Vec::new();
    let mut open: Option<NaiveDateTime> = None;
    let mut next = steps.iter().peekable();
    while let Some((at, change)) = next.next() {
        level.iter_mut().zip(change).for_each(|(level, change)| *level += change);
        if next.peek().is_some_and(|(later, _)| later == at) {
            continue;
        }
        let [capacity_before, taken_before, capacity_after, taken_after] = level;
        let excess_before = (taken_before - capacity_before).max(0);
        let excess_after = (taken_after - capacity_after).max(0);
        match (open, excess_after > excess_before) {
            (None, true) => open = Some(*at),
            (Some(start), false) => {
                found.push(Interval { start, end: *at });
                open = None;
            }
            _ => {}
        }
    }
    // Every taking ends, so an excess does too.
    debug_assert!(open.is_none());
    found
}

/// Whether a quantity can be had over an interval, and if not why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// Whether the rule allows it.
    pub free: bool,
    /// Units that could be had all through the interval.
    pub available: u32,
    /// Indices in [`Load::taken`] of what is in the way, in that order.
    pub in_the_way: Vec<usize>,
}

/// Whether `quantity` units can be had all through `wanted`.
#[must_use]
pub fn availability(load: &Load, wanted: Interval, quantity: u32) -> Availability {
    let near = near(load, wanted);
    let excess = excess_of(&near, wanted, quantity);
    let in_the_way = load
        .taken
        .iter()
        .enumerate()
        .filter(|(_, taken)| excess.iter().any(|interval| interval.overlaps(&taken.interval)))
        .map(|(index, _)| index)
        .collect();
    Availability { free: excess.is_empty(), available: available(&near, wanted), in_the_way }
}

/// The same load without what is taken at other times: a booking of `wanted` changes nothing there, so none of
/// it can be part of an excess that it enlarges.
fn near(load: &Load, wanted: Interval) -> Load {
    let taken = load.taken.iter().filter(|taken| taken.interval.overlaps(&wanted)).copied().collect();
    Load { capacity: load.capacity.clone(), taken }
}

fn excess_of(load: &Load, wanted: Interval, quantity: u32) -> Vec<Interval> {
    let mut after = load.clone();
    after.taken.push(Taken { interval: wanted, quantity });
    enlarged_excess(load, &after)
}

/// Units that nothing takes at any instant of `wanted`.
fn available(load: &Load, wanted: Interval) -> u32 {
    let level_at = |at: NaiveDateTime| -> i64 {
        let capacity: i64 = load
            .capacity
            .iter()
            .filter(|u| {
                u.from.is_none_or(|from| midnight(from) <= at)
                    && u.until.is_none_or(|until| at < midnight(until))
            })
            .map(|u| i64::from(u.quantity))
            .sum();
        let taken: i64 = load
            .taken
            .iter()
            .filter(|t| t.interval.start <= at && at < t.interval.end)
            .map(|t| i64::from(t.quantity))
            .sum();
        capacity - taken
    };
    // The level falls only where something begins or some units end.
    let falls = load
        .taken
        .iter()
        .map(|t| t.interval.start)
        .chain(load.capacity.iter().filter_map(|u| u.until.map(midnight)))
        .filter(|at| wanted.start < *at && *at < wanted.end);
    let least = std::iter::once(wanted.start).chain(falls).map(level_at).min().unwrap_or(0);
    u32::try_from(least.max(0)).unwrap_or(u32::MAX)
}

/// One resource that a booking needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its units and what takes them.
    pub load: Load,
    /// How many of them.
    pub quantity: u32,
    /// Open days kept free around.
    pub buffers: Buffers,
}

/// The free periods nearest to one that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NearestFree {
    /// The latest that begins before.
    pub earlier: Option<Period>,
    /// The earliest that begins after.
    pub later: Option<Period>,
}

/// The free periods of the same length as `around`, for all `needs` at once, that begin nearest before
/// and after it; none begins before `earliest`.
#[must_use]
pub fn nearest_free(needs: &[Need], around: Period, earliest: NaiveDate, open: &dyn OpenDays) -> NearestFree {
    let days = around.days();
    let blocked = |from: NaiveDate| -> Vec<Interval> {
        let period = Period::starting(from, days);
        needs
            .iter()
            .flat_map(|need| {
                let wanted = need.buffers.around(period, open);
                excess_of(&near(&need.load, wanted), wanted, need.quantity)
            })
            .collect()
    };
    // Beyond the last change of anything the answer stays the same for ever.
    let horizon = needs
        .iter()
        .flat_map(|need| {
            let ends = need.load.taken.iter().map(|t| t.interval.end.date());
            let units = need.load.capacity.iter().flat_map(|u| [u.from, u.until]).flatten();
            ends.chain(units).map(|day| plus_days(day, 2 * i64::from(need.buffers.before) + 60))
        })
        .max()
        .unwrap_or(around.from)
        .max(plus_days(around.from.max(earliest), 60));

    let mut later = None;
    let mut from = plus_days(around.from, 1).max(earliest);
    while from <= horizon {
        let excess = blocked(from);
        let Some(end) = excess.iter().map(|interval| interval.end).max() else {
            later = Some(Period::starting(from, days));
            break;
        };
        // Each start before the end of the excess would hold its last instant too.
        let free_again = if end == midnight(end.date()) { end.date() } else { plus_days(end.date(), 1) };
        from = free_again.max(plus_days(from, 1));
    }

    let mut earlier = None;
    let mut from = plus_days(around.from, -1);
    while from >= earliest {
        let excess = blocked(from);
        let Some(start) = excess.iter().map(|interval| interval.start).min() else {
            earlier = Some(Period::starting(from, days));
            break;
        };
        from = plus_days(start.date(), -i64::from(days)).min(plus_days(from, -1));
    }
    NearestFree { earlier, later }
}

/// Why a booking is in the way of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ConflictReason {
    /// Its own days are among those asked for.
    Days,
    /// Only a buffer, its own or that of the asked days, stands between.
    Buffer,
    /// It should be back and is not.
    Late,
    /// The centre itself holds it.
    Held,
}

/// A booking in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Conflict {
    /// Number of its loan.
    pub number: String,
    /// Code of the resource it takes.
    pub code: String,
    /// Name of its borrower.
    pub borrower: String,
    /// Commune where it is shown.
    pub commune: String,
    /// Its first day, actual where known.
    pub from: NaiveDate,
    /// Its last day, actual where known.
    pub to: NaiveDate,
    /// First day taken, buffers included.
    pub busy_from: NaiveDate,
    /// Last day taken, buffers included.
    pub busy_to: NaiveDate,
    /// Where it stands; none of what the centre itself holds, whose reason then stands as the borrower.
    pub state: Option<LineState>,
    /// Units it takes.
    pub quantity: u32,
    /// Last day on which it holds, of an option.
    pub option_until: Option<NaiveDate>,
    /// Why it is in the way.
    pub reason: ConflictReason,
    /// Title of the set through which it takes the resource, where it does.
    pub through: String,
}

/// Why a booking was refused, and the nearest ways out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Refusal {
    /// The bookings in the way.
    pub conflicts: Vec<Conflict>,
    /// The nearest free periods of the same length, the earlier first.
    pub alternatives: Vec<Period>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingDays;
    use proptest::prelude::*;

    const DAYS: i64 = 90;

    fn first() -> NaiveDate {
        "2026-03-02".parse().unwrap()
    }

    fn nth(day: i64) -> NaiveDate {
        plus_days(first(), day)
    }

    fn taken(from: i64, days: i64, quantity: u32) -> Taken {
        Taken { interval: Period { from: nth(from), to: nth(from + days - 1) }.interval(), quantity }
    }

    /// Occupied and capacity of each half day, counted one by one.
    fn count(load: &Load, half_day: i64) -> (i64, i64) {
        let at = midnight(nth(0)) + chrono::Duration::hours(12 * half_day);
        let inside = |t: &&Taken| t.interval.start <= at && at < t.interval.end;
        let occupied = load.taken.iter().filter(inside).map(|t| i64::from(t.quantity)).sum();
        let exists =
            |u: &&Units| u.from.is_none_or(|f| midnight(f) <= at) && u.until.is_none_or(|t| at < midnight(t));
        (occupied, load.capacity.iter().filter(exists).map(|u| i64::from(u.quantity)).sum())
    }

    fn excess(load: &Load, half_day: i64) -> i64 {
        let (occupied, capacity) = count(load, half_day);
        (occupied - capacity).max(0)
    }

    fn some_taken() -> impl Strategy<Value = Taken> {
        (0..2 * DAYS, 1..60i64, 1..4u32).prop_map(|(from, half_days, quantity)| {
            let start = midnight(nth(0)) + chrono::Duration::hours(12 * from);
            Taken {
                interval: Interval { start, end: start + chrono::Duration::hours(12 * half_days) },
                quantity,
            }
        })
    }

    fn some_units() -> impl Strategy<Value = Units> {
        (0..4u32, proptest::option::of(0..DAYS), proptest::option::of(0..DAYS)).prop_map(
            |(quantity, from, length)| Units {
                quantity,
                from: from.map(nth),
                until: length.map(|length| nth(from.unwrap_or(0) + length + 1)),
            },
        )
    }

    fn some_load() -> impl Strategy<Value = Load> {
        (proptest::collection::vec(some_units(), 0..3), proptest::collection::vec(some_taken(), 0..8))
            .prop_map(|(capacity, taken)| Load { capacity, taken })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_rule_is_a_day_by_day_count(before in some_load(), after in some_load()) {
            let found = enlarged_excess(&before, &after);
            for half_day in -4..(2 * DAYS + 140) {
                let at = midnight(nth(0)) + chrono::Duration::hours(12 * half_day);
                let named = found.iter().any(|i| i.start <= at && at < i.end);
                prop_assert_eq!(named, excess(&after, half_day) > excess(&before, half_day), "at {}", at);
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
        }

        #[test]
        fn a_booking_is_free_when_a_day_by_day_count_says_so(load in some_load(), wanted in some_taken()) {
            let answer = availability(&load, wanted.interval, wanted.quantity);
            let inside: Vec<i64> = (0..(2 * DAYS + 140))
                .filter(|h| {
                    let at = midnight(nth(0)) + chrono::Duration::hours(12 * h);
                    wanted.interval.start <= at && at < wanted.interval.end
                })
                .collect();
            let least = inside.iter().map(|h| { let (occupied, capacity) = count(&load, *h); capacity - occupied }).min().unwrap();
            prop_assert_eq!(i64::from(answer.available), least.max(0));
            prop_assert_eq!(answer.free, least >= i64::from(wanted.quantity));
            let full = |h: &&i64| { let (occupied, capacity) = count(&load, **h); occupied + i64::from(wanted.quantity) > capacity };
            for (index, taken) in load.taken.iter().enumerate() {
                let in_the_way = inside.iter().filter(full).any(|h| {
                    let at = midnight(nth(0)) + chrono::Duration::hours(12 * h);
                    taken.interval.start <= at && at < taken.interval.end
                });
                prop_assert_eq!(answer.in_the_way.contains(&index), in_the_way);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_nearest_free_periods_are_those_that_trying_each_day_finds(
            loads in proptest::collection::vec((some_load(), 1..3u32, 0..3u32, 0..3u32), 1..3),
            from in 0..DAYS, days in 1..20u32, earliest in 0..DAYS,
        ) {
            let needs: Vec<Need> = loads
                .into_iter()
                .map(|(load, quantity, before, after)| Need { load, quantity, buffers: Buffers { before, after } })
                .collect();
            let free = |start: i64| {
                let period = Period::starting(nth(start), days);
                needs.iter().all(|n| availability(&n.load, n.buffers.around(period, &WorkingDays), n.quantity).free)
            };
            let found = nearest_free(&needs, Period::starting(nth(from), days), nth(earliest), &WorkingDays);
            let later = ((from + 1).max(earliest)..(2 * DAYS + 200)).find(|s| free(*s)).map(nth);
            let earlier = (earliest..from).rev().find(|s| free(*s)).map(nth);
            prop_assert_eq!(found.later.map(|p| p.from), later);
            prop_assert_eq!(found.earlier.map(|p| p.from), earlier);
            prop_assert!(found.later.is_none_or(|p| p.days() == days) && found.earlier.is_none_or(|p| p.days() == days));
        }
    }

    #[test]
    fn two_units_of_three_may_be_taken_beside_one() {
        let load = Load {
            capacity: vec![Units { quantity: 3, from: None, until: None }],
            taken: vec![taken(0, 10, 1)],
        };
        let wanted = taken(5, 10, 2);
        assert!(availability(&load, wanted.interval, 2).free);
        let refused = availability(&load, wanted.interval, 3);
        assert_eq!((refused.free, refused.available, refused.in_the_way), (false, 2, vec![0]));
    }

    #[test]
    fn an_excess_that_is_there_may_shrink_and_not_grow() {
        let one = vec![Units { quantity: 1, from: None, until: None }];
        let load = |taken: Vec<Taken>| Load { capacity: one.clone(), taken };
        let excess = load(vec![taken(0, 10, 1), taken(5, 10, 1)]);
        assert!(enlarged_excess(&excess, &load(vec![taken(0, 8, 1), taken(5, 10, 1)])).is_empty());
        assert_eq!(enlarged_excess(&excess, &load(vec![taken(0, 12, 1), taken(5, 10, 1)])).len(), 1);
        assert!(enlarged_excess(&excess, &excess).is_empty());
    }

    #[test]
    fn days_that_touch_do_not_overlap() {
        let load = Load {
            capacity: vec![Units { quantity: 1, from: None, until: None }],
            taken: vec![taken(0, 10, 1)],
        };
        assert!(availability(&load, taken(10, 5, 1).interval, 1).free);
        assert!(!availability(&load, taken(9, 5, 1).interval, 1).free);
    }

    #[test]
    fn a_resource_retired_for_good_has_no_later_period() {
        let load =
            Load { capacity: vec![Units { quantity: 1, from: None, until: Some(nth(20)) }], taken: vec![] };
        let need = Need { load, quantity: 1, buffers: Buffers::default() };
        let found = nearest_free(&[need], Period::starting(nth(15), 10), nth(0), &WorkingDays);
        assert_eq!(found.later, None);
        assert_eq!(found.earlier, Some(Period::starting(nth(10), 10)));
    }
}
