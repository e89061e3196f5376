//! What the window does, done without it.

use crate::{BOOK, run};
use domain::loan::LineState;
use stories::{Desk, TODAY, booking, day};

/// A loan of two things, booked by the centre.
fn desk_with_two_lines() -> Desk {
    let desk = Desk::with("altec-2024");
    let asked = booking("A003", &[("EXP-ILL", 1), ("MAT-ORD", 2)], "2026-03-09", "2026-03-20");
    assert_eq!(desk.open().book(&asked).expect("a loan").value.number, "2026-001");
    desk
}

fn states(desk: &Desk) -> Vec<String> {
    let loan = run(desk, &["loan", "2026-001", "--json"]).done().json();
    let lines = loan["lines"].as_array().expect("lines");
    lines.iter().map(|line| line["card"]["state"].as_str().expect("a state").to_owned()).collect()
}

#[test]
fn one_line_of_a_loan_moves_alone() {
    let desk = desk_with_two_lines();
    let text = run(&desk, &["loan", "2026-001"]).done().out;
    assert!(text.contains("  1. 1 × EXP-ILL") && text.contains("  2. 2 × MAT-ORD"), "{text}");
    run(&desk, &["confirm", "2026-001", "--line", "2"]).done();
    assert_eq!(states(&desk), ["option", "confirmed"]);
    run(&desk, &["confirm", "2026-001", "--line", "1"]).done();
    run(&desk, &["depart", "2026-001", "--line", "1"]).done();
    assert_eq!(states(&desk), ["out", "confirmed"]);
    run(&desk, &["return", "2026-001", "--line", "1"]).done();
    run(&desk, &["close", "2026-001", "--line", "1"]).done();
    run(&desk, &["cancel", "2026-001", "--line", "2", "--reason", "trop lourd"]).done();
    assert_eq!(states(&desk), ["closed", "cancelled"]);
    for place in ["0", "3"] {
        let ran = run(&desk, &["confirm", "2026-001", "--line", place, "--json"]);
        assert_eq!((ran.code, &ran.json()["error"]["field"]), (2, &"line".into()));
        assert!(ran.said().contains("n’a pas de ligne") && ran.said().contains("il en a 2"), "{}", ran.err);
    }
}

#[test]
fn a_loan_goes_to_other_days_whole_or_by_one_line() {
    let desk = desk_with_two_lines();
    let days = ["--from", "16/03/2026", "--to", "27/03/2026"];
    let moved = run(&desk, &[&["reschedule", "2026-001", "--line", "2", "--json"], &days[..]].concat());
    let moved = moved.done().json();
    assert_eq!(moved["lines"][0]["card"]["planned"]["from"], "2026-03-09");
    assert_eq!(moved["lines"][1]["card"]["planned"]["from"], "2026-03-16");
    assert_eq!(moved["told"], serde_json::json!([]));
    let text = run(&desk, &[&["reschedule", "2026-001"], &days[..]].concat()).done().out;
    assert!(text.contains("27"), "{text}");
    let loan = run(&desk, &["loan", "2026-001", "--json"]).done().json();
    assert_eq!(loan["lines"][0]["card"]["planned"]["to"], "2026-03-27");
}

#[test]
fn a_request_is_refused_with_its_reason() {
    let desk = Desk::with("altec-2024");
    run(&desk, &[&BOOK[..], &["--state", "demande"]].concat()).done();
    let refused =
        run(&desk, &["refuse", "2026-001", "--reason", "salle trop petite", "--json"]).done().json();
    assert_eq!(refused["state"], "refused");
    assert_eq!(refused["lines"][0]["cancel_reason"], "salle trop petite");
    let text = run(&desk, &["loan", "2026-001"]).done().out;
    assert!(text.contains("refusée"), "{text}");
}

