//! One file, one writing connection, reading connections beside it.

use crate::{Error, Read, Result, Write, journal};
use domain::fault::Fault;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// `Mlpt`: says in the header of the file that it is a base of this program.
const APPLICATION_ID: i32 = 0x4d6c_7074;
/// How long a writer waits for another program before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long it sleeps between two tries: an operation holds the base for a few milliseconds, and SQLite's own
/// waiting grows to a tenth of a second, which several programs at once feel.
const NAP: Duration = Duration::from_millis(2);

/// Waits for another program that writes; tells whether it is worth another try.
fn wait_for_turn(tries: i32) -> bool {
    std::thread::sleep(NAP);
    NAP.saturating_mul(tries.unsigned_abs()) < PATIENCE
}

/// What a connection keeps of the file in memory, in KiB; SQLite's own 2 MiB makes every search of a large
/// base read it again.
const CACHE_KIB: i64 = 48 * 1024;

const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("../migrations/0001_base.sql")),
    M::up(include_str!("../migrations/0002_planning.sql")),
    M::up(include_str!("../migrations/0003_figures.sql")),
    M::up(include_str!("../migrations/0004_takers.sql")),
];

/// An open base.
#[derive(Debug)]
pub struct Base {
    path: PathBuf,
    writer: Mutex<Option<Connection>>,
    readers: Mutex<Vec<Connection>>,
    read_only: bool,
}

impl Base {
    /// Makes a new, empty base.
    ///
    /// # Errors
    /// `base_exists` where there is a file already; faults of the disk.
    pub fn create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(Fault::base("base_exists").with("path", path.display().to_string()).into());
        }
        let flags = OpenFlags::default();
        let connection = Connection::open_with_flags(path, flags)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        drop(connection);
        Self::open(path)
    }

    /// Opens a base and brings its schema up to date.
    ///
    /// # Errors
    /// `base_missing`, `not_a_base`, `base_newer`, `base_damaged`; faults of the disk.
    pub fn open(path: &Path) -> Result<Self> {
        let named = |code| Error::from(Fault::base(code).with("path", path.display().to_string()));
        let metadata = std::fs::metadata(path).map_err(|_| named("base_missing"))?;
        if !metadata.is_file() {
            return Err(named("not_a_base"));
        }
        // Root may write to a read-only file; a person who made it so does not expect it.
        let read_only = metadata.permissions().readonly();
        let base = Self {
            path: path.to_owned(),
            writer: Mutex::new(None),
            readers: Mutex::new(Vec::new()),
            read_only,
        };

        // Whichever question SQLite is asked first finds out that the file is not one of its own.
        let placed = |error: Error| match Fault::from(error) {
            fault if fault.code == "not_a_base" => named("not_a_base"),
            fault => fault.into(),
        };
        let connection = base.connect(true).map_err(placed)?;
        let application: i32 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(|error| placed(error.into()))?;
        if application != APPLICATION_ID {
            return Err(named("not_a_base"));
        }
        let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let known = MIGRATIONS.len() as u32;
        drop(connection);
        if version > known {
            return Err(named("base_newer"));
        }
        if version < known {
            base.migrate()?;
        }
        Ok(base)
    }

    fn migrate(&self) -> Result<()> {
        let mut writer = self.writer()?;
        let connection = writer.as_mut().ok_or_else(|| Fault::base("base_read_only"))?;
        // Two programs may open a new base at once: one migrates, the other finds it done.
        Migrations::from_slice(MIGRATIONS)
            .to_latest(connection)
            .map_err(|error| Fault::base("base_error").with("detail", error.to_string()))?;
        journal::install(connection)?;
        Ok(())
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it may be written to.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    fn connect(&self, reading: bool) -> Result<Connection> {
        let access = if reading && self.read_only {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE
        };
        let connection = Connection::open_with_flags(&self.path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_handler(Some(wait_for_turn))?;
        connection.set_prepared_statement_cache_capacity(200);
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        if reading {
            connection.pragma_update(None, "query_only", true)?;
        } else {
            connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0))?;
            connection.pragma_update(None, "synchronous", "full")?;
        }
        Ok(connection)
    }

    fn writer(&self) -> Result<MutexGuard<'_, Option<Connection>>> {
        if self.read_only {
            return Err(Fault::base("base_read_only").with("path", self.path.display().to_string()).into());
        }
        if !self.path.exists() {
            return Err(self.gone().into());
        }
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            let connection = self.connect(false)?;
            journal::install(&connection)?;
            *writer = Some(connection);
        }
        Ok(writer)
    }

    /// What to say of a base that was removed while open. Its connections still hold all of it: a copy is put beside its
    /// place, once, so that nothing is lost.
    fn gone(&self) -> Fault {
        let path = self.path.display().to_string();
        let copy = self.path.with_extension("secours.db");
        if !copy.exists() {
            let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let reader = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(connection) = writer.as_ref().or(reader.as_ref()) else {
                return Fault::base("base_gone").with("path", path);
            };
            let name = copy.display().to_string();
            let saved = connection
                .pragma_update(None, "query_only", false)
                .and_then(|()| connection.execute("vacuum into $1", [&name]));
            if saved.is_err() {
                return Fault::base("base_gone").with("path", path);
            }
        }
        Fault::base("base_gone_saved").with("path", path).with("copy", copy.display().to_string())
    }

    /// Reads from one consistent state of the base.
    ///
    /// # Errors
    /// What `work` answers; faults of the disk.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Read<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let pooled = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match pooled {
            Some(connection) => connection,
            None => self.connect(true)?,
        };
        let answer = {
            let transaction = connection.unchecked_transaction().map_err(Error::from)?;
            work(&Read::of(&transaction))
        };
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        answer
    }

    /// Writes: all of it or, on an error, nothing. The write lock is taken at once, so that what `work`
    /// reads is what it writes upon, whatever the number of programs.
    ///
    /// # Errors
    /// What `work` answers; faults of the disk.
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
        let answer = work(&Write::of(&transaction))?;
        transaction.commit().map_err(Error::from)?;
        Ok(answer)
    }
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
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", MIGRATIONS.len() as i64 + 1)
            .unwrap();
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
    fn the_migrations_are_valid() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }
}
