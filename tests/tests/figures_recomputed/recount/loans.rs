//! Sorties, days, cancellations and income, counted again.

use super::{Expected, LEFT_EMPTY, Recount, common_days, sums, words};
use crate::paper::{Row, cell, date, thousandths, units};
use chrono::{Datelike, NaiveDate};
use domain::interval::plus_days;
use std::collections::BTreeMap;

type All = BTreeMap<&'static str, Expected>;

impl Recount<'_> {
    pub(super) fn loan_figures(&self, all: &mut All) {
        let (sorties, cancelled, away) = (self.sorties(), self.cancelled(), self.lines_away());
        let loans = sorties.len() as i64;
        let days: i64 = away.iter().map(|loan| self.days_out(loan)).sum();
        all.insert("lines_total", Expected::Count(loans + cancelled.len() as i64));
        all.insert("loans_effective", Expected::Count(loans));
        let lent = sorties.iter().map(|loan| units(loan, "quantite")).sum();
        all.insert("units_lent", Expected::Count(lent));
        all.insert("days_out_total", Expected::Count(days));
        all.insert("days_per_loan", Expected::Mean(days, loans));
        let calendar = common_days(self.days, self.days);
        all.insert("resources_out_on_average", Expected::Mean(days, calendar));

        self.breakdowns(all);
        self.months_and_days(all);
        self.called_off(all);
        self.income(all);

        let first: Vec<_> = self.ranking(false).into_iter().take(3).collect();
        all.insert("loans_of_top_three", Expected::Share(first.iter().map(|rank| rank.3).sum(), loans, 0));
        all.insert("top_three_days", Expected::Share(first.iter().map(|rank| rank.4).sum(), days, 1));
        for (key, by_days) in [("top_resources_by_loans", false), ("top_resources_by_days", true)] {
            let ten = self.ranking(by_days).into_iter().take(10).collect();
            all.insert(key, Expected::Ranking(ten));
        }
    }

    /// How many sorties and days there were.
    fn loans_and_days(&self) -> (i64, i64) {
        (self.sorties().len() as i64, self.lines_away().iter().map(|loan| self.days_out(loan)).sum())
    }

    /// Sorties and days by resource, borrower, channel and place.
    fn breakdowns(&self, all: &mut All) {
        let (sorties, away, (loans, days)) = (self.sorties(), self.lines_away(), self.loans_and_days());
        for (of_loans, of_days, column) in [
            ("loans_by_resource", "days_by_resource", "code"),
            ("loans_by_type", "days_by_type", "type"),
            ("loans_by_format", "days_by_format", "format"),
            ("loans_by_theme", "days_by_theme", "thématiques"),
            ("loans_by_audience", "days_by_audience", "publics"),
            ("loans_by_owner", "days_by_owner", "proprietaire"),
        ] {
            let of = |loan: &Row| words(self.resource(loan), column);
            all.insert(of_loans, Expected::Groups(sums(&sorties, of, |_| 1), loans));
            all.insert(of_days, Expected::Groups(sums(&away, of, |l| self.days_out(l)), days));
        }
        for (of_loans, of_days, column) in
            [("loans_by_borrower", "", "code"), ("loans_by_borrower_type", "days_by_borrower_type", "type")]
        {
            let of = |loan: &Row| words(self.borrower(loan), column);
            all.insert(of_loans, Expected::Groups(sums(&sorties, of, |_| 1), loans));
            if !of_days.is_empty() {
                all.insert(of_days, Expected::Groups(sums(&away, of, |l| self.days_out(l)), days));
            }
        }
        let channel = |loan: &Row| match cell(loan, "pass_culture") {
            "oui" => vec!["pass Culture".to_owned()],
            "non" => vec!["direct".to_owned()],
            _ => vec![LEFT_EMPTY.to_owned()],
        };
        all.insert("loans_by_channel", Expected::Groups(sums(&sorties, channel, |_| 1), loans));
        all.insert("days_by_channel", Expected::Groups(sums(&away, channel, |l| self.days_out(l)), days));
        for (of_loans, of_days, letters) in
            [("loans_by_commune", "days_by_commune", 5), ("loans_by_departement", "days_by_departement", 2)]
        {
            let mut by_loans: BTreeMap<String, i64> = BTreeMap::new();
            for loan in &sorties {
                *by_loans.entry(self.insee(loan)[..letters].to_owned()).or_default() += 1;
            }
            if letters == 5 {
                all.insert("communes", Expected::Count(by_loans.len() as i64));
            }
            let mut by_days: BTreeMap<String, i64> = BTreeMap::new();
            for loan in &away {
                *by_days.entry(self.insee(loan)[..letters].to_owned()).or_default() += self.days_out(loan);
            }
            all.insert(of_loans, Expected::Groups(by_loans, loans));
            all.insert(of_days, Expected::Groups(by_days, days));
        }
    }

    /// Sorties and days by month and by day, and what they were lent for.
    fn months_and_days(&self, all: &mut All) {
        let (sorties, away, (loans, days)) = (self.sorties(), self.lines_away(), self.loans_and_days());
        // The month alone in one year; of a period over several years, each month of each.
        let is_one_year = self.days.0.year() == self.days.1.year();
        let month_of = |day: NaiveDate| day.format(if is_one_year { "%m" } else { "%Y-%m" }).to_string();
        let month = |loan: &Row| vec![month_of(date(loan, "date_depart"))];
        all.insert("loans_by_month", Expected::Groups(sums(&sorties, month, |_| 1), loans));
        for (key, column) in [("loans_by_usage", "usage"), ("loans_by_accompaniment", "accompagnement")] {
            all.insert(key, Expected::Groups(sums(&sorties, |l| words(l, column), |_| 1), loans));
        }
        let mut by_month: BTreeMap<String, i64> = BTreeMap::new();
        let mut by_day: BTreeMap<String, i64> = BTreeMap::new();
        let mut day = self.days.0;
        while day <= self.days.1 {
            for loan in &away {
                let (from, to) = self.away(loan);
                if from <= day && day <= to {
                    *by_month.entry(month_of(day)).or_default() += 1;
                    *by_day.entry(day.to_string()).or_default() += 1;
                }
            }
            day = plus_days(day, 1);
        }
        all.insert("days_by_month", Expected::Groups(by_month, days));
        all.insert("out_by_day", Expected::Groups(by_day, away.len() as i64));
    }

    /// What was called off, or asked for in vain.
    fn called_off(&self, all: &mut All) {
        let cancelled = self.cancelled();
        let off = cancelled.len() as i64;
        let planned = |loan: &Row| {
            common_days(
                (date(loan, "date_depart"), date(loan, "date_retour")),
                (date(loan, "date_depart"), date(loan, "date_retour")),
            )
        };
        all.insert("cancellations", Expected::Count(off));
        all.insert("cancelled_days", Expected::Count(cancelled.iter().map(|loan| planned(loan)).sum()));
        let reasons = sums(&cancelled, |l| words(l, "motif_annulation"), |_| 1);
        all.insert("cancellations_by_reason", Expected::Groups(reasons, off));
        all.insert("unmet_requests", Expected::Count(0));
        all.insert("unmet_by_resource", Expected::Groups(BTreeMap::new(), 0));
    }

    /// What was asked for the sorties of which somebody wrote an amount.
    fn income(&self, all: &mut All) {
        let mut sorties = self.sorties();
        let loans = sorties.len() as i64;
        sorties.retain(|loan| !cell(loan, "tarif_applique_eur").is_empty());
        let known = sorties.len() as i64;
        let cents = |loan: &Row| thousandths(cell(loan, "tarif_applique_eur")) / 10;
        let income: i64 = sorties.iter().map(|loan| cents(loan)).sum();
        all.insert("income_eur", Expected::Money(income, known, loans));
        all.insert("loans_with_amount", Expected::Share(known, loans, 0));
        let by_type = sums(&sorties, |l| words(self.resource(l), "type"), cents);
        all.insert("income_by_type", Expected::Groups(by_type, income));
        let by_borrower = sums(&sorties, |l| words(self.borrower(l), "type"), cents);
        all.insert("income_by_borrower_type", Expected::Groups(by_borrower, income));
    }
}
