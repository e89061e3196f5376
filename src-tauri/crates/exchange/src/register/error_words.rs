//! What a spreadsheet shows in a cell that it could not compute, in English and in French.

/// Compared in capitals and without spaces, for a French spreadsheet writes `#NOM ?`.
const WORDS: &[&str] = &[
    "#DIV/0!",
    "#N/A",
    "#N/D",
    "#REF!",
    "#NAME?",
    "#NOM?",
    "#VALUE!",
    "#VALEUR!",
    "#NULL!",
    "#NUL!",
    "#NUM!",
    "#NOMBRE!",
    "#SPILL!",
    "#PROPAGATION!",
    "#EPARS!",
    "#ÉPARS!",
    "#CALC!",
    "#CALCUL!",
    "#FIELD!",
    "#CHAMP!",
    "#BLOCKED!",
    "#BLOQUE!",
    "#BLOQUÉ!",
    "#CONNECT!",
    "#CONNEXION!",
    "#BUSY!",
    "#UNKNOWN!",
    "#INCONNU!",
    "#EXTERNAL!",
    "#PYTHON!",
    "#ERROR!",
    "#ERREUR!",
    "#DATA!",
    "#GETTING_DATA",
    "#OBTENTION_DONNEES",
    "#OBTENTION_DONNÉES",
];

/// Longer texts are none.
const LONGEST: usize = 40;

/// Whether the whole text is one of these words, or `Err:502` and its like.
pub(super) fn is_one(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with(['#', 'E', 'e']) || text.len() > LONGEST {
        return false;
    }
    let word: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let is_number = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
    WORDS.contains(&word.as_str()) || word.strip_prefix("ERR:").is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_errors_are_known_whatever_their_case_and_spaces() {
        for text in
            ["#DIV/0!", " #n/d ", "#NOM ?", "#NOM\u{A0}?", "Err:502", "err:508", "#Propagation!", "#CALC!"]
        {
            assert!(is_one(text), "{text}");
        }
        for text in ["", "#", "#1", "Err:", "Err:5", "Erreur", "REF!", "#N/A ou autre", "#Sciences!", "École"]
        {
            assert!(!is_one(text), "{text}");
        }
    }
}
