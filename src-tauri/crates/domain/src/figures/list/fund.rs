//! The figures of the fund.

use super::{Row, Unit, count_of, fund_by};
use crate::figures::groups::of_fund;
use crate::figures::measure::{Part, Weight};
use crate::figures::words::{format_of, owner_of, themes_of, type_of};

pub(super) const FIGURES: &[Row] = &[
    ("fund", Unit::Resources, |of| count_of(fund_by(of, Weight::One))),
    ("fund_by_type", Unit::Resources, |of| Some(of_fund(of, type_of))),
    ("fund_by_format", Unit::Resources, |of| Some(of_fund(of, format_of))),
    ("fund_by_theme", Unit::Resources, |of| Some(of_fund(of, themes_of))),
    ("fund_by_owner", Unit::Resources, |of| Some(of_fund(of, owner_of))),
    ("acquisitions", Unit::Resources, |of| {
        let acquired =
            of.fund_where(|resource, period| resource.acquired_on.is_some_and(|day| period.contains(day)));
        count_of(Part::resources(acquired, Weight::One))
    }),
    ("retirements", Unit::Resources, |of| {
        let retired =
            of.fund_where(|resource, period| resource.retired_on.is_some_and(|day| period.contains(day)));
        count_of(Part::resources(retired, Weight::One))
    }),
];
