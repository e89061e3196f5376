//! Who borrows.

use app::views::{BorrowerCard, Done, NewBorrower};
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn borrowers(desk: &Desk, search: &str) -> Outcome<Vec<BorrowerCard>> {
    desk.app()?.borrowers(search)
}

pub(super) fn new_borrower(desk: &Desk, borrower: &NewBorrower) -> Outcome<Done<BorrowerCard>> {
    desk.app()?.new_borrower(borrower)
}
