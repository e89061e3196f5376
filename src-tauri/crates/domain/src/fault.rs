//! What went wrong, as a code and its parameters: the message catalogue words it.

use crate::availability::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who can mend a fault, and so how a program ends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// What was typed or given is wrong: mend it and try again.
    Input,
    /// A rule of the centre forbids it: choose something else.
    Rule,
    /// The base cannot be used: nothing can be done before that is mended.
    Base,
}

/// A value named in a message, kept typed so that each language formats it its own way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Param {
    /// Shown as it is.
    Text(String),
    /// A count.
    Number(i64),
    /// A day.
    Date(NaiveDate),
    /// An operation of the journal: its own sentence, within this one.
    Operation(OperationWords),
}

/// What an operation of the journal says: a key of the message catalogue (`journal_<code>`) and what its sentence names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OperationWords {
    /// Key of the sentence, without its `journal_` prefix.
    pub code: String,
    /// Values that the sentence names.
    pub params: BTreeMap<String, Param>,
}

impl From<OperationWords> for Param {
    fn from(words: OperationWords) -> Self {
        Self::Operation(words)
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<NaiveDate> for Param {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}
macro_rules! param_from_number {
    ($($number:ty),*) => {$(impl From<$number> for Param {
        fn from(number: $number) -> Self {
            Self::Number(i64::from(number))
        }
    })*};
}
param_from_number!(i64, i32, u32, u16, u8);

/// The one error that crosses the crates and the bridge. Its `code` is a key of the message
/// catalogue (`fault_<code>`), its `params` fill the placeholders there.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Fault {
    /// Who can mend it.
    pub kind: FaultKind,
    /// Key of the sentence in the message catalogue, without its `fault_` prefix.
    #[ts(type = "string")]
    pub code: &'static str,
    /// Values that the sentence names.
    #[ts(type = "Record<string, Param>")]
    pub params: BTreeMap<&'static str, Param>,
    /// The field of the form that is wrong, where one is.
    pub field: Option<String>,
    /// Why a booking was refused and the nearest ways out.
    pub refusal: Option<Box<Refusal>>,
}

impl Fault {
    fn new(kind: FaultKind, code: &'static str) -> Self {
        Self { kind, code, params: BTreeMap::new(), field: None, refusal: None }
    }

    /// Wrong input.
    #[must_use]
    pub fn input(code: &'static str) -> Self {
        Self::new(FaultKind::Input, code)
    }

    /// A rule that forbids.
    #[must_use]
    pub fn rule(code: &'static str) -> Self {
        Self::new(FaultKind::Rule, code)
    }

    /// A base that cannot be used.
    #[must_use]
    pub fn base(code: &'static str) -> Self {
        Self::new(FaultKind::Base, code)
    }

    /// Adds a value that the sentence names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    /// Names the field that is wrong.
    #[must_use]
    pub fn on(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Adds the bookings in the way and the nearest ways out.
    #[must_use]
    pub fn refused_by(mut self, refusal: Refusal) -> Self {
        self.refusal = Some(Box::new(refusal));
        self
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.code, self.params)
    }
}
impl std::error::Error for Fault {}

/// What every use case answers.
pub type Outcome<T> = Result<T, Fault>;
