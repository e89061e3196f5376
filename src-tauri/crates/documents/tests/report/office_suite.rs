//! The Word document as LibreOffice shows it, with whatever fonts this computer has: no number, code or head may be
//! broken. `cargo xtask setup` installs it; without it there is nothing to see.

use std::path::Path;
use std::process::Command;

use documents::report_docx;
use domain::report::{Block, Cell, CellFormat, Drawing, Report, Table};

use crate::every::blocks;
use crate::samples::{count, table, with_blocks, year};

/// The lines of the pages that LibreOffice makes of a document, and how many pages they are; none where it is missing.
fn shown(report: &Report) -> Option<(Vec<String>, usize)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("rapport.docx"), report_docx(report).expect("it is written")).expect("the file");
    let profile = format!("-env:UserInstallation=file://{}", path("profile").display());
    let convert = ["--headless", "--convert-to", "pdf", "--outdir"];
    let ran = Command::new("soffice")
        .arg(profile)
        .args(convert)
        .arg(folder.path())
        .arg(path("rapport.docx"))
        .output()
        .ok()?;
    assert!(ran.status.success() && path("rapport.pdf").exists(), "{ran:?}");
    let text = read(&path("rapport.pdf"));
    let lines = text.lines().map(plain).collect();
    Some((lines, text.matches('\u{c}').count()))
}

fn read(pdf: &Path) -> String {
    let ran =
        Command::new("pdftotext").arg("-raw").arg(pdf).arg("-").output().expect("pdftotext is installed");
    String::from_utf8(ran.stdout).expect("its output is UTF-8")
}

/// A line with plain spaces only, one at a time.
fn plain(line: &str) -> String {
    let plain = line.replace(['\u{a0}', '\u{202f}', '\u{c}'], " ");
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What must stand on one line: numbers, and each word of heads, codes and names.
fn unbroken(report: &Report) -> Vec<String> {
    let mut all = Vec::new();
    let mut words = |text: &str| {
        for word in text.split([' ', '\n']) {
            // A long name may be parted after its hyphens, a code may not.
            let is_long = word.chars().count() > 14;
            let parts = word.split_inclusive(|character| is_long && character == '-').map(plain);
            all.extend(parts.filter(|part| (1..=22).contains(&part.chars().count())));
        }
    };
    for block in blocks(report) {
        match block {
            Block::Table(table) => {
                table.columns.iter().for_each(|head| words(&head.title));
                for row in &table.rows {
                    for (head, cell) in table.columns.iter().zip(row) {
                        if head.numeric {
                            words(&cell.text.replace(' ', "\u{a0}"));
                        } else {
                            words(&cell.text);
                        }
                    }
                }
            }
            Block::KeyFigures { figures } => {
                for figure in figures {
                    words(&figure.number.text.replace(' ', "\u{a0}"));
                    words(&figure.name);
                }
            }
            _ => {}
        }
    }
    all.sort();
    all.dedup();
    all
}

fn assert_unbroken(report: &Report) -> Option<usize> {
    let (lines, pages) = shown(report)?;
    let broken: Vec<String> = unbroken(report)
        .into_iter()
        .filter(|text| !lines.iter().any(|line| line.contains(text.as_str())))
        .collect();
    assert!(broken.is_empty(), "broken: {broken:?} in {lines:#?}");
    Some(pages)
}

#[test]
fn no_number_code_or_head_of_the_year_is_broken() {
    let Some(pages) = assert_unbroken(&year()) else { return };
    assert!(pages < 30, "{pages} pages");
}

#[test]
fn a_list_of_eight_columns_with_amounts_breaks_nothing() {
    let heads = [
        ("Dossier", false),
        ("Code", false),
        ("Ressource", false),
        ("Emprunteur", false),
        ("Commune", false),
        ("Du", false),
        ("Au", false),
        ("Recettes", true),
    ];
    let mut list = table("Recettes des sorties", &heads, Drawing::None);
    for number in 1..30 {
        let words = [
            &format!("2026-{number:03}"),
            &format!("EXP-{number:03}"),
            "Super espèces\u{a0}: la vie extraordinaire d’espèces des Hauts-de-France",
            "Médiathèque intercommunale",
            "Saint-Côsme-en-Vairais",
            "12/03/2026",
            "31/03/2026",
        ];
        let mut row: Vec<Cell> = words.into_iter().map(Cell::text).collect();
        row.push(Cell::number(23_857.5, CellFormat::Euros, "23\u{202f}857,50\u{a0}€"));
        list.rows.push(row);
    }
    let heads =
        [("", false), ("Sorties", true), ("Questionnaires", true), ("Établissements", true), ("Part", true)];
    let mut wide = table("Par établissement", &heads, Drawing::None);
    let share = Cell::number(0.37, CellFormat::Percent, "37,0\u{a0}%");
    wide.rows.push(vec![Cell::text("collège"), count(2_633.0), count(81.0), count(14.0), share]);
    assert_unbroken(&with_blocks(vec![
        Block::Table(list),
        Block::Table(Table { drawing: Drawing::Bars, ..wide }),
    ]));
}
