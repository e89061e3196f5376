//! From bytes to text: UTF-8, UTF-16, or one of the code pages that spreadsheets still write.

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The name of a code page that had to be guessed from the accents, for a person to check.
    pub(super) guessed: Option<&'static str>,
}

/// The text of a file. Bytes that are not text in the chosen encoding become U+FFFD, which the cells refuse.
///
/// Latin-1 is read as Windows-1252, which has the same accents. A file that is mostly sound UTF-8 stays UTF-8
/// although some bytes of it are damaged: as Windows-1252 every accent of it would silently be wrong.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let sure = |text| Decoded { text, guessed: None };
    let of = |encoding: &'static Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sure(of(encoding, &bytes[mark..]));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return sure(of(encoding, bytes));
    }
    if is_mostly_utf8(bytes) {
        return sure(of(UTF_8, bytes));
    }
    let windows = of(WINDOWS_1252, bytes);
    let latin_9 = of(ISO_8859_15, bytes);
    let mut others = vec![
        ("MS-DOS (CP850)", bytes.iter().map(|b| dos_letter(*b)).collect()),
        ("Macintosh", of(MACINTOSH, bytes)),
    ];
    if is_latin_9(bytes, &windows) {
        // Before the others, which must do better to be taken.
        others.insert(0, ("ISO-8859-15", latin_9));
    }
    let mut best = (french_letters(&windows), sure(windows));
    for (name, text) in others {
        let score = french_letters(&text);
        if score > best.0 {
            best = (score, Decoded { text, guessed: Some(name) });
        }
    }
    best.1
}

/// Whether a text read as Windows-1252 is of ISO-8859-15, which has œ, Œ, Ÿ and € where that has ½, ¼, ¾ and ¤, and
/// nothing where that has its curled quotes.
fn is_latin_9(bytes: &[u8], windows: &str) -> bool {
    if bytes.iter().any(|b| (0x80..0xA0).contains(b)) {
        return false;
    }
    let letters: Vec<char> = windows.chars().collect();
    let (mut fractions, mut letters_of_french) = (0_usize, 0_usize);
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1);
        // « ½h » is half an hour: œ begins few words, and most often before u.
        let begins_a_word =
            || after.is_some_and(|c| "uUiInNdDsScC".contains(*c)) && !before.is_some_and(char::is_numeric);
        match c {
            '¤' => letters_of_french += 1,
            '½' | '¼' | '¾' if before.is_some_and(char::is_alphabetic) => letters_of_french += 1,
            '½' | '¼' if begins_a_word() => letters_of_french += 1,
            '½' | '¼' | '¾' => fractions += 1,
            _ => {}
        }
    }
    letters_of_french > fractions
}

/// UTF-16 of Latin letters has a zero in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (high, low, most) = (zeros(0), zeros(1), start.len() / 2);
    if most < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    match () {
        () if low * 10 > most * 8 && high * 10 < most => Some(UTF_16LE),
        () if high * 10 > most * 8 && low * 10 < most => Some(UTF_16BE),
        () => None,
    }
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged == 0 || sound > damaged
}

/// How much the text looks like French: its accented letters, less the signs that stand inside words or are no letters of
/// French, such as those of `CollŠge H‚lŠne`.
fn french_letters(text: &str) -> i64 {
    const LETTERS: &str = "àâäçéèêëîïôöùûüœæÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ";
    const SIGNS: &str = "«»’‘“”…–—•°€²³½¼¾§·\u{A0}\u{202F}";
    let letters: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphabetic());
    let score = |(at, c): (usize, &char)| {
        let (before, after) = (is_letter(at.checked_sub(1)), is_letter(Some(at + 1)));
        let after_small = at.checked_sub(1).is_some_and(|at| letters[at].is_lowercase());
        match c {
            c if c.is_ascii() => 0,
            c if LETTERS.contains(*c) && c.is_uppercase() && after_small => -2,
            c if LETTERS.contains(*c) && (before || after || *c == 'à' || *c == 'À') => 2,
            '’' | '‘' => 0,
            c if SIGNS.contains(*c) => {
                if before && after {
                    -2
                } else {
                    0
                }
            }
            c if c.is_control() || !c.is_alphabetic() => -2,
            _ => -1,
        }
    };
    letters.iter().enumerate().map(score).sum()
}

fn dos_letter(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(place) => UPPER.chars().nth(usize::from(place)).unwrap_or('\u{FFFD}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: &str, guessed: Option<&'static str>) {
        assert_eq!(decode(bytes), Decoded { text: expect.to_owned(), guessed }, "{bytes:?}");
    }

    #[test]
    fn accents_are_read_in_every_usual_encoding() {
        check("Prêt à Œuilly, 3 €".as_bytes(), "Prêt à Œuilly, 3 €", None);
        check(b"\xEF\xBB\xBFPr\xC3\xAAt", "Prêt", None);
        check(b"Pr\xEAt \xE0 \x8Cuilly, 3 \x80", "Prêt à Œuilly, 3 €", None);
        check(b"\xFF\xFEP\0r\0\xEA\0t\0", "Prêt", None);
        check(b"\xFE\xFF\0P\0r\0\xEA\0t", "Prêt", None);
        check(b"c\0o\0d\0e\0;\0\xC9\0", "code;É", None);
        check(b"\0c\0o\0d\0e\0;\0\xC9", "code;É", None);
    }

    #[test]
    fn the_code_pages_of_dos_and_of_old_macs_are_known_by_their_accents() {
        check(
            b"Coll\x8Age H\x82l\x8Ane-Boucher, \x85 c\x93t\x82",
            "Collège Hélène-Boucher, à côté",
            Some("MS-DOS (CP850)"),
        );
        check(
            b"Coll\x8Fge H\x8El\x8Fne-Boucher, \x88 c\x99t\x8E",
            "Collège Hélène-Boucher, à côté",
            Some("Macintosh"),
        );
        check(b"\x90cole;matern\x82", "École;materné", Some("MS-DOS (CP850)"));
        check(
            b"exposition l\xE9g\xE8re;l\x92\xE9t\xE9 \x96 d\xE9j\xE0\x85",
            "exposition légère;l’été – déjà…",
            None,
        );
        check(b"\xABOui\xBB \xC9t\xE9, \xC0 vendre", "«Oui» Été, À vendre", None);
    }

    #[test]
    fn iso_8859_15_is_known_by_its_ligatures_and_its_euros() {
        let guessed = Some("ISO-8859-15");
        check(b"C\xBDur d'\xE9toile", "Cœur d'étoile", guessed);
        check(b"C\xBDur", "Cœur", guessed);
        check(b"un \xBDil, des \xBDuvres;\xBCuvre", "un œil, des œuvres;Œuvre", guessed);
        check(b"B\xBCUF;L'HA\xBE-LES-ROSES", "BŒUF;L'HAŸ-LES-ROSES", guessed);
        check(b"caution;150 \xA4", "caution;150 €", guessed);
        check(b"expos\xE9;150\xA4", "exposé;150€", guessed);
        check(b"1\xBD journ\xE9e, \xBD h, \xBDh, 3 \xBC d'\xE9t\xE9", "1½ journée, ½ h, ½h, 3 ¼ d'été", None);
        check(b"l\x92\xE9t\xE9, C\x9Cur, 3 \x80", "l’été, Cœur, 3 €", None);
    }

    #[test]
    fn a_damaged_byte_does_not_spoil_the_accents_around_it() {
        check(b"\xC3\xA9cole, \xC3\xA9l\xC3\xA8ve, \xE9", "école, élève, \u{FFFD}", None);
    }
}
