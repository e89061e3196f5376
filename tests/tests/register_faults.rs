//! Registers with the slips that centres make: what is taken, what is told, what is refused.

use app::{App, ImportReport};
use domain::loan::LineState;
use std::path::Path;
use stories::{Desk, assert_sound, booking, day, digest, refused};

const RESOURCES: &str = "code;titre;type;capacite\r\nR1;Une exposition;exposition légère;1\r\n\
    R2;Des robots;matériel d'animation;10\r\nE1;Un ensemble;ensemble;1\r\nE2;Un autre;ensemble;1\r\n";
const BORROWERS: &str = "code;nom;type;commune;code_insee\r\nB1;École du Bourg;école;Bourg-en-Bresse;01053\r\nB2;Mairie;mairie;;\r\n";
const LOANS: &str = "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut";

fn import(app: &App, path: &Path) -> ImportReport {
    app.import_register(path, false).expect("the register is read").value
}

/// A desk, and a register of the usual fund and borrowers with these loans.
fn with_loans(rows: &str) -> (Desk, ImportReport) {
    with_files(&[("prets.csv", &format!("{LOANS}\r\n{rows}"))])
}

fn with_files(files: &[(&str, &str)]) -> (Desk, ImportReport) {
    let desk = Desk::empty();
    let mut all = vec![("ressources.csv", RESOURCES), ("emprunteurs.csv", BORROWERS)];
    all.extend(files.iter().map(|(name, text)| (*name, *text)));
    let path = desk.register("r", &all);
    let report = import(&desk.open(), &path);
    (desk, report)
}

/// `file:line:column kind (severity)`.
fn told(report: &ImportReport) -> Vec<String> {
    let told = report.problems.iter().map(|p| {
        format!("{}:{}:{} {} ({})", p.file, p.line, p.column.as_deref().unwrap_or("-"), p.kind, p.severity)
    });
    told.collect()
}

#[test]
fn a_loan_of_several_units_takes_them_all() {
    let header = format!("{LOANS};quantite\r\n");
    let row = |quantity: &str| format!("{header}D-1;R2;B1;09/03/2026;13/03/2026;confirmé;{quantity}\r\n");
    let (desk, report) = with_files(&[("prets.csv", &row("8"))]);
    assert_eq!(told(&report), [""; 0]);
    let app = desk.open();
    assert_eq!(app.loan("D-1").unwrap().lines[0].card.quantity, 8);
    refused(app.book(&booking("B2", &[("R2", 3)], "2026-03-09", "2026-03-13")), "taken");
    app.book(&booking("B2", &[("R2", 2)], "2026-03-09", "2026-03-13")).unwrap();
    assert_eq!(import(&app, &desk.path("r")).added.total(), 0);
    assert_sound(&app);

    let (_, report) = with_files(&[("prets.csv", &row("11"))]);
    assert_eq!(told(&report), ["prets.csv:2:quantite quantity_over_capacity (error)"]);
}

#[test]
fn one_number_on_several_rows_is_one_loan_of_several_lines() {
    let rows = "D-1;R1;B1;09/03/2026;13/03/2026;confirmé\r\nD-1;R2;B1;09/03/2026;20/03/2026;confirmé\r\n\
                D-2;R1;B1;16/03/2026;18/03/2026;option\r\n";
    let (desk, report) = with_loans(rows);
    assert_eq!(told(&report), [""; 0]);
    assert_eq!(report.added.lines, 3);
    let app = desk.open();
    let codes: Vec<String> = app.loan("D-1").unwrap().lines.into_iter().map(|line| line.card.code).collect();
    assert_eq!(codes, ["R1", "R2"]);
    let before = digest(&app);
    let again = import(&app, &desk.path("r"));
    assert_eq!((told(&again).len(), again.added.total()), (0, 0));
    assert_eq!(digest(&app), before);
    assert_sound(&app);
}

#[test]
fn rows_of_one_number_that_name_two_borrowers_are_refused_with_both_lines() {
    let rows = "D-1;R1;B1;09/03/2026;13/03/2026;confirmé\r\nD-1;R2;B2;09/03/2026;20/03/2026;confirmé\r\n";
    let (_, report) = with_loans(rows);
    assert_eq!(told(&report), ["prets.csv:3:numero loan_lines_disagree (error)"]);
    assert!(report.problems[0].message.contains("ligne 2"), "{}", report.problems[0].message);
}

