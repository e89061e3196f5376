//! A picture of every screen and dialog, in both themes and three sizes, for people to look at: `cargo xtask screens`.

use crate::screens::{Names, SCREENS, TODAY};
use crate::window::Window;
use thirtyfour::Key;

const SIZES: [(u32, u32); 3] = [(1366, 768), (1440, 900), (1920, 1080)];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes pictures to look at: cargo xtask screens"]
async fn every_screen_is_photographed() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    let names = Names::of(&window).await;
    for (theme, word) in [("light", "clair"), ("dark", "sombre")] {
        window.dress(theme, "fr-FR").await;
        for (width, height) in SIZES {
            window.resize(width, height).await;
            for screen in SCREENS {
                screen.show(&window, &names).await;
                window.photograph(&format!("{}-{word}-{width}", screen.name)).await;
                window.press_keys(Key::Escape + "").await;
            }
        }
    }
    window.close().await;

    let home = tempfile::tempdir().expect("a home");
    let base = home.path().join("vide.db").display().to_string();
    let window = Window::open(home.path(), &["--base", &base, "--today", TODAY]).await;
    window.settled().await;
    for (theme, word) in [("light", "clair"), ("dark", "sombre")] {
        window.dress(theme, "fr-FR").await;
        for (width, height) in SIZES {
            window.resize(width, height).await;
            for (name, address) in [
                ("premier-demarrage", "aujourdhui"),
                ("planning-vide", "planning"),
                ("catalogue-vide", "catalogue"),
            ] {
                window.go(address).await;
                window.photograph(&format!("{name}-{word}-{width}")).await;
            }
        }
    }
    window.close().await;
}
