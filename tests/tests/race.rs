//! Several programs on one base: of those that want the same thing, one gets it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use stories::{Desk, TODAY, assert_sound, day};

const PROCESSES: usize = 8;
const ROUNDS: usize = 500;
const CODES: [&str; 5] = ["EXP-ILL", "EXP-ABL", "EXP-ABC", "MAL-TAR", "MAL-ENE"];

/// A process that books when it is told to.
struct Booker {
    child: Child,
    tell: ChildStdin,
    hear: BufReader<ChildStdout>,
}

impl Booker {
    fn start(desk: &Desk) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_booker"))
            .arg("race")
            .arg(desk.base())
            .arg(TODAY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let tell = child.stdin.take().expect("its input");
        let hear = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, tell, hear }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.hear.read_line(&mut line).expect("an answer");
        line.trim().to_owned()
    }
}

#[test]
fn eight_processes_want_the_same_resource_and_days_500_times_and_one_gets_it_each_time() {
    let desk = Desk::with("altec-2024");
    let mut bookers: Vec<Booker> = (0..PROCESSES).map(|_| Booker::start(&desk)).collect();
    for booker in &mut bookers {
        assert_eq!(booker.line(), "ready");
    }
    let mut winners = [0; PROCESSES];
    for round in 0..ROUNDS {
        let from = domain::interval::plus_days(day(TODAY), (round / CODES.len()) as i64 * 7);
        let to = domain::interval::plus_days(from, 4);
        for (place, booker) in bookers.iter_mut().enumerate() {
            let told = writeln!(booker.tell, "{} A00{} {from} {to}", CODES[round % CODES.len()], place + 1);
            told.expect("the process listens");
        }
        let answers: Vec<String> = bookers.iter_mut().map(Booker::line).collect();
        let won: Vec<usize> = (0..PROCESSES).filter(|place| answers[*place].starts_with("won ")).collect();
        assert_eq!(won.len(), 1, "round {round}: {answers:?}");
        assert_eq!(
            answers.iter().filter(|answer| *answer == "refused taken").count(),
            PROCESSES - 1,
            "{answers:?}"
        );
        winners[won[0]] += 1;
    }
    for booker in bookers {
        let Booker { mut child, tell, hear: _hear } = booker;
        drop(tell);
        assert!(child.wait().expect("it ends").success());
    }
    assert!(winners.iter().filter(|won| **won > 0).count() > 1, "no race at all: {winners:?}");

    let app = desk.open();
    assert_sound(&app);
    let mut numbers: Vec<String> = app
        .inspect(|c| store::line::latest(c, u32::MAX))
        .unwrap()
        .into_iter()
        .map(|named| named.number)
        .filter(|n| n.starts_with("2026-"))
        .collect();
    numbers.sort();
    let expected: Vec<String> = (1..=ROUNDS).map(|n| format!("2026-{n:03}")).collect();
    assert_eq!(numbers, expected, "every number once, none left out");
    assert_eq!(app.journal(1_000).unwrap().len(), ROUNDS + 1);
}

#[test]
fn eight_command_lines_started_at_once_give_one_loan_and_seven_refusals() {
    let desk = Desk::with("altec-2024");
    for round in 0..12 {
        let from = domain::interval::plus_days(day(TODAY), round * 7);
        let started: Vec<Child> = (1..=PROCESSES)
            .map(|place| {
                Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
                    .arg("--base")
                    .arg(desk.base())
                    .args([
                        "--today",
                        TODAY,
                        "book",
                        "--resource",
                        "EXP-ILL",
                        "--borrower",
                        &format!("A00{place}"),
                    ])
                    .args(["--from", &from.to_string(), "--to", &from.to_string()])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .expect("a command line")
            })
            .collect();
        let mut codes: Vec<i32> = started
            .into_iter()
            .map(|mut child| child.wait().expect("it ends").code().expect("an exit code"))
            .collect();
        codes.sort_unstable();
        assert_eq!(codes, [0, 3, 3, 3, 3, 3, 3, 3], "round {round}");
    }
    assert_sound(&desk.open());
}
