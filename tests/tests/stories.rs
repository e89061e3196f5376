//! Stories over the use cases, on a real file: the trade's day, from the question to the return.

use app::App;
use app::views::{AvailabilityQuery, CatalogueQuery, FreeAnswer, Move, NewBorrower, Part, Wanted};
use domain::availability::ConflictReason;
use domain::borrower::Venue;
use domain::fault::{FaultKind, Param};
use domain::interval::Period;
use domain::loan::LineState;
use stories::{Desk, TODAY, assert_sound, booking, day, digest, moved, period, refused};

/// Illusions d'optique: one unit, no buffer.
const ILLUSIONS: &str = "EXP-ILL";

fn free(app: &App, code: &str, from: &str, to: &str, quantity: u32) -> FreeAnswer {
    app.free(period(from, to), None, Some(code), quantity).expect("an answer").remove(0)
}

fn is_free(app: &App, code: &str, from: &str, to: &str) -> bool {
    free(app, code, from, to, 1).free
}

fn state_of(app: &App, number: &str) -> LineState {
    app.loan(number).expect("a loan").state
}

#[test]
fn a_school_finds_an_exhibition_books_it_takes_it_and_brings_it_back_late() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();

    let found = app
        .catalogue(&CatalogueQuery { search: "ilusions optique".to_owned(), ..CatalogueQuery::default() })
        .unwrap();
    assert_eq!(found.resources[0].code, ILLUSIONS);
    assert!(is_free(&app, ILLUSIONS, "2026-03-09", "2026-03-20"));

    let booked = app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-20")).unwrap();
    assert_eq!(booked.changed.iter().copied().collect::<Vec<_>>(), [Part::Loans, Part::Journal]);
    let number = booked.value.number;
    assert_eq!(number, "2026-001");
    assert_eq!(booked.value.state, LineState::Option);
    assert_eq!(booked.value.borrower.name, "Lycée de la Côtière");
    assert_eq!(booked.value.venue.commune, "La Boisse");
    assert_eq!(booked.value.contact, "CDI");
    // A member for two weeks begun at 40 € each.
    assert_eq!(booked.value.amount_cents, Some(8_000));
    assert!(!is_free(&app, ILLUSIONS, "2026-03-20", "2026-03-20"));
    assert!(is_free(&app, ILLUSIONS, "2026-03-21", "2026-03-21"));
    assert!(is_free(&app, ILLUSIONS, "2026-03-08", "2026-03-08"));

    assert_eq!(moved(&app, &number, LineState::Confirmed, TODAY).unwrap().state, LineState::Confirmed);
    assert!(app.out(None).unwrap().is_empty());

    let app = desk.on("2026-03-09");
    let today = app.today_view().unwrap();
    assert_eq!(today.movements_today[0].line.number, number);
    moved(&app, &number, LineState::Out, "2026-03-09").unwrap();
    let out = app.out(None).unwrap();
    assert_eq!(
        (out[0].number.as_str(), out[0].code.as_str(), out[0].late_days),
        (number.as_str(), ILLUSIONS, 0)
    );
    assert_eq!((out[0].departed, out[0].due), (day("2026-03-09"), day("2026-03-20")));

    let app = desk.on("2026-03-25");
    assert_eq!(app.out(None).unwrap()[0].late_days, 5);
    assert_eq!(app.today_view().unwrap().late[0].number, number);
    assert_eq!(app.base_state().unwrap().late, 1);
    assert!(!is_free(&app, ILLUSIONS, "2026-03-25", "2026-03-25"), "a late line holds its resource today");

    moved(&app, &number, LineState::Returned, "2026-03-25").unwrap();
    assert!(app.out(None).unwrap().is_empty());
    assert_eq!(app.out(Some(day("2026-03-20"))).unwrap()[0].number, number, "it was away that day");
    assert!(is_free(&app, ILLUSIONS, "2026-03-26", "2026-03-26"));

    moved(&app, &number, LineState::Closed, "2026-03-25").unwrap();
    assert_eq!(moved(&app, &number, LineState::Returned, "2026-03-25").unwrap().state, LineState::Returned);
    moved(&app, &number, LineState::Closed, "2026-03-25").unwrap();

    let codes: Vec<String> =
        app.loan(&number).unwrap().history.into_iter().rev().map(|entry| entry.code).collect();
    assert_eq!(codes, ["booked", "confirmed", "departed", "returned", "closed", "reopened", "closed"]);
    assert_sound(&app);
}

