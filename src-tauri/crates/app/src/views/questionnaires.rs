//! Questionnaires: who has not answered yet, what was answered, the forms and the files that come back.

use super::LineCard;
use chrono::NaiveDate;
use domain::fault::Fault;
use domain::interval::Period;
use domain::questionnaire::{CountingMethod, OwnAnswer, Question, QuestionKind, Satisfaction};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who has answered over some days, and who has not.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SatisfactionView {
    /// Lines that left on these days count.
    pub period: Period,
    /// The centre's today.
    pub today: NaiveDate,
    /// Lines back without a questionnaire, the longest back first; at most five hundred.
    pub pending: Vec<PendingRow>,
    /// How many there are in all.
    pub pending_total: u32,
    /// Lines with one, the last answered first; at most five hundred.
    pub answered: Vec<AnsweredRow>,
    /// How many there are in all.
    pub answered_total: u32,
    /// Sorties of these days, of which the questionnaires are a share.
    pub sorties: u32,
    /// The first day of which the register holds a departure; none of an empty one.
    pub first_day: Option<NaiveDate>,
}

/// A line that waits for its questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PendingRow {
    /// The line.
    pub line: LineCard,
    /// What finds it again: `2026-051/1`.
    pub reference: String,
    /// Code of the borrower.
    pub borrower_code: String,
    /// Whom to write to, of the borrower; empty where nobody is known.
    pub contact: String,
    /// At what address; empty where none is known.
    pub mail: String,
    /// Days since the return.
    pub days_back: u32,
}

/// A line that has its questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AnsweredRow {
    /// The line.
    pub line: LineCard,
    /// What finds it again.
    pub reference: String,
    /// The day it was filled in.
    pub answered_on: Option<NaiveDate>,
    /// How satisfied they were.
    pub overall: Option<Satisfaction>,
    /// People it reached.
    pub people: Option<u32>,
    /// Whether it holds a comment.
    pub comment: bool,
}

/// What a person fills in, or a file brings: answers for a line. A question left out is none or empty. Numbers are as
/// they were typed, whatever their size, so that a wrong one gets its sentence.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Answers {
    /// The day it was filled in.
    pub answered_on: Option<NaiveDate>,
    /// Whether it was the first loan of this resource.
    pub first_loan: Option<bool>,
    /// How the offer was known.
    pub how_known: String,
    /// How people were counted.
    pub counting: Option<CountingMethod>,
    /// People reached.
    #[ts(type = "number | null")]
    pub people: Option<i64>,
    /// Of a range, the fewest.
    #[ts(type = "number | null")]
    pub people_least: Option<i64>,
    /// Of a range, the most.
    #[ts(type = "number | null")]
    pub people_most: Option<i64>,
    /// Audiences reached.
    pub audiences: Vec<String>,
    /// Overall satisfaction.
    pub overall: Option<Satisfaction>,
    /// Satisfaction with the welcome.
    pub welcome: Option<Satisfaction>,
    /// Satisfaction with the logistics.
    pub logistics: Option<Satisfaction>,
    /// What was appreciated.
    pub appreciated: Vec<String>,
    /// What was not.
    pub not_appreciated: Vec<String>,
    /// Free comment.
    pub comment: String,
    /// Answers to the centre's own questions.
    pub own: Vec<OwnAnswer>,
}

/// The questionnaire of a line: what is asked, and what was answered.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct QuestionnaireSheet {
    /// The line.
    pub line: LineCard,
    /// What finds it again.
    pub reference: String,
    /// Whether it was answered.
    pub exists: bool,
    /// The answers; none given yet of a new one.
    pub answers: Answers,
    /// The centre's own questions that are asked, and those no longer asked that this one answers.
    pub questions: Vec<Question>,
    /// What the core questions offer.
    pub choices: CoreChoices,
    /// The other lines of the loan, each with whether it was answered.
    pub others: Vec<(String, String, bool)>,
}

/// What the core questions offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CoreChoices {
    /// Audiences.
    pub audiences: Vec<String>,
    /// Ways of having known.
    pub how_known: Vec<String>,
    /// What is appreciated.
    pub appreciated: Vec<String>,
    /// What is not.
    pub not_appreciated: Vec<String>,
}

/// One of the lists that the core questions offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CoreList {
    /// Audiences.
    Audiences,
    /// Ways of having known.
    HowKnown,
    /// What is appreciated.
    Appreciated,
    /// What is not.
    NotAppreciated,
}

/// A question of the centre to add or to change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct QuestionForm {
    /// The question that changes; none for a new one.
    pub id: Option<domain::id::QuestionId>,
    /// What it asks for.
    pub kind: QuestionKind,
    /// Its words.
    pub label: String,
    /// What may be chosen.
    pub choices: Vec<String>,
}

/// The centre's own questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuestionList {
    /// Those that are asked, in their order.
    pub asked: Vec<Question>,
    /// Those that are no longer asked, and have answers.
    pub withdrawn: Vec<Question>,
}

/// What became of files of answers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, TS)]
pub struct AnswersReport {
    /// Those that went in.
    pub read: Vec<ReadAnswers>,
    /// Those that were refused, each with why.
    pub refused: Vec<RefusedAnswers>,
}

/// Answers that went in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReadAnswers {
    /// The file, or the line of a file.
    pub place: String,
    /// The line that they are about.
    pub reference: String,
    /// Title of its resource.
    pub title: String,
    /// Name of its borrower.
    pub borrower: String,
}

/// Answers that were refused.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RefusedAnswers {
    /// The file, or the line of a file.
    pub place: String,
    /// Why.
    pub fault: Fault,
}

/// What a column of a survey's file brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SurveyColumn {
    /// Its heading.
    pub heading: String,
    /// A field of the answers (`reference`, `people`, `own.<id>`…); empty when it is left out.
    pub field: String,
    /// The first values it holds.
    pub examples: Vec<String>,
}

/// What the import of a survey would do, or did.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SurveyReport {
    /// The columns and what each brings.
    pub columns: Vec<SurveyColumn>,
    /// What became of its lines.
    pub answers: AnswersReport,
}
