//! Gives the window the permission to call the commands of the list, and no other.

use std::error::Error;
use std::path::{Path, PathBuf};

macro_rules! commands {
    ($($file:ident { $($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* })*) => {
        &[$($(stringify!($name)),*),*]
    };
}

const COMMANDS: &[&str] = include!("src/commands/list.rs");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=src/commands/list.rs");
    // The window embeds the built interface: without this line a new one would not be noticed.
    println!("cargo:rerun-if-changed=../ui/dist");

    let permission = write_permission(&PathBuf::from(std::env::var("OUT_DIR")?))?;
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern(permission.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// One permission that names every command; `capabilities/main.json` gives it to the window.
fn write_permission(folder: &Path) -> Result<String, Box<dyn Error>> {
    let file = folder.join("use-cases.toml");
    let names: Vec<String> = COMMANDS.iter().map(|name| format!("  \"{name}\",\n")).collect();
    std::fs::write(
        &file,
        format!(
            "[[permission]]\nidentifier = \"use-cases\"\ndescription = \"Every command of the list.\"\ncommands.allow = [\n{}]\n",
            names.concat()
        ),
    )?;
    Ok(file.to_string_lossy().into_owned())
}