#[test]
fn a_double_booking_is_refused_with_the_loan_in_the_way_and_free_periods_that_can_be_booked() {
    let desk = Desk::with_buffers("altec-2024", 1, 2);
    let app = desk.open();
    let first =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-22")).unwrap().value.number;
    let before = digest(&app);

    for state in [LineState::Option, LineState::Confirmed] {
        let mut second = booking("A009", &[(ILLUSIONS, 1)], "2026-05-18", "2026-05-29");
        second.state = state;
        let fault = refused(app.book(&second), "taken");
        assert_eq!(fault.kind, FaultKind::Rule);
        let refusal = fault.refusal.unwrap();
        assert_eq!(refusal.conflicts.len(), 1);
        assert_eq!(refusal.conflicts[0].number, first);
        assert_eq!(refusal.conflicts[0].reason, ConflictReason::Days);
        assert_eq!(
            (refusal.conflicts[0].from, refusal.conflicts[0].to),
            (day("2026-05-11"), day("2026-05-22"))
        );
        assert_eq!(refusal.alternatives.len(), 2);
        assert!(refusal.alternatives.iter().all(|alternative| alternative.days() == 12));
    }
    assert_eq!(digest(&app), before, "a refusal writes nothing");
    assert_eq!(app.journal(1).unwrap()[0].code, "booked");

    let fault = refused(app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-05-18", "2026-05-29")), "taken");
    for alternative in fault.refusal.unwrap().alternatives {
        let again =
            booking("A009", &[(ILLUSIONS, 1)], &alternative.from.to_string(), &alternative.to.to_string());
        app.book(&again).unwrap_or_else(|fault| panic!("{alternative:?} was offered: {fault}"));
    }
    assert_sound(&app);
}

#[test]
fn every_free_period_offered_can_be_booked_whatever_is_there() {
    let desk = Desk::with_buffers("altec-2024", 2, 1);
    let app = desk.open();
    let mut dice = stories::Dice::of(7);
    let mut offered = 0;
    for _ in 0..120 {
        let from = domain::interval::plus_days(day(TODAY), dice.below(150) as i64);
        let asked = Period::starting(from, 1 + dice.below(25) as u32);
        let code = ["EXP-ILL", "MAL-TAR", "ENS-LAB", "MAT-THY"][dice.below(4) as usize];
        let quantity = if code == "MAT-THY" { 1 + dice.below(15) as u32 } else { 1 };
        let mut wish = booking("A003", &[(code, quantity)], TODAY, TODAY);
        wish.period = asked;
        let Err(fault) = app.book(&wish) else { continue };
        assert_eq!(fault.code, "taken");
        for alternative in fault.refusal.unwrap().alternatives {
            assert!(alternative.from >= app.today() && alternative.days() == asked.days());
            let mut wish = booking("A009", &[(code, quantity)], TODAY, TODAY);
            wish.period = alternative;
            let entry =
                app.book(&wish).unwrap_or_else(|fault| panic!("{code} {alternative:?}: {fault}")).entry;
            app.undo(entry).unwrap();
            offered += 1;
        }
    }
    assert!(offered > 30, "only {offered} offers were tried");
    assert_sound(&app);
}

#[test]
fn a_set_takes_its_parts_and_parts_lent_on_their_own_hold_back_the_set() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let (from, to) = ("2026-03-09", "2026-03-13");
    let lab = app.book(&booking("A003", &[("ENS-LAB", 1)], from, to)).unwrap().value.number;
    // 8 laptops of 21, 10 robots of 15, 6 kits of 17, the only press.
    for (code, left) in [("MAT-ORD", 13), ("MAT-THY", 5), ("MAT-ARD", 11), ("MAC-I3D", 3), ("MAC-PRE", 0)] {
        assert_eq!(free(&app, code, from, to, 1).available, left, "{code}");
    }
    assert_eq!(free(&app, "MAT-ELE", from, to, 1).available, 1, "it is no part of the set");

    let fault = refused(app.book(&booking("A009", &[("MAT-ORD", 14)], from, to)), "taken");
    assert_eq!(fault.refusal.unwrap().conflicts[0].number, lab);
    app.book(&booking("A009", &[("MAT-ORD", 13)], from, to)).unwrap();

    // The other way round, the week after: 6 robots of 15 leave 9, the set needs 10.
    let (from, to) = ("2026-03-16", "2026-03-20");
    let robots = app.book(&booking("A009", &[("MAT-THY", 6)], from, to)).unwrap().value.number;
    assert_eq!(free(&app, "ENS-LAB", from, to, 1).available, 0);
    let fault = refused(app.book(&booking("A003", &[("ENS-LAB", 1)], from, to)), "taken");
    let refusal = fault.refusal.unwrap();
    assert_eq!(refusal.conflicts[0].number, robots);
    assert_eq!(refusal.conflicts[0].code, "MAT-THY");
    let whole = app.free(period(from, to), None, None, 1).unwrap();
    assert!(
        !whole.iter().find(|answer| answer.code == "ENS-LAB").unwrap().free,
        "the whole catalogue agrees"
    );

    moved(&app, &robots, LineState::Cancelled, TODAY).unwrap();
    app.book(&booking("A003", &[("ENS-LAB", 1)], from, to)).unwrap();
    moved(&app, &lab, LineState::Cancelled, TODAY).unwrap();
    assert_eq!(
        free(&app, "MAT-ORD", "2026-03-09", "2026-03-13", 1).available,
        8,
        "cancelled, the set gives back"
    );
    assert_sound(&app);
}

