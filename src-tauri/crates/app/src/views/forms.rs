//! What a person fills in: a resource, a borrower, a loan; and the sheets around them.

use super::{BorrowerCard, LineCard, LoanCard, Wanted};
use chrono::NaiveDate;
use domain::borrower::{Contact, Membership, Venue};
use domain::calendar::Buffers;
use domain::catalogue::{Condition, ExhibitionForm, InventoryItem, ResourceKind};
use domain::id::{BorrowerId, PhotoId, RemarkId, ResourceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file that a person chose or dropped on the window.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its bytes, in base 64.
    pub content: String,
}

/// A resource to add, or all of one that changes.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct ResourceForm {
    /// The resource that changes; none for a new one.
    pub id: Option<ResourceId>,
    /// What the form was made from, as the sheet handed it out: saving is refused once something else is there. None takes
    /// the form whatever is there.
    #[serde(default)]
    pub based_on: Option<String>,
    /// Unique; given by the program when left empty (`EXP-102`).
    pub code: String,
    /// Full title.
    pub title: String,
    /// At most 22 characters; made of the title when left empty.
    pub short_name: String,
    /// What sort of thing it is.
    pub kind: ResourceKind,
    /// Of an exhibition.
    pub form: Option<ExhibitionForm>,
    /// panneaux, roll-up, autoportante, bâche…
    pub format: String,
    /// A few sentences for a borrower.
    pub summary: String,
    /// Its themes, of the list or new.
    pub themes: Vec<String>,
    /// Its audiences, of the list or new.
    pub audiences: Vec<String>,
    /// Panels or modules.
    pub panels: Option<u32>,
    /// Owner or partner.
    pub owner: String,
    /// First day in the fund.
    pub acquired_on: Option<NaiveDate>,
    /// Value to insure per unit, cents.
    #[ts(type = "number | null")]
    pub insured_cents: Option<i64>,
    /// Crates.
    pub crates: Option<u32>,
    /// Weight of a unit, grams.
    #[ts(type = "number | null")]
    pub weight_g: Option<i64>,
    /// Volume, litres.
    #[ts(type = "number | null")]
    pub volume_l: Option<i64>,
    /// Floor needed, m².
    pub surface_m2: Option<u32>,
    /// Set-up time, minutes.
    pub setup_minutes: Option<u32>,
    /// People needed to set up.
    pub setup_people: Option<u32>,
    /// Vehicle needed.
    pub vehicle: String,
    /// What the borrower must have.
    pub requirements: String,
    /// Languages.
    pub languages: String,
    /// Where it is stored.
    pub location: String,
    /// Units.
    pub capacity: u32,
    /// Open days kept free around each loan made from now on.
    pub buffers: Buffers,
    /// Shortest loan, days.
    pub shortest_days: Option<u32>,
    /// Longest loan, days.
    pub longest_days: Option<u32>,
    /// Weekly tariff of members, cents.
    #[ts(type = "number | null")]
    pub weekly_member_cents: Option<i64>,
    /// Weekly tariff of others, cents.
    #[ts(type = "number | null")]
    pub weekly_cents: Option<i64>,
    /// Deposit, cents.
    #[ts(type = "number | null")]
    pub deposit_cents: Option<i64>,
    /// Its condition.
    pub condition: Condition,
    /// Notes of the centre.
    pub notes: String,
    /// What it contains, in order.
    pub inventory: Vec<InventoryItem>,
    /// What a set is made of.
    pub parts: Vec<Wanted>,
}

/// A photo of a resource. Its two sizes are served as `photo:` addresses made of `name`: `name` and
/// `name/small`.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PhotoView {
    /// The photo.
    pub id: PhotoId,
    /// The name under which it is served: the SHA-256 of its bytes.
    pub name: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A borrower to add, or all of one that changes.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct BorrowerForm {
    /// The borrower that changes; none for a new one.
    pub id: Option<BorrowerId>,
    /// Unique; given by the program when left empty (`E098`).
    pub code: String,
    /// Name.
    pub name: String,
    /// One of the list of borrower types, or a new one.
    pub borrower_type: String,
    /// Street and number.
    pub address: String,
    /// Postal code.
    pub postcode: String,
    /// Commune: one of the 34 969 when `insee` is given.
    pub commune: String,
    /// INSEE code.
    pub insee: String,
    /// Département; that of the INSEE code when left empty.
    pub departement: String,
    /// Code of a school in the national directory.
    pub uai: String,
    /// For the centre only.
    pub notes: String,
    /// Whom to talk to, in order.
    pub contacts: Vec<Contact>,
    /// When it was a member.
    pub memberships: Vec<Membership>,
}

/// Everything about a borrower.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BorrowerSheet {
    /// As in the list.
    pub card: BorrowerCard,
    /// Code of a school in the national directory.
    pub uai: String,
    /// For the centre only.
    pub notes: String,
    /// When it was a member.
    pub memberships: Vec<Membership>,
    /// Its lines asked for, planned or out, by date.
    pub coming: Vec<LineCard>,
    /// Its lines returned, closed or called off, the latest first.
    pub past: Vec<LineCard>,
    /// How many of them there are in all.
    pub past_count: u32,
    /// Days out, in all.
    pub days_out: u32,
    /// Others that may be the same: as near a name in the same commune.
    pub alike: Vec<BorrowerCard>,
}

/// A commune of France.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CommuneCard {
    /// INSEE code.
    pub insee: String,
    /// Name.
    pub name: String,
    /// Département.
    pub departement: String,
    /// Postal codes.
    pub postcodes: Vec<String>,
    /// People who live there.
    pub population: u32,
}

/// What may change of a loan besides its lines. All of it is written.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct LoanForm {
    /// Number of the loan.
    pub number: String,
    /// What the form was made from, as the sheet handed it out; none takes the form whatever is there.
    #[serde(default)]
    pub based_on: Option<String>,
    /// Function of the contact.
    pub contact: String,
    /// Where it is shown.
    pub venue: Venue,
    /// Who carries.
    pub transport: String,
    /// For the centre only.
    pub notes: String,
    /// The day the certificate of insurance came.
    pub insurance_received_on: Option<NaiveDate>,
    /// The day the agreement was sent.
    pub agreement_sent_on: Option<NaiveDate>,
    /// The day the agreement came back signed.
    pub agreement_signed_on: Option<NaiveDate>,
}

/// A remark on a loan, with its day.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Remark {
    /// It.
    pub id: RemarkId,
    /// When, UTC, `2026-03-26T08:40:12Z`.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub text: String,
}

/// What `Ctrl K` found, the best first in each.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Found {
    /// Resources, at most six.
    pub resources: Vec<FoundResource>,
    /// Borrowers, at most six.
    pub borrowers: Vec<FoundBorrower>,
    /// Loans, at most six.
    pub loans: Vec<LoanCard>,
}

/// A resource, named.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FoundResource {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: ResourceKind,
}

/// A borrower, named.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FoundBorrower {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
}
