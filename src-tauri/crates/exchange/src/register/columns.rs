//! The columns of each table, as the records declare them.

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

/// Which of the columns a header names.
pub(super) fn position(columns: &[Column], header: &str) -> Option<usize> {
    let header = fold(header);
    columns.iter().position(|column| fold(column.name) == header)
}

/// The column whose name is nearest to an unknown header, when it is near enough to be a slip.
pub(super) fn closest(columns: &[Column], header: &str) -> Option<&'static str> {
    // Comparing is quadratic in the length, and a name of a column is never long.
    let header = fold(&header.chars().take(80).collect::<String>());
    let score = |column: &Column| {
        let name = fold(column.name);
        let is_part = header.len() >= 4 && (name.contains(&header) || header.contains(&name));
        if is_part { 0.9 } else { strsim::normalized_damerau_levenshtein(&name, &header) }
    };
    columns
        .iter()
        .map(|column| (score(column), column.name))
        .filter(|(score, _)| *score >= 0.55)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
