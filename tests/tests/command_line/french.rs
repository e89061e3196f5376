//! French to the end: help, wrong use, days, and a reader that goes away.

use crate::{BOOK, Ran, on, run};
use std::process::{Command, Stdio};
use stories::{Desk, TODAY};

/// Words that clap says by itself.
const ENGLISH: [&str; 24] = [
    "Usage",
    "Commands:",
    "Arguments:",
    "Options:",
    "Print",
    "help of",
    "subcommand",
    "default",
    "possible values",
    "alias",
    "COMMAND]",
    "COMMAND>",
    "error:",
    "tip:",
    "For more",
    "required",
    "unexpected",
    "invalid",
    "provided",
    "cannot be",
    "similar",
    "exists",
    "found",
    "supplied",
];

fn assert_french(ran: &Ran, what: &[&str]) {
    for text in [&ran.out, &ran.err] {
        for word in ENGLISH {
            assert!(!text.contains(word), "« {word} » of {what:?} in\n{text}");
        }
    }
}

/// The commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| !line.starts_with("Commandes")).skip(1);
    let names = listed.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn walk(desk: &Desk, path: &[String], seen: &mut Vec<String>) {
    let words: Vec<&str> = path.iter().map(String::as_str).collect();
    let long = run(desk, &[&words[..], &["--help"]].concat()).done();
    let short = run(desk, &[&words[..], &["-h"]].concat()).done();
    let asked = run(desk, &[&["help"], &words[..]].concat()).done();
    for help in [&long, &short, &asked] {
        assert_french(help, &words);
        assert!(help.out.contains("Utilisation"), "{words:?}: {}", help.out);
        assert!(help.out.contains("Affiche cette aide"), "{words:?}: {}", help.out);
    }
    let below = commands(&long.out);
    assert!(!below.is_empty() || long.out.contains("Exemple : malleposte "), "{words:?}: {}", long.out);
    for name in below {
        seen.push(name.clone());
        walk(desk, &[path, &[name]].concat(), seen);
    }
}

#[test]
fn every_help_is_in_french_with_an_example() {
    let desk = Desk::default();
    let mut seen = Vec::new();
    walk(&desk, &[], &mut seen);
    for command in [
        "reschedule",
        "hold",
        "holds",
        "release",
        "refuse",
        "settings",
        "merge",
        "resource",
        "borrowers",
        "borrower",
        "loans",
        "form",
        "register",
    ] {
        assert!(seen.iter().any(|name| name == command), "{command} in {seen:?}");
    }
    assert_french(&run(&desk, &["--version"]).done(), &["--version"]);
    let free = run(&desk, &["free", "--help"]).done().out.replace('\u{a0}', " ");
    assert!(!free.contains("true, false"), "a flag takes no value: {free}");
    assert!(free.contains("[par défaut : 1]") && free.contains("[valeurs possibles : exhibition"), "{free}");
}

