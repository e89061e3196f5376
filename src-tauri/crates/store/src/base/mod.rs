//! One file, one writing connection, a few reading connections beside it.

mod identity;
mod lost;
pub(crate) mod open;
mod place;
mod pool;
pub(crate) mod schema;

pub use lost::is_another_base;
pub use place::Place;

use crate::backup::Reason;
use crate::search::Index;
use crate::{Error, Read, Result, Write, journal};
use domain::fault::Fault;
pub(crate) use identity::{Identity, beside};
use pool::{Lent, Pool};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// Outside the journal: what a restore writes, so that whoever has the base open sees that it is another one.
pub(crate) const GENERATION: &str = "base.generation";

/// An open base.
#[derive(Debug)]
pub struct Base {
    path: PathBuf,
    /// The file that was opened: another one under its name is another base.
    identity: Identity,
    /// The log beside it, once there is one.
    log: OnceLock<Identity>,
    place: Place,
    read_only: bool,
    /// Which restore it comes from.
    generation: Option<String>,
    writer: Mutex<Option<Connection>>,
    readers: Pool,
    /// Where it was saved when it was found to be gone.
    saved: Mutex<Option<PathBuf>>,
    /// Whether something was written since the log was last emptied.
    written: AtomicBool,
    /// Why the last backup failed, if it did.
    pub(crate) backup_fault: Mutex<Option<Fault>>,
    pub(crate) search: Index,
}

impl Base {
    /// Makes a new, empty base.
    ///
    /// # Errors
    /// `base_exists` where there is a file already; faults of the disk.
    pub fn create(path: &Path) -> Result<Self> {
        open::create(path)?;
        Self::open(path).inspect_err(|_| open::discard(path))
    }

    /// Opens a base and brings its schema up to date, after a backup.
    ///
    /// # Errors
    /// `base_missing`, `not_a_base`, `base_newer`, `base_damaged`, `base_not_migrated`; faults of the disk.
    pub fn open(path: &Path) -> Result<Self> {
        let mut base = open::without_migrating(path)?;
        let version = base.version()?;
        if version < schema::KNOWN {
            if version > 0 && !base.read_only {
                // One that fails is told, and stops nothing: a migration is all or nothing.
                let _ = base.back_up_if_changed(Reason::Migration);
            }
            base.migrate()?;
        }
        base.generation = base.stamp()?.1;
        Ok(base)
    }