#[test]
fn a_set_and_its_parts_in_one_loan_are_added_up() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let (from, to) = ("2026-03-09", "2026-03-13");
    let before = digest(&app);
    refused(app.book(&booking("A003", &[("ENS-LAB", 1), ("MAT-THY", 6)], from, to)), "taken");
    assert_eq!(digest(&app), before);
    app.book(&booking("A003", &[("ENS-LAB", 1), ("MAT-THY", 5)], from, to)).unwrap();
    assert_sound(&app);
}

#[test]
fn several_resources_go_together_or_not_at_all_and_are_offered_the_same_free_days() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let tara =
        app.book(&booking("A005", &[("MAL-TAR", 1)], "2026-04-06", "2026-04-10")).unwrap().value.number;
    app.book(&booking("A005", &[(ILLUSIONS, 1)], "2026-04-13", "2026-04-17")).unwrap();
    let before = digest(&app);

    let both = &[(ILLUSIONS, 1), ("MAL-TAR", 1)];
    let fault = refused(app.book(&booking("A003", both, "2026-04-06", "2026-04-10")), "taken");
    assert_eq!(fault.params["code"], Param::Text("MAL-TAR".to_owned()));
    let refusal = fault.refusal.unwrap();
    assert_eq!(refusal.conflicts.iter().map(|c| c.number.as_str()).collect::<Vec<_>>(), [tara.as_str()]);
    assert_eq!(
        refusal.alternatives,
        [period("2026-04-01", "2026-04-05"), period("2026-04-18", "2026-04-22")]
    );
    assert_eq!(digest(&app), before, "not even the exhibition was booked");

    let query = AvailabilityQuery {
        period: period("2026-04-06", "2026-04-10"),
        wanted: both.iter().map(|(code, quantity)| Wanted::new(code, *quantity)).collect(),
    };
    let live = app.availability(&query).unwrap();
    assert!(!live.free && live.lines[0].free && !live.lines[1].free);
    assert_eq!(live.alternatives, refusal.alternatives);

    for alternative in refusal.alternatives {
        let wish = booking("A003", both, &alternative.from.to_string(), &alternative.to.to_string());
        assert_eq!(app.book(&wish).unwrap().value.lines.len(), 2);
    }
    let numbers: Vec<String> =
        app.loans(&Default::default()).unwrap().into_iter().map(|l| l.number).collect();
    assert!(numbers.contains(&"2026-003".to_owned()), "the refusal took no number: {numbers:?}");
    assert!(numbers.contains(&"2026-004".to_owned()));
    assert_sound(&app);
}

