//! Formats everything.

use crate::step::{Done, cargo, step};
use crate::{setup, ui};

/// Formats the Rust code, then the interface.
pub(crate) fn fmt() -> Done {
    setup::setup()?;
    step("Mise en forme du code Rust", &mut cargo(&["fmt", "--all"]))?;
    ui::format()
}
