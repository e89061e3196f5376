//! What a person reads, from the message catalogue that the window shares (`assets/messages`).

use crate::views::JournalEntry;
use chrono::{Datelike, NaiveDate};
use domain::availability::{Conflict, ConflictReason};
use domain::calendar::PublicHoliday;
use domain::catalogue::{ExhibitionForm, ResourceKind, TermList, TermRole};
use domain::fault::{Fault, OperationWords, Param};
use domain::loan::LineState;
use domain::tariff::Tariff;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FRENCH: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let files = [
        include_str!("../../../../assets/messages/fr.json"),
        include_str!("../../../../assets/messages/figures.fr.json"),
        include_str!("../../../../assets/messages/report.fr.json"),
    ];
    let read = |file| serde_json::from_str::<BTreeMap<String, String>>(file).unwrap_or_default();
    files.into_iter().flat_map(read).collect()
});

/// The French sentence of a key; the key itself when there is none.
#[must_use]
pub fn french(key: &str) -> String {
    FRENCH.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// A sentence with its placeholders filled, in one pass: a value may hold braces.
fn filled(key: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let template = french(key);
    let mut sentence = String::with_capacity(template.len() + 40);
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        sentence.push_str(&value(name).unwrap_or_default());
        rest = after;
    }
    sentence.push_str(rest);
    sentence
}

/// The French sentence of a key with its placeholders filled.
#[must_use]
pub fn sentence(key: &str, params: &[(&str, String)]) -> String {
    filled(key, |name| params.iter().find(|(param, _)| *param == name).map(|(_, value)| value.clone()))
}

