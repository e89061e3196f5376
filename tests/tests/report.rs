//! The annual report of the published register: every figure of it is in the pages, in the document to write on in and in
//! the workbook, each read back by a program of its own.

use app::views::{FiguresQuery, ReportModel};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use stories::{Desk, period, published};

/// The numbers of a text: spaces of some sort between thousands, a decimal comma.
fn numbers_of(text: &str) -> BTreeSet<String> {
    let plain: Vec<char> = text.replace(['\u{202f}', '\u{a0}'], " ").chars().collect();
    // A space between thousands: a digit before it, three after, and then no more.
    let is_digit = |place: usize| plain.get(place).is_some_and(char::is_ascii_digit);
    let parts_thousands = |place: usize| {
        place > 0
            && is_digit(place - 1)
            && (1..=3).all(|ahead| is_digit(place + ahead))
            && !is_digit(place + 4)
    };
    let kept = |(place, c): (usize, &char)| (*c != ' ' || !parts_thousands(place)).then_some(*c);
    let joined: String = plain.iter().enumerate().filter_map(kept).collect();
    joined
        .split(|c: char| !(c.is_ascii_digit() || c == ','))
        .map(|word| word.trim_matches(',').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn assert_all(numbers: &BTreeSet<String>, what: &str) {
    let missing = published::missing(|number| numbers.contains(number));
    assert!(missing.is_empty(), "{what} lacks {missing:?}");
}

fn desk() -> Desk {
    let desk = Desk::with("registre-2023");
    published::enter_past_years(&desk.open());
    desk
}

fn year() -> FiguresQuery {
    FiguresQuery::of(period("2023-01-01", "2023-12-31"))
}

#[test]
fn the_pages_hold_every_figure() {
    let desk = desk();
    let report = desk.open().report(&year(), ReportModel::Annual).expect("the report");
    let file = desk.path("rapport.pdf");
    std::fs::write(&file, documents::report_pdf(&report).expect("a PDF")).expect("the file");
    let text = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().expect("pdftotext runs");
    assert_all(&numbers_of(&String::from_utf8_lossy(&text.stdout)), "the PDF");
}

#[test]
fn the_document_to_write_on_in_holds_every_figure() {
    let desk = desk();
    let report = desk.open().report(&year(), ReportModel::Annual).expect("the report");
    let bytes = documents::report_docx(&report).expect("a document");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("its text").read_to_string(&mut xml).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut text = String::new();
    loop {
        match reader.read_event().expect("XML") {
            quick_xml::events::Event::Text(words) => {
                text.push_str(&words);
                text.push('\n');
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_all(&numbers_of(&text), "the DOCX");
}

#[test]
fn the_workbook_holds_every_figure_as_a_number_and_no_formula() {
    let desk = desk();
    let report = desk.open().report(&year(), ReportModel::Annual).expect("the report");
    let bytes = documents::report_xlsx(&report).expect("a workbook");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut numbers = BTreeSet::new();
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("its formulas");
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
        for (_, _, cell) in workbook.worksheet_range(&name).expect("its cells").cells() {
            match cell {
                Data::Float(number) => {
                    numbers.insert(published::written(*number));
                }
                Data::Int(number) => {
                    numbers.insert(number.to_string());
                }
                // The summary tells some in words.
                Data::String(text) => numbers.extend(numbers_of(text)),
                _ => {}
            }
        }
    }
    assert_all(&numbers, "the XLSX");
}

#[test]
fn the_figures_that_stand_out_are_numbers_in_the_summary_of_the_workbook() {
    let desk = desk();
    let report = desk.open().report(&year(), ReportModel::Annual).expect("the report");
    let bytes = documents::report_xlsx(&report).expect("a workbook");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let summary = workbook.worksheet_range("Synthèse").expect("the summary");
    let of = |name: &str| {
        let row = summary.rows().find(|row| row[0] == Data::String(name.into())).expect("the figure");
        (row[1].clone(), row[2].to_string().replace(['\u{a0}', '\u{202f}'], " "))
    };
    assert_eq!(of("Sorties"), (Data::Float(109.0), "109 exemplaires prêtés".into()));
    assert_eq!(of("Taux d’utilisation"), (Data::Float(52.0 / 88.0), "52 sur 88".into()));
    assert_eq!(of("Recettes des sorties").0, Data::Float(23_857.5));
    assert!(of("Recettes des sorties").1.ends_with("sorties sur 109 avec un montant"));
}

#[test]
fn an_empty_year_makes_a_report_that_says_so() {
    let desk = Desk::empty();
    let app = desk.open();
    for model in [ReportModel::Annual, ReportModel::Funder] {
        let report = app.report(&year(), model).expect("the report");
        assert!(documents::report_pdf(&report).expect("a PDF").starts_with(b"%PDF"));
        assert!(documents::report_docx(&report).is_ok() && documents::report_xlsx(&report).is_ok());
    }
}

#[test]
fn what_is_written_in_a_chapter_is_kept_for_the_next_edition() {
    let desk = desk();
    let app = desk.open();
    app.save_report_text(2022, "fund", "Le fonds s’enrichit.\n\nEncore.").unwrap();
    let text = |year| {
        let texts = app.report_texts(year, ReportModel::Annual).unwrap();
        let fund = texts.chapters.into_iter().find(|chapter| chapter.chapter == "fund").unwrap();
        (fund.text, fund.from_year)
    };
    assert_eq!(text(2023), ("Le fonds s’enrichit.\n\nEncore.".to_owned(), 2022));
    assert_eq!(text(2021), (String::new(), 2021));
    let report = app.report(&year(), ReportModel::Annual).unwrap();
    assert_eq!(report.chapters[0].free_text, "Le fonds s’enrichit.\n\nEncore.");
    app.save_report_text(2023, "fund", "").unwrap();
    assert_eq!(text(2023), (String::new(), 2023));
    assert_eq!(app.save_report_text(2023, "nulle part", "x").unwrap_err().code, "chapter_unknown");
}

#[test]
fn the_format_is_that_of_the_name_of_the_file() {
    let desk = desk();
    let run = |out: &Path| {
        let ran = Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
            .arg("--base")
            .arg(desk.base())
            .args(["--today", "2026-03-02", "report", "--year", "2023", "--out"])
            .arg(out)
            .output()
            .expect("the command line runs");
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).replace(['\u{a0}', '\u{202f}'], " "))
    };
    for (name, magic) in [("r.pdf", &b"%PDF"[..]), ("r.docx", b"PK"), ("r.XLSX", b"PK")] {
        assert_eq!(run(&desk.path(name)).0, Some(0), "{name}");
        assert!(std::fs::read(desk.path(name)).expect("the file").starts_with(magic), "{name}");
    }
    let (code, said) = run(&desk.path("r.odt"));
    assert_eq!(code, Some(2));
    assert!(said.contains("ce format n’est pas connu"), "{said}");
    let (code, said) = run(&desk.path("nulle/part/r.pdf"));
    assert_eq!(code, Some(2));
    assert!(said.contains("n’a pas pu être écrit"), "{said}");
}
