//! The centre itself: its settings, what it is like now, whether its base is whole.

pub(crate) mod backups;
pub(crate) mod check;
pub(crate) mod lists;
pub(crate) mod school;
pub(crate) mod settings;
pub(crate) mod state;
