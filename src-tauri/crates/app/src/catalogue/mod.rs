//! What there is to lend, its sheets and how it is found.

pub(crate) mod entries;
pub(crate) mod filters;
pub(crate) mod find;
pub(crate) mod photos;
pub(crate) mod resources;
pub(crate) mod units;