    /// A number that changes when another program wrote to the base, never by what is written through here: SQLite's own
    /// count, as the writing connection sees it. None while an operation of ours runs, or of a base that cannot be written.
    #[must_use]
    pub fn data_version(&self) -> Option<i64> {
        if self.read_only || !self.path.exists() {
            return None;
        }
        let opened = match self.writer.try_lock() {
            Ok(writer) => writer.is_some(),
            Err(_) => return None,
        };
        // The first question opens the connection, so that what others write is seen before the first operation too.
        let writer = if opened { self.writer.try_lock().ok()? } else { self.writer().ok()? };
        writer.as_ref()?.pragma_query_value(None, "data_version", |row| row.get(0)).ok()
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// In what kind of folder it is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Whether it may be written to.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    fn writer(&self) -> Result<MutexGuard<'_, Option<Connection>>> {
        if self.read_only {
            return Err(Fault::base("base_read_only").with("path", self.path.display().to_string()).into());
        }
        self.still_here(None)?;
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            let connection = self.connect_to_write()?;
            journal::install(&connection)?;
            *writer = Some(connection);
        }
        Ok(writer)
    }

    /// A connection to read from, on which something was read: what only then shows is dealt with here.
    pub(crate) fn reader(&self) -> Result<Lent<'_>> {
        let lent = self.readers.take(|cache| self.connect_to_read(cache))?;
        match schema::version(&lent) {
            Ok(_) => Ok(lent),
            Err(error) => Ok(lent.once(self.connect_without_shared_memory(error)?)),
        }
    }

    fn version(&self) -> Result<u32> {
        Ok(schema::version(&*self.reader()?)?)
    }

    /// Its version, and which restore it comes from.
    fn stamp(&self) -> Result<(u32, Option<String>)> {
        stamp(&*self.reader()?)
    }

    /// Whether a connection still sees the base that was opened.
    fn is_same(&self, connection: &Connection) -> Result<()> {
        let named = |code| Err(Fault::base(code).with("path", self.path.display().to_string()).into());
        match stamp(connection)? {
            (version, _) if version > schema::KNOWN => named("base_newer"),
            (version, generation) if version < schema::KNOWN || generation != self.generation => {
                named("base_changed")
            }
            _ => Ok(()),
        }
    }

    /// Reads from one consistent state of the base.
    ///
    /// # Errors
    /// What `work` answers; `base_changed`, `base_replaced`, `base_gone_saved`; faults of the disk.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Read<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.still_here(None)?;
        let connection = self.reader()?;
        let transaction = connection.unchecked_transaction().map_err(Error::from)?;
        self.is_same(&transaction)?;
        self.know_log();
        work(&Read::of(&transaction))
    }

    /// Writes: all of it or, on an error, nothing. The write lock is taken at once, so that what `work`
    /// reads is what it writes upon, whatever the number of programs.
    ///
    /// # Errors
    /// What `work` answers; `base_changed`, `base_replaced`, `base_gone_saved`; faults of the disk.
    pub fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut writer = self.writer()?;
        let Some(connection) = writer.as_mut() else {
            return Err(Error::from(Fault::base("base_read_only")).into());
        };
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        self.is_same(&transaction)?;
        let answer = work(&Write::of(&transaction))?;
        transaction.commit().map_err(Error::from)?;
        self.written.store(true, Ordering::Relaxed);
        self.know_log();
        // Replaced while it was written to: what was written is in the copy, and the fault says so.
        self.still_here(Some(connection))?;
        Ok(answer)
    }

    /// Empties the log into the base when something was written since, so that the file alone is all of it: a copy, a
    /// program that keeps folders alike or another file put in its place then find no log that is not theirs. Called
    /// now and then by what stays open; does nothing where somebody is at work.
    ///
    /// # Errors
    /// `base_changed`, `base_replaced`, `base_gone_saved`; faults of the disk.
    pub fn settle(&self) -> Result<()> {
        self.still_here(None)?;
        self.is_same(&*self.reader()?)?;
        if !self.written.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        let Ok(writer) = self.writer.try_lock() else {
            self.written.store(true, Ordering::Relaxed);
            return Ok(());
        };
        if let Some(connection) = writer.as_ref() {
            connection.busy_timeout(std::time::Duration::ZERO)?;
            let busy =
                connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, bool>(0));
            open::be_patient(connection)?;
            if busy.unwrap_or(true) {
                self.written.store(true, Ordering::Relaxed);
            }
        }
        Ok(())
    }
}

