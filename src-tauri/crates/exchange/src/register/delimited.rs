//! CSV with the line of each cell.
//!
//! The `csv` crate reads on over a quote that is never closed and does not say where a cell begins; a person who has
//! to mend a file needs both, so the text is split here. Tests hold it to the `csv` crate on sound files.

use std::iter::Peekable;
use std::path::Path;
use std::str::Chars;

use super::cells::{Cell, Fault, quoted};
use super::encoding::{Decoded, decode};
use super::problem::{Problem, Severity};
use super::recognise;
use super::sniff::{self, Form};
use super::source::LARGEST_FILE;
use super::table::{
    MOST_CELLS, MOST_COLUMNS, MOST_TITLES, PlacedCell, RawRow, Repairs, Table, TableFault, header_among,
    header_names, split_header, take_out_totals, title_faults,
};
use super::unreadable::Unreadable;

/// Separators by preference where the header leaves the choice open.
const SEPARATORS: [char; 3] = [';', '\t', ','];

/// Reads a CSV file; a file that is no table of a register is a problem to be told.
///
/// # Errors
/// When it is empty or too large.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Result<Table, Problem>, Unreadable> {
    let too_large = || Unreadable::new("too_large", file);
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large());
    }
    let Decoded { text, guessed } = decode(bytes);
    let separator = separator(&text);
    let Split { mut rows, faults } = split(&text, separator).ok_or_else(too_large)?;
    let mut faults: Vec<TableFault> =
        faults.into_iter().map(|(line, fault)| TableFault::at(line, fault)).collect();
    let mut repairs = Repairs::default();
    repairs.clean_rows(&mut rows);
    faults.extend(repairs.fault());
    if let Some(encoding) = guessed {
        let params = vec![("encoding", encoding.to_owned())];
        faults.push(TableFault::at(1, Fault::warning("text_encoding_guessed", params)));
    }

    let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
    let kind = recognise::by_name(&name);
    let about_file = |severity, code, params| Problem {
        file: file.to_owned(),
        line: 1,
        column: None,
        kind,
        severity,
        code,
        params,
    };
    let unknown =
        || about_file(Severity::Warning, "file_unknown", vec![("known", recognise::KNOWN.to_owned())]);
    rows.retain(|row| !row.is_blank());
    if rows.is_empty() {
        return Ok(Err(match kind {
            Some(_) => about_file(Severity::Error, "file_empty", Vec::new()),
            None => unknown(),
        }));
    }
    let mut under = rows.split_off(header_place(&rows));
    let header = under.remove(0);
    if header.cells.len() > MOST_COLUMNS {
        return Err(too_large());
    }
    let names = header_names(&header);
    let by_headers = || recognise::by_headers(&names).or_else(|| recognise::by_most_headers(&names));
    let Some(kind) = kind.or_else(by_headers) else {
        let lacking = recognise::lacking(&names);
        return Ok(Err(lacking
            .map_or_else(unknown, |lacking| about_file(Severity::Warning, "file_unknown_lacks", lacking))));
    };
    let first = |row: &RawRow| row.cells.iter().map(|cell| cell.value.shown()).find(|text| !text.is_empty());
    let titles: Vec<(u64, String)> =
        rows.iter().map(|row| (row.line, first(row).unwrap_or_default())).collect();
    faults.extend(title_faults(&titles, header.line));
    faults.extend(take_out_totals(&header, &mut under));
    Ok(Ok(Table { file: file.to_owned(), kind, is_delimited: true, header, rows: under, faults }))
}

/// Whether a text that nothing else says to be a table may be one, and not a note.
pub(super) fn may_be_table(bytes: &[u8]) -> bool {
    let start: String = decode(bytes).text.chars().take(100_000).collect();
    let separator = separator(&start);
    let mut rows = split(&start, separator).map(|split| split.rows).unwrap_or_default();
    rows.retain(|row| !row.is_blank());
    let Some(header) = rows.get(header_place(&rows)) else { return false };
    let is_divided = |row: &&RawRow| row.cells.len() > 1;
    recognise::known_headers(&header_names(header)) > 1
        || (separator != ',' && rows.len() > 1 && rows.iter().take(5).filter(is_divided).count() > 1)
}

/// Which of the rows that are not blank has the headers.
fn header_place(rows: &[RawRow]) -> usize {
    let names: Vec<Vec<String>> = rows.iter().take(MOST_TITLES).map(header_names).collect();
    header_among(&names)
}

