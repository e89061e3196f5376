//! Copies of the base beside it: made whole, read back before they count, thinned as they age.

use crate::base::{Base, beside, open, schema};
use crate::{Error, Result};
use chrono::{Datelike, Local, NaiveDate, NaiveDateTime, Timelike};
use domain::fault::Fault;
use rusqlite::{Connection, OpenFlags};
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The program began, and the base had changed.
    Start,
    /// Before the schema changes.
    Migration,
    /// Before a register comes in.
    Import,
    /// A person asked for it.
    Asked,
}

/// The reasons as names of files say them, to the people who look into the folder.
const REASONS: [(Reason, &str); 4] = [
    (Reason::Start, "demarrage"),
    (Reason::Migration, "avant-mise-a-jour"),
    (Reason::Import, "avant-import"),
    (Reason::Asked, "demandee"),
];

/// A backup, as its name tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, local time.
    pub at: NaiveDateTime,
    /// Why.
    pub reason: Reason,
    /// Its size.
    pub bytes: u64,
}

/// How an instant is written in a name; of one length, so that names sort as they were made.
const INSTANT: &str = "%Y-%m-%d_%H-%M-%S";
const INSTANT_LENGTH: usize = 19;
/// What a name ends with while the file is not known to be good.
const UNFINISHED: &str = ".partiel";

/// The folder of the backups of a base.
#[must_use]
pub fn folder(base: &Path) -> PathBuf {
    base.parent().unwrap_or(Path::new("")).join("sauvegardes")
}

fn stem(base: &Path) -> String {
    base.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The backups of a base, the latest first.
#[must_use]
pub fn list(base: &Path) -> Vec<Backup> {
    let stem = stem(base);
    let read = |file: std::fs::DirEntry| {
        let name = file.file_name().into_string().ok()?;
        let rest = name.strip_prefix(&stem)?.strip_prefix('_')?.strip_suffix(".db")?;
        let at = NaiveDateTime::parse_from_str(rest.get(..INSTANT_LENGTH)?, INSTANT).ok()?;
        let why = rest.get(INSTANT_LENGTH..)?.strip_prefix('_')?;
        let (reason, _) = REASONS.iter().find(|(_, name)| *name == why)?;
        Some(Backup { path: file.path(), at, reason: *reason, bytes: file.metadata().ok()?.len() })
    };
    let files = std::fs::read_dir(folder(base)).into_iter().flatten();
    let mut backups: Vec<Backup> = files.filter_map(|file| read(file.ok()?)).collect();
    backups.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.path.cmp(&a.path)));
    backups
}

impl Base {
    /// Copies the base into the folder of its backups, and thins the others. A fault is remembered, for whoever shows
    /// the state of the base; no name of a backup is ever on a file that is not whole.
    ///
    /// # Errors
    /// `backup_no_room`, `backup_denied`, `backup_failed`.
    pub fn back_up(&self, reason: Reason) -> Result<Backup> {
        let made = self.make(reason);
        let fault = made.as_ref().err().cloned();
        *self.backup_fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
        Ok(made?)
    }

    /// The same, unless the last backup says what the base says: the last operation tells. A base in which nothing was ever
    /// done has nothing to lose.
    ///
    /// # Errors
    /// Those of [`Self::back_up`].
    pub fn back_up_if_changed(&self, reason: Reason) -> Result<Option<Backup>> {
        let now = last_operation(&*self.reader()?)?;
        if now.entry == 0 {
            return Ok(None);
        }
        let last = list(self.path()).into_iter().next();
        let kept = last.and_then(|backup| last_operation(&alone(&backup.path).ok()?).ok());
        if kept.is_some_and(|kept| kept == now) {
            return Ok(None);
        }
        self.back_up(reason).map(Some)
    }

