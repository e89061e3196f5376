//! Figures and questionnaires in the real window, on the register whose report was published.

use std::collections::BTreeSet;
use std::path::Path;

use stories::{fixture, published};
use thirtyfour::Key;

use crate::window::{Window, wait_for_file};

const TODAY: &str = "2024-01-15";
const YEAR: &str = "statistiques?de=2023-01-01&a=2023-12-31";

async fn open(home: &Path) -> Window {
    let base = home.join("registre.db");
    let clock = app::Clock::Fixed(TODAY.parse().expect("a day"));
    let app = app::App::create(&base, clock).expect("a base");
    app.import_register(&fixture("registre-2023"), false).expect("the register");
    published::enter_past_years(&app);
    drop(app);
    let base = base.display().to_string();
    Window::open(home, &["--base", &base, "--today", TODAY]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screen_shows_every_figure_of_the_published_register() {
    let home = tempfile::tempdir().expect("a home");
    let window = open(home.path()).await;
    window.go(YEAR).await;
    for shown in ["59,1 %", "109", "2 633", "14 800", "81"] {
        window.read(shown).await;
    }
    // The chapters come one after the other.
    window.see("#chapter-satisfaction").await;
    window.settled().await;
    window.photograph("statistiques-2023").await;
    // Everything there, tables for screen readers too, word by word: what stands side by side must not run together.
    let words = window
        .wait_for(
            "const [done] = arguments;
             const words = [];
             const read = () => {
             const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
             while (walker.nextNode()) words.push(walker.currentNode.textContent);
             for (const named of document.querySelectorAll('main [aria-label]')) words.push(named.getAttribute('aria-label'));
             };
             read();
             // What is shown on demand: days beside sorties, answers beside people.
             const others = [...document.querySelectorAll('main .seg button[aria-pressed=false], main button.more[aria-expanded=false]')];
             others.forEach((button) => button.click());
             setTimeout(() => { read(); done(words.join(' | ')); }, 500);",
        )
        .await;
    let text = words.as_str().expect("words").replace(['\u{202f}', '\u{a0}'], "");
    let other = |c: char| !(c.is_ascii_digit() || c == ',');
    let there: BTreeSet<&str> = text.split(other).map(|word| word.trim_matches(',')).collect();
    let missing = published::missing(|number| there.contains(number));
    assert!(missing.is_empty(), "not on the screen: {missing:?}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_to_its_lines_and_the_report_is_saved() {
    let home = tempfile::tempdir().expect("a home");
    let window = open(home.path()).await;
    window.go(&format!("{YEAR}&liste=usage_rate&cote=autres")).await;
    // The last rows are drawn after those in sight.
    window.see("[role=dialog] tbody tr:nth-child(36)").await;
    let rows = window.ask("return document.querySelectorAll('[role=dialog] tbody tr').length").await;
    assert_eq!(rows, 36);
    window.press_keys(Key::Escape + "").await;
    window.gone("[role=dialog]").await;
    let query =
        "{ period: { from: '2023-01-01', to: '2023-12-31' }, kind: null, form: null, theme: '', owner: '' }";
    for (format, magic) in [("pdf", &b"%PDF"[..]), ("docx", b"PK"), ("xlsx", b"PK")] {
        let arguments = format!("{{ query: {query}, format: '{format}', model: 'annual' }}");
        let saved = window.call("save_report", &arguments).await.expect("the report");
        let bytes = wait_for_file(Path::new(saved.as_str().expect("a place"))).await;
        assert!(bytes.starts_with(magic), "{format}");
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_text_of_the_report_keeps_its_dialog_open_until_it_is_mended() {
    let home = tempfile::tempdir().expect("a home");
    let window = open(home.path()).await;
    window.go(YEAR).await;
    window.see("main .top button.pri[aria-haspopup=menu]").await.click().await.expect("the menu opens");
    window.choose("Vos textes du rapport").await;
    let field = "[role=dialog] .field textarea";
    window.see(field).await.click().await.expect("a field is there");
    let write = |text: &str| {
        format!(
            "const field = document.querySelector('{field}'); field.value = {};
             field.dispatchEvent(new Event('input', {{ bubbles: true }})); return null",
            serde_json::json!(text)
        )
    };
    window.ask(&write("Un caractère\u{1} illisible")).await;
    window.press_keys(Key::Escape + "").await;
    window.see("[role=dialog] .bad-text").await;
    window.ask(&write("Un fonds qui grandit")).await;
    window.press_keys(Key::Escape + "").await;
    window.gone("[role=dialog]").await;
    let texts = window.call("report_texts", "{ year: 2023, model: 'annual' }").await.expect("the texts");
    assert_eq!(texts["chapters"][0]["text"], "Un fonds qui grandit");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_questionnaire_is_found_by_its_scanned_number_and_saved() {
    let home = tempfile::tempdir().expect("a home");
    let window = open(home.path()).await;
    let year = "{ period: { from: '2023-01-01', to: '2023-12-31' } }";
    let view = window.call("satisfaction", year).await.expect("who has not answered");
    let reference = view["pending"][0]["reference"].as_str().expect("a reference").to_owned();
    window.go("satisfaction").await;
    window.photograph("satisfaction").await;
    window.go(&format!("satisfaction/{}", reference.replace('/', "~"))).await;
    window.photograph("satisfaction-saisie").await;
    let answers = "{ counting: 'estimate', people: -5 }";
    let refused = window
        .call(
            "save_questionnaire",
            &format!("{{ reference: '{reference}', answers: {answers}, replaces: false }}"),
        )
        .await
        .expect_err("no such number of people");
    assert_eq!(refused["code"], "people_out_of_range");
    let answers = "{ counting: 'estimate', people: 45, overall: 'satisfied' }";
    window
        .call(
            "save_questionnaire",
            &format!("{{ reference: '{reference}', answers: {answers}, replaces: false }}"),
        )
        .await
        .expect("the answers are saved");
    let after = window.call("satisfaction", year).await.expect("who has not answered");
    assert_eq!(after["pending_total"], 27);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_form_is_typed_with_the_keyboard_alone() {
    let home = tempfile::tempdir().expect("a home");
    let window = open(home.path()).await;
    let year = "{ period: { from: '2023-01-01', to: '2023-12-31' } }";
    let view = window.call("satisfaction", year).await.expect("who has not answered");
    let reference = view["pending"][0]["reference"].as_str().expect("a reference").to_owned();
    window.go("satisfaction?de=2023-01-01&a=2023-12-31").await;
    // What a scanner types, with the Entrée that ends it.
    window.press_keys("/").await;
    window.press_keys(format!("MALLEPOSTE {reference}")).await;
    window.press_keys(Key::Enter + "").await;
    window.wait_for_address(|address| address.contains(&reference.replace('/', "~"))).await;
    window.see("[data-question^=answer-first_loan] input").await;
    window.settled().await;
    // The day is today; a first loan, known by the third way; an estimate of 120 people; two audiences; very satisfied;
    // two things appreciated, one not; satisfied; very satisfied.
    for keys in ["", "o", "3", "2", "120", "24", "1", "23", "2", "2", "1"] {
        for key in keys.chars() {
            window.press_keys(key.to_string()).await;
        }
        // The number of people follows the way of counting by itself.
        if keys != "2" || window.ask("return document.activeElement.type").await != "text" {
            window.press_keys(Key::Enter + "").await;
        }
    }
    window.press_keys("Parfait").await;
    window.press_with_control_key(Key::Enter).await;
    window.wait_for_address(|address| !address.contains(&reference.replace('/', "~"))).await;
    let sheet =
        window.call("questionnaire", &format!("{{ reference: '{reference}' }}")).await.expect("the answers");
    let answers = &sheet["answers"];
    assert_eq!(sheet["exists"], true, "{sheet}");
    assert_eq!((&answers["answered_on"], &answers["first_loan"]), (&TODAY.into(), &true.into()));
    assert_eq!((&answers["counting"], &answers["people"]), (&"estimate".into(), &120.into()));
    assert_eq!(answers["audiences"].as_array().map(Vec::len), Some(2));
    assert_eq!(answers["appreciated"].as_array().map(Vec::len), Some(2));
    assert_eq!(answers["not_appreciated"].as_array().map(Vec::len), Some(1));
    let scales = ["overall", "welcome", "logistics"].map(|scale| answers[scale].as_str().unwrap_or_default());
    assert_eq!(scales, ["very_satisfied", "satisfied", "very_satisfied"]);
    assert_eq!(answers["comment"], "Parfait");
    assert_ne!(answers["how_known"], "");
    let after = window.call("satisfaction", year).await.expect("who has not answered");
    assert_eq!(after["pending_total"], 27);
    window.close().await;
}