#[test]
fn several_loans_share_the_units_of_a_resource_day_by_day() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let laptops = |quantity, from, to| app.book(&booking("A003", &[("MAT-ORD", quantity)], from, to));
    let one = laptops(8, "2026-03-02", "2026-03-11").unwrap().value.number;
    let two = laptops(8, "2026-03-06", "2026-03-16").unwrap().value.number;
    // 5 are left from the 6th to the 11th, 13 before and after.
    assert_eq!(free(&app, "MAT-ORD", "2026-03-11", "2026-03-20", 1).available, 5);
    assert_eq!(free(&app, "MAT-ORD", "2026-03-12", "2026-03-20", 1).available, 13);
    let fault = refused(laptops(6, "2026-03-04", "2026-03-20"), "taken");
    let refusal = fault.refusal.unwrap();
    let mut numbers: Vec<&str> = refusal.conflicts.iter().map(|conflict| conflict.number.as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [one.as_str(), two.as_str()]);
    laptops(5, "2026-03-04", "2026-03-20").unwrap();
    laptops(8, "2026-03-12", "2026-03-20").unwrap();
    refused(laptops(1, "2026-03-16", "2026-03-16"), "taken");
    laptops(8, "2026-03-17", "2026-03-20").unwrap();
    refused(laptops(22, "2026-06-01", "2026-06-05"), "quantity_over_capacity");
    refused(laptops(0, "2026-06-01", "2026-06-05"), "quantity_zero");
    assert_sound(&app);
}

#[test]
fn an_option_past_its_expiry_takes_nothing_at_once() {
    let desk = Desk::with("altec-2024");
    let mut wish = booking("A003", &[(ILLUSIONS, 1)], "2026-04-06", "2026-04-17");
    wish.option_until = Some(day("2026-03-10"));
    let number = desk.open().book(&wish).unwrap().value.number;

    let app = desk.on("2026-03-10");
    assert_eq!(state_of(&app, &number), LineState::Option, "its last day counts");
    assert!(!is_free(&app, ILLUSIONS, "2026-04-06", "2026-04-17"));

    // On a read-only base nothing can be written: the rule alone sees that it expired.
    set_read_only(&desk, true);
    let app = desk.on("2026-03-11");
    assert_eq!(state_of(&app, &number), LineState::Option);
    assert!(is_free(&app, ILLUSIONS, "2026-04-06", "2026-04-17"));
    drop(app);
    set_read_only(&desk, false);

    // A day given by hand is a question: another booking goes in, and the expiry is not written.
    let app = desk.on("2026-03-11");
    app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-04-06", "2026-04-17")).unwrap();
    assert_eq!(state_of(&app, &number), LineState::Option);
    assert_sound(&app);
    assert_eq!(app.journal(10).unwrap().len(), 3);
}

fn set_read_only(desk: &Desk, read_only: bool) {
    let mut permissions = std::fs::metadata(desk.base()).expect("the base").permissions();
    permissions.set_readonly(read_only);
    std::fs::set_permissions(desk.base(), permissions).expect("its permissions");
}

#[test]
fn a_confirmed_line_that_never_left_is_listed_and_takes_nothing_any_more() {
    let desk = Desk::with_buffers("altec-2024", 0, 3);
    let app = desk.open();
    let mut wish = booking("A003", &[(ILLUSIONS, 1)], "2026-03-03", "2026-03-06");
    wish.state = LineState::Confirmed;
    let number = app.book(&wish).unwrap().value.number;
    let app = desk.on("2026-03-06");
    assert!(!is_free(&app, ILLUSIONS, "2026-03-09", "2026-03-09"), "the buffer after its days");
    assert_eq!(app.today_view().unwrap().departures_overdue[0].number, number);

    let app = desk.on("2026-03-07");
    let today = app.today_view().unwrap();
    assert_eq!(today.missed[0].number, number);
    assert!(today.departures_overdue.is_empty());
    assert_eq!(state_of(&app, &number), LineState::Confirmed, "nothing is decided for the person");
    assert!(is_free(&app, ILLUSIONS, "2026-03-09", "2026-03-09"));
    app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13")).unwrap();

    // It had left after all, and is back: its buffer would now run into the new booking.
    refused(moved(&app, &number, LineState::Out, "2026-03-03"), "taken");
    assert_sound(&app);
}

