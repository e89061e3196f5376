//! Backups, and what going back to one would lose.

use crate::views::JournalEntry;
use chrono::NaiveDateTime;
use serde::Serialize;
use ts_rs::TS;

/// How much a base holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct BaseCounts {
    /// Resources.
    pub resources: u32,
    /// Borrowers.
    pub borrowers: u32,
    /// Loans.
    pub loans: u32,
}

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// The program began, and the base had changed.
    Start,
    /// Before a new version of the program changed the base.
    Migration,
    /// Before a register came in.
    Import,
    /// A person asked for it.
    Asked,
}

/// A backup of the base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupCard {
    /// Where it is.
    pub path: String,
    /// When it was made, local time.
    pub at: NaiveDateTime,
    /// Why.
    pub reason: BackupReason,
    /// Its size, bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What it holds; none where it cannot be read.
    pub counts: Option<BaseCounts>,
}

/// A loan that a restore would lose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LostLoan {
    /// Its number.
    pub number: String,
    /// Its borrower.
    pub borrower: String,
}

/// What a restore would lose.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RestoreLoss {
    /// What the backup holds.
    pub backup: BaseCounts,
    /// What the base holds now; none where it cannot be read.
    pub base: Option<BaseCounts>,
    /// The loans that are in the base alone.
    pub loans: Vec<LostLoan>,
    /// The operations that are in the base alone, the latest first.
    pub operations: Vec<JournalEntry>,
}
