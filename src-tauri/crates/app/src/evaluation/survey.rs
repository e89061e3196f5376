//! Answers of an online survey: which column brings what, and what its lines say.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::evaluation::questionnaires::{core_choices, line_of};
use crate::files::uploads;
use crate::views::{Answers, AnswersReport, CoreChoices, Done, SurveyColumn, SurveyReport, Upload};
use chrono::NaiveDate;
use domain::day::parse_day;
use domain::fault::{Fault, Outcome};
use domain::id::QuestionId;
use domain::questionnaire::{CountingMethod, OwnAnswer, Question, QuestionKind, Satisfaction};
use domain::text::folded;
use exchange::survey::{self, Survey, fold};
use std::collections::BTreeMap;
use store::{Write, question, setting};

/// The setting that keeps what the columns of the last survey brought.
const MAPPING: &str = "survey.columns";
/// Values shown of each column.
const EXAMPLES: usize = 3;

impl App {
    /// Says what the import of a survey would do. The columns bring what `columns` says, or else what they brought the
    /// last time, or else what their headings tell.
    ///
    /// # Errors
    /// `survey_unreadable`, `survey_field_unknown`, `survey_without_reference`; faults of the base.
    pub fn try_survey(&self, file: &Upload, columns: Option<&[SurveyColumn]>) -> Outcome<SurveyReport> {
        let (survey, columns) = self.survey(file, columns)?;
        if !columns.iter().any(|column| column.field == "reference") {
            return Ok(SurveyReport { columns, answers: AnswersReport::default() });
        }
        let answers = self.rehearse(|tx, at| {
            let mut report = AnswersReport::default();
            self.take_survey(tx, at, &survey, &columns, &mut report)?;
            Ok((report, Operation::new("answers_read")))
        })?;
        Ok(SurveyReport { columns, answers })
    }

    /// Takes a survey in: the lines that are right, as one operation.
    ///
    /// # Errors
    /// `survey_unreadable`, `survey_field_unknown`, `survey_without_reference`; faults of the base.
    pub fn import_survey(&self, file: &Upload, columns: &[SurveyColumn]) -> Outcome<Done<SurveyReport>> {
        let (survey, columns) = self.survey(file, Some(columns))?;
        if !columns.iter().any(|column| column.field == "reference") {
            return Err(Fault::input("survey_without_reference").on("columns"));
        }
        let kept: BTreeMap<String, &str> =
            columns.iter().map(|column| (fold(&column.heading), column.field.as_str())).collect();
        let kept = serde_json::to_string(&kept).unwrap_or_default();
        let done = self.take_in(|tx, at, report| {
            self.take_survey(tx, at, &survey, &columns, report)?;
            if !report.read.is_empty() {
                setting::set(tx, MAPPING, &kept)?;
            }
            Ok(())
        })?;
        Ok(done.map(|answers| SurveyReport { columns, answers }))
    }

    fn take_survey(
        &self,
        tx: &Write<'_>,
        at: &At,
        survey: &Survey,
        columns: &[SurveyColumn],
        report: &mut AnswersReport,
    ) -> Outcome<()> {
        let choices = core_choices(tx)?;
        let questions = question::all(tx)?;
        for (line, cells) in &survey.rows {
            let taken = row(columns, cells, &choices, &questions).and_then(|(reference, answers)| {
                let named = line_of(tx, &reference)?;
                self.write_answers(tx, at, &named, &answers, false)?;
                Ok(named)
            });
            report.add(&line.to_string(), taken)?;
        }
        Ok(())
    }

    fn survey(
        &self,
        file: &Upload,
        columns: Option<&[SurveyColumn]>,
    ) -> Outcome<(Survey, Vec<SurveyColumn>)> {
        let bytes = uploads::bytes(file, "file")?;
        let survey = survey::read(&file.name, &bytes).map_err(|unreadable| {
            Fault::input("survey_unreadable").with("message", unreadable.message()).on("file")
        })?;
        let (questions, kept) = self.read(|c, _| -> Outcome<_> {
            let kept = setting::get(c, MAPPING)?.unwrap_or_default();
            Ok((
                question::all(c)?,
                serde_json::from_str::<BTreeMap<String, String>>(&kept).unwrap_or_default(),
            ))
        })?;
        let is_known = |field: &str| {
            field.is_empty() || survey::is_field(field) || question_of(field, &questions).is_some()
        };
        if let Some(wrong) = columns.and_then(|all| all.iter().find(|column| !is_known(&column.field))) {
            return Err(Fault::input("survey_field_unknown")
                .with("field", wrong.field.as_str())
                .with("heading", wrong.heading.as_str())
                .on("columns"));
        }
        let guessed = survey::guess(&survey.headings);
        let field = |place: usize, heading: &str| {
            if let Some(columns) = columns {
                return columns.get(place).map(|column| column.field.clone()).unwrap_or_default();
            }
            // A question that was asked the last time may have been withdrawn since.
            if let Some(kept) = kept.get(&fold(heading)).filter(|kept| is_known(kept)) {
                return kept.clone();
            }
            let own =
                questions.iter().find(|one| one.retired_on.is_none() && fold(&one.label) == fold(heading));
            own.map_or_else(
                || guessed[place].unwrap_or_default().to_owned(),
                |question| format!("own.{}", question.id),
            )
        };
        let columns = survey.headings.iter().enumerate().map(|(place, heading)| {
            let values = survey.rows.iter().map(|(_, cells)| cells[place].trim());
            SurveyColumn {
                heading: heading.clone(),
                field: field(place, heading),
                examples: values
                    .filter(|value| !value.is_empty())
                    .take(EXAMPLES)
                    .map(str::to_owned)
                    .collect(),
            }
        });
        let columns = columns.collect();
        Ok((survey, columns))
    }
}