#[test]
fn what_the_centre_holds_is_held_listed_and_released() {
    let desk = Desk::with("altec-2024");
    let held = run(
        &desk,
        &[
            "hold",
            "--resource",
            "EXP-ILL",
            "--from",
            "9/3/2026",
            "--to",
            "13/3/2026",
            "--kind",
            "usage-interne",
            "--label",
            "portes ouvertes",
            "--json",
        ],
    );
    let held = held.done().json();
    assert_eq!(
        (&held["code"], &held["kind"], &held["told"]),
        (&"EXP-ILL".into(), &"own_use".into(), &serde_json::json!([]))
    );
    run(
        &desk,
        &["hold", "--resource", "MAT-ORD", "--from", "9/3/2026", "--to", "13/3/2026", "--quantity", "3"],
    )
    .done();
    let all = run(&desk, &["holds", "--json"]).done().json();
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    let one = run(&desk, &["holds", "--resource", "EXP-ILL"]).done().out;
    let id = held["id"].as_str().expect("an identifier");
    assert!(one.contains(id) && one.contains("usage interne : portes ouvertes"), "{one}");
    assert_eq!(one.lines().count(), 1);

    // In the way, it is told as what it is, and no loan.
    let refused = run(&desk, &BOOK);
    assert_eq!(refused.code, 3);
    assert!(
        refused.said().contains("\n  immobilisée par le centre : portes ouvertes, du"),
        "{}",
        refused.err
    );
    assert!(!refused.err.contains("dossier"), "{}", refused.err);
    let free =
        run(&desk, &["free", "--resource", "EXP-ILL", "--from", "9/3/2026", "--to", "13/3/2026"]).done();
    assert!(!free.out.contains("dossier"), "{}", free.out);

    let released = run(&desk, &["release", id, "--json"]).done().json();
    assert_eq!((&released["released"], &released["told"]), (&id.into(), &serde_json::json!([])));
    assert_eq!(run(&desk, &["release", id]).code, 2);
    run(&desk, &BOOK).done();
}

#[test]
fn what_is_in_the_way_of_a_set_names_its_part() {
    let desk = Desk::with("altec-2024");
    run(
        &desk,
        &[
            "book",
            "--resource",
            "MAT-ORD",
            "--quantity",
            "20",
            "--borrower",
            "A003",
            "--from",
            "9/3/2026",
            "--to",
            "20/3/2026",
        ],
    )
    .done();
    let days = ["--from", "9/3/2026", "--to", "20/3/2026"];
    let refused = run(&desk, &[&["book", "--resource", "ENS-LAB", "--borrower", "A009"], &days[..]].concat());
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.said().contains("\n  MAT-ORD, dossier 2026-001 : option"), "{}", refused.err);
    for free in [vec!["free"], vec!["free", "--resource", "ENS-LAB"]] {
        let told = run(&desk, &[&free[..], &days[..]].concat()).done().out.replace('\u{a0}', " ");
        let of_set: Vec<&str> =
            told.lines().skip_while(|line| !line.starts_with("ENS-LAB")).skip(1).collect();
        assert!(of_set[0].trim_start().starts_with("MAT-ORD, dossier 2026-001"), "{told}");
    }
    let plain =
        run(&desk, &[&["free", "--resource", "MAT-ORD", "--quantity", "5"], &days[..]].concat()).done().out;
    assert!(plain.contains("           dossier 2026-001"), "{plain}");
}

