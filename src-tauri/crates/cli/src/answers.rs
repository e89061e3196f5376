//! What a command answers, for a person and for a program.

use crate::{backups, figures, questionnaires};
use app::views::{
    AnswersReport, BackupCard, BehindList, Figures, FreeAnswer, JournalEntry, LoanSheet, OutLine, PastFigure,
    ResourceCard, RestoreLoss, SatisfactionView,
};
use app::{App, CheckReport, ImportReport, words};
use domain::availability::Conflict;
use domain::fault::Fault;
use domain::interval::Period;
use serde::Serialize;
use serde_json::{Value, json};

pub(crate) enum Answer {
    Created(Value),
    Import { report: ImportReport, dry_run: bool },
    Resources(Vec<ResourceCard>),
    Free(Vec<FreeAnswer>),
    Loan(Box<LoanSheet>),
    Out(Vec<OutLine>),
    Written { path: String, bytes: usize },
    BackedUp { path: String, bytes: u64 },
    Backups(Vec<BackupCard>),
    Restore { loss: Box<RestoreLoss>, done: bool, kept: Option<String> },
    Undone(JournalEntry),
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
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Import { report, .. } if report.is_refused() => 2,
            Self::Answers(report) if !report.refused.is_empty() => 2,
            Self::Check(report) if !report.clean => 4,
            _ => 0,
        }
    }

    pub(crate) fn print(&self, as_json: bool) {
        if as_json {
            println!("{}", serde_json::to_string_pretty(&self.json()).unwrap_or_default());
        } else {
            print!("{}", self.text());
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Created(created) => created.clone(),
            Self::Import { report, dry_run } => {
                let mut value = value(report);
                value["dry_run"] = json!(dry_run);
                value
            }
            Self::Resources(resources) => value(resources),
            Self::Free(answers) => answers.iter().map(free_json).collect(),
            Self::Loan(loan) => value(loan),
            Self::Out(lines) => value(lines),
            Self::Written { path, bytes } => json!({ "path": path, "bytes": bytes }),
            Self::BackedUp { path, bytes } => json!({ "path": path, "bytes": bytes }),
            Self::Backups(backups) => value(backups),
            Self::Restore { loss, done, kept } => json!({ "loss": loss, "done": done, "kept": kept }),
            Self::Undone(entry) => worded(entry),
            Self::Journal(entries) => entries.iter().map(worded).collect(),
            Self::Figures(figures) => figures::json(figures),
            Self::Behind(list) => value(list),
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
            Self::Import { report, dry_run } => import_text(report, *dry_run),
            Self::Resources(resources) => resources.iter().map(resource_text).collect(),
            Self::Free(answers) => answers.iter().map(free_text).collect(),
            Self::Loan(loan) => loan_text(loan),
            Self::Out(lines) if lines.is_empty() => "Rien n’est sorti.\n".to_owned(),
            Self::Out(lines) => lines.iter().map(out_text).collect(),
            Self::Written { path, bytes } => {
                format!("Fichier écrit : {path} ({} Ko)\n", bytes.div_ceil(1024))
            }
            Self::BackedUp { path, bytes } => backups::made_text(path, *bytes),
            Self::Backups(list) => backups::list_text(list),
            Self::Restore { loss, done, kept } => backups::restore_text(loss, *done, kept.as_deref()),
            Self::Undone(entry) => format!("Annulé : {}\n", words::journal(entry)),
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
    match &fault.field {
        // These sentences say what is wrong with a field, not with which.
        Some(field) if fault.code.starts_with("text_") || fault.code.starts_with("date_") => {
            eprintln!("--{field} : {}", words::fault(fault));
        }
        _ => eprintln!("{}", words::fault(fault)),
    }
    if as_json {
        let mut told = json!({
            "error": { "code": fault.code, "message": words::fault(fault), "field": fault.field, "params": fault.params }
        });
        if let Some(refusal) = &fault.refusal {
            told["conflicts"] = refusal.conflicts.iter().map(conflict_json).collect();
            told["alternatives"] = value(&refusal.alternatives);
        }
        println!("{}", serde_json::to_string_pretty(&told).unwrap_or_default());
    } else if let Some(refusal) = &fault.refusal {
        for conflict in &refusal.conflicts {
            eprintln!("  dossier {} : {}", conflict.number, words::conflict(conflict));
        }
        for alternative in &refusal.alternatives {
            eprintln!("  libre {}", period_text(*alternative));
        }
    }
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
        "conflicts": answer.refusal.conflicts.iter().map(conflict_json).collect::<Vec<_>>(),
        "alternatives": answer.refusal.alternatives,
    })
}

fn worded(entry: &JournalEntry) -> Value {
    let mut told = value(entry);
    told["words"] = json!(words::journal(entry));
    told
}

fn period_text(period: Period) -> String {
    format!("du {} au {}", words::day(period.from), words::day(period.to))
}

fn import_text(report: &ImportReport, dry_run: bool) -> String {
    let mut text: String = report
        .problems
        .iter()
        .map(|problem| {
            let column =
                problem.column.as_deref().map(|column| format!(", colonne {column}")).unwrap_or_default();
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

fn resource_text(resource: &ResourceCard) -> String {
    let kind = words::kind(resource.kind, resource.form);
    let place = match (resource.out_now, resource.back_on) {
        (1.., Some(back)) => format!(", sortie, retour prévu {}", words::day(back)),
        _ => String::new(),
    };
    format!("{:<10} {} ({kind}{place})\n", resource.code, resource.title)
}

fn free_text(answer: &FreeAnswer) -> String {
    let verdict = if answer.free { "libre" } else { "pris" };
    let mut text =
        format!("{:<10} {verdict:<6} {} disponible(s)  {}\n", answer.code, answer.available, answer.title);
    for conflict in &answer.refusal.conflicts {
        text.push_str(&format!("           dossier {} : {}\n", conflict.number, words::conflict(conflict)));
    }
    for alternative in &answer.refusal.alternatives {
        text.push_str(&format!("           libre {}\n", period_text(*alternative)));
    }
    text
}

fn loan_text(loan: &LoanSheet) -> String {
    let mixed = if loan.mixed { " (lignes à des états différents)" } else { "" };
    let mut text = format!("Dossier {} : {}{mixed}\n", loan.number, words::state(loan.state));
    text.push_str(&format!(
        "  {}, {}\n  {}\n",
        loan.borrower.name,
        loan.venue.commune,
        period_text(loan.period)
    ));
    for line in &loan.lines {
        let late = if line.card.late_days > 0 {
            format!(", en retard de {} j", line.card.late_days)
        } else {
            String::new()
        };
        text.push_str(&format!(
            "  {} × {} {} : {}{late}\n",
            line.card.quantity,
            line.card.code,
            line.card.title,
            words::state(line.card.state)
        ));
    }
    text
}

fn out_text(line: &OutLine) -> String {
    let late = if line.late_days > 0 { format!(" (retard {} j)", line.late_days) } else { String::new() };
    format!(
        "{} {:<10} {} × {}  {}, {}  sortie {}, retour prévu {}{late}\n",
        line.number,
        line.code,
        line.quantity,
        line.title,
        line.borrower,
        line.venue,
        words::day(line.departed),
        words::day(line.due)
    )
}

fn journal_text(entry: &JournalEntry) -> String {
    let undone = entry.undone_by.map(|by| format!(" (annulée par {by})")).unwrap_or_default();
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
