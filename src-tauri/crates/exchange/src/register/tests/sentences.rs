//! Every code has its sentence, in both languages, in the typography of each.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{SENTENCES, Unreadable};

const FRENCH: &str = include_str!("../../../../../../assets/messages/register.fr.json");
const ENGLISH: &str = include_str!("../../../../../../assets/messages/register.en.json");

fn catalogue(json: &str) -> BTreeMap<String, String> {
    serde_json::from_str(json).expect("a flat object of sentences")
}

fn placeholders(sentence: &str) -> BTreeSet<String> {
    let names = sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_code_has_its_sentence_with_the_same_placeholders_in_both_languages() {
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (code, params) in SENTENCES {
        expected.insert(format!("problem_{code}"), params.iter().map(|name| (*name).to_owned()).collect());
    }
    for code in Unreadable::CODES {
        expected.insert(format!("unreadable_{code}"), ["file".to_owned()].into());
    }
    for json in [FRENCH, ENGLISH] {
        let found: BTreeMap<_, _> =
            catalogue(json).into_iter().map(|(key, sentence)| (key, placeholders(&sentence))).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn french_sentences_keep_french_spaces() {
    for (key, sentence) in catalogue(FRENCH) {
        for (before, sign, space) in sentence.char_indices().filter_map(|(at, c)| {
            let before = sentence[..at].chars().next_back()?;
            match c {
                ':' | '»' => Some((before, c, '\u{A0}')),
                ';' | '!' | '?' => Some((before, c, '\u{202F}')),
                _ => None,
            }
        }) {
            assert_eq!(before, space, "{key}: before {sign}");
        }
        assert!(!sentence.contains("« ") && !sentence.contains('\''), "{key}");
    }
}

#[test]
fn values_are_put_into_the_sentence_as_they_are() {
    let say =
        |read: &str| super::super::problem::sentence("problem_cell_not_a_date", &[("read", read.to_owned())]);
    assert_eq!(say("31/02/2023"), "«\u{A0}31/02/2023\u{A0}» n’est pas une date\u{A0}: attendu jj/mm/aaaa.");
    assert_eq!(say("{read}{"), "«\u{A0}{read}{\u{A0}» n’est pas une date\u{A0}: attendu jj/mm/aaaa.");
}
