//! What other programs read in the files, and what the pages say.

use std::io::Write;
use std::process::{Command, Stdio};

use documents::report_pages;
use domain::report::Report;

use crate::read::{solid, texts};

pub(crate) fn printed(report: &Report) -> Vec<String> {
    texts(&report_pages(report).expect("the report is printed"))
}

/// What pdftotext reads in a file.
pub(crate) fn read_by_poppler(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is installed");
    let mut input = child.stdin.take().expect("it reads");
    let pdf = pdf.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().expect("pdftotext reads the file");
    writing.join().expect("the file is handed over").expect("the file is read");
    unhyphenated(&String::from_utf8(output.stdout).expect("its output is UTF-8"))
}

/// A text without its white space nor any hyphen: where words are cut depends on the width of the page.
pub(crate) fn unhyphenated(text: &str) -> String {
    solid(text).replace(['-', '\u{ad}', '\u{2010}'], "")
}

pub(crate) fn read_csv(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.strip_prefix('\u{feff}').expect("it begins with a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}
