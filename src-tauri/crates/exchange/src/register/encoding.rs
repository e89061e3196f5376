//! From bytes to text: UTF-8, UTF-16 with its mark, or the Windows code page of older spreadsheets.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of a file. Bytes that are not text in the chosen encoding become U+FFFD, which the cells refuse.
///
/// Latin-1 is read as Windows-1252, which has the same accents. A file that is mostly sound UTF-8 stays UTF-8
/// although some bytes of it are damaged: as Windows-1252 every accent of it would silently be wrong.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    let encoding = if is_mostly_utf8(bytes) { UTF_8 } else { WINDOWS_1252 };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged == 0 || sound > damaged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &str) {
        assert_eq!(decode(bytes), expect, "{bytes:?}");
    }

    #[test]
    fn accents_are_read_in_every_usual_encoding() {
        check("Prêt à Œuilly, 3 €".as_bytes(), "Prêt à Œuilly, 3 €");
        check(b"\xEF\xBB\xBFPr\xC3\xAAt", "Prêt");
        check(b"Pr\xEAt \xE0 \x8Cuilly, 3 \x80", "Prêt à Œuilly, 3 €");
        check(b"\xFF\xFEP\0r\0\xEA\0t\0", "Prêt");
        check(b"\xFE\xFF\0P\0r\0\xEA\0t", "Prêt");
    }

    #[test]
    fn a_damaged_byte_does_not_spoil_the_accents_around_it() {
        check(b"\xC3\xA9cole, \xC3\xA9l\xC3\xA8ve, \xE9", "école, élève, \u{FFFD}");
    }
}
