//! The fund, its use and its occupancy, counted again.

use super::{Expected, Recount, is_open, sums, words};
use crate::paper::{Row, cell, date, units};
use chrono::NaiveDate;
use domain::interval::plus_days;
use std::collections::BTreeMap;

impl Recount<'_> {
    pub(super) fn fund_figures(&self, all: &mut BTreeMap<&'static str, Expected>) {
        let fund = self.fund();
        let size = fund.len() as i64;
        all.insert("fund", Expected::Count(size));
        for (key, column) in [
            ("fund_by_type", "type"),
            ("fund_by_format", "format"),
            ("fund_by_theme", "thématiques"),
            ("fund_by_owner", "proprietaire"),
        ] {
            all.insert(key, Expected::Groups(sums(&fund, |r| words(r, column), |_| 1), size));
        }
        let mut lent: Vec<&Row> = Vec::new();
        let (mut acquired, mut retired, mut existing, mut open_existing) = (0, 0, 0, 0);
        let (mut out, mut open_out) = (0, 0);
        for resource in &fund {
            if self.left_of(resource).iter().any(|row| self.holds(date(row, "date_depart"))) {
                lent.push(*resource);
            }
            acquired += i64::from(self.holds(date(resource, "date_acquisition")));
            retired +=
                i64::from(!cell(resource, "retrait").is_empty() && self.holds(date(resource, "retrait")));
            existing += units(resource, "capacite") * self.days_existing(resource);
            open_existing += units(resource, "capacite") * self.open_days(self.existence(resource));
            let (all, open) = self.unit_days_out(resource);
            out += all;
            open_out += open;
        }
        all.insert("acquisitions", Expected::Count(acquired));
        all.insert("retirements", Expected::Count(retired));
        all.insert("usage_rate", Expected::Share(lent.len() as i64, size, 1));
        all.insert("never_lent", Expected::Share(size - lent.len() as i64, size, 0));
        all.insert("occupancy_rate", Expected::Share(out, existing, 1));
        all.insert("occupancy_open_days", Expected::Share(open_out, open_existing, 1));
        for (usage, occupancy, column) in [
            ("usage_by_type", "occupancy_by_type", "type"),
            ("usage_by_format", "occupancy_by_format", "format"),
            ("usage_by_theme", "occupancy_by_theme", "thématiques"),
            ("", "occupancy_by_resource", "code"),
        ] {
            let numbers = sums(&fund, |r| words(r, column), |_| 1);
            let used = sums(&lent, |r| words(r, column), |_| 1);
            let existing = |r: &Row| units(r, "capacite") * self.days_existing(r);
            let days = sums(&fund, |r| words(r, column), existing);
            let taken = sums(&fund, |r| words(r, column), |r| self.unit_days_out(r).0);
            let ratio = |parts: &BTreeMap<String, i64>, wholes: &BTreeMap<String, i64>| {
                let of = |word: &String| parts.get(word).copied().unwrap_or_default();
                wholes.iter().map(|(word, whole)| (word.clone(), (of(word), *whole))).collect()
            };
            if !usage.is_empty() {
                all.insert(usage, Expected::Ratios(ratio(&used, &numbers)));
            }
            all.insert(occupancy, Expected::Ratios(ratio(&taken, &days)));
        }
    }

    fn open_days(&self, days: (NaiveDate, NaiveDate)) -> i64 {
        let (from, to) = (days.0.max(self.days.0), days.1.min(self.days.1));
        let mut open = 0;
        let mut day = from;
        while day <= to {
            open += i64::from(is_open(day));
            day = plus_days(day, 1);
        }
        open
    }
}
