//! What is out is out: what leaves is really there, and what is over is a fact.

use app::views::{AvailabilityQuery, Move, NewBooking, NewHold, UnitForm, Wanted};
use app::{App, words};
use domain::hold::HoldKind;
use domain::interval::Period;
use domain::loan::LineState;
use stories::{Desk, TODAY, assert_sound, booking, day, moved, refused};

/// One exhibition, one copy; a malle of three; four schools.
fn desk() -> Desk {
    let desk = Desk::empty();
    let register = desk.register(
        "registre",
        &[
            ("fonds.csv", "code;titre;type;capacite\nX;Planétarium;exposition légère;1\nM;Loupes;malle pédagogique;3\nE;Lab’ itinérant;ensemble;1\n"),
            ("ensembles.csv", "ensemble_code;ressource_code;quantite\nE;M;2\n"),
            ("emprunteurs.csv", "code;nom;type\nA;École A;école\nB;École B;école\nC;École C;école\n"),
        ],
    );
    let report = desk.open().import_register(&register, false).expect("the register").value;
    assert!(!report.is_refused(), "{:?}", report.problems);
    desk
}

fn booked(app: &App, borrower: &str, code: &str, from: &str, to: &str) -> String {
    let period = Period { from: day(from), to: day(to) };
    let booking = NewBooking::new(borrower, vec![Wanted::new(code, 1)], period, LineState::Confirmed);
    app.book(&booking).expect("a booking").value.number
}

fn to(number: &str, state: LineState, on: &str) -> Move {
    Move { on: Some(day(on)), ..Move::new(number, state) }
}

#[test]
fn the_only_copy_cannot_leave_twice() {
    let desk = desk();
    let first = booked(&desk.open(), "A", "X", "2026-03-02", "2026-03-13");
    desk.open().move_lines(&Move::new(&first, LineState::Out)).unwrap();
    let second = booked(&desk.open(), "B", "X", "2026-03-16", "2026-03-27");
    // Three days late.
    let app = desk.on("2026-03-16");
    let fault = refused(app.move_lines(&Move::new(&second, LineState::Out)), "still_away");
    assert!(app::words::fault(&fault).contains("École A"), "{}", app::words::fault(&fault));
    assert_eq!(app.out(None).unwrap().len(), 1);
    app.move_lines(&Move::new(&first, LineState::Returned)).unwrap();
    app.move_lines(&Move::new(&second, LineState::Out)).unwrap();
    assert_eq!(app.out(None).unwrap().len(), 1);
}

#[test]
fn what_is_late_is_free_only_if_it_comes_back() {
    let desk = desk();
    let first = booked(&desk.open(), "A", "X", "2026-03-02", "2026-03-06");
    desk.open().move_lines(&Move::new(&first, LineState::Out)).unwrap();
    let app = desk.on("2026-03-16");
    let asked = Period { from: day("2026-03-17"), to: day("2026-03-20") };
    let answer = app.free(asked, None, Some("X"), 1).unwrap().remove(0);
    assert!(answer.free);
    assert_eq!(answer.if_back[0].borrower, "École A");
    let all = app.free(asked, None, None, 1).unwrap();
    assert_eq!(all.iter().find(|one| one.code == "X").unwrap().if_back.len(), 1);
    assert!(all.iter().find(|one| one.code == "M").unwrap().if_back.is_empty());
    let query = AvailabilityQuery { period: asked, wanted: vec![Wanted::new("X", 1)] };
    assert_eq!(app.availability(&query).unwrap().lines[0].if_back.len(), 1);
    let booking = NewBooking::new("B", vec![Wanted::new("X", 1)], asked, LineState::Option);
    let told = app.book(&booking).unwrap().told;
    assert!(told.iter().any(|fault| fault.code == "free_if_back"), "{told:?}");
}

