//! The catalogue: what a centre lends (SPEC §2).

use crate::calendar::{Buffers, MOST_BUFFER};
use crate::fault::{Fault, Outcome};
use crate::id::ResourceId;
use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What sort of thing a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// exposition
    Exhibition,
    /// malle pédagogique
    Malle,
    /// matériel d'animation
    Equipment,
    /// machine (FabLab)
    Machine,
    /// ensemble
    ResourceSet,
}

impl ResourceKind {
    /// All of them, in the order of the catalogue.
    pub const ALL: [Self; 5] =
        [Self::Exhibition, Self::Malle, Self::Equipment, Self::ResourceSet, Self::Machine];

    /// Whether resources of this kind travel to borrowers; machines are booked by the hour on site.
    #[must_use]
    pub fn travels(self) -> bool {
        self != Self::Machine
    }
}

/// Of an exhibition: panels to hang or modules to handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ExhibitionForm {
    /// légère
    Light,
    /// interactive
    Interactive,
}

/// The state that a resource is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// bon
    #[default]
    Good,
    /// à réparer
    ToRepair,
    /// contenu à mettre à jour
    Outdated,
    /// hors service
    OutOfOrder,
}

/// One entry of the catalogue. Money is in cents of euro; values and weight are per unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Its identifier.
    pub id: ResourceId,
    /// What people call it by: unique, e.g. `EXP-001`.
    pub code: String,
    /// Full title.
    pub title: String,
    /// At most [`text::SHORT_NAME`] characters, for the planning.
    pub short_name: String,
    /// What sort of thing it is.
    pub kind: ResourceKind,
    /// Of an exhibition.
    pub form: Option<ExhibitionForm>,
    /// panneaux, roll-up, autoportante, bâche…
    pub format: String,
    /// A few sentences for a borrower.
    pub summary: String,
    /// Labels of the list of themes.
    pub themes: Vec<String>,
    /// Labels of the list of audiences.
    pub audiences: Vec<String>,
    /// Panels, or modules of an interactive exhibition.
    pub panels: Option<u32>,
    /// Owner or partner.
    pub owner: String,
    /// First day in the fund; before it the capacity is zero.
    pub acquired_on: Option<NaiveDate>,
    /// First day out of the fund.
    pub retired_on: Option<NaiveDate>,
    /// Value to insure, cents per unit.
    pub insured_cents: Option<i64>,
    /// Number of crates.
    pub crates: Option<u32>,
    /// Weight in grams per unit.
    pub weight_g: Option<i64>,
    /// Volume in litres.
    pub volume_l: Option<i64>,
    /// Floor needed, square metres.
    pub surface_m2: Option<u32>,
    /// Set-up time, minutes.
    pub setup_minutes: Option<u32>,
    /// People needed to set up.
    pub setup_people: Option<u32>,
    /// Vehicle needed.
    pub vehicle: String,
    /// What the borrower must have: grilles, prises, salle fermée…
    pub requirements: String,
    /// Languages of the texts.
    pub languages: String,
    /// Where it is stored.
    pub location: String,
    /// Interchangeable units.
    pub capacity: u32,
    /// Open days kept free around each loan.
    pub buffers: Buffers,
    /// Shortest loan, days.
    pub shortest_days: Option<u32>,
    /// Longest loan, days.
    pub longest_days: Option<u32>,
    /// Cents per week begun and unit, for members.
    pub weekly_member_cents: Option<i64>,
    /// Cents per week begun and unit, for others.
    pub weekly_cents: Option<i64>,
    /// Deposit, cents.
    pub deposit_cents: Option<i64>,
    /// Its state.
    pub condition: Condition,
    /// For the centre only.
    pub notes: String,
}

impl Resource {
    /// Whether it has left the fund by that day.
    #[must_use]
    pub fn is_retired(&self, day: NaiveDate) -> bool {
        self.retired_on.is_some_and(|retired| retired <= day)
    }

    /// A resource of which only the essentials are known: one unit, no buffer, good condition.
    #[must_use]
    pub fn new(code: &str, title: &str, kind: ResourceKind) -> Self {
        Self {
            id: ResourceId::new(),
            code: code.to_owned(),
            title: title.to_owned(),
            short_name: text::short_name(title),
            kind,
            form: (kind == ResourceKind::Exhibition).then_some(ExhibitionForm::Light),
            format: String::new(),
            summary: String::new(),
            themes: Vec::new(),
            audiences: Vec::new(),
            panels: None,
            owner: String::new(),
            acquired_on: None,
            retired_on: None,
            insured_cents: None,
            crates: None,
            weight_g: None,
            volume_l: None,
            surface_m2: None,
            setup_minutes: None,
            setup_people: None,
            vehicle: String::new(),
            requirements: String::new(),
            languages: String::new(),
            location: String::new(),
            capacity: 1,
            buffers: Buffers::default(),
            shortest_days: None,
            longest_days: None,
            weekly_member_cents: None,
            weekly_cents: None,
            deposit_cents: None,
            condition: Condition::Good,
            notes: String::new(),
        }
    }

