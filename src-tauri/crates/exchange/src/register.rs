//! A register as a centre keeps it, read whole: a folder of CSV files, one CSV file, or one XLSX or ODS workbook.
//!
//! Every cell that cannot be taken as it stands becomes a [`Problem`] at its place, and its row is left out; the
//! caller decides what to do with the sound rows. References between tables (a loan that names a resource) are not
//! checked here: the caller also has the base, where the other half may be.

mod across;
mod cells;
mod columns;
pub(crate) mod delimited;
mod encoding;
mod error_words;
mod faulty;
mod labels;
mod numbers;
mod problem;
pub(crate) mod recognise;
mod records;
mod rows;
#[cfg(test)]
mod samples;
mod sniff;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod unreadable;
mod values;
mod words;
mod workbook;

use std::path::Path;

pub use faulty::{Faulty, Reference};
pub use labels::{ConditionLabel, LoanStatus, PeopleCount, ResourceKindLabel, Satisfaction};
pub use problem::{Kind, Problem, SENTENCES, Severity};
pub use records::{
    BorrowerRecord, InventoryRecord, LoanRecord, QuestionnaireRecord, ResourceRecord, SetPartRecord,
};
pub use unreadable::Unreadable;

use problem::Problems;
use sniff::Form;
use source::Found;
use table::{Table, Tables};

/// Where a row was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file name, or `workbook › sheet`.
    pub file: String,
    /// The physical line (from 1) where the row begins, or the row number of the sheet.
    pub line: u64,
}

/// A record and the place it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<T> {
    /// Where it was read, to report what the caller finds wrong with it.
    pub at: Place,
    /// What was read.
    pub record: T,
}

/// The sound rows of a register, in the order of its files, and everything that is wrong with the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    /// Entries of the catalogue (`fonds`, `ressources`).
    pub resources: Vec<Row<ResourceRecord>>,
    /// Which resources a set is made of (`ensembles`).
    pub set_parts: Vec<Row<SetPartRecord>>,
    /// What the malles contain (`malles-contenu`).
    pub inventory: Vec<Row<InventoryRecord>>,
    /// Organisations that borrow (`emprunteurs`).
    pub borrowers: Vec<Row<BorrowerRecord>>,
    /// Loans, one line each (`prets`).
    pub loans: Vec<Row<LoanRecord>>,
    /// Satisfaction forms (`questionnaires`).
    pub questionnaires: Vec<Row<QuestionnaireRecord>>,
    /// What the rows that could not be taken name and refer to.
    pub faulty: Faulty,
    /// In the order of the files, then of the lines; at most [`Problem::MOST`] and one that says how many more.
    pub problems: Vec<Problem>,
}

impl Register {
    /// Whether a problem forbids the import; warnings do not.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// Reads the register at `path`: a folder (its tables in text and its only workbook), or one file.
///
/// # Errors
/// When nothing at all can be read there; what is wrong with single cells is in [`Register::problems`].
pub fn read(path: &Path) -> Result<Register, Unreadable> {
    let Found { files, not_read } = source::files_at(path)?;
    read_with(&files, not_read)
}

/// Reads a register from the names and contents of its files. The names tell the tables apart, see [`read`].
///
/// # Errors
/// As [`read`].
pub fn read_files(files: &[(String, Vec<u8>)]) -> Result<Register, Unreadable> {
    read_with(files, Vec::new())
}

/// The same, with what is told already.
fn read_with(files: &[(String, Vec<u8>)], told: Vec<Problem>) -> Result<Register, Unreadable> {
    let mut problems = Problems::default();
    problems.extend(told);
    let tables = Tables::of_files(files, &mut problems)?;
    let mut faulty = Faulty::default();
    for kind in problems.kinds_of("file_empty") {
        faulty.add_all_of(kind);
    }
    let (problems, faulty) = (&mut problems, &mut faulty);
    let mut register = Register {
        resources: rows::records(&tables, problems, faulty),
        set_parts: rows::records(&tables, problems, faulty),
        inventory: rows::records(&tables, problems, faulty),
        borrowers: rows::records(&tables, problems, faulty),
        loans: rows::records(&tables, problems, faulty),
        questionnaires: rows::records(&tables, problems, faulty),
        ..Register::default()
    };
    register.loans = across::loans_agree(register.loans, problems);
    across::tell_borrowers_alike(&register.borrowers, problems);
    register.faulty = std::mem::take(faulty);
    register.problems = std::mem::take(problems).in_order();
    Ok(register)
}

impl Tables {
    /// The tables of the CSV files and of the only workbook. Beside CSV files several workbooks are left aside, for
    /// they are most often copies.
    fn of_files(files: &[(String, Vec<u8>)], problems: &mut Problems) -> Result<Self, Unreadable> {
        let whole = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
        let mut workbooks = Vec::new();
        let mut tables = Vec::new();
        let known = |(name, _): &&(String, Vec<u8>)| source::is_text(name) || source::is_workbook(name);
        for (name, bytes) in files.iter().filter(known) {
            if bytes.len() as u64 > source::LARGEST_FILE {
                return Err(Unreadable::new("too_large", name));
            }
            match sniff::form(name, bytes).map_err(|code| Unreadable::new(code, name))? {
                Form::Workbook => workbooks.push((name, bytes)),
                Form::Text => match delimited::read(name, bytes)? {
                    Ok(table) => tables.push(table),
                    Err(unknown) => problems.add(unknown),
                },
            }
        }
        match workbooks.as_slice() {
            [] => {}
            [(name, bytes)] => tables.extend(workbook::read(name, bytes, problems)?),
            _ if tables.is_empty() => return Err(Unreadable::new("several_workbooks", &whole)),
            [(first, _), ..] => {
                let names: Vec<&str> = workbooks.iter().map(|(name, _)| name.as_str()).collect();
                problems.add(Problem {
                    file: (*first).clone(),
                    line: 1,
                    column: None,
                    kind: None,
                    severity: Severity::Warning,
                    code: "file_left_aside",
                    params: vec![("files", names.join(", "))],
                });
            }
        }
        // That nothing at all is read is no remark, and what is told of the nearest to a table says how to mend it.
        let lacking = ["file_unknown_lacks", "sheet_unknown_lacks"];
        if tables.is_empty() && lacking.map(|code| problems.raise(code)) == [false; 2] {
            let code = if problems.has("file_empty") { "empty" } else { "nothing_known" };
            return Err(Unreadable::new(code, &whole));
        }
        for table in &tables {
            problems.extend(table.faults());
        }
        Ok(Self(tables))
    }
}

impl Table {
    fn faults(&self) -> impl Iterator<Item = Problem> {
        self.faults
            .iter()
            .map(|found| Problem::of_fault(self, found.line, found.column.as_deref(), found.fault.clone()))
    }
}
