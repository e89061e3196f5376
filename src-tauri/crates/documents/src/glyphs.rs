//! Which characters the faces of the program can show. What none of them shows prints as a box: who prints is told.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::typed::printable;
use crate::world::{faces, first_face};

/// The characters of a document's input that print as boxes, in the order of their codes: 日, 한, हि.
#[must_use]
pub fn characters_without_glyph(input: &impl Serialize) -> Vec<char> {
    let mut missing = BTreeSet::new();
    if let Ok(value) = serde_json::to_value(input) {
        collect(&value, &mut missing);
    }
    missing.into_iter().collect()
}

fn collect(value: &Value, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            missing.extend(printable(text).chars().filter(|character| !is_shown(*character)));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, missing)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, missing)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a face shows the character, or there is nothing of it to be seen.
fn is_shown(character: char) -> bool {
    is_unseen(character) || faces().iter().any(|face| face.ttf().glyph_index(character).is_some())
}

/// Spaces, and what only joins, parts or varies its neighbours.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A text with the letters written as one that the first face would draw as two glyphs over each other: such a pair is
/// copied from a PDF as the letter twice. The templates leave these letters to the next face (`faces` of `french.typ`).
pub(crate) fn composed(text: &str) -> String {
    if !text.chars().any(is_combining_mark) {
        return text.to_owned();
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let marks = rest[first.len_utf8()..].chars().take_while(|character| is_combining_mark(*character));
        let letter = &rest[..first.len_utf8() + marks.map(char::len_utf8).sum::<usize>()];
        let mut one = letter.nfc();
        match (one.next(), one.next()) {
            (Some(one), None) if is_left_to_the_next_face(one) => result.push(one),
            _ => result.push_str(letter),
        }
        rest = &rest[letter.len()..];
    }
    result
}

fn is_left_to_the_next_face(letter: char) -> bool {
    first_face().is_some_and(|face| face.ttf().glyph_index(letter).is_none())
        && faces().iter().any(|face| face.ttf().glyph_index(letter).is_some())
}

#[cfg(test)]
mod tests {
    use super::{characters_without_glyph, composed};

    #[test]
    fn what_no_face_shows_is_named_once_and_the_rest_is_not() {
        let shown = [
            "Collège « Évariste-Galois » – l’œuvre, 12\u{202f}m², CO₂, ½ → ∑ € №",
            "Ελληνικά Академия עברית العربية Nguyễn Łukasz Șț ĲÅ",
            "🧪 👩\u{200d}🔬 👍🏽 🇫🇷 ☀\u{fe0f} cé\u{ad}sure\u{200b}",
        ];
        assert_eq!(characters_without_glyph(&shown), Vec::<char>::new());
        assert_eq!(
            characters_without_glyph(&["日本の日", "한국", "हिन्दी"]),
            ['द', 'न', 'ह', 'ि', 'ी', '्', 'の', '日', '本', '국', '한']
        );
    }

    #[test]
    fn only_a_letter_that_the_first_face_lacks_is_written_as_one() {
        assert_eq!(composed("Nguye\u{302}\u{303}n e\u{301} H\u{302}"), "Nguyễn e\u{301} Ĥ");
        assert_eq!(composed("e\u{301}\u{20dd}x\u{300}"), "e\u{301}\u{20dd}x\u{300}");
    }
}