/// Headings, and the rows under them with their lines.
pub(crate) type Headed = (Vec<String>, Vec<(u64, Vec<String>)>);

/// The headings and the rows of any CSV file, each row with its line; rows are as long as the headings.
///
/// # Errors
/// When it is empty, too large, or a quote in it is never closed.
pub(crate) fn headed(file: &str, bytes: &[u8]) -> Result<Headed, Unreadable> {
    let unreadable = |code| Unreadable::new(code, file);
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(unreadable("too_large"));
    }
    // Whatever the name says: here it is text.
    if sniff::form("answers.csv", bytes).map_err(unreadable)? == Form::Workbook {
        return Err(unreadable("not_delimited"));
    }
    let Decoded { text, .. } = decode(bytes);
    let Split { mut rows, faults } = split(&text, separator(&text)).ok_or_else(|| unreadable("too_large"))?;
    Repairs::default().clean_rows(&mut rows);
    let (header, rows) = split_header(rows).ok_or_else(|| unreadable("empty"))?;
    if header.cells.len() > MOST_COLUMNS {
        return Err(unreadable("too_large"));
    }
    if !faults.is_empty() {
        return Err(unreadable("damaged"));
    }
    let headings = header_names(&header);
    let cells = |row: RawRow| {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| cell.value.shown()).collect();
        cells.resize(headings.len(), String::new());
        (row.line, cells)
    };
    let rows = rows.into_iter().map(cells).collect();
    Ok((headings, rows))
}

/// The separator that makes most known headers, or else most headers.
fn separator(text: &str) -> char {
    let start: String = text.chars().take(100_000).collect();
    if let Some(named) = named_separator(&start) {
        return named;
    }
    let score = |separator: char| {
        let mut rows = split(&start, separator).map(|split| split.rows).unwrap_or_default();
        rows.retain(|row| !row.is_blank());
        let names = rows.get(header_place(&rows)).map(header_names).unwrap_or_default();
        (recognise::known_headers(&names), names.len())
    };
    // The last of equals wins, hence the preferred one at the end.
    SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(SEPARATORS[0])
}

/// The separator of a first line `sep=;`, which Excel understands; a program may have put it into quotes.
fn named_separator(text: &str) -> Option<char> {
    let line = text.split(['\r', '\n']).next()?.trim_end_matches(' ');
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let (name, separator) = line.split_at_checked(4)?;
    let mut signs = separator.chars();
    let sign = signs.next().filter(|c| SEPARATORS.contains(c))?;
    (name.eq_ignore_ascii_case("sep=") && signs.next().is_none()).then_some(sign)
}

/// The rows of a text, and what is wrong with its quotes.
struct Split {
    rows: Vec<RawRow>,
    faults: Vec<(u64, Fault)>,
}

/// Splits a text; `None` when it has too many cells.
fn split(text: &str, separator: char) -> Option<Split> {
    let mut splitter = Splitter { chars: text.chars().peekable(), separator, line: 1, faults: Vec::new() };
    if named_separator(text) == Some(separator) {
        while splitter.chars.peek().is_some_and(|c| !matches!(c, '\r' | '\n')) {
            splitter.chars.next();
        }
        splitter.line_break();
    }
    let mut rows = Vec::new();
    let mut cells = 0;
    while splitter.chars.peek().is_some() {
        let row = splitter.row(rows.len());
        cells += row.cells.len();
        if cells > MOST_CELLS {
            return None;
        }
        rows.push(row);
    }
    Some(Split { rows, faults: splitter.faults })
}

struct Splitter<'a> {
    chars: Peekable<Chars<'a>>,
    separator: char,
    line: u64,
    faults: Vec<(u64, Fault)>,
}

