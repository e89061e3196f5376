//! Which file is at a place: a base that was replaced under its name is another base.

use std::path::{Path, PathBuf};

/// What tells a file from every other one, whatever its name.
///
/// It is asked without opening the file: on Unix the first handle of a file that is closed drops all the locks that this
/// process holds on it, those of SQLite among them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Identity(Kind);

#[cfg(unix)]
type Kind = (u64, u64);
/// Windows does not let a file go that SQLite holds, so that here a handle costs nothing.
#[cfg(windows)]
type Kind = same_file::Handle;
#[cfg(not(any(unix, windows)))]
type Kind = ();

impl Identity {
    /// The file that is at this place now; none when there is none.
    #[cfg(unix)]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;

        std::fs::metadata(path).ok().map(|file| Self((file.dev(), file.ino())))
    }

    /// The file that is at this place now; none when there is none.
    #[cfg(windows)]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        same_file::Handle::from_path(path).ok().map(Self)
    }

    /// Whether there is a file, where no more can be told.
    #[cfg(not(any(unix, windows)))]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        path.exists().then_some(Self(()))
    }
}

/// The name of a base with something behind it: `-wal` and `-shm` are the files that SQLite keeps beside it.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
