//! Files of answers that forms saved. What comes back is data: it is read, checked against its loan, and never run.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::evaluation::forms::is_token;
use crate::evaluation::questionnaires::{line_of, reference};
use crate::files::uploads;
use crate::views::{Answers, AnswersReport, Done, ReadAnswers, RefusedAnswers, Upload};
use domain::fault::{Fault, FaultKind, Outcome};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::Write;
use store::line::NamedLine;

/// The largest file of answers: a hundred times the longest.
const LARGEST: usize = 2 << 20;

/// What a form saves.
#[derive(Debug, Deserialize)]
struct Saved {
    malleposte: String,
    version: u32,
    reference: String,
    token: String,
    answers: Answers,
}

impl App {
    /// Reads files that forms saved. Each stands for itself: those that are right go in, as one operation; those that
    /// are not come back with why, and leave nothing.
    ///
    /// # Errors
    /// `answers_all_refused` is not one: a report says it. Faults of the base.
    pub fn read_answers(&self, files: &[Upload]) -> Outcome<Done<AnswersReport>> {
        let key = self.forms_key()?;
        self.take_in(|tx, at, report| {
            for file in files {
                let taken = saved(file).and_then(|saved| {
                    let named = line_of(tx, &saved.reference)?;
                    if !is_token(&key, &named, &saved.reference, &saved.token) {
                        return Err(
                            Fault::input("answers_of_another_loan").with("number", saved.reference.as_str())
                        );
                    }
                    self.write_answers(tx, at, &named, &saved.answers, false)?;
                    Ok(named)
                });
                report.add(&file.name, taken)?;
            }
            Ok(())
        })
    }

    /// One operation around what takes answers in; none where nothing went in.
    pub(crate) fn take_in(
        &self,
        take: impl FnOnce(&Write<'_>, &At, &mut AnswersReport) -> Outcome<()>,
    ) -> Outcome<Done<AnswersReport>> {
        let mut refused = None;
        let done = self.transact(|tx, at| {
            let mut report = AnswersReport::default();
            take(tx, at, &mut report)?;
            if report.read.is_empty() {
                refused = Some(report);
                return Err(Fault::input("answers_none"));
            }
            let count = i64::try_from(report.read.len()).unwrap_or(i64::MAX);
            Ok((report, Operation::new("answers_read").with("count", count)))
        });
        match (done, refused) {
            (Err(fault), Some(report)) if fault.code == "answers_none" => {
                Ok(Done { value: report, entry: None, changed: BTreeSet::new(), told: Vec::new() })
            }
            (done, _) => done,
        }
    }
}

impl AnswersReport {
    /// Adds what became of one file or line. A fault of the base is not about what was in it, and ends all.
    pub(crate) fn add(&mut self, place: &str, taken: Outcome<NamedLine>) -> Outcome<()> {
        match taken {
            Ok(named) => self.read.push(ReadAnswers {
                place: place.to_owned(),
                reference: reference(&named),
                title: named.title,
                borrower: named.borrower,
            }),
            Err(fault) if fault.kind == FaultKind::Base => return Err(fault),
            Err(fault) => self.refused.push(RefusedAnswers { place: place.to_owned(), fault }),
        }
        Ok(())
    }
}

fn saved(file: &Upload) -> Outcome<Saved> {
    let unreadable = || Fault::input("answers_unreadable").with("file", file.name.as_str());
    let bytes = uploads::bytes(file, "files")?;
    if bytes.len() > LARGEST {
        return Err(Fault::input("answers_too_large").with("file", file.name.as_str()));
    }
    let saved: Saved = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
    if saved.malleposte != "questionnaire" {
        return Err(unreadable());
    }
    if saved.version != 1 {
        return Err(Fault::input("answers_newer").with("file", file.name.as_str()));
    }
    Ok(saved)
}
