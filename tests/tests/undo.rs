//! Whatever is done, undone and redone, in whatever order, the base is what it should be and the rule holds all along.

use app::views::{Answers, Closure, LoanForm, Move, NewBorrower, NewHold, Reschedule};
use app::{App, words};
use domain::catalogue::TermList;
use domain::fault::{Fault, Param};
use domain::hold::HoldKind;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use domain::questionnaire::CountingMethod;
use proptest::prelude::*;
use std::sync::LazyLock;
use stories::{Desk, TODAY, assert_sound, booking, day, digest, form_of};

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
    Parts {
        quantity: u32,
    },
    AddValue {
        label: usize,
    },
    RenameValue {
        label: usize,
        to: usize,
    },
    MergeValues {
        kept: usize,
        merged: usize,
    },
    RetireValue {
        label: usize,
        retired: bool,
    },
    OrderValues {
        first: usize,
    },
    Answers {
        loan: usize,
        people: i64,
        liked: usize,
    },
    /// Another calendar may clash with what is booked: it is told, not refused.
    Calendar {
        saturday: bool,
        closed: u32,
    },
}

const CODES: [&str; 6] = ["EXP-ILL", "MAL-TAR", "EXP-ABL", "ENS-LAB", "MAT-THY", "MAT-ORD"];
const LABELS: [&str; 3] = ["", "atelier", "une valeur nouvelle"];
/// Values of the list of themes, of which some are there and some come with a deed.
const VALUES: [&str; 4] = ["eau", "atelier", "une valeur nouvelle", "une autre"];

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
    let moved = (0..8_usize, 0..LineState::ALL.len(), -3..1_i64).prop_map(|(loan, to, on)| Deed::Move {
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
        1 => (1..4_u32).prop_map(|quantity| Deed::Parts { quantity }),
        1 => (0..VALUES.len()).prop_map(|label| Deed::AddValue { label }),
        1 => (0..VALUES.len(), 0..VALUES.len()).prop_map(|(label, to)| Deed::RenameValue { label, to }),
        1 => (0..VALUES.len(), 0..VALUES.len())
            .prop_map(|(kept, merged)| Deed::MergeValues { kept, merged }),
        1 => (0..VALUES.len(), any::<bool>())
            .prop_map(|(label, retired)| Deed::RetireValue { label, retired }),
        1 => (0..VALUES.len()).prop_map(|first| Deed::OrderValues { first }),
        2 => (0..8_usize, 0..200_i64, 0..LABELS.len())
            .prop_map(|(loan, people, liked)| Deed::Answers { loan, people, liked }),
    ]
}

/// The same, and another calendar of the centre.
fn deed_or_calendar() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => deed(),
        1 => (any::<bool>(), 0..4_u32).prop_map(|(saturday, closed)| Deed::Calendar { saturday, closed }),
    ]
}

