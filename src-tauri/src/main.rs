//! Malleposte's window: Tauri around the use cases of `app`.
// A release build on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod commands;
mod desk;
mod menu;
mod photos;

use clap::Parser;
use tauri::{AppHandle, Manager};

fn main() -> tauri::Result<()> {
    let arguments = arguments::Arguments::parse();
    let mut builder = tauri::Builder::default();
    // Tauri wants this plugin first: a second window of the same base ends here and shows the first one.
    if arguments.own_base() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|handle, _, _| show(handle)));
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .on_menu_event(|handle, event| menu::chosen(handle, &event))
        .manage(desk::Base::new(arguments))
        .register_asynchronous_uri_scheme_protocol("photo", photos::serve)
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!())
}

/// Brings the window of this instance to the front.
fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        // A window manager may refuse either; the window is then where the person left it.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
