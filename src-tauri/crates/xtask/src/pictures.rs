//! The tests of the real window that a person reads: pictures of every screen, and times.

use std::process::Command;

use crate::step::{Done, cargo, step, target};
use crate::test::FEATURES;
use crate::{setup, ui};

/// Takes a picture of every screen, in both themes and three sizes, in `out/screens`.
pub(crate) fn screens() -> Done {
    setup::setup()?;
    ui::build()?;
    step("Images de tous les écrans (out/screens)", &mut test("every_screen_is_photographed", &[]))
}

/// Measures the window in its release build. The test that drives it is not what is measured: it needs no such build.
pub(crate) fn measure() -> Done {
    setup::setup()?;
    ui::build()?;
    let mut build = vec!["build", "--release", "--bin", "malleposte-desktop"];
    build.extend(["--workspace", "--exclude", "speed", "--features", FEATURES]);
    step("Construction de la fenêtre (release)", &mut cargo(&build))?;
    let program = target().join("release/malleposte-desktop");
    let mut test = test("the_window_is_timed_on_both_bases", &["--no-capture"]);
    step("Mesures de la fenêtre", test.env("MALLEPOSTE_WINDOW", program))
}

fn test(name: &str, options: &[&str]) -> Command {
    let filter = format!("binary(desktop) and test({name})");
    let mut all = vec!["nextest", "run", "--workspace", "--exclude", "speed", "--features", FEATURES];
    all.extend(["--run-ignored", "only", "-E", &filter]);
    all.extend(options);
    let mut test = cargo(&all);
    test.env("PATH", setup::path());
    test
}
