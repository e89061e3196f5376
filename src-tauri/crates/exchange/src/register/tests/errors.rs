//! What a spreadsheet shows where it could not compute is told wherever it stands, and is never data.

use super::super::read_files;
use super::files::{MANIFEST, check_workbook, edited, ods, workbook};
use super::{check, told};

#[test]
fn the_word_of_an_error_is_an_error_in_the_text_of_every_column() {
    const WORDS: [&str; 20] = [
        "#DIV/0!",
        "#N/A",
        "#N/D",
        "#REF!",
        "#NAME?",
        "#NOM?",
        "#NOM ?",
        "#VALUE!",
        "#VALEUR!",
        "#NULL!",
        "#NUL!",
        "#NUM!",
        "#NOMBRE!",
        "#SPILL!",
        "#PROPAGATION!",
        "#CALC!",
        "#field!",
        " #GETTING_DATA ",
        "Err:502",
        "err:508",
    ];
    let sound = ["A", "a", "malle", "1", "eau", "12,50", "01/01/2020", "bon", "rien"];
    let columns = [
        "code",
        "titre",
        "type",
        "capacite",
        "publics",
        "caution_eur",
        "date_acquisition",
        "etat",
        "remarques",
    ];
    for word in WORDS {
        for (at, column) in columns.iter().enumerate() {
            let mut cells = sound;
            cells[at] = word;
            let text = format!("{}\n{}\n", columns.join(";"), cells.join(";"));
            let register = check("fonds.csv", &text, &[&format!("2 {column} cell_error_value")]);
            assert!(register.has_errors() && register.resources.is_empty(), "{word} {column}");
            let tabs = text.replace(';', "\t");
            check("fonds.tsv", &tabs, &[&format!("2 {column} cell_error_value")]);
        }
    }
    check("fonds.csv", "code;titre;type;publics\nA;a;malle;eau|#REF!\n", &["2 publics cell_error_value"]);
    let kept = check("fonds.csv", "code;titre;type\nA;#Sciences!;malle\n", &[]);
    assert_eq!(kept.resources[0].record.title, "#Sciences!");
}

#[test]
fn a_heading_in_error_is_told_as_one_and_names_no_column() {
    let register = check(
        "emprunteurs.csv",
        "code;#NOM?;type\nE1;A;école\n",
        &["1 #NOM? column_error_value", "1 nom column_missing"],
    );
    assert!(!register.problems[0].message().contains("Vouliez-vous"));
    let register =
        check("emprunteurs.csv", "code;nom;type;#REF!\nE1;A;école;x\n", &["1 #REF! column_error_value"]);
    assert!(register.has_errors());
}

#[test]
fn an_error_kept_as_a_text_in_a_sheet_is_told() {
    check_workbook(
        workbook(|sheet| {
            sheet.write_string(1, 1, "#VALEUR!").expect("a cell");
        }),
        &["2 nom cell_error_value"],
    );
}

#[test]
fn an_error_that_newer_spreadsheets_write_is_told_at_its_cell() {
    use rust_xlsxwriter::Formula;
    let plain = workbook(|sheet| {
        sheet.write_formula(1, 1, Formula::new("=NA()").set_result("#N/A")).expect("a cell");
        sheet.write_formula(1, 2, Formula::new("=NA()").set_result("#N/A")).expect("a cell");
    });
    for word in ["#SPILL!", "#GETTING_DATA", "#NEW_ONE!", ""] {
        let bytes = edited(&plain, "xl/worksheets/sheet1.xml", |xml| {
            xml.replacen("<v>#N/A</v>", &format!("<v>{word}</v>"), 1)
        });
        let register = check_workbook(bytes, &["2 nom cell_error_value", "2 type cell_error_value"]);
        let said = register.problems[0].message();
        assert!(said.contains(if word.is_empty() { "#?" } else { word }), "{said}");
    }
}

#[test]
fn an_error_that_a_sheet_of_calc_keeps_beside_a_value_is_told() {
    let cell = |attributes: &str, shown: &str| {
        format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
    };
    let text = |shown: &str| cell(r#"office:value-type="string""#, shown);
    let headers: String = ["code", "nom", "type", "adresse"].map(text).concat();
    let check = |error: &str, expect: &[&str]| {
        let cells = [text("E1"), text("A"), text("école"), error.to_owned()].concat();
        let rows =
            format!("<table:table-row>{headers}</table:table-row><table:table-row>{cells}</table:table-row>");
        let register = read_files(&[("r.ods".to_owned(), ods(&rows, MANIFEST))]).expect("readable");
        assert_eq!(told(&register), expect, "{error}");
    };
    let told = ["r.ods › Emprunteurs:2 adresse cell_error_value"];
    for more in ["", r#" calcext:value-type="error""#] {
        check(&cell(&format!(r#"office:value-type="float" office:value="0"{more}"#), "#DIV/0!"), &told);
        let empty = format!(r#"office:value-type="string" office:string-value=""{more}"#);
        check(&cell(&empty, "Err:502"), &told);
    }
    check(&cell(r#"office:value-type="float" office:value="0" calcext:value-type="error""#, "Oups"), &told);
    check(&cell(r#"table:number-columns-repeated="1" office:value-type="float" office:value="0""#, "0"), &[]);
    let noted = "<office:annotation><text:p>#REF!</text:p></office:annotation>";
    check(&text("4 rue Haute").replace("<text:p>", &format!("{noted}<text:p>")), &[]);
}
