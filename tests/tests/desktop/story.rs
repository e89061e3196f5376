//! What follows a booking in the real window: option confirmed, a second school refused and shifted, and all of
//! it taken back by the keyboard.

use crate::window::Window;

/// A day in the middle of the demonstration's school year; September after it is free for everything.
const TODAY: &str = "2026-03-26";

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_booking_is_shifted_and_taken_back_by_the_keyboard() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;

    // A typo is forgiven, and the sheet leads to the booking.
    window.read("Sorties en ce moment").await;
    window.press("Catalogue").await;
    window.write("[data-search]", "champinons").await;
    window.read("1 ressource").await;
    window.press("Champignons, l’autre règne").await;
    window.press("Réserver cette ressource").await;
    choose_borrower(&window, "lycée de la côtière").await;
    type_days(&window).await;
    window.press("Poser l’option").await;
    let first = loan_number(&window).await;
    window.see(".agreement img").await;
    let draft = window.ask("return document.querySelector('.agreement img').src").await;
    window.press("Confirmer").await;
    window.press_in("[role=dialog]", "Confirmer").await;
    window.read(&format!("Dossier {first} confirmé : Champignons, l’autre règne")).await;

    window.gone("[role=dialog]").await;
    // The pages shown are no longer those of a draft.
    window.gone(&format!(".agreement img[src='{}']", draft.as_str().unwrap_or_default())).await;
    window.see(".agreement img").await;

    // The same days for another school: the way out that is offered is really free.
    window.press_keys("n").await;
    choose_borrower(&window, "collège d'albert").await;
    window.write("#booking-wanted", "champignons").await;
    window.press_option("Champignons, l’autre règne").await;
    type_days(&window).await;
    window.read(&format!("Voir le dossier {first}")).await;
    window.press("Décaler et poser l’option").await;
    let second = loan_number_other_than(&window, &first).await;

    window.press_with_control('z').await;
    // The loan is no more: the list takes its place.
    window.wait_for_address(|address| address.ends_with("#/dossiers")).await;
    let query = r#"{ "query": { "search": "champignons", "states": [], "limit": null } }"#;
    let loans = window.call("loans", query).await.expect("the loans are listed");
    let numbers: Vec<&str> =
        loans.as_array().into_iter().flatten().filter_map(|loan| loan["number"].as_str()).collect();
    assert!(numbers.contains(&first.as_str()) && !numbers.contains(&second.as_str()), "{numbers:?}");
    window.close().await;
}

async fn choose_borrower(window: &Window, name: &str) {
    window.write("#booking-borrower", name).await;
    window.press_first_option().await;
}

async fn type_days(window: &Window) {
    window.write("#booking-from", "07/09/2026\t").await;
    window.write("#booking-to", "25/09/2026\t").await;
}

/// The number of the loan on screen, from the address.
async fn loan_number(window: &Window) -> String {
    loan_number_other_than(window, "").await
}

async fn loan_number_other_than(window: &Window, other: &str) -> String {
    let address = window
        .wait_for_address(|address| {
            address.split("#/dossiers/").nth(1).is_some_and(|number| !number.is_empty() && number != other)
        })
        .await;
    address.rsplit('/').next().unwrap_or_default().to_owned()
}
