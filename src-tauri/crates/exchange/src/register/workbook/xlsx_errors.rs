//! Cells in error of a sheet whose error the calamine crate does not know, and on which it would give up the whole workbook.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xlsx_marks::{attribute, cell};

/// A cell in error.
pub(super) struct ErrorCell {
    /// Its row and column, from 0.
    pub(super) place: (u32, u32),
    /// What it shows.
    pub(super) shown: String,
    /// Where the value of its type stands in the part, between its quotes.
    pub(super) kind: Range<usize>,
}

/// The errors that calamine knows.
const KNOWN: &[&str] = &["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// The cells in error that calamine would not read. A part that is no XML has none, which who reads its values tells.
pub(super) fn unknown_errors(part: &[u8]) -> Vec<ErrorCell> {
    let mut found = Vec::new();
    if type_of_error(part).is_none() {
        return found;
    }
    let mut reader = Reader::from_reader(part);
    let (mut row, mut next_row, mut column) = (0_u32, 0_u32, 0_u32);
    let mut open: Option<ErrorCell> = None;
    let mut is_in_value = false;
    loop {
        let from = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().as_ref() {
                "row" => {
                    row = row_of(&element, next_row);
                    next_row = row.saturating_add(1);
                    column = 0;
                }
                "c" => {
                    let place = place_of(&element, (row, column));
                    column = place.1 + 1;
                    let tag = &part[from..(reader.buffer_position() as usize).max(from)];
                    open = type_of_error(tag).map(|at| from + at..from + at + 1).map(|kind| ErrorCell {
                        place,
                        shown: String::new(),
                        kind,
                    });
                }
                name => is_in_value = name == "v",
            },
            Ok(Event::Empty(element)) if element.local_name().as_ref() == "row" => {
                next_row = row_of(&element, next_row).saturating_add(1);
            }
            Ok(Event::Empty(element)) if element.local_name().as_ref() == "c" => {
                column = place_of(&element, (row, column)).1 + 1;
            }
            Ok(Event::Text(text)) => {
                if let (Some(open), true) = (&mut open, is_in_value) {
                    open.shown.push_str(&text);
                }
            }
            Ok(Event::End(element)) => {
                is_in_value = false;
                if element.local_name().as_ref() == "c" {
                    found.extend(open.take().filter(|cell| !KNOWN.contains(&cell.shown.as_str())));
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    for cell in found.iter_mut().filter(|cell| cell.shown.trim().is_empty()) {
        cell.shown = "#?".to_owned();
    }
    found
}

fn row_of(element: &BytesStart<'_>, next: u32) -> u32 {
    attribute(element, "r").and_then(|number| number.parse::<u32>().ok()?.checked_sub(1)).unwrap_or(next)
}

fn place_of(element: &BytesStart<'_>, next: (u32, u32)) -> (u32, u32) {
    attribute(element, "r").and_then(|name| cell(&name)).unwrap_or(next)
}

/// Where the `e` stands of the first type that says that a cell is in error.
fn type_of_error(part: &[u8]) -> Option<usize> {
    const TYPES: [&[u8]; 2] = [b"t=\"e\"", b"t='e'"];
    let is_type = |window: &[u8]| window[0].is_ascii_whitespace() && TYPES.contains(&&window[1..]);
    part.windows(6).position(is_type).map(|at| at + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_error_are_found_with_and_without_references() {
        let part = br##"<sheetData><row/><row><c><v>1</v></c><c t='e'><v>#NEW!</v></c><c t="e"><v>#N/A</v></c></row>
            <row r="9"><c r="C9" s="1" t="e"><f>X()</f><v/></c><c t="str"><v>t="e"</v></c></row></sheetData>"##;
        let found: Vec<_> =
            unknown_errors(part).into_iter().map(|cell| (cell.place, cell.shown, &part[cell.kind])).collect();
        let expect = [((1, 1), "#NEW!".to_owned(), &b"e"[..]), ((8, 2), "#?".to_owned(), &b"e"[..])];
        assert_eq!(found, expect);
    }
}
