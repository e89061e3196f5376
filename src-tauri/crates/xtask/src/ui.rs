//! The interface: its packages, its checks, its build.

use std::path::Path;
use std::process::Command;

use crate::step::{Done, command, root, step};

/// `npm ci` when the lock file is newer than what is installed.
pub(crate) fn install() -> Done {
    let folder = root().join("ui");
    if !exists() || !newer(&folder.join("package-lock.json"), &folder.join("node_modules/.package-lock.json"))
    {
        return Ok(());
    }
    step("Installation des paquets de l’interface (npm ci)", &mut npm(&["ci", "--no-audit", "--no-fund"]))
}

/// Builds the interface into `ui/dist`, which the window embeds.
pub(crate) fn build() -> Done {
    if !exists() {
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

/// Whether `source` changed after `made`, or `made` is not there.
fn newer(source: &Path, made: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    match (changed(source), changed(made)) {
        (Some(source), Some(made)) => source > made,
        _ => true,
    }
}
