//! Registers that a centre kept elsewhere.

pub(crate) mod import;
