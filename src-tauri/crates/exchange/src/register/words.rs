//! What people write in cells: yes and no, what is not known, what costs nothing, and texts that a spreadsheet spoilt.

use chrono::NaiveDate;

use super::recognise::fold;

/// Whether the cell says yes or no, in words, with a tick or with a cross.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim() {
        "✓" | "✔" | "✔\u{FE0F}" | "☑" | "☑\u{FE0F}" | "✅" | "☒" => return Some(true),
        "✗" | "✘" | "☐" | "❌" => return Some(false),
        _ => {}
    }
    match fold(text).as_str() {
        "oui" | "o" | "vrai" | "1" | "x" | "ok" | "true" | "yes" | "y" | "adherent" | "adherente"
        | "membre" => Some(true),
        "non" | "n" | "faux" | "0" | "false" | "no" | "non_adherent" | "non_adherente" | "non_membre" => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether the cell says that its value is not known or does not apply: `-`, `n.c.`, `sans objet`.
pub(super) fn is_unknown(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "n_c",
        "nc",
        "n_a",
        "na",
        "n_d",
        "nd",
        "ns",
        "so",
        "s_o",
        "inconnu",
        "inconnue",
        "non_connu",
        "non_communique",
        "non_renseigne",
        "sans_objet",
        "neant",
        "aucun",
        "aucune",
        "sur_devis",
        "a_definir",
    ];
    let text = text.trim();
    (!text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '\u{2212}' | '?' | '/')))
        || WORDS.contains(&fold(text).as_str())
}

/// Whether the cell says that nothing is to be paid.
pub(super) fn is_free_of_charge(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "gratuit" | "gratuite" | "gratuits" | "gratuites" | "offert" | "offerte" | "gracieux"
    )
}

/// Whether a spreadsheet would take the text for a formula. A number, a telephone number and the dash of a list are none.
pub(super) fn would_run(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    match letters.next() {
        Some('=' | '@') => letters.next().is_some(),
        Some('+' | '-') => {
            letters.next().is_some_and(|c| c.is_alphabetic() || matches!(c, '(' | '"' | '@' | '='))
        }
        _ => false,
    }
}

/// Whether the text is shaped as a mail address.
pub(super) fn is_mail_address(text: &str) -> bool {
    let Some((name, domain)) = text.trim().split_once('@') else { return false };
    let is_sound = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
            && !part
                .contains(|c: char| c.is_whitespace() || matches!(c, '@' | ',' | ';' | '<' | '>' | '(' | ')'))
    };
    is_sound(name)
        && is_sound(domain)
        && domain.rsplit_once('.').is_some_and(|(_, end)| end.chars().count() >= 2)
}

/// Whether a number without a format is that of a day from 2000 to 2049, as a spreadsheet counts them.
pub(super) fn is_serial_of_a_recent_day(serial: f64) -> bool {
    (36_526.0..54_789.0).contains(&serial) && serial.fract() == 0.0
}

/// Months as a spreadsheet shortens them, folded.
const MONTHS: &[&str] = &[
    "janv",
    "janvier",
    "jan",
    "fevr",
    "fevrier",
    "fev",
    "feb",
    "mars",
    "mar",
    "avr",
    "avril",
    "apr",
    "mai",
    "may",
    "juin",
    "jun",
    "juil",
    "juillet",
    "jul",
    "aout",
    "aug",
    "sept",
    "septembre",
    "sep",
    "oct",
    "octobre",
    "nov",
    "novembre",
    "dec",
    "decembre",
];

/// Whether the text is what a spreadsheet makes of `8-12` or `12/2026`: 08-déc, 08/12/2026, mars-15. The years of `mai-68` are
/// out of reach of such slips.
pub(super) fn is_like_a_date(text: &str) -> bool {
    let text = text.trim();
    let Some(sign) = text.chars().find(|c| matches!(c, '/' | '-' | '.')) else { return false };
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let number = |part: &str, most: u32| {
        (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
    };
    let is_month = |part: &str| MONTHS.contains(&fold(part).as_str());
    let is_year =
        |part: &str| part.len() == 4 && part.parse::<u32>().is_ok_and(|year| (1900..2200).contains(&year));
    match parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>()[..] {
        [day, month] if number(day, 31) && is_month(month) => true,
        [month, year] if is_month(month) => is_year(year) || (year.len() == 2 && number(year, 31)),
        [day, month, year] if number(day, 31) && is_month(month) => is_year(year) || number(year, 99),
        [day, month, year] if number(day, 31) && number(month, 12) => {
            is_year(year) || (sign == '/' && number(year, 99))
        }
        [year, month, day] if is_year(year) && sign == '-' && text.len() > 10 => {
            // With a time of day after it; alone it may be a number that a centre gives.
            let day = day.split([' ', 'T']).next().unwrap_or_default();
            let ymd = (year.parse().ok(), month.parse().ok(), day.parse().ok());
            matches!(ymd, (Some(y), Some(m), Some(d)) if NaiveDate::from_ymd_opt(y, m, d).is_some())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_made_of_ages_is_known_and_codes_are_none() {
        for text in [
            "08-déc",
            "8-déc.",
            "08/12/2026",
            "08/12/26",
            "08-12-2026",
            "mars-15",
            "12-oct.-26",
            "2026-12-08 00:00:00",
        ] {
            assert!(is_like_a_date(text), "{text}");
        }
        for text in [
            "6-8",
            "8-12 ans",
            "EXP-12",
            "mai-68",
            "01-02-03",
            "2026-001",
            "2026-01-02",
            "12/18",
            "3.14",
            "",
            "-",
            "1.2.3",
        ] {
            assert!(!is_like_a_date(text), "{text}");
        }
    }

    #[test]
    fn a_formula_is_told_from_a_telephone_number_and_from_a_list() {
        for text in ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+cmd", "-A1", "+(1)"] {
            assert!(would_run(text), "{text}");
        }
        for text in ["+33 6 12 34 56 78", "- un panneau rayé", "-5", "-", "=", "@", "+", "a=b", "–A"] {
            assert!(!would_run(text), "{text}");
        }
    }

    #[test]
    fn a_mail_address_has_a_name_and_a_domain() {
        for text in ["a@b.fr", "direction@ecole-primaire.example.org", "élise.d@école.fr"] {
            assert!(is_mail_address(text), "{text}");
        }
        for text in ["a", "a@b", "a@@b.fr", "a b@c.fr", "a@b.fr, c@d.fr", "@b.fr", "a@.fr", "a@b.f"] {
            assert!(!is_mail_address(text), "{text}");
        }
    }
}
