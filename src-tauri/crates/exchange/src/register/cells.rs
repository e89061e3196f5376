//! One cell, and the ways in which it can be read as a text; [`super::values`] has the others.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::problem::Severity;
use super::recognise::fold;
use super::{error_words, words};

/// Characters in a short field (SPEC §2), and from how many on a person is told.
const SHORT: Length = Length { remarked: 200, limit: 300 };
/// The same of notes and comments.
const LONG: Length = Length { remarked: 5_000, limit: 20_000 };
/// Values in one cell.
const MOST_VALUES: usize = 100;

struct Length {
    remarked: usize,
    limit: usize,
}

/// A cell before its column says what it should be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// A number of a sheet; in a CSV file numbers are text.
    Number(f64),
    /// A number of a sheet under a format of per cents, as it is shown: 12 of `12 %`.
    Percentage(f64),
    /// VRAI or FAUX in a sheet.
    Truth(bool),
    /// A real date of a sheet.
    Moment(NaiveDateTime),
    /// `#N/A` and its like.
    ErrorValue(String),
    /// A formula that was never computed.
    FormulaWithoutValue,
}

impl Cell {
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What a person would read there.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty | Self::FormulaWithoutValue => String::new(),
            Self::Text(text) | Self::ErrorValue(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string().replace('.', ","),
            Self::Percentage(number) => format!("{}\u{A0}%", number.to_string().replace('.', ",")),
            Self::Truth(true) => "VRAI".to_owned(),
            Self::Truth(false) => "FAUX".to_owned(),
            Self::Moment(moment) if moment.time() == NaiveTime::MIN => french(moment.date()),
            Self::Moment(moment) => format!("{} {}", french(moment.date()), moment.format("%H:%M")),
        }
    }

    /// The start of it, fit for a sentence.
    pub(super) fn quoted(&self) -> String {
        quoted(&self.shown())
    }
}

/// The start of a text, its control characters made visible.
pub(super) fn quoted(text: &str) -> String {
    let visible = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
    let mut short: String = text.chars().take(60).map(visible).collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

/// A day as a French reader writes it.
pub(super) fn french(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// What is wrong with a cell; its place is known to who reads the row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) params: Vec<(&'static str, String)>,
}

impl Fault {
    pub(super) fn error(code: &'static str, params: Vec<(&'static str, String)>) -> Self {
        Self { severity: Severity::Error, code, params }
    }

    pub(super) fn warning(code: &'static str, params: Vec<(&'static str, String)>) -> Self {
        Self { severity: Severity::Warning, code, params }
    }

    pub(super) fn of(code: &'static str, cell: &Cell) -> Self {
        Self::error(code, vec![("read", cell.quoted())])
    }
}

/// A way of reading a cell that is not blank. Warnings go to `remarks`.
pub(super) trait Format {
    type Value;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<Self::Value, Fault>;

    /// How a register writes it.
    #[cfg(test)]
    fn write(value: &Self::Value) -> String;
}

/// The cell's text, trimmed, whatever its type; a date is refused, for a spreadsheet makes them of codes.
pub(super) fn text(cell: &Cell) -> Result<String, Fault> {
    match cell {
        Cell::Moment(_) => Err(Fault::of("cell_is_a_date", cell)),
        Cell::ErrorValue(_) => Err(Fault::of("cell_error_value", cell)),
        Cell::FormulaWithoutValue => Err(Fault::error("cell_formula_without_value", Vec::new())),
        _ => Ok(cell.shown()),
    }
}

/// Refuses what no field may hold, and a length over the limit.
fn checked(
    text: String,
    length: &Length,
    allowed: &[char],
    remarks: &mut Vec<Fault>,
) -> Result<String, Fault> {
    if let Some(c) = text.chars().find(|c| c.is_control() && !allowed.contains(c)) {
        return Err(match c {
            '\n' | '\r' => Fault::error("cell_line_break", Vec::new()),
            c => Fault::error("cell_control_character", vec![("character", format!("U+{:04X}", c as u32))]),
        });
    }
    if text.contains('\u{FFFD}') {
        return Err(Fault::error("cell_damaged_text", vec![("read", quoted(&text))]));
    }
    let found = text.chars().count();
    if found > length.limit {
        let params = vec![("length", found.to_string()), ("limit", length.limit.to_string())];
        return Err(Fault::error("cell_too_long", params));
    }
    if found > length.remarked {
        remarks.push(Fault::warning("cell_very_long", vec![("length", found.to_string())]));
    }
    if words::would_run(&text) {
        remarks.push(Fault::warning("cell_like_a_formula", vec![("read", quoted(&text))]));
    }
    Ok(text)
}

