//! What CSV files and sheets have in common: a header and rows of cells.

use super::cells::{Cell, Fault};
use super::problem::Kind;

/// A cell and the line on which it begins.
#[derive(Debug, Clone)]
pub(super) struct PlacedCell {
    pub(super) line: u64,
    pub(super) value: Cell,
}

/// One row as it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct RawRow {
    /// The line on which it begins.
    pub(super) line: u64,
    /// Its rank among the rows of the file, blank ones included, from 0.
    pub(super) rank: usize,
    pub(super) cells: Vec<PlacedCell>,
}

impl RawRow {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.value.is_blank())
    }
}

/// One table of the register.
#[derive(Debug)]
pub(super) struct Table {
    /// The file name, or `workbook › sheet`.
    pub(super) file: String,
    pub(super) kind: Kind,
    /// Whether a row must have as many cells as the header; sheets leave empty cells out.
    pub(super) is_delimited: bool,
    pub(super) header: RawRow,
    /// The rows that are not blank.
    pub(super) rows: Vec<RawRow>,
    /// What is wrong with the text itself, by line.
    pub(super) faults: Vec<(u64, Fault)>,
}

/// The tables of a register.
pub(super) struct Tables(pub(super) Vec<Table>);

impl Tables {
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Table> {
        self.0.iter().filter(move |table| table.kind == kind)
    }
}

/// The most columns of a table, some twenty times those of the widest.
pub(super) const MOST_COLUMNS: usize = 500;
/// The most cells of a file, some ten times a register of ten years.
pub(super) const MOST_CELLS: usize = 4_000_000;

/// The header and the rows under it; `None` when every row is blank.
pub(super) fn split_header(rows: Vec<RawRow>) -> Option<(RawRow, Vec<RawRow>)> {
    let mut rows = rows.into_iter().filter(|row| !row.is_blank());
    let header = rows.next()?;
    Some((header, rows.collect()))
}

/// The names of a header row.
pub(super) fn header_names(header: &RawRow) -> Vec<String> {
    header.cells.iter().map(|cell| cell.value.shown()).collect()
}
