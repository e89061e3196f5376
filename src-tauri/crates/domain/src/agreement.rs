//! The agreement (convention de prêt) as a plain value: everything that its document prints, and nothing to
//! look up. The clauses themselves belong to the template, which the centre edits (SPEC §7).
//!
//! Amounts are integer cents of euro. A text that is not known is empty, and is then not printed.

use crate::interval::Period;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the agreement of one loan says (SPEC §4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The loan's number, with the amendment's suffix if there is one: `2026-042`, `2026-042-A1`.
    pub number: String,
    /// The day the document bears.
    pub date: NaiveDate,
    /// Whether the loan is a request or an option only: the document is then a draft, and says so on every page.
    pub draft: bool,
    /// Who lends.
    pub lender: Lender,
    /// Who borrows.
    pub borrower: Borrower,
    /// Where the resources are shown.
    pub venue: Venue,
    /// The days of the loan.
    pub period: Period,
    /// What is lent, in the order of the loan; at least one line.
    pub lines: Vec<Line>,
    /// Who carries, how and when, in words: « Navette du centre, lundi 30 mars et vendredi 17 avril ».
    pub transport: String,
    /// What the borrower does with it: « Exposition en accès libre ».
    pub usage: String,
    /// Help on the spot: « Prise en main », with the médiateur if there is one.
    pub accompaniment: String,
    /// Deposit to hand over before the departure, in cents; 0 is none.
    pub deposit_cents: i64,
    /// Particular conditions, up to 20 000 characters in several paragraphs.
    pub notes: String,
}

/// The centre, as party to the agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lender {
    /// Its name.
    pub name: String,
    /// Its address, one entry a line, the postcode and town in the last.
    pub address: Vec<String>,
    /// The town alone, for « Fait à ».
    pub town: String,
    /// Who signs for it: a function, with a name only if needed (« la directrice »).
    pub representative: String,
    /// Telephone, as it is written.
    pub phone: String,
    /// Mail address.
    pub mail: String,
}

/// The borrower, as party to the agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Borrower {
    /// Its name.
    pub name: String,
    /// Its address without the postcode, one entry a line.
    pub address: Vec<String>,
    /// The postcode, as text: it may begin with a zero.
    pub postcode: String,
    /// The commune.
    pub commune: String,
    /// Who signs for it: a function (« la principale »).
    pub representative: String,
    /// Whom to call about the loan: a function (« CDI du collège »).
    pub contact: String,
    /// Telephone of that contact, as it is written.
    pub phone: String,
    /// Mail address of that contact.
    pub mail: String,
}

/// The place where the resources are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Its name: « Hall du CDI ».
    pub name: String,
    /// Its address without the commune, one entry a line; empty when it is the borrower's own.
    pub address: Vec<String>,
    /// The commune.
    pub commune: String,
}

/// One resource of the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The resource's title.
    pub title: String,
    /// The resource's code: `EXP-001`.
    pub code: String,
    /// Its kind as the interface words it: « exposition », « malle pédagogique ».
    pub kind: String,
    /// How many units.
    pub quantity: u32,
    /// What it is made of, in words: « 14 panneaux dibond 120 × 120 cm ».
    pub contents: String,
    /// Its days, when they are not those of the whole agreement.
    pub period: Option<Period>,
    /// Insured value of one unit, in cents, when known.
    pub insured_cents: Option<i64>,
    /// Weight of one unit, in grams, when known.
    pub weight_g: Option<i64>,
    /// The tariff applied: « adhérent », « non-adhérent », « gratuit », « sur devis ».
    pub tariff: String,
    /// The channel of payment: « pass Culture, offre collective ».
    pub channel: String,
    /// The price of the whole line, in cents; none while it is to be quoted.
    pub amount_cents: Option<i64>,
    /// What one unit holds, in the order of the inventory.
    pub inventory: Vec<Item>,
}

impl Line {
    /// Insured value of all its units, in cents; none when the value of one is not known.
    #[must_use]
    pub fn insured_total_cents(&self) -> Option<i64> {
        self.insured_cents.map(|cents| cents.saturating_mul(i64::from(self.quantity)))
    }
}

/// One entry of a resource's inventory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub label: String,
    /// The container that it travels in (bac, caisse), if any.
    pub container: String,
    /// How many there are in one unit of the resource.
    pub quantity: u32,
    /// Whether it is used up by the loan.
    pub consumable: bool,
    /// What replacing one costs, in cents, when known.
    pub replacement_cents: Option<i64>,
}

impl Agreement {
    /// The value to insure, in cents: the sum of the lines whose value is known.
    #[must_use]
    pub fn insured_cents(&self) -> i64 {
        self.lines.iter().filter_map(Line::insured_total_cents).fold(0, i64::saturating_add)
    }

    /// The price of the loan, in cents; none while a line of it is still to be quoted.
    #[must_use]
    pub fn amount_cents(&self) -> Option<i64> {
        self.lines.iter().try_fold(0_i64, |sum, line| Some(sum.saturating_add(line.amount_cents?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    fn line(insured: Option<i64>, quantity: u32, amount: Option<i64>) -> Line {
        Line {
            title: "Super espèces".into(),
            code: "EXP-001".into(),
            kind: "exposition".into(),
            quantity,
            contents: String::new(),
            period: None,
            insured_cents: insured,
            weight_g: None,
            tariff: "adhérent".into(),
            channel: String::new(),
            amount_cents: amount,
            inventory: Vec::new(),
        }
    }

    fn agreement(lines: Vec<Line>) -> Agreement {
        Agreement {
            number: "2026-042".into(),
            date: day("2026-03-16"),
            draft: false,
            lender: Lender::default(),
            borrower: Borrower::default(),
            venue: Venue::default(),
            period: Period { from: day("2026-03-30"), to: day("2026-04-17") },
            lines,
            transport: String::new(),
            usage: String::new(),
            accompaniment: String::new(),
            deposit_cents: 0,
            notes: String::new(),
        }
    }

    #[test]
    fn the_value_to_insure_counts_every_unit_and_leaves_out_what_is_not_known() {
        let agreement =
            agreement(vec![line(Some(230_000), 1, None), line(Some(4_000), 14, None), line(None, 3, None)]);
        assert_eq!(agreement.insured_cents(), 286_000);
    }

    #[test]
    fn a_line_to_be_quoted_leaves_the_price_open() {
        assert_eq!(
            agreement(vec![line(None, 1, Some(12_000)), line(None, 1, Some(0))]).amount_cents(),
            Some(12_000)
        );
        assert_eq!(agreement(vec![line(None, 1, Some(12_000)), line(None, 1, None)]).amount_cents(), None);
    }
}
