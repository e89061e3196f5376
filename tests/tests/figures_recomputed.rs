//! Every figure of random registers, counted again cell by cell from the CSV files that were imported: plain loops over
//! the rows, by the sentences of SPEC §9 and the definitions of `registre-2023/attendu.json`, and for the figures that
//! these leave out by the definition that the program itself shows. Then the list behind each figure, and days at the
//! edges: New Year, 29 February, a school year, a line still out, a base with nothing in it.

use app::App;
use app::views::{BehindQuery, Entries, FiguresQuery};
use chrono::{Datelike, Months, NaiveDate, Weekday};
use domain::catalogue::{ExhibitionForm, ResourceKind};
use domain::figures::{Figure, KEYS, Side, Value, percent};
use domain::interval::{Period, plus_days};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::{BTreeMap, BTreeSet};
use stories::{Desk, TODAY, assert_sound, day, period};

// ---------------------------------------------------------------------------------------------------------------------
// A register on paper: rows of cells, as the CSV files hold them.

type Row = BTreeMap<&'static str, String>;

const FUND: &[&str] = &[
    "code",
    "titre",
    "type",
    "format",
    "thématiques",
    "publics",
    "poids_kg",
    "proprietaire",
    "date_acquisition",
];
const BORROWERS: &[&str] = &["code", "nom", "type", "commune", "code_insee"];
const LOANS: &[&str] = &[
    "numero",
    "ressource_code",
    "emprunteur_code",
    "lieu_commune",
    "lieu_insee",
    "date_depart",
    "date_retour",
    "statut",
    "motif_annulation",
    "pass_culture",
    "accompagnement",
    "usage",
    "tarif_applique_eur",
];
const ANSWERS: &[&str] = &[
    "pret_numero",
    "date",
    "premier_emprunt",
    "connu_par",
    "public_nombre",
    "public_methode",
    "publics",
    "satisfaction_globale",
    "apprecie",
    "non_apprecie",
    "satisfaction_accueil",
    "satisfaction_logistique",
    "commentaire",
];

/// What the four files say. A resource has one cell more, `retrait`, which no file has: it is entered in the program.
#[derive(Debug, Clone, Default)]
struct Paper {
    fund: Vec<Row>,
    borrowers: Vec<Row>,
    loans: Vec<Row>,
    answers: Vec<Row>,
}

impl Paper {
    /// A desk with the register imported and its resources retired.
    fn desk(&self) -> Desk {
        let desk = Desk::empty();
        let folder = desk.register(
            "registre",
            &[
                ("fonds.csv", &csv(FUND, &self.fund)),
                ("emprunteurs.csv", &csv(BORROWERS, &self.borrowers)),
                ("prets.csv", &csv(LOANS, &self.loans)),
                ("questionnaires.csv", &csv(ANSWERS, &self.answers)),
            ],
        );
        let app = desk.open();
        let report = app.import_register(&folder, false).expect("the register is read").value;
        assert!(!report.is_refused(), "{:?}", report.problems);
        let added = report.added;
        assert_eq!(added.lines as usize, self.loans.len());
        assert_eq!(added.questionnaires as usize, self.answers.len());
        for resource in self.fund.iter().filter(|resource| !cell(resource, "retrait").is_empty()) {
            app.retire_resource(cell(resource, "code"), Some(date(resource, "retrait")))
                .expect("it is retired");
        }
        desk
    }

    /// The same with a part of the fund only, and the lines and answers about it.
    fn with_only(&self, kept: impl Fn(&Row) -> bool) -> Self {
        let mut paper = self.clone();
        paper.fund.retain(kept);
        let codes: BTreeSet<&str> = paper.fund.iter().map(|resource| cell(resource, "code")).collect();
        paper.loans.retain(|loan| codes.contains(cell(loan, "ressource_code")));
        let numbers: BTreeSet<&str> = paper.loans.iter().map(|loan| cell(loan, "numero")).collect();
        paper.answers.retain(|answers| numbers.contains(cell(answers, "pret_numero")));
        paper
    }
}

