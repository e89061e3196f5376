//! Which table a file or sheet is: by its name, or else by its headers.

use std::cmp::Reverse;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::columns;
use super::problem::Kind;

/// The names under which centres keep each table, folded.
const NAMES: &[(Kind, &[&str])] = &[
    (Kind::Resource, &["fonds", "ressources", "ressource"]),
    (Kind::SetPart, &["ensembles", "ensemble"]),
    (Kind::InventoryItem, &["malles_contenu", "contenu_des_malles", "contenu_malles", "inventaires"]),
    (Kind::Borrower, &["emprunteurs", "emprunteur"]),
    (Kind::Loan, &["prets", "pret"]),
    (Kind::Questionnaire, &["questionnaires", "questionnaire"]),
];

/// What a person calls the known tables.
pub(super) const KNOWN: &str =
    "fonds (ou ressources), emprunteurs, prêts, contenu des malles, questionnaires, ensembles";

/// Lower case without accents, everything that is neither letter nor digit as one `_`: how names are compared.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.is_empty() || folded.ends_with('_') => {}
            _ => folded.push('_'),
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    folded
}

/// What a person calls a table.
pub(super) fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Resource => "fonds",
        Kind::SetPart => "ensembles",
        Kind::InventoryItem => "contenu des malles",
        Kind::Borrower => "emprunteurs",
        Kind::Loan => "prêts",
        Kind::Questionnaire => "questionnaires",
    }
}

/// The table that a file (without its extension) or a sheet of this name is.
pub(super) fn by_name(name: &str) -> Option<Kind> {
    let name = fold(name);
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(kind, _)| *kind)
}

/// The table whose required columns are all in the header and that knows most of them, when there is one such.
pub(super) fn by_headers(headers: &[String]) -> Option<Kind> {
    let folded: Vec<String> = headers.iter().map(|header| columns::folded(header)).collect();
    let has = |column: &columns::Column| folded.iter().any(|header| column.is_named(header));
    let mut candidates: Vec<(usize, Kind)> = columns::all()
        .filter(|(_, columns)| columns.iter().all(|column| !column.is_required || has(column)))
        .map(|(kind, columns)| (columns.iter().filter(|column| has(column)).count(), kind))
        .collect();
    candidates.sort();
    match candidates.as_slice() {
        [.., (second, _), (first, _)] if second == first => None,
        [.., (_, kind)] => Some(*kind),
        [] => None,
    }
}

/// The table of which most required columns are there, though not all: one that a person meant, with a column missing
/// or misnamed. A list of two columns that several tables have is none.
pub(super) fn by_most_headers(headers: &[String]) -> Option<Kind> {
    let folded: Vec<String> = headers.iter().map(|header| columns::folded(header)).collect();
    let filled: Vec<&String> = headers.iter().filter(|header| !header.trim().is_empty()).collect();
    let candidate = |(kind, columns): (Kind, &[columns::Column])| {
        let is_there = |column: &columns::Column| folded.iter().any(|header| column.is_named(header));
        let missing: Vec<_> =
            columns.iter().filter(|column| column.is_required && !is_there(column)).collect();
        let required = columns.iter().filter(|column| column.is_required).count();
        let known = columns.iter().filter(|column| is_there(column)).count();
        let misnamed = missing.iter().all(|column| {
            let mut unknown = filled.iter().filter(|header| columns::position(columns, header).is_none());
            unknown.any(|header| columns::closest(columns, header) == Some(column.name))
        });
        let has_most = known >= 2
            && (required - missing.len()) * 3 >= required * 2
            && (required > 3 || misnamed || known > 3);
        let is_mostly_known = known >= 4 && missing.len() <= 2 && known * 2 >= filled.len();
        (has_most || is_mostly_known).then_some((known, kind))
    };
    let mut candidates: Vec<(usize, Kind)> = columns::all().filter_map(candidate).collect();
    candidates.sort();
    match candidates.as_slice() {
        [.., (second, _), (first, _)] if second == first => None,
        [.., (_, kind)] => Some(*kind),
        [] => None,
    }
}

/// What is told of headers that make no table: what they lack to be one, when they have several columns of it.
pub(super) fn lacking(headers: &[String]) -> Option<Vec<(&'static str, String)>> {
    const SEVERAL: usize = 3;
    let folded: Vec<String> = headers.iter().map(|header| columns::folded(header)).collect();
    let candidate = |(kind, columns): (Kind, &[columns::Column])| {
        let is_there = |column: &columns::Column| folded.iter().any(|header| column.is_named(header));
        let known = columns.iter().filter(|column| is_there(column)).count();
        let missing = columns.iter().filter(|column| column.is_required && !is_there(column));
        let missing: Vec<&str> = missing.map(|column| column.name).collect();
        (known >= SEVERAL && !missing.is_empty()).then_some((known, missing, kind))
    };
    let nearest = columns::all()
        .filter_map(candidate)
        .max_by_key(|(known, missing, _)| (*known, Reverse(missing.len())));
    let (_, missing, kind) = nearest?;
    Some(vec![("table", name_of(kind).to_owned()), ("columns", missing.join(", "))])
}

/// How many of the headers are known to some table: tells a good separator from a bad one.
pub(super) fn known_headers(headers: &[String]) -> usize {
    let folded: Vec<String> = headers.iter().map(|header| columns::folded(header)).collect();
    let count = |columns: &[columns::Column]| {
        folded.iter().filter(|header| columns.iter().any(|column| column.is_named(header))).count()
    };
    columns::all().map(|(_, columns)| count(columns)).max().unwrap_or(0)
}
