//! What was done can be undone, whatever it was, in whatever order, and the rule holds all along.

use app::views::{LoanForm, Move, NewBorrower, NewHold, Reschedule};
use app::{App, words};
use domain::fault::{Fault, Param};
use domain::hold::HoldKind;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use proptest::prelude::*;
use std::sync::LazyLock;
use stories::{Desk, TODAY, assert_sound, booking, day, digest, form_of, moved, refused};

/// What a person may do, told so that it always means something.
#[derive(Debug, Clone)]
enum Deed {
    Book {
        first: usize,
        second: Option<usize>,
        quantity: u32,
        start: i64,
        days: u32,
        state: LineState,
        usage: usize,
    },
    Move {
        loan: usize,
        to: LineState,
        on: i64,
    },
    Reschedule {
        loan: usize,
        start: i64,
        days: u32,
    },
    Remark {
        loan: usize,
    },
    ChangeLoan {
        loan: usize,
        transport: usize,
    },
    Hold {
        code: usize,
        quantity: u32,
        start: i64,
        days: u32,
    },
    Release,
    ChangeResource {
        code: usize,
        before: u32,
        capacity: u32,
        label: usize,
    },
    NewBorrower {
        kind: usize,
    },
    Merge,
    Import,
}

const CODES: [&str; 6] = ["EXP-ILL", "MAL-TAR", "EXP-ABL", "ENS-LAB", "MAT-THY", "MAT-ORD"];
const LABELS: [&str; 3] = ["", "atelier", "une valeur nouvelle"];

fn deed() -> impl Strategy<Value = Deed> {
    let state = prop_oneof![Just(LineState::Request), Just(LineState::Option), Just(LineState::Confirmed)];
    let book = (
        0..CODES.len(),
        proptest::option::of(0..CODES.len()),
        1..9_u32,
        0..25_i64,
        1..15_u32,
        state,
        0..LABELS.len(),
    )
        .prop_map(|(first, second, quantity, start, days, state, usage)| Deed::Book {
            first,
            second,
            quantity,
            start,
            days,
            state,
            usage,
        });
    let moved = (0..8_usize, 0..LineState::ALL.len(), 0..4_i64).prop_map(|(loan, to, on)| Deed::Move {
        loan,
        to: LineState::ALL[to],
        on,
    });
    prop_oneof![
        5 => book,
        9 => moved,
        3 => (0..8_usize, 0..25_i64, 1..15_u32).prop_map(|(loan, start, days)| Deed::Reschedule { loan, start, days }),
        1 => (0..8_usize).prop_map(|loan| Deed::Remark { loan }),
        1 => (0..8_usize, 0..LABELS.len()).prop_map(|(loan, transport)| Deed::ChangeLoan { loan, transport }),
        2 => (0..CODES.len(), 1..4_u32, 0..25_i64, 1..15_u32)
            .prop_map(|(code, quantity, start, days)| Deed::Hold { code, quantity, start, days }),
        1 => Just(Deed::Release),
        2 => (0..CODES.len(), 0..3_u32, 1..25_u32, 0..LABELS.len())
            .prop_map(|(code, before, capacity, label)| Deed::ChangeResource { code, before, capacity, label }),
        1 => (0..LABELS.len()).prop_map(|kind| Deed::NewBorrower { kind }),
        1 => Just(Deed::Merge),
        1 => Just(Deed::Import),
    ]
}

static ALTEC: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let desk = Desk::with("altec-2024");
    std::fs::read(desk.base()).expect("the base, closed")
});

fn desk() -> Desk {
    let desk = Desk::default();
    std::fs::write(desk.base(), &*ALTEC).expect("a copy of the base");
    desk
}