fn csv(columns: &[&str], rows: &[Row]) -> String {
    let mut text = format!("\u{feff}{}\r\n", columns.join(";"));
    for row in rows {
        let cells: Vec<&str> = columns.iter().map(|column| cell(row, column)).collect();
        text += &format!("{}\r\n", cells.join(";"));
    }
    text
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

fn french(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn date(row: &Row, column: &str) -> NaiveDate {
    NaiveDate::parse_from_str(cell(row, column), "%d/%m/%Y").expect("a day of the register")
}

/// The values of a cell that holds several.
fn several(row: &Row, column: &str) -> Vec<String> {
    cell(row, column).split('|').filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// A number with a decimal comma, in thousandths; 0 of an empty cell.
fn thousandths(text: &str) -> i64 {
    if text.is_empty() {
        return 0;
    }
    let (whole, rest) = text.split_once(',').unwrap_or((text, ""));
    format!("{whole}{rest:0<3}").parse().expect("a number of the register")
}

fn row(cells: &[(&'static str, &str)]) -> Row {
    cells.iter().map(|(column, value)| (*column, (*value).to_owned())).collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// The figures counted again.

/// What a figure has to be.
#[derive(Debug, Clone)]
enum Expected {
    Count(i64),
    Cents(i64),
    /// Numerator, denominator, decimals of the percentage.
    Share(i64, i64, u8),
    Mean(i64, i64),
    /// Groups and the one whole that they are shares of. One of which nothing is may be left out.
    Groups(BTreeMap<String, i64>, i64),
    /// Groups, each with its own whole.
    Ratios(BTreeMap<String, (i64, i64)>),
    /// Code, title, sorties, days.
    Ranking(Vec<(String, String, i64, i64)>),
}

/// The word of a group of what the register leaves empty.
const LEFT_EMPTY: &str = "";
const OUTDATED: &str = "contenu erroné, dépassé ou à mettre à jour";
const WEIGHT: &str = "poids ou encombrement";
const DEGREES: [&str; 4] = ["très satisfait", "satisfait", "peu satisfait", "pas satisfait"];

/// How many days of both there are, first and last included.
fn common_days(a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)) -> i64 {
    let (from, to) = (a.0.max(b.0), a.1.min(b.1));
    ((to - from).num_days() + 1).max(0)
}

/// Monday to Friday less public holidays.
fn is_open(day: NaiveDate) -> bool {
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
struct Recount<'a> {
    paper: &'a Paper,
    days: (NaiveDate, NaiveDate),
    today: NaiveDate,
    /// The commune of the centre, where it is known.
    home: Option<&'static str>,
}

impl<'a> Recount<'a> {
    fn of(paper: &'a Paper, days: Period) -> Self {
        Self { paper, days: (days.from, days.to), today: day(TODAY), home: None }
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.days.0 <= day && day <= self.days.1
    }

    /// Acquired on or before the last day and not retired before the first; a machine is none of the kinds.
    fn fund(&self) -> Vec<&'a Row> {
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
    fn existence(&self, resource: &Row) -> (NaiveDate, NaiveDate) {
        let last = match cell(resource, "retrait") {
            "" => self.days.1,
            _ => plus_days(date(resource, "retrait"), -1),
        };
        (date(resource, "date_acquisition"), last)
    }

    fn days_existing(&self, resource: &Row) -> i64 {
        common_days(self.existence(resource), self.days)
    }

    /// Lines that left, whenever.
    fn left(&self) -> Vec<&'a Row> {
        let has_left = |loan: &&Row| ["rentré", "sorti"].contains(&cell(loan, "statut"));
        self.paper.loans.iter().filter(has_left).collect()
    }

    fn sorties(&self) -> Vec<&'a Row> {
        self.left().into_iter().filter(|loan| self.holds(date(loan, "date_depart"))).collect()
    }

    fn cancelled(&self) -> Vec<&'a Row> {
        let is_off = |loan: &&Row| cell(loan, "statut") == "annulé" && self.holds(date(loan, "date_depart"));
        self.paper.loans.iter().filter(is_off).collect()
    }

    /// First and last day away: to today while out.
    fn away(&self, loan: &Row) -> (NaiveDate, NaiveDate) {
        let last = if cell(loan, "statut") == "sorti" { self.today } else { date(loan, "date_retour") };
        (date(loan, "date_depart"), last)
    }

    fn days_out(&self, loan: &Row) -> i64 {
        common_days(self.away(loan), self.days)
    }

    /// The lines that were away, whenever they left.
    fn lines_away(&self) -> Vec<&'a Row> {
        self.left().into_iter().filter(|loan| self.days_out(loan) > 0).collect()
    }

    /// Questionnaires of the sorties.
    fn answers(&self) -> Vec<&'a Row> {
        let mut answers = Vec::new();
        for of_loan in &self.paper.answers {
            for loan in self.sorties() {
                if cell(loan, "numero") == cell(of_loan, "pret_numero") {
                    answers.push(of_loan);
                }
            }
        }
        answers
    }

    fn resource(&self, loan: &Row) -> &'a Row {
        let code = cell(loan, "ressource_code");
        self.paper.fund.iter().find(|resource| cell(resource, "code") == code).expect("its resource")
    }

    fn borrower(&self, loan: &Row) -> &'a Row {
        let code = cell(loan, "emprunteur_code");
        self.paper.borrowers.iter().find(|borrower| cell(borrower, "code") == code).expect("its borrower")
    }

    fn loan(&self, answers: &Row) -> &'a Row {
        let number = cell(answers, "pret_numero");
        self.paper.loans.iter().find(|loan| cell(loan, "numero") == number).expect("its loan")
    }

    /// Where a line is shown: by default the borrower's own commune.
    fn insee(&self, loan: &'a Row) -> &'a str {
        match cell(loan, "lieu_insee") {
            "" => cell(self.borrower(loan), "code_insee"),
            insee => insee,
        }
    }

    fn is_cited(answers: &Row, what: &str) -> bool {
        several(answers, "non_apprecie").iter().any(|cited| cited == what)
    }

    /// Resources in order with their sorties and days, those that have any of what they are ranked by.
    fn ranking(&self, by_days: bool) -> Vec<(String, String, i64, i64)> {
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
                    cell(resource, "code").to_owned(),
                    cell(resource, "titre").to_owned(),
                    loans,
                    days,
                ));
            }
        }
        ranking.sort_by_key(|(code, _, loans, days)| {
            let (first, then) = if by_days { (*days, *loans) } else { (*loans, *days) };
            (-first, -then, code.clone())
        });
        ranking
    }

    /// All the figures.
    fn figures(&self) -> BTreeMap<&'static str, Expected> {
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

    fn fund_figures(&self, all: &mut BTreeMap<&'static str, Expected>) {
        let (fund, sorties, left) = (self.fund(), self.sorties(), self.left());
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
        for resource in &fund {
            let is_its = |loan: &&Row| cell(loan, "ressource_code") == cell(resource, "code");
            if sorties.iter().copied().any(|loan| is_its(&loan)) {
                lent.push(*resource);
            }
            acquired += i64::from(self.holds(date(resource, "date_acquisition")));
            retired +=
                i64::from(!cell(resource, "retrait").is_empty() && self.holds(date(resource, "retrait")));
            existing += self.days_existing(resource);
            open_existing += self.open_days(self.existence(resource));
        }
        all.insert("acquisitions", Expected::Count(acquired));
        all.insert("retirements", Expected::Count(retired));
        all.insert("usage_rate", Expected::Share(lent.len() as i64, size, 1));
        all.insert("never_lent", Expected::Share(size - lent.len() as i64, size, 0));
        let out: i64 = left.iter().map(|loan| self.days_out(loan)).sum();
        let open_out: i64 = left.iter().map(|loan| self.open_days(self.away(loan))).sum();
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
            let days = sums(&fund, |r| words(r, column), |r| self.days_existing(r));
            let taken = sums(&left, |l| words(self.resource(l), column), |l| self.days_out(l));
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

    fn loan_figures(&self, all: &mut BTreeMap<&'static str, Expected>) {
        let (sorties, cancelled, away) = (self.sorties(), self.cancelled(), self.lines_away());
        let loans = sorties.len() as i64;
        let days: i64 = away.iter().map(|loan| self.days_out(loan)).sum();
        all.insert("lines_total", Expected::Count(loans + cancelled.len() as i64));
        all.insert("loans_effective", Expected::Count(loans));
        all.insert("days_out_total", Expected::Count(days));
        all.insert("days_per_loan", Expected::Mean(days, loans));
        let calendar = common_days(self.days, self.days);
        all.insert("resources_out_on_average", Expected::Mean(days, calendar));

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

        let cents = |loan: &Row| thousandths(cell(loan, "tarif_applique_eur")) / 10;
        let income: i64 = sorties.iter().map(|loan| cents(loan)).sum();
        all.insert("income_eur", Expected::Cents(income));
        let by_type = sums(&sorties, |l| words(self.resource(l), "type"), cents);
        all.insert("income_by_type", Expected::Groups(by_type, income));
        let by_borrower = sums(&sorties, |l| words(self.borrower(l), "type"), cents);
        all.insert("income_by_borrower_type", Expected::Groups(by_borrower, income));

        let first: Vec<_> = self.ranking(false).into_iter().take(3).collect();
        all.insert("loans_of_top_three", Expected::Share(first.iter().map(|rank| rank.2).sum(), loans, 0));
        all.insert("top_three_days", Expected::Share(first.iter().map(|rank| rank.3).sum(), days, 1));
        for (key, by_days) in [("top_resources_by_loans", false), ("top_resources_by_days", true)] {
            let ten = self.ranking(by_days).into_iter().take(10).collect();
            all.insert(key, Expected::Ranking(ten));
        }
    }

    fn borrower_figures(&self, all: &mut BTreeMap<&'static str, Expected>) {
        let sorties = self.sorties();
        let (mut active, mut schools, mut paid, mut pass) = (0, 0, 0, 0);
        for borrower in &self.paper.borrowers {
            let (mut loans, mut of_pass) = (0, 0);
            for loan in &sorties {
                if cell(loan, "emprunteur_code") == cell(borrower, "code") {
                    loans += 1;
                    of_pass += i64::from(cell(loan, "pass_culture") == "oui");
                }
            }
            let is_school = ["école", "collège", "lycée"].contains(&cell(borrower, "type"));
            active += i64::from(loans > 0);
            schools += i64::from(loans > 0 && is_school);
            paid += i64::from(of_pass > 0 && is_school);
            pass += of_pass;
        }
        all.insert("borrowers_total", Expected::Count(self.paper.borrowers.len() as i64));
        all.insert("borrowers_active", Expected::Count(active));
        all.insert("school_establishments", Expected::Count(schools));
        all.insert("school_establishments_pass_culture", Expected::Share(paid, schools, 0));
        all.insert("loans_pass_culture", Expected::Share(pass, sorties.len() as i64, 0));
    }

    fn answer_figures(&self, all: &mut BTreeMap<&'static str, Expected>) {
        let answers = self.answers();
        let returned = answers.len() as i64;
        all.insert("questionnaires", Expected::Count(returned));
        all.insert("questionnaire_return_rate", Expected::Share(returned, self.sorties().len() as i64, 1));
        // Shares of those who answered that question.
        for (key, column) in [
            ("public_method", "public_methode"),
            ("audiences_reached", "publics"),
            ("satisfaction_overall", "satisfaction_globale"),
            ("appreciated", "apprecie"),
            ("not_appreciated", "non_apprecie"),
            ("satisfaction_welcome", "satisfaction_accueil"),
            ("satisfaction_logistics", "satisfaction_logistique"),
            ("first_loan", "premier_emprunt"),
        ] {
            let answered = answers.iter().filter(|answers| !cell(answers, column).is_empty()).count() as i64;
            all.insert(key, Expected::Groups(sums(&answers, |a| several(a, column), |_| 1), answered));
        }
        // Asked for a first loan only.
        let first: Vec<&Row> =
            answers.iter().copied().filter(|answers| cell(answers, "premier_emprunt") == "oui").collect();
        let answered = first.iter().filter(|answers| !cell(answers, "connu_par").is_empty()).count() as i64;
        let known = sums(&first, |a| several(a, "connu_par"), |_| 1);
        all.insert("how_known", Expected::Groups(known, answered));
        let are = |column: &str, degrees: &[&str]| {
            let told = answers.iter().filter(|answers| degrees.contains(&cell(answers, column))).count();
            told as i64
        };
        for (key, column, degrees) in [
            ("satisfaction_overall_positive", "satisfaction_globale", &DEGREES[..2]),
            ("satisfaction_welcome_positive", "satisfaction_accueil", &DEGREES[..2]),
            ("logistics_unsatisfied", "satisfaction_logistique", &DEGREES[2..]),
        ] {
            all.insert(key, Expected::Share(are(column, degrees), are(column, &DEGREES), 0));
        }
        let (mut heavy, mut unsatisfied, mut citations) = (0, 0, 0);
        let mut outdated = BTreeSet::new();
        for answers in &answers {
            let resource = self.resource(self.loan(answers));
            let is_exhibition = cell(resource, "type").starts_with("exposition");
            if is_exhibition && Self::is_cited(answers, OUTDATED) {
                citations += 1;
                outdated.insert(cell(resource, "code"));
            }
            if DEGREES[2..].contains(&cell(answers, "satisfaction_logistique")) {
                unsatisfied += 1;
                let is_heavy = cell(resource, "type") == "malle pédagogique"
                    || thousandths(cell(resource, "poids_kg")) >= 80_000;
                heavy += i64::from(is_heavy && Self::is_cited(answers, WEIGHT));
            }
        }
        all.insert("outdated_content_exhibitions", Expected::Count(outdated.len() as i64));
        all.insert("outdated_content_citations", Expected::Count(citations));
        all.insert("logistics_unsatisfied_citing_weight", Expected::Share(heavy, unsatisfied, 0));

        let people = |answers: &Row| cell(answers, "public_nombre").parse::<i64>().unwrap_or(0);
        let reached: i64 = answers.iter().map(|answers| people(answers)).sum();
        all.insert("people_reached", Expected::Count(reached));
        for (key, column) in
            [("people_reached_by_method", "public_methode"), ("people_reached_by_audience", "publics")]
        {
            all.insert(key, Expected::Groups(sums(&answers, |a| several(a, column), people), reached));
        }
        let by_borrower = sums(&answers, |a| words(self.borrower(self.loan(a)), "type"), people);
        all.insert("people_reached_by_borrower_type", Expected::Groups(by_borrower, reached));
        let by_type = sums(&answers, |a| words(self.resource(self.loan(a)), "type"), people);
        all.insert("people_reached_by_type", Expected::Groups(by_type, reached));
    }

    /// By name; where no commune is written it is the borrower's.
    fn home_figures(&self, home: &str, all: &mut BTreeMap<&'static str, Expected>) {
        let is_outside = |loan: &Row| match cell(loan, "lieu_commune") {
            "" => cell(self.borrower(loan), "commune") != home,
            commune => commune != home,
        };
        let sorties = self.sorties();
        let loans = sorties.iter().filter(|loan| is_outside(loan)).count() as i64;
        all.insert("loans_outside_home", Expected::Share(loans, sorties.len() as i64, 0));
        let (mut reached, mut outside) = (0, 0);
        for answers in self.answers() {
            let people = cell(answers, "public_nombre").parse().unwrap_or(0);
            reached += people;
            outside += if is_outside(self.loan(answers)) { people } else { 0 };
        }
        all.insert("people_reached_outside_home", Expected::Share(outside, reached, 0));
    }
}

