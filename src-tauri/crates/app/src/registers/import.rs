//! A register brought into the base: everything valid goes in as one operation, or nothing does.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::lending::judge::demand;
use crate::views::{Added, Done, ImportProblem, ImportReport, Upload};
use chrono::NaiveDate;
use domain::availability::availability;
use domain::borrower::{Borrower, Contact, Membership, Venue};
use domain::calendar::{Buffers, MOST_BUFFER};
use domain::catalogue::{Condition, ExhibitionForm, InventoryItem, Resource, ResourceKind, SetPart};
use domain::fault::{Fault, Outcome};
use domain::id::{LineId, LoanId};
use domain::interval::Period;
use domain::loan::{self, Cancellation, LineState, Loan, LoanLine};
use domain::occupation::Occupation;
use domain::questionnaire::{CountingMethod, Questionnaire, Satisfaction};
use domain::tariff::Tariff;
use exchange::register::{
    self, BorrowerRecord, InventoryRecord, Kind, LoanRecord, LoanStatus, PeopleCount, Place, Problem,
    QuestionnaireRecord, Register, ResourceKindLabel, ResourceRecord, Row, SetPartRecord, Severity,
};
use std::path::Path;
use store::line::NamedLine;
use store::occupation::Taker;
use store::{Write, borrower, line, occupation, questionnaire, resource};

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
            import.run(register)?;
            let found = import.report(register);
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
            |value| Done { value, entry: None, changed: crate::views::Changed::default(), told: Vec::new() };
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
            (done, _) => done,
        }
    }
}

struct Import<'a> {
    at: &'a At,
    c: &'a Write<'a>,
    buffers: Buffers,
    /// A row left out for its own errors would make every reference to it look unknown.
    references_are_sure: bool,
    added: Added,
    problems: Vec<Problem>,
}

impl<'a> Import<'a> {
    fn new(at: &'a At, c: &'a Write<'a>, register: &Register) -> Outcome<Self> {
        Ok(Self {
            at,
            c,
            buffers: crate::base::calendar::default_buffers(c)?,
            references_are_sure: !register.has_errors(),
            added: Added::default(),
            problems: Vec::new(),
        })
    }

    fn run(&mut self, register: &Register) -> Outcome<()> {
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
        Ok(())
    }

