//! What a person reads, from the message catalogue that the window shares (`assets/messages`).

use crate::views::JournalEntry;
use chrono::{Datelike, NaiveDate};
use domain::availability::{Conflict, ConflictReason};
use domain::calendar::PublicHoliday;
use domain::catalogue::{ExhibitionForm, ResourceKind};
use domain::fault::{Fault, Param};
use domain::loan::LineState;
use domain::tariff::Tariff;
use serde_json::Value;
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
    filled(&format!("fault_{}", fault.code), |name| {
        let value = fault.params.get(name)?;
        Some(match value {
            Param::Text(text) if matches!(name, "from" | "to" | "state") => french(&format!("state_{text}")),
            Param::Text(text) if name == "operation" => french_operation(text),
            Param::Text(text) => text.clone(),
            Param::Number(number) => number.to_string(),
            Param::Date(on) => day(*on),
        })
    })
}

/// The words of an operation without what they name.
fn french_operation(code: &str) -> String {
    let template = french(&format!("journal_{code}"));
    let words: String = template.split(['{', ':', '(']).next().unwrap_or_default().trim().to_lowercase();
    words
}

/// An entry of the journal in French.
#[must_use]
pub fn journal(entry: &JournalEntry) -> String {
    filled(&format!("journal_{}", entry.code), |name| {
        let value = entry.params.get(name)?;
        Some(if let Some(on) = value.get("date").and_then(Value::as_str) {
            on.parse().map(day).unwrap_or_else(|_| on.to_owned())
        } else if let Some(number) = value.get("number") {
            number.to_string()
        } else {
            value.get("text").and_then(Value::as_str).unwrap_or_default().to_owned()
        })
    })
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
        _ => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    /// The text of every file below a folder.
    fn sources(folder: &std::path::Path) -> Vec<String> {
        let mut texts = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                texts.extend(sources(&entry.path()));
            } else {
                texts.push(std::fs::read_to_string(entry.path()).unwrap());
            }
        }
        texts
    }

    #[test]
    fn every_code_has_its_sentence() {
        let sources = sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        for (prefix, openings) in [
            ("fault_", &["Fault::input(\"", "Fault::rule(\"", "Fault::base(\"", "named(\""][..]),
            ("journal_", &["Operation::new(\""][..]),
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
}
