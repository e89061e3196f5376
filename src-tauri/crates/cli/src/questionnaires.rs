//! `malleposte questionnaires`: who has not answered, forms, answers that came back.

use crate::answers::{Answer, Answered};
use crate::arguments::figures::Questionnaires;
use crate::{extension, unknown_format, warn_of_boxes, written};
use app::views::{AnswersReport, SatisfactionView, SurveyColumn, Upload};
use app::{App, words};
use domain::fault::{Fault, Outcome};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(crate) fn answer(app: &App, what: &Questionnaires) -> Outcome<Answered> {
    match what {
        Questionnaires::Pending { over } => {
            Ok(Answer::Pending(Box::new(app.satisfaction(over.period()?)?)).into())
        }
        Questionnaires::Form { reference, out } => {
            let bytes = match extension(out).as_str() {
                "pdf" => {
                    let form = app.form(reference)?;
                    warn_of_boxes(&form);
                    documents::form_pdf(&form)?
                }
                "html" => documents::form_html(&app.form(reference)?).into_bytes(),
                _ => return Err(unknown_format(out, ".pdf, .html")),
            };
            Ok(written(out, &bytes)?.into())
        }
        Questionnaires::Import { files, columns, dry_run } => import(app, files, columns, *dry_run),
    }
}

fn import(app: &App, files: &[PathBuf], columns: &[String], dry_run: bool) -> Outcome<Answered> {
    let is_survey = |file: &PathBuf| extension(file) == "csv";
    if !files.iter().any(is_survey) {
        if dry_run {
            return Err(Fault::input("dry_run_of_survey").on("dry-run"));
        }
        let uploads = files.iter().map(|file| upload(file)).collect::<Outcome<Vec<_>>>()?;
        return Ok(Answered::done(app.read_answers(&uploads)?, Answer::Answers));
    }
    let [file] = files else { return Err(Fault::input("survey_alone").on("files")) };
    let file = upload(file)?;
    let guessed = app.try_survey(&file, None)?.columns;
    let columns = named(guessed, columns)?;
    if dry_run {
        return Ok(Answer::Answers(app.try_survey(&file, Some(&columns))?.answers).into());
    }
    Ok(Answered::done(app.import_survey(&file, &columns)?, |survey| Answer::Answers(survey.answers)))
}

fn upload(file: &Path) -> Outcome<Upload> {
    app::upload(file).map_err(|fault| fault.on("files"))
}

/// The columns with what the arguments say of them.
fn named(mut columns: Vec<SurveyColumn>, said: &[String]) -> Outcome<Vec<SurveyColumn>> {
    for said in said {
        let wrong = || Fault::input("column_unknown").with("column", said.as_str()).on("column");
        let (heading, field) = said.rsplit_once('=').ok_or_else(wrong)?;
        let place = columns.iter().position(|column| column.heading == heading).ok_or_else(wrong)?;
        // A field is brought by one column.
        for column in &mut columns {
            if column.field == field {
                column.field.clear();
            }
        }
        field.clone_into(&mut columns[place].field);
    }
    Ok(columns)
}

pub(crate) fn pending_text(view: &SatisfactionView) -> String {
    let mut text = String::new();
    for row in &view.pending {
        let back = row.line.returned_on.map(words::day).unwrap_or_default();
        let line = &row.line;
        let _ = writeln!(
            text,
            "{}  {}  {}  {}  rentré le {back}, il y a {} jours  {}",
            row.reference, line.code, line.title, line.borrower, row.days_back, row.mail
        );
    }
    let _ = writeln!(
        text,
        "{} questionnaires attendus, {} reçus pour {} sorties",
        view.pending_total, view.answered_total, view.sorties
    );
    text
}

pub(crate) fn report_text(report: &AnswersReport) -> String {
    let mut text = String::new();
    for read in &report.read {
        let _ =
            writeln!(text, "repris {} : {} {} ({})", read.place, read.reference, read.title, read.borrower);
    }
    for refused in &report.refused {
        let _ = writeln!(text, "refusé {} : {}", refused.place, words::fault(&refused.fault));
    }
    let _ = writeln!(text, "{} repris, {} refusés", report.read.len(), report.refused.len());
    text
}
