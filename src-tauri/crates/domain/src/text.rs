//! Limits of typed text (SPEC §2): short fields 300 characters, notes 20 000, no control characters.

use crate::fault::{Fault, Outcome};

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

/// An optional field: an empty one is none.
#[must_use]
pub fn optional(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
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

/// A short name for the planning, cut at a word where one ends soon enough.
#[must_use]
pub fn short_name(title: &str) -> String {
    if title.chars().count() <= SHORT_NAME {
        return title.to_owned();
    }
    let cut: String = title.chars().take(SHORT_NAME).collect();
    let whole = match cut.rfind(' ') {
        Some(space) if title.chars().nth(SHORT_NAME) != Some(' ') && space > 8 => &cut[..space],
        _ => &cut,
    };
    whole.trim_end_matches([' ', ':', ',', '-', '–', '«', '\'', '’']).to_owned()
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
    fn a_short_name_ends_at_a_word() {
        assert_eq!(short_name("Néandertal"), "Néandertal");
        assert_eq!(short_name("Super espèces : la vie extraordinaire"), "Super espèces : la vie");
        assert_eq!(short_name("La biodiversité de nos campagnes"), "La biodiversité de nos");
    }
}
