//! The planning and what is done from it: days tried before a drop, lines moved, resources held.

use app::App;
use app::views::{Attempt, Grouping, NewHold, PlanningQuery, Reschedule};
use domain::availability::ConflictReason;
use domain::hold::HoldKind;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use proptest::prelude::*;
use stories::{Desk, Dice, TODAY, assert_sound, booking, day, digest, moved, period, refused};

const ILLUSIONS: &str = "EXP-ILL";

fn query(from: &str, to: &str) -> PlanningQuery {
    PlanningQuery {
        period: period(from, to),
        grouping: Grouping::Kind,
        search: String::new(),
        kinds: Vec::new(),
        forms: Vec::new(),
        themes: Vec::new(),
        states: Vec::new(),
        communes: Vec::new(),
        only_booked: false,
    }
}

fn to(number: &str, from: &str, to: &str) -> Reschedule {
    Reschedule { number: number.to_owned(), lines: None, period: period(from, to) }
}

#[test]
fn a_loan_moves_to_free_days_and_is_undone() {
    let desk = Desk::with_buffers("altec-2024", 1, 2);
    let app = desk.open();
    let number =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-22")).unwrap().value.number;
    let before = digest(&app);
    let done = app.reschedule(&to(&number, "2026-06-01", "2026-06-12")).unwrap();
    assert_eq!(done.value.period, period("2026-06-01", "2026-06-12"));
    assert_eq!(app.loan(&number).unwrap().history[0].code, "rescheduled");
    assert_sound(&app);
    // The days it left are free again, and its own new days do not stand in its way.
    app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-20")).unwrap();
    app.reschedule(&to(&number, "2026-06-02", "2026-06-19")).unwrap();
    app.undo(None).unwrap();
    app.undo(None).unwrap();
    app.undo(done.entry).unwrap();
    assert_eq!(digest(&app), before);
}

#[test]
fn a_loan_moved_into_a_conflict_stays_where_it_was_and_says_why() {
    let desk = Desk::with_buffers("altec-2024", 1, 2);
    let app = desk.open();
    let first =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-22")).unwrap().value.number;
    let second =
        app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-06-08", "2026-06-12")).unwrap().value.number;
    let before = digest(&app);
    // Friday 22 May and its two days of buffer reach to Wednesday 27: Whit Monday is closed.
    let fault = refused(app.reschedule(&to(&second, "2026-05-28", "2026-06-05")), "taken");
    let refusal = fault.refusal.unwrap();
    assert_eq!(refusal.conflicts[0].number, first);
    assert_eq!(refusal.conflicts[0].reason, ConflictReason::Buffer);
    assert_eq!(digest(&app), before);
    assert!(!refusal.alternatives.is_empty());
    for Period { from, to: last } in refusal.alternatives {
        app.reschedule(&to(&second, &from.to_string(), &last.to_string())).expect("what was offered");
        app.undo(None).unwrap();
    }
}

#[test]
fn of_what_is_out_only_the_return_moves_and_of_what_came_back_nothing() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let number =
        app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-03-02", "2026-03-13")).unwrap().value.number;
    moved(&app, &number, LineState::Out, "2026-03-02").unwrap();
    refused(app.reschedule(&to(&number, "2026-03-04", "2026-03-20")), "departure_fixed");
    let longer = app.reschedule(&to(&number, "2026-03-02", "2026-03-27")).unwrap().value;
    assert_eq!(longer.period, period("2026-03-02", "2026-03-27"));
    assert_sound(&app);
    moved(&desk.on("2026-03-05"), &number, LineState::Returned, "2026-03-05").unwrap();
    refused(app.reschedule(&to(&number, "2026-03-02", "2026-03-30")), "dates_fixed");
}

#[test]
fn an_amount_follows_the_weeks() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let mut form = stories::form_of(&app.resource(ILLUSIONS).unwrap());
    form.weekly_cents = Some(3000);
    form.weekly_member_cents = Some(2000);
    app.save_resource(&form).unwrap();
    let sheet = app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-17")).unwrap().value;
    let week = sheet.amount_cents.expect("an amount");
    let longer = app.reschedule(&to(&sheet.number, "2026-05-11", "2026-05-31")).unwrap().value;
    assert_eq!(longer.amount_cents, Some(3 * week));
}