/// The values of a cell, or the one that stands for none.
fn words(row: &Row, column: &str) -> Vec<String> {
    let words = several(row, column);
    if words.is_empty() { vec![LEFT_EMPTY.to_owned()] } else { words }
}

/// What the rows of each word add up to.
fn sums(
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

// ---------------------------------------------------------------------------------------------------------------------
// The program against the recount.

/// A percentage divided by hand, digit after digit; nothing of nothing.
fn divided(numerator: i64, denominator: i64, decimals: u8) -> String {
    if denominator == 0 {
        return "—".to_owned();
    }
    let digits = 100 * 10_i64.pow(u32::from(decimals));
    let (mut quotient, rest) = (numerator * digits / denominator, numerator * digits % denominator);
    if 2 * rest >= denominator {
        quotient += 1;
    }
    match decimals {
        0 => format!("{quotient} %"),
        _ => format!("{},{} %", quotient / 10, quotient % 10),
    }
}

/// In what a figure differs from what it has to be.
fn difference(figure: &Figure, expected: &Expected) -> Option<String> {
    let right = match (&figure.value, expected) {
        (Value::Count { value }, Expected::Count(count)) => value == count,
        (Value::Money { cents }, Expected::Cents(expected)) => cents == expected,
        (Value::Share { numerator, denominator, decimals }, Expected::Share(part, whole, digits)) => {
            let printed = percent(*numerator, *denominator, *decimals) == divided(*part, *whole, *digits);
            (numerator, denominator, decimals) == (part, whole, digits) && printed
        }
        (Value::Mean { numerator, denominator }, Expected::Mean(part, whole)) => {
            (numerator, denominator) == (part, whole)
        }
        (Value::Groups { groups }, Expected::Groups(parts, whole)) => {
            let mut got = BTreeMap::new();
            let mut wholes = true;
            for group in groups {
                wholes &= group.denominator == *whole
                    && percent(group.numerator, *whole, 0) == divided(group.numerator, *whole, 0);
                if group.numerator != 0 {
                    got.insert(word_of(&group.key, &group.label), group.numerator);
                }
            }
            let mut parts = parts.clone();
            parts.retain(|_, part| *part != 0);
            let degrees = !figure.key.starts_with("satisfaction")
                || DEGREES.iter().all(|degree| groups.iter().any(|group| group.key == *degree));
            let keys: BTreeSet<&String> = groups.iter().map(|group| &group.key).collect();
            got == parts && wholes && degrees && keys.len() == groups.len()
        }
        (Value::Groups { groups }, Expected::Ratios(ratios)) => {
            let mut got = BTreeMap::new();
            for group in groups {
                got.insert(word_of(&group.key, &group.label), (group.numerator, group.denominator));
            }
            let mut ratios = ratios.clone();
            ratios.retain(|_, ratio| *ratio != (0, 0));
            got.retain(|_, ratio| *ratio != (0, 0));
            got == ratios
        }
        (Value::Ranking { ranks }, Expected::Ranking(expected)) => {
            let mut got = Vec::new();
            for (place, rank) in ranks.iter().enumerate() {
                let rank_is_place = rank.rank as usize == place + 1;
                let title = if rank_is_place { rank.title.clone() } else { format!("{rank:?}") };
                got.push((rank.code.clone(), title, i64::from(rank.loans), i64::from(rank.days)));
            }
            got == *expected
        }
        _ => false,
    };
    (!right).then(|| format!("{}: got {:?}\n    expected {expected:?}", figure.key, figure.value))
}

/// The word of the register that a group stands for: the program writes those of its own lists with a typographic
/// apostrophe, and says what was left empty.
fn word_of(key: &str, label: &str) -> String {
    if label == "non renseigné" { LEFT_EMPTY.to_owned() } else { key.replace('’', "'") }
}

/// All the figures against the recount, and the years of the evolution too.
fn assert_recounted(app: &App, paper: &Paper, query: &FiguresQuery) {
    assert_recounted_from(None, app, paper, query);
}

/// The same of a centre that told its commune.
fn assert_recounted_from(home: Option<&'static str>, app: &App, paper: &Paper, query: &FiguresQuery) {
    let got = app.figures(query).expect("the figures");
    let recount = Recount { home, ..Recount::of(paper, query.period) };
    let expected = recount.figures();
    let mut wrong = Vec::new();
    let mut counted = BTreeSet::new();
    for figure in &got.figures {
        counted.insert(figure.key.as_str());
        match expected.get(figure.key.as_str()) {
            Some(expected) => wrong.extend(difference(figure, expected)),
            None => wrong.push(format!("{}: nobody recounts it: {:?}", figure.key, figure.value)),
        }
    }
    for key in expected.keys() {
        if !counted.contains(key) {
            wrong.push(format!("{key}: not among the figures"));
        }
    }
    for point in &got.evolution {
        let then = Recount::of(paper, point.period);
        let expected = then.figures();
        if point.figures.is_empty() && !then.sorties().is_empty() {
            wrong.push(format!("nothing in the evolution of {:?}", point.period));
        }
        for figure in &point.figures {
            let of_then = difference(figure, &expected[figure.key.as_str()]);
            wrong.extend(of_then.map(|text| format!("evolution of {:?}: {text}", point.period)));
        }
    }
    assert!(wrong.is_empty(), "{query:?}\n{}\n{}", wrong.join("\n"), written(paper));
}

/// The register as its files are, to be read in a failure.
fn written(paper: &Paper) -> String {
    let mut fund = FUND.to_vec();
    fund.push("retrait");
    [
        csv(&fund, &paper.fund),
        csv(BORROWERS, &paper.borrowers),
        csv(LOANS, &paper.loans),
        csv(ANSWERS, &paper.answers),
    ]
    .join("\n")
    .replace("\r\n", "\n")
}

/// The lists behind the figures add up to what is shown. Of a figure of very many groups, some are opened.
fn assert_opens(app: &App, query: &FiguresQuery) {
    let got = app.figures(query).expect("the figures");
    let mut wrong = Vec::new();
    let mut opens = |key: &str, group: Option<&str>, side: Side, shown: i64| {
        let asked =
            BehindQuery { of: query.clone(), key: key.to_owned(), group: group.map(str::to_owned), side };
        match app.figure_lines(&asked) {
            Ok(list) if list.total == shown => {}
            // No list is made of days.
            Ok(list) if list.entries == Entries::Days => assert_eq!(list.rows, []),
            Ok(list) => wrong.push(format!("{key} {group:?} {side:?}: {} listed, {shown} shown", list.total)),
            Err(fault) => wrong.push(format!("{key} {group:?} {side:?}: {fault:?}")),
        }
    };
    for figure in &got.figures {
        let key = figure.key.as_str();
        match &figure.value {
            Value::Count { value } | Value::Money { cents: value } => opens(key, None, Side::Part, *value),
            Value::Share { numerator, denominator, .. } | Value::Mean { numerator, denominator } => {
                opens(key, None, Side::Part, *numerator);
                opens(key, None, Side::Whole, *denominator);
            }
            Value::Groups { groups } => {
                let step = if groups.len() > 40 { groups.len() / 10 } else { 1 };
                for group in groups.iter().step_by(step) {
                    opens(key, Some(&group.key), Side::Part, group.numerator);
                    opens(key, Some(&group.key), Side::Whole, group.denominator);
                }
            }
            Value::Ranking { .. } => {}
        }
    }
    assert!(wrong.is_empty(), "{query:?}\n{}", wrong.join("\n"));
}

// ---------------------------------------------------------------------------------------------------------------------
// Random registers.

const TYPES: [(&str, &str); 6] = [
    ("exposition légère", "EXP"),
    ("exposition interactive", "INT"),
    ("malle pédagogique", "MAL"),
    ("matériel d'animation", "MAT"),
    ("ensemble", "ENS"),
    ("machine (FabLab)", "MAC"),
];
const FORMATS: [&str; 6] = ["panneaux", "roll-up", "bâche", "autoportante", "malle", ""];
const THEMES: [&str; 4] = ["biodiversité", "eau", "histoire des sciences", "climat"];
const OWNERS: [&str; 4] = ["Ombelliscience", "Université de Lille", "DREAL Hauts-de-France", ""];
const WEIGHTS: [&str; 8] = ["", "79,9", "79,999", "80", "80,0", "80,1", "34,5", "118,0"];
const KINDS: [&str; 7] = ["école", "collège", "lycée", "médiathèque", "association", "mairie", "musée"];
const COMMUNES: [(&str, &str); 6] = [
    ("Albert", "80016"),
    ("Amiens", "80021"),
    ("Lille", "59350"),
    ("Laon", "02408"),
    ("Ajaccio", "2A004"),
    ("Beauvais", "60057"),
];
const PASS: [&str; 4] = ["oui", "non", "non", ""];
const ACCOMPANIMENTS: [&str; 4] = ["aucun", "prise en main", "aide au montage", ""];
const USAGES: [&str; 3] = ["exposition en accès libre", "atelier", ""];
const TARIFFS: [&str; 5] = ["0,00", "120,00", "337,50", "99,99", ""];
const REASONS: [&str; 3] = ["fermeture du lieu", "classe en sortie", ""];
const FIRST: [&str; 3] = ["oui", "non", ""];
const KNOWN: [&str; 3] = ["catalogue commun", "bouche-à-oreille", ""];
const METHODS: [&str; 4] = ["effectif", "estimation", "inconnu", ""];
const PEOPLE: [&str; 5] = ["0", "1", "30", "150", ""];
const AUDIENCES: [&str; 4] = ["primaire", "collège", "familles", "grand public"];
const SATISFIED: [&str; 5] = ["très satisfait", "satisfait", "peu satisfait", "pas satisfait", ""];
const LIKED: [&str; 3] = ["esthétique", "thématique bien traitée", "facilité de montage"];
const DISLIKED: [&str; 4] = [WEIGHT, OUTDATED, "montage", "trop de texte"];

/// When a line leaves after the resource came back, or a resource the fund.
#[derive(Debug, Clone)]
enum Leaving {
    /// So many days later.
    After(i64),
    /// So many days before the next 31 December.
    BeforeNewYear(i64),
    /// So many days after the next 1 January.
    FromNewYear(i64),
    /// Within days of the next 29 February.
    AroundLeapDay(i64),
}

impl Leaving {
    fn day(&self, free: NaiveDate) -> NaiveDate {
        let of = |year: i32, month, date| NaiveDate::from_ymd_opt(year, month, date);
        let day = match self {
            Self::After(days) => plus_days(free, *days),
            Self::BeforeNewYear(days) => plus_days(of(free.year(), 12, 31).expect("its last day"), -days),
            Self::FromNewYear(days) => plus_days(of(free.year() + 1, 1, 1).expect("its first day"), *days),
            Self::AroundLeapDay(days) => {
                let leap = (free.year()..free.year() + 9)
                    .filter_map(|year| of(year, 2, 29))
                    .find(|day| *day >= free);
                plus_days(leap.expect("a leap day"), *days)
            }
        };
        day.max(free)
    }
}

fn leaving() -> impl Strategy<Value = Leaving> {
    prop_oneof![
        2 => (0..4_i64).prop_map(Leaving::After),
        6 => (4..260_i64).prop_map(Leaving::After),
        3 => (0..25_i64).prop_map(Leaving::BeforeNewYear),
        1 => (0..2_i64).prop_map(Leaving::FromNewYear),
        1 => (-20..2_i64).prop_map(Leaving::AroundLeapDay),
    ]
}

/// Days at and around the edges of the years, and any other.
fn any_day(years: std::ops::Range<i32>) -> impl Strategy<Value = NaiveDate> {
    let of = |year, month, date| NaiveDate::from_ymd_opt(year, month, date).expect("a day of every year");
    (years, prop_oneof![2 => 0..365_i64, 1 => select(vec![0_i64, 1, 364, 365])])
        .prop_map(move |(year, days)| plus_days(of(year, 1, 1), days))
}

fn joined(values: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    subsequence(values.to_vec(), 0..=most).prop_map(|values| values.join("|"))
}

/// A questionnaire but for the number of its loan.
fn answers() -> impl Strategy<Value = Row> {
    let told = (select(&FIRST[..]), select(&KNOWN[..]), select(&METHODS[..]), select(&PEOPLE[..]));
    let degrees = (select(&SATISFIED[..]), select(&SATISFIED[..]), select(&SATISFIED[..]));
    let lists = (joined(&AUDIENCES, 3), joined(&LIKED, 2), joined(&DISLIKED, 3));
    (told, degrees, lists, any::<bool>()).prop_map(
        |(
            (first, known, method, people),
            (overall, welcome, logistics),
            (audiences, liked, disliked),
            dated,
        )| {
            row(&[
                ("date", if dated { "15/06/2023" } else { "" }),
                // A form without any answer is none.
                ("commentaire", "Merci"),
                ("premier_emprunt", first),
                // Told by some who were not asked.
                ("connu_par", known),
                ("public_methode", method),
                // inconnu goes with no number.
                ("public_nombre", if method == "inconnu" { "" } else { people }),
                ("publics", &audiences),
                ("satisfaction_globale", overall),
                ("satisfaction_accueil", welcome),
                ("satisfaction_logistique", logistics),
                ("apprecie", &liked),
                ("non_apprecie", &disliked),
            ])
        },
    )
}

/// A line but for its resource, its days and its number: when it leaves, how many days it is away, its cells, its
/// questionnaire.
type Going = (Leaving, i64, Row, Option<Row>);

fn line_cells() -> impl Strategy<Value = Row> {
    let place = prop_oneof![1 => Just(("", "")), 2 => select(&COMMUNES[..])];
    (
        0..60_usize,
        place,
        select(&PASS[..]),
        select(&ACCOMPANIMENTS[..]),
        select(&USAGES[..]),
        select(&TARIFFS[..]),
    )
        .prop_map(|(borrower, (commune, insee), pass, accompaniment, usage, tariff)| {
            row(&[
                ("emprunteur_code", &borrower.to_string()),
                ("lieu_commune", commune),
                ("lieu_insee", insee),
                ("pass_culture", pass),
                ("accompagnement", accompaniment),
                ("usage", usage),
                ("tarif_applique_eur", tariff),
            ])
        })
}

fn going() -> impl Strategy<Value = Going> {
    let length = prop_oneof![1 => Just(1_i64), 10 => 2..50_i64, 1 => 300..500_i64];
    (leaving(), length, line_cells(), proptest::option::weighted(0.7, answers()))
}

/// A resource: its cells, the day of acquisition, its lines one after the other, whether the last is still out, and when
/// after it all the resource is retired.
type Thing = (Row, NaiveDate, Vec<Going>, bool, Option<Leaving>);

fn thing() -> impl Strategy<Value = Thing> {
    let kind =
        prop_oneof![6 => Just(0_usize), 2 => Just(1), 3 => Just(2), 2 => Just(3), 1 => Just(4), 1 => Just(5)];
    let cells = (
        kind,
        select(&FORMATS[..]),
        joined(&THEMES, 3),
        joined(&AUDIENCES, 2),
        select(&WEIGHTS[..]),
        select(&OWNERS[..]),
    )
        .prop_map(|(kind, format, themes, audiences, weight, owner)| {
            row(&[
                ("type", TYPES[kind].0),
                ("code", TYPES[kind].1),
                ("format", format),
                ("thématiques", &themes),
                ("publics", &audiences),
                ("poids_kg", weight),
                ("proprietaire", owner),
            ])
        });
    let acquired = prop_oneof![3 => any_day(2015..2019), 2 => any_day(2019..2026)];
    let retired = prop_oneof![
        1 => Just(Leaving::After(0)),
        2 => (1..700_i64).prop_map(Leaving::After),
        1 => (0..2_i64).prop_map(Leaving::BeforeNewYear),
        2 => (0..2_i64).prop_map(Leaving::FromNewYear),
    ];
    let lines = prop_oneof![1 => vec(going(), 0..1), 6 => vec(going(), 1..12)];
    (cells, acquired, lines, proptest::bool::weighted(0.1), proptest::option::weighted(0.4, retired))
}

/// A cancelled line: of which resource, from when, how many days, its cells, why, and a stray questionnaire.
type Off = (usize, NaiveDate, i64, Row, &'static str, Option<Row>);

fn off() -> impl Strategy<Value = Off> {
    let stray = proptest::option::weighted(0.15, answers());
    (0..60_usize, any_day(2018..2026), 1..60_i64, line_cells(), select(&REASONS[..]), stray)
}

fn paper() -> impl Strategy<Value = Paper> {
    let borrowers = vec((select(&KINDS[..]), select(&COMMUNES[..])), 1..10);
    (vec(thing(), 1..14), borrowers, vec(off(), 0..10)).prop_map(|(things, borrowers, offs)| {
        let mut paper = Paper::default();
        for (place, (kind, (commune, insee))) in borrowers.into_iter().enumerate() {
            let code = format!("E{:03}", place + 1);
            let name = format!("Lieu {place}");
            paper.borrowers.push(row(&[
                ("code", &code),
                ("nom", &name),
                ("type", kind),
                ("commune", commune),
                ("code_insee", insee),
            ]));
        }
        for (place, thing) in things.into_iter().enumerate() {
            lend(&mut paper, place, thing);
        }
        for (resource, from, days, cells, reason, stray) in offs {
            let code = cell(&paper.fund[resource % paper.fund.len()], "code").to_owned();
            add_line(&mut paper, cells, &code, (from, plus_days(from, days - 1)), "annulé", stray);
            let line = paper.loans.last_mut().expect("the line");
            line.insert("motif_annulation", reason.to_owned());
            line.insert("tarif_applique_eur", "0,00".to_owned());
        }
        paper
    })
}

/// Writes a resource and its lines, one after the other.
fn lend(paper: &mut Paper, place: usize, (mut cells, acquired, lines, is_out, retired): Thing) {
    let code = format!("{}-{:03}", cell(&cells, "code"), place + 1);
    let is_machine = cell(&cells, "type").starts_with("machine");
    let mut free = acquired.max(day("2018-12-01"));
    let mut is_gone = false;
    let count = lines.len();
    let lines = if is_machine { Vec::new() } else { lines };
    for (n, (leaving, days, line, answers)) in lines.into_iter().enumerate() {
        let from = leaving.day(free);
        let to = plus_days(from, days - 1);
        // What came back did so before the day of the stories.
        if from > day("2024-12-31") || to > day("2026-03-01") {
            continue;
        }
        is_gone = is_out && n + 1 == count;
        add_line(paper, line, &code, (from, to), if is_gone { "sorti" } else { "rentré" }, answers);
        free = plus_days(to, 1);
    }
    let has_lines = paper.loans.iter().any(|loan| cell(loan, "ressource_code") == code);
    if let (Some(leaving), false) = (retired, is_gone) {
        let on = leaving.day(if has_lines { free } else { acquired });
        cells.insert("retrait", french(on));
    }
    cells.insert("date_acquisition", french(acquired));
    cells.insert("titre", format!("Ressource {place}"));
    cells.insert("code", code);
    paper.fund.push(cells);
}

fn add_line(
    paper: &mut Paper,
    mut cells: Row,
    resource: &str,
    days: (NaiveDate, NaiveDate),
    state: &str,
    answers: Option<Row>,
) {
    let number = format!("D-{:03}", paper.loans.len() + 1);
    let borrower: usize = cell(&cells, "emprunteur_code").parse().expect("its place");
    let borrower = cell(&paper.borrowers[borrower % paper.borrowers.len()], "code").to_owned();
    cells.insert("numero", number.clone());
    cells.insert("ressource_code", resource.to_owned());
    cells.insert("emprunteur_code", borrower);
    cells.insert("date_depart", french(days.0));
    cells.insert("date_retour", french(days.1));
    cells.insert("statut", state.to_owned());
    paper.loans.push(cells);
    if let Some(mut answers) = answers {
        answers.insert("pret_numero", number);
        paper.answers.push(answers);
    }
}

fn civil(year: i32) -> Period {
    period(&format!("{year}-01-01"), &format!("{year}-12-31"))
}

fn school(year: i32) -> Period {
    period(&format!("{year}-09-01"), &format!("{}-08-31", year + 1))
}

/// A year with lines, a year with few or none, a school year, any days.
fn periods() -> impl Strategy<Value = Vec<Period>> {
    let any = (any_day(2017..2026), prop_oneof![1 => 1..3_u32, 3 => 1..1200_u32])
        .prop_map(|(from, days)| Period::starting(from, days));
    (2019..2025_i32, select(vec![2016, 2017, 2018, 2024, 2025]), 2018..2025_i32, any)
        .prop_map(|(year, other, from, any)| vec![civil(year), civil(other), school(from), any])
}

fn only(query: &FiguresQuery, paper: &Paper) -> Paper {
    paper.with_only(|resource| {
        let types: &[&str] = match (query.kind, query.form) {
            (Some(ResourceKind::Exhibition), None) => &["exposition légère", "exposition interactive"],
            (_, Some(ExhibitionForm::Light)) => &["exposition légère"],
            (_, Some(ExhibitionForm::Interactive)) => &["exposition interactive"],
            (Some(ResourceKind::Malle), _) => &["malle pédagogique"],
            (Some(ResourceKind::Equipment), _) => &["matériel d'animation"],
            (Some(ResourceKind::ResourceSet), _) => &["ensemble"],
            (Some(ResourceKind::Machine), _) => &["machine (FabLab)"],
            (None, None) => &TYPES.map(|(kind, _)| kind),
        };
        types.contains(&cell(resource, "type"))
            && (query.theme.is_empty() || several(resource, "thématiques").contains(&query.theme))
            && (query.owner.is_empty() || cell(resource, "proprietaire") == query.owner)
    })
}

/// A part of the fund.
fn part_of_fund() -> impl Strategy<Value = FiguresQuery> {
    let whole = FiguresQuery::of(civil(2023));
    let kinds = [
        ResourceKind::Exhibition,
        ResourceKind::Malle,
        ResourceKind::Equipment,
        ResourceKind::ResourceSet,
        ResourceKind::Machine,
    ];
    let mut parts: Vec<FiguresQuery> =
        kinds.map(|kind| FiguresQuery { kind: Some(kind), ..whole.clone() }).into_iter().collect();
    for form in [ExhibitionForm::Light, ExhibitionForm::Interactive] {
        parts.push(FiguresQuery { kind: Some(ResourceKind::Exhibition), form: Some(form), ..whole.clone() });
    }
    for theme in THEMES {
        parts.push(FiguresQuery { theme: theme.to_owned(), ..whole.clone() });
    }
    for owner in &OWNERS[..3] {
        parts.push(FiguresQuery { owner: (*owner).to_owned(), ..whole.clone() });
    }
    select(parts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_figures_of_any_register_are_those_counted_again_from_its_cells(
        paper in paper(),
        periods in periods(),
        part in part_of_fund(),
    ) {
        let desk = paper.desk();
        let app = desk.open();
        for period in &periods {
            assert_recounted(&app, &paper, &FiguresQuery::of(*period));
        }
        let part = FiguresQuery { period: periods[0], ..part };
        assert_recounted(&app, &only(&part, &paper), &part);
        assert_sound(&app);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_list_behind_each_figure_of_any_register_adds_up_to_what_is_shown(
        paper in paper(),
        periods in periods(),
        place in 0..4_usize,
        part in part_of_fund(),
    ) {
        let desk = paper.desk();
        // With it, those outside the home commune are counted too.
        desk.set("centre.town", COMMUNES[0].0);
        let app = desk.open();
        let query = FiguresQuery::of(periods[place]);
        let shown: Vec<String> =
            app.figures(&query).expect("the figures").figures.into_iter().map(|figure| figure.key).collect();
        prop_assert_eq!(shown, KEYS);
        assert_recounted_from(Some(COMMUNES[0].0), &app, &paper, &query);
        assert_opens(&app, &query);
        assert_opens(&app, &FiguresQuery { period: periods[0], ..part });
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Days at the edges.

/// A resource since 2020, a school, and lines of those days and states.
fn lines_of(lines: &[(&str, &str, &str)]) -> Paper {
    let mut paper = Paper::default();
    paper.borrowers.push(row(&[
        ("code", "E001"),
        ("nom", "École du Bourg"),
        ("type", "école"),
        ("commune", "Albert"),
        ("code_insee", "80016"),
    ]));
    paper.fund.push(row(&[
        ("code", "EXP-001"),
        ("titre", "Une exposition"),
        ("type", "exposition légère"),
        ("format", "panneaux"),
        ("date_acquisition", "01/01/2020"),
    ]));
    for (from, to, state) in lines {
        let cells = row(&[("emprunteur_code", "0"), ("tarif_applique_eur", "10,00")]);
        add_line(&mut paper, cells, "EXP-001", (day(from), day(to)), state, None);
    }
    paper
}

fn value(app: &App, of: Period, key: &str) -> Value {
    let all = app.figures(&FiguresQuery::of(of)).expect("the figures").figures;
    all.into_iter().find(|figure| figure.key == key).expect("the figure").value
}

fn count(app: &App, of: Period, key: &str) -> i64 {
    match value(app, of, key) {
        Value::Count { value } => value,
        other => panic!("{key} is no count: {other:?}"),
    }
}

fn share(app: &App, of: Period, key: &str) -> (i64, i64) {
    match value(app, of, key) {
        Value::Share { numerator, denominator, .. } => (numerator, denominator),
        other => panic!("{key} is no share: {other:?}"),
    }
}

#[test]
fn a_line_over_new_year_is_a_sortie_of_the_old_year_and_gives_each_year_its_days() {
    let paper = lines_of(&[("2022-12-31", "2023-01-01", "rentré"), ("2023-12-25", "2024-01-05", "rentré")]);
    let desk = paper.desk();
    let app = desk.open();
    let of = |year, key| count(&app, civil(year), key);
    assert_eq!([2022, 2023, 2024].map(|year| of(year, "loans_effective")), [1, 1, 0]);
    assert_eq!([2022, 2023, 2024].map(|year| of(year, "days_out_total")), [1, 1 + 7, 5]);
    assert_eq!([2022, 2023, 2024].map(|year| of(year, "borrowers_active")), [1, 1, 0]);
    // A resource that came back in January has days in that year and no sortie.
    assert_eq!(share(&app, civil(2024), "usage_rate"), (0, 1));
    assert_eq!(share(&app, civil(2024), "occupancy_rate"), (5, 366));
    for year in 2021..2026 {
        assert_recounted(&app, &paper, &FiguresQuery::of(civil(year)));
        assert_opens(&app, &FiguresQuery::of(civil(year)));
    }
    // The two days themselves.
    assert_eq!(count(&app, period("2022-12-31", "2022-12-31"), "days_out_total"), 1);
    assert_eq!(count(&app, period("2023-01-01", "2023-01-01"), "days_out_total"), 1);
    assert_eq!(count(&app, period("2023-01-01", "2023-01-01"), "loans_effective"), 0);
    assert_eq!(count(&app, period("2023-01-02", "2023-12-24"), "days_out_total"), 0);
}

#[test]
fn a_line_that_holds_the_whole_year_gives_it_all_its_days_and_no_sortie() {
    let paper = lines_of(&[("2021-11-30", "2023-02-01", "rentré")]);
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, civil(2022), "loans_effective"), 0);
    assert_eq!(count(&app, civil(2022), "days_out_total"), 365);
    assert_eq!(share(&app, civil(2022), "occupancy_rate"), (365, 365));
    assert_recounted(&app, &paper, &FiguresQuery::of(civil(2022)));
}

#[test]
fn a_line_still_out_counts_its_days_to_today_whatever_was_planned() {
    // Planned back long ago: late.
    let paper = lines_of(&[("2026-01-12", "2026-01-20", "sorti")]);
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(app.today(), day("2026-03-02"));
    assert_eq!(count(&app, civil(2026), "loans_effective"), 1);
    assert_eq!(count(&app, civil(2026), "days_out_total"), 20 + 28 + 2);
    assert_eq!(count(&app, period("2026-02-01", "2026-02-28"), "days_out_total"), 28);
    assert_eq!(count(&app, period("2026-03-03", "2026-03-31"), "days_out_total"), 0);
    assert_recounted(&app, &paper, &FiguresQuery::of(civil(2026)));
    assert_opens(&app, &FiguresQuery::of(civil(2026)));
    drop(app);
    // A day later, one day more; and planned back later than today, no day more than that.
    assert_eq!(count(&desk.on("2026-03-03"), civil(2026), "days_out_total"), 51);
    let early = lines_of(&[("2026-02-27", "2026-04-30", "sorti")]);
    let desk = early.desk();
    assert_eq!(count(&desk.open(), civil(2026), "days_out_total"), 4);
    assert_recounted(&desk.open(), &early, &FiguresQuery::of(civil(2026)));
    // Out since a year before.
    let long = lines_of(&[("2024-12-20", "2025-01-10", "sorti")]);
    let desk = long.desk();
    assert_eq!(count(&desk.open(), civil(2025), "days_out_total"), 365);
    assert_eq!(count(&desk.open(), civil(2026), "days_out_total"), 31 + 28 + 2);
    assert_recounted(&desk.open(), &long, &FiguresQuery::of(civil(2026)));
}

#[test]
fn the_29_february_is_a_day_of_its_year_and_of_no_other() {
    let paper = lines_of(&[("2024-02-28", "2024-03-01", "rentré"), ("2023-02-28", "2023-03-01", "rentré")]);
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, civil(2024), "days_out_total"), 3);
    assert_eq!(count(&app, civil(2023), "days_out_total"), 2);
    assert_eq!(share(&app, civil(2024), "occupancy_rate"), (3, 366));
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (2, 365));
    assert_eq!(count(&app, period("2024-02-29", "2024-02-29"), "days_out_total"), 1);
    for of in [period("2024-02-29", "2024-02-29"), period("2024-02-01", "2024-02-29"), civil(2024)] {
        assert_recounted(&app, &paper, &FiguresQuery::of(of));
    }
    // The Februaries before it end on their last day.
    let february = app.figures(&FiguresQuery::of(period("2024-02-01", "2024-02-29"))).expect("the figures");
    let of: Vec<Period> = february.evolution.iter().map(|point| point.period).collect();
    let expected = [("2022-02-01", "2022-02-28"), ("2023-02-01", "2023-02-28"), ("2024-02-01", "2024-02-29")];
    assert_eq!(of, expected.map(|(from, to)| period(from, to)));
}

#[test]
fn a_school_year_takes_the_departures_from_september_to_august() {
    let lines = [
        ("2023-08-31", "2023-09-04", "rentré"),
        ("2023-09-05", "2023-09-20", "rentré"),
        ("2024-06-03", "2024-06-28", "annulé"),
        ("2024-08-30", "2024-09-02", "rentré"),
        ("2024-09-03", "2024-09-10", "rentré"),
    ];
    let paper = lines_of(&lines);
    let desk = paper.desk();
    let app = desk.open();
    let year = period("2023-09-01", "2024-08-31");
    assert_eq!(year, school(2023));
    assert_eq!(count(&app, year, "loans_effective"), 2);
    assert_eq!(count(&app, year, "days_out_total"), 4 + 16 + 2);
    assert_eq!(share(&app, year, "occupancy_rate"), (22, 366));
    assert_eq!(count(&app, year, "cancellations"), 1);
    assert_eq!(count(&app, year, "cancelled_days"), 26);
    for from in 2022..2026 {
        assert_recounted(&app, &paper, &FiguresQuery::of(school(from)));
        assert_opens(&app, &FiguresQuery::of(school(from)));
    }
    // Two school years in one.
    let both =
        Period::new(year.from, year.to.checked_add_months(Months::new(12)).expect("a day")).expect("days");
    assert_recounted(&app, &paper, &FiguresQuery::of(both));
}

#[test]
fn planned_days_of_a_cancelled_line_are_not_clipped_to_the_year() {
    let paper = lines_of(&[("2023-12-30", "2024-01-10", "annulé"), ("2022-12-30", "2023-01-10", "annulé")]);
    let desk = paper.desk();
    let app = desk.open();
    for (year, lines, days) in [(2022, 1, 12), (2023, 1, 12), (2024, 0, 0)] {
        assert_eq!(count(&app, civil(year), "cancellations"), lines, "{year}");
        assert_eq!(count(&app, civil(year), "cancelled_days"), days, "{year}");
        assert_eq!(count(&app, civil(year), "loans_effective"), 0, "{year}");
        assert_recounted(&app, &paper, &FiguresQuery::of(civil(year)));
    }
}

#[test]
fn a_resource_is_in_the_fund_to_the_day_of_its_retirement_and_exists_until_the_day_before() {
    let mut paper = lines_of(&[("2022-12-01", "2022-12-20", "rentré")]);
    paper.fund[0].insert("retrait", "01/01/2023".to_owned());
    let desk = paper.desk();
    let app = desk.open();
    // Not retired before the first day of 2023, and yet no day of it to be taken on.
    assert_eq!(count(&app, civil(2023), "fund"), 1);
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (0, 0));
    assert_eq!(share(&app, civil(2022), "occupancy_rate"), (20, 365));
    assert_eq!(count(&app, period("2023-01-02", "2023-12-31"), "fund"), 0);
    for of in [civil(2022), civil(2023), civil(2024), school(2022), period("2022-12-31", "2023-01-01")] {
        assert_recounted(&app, &paper, &FiguresQuery::of(of));
        assert_opens(&app, &FiguresQuery::of(of));
    }
    // Acquired on the last day of a year: one day of it.
    let mut paper = lines_of(&[]);
    paper.fund[0].insert("date_acquisition", "31/12/2023".to_owned());
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, civil(2022), "fund"), 0);
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (0, 1));
    assert_recounted(&app, &paper, &FiguresQuery::of(civil(2023)));
}

