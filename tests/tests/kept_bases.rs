//! Bases of each schema there ever was, made by the program of their time: today's opens them, writes in them, and takes
//! back what was done then.

use app::App;
use app::views::{JournalEntry, NewHold};
use domain::fault::FaultKind;
use domain::hold::HoldKind;
use stories::{Desk, assert_sound, booking, day, digest, period};

const SCHEMAS: &[u32] = &[1, 2, 3];

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
        let desk = Desk::kept_of_schema(schema);
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
        let desk = Desk::kept_of_schema(schema);
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
        let desk = Desk::kept_of_schema(schema);
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

/// What is taken: of which resource, by what, how many, from when until when.
fn taken(desk: &Desk, taker: &str) -> Vec<(String, String, u32, String, String)> {
    let base = rusqlite::Connection::open(desk.base()).expect("the base");
    let sql = format!(
        "select r.code, {taker}, o.quantity, o.starts_at, o.ends_at \
         from occupation o join resource r on r.id = o.resource_id order by 1, 2, 3, 4"
    );
    let mut statement = base.prepare(&sql).expect("a question");
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)));
    rows.expect("rows").collect::<rusqlite::Result<_>>().expect("each row")
}

#[test]
fn what_is_taken_and_what_the_bars_show_is_what_it_was() {
    for &schema in SCHEMAS {
        let desk = Desk::kept_of_schema(schema);
        let taker = if schema == 1 { "o.line_id" } else { "coalesce(o.line_id, o.hold_id)" };
        let before = taken(&desk, taker);
        assert!(before.len() > 15, "schema {schema}");
        let app = desk.open();
        assert_eq!(taken(&desk, "o.taker_id"), before, "schema {schema}");
        let shown = app.resource("EXP-MED").expect("its sheet");
        let bars: Vec<_> = shown.bars.iter().map(|bar| (bar.planned.from, bar.planned.to)).collect();
        assert!(bars.contains(&(day("2026-04-07"), day("2026-04-24"))), "schema {schema}: {bars:?}");
    }
}

#[test]
fn a_hold_released_before_comes_back_and_holds_again() {
    for &schema in &SCHEMAS[1..] {
        let desk = Desk::kept_of_schema(schema);
        let app = desk.open();
        let released = last(&app, "released").expect("one was released");
        app.undo(Some(released.entry)).expect("it comes back");
        assert_sound(&app);
        app.book(&booking("A009", &[("EXP-LUN", 1)], "2026-05-05", "2026-05-08"))
            .expect_err("it is held again");
    }
}

#[test]
fn a_questionnaire_removed_before_comes_back_with_its_range() {
    let desk = Desk::kept_of_schema(3);
    let app = desk.open();
    let removed = last(&app, "questionnaire_removed").expect("one was removed");
    let range = |app: &App| {
        let base = rusqlite::Connection::open(app.path()).expect("the base");
        let mut statement = base
            .prepare("select people_least, people_most from questionnaire order by people_least")
            .expect("a question");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.collect::<rusqlite::Result<Vec<(Option<u32>, Option<u32>)>>>().expect("each row")
    };
    assert_eq!(range(&app), [(Some(60), Some(80))]);
    app.undo(Some(removed.entry)).expect("it comes back");
    assert_eq!(range(&app), [(Some(20), Some(30)), (Some(60), Some(80))]);
    assert_sound(&app);
}

#[test]
fn a_copy_of_the_old_base_is_kept_before_it_is_migrated() {
    for &schema in SCHEMAS {
        let desk = Desk::kept_of_schema(schema);
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
