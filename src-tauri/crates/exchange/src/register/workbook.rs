//! The sheets of an XLSX or ODS workbook.
//!
//! A workbook is a ZIP archive of XML that can have been made to exhaust the memory, so it is looked through before
//! the calamine crate opens it, and its sheets are read cell by cell and never as the rectangle they claim to fill.

mod inspect;
mod marks;
mod ods_marks;
mod xlsx_errors;
mod xlsx_marks;

use std::cell::Cell as Flag;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError,
    open_workbook_from_rs,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use self::inspect::Format;
use self::marks::Marks;
use super::cells::{Cell, Fault};
use super::problem::{Problem, Problems, Severity};
use super::recognise;
use super::table::{
    MOST_CELLS, MOST_COLUMNS, MOST_TITLES, PlacedCell, RawRow, Repairs, Table, header_among, header_names,
    take_out_totals, title_faults,
};
use super::unreadable::Unreadable;

/// Cells by row and column, from 0.
type Cells = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// A sheet as it stands in the workbook.
struct Sheet {
    name: String,
    is_hidden: bool,
    cells: Cells,
    marks: Marks,
}

/// The tables of a workbook. Sheets that are none, and hidden ones, are told and left out.
pub(super) fn read(file: &str, bytes: &[u8], problems: &mut Problems) -> Result<Vec<Table>, Unreadable> {
    let unreadable = |code| Unreadable::new(code, file);
    let format = inspect::inspect(bytes).map_err(unreadable)?;
    let sheets = quietly(|| match format {
        Format::Xlsx => xlsx_sheets(bytes),
        Format::Ods => ods_sheets(bytes),
    });
    let mut tables = Vec::new();
    let mut has_hidden = false;
    for sheet in sheets.unwrap_or(Err("damaged")).map_err(unreadable)? {
        let is_hidden = sheet.is_hidden;
        let Some(found) = table(file, sheet).map_err(unreadable)? else { continue };
        match found {
            Ok(table) if is_hidden => {
                has_hidden = true;
                let params = vec![
                    ("table", recognise::name_of(table.kind).to_owned()),
                    ("count", table.rows.len().to_string()),
                ];
                let hidden = Fault::warning("sheet_hidden", params);
                problems.add(Problem::of_fault(&table, table.header.line, None, hidden));
            }
            Ok(table) => tables.push(table),
            Err(unknown) => problems.add(unknown),
        }
    }
    if tables.is_empty() && has_hidden { Err(unreadable("only_hidden")) } else { Ok(tables) }
}

/// What calamine answers. It panics on some damaged files, which is no more than a fault of the file, and is not printed.
fn quietly<T>(read: impl FnOnce() -> T) -> Option<T> {
    thread_local! {
        static IS_READING: Flag<bool> = const { Flag::new(false) };
    }
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_READING.get() {
                usual(info);
            }
        }));
    });
    IS_READING.set(true);
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    IS_READING.set(false);
    read.ok()
}

/// The table that a sheet is, or that it is none; nothing of an empty one.
fn table(file: &str, sheet: Sheet) -> Result<Option<Result<Table, Problem>>, &'static str> {
    let Sheet { name, mut cells, marks, .. } = sheet;
    let place = format!("{file} › {name}");
    let mut repairs = Repairs::default();
    for (row, cell) in
        cells.iter_mut().flat_map(|(row, cells)| cells.values_mut().map(move |cell| (row, cell)))
    {
        repairs.settle(u64::from(*row) + 1, cell);
    }
    let filled = cells.iter().filter(|(_, cells)| cells.values().any(|cell| !cell.is_blank()));
    let first: Vec<(u32, Vec<String>)> =
        filled.take(MOST_TITLES).map(|(row, cells)| (*row, names_of(cells))).collect();
    if first.is_empty() {
        return Ok(None);
    }
    let names: Vec<Vec<String>> = first.iter().map(|(_, names)| names.clone()).collect();
    let header_row = first[header_among(&names)].0;
    let titles: Vec<(u64, String)> = first
        .iter()
        .take_while(|(row, _)| *row < header_row)
        .map(|(row, names)| {
            (u64::from(*row) + 1, names.iter().find(|name| !name.is_empty()).cloned().unwrap_or_default())
        })
        .collect();
    let mut cells = cells.split_off(&header_row);
    let mut faults = title_faults(&titles, u64::from(header_row) + 1);
    faults.extend(repairs.fault());
    faults.extend(marks.spread_merged(&mut cells, header_row));
    let mut rows = raw_rows(cells).ok_or("too_large")?;
    rows.retain(|row| !row.is_blank());
    if rows.is_empty() {
        return Ok(None);
    }
    let header = rows.remove(0);
    if header.cells.len() > MOST_COLUMNS {
        return Err("too_large");
    }
    let names = header_names(&header);
    let kind = recognise::by_name(&name)
        .or_else(|| recognise::by_headers(&names))
        .or_else(|| recognise::by_most_headers(&names));
    let Some(kind) = kind else {
        let (code, params) = match recognise::lacking(&names) {
            Some(lacking) => ("sheet_unknown_lacks", lacking),
            None => ("sheet_unknown", vec![("known", recognise::KNOWN.to_owned())]),
        };
        return Ok(Some(Err(Problem {
            file: place,
            line: header.line,
            column: None,
            kind: None,
            severity: Severity::Warning,
            code,
            params,
        })));
    };
    faults.extend(take_out_totals(&header, &mut rows));
    faults.extend(marks.hidden(&header, &rows));
    Ok(Some(Ok(Table { file: place, kind, is_delimited: false, header, rows, faults })))
}