#[test]
fn what_is_still_to_come_has_neither_left_nor_come_back() {
    let (_, report) = with_loans(
        "D-1;R1;B1;09/03/2026;13/03/2026;rentré\r\nD-2;R2;B1;09/03/2026;13/03/2026;sorti\r\n\
         D-3;R1;B1;25/02/2026;04/03/2026;rentré\r\nD-4;R2;B1;05/03/2026;05/03/2072;confirmé\r\n\
         D-5;R2;B1;02/03/2026;06/03/2026;sorti\r\n",
    );
    assert_eq!(
        told(&report),
        [
            "prets.csv:2:date_depart departure_to_come (error)",
            "prets.csv:3:date_depart departure_to_come (error)",
            "prets.csv:4:date_retour return_to_come (error)",
            "prets.csv:5:date_retour loan_too_long (error)",
        ]
    );
    assert!(report.problems[3].message.contains("731"), "{}", report.problems[3].message);
}

#[test]
fn history_that_touches_is_taken_with_a_remark_that_names_both_loans() {
    let rows = "D-1;R1;B1;02/02/2026;06/02/2026;rentré\r\nD-2;R1;B2;06/02/2026;13/02/2026;rentré\r\n\
                D-3;R1;B2;13/02/2026;20/03/2026;sorti\r\n";
    let (desk, report) = with_loans(rows);
    assert_eq!(
        told(&report),
        [
            "prets.csv:3:date_depart history_overlaps (warning)",
            "prets.csv:4:date_depart history_overlaps (warning)",
        ]
    );
    let message = &report.problems[0].message;
    assert!(message.contains("D-1") && message.contains("D-2"), "{message}");
    assert_eq!(report.added.lines, 3);
    assert_sound(&desk.open());
}

#[test]
fn a_departure_on_a_closed_day_is_told_with_the_nearest_open_day() {
    let (_, report) = with_loans(
        "D-1;R1;B1;07/03/2026;11/04/2026;confirmé\r\nD-2;R2;B1;07/02/2026;14/02/2026;rentré\r\n\
         D-3;R2;B1;01/03/2026;01/05/2026;sorti\r\n",
    );
    assert_eq!(
        told(&report),
        [
            "prets.csv:2:date_depart departure_on_a_closed_day (warning)",
            "prets.csv:2:date_retour return_on_a_closed_day (warning)",
            "prets.csv:4:date_retour return_on_a_closed_day (warning)",
        ]
    );
    assert!(report.problems[0].message.contains("06/03/2026"), "{}", report.problems[0].message);
    assert!(!report.is_refused());
    assert_eq!(report.added.lines, 3);
}

#[test]
fn a_set_within_a_set_is_refused_whatever_the_order_and_wherever_the_set_is() {
    let parts = |rows: &str| format!("ensemble_code;ressource_code;quantite\r\n{rows}");
    for rows in ["E1;E2;1\r\nE2;R2;1\r\n", "E2;R2;1\r\nE1;E2;1\r\n"] {
        let (_, report) = with_files(&[("ensembles.csv", &parts(rows))]);
        assert_eq!(report.problems.len(), 1, "{rows}");
        assert_eq!(report.problems[0].kind, "set_of_sets");
    }
    let (desk, report) = with_files(&[("ensembles.csv", &parts("E1;R2;1\r\n"))]);
    assert_eq!(told(&report), [""; 0]);
    let app = desk.open();
    let later = desk.register("later", &[("ensembles.csv", &parts("E2;E1;1\r\n"))]);
    assert_eq!(told(&import(&app, &later)), ["ensembles.csv:2:ressource_code set_of_sets (error)"]);
    let becomes = RESOURCES.replace("R2;Des robots;matériel d'animation", "R2;Des robots;ensemble");
    let later =
        desk.register("becomes", &[("ressources.csv", &becomes), ("ensembles.csv", &parts("R2;R1;1\r\n"))]);
    let report = import(&app, &later);
    assert!(report.is_refused());
    assert!(told(&report).contains(&"ressources.csv:3:code already_there_differs (error)".to_owned()));
    assert_sound(&app);
}

#[test]
fn a_number_beyond_reason_is_kept_and_the_next_loan_gets_its_own() {
    let (desk, report) = with_loans("2026-4294967295;R1;B1;09/03/2026;13/03/2026;confirmé\r\n");
    assert_eq!(told(&report), [""; 0]);
    let app = desk.open();
    let booked = app.book(&booking("B2", &[("R2", 1)], "2026-03-09", "2026-03-13")).unwrap();
    assert_eq!(booked.value.number, "2026-001");
    assert_eq!(app.loan("2026-4294967295").unwrap().lines.len(), 1);
}

