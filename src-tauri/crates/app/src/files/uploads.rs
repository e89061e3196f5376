//! Files that a person chose or dropped on the window.

use crate::views::Upload;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::fault::{Fault, Outcome};
use std::io::ErrorKind;
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
/// `file_not_found`, `file_is_folder`, `file_denied_to_read`, `file_not_read`.
pub fn upload(path: &Path) -> Outcome<Upload> {
    let bytes = std::fs::read(path).map_err(|error| {
        let code = match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => "file_not_found",
            ErrorKind::PermissionDenied => "file_denied_to_read",
            ErrorKind::IsADirectory => "file_is_folder",
            _ => "file_not_read",
        };
        Fault::input(code).with("path", path.display().to_string())
    })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Upload { name, content: to_base64(&bytes) })
}
