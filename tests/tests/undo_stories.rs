//! What was done can be undone and done again, unless what came later stands on it; each is told with its own sentence.

use app::views::{Move, NewBorrower, NewHold};
use app::{App, Clock, words};
use chrono::{Days, Local};
use domain::catalogue::TermList;
use domain::fault::Param;
use domain::hold::HoldKind;
use domain::interval::Period;
use domain::loan::LineState;
use stories::{Desk, TODAY, assert_sound, booking, day, digest, form_of, moved, refused};

fn desk() -> Desk {
    Desk::with("altec-2024")
}

#[test]
fn an_undo_that_would_take_what_another_loan_took_is_refused_naming_it() {
    let desk = desk();
    let app = desk.open();
    let first =
        app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap().value.number;
    let request = Move {
        number: first.clone(),
        lines: None,
        to: LineState::Cancelled,
        on: None,
        reason: String::new(),
        departed: None,
        long_ago: false,
    };
    let cancelled = app.move_lines(&request).unwrap().entry;
    let second = app.book(&booking("A009", &[("EXP-ILL", 1)], "2026-03-12", "2026-03-20")).unwrap();
    let before = digest(&app);
    let fault = refused(app.undo(cancelled), "undo_breaks_rule");
    assert_eq!(fault.refusal.as_ref().unwrap().conflicts[0].number, second.value.number);
    assert!(words::fault(&fault).contains("EXP-ILL"), "{}", words::fault(&fault));
    assert_eq!(digest(&app), before);
    app.undo(second.entry).unwrap();
    app.undo(cancelled).unwrap();
    assert_eq!(app.loan(&first).unwrap().state, LineState::Option);
    assert_sound(&app);
}

#[test]
fn an_undo_that_the_units_left_no_longer_allow_says_so() {
    let desk = desk();
    let app = desk.open();
    let hold = NewHold {
        code: "ENS-LAB".to_owned(),
        kind: HoldKind::Maintenance,
        label: "à réparer".to_owned(),
        quantity: 1,
        period: Period::starting(day(TODAY), 1),
    };
    app.hold(&hold).unwrap();
    let released = app.release(app.resource("ENS-LAB").unwrap().holds[0].id).unwrap();
    // The set takes several of them.
    let mut form = form_of(&app.resource("MAT-THY").unwrap());
    form.capacity = 1;
    app.save_resource(&form).unwrap();
    let fault = refused(app.undo(released.entry), "undo_not_enough");
    assert!(words::fault(&fault).contains("Robot Thymio"), "{}", words::fault(&fault));
    assert_sound(&app);
}

#[test]
fn what_left_a_code_is_not_undone_once_another_took_it() {
    let desk = desk();
    let app = desk.open();
    let of_code = |code: &str, name: &str| {
        let new = NewBorrower { code: code.to_owned(), name: name.to_owned(), ..NewBorrower::default() };
        app.new_borrower(&new).unwrap()
    };
    let kept = of_code("Z1", "Celui qui reste");
    of_code("Z2", "Celui qui part");
    let merged = app.merge_borrowers("Z1", "Z2").unwrap();
    let taken = of_code("Z2", "Celui qui vient");
    let again = app.merge_borrowers("Z1", "Z2").unwrap();
    // Even when the last one left it too: its own return would find it taken.
    for _ in 0..2 {
        let fault = refused(app.undo(merged.entry), "undo_depended_on");
        assert!(words::fault(&fault).contains("Celui qui vient"), "{}", words::fault(&fault));
        let _ = app.undo(again.entry);
    }
    app.undo(taken.entry).unwrap();
    app.undo(merged.entry).unwrap();
    assert_eq!(app.borrower("Z2").unwrap().card.name, "Celui qui part");
    assert_eq!(app.borrower("Z1").unwrap().card.code, kept.value.code);
    assert_sound(&app);
}

