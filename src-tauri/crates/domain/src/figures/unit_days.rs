//! Units × days: how much of what there was, was out.

use super::register::Register;
use crate::interval::Period;
use chrono::NaiveDate;

/// Units × days, of all days and of open days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct UnitDays {
    pub(super) all: i64,
    pub(super) open: i64,
}

/// Of each line and part of the register, how many units were out on how many days of the period. A day counts no unit
/// before the resource was acquired or after it was retired, nor more units than there were: what left first counts
/// first, so that no rate is above 100 % whatever the register says.
pub(super) fn unit_days(
    register: &Register,
    away_days: &[Option<Period>],
    is_open: &[bool],
) -> Vec<UnitDays> {
    let mut of_resources: Vec<Vec<u32>> = vec![Vec::new(); register.resources.len()];
    for ((place, line), away) in (0_u32..).zip(&register.lines).zip(away_days) {
        if away.is_some() {
            of_resources[line.resource as usize].push(place);
        }
    }
    let day_of = |day: NaiveDate| (day - register.period.from).num_days() as usize;
    let mut all = vec![UnitDays::default(); register.lines.len()];
    let mut out = vec![0_u32; is_open.len()];
    for (resource, lines) in register.resources.iter().zip(of_resources) {
        let Some(existed) = resource.existed(register.period).filter(|_| !lines.is_empty()) else { continue };
        for place in lines {
            let away = away_days[place as usize].and_then(|away| away.common(existed));
            let Some(away) = away else { continue };
            let counted = &mut all[place as usize];
            let days = day_of(away.from)..=day_of(away.to);
            for (out, is_open) in out[days.clone()].iter_mut().zip(&is_open[days]) {
                let units = register.lines[place as usize].quantity.min(resource.units.saturating_sub(*out));
                *out += units;
                counted.all += i64::from(units);
                counted.open += if *is_open { i64::from(units) } else { 0 };
            }
        }
        out[day_of(existed.from)..=day_of(existed.to)].fill(0);
    }
    all
}
