//! What only the rows of a whole table show: the lines of one loan, and one borrower written in two ways.

use std::collections::HashMap;

use super::Row;
use super::problem::{Kind, Problem, Problems};
use super::recognise::fold;
use super::records::{BorrowerRecord, LoanRecord};

/// Rows of one number are the lines of one loan, which has one borrower and one venue: a row that says otherwise is told and
/// left out. A venue may be written on one of the rows only.
pub(super) fn loans_agree(loans: Vec<Row<LoanRecord>>, problems: &mut Problems) -> Vec<Row<LoanRecord>> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Row<LoanRecord>> = Vec::with_capacity(loans.len());
    for row in loans {
        let Some(&at) = first.get(&row.record.number) else {
            first.insert(row.record.number.clone(), kept.len());
            kept.push(row);
            continue;
        };
        let (one, other) = (&mut kept[at], &row.record);
        let differ = |a: &Option<String>, b: &Option<String>| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| fold(a) != fold(b))
        };
        let different = [
            ("emprunteur_code", one.record.borrower_code != other.borrower_code),
            ("lieu_commune", differ(&one.record.venue_commune, &other.venue_commune)),
            ("lieu_insee", differ(&one.record.venue_insee, &other.venue_insee)),
        ];
        let columns: Vec<&str> =
            different.into_iter().filter(|(_, differ)| *differ).map(|(name, _)| name).collect();
        if columns.is_empty() {
            one.record.venue_commune =
                one.record.venue_commune.take().or_else(|| other.venue_commune.clone());
            one.record.venue_insee = one.record.venue_insee.take().or_else(|| other.venue_insee.clone());
            kept.push(row);
        } else {
            let params = vec![
                ("key", other.number.clone()),
                ("first_file", one.at.file.clone()),
                ("first_line", one.at.line.to_string()),
                ("columns", columns.join(", ")),
            ];
            problems.add(Problem::error(&row.at, "numero", Kind::Loan, "loan_lines_disagree", params));
        }
    }
    kept
}

/// Tells borrowers of one commune whose names differ only by case, accents, spaces or punctuation.
pub(super) fn tell_borrowers_alike(borrowers: &[Row<BorrowerRecord>], problems: &mut Problems) {
    let mut first: HashMap<(String, String), &Row<BorrowerRecord>> = HashMap::new();
    for row in borrowers {
        let record = &row.record;
        let folded = Some(fold(&record.name)).filter(|name| !name.is_empty());
        let name = folded.unwrap_or_else(|| record.name.clone());
        let key = (name, record.commune.as_deref().map(fold).unwrap_or_default());
        let Some(one) = first.get(&key) else {
            first.insert(key, row);
            continue;
        };
        let params = vec![
            ("read", record.name.clone()),
            ("other", one.record.name.clone()),
            ("code", record.code.clone()),
            ("other_code", one.record.code.clone()),
            ("first_file", one.at.file.clone()),
            ("first_line", one.at.line.to_string()),
        ];
        problems.add(Problem::warning(&row.at, "nom", Kind::Borrower, "borrowers_alike", params));
    }
}
