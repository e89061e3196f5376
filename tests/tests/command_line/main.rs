//! `malleposte` as a process: its exit codes, its JSON, its sentences.

mod french;
mod use_cases;

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use stories::{Desk, TODAY, content, digest, fixture};

/// What a run left.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Its sentences, with plain spaces for those that French typography wants unbreakable.
    fn said(&self) -> String {
        self.err.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// The answer of a run that went well; what it tells besides is only what a person should know, such as a closed day.
    fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        assert!(self.err.lines().all(|line| line.starts_with("Attention")), "{self:?}");
        self
    }
}

/// Runs the command line on a base, on the day of the stories.
fn on(base: &Path, arguments: &[&str]) -> Ran {
    let ran = Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
        .arg("--base")
        .arg(base)
        .args(["--today", TODAY, "--as", "Ève"])
        .args(arguments)
        .output()
        .expect("the command line runs");
    Ran {
        code: ran.status.code().expect("an exit code"),
        out: String::from_utf8(ran.stdout).expect("UTF-8"),
        err: String::from_utf8(ran.stderr).expect("UTF-8"),
    }
}

fn run(desk: &Desk, arguments: &[&str]) -> Ran {
    on(&desk.base(), arguments)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn assert_has(value: &Value, wanted: &[&str]) {
    let there = keys(value);
    assert!(wanted.iter().all(|key| there.contains(key)), "{wanted:?} in {there:?}");
}

const BOOK: [&str; 9] =
    ["book", "--resource", "EXP-ILL", "--borrower", "A003", "--from", "2026-03-09", "--to", "2026-03-20"];

#[test]
fn the_session_of_the_issue_runs_as_it_says() {
    let desk = Desk::default();
    run(&desk, &["init"]).done();
    assert_eq!(run(&desk, &["init"]).code, 4, "what is there is not overwritten");

    let register = fixture("registre-2023");
    let register = register.to_str().expect("a path");
    let dry = run(&desk, &["--json", "import", "register", register, "--dry-run"]).done().json();
    assert_eq!(dry["added"]["resources"], 88);
    assert_eq!(run(&desk, &["resources", "--json"]).done().json().as_array().map(Vec::len), Some(0));
    let told = run(&desk, &["--json", "import", "register", register]).done().json();
    assert_has(&told, &["added", "problems"]);
    let added = &told["added"];
    assert_eq!((&added["resources"], &added["borrowers"]), (&88.into(), &97.into()));
    assert_eq!((&added["lines"], &added["cancelled"]), (&127.into(), &18.into()));
    assert_eq!((&added["questionnaires"], &told["problems"]), (&81.into(), &Value::Array(vec![])));
    let workbook = fixture("registre-2023/registre-2023.xlsx");
    let again =
        run(&desk, &["--json", "import", "register", workbook.to_str().expect("a path")]).done().json();
    assert!(again["added"].as_object().expect("counts").values().all(|count| *count == 0), "{again}");
    let altec = fixture("altec-2024");
    run(&desk, &["import", "register", altec.to_str().expect("a path")]).done();

    let booked = run(&desk, &[&BOOK[..], &["--json"]].concat()).done().json();
    assert_eq!(booked["number"], "2026-001");
    assert_eq!(booked["state"], "option");

    let refused = run(&desk, &[&BOOK[..], &["--json"]].concat());
    assert_eq!(refused.code, 3);
    assert!(
        refused.err.contains("Illusions d'optique") && refused.err.contains("n’est pas libre"),
        "{}",
        refused.err
    );
    let told = refused.json();
    assert_has(&told["conflicts"][0], &["number", "from", "to", "state", "quantity", "reason"]);
    assert_eq!(told["conflicts"][0]["number"], "2026-001");
    assert_eq!(told["conflicts"][0]["state"], "option");
    assert!(told["conflicts"][0]["reason"].as_str().is_some_and(|reason| reason.contains(' ')));
    let plain = run(&desk, &BOOK);
    assert!(plain.err.contains("dossier 2026-001"), "{}", plain.err);
    let alternatives = told["alternatives"].as_array().expect("alternatives").clone();
    assert!(!alternatives.is_empty());
    for alternative in alternatives {
        assert_eq!(keys(&alternative), ["from", "to"]);
        let (from, to) =
            (alternative["from"].as_str().expect("a day"), alternative["to"].as_str().expect("a day"));
        run(&desk, &["book", "--resource", "EXP-ILL", "--borrower", "A009", "--from", from, "--to", to])
            .done();
    }

    assert_eq!(run(&desk, &["confirm", "2026-001", "--json"]).done().json()["state"], "confirmed");
    run(&desk, &["depart", "2026-001", "--on", "2026-03-02"]).done();
    let out = run(&desk, &["out", "--json", "--on", "2026-03-25"]).done().json();
    assert_eq!(
        keys(&out[0]),
        ["number", "code", "title", "quantity", "borrower", "venue", "departed", "due", "late_days"]
    );
    assert_eq!((&out[0]["late_days"], &out[0]["due"]), (&5.into(), &"2026-03-20".into()));

    let pdf = desk.path("convention.pdf");
    run(&desk, &["agreement", "2026-001", "--out", pdf.to_str().expect("a path")]).done();
    let once = std::fs::read(&pdf).expect("the agreement");
    assert!(once.starts_with(b"%PDF-"));
    run(&desk, &["agreement", "2026-001", "--out", pdf.to_str().expect("a path")]).done();
    assert!(std::fs::read(&pdf).expect("the agreement") == once, "the same bytes again");

    run(&desk, &["return", "2026-001"]).done();
    run(&desk, &["close", "2026-001"]).done();
    assert_eq!(run(&desk, &["loan", "2026-001", "--json"]).done().json()["state"], "closed");
    let undone = run(&desk, &["undo", "--json"]).done().json();
    assert_eq!(undone["code"], "closed");
    let journal = run(&desk, &["journal", "--json"]).done().json();
    assert_eq!((&journal[0]["by"], &journal[0]["undoes"]), (&"Ève".into(), &undone["entry"]));
    let checked = run(&desk, &["check", "--json"]).done().json();
    assert_eq!((&checked["clean"], &checked["errors"]), (&true.into(), &Value::Array(vec![])));
    assert!(run(&desk, &["check"]).done().out.contains("saine"));
}

#[test]
fn free_answers_for_one_resource_one_kind_and_the_whole_catalogue() {
    let desk = Desk::with("altec-2024");
    run(&desk, &BOOK).done();
    let days = ["--from", "09/03/2026", "--to", "2026-03-20", "--json"];
    let one = run(&desk, &[&["free", "--resource", "EXP-ILL"], &days[..]].concat()).done().json();
    assert_eq!(one.as_array().map(Vec::len), Some(1));
    assert_eq!(keys(&one[0]), ["code", "title", "free", "available", "if_back", "conflicts", "alternatives"]);
    assert_eq!((&one[0]["free"], &one[0]["available"]), (&false.into(), &0.into()));
    assert_has(&one[0]["conflicts"][0], &["number", "from", "to", "state", "quantity", "reason"]);
    assert_eq!(keys(&one[0]["alternatives"][0]), ["from", "to"]);

    let all = run(&desk, &[&["free"], &days[..]].concat()).done().json();
    assert_eq!(all.as_array().map(Vec::len), Some(18));
    let malles = run(&desk, &[&["free", "--kind", "malle"], &days[..]].concat()).done().json();
    assert_eq!(malles.as_array().map(Vec::len), Some(3));
    let laptops = run(&desk, &[&["free", "--resource", "MAT-ORD", "--quantity", "22"], &days[..]].concat())
        .done()
        .json();
    assert_eq!((&laptops[0]["free"], &laptops[0]["available"]), (&false.into(), &21.into()));
    let lab = run(&desk, &["resources", "--json", "--search", "labo itinérant"]).done().json();
    assert_eq!(lab[0]["code"], "ENS-LAB");
    assert_eq!(
        run(&desk, &["resources", "--json", "--kind", "machine"]).done().json().as_array().map(Vec::len),
        Some(5)
    );
}

#[test]
fn each_bad_input_gets_its_french_sentence_and_leaves_the_base_as_it_was() {
    let desk = Desk::with("altec-2024");
    let bytes = std::fs::read(desk.base()).expect("the base");
    let before = digest(&desk.open());
    let book = |resource, borrower, from, to, more: &[&'static str]| -> Vec<&'static str> {
        let mut arguments =
            vec!["book", "--resource", resource, "--borrower", borrower, "--from", from, "--to", to];
        arguments.extend(more);
        arguments
    };
    let long: &'static str = Box::leak("x".repeat(301).into_boxed_str());
    for (arguments, code, field, said) in [
        (
            book("EXP-ILL", "A003", "2026-03-20", "2026-03-09", &[]),
            2,
            "to",
            "est avant le début (ven. 20 mars 2026)",
        ),
        (vec!["free", "--from", "2026-03-20", "--to", "2026-03-09"], 2, "to", "est avant le début"),
        (book("EXP-XXX", "A003", "2026-03-09", "2026-03-20", &[]), 2, "resource", "« EXP-XXX »"),
        (book("EXP-ILL", "Z999", "2026-03-09", "2026-03-20", &[]), 2, "borrower", "« Z999 »"),
        (
            vec!["free", "--resource", "EXP-XXX", "--from", "2026-03-09", "--to", "2026-03-20"],
            2,
            "resource",
            "« EXP-XXX »",
        ),
        (vec!["loan", "2026-999"], 2, "number", "2026-999"),
        (vec!["depart", "2026-999"], 2, "number", "2026-999"),
        (
            book("MAT-ORD", "A003", "2026-03-09", "2026-03-20", &["--quantity", "22"]),
            2,
            "quantity",
            "22 demandés, il n’y en a que 21",
        ),
        (
            book("MAT-ORD", "A003", "2026-03-09", "2026-03-20", &["--quantity", "0"]),
            2,
            "quantity",
            "au moins 1",
        ),
        (
            book("EXP-ILL", "A003", "2026-02-30", "2026-03-20", &[]),
            2,
            "from",
            "« 2026-02-30 » n’est pas une date",
        ),
        (
            book("EXP-ILL", "A003", "2026-03-09", "31/06/2026", &[]),
            2,
            "to",
            "« 31/06/2026 » n’est pas une date",
        ),
        (vec!["out", "--on", "hier"], 2, "on", "« hier » n’est pas une date"),
        (vec!["--today", "2024-05-06"], 2, "from", "le départ du lun. 13 mai 2024 est avant"),
        (vec!["cancel", "2024-001", "--reason", long], 3, "", "ne peut pas passer"),
        (vec!["confirm", "2024-001"], 3, "", "ne peut pas passer"),
        (vec!["undo", "--entry", "99"], 2, "", "n’est pas dans le journal"),
        (vec!["import", "register", "nulle-part"], 2, "path", "nulle-part"),
    ] {
        // A departure before the acquisition takes a day before today's: it is asked on a day of 2024.
        let arguments = if arguments[0] == "--today" {
            vec![
                "book",
                "--resource",
                "EXP-MED",
                "--borrower",
                "A003",
                "--from",
                "2024-05-13",
                "--to",
                "2024-05-17",
            ]
        } else {
            arguments
        };
        let early = arguments.contains(&"EXP-MED");
        let ran = if early {
            early_run(&desk, &arguments)
        } else {
            run(&desk, &[&arguments[..], &["--json"]].concat())
        };
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert!(ran.said().contains(said), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.json()["error"]["field"].as_str().unwrap_or_default(), field, "{arguments:?}");
        assert!(std::fs::read(desk.base()).expect("the base") == bytes, "{arguments:?} changed the file");
    }
    assert_eq!(digest(&desk.open()), before);
}

fn early_run(desk: &Desk, arguments: &[&str]) -> Ran {
    let ran = Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
        .arg("--base")
        .arg(desk.base())
        .args(["--today", "2024-05-06", "--json"])
        .args(arguments)
        .output()
        .expect("the command line runs");
    Ran {
        code: ran.status.code().expect("an exit code"),
        out: String::from_utf8(ran.stdout).expect("UTF-8"),
        err: String::from_utf8(ran.stderr).expect("UTF-8"),
    }
}

#[test]
fn a_reason_over_its_limit_is_refused_naming_its_field() {
    let desk = Desk::with("altec-2024");
    run(&desk, &BOOK).done();
    let before = digest(&desk.open());
    let ran = run(&desk, &["cancel", "2026-001", "--reason", &"x".repeat(301)]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.said().trim(), "--reason : Ce texte est trop long : 301 caractères, 300 au plus.");
    assert_eq!(digest(&desk.open()), before);
}

#[test]
fn what_cannot_be_used_as_a_base_is_refused_with_exit_4_and_not_touched() {
    let desk = Desk::with("altec-2024");
    let bytes = std::fs::read(desk.base()).expect("the base");

    let missing = desk.path("absente.db");
    let ran = on(&missing, &["resources"]);
    assert_eq!(ran.code, 4);
    assert!(
        ran.err.contains("Il n’y a pas de base à cet endroit") && ran.err.contains("absente.db"),
        "{}",
        ran.err
    );
    assert!(!missing.exists(), "nothing was made there");

    let folder = desk.path("dossier");
    std::fs::create_dir(&folder).expect("a folder");
    let ran = on(&folder, &["resources"]);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("pas une base de Malleposte"), "{}", ran.err);
    assert_eq!(on(&folder, &["init"]).code, 4);

    for (name, content) in
        [("texte.db", &b"Bonjour tout le monde, ceci n'est pas une base du tout."[..]), ("vide.db", b"")]
    {
        let path = desk.path(name);
        std::fs::write(&path, content).expect("a file");
        for command in [&["resources"][..], &BOOK, &["init"], &["check"], &["generate", "--bookings", "1"]] {
            let ran = on(&path, command);
            assert_eq!(ran.code, 4, "{name} {command:?} {ran:?}");
            assert!(ran.err.contains(name), "{}", ran.err);
            assert_eq!(std::fs::read(&path).expect("the file"), content);
        }
    }

    // Another program's SQLite file.
    let other = desk.path("autre.db");
    let connection = rusqlite::Connection::open(&other).expect("SQLite");
    connection.execute_batch("create table t (a); insert into t values (1);").expect("a table");
    drop(connection);
    let kept = std::fs::read(&other).expect("the file");
    assert_eq!(on(&other, &BOOK).code, 4);
    assert_eq!(std::fs::read(&other).expect("the file"), kept);

    // A base from a newer version.
    let newer = desk.path("futur.db");
    std::fs::write(&newer, &bytes).expect("a copy");
    let connection = rusqlite::Connection::open(&newer).expect("SQLite");
    connection.pragma_update(None, "user_version", 99).expect("a version");
    drop(connection);
    let kept = std::fs::read(&newer).expect("the file");
    let ran = on(&newer, &BOOK);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("version plus récente"), "{}", ran.err);
    assert_eq!(std::fs::read(&newer).expect("the file"), kept);

    // A damaged one: the header is ours, the pages are not.
    let damaged = desk.path("abimee.db");
    let mut holed = bytes.clone();
    let half = holed.len() / 2;
    holed[4_096..half].fill(0x5a);
    std::fs::write(&damaged, &holed).expect("a copy");
    for command in [&BOOK[..], &["check"]] {
        let ran = on(&damaged, command);
        assert_eq!(ran.code, 4, "{ran:?}");
        assert!(ran.err.contains("abîmée") || ran.out.contains("abîmée"), "{ran:?}");
    }
    assert_eq!(std::fs::read(&damaged).expect("the file"), holed);

    assert_eq!(std::fs::read(desk.base()).expect("the base"), bytes);
}