#[test]
fn a_venue_in_the_commune_of_the_borrower_keeps_its_code() {
    let header = format!("{LOANS};lieu_commune\r\n");
    let rows = format!("{header}D-1;R1;B1;09/03/2026;13/03/2026;confirmé;bourg en bresse\r\n");
    let (desk, report) = with_files(&[("prets.csv", &rows)]);
    assert_eq!(told(&report), [""; 0]);
    let venue = desk.open().loan("D-1").unwrap().venue;
    assert_eq!((venue.commune.as_str(), venue.insee.as_str()), ("Bourg-en-Bresse", "01053"));
}

#[test]
fn faults_within_cells_and_between_tables_are_told_in_one_run_without_false_alarms() {
    let (_, report) = with_files(&[
        (
            "prets.csv",
            &format!(
                "{LOANS}\r\nD-1;R9;B1;30/02/2026;04/03/2026;confirmé\r\nD-2;R1;B9;09/03/2026;13/03/2026;confirmé\r\n\
                 D-3;R1;B1;09/03/2026;13/03/2026;annulé\r\nD-4;F1;B1;09/03/2026;13/03/2026;confirmé\r\n"
            ),
        ),
        ("fonds.csv", "code;titre;type\r\nF1;Un kit;kit\r\n"),
        ("questionnaires.csv", "pret_numero;commentaire\r\nD-1;Bien\r\nD-3;Bien\r\nD-9;Bien\r\nD-4;Bien\r\n"),
    ]);
    assert_eq!(
        told(&report),
        [
            "fonds.csv:2:type cell_not_in_list (error)",
            "prets.csv:2:date_depart cell_date_does_not_exist (error)",
            "prets.csv:2:ressource_code resource_unknown (error)",
            "prets.csv:3:emprunteur_code borrower_unknown (error)",
            "questionnaires.csv:3:pret_numero questionnaire_of_cancelled (warning)",
            "questionnaires.csv:4:pret_numero loan_unknown (error)",
        ]
    );
}

#[test]
fn a_commune_that_is_none_is_kept_and_told_once() {
    let borrowers = "code;nom;type;code_insee\r\nB1;École;école;01999\r\nB2;Mairie;mairie;01999\r\nB3;Lycée;lycée;75105\r\n";
    let desk = Desk::empty();
    let path = desk.register("r", &[("emprunteurs.csv", borrowers)]);
    let report = import(&desk.open(), &path);
    assert_eq!(told(&report), ["emprunteurs.csv:2:code_insee insee_unknown (warning)"]);
    assert_eq!(report.added.borrowers, 3);
}

#[test]
fn one_value_twice_in_a_cell_is_taken_once_and_blank_forms_are_left_out() {
    let (desk, report) = with_files(&[
        (
            "prets.csv",
            &format!(
                "{LOANS}\r\nD-1;R1;B1;05/01/2026;16/01/2026;rentré\r\nD-2;R2;B1;05/01/2026;16/01/2026;rentré\r\n"
            ),
        ),
        (
            "questionnaires.csv",
            "pret_numero;date;apprecie;publics\r\nD-1;20/01/2026;esthétique|esthétique;collège|Collège\r\nD-2;20/01/2026;;\r\n",
        ),
    ]);
    assert_eq!(
        told(&report),
        [
            "questionnaires.csv:2:publics cell_value_twice (warning)",
            "questionnaires.csv:2:apprecie cell_value_twice (warning)",
            "questionnaires.csv:3:pret_numero questionnaire_empty (warning)",
        ]
    );
    assert_eq!(report.added.questionnaires, 1);
    let app = desk.open();
    let line = app.loan("D-1").unwrap().lines[0].card.id;
    let kept = app.inspect(|c| store::questionnaire::of_line(c, line)).unwrap().expect("answers");
    assert_eq!(
        (kept.appreciated, kept.audiences),
        (vec!["esthétique".to_owned()], vec!["collège".to_owned()])
    );
}

#[test]
fn a_refused_request_of_the_register_is_refused_here() {
    let (desk, report) =
        with_loans("D-1;R1;B1;09/03/2026;13/03/2026;refusée\r\nD-2;R1;B2;09/03/2026;13/03/2026;Réservé\r\n");
    assert_eq!(told(&report), [""; 0]);
    let app = desk.open();
    assert_eq!(app.loan("D-1").unwrap().state, LineState::Refused);
    assert_eq!(app.loan("D-2").unwrap().state, LineState::Confirmed);
    assert_eq!(import(&app, &desk.path("r")).added.total(), 0);
    let line = app.loan("D-1").unwrap().lines[0].card.planned;
    assert_eq!(line.from, day("2026-03-09"));
    assert_sound(&app);
}