    fn report(&self, register: &Register) -> ImportReport {
        let mut problems: Vec<&Problem> = register.problems.iter().chain(&self.problems).collect();
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

    /// The same key is there already: nothing to add, or a problem when the content differs.
    fn already_there(&mut self, at: &Place, column: &str, kind: Kind, key: &str, columns: &[&str]) {
        if !columns.is_empty() {
            let params = vec![("key", key.to_owned()), ("columns", columns.join(", "))];
            self.problem(at, column, kind, "already_there_differs", params);
        }
    }

    fn unknown(&mut self, at: &Place, column: &str, kind: Kind, code: &'static str, read: &str) {
        if self.references_are_sure {
            self.problem(at, column, kind, code, vec![("read", read.to_owned())]);
        }
    }

    fn resource(&mut self, row: &Row<ResourceRecord>) -> Outcome<()> {
        if let Some(read) = &row.record.condition
            && condition_of(read).is_none()
        {
            let expected = CONDITIONS.map(|(label, _)| label).join(", ");
            self.problem(
                &row.at,
                "etat",
                Kind::Resource,
                "cell_not_in_list",
                vec![("read", read.clone()), ("expected", expected)],
            );
            return Ok(());
        }
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
        let Some(set) = resource::brief_by_code(self.c, &record.set_code)? else {
            self.unknown(&row.at, "ensemble_code", Kind::SetPart, "resource_unknown", &record.set_code);
            return Ok(());
        };
        let Some(part) = resource::brief_by_code(self.c, &record.part_code)? else {
            self.unknown(&row.at, "ressource_code", Kind::SetPart, "resource_unknown", &record.part_code);
            return Ok(());
        };
        if set.kind != ResourceKind::ResourceSet {
            self.problem(
                &row.at,
                "ensemble_code",
                Kind::SetPart,
                "not_a_set",
                vec![("read", record.set_code.clone())],
            );
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
            self.unknown(
                &row.at,
                "malle_code",
                Kind::InventoryItem,
                "resource_unknown",
                &record.resource_code,
            );
            return Ok(());
        };
        let item = InventoryItem {
            label: record.label.clone(),
            container: String::new(),
            quantity: record.quantity,
            consumable: record.is_consumable.unwrap_or(false),
            replacement_cents: record.replacement_value_cents,
            remarks: text(record.remarks.as_ref()),
        };
        match resource::item_at(self.c, resource.id, record.position)? {
            Some(there) => {
                let record_of = |item: &InventoryItem| InventoryRecord {
                    resource_code: record.resource_code.clone(),
                    position: record.position,
                    label: item.label.clone(),
                    quantity: item.quantity,
                    is_consumable: Some(item.consumable),
                    replacement_value_cents: item.replacement_cents,
                    remarks: some(&item.remarks),
                };
                let columns = record_of(&item).differences(&record_of(&there));
                let key = format!("{}, {}", record.resource_code, record.position);
                self.already_there(&row.at, "ordre", Kind::InventoryItem, &key, &columns);
            }
            None => {
                resource::insert_item(self.c, resource.id, record.position, &item)?;
                self.added.inventory += 1;
            }
        }
        Ok(())
    }

    fn borrower(&mut self, row: &Row<BorrowerRecord>) -> Outcome<()> {
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

    fn loan(&mut self, row: &Row<LoanRecord>) -> Outcome<()> {
        let record = &row.record;
        let resource = resource::brief_by_code(self.c, &record.resource_code)?;
        let borrower = borrower::by_code(self.c, &record.borrower_code)?;
        if resource.is_none() {
            self.unknown(&row.at, "ressource_code", Kind::Loan, "resource_unknown", &record.resource_code);
        }
        if borrower.is_none() {
            self.unknown(&row.at, "emprunteur_code", Kind::Loan, "borrower_unknown", &record.borrower_code);
        }
        let (Some(resource), Some(borrower)) = (resource, borrower) else { return Ok(()) };
        let (loan, line) = loan_of(record, &borrower, resource.id, self.at.today);
        if let Some(there) = store::loan::by_number(self.c, &loan.number)? {
            let lines = line::of_loan(self.c, there.id)?;
            let columns = match lines.as_slice() {
                [one] => {
                    let owner = borrower::by_id(self.c, there.borrower)?;
                    let new = record_of_loan(&loan, &line, &record.resource_code, &borrower);
                    new.differences(&record_of_loan(&there, &one.line, &one.code, &owner))
                }
                _ => vec!["ressource_code"],
            };
            self.already_there(&row.at, "numero", Kind::Loan, &loan.number, &columns);
            return Ok(());
        }
        if line.state != LineState::Cancelled
            && let Some(acquired) = resource.acquired_on
            && line.planned.from < acquired
        {
            let params = vec![("read", french(line.planned.from)), ("acquired", french(acquired))];
            self.problem(&row.at, "date_depart", Kind::Loan, "departure_before_acquisition", params);
            return Ok(());
        }
        if let Some(other) = self.in_the_way(&line)? {
            let params = vec![("resource", record.resource_code.clone()), ("other", other)];
            self.problem(&row.at, "date_depart", Kind::Loan, "overlap", params);
            return Ok(());
        }
        store::loan::insert(self.c, &loan.checked()?)?;
        line::insert(self.c, 1, &line)?;
        occupation::write_of_line(self.c, &line, &self.at.open)?;
        self.added.lines += 1;
        self.added.cancelled += u32::from(line.state == LineState::Cancelled);
        Ok(())
    }

    /// The number of a loan that takes what this line would take, in the base or earlier in the register.
    fn in_the_way(&self, line: &LoanLine) -> Outcome<Option<String>> {
        let today = self.at.today;
        let days = [Some(line.planned.from), Some(line.planned.to), line.departed_on, line.returned_on];
        let days = || days.iter().flatten().copied().chain((line.state == LineState::Out).then_some(today));
        let (Some(from), Some(to)) = (days().min(), days().max()) else { return Ok(None) };
        let around =
            Buffers { before: MOST_BUFFER, after: MOST_BUFFER }.around(Period { from, to }, &self.at.open);
        let brief = resource::brief_by_id(self.c, line.resource)?;
        for demand in demand(self.c, &brief, line.quantity, self.at, Some(around))? {
            let own = Occupation::of_line(line, demand.quantity, demand.need.buffers, &self.at.open);
            let Some(interval) = own.and_then(|own| own.seen_from(self.at.today, &self.at.open)) else {
                continue;
            };
            let answer = availability(&demand.need.load, interval, demand.quantity);
            if !answer.free {
                let first = demand.takers_in_the_way(&answer).into_iter().find_map(|taker| match taker {
                    Taker::Line(line) => Some(line),
                    Taker::Hold(_) => None,
                });
                let number =
                    first.map(|id| line::by_id(self.c, id)).transpose()?.map(|named: NamedLine| named.number);
                return Ok(Some(number.unwrap_or_default()));
            }
        }
        Ok(None)
    }

    fn questionnaire(&mut self, row: &Row<QuestionnaireRecord>) -> Outcome<()> {
        let record = &row.record;
        let loan = store::loan::by_number(self.c, &record.loan_number)?;
        let lines = loan.map(|loan| line::of_loan(self.c, loan.id)).transpose()?.unwrap_or_default();
        let Some(of) = lines.first() else {
            self.unknown(&row.at, "pret_numero", Kind::Questionnaire, "loan_unknown", &record.loan_number);
            return Ok(());
        };
        let answers = questionnaire_of(record, of.line.id);
        match questionnaire::of_line(self.c, of.line.id)? {
            Some(there) => {
                let number = &record.loan_number;
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

fn french(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn text(cell: Option<&String>) -> String {
    cell.cloned().unwrap_or_default()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The words of a register for the condition of a resource.
const CONDITIONS: [(&str, Condition); 4] = [
    ("bon", Condition::Good),
    ("à réparer", Condition::ToRepair),
    ("contenu à mettre à jour", Condition::Outdated),
    ("hors service", Condition::OutOfOrder),
];

fn condition_of(label: &str) -> Option<Condition> {
    CONDITIONS.iter().find(|(known, _)| *known == label).map(|(_, condition)| *condition)
}

fn resource_of(record: &ResourceRecord, buffers: Buffers) -> Resource {
    let (kind, form) = match record.kind {
        ResourceKindLabel::LightExhibition => (ResourceKind::Exhibition, Some(ExhibitionForm::Light)),
        ResourceKindLabel::InteractiveExhibition => {
            (ResourceKind::Exhibition, Some(ExhibitionForm::Interactive))
        }
        ResourceKindLabel::Malle => (ResourceKind::Malle, None),
        ResourceKindLabel::Equipment => (ResourceKind::Equipment, None),
        ResourceKindLabel::Machine => (ResourceKind::Machine, None),
        ResourceKindLabel::ResourceSet => (ResourceKind::ResourceSet, None),
    };
    Resource {
        form,
        format: text(record.format.as_ref()),
        themes: record.themes.clone(),
        audiences: record.audiences.clone(),
        panels: record.panels,
        owner: text(record.owner.as_ref()),
        acquired_on: record.acquired_on,
        insured_cents: record.insured_value_cents,
        weight_g: record.weight_g,
        surface_m2: record.surface_m2,
        setup_minutes: record.setup_minutes,
        capacity: record.capacity.unwrap_or(1),
        buffers,
        weekly_member_cents: record.member_weekly_cents,
        weekly_cents: record.other_weekly_cents,
        deposit_cents: record.deposit_cents,
        condition: record.condition.as_deref().and_then(condition_of).unwrap_or_default(),
        notes: text(record.remarks.as_ref()),
        ..Resource::new(&record.code, &record.title, kind)
    }
}

fn record_of_resource(resource: &Resource) -> ResourceRecord {
    ResourceRecord {
        code: resource.code.clone(),
        title: resource.title.clone(),
        kind: match (resource.kind, resource.form) {
            (ResourceKind::Exhibition, Some(ExhibitionForm::Interactive)) => {
                ResourceKindLabel::InteractiveExhibition
            }
            (ResourceKind::Exhibition, _) => ResourceKindLabel::LightExhibition,
            (ResourceKind::Malle, _) => ResourceKindLabel::Malle,
            (ResourceKind::Equipment, _) => ResourceKindLabel::Equipment,
            (ResourceKind::Machine, _) => ResourceKindLabel::Machine,
            (ResourceKind::ResourceSet, _) => ResourceKindLabel::ResourceSet,
        },
        format: some(&resource.format),
        capacity: Some(resource.capacity),
        themes: resource.themes.clone(),
        audiences: resource.audiences.clone(),
        panels: resource.panels,
        weight_g: resource.weight_g,
        insured_value_cents: resource.insured_cents,
        surface_m2: resource.surface_m2,
        setup_minutes: resource.setup_minutes,
        member_weekly_cents: resource.weekly_member_cents,
        other_weekly_cents: resource.weekly_cents,
        deposit_cents: resource.deposit_cents,
        owner: some(&resource.owner),
        acquired_on: resource.acquired_on,
        condition: Some(format!("{:?}", resource.condition)),
        remarks: some(&resource.notes),
    }
}

fn borrower_of(record: &BorrowerRecord) -> Borrower {
    let contact = Contact {
        function: text(record.contact.as_ref()),
        name: String::new(),
        mail: text(record.email.as_ref()),
        phone: text(record.telephone.as_ref()),
    };
    Borrower {
        borrower_type: record.kind.clone(),
        address: text(record.address.as_ref()),
        postcode: text(record.postal_code.as_ref()),
        commune: text(record.commune.as_ref()),
        insee: text(record.insee.as_ref()),
        departement: text(record.departement.as_ref()),
        uai: text(record.uai.as_ref()),
        contacts: if contact == Contact::default() { Vec::new() } else { vec![contact] },
        // The register says that it is a member, not since when.
        memberships: if record.is_member == Some(true) {
            vec![Membership { from: None, to: None }]
        } else {
            Vec::new()
        },
        ..Borrower::new(&record.code, &record.name)
    }
}

fn record_of_borrower(borrower: &Borrower) -> BorrowerRecord {
    let contact = borrower.contacts.first().cloned().unwrap_or_default();
    BorrowerRecord {
        code: borrower.code.clone(),
        name: borrower.name.clone(),
        kind: borrower.borrower_type.clone(),
        is_member: Some(!borrower.memberships.is_empty()),
        address: some(&borrower.address),
        postal_code: some(&borrower.postcode),
        commune: some(&borrower.commune),
        insee: some(&borrower.insee),
        departement: some(&borrower.departement),
        contact: some(&contact.function),
        email: some(&contact.mail),
        telephone: some(&contact.phone),
        uai: some(&borrower.uai),
    }
}

/// The channel of a line that the pass Culture paid, and of one that it did not.
const PASS_CULTURE: &str = "pass Culture";
const DIRECT: &str = "direct";

fn loan_of(
    record: &LoanRecord,
    borrower: &Borrower,
    resource: domain::id::ResourceId,
    today: NaiveDate,
) -> (Loan, LoanLine) {
    let loan = Loan {
        id: LoanId::new(),
        number: record.number.clone(),
        borrower: borrower.id,
        contact: borrower.contacts.first().map(|contact| contact.function.clone()).unwrap_or_default(),
        venue: match &record.venue_commune {
            None => Venue::from(borrower),
            Some(commune) if *commune == borrower.commune => {
                Venue { insee: text(record.venue_insee.as_ref()), ..Venue::from(borrower) }
            }
            Some(commune) => Venue {
                commune: commune.clone(),
                insee: text(record.venue_insee.as_ref()),
                ..Venue::default()
            },
        },
        created_on: today,
        transport: String::new(),
        insurance_received_on: None,
        agreement_sent_on: None,
        agreement_signed_on: None,
        notes: text(record.source.as_ref()),
    };
    let planned = Period { from: record.starts_on, to: record.ends_on };
    let state = match record.status {
        LoanStatus::Request => LineState::Request,
        LoanStatus::Option => LineState::Option,
        LoanStatus::Confirmed => LineState::Confirmed,
        LoanStatus::Out => LineState::Out,
        LoanStatus::Returned => LineState::Closed,
        LoanStatus::Cancelled => LineState::Cancelled,
    };
    let line = LoanLine {
        id: LineId::new(),
        loan: loan.id,
        resource,
        quantity: 1,
        state,
        planned,
        departed_on: state.has_left().then_some(planned.from),
        returned_on: (state == LineState::Closed).then_some(planned.to),
        option_until: (state == LineState::Option)
            .then(|| loan::option_until(today, planned, loan::OPTION_DAYS)),
        tariff: if borrower.is_member_on(planned.from) { Tariff::Member } else { Tariff::NonMember },
        channel: record
            .pass_culture
            .map(|paid| if paid { PASS_CULTURE } else { DIRECT })
            .unwrap_or_default()
            .to_owned(),
        usage: text(record.usage.as_ref()),
        accompaniment: text(record.accompaniment.as_ref()),
        amount_cents: record.amount_cents,
        cancellation: (state == LineState::Cancelled).then(|| Cancellation {
            on: record.cancelled_on,
            by: String::new(),
            reason: text(record.cancellation_reason.as_ref()),
            from: None,
        }),
    };
    (loan, line)
}

fn record_of_loan(loan: &Loan, line: &LoanLine, resource_code: &str, borrower: &Borrower) -> LoanRecord {
    let days = line.days_shown();
    LoanRecord {
        number: loan.number.clone(),
        resource_code: resource_code.to_owned(),
        borrower_code: borrower.code.clone(),
        venue_commune: some(&loan.venue.commune),
        venue_insee: some(&loan.venue.insee),
        starts_on: days.from,
        ends_on: days.to,
        status: match line.state {
            LineState::Request => LoanStatus::Request,
            LineState::Option => LoanStatus::Option,
            LineState::Confirmed => LoanStatus::Confirmed,
            LineState::Out => LoanStatus::Out,
            LineState::Returned | LineState::Closed => LoanStatus::Returned,
            LineState::Refused | LineState::Cancelled => LoanStatus::Cancelled,
        },
        cancelled_on: line.cancellation.as_ref().and_then(|off| off.on),
        cancellation_reason: line.cancellation.as_ref().and_then(|off| some(&off.reason)),
        pass_culture: some(&line.channel).map(|channel| channel == PASS_CULTURE),
        accompaniment: some(&line.accompaniment),
        usage: some(&line.usage),
        amount_cents: line.amount_cents,
        source: some(&loan.notes),
    }
}

fn questionnaire_of(record: &QuestionnaireRecord, line: LineId) -> Questionnaire {
    let satisfaction = |answer: Option<register::Satisfaction>| {
        answer.map(|answer| match answer {
            register::Satisfaction::Very => Satisfaction::VerySatisfied,
            register::Satisfaction::Satisfied => Satisfaction::Satisfied,
            register::Satisfaction::Little => Satisfaction::LittleSatisfied,
            register::Satisfaction::Not => Satisfaction::NotSatisfied,
        })
    };
    Questionnaire {
        line,
        answered_on: record.answered_on,
        first_loan: record.is_first_loan,
        how_known: text(record.known_through.as_ref()),
        people: record.people,
        people_range: None,
        counting: record.people_count.map(|count| match count {
            PeopleCount::Counted => CountingMethod::Headcount,
            PeopleCount::Estimated => CountingMethod::Estimate,
            PeopleCount::Unknown => CountingMethod::Unknown,
        }),
        audiences: record.audiences.clone(),
        overall: satisfaction(record.overall),
        appreciated: record.liked.clone(),
        not_appreciated: record.disliked.clone(),
        welcome: satisfaction(record.welcome),
        logistics: satisfaction(record.logistics),
        comment: text(record.comment.as_ref()),
        own: Vec::new(),
    }
}

fn record_of_questionnaire(answers: &Questionnaire, number: &str) -> QuestionnaireRecord {
    let satisfaction = |answer: Option<Satisfaction>| {
        answer.map(|answer| match answer {
            Satisfaction::VerySatisfied => register::Satisfaction::Very,
            Satisfaction::Satisfied => register::Satisfaction::Satisfied,
            Satisfaction::LittleSatisfied => register::Satisfaction::Little,
            Satisfaction::NotSatisfied => register::Satisfaction::Not,
        })
    };
    QuestionnaireRecord {
        loan_number: number.to_owned(),
        answered_on: answers.answered_on,
        is_first_loan: answers.first_loan,
        known_through: some(&answers.how_known),
        people: answers.people,
        people_count: answers.counting.map(|counting| match counting {
            CountingMethod::Headcount => PeopleCount::Counted,
            CountingMethod::Estimate | CountingMethod::Range => PeopleCount::Estimated,
            CountingMethod::Unknown => PeopleCount::Unknown,
        }),
        audiences: answers.audiences.clone(),
        overall: satisfaction(answers.overall),
        liked: answers.appreciated.clone(),
        disliked: answers.not_appreciated.clone(),
        welcome: satisfaction(answers.welcome),
        logistics: satisfaction(answers.logistics),
        comment: some(&answers.comment),
    }
}
