//! Answers of an online survey: a CSV file whose headings are questions in anybody's words.

use crate::register::delimited;
use crate::register::recognise;
pub use crate::register::unreadable::Unreadable;

/// The file as a table of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its headings.
    pub headings: Vec<String>,
    /// The line on which each answer begins, and its cells, as many as headings.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Headings by which a field is known, folded: the first field of this list that has one of them in a heading
/// takes it.
const GUESSES: &[(&str, &[&str])] = &[
    (
        "reference",
        &["reference", "pret_numero", "numero_de_pret", "numero_du_pret", "numero_du_dossier", "dossier"],
    ),
    ("answered_on", &["horodateur", "horodatage", "timestamp", "date", "soumis"]),
    ("first_loan", &["premier", "premiere_fois"]),
    ("how_known", &["connu", "entendu_parler"]),
    ("people_least", &["minimum", "au_moins"]),
    ("people_most", &["maximum", "au_plus"]),
    ("counting", &["methode", "compte", "compter"]),
    ("people", &["combien", "nombre", "personnes"]),
    ("welcome", &["accueil"]),
    ("logistics", &["logistique", "transport", "retrait"]),
    ("not_appreciated", &["non_apprecie", "pas_apprecie", "moins_apprecie", "pas_plu", "moins_plu", "deplu"]),
    ("appreciated", &["apprecie", "plu"]),
    ("overall", &["satisfaction", "satisfait", "globale", "avis_general"]),
    ("audiences", &["publics", "public"]),
    ("comment", &["commentaire", "remarque", "ajouter", "suggestion"]),
];

/// Lower case without accents, everything that is neither letter nor digit as one `_`: how words of people are compared.
#[must_use]
pub fn fold(text: &str) -> String {
    recognise::fold(text)
}

/// Reads the file.
///
/// # Errors
/// When it is empty, too large, or a quote in it is never closed.
pub fn read(file: &str, bytes: &[u8]) -> Result<Survey, Unreadable> {
    let (headings, rows) = delimited::headed(file, bytes)?;
    Ok(Survey { headings, rows })
}

/// Whether a column can bring a field of that name, the centre's own questions apart.
#[must_use]
pub fn is_field(name: &str) -> bool {
    GUESSES.iter().any(|(field, _)| *field == name)
}

/// The field that each heading brings, as far as its words tell; a field is brought once.
#[must_use]
pub fn guess(headings: &[String]) -> Vec<Option<&'static str>> {
    let folded: Vec<String> = headings.iter().map(|heading| format!("_{}_", fold(heading))).collect();
    let mut found: Vec<Option<&'static str>> = vec![None; headings.len()];
    for (field, words) in GUESSES {
        let is_it = |heading: &String| words.iter().any(|word| heading.contains(&format!("_{word}_")));
        if let Some(place) = (0..folded.len()).find(|place| found[*place].is_none() && is_it(&folded[*place]))
        {
            found[place] = Some(field);
        }
    }
    found
}

/// The choices that a cell names, among those that are offered, whatever its separators, capitals and accents. What is
/// none of them comes back as it stands.
#[must_use]
pub fn choices(cell: &str, offered: &[String]) -> Vec<String> {
    let mut offered: Vec<(String, &String)> = offered.iter().map(|choice| (fold(choice), choice)).collect();
    offered.sort_by_key(|(folded, _)| std::cmp::Reverse(folded.len()));
    let mut named = Vec::new();
    for part in cell.split(['|', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let folded = fold(part);
        let mut rest = folded.as_str();
        let mut here: Vec<String> = Vec::new();
        while !rest.is_empty() {
            let known = offered.iter().find(|(choice, _)| {
                rest.strip_prefix(choice.as_str())
                    .is_some_and(|after| after.is_empty() || after.starts_with('_'))
            });
            let Some((choice, label)) = known else {
                here = vec![part.to_owned()];
                break;
            };
            here.push((*label).clone());
            rest = rest[choice.len()..].trim_start_matches('_');
        }
        named.extend(here);
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_guessed_by_their_words_and_each_field_is_brought_once() {
        let headings = [
            "Horodateur",
            "Numéro du prêt",
            "Êtes-vous globalement satisfait(e) ?",
            "Satisfaction : accueil",
            "Combien de personnes avez-vous touchées ?",
            "Ce que vous n’avez pas apprécié",
            "Ce que vous avez apprécié",
            "Commentaire libre",
            "Adresse IP",
        ]
        .map(str::to_owned);
        let fields = [
            "answered_on",
            "reference",
            "overall",
            "welcome",
            "people",
            "not_appreciated",
            "appreciated",
            "comment",
            "",
        ];
        let guessed: Vec<&str> = guess(&headings).into_iter().map(Option::unwrap_or_default).collect();
        assert_eq!(guessed, fields);
    }

    #[test]
    fn choices_are_found_whatever_their_separator() {
        let offered = ["contenu erroné, dépassé ou à mettre à jour", "montage", "poids ou encombrement"]
            .map(str::to_owned);
        let cell = "Contenu erroné, dépassé ou à mettre à jour, Poids ou encombrement";
        assert_eq!(choices(cell, &offered), [offered[0].clone(), offered[2].clone()]);
        assert_eq!(choices("montage|Alchimie", &offered), ["montage", "Alchimie"]);
        assert!(choices("  ", &offered).is_empty());
    }
}
