//! The Debian package.
use crate::setup;
use crate::step::Done;

pub(crate) fn package(_options: &[&str]) -> Done {
    setup::setup()
}