#[test]
fn what_the_centre_holds_takes_its_units_and_stands_in_the_way_by_its_name() {
    let desk = Desk::with_buffers("altec-2024", 1, 2);
    let app = desk.open();
    let hold = NewHold {
        code: ILLUSIONS.to_owned(),
        kind: HoldKind::Maintenance,
        label: "module 3 à réparer".to_owned(),
        quantity: 1,
        period: period("2026-05-11", "2026-05-15"),
    };
    let before = digest(&app);
    let held = app.hold(&hold).unwrap();
    assert_sound(&app);
    let fault = refused(app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-13", "2026-05-20")), "taken");
    let conflict = &fault.refusal.as_ref().unwrap().conflicts[0];
    assert_eq!((conflict.reason, conflict.state), (ConflictReason::Held, None));
    assert!(app::words::conflict(conflict).contains("module 3 à réparer"));
    // No buffer of its own: a loan may end the day before, less its own buffer.
    app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-04-27", "2026-05-05")).unwrap();
    refused(app.hold(&NewHold { period: period("2026-05-04", "2026-05-12"), ..hold.clone() }), "taken");
    app.undo(None).unwrap();
    let row = |app: &App| {
        let planning = app.planning(&query("2026-05-04", "2026-05-31")).unwrap();
        planning.groups.into_iter().flat_map(|group| group.rows).find(|row| row.code == ILLUSIONS).unwrap()
    };
    assert_eq!(row(&app).holds.as_slice(), std::slice::from_ref(&held.value));
    app.release(held.value.id).unwrap();
    assert!(row(&app).holds.is_empty());
    refused(app.release(held.value.id), "hold_unknown");
    app.undo(None).unwrap();
    app.undo(held.entry).unwrap();
    assert_eq!(digest(&app), before);
}

#[test]
fn a_set_shows_on_the_rows_of_its_parts() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let number =
        app.book(&booking("A003", &[("ENS-LAB", 1)], "2026-05-11", "2026-05-22")).unwrap().value.number;
    let planning = app.planning(&query("2026-05-11", "2026-05-31")).unwrap();
    let rows: Vec<_> = planning.groups.iter().flat_map(|group| &group.rows).collect();
    let shown: Vec<(&str, u32)> = rows
        .iter()
        .flat_map(|row| row.bars.iter().map(move |bar| (row, bar)))
        .filter(|(_, bar)| bar.number == number)
        .map(|(row, bar)| (row.code.as_str(), bar.quantity))
        .collect();
    assert!(shown.contains(&("ENS-LAB", 1)) && shown.len() > 1, "{shown:?}");
    assert!(shown.iter().any(|(_, quantity)| *quantity > 1), "{shown:?}");
}

#[test]
fn the_holidays_within_a_loan_are_told_whatever_days_are_shown() {
    let desk = Desk::with("registre-2023");
    let app = desk.on("2023-10-09");
    let year = app.planning(&query("2023-01-01", "2023-12-31")).unwrap();
    let weeks = app.planning(&query("2023-11-06", "2023-11-19")).unwrap();
    let mut beyond = 0;
    for bar in weeks.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.bars) {
        let within = |planning: &app::views::Planning| {
            let school = planning.school_holidays.iter().cloned();
            school.filter(|school| school.period.common(bar.planned).is_some()).collect::<Vec<_>>()
        };
        assert_eq!(within(&weeks), within(&year), "{bar:?}");
        beyond += usize::from(within(&weeks).iter().any(|school| school.period.to < weeks.period.from));
    }
    assert!(beyond > 0, "a loan went out before the holidays of Toussaint and is shown after them");
}

