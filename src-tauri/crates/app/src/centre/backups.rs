//! Backups: made as the base is opened and before what changes much of it; gone back to with open eyes.

use crate::base::app::App;
use crate::base::journal::entry_view;
use crate::views::{BackupCard, BackupReason, BaseCounts, LostLoan, RestoreLoss};
use domain::fault::{Fault, Outcome};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::Place;
use store::backup::{Backup, Reason};
use store::restore::Counts;

/// How often what keeps a base open looks after it.
const ROUND: Duration = Duration::from_secs(2);

impl App {
    /// Whether the base that was opened is still the one at its place.
    ///
    /// # Errors
    /// `base_changed`, `base_replaced`: open it again; `base_gone_saved`, `base_gone`.
    pub fn still_here(&self) -> Outcome<()> {
        self.base.read(|_| Ok(()))
    }

    /// Copies the base into the folder of its backups.
    ///
    /// # Errors
    /// `backup_no_room`, `backup_denied`, `backup_failed`.
    pub fn back_up(&self) -> Outcome<BackupCard> {
        Ok(card(&self.base.back_up(Reason::Asked)?))
    }

    /// Copies the base into a file of a person's choice, and answers its size.
    ///
    /// # Errors
    /// `file_is_folder`, `file_is_read_only`; those of [`Self::back_up`].
    pub fn back_up_into(&self, file: &Path) -> Outcome<u64> {
        let named = |code| Fault::input(code).with("path", file.display().to_string()).on("out");
        match std::fs::metadata(file) {
            Ok(there) if there.is_dir() => Err(named("file_is_folder")),
            Ok(there) if there.permissions().readonly() => Err(named("file_is_read_only")),
            _ if same_place(file, self.path()) => Err(named("backup_is_the_base")),
            _ => Ok(self.base.back_up_into(file)?),
        }
    }

    /// A backup before a register comes in. One that fails is told by [`Self::backup_fault`], and stops nothing.
    pub(crate) fn back_up_before_import(&self) {
        // Its fault is kept by the base.
        let _ = self.base.back_up_if_changed(Reason::Import);
    }

    /// Why the last backup failed, if it did.
    #[must_use]
    pub fn backup_fault(&self) -> Option<Fault> {
        self.base.backup_fault()
    }

    /// Looks after a base that stays open, on a thread of its own, until the last user lets it go: what things are found
    /// through made ready, a backup now if something changed since the last one, and its log emptied soon after each
    /// operation.
    pub fn look_after(self: &Arc<Self>) {
        let app = Arc::downgrade(self);
        // A thread that cannot be had leaves a base that works, without backups of its own.
        let _ = std::thread::Builder::new().name("backups".to_owned()).spawn(move || {
            if let Some(app) = app.upgrade() {
                // Whoever looks for something is told what is wrong.
                let _ = app.ready_search();
                if !app.base.is_read_only() {
                    let _ = app.base.back_up_if_changed(Reason::Start);
                }
            }
            loop {
                std::thread::sleep(ROUND);
                let Some(app) = app.upgrade() else { return };
                // Whoever asks something next is told what is wrong.
                let _ = app.base.settle();
            }
        });
    }

    /// What to know of the folder that the base is in.
    pub(crate) fn place(&self) -> Option<Fault> {
        match self.base.place() {
            Place::Local => None,
            Place::Synced(program) => Some(Fault::base("place_synced").with("program", *program)),
            Place::Network(kind) => Some(Fault::base("place_network").with("kind", kind.as_str())),
        }
    }
}

/// The backups of the base at a place, the latest first. The base itself is not opened.
#[must_use]
pub fn backups(base: &Path) -> Vec<BackupCard> {
    store::backup::list(base).iter().map(card).collect()
}

/// What putting a backup in the place of a base would lose. Nothing is written.
///
/// # Errors
/// `backup_missing`, `backup_unreadable`, `backup_is_the_base`, `base_newer`.
pub fn restore_loss(base: &Path, backup: &Path) -> Outcome<RestoreLoss> {
    let loss = store::restore::loss(base, backup)?;
    Ok(RestoreLoss {
        backup: counts(loss.backup),
        base: loss.base.map(counts),
        loans: loss.loans.into_iter().map(|(number, borrower)| LostLoan { number, borrower }).collect(),
        operations: loss.operations.into_iter().map(entry_view).collect(),
    })
}

/// Puts a backup in the place of a base, and answers where what it replaces is kept. Whoever has the base open is told
/// `base_changed` by the next thing they ask.
///
/// # Errors
/// Those of [`restore_loss`]; `base_read_only`, `base_busy`, `disk_full`: the base is then what it was.
pub fn restore(base: &Path, backup: &Path) -> Outcome<Option<PathBuf>> {
    Ok(store::restore::restore(base, backup)?)
}

/// Whether two names lead to one file.
fn same_place(one: &Path, other: &Path) -> bool {
    std::fs::canonicalize(one).is_ok_and(|one| std::fs::canonicalize(other).is_ok_and(|other| one == other))
}

fn card(backup: &Backup) -> BackupCard {
    BackupCard {
        path: backup.path.display().to_string(),
        at: backup.at,
        reason: match backup.reason {
            Reason::Start => BackupReason::Start,
            Reason::Migration => BackupReason::Migration,
            Reason::Import => BackupReason::Import,
            Reason::Asked => BackupReason::Asked,
        },
        bytes: backup.bytes,
        counts: store::restore::counts(&backup.path).ok().map(counts),
    }
}

fn counts(counts: Counts) -> BaseCounts {
    BaseCounts { resources: counts.resources, borrowers: counts.borrowers, loans: counts.loans }
}
