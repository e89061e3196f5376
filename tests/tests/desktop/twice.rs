//! A button pressed twice, fast, where once was meant: in every form that writes, one operation is written.

use base64::Engine;
use serde_json::{Value, json};
use std::time::Duration;

use crate::screens::{REGISTER, TODAY};
use crate::sheets::png;
use crate::window::{Twice, Window};

/// Each way to press twice, with a number of its own, so that what one writes is not in the way of the other.
const WAYS: [(usize, Twice); 2] = [(0, Twice::Mouse), (1, Twice::AtOnce)];

/// What a page says when something went wrong: a double click is no fault of the person.
const FAULTS: &str = "return [...document.querySelectorAll('.toast.failed, [role=alert]')]
    .filter((told) => told.checkVisibility() && told.innerText.trim() !== '').map((told) => told.innerText)";

/// Presses twice the button `name` inside `scope`; checks that one operation, called `code`, was written and that the
/// page complains of nothing.
async fn once(window: &Window, scope: &str, name: &str, twice: Twice, code: &str) -> Value {
    let last = window.journal().await.first().map_or(0, |entry| entry["entry"].as_i64().unwrap_or_default());
    let is_new = |entry: &&Value| entry["entry"].as_i64().unwrap_or_default() > last;
    window.press_twice(scope, name, twice).await;
    for _ in 0..100 {
        if window.journal().await.iter().any(|entry| is_new(&entry)) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // A second operation would be on its way by now.
    tokio::time::sleep(Duration::from_millis(300)).await;
    window.settled().await;
    let journal = window.journal().await;
    let codes: Vec<&Value> = journal.iter().filter(is_new).map(|entry| &entry["code"]).collect();
    assert_eq!(codes, [code], "“{name}” pressed twice ({twice:?})");
    let faults = window.ask(FAULTS).await;
    assert_eq!(faults, json!([]), "“{name}” pressed twice ({twice:?})");
    journal[0].clone()
}

async fn demonstration(home: &std::path::Path) -> Window {
    let window = Window::open(home, &["--demo", "--today", TODAY]).await;
    window.settled().await;
    window.resize(1440, 900).await;
    window
}

/// Presses what is first of that selector.
async fn press_first(window: &Window, selector: &str) {
    let found = window.see(selector).await;
    found.click().await.unwrap_or_else(|error| panic!("{selector} cannot be pressed: {error}"));
    window.settled().await;
}

/// Chooses in the menu of what else can be done with a loan or a resource.
async fn choose_more(window: &Window, name: &str) {
    press_first(window, "main [aria-label='Autres actions']").await;
    window.choose(name).await;
    window.see("[role=dialog]").await;
    window.settled().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_done_with_a_loan_is_done_once() {
    let home = tempfile::tempdir().expect("a home");
    let window = demonstration(home.path()).await;
    for (at, twice) in WAYS {
        let (from, to, later) =
            [("2026-09-07", "2026-09-18", "28/09/2026\t"), ("2026-11-02", "2026-11-13", "23/11/2026\t")][at];
        window.go(&format!("reservation?ressource=EXP-006&du={from}&au={to}&emprunteur=A003")).await;
        window.read("La ressource est libre").await;
        once(&window, "aside.right footer", "Poser l’option", twice, "booked").await;
        let address = window.wait_for_address(|address| address.contains("#/dossiers/")).await;
        let number = address.rsplit('/').next().unwrap_or_default().to_owned();
        let sheet = window.call("loan", &format!("{{ number: '{number}' }}")).await.expect("the loan");
        let line = sheet["lines"][0]["card"]["id"].as_str().expect("its line").to_owned();

        press_first(&window, ".stepper .next button").await;
        once(&window, "[role=dialog]", "Confirmer", twice, "confirmed").await;
        window.gone("[role=dialog]").await;

        choose_more(&window, "Modifier le dossier").await;
        window.write("#loan-transport", "Par nos soins").await;
        once(&window, "[role=dialog]", "Enregistrer", twice, "loan_changed").await;
        window.gone("[role=dialog]").await;

        choose_more(&window, "Changer les dates").await;
        press_first(&window, "[role=dialog] .quick button + button").await;
        once(&window, "[role=dialog]", "Changer les dates", twice, "rescheduled").await;
        window.gone("[role=dialog]").await;

        press_first(&window, "main form textarea").await;
        window.press_keys("Rappeler lundi").await;
        once(&window, "main", "Ajouter la note", twice, "remarked").await;

        window.go(&format!("planning?de={from}&selection={line}")).await;
        press_first(&window, ".side-panel footer button + button").await;
        window.write("#planning-move-to", later).await;
        window.settled().await;
        once(&window, "[role=dialog]", "Déplacer", twice, "rescheduled").await;
        window.gone("[role=dialog]").await;

        window.go(&format!("dossiers/{number}")).await;
        choose_more(&window, "Annuler le prêt").await;
        once(&window, "[role=dialog]", "Annuler le prêt", twice, "cancelled").await;
        window.gone("[role=dialog]").await;

        // The notice that takes it back.
        let undone = once(&window, "[data-sonner-toast] .toast", "Annuler", twice, "undone").await;
        assert!(!undone["undoes"].is_null(), "{undone}");

        // At one click, in the list of options: the row goes, and the next one comes under the pointer.
        window.go("aujourdhui").await;
        once(&window, "main", "Confirmer", twice, "confirmed").await;
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_done_with_a_resource_is_done_once() {
    let home = tempfile::tempdir().expect("a home");
    let window = demonstration(home.path()).await;
    for (at, twice) in WAYS {
        window.go("ressource").await;
        window.write("#resource-title", &format!("Les oiseaux du lac {at}")).await;
        once(&window, "main", "Enregistrer", twice, "resource_created").await;
        let address = window.wait_for_address(|address| address.contains("#/catalogue/")).await;
        let code = address.rsplit('/').next().unwrap_or_default().to_owned();
        window.settled().await;

        press_first(&window, ".avs-h button").await;
        window.write("#hold-from", "07/09/2026\t").await;
        window.write("#hold-to", "11/09/2026\t").await;
        once(&window, "[role=dialog]", "Immobiliser", twice, "held").await;
        window.gone("[role=dialog]").await;
        window.go("aide").await;
        window.go(&format!("catalogue/{code}")).await;
        once(&window, "main .avs", "Libérer", twice, "released").await;

        // The same from the planning.
        window.go("planning?recherche=oiseaux du lac").await;
        window
            .ask(&format!(
                "[...document.querySelectorAll('[data-row]')].find((row) => row.textContent.includes('{code}'))
                     .querySelector('[data-head]').click(); return null"
            ))
            .await;
        window.choose("Immobiliser").await;
        window.see("[role=dialog]").await;
        once(&window, "[role=dialog]", "Immobiliser", twice, "held").await;
        window.gone("[role=dialog]").await;
        let sheet = window.call("resource", &format!("{{ code: '{code}' }}")).await.expect("its sheet");
        let hold = sheet["holds"][0]["id"].as_str().expect("its hold").to_owned();
        window.go(&format!("planning?selection={hold}")).await;
        once(&window, ".side-panel", "Libérer", twice, "released").await;

        for (name, width) in [("face.png", 320), ("profil.png", 200)] {
            let content = base64::engine::general_purpose::STANDARD.encode(png(width, 200));
            let photo = json!({ "name": name, "content": content });
            let _ = window.call("add_photo", &format!("{{ code: '{code}', photo: {photo} }}")).await;
        }
        window.go(&format!("catalogue/{code}")).await;
        press_first(&window, ".enlarge").await;
        press_first(&window, "[role=dialog] [title='Photo suivante']").await;
        once(&window, "[role=dialog]", "Mettre en premier", twice, "photo_first").await;
        once(&window, "[role=dialog]", "Retirer la photo", twice, "photo_removed").await;
        window.press_keys(thirtyfour::Key::Escape + "").await;
        window.gone("[role=dialog]").await;

        choose_more(&window, "Retirer du fonds").await;
        once(&window, "[role=dialog]", "Retirer du fonds", twice, "resource_retired").await;
        window.gone("[role=dialog]").await;
        once(&window, "main", "Remettre au fonds", twice, "resource_unretired").await;
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_done_with_a_borrower_is_done_once() {
    let home = tempfile::tempdir().expect("a home");
    let window = demonstration(home.path()).await;
    for (at, twice) in WAYS {
        for name in ["École des Tilleuls", "Ecole des tilleuls"] {
            window.go("emprunteurs?nouveau=1").await;
            window.write("#borrower-name", &format!("{name} {at}")).await;
            once(&window, "[role=dialog]", "Enregistrer", twice, "borrower_created").await;
            window.gone("[role=dialog]").await;
        }
        let found = window.call("borrowers", &format!("{{ search: 'tilleuls {at}' }}")).await.expect("both");
        let code = found[0]["code"].as_str().expect("a code").to_owned();

        window.go(&format!("emprunteurs/{code}?modifier=1")).await;
        window.write("#borrower-notes", "Rappeler lundi").await;
        once(&window, "[role=dialog]", "Enregistrer", twice, "borrower_changed").await;
        window.gone("[role=dialog]").await;

        window.go(&format!("emprunteurs/{code}")).await;
        press_first(&window, "main [title='Fusionner…']").await;
        window.write("#merge-other", &format!("tilleuls {at}")).await;
        window.press_first_option().await;
        window.settled().await;
        once(&window, "[role=dialog]", "Fusionner", twice, "borrowers_merged").await;
        window.gone("[role=dialog]").await;

        // On the way to a booking.
        window.go("reservation").await;
        window.write("#booking-borrower", &format!("Collège des Ormes {at}")).await;
        window.settled().await;
        window.press("Créer").await;
        window.see("#new-title").await;
        once(&window, "form.new", "Créer et choisir", twice, "borrower_created").await;
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_saved_once() {
    let home = tempfile::tempdir().expect("a home");
    let window = demonstration(home.path()).await;
    for (at, twice) in WAYS {
        window.go("reglages").await;
        window.write("#settings-name", &format!("Centre des Deux Lacs {at}")).await;
        once(&window, "main", "Enregistrer", twice, "settings_saved").await;

        let content = base64::engine::general_purpose::STANDARD.encode(png(320, 200));
        let logo = json!({ "name": "logo.png", "content": content });
        window.call("save_logo", &format!("{{ logo: {logo} }}")).await.expect("a logo");
        // The page did not do that itself: drawn again, it asks what there is.
        window.dress("light", "fr-FR").await;
        window.go("reglages").await;
        once(&window, "[aria-labelledby=settings-logo-label]", "Retirer", twice, "logo_removed").await;
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_done_with_questionnaires_is_done_once() {
    let home = tempfile::tempdir().expect("a home");
    let window = demonstration(home.path()).await;
    for (at, twice) in WAYS {
        let year = "{ period: { from: '2025-09-01', to: '2026-08-31' } }";
        let view = window.call("satisfaction", year).await.expect("who has not answered");
        let reference = view["pending"][0]["reference"].as_str().expect("a reference").replace('/', "~");
        window.go(&format!("satisfaction/{reference}")).await;
        window.write("[data-question^=answer-comment] textarea", "Parfait").await;
        once(&window, "main .foot", "Enregistrer et suivant", twice, "questionnaire_entered").await;
        window.wait_for_address(|address| !address.contains(&reference)).await;
        window.go(&format!("satisfaction/{reference}")).await;
        once(&window, "main .foot", "Retirer ce questionnaire", twice, "questionnaire_removed").await;

        window.go("satisfaction/questions").await;
        press_first(&window, "main button.pri[aria-haspopup=dialog]").await;
        window.write("#question-label", &format!("Une question {at}")).await;
        window
            .ask(
                "const kind = document.querySelector('#question-kind'); kind.value = 'text';
                 kind.dispatchEvent(new Event('change', { bubbles: true })); return null",
            )
            .await;
        once(&window, "[role=dialog]", "Enregistrer", twice, "question_added").await;
        window.gone("[role=dialog]").await;
        once(&window, "main", "Retirer", twice, "question_withdrawn").await;

        window.go("statistiques").await;
        press_first(&window, "main [title='Entrer les chiffres d’avant le registre']").await;
        window.write("#past-year", &(2010 + at).to_string()).await;
        window.write("#past-value", "1200").await;
        window.write("#past-source", "Rapport d’activités").await;
        once(&window, "[role=dialog]", "Enregistrer", twice, "figure_entered").await;
        window.press_keys(thirtyfour::Key::Escape + "").await;
        window.gone("[role=dialog]").await;
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_settings_are_saved_and_a_register_is_imported_once() {
    for (_, twice) in WAYS {
        let home = tempfile::tempdir().expect("a home");
        let window = Window::open(home.path(), &["--today", TODAY]).await;
        window.settled().await;
        window.write("#start-name", "Centre des Deux Lacs").await;
        once(&window, "form.setup", "Enregistrer les réglages", twice, "settings_saved").await;
        window.choose_file("#start-files", "registre-2023.xlsx", REGISTER).await;
        window.see("[role=dialog] section").await;
        window.settled().await;
        once(&window, "[role=dialog]", "Importer", twice, "register_imported").await;
        window.wait_for_address(|address| address.contains("catalogue")).await;
        let state = window.call("base_state", "{}").await.expect("the base");
        assert_eq!((&state["resources"], &state["borrowers"]), (&json!(88), &json!(97)));
        window.close().await;
    }
}
