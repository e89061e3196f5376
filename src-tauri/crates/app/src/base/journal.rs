//! What was done, by whom, and taking it back.

use crate::base::app::{App, Operation};
use crate::base::takers;
use crate::views::{Done, JournalEntry};
use domain::fault::{Fault, Outcome};
use store::journal::{self, Entry};
use store::occupation;

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

impl App {
    /// The last operations, the latest first.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn journal(&self, limit: u32) -> Outcome<Vec<JournalEntry>> {
        self.read(|c, _| Ok(journal::latest(c, limit)?.into_iter().map(entry_view).collect()))
    }

    /// Takes back an operation, the last one when none is named. It answers what it took back.
    ///
    /// # Errors
    /// `undo_nothing`, `undo_unknown`, `undo_already`, `undo_of_undo`; `undo_depended_on` and
    /// `undo_breaks_rule`, when a later operation stands on it; `undo_not_enough`, when nothing is in the way but
    /// fewer units or longer buffers.
    pub fn undo(&self, entry: Option<i64>) -> Outcome<Done<JournalEntry>> {
        let done = self.transact(|tx, at| {
            let undoing = journal::opened(tx)?;
            let target = match entry {
                Some(entry) => entry,
                None => {
                    journal::last_undoable(tx, undoing)?.ok_or_else(|| Fault::input("undo_nothing"))?.entry
                }
            };
            let undone = journal::undo(tx, target, undoing)?;
            // The buffers may have changed since: what comes back takes what it would take now.
            takers::rewrite(tx, &occupation::takers_changed(tx, undoing)?, at)?;
            let operation =
                Operation::new("undone").with("entry", target).with("operation", undone.code.as_str());
            Ok((entry_view(undone), operation))
        });
        done.map_err(|fault| match fault.code {
            "taken" if fault.refusal.as_ref().is_some_and(|refusal| refusal.conflicts.is_empty()) => {
                Fault { code: "undo_not_enough", ..fault }
            }
            "taken" => Fault { code: "undo_breaks_rule", ..fault },
            _ => fault,
        })
    }
}
