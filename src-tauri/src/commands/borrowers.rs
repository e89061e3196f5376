//! Who borrows.

use app::views::{BorrowerCard, BorrowerForm, BorrowerSheet, CommuneCard, Done, NewBorrower};
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn borrowers(desk: &Desk, search: &str) -> Outcome<Vec<BorrowerCard>> {
    desk.app()?.borrowers(search)
}

pub(super) fn new_borrower(desk: &Desk, borrower: &NewBorrower) -> Outcome<Done<BorrowerCard>> {
    desk.app()?.new_borrower(borrower)
}

pub(super) fn borrower(desk: &Desk, code: &str) -> Outcome<BorrowerSheet> {
    desk.app()?.borrower(code)
}

pub(super) fn save_borrower(desk: &Desk, form: &BorrowerForm) -> Outcome<Done<BorrowerSheet>> {
    desk.app()?.save_borrower(form)
}

pub(super) fn merge_borrowers(desk: &Desk, kept: &str, merged: &str) -> Outcome<Done<BorrowerSheet>> {
    desk.app()?.merge_borrowers(kept, merged)
}

pub(super) fn communes(_: &Desk, search: &str) -> Outcome<Vec<CommuneCard>> {
    Ok(app::communes(search))
}
