//! The tests of the real window that a person reads: pictures of every screen, and times.

use crate::step::{Done, cargo, step};
use crate::test::FEATURES;
use crate::{setup, ui};

/// Takes a picture of every screen, in both themes and three sizes, in `out/screens`.
pub(crate) fn screens() -> Done {
    run("Images de tous les écrans (out/screens)", "every_screen_is_photographed", &[])
}

/// Measures the window in its release build.
pub(crate) fn measure() -> Done {
    run("Mesures de la fenêtre", "the_window_is_timed_on_both_bases", &["--release", "--no-capture"])
}

fn run(what: &str, test: &str, options: &[&str]) -> Done {
    setup::setup()?;
    ui::build()?;
    let filter = format!("binary(desktop) and test({test})");
    let mut all = vec!["nextest", "run", "--workspace", "--exclude", "speed", "--features", FEATURES];
    all.extend(["--run-ignored", "only", "-E", &filter]);
    all.extend(options);
    step(what, cargo(&all).env("PATH", setup::path()))
}
