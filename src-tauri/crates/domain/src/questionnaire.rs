//! The borrower's satisfaction form for a line: the core questions, fixed so that years compare
//! (SPEC §8).

use crate::fault::{Fault, Outcome};
use crate::id::{LineId, QuestionId};
use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the number of people reached was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CountingMethod {
    /// effectif
    Headcount,
    /// estimation
    Estimate,
    /// fourchette, whose middle counts
    Range,
    /// inconnu
    Unknown,
}

/// How satisfied a borrower was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Satisfaction {
    /// très satisfait
    VerySatisfied,
    /// satisfait
    Satisfied,
    /// peu satisfait
    LittleSatisfied,
    /// pas satisfait
    NotSatisfied,
}

/// The answers for one line; a question left out has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// The line it is about.
    pub line: LineId,
    /// The day it was filled in.
    pub answered_on: Option<NaiveDate>,
    /// Whether it was the first loan of this resource.
    pub first_loan: Option<bool>,
    /// How the offer was known; asked for a first loan only.
    pub how_known: String,
    /// People reached, as one number; of a range whose bounds are not known, its middle.
    pub people: Option<u32>,
    /// Fewest and most people reached, of a range.
    pub people_range: Option<(u32, u32)>,
    /// How they were counted.
    pub counting: Option<CountingMethod>,
    /// Audiences reached.
    pub audiences: Vec<String>,
    /// Overall satisfaction.
    pub overall: Option<Satisfaction>,
    /// What was appreciated.
    pub appreciated: Vec<String>,
    /// What was not.
    pub not_appreciated: Vec<String>,
    /// Satisfaction with the welcome.
    pub welcome: Option<Satisfaction>,
    /// Satisfaction with the logistics.
    pub logistics: Option<Satisfaction>,
    /// Free comment.
    pub comment: String,
    /// Answers to the centre's own questions.
    pub own: Vec<OwnAnswer>,
}

/// The answer to one of the centre's own questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OwnAnswer {
    /// The question, in the words it then had.
    pub question: QuestionId,
    /// The text, the number as it was typed, or the choices; never empty.
    pub answer: Vec<String>,
}

/// What a question of the centre asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Words.
    Text,
    /// A number.
    Number,
    /// One of some choices.
    One,
    /// Several of some choices.
    Several,
    /// A degree of a scale, from the lowest to the highest.
    Scale,
}

/// One of the centre's own questions. One that was answered is never changed: another one replaces it, so that the
/// answers keep their meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Question {
    /// Which one.
    pub id: QuestionId,
    /// What it asks for.
    pub kind: QuestionKind,
    /// Its words.
    pub label: String,
    /// What may be chosen; degrees of a scale from the lowest on.
    pub choices: Vec<String>,
    /// The question whose place it took.
    pub replaces: Option<QuestionId>,
    /// First day it was asked.
    pub since_on: NaiveDate,
    /// Day it was withdrawn.
    pub retired_on: Option<NaiveDate>,
}

/// The most people that a questionnaire can tell.
pub const MOST_PEOPLE: u32 = 1_000_000;
/// The most choices of a question.
pub const MOST_CHOICES: usize = 30;

impl Question {
    /// The same with its words trimmed.
    ///
    /// # Errors
    /// `text_missing`, `text_too_long`, `choices_few`, `choices_many`, `choice_twice`.
    pub fn checked(mut self) -> Outcome<Self> {
        self.label = text::required("label", &self.label)?;
        let mut choices = Vec::new();
        for choice in &self.choices {
            let choice = text::short("choices", choice)?;
            if choices.contains(&choice) {
                return Err(Fault::input("choice_twice").with("choice", choice.as_str()).on("choices"));
            }
            if !choice.is_empty() {
                choices.push(choice);
            }
        }
        self.choices = choices;
        let chooses = matches!(self.kind, QuestionKind::One | QuestionKind::Several | QuestionKind::Scale);
        if !chooses {
            self.choices.clear();
        } else if self.choices.len() < 2 {
            return Err(Fault::input("choices_few").on("choices"));
        } else if self.choices.len() > MOST_CHOICES {
            return Err(Fault::input("choices_many").with("limit", MOST_CHOICES as i64).on("choices"));
        }
        Ok(self)
    }