#[test]
fn a_late_line_runs_on_into_the_next_booking_which_is_an_alert_and_no_error() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let late =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-02", "2026-03-06")).unwrap().value.number;
    moved(&app, &late, LineState::Out, TODAY).unwrap();
    let mut next = booking("A009", &[(ILLUSIONS, 1)], "2026-03-11", "2026-03-20");
    next.state = LineState::Confirmed;
    let next = app.book(&next).unwrap().value.number;

    let app = desk.on("2026-03-10");
    let answer = free(&app, ILLUSIONS, "2026-03-09", "2026-03-10", 1);
    assert_eq!(answer.refusal.conflicts[0].reason, ConflictReason::Late);
    assert_eq!(answer.refusal.conflicts[0].busy_to, day("2026-03-10"));
    assert_sound(&app);

    let app = desk.on("2026-03-12");
    let report = app.check().unwrap();
    assert!(report.clean);
    assert_eq!(report.alerts.len(), 1);
    assert_eq!(report.alerts[0].code, ILLUSIONS);
    assert_eq!(report.alerts[0].periods, [period("2026-03-11", "2026-03-12")]);
    let mut numbers: Vec<&str> = report.alerts[0].loans.iter().map(|loan| loan.number.as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [late.as_str(), next.as_str()]);

    // What makes the excess no greater stays possible.
    moved(&app, &late, LineState::Returned, "2026-03-12").unwrap();
    moved(&app, &next, LineState::Cancelled, "2026-03-12").unwrap();
    assert_sound(&app);
}

#[test]
fn buffers_are_counted_in_open_days_and_those_of_two_neighbours_add_up() {
    let desk = Desk::with_buffers("altec-2024", 1, 2);
    let app = desk.open();
    // Monday 16 to Friday 20: taken from Friday 13 to Tuesday 24.
    let number =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-16", "2026-03-20")).unwrap().value.number;
    let card = app.loan(&number).unwrap().lines.remove(0).card;
    assert_eq!((card.busy_from, card.busy_to), (Some(day("2026-03-13")), Some(day("2026-03-24"))));

    // The next one wants its own open day before: Wednesday 25, so it leaves on Thursday 26.
    let answer = free(&app, ILLUSIONS, "2026-03-25", "2026-03-27", 1);
    assert_eq!(answer.refusal.conflicts[0].reason, ConflictReason::Buffer);
    assert!(is_free(&app, ILLUSIONS, "2026-03-26", "2026-03-27"));
    // The one before ends two open days earlier than Friday 13: on Tuesday 10.
    assert!(!is_free(&app, ILLUSIONS, "2026-03-09", "2026-03-11"));
    assert!(is_free(&app, ILLUSIONS, "2026-03-09", "2026-03-10"));

    // Thursday 30 April: the 1st of May is a holiday, so the two open days are Monday and Tuesday.
    let may = app.book(&booking("A003", &[("MAL-TAR", 1)], "2026-04-27", "2026-04-30")).unwrap().value;
    assert_eq!(may.lines[0].card.busy_to, Some(day("2026-05-05")));
    // Tuesday 7 April: Monday 6 is Easter Monday, the open day before is Friday 3.
    let easter = app.book(&booking("A003", &[("MAL-ENE", 1)], "2026-04-07", "2026-04-10")).unwrap().value;
    assert_eq!(easter.lines[0].card.busy_from, Some(day("2026-04-03")));
    assert_sound(&app);
}

