//! What is free, what is booked, the life of a loan, the planning.

pub(crate) mod agreement;
pub(crate) mod availability;
pub(crate) mod cards;
pub(crate) mod conflicts;
pub(crate) mod free;
pub(crate) mod loan_changes;
pub(crate) mod loans;
pub(crate) mod planning;
pub(crate) mod planning_print;
pub(crate) mod today;
pub(crate) mod wish;
