//! The marks of the sheets of an XLSX workbook, read from its parts; and the workbook without what its reader
//! would stumble over.

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read as _, Write as _};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::marks::{Marks, Span};
use super::xlsx_errors::unknown_errors;

/// The most rows and columns of a sheet.
const MOST_ROWS: u32 = 1_048_576;
const MOST_SHEET_COLUMNS: u32 = 16_384;

/// The marks of each sheet by its name, and the bytes of the workbook where something had to be changed for it to be read.
pub(super) type Read = (BTreeMap<String, Marks>, Option<Vec<u8>>);

/// Reads the marks, and refuses references to cells that cannot be.
pub(super) fn read(bytes: &[u8]) -> Result<Read, &'static str> {
    let parts = parts_of(bytes)?;
    let find =
        |end: &str| parts.iter().find(|(name, _)| name.to_lowercase().ends_with(end)).map(|(_, part)| part);
    let percents = find("xl/styles.xml").map_or_else(HashSet::new, |styles| percent_styles(styles));
    let names = find("xl/workbook.xml").map_or_else(BTreeMap::new, |workbook| sheet_ids(workbook));
    let targets = find("xl/_rels/workbook.xml.rels").map_or_else(BTreeMap::new, |rels| targets(rels));

    let mut marks: BTreeMap<&str, Marks> = BTreeMap::new();
    let mut is_unsound = false;
    let mut errors: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for (name, part) in parts.iter().filter(|(name, _)| name.to_lowercase().contains("worksheets/")) {
        if name.to_lowercase().ends_with(".xml") {
            let mut sheet = sheet_marks(part, &percents)?;
            is_unsound |= !sheet.is_dimension_sound;
            for cell in unknown_errors(part) {
                sheet.marks.errors.insert(cell.place, cell.shown);
                errors.entry(name).or_default().push(cell.kind);
            }
            marks.insert(name, sheet.marks);
        }
    }
    let mut by_name = BTreeMap::new();
    for (name, id) in names {
        let Some(target) = targets.get(&id) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        if let Some((_, found)) = marks.iter_mut().find(|(part, _)| part.eq_ignore_ascii_case(&path)) {
            by_name.insert(name, std::mem::take(found));
        }
    }
    is_unsound |= !errors.is_empty();
    let sound = if is_unsound { Some(sound_copy(&parts, &errors).ok_or("damaged")?) } else { None };
    Ok((by_name, sound))
}

/// The parts of the archive, which was looked through before.
fn parts_of(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, &'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "damaged")?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|_| "damaged")?;
        let name = file.name().map_err(|_| "damaged")?.into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|_| "damaged")?;
        parts.push((name, content));
    }
    Ok(parts)
}

/// The same archive, its sheets without the `dimension` that only hints at where their cells are, and what their cells in
/// error show as the text of a formula.
fn sound_copy(parts: &[(String, Vec<u8>)], errors: &BTreeMap<&str, Vec<Range<usize>>>) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).ok()?;
        let cut = if name.to_lowercase().contains("worksheets/") { dimension_in(content) } else { None };
        let mut edits: Vec<(Range<usize>, &[u8])> = Vec::new();
        edits.extend(cut.map(|(from, to)| (from..to, &b""[..])));
        let kinds = errors.get(name.as_str()).into_iter().flatten();
        edits.extend(kinds.map(|kind| (kind.clone(), &b"str"[..])));
        edits.sort_by_key(|(place, _)| place.start);
        let mut done = 0;
        for (place, new) in edits {
            writer.write_all(content.get(done..place.start)?).ok()?;
            writer.write_all(new).ok()?;
            done = place.end;
        }
        writer.write_all(&content[done..]).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Where the element `dimension` begins and ends.
fn dimension_in(content: &[u8]) -> Option<(usize, usize)> {
    let mut reader = Reader::from_reader(content);
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Empty(element) if element.local_name().as_ref() == "dimension" => {
                return Some((from, usize::try_from(reader.buffer_position()).ok()?));
            }
            Event::Start(element) if element.local_name().as_ref() == "dimension" => {
                reader.read_to_end(element.name()).ok()?;
                return Some((from, usize::try_from(reader.buffer_position()).ok()?));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The elements of a part; a part that is no XML has none, which who reads its values tells.
fn elements(
    part: &[u8],
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    let mut reader = Reader::from_reader(part);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => each(&element)?,
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).ok()?.into_owned())
}

