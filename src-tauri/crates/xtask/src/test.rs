//! Every check and every test, from the interface's types to the story in the real window.

use crate::step::{Done, cargo, step};
use crate::{setup, ui};

/// The same features for every cargo command: others would build Tauri a second time.
pub(crate) const FEATURES: &str = "malleposte-desktop/custom-protocol";

/// Sets up, checks and tests. The runner's closing line is the last thing printed.
pub(crate) fn test() -> Done {
    setup::setup()?;
    step("Mise en forme du code Rust", &mut cargo(&["fmt", "--all", "--check"]))?;
    ui::check()?;
    ui::build()?;
    step(
        "Règles du code Rust (clippy)",
        &mut cargo(&[
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--features",
            FEATURES,
            "--",
            "--deny",
            "warnings",
        ]),
    )?;
    step(
        "Tests, avec l’histoire dans la vraie fenêtre",
        // The package of the measures has no test, and would have Typst built again with its own features.
        cargo(&[
            "nextest",
            "run",
            "--no-fail-fast",
            "--workspace",
            "--exclude",
            "speed",
            "--features",
            FEATURES,
        ])
        .env("PATH", setup::path()),
    )
}
