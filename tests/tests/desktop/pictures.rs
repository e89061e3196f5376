//! A picture of every screen and dialog, in both themes and three sizes, for people to look at: `cargo xtask screens`.

use crate::screens::{EMPTY_SCREENS, Names, SCREENS, Screen, TODAY};
use crate::window::Window;

const SIZES: [(u32, u32); 3] = [(1366, 768), (1440, 900), (1920, 1080)];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes pictures to look at: cargo xtask screens"]
async fn every_screen_is_photographed() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    let names = Names::furnished(&window).await;
    photographed(&window, SCREENS, &names).await;
    window.close().await;

    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--today", TODAY]).await;
    window.settled().await;
    photographed(&window, EMPTY_SCREENS, &Names::none()).await;
    window.close().await;
}

/// Each of `screens` in each theme and size.
async fn photographed(window: &Window, screens: &[Screen], names: &Names) {
    for (theme, word) in [("light", "clair"), ("dark", "sombre")] {
        window.dress(theme, "fr-FR").await;
        for (width, height) in SIZES {
            window.resize(width, height).await;
            for screen in screens {
                screen.show(window, names).await;
                window.photograph(&format!("{}-{word}-{width}", screen.name)).await;
                screen.leave(window).await;
            }
        }
    }
}