#[test]
fn a_part_taken_through_a_set_earns_no_sortie_and_no_day() {
    let desk = Desk::empty();
    let folder = desk.register(
        "registre",
        &[
            (
                "ressources.csv",
                "code;titre;type;capacite;date_acquisition\r\n\
                 ENS-1;Lab;ensemble;1;01/01/2020\r\n\
                 MAT-1;Robots;matériel d'animation;10;01/01/2020\r\n",
            ),
            ("ensembles.csv", "ensemble_code;ressource_code;quantite\r\nENS-1;MAT-1;4\r\n"),
            ("emprunteurs.csv", "code;nom;type\r\nE001;École du Bourg;école\r\n"),
            (
                "prets.csv",
                "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut\r\n\
                 D-1;ENS-1;E001;06/03/2023;10/03/2023;rentré\r\n",
            ),
        ],
    );
    let app = desk.open();
    let report = app.import_register(&folder, false).expect("the register").value;
    assert!(!report.is_refused(), "{:?}", report.problems);
    assert_eq!(count(&app, civil(2023), "loans_effective"), 1);
    assert_eq!(count(&app, civil(2023), "days_out_total"), 5);
    assert_eq!(share(&app, civil(2023), "usage_rate"), (1, 2));
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (5, 730));
}

#[test]
fn nothing_divides_by_an_empty_base_or_an_empty_year() {
    let empty = Desk::empty();
    let full = lines_of(&[("2023-03-06", "2023-03-10", "rentré")]);
    let desk = full.desk();
    for (app, paper, of) in [
        (empty.open(), &Paper::default(), civil(2023)),
        (desk.open(), &full, civil(2019)),
        (desk.open(), &full, civil(2022)),
    ] {
        let query = FiguresQuery::of(of);
        assert_recounted(&app, paper, &query);
        assert_opens(&app, &query);
        for figure in app.figures(&query).expect("the figures").figures {
            match figure.value {
                Value::Share { numerator, denominator: 0, decimals } => {
                    assert_eq!((numerator, percent(0, 0, decimals)), (0, "—".to_owned()), "{}", figure.key);
                }
                Value::Groups { groups } => {
                    for group in groups {
                        let shown = percent(group.numerator, group.denominator, 0);
                        assert!(group.denominator > 0 || shown == "—", "{}", figure.key);
                    }
                }
                _ => {}
            }
        }
    }
    assert_eq!(share(&desk.open(), civil(2019), "usage_rate"), (0, 0));
    assert_eq!(share(&desk.open(), civil(2022), "usage_rate"), (0, 1));
    assert_eq!(share(&desk.open(), civil(2022), "questionnaire_return_rate"), (0, 0));
}