#[test]
fn a_return_moves_the_buffer_and_a_closed_line_has_none() {
    let desk = Desk::with_buffers("altec-2024", 0, 2);
    let app = desk.open();
    let number =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-02", "2026-03-20")).unwrap().value.number;
    moved(&app, &number, LineState::Out, TODAY).unwrap();
    let app = desk.on("2026-03-04");
    moved(&app, &number, LineState::Returned, "2026-03-04").unwrap();
    assert!(!is_free(&app, ILLUSIONS, "2026-03-06", "2026-03-06"), "Thursday and Friday are its buffer");
    assert!(is_free(&app, ILLUSIONS, "2026-03-07", "2026-03-20"));
    moved(&app, &number, LineState::Closed, "2026-03-04").unwrap();
    assert!(is_free(&app, ILLUSIONS, "2026-03-05", "2026-03-06"));
    // Reopened, it wants its buffer again, which is no longer free.
    app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-03-05", "2026-03-06")).unwrap();
    refused(moved(&app, &number, LineState::Returned, "2026-03-04"), "taken");
    assert_sound(&app);
}

#[test]
fn a_number_is_given_once_even_when_its_booking_is_undone() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let first = app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13")).unwrap();
    assert_eq!(first.value.number, "2026-001");
    let undone = app.undo(None).unwrap();
    assert_eq!(undone.value.entry, first.entry.unwrap());
    refused(app.loan("2026-001"), "loan_unknown");
    drop(app);

    let app = desk.open();
    let second = app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13")).unwrap().value;
    assert_eq!(second.number, "2026-002");
    let trace: Vec<String> = app.journal(3).unwrap().iter().map(app::words::journal).collect();
    assert!(trace[2].contains("2026-001"), "{trace:?}");
    assert_eq!(app.journal(3).unwrap()[2].undone_by, undone.entry);
    assert_eq!(app.journal(3).unwrap()[1].undoes, first.entry);

    // Each year counts from one, and an imported number is never given again.
    assert_eq!(
        desk.on("2024-12-02")
            .book(&booking("A003", &[("MAL-TAR", 1)], "2024-12-09", "2024-12-13"))
            .unwrap()
            .value
            .number,
        "2024-010"
    );
}

#[test]
fn a_borrower_is_created_on_the_way() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let created = app
        .new_borrower(&NewBorrower {
            name: "Collège Vaucanson".to_owned(),
            borrower_type: "collège".to_owned(),
            commune: "Bourg-en-Bresse".to_owned(),
            insee: "01053".to_owned(),
            contact_function: "CDI".to_owned(),
            member: true,
            ..NewBorrower::default()
        })
        .unwrap();
    assert_eq!(created.changed.iter().copied().collect::<Vec<_>>(), [Part::Borrowers, Part::Journal]);
    let borrower = created.value;
    assert_eq!((borrower.code.as_str(), borrower.departement.as_str()), ("E001", "01"));
    assert!(borrower.member);
    assert_eq!(app.borrowers("vaucanson").unwrap()[0].code, "E001");
    let loan = app.book(&booking("E001", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13")).unwrap().value;
    assert_eq!((loan.borrower.name.as_str(), loan.contact.as_str()), ("Collège Vaucanson", "CDI"));
    assert_eq!(loan.amount_cents, Some(4_000), "the tariff of members");

    let again =
        NewBorrower { code: "E001".to_owned(), name: "Un autre".to_owned(), ..NewBorrower::default() };
    assert_eq!(refused(app.new_borrower(&again), "borrower_code_taken").field.as_deref(), Some("code"));
    assert_eq!(
        refused(app.new_borrower(&NewBorrower::default()), "text_missing").field.as_deref(),
        Some("name")
    );
    let fault = refused(app.undo(created.entry), "undo_depended_on");
    assert!(app::words::fault(&fault).contains(&loan.number), "{}", app::words::fault(&fault));
}

#[test]
fn a_loan_is_cancelled_with_who_when_why_and_from_which_state() {
    let desk = Desk::with("altec-2024");
    let app = desk.open().worked_on_by("Ève");
    let number =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13")).unwrap().value.number;
    moved(&app, &number, LineState::Confirmed, TODAY).unwrap();
    let request = Move {
        number: number.clone(),
        lines: None,
        to: LineState::Cancelled,
        on: None,
        reason: "  classe annulée  ".to_owned(),
        departed: None,
        long_ago: false,
    };
    let line = app.move_lines(&request).unwrap().value.lines.remove(0);
    assert_eq!((line.cancelled_by.as_str(), line.cancel_reason.as_str()), ("Ève", "classe annulée"));
    assert_eq!(line.cancelled_on, Some(day(TODAY)));
    assert!(line.moves.is_empty(), "a cancelled line moves no more");
    assert!(is_free(&app, ILLUSIONS, "2026-03-09", "2026-03-13"));
    for to in [LineState::Confirmed, LineState::Out, LineState::Cancelled] {
        assert_eq!(refused(moved(&app, &number, to, TODAY), "transition_forbidden").kind, FaultKind::Rule);
    }
    refused(app.agreement(&number), "agreement_without_lines");
    refused(moved(&app, "2026-999", LineState::Confirmed, TODAY), "loan_unknown");
    assert_sound(&app);
}

#[test]
fn lines_move_one_by_one_and_the_loan_shows_the_least_advanced() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let loan = app
        .book(&booking("A003", &[(ILLUSIONS, 1), ("MAL-TAR", 1)], "2026-03-02", "2026-03-13"))
        .unwrap()
        .value;
    moved(&app, &loan.number, LineState::Out, TODAY).unwrap();
    let one = Move {
        number: loan.number.clone(),
        lines: Some(vec![loan.lines[0].card.id]),
        to: LineState::Returned,
        on: Some(day("2026-03-05")),
        reason: String::new(),
        departed: None,
        long_ago: false,
    };
    let partly = desk.on("2026-03-05").move_lines(&one).unwrap().value;
    assert_eq!((partly.state, partly.mixed), (LineState::Out, true));
    let app = desk.on("2026-03-06");
    assert_eq!(app.out(None).unwrap().len(), 1);
    assert!(is_free(&app, ILLUSIONS, "2026-03-06", "2026-03-13"));
    assert!(!is_free(&app, "MAL-TAR", "2026-03-06", "2026-03-13"));
    let whole = moved(&app, &loan.number, LineState::Returned, "2026-03-06").unwrap();
    assert_eq!((whole.state, whole.mixed), (LineState::Returned, false));

    let other = Move { lines: Some(vec![domain::id::LineId::new()]), ..one };
    refused(app.move_lines(&other), "line_unknown");
    assert_sound(&app);
}

