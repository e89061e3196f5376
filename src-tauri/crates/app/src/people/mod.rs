//! Who borrows, and where they are.

pub(crate) mod borrowers;
pub(crate) mod communes;
