//! Files that a person chose, dropped on the window, or wants written.

use crate::views::Upload;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::fault::{Fault, Outcome};
use std::path::Path;

/// The bytes of a file.
pub(crate) fn bytes(upload: &Upload, field: &str) -> Outcome<Vec<u8>> {
    from_base64(&upload.content)
        .ok_or_else(|| Fault::input("file_unreadable").with("path", upload.name.as_str()).on(field))
}

pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

pub(crate) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of a file that the page made.
///
/// # Errors
/// `file_unreadable`.
pub fn upload_bytes(upload: &Upload) -> Outcome<Vec<u8>> {
    bytes(upload, "file")
}

/// A file of the disk, as if it had been dropped on the window.
///
/// # Errors
/// `file_not_read`.
pub fn upload(path: &Path) -> Outcome<Upload> {
    let bytes = std::fs::read(path).map_err(|error| {
        Fault::input("file_not_read")
            .with("path", path.display().to_string())
            .with("detail", error.to_string())
    })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Upload { name, content: to_base64(&bytes) })
}

/// Writes a file where a person wants it.
///
/// # Errors
/// `file_not_written`.
pub fn write_file(path: &Path, bytes: &[u8]) -> Outcome<()> {
    std::fs::write(path, bytes).map_err(|error| {
        Fault::input("file_not_written")
            .with("path", path.display().to_string())
            .with("detail", error.to_string())
    })
}
