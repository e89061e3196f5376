//! Files that come in and go out.

pub(crate) mod images;
pub(crate) mod uploads;
pub(crate) mod written;
