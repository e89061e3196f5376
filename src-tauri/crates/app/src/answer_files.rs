//! Forms that go out to borrowers, and the files of answers that come back: those that a form saved, and those of an
//! online survey. What comes back is data: it is read, checked against its loan, and never run.

use crate::app::{App, Operation};
use crate::questionnaires::{core_choices, line_of, reference};
use crate::search;
use crate::uploads;
use crate::views::{
    Answers, AnswersReport, CoreChoices, Done, ReadAnswers, RefusedAnswers, SurveyColumn, SurveyReport,
    Upload,
};
use crate::words;
use chrono::NaiveDate;
use domain::fault::{Fault, Outcome};
use domain::form::{Choice, Field, FieldKind, Form};
use domain::id::QuestionId;
use domain::questionnaire::{CountingMethod, OwnAnswer, Question, QuestionKind, Satisfaction};
use exchange::survey::{self, Survey, fold};
use hmac::{Hmac, Mac};
use serde::Deserialize;
use sha2::Sha256;
use std::collections::BTreeMap;
use store::line::NamedLine;
use store::{Connection, Transaction, borrower, loan, question, setting};

/// The largest file of answers: a hundred times the longest.
const LARGEST: usize = 2 << 20;
/// The setting that keeps the key of the forms, which proves that a form was made here for its line.
const KEY: &str = "forms.key";
/// The setting that keeps what the columns of the last survey brought.
const MAPPING: &str = "survey.columns";
/// Values shown of each column.
const EXAMPLES: usize = 3;

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
    /// The form of a line, to be printed or sent.
    ///
    /// # Errors
    /// `reference_unknown`, `line_never_left`; faults of the base.
    pub fn form(&self, typed: &str) -> Outcome<Form> {
        let key = self.forms_key()?;
        self.base.read(|c| {
            let named = line_of(c, typed)?;
            let loan = loan::by_id(c, named.line.loan)?;
            let get = |name: &str| -> Outcome<String> { Ok(setting::get(c, name)?.unwrap_or_default()) };
            let reference = reference(&named);
            let shown = named.line.days_shown();
            Ok(Form {
                centre: get("centre.name")?,
                address: get("centre.address")?,
                mail: get("centre.mail")?,
                token: token(&key, &named, &reference),
                reference,
                resource: named.title.clone(),
                borrower: borrower::by_id(c, loan.borrower)?.name,
                days: format!("du {} au {}", words::day(shown.from), words::day(shown.to)),
                fields: fields(&core_choices(c)?, &question::all(c)?),
            })
        })
    }

    /// Reads files that forms saved. Each stands for itself: those that are right go in, as one operation; those that
    /// are not come back with why, and leave nothing.
    ///
    /// # Errors
    /// `answers_all_refused` is not one: a report says it. Faults of the base.
    pub fn read_answers(&self, files: &[Upload]) -> Outcome<Done<AnswersReport>> {
        let key = self.forms_key()?;
        self.take_in(|tx, report| {
            for file in files {
                let taken = saved(file).and_then(|saved| {
                    let named = line_of(tx, &saved.reference)?;
                    if !is_token(&key, &named, &saved) {
                        return Err(
                            Fault::input("answers_of_another_loan").with("number", saved.reference.as_str())
                        );
                    }
                    self.write_answers(tx, &named, &saved.answers, false)?;
                    Ok(named)
                });
                report.add(&file.name, taken)?;
            }
            Ok(())
        })
    }

    /// Says what the import of a survey would do. The columns bring what `columns` says, or else what they brought the
    /// last time, or else what their headings tell.
    ///
    /// # Errors
    /// `survey_unreadable`, `survey_without_reference`; faults of the base.
    pub fn try_survey(&self, file: &Upload, columns: Option<&[SurveyColumn]>) -> Outcome<SurveyReport> {
        let (survey, columns) = self.survey(file, columns)?;
        if !columns.iter().any(|column| column.field == "reference") {
            return Ok(SurveyReport { columns, answers: AnswersReport::default() });
        }
        let answers = self.rehearse(|tx| {
            let mut report = AnswersReport::default();
            self.take_survey(tx, &survey, &columns, &mut report)?;
            Ok((report, Operation::new("answers_read")))
        })?;
        Ok(SurveyReport { columns, answers })
    }

    /// Takes a survey in: the lines that are right, as one operation.
    ///
    /// # Errors
    /// `survey_unreadable`, `survey_without_reference`; faults of the base.
    pub fn import_survey(&self, file: &Upload, columns: &[SurveyColumn]) -> Outcome<Done<SurveyReport>> {
        let (survey, columns) = self.survey(file, Some(columns))?;
        if !columns.iter().any(|column| column.field == "reference") {
            return Err(Fault::input("survey_without_reference").on("columns"));
        }
        let kept: BTreeMap<String, &str> =
            columns.iter().map(|column| (fold(&column.heading), column.field.as_str())).collect();
        let kept = serde_json::to_string(&kept).unwrap_or_default();
        let Done { value, entry, changed } = self.take_in(|tx, report| {
            self.take_survey(tx, &survey, &columns, report)?;
            if !report.read.is_empty() {
                setting::set(tx, MAPPING, &kept)?;
            }
            Ok(())
        })?;
        Ok(Done { value: SurveyReport { columns, answers: value }, entry, changed })
    }

    /// One operation around what takes answers in; none where nothing went in.
    fn take_in(
        &self,
        take: impl FnOnce(&Transaction<'_>, &mut AnswersReport) -> Outcome<()>,
    ) -> Outcome<Done<AnswersReport>> {
        let mut refused = None;
        let done = self.transact(|tx| {
            let mut report = AnswersReport::default();
            take(tx, &mut report)?;
            if report.read.is_empty() {
                refused = Some(report);
                return Err(Fault::input("answers_none"));
            }
            let count = i64::try_from(report.read.len()).unwrap_or(i64::MAX);
            Ok((report, Operation::new("answers_read").with("count", count)))
        });
        match (done, refused) {
            (Err(fault), Some(report)) if fault.code == "answers_none" => {
                Ok(Done { value: report, entry: None, changed: crate::views::Changed::default() })
            }
            (done, _) => done,
        }
    }

    fn take_survey(
        &self,
        tx: &Transaction<'_>,
        survey: &Survey,
        columns: &[SurveyColumn],
        report: &mut AnswersReport,
    ) -> Outcome<()> {
        let choices = core_choices(tx)?;
        let questions = question::all(tx)?;
        for (line, cells) in &survey.rows {
            let taken = row(columns, cells, &choices, &questions).and_then(|(reference, answers)| {
                let named = line_of(tx, &reference)?;
                self.write_answers(tx, &named, &answers, false)?;
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
        let (questions, kept) = self.base.read(|c| -> Outcome<_> {
            let kept = setting::get(c, MAPPING)?.unwrap_or_default();
            Ok((
                question::all(c)?,
                serde_json::from_str::<BTreeMap<String, String>>(&kept).unwrap_or_default(),
            ))
        })?;
        let guessed = survey::guess(&survey.headings);
        let field = |place: usize, heading: &str| {
            if let Some(columns) = columns {
                return columns.get(place).map(|column| column.field.clone()).unwrap_or_default();
            }
            if let Some(kept) = kept.get(&fold(heading)) {
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

    /// The key of the forms, made the first time one is. It is no operation of a person: undoing it would make every
    /// form that is out a stranger.
    fn forms_key(&self) -> Outcome<Vec<u8>> {
        let read = |c: &Connection| -> Outcome<Option<Vec<u8>>> {
            Ok(setting::get(c, KEY)?.and_then(|text| uploads::from_base64(&text)))
        };
        if let Some(key) = self.base.read(read)? {
            return Ok(key);
        }
        let mut fresh = [0_u8; 32];
        getrandom::fill(&mut fresh)
            .map_err(|error| Fault::base("internal").with("detail", error.to_string()))?;
        self.base.write(|tx| -> Outcome<Vec<u8>> {
            // Another window may have been quicker.
            if let Some(key) = read(tx)? {
                return Ok(key);
            }
            setting::set(tx, KEY, &uploads::to_base64(&fresh))?;
            Ok(fresh.to_vec())
        })
    }
}

impl AnswersReport {
    /// Adds what became of one file or line. A fault of the base is not about what was in it, and ends all.
    fn add(&mut self, place: &str, taken: Outcome<NamedLine>) -> Outcome<()> {
        match taken {
            Ok(named) => self.read.push(ReadAnswers {
                place: place.to_owned(),
                reference: reference(&named),
                title: named.title,
                borrower: named.borrower,
            }),
            Err(fault) if fault.kind == domain::fault::FaultKind::Base => return Err(fault),
            Err(fault) => self.refused.push(RefusedAnswers { place: place.to_owned(), fault }),
        }
        Ok(())
    }
}

fn signature(key: &[u8], named: &NamedLine, reference: &str) -> Option<Hmac<Sha256>> {
    let mut signature = Hmac::<Sha256>::new_from_slice(key).ok()?;
    signature.update(named.line.id.to_string().as_bytes());
    signature.update(reference.as_bytes());
    Some(signature)
}

fn token(key: &[u8], named: &NamedLine, reference: &str) -> String {
    let signed = signature(key, named, reference).map(|signed| signed.finalize().into_bytes().to_vec());
    uploads::to_base64(&signed.unwrap_or_default())
}

fn is_token(key: &[u8], named: &NamedLine, saved: &Saved) -> bool {
    let Some(given) = uploads::from_base64(&saved.token) else { return false };
    signature(key, named, &saved.reference).is_some_and(|signed| signed.verify_slice(&given).is_ok())
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

const DEGREES: [(Satisfaction, &str, &str); 4] = [
    (Satisfaction::VerySatisfied, "very_satisfied", "Très satisfait"),
    (Satisfaction::Satisfied, "satisfied", "Satisfait"),
    (Satisfaction::LittleSatisfied, "little_satisfied", "Peu satisfait"),
    (Satisfaction::NotSatisfied, "not_satisfied", "Pas satisfait"),
];

const COUNTED: [(&str, &str); 4] = [
    ("headcount", "Comptées une à une"),
    ("estimate", "Estimées"),
    ("range", "Entre … et …"),
    ("unknown", "Nous ne savons pas"),
];

/// What a form asks: the core questions (SPEC §8), then the centre's own.
fn fields(choices: &CoreChoices, questions: &[Question]) -> Vec<Field> {
    let of = |key: &str, label: &str, kind: FieldKind, choices: Vec<Choice>| Field {
        key: key.to_owned(),
        label: label.to_owned(),
        help: String::new(),
        kind,
        choices,
        only_first: false,
    };
    let words = |labels: &[String]| -> Vec<Choice> {
        labels.iter().map(|label| Choice { value: label.clone(), label: words::capitalised(label) }).collect()
    };
    let fixed = |pairs: &[(&str, &str)]| -> Vec<Choice> {
        pairs.iter().map(|(value, label)| Choice { value: (*value).into(), label: (*label).into() }).collect()
    };
    let degrees = fixed(&DEGREES.map(|(_, value, label)| (value, label)));
    let mut fields = vec![
        of("answered_on", "Date du jour", FieldKind::Date, Vec::new()),
        of(
            "first_loan",
            "Est-ce la première fois que vous empruntez cette ressource\u{202f}?",
            FieldKind::YesNo,
            Vec::new(),
        ),
        Field {
            only_first: true,
            ..of(
                "how_known",
                "Si oui, comment l’avez-vous connue\u{202f}?",
                FieldKind::One,
                words(&choices.how_known),
            )
        },
        of(
            "people",
            "Combien de personnes l’ont vue ou utilisée\u{202f}?",
            FieldKind::People,
            fixed(&COUNTED),
        ),
        of(
            "audiences",
            "Quels publics avez-vous touchés\u{202f}?",
            FieldKind::Several,
            words(&choices.audiences),
        ),
        of("overall", "Dans l’ensemble, êtes-vous satisfait\u{202f}?", FieldKind::Scale, degrees.clone()),
        of("appreciated", "Qu’avez-vous apprécié\u{202f}?", FieldKind::Several, words(&choices.appreciated)),
        of(
            "not_appreciated",
            "Qu’avez-vous moins apprécié\u{202f}?",
            FieldKind::Several,
            words(&choices.not_appreciated),
        ),
        of("welcome", "Et de notre accueil\u{202f}?", FieldKind::Scale, degrees.clone()),
        of(
            "logistics",
            "Et de la logistique (retrait, transport, montage)\u{202f}?",
            FieldKind::Scale,
            degrees,
        ),
    ];
    for question in questions.iter().filter(|question| question.retired_on.is_none()) {
        let kind = match question.kind {
            QuestionKind::Text => FieldKind::LongText,
            QuestionKind::Number => FieldKind::Number,
            QuestionKind::One => FieldKind::One,
            QuestionKind::Several => FieldKind::Several,
            QuestionKind::Scale => FieldKind::Scale,
        };
        let offered =
            question.choices.iter().map(|choice| Choice { value: choice.clone(), label: choice.clone() });
        fields.push(of(&format!("own.{}", question.id), &question.label, kind, offered.collect()));
    }
    fields.push(of("comment", "Un commentaire, une idée\u{202f}?", FieldKind::LongText, Vec::new()));
    fields
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

fn own_answer(field: &str, cell: &str, questions: &[Question]) -> Option<OwnAnswer> {
    let id = QuestionId(field.strip_prefix("own.")?.parse().ok()?);
    let question = questions.iter().find(|question| question.id == id)?;
    let answer = match question.kind {
        QuestionKind::Text | QuestionKind::Number => vec![cell.to_owned()],
        QuestionKind::One | QuestionKind::Several | QuestionKind::Scale => {
            survey::choices(cell, &question.choices)
        }
    };
    Some(OwnAnswer { question: id, answer })
}

/// A day as surveys write it, with or without a time after it.
fn day(cell: &str) -> Option<NaiveDate> {
    let date = cell.split([' ', 'T']).next()?;
    NaiveDate::parse_from_str(date, "%d/%m/%Y").or_else(|_| date.replace('/', "-").parse()).ok()
}

fn yes(cell: &str) -> Option<bool> {
    match search::folded(cell).as_str() {
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
