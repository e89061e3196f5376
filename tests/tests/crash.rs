//! A program killed in the middle of its writes: what it had confirmed is there, and the base is whole.

use app::generate::{self, Size};
use app::{App, Clock};
use domain::loan::LineState;
use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use stories::{Desk, Dice, TODAY, assert_sound, day};

/// How many times it is killed; `MALLEPOSTE_KILLS` says otherwise, for a long run.
const KILLS: u64 = 200;

fn kills() -> u64 {
    std::env::var("MALLEPOSTE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

/// What has the name of a backup is one: whole, sound, and with all that it could hold.
fn backups_are_whole(desk: &Desk) -> usize {
    let backups = app::backups(&desk.base());
    for backup in &backups {
        assert!(backup.counts.is_some(), "{} cannot be read", backup.path);
        let copy = desk.path("copie.db");
        std::fs::copy(&backup.path, &copy).expect("a copy");
        let opened = App::open(&copy, Clock::Fixed(day(TODAY))).expect("a backup opens");
        assert_sound(&opened);
        drop(opened);
        std::fs::remove_file(&copy).expect("the copy goes");
    }
    backups.len()
}

/// How far the killed program said it had come with a loan.
fn at_least(app: &App, number: &str, said: &str) {
    let loan = app.loan(number).unwrap_or_else(|fault| panic!("{number} was {said}: {fault}"));
    let state = loan.state;
    let fits = match said {
        // A move may have been written and not yet told.
        "booked" => matches!(state, LineState::Option | LineState::Confirmed | LineState::Cancelled),
        "confirmed" => state == LineState::Confirmed,
        "cancelled" => state == LineState::Cancelled,
        other => panic!("{other}"),
    };
    assert!(fits, "{number} was {said} and is {state:?}");
}

#[test]
fn killed_200_times_in_the_middle_of_its_writes_it_loses_nothing_that_it_said_was_done() {
    let desk = Desk::default();
    let size = Size { resources: 60, bookings: 200, years: 3, seed: 1 };
    drop(generate::create(&desk.base(), Clock::Fixed(day(TODAY)), size).expect("a base"));
    let mut dice = Dice::of(0x6b69_6c6c);
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let mut interrupted = 0;
    let mut backups = 0;
    for kill in 0..kills() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_booker"))
            .arg("loop")
            .arg(desk.base())
            .args([TODAY, &kill.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut ready = String::new();
        output.read_line(&mut ready).expect("it begins");
        assert_eq!(ready.trim(), "ready");
        let reader =
            std::thread::spawn(move || output.lines().map_while(Result::ok).collect::<Vec<String>>());
        // The moment of a crash is chosen by chance; nothing here waits for anything to be done.
        std::thread::sleep(Duration::from_micros(dice.below(150_000)));
        assert!(child.try_wait().expect("its state").is_none(), "it ended before it was killed");
        child.kill().expect("SIGKILL");
        child.wait().expect("it is dead");
        let lines = reader.join().expect("what it said");
        interrupted += u64::from(!lines.is_empty());

        let app = desk.open();
        let fresh: HashMap<&str, &str> = lines
            .iter()
            .filter_map(|line| line.split_once(' '))
            .map(|(what, number)| (number, what))
            .collect();
        for (number, what) in fresh {
            at_least(&app, number, what);
            said.insert(number.to_owned(), what.to_owned());
        }
        assert_sound(&app);
        // Those of this round; they are taken away, so that the next round is as quick.
        backups += backups_are_whole(&desk);
        for backup in app::backups(&desk.base()) {
            std::fs::remove_file(backup.path).expect("a backup goes");
        }
    }
    assert!(backups > 0, "no backup was made in all that time");
    assert!(interrupted > kills() / 2, "only {interrupted} processes had begun to write");
    let app = desk.open();
    for (number, what) in &said {
        at_least(&app, number, what);
    }
    assert!(said.len() > 200, "only {} bookings were made", said.len());
}
