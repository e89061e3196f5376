//! The settings of a centre, and what the program says of itself.

use super::{Closure, LineCard};
use domain::calendar::{Buffers, SchoolZone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The settings of a centre, all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Name of the centre.
    pub name: String,
    /// Its address, several lines, as on an envelope.
    pub address: String,
    /// The town where agreements are signed.
    pub town: String,
    /// Who signs agreements for the centre: a function, with a name only if needed (« la directrice »).
    pub representative: String,
    /// Telephone.
    pub phone: String,
    /// Mail.
    pub mail: String,
    /// Zone of its school holidays.
    pub zone: Option<SchoolZone>,
    /// Whether Good Friday and 26 December are public holidays there (Alsace, Moselle).
    pub alsace_moselle: bool,
    /// Who works on the base: what the journal says. Empty: the account of the computer.
    pub operator: String,
    /// Open days kept free around each loan of a new resource.
    pub buffers: Buffers,
    /// Longest an option holds, days.
    pub option_days: u32,
    /// Hours of the week, from Monday on: seven.
    pub week: Vec<DayHours>,
    /// Days on which the centre is closed, by first day.
    pub closures: Vec<Closure>,
}

/// Hours of a day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayHours {
    /// Whether the centre works on that day.
    pub open: bool,
    /// `09:00`.
    pub from: String,
    /// `17:30`.
    pub to: String,
}

/// The settings, and what stands around them.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SettingsSheet {
    /// The settings.
    pub settings: Settings,
    /// The name under which the logo is served, if there is one.
    pub logo: Option<String>,
    /// Where the base is.
    pub path: String,
    /// Its size on disk, bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The account of the computer.
    pub account: String,
    /// Resources, borrowers and lines in the base.
    pub resources: u32,
    /// Borrowers.
    pub borrowers: u32,
    /// Lines of loans.
    pub lines: u32,
}

/// What the new settings did.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SettingsSaved {
    /// As they are now.
    pub sheet: SettingsSheet,
    /// Lines to come whose buffers the new opening days changed.
    pub recomputed: u32,
    /// Lines that now clash with another.
    pub clashes: Vec<LineCard>,
}

/// What the program says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct About {
    /// Of Malleposte.
    pub version: String,
    /// Of SQLite.
    pub sqlite: String,
    /// Of the component that shows the window.
    pub webview: String,
    /// The system it runs on.
    pub system: String,
}
