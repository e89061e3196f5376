//! A look through the archive of a workbook: what it is, and whether it can be opened without harm.

use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::register::sniff::{ARCHIVE, COMPOUND_FILE};
use crate::register::source::LARGEST_FILE;
use crate::register::table::MOST_CELLS;

/// What the parts of a workbook may come to when they are unpacked.
const LARGEST_UNPACKED: u64 = 128 << 20;
const MOST_PARTS: usize = 5_000;

/// A kind of workbook that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Ods,
}

/// What the workbook is, or the code of why it is not opened.
pub(super) fn inspect(bytes: &[u8]) -> Result<Format, &'static str> {
    inspect_within(bytes, LARGEST_UNPACKED)
}

fn inspect_within(bytes: &[u8], largest_unpacked: u64) -> Result<Format, &'static str> {
    if bytes.is_empty() {
        return Err("empty");
    }
    if bytes.len() as u64 > LARGEST_FILE {
        return Err("too_large");
    }
    if bytes.starts_with(COMPOUND_FILE) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if is_encrypted { "protected" } else { "old_format" });
    }
    // The directory of an archive stands at its end: without it the rest did not come.
    let has_end = bytes.windows(4).rev().take(70_000).any(|window| window == b"PK\x05\x06");
    if bytes.starts_with(ARCHIVE) && !has_end {
        return Err("truncated");
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| code(&error))?;
    if archive.len() > MOST_PARTS {
        return Err("too_large");
    }
    let names = archive.file_names().map(|name| name.map(|name| name.to_lowercase()));
    let names: Vec<String> = names.collect::<Result<_, _>>().map_err(|error| code(&error))?;
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let format = match () {
        () if has("vbaproject.bin") => return Err("macros"),
        () if has("workbook.bin") => return Err("old_format"),
        () if has("[content_types].xml") => Format::Xlsx,
        () if has("content.xml") => Format::Ods,
        () if has("encrypted-package") => return Err("protected"),
        () => return Err("not_a_register"),
    };
    let mut left = largest_unpacked;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| code(&error))?;
        check_part(&mut part, &mut left)?;
    }
    Ok(format)
}

fn code(error: &ZipError) -> &'static str {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "protected",
        _ => "damaged",
    }
}

/// Unpacks a part to its real length, which the archive may have lied about, and reads what it claims to hold.
fn check_part(part: &mut ZipFile<'_, Cursor<&[u8]>>, left: &mut u64) -> Result<(), &'static str> {
    let name = part.name().map_err(|error| code(&error))?.to_lowercase();
    let mut content = Vec::new();
    let length = part.take(*left + 1).read_to_end(&mut content).map_err(|_| "damaged")? as u64;
    *left = left.checked_sub(length).ok_or("too_large")?;
    match name.as_str() {
        "meta-inf/manifest.xml" if contains(&content, b"encryption-data") => Err("protected"),
        "content.xml" => check_ods_content(&content),
        name if name.ends_with(".xml") => check_claims(&content),
        _ => Ok(()),
    }
}

fn contains(content: &[u8], word: &[u8]) -> bool {
    content.windows(word.len()).any(|window| window == word)
}

/// The shared strings are given the room that they claim to need before the first one is read.
fn check_claims(content: &[u8]) -> Result<(), &'static str> {
    const CLAIM: &[u8] = b"uniqueCount=";
    let start = &content[..content.len().min(4096)];
    let Some(at) = start.windows(CLAIM.len()).position(|window| window == CLAIM) else { return Ok(()) };
    let digits = start.iter().skip(at + CLAIM.len() + 1).take_while(|b| b.is_ascii_digit());
    let claimed =
        digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
    if claimed > content.len() as u64 { Err("damaged") } else { Ok(()) }
}

/// Cells, rows and spaces of an ODS file can be repeated by a number, and the sheet is then laid out in full; and the
/// reader goes on for ever on an element that is not closed.
fn check_ods_content(content: &[u8]) -> Result<(), &'static str> {
    let mut reader = quick_xml::Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth = 0_u64;
    let mut size = SheetSize::default();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| "damaged")? {
            Event::Start(element) => {
                depth += 1;
                size.enter(&element)?;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err("damaged"),
            _ => {}
        }
        buffer.clear();
    }
}

/// How far the filled cells of the sheets reach.
#[derive(Default)]
struct SheetSize {
    /// Rows above the one being read.
    rows: u64,
    /// How often the row being read is repeated.
    row_repeats: u64,
    /// Cells of the row being read.
    columns: u64,
    /// The most columns up to a filled cell.
    widest: u64,
    /// Cells up to the last filled one.
    reach: u64,
    /// Cells of the sheets before.
    before: u64,
}

impl SheetSize {
    fn enter(&mut self, element: &BytesStart<'_>) -> Result<(), &'static str> {
        match element.local_name().as_ref() {
            "table" => *self = Self { before: self.before.saturating_add(self.reach), ..Self::default() },
            "table-row" => {
                self.rows = self.rows.saturating_add(self.row_repeats);
                self.row_repeats = repeats(element, "number-rows-repeated")?;
                self.columns = 0;
            }
            "table-cell" | "covered-table-cell" => {
                self.columns = self.columns.saturating_add(repeats(element, "number-columns-repeated")?);
                if is_filled(element) {
                    self.widest = self.widest.max(self.columns);
                    self.reach = self.rows.saturating_add(self.row_repeats).saturating_mul(self.widest);
                }
                if self.before.saturating_add(self.reach) > MOST_CELLS as u64 {
                    return Err("too_large");
                }
            }
            "s" if repeats(element, "c")? > 1_000 => return Err("damaged"),
            _ => {}
        }
        Ok(())
    }
}

fn is_filled(cell: &BytesStart<'_>) -> bool {
    cell.attributes().flatten().any(|attribute| {
        let key = attribute.key.local_name();
        key.as_ref().ends_with("value-type") || key.as_ref().ends_with("value") || key.as_ref() == "formula"
    })
}

/// The number under which an element repeats itself, 1 without one.
fn repeats(element: &BytesStart<'_>, name: &str) -> Result<u64, &'static str> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| "damaged")?;
        if attribute.key.local_name().as_ref() == name {
            return attribute.value.parse().map_err(|_| "damaged");
        }
    }
    Ok(1)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn the_parts_are_measured_by_what_they_unpack_to() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "xl/worksheets/sheet1.xml"] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            writer.write_all(&[b' '; 500_000]).expect("memory");
        }
        let bomb = writer.finish().expect("memory").into_inner();
        assert!(bomb.len() < 5_000);
        assert_eq!(inspect_within(&bomb, 1_000_000), Ok(Format::Xlsx));
        assert_eq!(inspect_within(&bomb, 999_999), Err("too_large"));
    }
}
