//! A register brought into the base: everything valid goes in as one operation, or nothing does.

mod loans;
mod mapping;

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::views::{Added, Done, ImportProblem, ImportReport, Upload};
use domain::calendar::Buffers;
use domain::catalogue::{ResourceKind, SetPart};
use domain::fault::{Fault, Outcome};
use domain::id::LoanId;
use exchange::register::{
    self, BorrowerRecord, InventoryRecord, Kind, Place, Problem, QuestionnaireRecord, Register,
    ResourceRecord, Row, SetPartRecord, Severity,
};
use mapping::{
    Channels, borrower_of, item_of, questionnaire_of, record_of_borrower, record_of_item,
    record_of_questionnaire, record_of_resource, resource_of,
};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use store::{Write, borrower, line, questionnaire, resource};

impl From<&Problem> for ImportProblem {
    fn from(problem: &Problem) -> Self {
        Self {
            file: problem.file.clone(),
            line: problem.line,
            column: problem.column.clone(),
            kind: problem.code,
            severity: if problem.severity == Severity::Error { "error" } else { "warning" },
            message: problem.message(),
        }
    }
}

impl App {
    /// Imports a register: a folder of CSV files, or a workbook. With `dry_run` nothing is written, and the
    /// report says what would be.
    ///
    /// # Errors
    /// `register_unreadable`; faults of the base. Problems in the register are in the report.
    pub fn import_register(&self, path: &Path, dry_run: bool) -> Outcome<Done<ImportReport>> {
        let register =
            tracing::info_span!("reading").in_scope(|| register::read(path)).map_err(|unreadable| {
                Fault::input("register_unreadable").with("message", unreadable.message()).on("path")
            })?;
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        self.import(&register, &name, dry_run)
    }

    /// The same of files that a person dropped on the window.
    ///
    /// # Errors
    /// `register_unreadable`, `file_unreadable`; faults of the base.
    pub fn import_files(&self, files: &[Upload], dry_run: bool) -> Outcome<Done<ImportReport>> {
        let mut read = Vec::new();
        for file in files {
            read.push((file.name.clone(), crate::files::uploads::bytes(file, "files")?));
        }
        let register = tracing::info_span!("reading").in_scope(|| register::read_files(&read)).map_err(
            |unreadable| {
                Fault::input("register_unreadable").with("message", unreadable.message()).on("files")
            },
        )?;
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        self.import(&register, &names.join(", "), dry_run)
    }

    pub(crate) fn import(
        &self,
        register: &Register,
        name: &str,
        dry_run: bool,
    ) -> Outcome<Done<ImportReport>> {
        let mut report = None;
        let work = |tx: &store::Write<'_>, at: &At| -> Outcome<(ImportReport, Operation)> {
            let mut import = Import::new(at, tx, register)?;
            import.run()?;
            let found = import.report();
            report = Some(found.clone());
            if found.is_refused() {
                return Err(Fault::input("register_refused"));
            }
            let operation = Operation::new("register_imported")
                .with("path", name)
                .with("resources", found.added.resources)
                .with("borrowers", found.added.borrowers)
                .with("lines", found.added.lines)
                .with("questionnaires", found.added.questionnaires);
            Ok((found, operation))
        };
        let nothing =
            |value| Done { value, entry: None, changed: std::collections::BTreeSet::new(), told: Vec::new() };
        let done = if dry_run {
            self.rehearse(work).map(nothing)
        } else {
            self.back_up_before_import();
            self.transact(work)
        };
        match (done, report) {
            (Err(fault), Some(mut refused)) if fault.code == "register_refused" => {
                refused.added = Added::default();
                Ok(nothing(refused))
            }
            // What is told of history stands in the report, at its line.
            (done, _) => done.map(|done| Done { told: Vec::new(), ..done }),
        }
    }
}

struct Import<'a> {
    at: &'a At,
    c: &'a Write<'a>,
    register: &'a Register,
    buffers: Buffers,
    channels: Channels,
    /// The numbers of the loans that the register brings, those refused too.
    numbers: HashSet<&'a str>,
    /// The loans that it made so far, and how many lines they have.
    made: HashMap<String, (LoanId, u32)>,
    /// The INSEE codes of which the person was told.
    told: HashSet<String>,
    added: Added,
    problems: Vec<Problem>,
}

impl<'a> Import<'a> {
    fn new(at: &'a At, c: &'a Write<'a>, register: &'a Register) -> Outcome<Self> {
        Ok(Self {
            at,
            c,
            register,
            buffers: crate::base::calendar::default_buffers(c)?,
            channels: Channels::of(c)?,
            numbers: register.loans.iter().map(|row| row.record.number.as_str()).collect(),
            made: HashMap::new(),
            told: HashSet::new(),
            added: Added::default(),
            problems: Vec::new(),
        })
    }