#[test]
fn a_value_stays_in_its_list_while_an_operation_may_bring_back_what_used_it() {
    let desk = desk();
    let app = desk.open();
    let kept = app.borrowers("").unwrap()[0].code.clone();
    let workshop = |name: &str| {
        let new = NewBorrower {
            name: name.to_owned(),
            borrower_type: "atelier".to_owned(),
            ..NewBorrower::default()
        };
        app.new_borrower(&new).unwrap()
    };
    // The first brings « atelier » into the list of types, the second uses it and goes into another by a merge.
    let first = workshop("Le premier");
    let second = workshop("Le second");
    let merged = app.merge_borrowers(&kept, &second.value.code).unwrap();
    app.undo(first.entry).unwrap();
    app.undo(merged.entry).unwrap();
    assert_eq!(app.borrower(&second.value.code).unwrap().card.borrower_type, "atelier");
    assert_sound(&app);
}

#[test]
fn what_is_undone_stays_in_the_journal_and_is_not_undone_twice() {
    let desk = desk();
    let app = desk.open().worked_on_by("Ève");
    let booked =
        app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap().entry.unwrap();
    drop(app);
    let app = desk.open().worked_on_by("Paul");
    let undo = app.undo(Some(booked)).unwrap().entry.unwrap();
    let entries = app.journal(2).unwrap();
    assert_eq!((entries[0].entry, entries[0].undoes, entries[0].by.as_str()), (undo, Some(booked), "Paul"));
    assert_eq!((entries[1].entry, entries[1].undone_by, entries[1].by.as_str()), (booked, Some(undo), "Ève"));
    refused(app.undo(Some(booked)), "undo_already");
    refused(app.undo(Some(9_999)), "undo_unknown");
    // To undo the undoing is to do it again.
    let redone = app.undo(Some(undo)).unwrap();
    assert_eq!(app.journal(1).unwrap()[0].code, "redone");
    assert_eq!(redone.value.entry, booked);
    app.undo(None).unwrap();
    app.undo(None).unwrap();
    refused(app.undo(None), "undo_nothing");
}

#[test]
fn what_was_undone_is_done_again_and_can_be_undone_again_after_a_restart() {
    let desk = desk();
    let app = desk.open();
    let done = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    let (entry, number, booked) = (done.entry, done.value.number, digest(&app));
    app.undo(None).unwrap();
    let undone = digest(&app);
    assert_eq!(app.base_state().unwrap().redoable.map(|entry| entry.entry), entry);
    drop(app);
    let app = desk.open();
    for _ in 0..2 {
        let redone = app.redo(None).unwrap();
        assert_eq!((redone.value.entry, digest(&app) == booked), (entry.unwrap(), true));
        assert_eq!(
            app.loan(&number).unwrap().history.iter().find(|e| e.code == "booked").unwrap().undone_by,
            None
        );
        refused(app.redo(entry), "redo_not_undone");
        app.undo(None).unwrap();
        assert!(digest(&app) == undone);
        refused(app.undo(entry), "undo_already");
    }
    app.redo(entry).unwrap();
    refused(app.redo(None), "redo_nothing");
    let sentence = words::journal(&app.journal(1).unwrap()[0]);
    assert!(sentence.starts_with("Rétabli") && sentence.contains(&number), "{sentence}");
    assert_sound(&app);
}

#[test]
fn a_redo_waits_for_what_came_in_its_way_and_says_what() {
    let desk = desk();
    let app = desk.open();
    let days = ("2026-03-09", "2026-03-13");
    app.book(&booking("A003", &[("EXP-ILL", 1)], days.0, days.1)).unwrap();
    app.undo(None).unwrap();
    let other = app.book(&booking("A009", &[("EXP-ILL", 1)], days.0, days.1)).unwrap();
    let fault = refused(app.redo(None), "undo_breaks_rule");
    assert_eq!(fault.refusal.unwrap().conflicts[0].number, other.value.number);
    app.undo(other.entry).unwrap();
    // What the booking stands on went away meanwhile.
    let new = NewBorrower { name: "Le nouveau".to_owned(), ..NewBorrower::default() };
    let borrower = app.new_borrower(&new).unwrap();
    app.book(&booking(&borrower.value.code, &[("EXP-ABL", 1)], days.0, days.1)).unwrap();
    let booked = app.undo(None).unwrap();
    app.undo(borrower.entry).unwrap();
    let fault = refused(app.redo(Some(booked.value.entry)), "redo_depended_on");
    assert!(
        words::fault(&fault).contains("Défait\u{a0}: Emprunteur créé\u{a0}: Le nouveau"),
        "{}",
        words::fault(&fault)
    );
    app.redo(borrower.entry).unwrap();
    app.redo(Some(booked.value.entry)).unwrap();
    assert_sound(&app);
}