impl Splitter<'_> {
    fn row(&mut self, rank: usize) -> RawRow {
        let line = self.line;
        let mut cells = vec![self.cell()];
        while self.chars.next_if_eq(&self.separator).is_some() {
            cells.push(self.cell());
        }
        self.line_break();
        RawRow { line, rank, cells }
    }

    /// One cell, up to its separator or the end of its row.
    fn cell(&mut self) -> PlacedCell {
        let line = self.line;
        let mut text = String::new();
        let is_quoted = self.chars.next_if_eq(&'"').is_some();
        if is_quoted {
            self.quoted_text(&mut text);
        }
        let inside = text.len();
        while let Some(c) = self.chars.next_if(|c| *c != self.separator && !matches!(c, '\r' | '\n')) {
            text.push(c);
        }
        if is_quoted && !text[inside..].trim().is_empty() {
            let params = vec![("read", quoted(&text[inside..]))];
            self.faults.push((line, Fault::error("quote_misplaced", params)));
        }
        PlacedCell { line, value: if text.is_empty() { Cell::Empty } else { Cell::Text(text) } }
    }

    /// The text up to the closing quote; a doubled quote is a quote.
    fn quoted_text(&mut self, text: &mut String) {
        let opened = self.line;
        loop {
            match self.chars.peek() {
                None => {
                    self.faults.push((opened, Fault::error("quote_not_closed", Vec::new())));
                    return;
                }
                Some('\r' | '\n') => {
                    self.line_break();
                    text.push('\n');
                }
                Some(_) => match self.chars.next() {
                    Some('"') if self.chars.next_if_eq(&'"').is_none() => return,
                    c => text.extend(c),
                },
            }
        }
    }

    /// Passes over one line break: LF, CRLF or CR.
    fn line_break(&mut self) {
        let is_return = self.chars.next_if_eq(&'\r').is_some();
        let is_feed = self.chars.next_if_eq(&'\n').is_some();
        self.line += u64::from(is_return || is_feed);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
        let rows = split(text, separator).expect("few cells").rows;
        rows.into_iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| match &cell.value {
                        Cell::Text(text) => text.clone(),
                        _ => String::new(),
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn the_separator_is_the_one_that_makes_known_headers() {
        let check = |text: &str, expect| assert_eq!(separator(text), expect, "{text:?}");
        check("code;nom;type\na,b,c,d,e;2;3", ';');
        check("code,nom,type\n", ',');
        check("code\tnom\ttype\n", '\t');
        check("\n\n\"code\",\"nom;ou titre\"\n", ',');
        check("a;b,c;d\n", ';');
        check("sep=,\r\ncode,nom\n", ',');
        check("SEP=\t\r\ncode;nom\n", '\t');
        check("\"sep=;\"\r\ncode,nom\n", ';');
        check("Registre, 2026\n\ncode;nom;type\n", ';');
        check("code", ';');
        check("", ';');
    }

    #[test]
    fn a_cell_knows_the_line_on_which_it_begins() {
        let split = split("a;b\r\n\r\n\"1\r\n2\n3\";x;\"y\rz\";t\rlast;;\n", ';').expect("few cells");
        let lines: Vec<Vec<u64>> =
            split.rows.iter().map(|row| row.cells.iter().map(|cell| cell.line).collect()).collect();
        assert_eq!(lines, [vec![1, 1], vec![2], vec![3, 5, 5, 6], vec![7, 7, 7]]);
        assert!(split.faults.is_empty());
    }

    #[test]
    fn quotes_that_do_not_pair_are_told_where_they_open() {
        let check = |text: &str, expect: &[(u64, &str)]| {
            let faults = split(text, ';').expect("few cells").faults;
            let found: Vec<_> = faults.iter().map(|(line, fault)| (*line, fault.code)).collect();
            assert_eq!(found, expect, "{text:?}");
        };
        check("a;b\n1;\"2\n3;4\n5;6", &[(2, "quote_not_closed")]);
        check("a;b\n1;\"Livret \"jeux\" en 10\"", &[(2, "quote_misplaced")]);
        check("a;b\n1;écran 15\"", &[]);
        check("a;b\n1;\"Livret \"\"jeux\"\" en 10\" ", &[]);
    }

    proptest! {
        #[test]
        fn sound_files_are_split_as_the_csv_crate_splits_them(
            cells in prop::collection::vec(prop::collection::vec("[a-zé\";, \n0-9]{0,8}", 3..=3), 1..20),
            separator in prop::sample::select(&SEPARATORS[..]),
        ) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(separator as u8)
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new());
            for row in &cells {
                writer.write_record(row).expect("memory");
            }
            let text = String::from_utf8(writer.into_inner().expect("memory")).expect("utf-8");
            prop_assert_eq!(rows(&text, separator), cells);
        }

        #[test]
        fn any_text_can_be_split(text in any::<String>()) {
            let _ = separator(&text);
            let _ = split(&text, ';');
        }
    }
}