#[test]
fn the_recount_itself_finds_the_published_figures() {
    let read = |file: &str, columns: &mut Vec<&'static str>| -> Vec<Row> {
        let bytes =
            std::fs::read(stories::fixture("registre-2023").join(file)).expect("a file of the register");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut rows = cells_of(text.trim_start_matches('\u{feff}')).into_iter();
        let header = rows.next().expect("a header");
        let kept: Vec<Option<&'static str>> =
            header.iter().map(|name| columns.iter().copied().find(|column| column == name)).collect();
        rows.map(|cells| {
            kept.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell))).collect()
        })
        .collect()
    };
    let paper = Paper {
        fund: read("fonds.csv", &mut FUND.to_vec()),
        borrowers: read("emprunteurs.csv", &mut BORROWERS.to_vec()),
        loans: read("prets.csv", &mut LOANS.to_vec()),
        answers: read("questionnaires.csv", &mut ANSWERS.to_vec()),
    };
    let recount = Recount::of(&paper, civil(2023)).figures();
    let bytes = std::fs::read(stories::fixture("registre-2023/attendu.json")).expect("what is expected");
    let expected: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let elsewhere = [
        "year",
        "self_standing_exhibitions",
        "roll_up_exhibitions",
        "interactive_models",
        "max_loans_outside_top_three",
        "people_reached_evolution",
    ];
    let of_share = |share: &serde_json::Value| {
        let number = |name: &str| share[name].as_i64().expect("a number");
        (number("numerator"), number("denominator"), share["display"].as_str().expect("shown").to_owned())
    };
    let mut compared = 0;
    for (key, published) in expected["figures"].as_object().expect("figures") {
        if elsewhere.contains(&key.as_str()) {
            continue;
        }
        compared += 1;
        match &recount[key.as_str()] {
            Expected::Count(count) => assert_eq!(published["value"].as_i64(), Some(*count), "{key}"),
            Expected::Cents(cents) => {
                let euros = format!("{}.{:02}", cents / 100, cents % 100);
                assert_eq!(published["value"].as_str(), Some(euros.as_str()), "{key}");
            }
            Expected::Share(part, whole, decimals) => {
                assert_eq!(of_share(published), (*part, *whole, divided(*part, *whole, *decimals)), "{key}");
            }
            Expected::Groups(parts, whole) => {
                for (word, group) in published.as_object().expect("groups") {
                    let part = parts.get(word).copied().unwrap_or_default();
                    assert_eq!(of_share(group), (part, *whole, divided(part, *whole, 0)), "{key} {word}");
                }
                let words = parts.iter().filter(|(_, part)| **part > 0).map(|(word, _)| word);
                for word in words {
                    assert!(published.get(word).is_some(), "{key} {word}");
                }
            }
            Expected::Ranking(ranks) => {
                let published = published.as_array().expect("ranks");
                assert_eq!(published.len(), ranks.len());
                for (rank, (code, title, loans, days)) in published.iter().zip(ranks) {
                    assert_eq!(
                        (rank["code"].as_str(), rank["title"].as_str()),
                        (Some(code.as_str()), Some(title.as_str()))
                    );
                    assert_eq!((rank["loans"].as_i64(), rank["days"].as_i64()), (Some(*loans), Some(*days)));
                }
            }
            other => panic!("{key}: {other:?}"),
        }
    }
    assert_eq!(compared, 50);
}

/// The cells of a CSV file of semicolons, quoted where one holds a separator or a line break.
fn cells_of(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut cells, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                cells.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut cells));
            }
            letter => cell.push(letter),
        }
    }
    rows
}