#[test]
fn a_new_value_that_was_used_since_is_not_undone_and_says_by_what_it_is_used() {
    let desk = desk();
    let app = desk.open();
    let added = app.add_list_value(TermList::Use, "classe ouverte").unwrap();
    let mut wish = booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13");
    wish.usage = "classe ouverte".to_owned();
    let booked = app.book(&wish).unwrap();
    let fault = refused(app.undo(added.entry), "undo_depended_on");
    assert!(words::fault(&fault).contains(&booked.value.number), "{}", words::fault(&fault));
    app.undo(booked.entry).unwrap();
    app.undo(added.entry).unwrap();
    refused(app.redo(booked.entry), "redo_depended_on");
    app.redo(added.entry).unwrap();
    app.redo(booked.entry).unwrap();
    assert_sound(&app);
}

#[test]
fn the_sentence_of_a_part_of_a_loan_names_which_lines_moved() {
    let desk = desk();
    let app = desk.open();
    let wanted = [("EXP-ILL", 1), ("EXP-ABL", 1)];
    let loan = app.book(&booking("A003", &wanted, "2026-03-09", "2026-03-13")).unwrap().value;
    let first = &loan.lines[0].card;
    let request = Move {
        number: loan.number.clone(),
        lines: Some(vec![first.id]),
        to: LineState::Cancelled,
        on: None,
        reason: String::new(),
        departed: None,
        long_ago: false,
    };
    app.move_lines(&request).unwrap();
    let sentence = words::journal(&app.journal(1).unwrap()[0]);
    let expected = format!("Dossier {}, annulation de 1 ligne(s) sur 2\u{a0}: {}", loan.number, first.title);
    assert_eq!(sentence, expected);
    app.undo(None).unwrap();
    assert_eq!(words::journal(&app.journal(1).unwrap()[0]), format!("Défait\u{a0}: {expected}"));
    moved(&app, &loan.number, LineState::Confirmed, TODAY).unwrap();
    let sentence = words::journal(&app.journal(1).unwrap()[0]);
    assert!(sentence.starts_with(&format!("Dossier {} confirmé", loan.number)), "{sentence}");
}

#[test]
fn what_is_older_than_the_centre_keeps_images_is_not_undone_but_still_told() {
    let desk = desk();
    let app = desk.open();
    let booked = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    drop(app);
    // The journal is dated by the computer's clock, whatever the day of the story.
    let app = App::open(&desk.base(), Clock::Fixed(Local::now().date_naive() + Days::new(30))).unwrap();
    assert_eq!(app.keep_images(40).unwrap().value, 0, "all of it is younger");
    assert!(app.keep_images(20).unwrap().value > 0);
    drop(app);
    let app = desk.open();
    refused(app.undo(booked.entry), "undo_pruned");
    let history = app.loan(&booked.value.number).unwrap().history;
    assert!(words::journal(&history[0]).contains(&booked.value.number));
    let moved = moved(&app, &booked.value.number, LineState::Confirmed, TODAY).unwrap();
    app.undo(None).unwrap();
    assert_eq!(app.loan(&moved.number).unwrap().state, LineState::Option);
    assert_sound(&app);
}

