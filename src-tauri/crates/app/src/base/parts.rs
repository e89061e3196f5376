//! Which parts of the base an operation touched, from the tables that it wrote.

use crate::views::Part;
use std::collections::{BTreeSet, HashSet};

/// The part that each table belongs to; a table that is missing here fails a test.
const PARTS: &[(&str, Part)] = &[
    ("resource", Part::Resources),
    ("resource_term", Part::Resources),
    ("inventory_item", Part::Resources),
    ("set_part", Part::Resources),
    ("photo", Part::Photos),
    ("unit", Part::Resources),
    ("hold", Part::Holds),
    ("borrower", Part::Borrowers),
    ("contact", Part::Borrowers),
    ("membership", Part::Borrowers),
    ("loan", Part::Loans),
    ("loan_line", Part::Loans),
    ("occupation", Part::Loans),
    ("taker_unit", Part::Loans),
    ("remark", Part::Loans),
    ("questionnaire", Part::Questionnaires),
    ("questionnaire_term", Part::Questionnaires),
    ("question_answer", Part::Questionnaires),
    ("question", Part::Questions),
    ("past_figure", Part::Figures),
    ("report_text", Part::ReportTexts),
    ("term", Part::Lists),
    ("setting", Part::Settings),
    ("closure", Part::Settings),
];

/// The parts of some tables, the journal always among them.
pub(crate) fn parts_of(tables: &HashSet<String>) -> BTreeSet<Part> {
    let touched = PARTS.iter().filter(|(table, _)| tables.contains(*table)).map(|(_, part)| *part);
    touched.chain([Part::Journal]).collect()
}

#[cfg(test)]
mod tests {
    use super::PARTS;

    #[test]
    fn every_table_that_an_operation_may_write_belongs_to_a_part() {
        let folder = tempfile::tempdir().unwrap();
        let base = store::Base::create(&folder.path().join("b.db")).unwrap();
        for table in base.read(store::journal::journaled_tables).unwrap() {
            assert!(PARTS.iter().any(|(known, _)| *known == table), "{table}");
        }
    }
}
