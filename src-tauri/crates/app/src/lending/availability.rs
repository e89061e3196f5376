//! Is it free, and if not why, and when and what instead.

use crate::base::app::App;
use crate::base::cards::bars;
use crate::lending::free::{closest_free, free_of_all};
use crate::lending::judge::judge;
use crate::lending::wish::{checked_period, known_brief, wish_fault};
use crate::views::{AvailabilityAnswer, AvailabilityQuery, Holiday, LineAnswer, Wanted};
use chrono::Datelike;
use domain::calendar::{CentreDays, OpenDays, nearest_open_day};
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::interval::{Period, plus_days};
use domain::tariff::{Tariff, amount};
use std::collections::HashSet;
use store::resource;

impl App {
    /// Is it free, live while a booking is typed.
    ///
    /// # Errors
    /// `end_before_start`, `resource_unknown`; faults of the base.
    pub fn availability(&self, query: &AvailabilityQuery) -> Outcome<AvailabilityAnswer> {
        let period = checked_period(query.period.from, query.period.to)?;
        self.read(|c, at| {
            let mut wishes = Vec::new();
            for Wanted { code, quantity } in &query.wanted {
                wishes.push((known_brief(c, code)?, *quantity));
            }
            let judgement = judge(c, &wishes, period, at, true)?;
            let window = window_around(period);
            let mut lines = Vec::new();
            let mut none_is_wrong = true;
            let asked: HashSet<ResourceId> = wishes.iter().map(|(brief, _)| brief.id).collect();
            let someone_refused = judgement.conflicts.iter().any(|conflicts| !conflicts.is_empty());
            let others = if someone_refused { Some(free_of_all(c, period, 1, at)?) } else { None };
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
                    bars: bars(c, brief.id, window, at)?,
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
