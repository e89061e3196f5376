//! The sheets of an XLSX or ODS workbook.
//!
//! A workbook is a ZIP archive of XML that can have been made to exhaust the memory, so it is looked through before
//! the calamine crate opens it, and its sheets are read cell by cell and never as the rectangle they claim to fill.

mod inspect;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Reader as _, SheetType, Xlsx, XlsxError,
    open_workbook_from_rs,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use self::inspect::Format;
use super::cells::Cell;
use super::problem::{Problem, Problems, Severity};
use super::recognise;
use super::table::{MOST_CELLS, MOST_COLUMNS, PlacedCell, RawRow, Table, header_names, split_header};
use super::unreadable::Unreadable;

/// A sheet's name and its cells by row and column, from 0.
type Sheet = (String, BTreeMap<u32, BTreeMap<u32, Cell>>);

/// The tables of a workbook. Sheets that are none are told and left out.
pub(super) fn read(file: &str, bytes: &[u8], problems: &mut Problems) -> Result<Vec<Table>, Unreadable> {
    let unreadable = |code| Unreadable::new(code, file);
    let format = inspect::inspect(bytes).map_err(unreadable)?;
    // calamine panics on some damaged files (an overflowing cell reference, for one).
    let sheets = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => xlsx_sheets(bytes),
        Format::Ods => ods_sheets(bytes),
    }));
    let sheets = sheets.unwrap_or(Err("damaged")).map_err(unreadable)?;

    let mut tables = Vec::new();
    for (name, rows) in sheets {
        let place = format!("{file} › {name}");
        let rows = raw_rows(rows).ok_or_else(|| unreadable("too_large"))?;
        let Some((header, rows)) = split_header(rows) else { continue };
        if header.cells.len() > MOST_COLUMNS {
            return Err(unreadable("too_large"));
        }
        match recognise::by_name(&name).or_else(|| recognise::by_headers(&header_names(&header))) {
            Some(kind) => {
                tables.push(Table {
                    file: place,
                    kind,
                    is_delimited: false,
                    header,
                    rows,
                    faults: Vec::new(),
                });
            }
            None => problems.add(Problem {
                file: place,
                line: header.line,
                column: None,
                kind: None,
                severity: Severity::Warning,
                code: "sheet_unknown",
                params: vec![("known", recognise::KNOWN.to_owned())],
            }),
        }
    }
    Ok(tables)
}

/// The rows that have cells, each filled up to its last one under the header. Of the cells beside the table only the
/// first of a row is kept, for it to be told. `None` when they are too many.
fn raw_rows(sheet: BTreeMap<u32, BTreeMap<u32, Cell>>) -> Option<Vec<RawRow>> {
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
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(code)?;
    let names = sheet_names(workbook.sheets_metadata());
    let mut count = 0;
    let mut sheets = Vec::new();
    for name in names {
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
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
        sheets.push((name, rows));
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
    let mut sheets = Vec::new();
    for name in sheet_names(workbook.sheets_metadata()) {
        let range = workbook.worksheet_range(&name).map_err(code)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        for (row, column, data) in range.used_cells() {
            let place = (first_row + row as u32, first_column + column as u32);
            rows.entry(place.0).or_default().insert(place.1, ods_cell(data));
        }
        sheets.push((name, rows));
    }
    Ok(sheets)
}

fn sheet_names(sheets: &[calamine::Sheet]) -> Vec<String> {
    let is_table = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    sheets.iter().filter(is_table).map(|sheet| sheet.name.clone()).collect()
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
        Data::String(text) if is_calc_error(text) => Cell::ErrorValue(text.clone()),
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::DateTimeIso(text) => iso_cell(text),
        Data::DateTime(moment) => moment_cell(*moment),
        Data::Error(error) => Cell::ErrorValue(error.to_string()),
    }
}

/// LibreOffice Calc keeps an error as a text with its name.
fn is_calc_error(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "#N/A", "#N/D", "#REF!", "#VALUE!", "#VALEUR!", "#NAME?", "#NOM?", "#DIV/0!", "#NUM!", "#NOMBRE!",
        "#NULL!",
    ];
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    NAMES.contains(&name.as_str())
        || name.strip_prefix("Err:").is_some_and(|code| code.parse::<u16>().is_ok())
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