    /// Copies the base into a file of a person's choice, whole or not at all.
    ///
    /// # Errors
    /// Those of [`Self::back_up`].
    pub fn back_up_into(&self, file: &Path) -> Result<u64> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(self.write_whole(folder, file).map_err(|fault| fault.with("path", file.display().to_string()))?)
    }

    /// Why the last backup failed, if it did.
    #[must_use]
    pub fn backup_fault(&self) -> Option<Fault> {
        self.backup_fault.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn make(&self, reason: Reason) -> std::result::Result<Backup, Fault> {
        let folder = folder(self.path());
        let failed = |error: io::Error| of_io(&error).with("path", folder.display().to_string());
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let word = REASONS.iter().find(|(known, _)| *known == reason).map_or("", |(_, word)| *word);
        let now = Local::now().naive_local();
        // To the second, as the name says it.
        let mut at = now.with_nanosecond(0).unwrap_or(now);
        let name = |at: NaiveDateTime| {
            folder.join(format!("{}_{}_{word}.db", stem(self.path()), at.format(INSTANT)))
        };
        // Whatever they were made for, no two are of the same second.
        let there = list(self.path());
        while there.iter().any(|backup| backup.at == at) || name(at).exists() {
            at += chrono::Duration::seconds(1);
        }
        let path = name(at);
        let bytes = self
            .write_whole(&folder, &path)
            .map_err(|fault| fault.with("path", folder.display().to_string()))?;
        thin(self.path(), at.date());
        Ok(Backup { path, at, reason, bytes })
    }

    /// Writes a copy under another name, makes sure of it, and only then gives it its own.
    fn write_whole(&self, folder: &Path, path: &Path) -> std::result::Result<u64, Fault> {
        sweep(folder);
        let unfinished = beside(path, &format!("-{}{UNFINISHED}", std::process::id()));
        let written = self.write_and_read_back(&unfinished).and_then(|()| {
            finish(&unfinished, path).map_err(|error| of_io(&error))?;
            Ok(std::fs::metadata(path).map(|file| file.len()).unwrap_or_default())
        });
        if written.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    fn write_and_read_back(&self, file: &Path) -> std::result::Result<(), Fault> {
        let source = self.reader().map_err(of_store)?;
        let before = last_operation(&source).map_err(of_store)?;
        copy(&source, file).map_err(of_store)?;
        drop(source);
        make_sure_of(file).map_err(of_store)?;
        let there = last_operation(&alone(file).map_err(of_store)?).map_err(of_store)?;
        // An operation may have come in between, none may be missing.
        if there.entry < before.entry {
            return Err(Fault::base("backup_failed"));
        }
        Ok(())
    }
}

/// Copies all that a connection sees into a new file, on the disk when this returns.
pub(crate) fn copy(connection: &Connection, file: &Path) -> Result<()> {
    let reads: bool = connection.pragma_query_value(None, "query_only", |row| row.get(0))?;
    connection.pragma_update(None, "query_only", false)?;
    let copied = connection.execute("vacuum into $1", [file.to_string_lossy()]);
    connection.pragma_update(None, "query_only", reads)?;
    copied?;
    sync(file).map_err(|error| of_io(&error))?;
    Ok(())
}

/// Gives a file that is whole its name, for good.
pub(crate) fn finish(unfinished: &Path, path: &Path) -> io::Result<()> {
    std::fs::rename(unfinished, path)?;
    sync_folder(path)
}

/// Has what was written to a file on the disk itself. Only for files that SQLite does not hold.
pub(crate) fn sync(file: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(file)?.sync_all()
}

/// Has the names in the folder of a file on the disk; where a folder cannot be opened, the system sees to it.
pub(crate) fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Opens a file that nobody writes to, without leaving anything beside it.
pub(crate) fn alone(file: &Path) -> Result<Connection> {
    let log = std::fs::metadata(beside(file, "-wal")).is_ok_and(|log| log.len() > 0);
    let connection = if log {
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?
    } else {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(open::unchanging(file), flags)?
    };
    open::be_patient(&connection)?;
    Ok(connection)
}

/// Reads a copy from one end to the other.
pub(crate) fn make_sure_of(file: &Path) -> Result<()> {
    let unreadable = || Fault::base("backup_unreadable").with("path", file.display().to_string());
    let connection = alone(file)?;
    let whole = |connection: &Connection| -> Result<bool> {
        let found: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
        Ok(open::is_ours(connection)? && found == "ok")
    };
    match whole(&connection) {
        Ok(true) => {}
        _ => return Err(unreadable().into()),
    }
    if schema::version(&connection)? > schema::KNOWN {
        return Err(Fault::base("base_newer").with("path", file.display().to_string()).into());
    }
    Ok(())
}

/// The last operation of a journal, and the schema: what tells whether two bases say the same.
#[derive(Debug, PartialEq, Eq)]
struct LastOperation {
    version: u32,
    entry: i64,
    at: String,
}

fn last_operation(connection: &Connection) -> Result<LastOperation> {
    let version = schema::version(connection)?;
    let mut statement =
        connection.prepare("select coalesce(max(entry), 0), coalesce(max(at), '') from journal")?;
    Ok(statement.query_row([], |row| Ok(LastOperation { version, entry: row.get(0)?, at: row.get(1)? }))?)
}

/// Takes away what programs that were killed left unfinished; what is young may still be at work.
fn sweep(folder: &Path) {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for file in files.filter(|file| file.file_name().to_string_lossy().contains(UNFINISHED)) {
        let age = file.metadata().and_then(|file| file.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age.as_secs() > 600) {
            let _ = std::fs::remove_file(file.path());
        }
    }
}

fn thin(base: &Path, today: NaiveDate) {
    let backups = list(base);
    let days: Vec<NaiveDate> = backups.iter().map(|backup| backup.at.date()).collect();
    for (backup, kept) in backups.iter().zip(kept(today, &days)) {
        if !kept {
            // One that cannot be taken away only takes room.
            let _ = std::fs::remove_file(&backup.path);
        }
    }
}

/// Which backups stay, by the days they were made on, the latest first: all of today's, one a day for two weeks, one a
/// week for three months, one a month beyond; and never fewer than three.
fn kept(today: NaiveDate, days: &[NaiveDate]) -> Vec<bool> {
    let mut seen = HashSet::new();
    days.iter()
        .enumerate()
        .map(|(place, day)| {
            let age = (today - *day).num_days();
            let spell = match age {
                ..=0 => return true,
                1..=14 => (0, day.num_days_from_ce()),
                15..=92 => (1, day.num_days_from_ce() - day.weekday().num_days_from_monday() as i32),
                _ => (2, day.year() * 12 + day.month0() as i32),
            };
            seen.insert(spell) || place < 3
        })
        .collect()
}

/// A fault of the disk as a fault of a backup.
pub(crate) fn of_io(error: &io::Error) -> Fault {
    Fault::base(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "backup_no_room",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "backup_denied",
        _ => "backup_failed",
    })
}

