//! A report as a plain value: what its pages say, whatever they are written as (PDF, DOCX, XLSX). Texts are those that a
//! person reads, in French and with its spaces.

use serde::Serialize;

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Its title, such as « Rapport d’activité 2023 ».
    pub title: String,
    /// What stands under it.
    pub subtitle: String,
    /// The centre.
    pub centre: String,
    /// The day it was made, in words.
    pub made_on: String,
    /// The centre's logo: the bytes of a PNG or JPEG image; empty where there is none.
    #[serde(skip)]
    pub logo: Vec<u8>,
    /// Its chapters.
    pub chapters: Vec<Chapter>,
    /// Where figures and drawings come from, at the end.
    pub credits: Vec<String>,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// What a person wrote in it: paragraphs, kept as they were typed.
    pub free_text: String,
    /// What follows, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// Sentences with the figures in them.
    Paragraph {
        /// The sentences.
        text: String,
    },
    /// A few numbers that stand out.
    KeyFigures {
        /// Each with its number, its name, and a word more (may be empty).
        figures: Vec<KeyFigure>,
    },
    /// A table, drawn as bars too where `bars` says so.
    Table(Table),
    /// A map of circles over outlines.
    Map(Map),
}

/// A number that stands out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyFigure {
    /// The number, as it is shown (`59,1 %`) and as a spreadsheet counts on with it.
    pub number: Cell,
    /// What it is.
    pub name: String,
    /// A word more, such as `52 sur 88`.
    pub detail: String,
}

/// A table: a sheet of its own in a workbook.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// What its numbers mean, below it; may be empty.
    pub note: String,
    /// The heads of its columns.
    pub columns: Vec<Column>,
    /// Its rows: one cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// How it is drawn above its cells in print.
    pub drawing: Drawing,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Whether its cells are numbers, set to the right.
    pub numeric: bool,
}

/// A cell: what is shown, and the number it stands for where it is one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// As it is shown.
    pub text: String,
    /// The number, for a spreadsheet; a percentage is a fraction of 1.
    pub number: Option<f64>,
    /// How a spreadsheet shows the number.
    pub format: CellFormat,
}

/// How a spreadsheet shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellFormat {
    /// As text.
    #[default]
    Text,
    /// A whole number.
    Count,
    /// A percentage with one decimal.
    Percent,
    /// Euros with cents.
    Euros,
    /// A number with one decimal.
    Decimal,
}

/// How the rows of a table are drawn, by the number of their second column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// Not at all.
    #[default]
    None,
    /// Bars, one under the other.
    Bars,
    /// Columns, one after the other: months, years.
    Columns,
    /// One bar cut into parts of a whole.
    Parts,
}

/// Circles over outlines, in degrees east and north.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// Its title.
    pub title: String,
    /// What it shows, in words: what a reader who does not see it is told.
    pub description: String,
    /// Outlines, filled even-odd.
    pub areas: Vec<Area>,
    /// Circles.
    pub points: Vec<Point>,
}

/// An outline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// What it counts, as it is shown beside the map.
    pub count: Cell,
    /// Closed lines.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// A circle, whose surface tells how much it counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// Its name.
    pub name: String,
    /// Degrees east.
    pub longitude: f64,
    /// Degrees north.
    pub latitude: f64,
    /// How much it counts.
    pub count: u32,
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: None, format: CellFormat::Text }
    }

    /// A number and how it is shown.
    #[must_use]
    pub fn number(number: f64, format: CellFormat, text: impl Into<String>) -> Self {
        Self { text: text.into(), number: Some(number), format }
    }
}
