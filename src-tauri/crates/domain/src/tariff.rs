//! What a line costs (SPEC §4): weeks begun × weekly tariff × quantity.

use crate::catalogue::Resource;
use crate::interval::Period;
use serde::{Deserialize, Serialize};

/// The grid that applies to a borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Tariff {
    /// adhérent
    Member,
    /// non-adhérent
    NonMember,
    /// gratuit
    Free,
    /// sur devis
    OnQuote,
}

/// Weeks begun: 7 days are one, 8 are two.
#[must_use]
pub fn weeks_begun(period: Period) -> u32 {
    period.days().div_ceil(7)
}

/// Amount in cents, none where only a quote can say or where the resource has no weekly tariff.
#[must_use]
pub fn amount(resource: &Resource, tariff: Tariff, period: Period, quantity: u32) -> Option<i64> {
    let weekly = match tariff {
        Tariff::Member => resource.weekly_member_cents?,
        Tariff::NonMember => resource.weekly_cents?,
        Tariff::Free => 0,
        Tariff::OnQuote => return None,
    };
    Some(weekly.saturating_mul(i64::from(weeks_begun(period))).saturating_mul(i64::from(quantity)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_eighth_day_begins_a_second_week() {
        let weeks = |days| weeks_begun(Period::starting("2026-03-02".parse().unwrap(), days));
        assert_eq!([1, 7, 8, 14, 15, 28].map(weeks), [1, 1, 2, 2, 3, 4]);
    }
}
