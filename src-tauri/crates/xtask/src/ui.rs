//! The interface: its packages, its checks, its build.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::step::{Done, command, root, step};

/// `npm ci` when the lock file is newer than what is installed.
pub(crate) fn install() -> Done {
    let folder = root().join("ui");
    let asked = changed(&folder.join("package-lock.json"));
    if asked <= changed(&folder.join("node_modules/.package-lock.json")) {
        return Ok(());
    }
    step("Installation des paquets de l’interface (npm ci)", &mut npm(&["ci", "--no-audit", "--no-fund"]))
}

/// Builds the interface into `ui/dist`, which the window embeds, when something it is made of changed.
pub(crate) fn build() -> Done {
    let built = changed(&root().join("ui/dist/index.html"));
    let sources = ["ui", "assets/messages"].map(|folder| newest(&root().join(folder)));
    if !exists() || built > sources.into_iter().max().flatten() {
        return Ok(());
    }
    step("Construction de l’interface", &mut npm(&["run", "--silent", "build"]))
}

/// Types, lints and unit tests of the interface.
pub(crate) fn check() -> Done {
    if !exists() {
        return Ok(());
    }
    step("Types de l’interface", &mut npm(&["run", "--silent", "check"]))?;
    step("Règles et mise en forme de l’interface", &mut npm(&["run", "--silent", "lint"]))?;
    step("Tests de l’interface", &mut npm(&["run", "--silent", "test"]))
}

/// The interface's own formatter.
pub(crate) fn format() -> Done {
    if !exists() {
        return Ok(());
    }
    step("Mise en forme de l’interface", &mut npm(&["run", "--silent", "format"]))
}

fn exists() -> bool {
    root().join("ui/package-lock.json").is_file()
}

fn npm(arguments: &[&str]) -> Command {
    let mut npm = command("npm", arguments);
    npm.current_dir(root().join("ui"));
    npm
}

/// When a file last changed; `None` when it is not there, which is before every time.
fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// When anything in a folder last changed, leaving out what is installed and what is built.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    entries
        .filter(|entry| !["node_modules", "dist"].iter().any(|made| entry.file_name() == *made))
        .filter_map(
            |entry| if entry.path().is_dir() { newest(&entry.path()) } else { changed(&entry.path()) },
        )
        .max()
}
