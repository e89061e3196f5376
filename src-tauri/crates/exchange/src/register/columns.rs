//! The columns of each table, as the records declare them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::error_words;
use super::problem::Kind;
use super::recognise::fold;
use super::records::{
    BorrowerRecord, InventoryRecord, LoanRecord, QuestionnaireRecord, ResourceRecord, SetPartRecord,
};
use super::rows::Record as _;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Its header, compared without accents, case and punctuation.
    pub(super) name: &'static str,
    /// Whether the column must be there and its cells filled in.
    pub(super) is_required: bool,
}

/// The names of all columns, folded: the headers of every row that may have them are compared with these.
static FOLDED: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    all().flat_map(|(_, columns)| columns).map(|column| (column.name, fold(column.name))).collect()
});

impl Column {
    /// Its name, folded.
    pub(super) fn folded(&self) -> &'static str {
        FOLDED.get(self.name).map_or(self.name, String::as_str)
    }

    /// Whether a folded header names it.
    pub(super) fn is_named(&self, header: &str) -> bool {
        self.folded() == header
            || ALIASES
                .iter()
                .filter(|(name, _)| *name == self.name)
                .any(|(_, words)| words.iter().any(|words| words.contains(&header)))
    }
}

/// How copies of a thing are called.
const COPIES: &[&str] = &[
    "exemplaires",
    "nb_exemplaires",
    "nb_d_exemplaires",
    "nbre_exemplaires",
    "nombre_exemplaires",
    "nombre_d_exemplaires",
];

/// Other names of a column that can mean nothing else, folded.
const ALIASES: &[(&str, &[&[&str]])] = &[
    ("quantite", &[COPIES, &["qte", "qtes", "quantites", "unites", "nb_unites", "nombre_d_unites"]]),
    ("capacite", &[COPIES]),
];

/// The columns that count units, of which a table without them has one: a column that may be one under another name must
/// not be left out in silence. With the words that may mean it, folded.
const COUNTS: &[(&str, &[&str])] = &[
    ("quantite", &["nombre", "nb", "nbr", "nbre", "qt", "qty", "nb_pieces", "nombre_de_pieces", "unite"]),
    ("capacite", &["nombre", "nb", "nbr", "nbre", "qt", "qty", "qte", "quantite", "quantites", "unites"]),
];

/// The column of units that an unknown header may mean.
pub(super) fn may_count(columns: &[Column], header: &str) -> Option<&'static str> {
    let header = folded(&header.chars().take(80).collect::<String>());
    let is_meant = |name: &str, words: &[&str]| {
        words.contains(&header.as_str())
            || (name == "quantite" && header.contains(name))
            || strsim::normalized_damerau_levenshtein(name, &header) >= 0.75
    };
    COUNTS
        .iter()
        .find(|(name, words)| columns.iter().any(|column| column.name == *name) && is_meant(name, words))
        .map(|(name, _)| *name)
}

/// Every table with its columns.
pub(super) fn all() -> impl Iterator<Item = (Kind, &'static [Column])> {
    [
        (ResourceRecord::KIND, ResourceRecord::COLUMNS),
        (SetPartRecord::KIND, SetPartRecord::COLUMNS),
        (InventoryRecord::KIND, InventoryRecord::COLUMNS),
        (BorrowerRecord::KIND, BorrowerRecord::COLUMNS),
        (LoanRecord::KIND, LoanRecord::COLUMNS),
        (QuestionnaireRecord::KIND, QuestionnaireRecord::COLUMNS),
    ]
    .into_iter()
}

/// What centres write for a column, folded: not taken for it, but proposed.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    ("statut", &["etat", "situation", "status", "etape", "retour_ok"]),
    (
        "date_depart",
        &["du", "debut", "depart", "date_debut", "date_de_debut", "date_de_depart", "sortie", "le"],
    ),
    ("date_retour", &["au", "fin", "retour", "date_fin", "date_de_fin", "date_de_retour", "retour_prevu"]),
    ("ressource_code", &["ressource", "exposition", "malle", "code_ressource", "expo"]),
    ("emprunteur_code", &["emprunteur", "structure", "code_emprunteur", "etablissement"]),
    ("numero", &["n", "no", "num", "numero_pret", "numero_de_pret", "pret"]),
    ("nom", &["etablissement", "structure", "nom_de_l_etablissement"]),
    ("titre", &["intitule", "nom", "designation", "exposition"]),
    ("type", &["categorie", "genre", "nature"]),
    ("code", &["reference", "ref", "identifiant", "id"]),
    ("courriel", &["mail", "email", "e_mail"]),
    ("commune", &["ville"]),
];

/// A header as it is compared; that of a cell in error names nothing, though `#NOM?` without its signs would.
pub(super) fn folded(header: &str) -> String {
    if error_words::is_one(header) { String::new() } else { fold(header) }
}

/// Which of the columns a header names.
pub(super) fn position(columns: &[Column], header: &str) -> Option<usize> {
    let header = folded(header);
    columns.iter().position(|column| column.is_named(&header))
}

/// The column whose name is nearest to an unknown header, when it is near enough to be a slip.
pub(super) fn closest(columns: &[Column], header: &str) -> Option<&'static str> {
    // Comparing is quadratic in the length, and a name of a column is never long.
    let header = folded(&header.chars().take(80).collect::<String>());
    let by_words = OTHER_WORDS.iter().find(|(name, words)| {
        words.contains(&header.as_str()) && columns.iter().any(|column| column.name == *name)
    });
    if let Some((name, _)) = by_words {
        return Some(name);
    }
    if let Some(name) = may_count(columns, &header) {
        return Some(name);
    }
    let score = |column: &Column| {
        let name = column.folded();
        let is_part = header.len() >= 4 && (name.contains(&header) || header.contains(name));
        if is_part { 0.9 } else { strsim::normalized_damerau_levenshtein(name, &header) }
    };
    columns
        .iter()
        .map(|column| (score(column), column.name))
        .filter(|(score, _)| *score >= 0.55)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