/// A short text on one line.
pub(super) struct Short;

impl Format for Short {
    type Value = String;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<String, Fault> {
        checked(text(cell)?, &SHORT, &[], remarks)
    }

    #[cfg(test)]
    fn write(value: &String) -> String {
        value.clone()
    }
}

/// A short text by which something is named; never a date, which a spreadsheet made of `8-12`.
pub(super) struct Name;

impl Format for Name {
    type Value = String;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<String, Fault> {
        let name = Short::read(cell, remarks)?;
        if words::is_like_a_date(&name) { Err(Fault::of("cell_is_a_date", cell)) } else { Ok(name) }
    }

    #[cfg(test)]
    fn write(value: &String) -> String {
        value.clone()
    }
}

/// A mail address.
pub(super) struct Mail;

impl Format for Mail {
    type Value = String;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<String, Fault> {
        let address = Short::read(cell, remarks)?;
        if !words::is_mail_address(&address) {
            remarks.push(Fault::warning("cell_not_a_mail_address", vec![("read", quoted(&address))]));
        }
        Ok(address)
    }

    #[cfg(test)]
    fn write(value: &String) -> String {
        value.clone()
    }
}

/// Notes and comments: long, with line breaks (`\n`) and tabs.
pub(super) struct Note;

impl Format for Note {
    type Value = String;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<String, Fault> {
        let unix = text(cell)?.replace("\r\n", "\n").replace('\r', "\n");
        checked(unix, &LONG, &['\n', '\t'], remarks)
    }

    #[cfg(test)]
    fn write(value: &String) -> String {
        value.clone()
    }
}

/// Several short texts separated by `|`, each once.
pub(super) struct Labels;

impl Format for Labels {
    type Value = Vec<String>;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<Vec<String>, Fault> {
        if matches!(cell, Cell::Number(serial) if words::is_serial_of_a_recent_day(*serial)) {
            return Err(Fault::of("cell_is_a_date_number", cell));
        }
        let text = text(cell)?;
        let parts: Vec<&str> = text.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > MOST_VALUES {
            let params = vec![("count", parts.len().to_string()), ("limit", MOST_VALUES.to_string())];
            return Err(Fault::error("cell_too_many_values", params));
        }
        let mut values: Vec<String> = Vec::with_capacity(parts.len());
        let mut folded: Vec<String> = Vec::with_capacity(parts.len());
        for part in parts {
            if words::is_like_a_date(part) {
                return Err(Fault::of("cell_is_a_date", &Cell::Text(part.to_owned())));
            }
            if error_words::is_one(part) {
                return Err(Fault::of("cell_error_value", &Cell::Text(part.to_owned())));
            }
            // Signs alone fold to nothing, and differ by themselves.
            let fold = Some(fold(part)).filter(|fold| !fold.is_empty()).unwrap_or_else(|| part.to_owned());
            if folded.contains(&fold) {
                remarks.push(Fault::warning("cell_value_twice", vec![("read", quoted(part))]));
            } else {
                folded.push(fold);
                values.push(checked(part.to_owned(), &SHORT, &[], remarks)?);
            }
        }
        Ok(values)
    }

    #[cfg(test)]
    fn write(value: &Vec<String>) -> String {
        value.join("|")
    }
}

/// A code of `N` digits that a spreadsheet may have robbed of its leading zero. Anything else stays as it is.
pub(super) struct Digits<const N: usize>;

impl<const N: usize> Format for Digits<N> {
    type Value = String;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<String, Fault> {
        let code = Short::read(cell, remarks)?;
        let lost_its_zero = code.len() + 1 == N && code.bytes().all(|b| b.is_ascii_digit());
        if !lost_its_zero {
            return Ok(code);
        }
        let whole = format!("0{code}");
        let params = vec![("read", code), ("taken", whole.clone())];
        remarks.push(Fault::warning("cell_zero_restored", params));
        Ok(whole)
    }

    #[cfg(test)]
    fn write(value: &String) -> String {
        value.clone()
    }
}
