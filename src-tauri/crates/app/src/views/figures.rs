//! Figures, the lists behind them, their evolution and the map.

use chrono::NaiveDate;
use domain::catalogue::{ExhibitionForm, ResourceKind};
use domain::figures::{Figure, Side, Unit};
use domain::interval::Period;
use domain::loan::LineState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Over which days, and of which part of the fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FiguresQuery {
    /// A year, a school year, any days.
    pub period: Period,
    /// Resources of that kind only.
    pub kind: Option<ResourceKind>,
    /// Exhibitions of that form only.
    pub form: Option<ExhibitionForm>,
    /// Resources of that theme only; every one when empty.
    pub theme: String,
    /// Resources of that owner only; every one when empty.
    pub owner: String,
}

impl FiguresQuery {
    /// The whole fund over some days.
    #[must_use]
    pub fn of(period: Period) -> Self {
        Self { period, kind: None, form: None, theme: String::new(), owner: String::new() }
    }

    /// Whether it asks about the whole fund.
    #[must_use]
    pub fn is_of_whole_fund(&self) -> bool {
        *self == Self::of(self.period)
    }
}

/// All the figures of a period.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Figures {
    /// The days counted.
    pub period: Period,
    /// The centre's today: a period that reaches beyond it is not over.
    pub today: NaiveDate,
    /// The figures, in the order of the report.
    pub figures: Vec<Figure>,
    /// The same days of the two years before and of this one.
    pub evolution: Vec<EvolutionPoint>,
    /// Where it was shown.
    pub map: FiguresMap,
    /// The first day of which the register holds a departure; none of an empty one.
    pub first_day: Option<NaiveDate>,
    /// Themes and owners of the fund, to choose among.
    pub themes: Vec<String>,
    /// Owners of the fund.
    pub owners: Vec<String>,
}

/// One of the years of an evolution.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct EvolutionPoint {
    /// The days counted.
    pub period: Period,
    /// Figures of those days; none of days that the register does not hold.
    pub figures: Vec<Figure>,
    /// What was entered by hand for that year, and where it comes from.
    pub entered: Vec<PastFigure>,
}

/// A figure of a year before the register, entered by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastFigure {
    /// The civil year.
    pub year: i32,
    /// The figure, one of [`PAST_KEYS`].
    pub key: String,
    /// What it was.
    #[ts(type = "number")]
    pub value: i64,
    /// Where it comes from, such as the report of that year.
    pub source: String,
}

/// The figures that can be entered for a year before the register: counts, for a rate has no denominator then.
pub const PAST_KEYS: &[&str] =
    &["people_reached", "loans_effective", "days_out_total", "fund", "questionnaires", "borrowers_active"];

/// Where it was shown, drawn.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FiguresMap {
    /// The départements concerned.
    pub departements: Vec<Outline>,
    /// The communes concerned, those whose place is known.
    pub communes: Vec<MapCommune>,
}

/// A département as it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Outline {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Closed lines of longitude and latitude in degrees, to be filled even-odd.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// A commune where something was shown.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MapCommune {
    /// INSEE code.
    pub insee: String,
    /// Its name.
    pub name: String,
    /// Degrees east.
    pub longitude: f64,
    /// Degrees north.
    pub latitude: f64,
    /// Whether that is its own place, and not the middle of its arrondissement.
    pub exact: bool,
    /// Sorties shown there.
    pub loans: u32,
}

/// What is asked about the list behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BehindQuery {
    /// Which figures.
    pub of: FiguresQuery,
    /// The figure.
    pub key: String,
    /// A group of it.
    pub group: Option<String>,
    /// Which side of a share.
    pub side: Side,
}

/// The list behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BehindList {
    /// The figure.
    pub key: String,
    /// What its entries are.
    pub entries: Entries,
    /// What the amounts count.
    pub unit: Unit,
    /// What they add up to.
    #[ts(type = "number")]
    pub total: i64,
    /// The entries.
    pub rows: Vec<BehindRow>,
}

/// What the entries of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Entries {
    /// Lines.
    Lines,
    /// Resources.
    Resources,
    /// Borrowers.
    Borrowers,
    /// Days, of which there is no list.
    Days,
}

/// An entry of the list behind a figure. What its sort has not is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct BehindRow {
    /// Number of the loan, of a line.
    pub number: String,
    /// Code of the resource, or of the borrower.
    pub code: String,
    /// Title of the resource, or name of the borrower.
    pub title: String,
    /// Borrower of a line; type of a borrower.
    pub borrower: String,
    /// Commune where a line was shown.
    pub commune: String,
    /// Where a line stands.
    pub state: Option<LineState>,
    /// Days by which a line that is out is late.
    pub late_days: u32,
    /// First day: of the departure, or planned.
    pub from: Option<NaiveDate>,
    /// Last day: of the return, or planned.
    pub to: Option<NaiveDate>,
    /// What it counts for.
    #[ts(type = "number")]
    pub amount: i64,
}

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportModel {
    /// The annual report.
    Annual,
    /// The funder's table.
    Funder,
}

/// What a person wrote in the chapters of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReportTexts {
    /// The year of the report.
    pub year: i32,
    /// Chapter by chapter.
    pub chapters: Vec<ReportText>,
}

/// What a person wrote in a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReportText {
    /// The chapter.
    pub chapter: String,
    /// Its title.
    pub title: String,
    /// The text; may be empty.
    pub text: String,
    /// The year it was written for: an earlier one where this year has none yet.
    pub from_year: i32,
}

/// What tables are saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// One file of text, as spreadsheets in French read it.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What a report is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportFormat {
    /// To print.
    Pdf,
    /// To write on in.
    Docx,
    /// A sheet per table.
    Xlsx,
}
