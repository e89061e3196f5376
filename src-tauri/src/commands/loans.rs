//! The loan's life.

use app::views::{Done, LoanCard, LoanForm, LoanQuery, LoanSheet, Move, NewBooking, Today};
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn today(desk: &Desk) -> Outcome<Today> {
    desk.app()?.today_view()
}

pub(super) fn loans(desk: &Desk, query: &LoanQuery) -> Outcome<Vec<LoanCard>> {
    desk.app()?.loans(query)
}

pub(super) fn loan(desk: &Desk, number: &str) -> Outcome<LoanSheet> {
    desk.app()?.loan(number)
}

pub(super) fn book(desk: &Desk, booking: &NewBooking) -> Outcome<Done<LoanSheet>> {
    desk.app()?.book(booking)
}

pub(super) fn move_lines(desk: &Desk, request: &Move) -> Outcome<Done<LoanSheet>> {
    desk.app()?.move_lines(request)
}

pub(super) fn save_loan(desk: &Desk, form: &LoanForm) -> Outcome<Done<LoanSheet>> {
    desk.app()?.save_loan(form)
}

pub(super) fn remark(desk: &Desk, number: &str, text: &str) -> Outcome<Done<LoanSheet>> {
    desk.app()?.remark(number, text)
}
