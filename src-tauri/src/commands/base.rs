//! The base itself and its journal.

use app::views::{BaseState, Done, JournalEntry};
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn base_state(desk: &Desk) -> Outcome<BaseState> {
    desk.app()?.base_state()
}

pub(super) fn journal(desk: &Desk, limit: &u32) -> Outcome<Vec<JournalEntry>> {
    desk.app()?.journal(*limit)
}

pub(super) fn undo(desk: &Desk, entry: &Option<i64>) -> Outcome<Done<JournalEntry>> {
    desk.app()?.undo(*entry)
}