/// As many cases as asked for, ninety-six by default.
fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(96), failure_persistence: None, ..ProptestConfig::default() }
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
                based_on: Some(sheet.based_on),
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
        Deed::Parts { quantity } => {
            let mut form = form_of(&app.resource("ENS-LAB")?);
            if let Some(part) = form.parts.first_mut() {
                part.quantity = *quantity;
            }
            Ok(app.save_resource(&form)?.entry)
        }
        Deed::AddValue { label } => Ok(app.add_list_value(TermList::Theme, VALUES[*label])?.entry),
        Deed::RenameValue { label, to } => {
            Ok(app.rename_list_value(TermList::Theme, VALUES[*label], VALUES[*to])?.entry)
        }
        Deed::MergeValues { kept, merged } => {
            Ok(app.merge_list_values(TermList::Theme, VALUES[*kept], VALUES[*merged])?.entry)
        }
        Deed::RetireValue { label, retired } => {
            Ok(app.retire_list_value(TermList::Theme, VALUES[*label], *retired)?.entry)
        }
        Deed::OrderValues { first } => {
            Ok(app.order_list(TermList::Theme, &[VALUES[*first].to_owned()])?.entry)
        }
        Deed::Answers { loan, people, liked } => {
            if numbers.is_empty() {
                return Ok(None);
            }
            let mut answers = Answers {
                counting: Some(CountingMethod::Headcount),
                people: Some(*people),
                ..Answers::default()
            };
            answers.appreciated.extend((*liked > 0).then(|| "esthétique".to_owned()));
            Ok(app.save_questionnaire(&numbers[loan % numbers.len()], &answers, true)?.entry)
        }
        Deed::Calendar { saturday, closed } => {
            let mut settings = app.settings()?.settings;
            settings.week[5].open = *saturday;
            settings.closures = Vec::new();
            if *closed > 0 {
                let period = Period::starting(plus_days(day(TODAY), 7), *closed);
                settings.closures.push(Closure { period, label: "congés".to_owned() });
            }
            Ok(app.save_settings(&settings)?.entry)
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

/// What a deed may be refused for.
const EXPECTED: [&str; 13] = [
    "taken",
    "still_away",
    "transition_forbidden",
    "returned_before_departed",
    "period_over",
    "dates_fixed",
    "departure_fixed",
    "quantity_over_capacity",
    "borrower_unknown",
    "list_value_unknown",
    "list_value_there",
    "list_value_itself",
    "line_never_left",
];

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
                assert!(EXPECTED.contains(&fault.code), "{deed:?}: {fault}");
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
    #![proptest_config(cases())]

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

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_is_done_undone_and_redone_the_base_stays_whole(
        deeds in proptest::collection::vec(deed_or_calendar(), 1..20),
        seed in any::<u64>(),
    ) {
        let desk = desk();
        let app = desk.open();
        let mut dice = stories::Dice::of(seed);
        let (mut numbers, mut imports, mut entries) = (Vec::new(), 0, Vec::new());
        for deed in &deeds {
            if matches!(deed, Deed::Import) && imports == 9 {
                continue;
            }
            let before = digest(&app);
            match done(&desk, &app, deed, &mut numbers, &mut imports) {
                Ok(entry) => entries.extend(entry),
                Err(fault) => {
                    prop_assert!(EXPECTED.contains(&fault.code) || matches!(fault.code, "loan_unknown" | "reference_unknown"), "{:?}: {}", deed, fault);
                    prop_assert!(digest(&app) == before, "{:?} was refused and wrote", deed);
                }
            }
            for _ in 0..dice.below(4) {
                try_back(&app, &mut dice, &entries)?;
            }
        }
        for _ in 0..8 {
            try_back(&app, &mut dice, &entries)?;
        }
        let report = app.check().unwrap();
        prop_assert!(report.clean, "{:?}", report.errors);
    }
}

/// Undoes or redoes some operation: what is refused writes nothing, what is done goes back by its opposite.
fn try_back(app: &App, dice: &mut stories::Dice, entries: &[i64]) -> Result<(), TestCaseError> {
    let named = (dice.below(3) > 0 && !entries.is_empty())
        .then(|| entries[dice.below(entries.len() as u64) as usize]);
    let redoes = dice.below(2) == 0;
    // The register stays: the deeds are about what it brought.
    let last = app.base_state().expect("the base").undoable;
    if !redoes
        && named.is_none()
        && last.is_some_and(|last| last.code == "register_imported" && !entries.contains(&last.entry))
    {
        return Ok(());
    }
    let before = digest(app);
    match if redoes { app.redo(named) } else { app.undo(named) } {
        Err(fault) => {
            let expected = [
                "undo_nothing",
                "redo_nothing",
                "undo_already",
                "redo_not_undone",
                "undo_depended_on",
                "redo_depended_on",
                "undo_breaks_rule",
                "still_away",
                "undo_not_enough",
                "undo_list_value_used",
            ];
            prop_assert!(expected.contains(&fault.code), "{}", fault);
            prop_assert!(digest(app) == before, "a refused undo wrote");
        }
        Ok(back) => {
            let entry = Some(back.value.entry);
            let after = digest(app);
            // Back and forth again, where the rule lets it: another calendar may forbid what was there.
            match if redoes { app.undo(entry) } else { app.redo(entry) } {
                Ok(_) => {
                    prop_assert!(without_lists(&digest(app)) == without_lists(&before));
                    let again = if redoes { app.redo(entry) } else { app.undo(entry) };
                    match again {
                        Ok(_) => prop_assert!(without_lists(&digest(app)) == without_lists(&after)),
                        Err(fault) => prop_assert!(is_of_rule(&fault), "{}", fault),
                    }
                }
                Err(fault) => prop_assert!(is_of_rule(&fault), "{}", fault),
            }
        }
    }
    let report = app.check().expect("a check");
    prop_assert!(report.clean, "{:?}", report.errors);
    Ok(())
}

fn is_of_rule(fault: &Fault) -> bool {
    matches!(fault.code, "undo_breaks_rule" | "undo_not_enough" | "still_away")
}