#[test]
fn a_departure_or_a_confirmation_by_mistake_goes_one_step_back() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let number =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-02", "2026-03-13")).unwrap().value.number;
    moved(&app, &number, LineState::Out, TODAY).unwrap();
    refused(moved(&app, &number, LineState::Returned, "2026-03-01"), "returned_before_departed");
    let back = moved(&app, &number, LineState::Confirmed, TODAY).unwrap();
    assert_eq!(back.lines[0].card.departed_on, None);
    let option = moved(&app, &number, LineState::Option, TODAY).unwrap();
    assert_eq!(option.state, LineState::Option);
    assert!(option.lines[0].card.option_until.is_some());
    refused(moved(&app, &number, LineState::Returned, TODAY), "transition_forbidden");
    assert_sound(&app);
}

#[test]
fn a_request_takes_nothing_until_it_becomes_an_option() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let mut wish = booking("A003", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13");
    wish.state = LineState::Request;
    let request = app.book(&wish).unwrap().value.number;
    assert!(is_free(&app, ILLUSIONS, "2026-03-09", "2026-03-13"));
    let first =
        app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13")).unwrap().value.number;
    for to in [LineState::Option, LineState::Confirmed, LineState::Out] {
        let fault = refused(moved(&desk.on("2026-03-09"), &request, to, "2026-03-09"), "taken");
        assert_eq!(fault.refusal.unwrap().conflicts[0].number, first);
    }
    moved(&app, &request, LineState::Refused, TODAY).unwrap();
    assert_sound(&app);
}

