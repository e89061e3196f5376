//! What a person must do now.

use crate::base::app::App;
use crate::base::cards::cards;
use crate::views::{Direction, FundNow, LineCard, Movement, Today};
use chrono::NaiveDate;
use domain::fault::Outcome;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use std::collections::HashSet;
use store::{line, occupation, resource};

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

            let mut fund = FundNow { total: 0, late: 0, out: 0, preparing: 0, stored: 0 };
            let now = Period { from: at.today, to: at.today }.interval();
            let busy: HashSet<_> = occupation::of_all(c, now)?
                .into_iter()
                .filter(|stored| {
                    stored
                        .occupation
                        .seen_from(at.today, &at.open)
                        .is_some_and(|interval| interval.overlaps(&now))
                })
                .map(|stored| stored.resource)
                .collect();
            let out_codes: HashSet<&str> = out.iter().map(|card| card.code.as_str()).collect();
            let late_codes: HashSet<&str> =
                out.iter().filter(|card| card.late_days > 0).map(|card| card.code.as_str()).collect();
            for brief in resource::briefs(c)?
                .iter()
                .filter(|brief| brief.kind.travels() && brief.retired_on.is_none_or(|day| day > at.today))
            {
                fund.total += 1;
                if late_codes.contains(brief.code.as_str()) {
                    fund.late += 1;
                } else if out_codes.contains(brief.code.as_str()) {
                    fund.out += 1;
                } else if busy.contains(&brief.id) {
                    fund.preparing += 1;
                } else {
                    fund.stored += 1;
                }
            }
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
