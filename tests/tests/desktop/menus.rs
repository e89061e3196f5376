//! The menus of the platform: shown and hidden by F10, and what is chosen in them is done by the page.

use std::time::{Duration, Instant};

use thirtyfour::Key;

use crate::window::Window;

async fn height(window: &Window) -> u64 {
    window.ask("return innerHeight").await.as_u64().expect("a height")
}

/// What the program does when a person chooses an entry: the menus themselves are the platform's, and no driver of pages
/// reaches them.
async fn choose(window: &Window, entry: &str) {
    window.ask(&format!("dispatchEvent(new CustomEvent('menu', {{ detail: '{entry}' }}))")).await;
}

/// Waits until the page says so: the platform gives the window its height in its own time.
async fn until(window: &Window, script: &str) {
    let start = Instant::now();
    while window.ask(script).await != true {
        assert!(start.elapsed() < Duration::from_secs(20), "never: {script}");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f10_shows_menus_that_lead_everywhere_until_they_are_hidden() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo"]).await;
    window.see("main h1").await;
    let bare = height(&window).await;

    window.press_keys(Key::F10 + "").await;
    until(&window, &format!("return innerHeight < {bare}")).await;
    choose(&window, "catalogue").await;
    window.wait_for_address(|address| address.ends_with("/catalogue")).await;
    choose(&window, "print").await;
    window.read("Cet écran ne s’imprime pas : ouvrez le planning ou un dossier.").await;
    choose(&window, "keys").await;
    window.see("[role=dialog]").await;
    window.press_keys(Key::Escape + "").await;
    window.gone("[role=dialog]").await;

    // Another language draws the page again: the menus stay, in that language.
    choose(&window, "language").await;
    until(&window, "return document.documentElement.lang === 'en'").await;
    until(&window, &format!("return innerHeight < {bare}")).await;
    choose(&window, "menus").await;
    until(&window, &format!("return innerHeight === {bare}")).await;

    // Réglages has the same choice.
    choose(&window, "reglages").await;
    window.wait_for_address(|address| address.ends_with("/reglages")).await;
    window.see("#settings-menus").await.click().await.expect("a switch");
    until(&window, &format!("return innerHeight < {bare}")).await;
    window.close().await;
}
