//! Decimal numbers as people type them and as spreadsheets keep them, to whole hundredths, grams or units.

/// Why a number cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotDecimal {
    /// It is not written as a number.
    Malformed,
    /// `1,234` may be one and a fraction, or more than a thousand.
    Ambiguous,
    /// It has more decimals than the unit.
    TooPrecise,
    /// It is larger than anything that is counted here.
    TooLarge,
}

/// Reads `1 020,50 €` as 102050 when `decimals` is 2, exactly. The decimal sign is a comma or a point; thousands are
/// separated by spaces (also U+00A0, U+202F), apostrophes, the other sign, or not at all. `1,234` alone is ambiguous.
pub(super) fn scaled(text: &str, decimals: u32) -> Result<i64, NotDecimal> {
    let text = without_unit(text, decimals);
    let (is_negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = parts(digits, decimals)?;
    let kept = fraction.len().min(decimals as usize);
    if fraction.len() > 2.max(decimals as usize) || fraction[kept..].bytes().any(|b| b != b'0') {
        return Err(NotDecimal::TooPrecise);
    }
    let padding = "0".repeat(decimals as usize - kept);
    let number = format!("{whole}{}{padding}", &fraction[..kept]);
    let number: i64 = number.parse().map_err(|_| NotDecimal::TooLarge)?;
    Ok(if is_negative { -number } else { number })
}

/// The text without the unit that its column already says: euros have two decimals here, kilograms three.
fn without_unit(text: &str, decimals: u32) -> &str {
    let units: &[&str] = match decimals {
        2 => &["euros", "euro", "eur", "€"],
        3 => &["kg"],
        _ => &[],
    };
    let text = text.trim();
    let is_unit = |part: Option<&str>, unit: &str| part.is_some_and(|part| part.eq_ignore_ascii_case(unit));
    for unit in units {
        let length = text.len().saturating_sub(unit.len());
        if is_unit(text.get(length..), unit) {
            return text[..length].trim_end();
        }
        if is_unit(text.get(..unit.len()), unit) {
            return text[unit.len()..].trim_start();
        }
    }
    text
}

/// The digits before the decimal sign, and those after it.
fn parts(digits: &str, decimals: u32) -> Result<(String, &str), NotDecimal> {
    let signs: Vec<(usize, char)> = digits.char_indices().filter(|(_, c)| matches!(c, ',' | '.')).collect();
    let last = signs.last().copied();
    let is_thousands = |sign: char| move |c: char| c == sign;
    let (whole, fraction) = match (last, signs.as_slice()) {
        (None, _) => (without_thousands(digits, is_space_or_apostrophe), "0"),
        (Some((at, _)), [_]) => {
            let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
            let may_be_a_thousand = fraction.len() == 3
                && decimals < 3
                && (1..=3).contains(&whole.len())
                && !whole.starts_with('0')
                && digits.bytes().filter(u8::is_ascii_digit).count() + 1 == digits.len();
            if may_be_a_thousand {
                return Err(NotDecimal::Ambiguous);
            }
            (without_thousands(whole, is_space_or_apostrophe), fraction)
        }
        (Some((_, sign)), signs) if signs.iter().all(|(_, other)| *other == sign) => {
            (without_thousands(digits, is_thousands(sign)), "0")
        }
        (Some((at, sign)), signs) if signs.iter().filter(|(_, other)| *other == sign).count() == 1 => {
            let other = if sign == ',' { '.' } else { ',' };
            (without_thousands(&digits[..at], is_thousands(other)), &digits[at + 1..])
        }
        _ => (None, ""),
    };
    let is_sound = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    whole.filter(|_| is_sound).map(|whole| (whole, fraction)).ok_or(NotDecimal::Malformed)
}

fn is_space_or_apostrophe(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’')
}

/// The digits of `12 345`; nothing when the groups are not of three, as in `12 34`.
fn without_thousands(whole: &str, is_separator: impl Fn(char) -> bool) -> Option<String> {
    let groups: Vec<&str> = whole.split(is_separator).collect();
    let is_sound = groups.iter().enumerate().all(|(i, group)| {
        let length_fits = groups.len() == 1 || group.len() == 3 || (i == 0 && (1..=3).contains(&group.len()));
        length_fits && !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit())
    });
    is_sound.then(|| groups.concat())
}

/// The same of a spreadsheet's number, which may be off by a rounding error (9.800000000000001) and no more.
pub(super) fn scaled_float(number: f64, decimals: u32) -> Result<i64, NotDecimal> {
    if !number.is_finite() {
        return Err(NotDecimal::Malformed);
    }
    let scaled = number * 10_f64.powi(decimals.cast_signed());
    let rounded = scaled.round();
    if rounded.abs() > 9e15 {
        return Err(NotDecimal::TooLarge);
    }
    if (scaled - rounded).abs() > 1e-6_f64.max(scaled.abs() * 1e-12) {
        return Err(NotDecimal::TooPrecise);
    }
    Ok(rounded as i64)
}

#[cfg(test)]
mod tests {
    use super::NotDecimal::{Ambiguous, Malformed, TooLarge, TooPrecise};
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent() {
        let check = |text: &str, expect| assert_eq!(scaled(text, 2), expect, "{text:?}");
        for text in [
            "1020,50",
            "1020.50",
            "1020,5",
            "1 020,50",
            "1\u{A0}020,50 €",
            "1\u{202F}020,50\u{A0}€",
            "+1020,50",
            "1.020,50",
            "1,020.50",
            "1'020,50",
            "€ 1020,50",
            "1020,50 EUR",
            "1 020.50 euros",
        ] {
            check(text, Ok(102_050));
        }
        check("0,07", Ok(7));
        check("-12", Ok(-1200));
        check("\u{2212}12", Ok(-1200));
        check("90071992547409,93", Ok(9_007_199_254_740_993));
        for text in [
            "",
            "€",
            "12 34",
            "1.02,50",
            "1 020.50,5",
            "1,0,5",
            ",5",
            "5,",
            "1e3",
            "douze",
            "1  000",
            "0x10",
            "٣",
            "--1",
            "NaN",
        ] {
            check(text, Err(Malformed));
        }
        check("1,005", Err(Ambiguous));
        check("1.500", Err(Ambiguous));
        check("0,125", Err(TooPrecise));
        check("1 000,125", Err(TooPrecise));
        check("1.234.567", Ok(123_456_700));
        check("12 %", Err(Malformed));
        check("99999999999999999999", Err(TooLarge));
    }

    #[test]
    fn whole_numbers_may_show_empty_decimals() {
        let check = |text: &str, expect| assert_eq!(scaled(text, 0), expect, "{text:?}");
        check("1 250", Ok(1250));
        check("12,0", Ok(12));
        check("12,00", Ok(12));
        check("12,000", Err(Ambiguous));
        check("12 €", Err(Malformed));
        check("12,5", Err(TooPrecise));
    }

    #[test]
    fn grams_have_three_decimals_and_so_no_doubt() {
        assert_eq!(scaled("1,234", 3), Ok(1_234));
        assert_eq!(scaled("12 kg", 3), Ok(12_000));
    }

    #[test]
    fn a_spreadsheet_number_is_rounded_to_the_cent_only_when_it_is_one() {
        let check = |number: f64, expect| assert_eq!(scaled_float(number, 2), expect, "{number}");
        check(0.7 * 14.0, Ok(980));
        check(0.1 + 0.2, Ok(30));
        check(1e12 + 0.01, Ok(100_000_000_000_001));
        check(100.0 / 3.0, Err(TooPrecise));
        check(f64::NAN, Err(Malformed));
        check(1e300, Err(TooLarge));
    }
}
