//! What a command answers, for a person and for a program.

use crate::{backups, catalogue, figures, lists, loans, output, people, questionnaires, settings};
use app::views::{
    AnswersReport, BackupCard, BehindList, BorrowerCard, BorrowerSheet, Done, Figures, FreeAnswer,
    HeldResource, JournalEntry, LineCard, ListView, LoanCard, LoanSheet, OutLine, PastFigure, ResourceCard,
    ResourceSheet, RestoreLoss, SatisfactionView, Settings,
};
use app::{App, CheckReport, ImportReport, words};
use domain::availability::Conflict;
use domain::fault::{Fault, Outcome, Param};
use domain::id::HoldId;
use domain::interval::Period;
use serde::Serialize;
use serde_json::{Value, json};

/// An answer and, of an operation, what a person should know of it although it was done.
pub(crate) struct Answered {
    answer: Answer,
    told: Option<Vec<Fault>>,
}

impl From<Answer> for Answered {
    fn from(answer: Answer) -> Self {
        Self { answer, told: None }
    }
}

impl Answered {
    /// What an operation answers.
    pub(crate) fn done<T>(done: Done<T>, answer: impl FnOnce(T) -> Answer) -> Self {
        Self { answer: answer(done.value), told: Some(done.told) }
    }

    pub(crate) fn exit_code(&self) -> u8 {
        self.answer.exit_code()
    }

    /// Writes the answer on standard output, and what should be known of it on standard error.
    pub(crate) fn print(&self, as_json: bool) -> Outcome<()> {
        for fault in self.told.iter().flatten() {
            output::tell(&format!("{}\n", words::sentence("told", &[("told", words::fault(fault))])));
        }
        if !as_json {
            return output::answer(&self.answer.text());
        }
        let mut json = self.answer.json();
        if let (Value::Object(json), Some(told)) = (&mut json, &self.told) {
            json.insert("told".to_owned(), told.iter().map(fault_json).collect());
        }
        output::answer(&pretty(&json))
    }
}

pub(crate) enum Answer {
    Created(Value),
    Help(String),
    Import { report: ImportReport, dry_run: bool },
    Resources(Vec<ResourceCard>),
    Resource(Box<ResourceSheet>),
    Free(Vec<FreeAnswer>),
    Held(Vec<HeldResource>),
    Holds(Vec<HeldResource>),
    Released(HoldId),
    Loan(Box<LoanSheet>),
    Loans(Vec<LoanCard>),
    Out(Vec<OutLine>),
    Borrowers(Vec<BorrowerCard>),
    Borrower(Box<BorrowerSheet>),
    Settings { settings: Settings, recomputed: u32, clashes: Vec<LineCard> },
    Written { path: String, bytes: usize },
    BackedUp { path: String, bytes: u64 },
    Backups(Vec<BackupCard>),
    Restore { loss: Box<RestoreLoss>, done: bool, kept: Option<String> },
    Undone(JournalEntry),
    Redone(JournalEntry),
    Lists(Vec<ListView>),
    Diagnostic(String),
    Journal(Vec<JournalEntry>),
    Figures(Box<Figures>),
    Behind(BehindList),
    Past(Vec<PastFigure>),
    Pending(Box<SatisfactionView>),
    Answers(AnswersReport),
    Check(CheckReport),
}

impl Answer {
    pub(crate) fn created(app: &App) -> Self {
        let state = app.base_state();
        let counts = state.as_ref().map(|state| (state.resources, state.borrowers)).unwrap_or_default();
        Self::Created(
            json!({ "base": app.path().display().to_string(), "resources": counts.0, "borrowers": counts.1 }),
        )
    }

