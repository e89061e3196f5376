//! TypeScript types and commands, made from the Rust ones.

use crate::step::{Done, cargo, step};
use crate::{setup, test};

/// Writes `ui/src/lib/backend/generated`. The test that writes is the one that otherwise compares.
pub(crate) fn write() -> Done {
    setup::setup()?;
    step(
        "Écriture des types et des commandes TypeScript",
        cargo(&[
            "test",
            "--quiet",
            "--package",
            "malleposte-desktop",
            "--test",
            "bindings",
            "--features",
            test::FEATURES,
        ])
        .env("MALLEPOSTE_BINDINGS", "write"),
    )
}