    /// The same with its texts trimmed and within their limits.
    ///
    /// # Errors
    /// The first field that is missing, too long, or out of order.
    pub fn checked(mut self) -> Outcome<Self> {
        self.code = text::required("code", &self.code)?;
        self.title = text::required("title", &self.title)?;
        self.short_name = text::short("short_name", &self.short_name)?;
        if self.short_name.chars().count() > text::SHORT_NAME {
            return Err(Fault::input("text_too_long")
                .with("limit", text::SHORT_NAME as i64)
                .with("length", self.short_name.chars().count() as i64)
                .on("short_name"));
        }
        for (field, value) in [
            ("format", &mut self.format),
            ("owner", &mut self.owner),
            ("vehicle", &mut self.vehicle),
            ("languages", &mut self.languages),
            ("location", &mut self.location),
        ] {
            *value = text::short(field, value)?;
        }
        for (field, value) in [
            ("summary", &mut self.summary),
            ("requirements", &mut self.requirements),
            ("notes", &mut self.notes),
        ] {
            *value = text::note(field, value)?;
        }
        for (field, labels) in [("themes", &mut self.themes), ("audiences", &mut self.audiences)] {
            for label in labels {
                *label = text::required(field, label)?;
            }
        }
        for (field, days) in [("buffer_before", self.buffers.before), ("buffer_after", self.buffers.after)] {
            if days > MOST_BUFFER {
                return Err(Fault::input("buffer_too_long")
                    .with("days", days)
                    .with("limit", MOST_BUFFER)
                    .on(field));
            }
        }
        if let (Some(acquired), Some(retired)) = (self.acquired_on, self.retired_on)
            && retired < acquired
        {
            return Err(Fault::input("retired_before_acquired")
                .with("acquired", acquired)
                .with("retired", retired)
                .on("retired_on"));
        }
        Ok(self)
    }
}

/// One entry of what a resource contains (pièce).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct InventoryItem {
    /// What it is.
    pub label: String,
    /// bac, caisse…
    pub container: String,
    /// How many.
    pub quantity: u32,
    /// Whether it is used up by use.
    pub consumable: bool,
    /// Value of one, cents.
    pub replacement_cents: Option<i64>,
    /// Remarks of the centre.
    pub remarks: String,
}

/// A quantity of a resource that a set is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPart {
    /// The part.
    pub part: ResourceId,
    /// Units of it in one set.
    pub quantity: u32,
}

/// The lists that a centre can edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TermList {
    /// thèmes
    Theme,
    /// publics
    Audience,
    /// types d'emprunteur
    BorrowerType,
    /// usages
    Use,
    /// accompagnements
    Accompaniment,
    /// canaux de paiement
    Channel,
    /// comment le prêt a été connu
    HowKnown,
    /// apprécié
    Appreciated,
    /// non apprécié
    NotAppreciated,
    /// origines d'une demande
    RequestOrigin,
    /// raisons d'annuler
    CancelReason,
    /// raisons de refuser
    RefusalReason,
    /// raisons de retirer une ressource du fonds
    RetirementReason,
}

impl TermList {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Theme,
        Self::Audience,
        Self::BorrowerType,
        Self::Use,
        Self::Accompaniment,
        Self::Channel,
        Self::HowKnown,
        Self::Appreciated,
        Self::NotAppreciated,
        Self::RequestOrigin,
        Self::CancelReason,
        Self::RefusalReason,
        Self::RetirementReason,
    ];
}

/// What the program itself relies on in the lists: a role of a value, not its wording, so that renaming or merging values
/// changes no figure. Several values may have the same role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TermRole {
    /// The channel of the pass Culture.
    PassCulture,
    /// The channel of what is paid directly.
    Direct,
    /// Borrowers that are écoles.
    SchoolPrimary,
    /// Borrowers that are collèges.
    SchoolMiddle,
    /// Borrowers that are lycées.
    SchoolHigh,
    /// What was not appreciated: a content that is wrong or out of date.
    OutdatedContent,
    /// What was not appreciated: heavy or cumbersome.
    Weight,
}

impl TermRole {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::PassCulture,
        Self::Direct,
        Self::SchoolPrimary,
        Self::SchoolMiddle,
        Self::SchoolHigh,
        Self::OutdatedContent,
        Self::Weight,
    ];
    /// Those of schools.
    pub const SCHOOLS: [Self; 3] = [Self::SchoolPrimary, Self::SchoolMiddle, Self::SchoolHigh];

    /// The list whose values may have it.
    #[must_use]
    pub fn list(self) -> TermList {
        match self {
            Self::PassCulture | Self::Direct => TermList::Channel,
            Self::SchoolPrimary | Self::SchoolMiddle | Self::SchoolHigh => TermList::BorrowerType,
            Self::OutdatedContent | Self::Weight => TermList::NotAppreciated,
        }
    }
}
