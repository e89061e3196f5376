//! What was done, by whom; taking it back, and doing it again.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::base::calendar::option_days;
use crate::base::takers;
use crate::views::{Done, JournalEntry};
use chrono::{Days, NaiveDate};
use domain::fault::{Fault, Outcome};
use domain::loan::{self, LineState};
use domain::taker::Taker;
use store::journal::{self, Entry};
use store::{Read, Write, line, occupation, setting, take_back};

/// For how many days the images of operations are kept, a setting; for ever where it says nothing.
const IMAGES_DAYS: &str = "journal.images_days";

pub(crate) fn entry_view(entry: Entry) -> JournalEntry {
    JournalEntry {
        entry: entry.entry,
        at: entry.at,
        by: entry.by,
        code: entry.code,
        params: entry.params,
        undone_by: entry.undone_by,
        undoes: entry.undoes,
    }
}

/// The operation that `undo` would take back when none is named.
pub(crate) fn undoable(c: &Read<'_>) -> Outcome<Option<JournalEntry>> {
    operation_of(c, journal::last_undoable(c)?)
}

/// The operation that `redo` would do again when none is named.
pub(crate) fn redoable(c: &Read<'_>) -> Outcome<Option<JournalEntry>> {
    operation_of(c, journal::last_redoable(c)?)
}

fn operation_of(c: &Read<'_>, entry: Option<Entry>) -> Outcome<Option<JournalEntry>> {
    let Some(entry) = entry else { return Ok(None) };
    Ok(journal::by_number(c, entry.root())?.map(entry_view))
}

/// Forgets the images that are older than the centre keeps them.
pub(crate) fn forget_old_images(tx: &Write<'_>, today: NaiveDate) -> Outcome<usize> {
    let days = setting::get(tx, IMAGES_DAYS)?.and_then(|days| days.parse::<u32>().ok());
    let first_kept = days.and_then(|days| today.checked_sub_days(Days::new(u64::from(days))));
    Ok(match first_kept {
        Some(day) => journal::prune(tx, &day.to_string())?,
        None => 0,
    })
}

impl App {
    /// The last operations, the latest first.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn journal(&self, limit: u32) -> Outcome<Vec<JournalEntry>> {
        self.read(|c, _| Ok(journal::latest(c, limit)?.into_iter().map(entry_view).collect()))
    }

    /// Says for how many days the images of operations are kept, after which they are told but no longer undone, and forgets
    /// the older ones at once. Answers how many rows lost theirs.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn keep_images(&self, days: u32) -> Outcome<Done<usize>> {
        let done = self.transact(|tx, _| {
            setting::set(tx, IMAGES_DAYS, &days.to_string())?;
            Ok(((), Operation::new("images_kept").with("days", days)))
        })?;
        let forgotten = self.base.write(|tx| forget_old_images(tx, self.today()))?;
        Ok(done.map(|()| forgotten))
    }

    /// Takes back an operation, the last one when none is named. It answers the operation. Naming an undoing does its
    /// operation again.
    ///
    /// # Errors
    /// `undo_nothing`, `undo_unknown`, `undo_already`, `undo_pruned`; `undo_depended_on` and `undo_breaks_rule`, when a later
    /// operation stands on it; `undo_not_enough`, when nothing is in the way but fewer units or longer buffers;
    /// `undo_option_over`, of an expiry whose days are past.
    pub fn undo(&self, entry: Option<i64>) -> Outcome<Done<JournalEntry>> {
        let taken_back = self.transact(|tx, at| put_back(tx, at, take_back::to_undo(tx, entry)?));
        taken_back.map_err(refused)
    }

    /// Does an operation again that was undone, the last undone one when none is named. It answers the operation.
    ///
    /// # Errors
    /// `redo_nothing`, `redo_not_undone`, `redo_depended_on`, and what [`Self::undo`] answers.
    pub fn redo(&self, entry: Option<i64>) -> Outcome<Done<JournalEntry>> {
        let done_again = self.transact(|tx, at| put_back(tx, at, take_back::to_redo(tx, entry)?));
        done_again.map_err(refused)
    }
}

fn put_back(tx: &Write<'_>, at: &At, target: i64) -> Outcome<(JournalEntry, Operation)> {
    let taking = journal::opened(tx)?;
    let back = take_back::take_back(tx, target, taking)?;
    // The buffers may have changed since: what comes back takes what it would take now.
    let takers = occupation::takers_changed(tx, taking)?;
    for taker in &takers {
        let Taker::Line(id) = taker else { continue };
        let Some(named) = line::by_ids(tx, &[*id])?.pop() else { continue };
        let mut line = named.line;
        if back.operation.by == journal::SYSTEM && !back.redone && line.state == LineState::Option {
            if line.planned.to < at.today {
                return Err(Fault::rule("undo_option_over")
                    .with("number", named.number)
                    .with("title", named.title)
                    .with("to", line.planned.to));
            }
            line.option_until = Some(loan::option_until(at.today, line.planned, option_days(tx)?));
            line::update(tx, &line)?;
        }
    }
    takers::rewrite(tx, &takers, at)?;
    let operation = Operation::new(if back.redone { "redone" } else { "undone" })
        .with("entry", back.operation.entry)
        .with("operation", back.operation.words());
    Ok((entry_view(back.operation), operation))
}

fn refused(fault: Fault) -> Fault {
    match fault.code {
        "taken" if fault.refusal.as_ref().is_some_and(|refusal| refusal.conflicts.is_empty()) => {
            Fault { code: "undo_not_enough", ..fault }
        }
        "taken" => Fault { code: "undo_breaks_rule", ..fault },
        _ => fault,
    }
}