#[test]
fn a_read_only_base_is_read_and_not_written() {
    let desk = Desk::with("altec-2024");
    let bytes = std::fs::read(desk.base()).expect("the base");
    let mut permissions = std::fs::metadata(desk.base()).expect("the base").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(desk.base(), permissions).expect("permissions");
    assert_eq!(run(&desk, &["resources", "--json"]).done().json().as_array().map(Vec::len), Some(18));
    let ran = run(&desk, &BOOK);
    assert_eq!(ran.code, 4);
    assert!(ran.said().contains("lecture seule : rien n’a été enregistré"), "{}", ran.err);
    assert_eq!(std::fs::read(desk.base()).expect("the base"), bytes);
}

#[test]
fn a_register_that_is_refused_exits_2_and_lists_its_problems() {
    let desk = Desk::with("altec-2024");
    let before = digest(&desk.open());
    let path = desk.register(
        "r",
        &[
            ("emprunteurs.csv", &format!("code;nom;type\nB1;{};école\nB2;a\0b;école\n", "é".repeat(301))),
            (
                "prets.csv",
                "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut\n\
                 D-1;EXP-XYZ;A003;13/05/2024;17/05/2024;rentré\nD-2;EXP-MED;A003;30/02/2026;04/03/2026;rentré\n",
            ),
        ],
    );
    let path = path.to_str().expect("a path");
    let ran = run(&desk, &["import", "register", path, "--json"]);
    assert_eq!(ran.code, 2);
    let told = ran.json();
    let problems = told["problems"].as_array().expect("problems");
    assert_eq!(problems.len(), 4, "{told}");
    for problem in problems {
        assert_eq!(keys(problem), ["file", "line", "column", "kind", "severity", "message"]);
        assert_eq!(problem["severity"], "error");
    }
    assert_eq!((&problems[0]["line"], &problems[0]["column"]), (&2.into(), &"nom".into()));
    assert!(told["added"].as_object().expect("counts").values().all(|count| *count == 0), "{told}");
    let plain = run(&desk, &["import", "register", path]);
    assert!(plain.out.contains("emprunteurs.csv, ligne 2, colonne nom (erreur)"), "{}", plain.out);
    assert!(plain.out.contains("Rien n’a été importé."), "{}", plain.out);
    assert_eq!(run(&desk, &["import", "register", path, "--dry-run"]).code, 2);
    assert_eq!(digest(&desk.open()), before);
}

