//! Use cases: what a person can do, whether from the window or from the command line.
//!
//! [`App`] holds an open base, who works on it and the centre's today. Each module adds the use cases of one
//! part of the trade; what changes data goes through [`App::transact`]: one transaction, one journal entry,
//! one undo, and the availability rule asked of all of it.

mod agreement;
mod answer_files;
mod app;
mod availability;
mod borrowers;
mod cards;
mod catalogue;
mod check;
mod communes;
mod conflicts;
pub mod demo;
mod figures;
mod files;
mod find;
mod forms;
mod free;
pub mod generate;
mod import;
mod journal;
mod loan_changes;
mod loans;
mod photos;
mod planning;
mod planning_print;
mod questionnaires;
mod report;
mod resources;
mod school;
mod search;
mod settings;
mod survey;
mod today;
pub mod views;
mod wish;
pub mod words;

pub use app::{App, Clock, Operation};
pub use check::CheckReport;
pub use communes::communes;
pub use figures::{civil_year, of_year};
pub use files::{upload, upload_bytes, write_file};
pub use settings::about;
pub use views::{ImportProblem, ImportReport};
