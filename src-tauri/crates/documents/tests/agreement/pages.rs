//! How the agreement is set on its pages: drafts, signatures, long names, and what is copied from it.

use std::io::Write;
use std::process::{Command, Stdio};

use documents::{agreement_pages, agreement_pdf, characters_without_glyph};
use domain::agreement::Agreement;

use crate::read::{solid, texts};
use crate::samples;

fn printed(agreement: &Agreement) -> Vec<String> {
    texts(&agreement_pages(agreement).expect("the agreement is printed"))
}

/// The lines that pdftotext reads in the file.
fn copied(agreement: &Agreement) -> Vec<String> {
    let pdf = agreement_pdf(agreement).expect("its PDF is made");
    let mut child = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is installed");
    let mut input = child.stdin.take().expect("it reads");
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().expect("pdftotext reads the file");
    writing.join().expect("the file is handed over").expect("the file is read");
    String::from_utf8(output.stdout).expect("its output is UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn a_request_or_an_option_says_on_every_page_that_it_is_a_draft() {
    let pages = printed(&Agreement { draft: true, ..samples::long_inventory() });
    assert!(pages.len() > 2);
    for page in &pages {
        assert!(page.contains("PROJET") && page.contains("Projetdeconventiondeprêt"), "{page}");
    }
    for page in printed(&samples::long_inventory()) {
        assert!(!page.contains("PROJET") && !page.contains("Projet"), "{page}");
    }
}

#[test]
fn the_signatures_never_stand_alone_on_a_page() {
    let signed = solid("Fait en deux exemplaires");
    let last_article = solid("L’inventaire est pointé au retour.");
    let mut pages_met = 0;
    for words in (0..900).step_by(60) {
        let mut agreement = samples::one_resource();
        agreement.lines[0].contents = "mot ".repeat(words);
        let pages = printed(&agreement);
        pages_met = pages_met.max(pages.len());
        let page = pages.iter().find(|page| page.contains(&signed)).expect("the signatures");
        assert!(page.contains(&last_article), "{words} words: {page}");
    }
    assert!(pages_met > 1);
    for lines in (1..90).step_by(4) {
        let mut agreement = samples::one_resource();
        agreement.notes =
            (0..lines).map(|line| format!("condition{line:02}\n")).collect::<String>() + "la dernière";
        let pages = printed(&agreement);
        let page = pages.iter().find(|page| page.contains(&signed)).expect("the signatures");
        assert!(page.contains("ladernière"), "{lines} lines: {page}");
    }
    // One paragraph of more than a page: its end is there.
    let words: Vec<String> = (0..2_000).map(|word| format!("mot{word:05}")).collect();
    let pages = printed(&Agreement { notes: words.join(" "), ..samples::one_resource() });
    let page = pages.iter().find(|page| page.contains(&signed)).expect("the signatures");
    assert!(page.contains("mot01999") && page.contains("mot01960"), "{page}");
}

#[test]
fn a_long_name_breaks_after_its_hyphens_and_not_within_its_words() {
    let name = "Saint-Côsme-en-Vairais et Saint-Germain-en-Laye-lès-Anticonstitutionnellement";
    for before in 0..24 {
        let mut agreement = samples::one_resource();
        agreement.lines[0].title = format!("{} {name}", "x".repeat(before));
        agreement.borrower.name = format!("{} {name}", "x".repeat(before));
        let lines = copied(&agreement);
        for part in name.split([' ', '-']) {
            let found = lines.iter().filter(|line| line.contains(part)).count();
            assert!(found >= 2, "« {part} » is cut after {before} letters: {lines:#?}");
        }
    }
}

#[test]
fn letters_that_the_first_face_lacks_are_copied_once() {
    let mut agreement = samples::one_resource();
    agreement.borrower.name = "Nguyễn Thị Hạnh, Nguye\u{302}\u{303}n, Łukasz Wiśniewski, Ĥĉŝŭ".into();
    let text = solid(&copied(&agreement).concat());
    assert!(text.contains(&solid("Nguyễn Thị Hạnh, Nguyễn, Łukasz Wiśniewski, Ĥĉŝŭ")), "{text}");
    let letters: Vec<String> = ('\u{c0}'..='\u{24f}')
        .chain('\u{1e00}'..='\u{1ef9}')
        .map(String::from)
        .filter(|letter| characters_without_glyph(letter).is_empty())
        .collect();
    for letters in letters.chunks(150) {
        agreement.notes = letters.join(" ");
        let text = solid(&copied(&agreement).concat());
        assert!(text.contains(&letters.concat()), "{text}");
    }
}
