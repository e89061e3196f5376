//! Installs what is missing: Debian packages, two cargo tools, the interface's packages.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::step::{Done, answer, cargo, failed, installed, step};
use crate::ui;

/// Each Debian package with what it is for.
const PACKAGES: &[(&str, &str)] = &[
    ("build-essential", "compilateur C, pour SQLite"),
    ("pkg-config", "trouve les bibliothèques"),
    ("libwebkit2gtk-4.1-dev", "la page dans la fenêtre"),
    ("libgtk-3-dev", "la fenêtre"),
    ("librsvg2-dev", "les icônes"),
    ("webkit2gtk-driver", "conduit la vraie fenêtre dans les tests"),
    ("xvfb", "écran virtuel"),
    ("imagemagick", "captures d’écran"),
    ("poppler-utils", "relit les PDF dans les tests"),
    // About 80 MB to download, 260 MB installed.
    ("libreoffice-writer-nogui", "ouvre les rapports Word dans les tests"),
    // About 90 MB to download, 320 MB installed.
    ("chromium", "remplit le questionnaire dans un vrai navigateur"),
    ("chromium-driver", "conduit Chromium dans les tests"),
    ("fonts-dejavu-core", "une police pour les dialogues du système"),
];

/// Each tool built by cargo: program, package, version asked for.
const CARGO_TOOLS: &[(&str, &str, &str)] = &[
    // The newest release is an alpha of 3.0, which speaks to Tauri 3 only.
    ("tauri-driver", "tauri-driver", "^2"),
    ("cargo-nextest", "cargo-nextest", "^0.9"),
];

/// Oldest Node.js that the interface's tools accept.
const NODE: u32 = 20;

/// Installs what is missing; silent, and done in well under a second, when nothing is.
pub(crate) fn setup() -> Done {
    node()?;
    system_packages()?;
    cargo_tools()?;
    ui::install()
}

fn node() -> Done {
    let Some(version) = answer("node", &["--version"]) else {
        return failed(format!("Node.js manque : installez Node.js {NODE} ou plus récent, avec npm."));
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major < NODE) {
        return failed(format!(
            "Node.js {version} est trop ancien : installez Node.js {NODE} ou plus récent."
        ));
    }
    if !installed("npm") {
        return failed("npm manque : installez-le avec Node.js.");
    }
    Ok(())
}

fn system_packages() -> Done {
    if !installed("dpkg-query") || !installed("apt-get") {
        return unknown_system();
    }
    let missing = missing_packages();
    if missing.is_empty() {
        return Ok(());
    }
    step(
        "Mise à jour de la liste des paquets Debian",
        as_root(&["apt-get", "update", "--quiet", "--quiet"])?.env("LC_ALL", "C"),
    )?;
    let mut install = vec!["apt-get", "install", "--yes", "--quiet", "--quiet", "--no-install-recommends"];
    install.extend(&missing);
    step(
        &format!("Installation des paquets Debian manquants : {}", missing.join(", ")),
        as_root(&install)?.env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C"),
    )
}

/// All packages are asked about at once: dpkg-query takes a few hundredths of a second each time.
fn missing_packages() -> Vec<&'static str> {
    let names: Vec<&str> = PACKAGES.iter().map(|(name, _)| *name).collect();
    let listing = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Status} ${Package}\n"])
        .args(&names)
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let present: HashSet<&str> = listing.lines().filter_map(|line| line.strip_prefix("installed ")).collect();
    names.into_iter().filter(|name| !present.contains(name)).collect()
}

/// Without apt nothing is installed, and nothing stands in the way of who has what is needed.
fn unknown_system() -> Done {
    let needed: Vec<&str> = ["WebKitWebDriver", "Xvfb", "import", "pkg-config"]
        .into_iter()
        .filter(|program| !installed(program))
        .chain(
            (answer("pkg-config", &["--modversion", "webkit2gtk-4.1"]).is_none()).then_some("webkit2gtk-4.1"),
        )
        .collect();
    if needed.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = PACKAGES.iter().map(|(name, role)| format!("  {name} ({role})")).collect();
    failed(format!(
        "Ce système n’a pas apt. Il manque {} ; installez à la main l’équivalent de ces paquets Debian, puis recommencez :\n{}",
        needed.join(", "),
        list.join("\n")
    ))
}

/// A command as root: as it is when we are root, through sudo otherwise.
pub(crate) fn as_root(words: &[&str]) -> Result<Command, crate::step::Failure> {
    let root = answer("id", &["-u"]).as_deref() == Some("0");
    if !root && !installed("sudo") {
        return failed(format!("sudo manque ; lancez en administrateur : {}", words.join(" ")));
    }
    let mut words = words.iter();
    let mut command = if root { Command::new(words.next().unwrap_or(&"true")) } else { Command::new("sudo") };
    command.args(words).stdin(std::process::Stdio::inherit());
    Ok(command)
}

fn cargo_tools() -> Done {
    for (program, package, version) in CARGO_TOOLS {
        if !installed(program) && !cargo_home().join("bin").join(program).is_file() {
            step(
                &format!("Installation de {program} par cargo"),
                // The tool is built apart: in our target folder it would wait for a build that is running.
                cargo(&["install", "--quiet", "--locked", package, "--version", version])
                    .env_remove("CARGO_TARGET_DIR"),
            )?;
        }
    }
    Ok(())
}

/// `PATH` with the place where cargo installs, which a shell may not have in it.
pub(crate) fn path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([cargo_home().join("bin")]);
    std::env::join_paths(folders).unwrap_or(path)
}

fn cargo_home() -> PathBuf {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default()
}
