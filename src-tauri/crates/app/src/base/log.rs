//! What went wrong keeps its place: a file beside the base, which a person can send. It holds codes of faults and places in
//! the program, no name of anybody.

use crate::base::app::App;
use crate::words::sentence;
use chrono::Utc;
use domain::fault::{Fault, FaultKind, Outcome};
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Once;
use store::{borrower, journal, line, resource};

/// The largest that the file becomes: the one before it is kept once.
const LARGEST: u64 = 1 << 20;
/// How many lines of it a diagnostic tells.
const LAST_LINES: usize = 50;

/// Where the log of a base is.
#[must_use]
pub fn place(base: &Path) -> PathBuf {
    base.parent().unwrap_or(Path::new("")).join("journaux").join("malleposte.log")
}

/// The file to write on, the full one put aside.
fn opened(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    if std::fs::metadata(path).is_ok_and(|file| file.len() >= LARGEST) {
        std::fs::rename(path, path.with_extension("1.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

/// Writes a line. Where even that fails nothing is left to do.
pub fn append(base: &Path, line: &str) {
    let now = Utc::now().format("%Y-%m-%dT%H:%M:%SZ");
    let written =
        opened(&place(base)).and_then(|mut file| writeln!(file, "{now} {}", line.replace('\n', " ")));
    drop(written);
}

/// From here on what the program traces of itself, warnings and above, goes to the log of that base.
pub fn trace_to(base: &Path) {
    let path = place(base);
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_ansi(false)
        .with_writer(move || -> Box<dyn Write> {
            opened(&path).map_or_else(|_| Box::new(io::sink()) as Box<dyn Write>, |file| Box::new(file))
        });
    // A second base of the same window goes on in the file of the first.
    drop(subscriber.try_init());
}

/// Keeps a fault of the base or of the program itself; what a person did wrong or a rule forbids is no fault of theirs.
pub fn keep(base: &Path, fault: &Fault) {
    if fault.kind == FaultKind::Base {
        let detail = match fault.params.get("detail") {
            Some(domain::fault::Param::Text(detail)) => detail.as_str(),
            _ => "",
        };
        append(base, &format!("{} {detail}", fault.code));
    }
}

/// From here on a panic of this process leaves its place and its words in the log of that base.
pub fn keep_panics(base: &Path) {
    static ONCE: Once = Once::new();
    let base = base.to_owned();
    ONCE.call_once(move || {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            append(&base, &format!("panic {panic}"));
            told(panic);
        }));
    });
}

/// The last lines of the log.
fn last_lines(base: &Path) -> String {
    let read = || -> io::Result<String> {
        let mut file = File::open(place(base))?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(64 << 10)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let text = read().unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LAST_LINES)..].join("\n")
}

/// The kind of file system that holds a file, where the system tells it.
fn file_system(base: &Path) -> Option<String> {
    let base = base.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let mounted = mounts.lines().filter_map(|line| {
        let mut cells = line.split(' ').skip(1);
        let place = cells.next()?.replace("\\040", " ");
        base.starts_with(&place).then(|| (place.len(), cells.next().unwrap_or_default().to_owned()))
    });
    mounted.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

impl App {
    /// What somebody who helps needs to know: versions, sizes, the last lines of the log; no name of anybody.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn diagnostic(&self) -> Outcome<String> {
        let base = self.path();
        let bytes = std::fs::metadata(base).map_or(0, |file| file.len());
        self.read(|c, _| {
            let entries = journal::latest(c, 1)?.first().map_or(0, |entry| entry.entry);
            Ok(sentence(
                "diagnostic",
                &[
                    ("version", env!("CARGO_PKG_VERSION").to_owned()),
                    ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
                    ("sqlite", store::sqlite_version().to_owned()),
                    ("schema", store::schema_version(c)?.to_string()),
                    ("bytes", bytes.to_string()),
                    ("file_system", file_system(base).unwrap_or_else(|| "—".to_owned())),
                    ("resources", resource::count(c)?.to_string()),
                    ("borrowers", borrower::count(c)?.to_string()),
                    ("lines", line::count(c)?.to_string()),
                    ("entries", entries.to_string()),
                    ("log", last_lines(base)),
                ],
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_never_larger_than_two_files_of_a_mebibyte() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("b.db");
        let line = "x".repeat(300 << 10);
        for _ in 0..12 {
            append(&base, &line);
        }
        let files = std::fs::read_dir(folder.path().join("journaux")).unwrap();
        let sizes: Vec<u64> = files.map(|file| file.unwrap().metadata().unwrap().len()).collect();
        assert_eq!(sizes.len(), 2);
        assert!(sizes.iter().all(|size| *size < LARGEST + (310 << 10)), "{sizes:?}");
    }

    #[test]
    fn the_log_names_the_code_of_a_fault_and_nothing_of_what_was_typed() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("b.db");
        keep(&base, &Fault::base("disk_full").with("name", "Mme Martin"));
        keep(&base, &Fault::input("text_missing").with("name", "Mme Martin"));
        let log = last_lines(&base);
        assert!(log.contains("disk_full") && !log.contains("Martin") && log.lines().count() == 1, "{log}");
    }
}
