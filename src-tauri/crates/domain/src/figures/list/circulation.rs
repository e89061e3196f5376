//! The figures of circulation: sorties, days, usage and occupancy, what was asked for in vain, income.

use super::{Row, Unit, borrower_type, count_of, days_out, finely, fund_by, itself, lines, share, sorties};
use crate::figures::groups::{
    by_borrower, by_resource, by_word, days_by_month, occupancy, out_by_day, sorties_by_month, usage,
};
use crate::figures::measure::{Measure, Part, Weight};
use crate::figures::words::{format_of, themes_of, type_of};

pub(super) const FIGURES: &[Row] = &[
    ("lines_total", Unit::Lines, |of| count_of(lines(&of.all, Weight::One))),
    ("loans_effective", Unit::Sorties, |of| count_of(sorties(of))),
    ("units_lent", Unit::Units, |of| count_of(lines(&of.sorties, Weight::Units))),
    ("days_out_total", Unit::Days, |of| count_of(days_out(of))),
    ("days_per_loan", Unit::Days, |of| Some(Measure::Mean(days_out(of), sorties(of)))),
    ("resources_out_on_average", Unit::Resources, |of| Some(Measure::Mean(days_out(of), Part::days()))),
    ("usage_rate", Unit::Resources, |of| {
        finely(Part::resources(of.lent(), Weight::One), fund_by(of, Weight::One))
    }),
    ("usage_by_type", Unit::Resources, |of| Some(usage(of, type_of))),
    ("usage_by_format", Unit::Resources, |of| Some(usage(of, format_of))),
    ("usage_by_theme", Unit::Resources, |of| Some(usage(of, themes_of))),
    ("never_lent", Unit::Resources, |of| {
        let idle = of.fund.iter().copied().filter(|place| !of.is_lent(*place)).collect();
        share(Part::resources(idle, Weight::One), fund_by(of, Weight::One))
    }),
    ("occupancy_rate", Unit::UnitDays, |of| {
        finely(lines(&of.outings, Weight::UnitDaysOut), fund_by(of, Weight::UnitDaysExisting))
    }),
    ("occupancy_open_days", Unit::UnitDays, |of| {
        finely(lines(&of.outings, Weight::OpenUnitDaysOut), fund_by(of, Weight::OpenUnitDaysExisting))
    }),
    ("occupancy_by_type", Unit::UnitDays, |of| Some(occupancy(of, type_of))),
    ("occupancy_by_format", Unit::UnitDays, |of| Some(occupancy(of, format_of))),
    ("occupancy_by_theme", Unit::UnitDays, |of| Some(occupancy(of, themes_of))),
    ("occupancy_by_resource", Unit::UnitDays, |of| Some(occupancy(of, itself))),
    ("loans_by_month", Unit::Sorties, |of| Some(sorties_by_month(of))),
    ("days_by_month", Unit::Days, |of| Some(days_by_month(of))),
    ("out_by_day", Unit::Lines, |of| Some(out_by_day(of))),
    ("loans_by_usage", Unit::Sorties, |of| Some(by_word(of, &of.sorties, Weight::One, |line| line.usage))),
    ("loans_by_accompaniment", Unit::Sorties, |of| {
        Some(by_word(of, &of.sorties, Weight::One, |line| line.accompaniment))
    }),
    ("cancellations", Unit::Lines, |of| count_of(lines(&of.cancelled, Weight::One))),
    ("cancelled_days", Unit::Days, |of| count_of(lines(&of.cancelled, Weight::PlannedDays))),
    ("cancellations_by_reason", Unit::Lines, |of| {
        Some(by_word(of, &of.cancelled, Weight::One, |line| line.reason))
    }),
    ("unmet_requests", Unit::Lines, |of| count_of(lines(&of.unmet, Weight::One))),
    ("unmet_by_resource", Unit::Lines, |of| Some(by_resource(of, &of.unmet, Weight::One, itself))),
    ("income_eur", Unit::Euros, |of| {
        Some(Measure::Money(lines(&of.with_amount(), Weight::Cents), sorties(of)))
    }),
    ("loans_with_amount", Unit::Sorties, |of| share(lines(&of.with_amount(), Weight::One), sorties(of))),
    ("income_by_type", Unit::Euros, |of| Some(by_resource(of, &of.with_amount(), Weight::Cents, type_of))),
    ("income_by_borrower_type", Unit::Euros, |of| {
        Some(by_borrower(of, &of.with_amount(), Weight::Cents, borrower_type))
    }),
];
