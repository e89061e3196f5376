//! A base that was removed, or replaced under its name, while it was open.

use super::Base;
use super::identity::{Identity, beside};
use crate::Result;
use domain::fault::Fault;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// Whether this fault says that another base is now at the place of the one that was opened: open it again.
#[must_use]
pub fn is_another_base(fault: &Fault) -> bool {
    matches!(fault.code, "base_changed" | "base_replaced")
}

impl Base {
    /// Whether the file at its place is the one that was opened. One that is not is never written to: all that the
    /// connections still hold is put beside, once, so that nothing is lost. `writer` is the writing connection, for whoever
    /// holds it.
    pub(super) fn still_here(&self, writer: Option<&Connection>) -> Result<()> {
        let there = Identity::of(&self.path);
        if there.as_ref() == Some(&self.identity) {
            return Ok(());
        }
        let path = self.path.display().to_string();
        let (saved_code, code) = match there {
            Some(_) => ("base_replaced", "base_changed"),
            None => ("base_gone_saved", "base_gone"),
        };
        Err(match self.save_beside(writer) {
            Some(copy) => Fault::base(saved_code).with("path", path).with("copy", copy.display().to_string()),
            None => Fault::base(code).with("path", path),
        }
        .into())
    }

    /// Remembers which log is this base's own.
    pub(super) fn know_log(&self) {
        if self.log.get().is_none()
            && let Some(log) = Identity::of(&beside(&self.path, "-wal"))
        {
            // Another thread may have been quicker: it saw the same file.
            let _ = self.log.set(log);
        }
    }

    /// Saves what the connections hold; the log goes then, for it would be read into whatever base comes to this place.
    fn save_beside(&self, writer: Option<&Connection>) -> Option<PathBuf> {
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        if saved.is_none() {
            let copy = free_name(&self.path);
            let (own, reader);
            let connection = match writer {
                Some(connection) => connection,
                None => {
                    // Whoever is writing finds out for itself; a reading connection holds as much.
                    own = self.writer.try_lock().ok();
                    reader = self.readers.idle();
                    own.as_deref().and_then(Option::as_ref).or(reader.as_deref())?
                }
            };
            let written = crate::backup::copy(connection, &copy);
            if written.is_err() {
                let _ = std::fs::remove_file(&copy);
                return None;
            }
            let log = beside(&self.path, "-wal");
            if self.log.get().is_some_and(|own| Identity::of(&log).as_ref() == Some(own)) {
                let _ = std::fs::remove_file(log);
                let _ = std::fs::remove_file(beside(&self.path, "-shm"));
            }
            *saved = Some(copy);
        }
        saved.clone()
    }
}

/// `b.secours.db` beside the base, or `b.secours-2.db` where that one is kept from before.
fn free_name(path: &Path) -> PathBuf {
    let first = path.with_extension("secours.db");
    let others = (2..).map(|number| path.with_extension(format!("secours-{number}.db")));
    std::iter::once(first).chain(others).find(|name| !name.exists()).unwrap_or_default()
}

impl Drop for Base {
    /// A window that closes may be the last to know what the base was that stood here.
    fn drop(&mut self) {
        if Identity::of(&self.path).is_some() {
            let _ = self.still_here(None);
        }
    }
}
