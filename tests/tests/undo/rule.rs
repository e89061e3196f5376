//! What the program answers, lets through and refuses is what one counts by hand on a calendar.

use crate::cases;
use crate::count::Count;
use crate::deeds::{CODES, Deed, EXPECTED, deed_of_any_sort, desk, done};
use app::App;
use chrono::NaiveDate;
use domain::fault::Fault;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use proptest::prelude::*;
use std::collections::BTreeMap;
use stories::{Desk, Dice};

/// The days that are looked at: from today on, as far as anything is booked.
const DAYS: i64 = 75;

/// How many are left of each subject on each day to come.
type Left = BTreeMap<(String, Option<String>, NaiveDate), i64>;

fn left(count: &Count) -> Left {
    let mut left = Left::new();
    for (id, unit) in count.subjects() {
        for ahead in 0..DAYS {
            let on = plus_days(count.today, ahead);
            left.insert((id.to_owned(), unit.map(str::to_owned), on), count.left(id, unit, on));
        }
    }
    left
}

/// More is taken of nothing than there is, or no more than before.
fn no_worse(before: &Left, after: &Left, what: &str) -> Result<(), TestCaseError> {
    for (subject, left) in after {
        let was = before.get(subject).copied().unwrap_or(0).min(0);
        prop_assert!(*left >= was, "{}: {:?} went from {} to {}", what, subject, was, left);
    }
    Ok(())
}

/// What is answered of a few days is what is counted.
fn answers_agree(app: &App, count: &Count, dice: &mut Dice) -> Result<(), TestCaseError> {
    for _ in 0..4 {
        let code = CODES[dice.below(CODES.len() as u64) as usize];
        let from = plus_days(count.today, dice.below(40) as i64);
        let asked = Period::starting(from, 1 + dice.below(12) as u32);
        let quantity = 1 + dice.below(9) as u32;
        let counted = count.to_be_had(count.id(code), asked);
        let alone = app.free(asked, None, Some(code), quantity).expect("an answer");
        let all = app.free(asked, None, None, quantity).expect("an answer");
        for answer in alone.iter().chain(all.iter().filter(|answer| answer.code == code)) {
            prop_assert_eq!(
                i64::from(answer.available),
                counted,
                "{} from {} to {}",
                code,
                asked.from,
                asked.to
            );
            prop_assert_eq!(answer.free, counted >= i64::from(quantity), "{} {:?}", code, asked);
        }
    }
    Ok(())
}

/// Whether a deed that only days to come decide was rightly let through or refused.
fn is_rightly_decided(
    deed: &Deed,
    before: &Count,
    outcome: &Result<Option<i64>, Fault>,
) -> Result<(), TestCaseError> {
    let Deed::Book { first, second, quantity, start, days, state, unit, .. } = deed else { return Ok(()) };
    let quantity_of = |code: usize| if CODES[code].starts_with("MAT") { *quantity } else { 1 };
    let mut wanted = vec![(CODES[*first], quantity_of(*first))];
    wanted.extend(second.filter(|second| second != first).map(|code| (CODES[code], quantity_of(code))));
    let asked = Period::starting(plus_days(before.today, *start), *days);
    let fits = *state == LineState::Request || before.has_all(&wanted, asked);
    match outcome {
        Ok(_) => prop_assert!(fits, "{:?} was booked", deed),
        Err(fault) if fault.code == "taken" => prop_assert!(!fits, "{:?} was refused: {}", deed, fault),
        Err(fault) if fault.code == "unit_taken" => prop_assert!(unit.is_some(), "{}", fault),
        Err(_) => {}
    }
    Ok(())
}

/// Whether more is left than can be, which only a fact may bring about: a departure, a return, a loss, a calendar.
fn is_fact(deed: &Deed) -> bool {
    match deed {
        Deed::Move { to, .. } => !matches!(to, LineState::Option | LineState::Confirmed),
        Deed::Units { .. } | Deed::Calendar { .. } | Deed::Import => true,
        _ => false,
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_answered_and_decided_is_what_a_count_day_by_day_says(
        deeds in proptest::collection::vec(deed_of_any_sort(), 1..24),
        seed in any::<u64>(),
    ) {
        let desk = desk();
        let app = desk.open();
        let mut dice = Dice::of(seed);
        let (mut numbers, mut imports, mut entries) = (Vec::new(), 0, Vec::new());
        let mut count = Count::of(&desk, &app);
        for deed in &deeds {
            if matches!(deed, Deed::Import) && imports == 9 {
                continue;
            }
            let outcome = done(&desk, &app, deed, &mut numbers, &mut imports);
            is_rightly_decided(deed, &count, &outcome)?;
            let after = Count::of(&desk, &app);
            match &outcome {
                Ok(entry) => entries.extend(entry),
                Err(fault) => prop_assert!(EXPECTED.contains(&fault.code) || matches!(fault.code, "loan_unknown" | "reference_unknown"), "{:?}: {}", deed, fault),
            }
            if !is_fact(deed) {
                no_worse(&left(&count), &left(&after), &format!("{deed:?}"))?;
            }
            if !matches!(deed, Deed::Units { .. }) {
                away_no_worse(&count, &after, deed)?;
            }
            count = taken_back(&desk, &app, &mut dice, &entries, after)?;
            answers_agree(&app, &count, &mut dice)?;
        }
    }
}

/// Nothing leaves that others still have.
fn away_no_worse(before: &Count, after: &Count, deed: &Deed) -> Result<(), TestCaseError> {
    for (id, unit) in after.subjects() {
        let was = if before.subjects().any(|subject| subject == (id, unit)) {
            before.away_too_much(id, unit)
        } else {
            0
        };
        prop_assert!(after.away_too_much(id, unit) <= was, "{:?}: of {} {:?}", deed, id, unit);
    }
    Ok(())
}

/// Undoes or redoes something, or nothing: no day to come is worse for it, but where units or the calendar come back.
fn taken_back(
    desk: &Desk,
    app: &App,
    dice: &mut Dice,
    entries: &[i64],
    count: Count,
) -> Result<Count, TestCaseError> {
    if entries.is_empty() || dice.below(2) == 0 {
        return Ok(count);
    }
    let entry = Some(entries[dice.below(entries.len() as u64) as usize]);
    let back = if dice.below(2) == 0 { app.redo(entry) } else { app.undo(entry) };
    let after = Count::of(desk, app);
    if let Ok(back) = back
        && !matches!(
            back.value.code.as_str(),
            "settings_saved" | "units_saved" | "departed" | "returned" | "closed"
        )
    {
        no_worse(&left(&count), &left(&after), &format!("{} {:?}", back.value.code, entry))?;
    }
    Ok(after)
}