#[test]
fn a_departure_or_return_is_never_after_today_nor_long_ago_unless_meant() {
    let desk = desk();
    let app = desk.open();
    let number = booked(&app, "A", "X", "2026-03-02", "2026-03-13");
    refused(app.move_lines(&to(&number, LineState::Out, "2026-03-03")), "fact_after_today");
    refused(app.move_lines(&to(&number, LineState::Out, "2019-01-15")), "long_ago");
    refused(app.move_lines(&to(&number, LineState::Out, "0027-01-15")), "day_out_of_range");
    app.move_lines(&Move::new(&number, LineState::Out)).unwrap();
    refused(app.move_lines(&to(&number, LineState::Returned, "2072-01-20")), "fact_after_today");
    let long_ago = Move { long_ago: true, ..to(&number, LineState::Confirmed, "2019-01-15") };
    app.move_lines(&long_ago).unwrap();
    let meant = Move { long_ago: true, ..to(&number, LineState::Out, "2019-01-15") };
    app.move_lines(&meant).unwrap();
    assert_sound(&app);
}

#[test]
fn loans_that_are_over_are_recorded_in_one_step_and_in_any_order() {
    let desk = desk();
    let march = booked(&desk.open(), "A", "X", "2026-03-27", "2026-03-29");
    let october = booked(&desk.open(), "B", "X", "2026-10-29", "2026-11-02");
    let app = desk.on("2026-12-31");
    let over = |number: &str, from: &str, back: &str| Move {
        departed: Some(day(from)),
        ..to(number, LineState::Returned, back)
    };
    app.move_lines(&over(&october, "2026-10-29", "2026-11-02")).unwrap();
    let done = app.move_lines(&over(&march, "2026-03-27", "2026-03-29")).unwrap();
    assert!(done.told.iter().all(|fault| fault.code.ends_with("_closed")), "{:?}", done.told);
    // In two steps too: between them it is out until today, which reaches over October, and that is told.
    app.undo(done.entry).unwrap();
    let left = app.move_lines(&to(&march, LineState::Out, "2026-03-27")).unwrap();
    assert!(left.told.iter().any(|fault| fault.code == "history_overlaps"), "{:?}", left.told);
    app.move_lines(&to(&march, LineState::Returned, "2026-03-29")).unwrap();
    assert_sound(&app);
}

#[test]
fn history_that_touches_on_one_day_is_told_with_both_loans() {
    let desk = desk();
    let first = booked(&desk.open(), "A", "X", "2026-03-02", "2026-03-06");
    let second = booked(&desk.open(), "B", "X", "2026-03-09", "2026-03-13");
    let app = desk.on("2026-03-20");
    let over = |number: &str, from: &str, back: &str| Move {
        departed: Some(day(from)),
        ..to(number, LineState::Returned, back)
    };
    app.move_lines(&over(&first, "2026-03-02", "2026-03-09")).unwrap();
    let told = app.move_lines(&over(&second, "2026-03-09", "2026-03-13")).unwrap().told;
    let fault = told.iter().find(|fault| fault.code == "history_overlaps").expect("told");
    let words = app::words::fault(fault);
    assert!(words.contains(&first) && words.contains(&second), "{words}");
}

#[test]
fn parts_of_a_set_that_is_out_are_out_and_its_loan_is_drawn_on_them() {
    let desk = desk();
    let app = desk.open();
    let set = booked(&app, "A", "E", "2026-03-02", "2026-03-13");
    app.move_lines(&Move::new(&set, LineState::Out)).unwrap();
    let fund = app.today_view().unwrap().fund;
    assert_eq!((fund.out, fund.preparing), (2, 0));
    let sheet = app.resource("M").unwrap();
    assert_eq!((sheet.card.out_now, sheet.bars.len()), (2, 1));
    assert_eq!(sheet.bars[0].title, "Lab’ itinérant");
    let asked = Period { from: day("2026-03-10"), to: day("2026-03-11") };
    let query = AvailabilityQuery { period: asked, wanted: vec![Wanted::new("M", 2)] };
    let line = app.availability(&query).unwrap().lines.remove(0);
    assert_eq!((line.free, line.bars.len()), (false, 1));
    assert_eq!(line.conflicts[0].through, "Lab’ itinérant");
}

