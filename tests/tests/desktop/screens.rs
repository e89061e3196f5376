//! Every screen and dialog of the window, once: where it is, and how it is brought on.

use base64::Engine;
use serde_json::json;
use thirtyfour::Key;

use crate::sheets::png;
use crate::window::Window;

/// A day in the middle of the demonstration's school year.
pub(crate) const TODAY: &str = "2026-03-26";

/// How a screen or dialog is brought on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    /// It is an address.
    Address(&'static str),
    /// It opens over an address by a key, with Ctrl when it is a capital.
    Key(&'static str, char),
    /// It is a dialog that opens over an address by what a person does there, one step after the other.
    Dialog(&'static str, &'static [Step]),
    /// It is what an address has become by such steps.
    Steps(&'static str, &'static [Step]),
}

/// What a person does to bring on a dialog. Selectors may hold the same names as addresses.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// Presses what is first of that selector.
    Press(&'static str),
    /// Presses the entry of the open menu whose words begin so.
    Choose(&'static str),
    /// Puts the focus there.
    Focus(&'static str),
    /// Presses a key where the focus is.
    Type(&'static str),
    /// Writes into a field.
    Write(&'static str, &'static str),
    /// Takes the first choice of the open list.
    Take,
    /// Chooses a file: the field, its name, its bytes.
    File(&'static str, &'static str, &'static [u8]),
}

/// A screen or dialog.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// What its pictures are called.
    pub(crate) name: &'static str,
    pub(crate) way: Way,
}

const fn screen(name: &'static str, way: Way) -> Screen {
    Screen { name, way }
}

const MORE: Step = Step::Press("main [aria-label='Autres actions']");
const NEXT: Step = Step::Press(".stepper .next button");

/// All of them, on the demonstration base. `LOAN` stands for the number of a loan that is out, `LINE` for its line,
/// `BORROWER` for the code of its borrower, `RESOURCE` for that of its resource; `OPTION` and `BAR` for the number and
/// the line of an option that is to come, `READY` for a confirmed loan that leaves today, `LATE` for what should be back, `HOLD` for what the centre holds, `ANSWERS` for the reference of a line whose
/// questionnaire is waited for, as an address writes it.
pub(crate) const SCREENS: &[Screen] = &[
    screen("aujourdhui", Way::Address("aujourdhui")),
    screen("planning", Way::Address("planning")),
    screen("planning-annee", Way::Address("planning?zoom=annee")),
    screen("planning-tableau", Way::Address("planning?vue=tableau")),
    screen("planning-sortie", Way::Address("planning?selection=LINE")),
    screen("planning-option", Way::Address("planning?selection=BAR")),
    screen("planning-immobilisee", Way::Address("planning?selection=HOLD")),
    screen("planning-tableau-option", Way::Address("planning?vue=tableau&selection=BAR")),
    screen(
        "planning-deplacer",
        Way::Dialog("planning?selection=BAR", &[Step::Press(".side-panel footer button + button")]),
    ),
    screen(
        "planning-deplacer-clavier",
        Way::Steps("planning", &[Step::Focus("[data-taken='BAR']"), Step::Type("d")]),
    ),
    screen(
        "planning-retour",
        Way::Dialog("planning?selection=LINE", &[Step::Press(".side-panel footer button + button")]),
    ),
    screen(
        "planning-immobiliser",
        Way::Dialog("planning", &[Step::Press("button[title='Immobiliser une ressource']")]),
    ),
    screen(
        "planning-immobiliser-celle-ci",
        Way::Dialog("planning", &[Step::Press("[data-row] [data-head]"), Step::Choose("Immobiliser")]),
    ),
    screen("catalogue", Way::Address("catalogue?vue=vignettes")),
    screen("catalogue-tableau", Way::Address("catalogue?vue=tableau")),
    screen(
        "catalogue-filtre",
        Way::Address("catalogue?vue=vignettes&types=light&du=2026-04-06&au=2026-04-17"),
    ),
    screen("ressource", Way::Address("catalogue/RESOURCE")),
    screen("ressource-inventaire", Way::Address("catalogue/MAL-03")),
    screen("ressource-ensemble", Way::Address("catalogue/ENS-LAB")),
    screen("ressource-photo", Way::Dialog("catalogue/RESOURCE", &[Step::Press(".enlarge")])),
    screen("ressource-immobiliser", Way::Dialog("catalogue/RESOURCE", &[Step::Press(".avs-h button")])),
    screen("ressource-retirer", Way::Dialog("catalogue/RESOURCE", &[MORE, Step::Choose("Retirer du fonds")])),
    screen("ressource-nouvelle", Way::Address("ressource")),
    screen("ressource-modifier", Way::Address("ressource/RESOURCE")),
    screen("reservation", Way::Address("reservation")),
    screen(
        "reservation-si-rentre",
        Way::Address("reservation?ressource=LATE&du=2026-06-08&au=2026-06-19&emprunteur=BORROWER"),
    ),
    screen(
        "reservation-possible",
        Way::Address("reservation?ressource=EXP-010&du=2026-05-04&au=2026-05-15&emprunteur=BORROWER"),
    ),
    screen(
        "reservation-refusee",
        Way::Address("reservation?ressource=RESOURCE&du=2026-03-26&au=2026-04-03&emprunteur=BORROWER"),
    ),
    screen("dossiers", Way::Address("dossiers")),
    screen("dossier-depart", Way::Dialog("dossiers/READY", &[NEXT])),
    screen("dossier", Way::Address("dossiers/LOAN")),
    screen("dossier-note", Way::Steps("dossiers/LOAN", &[Step::Focus("main form textarea")])),
    screen("dossier-retour", Way::Dialog("dossiers/LOAN", &[NEXT])),
    screen("dossier-prolonger", Way::Dialog("dossiers/LOAN", &[MORE, Step::Choose("Changer les dates")])),
    screen("dossier-option", Way::Address("dossiers/OPTION")),
    screen("dossier-modifier", Way::Dialog("dossiers/OPTION", &[MORE, Step::Choose("Modifier le dossier")])),
    screen("dossier-dates", Way::Dialog("dossiers/OPTION", &[MORE, Step::Choose("Changer les dates")])),
    screen("dossier-confirmer", Way::Dialog("dossiers/OPTION", &[NEXT])),
    screen("dossier-annuler", Way::Dialog("dossiers/OPTION", &[MORE, Step::Choose("Annuler le prêt")])),
    screen("emprunteurs", Way::Address("emprunteurs")),
    screen("emprunteur", Way::Address("emprunteurs/BORROWER")),
    screen("emprunteur-nouveau", Way::Address("emprunteurs?nouveau=1")),
    screen("emprunteur-modifier", Way::Address("emprunteurs/BORROWER?modifier=1")),
    screen(
        "emprunteur-fusionner",
        Way::Dialog("emprunteurs/BORROWER", &[Step::Press("main [title='Fusionner…']")]),
    ),
    screen(
        "emprunteur-fusionner-deux",
        Way::Dialog(
            "emprunteurs/BORROWER",
            &[Step::Press("main [title='Fusionner…']"), Step::Write("#merge-other", "collège"), Step::Take],
        ),
    ),
    screen("statistiques", Way::Address("statistiques")),
    screen("statistiques-liste", Way::Address("statistiques?liste=loans_effective")),
    screen("statistiques-en-tableau", Way::Steps("statistiques", &[Step::Press("main .tool[aria-pressed]")])),
    screen("statistiques-sans-rien", Way::Address("statistiques?de=1990-01-01&a=1990-12-31")),
    screen(
        "statistiques-texte",
        Way::Dialog("statistiques", &[Step::Press("[title='Texte pour le rapport']")]),
    ),
    screen(
        "statistiques-chapitres",
        Way::Dialog(
            "statistiques",
            &[Step::Press("main .top button.pri[aria-haspopup=menu]"), Step::Choose("Vos textes du rapport")],
        ),
    ),
    screen(
        "statistiques-anciennes",
        Way::Dialog("statistiques", &[Step::Press("main [title='Entrer les chiffres d’avant le registre']")]),
    ),
    screen("satisfaction", Way::Address("satisfaction")),
    screen("satisfaction-recus", Way::Address("satisfaction?onglet=recus")),
    screen("satisfaction-saisie", Way::Address("satisfaction/ANSWERS")),
    screen("satisfaction-importer", Way::Dialog("satisfaction", &[Step::Press("main button.import")])),
    screen("satisfaction-questions", Way::Address("satisfaction/questions")),
    screen(
        "satisfaction-question",
        Way::Dialog("satisfaction/questions", &[Step::Press("main button.pri[aria-haspopup=dialog]")]),
    ),
    screen("reglages", Way::Address("reglages")),
    screen("a-propos", Way::Address("reglages?apropos=1")),
    screen("importer", Way::Address("reglages?importer=1")),
    screen("aide", Way::Address("aide")),
    screen("recherche", Way::Key("aujourdhui", 'K')),
    screen(
        "recherche-trouve",
        Way::Dialog(
            "aujourdhui",
            &[Step::Press("main button.search"), Step::Write("[role=dialog] input", "col")],
        ),
    ),
    screen("raccourcis", Way::Key("aujourdhui", '?')),
];

/// A register that cannot be imported, for seven reasons.
pub(crate) const FAULTY_REGISTER: &[u8] = "code;titre;type;nb_panneaux;poids_kg
EXP-001;Les oiseaux du lac;exposition légère;douze;34,0
EXP-001;Les poissons;bateau;8;12
;Sans code;malle;4;lourd
EXP-004;;exposition légère;4;-3
"
.as_bytes();

/// A register that can.
pub(crate) const REGISTER: &[u8] = include_bytes!("../../fixtures/registre-2023/registre-2023.xlsx");

/// What a person sees on a base that is still empty.
pub(crate) const EMPTY_SCREENS: &[Screen] = &[
    screen("premier-demarrage", Way::Address("aujourdhui")),
    screen(
        "premier-import",
        Way::Dialog("aujourdhui", &[Step::File("#start-files", "registre-2023.xlsx", REGISTER)]),
    ),
    screen(
        "premier-import-refuse",
        Way::Dialog("aujourdhui", &[Step::File("#start-files", "fonds.csv", FAULTY_REGISTER)]),
    ),
    screen("planning-vide", Way::Address("planning")),
    screen("catalogue-vide", Way::Address("catalogue")),
    screen("dossiers-vides", Way::Address("dossiers")),
    screen("emprunteurs-vides", Way::Address("emprunteurs")),
];

impl Screen {
    /// Brings it on.
    pub(crate) async fn show(&self, window: &Window, of: &Names) {
        match self.way {
            Way::Address(address) => window.go(&of.put_into(address)).await,
            Way::Key(address, key) => {
                window.go(&of.put_into(address)).await;
                if key.is_ascii_uppercase() {
                    window.press_with_control(key.to_ascii_lowercase()).await;
                } else {
                    window.press_keys(key.to_string()).await;
                }
                window.see("[role=dialog]").await;
                window.settled().await;
            }
            Way::Dialog(address, steps) | Way::Steps(address, steps) => {
                window.go(&of.put_into(address)).await;
                for step in steps {
                    step.take(window, of).await;
                    window.settled().await;
                }
                if matches!(self.way, Way::Dialog(..)) {
                    window.see("[role=dialog]").await;
                }
            }
        }
    }

    /// Closes what was opened over its address, so that the next one begins from a screen.
    pub(crate) async fn leave(&self, window: &Window) {
        // A draft is kept: the next booking would begin with it.
        if let Way::Address(address) = self.way
            && address.starts_with("reservation?")
        {
            window.press("Vider").await;
        }
        let opens = !matches!(self.way, Way::Address(_));
        let in_dialog = window.ask("return document.querySelector('[role=dialog]') !== null").await == true;
        if opens || in_dialog {
            window.press_keys(Key::Escape + "").await;
            window.gone("[role=dialog]").await;
        }
    }
}

impl Step {
    async fn take(self, window: &Window, of: &Names) {
        match self {
            Self::Press(selector) => {
                let found = window.see(&of.put_into(selector)).await;
                found.click().await.unwrap_or_else(|error| panic!("{selector} cannot be pressed: {error}"));
            }
            Self::Choose(words) => window.choose(words).await,
            Self::Focus(selector) => {
                let selector = of.put_into(selector);
                window.see(&selector).await;
                window.ask(&format!("document.querySelector(\"{selector}\").focus(); return null")).await;
            }
            Self::Type(keys) => window.press_keys(keys).await,
            Self::Write(selector, text) => window.write(selector, text).await,
            Self::Take => window.press_first_option().await,
            Self::File(field, name, bytes) => {
                window.choose_file(field, name, bytes).await;
                window.see("[role=dialog] section").await;
            }
        }
    }
}

/// What the addresses name, in the base that is open.
#[derive(Debug, Default)]
pub(crate) struct Names {
    loan: String,
    line: String,
    borrower: String,
    resource: String,
    option: String,
    bar: String,
    hold: String,
    answers: String,
    ready: String,
    late: String,
}

impl Names {
    /// Those of a loan that is out; nothing in the base changes.
    pub(crate) async fn of(window: &Window) -> Self {
        let today = window.call("today", "{}").await.expect("today's lists");
        let line = &today["out"][0];
        let number = line["number"].as_str().expect("something is out").to_owned();
        let year = "{ period: { from: '2025-09-01', to: '2026-08-31' } }";
        let waited_for = window.call("satisfaction", year).await.expect("who has not answered");
        let reference = waited_for["pending"][0]["reference"].as_str().unwrap_or_default();
        let sheet = window.call("loan", &format!("{{ number: '{number}' }}")).await.expect("its loan");
        Self {
            borrower: sheet["borrower"]["code"].as_str().unwrap_or_default().to_owned(),
            resource: line["code"].as_str().unwrap_or_default().to_owned(),
            line: line["id"].as_str().unwrap_or_default().to_owned(),
            loan: number,
            late: today["late"][0]["code"].as_str().unwrap_or_default().to_owned(),
            answers: reference.replace('/', "~"),
            ..Self::default()
        }
    }

    /// On an empty base there is nothing to name.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The same, once what the demonstration lacks is there too: an option to come, a hold of the centre, a photo.
    pub(crate) async fn furnished(window: &Window) -> Self {
        let names = Self::of(window).await;
        let booking = json!({ "borrower": "A003", "period": { "from": "2026-04-06", "to": "2026-04-10" },
            "wanted": [{ "code": "EXP-010", "quantity": 1 }], "state": "option" });
        let booked = window.call("book", &format!("{{ booking: {booking} }}")).await.expect("an option");
        // The first malle that is free leaves today.
        let mut ready = serde_json::Value::Null;
        for place in 1..9 {
            let booking = json!({ "borrower": "A003", "period": { "from": TODAY, "to": "2026-04-03" },
                "wanted": [{ "code": format!("MAL-{place:02}"), "quantity": 1 }], "state": "confirmed" });
            if let Ok(booked) = window.call("book", &format!("{{ booking: {booking} }}")).await {
                ready = booked;
                break;
            }
        }
        let hold = json!({ "code": "EXP-006", "kind": "maintenance", "label": "module 3 à réparer",
            "quantity": 1, "period": { "from": "2026-04-13", "to": "2026-04-17" } });
        let held = window.call("hold", &format!("{{ hold: {hold} }}")).await.expect("a hold");
        for (name, width) in [("face.png", 320), ("profil.png", 200)] {
            let content = base64::engine::general_purpose::STANDARD.encode(png(width, 200));
            let photo = json!({ "name": name, "content": content });
            let added = format!("{{ code: '{}', photo: {photo} }}", names.resource);
            window.call("add_photo", &added).await.expect("a photo");
        }
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            option: text(&booked["value"]["number"]),
            bar: text(&booked["value"]["lines"][0]["card"]["id"]),
            hold: text(&held["value"]["id"]),
            ready: text(&ready["value"]["number"]),
            ..names
        }
    }

    /// An address or a selector with them in it.
    pub(crate) fn put_into(&self, address: &str) -> String {
        address
            .replace("LOAN", &self.loan)
            .replace("LINE", &self.line)
            .replace("BORROWER", &self.borrower)
            .replace("RESOURCE", &self.resource)
            .replace("OPTION", &self.option)
            .replace("BAR", &self.bar)
            .replace("HOLD", &self.hold)
            .replace("ANSWERS", &self.answers)
            .replace("READY", &self.ready)
            .replace("LATE", &self.late)
    }
}
