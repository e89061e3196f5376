//! The agreement of a loan as a person gets it: a draft while nothing is agreed, refused once it is called off, signed by
//! who the settings name, and a word of warning where a name prints as boxes.

use app::App;
use domain::loan::LineState;
use std::process::Command;
use stories::{Desk, booking, moved, refused};

const LINE: &str = "EXP-005";

fn desk() -> Desk {
    Desk::with("registre-2023")
}

/// A loan of the week of 4 May 2026 in a state; a request one of the next week.
fn loan(app: &App, state: LineState) -> String {
    let days =
        if state == LineState::Request { ("2026-05-11", "2026-05-15") } else { ("2026-05-04", "2026-05-08") };
    let mut booking = booking("E001", &[(LINE, 1)], days.0, days.1);
    booking.state = state;
    app.book(&booking).expect("it is free").value.number
}

/// What the command line answers and says aside, and what the file says once it is written.
fn printed(desk: &Desk, number: &str) -> (Option<i32>, String, String) {
    let file = desk.path("convention.pdf");
    let ran = Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
        .arg("--base")
        .arg(desk.base())
        .args(["--today", stories::TODAY, "agreement", number, "--out"])
        .arg(&file)
        .output()
        .expect("the command line runs");
    let pages =
        Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().expect("pdftotext runs");
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(['\u{a0}', '\u{202f}'], " ");
    (ran.status.code(), plain(&ran.stderr), plain(&pages.stdout))
}

#[test]
fn a_request_and_an_option_print_as_drafts_and_a_confirmed_loan_does_not() {
    let desk = desk();
    let app = desk.open();
    let option = loan(&app, LineState::Option);
    let (code, _, text) = printed(&desk, &option);
    assert_eq!(code, Some(0));
    assert!(text.contains("Projet de convention de prêt"), "{text}");
    moved(&app, &option, LineState::Confirmed, stories::TODAY).expect("it is confirmed");
    let (_, _, text) = printed(&desk, &option);
    assert!(!text.to_lowercase().contains("projet"), "{text}");
    let request = loan(&app, LineState::Request);
    assert!(app.agreement(&request).expect("its agreement").draft);
    moved(&app, &option, LineState::Cancelled, stories::TODAY).expect("it is cancelled");
    refused(app.agreement(&option), "agreement_without_lines");
}

#[test]
fn who_signs_for_the_centre_is_a_setting_and_prints() {
    let desk = desk();
    let app = desk.open();
    let number = loan(&app, LineState::Confirmed);
    let mut settings = app.settings().expect("the settings").settings;
    assert_eq!(settings.representative, "");
    settings.representative = "la directrice".into();
    let saved = app.save_settings(&settings).expect("they are kept").value;
    assert_eq!(saved.sheet.settings.representative, "la directrice");
    let (_, _, text) = printed(&desk, &number);
    assert!(text.contains("Représentant : la directrice"), "{text}");
    settings.representative = "x".repeat(301);
    let fault = refused(app.save_settings(&settings), "text_too_long");
    assert_eq!(fault.field.as_deref(), Some("representative"));
}

#[test]
fn a_name_that_no_font_shows_is_printed_as_boxes_and_said_so() {
    let desk = desk();
    let number = loan(&desk.open(), LineState::Confirmed);
    assert_eq!(printed(&desk, &number).1, "");
    let base = rusqlite::Connection::open(desk.base()).expect("the base");
    base.execute("update borrower set name = '日本科学未来館' where code = 'E001'", [])
        .expect("it is written");
    let (code, said, text) = printed(&desk, &number);
    assert_eq!(code, Some(0));
    assert!(said.contains("Attention : ") && said.contains("学 日 未 本 来 科 館"), "{said}");
    assert!(text.contains("Convention de prêt"), "{text}");
}
