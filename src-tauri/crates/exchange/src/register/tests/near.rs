//! A file or sheet that has several columns of a table and is none says what it lacks.

use rust_xlsxwriter::Workbook;

use super::super::{Register, Severity, read_files};
use super::{csv_file, told};

/// A workbook with these sheets, of these headers and one row.
fn read_sheets(sheets: &[(&str, &[&str])]) -> Register {
    let mut workbook = Workbook::new();
    for (name, headers) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("a name");
        for (column, header) in headers.iter().enumerate() {
            sheet.write_string(0, column as u16, *header).expect("a cell");
            sheet.write_string(1, column as u16, "x").expect("a cell");
        }
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    read_files(&[("r.xlsx".to_owned(), bytes)]).expect("readable")
}

const SOME_OF_LOANS: &[&str] = &["numero", "date_depart", "date_retour", "Qui", "Quoi", "Reste", "Bilan"];

#[test]
fn a_sheet_left_aside_names_the_columns_that_it_lacks() {
    let register = read_sheets(&[("Suivi 2024", SOME_OF_LOANS), ("emprunteurs", &["code", "nom", "type"])]);
    assert_eq!(told(&register), ["r.xlsx › Suivi 2024:1 - sheet_unknown_lacks"]);
    assert!(!register.has_errors());
    let said = register.problems[0].message();
    assert!(said.contains("«\u{A0}prêts\u{A0}»"), "{said}");
    assert!(said.contains("ressource_code, emprunteur_code, statut."), "{said}");
}

#[test]
fn that_nothing_is_read_is_an_error() {
    let register = read_sheets(&[("Suivi 2024", SOME_OF_LOANS)]);
    assert_eq!(told(&register), ["r.xlsx › Suivi 2024:1 - sheet_unknown_lacks"]);
    assert_eq!(register.problems[0].severity, Severity::Error);
    let file = csv_file("suivi.csv", &format!("{}\n1;2;3;4;5;6;7\n", SOME_OF_LOANS.join(";")));
    let register = read_files(&[file]).expect("readable");
    assert_eq!(told(&register), ["suivi.csv:1 - file_unknown_lacks"]);
    assert!(register.has_errors());
    let code = |text| read_files(&[csv_file("suivi.csv", text)]).map_err(|unreadable| unreadable.code);
    assert_eq!(code("date_depart;date_retour;Qui;Quoi\n1;2;3;4\n"), Err("nothing_known"));
}
