//! The ways in which a cell can be read as a number, a day, yes or no, or a word of a closed list.

use std::marker::PhantomData;

use chrono::{Datelike as _, NaiveDate, NaiveTime};

#[cfg(test)]
use super::cells::french;
use super::cells::{Cell, Fault, Format, text};
use super::labels::Labelled;
use super::numbers::{self, NotDecimal};
use super::recognise::fold;
use super::words;

/// The years in which something can have been acquired or lent.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A number of units, each `10^-DECIMALS` of what is written, from `MIN` to `MAX`.
pub(super) struct Amount<const DECIMALS: u32, const MIN: i64, const MAX: i64>;

/// Cents of euro, up to ten million euros.
pub(super) type Euros = Amount<2, 0, 1_000_000_000>;
/// Grams, written in kilograms, up to a hundred tonnes.
pub(super) type Kilograms = Amount<3, 0, 100_000_000>;

impl<const DECIMALS: u32, const MIN: i64, const MAX: i64> Format for Amount<DECIMALS, MIN, MAX> {
    type Value = i64;

    fn read(cell: &Cell, remarks: &mut Vec<Fault>) -> Result<i64, Fault> {
        let read = match cell {
            Cell::Number(number) => numbers::scaled_float(*number, DECIMALS),
            Cell::Truth(_) => Err(NotDecimal::Malformed),
            _ if cell.shown().ends_with('%') => return Err(Fault::of("cell_is_a_percentage", cell)),
            Cell::Text(typed) if DECIMALS == 2 && words::is_free_of_charge(typed) => {
                remarks.push(Fault::warning("cell_free_of_charge", vec![("read", cell.quoted())]));
                Ok(0)
            }
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
            Err(NotDecimal::Ambiguous) => Err(Fault::of("cell_ambiguous_number", cell)),
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
            Cell::Text(typed) => parse_moment(typed.trim()).map_err(|code| Fault::of(code, cell))?,
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
        if let Some(year) = year_taken_for_a_day(day) {
            let params = vec![("read", cell.quoted()), ("year", year.to_string())];
            return Err(Fault::error("cell_year_as_a_date", params));
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

/// The year that was typed where this day is what a spreadsheet made of it: 2019 under a date format is 11/07/1905, or
/// 12/07/1909 in the other date system. No register reaches so far back.
fn year_taken_for_a_day(day: NaiveDate) -> Option<i64> {
    let first_days = [(1899, 12, 30), (1904, 1, 1)];
    let starts =
        first_days.into_iter().filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
    starts.map(|start| (day - start).num_days()).find(|days| (1900..=2100).contains(days))
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
    if is_sound(year, &[2]) && is_sound(month, &[1, 2]) && is_sound(day, &[1, 2]) {
        return Err("cell_year_of_two_digits");
    }
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
        words::yes_or_no(&text(cell)?).ok_or_else(|| Fault::of("cell_not_yes_or_no", cell))
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
