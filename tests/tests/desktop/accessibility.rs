//! axe-core on every screen and dialog, in both themes.

use std::fmt::Write as _;
use std::path::Path;

use crate::screens::{EMPTY_SCREENS, Names, SCREENS, Screen, TODAY};
use crate::window::Window;

/// The rules of WCAG 2.2 A and AA, whose French wording is the RGAA.
const RUN: &str = "
    const [done] = arguments;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) =>
            `${id}: ${help} — ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)),
        (error) => done([String(error)]));";

/// The checker itself, which comes with the interface's packages.
pub(crate) fn axe() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).expect("axe-core is installed with the interface")
}

async fn violations(window: &Window, axe: &str) -> Vec<String> {
    if window.ask("return typeof axe").await == "undefined" {
        window.ask(&format!("{axe}\nwindow.axe = axe; return null")).await;
    }
    let found = window.wait_for(RUN).await;
    found.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// What breaks a rule on any of `screens`, in each theme.
async fn audited(window: &Window, screens: &[Screen], names: &Names) -> String {
    let axe = axe();
    let mut told = String::new();
    for theme in ["light", "dark"] {
        window.dress(theme, "fr-FR").await;
        for screen in screens {
            screen.show(window, names).await;
            for violation in violations(window, &axe).await {
                let _ = writeln!(told, "{} ({theme}): {violation}", screen.name);
            }
            screen.leave(window).await;
        }
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_nor_dialog_breaks_a_rule_of_wcag_in_either_theme() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    window.resize(1366, 768).await;
    let names = Names::furnished(&window).await;
    let told = audited(&window, SCREENS, &names).await;
    window.close().await;
    assert!(told.is_empty(), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_breaks_no_rule_of_wcag_in_either_theme() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--today", TODAY]).await;
    window.settled().await;
    window.resize(1366, 768).await;
    let told = audited(&window, EMPTY_SCREENS, &Names::none()).await;
    window.close().await;
    assert!(told.is_empty(), "{told}");
}
