//! Random registers.

use crate::paper::{Paper, Row, cell, date, french, row, several, units};
use crate::recount::{OUTDATED, WEIGHT};
use app::views::FiguresQuery;
use chrono::{Datelike, NaiveDate};
use domain::catalogue::{ExhibitionForm, ResourceKind};
use domain::interval::{Period, plus_days};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use stories::{TODAY, day, period};

pub(crate) const TYPES: [(&str, &str); 6] = [
    ("exposition légère", "EXP"),
    ("exposition interactive", "INT"),
    ("malle pédagogique", "MAL"),
    ("matériel d'animation", "MAT"),
    ("ensemble", "ENS"),
    ("machine (FabLab)", "MAC"),
];
pub(crate) const FORMATS: [&str; 6] = ["panneaux", "roll-up", "bâche", "autoportante", "malle", ""];
pub(crate) const THEMES: [&str; 4] = ["biodiversité", "eau", "histoire des sciences", "climat"];
pub(crate) const OWNERS: [&str; 4] = ["Ombelliscience", "Université de Lille", "DREAL Hauts-de-France", ""];
pub(crate) const WEIGHTS: [&str; 8] = ["", "79,9", "79,999", "80", "80,0", "80,1", "34,5", "118,0"];
pub(crate) const UNITS: [&str; 5] = ["", "1", "1", "2", "5"];
pub(crate) const KINDS: [&str; 7] =
    ["école", "collège", "lycée", "médiathèque", "association", "mairie", "musée"];
pub(crate) const COMMUNES: [(&str, &str); 6] = [
    ("Albert", "80016"),
    ("Amiens", "80021"),
    ("Lille", "59350"),
    ("Laon", "02408"),
    ("Ajaccio", "2A004"),
    ("Beauvais", "60057"),
];
pub(crate) const PASS: [&str; 4] = ["oui", "non", "non", ""];
pub(crate) const ACCOMPANIMENTS: [&str; 4] = ["aucun", "prise en main", "aide au montage", ""];
pub(crate) const USAGES: [&str; 3] = ["exposition en accès libre", "atelier", ""];
pub(crate) const TARIFFS: [&str; 5] = ["0,00", "120,00", "337,50", "99,99", ""];
pub(crate) const REASONS: [&str; 3] = ["fermeture du lieu", "classe en sortie", ""];
pub(crate) const FIRST: [&str; 3] = ["oui", "non", ""];
pub(crate) const KNOWN: [&str; 3] = ["catalogue commun", "bouche-à-oreille", ""];
pub(crate) const METHODS: [&str; 4] = ["effectif", "estimation", "inconnu", ""];
pub(crate) const PEOPLE: [&str; 5] = ["0", "1", "30", "150", ""];
pub(crate) const AUDIENCES: [&str; 4] = ["primaire", "collège", "familles", "grand public"];
pub(crate) const SATISFIED: [&str; 5] = ["très satisfait", "satisfait", "peu satisfait", "pas satisfait", ""];
pub(crate) const LIKED: [&str; 3] = ["esthétique", "thématique bien traitée", "facilité de montage"];
pub(crate) const DISLIKED: [&str; 4] = [WEIGHT, OUTDATED, "montage", "trop de texte"];