#[test]
fn the_journal_says_who_did_what_and_when() {
    let desk = Desk::with("altec-2024");
    let app = desk.open().worked_on_by("  Ève Martin ");
    let number =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-09", "2026-03-13")).unwrap().value.number;
    let entries = app.journal(10).unwrap();
    assert_eq!(entries.len(), 2);
    let entry = &entries[0];
    assert_eq!((entry.by.as_str(), entry.code.as_str()), ("Ève Martin", "booked"));
    assert!(
        chrono::DateTime::parse_from_rfc3339(&entry.at).is_ok() && entry.at.ends_with('Z'),
        "{}",
        entry.at
    );
    assert_eq!(
        app::words::journal(entry),
        format!("Dossier {number} créé pour Lycée de la Côtière\u{a0}: Illusions d'optique")
    );
    assert_eq!(entries[1].code, "register_imported");
}

#[test]
fn a_booking_that_makes_no_sense_is_refused_naming_its_field() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let before = digest(&app);
    let wish = |code: &str, from: &str, to: &str| {
        let mut wish = booking("A003", &[(code, 1)], "2026-03-09", "2026-03-13");
        wish.period = Period { from: day(from), to: day(to) };
        wish
    };
    let field = |wish, code| refused(app.book(&wish), code).field.unwrap_or_default();
    assert_eq!(field(wish(ILLUSIONS, "2026-03-13", "2026-03-12"), "end_before_start"), "to");
    assert_eq!(field(wish(ILLUSIONS, "2026-02-02", "2026-03-01"), "period_over"), "to");
    assert_eq!(field(wish(ILLUSIONS, "2026-03-09", "2029-03-09"), "period_too_long"), "to");
    assert_eq!(field(wish("EXP-XXX", "2026-03-09", "2026-03-13"), "resource_unknown"), "resource");
    assert_eq!(field(wish("MAC-LAS", "2026-03-09", "2026-03-13"), "machine_not_lent"), "wanted");
    let mut nobody = wish(ILLUSIONS, "2026-03-09", "2026-03-13");
    nobody.borrower = "Z999".to_owned();
    assert_eq!(field(nobody, "borrower_unknown"), "borrower");
    let mut nothing = wish(ILLUSIONS, "2026-03-09", "2026-03-13");
    nothing.wanted.clear();
    assert_eq!(field(nothing, "booking_empty"), "wanted");
    assert_eq!(
        field(
            booking("A003", &[(ILLUSIONS, 1), (ILLUSIONS, 1)], "2026-03-09", "2026-03-13"),
            "resource_twice"
        ),
        "wanted"
    );
    let mut closed = wish(ILLUSIONS, "2026-03-09", "2026-03-13");
    closed.state = LineState::Out;
    assert_eq!(field(closed, "booking_state"), "state");
    // La science au service des médailles came on 3 June 2024.
    let early = desk.on("2024-05-06");
    let fault = refused(
        early.book(&booking("A003", &[("EXP-MED", 1)], "2024-05-13", "2024-05-17")),
        "before_acquisition",
    );
    assert_eq!(fault.field.as_deref(), Some("from"));
    assert_eq!(digest(&app), before);
}

#[test]
fn the_agreement_says_what_was_agreed() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let mut wish = booking("A003", &[(ILLUSIONS, 1), ("MAT-ORD", 4)], "2026-03-09", "2026-03-20");
    wish.venue = Some(Venue { name: "Hall".to_owned(), commune: "Dagneux".to_owned(), ..Venue::default() });
    wish.transport = "Navette du centre".to_owned();
    wish.usage = "atelier".to_owned();
    let number = app.book(&wish).unwrap().value.number;
    let agreement = app.agreement(&number).unwrap();
    assert_eq!((agreement.number.as_str(), agreement.date), (number.as_str(), day(TODAY)));
    assert_eq!(agreement.borrower.name, "Lycée de la Côtière");
    assert_eq!((agreement.venue.name.as_str(), agreement.venue.commune.as_str()), ("Hall", "Dagneux"));
    assert_eq!((agreement.transport.as_str(), agreement.usage.as_str()), ("Navette du centre", "atelier"));
    assert_eq!(agreement.lines.iter().map(|line| line.quantity).collect::<Vec<_>>(), [1, 4]);
    // 1 200 € and four laptops of 650 €.
    assert_eq!(agreement.insured_cents(), 380_000);
    assert_eq!(agreement.amount_cents(), Some(2 * 4_000 + 2 * 4 * 1_500));
}
