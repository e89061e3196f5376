//! What a médiateur does on the phone, from a cold start to the PDF on disk.

use crate::window::{Window, wait_for_file};
use app::{App, Clock};
use domain::loan::LineState;
use std::path::Path;
use std::process::Command;
use stories::{assert_sound, day};

/// The demonstration base is made for this day, at the first start.
const TODAY: &str = "2026-03-02";

#[tokio::test(flavor = "multi_thread")]
async fn an_exhibition_is_found_booked_for_a_school_and_its_agreement_printed() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;

    window.read("Le fonds en ce moment").await;
    window.photograph("1-aujourdhui").await;

    window.press("Catalogue").await;
    window.write("[data-search]", "neandertal").await;
    window.read("1 ressource").await;
    window.photograph("2-catalogue").await;
    window.press("Néandertal").await;
    window.press("Réserver cette ressource").await;

    book_for_the_school(&window, "La ressource est libre").await;
    window.photograph("3-reservation").await;
    window.press("Confirmer directement").await;

    window.see("img[alt^='Convention de prêt']").await;
    window.photograph("4-dossier").await;
    let number = window.see("h1 + .sub").await.prop("textContent").await.expect("a text").expect("a number");
    window.press("Enregistrer le PDF").await;
    let pdf = home.path().join(format!("convention-{number}.pdf"));
    wait_for_file(&pdf).await;
    let text = text_of(&pdf);
    for words in ["Néandertal", "École primaire de Fayet", "Du lundi 7 décembre au vendredi 18 décembre 2026"]
    {
        assert!(text.contains(words), "{words} is not in the agreement:\n{text}");
    }

    window.press("Catalogue").await;
    window.press("Néandertal").await;
    window.press("Réserver cette ressource").await;
    book_for_the_school(&window, "« Néandertal » n’est pas libre").await;
    window.read(&format!("Voir le dossier {number}")).await;
    window.read("Solutions les plus proches").await;
    window.photograph("5-refus").await;
    window.close().await;

    let base = home.path().join("XDG_DATA_HOME/fr.malleposte.app/demonstration.db");
    let app = App::open(&base, Clock::Fixed(day(TODAY))).expect("the base opens after the window");
    assert_eq!(app.loan(&number).expect("the loan is on disk").state, LineState::Confirmed);
    assert_sound(&app);
}

/// Fills the booking's fields as they come, and waits for the answer.
async fn book_for_the_school(window: &Window, answer: &str) {
    window.write("#booking-borrower", "fayet").await;
    window.press("École primaire de Fayet").await;
    window.write("#booking-from", "07/12/2026\t").await;
    window.write("#booking-to", "18/12/2026\t").await;
    window.read(answer).await;
}

/// The text of a PDF, its spaces made equal.
pub(crate) fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg(pdf).arg("-").output().expect("pdftotext runs");
    assert!(output.status.success(), "{} is not a PDF", pdf.display());
    String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checks_of_a_refused_booking_are_those_of_the_days_it_would_be_shifted_to() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", crate::screens::TODAY]).await;
    window.settled().await;
    // It comes back late: the nearest free days hold Easter Monday, those asked for hold no public holiday.
    window.go("reservation?ressource=EXP-004&du=2026-03-26&au=2026-04-03").await;
    window.see("aside.right .ways").await;
    window.settled().await;
    let told = window.ask("return document.querySelector('aside.right ul').innerText").await;
    let told = told.as_str().unwrap_or_default().replace('\u{a0}', " ");
    assert!(told.contains("1 jour férié : lun. 6 avr."), "{told}");
    window.close().await;
}