#[test]
fn a_hold_follows_the_parts_of_its_set_and_is_drawn_on_them() {
    let desk = desk();
    let app = desk.open();
    let days = Period { from: day("2026-03-16"), to: day("2026-03-27") };
    let hold = |code: &str| NewHold {
        code: code.to_owned(),
        kind: HoldKind::Maintenance,
        label: "réglage".to_owned(),
        quantity: 1,
        period: days,
    };
    app.hold(&hold("E")).unwrap();
    let available = |code: &str| app.free(days, None, Some(code), 1).unwrap().remove(0).available;
    assert_eq!((available("M"), available("X")), (1, 1));
    let query = AvailabilityQuery { period: days, wanted: vec![Wanted::new("M", 1)] };
    assert_eq!(app.availability(&query).unwrap().lines[0].holds.len(), 1);
    // The set is made of the exhibition now.
    let sheet = app.resource("E").unwrap();
    let mut form = app::views::ResourceForm::new(&sheet.card.title, sheet.card.kind);
    form.id = Some(sheet.card.id);
    form.code = "E".to_owned();
    form.parts = vec![Wanted::new("X", 1)];
    app.save_resource(&form).unwrap();
    assert_eq!((available("M"), available("X")), (3, 0));
    assert_sound(&app);
    app.undo(None).unwrap();
    assert_eq!((available("M"), available("X")), (1, 1));
    assert_sound(&app);
}

#[test]
fn a_set_within_a_set_is_refused_from_both_ends() {
    let desk = desk();
    let app = desk.open();
    let sheet = app.resource("M").unwrap();
    let mut form =
        app::views::ResourceForm::new(&sheet.card.title, domain::catalogue::ResourceKind::ResourceSet);
    form.id = Some(sheet.card.id);
    form.code = "M".to_owned();
    form.capacity = 3;
    form.parts = vec![Wanted::new("X", 1)];
    refused(app.save_resource(&form), "part_is_a_set");
}

#[test]
fn a_numbered_unit_is_in_one_place_and_a_lost_one_is_no_longer_counted() {
    let desk = desk();
    let app = desk.open();
    let units = ["PC-1", "PC-2", "PC-3"].map(UnitForm::new);
    let there = app.save_units("M", &units).unwrap().value;
    let period = Period { from: day("2026-03-09"), to: day("2026-03-13") };
    let wanted = |unit: &str| Wanted { units: vec![unit.to_owned()], ..Wanted::new("M", 1) };
    let booking = |unit: &str| NewBooking::new("A", vec![wanted(unit)], period, LineState::Confirmed);
    app.book(&booking("PC-1")).unwrap();
    refused(app.book(&booking("pc-1")), "unit_taken");
    refused(app.book(&booking("PC-9")), "unit_unknown");
    app.book(&booking("PC-2")).unwrap();
    assert_eq!(app.free(period, None, Some("M"), 1).unwrap()[0].available, 1);
    let mut forms: Vec<UnitForm> =
        there.iter().map(|unit| UnitForm { id: Some(unit.id), ..UnitForm::new(&unit.label) }).collect();
    forms[2].lost_on = Some(day("2026-03-03"));
    app.save_units("M", &forms).unwrap();
    assert_eq!(app.free(period, None, Some("M"), 1).unwrap()[0].available, 0);
    refused(app.save_units("M", &forms[1..]), "unit_given");
    app.undo(None).unwrap();
    assert_eq!(app.free(period, None, Some("M"), 1).unwrap()[0].available, 1);
    assert_sound(&app);
}

#[test]
fn what_is_answered_live_is_what_a_booking_then_decides() {
    let desk = desk();
    let app = desk.open();
    for (from, to) in [
        ("2026-02-16", "2026-02-20"),
        ("2026-03-09", "2026-03-13"),
        ("2026-03-09", "2029-03-13"),
        ("2026-03-13", "2026-03-09"),
        ("2026-03-09", "9999-05-04"),
    ] {
        let period = Period { from: day(from), to: day(to) };
        let query = AvailabilityQuery { period, wanted: vec![Wanted::new("X", 1)] };
        let live = app.availability(&query).unwrap();
        let booking = NewBooking::new("A", vec![Wanted::new("X", 1)], period, LineState::Option);
        match app.book(&booking) {
            Ok(done) => {
                assert!(live.free, "{from} {to}");
                app.undo(done.entry).unwrap();
            }
            Err(fault) => {
                assert!(!live.free, "{from} {to}");
                assert_eq!(live.lines[0].fault.as_ref().map(|live| live.code), Some(fault.code));
            }
        }
    }
}

#[test]
fn a_closed_day_is_told_with_the_nearest_open_one() {
    let desk = desk();
    let app = desk.open();
    let period = Period { from: day("2026-03-08"), to: day("2026-05-01") };
    let booking = NewBooking::new("A", vec![Wanted::new("X", 1)], period, LineState::Confirmed);
    let told = app.book(&booking).unwrap().told;
    let codes: Vec<&str> = told.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["departure_closed", "return_closed"]);
}

