//! What is wrong with a register, where, and in which words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

use super::Place;
use super::cells::Fault;
use super::table::Table;

/// Which table of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The catalogue.
    Resource,
    /// The parts of sets.
    SetPart,
    /// The contents of malles.
    InventoryItem,
    /// The borrowers.
    Borrower,
    /// The loans.
    Loan,
    /// The satisfaction forms.
    Questionnaire,
}

impl Kind {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::SetPart => "set_part",
            Self::InventoryItem => "inventory_item",
            Self::Borrower => "borrower",
            Self::Loan => "loan",
            Self::Questionnaire => "questionnaire",
        }
    }
}

/// Whether the register can still go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing may be imported until it is mended.
    Error,
    /// To be read; the import may go on.
    Warning,
}

/// One thing wrong with a register, at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file name, or `workbook › sheet`.
    pub file: String,
    /// The physical line (from 1) where the cell begins, or the row number of the sheet.
    pub line: u64,
    /// The header of the column as the file spells it, when one cell or column is concerned.
    pub column: Option<String>,
    /// The table, when it is known.
    pub kind: Option<Kind>,
    /// Whether it forbids the import.
    pub severity: Severity,
    /// What is wrong: one of [`SENTENCES`].
    pub code: &'static str,
    /// What was read and what was expected, by the names of the sentence's placeholders.
    pub params: Vec<(&'static str, String)>,
}

/// Every code with its placeholders. `problem_<code>` in `assets/messages/register.*.json` is its sentence.
pub const SENTENCES: &[(&str, &[&str])] = &[
    // Files, sheets and columns.
    ("file_unknown", &["known"]),
    ("file_unknown_lacks", &["table", "columns"]),
    ("sheet_unknown", &["known"]),
    ("sheet_unknown_lacks", &["table", "columns"]),
    ("file_empty", &[]),
    ("file_left_aside", &["files"]),
    ("file_not_read", &[]),
    ("folder_not_read", &[]),
    ("sheet_hidden", &["table", "count"]),
    ("rows_hidden", &["count", "lines"]),
    ("columns_hidden", &["columns"]),
    ("title_above", &["line", "read", "header"]),
    ("rows_of_totals", &["lines", "read"]),
    ("text_encoding_guessed", &["encoding"]),
    ("text_encoded_twice", &["count", "read", "taken"]),
    ("column_unknown", &["column"]),
    ("column_unknown_close_to", &["column", "closest"]),
    ("column_may_be_quantity", &["column", "read", "line", "closest"]),
    ("column_error_value", &["column"]),
    ("column_without_name", &["position"]),
    ("column_twice", &["column"]),
    ("column_missing", &["column"]),
    ("column_missing_close_to", &["column", "there"]),
    // Rows.
    ("row_too_long", &["expected", "found", "surplus"]),
    ("row_too_short", &["expected", "found"]),
    ("cell_beside_table", &["read"]),
    ("quote_not_closed", &[]),
    ("quote_misplaced", &["read"]),
    ("row_twice", &["key", "first_file", "first_line"]),
    ("key_twice", &["key", "first_file", "first_line", "columns"]),
    ("loan_lines_disagree", &["key", "first_file", "first_line", "columns"]),
    ("borrowers_alike", &["read", "code", "other", "other_code", "first_file", "first_line"]),
    ("questionnaire_empty", &["read"]),
    // Cells.
    ("cell_empty", &[]),
    ("cell_too_long", &["length", "limit"]),
    ("cell_very_long", &["length"]),
    ("cell_too_many_values", &["count", "limit"]),
    ("cell_value_twice", &["read"]),
    ("cell_merged", &["read", "lines"]),
    ("cell_like_a_formula", &["read"]),
    ("cell_control_character", &["character"]),
    ("cell_line_break", &[]),
    ("cell_damaged_text", &["read"]),
    ("cell_error_value", &["read"]),
    ("cell_formula_without_value", &[]),
    ("cell_is_a_date", &["read"]),
    ("cell_is_a_date_number", &["read"]),
    ("cell_year_as_a_date", &["read", "year"]),
    ("cell_year_of_two_digits", &["read"]),
    ("cell_not_a_date", &["read"]),
    ("cell_date_does_not_exist", &["read"]),
    ("cell_date_out_of_range", &["read", "min", "max"]),
    ("cell_time_left_out", &["read"]),
    ("cell_not_a_number", &["read"]),
    ("cell_ambiguous_number", &["read"]),
    ("cell_is_a_percentage", &["read"]),
    ("cell_free_of_charge", &["read"]),
    ("cell_unknown_value", &["read"]),
    ("cell_not_a_mail_address", &["read"]),
    ("cell_not_whole", &["read"]),
    ("cell_too_precise", &["read", "decimals"]),
    ("cell_negative", &["read"]),
    ("cell_out_of_range", &["read", "min", "max"]),
    ("cell_not_yes_or_no", &["read"]),
    ("cell_not_in_list", &["read", "expected"]),
    ("cell_zero_restored", &["read", "taken"]),
    // Cells that contradict each other.
    ("end_before_start", &["read", "start"]),
    ("cancellation_not_expected", &["status"]),
    ("people_number_not_expected", &["read"]),
    ("people_number_missing", &["method"]),
    ("set_of_itself", &["read"]),
    // What only the caller can find, who has the whole register and the base.
    ("resource_unknown", &["read"]),
    ("borrower_unknown", &["read"]),
    ("loan_unknown", &["read"]),
    ("already_there_differs", &["key", "columns"]),
    ("departure_before_acquisition", &["read", "acquired"]),
    ("quantity_over_capacity", &["read", "capacity"]),
    ("overlap", &["resource", "other"]),
    ("history_overlaps", &["key", "resource", "other"]),
    ("departure_to_come", &["read", "status"]),
    ("return_to_come", &["read", "status"]),
    ("loan_too_long", &["days", "limit"]),
    ("departure_on_a_closed_day", &["read", "nearest"]),
    ("return_on_a_closed_day", &["read", "nearest"]),
    ("questionnaire_of_cancelled", &["read"]),
    ("insee_unknown", &["read"]),
    ("not_a_set", &["read"]),
    ("set_of_sets", &["read"]),
    // The last of too many.
    ("more_problems", &["count"]),
];

