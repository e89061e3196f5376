//! Resources down, days across.

use app::views::{
    Attempt, AttemptAnswer, Done, HoldView, LoanSheet, NewHold, Planning, PlanningQuery, Reschedule,
};
use domain::fault::Outcome;
use domain::id::HoldId;

use crate::desk::Desk;

pub(super) fn planning(desk: &Desk, query: &PlanningQuery) -> Outcome<Planning> {
    desk.app()?.planning(query)
}

pub(super) fn attempt(desk: &Desk, attempt: &Attempt) -> Outcome<AttemptAnswer> {
    desk.app()?.attempt(attempt)
}

pub(super) fn reschedule(desk: &Desk, request: &Reschedule) -> Outcome<Done<LoanSheet>> {
    desk.app()?.reschedule(request)
}

pub(super) fn hold(desk: &Desk, hold: &NewHold) -> Outcome<Done<HoldView>> {
    desk.app()?.hold(hold)
}

pub(super) fn release(desk: &Desk, hold: &HoldId) -> Outcome<Done<()>> {
    desk.app()?.release(*hold)
}
