//! What the page says of the window that is not in it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A menu of the platform: at the top of the window, or of a Mac's screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Menu {
    /// What it is called; `&` stands before the letter that opens it.
    pub title: String,
    /// Its entries.
    pub items: Vec<MenuItem>,
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MenuItem {
    /// What the page is told when it is chosen. The window itself answers `quit`, and those of the platform: `cut`, `copy`,
    /// `paste`, `select-all`; a line is drawn for an empty one.
    pub id: String,
    /// What it is called.
    pub title: String,
}
