//! What is free, what is booked, the life of a loan.

pub(crate) mod agreement;
pub(crate) mod availability;
pub(crate) mod free;
pub(crate) mod judge;
pub(crate) mod list;
pub(crate) mod loan_changes;
pub(crate) mod loans;
pub(crate) mod moves;
pub(crate) mod sentences;
pub(crate) mod today;
pub(crate) mod wish;
