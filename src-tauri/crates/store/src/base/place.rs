//! Where a base is: on a disk of this computer, or where the log that readers and writers share is not safe.

use std::path::{Path, PathBuf};

/// A folder in which a base needs care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A disk of this computer.
    Local,
    /// A folder that a program copies elsewhere, in its own time: its name.
    Synced(&'static str),
    /// A disk of another computer: the kind of its file system.
    Network(String),
}

impl Place {
    /// Where this base is.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if let Some(kind) = network(&path) {
            return Self::Network(kind);
        }
        path.parent().and_then(synced).map_or(Self::Local, Self::Synced)
    }

    /// Whether the memory that connections share through a file beside the base may be relied on.
    pub(crate) fn is_local(&self) -> bool {
        *self == Self::Local
    }
}

/// How the folders of these programs are called, in lower case; what follows may differ (« OneDrive - Le Dôme »).
const FOLDERS: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
];

/// Files that they leave at the top of what they copy, whatever its name.
const MARKERS: &[(&str, &str)] = &[
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
];

/// The program that copies this folder or one above it.
fn synced(folder: &Path) -> Option<&'static str> {
    folder.ancestors().find_map(|folder| {
        let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let by_name = FOLDERS.iter().find(|(begin, _)| begins(&name, begin)).map(|(_, program)| *program);
        by_name.or_else(|| {
            MARKERS.iter().find(|(file, _)| folder.join(file).exists()).map(|(_, program)| *program)
        })
    })
}

/// Whether a folder is called so: « nextcloud-sauvegarde » is, « dropboxes » is not.
fn begins(name: &str, begin: &str) -> bool {
    let rest = name.strip_prefix(begin);
    rest.is_some_and(|rest| {
        rest.chars().next().is_none_or(|next| !next.is_alphanumeric()) || begin == "icloud"
    })
}

/// The kind of file system, where it is that of another computer.
#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<String> {
    network_of(&std::fs::read_to_string("/proc/self/mountinfo").ok()?, path)
}

/// A place that begins with the name of a server; a letter given to one was resolved to it.
#[cfg(windows)]
fn network(path: &Path) -> Option<String> {
    use std::path::{Component, Prefix};

    match path.components().next()? {
        Component::Prefix(prefix) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) => {
            Some("SMB".to_owned())
        }
        _ => None,
    }
}

/// What `mount` lists: `//ana@serveur/partage on /Volumes/partage (smbfs, nodev, …)`.
#[cfg(not(any(target_os = "linux", windows)))]
fn network(path: &Path) -> Option<String> {
    let listed = std::process::Command::new("/sbin/mount").output().ok()?;
    let listed = String::from_utf8_lossy(&listed.stdout);
    let mounts = listed.lines().filter_map(|line| {
        let (place, kind) = line.split_once(" on ")?.1.rsplit_once(" (")?;
        Some((PathBuf::from(place), kind.split([',', ')']).next()?.to_owned()))
    });
    nearest(mounts, path)
}

/// Lines of `/proc/self/mountinfo`: `36 35 98:0 /root /mount/point options - cifs source super-options`.
#[cfg(any(target_os = "linux", test))]
fn network_of(mountinfo: &str, path: &Path) -> Option<String> {
    let mounts = mountinfo.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        // A space in a name is written in octal.
        let place = before.split(' ').nth(4)?.replace("\\040", " ");
        Some((PathBuf::from(place), after.split(' ').next()?.to_owned()))
    });
    nearest(mounts, path)
}

/// The kind of the mount that holds a path, the last one where several are at the same place, if it is a network's.
fn nearest(mounts: impl Iterator<Item = (PathBuf, String)>, path: &Path) -> Option<String> {
    let (_, kind) = mounts
        .filter(|(place, _)| path.starts_with(place))
        .max_by_key(|(place, _)| place.components().count())?;
    const NETWORK: &[&str] =
        &["nfs", "cifs", "smb", "9p", "afs", "afpfs", "webdav", "davfs", "ceph", "fuse.sshfs", "fuse.rclone"];
    NETWORK.iter().any(|network| kind.starts_with(network)).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_a_program_copies_is_known_by_its_name_or_by_what_the_program_left_there() {
        let folder = tempfile::tempdir().unwrap();
        for (name, program) in [
            ("OneDrive - Le Dôme", Some("OneDrive")),
            ("Dropbox", Some("Dropbox")),
            ("Mes prêts Dropbox", None),
            ("Google Drive", Some("Google Drive")),
            ("iCloudDrive", Some("iCloud")),
            ("Nextcloud2", None),
            ("nextcloud", Some("Nextcloud")),
            ("Prêts", None),
        ] {
            let below = folder.path().join(name).join("prêts");
            std::fs::create_dir_all(&below).unwrap();
            assert_eq!(synced(&below), program, "{name}");
        }
        std::fs::write(folder.path().join("Prêts/.nextcloudsync.log"), "").unwrap();
        assert_eq!(synced(&folder.path().join("Prêts/prêts")), Some("Nextcloud"));
    }

    #[test]
    fn the_disk_of_another_computer_is_known_by_its_file_system() {
        let mounts = "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n\
                      90 22 0:45 / /mnt/bureau\\040commun rw,relatime shared:2 - cifs //serveur/commun rw\n\
                      91 22 0:46 / /home/ana/ssh rw shared:3 - fuse.sshfs ana@serveur: rw\n\
                      92 22 0:47 / /media/cle rw shared:4 - vfat /dev/sdb1 rw\n";
        let kind = |path: &str| network_of(mounts, Path::new(path));
        assert_eq!(kind("/mnt/bureau commun/prêts/b.db").as_deref(), Some("cifs"));
        assert_eq!(kind("/home/ana/ssh/b.db").as_deref(), Some("fuse.sshfs"));
        assert_eq!(kind("/media/cle/b.db"), None);
        assert_eq!(kind("/home/ana/b.db"), None);
    }
}