    fn run(&mut self) -> Outcome<()> {
        let register = self.register;
        for row in &register.resources {
            self.resource(row)?;
        }
        for row in &register.set_parts {
            self.set_part(row)?;
        }
        for row in &register.inventory {
            self.inventory(row)?;
        }
        for row in &register.borrowers {
            self.borrower(row)?;
        }
        for row in &register.loans {
            self.loan(row)?;
        }
        for row in &register.questionnaires {
            self.questionnaire(row)?;
        }
        // What a row with faults of its own refers to is told in the same run.
        for reference in &register.faulty.references {
            let is_there = match reference.to {
                Kind::Borrower => borrower::by_code(self.c, &reference.read)?.is_some(),
                Kind::Loan => store::loan::by_number(self.c, &reference.read)?.is_some(),
                _ => resource::brief_by_code(self.c, &reference.read)?.is_some(),
            };
            if !is_there {
                self.unknown(&reference.at, reference.column, reference.kind, reference.to, &reference.read);
            }
        }
        Ok(())
    }

    fn report(&self) -> ImportReport {
        let mut problems: Vec<&Problem> = self.register.problems.iter().chain(&self.problems).collect();
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        ImportReport { added: self.added, problems: problems.into_iter().map(ImportProblem::from).collect() }
    }