fn names_of(cells: &BTreeMap<u32, Cell>) -> Vec<String> {
    cells.values().take(MOST_COLUMNS).map(Cell::shown).collect()
}

/// The rows that have cells, each filled up to its last one under the header, which is the first. Of the cells beside the
/// table only the first of a row is kept, for it to be told. `None` when they are too many.
fn raw_rows(sheet: Cells) -> Option<Vec<RawRow>> {
    let is_filled = |(_, cells): &(&u32, &BTreeMap<u32, Cell>)| cells.values().any(|cell| !cell.is_blank());
    let header = sheet.iter().find(is_filled).and_then(|(_, cells)| cells.last_key_value());
    let width = header.map_or(0, |(column, _)| column.saturating_add(1));
    let mut count = 0;
    let mut rows = Vec::with_capacity(sheet.len());
    for (row, mut cells) in sheet {
        let line = u64::from(row) + 1;
        let beside = cells.split_off(&width).into_values().find(|cell| !cell.is_blank());
        let filled =
            if beside.is_some() { width } else { cells.last_key_value().map_or(0, |(last, _)| last + 1) };
        count += filled as usize + 1;
        if count > MOST_CELLS {
            return None;
        }
        let under = (0..filled).map(|column| cells.remove(&column).unwrap_or(Cell::Empty));
        let cells = under.chain(beside).map(|value| PlacedCell { line, value }).collect();
        rows.push(RawRow { line, rank: row as usize, cells });
    }
    Some(rows)
}

fn xlsx_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, &'static str> {
    let code = |error: XlsxError| match error {
        XlsxError::Password => "protected",
        _ => "damaged",
    };
    let (mut marks, sound) = xlsx_marks::read(bytes)?;
    let bytes = sound.as_deref().unwrap_or(bytes);
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(code)?;
    let mut count = 0;
    let mut sheets = Vec::new();
    for (name, is_hidden) in sheet_names(workbook.sheets_metadata()) {
        let mut rows = Cells::new();
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(code(error)),
        };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(code)? {
            let value = match (xlsx_cell(cell.value), cell.formula) {
                (Cell::Empty, Some(_)) => Cell::FormulaWithoutValue,
                (Cell::Empty, None) => continue,
                (value, _) => value,
            };
            count += 1;
            if count > MOST_CELLS {
                return Err("too_large");
            }
            rows.entry(cell.pos.0).or_default().insert(cell.pos.1, value);
        }
        let marks = marks.remove(&name).unwrap_or_default();
        marks.set_percentages(&mut rows);
        marks.set_errors(&mut rows);
        sheets.push(Sheet { name, is_hidden, cells: rows, marks });
    }
    Ok(sheets)
}

fn ods_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, &'static str> {
    let code = |error: OdsError| match error {
        OdsError::Password => "protected",
        OdsError::CellLimitExceeded { .. } => "too_large",
        _ => "damaged",
    };
    let mut workbook: Ods<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(code)?;
    let mut marks = ods_marks::read(bytes)?;
    let mut sheets = Vec::new();
    for (name, is_hidden) in sheet_names(workbook.sheets_metadata()) {
        let range = workbook.worksheet_range(&name).map_err(code)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows = Cells::new();
        for (row, column, data) in range.used_cells() {
            let place = (first_row + row as u32, first_column + column as u32);
            rows.entry(place.0).or_default().insert(place.1, ods_cell(data));
        }
        let formulas = workbook.worksheet_formula(&name).map_err(code)?;
        let (first_row, first_column) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            let place = (first_row + row as u32, first_column + column as u32);
            if !formula.is_empty() {
                rows.entry(place.0).or_default().entry(place.1).or_insert(Cell::FormulaWithoutValue);
            }
        }
        let marks = marks.remove(&name).unwrap_or_default();
        marks.set_percentages(&mut rows);
        marks.set_errors(&mut rows);
        sheets.push(Sheet { name, is_hidden, cells: rows, marks });
    }
    Ok(sheets)
}

/// The worksheets, and whether each is hidden.
fn sheet_names(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let is_table = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    sheets
        .iter()
        .filter(is_table)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

fn xlsx_cell(data: DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number as f64),
        DataRef::Float(number) => Cell::Number(number),
        DataRef::Bool(truth) => Cell::Truth(truth),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::Text(text),
        DataRef::SharedString(text) => Cell::Text(text.to_owned()),
        DataRef::DateTimeIso(text) => iso_cell(&text),
        DataRef::DateTime(moment) => moment_cell(moment),
        DataRef::Error(error) => Cell::ErrorValue(error.to_string()),
    }
}

fn ods_cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(truth) => Cell::Truth(*truth),
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::DateTimeIso(text) => iso_cell(text),
        Data::DateTime(moment) => moment_cell(*moment),
        Data::Error(error) => Cell::ErrorValue(error.to_string()),
    }
}

/// `2023-12-31`, with or without a time; anything else stays text for its column to refuse.
fn iso_cell(text: &str) -> Cell {
    let moment = text
        .parse::<NaiveDateTime>()
        .or_else(|_| text.parse::<NaiveDate>().map(|day| day.and_time(NaiveTime::MIN)));
    moment.map_or_else(|_| Cell::Text(text.to_owned()), Cell::Moment)
}

/// A serial number under a date format. A duration (`[h]:mm`) is no date.
fn moment_cell(moment: ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    // 2958465 is the last day that Excel knows, 31/12/9999.
    let datetime = (0.0..2_958_466.0).contains(&serial).then(|| moment.as_datetime()).flatten();
    match datetime {
        Some(datetime) if moment.is_datetime() => Cell::Moment(datetime),
        _ => Cell::Number(serial),
    }
}
