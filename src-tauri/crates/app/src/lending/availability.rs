//! Is it free, and if not why, and when and what instead.

use crate::base::app::App;
use crate::base::at::At;
use crate::base::calendar::option_days;
use crate::base::cards::{Drawn, drawn};
use crate::lending::free::closest_free;
use crate::lending::judge::judge;
use crate::lending::wish::{checked_booking_period, known_brief, wish_fault};
use crate::views::{AvailabilityAnswer, AvailabilityQuery, Holiday, LineAnswer, Wanted};
use chrono::Datelike;
use domain::calendar::{CentreDays, OpenDays, nearest_open_day};
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::interval::{Period, plus_days};
use domain::loan;
use domain::tariff::{Tariff, amount};
use std::collections::HashSet;
use store::Read;
use store::resource::{self, Brief};

impl App {
    /// Is it free, live while a booking is typed.
    ///
    /// # Errors
    /// `resource_unknown`; faults of the base. Days that no booking may have are in the answer.
    pub fn availability(&self, query: &AvailabilityQuery) -> Outcome<AvailabilityAnswer> {
        self.read(|c, at| {
            let mut wishes = Vec::new();
            for Wanted { code, quantity, .. } in &query.wanted {
                wishes.push((known_brief(c, code)?, *quantity));
            }
            // What a booking would refuse is refused here, in the same words.
            let period = match checked_booking_period(query.period, at.today) {
                Ok(period) => period,
                Err(fault) => return refused_period(c, query.period, &wishes, &fault, at),
            };
            let judgement = judge(c, &wishes, period, at, true)?;
            let window = window_around(period);
            let mut lines = Vec::new();
            let mut none_is_wrong = true;
            let asked: HashSet<ResourceId> = wishes.iter().map(|(brief, _)| brief.id).collect();
            for (place, (brief, quantity)) in wishes.iter().enumerate() {
                let fault = wish_fault(brief, *quantity, period);
                none_is_wrong &= fault.is_none();
                let conflicts = judgement.conflicts[place].clone();
                let resource = resource::by_code(c, &brief.code)?
                    .ok_or_else(|| Fault::input("resource_unknown").with("code", brief.code.as_str()))?;
                let instead = if conflicts.is_empty() {
                    Vec::new()
                } else {
                    closest_free(c, &resource, period, &asked, at)?
                };
                let Drawn { bars, holds } = drawn(c, brief.id, window, at)?;
                lines.push(LineAnswer {
                    code: brief.code.clone(),
                    title: brief.title.clone(),
                    kind: brief.kind,
                    free: conflicts.is_empty() && fault.is_none() && judgement.available[place] >= *quantity,
                    available: judgement.available[place],
                    capacity: brief.stock().most_within(period),
                    quantity: *quantity,
                    conflicts,
                    fault,
                    instead,
                    if_back: judgement.if_back[place].clone(),
                    bars,
                    holds,
                    buffers: brief.buffers,
                    member_cents: amount(&resource, Tariff::Member, period, *quantity),
                    non_member_cents: amount(&resource, Tariff::NonMember, period, *quantity),
                });
            }
            let nearest = |day| (!at.open.is_open(day)).then(|| nearest_open_day(day, &at.open));
            Ok(AvailabilityAnswer {
                period,
                free: judgement.free && none_is_wrong,
                lines,
                alternatives: if none_is_wrong { judgement.alternatives } else { Vec::new() },
                holidays: holidays(period, &at.open),
                departure_closed: nearest(period.from),
                return_closed: nearest(period.to),
                window,
                option_until: loan::option_until(at.today, period, option_days(c)?),
            })
        })
    }
}

/// The answer about days that no booking may have: nothing is free then, and why is said of each thing wanted.
fn refused_period(
    c: &Read<'_>,
    asked: Period,
    wishes: &[(Brief, u32)],
    fault: &Fault,
    at: &At,
) -> Outcome<AvailabilityAnswer> {
    let window = window_around(Period { from: at.today, to: at.today });
    let mut lines = Vec::new();
    for (brief, quantity) in wishes {
        let Drawn { bars, holds } = drawn(c, brief.id, window, at)?;
        lines.push(LineAnswer {
            code: brief.code.clone(),
            title: brief.title.clone(),
            kind: brief.kind,
            free: false,
            available: 0,
            capacity: brief.capacity,
            quantity: *quantity,
            conflicts: Vec::new(),
            fault: Some(fault.clone()),
            instead: Vec::new(),
            if_back: Vec::new(),
            bars,
            holds,
            buffers: brief.buffers,
            member_cents: None,
            non_member_cents: None,
        });
    }
    Ok(AvailabilityAnswer {
        period: asked,
        free: false,
        lines,
        alternatives: Vec::new(),
        holidays: Vec::new(),
        departure_closed: None,
        return_closed: None,
        window,
        option_until: at.today,
    })
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