#[test]
fn a_read_of_another_day_changes_nothing() {
    let desk = desk();
    let app = desk.open();
    let period = Period { from: day("2026-05-04"), to: day("2026-05-08") };
    let booking = NewBooking::new("A", vec![Wanted::new("X", 1)], period, LineState::Option);
    let number = app.book(&booking).unwrap().value.number;
    let later = desk.on("2030-01-01");
    assert!(later.out(None).unwrap().is_empty());
    assert_eq!(desk.open().loan(&number).unwrap().state, LineState::Option);
}

#[test]
fn what_is_still_with_somebody_was_not_with_another_meanwhile() {
    let desk = Desk::with("altec-2024");
    let app = desk.on("2027-01-15");
    let past = |from: &str, to: &str| {
        let booked = app.book(&booking("A004", &[("EXP-ILL", 1)], "2027-02-01", "2027-02-05")).unwrap();
        let number = booked.value.number;
        let moved = app.move_lines(&Move {
            on: Some(day(to)),
            departed: Some(day(from)),
            ..Move::new(&number, LineState::Returned)
        });
        if moved.is_err() {
            app.undo(booked.entry).unwrap();
        }
        moved.map(|done| done.told)
    };
    let first = app.book(&booking("A003", &[("EXP-ILL", 1)], "2027-01-15", "2027-01-29")).unwrap();
    moved(&app, &first.value.number, LineState::Out, "2027-01-04").unwrap();
    let fault = refused(past("2027-01-11", "2027-01-13"), "still_away");
    assert!(words::fault(&fault).contains(&first.value.number), "{}", words::fault(&fault));
    // It took over on the very day.
    assert_eq!(past("2026-12-21", "2027-01-04").unwrap().len(), 1, "the day that they share is told");
    past("2026-12-07", "2026-12-18").unwrap();
}

#[test]
fn nothing_is_decided_on_a_day_to_come_nor_a_return_taken_back_by_a_departure() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let number = app.book(&booking("A003", &[("EXP-ILL", 1)], TODAY, "2026-03-13")).unwrap().value.number;
    refused(moved(&app, &number, LineState::Cancelled, "2072-01-01"), "fact_after_today");
    moved(&app, &number, LineState::Out, TODAY).unwrap();
    moved(&app, &number, LineState::Returned, TODAY).unwrap();
    refused(moved(&app, &number, LineState::Out, TODAY), "transition_forbidden");
    // Without a day it is what it was: the return was a mistake.
    app.move_lines(&Move::new(&number, LineState::Out)).unwrap();
}

#[test]
fn a_code_typed_with_its_accents_apart_is_the_same_code() {
    let desk = Desk::empty();
    let register = desk.register(
        "registre",
        &[
            ("fonds.csv", "code;titre;type\nÉLO-1;Électricité;malle\n"),
            ("emprunteurs.csv", "code;nom;type\nÉ4;École;école\n"),
        ],
    );
    let app = desk.open();
    app.import_register(&register, false).expect("the register");
    assert_eq!(app.resource("E\u{301}LO-1").unwrap().card.title, "Électricité");
    assert_eq!(app.borrower("E\u{301}4").unwrap().card.name, "École");
    app.book(&booking("E\u{301}4", &[("E\u{301}LO-1", 1)], "2026-03-09", "2026-03-13")).unwrap();
}

#[test]
fn the_next_free_days_of_what_is_late_are_told_as_if_it_comes_back() {
    let desk = desk();
    let app = desk.on("2027-01-15");
    let out = app.book(&booking("A", &[("X", 1)], "2027-01-15", "2027-01-18")).unwrap();
    moved(&app, &out.value.number, LineState::Out, "2027-01-15").unwrap();
    drop(app);
    let app = desk.on("2027-01-25");
    let next = app.resource("X").unwrap().next_free.expect("some days are");
    assert!(next.if_back && next.from == day("2027-01-26"), "{next:?}");
    moved(&app, &out.value.number, LineState::Returned, "2027-01-25").unwrap();
    assert!(!app.resource("X").unwrap().next_free.expect("some days are").if_back);
}
