//! The first start, the demonstration looked at from there, and the way back to the centre's own base.

use serde_json::{Value, json};

use crate::screens::TODAY;
use crate::window::{Twice, Window};

/// What the stories press and read, in each language.
struct Words {
    locale: &'static str,
    save: &'static str,
    explore: &'static str,
    back: &'static str,
    open: &'static str,
    quit: &'static str,
    only: &'static str,
}

const LANGUAGES: [Words; 2] = [
    Words {
        locale: "fr-FR",
        save: "Enregistrer les réglages",
        explore: "Explorer avec des données de démonstration",
        back: "Revenir à ma base",
        open: "Ouvrir la démonstration",
        quit: "Quitter la démonstration",
        only: "Cette fenêtre a été ouverte directement sur la démonstration.",
    },
    Words {
        locale: "en-GB",
        save: "Save the settings",
        explore: "Explore with demonstration data",
        back: "Back to my own base",
        open: "Open the demonstration",
        quit: "Leave the demonstration",
        only: "This window was opened on the demonstration itself.",
    },
];

async fn state(window: &Window) -> Value {
    window.call("base_state", "{}").await.expect("the base")
}

async fn new_borrower(window: &Window, name: &str) {
    let borrower = json!({ "name": name, "borrower_type": "école", "commune": "Nantua" });
    window.call("new_borrower", &format!("{{ borrower: {borrower} }}")).await.expect("a borrower");
}

async fn borrowers_called(window: &Window, name: &str) -> usize {
    let found = window.call("borrowers", &format!("{{ search: '{name}' }}")).await.expect("the borrowers");
    found.as_array().map_or(0, Vec::len)
}

/// Waits until the demonstration is open, or no longer is.
async fn wait_for_demonstration(window: &Window, open: bool) -> Value {
    for _ in 0..200 {
        let now = state(window).await;
        if now["demonstration"] == open {
            window.settled().await;
            return now;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the demonstration is open: {}", !open);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_is_explored_from_the_first_start_and_one_s_own_base_comes_back() {
    for words in LANGUAGES {
        let home = tempfile::tempdir().expect("a home");
        let window = Window::open(home.path(), &["--today", TODAY]).await;
        window.settled().await;
        window.dress("light", words.locale).await;
        let before = state(&window).await;
        assert_eq!((&before["empty"], &before["demonstration"]), (&json!(true), &json!(false)));

        // What the centre has of its own by then: its name, said at the first start.
        window.write("#start-name", "Centre des Deux Lacs").await;
        window.press(words.save).await;
        window.settled().await;

        window.press(words.explore).await;
        let demonstration = wait_for_demonstration(&window, true).await;
        window.read(words.back).await;
        assert_eq!(demonstration["empty"], false);
        assert_ne!(demonstration["path"], before["path"]);
        assert_ne!(demonstration["centre"], "Centre des Deux Lacs");
        new_borrower(&window, "École essayée").await;

        window.press(words.back).await;
        let after = wait_for_demonstration(&window, false).await;
        assert_eq!((&after["path"], &after["empty"]), (&before["path"], &json!(true)));
        assert_eq!(after["centre"], "Centre des Deux Lacs");
        assert_eq!(window.journal().await.len(), 1, "only the settings were written in the own base");
        // Nothing of the demonstration is left on screen, nor can the keyboard take back anything of it.
        window.read(words.explore).await;

        // The demonstration begins again with fresh data; a second press of the button makes no second one.
        window.press_twice("main", words.explore, Twice::Mouse).await;
        wait_for_demonstration(&window, true).await;
        assert_eq!(borrowers_called(&window, "essayée").await, 0);
        window.press(words.back).await;
        wait_for_demonstration(&window, false).await;
        window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_lead_to_the_demonstration_and_back_with_each_base_as_it_was() {
    for words in LANGUAGES {
        let home = tempfile::tempdir().expect("a home");
        let window = Window::open(home.path(), &["--today", TODAY]).await;
        window.settled().await;
        window.dress("light", words.locale).await;
        new_borrower(&window, "École des Lilas").await;

        window.go("reglages").await;
        window.press(words.open).await;
        wait_for_demonstration(&window, true).await;
        assert_eq!(borrowers_called(&window, "lilas").await, 0);
        new_borrower(&window, "École essayée").await;
        window.go("reglages").await;
        window.press(words.quit).await;
        wait_for_demonstration(&window, false).await;
        assert_eq!(borrowers_called(&window, "lilas").await, 1);
        assert_eq!(borrowers_called(&window, "essayée").await, 0);

        // Ctrl Z takes back what was done here, not there.
        window.press_with_control('z').await;
        window.settled().await;
        // On a busy computer the undo may still be on its way when the page looks settled.
        let mut left = borrowers_called(&window, "lilas").await;
        for _ in 0..20 {
            if left == 0 {
                break;
            }
            left = borrowers_called(&window, "lilas").await;
        }
        assert_eq!(left, 0);
        window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_opened_on_the_demonstration_itself_says_how_to_find_one_s_own_base() {
    for words in LANGUAGES {
        let home = tempfile::tempdir().expect("a home");
        let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
        window.settled().await;
        window.dress("light", words.locale).await;
        new_borrower(&window, "École essayée").await;
        for (address, press) in [("aujourdhui", words.back), ("reglages", words.quit)] {
            window.go(address).await;
            window.press(press).await;
            window.settled().await;
            let told = window.ask("return document.body.innerText").await;
            assert!(told.as_str().is_some_and(|told| told.contains(words.only)), "{address}: {told}");
            let now = state(&window).await;
            assert_eq!((&now["demonstration"], &now["empty"]), (&json!(true), &json!(false)));
            assert_eq!(borrowers_called(&window, "essayée").await, 1);
            window.dress("light", words.locale).await;
        }
        window.close().await;
    }
}
