//! A file where a person wants it: whole, or not at all.

use domain::fault::{Fault, Outcome};
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes a file where a person wants it. It is made beside, put on the disk, and only then takes the name: what stood
/// there before stays until then, and its permissions pass on to it.
///
/// # Errors
/// `file_is_folder`, `file_is_read_only`, `file_no_room`, `file_denied`, `file_folder_missing`, `file_name_wrong`,
/// `file_disk_read_only`, `file_not_written`: in all cases what stood there is untouched.
pub fn write_file(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let named = |code| Fault::input(code).with("path", path.display().to_string());
    let failed = |error: io::Error| named(reason(error.kind()));
    if path.file_name().is_none() {
        return Err(named(if path.is_dir() { "file_is_folder" } else { "file_name_wrong" }));
    }
    let there = match std::fs::metadata(path) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    match &there {
        Some(there) if there.is_dir() => return Err(named("file_is_folder")),
        // A device or a pipe: nothing there to keep.
        Some(there) if !there.is_file() => {
            let written =
                OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(bytes));
            return written.map_err(failed);
        }
        Some(there) if there.permissions().readonly() => return Err(named("file_is_read_only")),
        _ => {}
    }
    // Through a link, what it leads to is replaced, and the link stays.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (unfinished, file) = beside(&target).map_err(failed)?;
    let written = fill(file, bytes, there.map(|there| there.permissions()))
        .and_then(|()| std::fs::rename(&unfinished, &target))
        .and_then(|()| sync_folder(&target));
    if written.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    written.map_err(failed)
}

/// A new file in the same folder, with a short name of its own.
fn beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0_u32;
    loop {
        let path = target.with_file_name(format!(".malleposte-{}-{number}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1_000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

fn fill(mut file: File, bytes: &[u8], permissions: Option<std::fs::Permissions>) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}

/// The new name is on the disk too; where a folder cannot be opened, the system sees to it.
fn sync_folder(target: &Path) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// What the system says of a file, as something that a person can mend.
pub(crate) fn reason(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "file_folder_missing",
        ErrorKind::PermissionDenied => "file_denied",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "file_no_room",
        ErrorKind::ReadOnlyFilesystem => "file_disk_read_only",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "file_name_wrong",
        ErrorKind::IsADirectory => "file_is_folder",
        _ => "file_not_written",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(outcome: Outcome<()>) -> &'static str {
        outcome.unwrap_err().code
    }

    #[test]
    fn an_agreement_takes_the_place_of_the_one_before_with_its_permissions_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("convention.pdf");
        write_file(&path, b"hier").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        }
        write_file(&path, b"aujourd'hui").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"aujourd'hui");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        }
    }

    #[test]
    fn a_place_where_nothing_can_be_written_is_told_by_its_reason_and_what_was_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("dir.pdf")).unwrap();
        assert_eq!(code(write_file(&at("dir.pdf"), b"x")), "file_is_folder");
        assert_eq!(code(write_file(&at("absent/x.pdf"), b"x")), "file_folder_missing");
        assert_eq!(code(write_file(&at(&"x".repeat(300)), b"x")), "file_name_wrong");
        assert_eq!(code(write_file(Path::new(""), b"x")), "file_name_wrong");
        write_file(&at("ro.pdf"), b"important").unwrap();
        let mut permissions = std::fs::metadata(at("ro.pdf")).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(at("ro.pdf"), permissions).unwrap();
        assert_eq!(code(write_file(&at("ro.pdf"), b"x")), "file_is_read_only");
        assert_eq!(std::fs::read(at("ro.pdf")).unwrap(), b"important");
        if cfg!(target_os = "linux") {
            assert_eq!(code(write_file(Path::new("/dev/full"), b"x")), "file_no_room");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
        write_file(&file, b"hier").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_file(&link, b"aujourd'hui").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"aujourd'hui");
    }
}
