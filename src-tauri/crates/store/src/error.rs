//! What SQLite says, told as a fault that a person can act on.

use domain::fault::Fault;
use rusqlite::{ErrorCode, ffi};

/// A fault of the base or of what was asked.
#[derive(Debug)]
pub enum Error {
    /// SQLite refused.
    Sqlite(rusqlite::Error),
    /// A rule or an input is at fault.
    Fault(Fault),
}

/// What the functions of this crate answer.
pub type Result<T> = std::result::Result<T, Error>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Fault(fault) => fault,
            Error::Sqlite(error) => of_sqlite(&error),
        }
    }
}

fn of_sqlite(error: &rusqlite::Error) -> Fault {
    let code = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "base_busy",
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => "base_read_only",
        // The memory that connections share is a file too.
        _ if error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHMSIZE) => {
            "disk_full"
        }
        Some(ErrorCode::DiskFull) => "disk_full",
        Some(ErrorCode::NotADatabase) => "not_a_base",
        Some(ErrorCode::DatabaseCorrupt) => "base_damaged",
        Some(ErrorCode::CannotOpen) => "base_cannot_open",
        Some(ErrorCode::SystemIoFailure) => "base_gone",
        _ => "base_error",
    };
    Fault::base(code).with("detail", error.to_string())
}