#[test]
fn the_filters_of_the_planning_leave_what_they_say() {
    let desk = Desk::with("registre-2023");
    let app = desk.on("2023-10-09");
    let all = app.planning(&query("2023-09-18", "2023-11-12")).unwrap();
    let rows = |planning: &app::views::Planning| planning.groups.iter().map(|g| g.rows.len()).sum::<usize>();
    assert_eq!(rows(&all), all.total as usize);
    let booked =
        app.planning(&PlanningQuery { only_booked: true, ..query("2023-09-18", "2023-11-12") }).unwrap();
    assert!(rows(&booked) > 0 && rows(&booked) < rows(&all));
    assert!(booked.groups.iter().flat_map(|g| &g.rows).all(|row| !row.bars.is_empty()));
    let commune = all.communes[0].clone();
    let there = app
        .planning(&PlanningQuery {
            communes: vec![commune.label.clone()],
            ..query("2023-09-18", "2023-11-12")
        })
        .unwrap();
    let bars: Vec<_> = there.groups.iter().flat_map(|g| &g.rows).flat_map(|row| &row.bars).collect();
    assert_eq!(bars.len(), commune.count as usize);
    assert!(bars.iter().all(|bar| bar.commune == commune.label));
    for grouping in [Grouping::Theme, Grouping::Location] {
        let grouped = app.planning(&PlanningQuery { grouping, ..query("2023-09-18", "2023-11-12") }).unwrap();
        assert_eq!(rows(&grouped), rows(&all));
    }
    // Called off: hidden unless it is asked for.
    let cancelled = app
        .planning(&PlanningQuery { states: vec![LineState::Cancelled], ..query("2023-01-01", "2023-12-31") })
        .unwrap();
    let bars: Vec<_> = cancelled.groups.iter().flat_map(|g| &g.rows).flat_map(|row| &row.bars).collect();
    assert_eq!(bars.len(), 18);
    refused(app.planning(&query("2023-01-01", "2025-12-31")), "period_too_long");
    assert!(all.school_holidays.iter().any(|holidays| holidays.name.contains("Toussaint")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is shown while a bar is dragged is what the drop does.
    #[test]
    fn an_attempt_says_what_the_drop_does(seed in any::<u64>()) {
        let desk = Desk::with_buffers("altec-2024", 1, 2);
        let app = desk.open();
        let mut dice = Dice::of(seed);
        let codes = [ILLUSIONS, "MAL-TAR", "ENS-LAB", "MAT-THY"];
        let mut numbers = Vec::new();
        for _ in 0..12 {
            let from = plus_days(day(TODAY), dice.below(40) as i64);
            let mut wish = booking("A003", &[(codes[dice.below(4) as usize], 1)], TODAY, TODAY);
            wish.period = Period::starting(from, 1 + dice.below(12) as u32);
            wish.state = [LineState::Request, LineState::Option, LineState::Confirmed][dice.below(3) as usize];
            if let Ok(done) = app.book(&wish) {
                if done.value.state == LineState::Confirmed && dice.below(2) == 0 {
                    moved(&app, &done.value.number, LineState::Out, TODAY).ok();
                }
                numbers.push(done.value.number);
            }
        }
        for _ in 0..30 {
            let sheet = app.loan(&numbers[dice.below(numbers.len() as u64) as usize]).unwrap();
            let card = &sheet.lines[0].card;
            let from = if card.state == LineState::Out { card.planned.from } else {
                plus_days(day(TODAY), dice.below(45) as i64)
            };
            let period = Period::starting(from, 1 + dice.below(14) as u32);
            let attempt = Attempt { line: Some(card.id), code: card.code.clone(), quantity: 1, period };
            let told = app.attempt(&attempt).unwrap();
            let request = Reschedule { number: sheet.number.clone(), lines: Some(vec![card.id]), period };
            match app.reschedule(&request) {
                Ok(_) => prop_assert!(told.free && told.fault.is_none(), "{:?} {:?}", told, period),
                Err(fault) => {
                    prop_assert!(!told.free, "{:?} {}", told, fault);
                    prop_assert!(!told.conflicts.is_empty() || told.fault.is_some(), "a bare no: {:?}", told);
                    if let Some(refusal) = fault.refusal {
                        prop_assert_eq!(told.conflicts, refusal.conflicts);
                    }
                }
            }
        }
        assert_sound(&app);
    }
}
