//! Registers read from bytes: each kind of bad input, and random registers written then read.

mod cells;
mod errors;
mod files;
mod kept;
mod near;
mod properties;
mod sentences;
mod sheets;
mod units;

use super::{Register, read_files};

/// A CSV file in the form of the reference registers.
fn csv_file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

/// What was told, each as `file:line column code`.
fn told(register: &Register) -> Vec<String> {
    let line = |problem: &super::Problem| {
        let column = problem.column.as_deref().unwrap_or("-");
        format!("{}:{} {column} {}", problem.file, problem.line, problem.code)
    };
    register.problems.iter().map(line).collect()
}

/// Reads one CSV file and compares what is told, each as `line column code`.
#[track_caller]
fn check(name: &str, text: &str, expect: &[&str]) -> Register {
    let register = read_files(&[csv_file(name, text)]).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    let expect: Vec<String> = expect.iter().map(|told| format!("{name}:{told}")).collect();
    assert_eq!(told(&register), expect, "{text:?}");
    for problem in &register.problems {
        let message = problem.message();
        assert!(!message.contains(['{', '}']) && !message.starts_with("problem_"), "{message}");
    }
    register
}
