//! Every screen and dialog of the window, once: where it is, and how it is brought on.

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

/// All of them, on the demonstration base. `LOAN` stands for the number of a loan that is out, `BORROWER` for the code
/// of its borrower, `RESOURCE` for that of its resource.
pub(crate) const SCREENS: &[Screen] = &[
    screen("aujourdhui", Way::Address("aujourdhui")),
    screen("planning", Way::Address("planning")),
    screen("planning-annee", Way::Address("planning?zoom=annee")),
    screen("planning-tableau", Way::Address("planning?vue=tableau")),
    screen("catalogue", Way::Address("catalogue?vue=vignettes")),
    screen("catalogue-tableau", Way::Address("catalogue?vue=tableau")),
    screen("ressource", Way::Address("catalogue/RESOURCE")),
    screen("ressource-nouvelle", Way::Address("ressource")),
    screen("ressource-modifier", Way::Address("ressource/RESOURCE")),
    screen("reservation", Way::Address("reservation")),
    screen("dossiers", Way::Address("dossiers")),
    screen("dossier", Way::Address("dossiers/LOAN")),
    screen("emprunteurs", Way::Address("emprunteurs")),
    screen("emprunteur", Way::Address("emprunteurs/BORROWER")),
    screen("emprunteur-nouveau", Way::Address("emprunteurs?nouveau=1")),
    screen("reglages", Way::Address("reglages")),
    screen("a-propos", Way::Address("reglages?apropos=1")),
    screen("importer", Way::Address("reglages?importer=1")),
    screen("aide", Way::Address("aide")),
    screen("recherche", Way::Key("aujourdhui", 'K')),
    screen("raccourcis", Way::Key("aujourdhui", '?')),
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
        }
    }
}

/// What the addresses name, in the base that is open.
#[derive(Debug)]
pub(crate) struct Names {
    loan: String,
    borrower: String,
    resource: String,
}

impl Names {
    /// Those of a loan that is out.
    pub(crate) async fn of(window: &Window) -> Self {
        let today = window.call("today", "{}").await.expect("today's lists");
        let line = &today["out"][0];
        let number = line["number"].as_str().expect("something is out").to_owned();
        let sheet = window.call("loan", &format!("{{ number: '{number}' }}")).await.expect("its loan");
        Self {
            borrower: sheet["borrower"]["code"].as_str().unwrap_or_default().to_owned(),
            resource: line["code"].as_str().unwrap_or_default().to_owned(),
            loan: number,
        }
    }

    /// An address with them in it.
    pub(crate) fn put_into(&self, address: &str) -> String {
        address
            .replace("LOAN", &self.loan)
            .replace("BORROWER", &self.borrower)
            .replace("RESOURCE", &self.resource)
    }
}
