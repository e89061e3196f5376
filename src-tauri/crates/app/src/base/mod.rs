//! The open base: the one way in which data is read and changes, its journal, and what all use cases share.

pub(crate) mod app;
pub(crate) mod at;
pub(crate) mod calendar;
pub(crate) mod cards;
pub(crate) mod digest;
pub(crate) mod expiry;
pub(crate) mod first_lists;
pub(crate) mod journal;
pub mod log;
pub(crate) mod parts;
pub(crate) mod search;
pub(crate) mod takers;
