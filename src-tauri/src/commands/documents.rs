//! What is printed.

use app::views::PlanningQuery;
use domain::agreement::Agreement;
use domain::fault::{Fault, Outcome};
use std::path::Path;

use crate::desk::Desk;

pub(super) fn agreement_pages(desk: &Desk, number: &str) -> Outcome<Vec<String>> {
    documents::agreement_svg(&desk.app()?.agreement(number)?).map_err(|error| failed(&error))
}

pub(super) fn save_agreement(desk: &Desk, number: &str) -> Outcome<Option<String>> {
    let agreement = desk.app()?.agreement(number)?;
    let pdf = documents::agreement_pdf(&agreement).map_err(|error| failed(&error))?;
    let Some(path) = desk.ask_where_to_save(&file_name(&agreement)) else { return Ok(None) };
    write(&path, &pdf)?;
    Ok(Some(path.display().to_string()))
}

pub(super) fn open_agreement(desk: &Desk, number: &str) -> Outcome<()> {
    let agreement = desk.app()?.agreement(number)?;
    let pdf = documents::agreement_pdf(&agreement).map_err(|error| failed(&error))?;
    let path = desk.folder_to_read_from()?.join(file_name(&agreement));
    write(&path, &pdf)?;
    desk.open_file(&path)
}

pub(super) fn open_planning(desk: &Desk, query: &PlanningQuery, filters: &[String]) -> Outcome<()> {
    let planning = desk.app()?.planning_print(query, filters)?;
    let pdf = documents::planning_pdf(&planning).map_err(|error| failed(&error))?;
    let name = format!("planning-{}-{}.pdf", planning.period.from, planning.period.to);
    let path = desk.folder_to_read_from()?.join(name);
    write(&path, &pdf)?;
    desk.open_file(&path)
}

fn file_name(agreement: &Agreement) -> String {
    format!("convention-{}.pdf", plain_name(&agreement.number))
}

/// `2026-042`; an imported number may hold what no file name can.
pub(super) fn plain_name(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

pub(super) fn failed(error: &documents::DocumentError) -> Fault {
    Fault::base("document_failed").with("detail", error.to_string())
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    std::fs::write(path, bytes).map_err(|error| {
        Fault::input("file_not_written")
            .with("path", path.display().to_string())
            .with("detail", error.to_string())
    })
}
