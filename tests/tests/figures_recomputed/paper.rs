//! A register on paper: rows of cells, as the CSV files hold them.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use stories::Desk;

pub(crate) type Row = BTreeMap<&'static str, String>;

pub(crate) const FUND: &[&str] = &[
    "code",
    "titre",
    "type",
    "format",
    "thématiques",
    "publics",
    "poids_kg",
    "proprietaire",
    "date_acquisition",
    "capacite",
];
pub(crate) const PARTS: &[&str] = &["ensemble_code", "ressource_code", "quantite"];
pub(crate) const BORROWERS: &[&str] = &["code", "nom", "type", "commune", "code_insee"];
pub(crate) const LOANS: &[&str] = &[
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
pub(crate) const ANSWERS: &[&str] = &[
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

/// What the files say. A resource has one cell more, `retrait`, a loan `quantite`, which no file has: they are entered in
/// the program. So are blank questionnaires, which old bases hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paper {
    pub(crate) fund: Vec<Row>,
    pub(crate) parts: Vec<Row>,
    pub(crate) borrowers: Vec<Row>,
    pub(crate) loans: Vec<Row>,
    /// What left inside the sets: the loans of each once more for each part of it.
    pub(crate) inside: Vec<Row>,
    pub(crate) answers: Vec<Row>,
}

impl Paper {
    /// A desk with the register imported and its resources retired.
    pub(crate) fn desk(&self) -> Desk {
        let desk = Desk::empty();
        let (answered, blank): (Vec<Row>, Vec<Row>) = self.answers.iter().cloned().partition(is_answered);
        let folder = desk.register(
            "registre",
            &[
                ("fonds.csv", &csv(FUND, &self.fund)),
                ("ensembles.csv", &csv(PARTS, &self.parts)),
                ("emprunteurs.csv", &csv(BORROWERS, &self.borrowers)),
                ("prets.csv", &csv(LOANS, &self.loans)),
                ("questionnaires.csv", &csv(ANSWERS, &answered)),
            ],
        );
        let app = desk.open();
        let report = app.import_register(&folder, false).expect("the register is read").value;
        assert!(!report.is_refused(), "{:?}", report.problems);
        let added = report.added;
        assert_eq!(added.lines as usize, self.loans.len());
        assert_eq!(added.questionnaires as usize, answered.len());
        for resource in self.fund.iter().filter(|resource| !cell(resource, "retrait").is_empty()) {
            app.retire_resource(cell(resource, "code"), Some(date(resource, "retrait")))
                .expect("it is retired");
        }
        let base = rusqlite::Connection::open(desk.base()).expect("the base");
        for loan in self.loans.iter().filter(|loan| units(loan, "quantite") > 1) {
            let of_line =
                "(select l.id from loan_line l join loan n on n.id = l.loan_id where n.number = ?2)";
            for sql in [
                format!("update loan_line set quantity = ?1 where id = {of_line}"),
                format!(
                    "update occupation set quantity = quantity * ?1 where taker_kind = 'line' and taker_id = {of_line}"
                ),
            ] {
                base.execute(&sql, (units(loan, "quantite"), cell(loan, "numero"))).expect("it is written");
            }
        }
        for answers in blank {
            base.execute(
                "insert into questionnaire (id, line_id, answered_on, comment) select l.id, l.id, '2023-06-15', '' \
                 from loan_line l join loan n on n.id = l.loan_id where n.number = ?1",
                [cell(&answers, "pret_numero")],
            )
            .expect("it is written");
        }
        desk
    }

    /// The same with a part of the fund only, and the lines and answers about it.
    pub(crate) fn with_only(&self, kept: impl Fn(&Row) -> bool) -> Self {
        let mut paper = self.clone();
        paper.fund.retain(kept);
        let codes: BTreeSet<&str> = paper.fund.iter().map(|resource| cell(resource, "code")).collect();
        paper.loans.retain(|loan| codes.contains(cell(loan, "ressource_code")));
        paper.inside.retain(|part| codes.contains(cell(part, "ressource_code")));
        let numbers: BTreeSet<&str> = paper.loans.iter().map(|loan| cell(loan, "numero")).collect();
        paper.answers.retain(|answers| numbers.contains(cell(answers, "pret_numero")));
        paper
    }
}

pub(crate) fn csv(columns: &[&str], rows: &[Row]) -> String {
    let mut text = format!("\u{feff}{}\r\n", columns.join(";"));
    for row in rows {
        let cells: Vec<&str> = columns.iter().map(|column| cell(row, column)).collect();
        text += &format!("{}\r\n", cells.join(";"));
    }
    text
}

pub(crate) fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

pub(crate) fn french(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

pub(crate) fn date(row: &Row, column: &str) -> NaiveDate {
    NaiveDate::parse_from_str(cell(row, column), "%d/%m/%Y").expect("a day of the register")
}

/// The values of a cell that holds several.
pub(crate) fn several(row: &Row, column: &str) -> Vec<String> {
    cell(row, column).split('|').filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// A number of units; one where the cell is empty.
pub(crate) fn units(row: &Row, column: &str) -> i64 {
    cell(row, column).parse().unwrap_or(1)
}

/// Whether a form says anything besides which loan it is about and its date.
pub(crate) fn is_answered(answers: &Row) -> bool {
    answers.iter().any(|(column, value)| !["pret_numero", "date"].contains(column) && !value.is_empty())
}

/// A number with a decimal comma, in thousandths; 0 of an empty cell.
pub(crate) fn thousandths(text: &str) -> i64 {
    if text.is_empty() {
        return 0;
    }
    let (whole, rest) = text.split_once(',').unwrap_or((text, ""));
    format!("{whole}{rest:0<3}").parse().expect("a number of the register")
}

pub(crate) fn row(cells: &[(&'static str, &str)]) -> Row {
    cells.iter().map(|(column, value)| (*column, (*value).to_owned())).collect()
}
