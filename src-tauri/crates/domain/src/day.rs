//! Days and years as people type them: one reading for the whole program.

use crate::fault::{Fault, Outcome};
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// The years that a loan, a figure or a closure can be of: another one is a slip of the hand.
pub const YEARS: RangeInclusive<i32> = 1900..=2199;

/// What may stand between the parts of a day.
const SEPARATORS: [char; 3] = ['/', '.', '-'];

/// A day: `2026-03-09`, `9/3/2026`, `09.03.26`. A year of two digits is one of this century.
///
/// # Errors
/// `date_unreadable` for what is no day of the calendar, `year_out_of_range` for a day of no year of [`YEARS`].
pub fn parse_day(typed: &str) -> Outcome<NaiveDate> {
    let unreadable = || Fault::input("date_unreadable").with("read", typed.trim());
    let separator = typed.chars().find(|letter| SEPARATORS.contains(letter)).ok_or_else(unreadable)?;
    let parts: Vec<&str> = typed.trim().split(separator).collect();
    let [first, month, last] = parts.as_slice() else { return Err(unreadable()) };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year = year_of(year).ok_or_else(unreadable)?;
    let short = |part: &str| digits(part).filter(|_| part.len() <= 2);
    let (month, day) = short(month).zip(short(day)).ok_or_else(unreadable)?;
    let read = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(unreadable)?;
    within(year)?;
    Ok(read)
}

/// A year: `2026`, or `26`.
///
/// # Errors
/// `year_unreadable`; `year_out_of_range` for one that is not of [`YEARS`].
pub fn parse_year(typed: &str) -> Outcome<i32> {
    let typed = typed.trim();
    year_of(typed).ok_or_else(|| Fault::input("year_unreadable").with("read", typed)).and_then(within)
}

fn within(year: i32) -> Outcome<i32> {
    if YEARS.contains(&year) {
        return Ok(year);
    }
    Err(Fault::input("year_out_of_range")
        .with("year", year)
        .with("first", *YEARS.start())
        .with("last", *YEARS.end()))
}

fn year_of(part: &str) -> Option<i32> {
    let year = digits(part)? as i32;
    match part.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// A few plain digits: neither a sign nor a space.
fn digits(part: &str) -> Option<u32> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<String, &'static str> {
        parse_day(typed).map(|day| day.to_string()).map_err(|fault| fault.code)
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for typed in [
            "2026-03-09",
            "2026/3/9",
            "09/03/2026",
            "9/3/2026",
            "9.3.2026",
            "09-03-2026",
            " 9/3/26 ",
            "9.03.26",
        ] {
            assert_eq!(read(typed).as_deref(), Ok("2026-03-09"), "{typed}");
        }
        assert_eq!(read("1/1/00").as_deref(), Ok("2000-01-01"));
        assert_eq!(read("29/02/2028").as_deref(), Ok("2028-02-29"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in [
            "",
            "hier",
            "2026",
            "9/3",
            "9/3/2026/1",
            "31/04/2026",
            "29/02/2026",
            "03/13/2026",
            "2026-13-01",
            "9/3-2026",
            "9//2026",
            "+9/3/2026",
            "-9/3/2026",
            "9/3/026",
            "9/3/20260",
            "009/3/2026",
            "9 / 3 / 2026",
            "٩/٣/٢٠٢٦",
            "0/1/2026",
        ] {
            assert_eq!(read(typed), Err("date_unreadable"), "{typed}");
        }
    }

    #[test]
    fn a_year_that_no_loan_is_of_is_refused() {
        for typed in ["31/12/1899", "01/01/2200", "0026-03-09", "09/01/0203", "9999-01-01"] {
            assert_eq!(read(typed), Err("year_out_of_range"), "{typed}");
        }
        assert_eq!(read("1900-01-01").as_deref(), Ok("1900-01-01"));
        assert_eq!(read("31/12/2199").as_deref(), Ok("2199-12-31"));
        assert_eq!(parse_year("26"), Ok(2026));
        assert_eq!(parse_year("2023"), Ok(2023));
        assert_eq!(parse_year("1899").map_err(|fault| fault.code), Err("year_out_of_range"));
        for typed in ["", "-26", "026", "MMXXVI", "20261"] {
            assert_eq!(parse_year(typed).map_err(|fault| fault.code), Err("year_unreadable"), "{typed}");
        }
    }
}
