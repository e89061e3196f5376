//! What a workbook hides, merges or shows as per cents, and files that are not what their name says.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::super::{Register, read_files};
use super::files::{MANIFEST, archive_of, check_unreadable, check_workbook, edited, ods, parts_of, workbook};
use super::{csv_file, told};

const HEADERS: [&str; 5] = ["code", "titre", "type", "proprietaire", "valeur_assurance_eur"];

/// A sheet « fonds » of three resources, and what `more` does to it.
fn fund(workbook: &mut Workbook, more: impl FnOnce(&mut Worksheet)) {
    let sheet = workbook.add_worksheet().set_name("fonds").expect("a name");
    for (column, name) in HEADERS.iter().enumerate() {
        sheet.write_string(0, column as u16, *name).expect("a cell");
    }
    for row in 1..=3 {
        for (column, text) in
            [format!("EXP-{row}"), "Une expo".to_owned(), "exposition".to_owned()].iter().enumerate()
        {
            sheet.write_string(row, column as u16, text).expect("a cell");
        }
    }
    more(sheet);
}

fn read(mut workbook: Workbook) -> Register {
    read_files(&[("r.xlsx".to_owned(), workbook.save_to_buffer().expect("a workbook"))]).expect("readable")
}

#[test]
fn hidden_rows_and_columns_are_read_and_told_and_hidden_sheets_left_aside_and_told() {
    let mut workbook = Workbook::new();
    fund(&mut workbook, |sheet| {
        sheet.set_row_hidden(2).expect("a row");
        sheet.set_row_hidden(3).expect("a row");
        sheet.set_column_hidden(3).expect("a column");
    });
    for name in ["emprunteurs", "prets"] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for (column, text) in ["code", "nom", "type"].iter().enumerate() {
            sheet.write_string(0, column as u16, *text).expect("a cell");
            sheet.write_string(1, column as u16, *text).expect("a cell");
        }
        if name == "prets" {
            sheet.set_very_hidden(true)
        } else {
            sheet.set_hidden(true)
        };
    }
    let register = read(workbook);
    assert_eq!(
        told(&register),
        [
            "r.xlsx › emprunteurs:1 - sheet_hidden",
            "r.xlsx › fonds:1 - columns_hidden",
            "r.xlsx › fonds:3 - rows_hidden",
            "r.xlsx › prets:1 - sheet_hidden",
        ]
    );
    assert!(!register.has_errors());
    assert_eq!((register.resources.len(), register.borrowers.len()), (3, 0));
    assert!(register.problems[2].message().contains("3-4 (2 en tout)"), "{}", register.problems[2].message());
    assert!(
        register.problems[0].message().contains("emprunteurs, lignes\u{A0}: 1"),
        "{}",
        register.problems[0].message()
    );
}

#[test]
fn a_workbook_whose_only_table_is_hidden_says_so() {
    let mut workbook = Workbook::new();
    let first = workbook.add_worksheet().set_name("Feuil1").expect("a name");
    first.set_active(true).write_string(0, 0, "x").expect("a cell");
    fund(&mut workbook, |sheet| {
        sheet.set_hidden(true);
    });
    let bytes = workbook.save_to_buffer().expect("a workbook");
    check_unreadable("r.xlsx", &bytes, "only_hidden");
}

#[test]
fn a_merged_cell_holds_for_all_its_rows() {
    let mut workbook = Workbook::new();
    fund(&mut workbook, |sheet| {
        sheet.merge_range(1, 3, 3, 3, "Ombelliscience", &Format::new()).expect("a merge");
    });
    let register = read(workbook);
    assert_eq!(told(&register), ["r.xlsx › fonds:2 proprietaire cell_merged"]);
    let owners: Vec<_> = register.resources.iter().filter_map(|row| row.record.owner.as_deref()).collect();
    assert_eq!(owners, ["Ombelliscience"; 3]);
    assert!(register.problems[0].message().contains("lignes 2-4"), "{}", register.problems[0].message());
}

#[test]
fn a_percentage_is_no_amount() {
    let mut workbook = Workbook::new();
    fund(&mut workbook, |sheet| {
        let percent = Format::new().set_num_format("0 %");
        sheet.write_number_with_format(1, 4, 0.12, &percent).expect("a cell");
        sheet
            .write_number_with_format(2, 4, 12.5, &Format::new().set_num_format("#,##0.00 €"))
            .expect("a cell");
    });
    let register = read(workbook);
    assert_eq!(told(&register), ["r.xlsx › fonds:2 valeur_assurance_eur cell_is_a_percentage"]);
    assert!(register.problems[0].message().contains("12\u{A0}%"), "{}", register.problems[0].message());
}

#[test]
fn the_number_of_a_day_is_no_audience_and_a_year_is_no_day_of_1905() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("fonds").expect("a name");
    for (column, name) in ["code", "titre", "type", "publics", "date_acquisition"].iter().enumerate() {
        sheet.write_string(0, column as u16, *name).expect("a cell");
        sheet.write_string(1, column as u16, "ensemble").expect("a cell");
    }
    sheet.write_number(1, 3, 46_364).expect("a cell");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_number_with_format(1, 4, 2019, &date).expect("a cell");
    assert_eq!(
        told(&read(workbook)),
        [
            "r.xlsx › fonds:2 publics cell_is_a_date_number",
            "r.xlsx › fonds:2 date_acquisition cell_year_as_a_date",
        ]
    );
}