/// A whole number with the thin spaces of French.
#[must_use]
pub fn number(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// How many sorties have an amount: « 1 sortie sur 3 avec un montant ».
#[must_use]
pub fn with_amount(with_amount: i64, among: i64) -> String {
    let key = if with_amount.abs() < 2 { "figure_with_amount_one" } else { "figure_with_amount_other" };
    sentence(key, &[("with", number(with_amount)), ("among", number(among))])
}

/// Which characters of a document print as boxes.
#[must_use]
pub fn boxes(missing: &[char]) -> String {
    let named: Vec<String> = missing.iter().map(char::to_string).collect();
    sentence("document_boxes", &[("characters", named.join(" "))])
}

/// The name of a month, from 1 on.
#[must_use]
pub fn month(month: u32) -> String {
    const NAMES: [&str; 12] = [
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
    let name = (month as usize).checked_sub(1).and_then(|place| NAMES.get(place));
    name.map_or_else(|| month.to_string(), |name| (*name).to_owned())
}

/// A day in digits, as tables show it.
#[must_use]
pub fn day_in_digits(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// A fault in French.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    filled(&format!("fault_{}", fault.code), |name| Some(shown(name, fault.params.get(name)?)))
}

/// An operation in French.
#[must_use]
pub fn operation(words: &OperationWords) -> String {
    let sentence =
        filled(&format!("journal_{}", words.code), |name| Some(shown(name, words.params.get(name)?)));
    // An entry that an earlier version wrote may not name what its sentence ends on.
    sentence.trim_end_matches([' ', '\u{a0}', ':']).to_owned()
}

/// An entry of the journal in French.
#[must_use]
pub fn journal(entry: &JournalEntry) -> String {
    let params = serde_json::from_value(entry.params.clone()).unwrap_or_default();
    operation(&OperationWords { code: entry.code.clone(), params })
}

/// A value in a sentence: what is a code of the program's own is told in words.
fn shown(name: &str, value: &Param) -> String {
    match value {
        Param::Text(text) => {
            let key = match name {
                "from" | "to" | "state" => format!("state_{text}"),
                "list" | "role" | "figure" => format!("{name}_{text}"),
                _ => return text.clone(),
            };
            FRENCH.get(&key).cloned().unwrap_or_else(|| text.clone())
        }
        Param::Number(number) => number.to_string(),
        Param::Date(on) => day(*on),
        Param::Operation(words) => operation(words),
    }
}

/// A day as people write it: « lun. 12 janv. 2026 », « ven. 1er mai 2026 ».
#[must_use]
pub fn day(day: NaiveDate) -> String {
    const WEEKDAYS: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
    const MONTHS: [&str; 12] =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    format!("{weekday}\u{a0}{number}\u{a0}{} {}", MONTHS[day.month0() as usize], day.year())
}

/// The name of a list or of a role in the message catalogue, and in JSON.
pub(crate) fn code<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A kind of resource in French.
#[must_use]
pub fn kind(kind: ResourceKind, form: Option<ExhibitionForm>) -> String {
    french(match (kind, form) {
        (ResourceKind::Exhibition, Some(ExhibitionForm::Light)) => "kind_exhibition_light",
        (ResourceKind::Exhibition, Some(ExhibitionForm::Interactive)) => "kind_exhibition_interactive",
        (ResourceKind::Exhibition, None) => "kind_exhibition",
        (ResourceKind::Malle, _) => "kind_malle",
        (ResourceKind::Equipment, _) => "kind_equipment",
        (ResourceKind::Machine, _) => "kind_machine",
        (ResourceKind::ResourceSet, _) => "kind_resource_set",
    })
}

/// A public holiday in French.
#[must_use]
pub fn holiday(holiday: PublicHoliday) -> String {
    let name = serde_json::to_value(holiday).ok();
    french(&format!("holiday_{}", name.as_ref().and_then(|name| name.as_str()).unwrap_or_default()))
}

/// The same with a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A tariff in French.
#[must_use]
pub fn tariff(tariff: Tariff) -> String {
    french(match tariff {
        Tariff::Member => "tariff_member",
        Tariff::NonMember => "tariff_non_member",
        Tariff::Free => "tariff_free",
        Tariff::OnQuote => "tariff_on_quote",
    })
}

/// The name of a list in French.
#[must_use]
pub fn list(list: TermList) -> String {
    french(&format!("list_{}", code(list)))
}

/// The name of a role in French.
#[must_use]
pub fn role(role: TermRole) -> String {
    french(&format!("role_{}", code(role)))
}

/// A state in French.
#[must_use]
pub fn state(state: LineState) -> String {
    french(&format!("state_{}", state.code()))
}

/// A count with its noun: « 14 panneaux », « 1 panneau ».
pub(crate) fn counted(key: &str, count: u32) -> String {
    if count <= 1 && count == 1 {
        french(&format!("{key}_one"))
    } else {
        filled(key, |_| Some(count.to_string()))
    }
}

/// Why a booking is in the way, in French.
#[must_use]
pub fn conflict(conflict: &Conflict) -> String {
    let key = match conflict.reason {
        ConflictReason::Days => "conflict_days",
        ConflictReason::Buffer => "conflict_buffer",
        ConflictReason::Late => "conflict_late",
        ConflictReason::Held if conflict.borrower.is_empty() => "conflict_held_plain",
        ConflictReason::Held => "conflict_held",
    };
    let reason = filled(key, |name| {
        Some(match name {
            "state" => conflict.state.map(state).unwrap_or_default(),
            "borrower" => conflict.borrower.clone(),
            "from" => day(conflict.from),
            "to" => day(conflict.to),
            "busy_from" => day(conflict.busy_from),
            "busy_to" => day(conflict.busy_to),
            _ => return None,
        })
    });
    match conflict.option_until {
        Some(until) if conflict.state == Some(LineState::Option) => {
            filled("conflict_until", |name| Some(if name == "reason" { reason.clone() } else { day(until) }))
        }
        _ if !conflict.through.is_empty() => filled("conflict_through", |name| {
            Some(if name == "reason" { reason.clone() } else { conflict.through.clone() })
        }),
        _ => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lending::sentences::move_codes;
    use std::path::Path;

    #[test]
    fn a_fault_is_worded_with_its_values() {
        let fault_of = Fault::input("end_before_start")
            .with("from", "2026-05-01".parse::<NaiveDate>().unwrap())
            .with("to", "2026-04-30".parse::<NaiveDate>().unwrap());
        assert_eq!(
            fault(&fault_of),
            "La fin (jeu.\u{a0}30\u{a0}avr. 2026) est avant le début (ven.\u{a0}1er\u{a0}mai 2026)."
        );
    }

    #[test]
    fn a_value_may_hold_braces() {
        assert!(fault(&Fault::input("resource_unknown").with("code", "{to}")).contains("{to}"));
    }

    fn sources_in(folder: &Path, sources: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources_in(&path, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_code_has_its_sentence() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut sources = Vec::new();
        for name in ["app", "cli", "domain", "store"] {
            sources_in(&crates.join(name).join("src"), &mut sources);
        }
        assert!(sources.len() > 50, "{} sources", sources.len());
        for (prefix, openings) in [
            ("fault_", &["Fault::input(\"", "Fault::rule(\"", "Fault::base(\"", "named(\""][..]),
            ("journal_", &["Operation::new(\"", "operation(\"", "held_words(\""][..]),
        ] {
            for (source, opening) in
                sources.iter().flat_map(|source| openings.iter().map(move |opening| (source, opening)))
            {
                for code in source.split(opening).skip(1).filter_map(|after| after.split('"').next()) {
                    assert!(
                        code == "rehearsal" || FRENCH.contains_key(&format!("{prefix}{code}")),
                        "{prefix}{code}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_move_has_its_sentences() {
        for (from, to) in LineState::ALL.into_iter().flat_map(|from| LineState::ALL.map(|to| (from, to))) {
            let (whole, part) = move_codes(from, to);
            for code in [whole, part] {
                assert!(FRENCH.contains_key(&format!("journal_{code}")), "{code}");
            }
        }
    }

    #[test]
    fn every_list_and_every_role_has_its_name() {
        let lists = TermList::ALL.map(|list| format!("list_{}", code(list)));
        let roles = TermRole::ALL.map(|role| format!("role_{}", code(role)));
        for key in lists.iter().chain(&roles) {
            assert!(FRENCH.contains_key(key), "{key}");
        }
    }

    #[test]
    fn what_was_undone_is_told_with_its_own_sentence() {
        let params = [("number".to_owned(), Param::Text("2026-004".to_owned()))];
        let remarked = OperationWords { code: "remarked".to_owned(), params: params.into_iter().collect() };
        let params = [("operation".to_owned(), Param::Operation(remarked))];
        let undone = OperationWords { code: "undone".to_owned(), params: params.into_iter().collect() };
        assert_eq!(operation(&undone), "Défait\u{a0}: Note ajoutée au dossier 2026-004");
    }
}
