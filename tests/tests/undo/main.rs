//! Whatever is done, undone and redone, in whatever order, the base is what it should be and the rule holds all along.

mod count;
mod deeds;
mod rule;

use app::{App, words};
use deeds::{Deed, EXPECTED, deed, deed_of_any_sort, desk, done};
use domain::fault::{Fault, Param};
use proptest::prelude::*;
use stories::{Desk, assert_sound, digest};

/// As many cases as asked for, ninety-six by default.
fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(96), failure_persistence: None, ..ProptestConfig::default() }
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
        deeds in proptest::collection::vec(deed_of_any_sort(), 1..20),
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
                "unit_taken",
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
    matches!(fault.code, "undo_breaks_rule" | "undo_not_enough" | "still_away" | "unit_taken")
}
