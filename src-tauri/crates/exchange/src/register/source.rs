//! From a path to the names and contents of the files that may be a register.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::problem::Problem;
use super::sniff::{self, Form};
use super::unreadable::Unreadable;
use super::{delimited, recognise};

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

/// What is at a path.
pub(super) struct Found {
    /// The names and contents of the files to read, in the order of their names.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// Remarks on what beside them may be meant for the register and is not read.
    pub(super) not_read: Vec<Problem>,
}

/// The files to read: `path` itself, or the tables in text and the workbooks of the folder. Notes, hidden files and the
/// lock files of office programs are left alone in a folder.
pub(super) fn files_at(path: &Path) -> Result<Found, Unreadable> {
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
        let files = vec![(shown.clone(), contents(path, &shown)?)];
        return Ok(Found { files, not_read: Vec::new() });
    }
    if !metadata.is_dir() {
        return Err(Unreadable::new("not_a_register", &shown));
    }
    let mut entries: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| about(&error))? {
        let entry = entry.map_err(|error| about(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(['.', '~']) {
            entries.push((name, entry.path()));
        }
    }
    entries.sort();
    let mut found = Found { files: Vec::new(), not_read: Vec::new() };
    for (name, path) in entries {
        match entry(&name, &path)? {
            Entry::Table(bytes) => found.files.push((name, bytes)),
            Entry::NotRead(code) => found.not_read.push(Problem::about_file(&name, code)),
            Entry::Unrelated => {}
        }
    }
    if found.files.is_empty() {
        let is_folder = |problem: &&Problem| problem.code == "folder_not_read";
        let folders: Vec<&str> =
            found.not_read.iter().filter(is_folder).map(|problem| problem.file.as_str()).collect();
        return Err(match folders.as_slice() {
            [] => Unreadable::new("nothing_known", &shown),
            folders => Unreadable::new("only_in_folders", &folders.join(", ")),
        });
    }
    Ok(found)
}

/// What stands in a folder.
enum Entry {
    Table(Vec<u8>),
    /// May be meant for the register; the code of the remark.
    NotRead(&'static str),
    Unrelated,
}

fn entry(name: &str, path: &Path) -> Result<Entry, Unreadable> {
    // Other programs' tables, and whatever has the name of a table.
    const TABLES: &[&str] = &["numbers", "gsheet", "fods", "ots", "xlt", "dbf", "dif", "slk", "tab", "prn"];
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let is_named = recognise::by_name(&stem).is_some();
    let is_of_others = TABLES.contains(&extension(name).as_str());
    let metadata = fs::metadata(path);
    if metadata.as_ref().is_ok_and(fs::Metadata::is_dir) && !is_of_others {
        let is_meant = is_named || is_text(name) || is_workbook(name) || has_tables(path, 3);
        return Ok(if is_meant { Entry::NotRead("folder_not_read") } else { Entry::Unrelated });
    }
    // What cannot even be looked at is told when it is opened.
    let is_file = metadata.as_ref().map_or(true, fs::Metadata::is_file);
    match () {
        () if is_file && extension(name) == "txt" => {
            let bytes = contents(path, name)?;
            let is_table = sniff::form(name, &bytes) == Ok(Form::Text) && delimited::may_be_table(&bytes);
            match () {
                () if is_table => Ok(Entry::Table(bytes)),
                () if is_named => Ok(Entry::NotRead("file_not_read")),
                () => Ok(Entry::Unrelated),
            }
        }
        () if is_file && (is_text(name) || is_workbook(name)) => Ok(Entry::Table(contents(path, name)?)),
        () if is_named || is_of_others || is_text(name) || is_workbook(name) => {
            Ok(Entry::NotRead("file_not_read"))
        }
        () => Ok(Entry::Unrelated),
    }
}

/// Whether files that may be tables are in a folder or, down to `depth`, in its own folders.
fn has_tables(folder: &Path, depth: usize) -> bool {
    const MOST_ENTRIES: usize = 1_000;
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().take(MOST_ENTRIES).any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_table = (is_text(&name) && extension(&name) != "txt") || is_workbook(&name);
        match entry.file_type() {
            _ if name.starts_with(['.', '~']) => false,
            Ok(kind) if kind.is_dir() => depth > 1 && has_tables(&entry.path(), depth - 1),
            _ => is_table,
        }
    })
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