/// When a line leaves after the resource came back, or a resource the fund.
#[derive(Debug, Clone)]
pub(crate) enum Leaving {
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
    pub(crate) fn day(&self, free: NaiveDate) -> NaiveDate {
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

pub(crate) fn leaving() -> impl Strategy<Value = Leaving> {
    prop_oneof![
        2 => (0..4_i64).prop_map(Leaving::After),
        6 => (4..260_i64).prop_map(Leaving::After),
        3 => (0..25_i64).prop_map(Leaving::BeforeNewYear),
        1 => (0..2_i64).prop_map(Leaving::FromNewYear),
        1 => (-20..2_i64).prop_map(Leaving::AroundLeapDay),
    ]
}

/// Days at and around the edges of the years, and any other.
pub(crate) fn any_day(years: std::ops::Range<i32>) -> impl Strategy<Value = NaiveDate> {
    let of = |year, month, date| NaiveDate::from_ymd_opt(year, month, date).expect("a day of every year");
    (years, prop_oneof![2 => 0..365_i64, 1 => select(vec![0_i64, 1, 364, 365])])
        .prop_map(move |(year, days)| plus_days(of(year, 1, 1), days))
}

pub(crate) fn joined(values: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    subsequence(values.to_vec(), 0..=most).prop_map(|values| values.join("|"))
}

/// A questionnaire but for the number of its loan.
pub(crate) fn answers() -> impl Strategy<Value = Row> {
    let told = (select(&FIRST[..]), select(&KNOWN[..]), select(&METHODS[..]), select(&PEOPLE[..]));
    let degrees = (select(&SATISFIED[..]), select(&SATISFIED[..]), select(&SATISFIED[..]));
    let lists = (joined(&AUDIENCES, 3), joined(&LIKED, 2), joined(&DISLIKED, 3));
    let answers = (told, degrees, lists, any::<bool>()).prop_map(
        |(
            (first, known, method, people),
            (overall, welcome, logistics),
            (audiences, liked, disliked),
            dated,
        )| {
            row(&[
                ("date", if dated { "15/06/2023" } else { "" }),
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
    );
    // A form that came back blank, or with nothing but its date.
    prop_oneof![1 => select(vec!["15/06/2023", ""]).prop_map(|date| row(&[("date", date)])), 9 => answers]
}

/// A line but for its resource, its days and its number: when it leaves, how many days it is away, its cells, its
/// questionnaire.
pub(crate) type Going = (Leaving, i64, Row, Option<Row>);

pub(crate) fn line_cells() -> impl Strategy<Value = Row> {
    let place = prop_oneof![1 => Just(("", "")), 2 => select(&COMMUNES[..])];
    (
        0..60_usize,
        place,
        select(&PASS[..]),
        select(&ACCOMPANIMENTS[..]),
        select(&USAGES[..]),
        select(&TARIFFS[..]),
        1..4_i64,
    )
        .prop_map(|(borrower, (commune, insee), pass, accompaniment, usage, tariff, quantity)| {
            row(&[
                ("quantite", &quantity.to_string()),
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

pub(crate) fn going() -> impl Strategy<Value = Going> {
    let length = prop_oneof![1 => Just(1_i64), 10 => 2..50_i64, 1 => 300..500_i64];
    (leaving(), length, line_cells(), proptest::option::weighted(0.7, answers()))
}

/// A resource: its cells, the day of acquisition, its lines one after the other, whether the last is still out, and when
/// after it all the resource is retired.
pub(crate) type Thing = (Row, NaiveDate, Vec<Going>, bool, Option<Leaving>);

pub(crate) fn thing() -> impl Strategy<Value = Thing> {
    let kind =
        prop_oneof![6 => Just(0_usize), 2 => Just(1), 3 => Just(2), 2 => Just(3), 1 => Just(4), 1 => Just(5)];
    let cells = (
        kind,
        select(&FORMATS[..]),
        joined(&THEMES, 3),
        joined(&AUDIENCES, 2),
        select(&WEIGHTS[..]),
        select(&OWNERS[..]),
        select(&UNITS[..]),
    )
        .prop_map(|(kind, format, themes, audiences, weight, owner, units)| {
            row(&[
                ("capacite", units),
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
pub(crate) type Off = (usize, NaiveDate, i64, Row, &'static str, Option<Row>);

pub(crate) fn off() -> impl Strategy<Value = Off> {
    let stray = proptest::option::weighted(0.15, answers());
    (0..60_usize, any_day(2018..2026), 1..60_i64, line_cells(), select(&REASONS[..]), stray)
}

pub(crate) fn paper() -> impl Strategy<Value = Paper> {
    let borrowers = vec((select(&KINDS[..]), select(&COMMUNES[..])), 1..10);
    // Of which set, which part, how many of it.
    let parts = vec((0..60_usize, 0..60_usize, 1..4_i64), 0..6);
    (vec(thing(), 1..14), borrowers, vec(off(), 0..10), parts).prop_map(|(things, borrowers, offs, parts)| {
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
            line.insert("quantite", String::new());
            line.insert("tarif_applique_eur", "0,00".to_owned());
        }
        for (set, part, quantity) in parts {
            put_in(&mut paper, set, part, quantity);
        }
        fill_sets(&mut paper);
        paper
    })
}

/// Makes a resource a part of a set that is no older. There are units enough of it for whatever happens, and it stays.
fn put_in(paper: &mut Paper, set: usize, part: usize, quantity: i64) {
    let is_set = |resource: &Row| cell(resource, "type") == "ensemble";
    let sets: Vec<usize> = (0..paper.fund.len()).filter(|at| is_set(&paper.fund[*at])).collect();
    let Some(set) = sets.get(set % sets.len().max(1)).copied() else { return };
    let part = part % paper.fund.len();
    let (set_code, part_code) = (cell(&paper.fund[set], "code"), cell(&paper.fund[part], "code"));
    let is_there =
        |row: &Row| cell(row, "ensemble_code") == set_code && cell(row, "ressource_code") == part_code;
    let since = |at: usize| date(&paper.fund[at], "date_acquisition");
    if is_set(&paper.fund[part]) || since(part) > since(set) || paper.parts.iter().any(is_there) {
        return;
    }
    let part_row = row(&[
        ("ensemble_code", set_code),
        ("ressource_code", part_code),
        ("quantite", &quantity.to_string()),
    ]);
    paper.parts.push(part_row);
    paper.fund[part].insert("capacite", "500".to_owned());
    paper.fund[part].remove("retrait");
}

/// What left inside the sets: each of their loans once more as each part.
pub(crate) fn fill_sets(paper: &mut Paper) {
    for loan in &paper.loans {
        let parts =
            paper.parts.iter().filter(|part| cell(part, "ensemble_code") == cell(loan, "ressource_code"));
        for part in parts {
            let mut inside = loan.clone();
            let quantity = units(loan, "quantite") * units(part, "quantite");
            inside.insert("ressource_code", cell(part, "ressource_code").to_owned());
            inside.insert("quantite", quantity.to_string());
            paper.inside.push(inside);
        }
    }
}

/// Writes a resource and its lines, one after the other.
pub(crate) fn lend(paper: &mut Paper, place: usize, (mut cells, acquired, lines, is_out, retired): Thing) {
    let code = format!("{}-{:03}", cell(&cells, "code"), place + 1);
    let is_machine = cell(&cells, "type").starts_with("machine");
    let mut free = acquired.max(day("2018-12-01"));
    let mut is_gone = false;
    let count = lines.len();
    let lines = if is_machine { Vec::new() } else { lines };
    for (n, (leaving, days, line, answers)) in lines.into_iter().enumerate() {
        let from = leaving.day(free);
        if from > day("2024-12-31") {
            continue;
        }
        // What is back came back at the latest today.
        let to = plus_days(from, days - 1).min(day(TODAY));
        is_gone = is_out && n + 1 == count;
        let mut line = line;
        let quantity = units(&line, "quantite").min(units(&cells, "capacite"));
        line.insert("quantite", quantity.to_string());
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

pub(crate) fn add_line(
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

pub(crate) fn civil(year: i32) -> Period {
    period(&format!("{year}-01-01"), &format!("{year}-12-31"))
}

pub(crate) fn school(year: i32) -> Period {
    period(&format!("{year}-09-01"), &format!("{}-08-31", year + 1))
}

/// A year with lines, a year with few or none, a school year, any days.
pub(crate) fn periods() -> impl Strategy<Value = Vec<Period>> {
    let any = (any_day(2017..2026), prop_oneof![1 => 1..3_u32, 3 => 1..1200_u32])
        .prop_map(|(from, days)| Period::starting(from, days));
    (2019..2025_i32, select(vec![2016, 2017, 2018, 2024, 2025]), 2018..2025_i32, any)
        .prop_map(|(year, other, from, any)| vec![civil(year), civil(other), school(from), any])
}

pub(crate) fn only(query: &FiguresQuery, paper: &Paper) -> Paper {
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
pub(crate) fn part_of_fund() -> impl Strategy<Value = FiguresQuery> {
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