    /// 2 for a register or answers that were refused, 4 for a base that is damaged, else 0.
    fn exit_code(&self) -> u8 {
        match self {
            Self::Import { report, .. } if report.is_refused() => 2,
            Self::Answers(report) if !report.refused.is_empty() => 2,
            Self::Check(report) if !report.clean => 4,
            _ => 0,
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Created(created) => created.clone(),
            Self::Help(help) => json!({ "help": help }),
            Self::Import { report, dry_run } => {
                let mut value = value(report);
                value["dry_run"] = json!(dry_run);
                value
            }
            Self::Resources(resources) => value(resources),
            Self::Resource(sheet) => value(sheet),
            Self::Free(answers) => answers.iter().map(free_json).collect(),
            Self::Held(held) => held.first().map(value).unwrap_or_default(),
            Self::Holds(holds) => value(holds),
            Self::Released(hold) => json!({ "released": hold }),
            Self::Loan(loan) => value(loan),
            Self::Loans(loans) => value(loans),
            Self::Out(lines) => value(lines),
            Self::Borrowers(borrowers) => value(borrowers),
            Self::Borrower(sheet) => value(sheet),
            Self::Settings { settings, recomputed, clashes } => {
                settings::json(settings, *recomputed, clashes)
            }
            Self::Written { path, bytes } => json!({ "path": path, "bytes": bytes }),
            Self::BackedUp { path, bytes } => json!({ "path": path, "bytes": bytes }),
            Self::Backups(backups) => value(backups),
            Self::Restore { loss, done, kept } => json!({ "loss": loss, "done": done, "kept": kept }),
            Self::Undone(entry) | Self::Redone(entry) => worded(entry),
            Self::Lists(lists) => value(lists),
            Self::Diagnostic(text) => json!({ "diagnostic": text }),
            Self::Journal(entries) => entries.iter().map(worded).collect(),
            Self::Figures(figures) => figures::json(figures),
            Self::Behind(list) => figures::list_json(list),
            Self::Past(past) => value(past),
            Self::Pending(view) => value(view),
            Self::Answers(report) => value(report),
            Self::Check(report) => value(report),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Created(created) => format!(
                "Base créée : {} ({} ressources, {} emprunteurs)\n",
                created["base"].as_str().unwrap_or_default(),
                created["resources"],
                created["borrowers"]
            ),
            Self::Help(help) => help.clone(),
            Self::Import { report, dry_run } => import_text(report, *dry_run),
            Self::Resources(resources) => resources.iter().map(catalogue::resource_text).collect(),
            Self::Resource(sheet) => catalogue::sheet_text(sheet),
            Self::Free(answers) => answers.iter().map(catalogue::free_text).collect(),
            Self::Held(holds) | Self::Holds(holds) => catalogue::holds_text(holds),
            Self::Released(hold) => format!("Immobilisation {hold} levée.\n"),
            Self::Loan(loan) => loans::loan_text(loan),
            Self::Loans(loans) => loans::loans_text(loans),
            Self::Out(lines) => loans::out_text(lines),
            Self::Borrowers(borrowers) => people::borrowers_text(borrowers),
            Self::Borrower(sheet) => people::sheet_text(sheet),
            Self::Settings { settings, recomputed, clashes } => {
                settings::text(settings, *recomputed, clashes)
            }
            Self::Written { path, bytes } => {
                format!("Fichier écrit : {path} ({} Ko)\n", bytes.div_ceil(1024))
            }
            Self::BackedUp { path, bytes } => backups::made_text(path, *bytes),
            Self::Backups(list) => backups::list_text(list),
            Self::Restore { loss, done, kept } => backups::restore_text(loss, *done, kept.as_deref()),
            Self::Undone(entry) => format!("Défait : {}\n", words::journal(entry)),
            Self::Redone(entry) => format!("Rétabli : {}\n", words::journal(entry)),
            Self::Lists(lists) => lists::text(lists),
            Self::Diagnostic(text) => text.clone(),
            Self::Journal(entries) => entries.iter().map(journal_text).collect(),
            Self::Figures(figures) => figures::text(figures),
            Self::Behind(list) => figures::list_text(list),
            Self::Past(past) => figures::past_text(past),
            Self::Pending(view) => questionnaires::pending_text(view),
            Self::Answers(report) => questionnaires::report_text(report),
            Self::Check(report) => check_text(report),
        }
    }
}

/// Tells a fault: a sentence on standard error, and on standard output its JSON where that was asked for.
pub(crate) fn print_fault(fault: &Fault, as_json: bool) {
    let mut told = match &fault.field {
        // These sentences say what is wrong with a field, not with which.
        Some(field) if fault.code.starts_with("text_") || fault.code.starts_with("date_") => {
            format!("--{field} : {}\n", words::fault(fault))
        }
        _ => format!("{}\n", words::fault(fault)),
    };
    if as_json {
        let mut json = json!({ "error": fault_json(fault) });
        if let Some(refusal) = &fault.refusal {
            json["conflicts"] = refusal.conflicts.iter().map(conflict_json).collect();
            json["alternatives"] = value(&refusal.alternatives);
        }
        output::tell(&told);
        // The sentence is told: nothing is left to do where its JSON cannot be written.
        drop(output::answer(&pretty(&json)));
        return;
    }
    if let Some(refusal) = &fault.refusal {
        let asked = match fault.params.get("code") {
            Some(Param::Text(code)) => code.as_str(),
            _ => "",
        };
        for conflict in &refusal.conflicts {
            told.push_str(&format!("  {}\n", conflict_text(conflict, asked)));
        }
        for alternative in &refusal.alternatives {
            told.push_str(&format!("  libre {}\n", period_text(*alternative)));
        }
    }
    output::tell(&told);
}

