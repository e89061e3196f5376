//! Texts as they were meant: one way of writing each accent, nothing invisible, and accents that were encoded twice put
//! right.

use encoding_rs::WINDOWS_1252;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// What was done to a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub(super) text: String,
    /// The accents had been encoded twice (`CollÃ¨ge`).
    pub(super) was_repaired: bool,
}

/// The text as it was meant; `None` when there is nothing to change.
pub(super) fn clean(text: &str) -> Option<Cleaned> {
    let repaired = encoded_once(text);
    let was_repaired = repaired.is_some();
    let text = repaired.as_deref().unwrap_or(text);
    let has_right_to_left =
        text.chars().any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}'));
    let mut before = None;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_invisible(c, before, has_right_to_left) {
            kept.push(c);
        }
        before = Some(c);
    }
    if !was_repaired && kept.len() == text.len() && is_nfc(text) {
        return None;
    }
    Some(Cleaned { text: kept.nfc().collect(), was_repaired })
}

/// Characters that a person cannot see and that come along with what is copied from a page or a mail. The marks of
/// direction stay in a text of Hebrew or Arabic, the joiner stays within an emoji.
fn is_invisible(c: char, before: Option<char>, has_right_to_left: bool) -> bool {
    match c {
        '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => true,
        '\u{200D}' => !before
            .is_some_and(|c| c == '\u{FE0F}' || c >= '\u{1F000}' || ('\u{2600}'..='\u{27BF}').contains(&c)),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => !has_right_to_left,
        _ => false,
    }
}

/// The text whose UTF-8 was taken for Latin-1 and written again, as it was before; `None` for any other.
fn encoded_once(text: &str) -> Option<String> {
    let is_suspect = |c: char| matches!(c, 'Ã' | 'Â' | 'â' | 'Å' | 'ð');
    if !text.contains(is_suspect) {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(windows_byte).collect();
    let once = String::from_utf8(bytes?).ok()?;
    (once.chars().count() < text.chars().count()).then_some(once)
}

/// The byte of a character in Windows-1252, or in Latin-1 where that has a control character.
fn windows_byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, has_unknown) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match (&*bytes, has_unknown) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(clean(text).map_or(text.to_owned(), |cleaned| cleaned.text), expect, "{text:?}");
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        for text in
            ["B\u{200B}1", "\u{FEFF}B1\u{200B}", "B\u{AD}1", "\u{202A}B1\u{202C}", "B1\u{200D}", "B1\u{200E}"]
        {
            check(text, "B1");
        }
        check("👩\u{200D}🔬", "👩\u{200D}🔬");
        check("\u{202B}שלום\u{202C}", "\u{202B}שלום\u{202C}");
        assert_eq!(clean("École n° 2 – l’été"), None);
    }

    #[test]
    fn an_accent_is_written_in_one_way() {
        check("E\u{301}LO-1", "ÉLO-1");
    }

    #[test]
    fn accents_encoded_twice_are_put_right_and_others_are_left_alone() {
        check("CollÃ¨ge HÃ©lÃ¨ne-Boucher", "Collège Hélène-Boucher");
        check("l\u{e2}€™été", "l\u{e2}€™été");
        check("lâ€™Ã©tÃ©", "l’été");
        check("Ã\u{89}cole Ã\u{A0} 3 â‚¬", "École à 3 €");
        check("SÃO PAULO, Âge, pâte, Åland", "SÃO PAULO, Âge, pâte, Åland");
    }
}
