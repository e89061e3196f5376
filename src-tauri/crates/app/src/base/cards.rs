//! Lines and holds as every list and drawing shows them.

use crate::base::at::At;
use crate::views::{HoldView, LineCard, is_past};
use chrono::NaiveDate;
use domain::fault::Outcome;
use domain::hold::Hold;
use domain::id::{LineId, ResourceId};
use domain::interval::Period;
use domain::loan::days_away;
use domain::taker::Taker;
use std::collections::HashMap;
use store::line::{self, NamedLine, Stay};
use store::occupation::{self, Stored};
use store::{Read, hold};

pub(crate) fn line_card(named: NamedLine, at: &At) -> LineCard {
    let busy = named
        .occupation
        .and_then(|occupation| occupation.seen_from(at.today, &at.open))
        .map(|interval| interval.days());
    let line = named.line;
    LineCard {
        id: line.id,
        late_days: line.late_days(at.today),
        missed: line.is_missed(at.today),
        number: named.number,
        code: named.code,
        title: named.title,
        short_name: named.short_name,
        kind: named.kind,
        borrower: named.borrower,
        commune: named.commune,
        state: line.state,
        quantity: line.quantity,
        planned: line.planned,
        departed_on: line.departed_on,
        returned_on: line.returned_on,
        option_until: line.option_until,
        busy_from: busy.map(|days| days.from),
        busy_to: busy.map(|days| days.to),
    }
}

/// What is drawn of a resource over some days: what takes it, be it through a set, and what is asked for there.
pub(crate) struct Drawn {
    pub(crate) bars: Vec<LineCard>,
    pub(crate) holds: Vec<HoldView>,
}

/// What takes a resource in a window, and what is asked for there.
pub(crate) fn drawn(c: &Read<'_>, id: ResourceId, window: Period, at: &At) -> Outcome<Drawn> {
    let taking: HashMap<Taker, Stored> = occupation::of_resource(c, id, window.interval())?
        .into_iter()
        .map(|stored| (stored.taker, stored))
        .collect();
    let ids: Vec<LineId> = taking.keys().filter_map(|taker| taker.line()).collect();
    let mut lines = line::by_ids(c, &ids)?;
    for named in &mut lines {
        // What it takes of this resource, not of the set that it lends.
        named.occupation = taking.get(&Taker::Line(named.line.id)).map(|stored| stored.occupation);
    }
    lines.extend(line::requests_of_resource(c, id, window)?);
    let mut holds = Vec::new();
    for hold in hold::by_ids(c, &taking.keys().filter_map(|taker| taker.hold()).collect::<Vec<_>>())? {
        holds.push(hold_view(hold));
    }
    holds.sort_by_key(|hold| (hold.period.from, hold.id));
    let mut bars: Vec<LineCard> =
        cards(lines, at).into_iter().filter(|card| is_drawn(card, window)).collect();
    bars.sort_by_key(|card| (card.planned.from, card.id));
    Ok(Drawn { bars, holds })
}

/// Whether a line is a bar of a window: neither called off nor missed, and there.
fn is_drawn(card: &LineCard, window: Period) -> bool {
    let from = card.busy_from.unwrap_or(card.departed_on.unwrap_or(card.planned.from));
    let to = card.busy_to.unwrap_or(card.returned_on.unwrap_or(card.planned.to));
    !card.state.is_off() && !card.missed && from <= window.to && to >= window.from
}

/// A hold as it is shown.
pub(crate) fn hold_view(hold: Hold) -> HoldView {
    HoldView { id: hold.id, kind: hold.kind, label: hold.label, quantity: hold.quantity, period: hold.period }
}

/// Lines with the names around them as the lists show them.
pub(crate) fn cards(lines: Vec<NamedLine>, at: &At) -> Vec<LineCard> {
    lines.into_iter().map(|named| line_card(named, at)).collect()
}

/// What a resource or a borrower has behind it.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct History {
    /// Lines that left.
    pub(crate) sorties: u32,
    /// Days that they were or are away.
    pub(crate) days_out: u32,
    /// Lines that are over.
    pub(crate) past: u32,
}

impl History {
    pub(crate) fn of(stays: Vec<Stay>, today: NaiveDate) -> Self {
        let mut history = Self::default();
        for (state, departed_on, returned_on) in stays {
            history.past += u32::from(is_past(state));
            if state.has_left() {
                history.sorties += 1;
                history.days_out += days_away(departed_on, returned_on, today).map_or(0, |days| days.days());
            }
        }
        history
    }
}
