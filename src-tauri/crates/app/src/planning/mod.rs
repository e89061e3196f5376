//! The planning: everything that takes resources over some days.

pub(crate) mod holds;
pub(crate) mod print;
pub(crate) mod rows;
