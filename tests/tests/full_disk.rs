//! A disk that fills at any place of any file: what was said to be done is done, what was not is told and left no trace,
//! and nothing that was there before is lost.
#![cfg(unix)]

use app::{App, Clock};
use std::path::Path;
use std::process::{Command, Output};
use stories::{Desk, Dice, TODAY, assert_sound, day, digest, fixture};

/// At how many places the disk fills; `MALLEPOSTE_FULL` says otherwise, for a long run.
const PLACES: u64 = 30;
/// Up to where files may grow, in pieces of 512 bytes: beyond what any of them becomes, so that some rounds succeed.
const MOST: u64 = 1_900;

fn places() -> u64 {
    std::env::var("MALLEPOSTE_FULL").ok().and_then(|places| places.parse().ok()).unwrap_or(PLACES)
}

/// Runs the command line on the base; no file may become longer than that many pieces of 512 bytes.
fn run(desk: &Desk, pieces: u64, arguments: &[&str]) -> Output {
    Command::new("sh")
        .arg("-c")
        .arg(format!("trap '' XFSZ; ulimit -f {pieces}; exec \"$0\" \"$@\""))
        .arg(env!("CARGO_BIN_EXE_malleposte-in-tests"))
        .args(["--base", &desk.base().display().to_string(), "--today", TODAY])
        .args(arguments)
        .output()
        .expect("a shell")
}

/// Whether it says that it was done; what was not is told in a sentence, with an exit code of the program's own.
fn is_done(output: &Output, arguments: &[&str]) -> bool {
    let told = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => true,
        Some(2..=4) => {
            let is_sentence = told.trim_end().ends_with(['.', '…']) && !told.contains("panicked");
            assert!(is_sentence && !told.contains("Error"), "{arguments:?}: {told}");
            false
        }
        other => panic!("{arguments:?} ended with {other:?}: {told}"),
    }
}

fn is_whole_pdf(file: &Path) -> bool {
    let bytes = std::fs::read(file).expect("the file is there");
    bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF")
}

#[test]
fn wherever_the_disk_fills_nothing_said_to_be_done_is_lost_and_nothing_there_before_is_destroyed() {
    let first = Desk::with("altec-2024");
    let mut dice = Dice::of(0x66_75_6c_6c);
    let (mut done, mut refused) = (0, 0);
    for place in 0..places() {
        let pieces = 1 + dice.below(MOST);
        let desk = Desk::default();
        std::fs::copy(first.base(), desk.base()).expect("a copy");
        std::fs::write(desk.path("convention.pdf"), b"the one of before").expect("a file");
        let import = fixture("altec-2024").display().to_string();
        let agreement = desk.path("convention.pdf").display().to_string();
        let copy = desk.path("copie.db").display().to_string();
        let from = format!("2026-03-{:02}", 9 + place % 10);
        let steps: [&[&str]; 6] = [
            &["book", "--resource", "EXP-ABL", "--borrower", "A003", "--from", &from, "--to", "2026-03-20"],
            &["backup"],
            &[
                "hold",
                "--resource",
                "EXP-ILL",
                "--from",
                "2026-04-01",
                "--to",
                "2026-04-10",
                "--label",
                "à réparer",
            ],
            &["agreement", "2026-001", "--out", &agreement],
            &["backup", "--out", &copy],
            &["import", "register", &import],
        ];
        for arguments in steps {
            let before = digest(&desk.open());
            let output = run(&desk, pieces, arguments);
            let is_done = is_done(&output, arguments);
            if is_done {
                done += 1;
            } else {
                refused += 1;
            }
            let app = desk.open();
            assert_sound(&app);
            let after = digest(&app);
            match arguments[0] {
                "book" | "hold" => {
                    assert_eq!(after != before, is_done, "{arguments:?} at {pieces}: {output:?}");
                }
                _ => assert!(after == before, "{arguments:?} at {pieces}"),
            }
            match arguments[0] {
                "agreement" if is_done => assert!(is_whole_pdf(Path::new(&agreement)), "at {pieces}"),
                "agreement" => {
                    let kept = std::fs::read(&agreement).expect("it is still there");
                    assert_eq!(kept, b"the one of before", "at {pieces}");
                }
                "backup" if arguments.len() > 1 && !is_done => assert!(!Path::new(&copy).exists()),
                _ => {}
            }
        }
        // What bears the name of a backup is one.
        for backup in app::backups(&desk.base()) {
            let read = App::open(Path::new(&backup.path), Clock::Fixed(day(TODAY))).expect("a backup opens");
            assert_sound(&read);
        }
    }
    assert!(done > places() && refused > places(), "{done} were done and {refused} refused");
}
