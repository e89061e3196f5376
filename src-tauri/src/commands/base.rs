//! The base itself and its journal.

use app::views::{
    About, BaseState, Done, Found, ImportReport, JournalEntry, ListView, Menu, Settings, SettingsSaved,
    SettingsSheet, Upload,
};
use domain::catalogue::{TermList, TermRole};
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn base_state(desk: &Desk) -> Outcome<BaseState> {
    desk.app()?.base_state()
}

pub(super) fn journal(desk: &Desk, limit: &u32) -> Outcome<Vec<JournalEntry>> {
    desk.app()?.journal(*limit)
}

pub(super) fn undo(desk: &Desk, entry: &Option<i64>) -> Outcome<Done<JournalEntry>> {
    desk.app()?.undo(*entry)
}

pub(super) fn redo(desk: &Desk, entry: &Option<i64>) -> Outcome<Done<JournalEntry>> {
    desk.app()?.redo(*entry)
}

pub(super) fn version(desk: &Desk) -> Outcome<Option<i64>> {
    Ok(desk.app()?.data_version())
}

pub(super) fn diagnostic(desk: &Desk) -> Outcome<String> {
    desk.app()?.diagnostic()
}

pub(super) fn list_values(desk: &Desk, list: &TermList) -> Outcome<ListView> {
    desk.app()?.list(*list)
}

pub(super) fn add_list_value(desk: &Desk, list: &TermList, label: &str) -> Outcome<Done<ListView>> {
    desk.app()?.add_list_value(*list, label)
}

pub(super) fn rename_list_value(
    desk: &Desk,
    list: &TermList,
    label: &str,
    to: &str,
) -> Outcome<Done<ListView>> {
    desk.app()?.rename_list_value(*list, label, to)
}

pub(super) fn merge_list_values(
    desk: &Desk,
    list: &TermList,
    kept: &str,
    merged: &str,
) -> Outcome<Done<ListView>> {
    desk.app()?.merge_list_values(*list, kept, merged)
}

pub(super) fn retire_list_value(
    desk: &Desk,
    list: &TermList,
    label: &str,
    retired: &bool,
) -> Outcome<Done<ListView>> {
    desk.app()?.retire_list_value(*list, label, *retired)
}

pub(super) fn set_list_role(
    desk: &Desk,
    list: &TermList,
    label: &str,
    role: &Option<TermRole>,
) -> Outcome<Done<ListView>> {
    desk.app()?.set_list_role(*list, label, *role)
}

pub(super) fn order_list(desk: &Desk, list: &TermList, labels: &[String]) -> Outcome<Done<ListView>> {
    desk.app()?.order_list(*list, labels)
}

pub(super) fn find(desk: &Desk, search: &str) -> Outcome<Found> {
    desk.app()?.find(search)
}

pub(super) fn settings(desk: &Desk) -> Outcome<SettingsSheet> {
    desk.app()?.settings()
}

pub(super) fn save_settings(desk: &Desk, settings: &Settings) -> Outcome<Done<SettingsSaved>> {
    desk.app()?.save_settings(settings)
}

pub(super) fn save_logo(desk: &Desk, logo: &Option<Upload>) -> Outcome<Done<SettingsSheet>> {
    desk.app()?.save_logo(logo.as_ref())
}

pub(super) fn open_address(desk: &Desk, address: &str) -> Outcome<()> {
    desk.open_address(address)
}

pub(super) fn show_menus(desk: &Desk, menus: &[Menu]) -> Outcome<()> {
    desk.show_menus(menus)
}

pub(super) fn about(desk: &Desk) -> Outcome<About> {
    Ok(app::about(&desk.webview()))
}

pub(super) fn try_register(desk: &Desk, files: &[Upload]) -> Outcome<ImportReport> {
    Ok(desk.app()?.import_files(files, true)?.value)
}

pub(super) fn import_register(desk: &Desk, files: &[Upload]) -> Outcome<Done<ImportReport>> {
    desk.app()?.import_files(files, false)
}

pub(super) fn open_demonstration(desk: &Desk) -> Outcome<()> {
    desk.open_demonstration()
}

pub(super) fn leave_demonstration(desk: &Desk) -> Outcome<()> {
    desk.leave_demonstration()
}