fn sheet_ids(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    let _ = elements(workbook, |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
        {
            ids.insert(name, id);
        }
        Ok(())
    });
    ids
}

fn targets(rels: &[u8]) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    let _ = elements(rels, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.insert(id, target);
        }
        Ok(())
    });
    targets
}

/// The places among the formats of cells of those that show per cents.
fn percent_styles(styles: &[u8]) -> HashSet<usize> {
    let mut percent_formats: HashSet<String> = ["9", "10"].map(str::to_owned).into();
    let mut percents = HashSet::new();
    let (mut is_in_cell_formats, mut place) = (false, 0);
    let _ = elements(styles, |element| {
        match element.local_name().as_ref() {
            "numFmt" if attribute(element, "formatCode").is_some_and(|code| code.contains('%')) => {
                percent_formats.extend(attribute(element, "numFmtId"));
            }
            "cellXfs" => is_in_cell_formats = true,
            "cellStyles" | "dxfs" => is_in_cell_formats = false,
            "xf" if is_in_cell_formats => {
                if attribute(element, "numFmtId").is_some_and(|id| percent_formats.contains(&id)) {
                    percents.insert(place);
                }
                place += 1;
            }
            _ => {}
        }
        Ok(())
    });
    percents
}

struct SheetMarks {
    marks: Marks,
    is_dimension_sound: bool,
}

fn sheet_marks(part: &[u8], percents: &HashSet<usize>) -> Result<SheetMarks, &'static str> {
    let mut marks = Marks::default();
    let mut is_dimension_sound = true;
    let is_hidden = |element: &BytesStart<'_>| {
        attribute(element, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true")
    };
    let (mut row, mut column) = (0_u32, 0_u32);
    elements(part, |element| {
        match element.local_name().as_ref() {
            "dimension" => {
                is_dimension_sound = attribute(element, "ref").is_some_and(|range| area(&range).is_some());
            }
            "row" => {
                if let Some(number) = attribute(element, "r") {
                    row = number.parse().ok().filter(|row| (1..=MOST_ROWS).contains(row)).ok_or("damaged")?;
                } else {
                    row += 1;
                }
                column = 0;
                if is_hidden(element) {
                    marks.hidden_rows.push((row - 1, row - 1));
                }
            }
            "col" if is_hidden(element) => {
                let bound = |name| attribute(element, name)?.parse::<u32>().ok()?.checked_sub(1);
                marks.hidden_columns.extend(bound("min").zip(bound("max")));
            }
            "c" => {
                let place = match attribute(element, "r") {
                    Some(name) => cell(&name).ok_or("damaged")?,
                    None => (row.saturating_sub(1), column),
                };
                column = place.1 + 1;
                let style = attribute(element, "s").and_then(|style| style.parse().ok());
                if style.is_some_and(|style| percents.contains(&style)) {
                    marks.percentages.insert(place);
                }
            }
            "f" if attribute(element, "ref").is_some_and(|range| area(&range).is_none()) => {
                return Err("damaged");
            }
            "mergeCell" => {
                if let Some((rows, columns)) = attribute(element, "ref").and_then(|range| area(&range)) {
                    marks.merged.push((rows, columns.0));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(SheetMarks { marks, is_dimension_sound })
}

/// The rows and columns of `A1:H12`; `None` when it is none, or the wrong way round.
fn area(range: &str) -> Option<(Span, Span)> {
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    let (from, to) = (cell(from)?, cell(to)?);
    (from.0 <= to.0 && from.1 <= to.1).then_some(((from.0, to.0), (from.1, to.1)))
}

/// The row and column of `AB12`, from 0.
pub(super) fn cell(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row = number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse::<u32>().ok())??;
    let is_there = (1..=MOST_ROWS).contains(&row) && column <= MOST_SHEET_COLUMNS;
    is_there.then(|| (row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_a_row_and_a_column_within_the_sheet() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("XFD1048576"), Some((1_048_575, 16_383)));
        for name in ["A0", "A", "1", "", "A1048577", "XFE1", "AAAA1", "A-1", "É1", "A1B"] {
            assert_eq!(cell(name), None, "{name}");
        }
        assert_eq!(area("B2:C9"), Some(((1, 8), (1, 2))));
        assert_eq!((area("H12:A1"), area("A1:A")), (None, None));
    }
}
