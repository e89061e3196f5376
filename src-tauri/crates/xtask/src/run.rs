//! Opens the window on the demonstration base.

use crate::setup;
use crate::step::Done;

/// How long the window stays open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stay {
    /// Until a person closes it or interrupts the task.
    UntilClosed,
    /// Until it has been photographed.
    ForOneScreenshot,
}

pub(crate) fn run(_stay: Stay) -> Done {
    setup::setup()
}
