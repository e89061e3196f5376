//! Files that a person chose or dropped on the window: bytes in base 64.

use crate::views::Upload;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::fault::{Fault, Outcome};

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
