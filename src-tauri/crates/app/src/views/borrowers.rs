//! Borrowers as lists show them, and a new one.

use domain::borrower::{Contact, Venue};
use domain::id::BorrowerId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A borrower, as a choice in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BorrowerCard {
    /// The borrower.
    pub id: BorrowerId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub borrower_type: String,
    /// Where it is by default.
    pub venue: Venue,
    /// Postal code.
    pub postcode: String,
    /// Département.
    pub departement: String,
    /// Whom to talk to.
    pub contacts: Vec<Contact>,
    /// Whether it is a member today.
    pub member: bool,
    /// Lines of it that left, in all.
    pub sorties: u32,
    /// Lines of it that are out.
    pub running: u32,
    /// Lines of it that are late.
    pub late: u32,
}

/// A borrower to be created on the way; its code is given by the program when left empty.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(default)]
pub struct NewBorrower {
    /// Unique, `E098` style when left empty.
    pub code: String,
    /// Name.
    pub name: String,
    /// One of the list of borrower types, or a new one.
    pub borrower_type: String,
    /// Street and number.
    pub address: String,
    /// Postal code.
    pub postcode: String,
    /// Commune.
    pub commune: String,
    /// INSEE code.
    pub insee: String,
    /// Function of the contact.
    pub contact_function: String,
    /// Mail of the contact.
    pub contact_mail: String,
    /// Telephone of the contact.
    pub contact_phone: String,
    /// Whether it is a member from today.
    pub member: bool,
}
