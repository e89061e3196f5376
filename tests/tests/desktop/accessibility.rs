//! axe-core on every screen and dialog, in both themes; and the order in which the focus walks.

use std::fmt::Write as _;
use std::path::Path;

use crate::screens::{Names, SCREENS, TODAY};
use crate::window::Window;

/// The rules of WCAG 2.2 A and AA, whose French wording is the RGAA.
const RUN: &str = "
    const [done] = arguments;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) =>
            `${id}: ${help} — ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)),
        (error) => done([String(error)]));";

async fn violations(window: &Window, axe: &str) -> Vec<String> {
    if window.ask("return typeof axe").await == "undefined" {
        window.ask(&format!("{axe}\nwindow.axe = axe; return null")).await;
    }
    let found = window.wait_for(RUN).await;
    found.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_nor_dialog_breaks_a_rule_of_wcag_in_either_theme() {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).expect("axe-core is installed with the interface");
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    window.resize(1366, 768).await;
    let names = Names::of(&window).await;
    let mut told = String::new();
    for theme in ["light", "dark"] {
        window.dress(theme, "fr-FR").await;
        for screen in SCREENS {
            screen.show(&window, &names).await;
            for violation in violations(&window, &axe).await {
                let _ = writeln!(told, "{} ({theme}): {violation}", screen.name);
            }
            leave_dialog(&window).await;
        }
    }
    window.close().await;
    assert!(told.is_empty(), "{told}");
}

async fn leave_dialog(window: &Window) {
    if window.ask("return document.querySelector('[role=dialog]') !== null").await == true {
        window.press_keys(thirtyfour::Key::Escape + "").await;
        window.gone("[role=dialog]").await;
    }
}

/// What the focus is on: its words or name, and whether it can be seen there.
const FOCUSED: &str = "
    const [done] = arguments;
    // What it was on may still be coming into sight.
    const last = performance.now() + 600;
    const look = () => requestAnimationFrame(() => setTimeout(() => {
        const at = where();
        if (!at || at.seen || performance.now() > last) done(at); else look();
    }, 0));
    look();
    function where() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const seen = box.width === 0 || box.height === 0 || !top || element.contains(top) || top.contains(element)
        || top.closest('label')?.contains(element) || element.closest('label')?.contains(top);
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const path = [];
    for (let at = element; at && at !== document.body; at = at.parentElement)
        path.unshift([...at.parentElement.children].indexOf(at));
    return { path: path.join('.'), seen: Boolean(seen) && inside, name: element.outerHTML.slice(0, 140),
        under: seen ? '' : top.outerHTML.slice(0, 140) };
    }";

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_walks_every_screen_in_reading_order_and_is_never_hidden() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    window.resize(1366, 768).await;
    let names = Names::of(&window).await;
    let mut told = String::new();
    for screen in SCREENS {
        screen.show(&window, &names).await;
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..30 {
            window.press_keys(thirtyfour::Key::Tab + "").await;
            let at = window.wait_for(FOCUSED).await;
            let Some(path) = at["path"].as_str() else { break };
            // Back where it began: the round is done.
            if seen.iter().any(|before| before == path) {
                break;
            }
            if at["seen"] != true {
                let _ = writeln!(
                    told,
                    "{}: the focus is hidden on {} under {}",
                    screen.name, at["name"], at["under"]
                );
            }
            seen.push(path.to_owned());
        }
        // A dialog may have a single place; a screen never has.
        let in_dialog = window.ask("return document.querySelector('[role=dialog]') !== null").await == true;
        if !in_dialog && seen.len() < 3 {
            let _ = writeln!(told, "{}: the focus walks over {} places only", screen.name, seen.len());
        }
        leave_dialog(&window).await;
    }
    window.close().await;
    assert!(told.is_empty(), "{told}");
}
