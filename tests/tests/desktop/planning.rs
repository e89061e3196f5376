//! The planning in the real window, by mouse and by keyboard, in French and in English.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::booking::text_of;
use crate::screens::TODAY;
use crate::window::{Window, wait_for_file};

/// What the stories press and read, in each language.
struct Words {
    locale: &'static str,
    option: &'static str,
    filters: &'static str,
    /// How a conflict begins.
    conflict: &'static str,
    print: &'static str,
}

const LANGUAGES: [Words; 2] = [
    Words {
        locale: "fr-FR",
        option: "Poser l’option",
        filters: "Avec réservation seulement",
        conflict: "pris par",
        print: "Imprimer",
    },
    Words {
        locale: "en-GB",
        option: "Place the option",
        filters: "Booked only",
        conflict: "taken by",
        print: "Print",
    },
];

/// A place on the planning: the row of a resource, the middle of a day.
async fn place(window: &Window, code: &str, day: &str) -> (i64, i64) {
    let answer = window
        .ask(&format!(
            "const row = [...document.querySelectorAll('[data-row]')].find((row) => row.textContent.includes('{code}'));
             if (!row) return null;
             const track = row.querySelector('[data-track]').getBoundingClientRect();
             const grid = document.querySelector('[role=grid]').getBoundingClientRect();
             const days = 56, first = Date.UTC(2026, 2, 16);
             const at = (Date.parse('{day}') - first) / 86400000;
             return [Math.round(track.left + (at + 0.5) * track.width / days), Math.round(track.top + track.height / 2)];"
        ))
        .await;
    let at = |place: usize| {
        answer[place].as_i64().unwrap_or_else(|| panic!("{code} is not on the planning: {answer}"))
    };
    (at(0), at(1))
}

async fn drag(window: &Window, from: (i64, i64), to: (i64, i64)) {
    let chain = window.driver.action_chain().move_to(from.0, from.1).click_and_hold();
    let chain = chain.move_to((from.0 + to.0) / 2, from.1).move_to(to.0 - 1, to.1).move_to(to.0, to.1);
    chain.perform().await.expect("the mouse works");
}

async fn release(window: &Window) {
    window.driver.action_chain().release().perform().await.expect("the mouse works");
    window.settled().await;
}

/// The loans of a resource, by their first day.
async fn loans_of(window: &Window, code: &str) -> Vec<Value> {
    let sheet = window.call("resource", &format!("{{ code: '{code}' }}")).await.expect("its sheet");
    sheet["coming"].as_array().cloned().unwrap_or_default()
}

