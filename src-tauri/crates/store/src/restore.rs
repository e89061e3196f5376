//! A backup put back in the place of the base, while whoever has it open goes on.
//!
//! The backup is brought up to date beside the base, then written over it page by page as one transaction of SQLite:
//! a crash leaves the one or the other, other programs wait for it as for any operation, and no log of the one is ever
//! read into the other. Only what is no longer a base is moved away as a file.

use crate::backup::{alone, copy, finish, make_sure_of, of_io, sync};
use crate::base::{GENERATION, Identity, beside, open, schema};
use crate::journal::{self, Entry};
use crate::{Error, Read, Result};
use chrono::Local;
use domain::fault::Fault;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many rows of what people count a base holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Resources.
    pub resources: u32,
    /// Borrowers.
    pub borrowers: u32,
    /// Loans.
    pub loans: u32,
}

/// What the base at a place holds that a backup does not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loss {
    /// What the backup holds.
    pub backup: Counts,
    /// What the base holds; none where it cannot be read.
    pub base: Option<Counts>,
    /// The loans that are only in the base: number and borrower.
    pub loans: Vec<(String, String)>,
    /// The operations that are only in the base, the latest first.
    pub operations: Vec<Entry>,
}

/// Counts what a backup holds.
///
/// # Errors
/// `backup_unreadable`.
pub fn counts(file: &Path) -> Result<Counts> {
    let unreadable = || Fault::base("backup_unreadable").with("path", file.display().to_string());
    counted(&alone(file)?).map_err(|_| unreadable().into())
}

fn counted(connection: &Connection) -> Result<Counts> {
    let count =
        |table: &str| connection.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0));
    Ok(Counts { resources: count("resource")?, borrowers: count("borrower")?, loans: count("loan")? })
}

/// Says what a restore would lose. Both are read as they are, whatever their version.
///
/// # Errors
/// `backup_unreadable`, `base_newer`; faults of the disk.
pub fn loss(base: &Path, file: &Path) -> Result<Loss> {
    is_good(base, file)?;
    let kept = alone(file)?;
    let mut loss = Loss { backup: counts(file)?, ..Loss::default() };
    if let Ok(present) = present(base)
        && let Ok(counts) = counted(&present)
    {
        loss.base = Some(counts);
        let known: HashSet<String> = loans(&kept)?.into_iter().map(|(number, _)| number).collect();
        loss.loans = loans(&present)?.into_iter().filter(|(number, _)| !known.contains(number)).collect();
        let known: HashSet<(i64, String)> = journal::latest(&Read::of(&kept), u32::MAX)?
            .into_iter()
            .map(|entry| (entry.entry, entry.at))
            .collect();
        loss.operations = journal::latest(&Read::of(&present), u32::MAX)?
            .into_iter()
            .filter(|entry| !known.contains(&(entry.entry, entry.at.clone())))
            .collect();
    }
    Ok(loss)
}

fn loans(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare(
        "select loan.number, borrower.name from loan join borrower on borrower.id = loan.borrower_id order by number",
    )?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Whether a file can take the place of the base.
fn is_good(base: &Path, file: &Path) -> Result<()> {
    let named = |code| Fault::input(code).with("path", file.display().to_string());
    match Identity::of(file) {
        None => Err(named("backup_missing").into()),
        there if there == Identity::of(base) => Err(named("backup_is_the_base").into()),
        Some(_) => make_sure_of(file).map_err(|error| match Fault::from(error) {
            fault if fault.code == "base_newer" => fault.into(),
            _ => named("backup_unreadable").into(),
        }),
    }
}

/// The base at its place, ours and readable.
fn present(base: &Path) -> Result<Connection> {
    if std::fs::metadata(base).is_ok_and(|file| file.permissions().readonly()) {
        return Err(Fault::base("base_read_only").with("path", base.display().to_string()).into());
    }
    let connection = Connection::open_with_flags(base, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    open::be_patient(&connection)?;
    if !open::is_ours(&connection)? {
        return Err(Fault::base("not_a_base").with("path", base.display().to_string()).into());
    }
    Ok(connection)
}

/// Puts a backup in the place of the base, and answers where what it replaces is kept; none where there was nothing.
///
/// # Errors
/// `backup_missing`, `backup_unreadable`, `backup_is_the_base`, `base_newer`, `base_read_only`, `base_busy`; faults of the
/// disk. On any of them the base is what it was.
pub fn restore(base: &Path, file: &Path) -> Result<Option<PathBuf>> {
    is_good(base, file)?;
    let ready = Unfinished(beside(base, &format!("-{}.restauration", std::process::id())));
    let _ = std::fs::remove_file(&ready.0);
    make_ready(file, &ready.0)?;
    let kept =
        base.with_extension(format!("avant-restauration-{}.db", Local::now().format("%Y-%m-%d-%Hh%Mm%S")));
    match present(base) {
        Ok(mut present) => match keep_and_overwrite(base, &mut present, &ready.0, &kept) {
            Err(error) if is_broken(&error) => {
                drop(present);
                put_in_place(base, &ready.0, &kept)
            }
            done => done.map(|()| Some(kept)),
        },
        Err(error) if is_broken(&error) || Identity::of(base).is_none() => {
            put_in_place(base, &ready.0, &kept)
        }
        Err(error) => Err(error),
    }
}

/// Whether the file is no longer a base.
fn is_broken(error: &Error) -> bool {
    let code = match error {
        Error::Fault(fault) => fault.code,
        Error::Sqlite(error) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => "base_damaged",
            _ => "",
        },
    };
    matches!(code, "not_a_base" | "base_damaged")
}

/// A file that goes when nothing became of it.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(beside(&self.0, suffix));
        }
    }
}