#[test]
fn settings_are_shown_and_changed_under_french_names() {
    let desk = Desk::empty();
    let shown = run(&desk, &["settings"]).done().out;
    assert!(shown.contains("option.jours = 14\n") && shown.contains("ouverture.samedi = fermé\n"), "{shown}");
    let changed = run(
        &desk,
        &[
            "settings",
            "--json",
            "--set",
            "centre.nom=La Fabrique",
            "--set",
            "option.jours=21",
            "--set",
            "tampons.apres=2",
            "--set",
            "ouverture.samedi=10:00-17:00",
            "--set",
            "fériés.alsace-moselle=oui",
            "--set",
            "vacances.zone=b",
            "--closure",
            "2027-04-12:16/04/27:Congés",
        ],
    );
    let changed = changed.done().json();
    let settings = &changed["settings"];
    assert_eq!((&settings["centre.nom"], &settings["option.jours"]), (&"La Fabrique".into(), &"21".into()));
    assert_eq!((&settings["tampons.après"], &settings["vacances.zone"]), (&"2".into(), &"B".into()));
    assert_eq!(
        (&settings["ouverture.samedi"], &settings["fériés.alsace-moselle"]),
        (&"10:00-17:00".into(), &"oui".into())
    );
    assert_eq!(changed["closures"][0]["label"], "Congés");
    assert_eq!(changed["closures"][0]["period"]["to"], "2027-04-16");
    assert_eq!(changed["told"], serde_json::json!([]));
    assert!(run(&desk, &["settings"]).done().out.contains("fermeture du lun."));
    assert_eq!(run(&desk, &["undo", "--json"]).done().json()["code"], "settings_saved");

    let before = stories::digest(&desk.open());
    for (arguments, said) in [
        (["--set", "centre.nim=x"], "Réglages possibles : centre.nom, centre.adresse"),
        (
            ["--set", "option.jours=beaucoup"],
            "« beaucoup » ne convient pas au réglage option.jours : attendu un nombre",
        ),
        (["--set", "option.jours"], "option.jours"),
        (["--set", "option.jours=0"], "Une option dure de 1 à 365 jours"),
        (["--set", "vacances.zone=D"], "A, B, C, Corse"),
        (["--set", "ouverture.lundi=neuf heures"], "09:00-17:30, ou fermé"),
        (["--closure", "2027-04-16:2027-04-12:Congés"], "est avant le début"),
        (["--closure", "Congés"], "n’est pas une date"),
    ] {
        let ran = run(&desk, &[&["settings"], &arguments[..]].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.said().contains(said), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(stories::digest(&desk.open()), before);
}

#[test]
fn borrowers_are_listed_shown_and_made_one() {
    let desk = Desk::with("altec-2024");
    run(&desk, &BOOK).done();
    let found = run(&desk, &["borrowers", "--search", "domsure", "--json"]).done().json();
    assert_eq!(found[0]["code"], "A002");
    assert!(run(&desk, &["borrowers", "--search", "domsure"]).done().out.starts_with("A002"));
    let sheet = run(&desk, &["borrower", "A003"]).done().out;
    assert!(sheet.contains("2026-001") && sheet.contains("EXP-ILL"), "{sheet}");
    assert_eq!(run(&desk, &["borrower", "Z999"]).code, 2);
    let kept = run(&desk, &["merge", "borrower", "A002", "A003", "--json"]).done().json();
    assert_eq!((&kept["card"]["code"], &kept["told"]), (&"A002".into(), &serde_json::json!([])));
    assert!(
        kept["coming"].as_array().is_some_and(|lines| lines.iter().any(|line| line["number"] == "2026-001"))
    );
    assert_eq!(run(&desk, &["borrower", "A003"]).code, 2);
    assert_eq!(run(&desk, &["merge", "borrower", "A002", "A002"]).code, 2);
}

#[test]
fn loans_and_a_resource_are_shown() {
    let desk = Desk::with("altec-2024");
    run(&desk, &BOOK).done();
    let option = run(&desk, &["loans", "--state", "option", "--json"]).done().json();
    assert_eq!((option.as_array().map(Vec::len), &option[0]["number"]), (Some(1), &"2026-001".into()));
    let found = run(&desk, &["loans", "--search", "illusions", "--state", "option"]).done().out;
    assert!(found.starts_with("2026-001  option"), "{found}");
    assert_eq!(run(&desk, &["loans", "--search", "xylophone"]).done().out, "Aucun dossier.\n");
    assert_eq!(
        run(&desk, &["loans", "--limit", "2", "--json"]).done().json().as_array().map(Vec::len),
        Some(2)
    );

    let sheet = run(&desk, &["resource", "EXP-ILL"]).done().out;
    assert!(sheet.starts_with("EXP-ILL") && sheet.contains("  2026-001  option"), "{sheet}");
    assert_eq!(run(&desk, &["resource", "EXP-ILL", "--json"]).done().json()["card"]["code"], "EXP-ILL");
    let set = run(&desk, &["resource", "ENS-LAB"]).done().out;
    assert!(set.contains("Composition :\n  "), "{set}");
}

#[test]
fn codes_are_in_the_order_of_a_french_reader() {
    let desk = Desk::empty();
    let path = desk.register(
        "r",
        &[
            ("ressources.csv", "code;titre;type\nZAP;Zap;exposition\nÉLO;Élo;exposition\nEAU;Eau;exposition\nfeu;Feu;exposition\n"),
            ("emprunteurs.csv", "code;nom;type\nB1;École A;école\n"),
        ],
    );
    run(&desk, &["import", "register", path.to_str().expect("a path")]).done();
    for command in [&["resources", "--json"][..], &["free", "--from", "9/3/26", "--to", "9/3/26", "--json"]] {
        let listed = run(&desk, command).done().json();
        let codes: Vec<&str> =
            listed.as_array().expect("a list").iter().filter_map(|row| row["code"].as_str()).collect();
        assert_eq!(codes, ["EAU", "ÉLO", "feu", "ZAP"]);
    }
    // A borrower without a commune is told without a comma for it.
    let booked =
        run(&desk, &["book", "--resource", "EAU", "--borrower", "B1", "--from", TODAY, "--to", "9/3/26"]);
    let booked = booked.done().out;
    assert!(booked.contains("  École A\n"), "{booked}");
    assert_eq!(desk.open().loan("2026-001").expect("the loan").state, LineState::Option);
    assert_eq!(desk.open().today(), day(TODAY));
}