impl Problem {
    /// The most problems that are told one by one.
    pub const MOST: usize = 5_000;

    /// An error found by the caller in a row; `code` and the names in `params` stand in [`SENTENCES`].
    pub fn error(
        at: &Place,
        column: &str,
        kind: Kind,
        code: &'static str,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        Self {
            file: at.file.clone(),
            line: at.line,
            column: Some(column.to_owned()),
            kind: Some(kind),
            severity: Severity::Error,
            code,
            params,
        }
    }

    /// The same that does not forbid the import.
    pub fn warning(
        at: &Place,
        column: &str,
        kind: Kind,
        code: &'static str,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(at, column, kind, code, params) }
    }

    /// A remark on a file or folder as a whole.
    pub(super) fn about_file(file: &str, code: &'static str) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: None,
            kind: None,
            severity: Severity::Warning,
            code,
            params: Vec::new(),
        }
    }

    pub(super) fn of_fault(table: &Table, line: u64, column: Option<&str>, fault: Fault) -> Self {
        Self {
            file: table.file.clone(),
            line,
            column: column.filter(|column| !column.is_empty()).map(str::to_owned),
            kind: Some(table.kind),
            severity: fault.severity,
            code: fault.code,
            params: fault.params,
        }
    }

    /// The sentence in French, its place left to the caller.
    pub fn message(&self) -> String {
        sentence(&format!("problem_{}", self.code), &self.params)
    }
}

static FRENCH: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../../assets/messages/register.fr.json")).unwrap_or_default()
});

/// The French sentence under `key`, its placeholders filled in one pass so that a value can hold braces.
pub(super) fn sentence(key: &str, params: &[(&'static str, String)]) -> String {
    let Some(template) = FRENCH.get(key) else { return key.to_owned() };
    let mut said = String::with_capacity(template.len());
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        if let Some((_, value)) = params.iter().find(|(known, _)| *known == name) {
            said.push_str(value);
        }
        rest = after;
    }
    said.push_str(rest);
    said
}

/// The problems found so far, and how many were not kept.
#[derive(Default)]
pub(super) struct Problems {
    kept: Vec<Problem>,
    dropped: usize,
}

impl Problems {
    pub(super) fn add(&mut self, problem: Problem) {
        if self.kept.len() < Problem::MOST {
            self.kept.push(problem);
        } else {
            self.dropped += 1;
        }
    }

    pub(super) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            self.add(problem);
        }
    }

    pub(super) fn has(&self, code: &str) -> bool {
        self.kept.iter().any(|problem| problem.code == code)
    }

    /// Makes errors of the remarks of that code; whether there are any.
    pub(super) fn raise(&mut self, code: &str) -> bool {
        let mut is_any = false;
        for problem in self.kept.iter_mut().filter(|problem| problem.code == code) {
            problem.severity = Severity::Error;
            is_any = true;
        }
        is_any
    }

    /// The tables of which that was told.
    pub(super) fn kinds_of(&self, code: &str) -> Vec<Kind> {
        self.kept.iter().filter(|problem| problem.code == code).filter_map(|problem| problem.kind).collect()
    }

    /// File by file, line by line.
    pub(super) fn in_order(mut self) -> Vec<Problem> {
        self.kept.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        if let (Some(last), true) = (self.kept.last().cloned(), self.dropped > 0) {
            self.kept.push(Problem {
                column: None,
                severity: Severity::Error,
                code: "more_problems",
                params: vec![("count", self.dropped.to_string())],
                ..last
            });
        }
        self.kept
    }
}
