//! Bases of each schema there ever was, made by the program of their time: today's opens them, writes in them, and takes
//! back what was done then.

use app::App;
use app::views::{JournalEntry, NewHold};
use domain::fault::FaultKind;
use domain::hold::HoldKind;
use std::path::Path;
use stories::{Desk, assert_sound, booking, digest, period};

const SCHEMAS: &[u32] = &[2];

/// A desk whose base is a copy of the one kept of a schema.
fn of_schema(schema: u32) -> Desk {
    let desk = Desk::default();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("bases/schema-{schema}.db"));
    std::fs::copy(kept, desk.base()).expect("the base kept of that schema");
    desk
}

fn hold(app: &App, code: &str, from: &str, to: &str) -> domain::fault::Outcome<()> {
    let new = NewHold {
        code: code.to_owned(),
        kind: HoldKind::Maintenance,
        label: "pied cassé".to_owned(),
        quantity: 1,
        period: period(from, to),
    };
    app.hold(&new).map(|_| ())
}

fn last(app: &App, code: &str) -> Option<JournalEntry> {
    app.journal(1000)
        .expect("the journal")
        .into_iter()
        .find(|entry| entry.code == code && entry.undone_by.is_none())
}

#[test]
fn each_opens_sound_and_says_all_that_it_said() {
    for &schema in SCHEMAS {
        let desk = of_schema(schema);
        let app = desk.open();
        assert_sound(&app);
        let loans = app.loans(&app::views::LoanQuery::default()).expect("the loans");
        assert_eq!(loans.len(), 9 + 8, "schema {schema}");
        let said = digest(&app);
        for word in ["resource|", "borrower|", "loan_line|", "occupation|", "set_part|"] {
            assert!(said.contains(word), "schema {schema}: {word}");
        }
        drop(app);
        // Opened again, it is migrated no more.
        assert_eq!(digest(&desk.open()), said, "schema {schema}");
    }
}

#[test]
fn right_after_the_migration_a_hold_over_a_confirmed_loan_is_refused_and_one_beside_it_is_journalled() {
    for &schema in SCHEMAS {
        let desk = of_schema(schema);
        let app = desk.open();
        let refused = hold(&app, "EXP-MED", "2026-04-13", "2026-04-17").expect_err("it is lent then");
        assert_eq!(refused.kind, FaultKind::Rule, "schema {schema}: {refused}");
        let before = digest(&app);
        hold(&app, "EXP-MED", "2026-05-11", "2026-05-15").expect("it is free then");
        assert_sound(&app);
        app.undo(None).expect("the hold is taken back");
        assert_eq!(digest(&app), before, "schema {schema}");
    }
}

#[test]
fn what_was_done_under_the_old_schema_is_taken_back_in_the_new_one() {
    for &schema in SCHEMAS {
        let desk = of_schema(schema);
        let app = desk.open();
        let mut undone = 0;
        // The latest first, as long as each can go back: what the register brought stays.
        for entry in app.journal(1000).expect("the journal") {
            if entry.undone_by.is_some() || entry.undoes.is_some() || entry.code == "register_imported" {
                continue;
            }
            app.undo(Some(entry.entry))
                .unwrap_or_else(|fault| panic!("schema {schema}, {}: {fault}", entry.code));
            assert_sound(&app);
            undone += 1;
        }
        assert!(undone > 10, "schema {schema}: {undone}");
        let loans = app.loans(&app::views::LoanQuery::default()).expect("the loans");
        assert_eq!(loans.len(), 9, "schema {schema}: the register's alone");
    }
}

#[test]
fn a_hold_released_before_comes_back_and_holds_again() {
    let desk = of_schema(2);
    let app = desk.open();
    let released = last(&app, "released").expect("one was released");
    app.undo(Some(released.entry)).expect("it comes back");
    assert_sound(&app);
    app.book(&booking("A009", &[("EXP-LUN", 1)], "2026-05-05", "2026-05-08")).expect_err("it is held again");
}

#[test]
fn a_copy_of_the_old_base_is_kept_before_it_is_migrated() {
    for &schema in SCHEMAS {
        let desk = of_schema(schema);
        let old = std::fs::read(desk.base()).expect("the old base");
        drop(desk.open());
        let backups = app::backups(&desk.base());
        if std::fs::read(desk.base()).expect("the base") == old {
            assert!(backups.is_empty(), "nothing was migrated");
            continue;
        }
        assert_eq!(backups.len(), 1, "schema {schema}");
        let counts = backups[0].counts.expect("it can be read");
        assert_eq!(counts.loans, 17);
    }
}
