//! The marks of the sheets of an ODS workbook, read from its content.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::marks::Marks;
use super::xlsx_marks::attribute;
use crate::register::error_words;

/// The marks of each sheet by its name. The content was looked through before, so that its repeats are bounded.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeMap<String, Marks>, &'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "damaged")?;
    let mut content = Vec::new();
    archive
        .by_name("content.xml")
        .map_err(|_| "damaged")?
        .read_to_end(&mut content)
        .map_err(|_| "damaged")?;
    let mut reader = Reader::from_reader(content.as_slice());
    let mut sheets = BTreeMap::new();
    let mut sheet: Option<Sheet> = None;
    loop {
        match reader.read_event().map_err(|_| "damaged")? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "table" => {
                sheet = attribute(&element, "name").map(|name| Sheet { name, ..Sheet::default() });
            }
            Event::Empty(element) => {
                if let Some(sheet) = &mut sheet {
                    sheet.enter(&element);
                    sheet.leave(element.local_name().as_ref());
                }
            }
            Event::Start(element) => {
                if let Some(sheet) = &mut sheet {
                    sheet.enter(&element);
                }
            }
            Event::Text(text) => {
                if let Some(sheet) = &mut sheet {
                    sheet.show(&text);
                }
            }
            Event::End(element) if element.local_name().as_ref() == "table" => {
                if let Some(Sheet { name, marks, .. }) = sheet.take() {
                    sheets.insert(name, marks);
                }
            }
            Event::End(element) => {
                if let Some(sheet) = &mut sheet {
                    sheet.leave(element.local_name().as_ref());
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// The errors of a sheet that are kept; fewer refuse it.
const MOST_ERRORS: usize = 100_000;

#[derive(Default)]
struct Sheet {
    name: String,
    marks: Marks,
    /// The row being read, how often it is repeated, and the column of its next cell.
    row: u32,
    repeats: u32,
    column: u32,
    /// The next column of which the sheet says how it is shown.
    shown_column: u32,
    cell: Option<ShownCell>,
    /// How many notes about cells are open: their text is not what the cell shows.
    notes: u32,
}

/// A cell that is being read: where it stands, how often it is repeated, and what it shows.
struct ShownCell {
    column: u32,
    repeats: u32,
    is_error: bool,
    text: String,
}

impl ShownCell {
    /// What it shows when that is an error.
    fn error(self) -> Option<String> {
        match self.text.trim() {
            text if error_words::is_one(text) => Some(text.to_owned()),
            text if self.is_error => Some(if text.is_empty() { "#?" } else { text }.to_owned()),
            _ => None,
        }
    }
}

impl Sheet {
    fn enter(&mut self, element: &BytesStart<'_>) {
        let number = |name| attribute(element, name).and_then(|number| number.parse::<u32>().ok());
        let is_hidden =
            || attribute(element, "visibility").is_some_and(|shown| shown == "collapse" || shown == "filter");
        match element.local_name().as_ref() {
            "table-column" => {
                let last = self.shown_column.saturating_add(number("number-columns-repeated").unwrap_or(1));
                if is_hidden() {
                    self.marks.hidden_columns.push((self.shown_column, last.saturating_sub(1)));
                }
                self.shown_column = last;
            }
            "table-row" => {
                self.row = self.row.saturating_add(self.repeats);
                self.repeats = number("number-rows-repeated").unwrap_or(1);
                self.column = 0;
                if is_hidden() {
                    self.marks
                        .hidden_rows
                        .push((self.row, self.row.saturating_add(self.repeats).saturating_sub(1)));
                }
            }
            "table-cell" | "covered-table-cell" => {
                let repeats = number("number-columns-repeated").unwrap_or(1);
                if let Some(rows) = number("number-rows-spanned").filter(|rows| *rows > 1) {
                    self.marks.merged.push(((self.row, self.row.saturating_add(rows - 1)), self.column));
                }
                if attribute(element, "value-type").is_some_and(|kind| kind == "percentage") {
                    let columns = self.column..self.column.saturating_add(repeats);
                    let rows = self.row..self.row.saturating_add(self.repeats);
                    let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
                    self.marks.percentages.extend(places.take(crate::register::table::MOST_CELLS));
                }
                // LibreOffice says so beside the type of the value, which is then an empty text or 0.
                let kinds = element.attributes().flatten();
                let is_error = kinds
                    .filter(|attribute| attribute.key.local_name().as_ref() == "value-type")
                    .any(|attribute| attribute.value.as_ref() == "error");
                let text = String::new();
                self.cell = Some(ShownCell { column: self.column, repeats, is_error, text });
                self.column = self.column.saturating_add(repeats);
            }
            "annotation" => self.notes += 1,
            _ => {}
        }
    }

    fn show(&mut self, text: &str) {
        if let (Some(cell), 0) = (&mut self.cell, self.notes) {
            cell.text.push_str(text);
        }
    }

    fn leave(&mut self, element: &str) {
        match element {
            "annotation" => self.notes = self.notes.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return };
                let (column, repeats) = (cell.column, cell.repeats);
                let Some(shown) = cell.error() else { return };
                let rows = self.row..self.row.saturating_add(self.repeats.max(1));
                let columns = column..column.saturating_add(repeats);
                let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
                let places = places.take(MOST_ERRORS.saturating_sub(self.marks.errors.len()));
                self.marks.errors.extend(places.map(|place| (place, shown.clone())));
            }
            _ => {}
        }
    }
}
