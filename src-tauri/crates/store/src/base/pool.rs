//! The connections that read: few, each with its share of memory, handed out and taken back.

use crate::Result;
use rusqlite::Connection;
use std::ops::Deref;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What each reading connection may keep of the file in memory, KiB: the first one does nearly all the work, and SQLite's
/// own 2 MiB make every search of a large base read it again. With the writer's, all of it stays within 64 MiB.
const CACHES_KIB: [i64; 4] = [24 * 1024, 16 * 1024, 8 * 1024, 8 * 1024];
/// What the writing connection may keep.
pub(super) const WRITER_CACHE_KIB: i64 = 8 * 1024;
/// What one more than these may keep: it is closed after use.
const SURPLUS_CACHE_KIB: i64 = 2 * 1024;

#[derive(Debug, Default)]
enum Slot {
    #[default]
    Empty,
    Idle(Connection),
    Lent,
}

/// The reading connections.
#[derive(Debug, Default)]
pub(super) struct Pool(Mutex<[Slot; 4]>);

impl Pool {
    fn slots(&self) -> MutexGuard<'_, [Slot; 4]> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that nobody reads from; `open` makes one with a cache of so many KiB.
    pub(super) fn take(&self, open: impl FnOnce(i64) -> Result<Connection>) -> Result<Lent<'_>> {
        let mut slots = self.slots();
        let place = |wanted: fn(&Slot) -> bool| slots.iter().position(wanted);
        let Some(place) =
            place(|slot| matches!(slot, Slot::Idle(_))).or(place(|slot| matches!(slot, Slot::Empty)))
        else {
            drop(slots);
            return Ok(Lent { connection: Some(open(SURPLUS_CACHE_KIB)?), pool: self, place: None });
        };
        let idle = std::mem::replace(&mut slots[place], Slot::Lent);
        drop(slots);
        // From here on the slot is given back whatever happens.
        let mut lent = Lent { connection: None, pool: self, place: Some(place) };
        lent.connection = Some(match idle {
            Slot::Idle(connection) => connection,
            Slot::Empty | Slot::Lent => open(CACHES_KIB[place])?,
        });
        Ok(lent)
    }

    /// One that is there and idle, without making any.
    pub(super) fn idle(&self) -> Option<Lent<'_>> {
        let there = self.slots().iter().any(|slot| matches!(slot, Slot::Idle(_)));
        let none = |_| Err(crate::Error::Sqlite(rusqlite::Error::InvalidQuery));
        there.then(|| self.take(none).ok()).flatten()
    }

    /// How many are open and idle.
    #[cfg(test)]
    pub(super) fn open(&self) -> usize {
        self.slots().iter().filter(|slot| matches!(slot, Slot::Idle(_))).count()
    }
}

/// A connection while somebody reads from it.
#[derive(Debug)]
pub(crate) struct Lent<'a> {
    connection: Option<Connection>,
    pool: &'a Pool,
    place: Option<usize>,
}

impl Lent<'_> {
    /// Closes it now.
    pub(super) fn closed(mut self) {
        self.connection = None;
    }

    /// Closes it after use: what it saw may be true for one reading only.
    pub(super) fn once(mut self, connection: Connection) -> Self {
        if let Some(place) = self.place.take() {
            self.pool.slots()[place] = Slot::Empty;
        }
        self.connection = Some(connection);
        self
    }
}

impl Deref for Lent<'_> {
    type Target = Connection;

    #[allow(clippy::expect_used, reason = "it is there from the end of take to drop")]
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("a connection that is lent")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.pool.slots()[place] = self.connection.take().map_or(Slot::Empty, Slot::Idle);
        }
    }
}
