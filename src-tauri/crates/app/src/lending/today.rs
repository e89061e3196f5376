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

/// Days ahead that are shown.
const AHEAD: i64 = 14;

impl App {
    /// Departures, returns, what is late, what is out, what is about to expire.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn today_view(&self) -> Outcome<Today> {
        self.read(|c, at| {
            let confirmed =
                cards(line::in_state_until(c, LineState::Confirmed, plus_days(at.today, AHEAD))?, at);
            let mut options = cards(line::in_state(c, LineState::Option)?, at);
            let mut out = cards(line::in_state(c, LineState::Out)?, at);
            out.sort_by_key(|card| (card.planned.to, card.number.clone()));
            options.retain(|card| card.option_until.is_none_or(|until| until >= at.today));
            options.sort_by_key(|card| (card.option_until, card.number.clone()));

            let coming = |day: NaiveDate| day > at.today && day <= plus_days(at.today, AHEAD);
            let departures = confirmed.iter().map(|card| movement(card, Direction::Departure));
            let mut movements: Vec<Movement> =
                departures.chain(out.iter().map(|card| movement(card, Direction::Return))).collect();
            movements.sort_by_key(|movement| {
                (movement.on, movement.direction == Direction::Return, movement.line.number.clone())
            });

            let fund = fund_now(c, &out, at)?;
            Ok(Today {
                today: at.today,
                fund,
                departures_overdue: confirmed
                    .iter()
                    .filter(|card| card.planned.from < at.today && !card.missed)
                    .cloned()
                    .collect(),
                movements_today: movements
                    .iter()
                    .filter(|movement| movement.on == at.today)
                    .cloned()
                    .collect(),
                movements_coming: movements.into_iter().filter(|movement| coming(movement.on)).collect(),
                late: out.iter().filter(|card| card.late_days > 0).cloned().collect(),
                missed: confirmed.into_iter().filter(|card| card.missed).collect(),
                out,
                options,
            })
        })
    }
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
