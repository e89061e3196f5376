//! What is printed.

use app::views::PlanningQuery;
use domain::agreement::Agreement;
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn agreement_pages(desk: &Desk, number: &str) -> Outcome<Vec<String>> {
    Ok(documents::agreement_svg(&desk.app()?.agreement(number)?)?)
}

pub(super) fn agreement_boxes(desk: &Desk, number: &str) -> Outcome<Vec<String>> {
    let missing = documents::characters_without_glyph(&desk.app()?.agreement(number)?);
    Ok(missing.into_iter().map(String::from).collect())
}

pub(super) fn save_agreement(desk: &Desk, number: &str) -> Outcome<Option<String>> {
    let agreement = desk.app()?.agreement(number)?;
    save(desk, &file_name(&agreement), &documents::agreement_pdf(&agreement)?)
}

pub(super) fn open_agreement(desk: &Desk, number: &str) -> Outcome<()> {
    let agreement = desk.app()?.agreement(number)?;
    open(desk, &file_name(&agreement), &documents::agreement_pdf(&agreement)?)
}

pub(super) fn open_planning(desk: &Desk, query: &PlanningQuery, filters: &[String]) -> Outcome<()> {
    let planning = desk.app()?.planning_print(query, filters)?;
    let name = format!("planning-{}-{}.pdf", planning.period.from, planning.period.to);
    open(desk, &name, &documents::planning_pdf(&planning)?)
}

/// Saves a file where the person says; answers the place, none when they change their mind.
pub(super) fn save(desk: &Desk, name: &str, bytes: &[u8]) -> Outcome<Option<String>> {
    let Some(path) = desk.ask_where_to_save(name) else { return Ok(None) };
    app::write_file(&path, bytes)?;
    Ok(Some(path.display().to_string()))
}

/// Opens a file in the program that the person reads such files with.
pub(super) fn open(desk: &Desk, name: &str, bytes: &[u8]) -> Outcome<()> {
    let path = desk.folder_to_read_from()?.join(name);
    app::write_file(&path, bytes)?;
    desk.open_file(&path)
}

fn file_name(agreement: &Agreement) -> String {
    format!("convention-{}.pdf", plain_name(&agreement.number))
}

/// `2026-042`; an imported number may hold what no file name can.
pub(super) fn plain_name(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
