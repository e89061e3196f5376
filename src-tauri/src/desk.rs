//! What a command works with: the open base, and the windows of the system.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::views::Menu;
use app::{App, log};
use domain::fault::{Fault, Outcome};
use tauri::{AppHandle, Manager};

use crate::arguments::Arguments;
use crate::menu;

/// File of the demonstration, in the folder of the program's data.
const DEMONSTRATION: &str = "demonstration.db";

/// The base that was asked for, and the demonstration where a person went over to it. Each is opened by the first command
/// that needs it, on that command's thread: the window appears at once, and a base that cannot be opened is told in it.
pub(crate) struct Base {
    arguments: Arguments,
    own: Mutex<Option<Arc<App>>>,
    demonstration: Mutex<Option<Arc<App>>>,
    /// The base beside which the log is kept, once it is known.
    log: Mutex<Option<PathBuf>>,
    /// The folder of what is only read, once it was made sure of.
    folder: Mutex<Option<PathBuf>>,
}

impl Base {
    pub(crate) fn new(arguments: Arguments) -> Self {
        Self {
            arguments,
            own: Mutex::new(None),
            demonstration: Mutex::new(None),
            log: Mutex::new(None),
            folder: Mutex::new(None),
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is open, unless another base took its place: that is let go, and told.
fn same_base(open: &mut Option<Arc<App>>) -> Outcome<Option<Arc<App>>> {
    match open.as_ref().map(|app| app.still_here()) {
        Some(Err(fault)) if app::is_another_base(&fault) => {
            *open = None;
            Err(fault)
        }
        // Whatever else is wrong, the command itself tells.
        _ => Ok(open.clone()),
    }
}

/// Handed to each command.
#[derive(Clone)]
pub(crate) struct Desk {
    handle: AppHandle,
}

impl Desk {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self { handle }
    }

    /// The use cases on the open base. One that could not be opened is tried again: its key may be back in the computer.
    /// Where another base took its place, such as a backup gone back to, that is told once, and the next command opens it.
    pub(crate) fn app(&self) -> Outcome<Arc<App>> {
        let base = self.base();
        if let Some(demonstration) = same_base(&mut locked(&base.demonstration))? {
            return Ok(demonstration);
        }
        let mut own = locked(&base.own);
        if let Some(app) = same_base(&mut own)? {
            return Ok(app);
        }
        let app = Arc::new(self.open(&base.arguments)?);
        app.look_after();
        *own = Some(Arc::clone(&app));
        Ok(app)
    }

    /// What a command answered; a fault of the program itself or of the base keeps its place in the log.
    pub(crate) fn kept<T, E: Display>(&self, command: &str, answered: Result<Outcome<T>, E>) -> Outcome<T> {
        let place = locked(&self.base().log).clone();
        let Some(place) = place else {
            return answered.unwrap_or_else(|_| Err(Fault::base("internal")));
        };
        match answered {
            Ok(Err(fault)) => {
                log::keep(&place, &fault);
                Err(fault)
            }
            Ok(answer) => answer,
            // The words of the panic are in the log already, from the hook.
            Err(panicked) => {
                log::append(&place, &format!("internal {command}: {panicked}"));
                Err(Fault::base("internal_logged").with("path", log::place(&place).display().to_string()))
            }
        }
    }

    /// From here on what goes wrong is kept beside that base.
    fn keep_log(&self, base: &Path) {
        log::keep_panics(base);
        log::trace_to(base);
        *locked(&self.base().log) = Some(base.to_owned());
    }

    fn base(&self) -> &Base {
        self.handle.state::<Base>().inner()
    }

    /// Goes over to the demonstration base, made the first time.
    pub(crate) fn open_demonstration(&self) -> Outcome<()> {
        let base = self.base();
        let clock = base.arguments.clock();
        let file = self.data_folder()?.join(DEMONSTRATION);
        let app = if file.exists() { App::open(&file, clock) } else { app::demo::create(&file, clock) }?;
        *locked(&base.demonstration) = Some(Arc::new(app));
        Ok(())
    }

    /// Goes back to the centre's own base, and throws the demonstration away: a person who comes to look again begins
    /// with fresh days. A window opened on the demonstration itself has no other base to go back to, and says so.
    pub(crate) fn leave_demonstration(&self) -> Outcome<()> {
        let base = self.base();
        let Some(left) = locked(&base.demonstration).take() else {
            return Err(Fault::input("demonstration_only"));
        };
        let file = left.path().to_owned();
        drop(left);
        for suffix in ["", "-wal", "-shm", ".recherche", ".recherche-wal", ".recherche-shm"] {
            let mut name = file.clone().into_os_string();
            name.push(suffix);
            // What another window of the demonstration still holds open stays, and serves again next time.
            let _ = std::fs::remove_file(name);
        }
        Ok(())
    }

    /// Shows the menus of the platform.
    pub(crate) fn show_menus(&self, menus: &[Menu]) -> Outcome<()> {
        menu::show(&self.handle, menus)
            .map_err(|error| Fault::input("menu_not_shown").with("detail", error.to_string()))
    }

    /// What shows the window, with its version.
    pub(crate) fn webview(&self) -> String {
        tauri::webview_version().unwrap_or_default()
    }

    fn data_folder(&self) -> Outcome<PathBuf> {
        let folder = self.handle.path().app_data_dir().map_err(|_| Fault::base("no_data_folder"))?;
        std::fs::create_dir_all(&folder)
            .map_err(|error| Fault::base("no_data_folder").with("detail", error.to_string()))?;
        Ok(folder)
    }

    fn open(&self, arguments: &Arguments) -> Outcome<App> {
        let clock = arguments.clock();
        if let Some(file) = &arguments.base {
            self.keep_log(file);
            return if file.exists() { App::open(file, clock) } else { App::create(file, clock) };
        }
        let file = self.data_folder()?.join(if arguments.demo { DEMONSTRATION } else { "malleposte.db" });
        self.keep_log(&file);
        match (file.exists(), arguments.demo) {
            (true, _) => App::open(&file, clock),
            (false, true) => app::demo::create(&file, clock),
            (false, false) => App::create(&file, clock),
        }
    }

    /// A folder for what is only read, such as an agreement shown in another program: this person's alone, and empty when
    /// the program begins.
    pub(crate) fn folder_to_read_from(&self) -> Outcome<PathBuf> {
        let mut made = locked(&self.base().folder);
        if let Some(folder) = &*made {
            return Ok(folder.clone());
        }
        let cache = self.handle.path().app_cache_dir().map_err(|_| Fault::base("no_data_folder"))?;
        let folder = cache.join("documents");
        emptied(&folder)
            .map_err(|_| Fault::input("file_denied").with("path", folder.display().to_string()))?;
        *made = Some(folder.clone());
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

    /// Opens a draft of a mail, or dials: no other address, for what a page asks to be opened is not to be trusted.
    pub(crate) fn open_address(&self, address: &str) -> Outcome<()> {
        use tauri_plugin_opener::OpenerExt;

        let failed = |detail: String| Fault::input("address_not_opened").with("detail", detail);
        if !["mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme)) {
            return Err(failed(address.to_owned()));
        }
        self.handle.opener().open_url(address, None::<&str>).map_err(|error| failed(error.to_string()))
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
        let mut dialog = self.handle.dialog().file().set_file_name(name);
        if let Some((_, extension)) = name.rsplit_once('.') {
            dialog = dialog.add_filter(extension.to_uppercase(), &[extension]);
        }
        if let Some(window) = self.handle.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        dialog.blocking_save_file()?.into_path().ok()
    }
}

/// Makes a folder that only this person can look into, with nothing in it. What stands there under its name, a link that
/// leads elsewhere among others, is taken away and never followed.
fn emptied(folder: &Path) -> std::io::Result<()> {
    match std::fs::symlink_metadata(folder) {
        // What another program still shows stays where the system holds on to it.
        Ok(there) if there.is_dir() => drop(std::fs::remove_dir_all(folder)),
        Ok(_) => std::fs::remove_file(folder)?,
        Err(_) => {}
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn documents_that_are_only_read_are_this_persons_alone_and_no_link_is_followed() {
        use std::os::unix::fs::PermissionsExt;

        let place = std::env::temp_dir().join(format!("malleposte-desk-{}", std::process::id()));
        let (elsewhere, folder) = (place.join("ailleurs"), place.join("documents"));
        std::fs::create_dir_all(&elsewhere).unwrap();
        std::fs::write(elsewhere.join("convention.pdf"), "à quelqu'un d'autre").unwrap();
        std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
        emptied(&folder).unwrap();
        assert!(elsewhere.join("convention.pdf").exists());
        let made = std::fs::symlink_metadata(&folder).unwrap();
        assert!(made.is_dir());
        assert_eq!(made.permissions().mode() & 0o777, 0o700);
        std::fs::write(folder.join("convention.pdf"), "d'hier").unwrap();
        emptied(&folder).unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        std::fs::remove_dir_all(&place).unwrap();
    }
}
