//! The Debian package: the window and the command line in one file.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::display::VirtualDisplay;
use crate::setup::{self, as_root};
use crate::step::{Done, Failure, cargo, command, end, failed, out, root, step, target};
use crate::test::FEATURES;
use crate::ui;

/// Builds the package into `out/`. Options: `--debug` for the quick build, `--install` to try it on this machine.
pub(crate) fn package(options: &[&str]) -> Done {
    if let Some(unknown) = options.iter().find(|option| !["--debug", "--install"].contains(option)) {
        return failed(format!("option inconnue : {unknown} (package accepte --debug et --install)"));
    }
    let debug = options.contains(&"--debug");
    setup::setup()?;
    ui::build()?;
    build(debug)?;
    let package = bundle(debug)?;
    println!("  Paquet : {}", package.display());
    if options.contains(&"--install") { try_out(&package) } else { Ok(()) }
}

fn build(debug: bool) -> Done {
    let mut build =
        cargo(&["build", "--package", "malleposte-desktop", "--package", "cli", "--features", FEATURES]);
    if !debug {
        build.arg("--release");
    }
    step("Construction de la fenêtre et de la ligne de commande", &mut build)
}

/// Wraps what is built; the bundler for `.deb` downloads nothing.
fn bundle(debug: bool) -> Result<PathBuf, Failure> {
    let profile = target().join(if debug { "debug" } else { "release" });
    // The command line goes along; its place depends on the profile, so it is told here and not in tauri.conf.json.
    let files = format!(
        r#"{{"bundle":{{"linux":{{"deb":{{"files":{{"/usr/bin/malleposte":"{}"}}}}}}}}}}"#,
        profile.join("malleposte").display()
    );
    let folder = profile.join("bundle/deb");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let mut bundle = command(
        root().join("ui/node_modules/.bin/tauri"),
        &["bundle", "--bundles", "deb", "--config", &files],
    );
    if debug {
        bundle.arg("--debug");
    }
    step("Fabrication du paquet .deb", &mut bundle)?;

    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if let (Some(name), true) =
            (path.file_name(), path.extension().is_some_and(|extension| extension == "deb"))
        {
            let package = out()?.join(name);
            std::fs::copy(&path, &package)?;
            return Ok(package);
        }
    }
    failed(format!("aucun paquet dans {}", folder.display()))
}

/// Installs the package, starts both programs in a home of their own, and removes it again.
fn try_out(package: &Path) -> Done {
    let file = package.display().to_string();
    step(
        "Installation du paquet",
        as_root(&["apt-get", "install", "--yes", "--quiet", "--quiet", "--reinstall", &file])?
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    let started = start_installed();
    step(
        "Retrait du paquet",
        as_root(&["apt-get", "remove", "--yes", "--quiet", "--quiet", "malleposte"])?
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    started
}

fn start_installed() -> Done {
    step(
        "Démarrage de la ligne de commande installée",
        Command::new("/usr/bin/malleposte").arg("--version"),
    )?;

    println!("→ Démarrage de la fenêtre installée, sur un écran virtuel");
    let home = out()?.join("package-home");
    if home.exists() {
        std::fs::remove_dir_all(&home)?;
    }
    let display = VirtualDisplay::start()?;
    let mut program = Command::new("/usr/bin/malleposte-desktop");
    program.arg("--demo").env("HOME", &home);
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        program.env(folder, home.join(folder));
    }
    let mut window = display.show(&mut program).spawn()?;
    let picture = out()?.join("package.png");
    let full = display.photograph(&mut window, &picture);
    end(&mut window);
    if !full? {
        return failed(format!(
            "la fenêtre installée reste vide ou change sans cesse : {}",
            picture.display()
        ));
    }
    println!("  Capture de la fenêtre installée : {}", picture.display());
    Ok(())
}
