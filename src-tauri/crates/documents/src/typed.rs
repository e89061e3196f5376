//! What people typed, on its way to a template.

use serde::Serialize;
use serde_json::Value;

use crate::glyphs::composed;

/// The input of a document as JSON, every text of it made printable.
pub(crate) fn data(input: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut value = serde_json::to_value(input)?;
    make_printable(&mut value);
    serde_json::to_vec(&value)
}

fn make_printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = composed(&printable(text)),
        Value::Array(values) => values.iter_mut().for_each(make_printable),
        Value::Object(fields) => fields.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text without what no page can show: every line break becomes `\n`, a tab a space; control characters
/// and noncharacters go. So do the controls that override the direction of writing: one left open would turn
/// the clause that follows it around.
pub(crate) fn printable(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => result.push('\n'),
            '\t' => result.push(' '),
            character if is_invisible(character) => {}
            character => result.push(character),
        }
    }
    result
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffc}')
        || matches!(character, '\u{fdd0}'..='\u{fdef}')
        || (u32::from(character) & 0xfffe) == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn line_breaks_of_every_system_become_one() {
        assert_eq!(printable("a\r\nb\rc\nd\u{2028}e\u{2029}f"), "a\nb\nc\nd\ne\nf");
    }

    #[test]
    fn controls_and_noncharacters_go_and_the_rest_stays() {
        assert_eq!(printable("a\0\u{7}\u{1b}b\tc\u{fffe}\u{1ffff}d\u{202e}e"), "ab cde");
        let kept =
            "#let x = $y$ *b* _i_ \\ // @r [é] ’ « a\u{202f}! » 🧪👩\u{200d}🔬 עברית العربية \u{ad}\u{200f}";
        assert_eq!(printable(kept), kept);
    }
}