    fn problem(
        &mut self,
        at: &Place,
        column: &str,
        kind: Kind,
        code: &'static str,
        params: Vec<(&'static str, String)>,
    ) {
        self.problems.push(Problem::error(at, column, kind, code, params));
    }

    fn remark(
        &mut self,
        at: &Place,
        column: &str,
        kind: Kind,
        code: &'static str,
        params: Vec<(&'static str, String)>,
    ) {
        self.problems.push(Problem::warning(at, column, kind, code, params));
    }

    /// The same key is there already: nothing to add, or a problem when the content differs.
    fn already_there(&mut self, at: &Place, column: &str, kind: Kind, key: &str, columns: &[&str]) {
        if !columns.is_empty() {
            let params = vec![("key", key.to_owned()), ("columns", columns.join(", "))];
            self.problem(at, column, kind, "already_there_differs", params);
        }
    }

    /// A row names one of another table that is not there; one that the register has, with faults of its own, is.
    fn unknown(&mut self, at: &Place, column: &str, kind: Kind, to: Kind, read: &str) {
        let is_refused = to == Kind::Loan && self.numbers.contains(read);
        if is_refused || self.register.faulty.may_hold(to, read) {
            return;
        }
        let code = match to {
            Kind::Borrower => "borrower_unknown",
            Kind::Loan => "loan_unknown",
            _ => "resource_unknown",
        };
        self.problem(at, column, kind, code, vec![("read", read.to_owned())]);
    }

    /// Tells a code that no commune has, once. The arrondissements of Paris, Lyon and Marseille, and places abroad, have codes
    /// that are no communes'.
    fn tell_insee(&mut self, at: &Place, column: &str, kind: Kind, insee: Option<&String>) {
        const OTHERS: [&str; 5] = ["751", "6938", "132", "98", "99"];
        let Some(insee) = insee.filter(|insee| !OTHERS.iter().any(|other| insee.starts_with(other))) else {
            return;
        };
        if self.told.insert(insee.clone()) && crate::people::communes::by_insee(insee).is_none() {
            self.remark(at, column, kind, "insee_unknown", vec![("read", insee.clone())]);
        }
    }

    fn resource(&mut self, row: &Row<ResourceRecord>) -> Outcome<()> {
        let resource = resource_of(&row.record, self.buffers).checked()?;
        match resource::by_code(self.c, &resource.code)? {
            Some(there) => {
                let columns = record_of_resource(&resource).differences(&record_of_resource(&there));
                self.already_there(&row.at, "code", Kind::Resource, &resource.code, &columns);
            }
            None => {
                resource::save(self.c, &resource)?;
                self.added.resources += 1;
            }
        }
        Ok(())
    }

    fn set_part(&mut self, row: &Row<SetPartRecord>) -> Outcome<()> {
        let record = &row.record;
        let set = resource::brief_by_code(self.c, &record.set_code)?;
        let part = resource::brief_by_code(self.c, &record.part_code)?;
        if set.is_none() {
            self.unknown(&row.at, "ensemble_code", Kind::SetPart, Kind::Resource, &record.set_code);
        }
        if part.is_none() {
            self.unknown(&row.at, "ressource_code", Kind::SetPart, Kind::Resource, &record.part_code);
        }
        let (Some(set), Some(part)) = (set, part) else { return Ok(()) };
        if set.kind != ResourceKind::ResourceSet {
            let params = vec![("read", record.set_code.clone())];
            self.problem(&row.at, "ensemble_code", Kind::SetPart, "not_a_set", params);
            return Ok(());
        }
        if part.kind == ResourceKind::ResourceSet {
            let params = vec![("read", record.part_code.clone())];
            self.problem(&row.at, "ressource_code", Kind::SetPart, "set_of_sets", params);
            return Ok(());
        }
        if record.quantity > part.capacity {
            let params = vec![("read", record.quantity.to_string()), ("capacity", part.capacity.to_string())];
            self.problem(&row.at, "quantite", Kind::SetPart, "quantity_over_capacity", params);
            return Ok(());
        }
        let there = resource::parts(self.c, set.id)?.into_iter().find(|there| there.part == part.id);
        match there {
            Some(there) => {
                let columns: &[&str] = if there.quantity == record.quantity { &[] } else { &["quantite"] };
                let key = format!("{}, {}", record.set_code, record.part_code);
                self.already_there(&row.at, "ressource_code", Kind::SetPart, &key, columns);
            }
            None => {
                resource::insert_part(self.c, set.id, &SetPart { part: part.id, quantity: record.quantity })?;
                self.added.set_parts += 1;
            }
        }
        Ok(())
    }

    fn inventory(&mut self, row: &Row<InventoryRecord>) -> Outcome<()> {
        let record = &row.record;
        let Some(resource) = resource::brief_by_code(self.c, &record.resource_code)? else {
            self.unknown(&row.at, "malle_code", Kind::InventoryItem, Kind::Resource, &record.resource_code);
            return Ok(());
        };
        let item = item_of(record);
        match resource::item_at(self.c, resource.id, record.position)? {
            Some(there) => {
                let (code, position) = (&record.resource_code, record.position);
                let columns = record_of_item(&item, code, position)
                    .differences(&record_of_item(&there, code, position));
                self.already_there(
                    &row.at,
                    "ordre",
                    Kind::InventoryItem,
                    &format!("{code}, {position}"),
                    &columns,
                );
            }
            None => {
                resource::insert_item(self.c, resource.id, record.position, &item)?;
                self.added.inventory += 1;
            }
        }
        Ok(())
    }

    fn borrower(&mut self, row: &Row<BorrowerRecord>) -> Outcome<()> {
        self.tell_insee(&row.at, "code_insee", Kind::Borrower, row.record.insee.as_ref());
        let borrower = borrower_of(&row.record).checked()?;
        match borrower::by_code(self.c, &borrower.code)? {
            Some(there) => {
                let columns = record_of_borrower(&borrower).differences(&record_of_borrower(&there));
                self.already_there(&row.at, "code", Kind::Borrower, &borrower.code, &columns);
            }
            None => {
                borrower::save(self.c, &borrower)?;
                self.added.borrowers += 1;
            }
        }
        Ok(())
    }

    fn questionnaire(&mut self, row: &Row<QuestionnaireRecord>) -> Outcome<()> {
        let record = &row.record;
        let number = &record.loan_number;
        let loan = store::loan::by_number(self.c, number)?;
        let lines = loan.map(|loan| line::of_loan(self.c, loan.id)).transpose()?.unwrap_or_default();
        let left = lines.iter().find(|named| named.line.state.has_left());
        let going = left.or_else(|| lines.iter().find(|named| !named.line.state.is_off()));
        let Some(of) = going.or(lines.first()) else {
            self.unknown(&row.at, "pret_numero", Kind::Questionnaire, Kind::Loan, number);
            return Ok(());
        };
        if going.is_none() {
            let params = vec![("read", number.clone())];
            self.remark(&row.at, "pret_numero", Kind::Questionnaire, "questionnaire_of_cancelled", params);
        }
        let answers = questionnaire_of(record, of.line.id);
        match questionnaire::of_line(self.c, of.line.id)? {
            Some(there) => {
                let columns = record_of_questionnaire(&answers, number)
                    .differences(&record_of_questionnaire(&there, number));
                self.already_there(&row.at, "pret_numero", Kind::Questionnaire, number, &columns);
            }
            None => {
                questionnaire::insert(self.c, &answers)?;
                self.added.questionnaires += 1;
            }
        }
        Ok(())
    }
}