/// A fault of the base as a fault of a backup.
fn of_store(error: Error) -> Fault {
    let fault = Fault::from(error);
    match fault.code {
        "disk_full" => Fault::base("backup_no_room"),
        "base_read_only" | "base_cannot_open" => Fault::base("backup_denied"),
        code if code.starts_with("backup_") => fault,
        _ => Fault::base("backup_failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_are_thinned_as_they_age_and_never_below_three() {
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let today = day("2026-12-01");
        // Two a day for a year, the latest first.
        let days: Vec<NaiveDate> = (0..730).map(|half| today - chrono::Duration::days(half / 2)).collect();
        let stay = kept(today, &days);
        let left: Vec<NaiveDate> =
            days.iter().zip(&stay).filter(|(_, stay)| **stay).map(|(day, _)| *day).collect();
        let aged = |from: i64, to: i64| {
            left.iter().filter(|day| (from..=to).contains(&(today - **day).num_days())).count()
        };
        assert_eq!(aged(0, 0), 2, "all of today");
        assert_eq!(aged(1, 14), 14, "one a day");
        assert!((11..=13).contains(&aged(15, 92)), "one a week: {}", aged(15, 92));
        assert!((9..=10).contains(&aged(93, 365)), "one a month: {}", aged(93, 365));
        let old = [day("2024-05-02"), day("2024-05-01"), day("2024-05-01"), day("2024-05-01")];
        assert_eq!(kept(today, &old), [true, true, true, false]);
    }

    #[test]
    fn a_backup_says_in_its_name_when_and_why_and_is_whole_and_is_not_made_twice_of_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("prêts.db");
        let base = Base::create(&path).unwrap();
        assert_eq!(base.back_up_if_changed(Reason::Start).unwrap(), None, "nothing was ever done");
        let called = |name: &str| {
            base.write(|tx| -> Result<()> {
                let entry = crate::journal::begin(tx, "2026-12-01T09:40:00Z", "Ève")?;
                crate::setting::set(tx, "centre.name", name)?;
                crate::journal::finish(tx, entry, "settings_saved", &serde_json::json!({}))?;
                Ok(())
            })
            .unwrap();
        };
        called("Le Cube");
        let made = base.back_up_if_changed(Reason::Start).unwrap().unwrap();
        assert_eq!(list(&path), std::slice::from_ref(&made));
        assert_eq!(base.back_up_if_changed(Reason::Start).unwrap(), None, "nothing was done since");
        called("Le Dôme");
        let again = base.back_up_if_changed(Reason::Import).unwrap().unwrap();
        assert!(again.at > made.at, "the same second is not taken twice");
        assert_eq!(list(&path).len(), 2);
        let copy = Base::open(&again.path).unwrap();
        let name = copy.read(|c| crate::setting::get(c, "centre.name")).unwrap();
        assert_eq!(name.as_deref(), Some("Le Dôme"));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told_and_stops_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        let base = Base::create(&path).unwrap();
        std::fs::write(folder.path().join("sauvegardes"), "un fichier").unwrap();
        assert_eq!(Fault::from(base.back_up(Reason::Asked).unwrap_err()).code, "backup_failed");
        assert_eq!(base.backup_fault().unwrap().code, "backup_failed");
        base.write(|tx| crate::setting::set(tx, "centre.name", "Le Dôme")).unwrap();
        std::fs::remove_file(folder.path().join("sauvegardes")).unwrap();
        base.back_up(Reason::Asked).unwrap();
        assert_eq!(base.backup_fault(), None);
    }
}
