//! The day that a report bears, for those who keep the file.

use chrono::NaiveDate;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The first day said in French words, such as « le 1er mars 2024 ».
pub(super) fn in_words(text: &str) -> Option<NaiveDate> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.windows(3).find_map(|words| {
        let day = words[0].trim_end_matches("er").parse().ok()?;
        let month = MONTHS.iter().position(|month| *month == words[1])?;
        let year =
            words[2].trim_end_matches(['.', ',']).parse().ok().filter(|year| (1900..3000).contains(year))?;
        NaiveDate::from_ymd_opt(year, month as u32 + 1, day)
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::in_words;

    #[test]
    fn a_day_in_words_is_found_and_none_is_invented() {
        let first = NaiveDate::from_ymd_opt(2024, 8, 1);
        for text in ["1er août 2024", "Fait le 1er\u{a0}août 2024.", "1 AOÛT 2024"] {
            assert_eq!(in_words(text), first, "{text}");
        }
        for text in ["", "août 2024", "32 août 2024", "1 Aout", "2024-08-01", "1 août 99999999999"] {
            assert_eq!(in_words(text), None, "{text}");
        }
    }
}
