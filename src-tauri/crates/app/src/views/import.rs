//! What the import of a register did, or would do.

use serde::Serialize;
use ts_rs::TS;

/// What a register brought, or why it did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportReport {
    /// Rows added; all zero when an error kept everything out.
    pub added: Added,
    /// Everything found, errors and warnings, in the order of the files.
    pub problems: Vec<ImportProblem>,
}

impl ImportReport {
    /// Whether an error kept everything out.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == "error")
    }
}

/// How many rows of each kind a register added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Added {
    /// Resources.
    pub resources: u32,
    /// Entries of inventories.
    pub inventory: u32,
    /// Parts of sets.
    pub set_parts: u32,
    /// Borrowers.
    pub borrowers: u32,
    /// Lines of loans, cancelled ones included.
    pub lines: u32,
    /// Of these, cancelled.
    pub cancelled: u32,
    /// Questionnaires.
    pub questionnaires: u32,
}

impl Added {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.resources + self.inventory + self.set_parts + self.borrowers + self.lines + self.questionnaires
    }
}

/// One thing wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportProblem {
    /// File or sheet.
    pub file: String,
    /// Physical line, from 1.
    #[ts(type = "number")]
    pub line: u64,
    /// Header of the column.
    pub column: Option<String>,
    /// What sort of problem: a stable name.
    pub kind: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The sentence, in French.
    pub message: String,
}
