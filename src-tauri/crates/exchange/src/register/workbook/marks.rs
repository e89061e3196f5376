//! What a sheet says beside the values of its cells: what is hidden, what is merged, what is a percentage.

use std::collections::{BTreeMap, HashSet};

use crate::register::cells::{Cell, Fault, quoted};
use crate::register::table::{RawRow, TableFault, listed};

/// The first and the last of some rows or columns, from 0.
pub(super) type Span = (u32, u32);

/// What a sheet says of its rows, columns and cells.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) hidden_rows: Vec<Span>,
    pub(super) hidden_columns: Vec<Span>,
    /// Cells merged over several rows: those rows, and the first column.
    pub(super) merged: Vec<(Span, u32)>,
    /// Cells under a format of per cents, by row and column.
    pub(super) percentages: HashSet<(u32, u32)>,
    /// What cells in error show, by row and column.
    pub(super) errors: BTreeMap<(u32, u32), String>,
}

impl Marks {
    /// Makes numbers under a format of per cents what they show.
    pub(super) fn set_percentages(&self, cells: &mut BTreeMap<u32, BTreeMap<u32, Cell>>) {
        for (row, column) in &self.percentages {
            let cell = cells.get_mut(row).and_then(|row| row.get_mut(column));
            if let Some(cell) = cell
                && let Cell::Number(number) = cell
            {
                *cell = Cell::Percentage((*number * 1e8).round() / 1e6);
            }
        }
    }

    /// Puts in its place each error that a sheet keeps beside a value, such as 0 or an empty text.
    pub(super) fn set_errors(&self, cells: &mut BTreeMap<u32, BTreeMap<u32, Cell>>) {
        for ((row, column), shown) in &self.errors {
            cells.entry(*row).or_default().insert(*column, Cell::ErrorValue(shown.clone()));
        }
    }

    /// Gives the value of a merged cell to each row that it covers, and tells it: a spreadsheet keeps it in the first one
    /// alone.
    pub(super) fn spread_merged(
        &self,
        cells: &mut BTreeMap<u32, BTreeMap<u32, Cell>>,
        header: u32,
    ) -> Vec<TableFault> {
        let mut told = Vec::new();
        let mut left = crate::register::table::MOST_CELLS;
        for ((first, last), column) in &self.merged {
            let at = |row: u32, cells: &BTreeMap<u32, BTreeMap<u32, Cell>>| {
                cells.get(&row).and_then(|cells| cells.get(column)).filter(|cell| !cell.is_blank()).cloned()
            };
            let Some(value) = at(*first, cells).filter(|_| *first > header && last > first) else { continue };
            let name = at(header, cells).map(|name| quoted(&name.shown()));
            let mut lines = vec![u64::from(*first) + 1];
            for (row, cells) in cells.range_mut(first + 1..=*last).take(left) {
                left -= 1;
                if cells.values().any(|cell| !cell.is_blank()) {
                    cells.insert(*column, value.clone());
                    lines.push(u64::from(*row) + 1);
                }
            }
            if lines.len() > 1 {
                let params = vec![("read", value.quoted()), ("lines", listed(&lines))];
                let fault = Fault::warning("cell_merged", params);
                told.push(TableFault { line: lines[0], column: name, fault });
            }
        }
        told
    }

    /// The rows and columns that a person does not see though they are read, each in one remark.
    pub(super) fn hidden(&self, header: &RawRow, rows: &[RawRow]) -> Vec<TableFault> {
        let in_order = |spans: &[Span]| {
            let mut spans = spans.to_vec();
            spans.sort_unstable();
            spans
        };
        let (hidden_rows, hidden_columns) = (in_order(&self.hidden_rows), in_order(&self.hidden_columns));
        let is_in = |spans: &[Span], place: u64| {
            let after = spans.partition_point(|(first, _)| u64::from(*first) <= place);
            after.checked_sub(1).is_some_and(|at| place <= u64::from(spans[at].1))
        };
        let lines: Vec<u64> =
            rows.iter().map(|row| row.line).filter(|line| is_in(&hidden_rows, line - 1)).collect();
        let columns: Vec<String> = header
            .cells
            .iter()
            .enumerate()
            .filter(|(place, cell)| !cell.value.is_blank() && is_in(&hidden_columns, *place as u64))
            .map(|(_, cell)| format!("«\u{A0}{}\u{A0}»", cell.value.quoted()))
            .collect();
        let mut told = Vec::new();
        if let Some(first) = lines.first() {
            let params = vec![("count", lines.len().to_string()), ("lines", listed(&lines))];
            told.push(TableFault::at(*first, Fault::warning("rows_hidden", params)));
        }
        if !columns.is_empty() {
            let params = vec![("columns", columns.join(", "))];
            told.push(TableFault::at(header.line, Fault::warning("columns_hidden", params)));
        }
        told
    }
}