/// The entry of the journal, where the deed could be done and changed anything.
fn done(
    desk: &Desk,
    app: &App,
    deed: &Deed,
    numbers: &mut Vec<String>,
    imports: &mut u32,
) -> Result<Option<i64>, Fault> {
    match deed {
        Deed::Book { first, second, quantity, start, days, state, usage } => {
            let quantity_of = |code: usize| if CODES[code].starts_with("MAT") { *quantity } else { 1 };
            let mut wanted = vec![(CODES[*first], quantity_of(*first))];
            wanted.extend(
                second.filter(|second| second != first).map(|second| (CODES[second], quantity_of(second))),
            );
            let mut wish = booking("A003", &wanted, TODAY, TODAY);
            wish.period = Period::starting(plus_days(day(TODAY), *start), *days);
            wish.state = *state;
            wish.usage = LABELS[*usage].to_owned();
            let done = app.book(&wish)?;
            numbers.push(done.value.number);
            Ok(done.entry)
        }
        Deed::Move { loan, to, on } => {
            if numbers.is_empty() {
                return Ok(None);
            }
            let request = Move {
                number: numbers[loan % numbers.len()].clone(),
                lines: None,
                to: *to,
                on: Some(plus_days(day(TODAY), *on)),
                reason: "essai".to_owned(),
                departed: None,
                long_ago: false,
            };
            Ok(app.move_lines(&request)?.entry)
        }
        Deed::Reschedule { loan, start, days } => {
            if numbers.is_empty() {
                return Ok(None);
            }
            let request = Reschedule {
                number: numbers[loan % numbers.len()].clone(),
                lines: None,
                period: Period::starting(plus_days(day(TODAY), *start), *days),
            };
            Ok(app.reschedule(&request)?.entry)
        }
        Deed::Remark { loan } if !numbers.is_empty() => {
            Ok(app.remark(&numbers[loan % numbers.len()], "prévoir le monte-charge")?.entry)
        }
        Deed::ChangeLoan { loan, transport } if !numbers.is_empty() => {
            let sheet = app.loan(&numbers[loan % numbers.len()])?;
            let form = LoanForm {
                number: sheet.number,
                contact: sheet.contact,
                venue: sheet.venue,
                transport: LABELS[*transport].to_owned(),
                notes: sheet.notes,
                insurance_received_on: Some(day(TODAY)),
                agreement_sent_on: None,
                agreement_signed_on: None,
            };
            Ok(app.save_loan(&form)?.entry)
        }
        Deed::Remark { .. } | Deed::ChangeLoan { .. } => Ok(None),
        Deed::Hold { code, quantity, start, days } => {
            let hold = NewHold {
                code: CODES[*code].to_owned(),
                kind: HoldKind::Maintenance,
                label: "à réparer".to_owned(),
                quantity: if CODES[*code].starts_with("MAT") { *quantity } else { 1 },
                period: Period::starting(plus_days(day(TODAY), *start), *days),
            };
            Ok(app.hold(&hold)?.entry)
        }
        Deed::Release => {
            let mut holds = CODES.iter().flat_map(|code| app.resource(code).expect("its sheet").holds);
            holds.next().map_or(Ok(None), |hold| Ok(app.release(hold.id)?.entry))
        }
        Deed::ChangeResource { code, before, capacity, label } => {
            let mut form = form_of(&app.resource(CODES[*code])?);
            form.buffers.before = *before;
            if CODES[*code].starts_with("MAT") {
                form.capacity = *capacity;
            }
            form.themes = vec!["eau".to_owned(), LABELS[*label].to_owned()];
            form.themes.retain(|label| !label.is_empty());
            form.inventory.pop();
            Ok(app.save_resource(&form)?.entry)
        }
        Deed::Merge => {
            let all = app.borrowers("")?;
            let (kept, merged) = (&all[0].code, &all[all.len() - 1].code);
            Ok(if kept == merged { None } else { app.merge_borrowers(kept, merged)?.entry })
        }
        Deed::NewBorrower { kind } => {
            let new = NewBorrower {
                name: "Quelqu'un".to_owned(),
                borrower_type: LABELS[*kind].to_owned(),
                contact_function: "Accueil".to_owned(),
                member: true,
                ..NewBorrower::default()
            };
            Ok(app.new_borrower(&new)?.entry)
        }
        Deed::Import => {
            *imports += 1;
            let n = *imports;
            let path = desk.register(
                &format!("import-{n}"),
                &[
                    ("ressources.csv", &format!("code;titre;type;thématiques\nX{n};Une malle;malle pédagogique;eau|neuf\n")),
                    ("emprunteurs.csv", &format!("code;nom;type\nX{n};Quelqu'un;{}\n", ["école", "neuf"][n as usize % 2])),
                    (
                        "prets.csv",
                        &format!(
                            "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut\n\
                             X-{n};X{n};X{n};02/02/2026;06/02/2026;rentré\nY-{n};EXP-LUN;X{n};0{n}/04/2026;0{n}/04/2026;confirmé\n"
                        ),
                    ),
                ],
            );
            let done = app.import_register(&path, false)?;
            assert!(!done.value.is_refused(), "{:?}", done.value.problems);
            Ok(done.entry)
        }
    }
}

