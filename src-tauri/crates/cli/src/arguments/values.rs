//! Values that are typed: days, years, and words that stand for a kind or a state.

use app::views::ReportModel;
use app::words;
use chrono::NaiveDate;
use clap::ValueEnum;
use domain::catalogue::ResourceKind;
use domain::day::{parse_day, parse_year};
use domain::fault::Fault;
use domain::figures::Side;
use domain::hold::HoldKind;
use domain::id::HoldId;
use domain::loan::LineState;

/// An argument that cannot be read as what it should be.
#[derive(Debug, Clone)]
pub(crate) struct Unreadable(pub(crate) Fault);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&words::fault(&self.0))
    }
}

impl std::error::Error for Unreadable {}

pub(super) fn day(typed: &str) -> Result<NaiveDate, Unreadable> {
    parse_day(typed).map_err(Unreadable)
}

pub(super) fn year(typed: &str) -> Result<i32, Unreadable> {
    parse_year(typed).map_err(Unreadable)
}

pub(super) fn hold_id(typed: &str) -> Result<HoldId, Unreadable> {
    let id = serde_json::from_value(serde_json::Value::String(typed.trim().to_owned()));
    id.map_err(|_| Unreadable(Fault::input("hold_unknown")))
}

/// A report.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Model {
    Annual,
    #[value(alias = "financeur")]
    Funder,
}

impl From<Model> for ReportModel {
    fn from(model: Model) -> Self {
        match model {
            Model::Annual => Self::Annual,
            Model::Funder => Self::Funder,
        }
    }
}

/// A side of a share.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum StatsSide {
    Part,
    Whole,
    Rest,
}

impl From<StatsSide> for Side {
    fn from(side: StatsSide) -> Self {
        match side {
            StatsSide::Part => Self::Part,
            StatsSide::Whole => Self::Whole,
            StatsSide::Rest => Self::Rest,
        }
    }
}

/// A kind of resource, as it is typed: `exhibition` or `exposition`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    #[value(alias = "exposition")]
    Exhibition,
    Malle,
    #[value(alias = "matériel", alias = "materiel")]
    Equipment,
    Machine,
    #[value(name = "resource_set", alias = "ensemble", alias = "set", alias = "resource-set")]
    ResourceSet,
}

impl From<Kind> for ResourceKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Exhibition => Self::Exhibition,
            Kind::Malle => Self::Malle,
            Kind::Equipment => Self::Equipment,
            Kind::Machine => Self::Machine,
            Kind::ResourceSet => Self::ResourceSet,
        }
    }
}

/// The states in which a booking can begin.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum BookingState {
    #[value(alias = "demande")]
    Request,
    Option,
    #[value(alias = "confirmée", alias = "confirmee")]
    Confirmed,
}

impl From<BookingState> for LineState {
    fn from(state: BookingState) -> Self {
        match state {
            BookingState::Request => Self::Request,
            BookingState::Option => Self::Option,
            BookingState::Confirmed => Self::Confirmed,
        }
    }
}

/// A state of a loan, as it is typed: `out` or `sortie`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum State {
    #[value(alias = "demande")]
    Request,
    Option,
    #[value(alias = "confirmée", alias = "confirmee")]
    Confirmed,
    #[value(alias = "sortie")]
    Out,
    #[value(alias = "rentrée", alias = "rentree")]
    Returned,
    #[value(alias = "clôturée", alias = "cloturee")]
    Closed,
    #[value(alias = "refusée", alias = "refusee")]
    Refused,
    #[value(alias = "annulée", alias = "annulee")]
    Cancelled,
}

impl From<State> for LineState {
    fn from(state: State) -> Self {
        match state {
            State::Request => Self::Request,
            State::Option => Self::Option,
            State::Confirmed => Self::Confirmed,
            State::Out => Self::Out,
            State::Returned => Self::Returned,
            State::Closed => Self::Closed,
            State::Refused => Self::Refused,
            State::Cancelled => Self::Cancelled,
        }
    }
}

/// Why the centre holds a resource.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Reason {
    #[value(alias = "entretien")]
    Maintenance,
    #[value(name = "own_use", alias = "own-use", alias = "usage-interne")]
    OwnUse,
}

impl From<Reason> for HoldKind {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Maintenance => Self::Maintenance,
            Reason::OwnUse => Self::OwnUse,
        }
    }
}
