//! What a file really is, whatever it is called.

use super::source;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Delimited text.
    Text,
    /// A workbook, or the archive or container of one.
    Workbook,
}

/// The start of an archive, which XLSX and ODS workbooks are.
pub(super) const ARCHIVE: &[u8] = b"PK";
/// The start of the container that older Office files and encrypted workbooks are kept in.
pub(super) const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The form of a file by its content, and by its name where that says nothing; the code of why it cannot be read.
pub(super) fn form(name: &str, bytes: &[u8]) -> Result<Form, &'static str> {
    if bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"PK\x05\x06")
        || bytes.starts_with(COMPOUND_FILE)
    {
        return Ok(Form::Workbook);
    }
    if let Some(code) = other_format(bytes) {
        return Err(code);
    }
    match () {
        () if source::is_text(name) => Ok(Form::Text),
        () if bytes.is_empty() || !is_plain_text(bytes) => Ok(Form::Workbook),
        () => Err("plain_text"),
    }
}

/// The code of a format that is no register.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(4096)];
    let start: &[u8] = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let lower = start.to_ascii_lowercase();
    let contains = |words: &[u8]| lower.windows(words.len()).any(|window| window == words);
    let begins = |words: &[u8]| lower.starts_with(words);
    match () {
        // Begins as UTF-16 does, hence before any reading as text.
        () if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") => Some("utf_32"),
        () if begins(b"%pdf") => Some("pdf"),
        () if begins(b"{\\rtf") => Some("rtf"),
        // « ID;Prénom » heads a table; SYLK goes on with records of cells.
        () if begins(b"id;p") && contains(b"\nc;") && contains(b";k") => Some("sylk"),
        () if begins(b"\x89png") || begins(b"\xFF\xD8\xFF") || begins(b"gif8") => Some("image"),
        () if begins(b"<html") || begins(b"<!doctype html") || begins(b"<table") || begins(b"<head") => {
            Some("html")
        }
        () if begins(b"<?xml") && contains(b"<html") => Some("html"),
        () if begins(b"<?xml") || (begins(b"<") && contains(b"xmlns")) => Some("xml_table"),
        () if begins(b"<") && contains(b"<table") => Some("html"),
        () => None,
    }
}

fn is_plain_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    start.iter().all(|b| *b >= b' ' || matches!(b, b'\t' | b'\r' | b'\n'))
}