/// Does what can be done, and answers each entry with the base before it.
fn live(desk: &Desk, app: &App, deeds: &[Deed]) -> Vec<(i64, String)> {
    let (mut numbers, mut imports, mut entries) = (Vec::new(), 0, Vec::new());
    for deed in deeds.iter().filter(|deed| !matches!(deed, Deed::Import)).chain([&Deed::Import]).chain(deeds)
    {
        if matches!(deed, Deed::Import) && imports == 9 {
            continue;
        }
        let before = digest(app);
        match done(desk, app, deed, &mut numbers, &mut imports) {
            Ok(Some(entry)) => entries.push((entry, before)),
            Ok(None) => assert_eq!(digest(app), before),
            Err(fault) => {
                let expected = [
                    "taken",
                    "transition_forbidden",
                    "returned_before_departed",
                    "period_over",
                    "dates_fixed",
                    "departure_fixed",
                    "quantity_over_capacity",
                    "borrower_unknown",
                ];
                assert!(expected.contains(&fault.code), "{deed:?}: {fault}");
                assert_eq!(digest(app), before, "{deed:?} was refused and wrote");
            }
        }
    }
    entries
}

/// All but the lists, in which a value that two operations used stays (SPEC §2).
fn without_lists(digest: &str) -> String {
    digest.lines().filter(|line| !line.starts_with("term|")).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undone_in_reverse_order_the_base_is_what_it_was_after_each_step(
        deeds in proptest::collection::vec(deed(), 1..14),
    ) {
        let desk = desk();
        let app = desk.open();
        let entries = live(&desk, &app, &deeds);
        assert_sound(&app);
        drop(app);
        // The program was closed in between.
        let app = desk.open();
        for (entry, before) in entries.iter().rev() {
            let undone = app.undo(None).expect("the last operation is undone");
            prop_assert_eq!(undone.value.entry, *entry);
            prop_assert!(digest(&app) == *before, "after the undo of {}", words::journal(&undone.value));
        }
        assert_sound(&app);
    }

    #[test]
    fn undone_in_any_order_an_operation_waits_for_those_that_stand_on_it(
        deeds in proptest::collection::vec(deed(), 1..14),
        seed in any::<u64>(),
    ) {
        let desk = desk();
        let app = desk.open();
        let first = digest(&app);
        let mut left: Vec<i64> = live(&desk, &app, &deeds).into_iter().map(|(entry, _)| entry).collect();
        let mut dice = stories::Dice::of(seed);
        let mut refusals = 0;
        while !left.is_empty() {
            // Now and then from the end, so that it comes to an end whatever the dice say.
            let place = if dice.below(4) == 0 { left.len() - 1 } else { dice.below(left.len() as u64) as usize };
            let before = digest(&app);
            match app.undo(Some(left[place])) {
                Ok(_) => {
                    left.remove(place);
                }
                Err(fault) => {
                    match fault.code {
                        "undo_depended_on" => {
                            let Param::Number(later) = fault.params["later"] else { panic!("{fault}") };
                            prop_assert!(later > left[place] && left.contains(&later), "{}", fault);
                        }
                        "undo_breaks_rule" => prop_assert!(fault.refusal.is_some_and(|r| !r.conflicts.is_empty())),
                        // Only with fewer units or longer buffers than when it was done.
                        "undo_not_enough" => {
                            let has_changed = deeds.iter().any(|deed| matches!(deed, Deed::ChangeResource { .. }));
                            prop_assert!(has_changed, "{}", fault);
                        }
                        _ => panic!("{fault}"),
                    }
                    prop_assert!(digest(&app) == before, "a refused undo wrote");
                    refusals += 1;
                    prop_assert!(refusals < 2_000, "no way out of {:?}", left);
                }
            }
            assert_sound(&app);
        }
        prop_assert!(without_lists(&digest(&app)) == without_lists(&first));
        prop_assert_eq!(app.undo(None).unwrap().value.code, "register_imported", "the base's own import");
    }
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
    refused(app.undo(Some(undo)), "undo_of_undo");
    refused(app.undo(Some(9_999)), "undo_unknown");
    app.undo(None).unwrap();
    refused(app.undo(None), "undo_nothing");
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
