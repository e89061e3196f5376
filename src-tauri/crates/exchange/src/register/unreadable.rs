//! Why nothing at all could be read.

use std::fmt;

use serde::Serialize;

use super::problem::sentence;

/// A register of which nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// Why: one of [`Unreadable::CODES`]. `unreadable_<code>` in `assets/messages/register.*.json` is its sentence.
    pub code: &'static str,
    /// The file or folder, by its name.
    pub file: String,
}

impl Unreadable {
    /// Every reason.
    pub const CODES: &[&str] = &[
        "not_found",
        "no_access",
        "empty",
        "too_large",
        "damaged",
        "truncated",
        "html",
        "pdf",
        "sylk",
        "xml_table",
        "rtf",
        "image",
        "plain_text",
        "utf_32",
        "numbers",
        "not_delimited",
        "only_hidden",
        "macros",
        "protected",
        "old_format",
        "not_a_register",
        "nothing_known",
        "only_in_folders",
        "several_workbooks",
    ];

    pub(super) fn new(code: &'static str, file: &str) -> Self {
        Self { code, file: file.to_owned() }
    }

    /// The sentence in French.
    pub fn message(&self) -> String {
        sentence(&format!("unreadable_{}", self.code), &[("file", self.file.clone())])
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Unreadable {}
