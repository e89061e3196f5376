//! A process that books: several at once in a race, or one that is killed in the middle of it.
//!
//! `booker race BASE TODAY` reads a line `CODE BORROWER FROM TO` for each round and answers `won NUMBER` or
//! `refused CODE`. `booker loop BASE TODAY SEED` books, confirms and cancels until it is killed, backups being made beside it, and prints
//! `booked NUMBER`, `confirmed NUMBER` or `cancelled NUMBER` only when that is on the disk.

#![allow(clippy::print_stdout, reason = "the tests read what it prints")]

use app::views::{CatalogueQuery, Move};
use app::{App, Clock};
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use std::io::{BufRead, Write, stdin, stdout};
use std::path::Path;
use stories::{Dice, booking, day};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, what, base, today, rest @ ..] = arguments.as_slice() else {
        panic!("booker race|loop BASE TODAY")
    };
    let app = App::open(Path::new(base), Clock::Fixed(day(today))).expect("the base opens");
    match what.as_str() {
        "race" => race(&app),
        "loop" => endless(&app, rest[0].parse().expect("a seed")),
        other => panic!("neither race nor loop: {other}"),
    }
}

fn say(line: &str) {
    println!("{line}");
    stdout().flush().expect("standard output");
}

fn race(app: &App) {
    say("ready");
    for round in stdin().lock().lines() {
        let round = round.expect("a round");
        let words: Vec<&str> = round.split(' ').collect();
        let [code, borrower, from, to] = words.as_slice() else { panic!("no round: {round}") };
        let asked = booking(borrower, &[(code, 1)], from, to);
        match app.book(&asked) {
            Ok(done) => say(&format!("won {}", done.value.number)),
            Err(fault) => say(&format!("refused {}", fault.code)),
        }
    }
}

fn endless(app: &App, seed: u64) {
    let mut dice = Dice::of(seed);
    let mut resources = app.catalogue(&CatalogueQuery::default()).expect("the catalogue").resources;
    resources.retain(|resource| resource.kind.travels());
    let borrowers = app.borrowers("").expect("the borrowers");
    say("ready");
    let safe = App::open(app.path(), Clock::Fixed(app.today())).expect("the base opens twice");
    std::thread::spawn(move || {
        while let Ok(_made) = safe.back_up() {
            std::thread::sleep(std::time::Duration::from_millis(30));
        }
    });
    loop {
        let from = plus_days(app.today(), dice.below(3_000) as i64);
        let mut asked = booking(
            &borrowers[dice.below(borrowers.len() as u64) as usize].code,
            &[(&resources[dice.below(resources.len() as u64) as usize].code, 1)],
            "2026-01-01",
            "2026-01-01",
        );
        asked.period = Period::starting(from, 1 + dice.below(20) as u32);
        let number = match app.book(&asked) {
            Ok(done) => done.value.number,
            Err(fault) if fault.code == "taken" => continue,
            Err(fault) => panic!("{fault}"),
        };
        say(&format!("booked {number}"));
        let (to, said) = match dice.below(4) {
            0 => (LineState::Confirmed, "confirmed"),
            1 => (LineState::Cancelled, "cancelled"),
            _ => continue,
        };
        let moved = Move::new(&number, to);
        app.move_lines(&moved).expect("a loan just booked moves on");
        say(&format!("{said} {number}"));
    }
}
