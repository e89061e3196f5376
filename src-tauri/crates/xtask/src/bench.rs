//! Runs the benchmarks.

use crate::setup;
use crate::step::{Done, cargo, step};

/// Runs every measure, or those whose name contains a word of `filters`.
pub(crate) fn bench(filters: &[&str]) -> Done {
    setup::setup()?;
    let mut bench = cargo(&["bench", "--package", "speed"]);
    bench.arg("--").args(filters);
    step("Mesures", &mut bench)
}
