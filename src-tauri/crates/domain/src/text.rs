//! Limits of typed text (SPEC §2): short fields 300 characters, notes 20 000, no control characters; and how texts
//! are compared.

use crate::fault::{Fault, Outcome};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longest short field, in characters.
pub const SHORT: usize = 300;
/// Longest note or comment, in characters.
pub const LONG: usize = 20_000;
/// Longest short name of a resource, in characters: what a bar of the planning shows.
pub const SHORT_NAME: usize = 22;

/// A short field, trimmed.
///
/// # Errors
/// `text_too_long` or `text_control_character`, naming `field`.
pub fn short(field: &str, text: &str) -> Outcome<String> {
    checked(field, text, SHORT, char::is_control)
}

/// A short field that must not be empty, trimmed.
///
/// # Errors
/// As [`short`], and `text_missing`.
pub fn required(field: &str, text: &str) -> Outcome<String> {
    let text = short(field, text)?;
    if text.is_empty() { Err(Fault::input("text_missing").on(field)) } else { Ok(text) }
}

/// A note: line breaks and tabs are welcome.
///
/// # Errors
/// As [`short`].
pub fn note(field: &str, text: &str) -> Outcome<String> {
    checked(field, text, LONG, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// What a person typed to name something, as it is kept: trimmed, each letter composed with its accents.
#[must_use]
pub fn named(text: &str) -> String {
    text.trim().nfc().collect()
}

/// An optional field: an empty one is none.
#[must_use]
pub fn optional(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

/// A text without accents, case or typographic signs, its words one space apart: how words of people are compared and
/// put in order.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        // Most letters have nothing to take apart.
        if letter.is_ascii() {
            fold(&mut folded, letter.to_ascii_lowercase());
            continue;
        }
        let apart = std::iter::once(letter).nfkd().filter(|letter| !is_combining_mark(*letter));
        for letter in apart.flat_map(char::to_lowercase) {
            fold(&mut folded, letter);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold(folded: &mut String, letter: char) {
    match letter {
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        _ if letter.is_alphanumeric() => folded.push(letter),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    }
}

/// What a French reader puts a text in order by: É beside E, and « EXP-A » beside « exp-a ». Texts that differ by
/// accents or case alone keep one order.
#[must_use]
pub fn reading_order(text: &str) -> (String, String) {
    (folded(text), text.to_owned())
}

fn checked(field: &str, text: &str, limit: usize, forbidden: impl Fn(char) -> bool) -> Outcome<String> {
    let text = text.trim();
    let length = text.chars().count();
    if length > limit {
        return Err(Fault::input("text_too_long")
            .with("limit", limit as i64)
            .with("length", length as i64)
            .on(field));
    }
    if text.chars().any(forbidden) {
        return Err(Fault::input("text_control_character").on(field));
    }
    Ok(text.to_owned())
}

/// Words that end no name: « La biodiversité de nos ».
const LINKS: [&str; 24] = [
    "a", "à", "au", "aux", "avec", "d'", "d’", "dans", "de", "des", "du", "en", "et", "l'", "l’", "la", "le",
    "les", "nos", "ou", "par", "pour", "un", "une",
];
/// What ends a name within a title, where enough stands before it.
const BREAKS: [&str; 7] = [" : ", "\u{a0}: ", " - ", " – ", " — ", ". ", ", "];
/// Enough, in characters.
const ENOUGH: usize = 8;

/// A short name for the planning: the title up to its first break, « Mésopotamie - Terre d’argile », or else up to a word
/// that can end a name, with an ellipsis.
#[must_use]
pub fn short_name(title: &str) -> String {
    if title.chars().count() <= SHORT_NAME {
        return title.to_owned();
    }
    let named = BREAKS.iter().filter_map(|at| title.find(at)).map(|at| title[..at].trim_end());
    let long_enough = |name: &&str| (ENOUGH..=SHORT_NAME).contains(&name.chars().count());
    if let Some(name) = named.filter(long_enough).min_by_key(|name| name.len()) {
        return name.to_owned();
    }
    let cut: String = title.chars().take(SHORT_NAME).collect();
    // The ellipsis takes one character, and a word that goes on beyond the cut is left out whole.
    let mut words: Vec<&str> = cut.split(' ').collect();
    words.pop();
    while words.last().is_some_and(|last| LINKS.contains(&last.to_lowercase().as_str())) {
        words.pop();
    }
    let whole = words.join(" ");
    let name =
        if whole.chars().count() >= ENOUGH { whole } else { title.chars().take(SHORT_NAME - 1).collect() };
    format!("{}…", name.trim_end_matches([' ', ':', ',', '-', '–', '«', '\'', '’', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_at_its_limit_passes_and_one_more_character_does_not() {
        assert!(short("title", &"é".repeat(SHORT)).is_ok());
        assert_eq!(short("title", &"é".repeat(SHORT + 1)).unwrap_err().code, "text_too_long");
        assert!(note("notes", &"🧪".repeat(LONG)).is_ok());
        assert_eq!(note("notes", &"🧪".repeat(LONG + 1)).unwrap_err().code, "text_too_long");
    }

    #[test]
    fn a_nul_is_refused_and_a_line_break_is_welcome_in_a_note_only() {
        assert_eq!(short("name", "a\0b").unwrap_err().code, "text_control_character");
        assert_eq!(short("name", "a\nb").unwrap_err().code, "text_control_character");
        assert!(note("notes", "a\nb").is_ok());
        assert_eq!(note("notes", "a\0b").unwrap_err().code, "text_control_character");
    }

    #[test]
    fn words_are_put_in_order_as_a_french_reader_does() {
        let mut words = ["Zoé", "Élan", "œuf", "Ecume", "ecole", "École", "oeil", "ours"];
        words.sort_by_cached_key(|word| reading_order(word));
        assert_eq!(words, ["ecole", "École", "Ecume", "Élan", "oeil", "œuf", "ours", "Zoé"]);
    }

    #[test]
    fn a_short_name_is_one_that_a_person_would_give() {
        for (title, name) in [
            ("Néandertal", "Néandertal"),
            ("Super espèces : la vie extraordinaire", "Super espèces"),
            ("Mésopotamie - Terre d'argile", "Mésopotamie"),
            ("Nous et les Autres. Des préjugés au racisme", "Nous et les Autres"),
            ("La biodiversité de nos campagnes", "La biodiversité…"),
            ("Forêts d'hier et de demain", "Forêts d'hier…"),
            ("Sciences au féminin, au-delà des idées reçues", "Sciences au féminin"),
            ("Anticonstitutionnellement vôtre", "Anticonstitutionnelle…"),
            ("Un, deux, trois petits cochons dans la forêt", "Un, deux, trois…"),
        ] {
            assert_eq!(short_name(title), name);
            assert!(name.chars().count() <= SHORT_NAME);
        }
    }
}