    /// An answer to it with its words trimmed; none of one that says nothing.
    ///
    /// # Errors
    /// `text_too_long`, `number_unreadable`, `choice_unknown`, `choice_alone`.
    pub fn answered(&self, answer: &[String]) -> Outcome<Option<OwnAnswer>> {
        let field = format!("own.{}", self.id);
        let mut kept: Vec<String> = Vec::new();
        for words in answer {
            let words = match self.kind {
                QuestionKind::Text => text::note(&field, words)?,
                _ => text::short(&field, words)?,
            };
            if words.is_empty() || kept.contains(&words) {
                continue;
            }
            match self.kind {
                QuestionKind::Text => {}
                QuestionKind::Number => {
                    let plain = words.replace(['\u{a0}', '\u{202f}', ' '], "").replace(',', ".");
                    if !plain.parse::<f64>().is_ok_and(f64::is_finite) {
                        return Err(Fault::input("number_unreadable")
                            .with("typed", words.as_str())
                            .on(&field));
                    }
                }
                QuestionKind::One | QuestionKind::Several | QuestionKind::Scale => {
                    if !self.choices.contains(&words) {
                        return Err(Fault::input("choice_unknown")
                            .with("choice", words.as_str())
                            .with("question", self.label.as_str())
                            .on(&field));
                    }
                }
            }
            kept.push(words);
        }
        if self.kind != QuestionKind::Several && kept.len() > 1 {
            return Err(Fault::input("choice_alone").with("question", self.label.as_str()).on(&field));
        }
        Ok((!kept.is_empty()).then_some(OwnAnswer { question: self.id, answer: kept }))
    }
}

impl Questionnaire {
    /// Of a line, nothing answered yet.
    #[must_use]
    pub fn of(line: LineId) -> Self {
        Self {
            line,
            answered_on: None,
            first_loan: None,
            how_known: String::new(),
            people: None,
            people_range: None,
            counting: None,
            audiences: Vec::new(),
            overall: None,
            appreciated: Vec::new(),
            not_appreciated: Vec::new(),
            welcome: None,
            logistics: None,
            comment: String::new(),
            own: Vec::new(),
        }
    }

    /// How many people it says were reached: of a range the middle, rounded up; none where nobody knows.
    #[must_use]
    pub fn people_reached(&self) -> Option<u32> {
        if self.counting == Some(CountingMethod::Unknown) {
            return None;
        }
        self.people
            .or_else(|| self.people_range.map(|(least, most)| least.midpoint(most) + (least ^ most) % 2))
    }

    /// The same with its words trimmed, if what it says of people and days makes sense.
    ///
    /// # Errors
    /// `people_out_of_range`, `people_upside_down`, `people_missing`, `counting_missing`, `answered_early` of a day
    /// before the departure, `answered_late` of one to come, `answers_empty`, `text_too_long`.
    pub fn checked(mut self, departed_on: Option<NaiveDate>, today: NaiveDate) -> Outcome<Self> {
        let numbers = self.people.into_iter().chain(self.people_range.into_iter().flat_map(|(a, b)| [a, b]));
        if let Some(wrong) = numbers.into_iter().find(|number| *number > MOST_PEOPLE) {
            return Err(people_out_of_range(i64::from(wrong)));
        }
        match self.counting {
            Some(CountingMethod::Unknown) => (self.people, self.people_range) = (None, None),
            Some(CountingMethod::Range) => {
                let Some((least, most)) = self.people_range else {
                    return Err(Fault::input("people_range_missing").on("people"));
                };
                if least > most {
                    return Err(Fault::input("people_upside_down")
                        .with("least", least)
                        .with("most", most)
                        .on("people"));
                }
                self.people = None;
            }
            Some(CountingMethod::Headcount | CountingMethod::Estimate) => {
                self.people_range = None;
                if self.people.is_none() {
                    return Err(Fault::input("people_missing").on("people"));
                }
            }
            None if self.people.is_some() || self.people_range.is_some() => {
                return Err(Fault::input("counting_missing").on("counting"));
            }
            None => {}
        }
        if let (Some(answered), Some(departed)) = (self.answered_on, departed_on)
            && answered < departed
        {
            return Err(Fault::input("answered_early")
                .with("answered", answered)
                .with("departed", departed)
                .on("answered_on"));
        }
        if let Some(answered) = self.answered_on
            && answered > today
        {
            return Err(Fault::input("answered_late").with("answered", answered).on("answered_on"));
        }
        self.how_known = text::short("how_known", &self.how_known)?;
        self.comment = text::note("comment", &self.comment)?;
        if self.is_empty() {
            return Err(Fault::input("answers_empty"));
        }
        Ok(self)
    }

    /// Whether no question was answered: a form that came back blank, or with nothing but its date, is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { first_loan, people, people_range, counting, overall, welcome, logistics, .. } = self;
        first_loan.is_none()
            && people.is_none()
            && people_range.is_none()
            && counting.is_none()
            && overall.or(*welcome).or(*logistics).is_none()
            && self.how_known.is_empty()
            && self.comment.is_empty()
            && self.own.is_empty()
            && [&self.audiences, &self.appreciated, &self.not_appreciated].iter().all(|list| list.is_empty())
    }
}

/// A number of people that cannot be.
#[must_use]
pub fn people_out_of_range(people: i64) -> Fault {
    Fault::input("people_out_of_range").with("people", people).with("limit", MOST_PEOPLE).on("people")
}
