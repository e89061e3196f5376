//! A report (bilan, rapport d’activité): one value, written as PDF to be printed, as DOCX to go on writing in,
//! as XLSX and CSV to go on counting with.

mod csv;
mod day;
mod docx;
mod drawn;
mod logo;
mod map;
mod tracks;
mod words;
mod xlsx;

use domain::report::{Block, Cell, Column, Drawing, KeyFigure, Map, Report, Table};
use serde::Serialize;
use typst_layout::PagedDocument;

pub use csv::table_csv;
pub use docx::report_docx;
pub use xlsx::{report_xlsx, tables_xlsx};

use crate::error::DocumentError;
use crate::world::DocumentWorld;
use crate::{export, typed};
use drawn::Drawn;
use map::Projected;
use tracks::Track;

/// A cell of more characters than that may be cut by the end of a page; all others stay whole.
const LONG_CELL: usize = 600;

/// What the template reads: the report, and what it must not compute itself.
#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    subtitle: &'a str,
    centre: &'a str,
    made_on: &'a str,
    /// Its format and width, in millimetres.
    logo: Option<(&'static str, f64)>,
    chapters: Vec<ChapterData<'a>>,
    credits: &'a [String],
}

#[derive(Serialize)]
struct ChapterData<'a> {
    title: &'a str,
    free_text: &'a str,
    blocks: Vec<BlockData<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
enum BlockData<'a> {
    Paragraph { text: &'a str },
    KeyFigures { figures: Vec<FigureData<'a>> },
    Table(TableData<'a>),
    Map(MapData<'a>),
}

#[derive(Serialize)]
struct FigureData<'a> {
    number: &'a str,
    name: &'a str,
    detail: &'a str,
}

#[derive(Serialize)]
struct TableData<'a> {
    title: &'a str,
    note: &'a str,
    columns: &'a [Column],
    tracks: Vec<Track>,
    rows: Vec<RowData<'a>>,
    /// Bars inside the table, where it has room for them.
    bars: bool,
    /// What is drawn above the table.
    drawing: Option<Drawn>,
}

#[derive(Serialize)]
struct RowData<'a> {
    cells: Vec<&'a str>,
    share: Option<f64>,
    long: bool,
}

#[derive(Serialize)]
struct MapData<'a> {
    title: &'a str,
    description: &'a str,
    areas: Vec<(&'a str, &'a str)>,
    projected: Projected,
}

/// The report as a tagged PDF (PDF/UA-1) of A4 pages.
///
/// # Errors
/// When the template of `assets/typst` does not compile, with the place in it.
pub fn report_pdf(report: &Report) -> Result<Vec<u8>, DocumentError> {
    let world = world(report)?;
    let ident = format!("{} report {} {}", report.centre, report.title, report.made_on);
    export::pdf(&world, &export::pages(&world)?, &ident, day::in_words(&report.made_on))
}

/// The same pages as SVG images, one for each.
///
/// # Errors
/// As [`report_pdf`].
pub fn report_svg(report: &Report) -> Result<Vec<String>, DocumentError> {
    Ok(export::svg(&report_pages(report)?))
}

/// The same pages laid out, for other formats and for reading what they say.
///
/// # Errors
/// As [`report_pdf`].
pub fn report_pages(report: &Report) -> Result<PagedDocument, DocumentError> {
    export::pages(&world(report)?)
}

fn world(report: &Report) -> Result<DocumentWorld, DocumentError> {
    let logo = logo::read(&report.logo);
    let chapters = report.chapters.iter().map(|chapter| ChapterData {
        title: &chapter.title,
        free_text: &chapter.free_text,
        blocks: chapter.blocks.iter().map(block).collect(),
    });
    let data = Data {
        title: &report.title,
        subtitle: &report.subtitle,
        centre: &report.centre,
        made_on: &report.made_on,
        logo: logo.as_ref().map(|logo| (logo.format, logo.size.0)),
        chapters: chapters.collect(),
        credits: &report.credits,
    };
    let world = DocumentWorld::new("report.typ", json(&data)?);
    Ok(if logo.is_some() { world.with_picture(report.logo.clone()) } else { world })
}

fn block(block: &Block) -> BlockData<'_> {
    match block {
        Block::Paragraph { text } => BlockData::Paragraph { text },
        Block::KeyFigures { figures } => {
            BlockData::KeyFigures { figures: figures.iter().map(figure_data).collect() }
        }
        Block::Table(table) => BlockData::Table(table_data(table)),
        Block::Map(map) => BlockData::Map(MapData {
            title: &map.title,
            description: &map.description,
            areas: map.areas.iter().map(|area| (area.name.as_str(), area.count.text.as_str())).collect(),
            projected: map::projected(map),
        }),
    }
}

fn figure_data(figure: &KeyFigure) -> FigureData<'_> {
    FigureData { number: &figure.number.text, name: &figure.name, detail: &figure.detail }
}

fn table_data(table: &Table) -> TableData<'_> {
    let shares = drawn::shares(table);
    TableData {
        title: &table.title,
        note: &table.note,
        columns: &table.columns,
        tracks: tracks::of(table),
        rows: table
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| row_data(table, row, shares.as_ref().and_then(|shares| shares[at])))
            .collect(),
        bars: shares.is_some(),
        drawing: if shares.is_some() { None } else { drawn::drawn(table) },
    }
}

fn row_data<'a>(table: &Table, row: &'a [Cell], share: Option<f64>) -> RowData<'a> {
    RowData {
        cells: (0..table.columns.len()).map(|column| cell_text(row, column)).collect(),
        share,
        long: row.iter().any(|cell| cell.text.len() > LONG_CELL),
    }
}

/// The areas of a map as a table, for those who do not draw them.
fn map_areas(map: &Map) -> Table {
    let column = |title: &str, numeric| Column { title: title.into(), numeric };
    Table {
        title: if map.title.trim().is_empty() { words::MAP.into() } else { map.title.clone() },
        note: map.description.clone(),
        columns: vec![column(words::AREA, false), column(words::COUNT, true)],
        rows: map.areas.iter().map(|area| vec![Cell::text(&area.name), area.count.clone()]).collect(),
        drawing: Drawing::None,
    }
}

/// What a cell shows; nothing where the row has no such cell.
fn cell_text(row: &[Cell], column: usize) -> &str {
    row.get(column).map_or("", |cell| &cell.text)
}

fn json(data: &impl Serialize) -> Result<Vec<u8>, DocumentError> {
    typed::data(data).map_err(|error| DocumentError::Template { details: error.to_string() })
}
