//! What CSV files and sheets have in common: a header and rows of cells.

use super::cells::{Cell, Fault, quoted};
use super::problem::{Kind, Severity};
use super::{error_words, recognise, text};

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
    /// What is wrong with the file itself, and what was done about it.
    pub(super) faults: Vec<TableFault>,
}

impl Table {
    /// Whether rows of it may have been lost.
    pub(super) fn has_errors(&self) -> bool {
        self.faults.iter().any(|found| found.fault.severity == Severity::Error)
    }
}

/// What is wrong with a file or sheet at a line, and maybe in a column, whatever its cells say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableFault {
    pub(super) line: u64,
    pub(super) column: Option<String>,
    pub(super) fault: Fault,
}

impl TableFault {
    pub(super) fn at(line: u64, fault: Fault) -> Self {
        Self { line, column: None, fault }
    }
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

/// The rows among which the headers are looked for.
pub(super) const MOST_TITLES: usize = 20;

/// Which of the first rows that are not blank has the headers: the first one, unless a later one names more columns of a
/// known table, the rows above being titles.
pub(super) fn header_among(rows: &[Vec<String>]) -> usize {
    let known = |names: &Vec<String>| recognise::known_headers(names);
    let filled = |names: &Vec<String>| names.iter().filter(|name| !name.is_empty()).count();
    // Most files have no title, and the rows under their headers need not be looked at.
    if rows.first().is_some_and(|first| known(first) >= 2 && known(first) * 2 >= filled(first)) {
        return 0;
    }
    let scores: Vec<usize> = rows.iter().map(known).collect();
    let most = scores.iter().copied().max().unwrap_or(0);
    let is_first = most < 2 || scores.first() == Some(&most);
    if is_first { 0 } else { scores.iter().position(|score| *score == most).unwrap_or(0) }
}

/// The rows above the header as remarks, one each.
pub(super) fn title_faults(titles: &[(u64, String)], header_line: u64) -> Vec<TableFault> {
    let fault = |(line, read): &(u64, String)| {
        let params =
            vec![("line", line.to_string()), ("read", quoted(read)), ("header", header_line.to_string())];
        TableFault::at(*line, Fault::warning("title_above", params))
    };
    titles.iter().map(fault).collect()
}

/// Takes out the rows that are no data, totals and notes under the table; tells them in one remark.
pub(super) fn take_out_totals(header: &RawRow, rows: &mut Vec<RawRow>) -> Option<TableFault> {
    const KEYS: &[&str] = &["code", "numero", "pret_numero", "malle_code", "ensemble_code"];
    let key = header_names(header).iter().position(|name| KEYS.contains(&recognise::fold(name).as_str()));
    let width = header.cells.iter().filter(|cell| !cell.value.is_blank()).count();
    let mut taken: Vec<(u64, String)> = Vec::new();
    rows.retain(|row| {
        let filled = row.cells.iter().filter(|cell| !cell.value.is_blank()).count();
        let first = row.cells.iter().position(|cell| !cell.value.is_blank());
        let Some((at, Cell::Text(text))) = first.map(|at| (at, &row.cells[at].value)) else { return true };
        let is_sparse = filled * 2 <= width;
        let is_total = match recognise::fold(text).as_str() {
            "total" | "totaux" | "total_general" | "sous_total" | "sous_totaux" | "moyenne" | "moyennes"
            | "somme" => is_sparse || Some(at) == key,
            folded => {
                is_sparse
                    && ["total_", "totaux_", "sous_total_", "moyenne_"]
                        .iter()
                        .any(|of| folded.starts_with(of))
            }
        };
        let is_note = filled == 1 && width > 1 && text.trim_start().starts_with('*');
        if is_total || is_note {
            taken.push((row.line, quoted(text.trim())));
        }
        !(is_total || is_note)
    });
    let line = taken.first()?.0;
    let mut read: Vec<String> = Vec::new();
    for (_, text) in &taken {
        let text = format!("«\u{A0}{text}\u{A0}»");
        if read.len() < 3 && !read.contains(&text) {
            read.push(text);
        }
    }
    let lines: Vec<u64> = taken.iter().map(|(line, _)| *line).collect();
    let params = vec![("lines", listed(&lines)), ("read", read.join(", "))];
    Some(TableFault::at(line, Fault::warning("rows_of_totals", params)))
}

/// Numbers of lines for a sentence: `3, 5 à 8, 12`.
pub(super) fn listed(lines: &[u64]) -> String {
    const MOST: usize = 20;
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let shown = |(first, last): &(u64, u64)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    let mut text = runs.iter().take(MOST).map(shown).collect::<Vec<_>>().join(", ");
    if runs.len() > MOST {
        text.push_str(", …");
    }
    text
}

/// Cells whose accents had been encoded twice: how many, and the first of them.
#[derive(Default)]
pub(super) struct Repairs {
    count: usize,
    first: Option<(u64, String, String)>,
}

impl Repairs {
    /// Makes the text of a cell what it was meant to be.
    fn clean(&mut self, line: u64, cell: &mut Cell) {
        let Cell::Text(read) = cell else { return };
        let Some(cleaned) = text::clean(read) else { return };
        if cleaned.was_repaired {
            self.count += 1;
            self.first.get_or_insert_with(|| (line, quoted(read), quoted(&cleaned.text)));
        }
        *read = cleaned.text;
    }

    /// The same, and what the text says: a word of an error is one, whoever wrote it as text.
    pub(super) fn settle(&mut self, line: u64, cell: &mut Cell) {
        self.clean(line, cell);
        if let Cell::Text(text) = cell
            && error_words::is_one(text)
        {
            *cell = Cell::ErrorValue(text.trim().to_owned());
        }
    }

    pub(super) fn clean_rows(&mut self, rows: &mut [RawRow]) {
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            self.settle(cell.line, &mut cell.value);
        }
    }

    pub(super) fn fault(self) -> Option<TableFault> {
        let (line, read, taken) = self.first?;
        let params = vec![("count", self.count.to_string()), ("read", read), ("taken", taken)];
        Some(TableFault::at(line, Fault::warning("text_encoded_twice", params)))
    }
}

/// The header and the rows under it; `None` when every row is blank.
pub(super) fn split_header(rows: Vec<RawRow>) -> Option<(RawRow, Vec<RawRow>)> {
    let mut rows = rows.into_iter().filter(|row| !row.is_blank());
    let header = rows.next()?;
    Some((header, rows.collect()))
}

/// The names of a header row.
pub(super) fn header_names(header: &RawRow) -> Vec<String> {
    header.cells.iter().take(MOST_COLUMNS).map(|cell| cell.value.shown()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_listed_by_their_runs() {
        assert_eq!(listed(&[3, 5, 6, 7, 12]), "3, 5-7, 12");
        assert_eq!(listed(&[4]), "4");
        assert!(listed(&(1..100).map(|n| n * 2).collect::<Vec<_>>()).ends_with(", …"));
    }
}
