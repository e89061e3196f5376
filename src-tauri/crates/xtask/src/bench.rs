//! Runs the benchmarks.

use crate::setup;
use crate::step::{Done, cargo, step};

/// Runs every bench target, or those whose measures contain a word of `filters`.
pub(crate) fn bench(filters: &[&str]) -> Done {
    setup::setup()?;
    let mut bench = cargo(&["bench", "--workspace", "--benches"]);
    bench.arg("--").args(filters);
    step("Mesures", &mut bench)
}
