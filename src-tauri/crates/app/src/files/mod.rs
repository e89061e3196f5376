//! Files that come in and go out.

pub(crate) mod import;
pub(crate) mod uploads;
