//! One cell, and the ways in which it can be read.

use std::marker::PhantomData;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use super::labels::Labelled;
use super::numbers::{self, NotDecimal};
use super::problem::Severity;
use super::recognise::fold;

/// Characters in a short field (SPEC §2).
const SHORT: usize = 300;
/// Characters in notes and comments (SPEC §2).
const LONG: usize = 20_000;
/// Values in one cell.
const MOST_VALUES: usize = 100;
/// The years in which something can have been acquired or lent.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A cell before its column says what it should be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// A number of a sheet; in a CSV file numbers are text.
    Number(f64),
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

    fn of(code: &'static str, cell: &Cell) -> Self {
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
fn text(cell: &Cell) -> Result<String, Fault> {
    match cell {
        Cell::Moment(_) => Err(Fault::of("cell_is_a_date", cell)),
        Cell::ErrorValue(_) => Err(Fault::of("cell_error_value", cell)),
        Cell::FormulaWithoutValue => Err(Fault::error("cell_formula_without_value", Vec::new())),
        _ => Ok(cell.shown()),
    }
}

/// Refuses what no field may hold, and a length over the limit.
fn checked(text: String, limit: usize, allowed: &[char]) -> Result<String, Fault> {
    if let Some(c) = text.chars().find(|c| c.is_control() && !allowed.contains(c)) {
        return Err(match c {
            '\n' | '\r' => Fault::error("cell_line_break", Vec::new()),
            c => Fault::error("cell_control_character", vec![("character", format!("U+{:04X}", c as u32))]),
        });
    }
    if text.contains('\u{FFFD}') {
        return Err(Fault::error("cell_damaged_text", vec![("read", quoted(&text))]));
    }
    let length = text.chars().count();
    if length > limit {
        let params = vec![("length", length.to_string()), ("limit", limit.to_string())];
        return Err(Fault::error("cell_too_long", params));
    }
    Ok(text)
}

/// A short text on one line.
pub(super) struct Short;

impl Format for Short {
    type Value = String;

    fn read(cell: &Cell, _: &mut Vec<Fault>) -> Result<String, Fault> {
        checked(text(cell)?, SHORT, &[])
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

    fn read(cell: &Cell, _: &mut Vec<Fault>) -> Result<String, Fault> {
        let unix = text(cell)?.replace("\r\n", "\n").replace('\r', "\n");
        checked(unix, LONG, &['\n', '\t'])
    }

    #[cfg(test)]
    fn write(value: &String) -> String {
        value.clone()
    }
}

/// Several short texts separated by `|`.
pub(super) struct Labels;

impl Format for Labels {
    type Value = Vec<String>;

    fn read(cell: &Cell, _: &mut Vec<Fault>) -> Result<Vec<String>, Fault> {
        let text = text(cell)?;
        let parts: Vec<&str> = text.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > MOST_VALUES {
            let params = vec![("count", parts.len().to_string()), ("limit", MOST_VALUES.to_string())];
            return Err(Fault::error("cell_too_many_values", params));
        }
        parts.into_iter().map(|part| checked(part.to_owned(), SHORT, &[])).collect()
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

/// A number of units, each `10^-DECIMALS` of what is written, from `MIN` to `MAX`.
pub(super) struct Amount<const DECIMALS: u32, const MIN: i64, const MAX: i64>;

/// Cents of euro, up to ten million euros.
pub(super) type Euros = Amount<2, 0, 1_000_000_000>;
/// Grams, written in kilograms, up to a hundred tonnes.
pub(super) type Kilograms = Amount<3, 0, 100_000_000>;

impl<const DECIMALS: u32, const MIN: i64, const MAX: i64> Format for Amount<DECIMALS, MIN, MAX> {
    type Value = i64;

    fn read(cell: &Cell, _: &mut Vec<Fault>) -> Result<i64, Fault> {
        let read = match cell {
            Cell::Number(number) => numbers::scaled_float(*number, DECIMALS),
            Cell::Truth(_) => Err(NotDecimal::Malformed),
            _ => numbers::scaled(&text(cell)?, DECIMALS),
        };
        let out_of_range = || {
            let shown = |bound: i64| (bound / 10_i64.pow(DECIMALS)).to_string();
            let params = vec![("read", cell.quoted()), ("min", shown(MIN)), ("max", shown(MAX))];
            Fault::error("cell_out_of_range", params)
        };
        match read {
            Ok(number) if number < 0 => Err(Fault::of("cell_negative", cell)),
            Ok(number) if (MIN..=MAX).contains(&number) => Ok(number),
            Ok(_) | Err(NotDecimal::TooLarge) => Err(out_of_range()),
            Err(NotDecimal::Malformed) => Err(Fault::of("cell_not_a_number", cell)),
            Err(NotDecimal::TooPrecise) if DECIMALS == 0 => Err(Fault::of("cell_not_whole", cell)),
            Err(NotDecimal::TooPrecise) => {
                let params = vec![("read", cell.quoted()), ("decimals", DECIMALS.to_string())];
                Err(Fault::error("cell_too_precise", params))
            }
        }
    }

    #[cfg(test)]
    fn write(value: &i64) -> String {
        let unit = 10_i64.pow(DECIMALS);
        let fraction = format!("{:0width$}", value % unit, width = DECIMALS as usize);
        if DECIMALS == 0 { value.to_string() } else { format!("{},{fraction}", value / unit) }
    }
}

/// A whole number from `MIN` to `MAX`.
pub(super) struct Whole<const MIN: u32, const MAX: u32>;

impl<const MIN: u32, const MAX: u32> Format for Whole<MIN, MAX> {
    type Value = u32;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<u32, Fault> {
        let number = Amount::<0, 0, { u32::MAX as i64 }>::read(cell, remarks);
        let is_within = |number: &u32| (MIN..=MAX).contains(number);
        match number.map(|number| u32::try_from(number).ok().filter(is_within)) {
            Ok(Some(number)) => Ok(number),
            Err(fault) if fault.code != "cell_out_of_range" => Err(fault),
            _ => {
                let params =
                    vec![("read", cell.quoted()), ("min", MIN.to_string()), ("max", MAX.to_string())];
                Err(Fault::error("cell_out_of_range", params))
            }
        }
    }

    #[cfg(test)]
    fn write(value: &u32) -> String {
        value.to_string()
    }
}

/// A day, `31/12/2023` or `2023-12-31`; a time of day after it is left out, with a remark unless it is midnight.
pub(super) struct Day;

impl Format for Day {
    type Value = NaiveDate;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<NaiveDate, Fault> {
        let (day, time) = match cell {
            Cell::Moment(moment) => (moment.date(), moment.time()),
            Cell::Text(typed) => parse_moment(checked(typed.trim().to_owned(), SHORT, &[])?.as_str())
                .map_err(|code| Fault::of(code, cell))?,
            Cell::ErrorValue(_) | Cell::FormulaWithoutValue => {
                return Err(text(cell).err().unwrap_or_else(|| Fault::of("cell_not_a_date", cell)));
            }
            _ => return Err(Fault::of("cell_not_a_date", cell)),
        };
        if !YEARS.contains(&day.year()) {
            let params = vec![
                ("read", cell.quoted()),
                ("min", YEARS.start().to_string()),
                ("max", YEARS.end().to_string()),
            ];
            return Err(Fault::error("cell_date_out_of_range", params));
        }
        if time != NaiveTime::MIN {
            remarks.push(Fault::warning("cell_time_left_out", vec![("read", cell.quoted())]));
        }
        Ok(day)
    }

    #[cfg(test)]
    fn write(value: &NaiveDate) -> String {
        french(*value)
    }
}

/// The day and the time of day, or the code of what is wrong.
fn parse_moment(text: &str) -> Result<(NaiveDate, NaiveTime), &'static str> {
    const NOT_A_DATE: &str = "cell_not_a_date";
    let (day, time) = text.split_once([' ', 'T', '\u{A0}']).unwrap_or((text, ""));
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let [first, second, third] = parts[..] else { return Err(NOT_A_DATE) };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let is_sound = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if !is_sound(year, &[4]) || !is_sound(month, &[1, 2]) || !is_sound(day, &[1, 2]) {
        return Err(NOT_A_DATE);
    }
    let number = |part: &str| part.parse::<u32>().map_err(|_| NOT_A_DATE);
    let day = NaiveDate::from_ymd_opt(number(year)?.cast_signed(), number(month)?, number(day)?)
        .ok_or("cell_date_does_not_exist")?;
    let time = time.trim().trim_end_matches('Z');
    let time = ["%H:%M:%S%.f", "%H:%M"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(time, format).ok())
        .or_else(|| time.is_empty().then_some(NaiveTime::MIN))
        .ok_or(NOT_A_DATE)?;
    Ok((day, time))
}

/// oui or non.
pub(super) struct YesNo;

impl Format for YesNo {
    type Value = bool;

    fn read(cell: &Cell, _: &mut Vec<Fault>) -> Result<bool, Fault> {
        match fold(&text(cell)?).as_str() {
            "oui" | "o" | "vrai" | "1" => Ok(true),
            "non" | "n" | "faux" | "0" => Ok(false),
            _ => Err(Fault::of("cell_not_yes_or_no", cell)),
        }
    }

    #[cfg(test)]
    fn write(value: &bool) -> String {
        if *value { "oui" } else { "non" }.to_owned()
    }
}

/// One word of a closed list.
pub(super) struct OneOf<T>(PhantomData<T>);

impl<T: Labelled> Format for OneOf<T> {
    type Value = T;

    fn read(cell: &Cell, _: &mut Vec<Fault>) -> Result<T, Fault> {
        let word = fold(&text(cell)?);
        let found = T::LABELS.iter().find(|(label, _)| fold(label) == word).map(|(_, value)| *value);
        found.ok_or_else(|| {
            let shown: Vec<String> = T::LABELS
                .iter()
                .filter(|(label, value)| value.label() == *label)
                .map(|(label, _)| format!("«\u{A0}{label}\u{A0}»"))
                .collect();
            Fault::error("cell_not_in_list", vec![("read", cell.quoted()), ("expected", shown.join(", "))])
        })
    }

    #[cfg(test)]
    fn write(value: &T) -> String {
        value.label().to_owned()
    }
}
