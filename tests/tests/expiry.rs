//! Options that expired by themselves, and taking that back: under the computer's own clock, for nothing else writes it.

use app::{App, Clock, words};
use chrono::{Days, Local, NaiveDate};
use domain::interval::Period;
use domain::loan::LineState;
use stories::{Desk, assert_sound, booking, refused};

const LAST_DAY: &str = "clock.last_day";

fn in_days(days: i64) -> NaiveDate {
    let today = Local::now().date_naive();
    let far = Days::new(days.unsigned_abs());
    if days < 0 { today - far } else { today + far }
}

/// A base in which an option for these days expired three days ago; answers its number and the entry of its expiry.
fn expired(desk: &Desk, from: i64, to: i64) -> (App, String, i64) {
    let app = App::open(&desk.base(), Clock::Fixed(in_days(-20))).expect("the story");
    let mut wish = booking("A003", &[("EXP-ILL", 1)], "2026-03-02", "2026-03-02");
    wish.period = Period { from: in_days(from), to: in_days(to) };
    wish.option_until = Some(in_days(-4));
    let number = app.book(&wish).expect("the story").value.number;
    drop(app);
    desk.set(LAST_DAY, &in_days(-1).to_string());
    let app = App::open(&desk.base(), Clock::System).expect("the story");
    app.remark(&number, "un mot").expect("the story");
    let expiry = app.journal(2).expect("the story").remove(1);
    assert_eq!((expiry.code.as_str(), expiry.by.as_str()), ("options_expired", "system"));
    assert!(words::journal(&expiry).contains(&number), "{}", words::journal(&expiry));
    assert_eq!(app.loan(&number).expect("the story").state, LineState::Cancelled);
    (app, number, expiry.entry)
}

#[test]
fn an_expiry_that_is_undone_holds_until_a_new_last_day() {
    let desk = Desk::with("altec-2024");
    let (app, number, entry) = expired(&desk, 30, 34);
    app.undo(Some(entry)).unwrap();
    let line = app.loan(&number).unwrap().lines.remove(0).card;
    assert_eq!((line.state, line.option_until), (LineState::Option, Some(in_days(14))));
    // The next day of work leaves it.
    desk.set(LAST_DAY, &in_days(-1).to_string());
    let app = App::open(&desk.base(), Clock::System).unwrap();
    app.remark(&number, "un autre mot").unwrap();
    assert_eq!(app.loan(&number).unwrap().state, LineState::Option);
    assert_sound(&app);
}

#[test]
fn an_option_that_comes_back_holds_at_most_until_its_departure() {
    let desk = Desk::with("altec-2024");
    let (app, number, entry) = expired(&desk, 5, 9);
    app.undo(Some(entry)).unwrap();
    assert_eq!(app.loan(&number).unwrap().lines[0].card.option_until, Some(in_days(5)));
}

#[test]
fn an_expiry_whose_days_are_past_is_not_undone() {
    let desk = Desk::with("altec-2024");
    let (app, number, entry) = expired(&desk, -3, -2);
    let fault = refused(app.undo(Some(entry)), "undo_option_over");
    assert!(words::fault(&fault).contains(&number), "{}", words::fault(&fault));
}

#[test]
fn an_expiry_whose_resource_was_taken_since_is_not_undone() {
    let desk = Desk::with("altec-2024");
    let (app, _, entry) = expired(&desk, 30, 34);
    let mut wish = booking("A009", &[("EXP-ILL", 1)], "2026-03-02", "2026-03-02");
    wish.period = Period { from: in_days(32), to: in_days(36) };
    let other = app.book(&wish).unwrap();
    let fault = refused(app.undo(Some(entry)), "undo_breaks_rule");
    assert_eq!(fault.refusal.unwrap().conflicts[0].number, other.value.number);
    // Nobody's operation is what « défaire » means.
    assert_eq!(app.undo(None).unwrap().value.entry, other.entry.unwrap());
}