fn stamp(connection: &Connection) -> Result<(u32, Option<String>)> {
    let mut statement = connection.prepare_cached(
        "select (select user_version from pragma_user_version), (select value from setting where id = $1)",
    )?;
    Ok(statement.query_row([GENERATION], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<Base>) -> &'static str {
        Fault::from(result.unwrap_err()).code
    }

    #[test]
    fn what_is_not_a_base_of_ours_is_refused_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        assert_eq!(code(Base::open(&path)), "base_missing");
        assert_eq!(code(Base::open(folder.path())), "not_a_base");
        for content in [
            &b"bonjour, je suis un texte assez long pour que SQLite le lise comme un en-tete..."[..],
            b"",
            b"x",
        ] {
            std::fs::write(&path, content).unwrap();
            assert_eq!(code(Base::open(&path)), "not_a_base", "{content:?}");
            assert_eq!(std::fs::read(&path).unwrap(), content);
            assert_eq!(code(Base::create(&path)), "base_exists");
        }
    }

    #[test]
    fn a_base_from_a_newer_version_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        drop(Base::create(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", schema::KNOWN + 1).unwrap();
        assert_eq!(code(Base::open(&path)), "base_newer");
    }

    #[test]
    fn a_read_only_base_can_be_read_and_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        drop(Base::create(&path).unwrap());
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        let base = Base::open(&path).unwrap();
        base.read(|c| crate::setting::get(c, "centre")).unwrap();
        let refused: Result<()> = base.write(|_| Ok(()));
        assert_eq!(Fault::from(refused.unwrap_err()).code, "base_read_only");
    }

    #[test]
    fn a_base_that_is_removed_while_open_is_saved_beside_its_place_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        let base = Base::create(&path).unwrap();
        base.write(|tx| crate::setting::set(tx, "centre.name", "Le Dôme")).unwrap();
        base.read(|c| crate::setting::get(c, "centre.name")).unwrap();
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("b.db{suffix}")));
        }
        for _ in 0..2 {
            let refused: Result<()> = base.write(|tx| crate::setting::set(tx, "centre.name", "perdu"));
            assert_eq!(Fault::from(refused.unwrap_err()).code, "base_gone_saved");
        }
        let copy = Base::open(&folder.path().join("b.secours.db")).unwrap();
        let name = copy.read(|c| crate::setting::get(c, "centre.name")).unwrap();
        assert_eq!(name.as_deref(), Some("Le Dôme"));
    }

    #[test]
    fn five_who_read_at_once_leave_four_connections_and_a_reading_may_hold_another() {
        let folder = tempfile::tempdir().unwrap();
        let base = Base::create(&folder.path().join("b.db")).unwrap();
        let read = |depth: u32| nested(&base, depth);
        assert_eq!(read(5), 5);
        assert_eq!(base.readers.open(), 4);
    }

    fn nested(base: &Base, depth: u32) -> u32 {
        if depth == 0 {
            return 0;
        }
        base.read(|_| -> Result<u32> { Ok(nested(base, depth - 1) + 1) }).unwrap()
    }

    #[test]
    fn a_base_replaced_while_open_is_saved_its_log_goes_and_the_new_one_is_what_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("b.db"), folder.path().join("autre.db"));
        let named = |base: &Base, name: &str| base.write(|tx| crate::setting::set(tx, "centre.name", name));
        let name = |base: &Base| base.read(|c| crate::setting::get(c, "centre.name"));
        named(&Base::create(&other).unwrap(), "Le Cube").unwrap();
        let base = Base::create(&path).unwrap();
        named(&base, "Le Dôme").unwrap();
        std::fs::rename(&other, &path).unwrap();
        assert_eq!(Fault::from(named(&base, "perdu").unwrap_err()).code, "base_replaced");
        assert_eq!(Fault::from(name(&base).unwrap_err()).code, "base_replaced");
        assert_eq!(Fault::from(base.settle().unwrap_err()).code, "base_replaced");
        assert!(!beside(&path, "-wal").exists());
        drop(base);
        assert_eq!(name(&Base::open(&path).unwrap()).unwrap().as_deref(), Some("Le Cube"));
        let saved = Base::open(&folder.path().join("b.secours.db")).unwrap();
        assert_eq!(name(&saved).unwrap().as_deref(), Some("Le Dôme"));
    }

    #[test]
    fn a_window_that_closes_saves_what_it_held_of_a_base_that_was_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("b.db"), folder.path().join("autre.db"));
        drop(Base::create(&other).unwrap());
        let base = Base::create(&path).unwrap();
        base.write(|tx| crate::setting::set(tx, "centre.name", "Le Dôme")).unwrap();
        std::fs::rename(&other, &path).unwrap();
        drop(base);
        let saved = Base::open(&folder.path().join("b.secours.db")).unwrap();
        let name = saved.read(|c| crate::setting::get(c, "centre.name")).unwrap();
        assert_eq!(name.as_deref(), Some("Le Dôme"));
        assert!(!beside(&path, "-wal").exists());
    }

    #[test]
    fn the_log_is_emptied_into_the_file_when_nobody_works() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        let base = Base::create(&path).unwrap();
        base.write(|tx| crate::setting::set(tx, "centre.name", "Le Dôme")).unwrap();
        assert!(std::fs::metadata(beside(&path, "-wal")).unwrap().len() > 0);
        base.settle().unwrap();
        assert_eq!(std::fs::metadata(beside(&path, "-wal")).unwrap().len(), 0);
    }

    #[test]
    fn what_was_left_read_only_beside_a_read_only_base_follows_it_when_it_can_be_written_to_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        drop(Base::create(&path).unwrap());
        for suffix in ["-wal", "-shm"] {
            let file = beside(&path, suffix);
            std::fs::write(&file, "").unwrap();
            let mut permissions = std::fs::metadata(&file).unwrap().permissions();
            permissions.set_readonly(true);
            std::fs::set_permissions(&file, permissions).unwrap();
        }
        let base = Base::open(&path).unwrap();
        base.write(|tx| crate::setting::set(tx, "centre.name", "Le Dôme")).unwrap();
        for suffix in ["-wal", "-shm"] {
            let there = std::fs::metadata(beside(&path, suffix));
            assert!(there.is_ok_and(|there| !there.permissions().readonly()), "{suffix}");
        }
    }
}
