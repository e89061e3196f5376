//! From a path to the names and contents of the files that may be a register.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::unreadable::Unreadable;

/// The largest file that is opened: some hundred times a register of ten years.
pub(super) const LARGEST_FILE: u64 = 64 << 20;

/// Whether the name is that of delimited text.
pub(super) fn is_text(name: &str) -> bool {
    matches!(extension(name).as_str(), "csv" | "tsv" | "txt")
}

/// Whether the name is that of a workbook, of a kind that can be read or not.
pub(super) fn is_workbook(name: &str) -> bool {
    matches!(extension(name).as_str(), "xlsx" | "xlsm" | "xltx" | "xltm" | "xlsb" | "xls" | "ods")
}

fn extension(name: &str) -> String {
    Path::new(name).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The files to read: `path` itself, or the CSV files and workbooks of the folder, in the order of their names.
/// Notes (`.txt`), hidden files and the lock files of office programs are left alone in a folder.
pub(super) fn files_at(path: &Path) -> Result<Vec<(String, Vec<u8>)>, Unreadable> {
    let shown = display_name(path);
    let about = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Unreadable::new("not_found", &shown),
        _ => Unreadable::new("no_access", &shown),
    };
    let metadata = fs::metadata(path).map_err(|error| about(&error))?;
    if metadata.is_file() {
        if extension(&shown) == "numbers" {
            return Err(Unreadable::new("numbers", &shown));
        }
        if !is_text(&shown) && !is_workbook(&shown) {
            return Err(Unreadable::new("not_a_register", &shown));
        }
        return Ok(vec![(shown.clone(), contents(path, &shown)?)]);
    }
    if !metadata.is_dir() {
        return Err(Unreadable::new("not_a_register", &shown));
    }
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| about(&error))? {
        let entry = entry.map_err(|error| about(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_candidate = (is_text(&name) && extension(&name) != "txt") || is_workbook(&name);
        if is_candidate && !name.starts_with(['.', '~']) && entry.path().is_file() {
            found.push((name, entry.path()));
        }
    }
    if found.is_empty() {
        return Err(Unreadable::new("nothing_known", &shown));
    }
    found.sort();
    found.into_iter().map(|(name, path)| contents(&path, &name).map(|bytes| (name, bytes))).collect()
}

fn display_name(path: &Path) -> String {
    path.file_name().unwrap_or_else(|| OsStr::new(path)).to_string_lossy().into_owned()
}

fn contents(path: &Path, name: &str) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let no_access = |_| Unreadable::new("no_access", name);
    File::open(path).map_err(no_access)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(no_access)?;
    Ok(bytes)
}
