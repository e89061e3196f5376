//! Use cases: what a person can do, whether from the window or from the command line.
//!
//! [`App`] holds an open base, who works on it and the centre's today. Each module adds the use cases of one
//! part of the trade; what changes data goes through [`App::transact`]: one transaction, one journal entry,
//! one undo, and the availability rule asked of all of it.

mod base;
mod catalogue;
mod centre;
mod evaluation;
mod files;
mod lending;
mod people;
mod planning;
mod registers;
mod samples;
pub mod views;
pub mod words;

pub use base::app::{App, Operation};
pub use base::at::Clock;
pub use base::log;
pub use centre::backups::{backups, restore, restore_loss};
pub use centre::check::CheckReport;
pub use centre::settings::about;
pub use evaluation::figures::{civil_year, of_year};
pub use files::uploads::{upload, upload_bytes};
pub use files::written::write_file;
pub use people::communes::communes;
pub use samples::{demo, generate};
pub use store::is_another_base;
pub use views::{ImportProblem, ImportReport};
