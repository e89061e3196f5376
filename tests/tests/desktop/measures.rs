//! Times in the release build, on the demonstration base and on a generated one of 3 000 resources: `cargo xtask measure`.
//! Nothing is asserted but that it could be measured: what the figures mean depends on the machine, and is read.
#![allow(clippy::print_stdout, reason = "what is measured is what is printed")]

use std::path::Path;
use std::time::{Duration, Instant};

use crate::screens::{Names, SCREENS, TODAY, Way};
use crate::window::Window;

/// From the change of address to the first frame that shows the answer of the new screen, milliseconds.
const CLICK_TO_PAINTED: &str = "
    const [address, asks, done] = arguments;
    const main = document.querySelector('main');
    const title = main.querySelector('h1')?.textContent;
    const before = main.innerHTML.length;
    const start = performance.now();
    performance.clearMarks('answered');
    location.hash = address;
    const look = () => {
        const marked = asks
            ? performance.getEntriesByName('answered').length > 0
            : document.querySelector('main h1')?.textContent !== title;
        if (marked || performance.now() - start > 3000) {
            requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => done(performance.now() - start);
                channel.port2.postMessage(before);
            });
        } else requestAnimationFrame(look);
    };
    look();";

/// The longest and the median time between two frames while something is done at each of them, milliseconds. At its end
/// the planning is scrolled back: every frame has something to draw, however short it is.
const FRAMES: &str = "
    const [what, done] = arguments;
    const grid = document.querySelector('[role=grid]');
    const frames = [];
    let last = performance.now();
    let at = 0;
    const row = grid?.querySelectorAll('[data-row]')[2];
    const track = row?.querySelector('[data-track]');
    const box = track?.getBoundingClientRect();
    const point = (type, x) => track.dispatchEvent(new PointerEvent(type, {
        bubbles: true, pointerId: 1, isPrimary: true, button: 0, buttons: type === 'pointerup' ? 0 : 1,
        clientX: x, clientY: box.top + box.height / 2 }));
    if (what === 'drag') point('pointerdown', box.left + 40);
    const step = (now) => {
        frames.push(now - last);
        last = now;
        at += 1;
        if (what === 'scroll') {
            const room = grid.scrollHeight - grid.clientHeight;
            const way = (at * 60) % (2 * room);
            grid.scrollTop = way > room ? 2 * room - way : way;
        }
        if (what === 'drag') point('pointermove', box.left + 40 + at * 6);
        if (at < 90) requestAnimationFrame(step);
        else {
            if (what === 'drag') document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
            const sorted = frames.slice(2).sort((a, b) => a - b);
            done({ longest: sorted.at(-1), median: sorted[Math.floor(sorted.length / 2)] });
        }
    };
    requestAnimationFrame(step);";

/// Screens that are there without an answer of the program.
const ASKS_NOTHING: [&str; 2] = ["reservation", "aide"];

const DEMONSTRATION: &str = "demonstration";
/// Resources that only the demonstration has.
const OF_DEMONSTRATION: [&str; 2] = ["MAL-03", "ENS-LAB"];

/// The planning over the eight weeks that SPEC §13 speaks of.
const EIGHT_WEEKS: &str = "planning?zoom=deux-mois";

fn report(what: &str, milliseconds: f64) {
    println!("  {what:<46} {milliseconds:>8.0} ms");
}

async fn click(window: &Window, address: &str) -> f64 {
    let asks = !ASKS_NOTHING.iter().any(|screen| address.starts_with(screen));
    let answer = window
        .driver
        .execute_async(
            CLICK_TO_PAINTED,
            vec![serde_json::json!(format!("#/{address}")), serde_json::json!(asks)],
        )
        .await
        .expect("the page measures");
    answer.json().as_f64().expect("milliseconds")
}

async fn frames(window: &Window, what: &str) {
    let answer =
        window.driver.execute_async(FRAMES, vec![serde_json::json!(what)]).await.expect("the page measures");
    let answer = answer.json();
    let of = |name: &str| answer[name].as_f64().unwrap_or(f64::NAN);
    println!("  frames, {what:<38} {:>8.0} ms longest, {:.0} ms median", of("longest"), of("median"));
}

async fn measure(name: &str, home: &Path, arguments: &[&str]) {
    println!("{name}");
    let start = Instant::now();
    let window = Window::open_to_measure(home, arguments).await;
    let driver = start.elapsed();
    window.settled().await;
    // The page's own clock counts from the moment that the window asked for it.
    let usable = window
        .ask("return performance.getEntriesByName('answered')[0]?.startTime ?? NaN")
        .await
        .as_f64()
        .unwrap_or(f64::NAN);
    report("window open, through its driver", driver.as_secs_f64() * 1000.0);
    report("page begun to answers on screen", usable);
    window.resize(1440, 900).await;
    let names = Names::of(&window).await;
    for screen in SCREENS {
        if let Way::Address(address) = screen.way
            && !address.contains("propos")
            && !address.contains("importer")
            && (name == DEMONSTRATION || !OF_DEMONSTRATION.iter().any(|code| address.contains(code)))
        {
            let address = names.put_into(address);
            let elsewhere = if address == "aide" { "reglages" } else { "aide" };
            window.go(elsewhere).await;
            let first = click(&window, &address).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            window.go(elsewhere).await;
            let again = click(&window, &address).await;
            println!("  {:<46} {first:>8.0} ms, again {again:.0} ms", screen.name);
        }
    }
    window.go("aide").await;
    let rows = "return document.querySelector('[role=grid]').getAttribute('aria-rowcount')";
    let first = click(&window, EIGHT_WEEKS).await;
    println!("  planning, eight weeks of {} rows {first:>27.0} ms", window.ask(rows).await);
    window.go("aide").await;
    frames(&window, "nothing").await;
    window.go("planning").await;
    frames(&window, "scroll").await;
    window.go("planning").await;
    window.ask("document.querySelector('[role=grid]').scrollTop = 0; return null").await;
    window.settled().await;
    frames(&window, "drag").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints times of the release build: cargo xtask measure"]
async fn the_window_is_timed_on_both_bases() {
    let home = tempfile::tempdir().expect("a home");
    measure(DEMONSTRATION, home.path(), &["--demo", "--today", TODAY]).await;

    let clock = app::Clock::Fixed(TODAY.parse().expect("a day"));
    for (name, resources, bookings) in [
        ("300 resources, 20 000 bookings", 300, 20_000),
        ("3 000 resources, 200 000 bookings", 3_000, 200_000),
    ] {
        let base = home.path().join(format!("{resources}.db"));
        let path = base.display().to_string();
        let size = app::generate::Size { resources, bookings, years: 10, seed: 1 };
        drop(app::generate::create(&base, clock, size).expect("a generated base"));
        measure(name, home.path(), &["--base", &path, "--today", TODAY]).await;
    }
}