fn pretty(json: &Value) -> String {
    serde_json::to_string_pretty(json).unwrap_or_default() + "\n"
}

fn fault_json(fault: &Fault) -> Value {
    json!({ "code": fault.code, "message": words::fault(fault), "field": fault.field, "params": fault.params })
}

/// What is in the way: the loan, where it is one, and the part that it takes of what was asked for.
pub(crate) fn conflict_text(conflict: &Conflict, asked: &str) -> String {
    let part = if conflict.code == asked { "" } else { conflict.code.as_str() };
    let loan = match conflict.number.as_str() {
        "" => String::new(),
        number => words::sentence("conflict_loan", &[("number", number.to_owned())]),
    };
    let before = joined(&[part, &loan]);
    let conflict = words::conflict(conflict);
    if before.is_empty() { conflict } else { format!("{before} : {conflict}") }
}

/// What is known of several things, without a comma for what is not.
pub(crate) fn joined(texts: &[&str]) -> String {
    let known: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    known.join(", ")
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

fn conflict_json(conflict: &Conflict) -> Value {
    let mut told = value(conflict);
    told["cause"] = told["reason"].take();
    told["reason"] = json!(words::conflict(conflict));
    told
}

fn free_json(answer: &FreeAnswer) -> Value {
    json!({
        "code": answer.code,
        "title": answer.title,
        "free": answer.free,
        "available": answer.available,
        "if_back": answer.if_back.iter().map(conflict_json).collect::<Vec<_>>(),
        "conflicts": answer.refusal.conflicts.iter().map(conflict_json).collect::<Vec<_>>(),
        "alternatives": answer.refusal.alternatives,
    })
}

fn worded(entry: &JournalEntry) -> Value {
    let mut told = value(entry);
    told["words"] = json!(words::journal(entry));
    told
}

pub(crate) fn period_text(period: Period) -> String {
    format!("du {} au {}", words::day(period.from), words::day(period.to))
}

fn import_text(report: &ImportReport, dry_run: bool) -> String {
    let mut text: String = report
        .problems
        .iter()
        .map(|problem| {
            let column = problem.column.as_deref().filter(|column| !column.is_empty());
            let column = column.map(|column| format!(", colonne {column}")).unwrap_or_default();
            let severity = if problem.severity == "error" { "erreur" } else { "avertissement" };
            format!("{}, ligne {}{column} ({severity}) : {}\n", problem.file, problem.line, problem.message)
        })
        .collect();
    let added = &report.added;
    if report.is_refused() {
        text.push_str("Rien n’a été importé.\n");
    } else {
        text.push_str(&format!(
            "{} : {} ressources, {} pièces d’inventaire, {} parties d’ensembles, {} emprunteurs, {} lignes dont {} annulées, {} questionnaires\n",
            if dry_run { "Entreraient" } else { "Importés" },
            added.resources,
            added.inventory,
            added.set_parts,
            added.borrowers,
            added.lines,
            added.cancelled,
            added.questionnaires
        ));
    }
    text
}

fn journal_text(entry: &JournalEntry) -> String {
    let undone = entry.undone_by.map(|by| format!(" (défaite par {by})")).unwrap_or_default();
    format!("{:>6}  {}  {}  {}{undone}\n", entry.entry, entry.at, entry.by, words::journal(entry))
}

fn check_text(report: &CheckReport) -> String {
    let mut text = String::new();
    for error in &report.errors {
        text.push_str(&format!("erreur : {error}\n"));
    }
    for alert in &report.alerts {
        let periods: Vec<String> = alert.periods.iter().map(|period| period_text(*period)).collect();
        let loans: Vec<&str> = alert.loans.iter().map(|loan| loan.number.as_str()).collect();
        text.push_str(&format!(
            "alerte : {} ({}) est pris plus de fois qu’il n’y en a {} ; dossiers {}\n",
            alert.title,
            alert.code,
            periods.join(", "),
            loans.join(", ")
        ));
    }
    text.push_str(if report.clean {
        "La base est saine.\n"
    } else {
        "La base est abîmée : reprenez une sauvegarde.\n"
    });
    text
}
