//! The satisfaction form of a line as a plain value: what a borrower is asked, on paper or in a browser. Texts are
//! those that a person reads, in French and with its spaces.

use serde::Serialize;

/// A form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// The centre that asks.
    pub centre: String,
    /// Its address, on lines of their own.
    pub address: String,
    /// Where the form is sent back.
    pub mail: String,
    /// What finds the line again: `2026-051/1`. Also what the code to scan holds.
    pub reference: String,
    /// Proves that the form was made for that line by this base; not shown.
    pub token: String,
    /// Title of the resource.
    pub resource: String,
    /// Name of the borrower.
    pub borrower: String,
    /// The days it was there, in words.
    pub days: String,
    /// What is asked, in order.
    pub fields: Vec<Field>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// Its name in the answers: one of the form's, or `own.` and the id of a question of the centre.
    pub key: String,
    /// Its words.
    pub label: String,
    /// A word of help; may be empty.
    pub help: String,
    /// What it asks for.
    pub kind: FieldKind,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// Asked of a first loan only.
    pub only_first: bool,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of words.
    Text,
    /// Several lines of words.
    LongText,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One choice.
    One,
    /// Several choices.
    Several,
    /// A degree of a scale: the choices in their order.
    Scale,
    /// People reached: a counting method among the choices, and with it a number (`headcount`, `estimate`), two
    /// (`range`) or none (`unknown`).
    People,
}

/// A choice: its name in the answers, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its name in the answers.
    pub value: String,
    /// Its words.
    pub label: String,
}
