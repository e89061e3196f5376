//! The figures counted again: plain loops over the rows.

mod fund;
mod loans;
mod people;

use crate::paper::{Paper, Row, cell, date, is_answered, several, units};
use chrono::{Datelike, NaiveDate, Weekday};
use domain::interval::{Period, plus_days};
use std::collections::BTreeMap;
use stories::{TODAY, day};

/// What a figure has to be.
#[derive(Debug, Clone)]
pub(crate) enum Expected {
    Count(i64),
    /// Cents, of how many lines, among how many.
    Money(i64, i64, i64),
    /// Numerator, denominator, decimals of the percentage.
    Share(i64, i64, u8),
    Mean(i64, i64),
    /// Groups and the one whole that they are shares of. One of which nothing is may be left out.
    Groups(BTreeMap<String, i64>, i64),
    /// Groups, each with its own whole.
    Ratios(BTreeMap<String, (i64, i64)>),
    /// The first resources.
    Ranking(Vec<Ranked>),
}

/// Place, code, title, sorties and days of a resource.
pub(crate) type Ranked = (i64, String, String, i64, i64);

/// The word of a group of what the register leaves empty.
pub(crate) const LEFT_EMPTY: &str = "";
pub(crate) const OUTDATED: &str = "contenu erroné, dépassé ou à mettre à jour";
pub(crate) const WEIGHT: &str = "poids ou encombrement";
pub(crate) const DEGREES: [&str; 4] = ["très satisfait", "satisfait", "peu satisfait", "pas satisfait"];

/// How many days of both there are, first and last included.
pub(crate) fn common_days(a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)) -> i64 {
    let (from, to) = (a.0.max(b.0), a.1.min(b.1));
    ((to - from).num_days() + 1).max(0)
}

/// Monday to Friday less public holidays.
pub(crate) fn is_open(day: NaiveDate) -> bool {
    // Easter Sundays of the years of the registers.
    const EASTER: [(i32, u32, u32); 15] = [
        (2015, 4, 5),
        (2016, 3, 27),
        (2017, 4, 16),
        (2018, 4, 1),
        (2019, 4, 21),
        (2020, 4, 12),
        (2021, 4, 4),
        (2022, 4, 17),
        (2023, 4, 9),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2029, 4, 1),
    ];
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    let (_, month, sunday) = EASTER.into_iter().find(|(year, ..)| *year == day.year()).expect("its Easter");
    let easter = NaiveDate::from_ymd_opt(day.year(), month, sunday).expect("a day");
    let is_moving = [1, 39, 50].iter().any(|after| plus_days(easter, *after) == day);
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !is_weekend && !is_moving && !fixed.contains(&(day.month(), day.day()))
}

/// The rows of a register seen over some days.
pub(crate) struct Recount<'a> {
    pub(crate) paper: &'a Paper,
    pub(crate) days: (NaiveDate, NaiveDate),
    pub(crate) today: NaiveDate,
    /// The commune of the centre, where it is known.
    pub(crate) home: Option<&'static str>,
}

impl<'a> Recount<'a> {
    pub(crate) fn of(paper: &'a Paper, days: Period) -> Self {
        Self { paper, days: (days.from, days.to), today: day(TODAY), home: None }
    }

    pub(crate) fn holds(&self, day: NaiveDate) -> bool {
        self.days.0 <= day && day <= self.days.1
    }

