//! What leaves the program as a file: tables, reports, drawings, forms.

use app::views::{
    BehindQuery, Done, FiguresQuery, ReportFormat, ReportModel, ReportTexts, TableFormat, Upload,
};
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use domain::report::Table;

use super::documents::{open, plain_name, save};
use crate::desk::Desk;

pub(super) fn export_figures(
    desk: &Desk,
    query: &FiguresQuery,
    format: &TableFormat,
) -> Outcome<Option<String>> {
    let tables = desk.app()?.figure_tables(query)?;
    save_tables(desk, &format!("chiffres-{}", dated(query.period)), &tables, *format)
}

pub(super) fn export_figure_lines(
    desk: &Desk,
    query: &BehindQuery,
    format: &TableFormat,
) -> Outcome<Option<String>> {
    let table = desk.app()?.figure_lines_table(query)?;
    save_tables(desk, &format!("{}-{}", plain_name(&query.key), dated(query.of.period)), &[table], *format)
}

fn save_tables(desk: &Desk, name: &str, tables: &[Table], format: TableFormat) -> Outcome<Option<String>> {
    match format {
        TableFormat::Csv => save(desk, &format!("{name}.csv"), csv(tables).as_bytes()),
        TableFormat::Xlsx => save(desk, &format!("{name}.xlsx"), &documents::tables_xlsx(tables)?),
    }
}

/// Tables one under the other, each under its title.
fn csv(tables: &[Table]) -> String {
    let table = |table: &Table| {
        format!("{}\r\n{}", table.title, documents::table_csv(table).trim_start_matches('\u{feff}'))
    };
    match tables {
        [table] => documents::table_csv(table),
        _ => format!("\u{feff}{}", tables.iter().map(table).collect::<Vec<_>>().join("\r\n")),
    }
}

pub(super) fn save_report(
    desk: &Desk,
    query: &FiguresQuery,
    format: &ReportFormat,
    model: &ReportModel,
) -> Outcome<Option<String>> {
    let report = desk.app()?.report(query, *model)?;
    let (bytes, extension) = match format {
        ReportFormat::Pdf => (documents::report_pdf(&report), "pdf"),
        ReportFormat::Docx => (documents::report_docx(&report), "docx"),
        ReportFormat::Xlsx => (documents::report_xlsx(&report), "xlsx"),
    };
    save(desk, &format!("rapport-{}.{extension}", dated(query.period)), &bytes?)
}

pub(super) fn report_texts(desk: &Desk, year: &i32, model: &ReportModel) -> Outcome<ReportTexts> {
    desk.app()?.report_texts(*year, *model)
}

pub(super) fn save_report_text(desk: &Desk, year: &i32, chapter: &str, text: &str) -> Outcome<Done<()>> {
    desk.app()?.save_report_text(*year, chapter, text)
}

/// Only an image: the page has no other file to save.
pub(super) fn save_drawing(desk: &Desk, drawing: &Upload) -> Outcome<Option<String>> {
    let (stem, extension) = drawing.name.rsplit_once('.').unwrap_or((&drawing.name, ""));
    if !matches!(extension, "svg" | "png") {
        return Err(Fault::input("file_unreadable").with("path", drawing.name.as_str()));
    }
    let bytes = app::upload_bytes(drawing)?;
    save(desk, &format!("{}.{extension}", plain_name(stem)), &bytes)
}

pub(super) fn open_form(desk: &Desk, reference: &str) -> Outcome<()> {
    let form = desk.app()?.form(reference)?;
    let name = format!("questionnaire-{}.pdf", plain_name(&form.reference));
    open(desk, &name, &documents::form_pdf(&form)?)
}

pub(super) fn save_form(desk: &Desk, reference: &str) -> Outcome<Option<String>> {
    let form = desk.app()?.form(reference)?;
    let name = format!("questionnaire-{}.html", plain_name(&form.reference));
    save(desk, &name, documents::form_html(&form).as_bytes())
}

/// The days in the name of a file: the year where they are one.
fn dated(period: Period) -> String {
    app::civil_year(period).map_or_else(|| format!("{}-{}", period.from, period.to), |year| year.to_string())
}
