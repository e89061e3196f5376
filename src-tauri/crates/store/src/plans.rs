//! How SQLite answers what each click asks: by an index, and never by reading a table that grows with the years.

use crate::search::words::{Subject, changed};
use crate::{Base, Read, Result, borrower, journal, line, occupation, questionnaire, resource};
use chrono::NaiveDate;
use domain::borrower::Borrower;
use domain::catalogue::{Resource, ResourceKind};
use domain::id::{LineId, LoanId};
use domain::interval::Period;
use domain::loan::LineState;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use std::cell::RefCell;

/// What grows with every loan, by the names that statements give it.
const GROWS: [&str; 11] = [
    "loan_line",
    "l",
    "loan",
    "n",
    "occupation",
    "o",
    "questionnaire",
    "q",
    "journal_change",
    "loan_number",
    "mine",
];

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The plans of all that a question asks.
fn plans<T>(base: &Base, question: impl FnOnce(&Read<'_>) -> Result<T>) -> Vec<String> {
    base.read(|c| {
        let connection = c.connection();
        connection.trace_v2(
            TraceEventCodes::SQLITE_TRACE_STMT,
            Some(|event| {
                if let TraceEvent::Stmt(statement, _) = event
                    && let Some(sql) = statement.expanded_sql()
                {
                    ASKED.with_borrow_mut(|asked| asked.push(sql));
                }
            }),
        );
        question(c)?;
        connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, None);
        let mut plans = Vec::new();
        for sql in ASKED.take() {
            let mut statement = connection.prepare(&format!("explain query plan {sql}"))?;
            let steps = statement.query_map([], |row| row.get::<_, String>(3))?;
            plans.extend(steps.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        Ok::<_, crate::Error>(plans)
    })
    .unwrap()
}

/// Asserts that a question reads nothing whole that grows, and goes by these indexes.
fn goes_by<T>(base: &Base, indexes: &[&str], question: impl FnOnce(&Read<'_>) -> Result<T>) {
    let plans = plans(base, question);
    assert!(!plans.is_empty());
    for plan in &plans {
        let scanned = plan.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        assert!(!scanned.is_some_and(|table| GROWS.contains(&table)), "{plan} in {plans:#?}");
        // All that is before a day is history, but in an index of what is out.
        let is_history = plan.ends_with("_at<?)") || plan.ends_with("_from<?)") || plan.ends_with("_to<?)");
        let is_bounded = plan.contains(">?") || plan.contains("=?") || plan.contains("occupation_late");
        assert!(!is_history || is_bounded, "{plan} in {plans:#?}");
    }
    for index in indexes {
        assert!(plans.iter().any(|plan| plan.contains(index)), "{index} in {plans:#?}");
    }
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

#[test]
fn what_a_click_asks_reads_no_table_that_grows_with_the_years() {
    let folder = tempfile::tempdir().unwrap();
    let base = Base::create(&folder.path().join("b.db")).unwrap();
    let borrower = Borrower::new("E001", "École Jules Ferry");
    let thing = Resource::new("EXP-001", "Les volcans", ResourceKind::Exhibition);
    base.write(|tx| {
        borrower::save(tx, &borrower)?;
        resource::save(tx, &thing)
    })
    .unwrap();
    let today = day("2026-03-02");
    let year = Period { from: day("2025-03-03"), to: today };
    let weeks = Period { from: today, to: day("2026-03-16") };
    let closed = [LineState::Closed, LineState::Cancelled];

    // The sidebar.
    goes_by(&base, &["loan_line_by_state"], |c| line::open_and_late(c, today));
    goes_by(&base, &["awaited_by_departure"], |c| questionnaire::pending_count(c, year));
    goes_by(&base, &[], journal::last_undoable);
    // Aujourd'hui.
    goes_by(&base, &["loan_line_by_state"], |c| line::movements_by_day(c, weeks));
    goes_by(&base, &["loan_line_by_state"], |c| line::departures(c, weeks));
    goes_by(&base, &["loan_line_by_state"], |c| line::returns(c, weeks, 60));
    // Options are of now: their own index is read in its order.
    let options = plans(&base, |c| line::options_held(c, today, 60));
    assert!(options[0].contains("COVERING INDEX loan_line_option"), "{options:#?}");
    assert!(options.iter().any(|plan| plan == "SCAN loan_line USING INDEX loan_line_option"), "{options:#?}");
    goes_by(&base, &["occupation_by_end", "occupation_late"], |c| occupation::of_all(c, weeks.interval()));
    goes_by(&base, &["occupation_by_end", "occupation_late"], |c| line::over(c, weeks, &[]));
    // Dossiers: all of them are read in the order of an index, as far as the list goes.
    let latest = plans(&base, |c| line::latest(c, 200));
    assert!(
        latest[0].contains("loan_line_by_start") && !latest.iter().any(|plan| plan.contains("TEMP B-TREE"))
    );
    let closed = plans(&base, |c| line::latest_in(c, &closed, 200));
    assert!(closed.iter().any(|plan| plan.contains("loan_line_by_state (state=?)")), "{closed:#?}");
    assert!(!closed.iter().any(|plan| plan.contains("TEMP B-TREE")), "{closed:#?}");
    goes_by(&base, &["loan_line_by_loan"], |c| line::of_loans(c, &[LoanId::new()]));
    // The sheets.
    goes_by(&base, &["loan_line_by_resource"], |c| line::coming_of_resource(c, thing.id));
    goes_by(&base, &["COVERING INDEX loan_line_by_resource"], |c| line::stays_of_resource(c, thing.id));
    goes_by(&base, &[], |c| line::requests_of_resource(c, thing.id, weeks));
    goes_by(&base, &[], |c| line::by_ids(c, &[LineId::new()]));
    let past = plans(&base, |c| line::past_of_resource(c, thing.id, 30));
    assert!(past.iter().any(|plan| plan.contains("loan_line_by_resource (resource_id=?)")), "{past:#?}");
    assert!(!past.iter().any(|plan| plan == "USE TEMP B-TREE FOR ORDER BY"), "{past:#?}");
    goes_by(&base, &["loan_by_borrower"], |c| line::coming_of_borrower(c, borrower.id));
    goes_by(&base, &["loan_by_borrower"], |c| line::past_of_borrower(c, borrower.id, 30));
    goes_by(&base, &["loan_by_borrower"], |c| line::stays_of_borrower(c, borrower.id));
    goes_by(&base, &["loan_line_by_state"], |c| line::late_of_borrowers(c, today));
    goes_by(&base, &[], |c| line::counts_of_borrowers(c, &[borrower.id]));
    goes_by(&base, &["journal_change_by_row"], |c| journal::of_rows(c, &["x".to_owned()], 200));
    // The catalogue with dates and what is booked live.
    // What is out is of now: its own index is read in its order.
    let out = plans(&base, |c| line::units_out(c, None));
    assert!(out.iter().any(|plan| plan == "SCAN o USING INDEX occupation_running"), "{out:#?}");
    assert!(!out.iter().any(|plan| plan.contains("TEMP B-TREE") || plan.starts_with("SCAN l")), "{out:#?}");
    goes_by(&base, &["loan_line_confirmed"], |c| line::next_departures(c, None, today));
    goes_by(&base, &["occupation_by_resource", "occupation_running"], |c| {
        occupation::of_resource(c, thing.id, weeks.interval())
    });
    goes_by(&base, &[], |c| line::booked(c, &[LineId::new()]));
    // What the index of words follows the base by.
    for subject in Subject::ALL {
        goes_by(&base, &["journal_change_by_entry"], |c| changed(c, subject, 7));
    }
}
