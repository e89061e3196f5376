//! The loan's life.

use app::views::{Done, LoanCard, LoanQuery, LoanSheet, Move, NewBooking, Today};
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
