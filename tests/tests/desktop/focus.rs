//! The walk of the focus over every screen and dialog, by Tab alone.

use std::fmt::Write as _;

use serde_json::Value;
use thirtyfour::Key;

use crate::accessibility::axe;
use crate::screens::{EMPTY_SCREENS, Names, SCREENS, Screen, TODAY};
use crate::window::Window;

/// The page's half of the walk.
const WALK: &str = include_str!("focus.js");

/// Places looked at on one screen, from its title on; on the first one, the sidebar comes before. Long forms and lists
/// repeat themselves after that.
const MOST_PLACES: usize = 40;

/// A screen never has fewer places than this; a dialog may have one.
const FEWEST_PLACES: usize = 3;

/// Presses Tab over each of `screens` and tells what is wrong. Checked at every place where the focus comes:
///
/// - it stands after the place before it in the document; once a round, it may go back to the top;
/// - for the eye it does not go back either: of the two parts of the page that hold one place and not the other, the
///   second is neither above the first (unless it is a column at its right) nor left of it on the same line;
/// - it is shown, inside the window, and nothing lies over its middle;
/// - an outline or a shadow is drawn for it — on itself, in it, just after it or on the box around it — that is gone
///   once the focus has left;
/// - it has an accessible name, as axe-core computes it.
///
/// It is not checked that the order makes sense beyond that, nor what is reached by arrows inside a grid or a list. While
/// a bar is moved by the keyboard Tab does nothing, and there is no walk.
async fn walked(window: &Window, screens: &[Screen], names: &Names) -> String {
    let mut told = String::new();
    for (at, screen) in screens.iter().filter(|screen| screen.name != "planning-deplacer-clavier").enumerate()
    {
        screen.show(window, names).await;
        round(window, screen.name, at == 0, &mut told).await;
        screen.leave(window).await;
    }
    told
}

/// Walks over what is on screen, `name`, from the top of the page or else from its title.
async fn round(window: &Window, name: &str, from_top: bool, told: &mut String) {
    if window.ask("return typeof walk").await == "undefined" {
        window.ask(&format!("{}\nwindow.axe = axe; return null", axe())).await;
        window.ask(WALK).await;
    }
    window.ask(&format!("return walk.begin({from_top})")).await;
    let mut turns = 0;
    for _ in 0..MOST_PLACES {
        window.press_keys(Key::Tab + "").await;
        let at = window.wait_for("walk.step(arguments[arguments.length - 1])").await;
        tell(told, name, &at);
        if at["back"] == true {
            turns += 1;
            if turns > 1 {
                let _ = writeln!(told, "{name}: the focus turns back twice, at {}", at["name"]);
            }
        }
        if at["done"] == true {
            break;
        }
    }
    let end = window.ask("return walk.end()").await;
    tell(told, name, &end);
    let in_dialog = window.ask("return document.querySelector('[role=dialog]') !== null").await == true;
    let places = end["places"].as_u64().unwrap_or_default() as usize;
    if !in_dialog && places < FEWEST_PLACES {
        let _ = writeln!(told, "{name}: the focus walks over {places} places only");
    }
}

/// Adds what the page's half found.
fn tell(told: &mut String, name: &str, answer: &Value) {
    for fault in answer["told"].as_array().into_iter().flatten() {
        let _ = writeln!(told, "{name}: {}", fault.as_str().unwrap_or_default());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_walks_every_screen_in_reading_order_and_is_never_hidden() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    window.resize(1366, 768).await;
    let names = Names::furnished(&window).await;
    let told = walked(&window, SCREENS, &names).await;
    window.close().await;
    assert!(told.is_empty(), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_walks_the_first_start_in_reading_order_and_is_never_hidden() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--today", TODAY]).await;
    window.settled().await;
    window.resize(1366, 768).await;
    let told = walked(&window, EMPTY_SCREENS, &Names::none()).await;
    window.close().await;
    assert!(told.is_empty(), "{told}");
}

/// A page with every fault that the walk is to find, and places without any between them.
const FAULTY: &str = "
    document.body.innerHTML = `<main style='display: block; padding: 20px'><h1 tabindex='-1'>Page</h1>
        <p><button>bon</button></p>
        <div style='display: flex; flex-direction: row-reverse'><button>droite</button><button>gauche</button></div>
        <div style='display: flex; flex-direction: column-reverse'><button>bas</button><button>haut</button></div>
        <p><button>bien</button></p>
        <p><button style='outline: none; box-shadow: none'>terne</button></p>
        <p><button style='width: 40px; height: 20px'></button></p>
        <p style='position: relative'><button>dessous</button>
            <span style='position: absolute; inset: 0; background: white'></span></p>
        <p><button>avant</button><button tabindex='2'>saute</button><button>fin</button></p>
        <p><button tabindex='1'>premier</button></p></main>`;
    return null";

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_tells_every_fault_of_a_faulty_page_and_nothing_else() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    window.resize(1366, 768).await;
    window.ask(FAULTY).await;
    let mut told = String::new();
    round(&window, "faulty", false, &mut told).await;
    window.close().await;
    let says = |fault: &str, place: &str| {
        told.lines()
            .any(|line| line.contains(fault) && line.rsplit(" to ").next().unwrap_or(line).contains(place))
    };
    for (fault, place) in [
        ("goes left", "gauche"),
        ("goes up", "haut"),
        ("no ring", "terne"),
        ("no name", "40px"),
        ("hidden, under", "dessous"),
        ("turns back twice", ">"),
    ] {
        assert!(says(fault, place), "{fault} at {place} is not told:\n{told}");
    }
    for place in [">bon<", ">bien<", ">droite<", ">bas<"] {
        assert!(!told.lines().any(|line| line.ends_with(place)), "{place}:\n{told}");
    }
    assert!(told.lines().count() <= 8, "{told}");
}