/// What a line of a survey says: its reference and its answers.
fn row(
    columns: &[SurveyColumn],
    cells: &[String],
    choices: &CoreChoices,
    questions: &[Question],
) -> Outcome<(String, Answers)> {
    let mut answers = Answers::default();
    let mut reference = String::new();
    for (column, cell) in columns.iter().zip(cells) {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        let unreadable = || {
            Fault::input("answer_unreadable")
                .with("typed", cell)
                .with("heading", column.heading.as_str())
                .on(column.field.as_str())
        };
        let number = || -> Outcome<Option<i64>> {
            let plain: String =
                cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')).collect();
            plain.parse().map(Some).map_err(|_| unreadable())
        };
        let degree = || satisfaction(cell).map(Some).ok_or_else(unreadable);
        match column.field.as_str() {
            "reference" => cell.clone_into(&mut reference),
            "answered_on" => answers.answered_on = Some(day(cell).ok_or_else(unreadable)?),
            "first_loan" => answers.first_loan = Some(yes(cell).ok_or_else(unreadable)?),
            "how_known" => {
                answers.how_known =
                    survey::choices(cell, &choices.how_known).into_iter().next().unwrap_or_default();
            }
            "counting" => answers.counting = Some(counting(cell).ok_or_else(unreadable)?),
            "people" => answers.people = number()?,
            "people_least" => answers.people_least = number()?,
            "people_most" => answers.people_most = number()?,
            "audiences" => answers.audiences = survey::choices(cell, &choices.audiences),
            "overall" => answers.overall = degree()?,
            "welcome" => answers.welcome = degree()?,
            "logistics" => answers.logistics = degree()?,
            "appreciated" => answers.appreciated = survey::choices(cell, &choices.appreciated),
            "not_appreciated" => answers.not_appreciated = survey::choices(cell, &choices.not_appreciated),
            "comment" => cell.clone_into(&mut answers.comment),
            own => answers.own.extend(own_answer(own, cell, questions)),
        }
    }
    // A survey that does not ask how people were counted gives estimates.
    if answers.counting.is_none() {
        answers.counting = match (answers.people, answers.people_least.or(answers.people_most)) {
            (Some(_), _) => Some(CountingMethod::Estimate),
            (None, Some(_)) => Some(CountingMethod::Range),
            (None, None) => None,
        };
    }
    if reference.is_empty() {
        return Err(Fault::input("survey_row_without_reference").on("reference"));
    }
    Ok((reference, answers))
}

/// The question of the centre that a field `own.<id>` means.
fn question_of<'q>(field: &str, questions: &'q [Question]) -> Option<&'q Question> {
    let id = QuestionId(field.strip_prefix("own.")?.parse().ok()?);
    questions.iter().find(|question| question.id == id)
}

fn own_answer(field: &str, cell: &str, questions: &[Question]) -> Option<OwnAnswer> {
    let question = question_of(field, questions)?;
    let answer = match question.kind {
        QuestionKind::Text | QuestionKind::Number => vec![cell.to_owned()],
        QuestionKind::One | QuestionKind::Several | QuestionKind::Scale => {
            survey::choices(cell, &question.choices)
        }
    };
    Some(OwnAnswer { question: question.id, answer })
}

/// A day as surveys write it, with or without a time after it.
fn day(cell: &str) -> Option<NaiveDate> {
    let date = cell.split([' ', 'T']).next()?;
    parse_day(date).ok()
}

fn yes(cell: &str) -> Option<bool> {
    match folded(cell).as_str() {
        "oui" | "yes" | "vrai" | "true" | "1" => Some(true),
        "non" | "no" | "faux" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// « Très satisfait(e)s », « Plutôt pas satisfait »… whatever their endings.
fn satisfaction(cell: &str) -> Option<Satisfaction> {
    let folded = fold(cell);
    let has = |word: &str| folded.contains(word);
    if !has("satisf") {
        return None;
    }
    Some(if folded.starts_with("tres_insatisf") || folded.starts_with("pas_") || has("pas_du_tout") {
        Satisfaction::NotSatisfied
    } else if has("peu_") || has("plutot_pas") || has("insatisf") || has("moyennement") {
        Satisfaction::LittleSatisfied
    } else if has("tres") || has("tout_a_fait") {
        Satisfaction::VerySatisfied
    } else {
        Satisfaction::Satisfied
    })
}

fn counting(cell: &str) -> Option<CountingMethod> {
    let folded = fold(cell);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["inconnu", "sais_pas", "savons_pas"]) {
        Some(CountingMethod::Unknown)
    } else if has(&["estim", "environ"]) {
        Some(CountingMethod::Estimate)
    } else if has(&["fourchette", "entre"]) {
        Some(CountingMethod::Range)
    } else if has(&["effectif", "compt"]) {
        Some(CountingMethod::Headcount)
    } else {
        None
    }
}
