//! The open base: the one way in which data changes, its journal, its settings, its checks.

pub(crate) mod app;
pub(crate) mod check;
pub(crate) mod journal;
pub(crate) mod school;
pub(crate) mod settings;
