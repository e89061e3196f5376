//! The reference registers: real ones of 2023 and 2024, as CSV and as a workbook.

use std::path::PathBuf;

use exchange::register::{LoanStatus, Register, ResourceKindLabel, Row, read, read_files};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures").join(name)
}

fn sound(name: &str) -> Register {
    let register = read(&fixture(name)).expect("readable");
    assert_eq!(register.problems, []);
    register
}

/// The records without their places.
fn records<T: Clone>(rows: &[Row<T>]) -> Vec<T> {
    rows.iter().map(|row| row.record.clone()).collect()
}

fn assert_same_records(a: &Register, b: &Register) {
    assert_eq!(records(&a.resources), records(&b.resources));
    assert_eq!(records(&a.set_parts), records(&b.set_parts));
    assert_eq!(records(&a.inventory), records(&b.inventory));
    assert_eq!(records(&a.borrowers), records(&b.borrowers));
    assert_eq!(records(&a.loans), records(&b.loans));
    assert_eq!(records(&a.questionnaires), records(&b.questionnaires));
}

#[test]
fn the_register_of_2023_is_read_whole_from_csv_and_from_the_workbook() {
    let folder = sound("registre-2023");
    let workbook = sound("registre-2023/registre-2023.xlsx");
    for register in [&folder, &workbook] {
        let cancelled = register.loans.iter().filter(|loan| loan.record.status == LoanStatus::Cancelled);
        assert_eq!(register.resources.len(), 88);
        assert_eq!(register.borrowers.len(), 97);
        assert_eq!((register.loans.len(), cancelled.count()), (127, 18));
        assert_eq!(register.questionnaires.len(), 81);
        assert_eq!(register.inventory.len(), 81);
        assert_eq!(register.set_parts.len(), 0);
    }
    assert_same_records(&folder, &workbook);
}

#[test]
fn the_register_of_2024_is_read_whole() {
    let register = sound("altec-2024");
    assert_eq!(register.resources.len(), 18);
    assert_eq!(register.set_parts.len(), 6);
    assert_eq!(register.inventory.len(), 37);
    assert_eq!(register.borrowers.len(), 26);
    assert_eq!(register.loans.len(), 9);
    let laptop = &register.resources[0].record;
    assert_eq!(
        (laptop.kind, laptop.capacity, laptop.weight_g),
        (ResourceKindLabel::Equipment, Some(21), Some(2_100))
    );
    assert_eq!(laptop.insured_value_cents, Some(65_000));
    assert_eq!(laptop.themes, ["numérique"]);
    assert_eq!(register.loans[2].record.amount_cents, Some(102_000));
    assert_eq!(register.loans[2].record.source.as_deref(), Some("dates fictives"));
}

#[test]
fn a_row_knows_its_physical_line_though_a_comment_above_holds_line_breaks() {
    let register = sound("registre-2023");
    let broken = register
        .questionnaires
        .iter()
        .position(|row| row.record.comment.as_deref().is_some_and(|comment| comment.contains('\n')));
    let broken = broken.expect("a comment with a line break");
    let [here, next] = [&register.questionnaires[broken].at, &register.questionnaires[broken + 1].at];
    assert_eq!(next.line, here.line + 2);
    assert_eq!(here.file, "questionnaires.csv");
}

/// The CSV files of the register of 2023, each text changed.
fn rewritten(change: impl Fn(Vec<Vec<String>>) -> Vec<u8>) -> Vec<(String, Vec<u8>)> {
    ["fonds", "emprunteurs", "prets", "malles-contenu", "questionnaires"]
        .map(|name| {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .from_path(fixture("registre-2023").join(format!("{name}.csv")))
                .expect("readable");
            let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
            (format!("{name}.csv"), change(rows.collect()))
        })
        .into()
}

fn written(rows: &[Vec<String>], separator: u8, terminator: csv::Terminator) -> String {
    let mut writer =
        csv::WriterBuilder::new().delimiter(separator).terminator(terminator).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("memory");
    }
    String::from_utf8(writer.into_inner().expect("memory")).expect("utf-8").replace('\u{FEFF}', "")
}

#[test]
fn the_encoding_separator_dates_and_line_ends_do_not_matter() {
    let reference = sound("registre-2023");
    let iso = |cell: &String| match cell.split('/').collect::<Vec<_>>()[..] {
        [day, month, year] if year.len() == 4 => format!("{year}-{month}-{day}"),
        _ => cell.clone(),
    };
    let iso_time = |cell: &String| match iso(cell) {
        day if day != *cell => format!("{day} 00:00:00"),
        _ => cell.clone(),
    };
    let lf = || csv::Terminator::Any(b'\n');
    let crlf = || csv::Terminator::CRLF;
    let map = |rows: Vec<Vec<String>>, change: &dyn Fn(&String) -> String| -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(change).collect()).collect()
    };
    let utf16 = |text: String| -> Vec<u8> {
        b"\xFF\xFE".iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let variants = [
        ("UTF-8 without a mark", rewritten(|rows| written(&rows, b';', crlf()).into_bytes())),
        (
            "Windows-1252",
            rewritten(|rows| encoding_rs::WINDOWS_1252.encode(&written(&rows, b';', crlf())).0.into_owned()),
        ),
        ("commas", rewritten(|rows| written(&rows, b',', crlf()).into_bytes())),
        ("tabs and LF", rewritten(|rows| written(&rows, b'\t', lf()).into_bytes())),
        ("ISO dates", rewritten(|rows| written(&map(rows, &iso), b';', lf()).into_bytes())),
        ("ISO dates with a time", rewritten(|rows| written(&map(rows, &iso_time), b',', lf()).into_bytes())),
        ("UTF-16", rewritten(|rows| utf16(written(&rows, b';', crlf())))),
    ];
    for (name, files) in variants {
        let register = read_files(&files).expect("readable");
        assert_eq!(register.problems, [], "{name}");
        assert_same_records(&reference, &register);
    }
}

#[test]
fn latin_1_is_read_with_its_accents() {
    let files = rewritten(|rows| {
        let text = written(&rows, b';', csv::Terminator::CRLF);
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
    });
    let register = read_files(&files).expect("readable");
    assert_eq!(register.problems, []);
    assert_eq!(register.borrowers[0].record.name, "École primaire de Monchy-Saint-Éloi");
}
