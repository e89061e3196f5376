//! The menus of the platform. The page says what is in them, in its language, and does what is chosen: only what belongs to
//! the system is answered here.

use app::views;
use tauri::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Wry};

/// Shows these menus in the place of those there are; none takes them away.
pub(crate) fn show(handle: &AppHandle, menus: &[views::Menu]) -> tauri::Result<()> {
    let menu = Menu::new(handle)?;
    for views::Menu { title, items } in menus {
        let submenu = Submenu::new(handle, title, true)?;
        for item in items {
            submenu.append(&*entry(handle, item)?)?;
        }
        menu.append(&submenu)?;
    }
    if menus.is_empty() {
        handle.remove_menu()?;
    } else {
        handle.set_menu(menu)?;
    }
    Ok(())
}

fn entry(handle: &AppHandle, item: &views::MenuItem) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    let title = Some(item.title.as_str());
    Ok(match item.id.as_str() {
        "" => Box::new(PredefinedMenuItem::separator(handle)?),
        "cut" => Box::new(PredefinedMenuItem::cut(handle, title)?),
        "copy" => Box::new(PredefinedMenuItem::copy(handle, title)?),
        "paste" => Box::new(PredefinedMenuItem::paste(handle, title)?),
        "select-all" => Box::new(PredefinedMenuItem::select_all(handle, title)?),
        id => Box::new(MenuItem::with_id(handle, id, &item.title, true, None::<&str>)?),
    })
}

/// An entry was chosen: the page is told, as an event of its own, so that it needs no right to listen to the program.
pub(crate) fn chosen(handle: &AppHandle, event: &MenuEvent) {
    let Some(window) = handle.get_webview_window("main") else { return };
    // A window that is closing hears nothing any more; nothing is lost by that.
    let _ = match event.id().as_ref() {
        "quit" => window.close(),
        id => window.eval(format!(
            "dispatchEvent(new CustomEvent('menu', {{ detail: {} }}))",
            serde_json::Value::from(id)
        )),
    };
}
