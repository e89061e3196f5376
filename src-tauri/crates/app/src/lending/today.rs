//! What a person must do now.

use crate::base::app::App;
use crate::base::at::At;
use crate::base::cards::cards;
use crate::views::{Direction, FundNow, LineCard, Movement, Today};
use chrono::NaiveDate;
use domain::fault::Outcome;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use domain::taker::Taker;
use std::collections::HashSet;
use store::{Read, line, occupation, resource};

/// Days ahead that are shown, as many of them as it takes for [`ENOUGH`] movements.
const AHEAD: i64 = 14;
/// What nobody reads to its end.
const ENOUGH: u32 = 300;
/// As many as are shown of what is out and of the options; the rest is in the list of loans.
const FIRST: u32 = 60;

impl App {
    /// Departures, returns, what is late, what is out, what is about to expire.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn today_view(&self) -> Outcome<Today> {
        self.read(|c, at| {
            let always = always();
            let before = Period { to: plus_days(at.today, -1), ..always };
            let overdue = cards(line::departures(c, before)?, at);
            let (missed, departures_overdue): (Vec<_>, Vec<_>) =
                overdue.into_iter().partition(|card| card.missed);
            let late = cards(line::returns(c, before, u32::MAX)?, at);
            let out = cards(line::returns(c, always, FIRST)?, at);
            let (options, options_count) = line::options_held(c, at.today, FIRST)?;

            let days = Period {
                from: at.today,
                to: last_shown(&line::movements_by_day(c, ahead(at.today))?, at.today),
            };
            let departures = cards(line::departures(c, days)?, at);
            let returns = cards(line::returns(c, days, u32::MAX)?, at);
            let departures = departures.iter().map(|card| movement(card, Direction::Departure));
            let mut movements: Vec<Movement> =
                departures.chain(returns.iter().map(|card| movement(card, Direction::Return))).collect();
            movements.sort_by_key(|movement| {
                (movement.on, movement.direction == Direction::Return, movement.line.number.clone())
            });
            let (movements_today, movements_coming) =
                movements.into_iter().partition(|movement| movement.on == at.today);

            let fund = fund_now(c, &late, at)?;
            Ok(Today {
                today: at.today,
                fund,
                departures_overdue,
                movements_today,
                movements_coming,
                late,
                missed,
                out,
                out_count: line::count_in_state(c, LineState::Out)?,
                options: cards(options, at),
                options_count,
            })
        })
    }
}

/// Whatever the day.
fn always() -> Period {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    Period { from: day(1, 1, 1), to: day(9999, 12, 31) }
}

/// The days ahead, today included.
fn ahead(today: NaiveDate) -> Period {
    Period { from: today, to: plus_days(today, AHEAD) }
}

/// The last day whose movements are shown, of those that have some.
fn last_shown(counts: &[(NaiveDate, u32)], today: NaiveDate) -> NaiveDate {
    let mut sum = 0;
    for (day, count) in counts {
        sum += count;
        if sum >= ENOUGH {
            return *day;
        }
    }
    ahead(today).to
}

fn movement(card: &LineCard, direction: Direction) -> Movement {
    let on = match direction {
        Direction::Departure => card.planned.from,
        Direction::Return => card.planned.to,
    };
    Movement { on, direction, line: card.clone() }
}

/// Where the fund is: a part of a set that is out is out.
fn fund_now(c: &Read<'_>, out: &[LineCard], at: &At) -> Outcome<FundNow> {
    let now = Period { from: at.today, to: at.today }.interval();
    let late_lines: HashSet<Taker> =
        out.iter().filter(|card| card.late_days > 0).map(|card| Taker::Line(card.id)).collect();
    let (mut late, mut away, mut busy) = (HashSet::new(), HashSet::new(), HashSet::new());
    for stored in occupation::of_all(c, now)? {
        let seen = stored.occupation.seen_from(at.today, &at.open);
        if stored.occupation.is_away() {
            away.insert(stored.resource);
            if late_lines.contains(&stored.taker) {
                late.insert(stored.resource);
            }
        } else if seen.is_some_and(|interval| interval.overlaps(&now)) {
            busy.insert(stored.resource);
        }
    }
    let mut fund = FundNow { total: 0, late: 0, out: 0, preparing: 0, stored: 0 };
    for brief in resource::briefs(c)? {
        if !brief.kind.travels() || brief.retired_on.is_some_and(|day| day <= at.today) {
            continue;
        }
        fund.total += 1;
        let place = if late.contains(&brief.id) {
            &mut fund.late
        } else if away.contains(&brief.id) {
            &mut fund.out
        } else if busy.contains(&brief.id) {
            &mut fund.preparing
        } else {
            &mut fund.stored
        };
        *place += 1;
    }
    Ok(fund)
}
