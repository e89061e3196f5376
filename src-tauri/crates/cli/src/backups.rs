//! Backups: made, listed, gone back to.

use crate::answers::Answer;
use app::views::{BackupCard, BackupReason, BaseCounts, RestoreLoss};
use app::{App, words};
use chrono::NaiveDateTime;
use domain::fault::Outcome;
use std::path::Path;

/// How many of the lost loans and operations are named: the others are counted.
const NAMED: usize = 20;

pub(crate) fn back_up(app: &App, out: Option<&Path>) -> Outcome<Answer> {
    Ok(match out {
        Some(out) => Answer::BackedUp { bytes: app.back_up_into(out)?, path: out.display().to_string() },
        None => {
            let made = app.back_up()?;
            Answer::BackedUp { path: made.path, bytes: made.bytes }
        }
    })
}

/// Says what a restore would lose, and does it where that was said; the list of backups without a file.
pub(crate) fn restore(base: &Path, file: Option<&Path>, yes: bool) -> Outcome<Answer> {
    let Some(file) = file else { return Ok(Answer::Backups(app::backups(base))) };
    let loss = Box::new(app::restore_loss(base, file)?);
    let kept = if yes { app::restore(base, file)? } else { None };
    Ok(Answer::Restore { loss, done: yes, kept: kept.map(|kept| kept.display().to_string()) })
}

/// A backup that failed on the way stopped nothing, and is told.
pub(crate) fn warn(app: &App) {
    if let Some(fault) = app.backup_fault() {
        eprintln!("{}", words::fault(&fault));
    }
}

pub(crate) fn made_text(path: &str, bytes: u64) -> String {
    words::sentence(
        "backup_made",
        &[("path", path.to_owned()), ("kilobytes", words::number(bytes.div_ceil(1024) as i64))],
    ) + "\n"
}

fn at(at: NaiveDateTime) -> String {
    format!("{} à {}", words::day(at.date()), at.format("%-H\u{a0}h\u{a0}%M"))
}

fn counts(counts: &BaseCounts) -> String {
    words::sentence(
        "backup_counts",
        &[
            ("loans", words::number(i64::from(counts.loans))),
            ("borrowers", words::number(i64::from(counts.borrowers))),
            ("resources", words::number(i64::from(counts.resources))),
        ],
    )
}

pub(crate) fn list_text(backups: &[BackupCard]) -> String {
    if backups.is_empty() {
        return words::french("backup_none") + "\n";
    }
    let line = |backup: &BackupCard| {
        let reason = words::french(match backup.reason {
            BackupReason::Start => "backup_start",
            BackupReason::Migration => "backup_migration",
            BackupReason::Import => "backup_import",
            BackupReason::Asked => "backup_asked",
        });
        let holds = backup.counts.as_ref().map_or_else(|| words::french("backup_illegible"), counts);
        format!("{} ({reason}) : {holds}\n  {}\n", at(backup.at), backup.path)
    };
    backups.iter().map(line).collect()
}

/// Some of a list, and how many more there are.
fn some<T>(list: &[T], line: impl Fn(&T) -> String) -> String {
    let mut text: String = list.iter().take(NAMED).map(|item| format!("  {}\n", line(item))).collect();
    if let Some(more) = list.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let more = words::sentence("backup_more", &[("count", words::number(more as i64))]);
        text.push_str(&format!("  {more}\n"));
    }
    text
}

pub(crate) fn restore_text(loss: &RestoreLoss, done: bool, kept: Option<&str>) -> String {
    let told = |key: &str, value: String| words::sentence(key, &[("what", value)]) + "\n";
    let mut text = told("restore_backup", counts(&loss.backup));
    match &loss.base {
        Some(base) => text.push_str(&told("restore_base", counts(base))),
        None => text.push_str(&(words::french("restore_base_illegible") + "\n")),
    }
    let lost = |key: &str, count: usize| told(key, words::number(count as i64));
    if !loss.loans.is_empty() {
        text.push_str(&lost(if done { "restore_lost_loans" } else { "restore_loans" }, loss.loans.len()));
        text.push_str(&some(&loss.loans, |loan| format!("{}, {}", loan.number, loan.borrower)));
    }
    if !loss.operations.is_empty() {
        text.push_str(&lost(
            if done { "restore_lost_operations" } else { "restore_operations" },
            loss.operations.len(),
        ));
        text.push_str(&some(&loss.operations, |entry| {
            format!("{}  {}  {}", entry.at, entry.by, words::journal(entry))
        }));
    }
    match (done, kept) {
        (false, _) => text.push_str(&words::french("restore_not_done")),
        (true, Some(kept)) => {
            text.push_str(&words::sentence("restore_done_kept", &[("path", kept.to_owned())]));
        }
        (true, None) => text.push_str(&words::french("restore_done")),
    }
    text + "\n"
}
