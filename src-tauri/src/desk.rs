//! What a command works with: the open base, and the windows of the system.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use app::{App, Clock};
use domain::fault::{Fault, Outcome};
use tauri::{AppHandle, Manager};

use crate::arguments::Arguments;

/// The base that was asked for. It is opened by the first command, on that command's thread: the window appears at once,
/// and a base that cannot be opened is told in it.
pub(crate) struct Base {
    arguments: Arguments,
    app: OnceLock<Outcome<App>>,
}

impl Base {
    pub(crate) fn new(arguments: Arguments) -> Self {
        Self { arguments, app: OnceLock::new() }
    }
}

/// Handed to each command.
pub(crate) struct Desk {
    handle: AppHandle,
}

impl Desk {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self { handle }
    }

    /// The use cases on the open base.
    pub(crate) fn app(&self) -> Outcome<&App> {
        let base = self.handle.state::<Base>().inner();
        base.app.get_or_init(|| self.open(&base.arguments)).as_ref().map_err(Clone::clone)
    }

    fn open(&self, arguments: &Arguments) -> Outcome<App> {
        let clock = arguments.today.map_or(Clock::System, Clock::Fixed);
        if let Some(file) = &arguments.base {
            return if file.exists() { App::open(file, clock) } else { App::create(file, clock) };
        }
        let folder = self.handle.path().app_data_dir().map_err(|_| Fault::base("no_data_folder"))?;
        std::fs::create_dir_all(&folder)
            .map_err(|error| Fault::base("no_data_folder").with("detail", error.to_string()))?;
        let file = folder.join(if arguments.demo { "demonstration.db" } else { "malleposte.db" });
        match (file.exists(), arguments.demo) {
            (true, _) => App::open(&file, clock),
            (false, true) => app::demo::create(&file, clock),
            (false, false) => App::create(&file, clock),
        }
    }

    /// A folder for what is only read: the system's own for temporary files.
    pub(crate) fn folder_to_read_from(&self) -> Outcome<PathBuf> {
        let folder = std::env::temp_dir().join("malleposte");
        std::fs::create_dir_all(&folder).map_err(|error| {
            Fault::input("file_not_written")
                .with("path", folder.display().to_string())
                .with("detail", error.to_string())
        })?;
        Ok(folder)
    }

    /// Opens a file in the program that the person has for it.
    pub(crate) fn open_file(&self, path: &Path) -> Outcome<()> {
        use tauri_plugin_opener::OpenerExt;

        self.handle.opener().open_path(path.to_string_lossy(), None::<&str>).map_err(|error| {
            Fault::input("file_not_opened")
                .with("path", path.display().to_string())
                .with("detail", error.to_string())
        })
    }

    /// Asks where to save a file, proposing `name`. `None` when the person changes their mind.
    pub(crate) fn ask_where_to_save(&self, name: &str) -> Option<PathBuf> {
        use tauri_plugin_dialog::DialogExt;

        // WebDriver cannot click the system's dialogs: tests name the folder instead. A release build does not look.
        if cfg!(debug_assertions)
            && let Some(folder) = std::env::var_os("MALLEPOSTE_SAVE_DIR")
        {
            return Some(PathBuf::from(folder).join(name));
        }
        let mut dialog = self.handle.dialog().file().set_file_name(name).add_filter("PDF", &["pdf"]);
        if let Some(window) = self.handle.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        dialog.blocking_save_file()?.into_path().ok()
    }
}