/// A copy of the backup as this program writes it, marked as another base than what was there.
fn make_ready(file: &Path, ready: &Path) -> Result<()> {
    copy(&alone(file)?, ready)?;
    let mut connection = Connection::open(ready)?;
    // What cannot be brought up to date can take no place.
    schema::migrate(&mut connection)
        .map_err(|error| Fault::from(error).with("path", file.display().to_string()))?;
    connection.execute(
        "insert into setting (id, value) values ($1, $2) on conflict (id) do update set value = excluded.value",
        [GENERATION, &uuid::Uuid::now_v7().to_string()],
    )?;
    drop(connection);
    Ok(sync(ready).map_err(|error| of_io(&error))?)
}

/// Takes the base for itself, keeps a copy of it, and writes the other over it: one transaction.
fn keep_and_overwrite(base: &Path, present: &mut Connection, ready: &Path, kept: &Path) -> Result<()> {
    let shared: String = present.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    // Without a log, whoever writes keeps readers out, and the file alone is the base. It is opened before and closed
    // after, for closing it lets go of SQLite's locks.
    let mut file = (shared != "wal").then(|| File::open(base)).transpose().map_err(|error| of_io(&error))?;
    let unfinished = Unfinished(beside(kept, ".partiel"));
    let _ = std::fs::remove_file(&unfinished.0);
    present.pragma_update(None, "synchronous", "full")?;
    let source = Connection::open(ready)?;
    let over = Backup::new(&source, present)?;
    // No page yet: from here on nobody else writes, and what is kept is the last state there was.
    turn(&over, 0)?;
    match &mut file {
        Some(file) => {
            let mut copied = File::create(&unfinished.0).map_err(|error| of_io(&error))?;
            std::io::copy(file, &mut copied)
                .and_then(|_| copied.sync_all())
                .map_err(|error| of_io(&error))?;
        }
        None => {
            let connection = Connection::open_with_flags(base, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            open::be_patient(&connection)?;
            copy(&connection, &unfinished.0)?;
        }
    }
    finish(&unfinished.0, kept).map_err(|error| of_io(&error))?;
    turn(&over, -1)?;
    drop(over);
    // Best now, and else whenever the base is next left alone.
    let _ = present.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()));
    Ok(())
}

/// Does some pages as soon as nobody else writes.
fn turn(over: &Backup<'_, '_>, pages: i32) -> Result<()> {
    let begun = Instant::now();
    loop {
        match over.step(pages)? {
            StepResult::Busy | StepResult::Locked if begun.elapsed() < Duration::from_secs(20) => {
                std::thread::sleep(Duration::from_millis(5));
            }
            StepResult::Busy | StepResult::Locked => return Err(Fault::base("base_busy").into()),
            _ => return Ok(()),
        }
    }
}

