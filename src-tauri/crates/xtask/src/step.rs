//! A step: one French line that says what is done, a command, and a failure that names the step.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Why a task stopped, in a sentence a person can act on.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// What every task gives back.
pub(crate) type Done = Result<(), Failure>;

/// A failure with its sentence.
pub(crate) fn failed<T>(sentence: impl Into<String>) -> Result<T, Failure> {
    Err(Failure(sentence.into()))
}

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .expect("xtask lives three folders down")
        .to_path_buf()
}

/// Where Cargo puts what it builds: `CARGO_TARGET_DIR`, or `target` in the workspace.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where pictures and packages made by the tasks are put; git ignores it.
pub(crate) fn out() -> Result<PathBuf, Failure> {
    let folder = root().join("out");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A command that runs in the workspace's folder.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// `cargo` of the toolchain that runs this task.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// Says `what` is being done, does it with its output shown, and says how long it took.
///
/// # Errors
/// When the command cannot be started or does not succeed; the failure names the step.
pub(crate) fn step(what: &str, command: &mut Command) -> Done {
    println!("→ {what}");
    let start = Instant::now();
    let status = command.status().or_else(|error| {
        failed(format!("{what} : {} ne démarre pas ({error})", command.get_program().display()))
    })?;
    if !status.success() {
        return failed(format!("{what} : échec ({status})"));
    }
    let seconds = start.elapsed().as_secs();
    if seconds >= 5 {
        println!("  {what} : fait en {seconds} s");
    }
    Ok(())
}

/// Ends a program that this task started, by its own id, and waits until it is gone.
pub(crate) fn end(program: &mut std::process::Child) {
    // It may have ended by itself: there is then nothing left to end.
    let _ = program.kill();
    let _ = program.wait();
}

/// What a command prints, or nothing when it fails or does not exist.
pub(crate) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether `program` is found in `PATH`.
pub(crate) fn installed(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