#[test]
fn an_operation_is_not_undone_before_those_that_touched_the_same_loan() {
    let desk = desk();
    let app = desk.open();
    let booked = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-02", "2026-03-13")).unwrap();
    let number = booked.value.number;
    moved(&app, &number, LineState::Confirmed, TODAY).unwrap();
    let confirmed = app.journal(1).unwrap()[0].entry;
    moved(&app, &number, LineState::Out, TODAY).unwrap();
    let departed = app.journal(1).unwrap()[0].entry;
    for entry in [booked.entry.unwrap(), confirmed] {
        let fault = refused(app.undo(Some(entry)), "undo_depended_on");
        assert!(words::fault(&fault).contains(&number), "{}", words::fault(&fault));
    }
    for entry in [departed, confirmed, booked.entry.unwrap()] {
        app.undo(Some(entry)).unwrap();
    }
    refused(app.loan(&number), "loan_unknown");
}

#[test]
fn an_undoing_that_moved_what_a_later_loan_takes_is_not_in_its_way() {
    let desk = desk();
    let app = desk.open();
    let mut form = form_of(&app.resource("EXP-ILL").unwrap());
    form.buffers.before = 1;
    let longer = app.save_resource(&form).unwrap().entry;
    let booked = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    // The loan holds one day less now.
    app.undo(longer).unwrap();
    app.undo(booked.entry).unwrap();
    refused(app.loan(&booked.value.number), "loan_unknown");
    assert_sound(&app);
}

#[test]
fn a_value_left_in_a_list_goes_when_the_one_that_it_replaced_comes_back() {
    let desk = desk();
    let app = desk.open();
    let list = || app.lists().unwrap().themes;
    let first = list();
    let old = first[0].clone();
    let renamed = app.rename_list_value(TermList::Theme, &old, "autrement dit").unwrap().entry;
    let mut form = form_of(&app.resource("EXP-ILL").unwrap());
    form.themes.push(old.clone());
    let saved = app.save_resource(&form).unwrap().entry;
    let ordered = app.order_list(TermList::Theme, std::slice::from_ref(&old)).unwrap().entry;
    // It is not used any more, but the order of the list is about it.
    app.undo(saved).unwrap();
    assert!(list().contains(&old));
    let fault = refused(app.undo(renamed), "undo_depended_on");
    assert_eq!(fault.params["later"], Param::Number(ordered.unwrap()), "{fault}");
    app.undo(ordered).unwrap();
    app.undo(renamed).unwrap();
    assert_eq!(list(), first);
    assert_sound(&app);
}

#[test]
fn undoing_an_old_operation_takes_no_longer_for_all_that_came_after_it() {
    let desk = desk();
    let app = desk.open();
    let booked = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    let moved_first = moved(&app, &booked.value.number, LineState::Confirmed, TODAY).unwrap();
    drop(app);
    // Twenty thousand bookings of other loans.
    let base = rusqlite::Connection::open(desk.base()).unwrap();
    base.execute_batch(&format!(
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
         insert into journal (entry, at, by, code, params) select 1000 + i, '2026-03-02T10:00:00Z', 'Ève', 'booked', '{{}}' from n;
         with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
         insert into journal_change (entry, tbl, row_id, after)
         select 1000 + i, tbl, row_id || i, replace(replace(after, '{loan}', '{loan}' || i), '{line}', '{line}' || i)
         from n, journal_change where entry = {entry};",
        loan = booked.value.id,
        line = moved_first.lines[0].card.id,
        entry = booked.entry.unwrap(),
    ))
    .unwrap();
    drop(base);
    let app = desk.open();
    let started = std::time::Instant::now();
    app.undo(Some(booked.entry.unwrap() + 1)).unwrap();
    app.undo(booked.entry).unwrap();
    println!("two operations undone under twenty thousand later ones: {:?}", started.elapsed());
    assert!(started.elapsed() < std::time::Duration::from_secs(2), "{:?}", started.elapsed());
    refused(app.loan(&booked.value.number), "loan_unknown");
}