    /// Acquired on or before the last day and not retired before the first; a machine is none of the kinds.
    pub(crate) fn fund(&self) -> Vec<&'a Row> {
        let mut fund = Vec::new();
        for resource in &self.paper.fund {
            let is_kind = !cell(resource, "type").starts_with("machine");
            let acquired = date(resource, "date_acquisition") <= self.days.1;
            let retired = !cell(resource, "retrait").is_empty() && date(resource, "retrait") < self.days.0;
            if is_kind && acquired && !retired {
                fund.push(resource);
            }
        }
        fund
    }

    /// First and last day on which a resource exists.
    pub(crate) fn existence(&self, resource: &Row) -> (NaiveDate, NaiveDate) {
        let last = match cell(resource, "retrait") {
            "" => self.days.1,
            _ => plus_days(date(resource, "retrait"), -1),
        };
        (date(resource, "date_acquisition"), last)
    }

    pub(crate) fn days_existing(&self, resource: &Row) -> i64 {
        common_days(self.existence(resource), self.days)
    }

    /// Whatever of a resource left, whenever: its lines, and what left of it inside sets.
    pub(crate) fn left_of(&self, resource: &Row) -> Vec<&'a Row> {
        let of_it = |row: &&Row| cell(row, "ressource_code") == cell(resource, "code");
        let has_left = |row: &&Row| ["rentré", "sorti"].contains(&cell(row, "statut"));
        let all = self.paper.loans.iter().chain(&self.paper.inside);
        all.filter(of_it).filter(has_left).collect()
    }

    /// Day after day, how many units of a resource were out, and how many of them on open days.
    pub(crate) fn unit_days_out(&self, resource: &Row) -> (i64, i64) {
        let left = self.left_of(resource);
        let (from, to) = self.existence(resource);
        let (mut all, mut open) = (0, 0);
        let mut day = self.days.0.max(from);
        while day <= self.days.1.min(to) {
            let is_out = |row: &&&Row| {
                let (from, to) = self.away(row);
                from <= day && day <= to
            };
            let out: i64 = left.iter().filter(is_out).map(|row| units(row, "quantite")).sum();
            let out = out.min(units(resource, "capacite"));
            all += out;
            open += if is_open(day) { out } else { 0 };
            day = plus_days(day, 1);
        }
        (all, open)
    }

    /// Lines that left, whenever.
    pub(crate) fn left(&self) -> Vec<&'a Row> {
        let has_left = |loan: &&Row| ["rentré", "sorti"].contains(&cell(loan, "statut"));
        self.paper.loans.iter().filter(has_left).collect()
    }

    pub(crate) fn sorties(&self) -> Vec<&'a Row> {
        self.left().into_iter().filter(|loan| self.holds(date(loan, "date_depart"))).collect()
    }

    pub(crate) fn cancelled(&self) -> Vec<&'a Row> {
        let is_off = |loan: &&Row| cell(loan, "statut") == "annulé" && self.holds(date(loan, "date_depart"));
        self.paper.loans.iter().filter(is_off).collect()
    }

    /// First and last day away: to today while out.
    pub(crate) fn away(&self, loan: &Row) -> (NaiveDate, NaiveDate) {
        let last = if cell(loan, "statut") == "sorti" { self.today } else { date(loan, "date_retour") };
        (date(loan, "date_depart"), last)
    }

    pub(crate) fn days_out(&self, loan: &Row) -> i64 {
        common_days(self.away(loan), self.days)
    }

    /// The lines that were away, whenever they left.
    pub(crate) fn lines_away(&self) -> Vec<&'a Row> {
        self.left().into_iter().filter(|loan| self.days_out(loan) > 0).collect()
    }

    /// Questionnaires of the sorties.
    pub(crate) fn answers(&self) -> Vec<&'a Row> {
        let mut answers = Vec::new();
        for of_loan in self.paper.answers.iter().filter(|answers| is_answered(answers)) {
            for loan in self.sorties() {
                if cell(loan, "numero") == cell(of_loan, "pret_numero") {
                    answers.push(of_loan);
                }
            }
        }
        answers
    }

    pub(crate) fn resource(&self, loan: &Row) -> &'a Row {
        let code = cell(loan, "ressource_code");
        self.paper.fund.iter().find(|resource| cell(resource, "code") == code).expect("its resource")
    }

    pub(crate) fn borrower(&self, loan: &Row) -> &'a Row {
        let code = cell(loan, "emprunteur_code");
        self.paper.borrowers.iter().find(|borrower| cell(borrower, "code") == code).expect("its borrower")
    }

    pub(crate) fn loan(&self, answers: &Row) -> &'a Row {
        let number = cell(answers, "pret_numero");
        self.paper.loans.iter().find(|loan| cell(loan, "numero") == number).expect("its loan")
    }

    /// Where a line is shown: by default the borrower's own commune.
    pub(crate) fn insee(&self, loan: &'a Row) -> &'a str {
        match cell(loan, "lieu_insee") {
            "" => cell(self.borrower(loan), "code_insee"),
            insee => insee,
        }
    }

    pub(crate) fn is_cited(answers: &Row, what: &str) -> bool {
        several(answers, "non_apprecie").iter().any(|cited| cited == what)
    }

    /// Resources in order with their sorties and days, those that have any of what they are ranked by.
    pub(crate) fn ranking(&self, by_days: bool) -> Vec<Ranked> {
        let mut ranking = Vec::new();
        for resource in &self.paper.fund {
            let (mut loans, mut days) = (0, 0);
            for loan in self.sorties() {
                loans += i64::from(cell(loan, "ressource_code") == cell(resource, "code"));
            }
            for loan in self.left() {
                if cell(loan, "ressource_code") == cell(resource, "code") {
                    days += self.days_out(loan);
                }
            }
            if (if by_days { days } else { loans }) > 0 {
                ranking.push((
                    0,
                    cell(resource, "code").to_owned(),
                    cell(resource, "titre").to_owned(),
                    loans,
                    days,
                ));
            }
        }
        ranking.sort_by_key(|(_, code, _, loans, days)| {
            let (first, then) = if by_days { (*days, *loans) } else { (*loans, *days) };
            (-first, -then, code.clone())
        });
        // Equals have the same place: one more than there are before the first of them.
        for at in 0..ranking.len() {
            let numbers = |rank: &Ranked| (rank.3, rank.4);
            let first = ranking.iter().position(|rank| numbers(rank) == numbers(&ranking[at]));
            ranking[at].0 = first.expect("at least itself") as i64 + 1;
        }
        ranking
    }

    /// All the figures.
    pub(crate) fn figures(&self) -> BTreeMap<&'static str, Expected> {
        let mut all = BTreeMap::new();
        self.fund_figures(&mut all);
        self.loan_figures(&mut all);
        self.borrower_figures(&mut all);
        self.answer_figures(&mut all);
        if let Some(home) = self.home {
            self.home_figures(home, &mut all);
        }
        all
    }
}

/// The values of a cell, or the one that stands for none.
pub(crate) fn words(row: &Row, column: &str) -> Vec<String> {
    let words = several(row, column);
    if words.is_empty() { vec![LEFT_EMPTY.to_owned()] } else { words }
}

/// What the rows of each word add up to.
pub(crate) fn sums(
    rows: &[&Row],
    words: impl Fn(&Row) -> Vec<String>,
    amount: impl Fn(&Row) -> i64,
) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for row in rows {
        for word in words(row) {
            *sums.entry(word).or_default() += amount(row);
        }
    }
    sums
}
