//! A virtual display, where the machine has none, and pictures of what is on it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::step::{Failure, end, failed};

/// A display of the size of the window, which ends with this value.
pub(crate) struct VirtualDisplay {
    server: Child,
    /// `:0` and so on, as `DISPLAY` wants it.
    name: String,
}

/// Fewer colours than this is an empty page or a spinner.
const COLOURS_OF_A_FULL_PAGE: u32 = 100;

/// How long the picture must not move before the page counts as done.
const STILL: Duration = Duration::from_secs(2);

/// Longest wait for that; the picture is then taken as it is.
const PATIENCE: Duration = Duration::from_secs(60);

impl VirtualDisplay {
    /// Starts one when neither X nor Wayland is there.
    pub(crate) fn where_there_is_none() -> Result<Option<Self>, Failure> {
        let there = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
        if there("DISPLAY") || there("WAYLAND_DISPLAY") { Ok(None) } else { Self::start().map(Some) }
    }

    /// Starts Xvfb, which chooses a free number and prints it once it answers.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x860x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut number)?;
        }
        if number.trim().is_empty() {
            end(&mut server);
            return failed("l’écran virtuel (Xvfb) ne démarre pas");
        }
        Ok(Self { server, name: format!(":{}", number.trim()) })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Makes a program draw here.
    pub(crate) fn show<'a>(&self, program: &'a mut Command) -> &'a mut Command {
        // Without a desktop there is no accessibility bus, and GTK would complain of it.
        program.env("DISPLAY", &self.name).env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1")
    }

    /// Saves a picture of the display once it is full and no longer changes; `false` when that never came.
    ///
    /// # Errors
    /// When `window` ends before, or when no picture can be taken.
    pub(crate) fn photograph(&self, window: &mut Child, file: &Path) -> Result<bool, Failure> {
        let start = Instant::now();
        let mut last = Picture::default();
        let mut still_since = Instant::now();
        loop {
            if let Some(status) = window.try_wait()? {
                return failed(format!("la fenêtre s’est fermée toute seule ({status})"));
            }
            let picture = self.picture(file)?;
            if picture != last {
                still_since = Instant::now();
                last = picture;
            } else if last.colours >= COLOURS_OF_A_FULL_PAGE && still_since.elapsed() >= STILL {
                return Ok(true);
            }
            if start.elapsed() >= PATIENCE {
                return Ok(false);
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    fn picture(&self, file: &Path) -> Result<Picture, Failure> {
        let taken =
            Command::new("import").args(["-display", &self.name, "-window", "root"]).arg(file).output()?;
        let described = Command::new("identify").args(["-format", "%k %#"]).arg(file).output()?;
        if !taken.status.success() || !described.status.success() {
            return failed(format!(
                "pas de capture d’écran : {}",
                String::from_utf8_lossy(&taken.stderr).trim()
            ));
        }
        let description = String::from_utf8_lossy(&described.stdout).into_owned();
        let (colours, signature) = description.split_once(' ').unwrap_or_default();
        Ok(Picture { colours: colours.parse().unwrap_or(0), signature: signature.to_owned() })
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        end(&mut self.server);
    }
}

/// What is enough to know whether two pictures are the same.
#[derive(Default, PartialEq, Eq)]
struct Picture {
    colours: u32,
    signature: String,
}
