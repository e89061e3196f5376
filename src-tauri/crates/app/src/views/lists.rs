//! The editable lists with all that a person may change of them.

use domain::catalogue::{TermList, TermRole};
use serde::Serialize;
use ts_rs::TS;

/// A list with its values, in its order; those that are no longer offered too.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ListView {
    /// Which one.
    pub list: TermList,
    /// Its values.
    pub values: Vec<ListValue>,
    /// The roles that its values may have.
    pub roles: Vec<TermRole>,
}

/// A value of a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ListValue {
    /// How it reads.
    pub label: String,
    /// What the program itself relies on it for.
    pub role: Option<TermRole>,
    /// Whether it is no longer offered.
    pub retired: bool,
    /// How many rows name it.
    pub uses: u32,
}