#[test]
fn a_title_above_the_headings_of_a_sheet_is_told_and_the_rows_are_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Nos adhérents").expect("a name");
    sheet.merge_range(0, 0, 0, 7, "Les adhérents de 2026", &Format::new()).expect("a merge");
    for (column, name) in ["code", "nom", "type"].iter().enumerate() {
        sheet.write_string(2, column as u16, *name).expect("a cell");
        sheet.write_string(3, column as u16, *name).expect("a cell");
    }
    let register = read(workbook);
    assert_eq!(told(&register), ["r.xlsx › Nos adhérents:1 - title_above"]);
    assert_eq!(register.borrowers.len(), 1);
}

#[test]
fn dimensions_that_are_none_do_not_matter_and_references_that_are_none_are_damage() {
    let plain = workbook(|_| {});
    let sheet = "xl/worksheets/sheet1.xml";
    let dimension = |range: &str| {
        edited(&plain, sheet, |xml| {
            let at = xml.find("<dimension ref=\"").expect("a dimension") + "<dimension ref=\"".len();
            let end = at + xml[at..].find('"').expect("its end");
            format!("{}{range}{}", &xml[..at], &xml[end..])
        })
    };
    for range in ["A0:H12", "A1:A", "H12:A1", "", "A1:ZZZ9"] {
        assert_eq!(check_workbook(dimension(range), &[]).borrowers.len(), 1, "{range}");
    }
    for (from, to) in [("r=\"A2\"", "r=\"A0\""), ("r=\"A2\"", "r=\"2\""), ("<row r=\"2\"", "<row r=\"0\"")] {
        check_unreadable("r.xlsx", &edited(&plain, sheet, |xml| xml.replace(from, to)), "damaged");
    }
}

#[test]
fn an_ods_workbook_says_what_it_hides_merges_and_never_computed() {
    let cell = |text: &str, more: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |code: &str, more: &str, owner: &str| {
        let cells =
            [cell(code, ""), cell(&format!("Mairie {code}"), ""), cell("école", ""), owner.to_owned()]
                .concat();
        format!("<table:table-row{more}>{cells}</table:table-row>")
    };
    let header = ["code", "nom", "type", "adresse"].map(|name| cell(name, "")).concat();
    let rows = format!(
        "<table:table-row>{header}</table:table-row>{}{}{}",
        row("E1", "", &cell("4 rue Haute", r#" table:number-rows-spanned="2""#)),
        row("E2", r#" table:visibility="filter""#, "<table:covered-table-cell/>"),
        row("E3", "", r#"<table:table-cell table:formula="of:=SUM([.E2:.E9])"/>"#),
    );
    let register = read_files(&[("r.ods".to_owned(), ods(&rows, MANIFEST))]).expect("readable");
    assert_eq!(
        told(&register),
        [
            "r.ods › Emprunteurs:2 adresse cell_merged",
            "r.ods › Emprunteurs:3 - rows_hidden",
            "r.ods › Emprunteurs:4 adresse cell_formula_without_value",
        ]
    );
    let streets: Vec<_> = register.borrowers.iter().filter_map(|row| row.record.address.as_deref()).collect();
    assert_eq!(streets, ["4 rue Haute", "4 rue Haute"]);
    let percent = r#"<table:table-cell office:value-type="percentage" office:value="0.12"><text:p>12 %</text:p></table:table-cell>"#;
    let rows = format!("<table:table-row>{header}</table:table-row>{}", row("E1", "", percent));
    let register = read_files(&[("r.ods".to_owned(), ods(&rows, MANIFEST))]).expect("readable");
    assert_eq!(register.borrowers[0].record.address.as_deref(), Some("12\u{A0}%"));
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_read_or_named_for_what_it_is() {
    let plain = workbook(|_| {});
    for name in ["emprunteurs.csv", "r.xls", "r.ods"] {
        let register = read_files(&[(name.to_owned(), plain.clone())]).expect("readable");
        assert_eq!(register.borrowers.len(), 1, "{name}");
    }
    check_unreadable("r.xls", b"code\ttitre\ttype\r\nEXP-1\tMalle Eau\tmalle\r\n", "plain_text");
    for name in ["r.xls", "r.xlsx", "r.csv"] {
        check_unreadable(name, b"<html xmlns:o=\"x\"><body><table></table></body></html>", "html");
        check_unreadable(name, b"%PDF-1.7\n1 0 obj", "pdf");
        check_unreadable(name, b"ID;PWXL;N;E\r\nC;Y1;X1;K\"code\"\r\nE\r\n", "sylk");
        check_unreadable(name, b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:x\"></Workbook>", "xml_table");
        check_unreadable(name, b"{\\rtf1 x}", "rtf");
        check_unreadable(name, b"\xFF\xFE\0\0c\0\0\0o\0\0\0d\0\0\0e\0\0\0", "utf_32");
        check_unreadable(name, b"\0\0\xFE\xFF\0\0\0c\0\0\0o\0\0\0d\0\0\0e", "utf_32");
    }
    let (register, file) =
        (read_files(&[csv_file("emprunteurs.csv", "Id;Prénom\nC;x\n")]), "emprunteurs.csv");
    assert!(register.is_ok(), "« Id;Prénom » heads a table: {file}");
    let parts = parts_of(&plain);
    let without_end = &archive_of(&parts)[..200];
    check_unreadable("r.xlsx", without_end, "truncated");
}