async fn booked(window: &Window, code: &str, from: &str, to: &str) -> String {
    let booking = format!(
        "{{ booking: {{ borrower: 'A003', period: {{ from: '{from}', to: '{to}' }}, \
         wanted: [{{ code: '{code}', quantity: 1 }}], state: 'confirmed' }} }}"
    );
    let done = window.call("book", &booking).await.expect("a booking");
    done["value"]["number"].as_str().expect("its number").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_is_made_by_drag_and_by_keyboard_in_both_languages() {
    for words in LANGUAGES {
        let home = tempfile::tempdir().expect("a home");
        let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
        window.settled().await;
        window.resize(1440, 900).await;
        window.dress("light", words.locale).await;

        // By drag: an empty row, from Monday to Friday of the week after.
        window.go("planning").await;
        window.read(words.filters).await;
        let (from, to) =
            (place(&window, "EXP-006", "2026-04-13").await, place(&window, "EXP-006", "2026-04-24").await);
        drag(&window, from, to).await;
        window.photograph(&format!("glisser-{}", words.locale)).await;
        release(&window).await;
        let address = window.wait_for_address(|address| address.contains("reservation")).await;
        assert!(address.contains("du=2026-04-13") && address.contains("au=2026-04-24"), "{address}");
        window.write("#booking-borrower", "lycée de la côtière").await;
        window.press_first_option().await;
        window.press(words.option).await;
        window.wait_for_address(|address| address.contains("#/dossiers/")).await;
        let loans = loans_of(&window, "EXP-006").await;
        let dragged =
            |loan: &&Value| loan["planned"]["from"] == "2026-04-13" && loan["planned"]["to"] == "2026-04-24";
        assert_eq!(loans.iter().filter(dragged).count(), 1, "{loans:?}");

        let before = loans_of(&window, "EXP-010").await.len();
        // By keyboard alone: the row of another resource, N, the arrows, Enter.
        window.go("planning").await;
        window
            .ask(
                "[...document.querySelectorAll('[data-row]')].find((row) => row.textContent.includes('EXP-010')) \
                 .querySelector('[data-head]').focus(); return null",
            )
            .await;
        window.press_keys("n").await;
        for _ in 0..4 {
            window.press_keys(Key::Right + "").await;
        }
        let chain = window.driver.action_chain().key_down(Key::Shift);
        let chain = chain.send_keys(Key::Right + "").send_keys(Key::Right + "").key_up(Key::Shift);
        chain.perform().await.expect("the keyboard works");
        window.settled().await;
        window.press_keys(Key::Enter + "").await;
        let address = window.wait_for_address(|address| address.contains("reservation")).await;
        assert!(address.contains("ressource=EXP-010") && address.contains("du=2026-"), "{address}");
        window.write("#booking-borrower", "lycée de la côtière").await;
        window.press_first_option().await;
        window.press_with_control_key(Key::Enter).await;
        window.wait_for_address(|address| address.contains("#/dossiers/")).await;
        assert_eq!(loans_of(&window, "EXP-010").await.len(), before + 1);
        window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bar_moved_into_a_conflict_says_why_before_the_drop_and_stays_in_both_languages() {
    for words in LANGUAGES {
        moved_into_a_conflict(&words).await;
    }
}

/// By mouse into a conflict, to free days and back, out of the window; and by the keyboard.
async fn moved_into_a_conflict(words: &Words) {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    window.resize(1440, 900).await;
    window.dress("light", words.locale).await;
    booked(&window, "EXP-010", "2026-04-06", "2026-04-10").await;
    booked(&window, "EXP-010", "2026-04-27", "2026-04-30").await;
    let planned = async || -> Vec<String> {
        let loans = loans_of(&window, "EXP-010").await;
        loans.iter().map(|loan| loan["planned"]["from"].as_str().unwrap_or_default().to_owned()).collect()
    };
    window.go("planning").await;

    let start = place(&window, "EXP-010", "2026-04-28").await;
    drag(&window, start, place(&window, "EXP-010", "2026-04-09").await).await;
    window.settled().await;
    let told = window.ask("return document.querySelector('main').innerText").await;
    window.photograph(&format!("conflit-avant-de-relacher-{}", words.locale)).await;
    let who = window.call("borrower", "{ code: 'A003' }").await.expect("who borrows")["card"]["name"].clone();
    let who = who.as_str().expect("a name");
    let told = told.as_str().unwrap_or_default().replace('\u{a0}', " ");
    let says = told.contains(words.conflict) && told.contains(who);
    assert!(says, "“{} {who}” is not said: {told}", words.conflict);
    release(&window).await;
    assert_eq!(planned().await, ["2026-04-06", "2026-04-27"], "a refused drop moves nothing");

    // To free days, and back by the keyboard.
    drag(&window, start, place(&window, "EXP-010", "2026-04-23").await).await;
    window.settled().await;
    release(&window).await;
    assert_eq!(planned().await, ["2026-04-06", "2026-04-22"]);
    window.press_with_control('z').await;
    window.settled().await;
    assert_eq!(planned().await, ["2026-04-06", "2026-04-27"]);

    // Out of the window, or given up with Escape: nothing moves.
    let outside = (start.0 - 40, 2);
    drag(&window, start, outside).await;
    window.press_keys(Key::Escape + "").await;
    release(&window).await;
    assert_eq!(planned().await, ["2026-04-06", "2026-04-27"]);

    // The keyboard does the same: D, the arrows, Enter.
    window
        .ask(
            "const row = [...document.querySelectorAll('[data-row]')].find((row) => row.textContent.includes('EXP-010'));
             row.querySelectorAll('[data-taken]')[1].focus(); return null",
        )
        .await;
    window.press_keys("d").await;
    window.settled().await;
    window.photograph(&format!("clavier-d-{}", words.locale)).await;
    window.press_keys(Key::Right + "").await;
    window.settled().await;
    window.press_keys(Key::Enter + "").await;
    window.settled().await;
    assert_eq!(planned().await, ["2026-04-06", "2026-04-28"]);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_planning_holds_what_is_on_screen_in_both_languages() {
    for words in LANGUAGES {
        let home = tempfile::tempdir().expect("a home");
        // The window writes what is only read to its own cache.
        let cache = home.path().join("XDG_CACHE_HOME/fr.malleposte.app/documents");
        let pdf = cache.join("planning-2026-04-13-2026-07-12.pdf");
        let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
        window.settled().await;
        window.resize(1440, 900).await;
        window.dress("light", words.locale).await;
        booked(&window, "EXP-010", "2026-06-01", "2026-06-30").await;
        let who =
            window.call("borrower", "{ code: 'A003' }").await.expect("who borrows")["card"]["name"].clone();
        let title =
            window.call("resource", "{ code: 'EXP-010' }").await.expect("what is lent")["card"]["short_name"]
                .clone();
        let _ = std::fs::remove_file(&pdf);

        window.go("planning?de=2026-04-13&zoom=trimestre&reservees=1").await;
        window.press_in("[role=search]", words.print).await;
        wait_for_file(&pdf).await;
        let text = text_of(&pdf);
        for said in [
            "Planning du",
            "13 avril",
            "12 juillet 2026",
            title.as_str().expect("a title"),
            who.as_str().expect("a name"),
        ] {
            assert!(text.contains(said), "{said} is not printed:\n{text}");
        }
        // Every row of the screen is printed, and no other.
        let query = json!({ "period": { "from": "2026-04-13", "to": "2026-07-12" }, "only_booked": true });
        let shown = window.call("planning", &format!("{{ query: {query} }}")).await.expect("the planning");
        let groups = shown["groups"].as_array().into_iter().flatten();
        let mut codes: Vec<&str> = groups
            .flat_map(|group| group["rows"].as_array().into_iter().flatten())
            .filter_map(|row| row["code"].as_str())
            .collect();
        let mut printed: Vec<&str> = text.split_whitespace().filter(|word| codes.contains(word)).collect();
        codes.sort_unstable();
        printed.sort_unstable();
        printed.dedup();
        assert_eq!(printed, codes);
        let catalogue = window.call("catalogue", "{ query: {} }").await.expect("the catalogue");
        let others = catalogue["resources"].as_array().into_iter().flatten();
        let others = others.filter_map(|card| card["code"].as_str()).filter(|code| !codes.contains(code));
        for other in others {
            assert!(!text.split_whitespace().any(|word| word == other), "{other} is printed and not shown");
        }
        window.settled().await;
        let refused = window.ask("return document.querySelector('main [role=alert]')?.innerText ?? ''").await;
        assert_eq!(refused, "", "printing says nothing when it goes well");

        // Ctrl P does the same.
        std::fs::remove_file(&pdf).expect("it was there");
        window.press_with_control('p').await;
        wait_for_file(&pdf).await;
        window.close().await;
    }
}