#[test]
fn an_agreement_that_cannot_be_written_says_where() {
    let desk = Desk::with("altec-2024");
    run(&desk, &BOOK).done();
    let ran = run(&desk, &["agreement", "2026-001", "--out", "/nulle/part/convention.pdf", "--json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("/nulle/part/convention.pdf"), "{}", ran.err);
    assert_eq!(ran.json()["error"]["field"], "out");
}

#[test]
fn help_tells_every_command_and_wrong_use_exits_2() {
    let desk = Desk::default();
    let help = run(&desk, &["--help"]).done().out;
    for command in [
        "init",
        "import",
        "resources",
        "free",
        "book",
        "out",
        "loan",
        "confirm",
        "cancel",
        "depart",
        "return",
        "close",
        "agreement",
        "undo",
        "journal",
        "check",
        "generate",
        "--base",
        "--json",
        "--timings",
        "--today",
    ] {
        assert!(help.contains(command), "{command} in {help}");
    }
    for (command, options) in [
        ("init", &["--demo"][..]),
        ("resources", &["--search", "--kind"]),
        ("free", &["--from", "--to", "--kind", "--resource", "--quantity"]),
        ("book", &["--resource", "--borrower", "--from", "--to", "--quantity", "--state"]),
        ("out", &["--on"]),
        ("cancel", &["--on", "--reason"]),
        ("agreement", &["--out"]),
        ("generate", &["--resources", "--bookings", "--years", "--seed"]),
    ] {
        let help = run(&desk, &[command, "--help"]).done().out;
        assert!(options.iter().all(|option| help.contains(option)), "{command}: {help}");
    }
    assert!(run(&desk, &["import", "register", "--help"]).done().out.contains("--dry-run"));
    for wrong in [
        &["prêter"][..],
        &["book"],
        &["free", "--from", "2026-03-09"],
        &["resources", "--kind", "fusée"],
        &["--nope"],
    ] {
        assert_eq!(run(&desk, wrong).code, 2, "{wrong:?}");
    }
    assert!(run(&desk, &["--version"]).done().out.starts_with("malleposte "));
}

#[test]
fn generate_makes_the_same_base_from_the_same_seed_and_day() {
    let made = |name: &str, seed: &str| {
        let desk = Desk::default();
        let base = desk.path(name);
        on(&base, &["generate", "--resources", "40", "--bookings", "600", "--years", "3", "--seed", seed])
            .done();
        assert_eq!(on(&base, &["check"]).done().code, 0);
        let app = app::App::open(&base, app::Clock::Fixed(stories::day(TODAY))).expect("the base");
        assert_eq!(app.inspect(store::resource::count).expect("a count"), 40);
        assert_eq!(app.inspect(|c| store::line::latest(c, u32::MAX)).expect("lines").len(), 600);
        content(&app)
    };
    assert!(made("a.db", "7") == made("b.db", "7"), "the same seed, another base");
    assert!(made("a.db", "7") != made("b.db", "8"), "another seed, the same base");
    let desk = Desk::default();
    assert_eq!(on(&desk.path("c.db"), &["generate", "--resources", "0"]).code, 2);
    assert!(!desk.path("c.db").exists());
}

#[test]
fn the_demonstration_has_something_out_due_today_late_optional_and_upcoming() {
    let desk = Desk::default();
    run(&desk, &["init", "--demo"]).done();
    let app = desk.open();
    let today = app.today_view().expect("today");
    assert!(!today.out.is_empty() && !today.late.is_empty() && !today.options.is_empty(), "{:?}", today.fund);
    assert!(!today.movements_today.is_empty() && !today.movements_coming.is_empty());
    stories::assert_sound(&app);
}

#[test]
fn timings_go_to_standard_error_and_leave_the_answer_alone() {
    let desk = Desk::with("altec-2024");
    let ran = run(&desk, &["--timings", "--json", "free", "--from", "2026-03-09", "--to", "2026-03-20"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.json().as_array().map(Vec::len), Some(18));
    let engine = ran.err.lines().find(|line| line.contains("engine")).expect("the step of the engine");
    assert!(engine.contains("time.busy="), "{engine}");
    assert!(ran.err.contains("total"), "{}", ran.err);
}

#[test]
fn a_backup_is_made_and_gone_back_to_after_saying_what_would_be_lost() {
    let desk = Desk::with("altec-2024");
    assert!(run(&desk, &["restore", "--list"]).done().out.contains("pas encore de sauvegarde"));
    let made = run(&desk, &["backup", "--json"]).done().json();
    let backup = made["path"].as_str().expect("its place").to_owned();
    run(&desk, &BOOK).done();
    let listed = run(&desk, &["restore", "--list", "--json"]).done().json();
    assert_eq!(listed[0]["counts"]["loans"], 9);
    let before = digest(&desk.open());
    let window = desk.open();

    let told = run(&desk, &["restore", &backup]).done().out;
    assert!(told.contains("2026-001, Lycée de la Côtière"), "{told}");
    assert!(told.contains("Rien n’a été changé"), "{told}");
    assert_eq!(digest(&window), before);
    let told = run(&desk, &["restore", &backup, "--yes", "--json"]).done().json();
    assert_eq!(told["loss"]["loans"][0]["number"], "2026-001");
    assert_eq!(window.loan("2026-001").expect_err("it is gone").code, "base_changed");
    let app = desk.open();
    assert_eq!(app.loan("2026-001").expect_err("it is gone").code, "loan_unknown");
    stories::assert_sound(&app);
    let kept = on(Path::new(told["kept"].as_str().expect("what it replaced")), &["loan", "2026-001"]);
    assert_eq!(kept.code, 0, "{kept:?}");

    assert_eq!(run(&desk, &["restore", "absent.db"]).code, 2);
    let out = desk.path("copie.db");
    run(&desk, &["backup", "--out", out.to_str().expect("a path")]).done();
    assert_eq!(on(&out, &["check"]).code, 0);
}

#[test]
fn a_base_that_could_not_be_brought_up_to_date_is_left_as_it_was_and_told_in_one_sentence() {
    let desk = Desk::with("altec-2024");
    let set = |version: u32| {
        let base = rusqlite::Connection::open(desk.base()).expect("the file");
        base.pragma_update(None, "user_version", version).expect("its version");
    };
    for version in [0, 1, 2] {
        set(version);
        let before = std::fs::read(desk.base()).expect("the file");
        let ran = run(&desk, &["resources"]);
        assert_eq!(ran.code, 4);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(!ran.err.to_lowercase().contains("create table"), "{}", ran.err);
        assert_eq!(std::fs::read(desk.base()).expect("the file"), before, "version {version}");
    }
}

#[test]
fn an_agreement_is_a_pdf_whatever_its_name_and_the_system_speaks_french() {
    let desk = Desk::with("altec-2024");
    run(&desk, &BOOK).done();
    let at = |name: &str| desk.path(name).to_str().expect("a path").to_owned();
    run(&desk, &["agreement", "2026-001", "--out", &at("convention")]).done();
    assert!(desk.path("convention.pdf").exists() && !desk.path("convention").exists());
    let refused = run(&desk, &["agreement", "2026-001", "--out", &at("x.png")]);
    assert_eq!((refused.code, desk.path("x.png").exists()), (2, false));
    for place in ["absent/x.pdf", "/dev/full", ""] {
        let place = if place.starts_with('/') || place.is_empty() { place.to_owned() } else { at(place) };
        let refused = run(&desk, &["agreement", "2026-001", "--out", &place]);
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(!refused.err.contains("os error"), "{refused:?}");
    }
}
