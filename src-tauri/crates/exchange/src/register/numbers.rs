//! Decimal numbers as people type them and as spreadsheets keep them, to whole hundredths, grams or units.

/// Why a number cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotDecimal {
    /// It is not written as a number.
    Malformed,
    /// It has more decimals than the unit.
    TooPrecise,
    /// It is larger than anything that is counted here.
    TooLarge,
}

/// Reads `1 020,50 €` as 102050 when `decimals` is 2, exactly. The decimal sign is a comma or a point, thousands are
/// separated by spaces (also U+00A0, U+202F) or not at all. `1.020,50` and `1,020.50` are refused: which sign is
/// which would be a guess.
pub(super) fn scaled(text: &str, decimals: u32) -> Result<i64, NotDecimal> {
    let text = text.trim().trim_end_matches('€').trim_end();
    let (is_negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let whole = without_thousands_spaces(whole).ok_or(NotDecimal::Malformed)?;
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotDecimal::Malformed);
    }
    let kept = fraction.len().min(decimals as usize);
    // Zeros past the unit's decimals are harmless, but `1,000` may have meant a thousand.
    if fraction.len() > 2.max(decimals as usize) || fraction[kept..].bytes().any(|b| b != b'0') {
        return Err(NotDecimal::TooPrecise);
    }
    let padding = "0".repeat(decimals as usize - kept);
    let number = format!("{whole}{}{padding}", &fraction[..kept]);
    let number: i64 = number.parse().map_err(|_| NotDecimal::TooLarge)?;
    Ok(if is_negative { -number } else { number })
}

/// The digits of `12 345`; nothing when the groups are not of three, as in `12 34`.
fn without_thousands_spaces(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([' ', '\u{A0}', '\u{202F}', '\u{2009}']).collect();
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
    use super::NotDecimal::{Malformed, TooLarge, TooPrecise};
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
        ] {
            check(text, Ok(102_050));
        }
        check("0,07", Ok(7));
        check("-12", Ok(-1200));
        check("\u{2212}12", Ok(-1200));
        check("90071992547409,93", Ok(9_007_199_254_740_993));
        for text in [
            "", "€", "12 34", "1.020,50", "1,020.50", ",5", "5,", "1e3", "douze", "1  000", "0x10", "٣",
            "--1", "NaN",
        ] {
            check(text, Err(Malformed));
        }
        check("1,005", Err(TooPrecise));
        check("1,500", Err(TooPrecise));
        check("99999999999999999999", Err(TooLarge));
    }

    #[test]
    fn whole_numbers_may_show_empty_decimals() {
        let check = |text: &str, expect| assert_eq!(scaled(text, 0), expect, "{text:?}");
        check("1 250", Ok(1250));
        check("12,0", Ok(12));
        check("12,00", Ok(12));
        check("12,000", Err(TooPrecise));
        check("12,5", Err(TooPrecise));
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