#[test]
fn every_wrong_use_is_told_in_french_and_exits_2() {
    let desk = Desk::with("altec-2024");
    let days = ["--from", "2026-03-09", "--to", "2026-03-20"];
    for (arguments, code, said) in [
        (vec!["prêter"], "command_unknown", "« prêter » n’est pas une commande"),
        (vec!["bok"], "command_unknown", "Vouliez-vous dire"),
        (vec!["help", "bok"], "command_unknown", "« bok » n’est pas une commande"),
        (vec!["--nope"], "argument_unknown", "« --nope » n’a pas sa place ici"),
        (vec!["out", "--onn", "2026-03-09"], "argument_unknown", "Vouliez-vous dire --on ?"),
        (vec!["check", "2026-001"], "argument_unknown", "« 2026-001 » n’a pas sa place ici"),
        (vec!["book", "--resource", "EXP-ILL"], "arguments_missing", "Il manque : --borrower <CODE>"),
        (vec!["loan"], "arguments_missing", "Il manque : <NUMÉRO>"),
        (vec!["stats"], "arguments_missing", "--year"),
        (vec!["resources", "--kind", "fusée"], "argument_value", "« fusée » ne convient pas pour --kind"),
        (vec!["resources", "--kind", "mallle"], "argument_value", "Vouliez-vous dire malle ?"),
        (vec!["resources", "--kind"], "argument_without_value", "--kind <GENRE> attend une valeur"),
        (
            vec!["journal", "--limit", "dix"],
            "argument_number",
            "« dix » ne convient pas pour --limit <N> : un nombre",
        ),
        (vec!["journal", "--limit", "99999999999"], "argument_number", "un nombre entier est attendu"),
        (vec!["journal", "--limit=1", "--limit=2"], "argument_twice", "--limit <N> ne se donne qu’une fois"),
        (
            [&["stats", "--year", "2026"], &days[..]].concat(),
            "arguments_conflict",
            "--year <ANNÉE> ne va pas avec --from",
        ),
        (vec!["check", "--json=oui"], "argument_values_many", "« oui » est de trop pour --json"),
        (vec!["out", "--on", "hier"], "date_unreadable", "« hier » n’est pas une date"),
        (vec!["stats", "--year", "MMXXVI"], "year_unreadable", "« MMXXVI » n’est pas une année"),
        (vec!["release", "12"], "hold_unknown", "n’existe plus"),
    ] {
        let plain = run(&desk, &arguments);
        assert_eq!(plain.code, 2, "{arguments:?} {plain:?}");
        assert!(plain.said().contains(said), "{arguments:?}: {}", plain.err);
        assert_french(&plain, &arguments);
        let told = run(&desk, &[&["--json"], &arguments[..]].concat());
        assert_eq!(told.code, 2, "{arguments:?}");
        assert_eq!(told.json()["error"]["code"], code, "{arguments:?}: {told:?}");
        assert_french(&told, &arguments);
    }
    for without in [&["import"][..], &["questionnaires"], &["merge"], &[]] {
        let ran = run(&desk, without);
        assert_eq!(ran.code, 2, "{without:?}");
        assert!(ran.err.contains("Utilisation"), "{without:?}: {}", ran.err);
        assert_french(&ran, without);
        let told = run(&desk, &[&["--json"], without].concat()).json();
        assert_eq!(told["error"]["code"], "command_missing", "{without:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused_in_french() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let ran = Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
        .args([OsStr::new("loan"), OsStr::from_bytes(b"2026-\xe9")])
        .output()
        .expect("the command line runs");
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8(ran.stderr).expect("UTF-8");
    assert!(said.contains("n’est pas un texte lisible"), "{said}");
}

#[test]
fn a_year_of_two_digits_is_of_this_century_and_the_first_century_is_refused() {
    let desk = Desk::with("altec-2024");
    run(&desk, &BOOK).done();
    let free = |from, to| {
        run(&desk, &["free", "--json", "--resource", "EXP-ILL", "--from", from, "--to", to]).done().json()
    };
    assert_eq!(free("9/3/26", "20.03.26"), free("2026-03-09", "2026-03-20"));
    assert_eq!(free("9/3/26", "20-3-2026")[0]["free"], false);
    let stats = run(&desk, &["stats", "--json", "--from", "01/01/26", "--to", "31/12/26"]).done().json();
    assert_eq!((&stats["from"], &stats["to"]), (&"2026-01-01".into(), &"2026-12-31".into()));
    assert_eq!(run(&desk, &["stats", "--json", "--year", "26"]).done().json(), stats);
    for arguments in [
        ["out", "--on", "0026-06-05"],
        ["depart", "2026-001", "--on=01/01/1899"],
        ["stats", "--year", "2200"],
        ["stats", "--year", "1899"],
    ] {
        let ran = run(&desk, &arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.said().contains("entrez une année de 1900 à 2199"), "{arguments:?}: {}", ran.err);
    }
    for command in [&["stats"][..], &["questionnaires", "pending"], &["free"], &["report", "--out", "b.pdf"]]
    {
        let ran = run(&desk, &[command, &["--from", "20/03/26", "--to", "09/03/26"]].concat());
        assert_eq!(ran.code, 2, "{command:?}");
        assert!(ran.said().contains("est avant le début"), "{command:?}: {}", ran.err);
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_answer_quietly() {
    let desk = Desk::default();
    run(&desk, &["generate", "--resources", "2000", "--bookings", "10"]).done();
    for command in [&["resources"][..], &["resources", "--json"], &["nope"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
            .arg("--base")
            .arg(desk.base())
            .args(["--today", TODAY])
            .args(command)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command line runs");
        drop(child.stdout.take());
        if command == ["nope"] {
            drop(child.stderr.take());
        }
        let ran = child.wait_with_output().expect("it ends");
        let said = String::from_utf8(ran.stderr).expect("UTF-8");
        assert_eq!(ran.status.code(), Some(if command == ["nope"] { 2 } else { 0 }), "{command:?} {said}");
        assert_eq!(said, "", "{command:?}");
    }
    assert_eq!(on(&desk.base(), &["check"]).done().code, 0);
}
