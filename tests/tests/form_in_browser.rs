//! The satisfaction form in a real browser with its network cut: filled in as a person does, saved, read back.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use app::views::Upload;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::form::{Choice, Field, FieldKind, Form};
use domain::questionnaire::Satisfaction;
use serde_json::{Value, json};
use stories::{Desk, digest, period};
use thirtyfour::cdp::domains::network::NetworkConditions;
use thirtyfour::prelude::*;

/// Longest wait for anything that the page must show or save.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the script of a hostile text would leave behind.
const CAUGHT: &str =
    "return window.caught === undefined && document.querySelector('#fields script, img, iframe') === null";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_fills_everything_in_saves_and_corrects_without_a_network() {
    let page = Page::open(&sample()).await;
    assert!(page.is_hidden("#q2").await, "how it was known is asked of a first loan only");

    page.write_day("#q0-input", "05", "04", "2026").await;
    page.choose("q1", "Oui").await;
    page.choose("q2", "bouche à oreille").await;
    page.choose("q3", "Fourchette").await;
    page.write("#q3-least", "100").await;
    page.write("#q3-most", "1 200").await;
    page.choose("q4", "collège").await;
    page.choose("q4", "grand public").await;
    page.choose("q5", "très satisfait").await;
    page.choose("q6", "satisfait").await;
    page.choose("q7", "pas satisfait").await;
    page.choose("q8", "contenu scientifique").await;
    page.choose("q9", "poids ou encombrement").await;
    page.write("#q10-input", "Les élèves ont adoré.\nMerci !").await;
    page.write("#q11-input", " projet « forêt » ").await;
    page.write("#q12-input", "3,5").await;
    page.choose("q13", "hall").await;
    page.choose("q14", "SVT").await;
    page.choose("q14", "français").await;
    page.choose("q15", "juste").await;
    page.save().await;

    let expected = json!({
        "malleposte": "questionnaire",
        "version": 1,
        "reference": "2026-051/1",
        "token": "dG9rZW4",
        "answers": {
            "answered_on": "2026-05-04",
            "first_loan": true,
            "how_known": "bouche à oreille",
            "counting": "range",
            "people": null,
            "people_least": 100,
            "people_most": 1200,
            "audiences": ["collège", "grand public"],
            "overall": "very_satisfied",
            "welcome": "satisfied",
            "logistics": "not_satisfied",
            "appreciated": ["contenu scientifique"],
            "not_appreciated": ["poids ou encombrement"],
            "comment": "Les élèves ont adoré.\nMerci !",
            "own": [
                { "question": own(1), "answer": ["projet « forêt »"] },
                { "question": own(2), "answer": ["3,5"] },
                { "question": own(3), "answer": ["hall"] },
                { "question": own(4), "answer": ["SVT", "français"] },
                { "question": own(5), "answer": ["juste"] },
            ],
        },
    });
    assert_eq!(page.saved("reponses-2026-051-1.json").await, expected);

    let said = page.text("#saved").await;
    assert!(said.contains("reponses-2026-051-1.json") && said.contains("prets@centre.example"), "{said}");
    assert_eq!(page.ask("return document.activeElement.id").await, "saved-title");
    let mail = page.ask("return decodeURIComponent(document.querySelector('#mail').href)").await;
    let mail = mail.as_str().unwrap_or_default();
    assert!(
        mail.starts_with("mailto:prets@centre.example?subject=") && mail.contains("2026-051/1"),
        "{mail}"
    );
    assert!(mail.contains("reponses-2026-051-1.json"), "{mail}");

    // A correction: no longer a first loan, and nobody knows how many came.
    page.choose("q1", "Non").await;
    assert!(page.is_hidden("#q2").await);
    page.choose("q3", "Je ne sais pas").await;
    assert!(!page.is_hidden("#changed").await, "the page says that the file is no longer what is shown");
    page.save().await;
    let corrected = page.saved("reponses-2026-051-1 (1).json").await;
    let mut wanted = expected;
    wanted["answers"]["first_loan"] = json!(false);
    wanted["answers"]["how_known"] = json!("");
    wanted["answers"]["counting"] = json!("unknown");
    wanted["answers"]["people_least"] = Value::Null;
    wanted["answers"]["people_most"] = Value::Null;
    assert_eq!(corrected, wanted);

    // What was typed comes back, where the browser keeps it.
    page.driver.refresh().await.expect("the page opens again");
    assert_eq!(page.ask("return document.querySelector('#q11-input').value").await, " projet « forêt » ");
    page.save().await;
    assert_eq!(page.saved("reponses-2026-051-1 (2).json").await, wanted);

    assert_eq!(page.ask("return performance.getEntriesByType('resource').length").await, 0);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_saved_goes_in_once_and_for_its_own_line_only() {
    // The page writes the day of its computer.
    let desk = Desk::with("registre-2023");
    let app = desk.on(&chrono::Local::now().date_naive().to_string());
    let view = app.satisfaction(period("2023-01-01", "2023-12-31")).expect("the year");
    let (one, other) = (&view.pending[0].reference, &view.pending[1].reference);
    let form = app.form(one).expect("the form");
    let of = |key: &str| {
        let at = form.fields.iter().position(|field| field.key == key).expect("a core question");
        format!("q{at}")
    };
    let page = Page::open(&form).await;
    page.choose(&of("people"), "Estimées").await;
    page.write(&format!("#{}-people", of("people")), "85").await;
    page.choose(&of("audiences"), "Collège").await;
    page.choose(&of("overall"), "Très satisfait").await;
    page.write(&format!("#{}-input", of("comment")), "À refaire !").await;
    page.save().await;
    let name = page.wait_for_a_file().await;
    let saved = page.saved(&name).await;
    page.close().await;

    let import = |file: &Value| {
        let content = STANDARD.encode(serde_json::to_vec(file).expect("JSON"));
        app.read_answers(&[Upload { name: name.clone(), content }]).expect("a report").value
    };
    let before = digest(&app);
    let mut tampered = saved.clone();
    tampered["reference"] = json!(other);
    for (wrong, why) in [(&tampered, "answers_of_another_loan"), (&json!({ "malleposte": 3 }), "")] {
        let report = import(wrong);
        assert!(report.read.is_empty() && report.refused.len() == 1, "{report:?}");
        assert!(why.is_empty() || report.refused[0].fault.code == why, "{report:?}");
        assert_eq!(digest(&app), before, "a refused file leaves the base as it was");
    }
    let report = import(&saved);
    assert_eq!(report.read.len(), 1, "{report:?}");
    let answers = app.questionnaire(one).expect("the questionnaire").answers;
    assert_eq!((answers.people, answers.overall), (Some(85), Some(Satisfaction::VerySatisfied)));
    assert_eq!((answers.audiences, answers.comment), (vec!["collège".to_owned()], "À refaire !".to_owned()));
    let once = digest(&app);
    let again = import(&saved);
    assert!(again.read.is_empty() && again.refused.len() == 1, "{again:?}");
    assert_eq!(digest(&app), once);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_said_beside_its_field_and_nothing_is_saved() {
    let page = Page::open(&sample()).await;
    page.save().await;
    assert!(page.text("#status").await.contains("Répondez à une question au moins"));

    page.write_day("#q0-input", "01", "01", "2999").await;
    page.choose("q3", "Fourchette").await;
    page.write("#q3-least", "300").await;
    page.write("#q3-most", "200").await;
    page.write("#q12-input", "beaucoup").await;
    page.save().await;
    let status = page.text("#status").await;
    assert!(
        status.contains("3 réponses sont à corriger") && status.contains("Rien n’a été enregistré"),
        "{status}"
    );
    assert_eq!(page.ask("return document.activeElement.id").await, "q0-input");
    assert!(page.text("#q0-error").await.contains("pas encore venue"));
    assert!(page.text("#q3-error").await.contains("inversés"));
    assert!(page.text("#q12-error").await.contains("Écrivez un nombre"));
    for field in ["#q0-input", "#q3-least", "#q12-input"] {
        let told = format!(
            "const field = document.querySelector('{field}');
             const words = field.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id));
             return field.getAttribute('aria-invalid') === 'true' && words.some((one) => one.textContent !== '')"
        );
        assert_eq!(page.ask(&told).await, true, "{field} is not told wrong to who does not see it");
    }

    page.write_day("#q0-input", "05", "04", "2026").await;
    page.write("#q12-input", "12").await;
    assert!(page.is_hidden("#q12-error").await, "an error goes once it is mended");
    for (typed, words) in [
        ("", "Indiquez le nombre de personnes, ou choisissez « Je ne sais pas »"),
        ("-3", "négatif"),
        ("12,5", "nombre entier"),
        ("une centaine", "nombre entier"),
        ("1 000 001", "dépasser 1 000 000"),
    ] {
        page.choose("q3", "Effectif compté").await;
        page.write("#q3-people", typed).await;
        page.save().await;
        let said = page.text("#q3-error").await;
        assert!(said.contains(words), "« {typed} » is told {said}");
        assert_eq!(page.ask("return document.activeElement.id").await, "q3-people");
    }
    assert!(page.is_hidden("#saved").await);
    assert_eq!(page.files(), BTreeSet::new(), "nothing may be saved");

    page.write("#q3-people", "1 000 000").await;
    page.save().await;
    let saved = page.saved("reponses-2026-051-1.json").await;
    assert_eq!(saved["answers"]["people"], 1_000_000);
    assert_eq!(saved["answers"]["counting"], "headcount");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_is_shown_as_it_was_typed_and_nothing_of_it_runs() {
    let hostile = [
        "</script><script>window.caught = 1; alert(1)</script>",
        "\"><img src=x onerror=\"window.caught = 2; alert(2)\">",
        "javascript:window.caught=3",
        "<!--<script>window.caught = 4",
        "' onfocus='window.caught = 5' autofocus='",
        "${window.caught = 6} {{caught}} \\u003cb\\u003e",
    ]
    .join(" \u{2028} ");
    let mut form = sample();
    for text in [
        &mut form.centre,
        &mut form.address,
        &mut form.mail,
        &mut form.reference,
        &mut form.token,
        &mut form.resource,
        &mut form.borrower,
        &mut form.days,
    ] {
        *text = hostile.clone();
    }
    for field in &mut form.fields {
        field.label = hostile.clone();
        field.help = hostile.clone();
        if field.kind != FieldKind::People {
            for choice in &mut field.choices {
                *choice = Choice { value: format!("{}{hostile}", choice.value), label: hostile.clone() };
            }
        }
    }
    let page = Page::open(&form).await;
    let shown = page.ask("return document.querySelector('#q1 legend').textContent").await;
    assert_eq!(shown, format!("2.{hostile}"));
    assert_eq!(page.ask(CAUGHT).await, true);
    page.ask("document.querySelector('#q1-0').click(); document.querySelector('#q4-0').click(); return null")
        .await;
    page.save().await;
    let name = page.wait_for_a_file().await;
    assert!(name.starts_with("reponses-") && name.ends_with(".json") && !name.contains(['/', '<']), "{name}");
    let saved = page.saved(&name).await;
    assert_eq!(saved["reference"], hostile);
    assert_eq!(saved["answers"]["audiences"], json!([format!("collège{hostile}")]));
    let mail = page.ask("return document.querySelector('#mail').href").await;
    assert!(mail.as_str().is_some_and(|mail| mail.starts_with("mailto:")), "{mail}");
    assert_eq!(page.ask(CAUGHT).await, true);
    assert!(page.driver.get_alert_text().await.is_err(), "a script of the text ran");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_breaks_no_rule_of_wcag_light_or_dark_wide_or_narrow() {
    let page = Page::open(&sample()).await;
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).expect("axe-core is installed with the interface");
    page.ask(&format!("{axe}\nwindow.axe = axe; return null")).await;
    let mut told = Vec::new();
    for (scheme, width) in [("light", 1200), ("dark", 1200), ("light", 360), ("dark", 360)] {
        page.look(scheme, width).await;
        for state in ["empty", "wrong", "saved"] {
            match state {
                "empty" => page.choose("q3", "Je ne sais pas").await,
                "wrong" => {
                    page.choose("q3", "Estimation").await;
                    page.write("#q3-people", "-1").await;
                    page.save().await;
                }
                _ => {
                    page.write("#q3-people", "120").await;
                    page.save().await;
                }
            }
            let found = page.violations().await;
            told.extend(found.into_iter().map(|found| format!("{scheme} {width} {state}: {found}")));
            let wide = page.ask("return document.documentElement.scrollWidth > innerWidth").await;
            assert_eq!(wide, false, "the page is scrolled sideways at {width} pixels");
        }
    }
    let words = page.ask("return document.body.innerText").await;
    for plain in [" :", " ;", " !", " ?", "« ", " »", "'"] {
        assert!(!words.as_str().is_some_and(|words| words.contains(plain)), "« {plain} » is in {words}");
    }
    page.close().await;
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_filled_in_by_keyboard_alone() {
    let page = Page::open(&sample()).await;
    page.ask("document.querySelector('#q1-0').focus(); return null").await;
    // The second choice of yes or no, then on to people, to the second way of counting and its number.
    page.press(Key::Down + "").await;
    page.press(Key::Tab + "").await;
    page.press(Key::Tab + "").await;
    page.press(Key::Space + "").await;
    page.press(Key::Down + "").await;
    page.press(Key::Tab + "").await;
    page.press("85").await;
    page.press(Key::Enter + "").await;
    assert_eq!(page.files(), BTreeSet::new(), "Entrée in a field saves nothing");
    page.ask("document.querySelector('#save').focus(); return null").await;
    page.press(Key::Enter + "").await;
    let answers = page.saved("reponses-2026-051-1.json").await["answers"].take();
    assert_eq!(answers["first_loan"], false);
    assert_eq!((&answers["counting"], &answers["people"]), (&json!("estimate"), &json!(85)));
    page.close().await;
}

/// The form opened from a file in a browser that reaches nothing.
struct Page {
    driver: WebDriver,
    folder: tempfile::TempDir,
    _chromedriver: Process,
}

impl Page {
    async fn open(form: &Form) -> Self {
        let folder = tempfile::tempdir().expect("a folder of the test");
        let file = folder.path().join("questionnaire.html");
        std::fs::write(&file, documents::form_html(form)).expect("the page is written");
        std::fs::create_dir(folder.path().join("saved")).expect("a folder for what is saved");
        let (chromedriver, url) = start_chromedriver();
        let mut capabilities = Capabilities::new();
        let options = json!({
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--window-size=1200,900",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                format!("--user-data-dir={}", folder.path().join("profile").display()),
            ],
            "prefs": { "download.default_directory": folder.path().join("saved") },
        });
        capabilities.set("goog:chromeOptions", options).expect("the options are JSON");
        let driver = WebDriver::new(url, capabilities).await.expect("chromium starts");
        let cut = NetworkConditions { offline: true, ..NetworkConditions::default() };
        let cdp = driver.cdp();
        let network = cdp.network();
        network.enable().await.expect("the network is watched");
        network.emulate_network_conditions(cut).await.expect("the network is cut");
        driver.goto(format!("file://{}", file.display())).await.expect("the page opens");
        let page = Self { driver, folder, _chromedriver: chromedriver };
        assert_eq!(page.ask("return navigator.onLine").await, false, "the network is there");
        page
    }

    async fn close(self) {
        self.driver.clone().quit().await.expect("chromium closes");
    }

    async fn find(&self, selector: &str) -> WebElement {
        self.driver.find(By::Css(selector)).await.unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// What a script of the page returns.
    async fn ask(&self, script: &str) -> Value {
        let answer = self.driver.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    async fn is_hidden(&self, selector: &str) -> bool {
        !self.find(selector).await.is_displayed().await.expect("the element is there")
    }

    /// What an element says, its no-break spaces made plain.
    async fn text(&self, selector: &str) -> String {
        let text = self.find(selector).await.text().await.expect("the element is there");
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Clicks the words of a choice.
    async fn choose(&self, question: &str, label: &str) {
        let path = format!("//*[@id='{question}']//label[normalize-space(.)=\"{label}\"]");
        let label =
            self.driver.find(By::XPath(path)).await.unwrap_or_else(|error| panic!("{label}: {error}"));
        label.click().await.unwrap_or_else(|error| panic!("{question} cannot be chosen: {error}"));
    }

    /// Types into a field, replacing what it holds.
    async fn write(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        field.clear().await.expect("the field can be emptied");
        if !text.is_empty() {
            field.send_keys(text).await.expect("the field takes text");
        }
    }

    /// Types a day into its field in the order that this browser asks for.
    async fn write_day(&self, selector: &str, month: &str, day: &str, year: &str) {
        let first = self
            .ask("return new Intl.DateTimeFormat(navigator.language).formatToParts(new Date())[0].type")
            .await;
        let typed =
            if first == "month" { format!("{month}{day}{year}") } else { format!("{day}{month}{year}") };
        self.find(selector).await.send_keys(typed).await.expect("the field takes a day");
    }

    async fn press(&self, keys: impl Into<thirtyfour::common::keys::TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("the keyboard works");
    }

    async fn save(&self) {
        self.find("#save").await.click().await.expect("the button can be pressed");
    }

    /// The names of what the page saved.
    fn files(&self) -> BTreeSet<String> {
        let entries = std::fs::read_dir(self.folder.path().join("saved")).expect("the folder is there");
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    async fn wait_for_a_file(&self) -> String {
        let start = Instant::now();
        loop {
            if let Some(name) = self.files().into_iter().find(|name| name.ends_with(".json")) {
                return name;
            }
            assert!(start.elapsed() < PATIENCE, "nothing is saved");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What a file that the page saved holds, once it is there.
    async fn saved(&self, name: &str) -> Value {
        let file: PathBuf = self.folder.path().join("saved").join(name);
        let start = Instant::now();
        loop {
            let content = std::fs::read_to_string(&file).unwrap_or_default();
            if let Ok(value) = serde_json::from_str(&content) {
                return value;
            }
            assert!(start.elapsed() < PATIENCE, "{name} is not among {:?}", self.files());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Shows the page in a scheme of colours and a width.
    async fn look(&self, scheme: &str, width: u32) {
        let metrics = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600 });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics).await.expect("the page takes a width");
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        cdp.send_raw("Emulation.setEmulatedMedia", media).await.expect("the page takes a scheme");
    }

    async fn violations(&self) -> Vec<String> {
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                ({ violations }) => done(violations.map(({ id, help, nodes }) =>
                    `${id}: ${help} — ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)),
                (error) => done([String(error)]));";
        let found = self.driver.execute_async(run, Vec::new()).await.expect("the page is audited");
        let found = found.json().as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    }
}

/// A program that this test started; it and whatever it started in turn end with this value.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// chromedriver takes a free port and prints which.
fn start_chromedriver() -> (Process, String) {
    let child = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("chromedriver is installed: `cargo xtask setup`");
    let mut process = Process(child);
    let output = process.0.stdout.take().expect("its output is piped");
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return (process, format!("http://127.0.0.1:{}", port.trim_end_matches('.')));
        }
    }
    panic!("chromedriver does not start");
}

fn own(number: u32) -> String {
    format!("0190c0de-0000-7000-8000-{number:012}")
}

/// A form with a question of each kind.
fn sample() -> Form {
    let satisfaction = [
        ("very_satisfied", "très satisfait"),
        ("satisfied", "satisfait"),
        ("little_satisfied", "peu satisfait"),
        ("not_satisfied", "pas satisfait"),
    ];
    let counting = [
        ("headcount", "Effectif compté"),
        ("estimate", "Estimation"),
        ("range", "Fourchette"),
        ("unknown", "Je ne sais pas"),
    ];
    let field = |key: &str, kind: FieldKind, label: &str, choices: &[(&str, &str)]| Field {
        key: key.to_owned(),
        label: label.to_owned(),
        help: String::new(),
        kind,
        choices: choices
            .iter()
            .map(|(value, label)| Choice { value: (*value).to_owned(), label: (*label).to_owned() })
            .collect(),
        only_first: key == "how_known",
    };
    let words = |key: &str, kind: FieldKind, label: &str, choices: &[&str]| {
        let choices: Vec<(&str, &str)> = choices.iter().map(|choice| (*choice, *choice)).collect();
        field(key, kind, label, &choices)
    };
    let own = |number: u32| format!("own.{}", own(number));
    Form {
        centre: "Centre de sciences".into(),
        address: "12 rue du Palais\n01000 Bourg-en-Bresse".into(),
        mail: "prets@centre.example".into(),
        reference: "2026-051/1".into(),
        token: "dG9rZW4".into(),
        resource: "Super espèces".into(),
        borrower: "Collège La Sidoine, Trévoux".into(),
        days: "du lundi 30 mars au vendredi 17 avril 2026".into(),
        fields: vec![
            field("answered_on", FieldKind::Date, "Date de votre réponse", &[]),
            field(
                "first_loan",
                FieldKind::YesNo,
                "Est-ce la première fois que vous l’empruntez\u{202f}?",
                &[],
            ),
            words(
                "how_known",
                FieldKind::One,
                "Comment l’avez-vous connue\u{202f}?",
                &["site", "bouche à oreille"],
            ),
            field("people", FieldKind::People, "Combien de personnes\u{202f}?", &counting),
            words(
                "audiences",
                FieldKind::Several,
                "Quels publics\u{202f}?",
                &["collège", "lycée", "grand public"],
            ),
            field("overall", FieldKind::Scale, "Dans l’ensemble", &satisfaction),
            field("welcome", FieldKind::Scale, "L’accueil", &satisfaction),
            field("logistics", FieldKind::Scale, "La logistique", &satisfaction),
            words("appreciated", FieldKind::Several, "Apprécié", &["contenu scientifique", "livret"]),
            words(
                "not_appreciated",
                FieldKind::Several,
                "Moins apprécié",
                &["poids ou encombrement", "durée"],
            ),
            field("comment", FieldKind::LongText, "Un commentaire\u{202f}?", &[]),
            field(&own(1), FieldKind::Text, "Votre projet", &[]),
            field(&own(2), FieldKind::Number, "Combien de séances\u{202f}?", &[]),
            words(&own(3), FieldKind::One, "Où\u{202f}?", &["CDI", "hall"]),
            words(&own(4), FieldKind::Several, "Disciplines", &["SVT", "technologie", "français"]),
            words(
                &own(5),
                FieldKind::Scale,
                "Niveau des textes",
                &["trop simple", "juste", "trop difficile"],
            ),
        ],
    }
}