/// Puts a file in the place of one that is no base, or of none. What was there keeps its log under its new name: first
/// it is given that name as well, then its log goes over to it, and only then does the restored one take the place. There
/// is never no file there, and never a log that is not its own.
fn put_in_place(base: &Path, ready: &Path, kept: &Path) -> Result<Option<PathBuf>> {
    let failed = |error: std::io::Error| Error::from(of_io(&error));
    let was_there = Identity::of(base).is_some();
    if was_there && std::fs::hard_link(base, kept).is_err() {
        std::fs::copy(base, kept).map_err(failed)?;
        sync(kept).map_err(failed)?;
    }
    for suffix in ["-wal", "-shm", "-journal"] {
        let file = beside(base, suffix);
        if file.exists() {
            std::fs::rename(file, beside(kept, suffix)).map_err(failed)?;
        }
    }
    finish(ready, base).map_err(failed)?;
    Ok(was_there.then(|| kept.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::Reason;
    use crate::{Base, setting};

    fn named(base: &Base, name: &str) -> Result<()> {
        base.write(|tx| setting::set(tx, "centre.name", name))
    }

    fn name(base: &Base) -> std::result::Result<Option<String>, Fault> {
        base.read(|c| setting::get(c, "centre.name")).map_err(|error: Error| error.into())
    }

    #[test]
    fn a_base_is_restored_while_a_window_has_it_open_and_what_it_replaces_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        let window = Base::create(&path).unwrap();
        named(&window, "Le Dôme").unwrap();
        let backup = window.back_up(Reason::Asked).unwrap();
        named(&window, "Le Cube").unwrap();
        let kept = restore(&path, &backup.path).unwrap().unwrap();
        let told = Fault::from(named(&window, "perdu ?").unwrap_err());
        assert_eq!(told.code, "base_changed", "what the window would write upon is no longer there");
        assert_eq!(name(&window).unwrap_err().code, "base_changed");
        let again = Base::open(&path).unwrap();
        assert_eq!(name(&again).unwrap().as_deref(), Some("Le Dôme"));
        named(&again, "La Ruche").unwrap();
        assert_eq!(name(&Base::open(&kept).unwrap()).unwrap().as_deref(), Some("Le Cube"));
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().flatten().map(|file| file.file_name()).collect();
        assert!(!left.iter().any(|name| name.to_string_lossy().contains(".restauration")), "{left:?}");
    }

    #[test]
    fn what_is_kept_of_a_base_without_a_log_holds_all_that_was_written_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let synced = folder.path().join("OneDrive");
        std::fs::create_dir(&synced).unwrap();
        let path = synced.join("b.db");
        let backup = Base::create(&path).unwrap().back_up(Reason::Asked).unwrap();
        for round in 0..20_u64 {
            let window = Base::open(&path).unwrap();
            let writer = std::thread::spawn(move || {
                let written = (1..).take_while(|count: &u32| named(&window, &count.to_string()).is_ok());
                written.last().unwrap_or_default().to_string()
            });
            std::thread::sleep(Duration::from_millis(7 * round % 30));
            let kept = restore(&path, &backup.path).unwrap().unwrap();
            let last = writer.join().unwrap();
            let kept_name = name(&Base::open(&kept).unwrap()).unwrap().unwrap_or_else(|| "0".to_owned());
            assert_eq!(kept_name, last, "round {round}");
            std::fs::remove_file(&kept).unwrap();
        }
    }

    #[test]
    fn a_base_that_is_damaged_or_gone_is_restored_and_no_old_log_is_read_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        let base = Base::create(&path).unwrap();
        named(&base, "Le Dôme").unwrap();
        let backup = base.back_up(Reason::Asked).unwrap();
        drop(base);
        // SQLite itself takes away the log of an empty file.
        for damage in ["x".repeat(8192), String::new()] {
            std::fs::write(&path, &damage).unwrap();
            std::fs::write(beside(&path, "-wal"), "an old log").unwrap();
            let kept = restore(&path, &backup.path).unwrap().unwrap();
            assert_eq!(std::fs::read_to_string(&kept).unwrap(), damage);
            let log = std::fs::read_to_string(beside(&kept, "-wal")).ok();
            assert!(log.is_none_or(|log| log == "an old log"));
            assert!(!beside(&path, "-wal").exists());
            assert_eq!(name(&Base::open(&path).unwrap()).unwrap().as_deref(), Some("Le Dôme"));
            std::fs::remove_file(&kept).unwrap();
        }
        std::fs::remove_file(&path).unwrap();
        assert_eq!(restore(&path, &backup.path).unwrap(), None);
        assert_eq!(name(&Base::open(&path).unwrap()).unwrap().as_deref(), Some("Le Dôme"));
    }

    #[test]
    fn what_is_no_backup_is_refused_and_the_base_is_what_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        let base = Base::create(&path).unwrap();
        named(&base, "Le Dôme").unwrap();
        let other = folder.path().join("autre.db");
        let code = |file: &Path| Fault::from(restore(&path, file).unwrap_err()).code;
        assert_eq!(code(&other), "backup_missing");
        std::fs::write(&other, "x").unwrap();
        assert_eq!(code(&other), "backup_unreadable");
        assert_eq!(code(&path), "backup_is_the_base");
        assert_eq!(name(&base).unwrap().as_deref(), Some("Le Dôme"));
    }
}
