use super::*;
use crate::desk::Desk;
use crate::{journal, loan, questionnaire};
use domain::borrower::Borrower;
use domain::id::BorrowerId;
use domain::questionnaire::Questionnaire;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// Sorties and what is out of a borrower, open loans, lines whose questionnaire is awaited.
fn counts(desk: &Desk, borrower: BorrowerId) -> (u32, u32, u32, u32) {
    let year = Period { from: day("2025-03-03"), to: day("2027-03-02") };
    desk.base
        .read(|c| {
            let count = counts_of_borrowers(c, &[borrower])?.get(&borrower).copied().unwrap_or_default();
            let (open, _) = open_and_late(c, day("2026-03-02"))?;
            Ok::<_, crate::Error>((
                count.sorties,
                count.running,
                open,
                questionnaire::pending_count(c, year)?,
            ))
        })
        .unwrap()
}

#[test]
fn what_is_counted_follows_each_line_and_each_undo() {
    let desk = Desk::new();
    let who = desk.borrower.id;
    let mut line = desk.book("2026-001", "2026-03-09");
    desk.book("2026-002", "2026-04-06");
    assert_eq!(counts(&desk, who), (0, 0, 2, 0));

    line.state = LineState::Out;
    line.departed_on = Some(day("2026-03-09"));
    desk.operation(|tx| update(tx, &line));
    assert_eq!(counts(&desk, who), (1, 1, 2, 0));

    line.state = LineState::Returned;
    line.returned_on = Some(day("2026-03-13"));
    desk.operation(|tx| update(tx, &line));
    assert_eq!(counts(&desk, who), (1, 0, 2, 1));

    line.state = LineState::Closed;
    desk.operation(|tx| update(tx, &line));
    assert_eq!(counts(&desk, who), (1, 0, 1, 1));

    // One that answers nothing, as old registers brought, is still waited for; a value of a list is an answer.
    desk.operation(|tx| {
        Ok(tx
            .prepare_cached("insert into questionnaire (id, line_id, comment) values ($1, $1, '')")?
            .execute(params![Id(line.id.0)])?)
    });
    assert_eq!(counts(&desk, who), (1, 0, 1, 1));
    let mut answers = Questionnaire::of(line.id);
    answers.audiences = vec!["cycle 3".to_owned()];
    desk.operation(|tx| {
        term::add(tx, TermList::Audience, "cycle 3")?;
        questionnaire::insert(tx, &answers)
    });
    assert_eq!(counts(&desk, who), (1, 0, 1, 0));
    desk.operation(|tx| questionnaire::remove(tx, line.id));
    assert_eq!(counts(&desk, who), (1, 0, 1, 1));
    answers = Questionnaire::of(line.id);
    answers.comment = "Très apprécié.".to_owned();
    desk.operation(|tx| questionnaire::insert(tx, &answers));
    assert_eq!(counts(&desk, who), (1, 0, 1, 0));
    desk.operation(|tx| questionnaire::remove(tx, line.id));
    assert_eq!(counts(&desk, who), (1, 0, 1, 1));

    let other = Borrower::new("E002", "Collège Bichat");
    desk.operation(|tx| {
        crate::borrower::save(tx, &other)?;
        loan::give(tx, who, other.id)
    });
    assert_eq!((counts(&desk, who), counts(&desk, other.id)), ((0, 0, 1, 1), (1, 0, 1, 1)));

    // Everything taken back, the last operation first.
    let mut entry = desk.base.read(|c| journal::latest(c, 1)).unwrap()[0].entry;
    while entry > 0 {
        desk.base
            .write(|tx| {
                let undoing = journal::begin(tx, "2026-03-02T08:00:00Z", "test")?;
                crate::take_back::take_back(tx, entry, undoing)?;
                journal::finish(tx, undoing, "undone", &serde_json::Value::Null)
            })
            .unwrap();
        entry -= 1;
    }
    assert_eq!(counts(&desk, who), (0, 0, 0, 0));
}

#[test]
fn closed_loans_are_listed_as_far_as_asked_the_latest_first() {
    let desk = Desk::new();
    for (number, from) in [("2026-001", "2026-03-09"), ("2026-002", "2026-05-04"), ("2026-003", "2026-04-06")]
    {
        let mut line = desk.book(number, from);
        line.state = LineState::Cancelled;
        desk.operation(|tx| update(tx, &line));
    }
    desk.book("2026-004", "2026-06-01");
    let numbers = |states: &[LineState], most| -> Vec<String> {
        let mut lines = desk.base.read(|c| latest_in(c, states, most)).unwrap();
        lines.sort_by_key(|named| std::cmp::Reverse(named.line.planned.from));
        lines.into_iter().map(|named| named.number).collect()
    };
    assert_eq!(numbers(&[LineState::Cancelled], 2), ["2026-002", "2026-003"]);
    assert_eq!(numbers(&[LineState::Cancelled, LineState::Option], 2), ["2026-004", "2026-002"]);
    assert!(numbers(&[LineState::Closed], 2).is_empty());
}
