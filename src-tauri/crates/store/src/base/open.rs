//! How a base is found, made sure of and connected to.

use super::identity::{Identity, beside};
use super::place::Place;
use super::pool::{Pool, WRITER_CACHE_KIB};
use super::{Base, schema};
use crate::search::{self, Index};
use crate::{Error, Result};
use domain::fault::Fault;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, OnceLock};
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

/// Makes a connection wait its turn.
pub(crate) fn be_patient(connection: &Connection) -> Result<()> {
    Ok(connection.busy_handler(Some(wait_for_turn))?)
}

/// Makes the file of a new base.
pub(super) fn create(path: &Path) -> Result<()> {
    if path.exists() {
        return Err(Fault::base("base_exists").with("path", path.display().to_string()).into());
    }
    // What was found in another base of that name is none of this one's.
    search::remove(path);
    let made = Connection::open(path)
        .and_then(|connection| connection.pragma_update(None, "application_id", APPLICATION_ID));
    Ok(made.inspect_err(|_| discard(path))?)
}

/// Takes away a new base that could not be finished: the next try finds its place free.
pub(super) fn discard(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(beside(path, suffix));
    }
}

/// Opens a base as it is, whatever its version up to the one that this program knows.
pub(crate) fn without_migrating(path: &Path) -> Result<Base> {
    let named = |code| Error::from(Fault::base(code).with("path", path.display().to_string()));
    let metadata = std::fs::metadata(path).map_err(|_| named("base_missing"))?;
    if !metadata.is_file() {
        return Err(named("not_a_base"));
    }
    let base = Base {
        path: path.to_owned(),
        identity: Identity::of(path).ok_or_else(|| named("base_missing"))?,
        log: OnceLock::new(),
        place: Place::of(path),
        // Root may write to a read-only file; a person who made it so does not expect it.
        read_only: metadata.permissions().readonly(),
        generation: None,
        writer: Mutex::new(None),
        readers: Pool::default(),
        saved: Mutex::new(None),
        written: AtomicBool::new(true),
        backup_fault: Mutex::new(None),
        search: Index::default(),
    };
    if !base.read_only {
        base.free_what_lies_beside(&metadata);
    }
    // Whichever question SQLite is asked first finds out that the file is not one of its own.
    let placed = |error: Error| match Fault::from(error) {
        fault if fault.code == "not_a_base" => named("not_a_base"),
        fault => fault.into(),
    };
    let connection = base.reader().map_err(placed)?;
    is_ours(&connection).map_err(placed)?.then_some(()).ok_or_else(|| named("not_a_base"))?;
    if schema::version(&connection)? > schema::KNOWN {
        return Err(named("base_newer"));
    }
    drop(connection);
    base.leave_log()?;
    Ok(base)
}

/// Whether the header says that this is a base of this program.
pub(crate) fn is_ours(connection: &Connection) -> Result<bool> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(application == APPLICATION_ID)
}

impl Base {
    /// What was read while the file was read-only left its log and its shared memory read-only as well: they follow the
    /// file. Where another person owns them, SQLite goes on reading and says so when asked to write.
    fn free_what_lies_beside(&self, metadata: &std::fs::Metadata) {
        for suffix in ["-wal", "-shm"] {
            let file = beside(&self.path, suffix);
            if std::fs::metadata(&file).is_ok_and(|file| file.permissions().readonly()) {
                let _ = std::fs::set_permissions(&file, metadata.permissions());
            }
        }
    }

    /// Where memory shared through a file cannot be relied on, a base goes back to a journal of its own for each
    /// operation. It needs the base for itself: where another program has it open, that is for the next time.
    fn leave_log(&self) -> Result<()> {
        if self.place.is_local() || self.read_only {
            return Ok(());
        }
        // The reading connection is closed first.
        if let Some(reader) = self.readers.idle() {
            reader.closed();
        }
        let connection = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(NAP)?;
        let _ =
            connection.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get::<_, String>(0));
        Ok(())
    }

    fn connect(&self, flags: OpenFlags, cache_kib: i64) -> Result<Connection> {
        let connection = Connection::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        prepare(&connection, cache_kib)?;
        Ok(connection)
    }

    pub(super) fn connect_to_read(&self, cache_kib: i64) -> Result<Connection> {
        let access =
            if self.read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
        let connection = self.connect(access, cache_kib)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    pub(super) fn connect_to_write(&self) -> Result<Connection> {
        let connection = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE, WRITER_CACHE_KIB)?;
        if self.place.is_local() {
            connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0))?;
        }
        connection.pragma_update(None, "synchronous", "full")?;
        Ok(connection)
    }

    /// A full disk, or one that cannot be written to, has no room for the memory that connections share. Without a log
    /// the file alone is the base, and is read as it is; with one, by this connection alone. What is seen so may be true
    /// once: the connection is closed after use.
    pub(super) fn connect_without_shared_memory(&self, error: rusqlite::Error) -> Result<Connection> {
        let fault = Fault::from(Error::from(error));
        if !matches!(fault.code, "disk_full" | "base_cannot_open" | "base_read_only") {
            return Err(fault.into());
        }
        let log = std::fs::metadata(beside(&self.path, "-wal")).is_ok_and(|log| log.len() > 0);
        let access = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = if log {
            Connection::open_with_flags(&self.path, access | OpenFlags::SQLITE_OPEN_READ_WRITE)
        } else {
            let flags = access | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(unchanging(&self.path), flags)
        };
        let read = opened.and_then(|connection| {
            connection.busy_timeout(NAP)?;
            connection.pragma_update(None, "query_only", true)?;
            if log {
                let exclusive = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
                connection.pragma_update_and_check(None, "locking_mode", "exclusive", exclusive)?;
            }
            schema::version(&connection)?;
            Ok(connection)
        });
        // What went wrong first is what a person can mend.
        read.map_err(|_| fault.into())
    }
}

/// What every connection of the base is given.
fn prepare(connection: &Connection, cache_kib: i64) -> Result<()> {
    be_patient(connection)?;
    connection.set_prepared_statement_cache_capacity(200);
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// The address of a file that nothing writes to, as SQLite wants it.
pub(crate) fn unchanging(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let name = absolute.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let name = if cfg!(windows) { format!("/{}", name.replace('\\', "/")) } else { name };
    format!("file://{name}?immutable=1")
}
