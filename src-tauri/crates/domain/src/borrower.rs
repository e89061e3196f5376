//! Who borrows, and where what they borrow is shown (SPEC §2).

use crate::fault::Outcome;
use crate::id::BorrowerId;
use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An organisation or a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Borrower {
    /// Its identifier.
    pub id: BorrowerId,
    /// Unique, e.g. `E042`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Label of the list of borrower types: école, collège, médiathèque…
    pub borrower_type: String,
    /// Street and number.
    pub address: String,
    /// Postal code, text.
    pub postcode: String,
    /// Commune.
    pub commune: String,
    /// INSEE code of the commune, text.
    pub insee: String,
    /// Département, text: `01`, `2A`.
    pub departement: String,
    /// Code of a school in the national directory.
    pub uai: String,
    /// For the centre only.
    pub notes: String,
    /// Whom to talk to, in the order shown.
    pub contacts: Vec<Contact>,
    /// When it was a member.
    pub memberships: Vec<Membership>,
}

impl Borrower {
    /// A borrower of which only the essentials are known.
    #[must_use]
    pub fn new(code: &str, name: &str) -> Self {
        Self {
            id: BorrowerId::new(),
            code: code.to_owned(),
            name: name.to_owned(),
            borrower_type: String::new(),
            address: String::new(),
            postcode: String::new(),
            commune: String::new(),
            insee: String::new(),
            departement: String::new(),
            uai: String::new(),
            notes: String::new(),
            contacts: Vec::new(),
            memberships: Vec::new(),
        }
    }

    /// The same with its texts trimmed and within their limits.
    ///
    /// # Errors
    /// The first field that is missing or too long.
    pub fn checked(mut self) -> Outcome<Self> {
        self.code = text::required("code", &self.code)?;
        self.name = text::required("name", &self.name)?;
        for (field, value) in [
            ("borrower_type", &mut self.borrower_type),
            ("address", &mut self.address),
            ("postcode", &mut self.postcode),
            ("commune", &mut self.commune),
            ("insee", &mut self.insee),
            ("departement", &mut self.departement),
            ("uai", &mut self.uai),
        ] {
            *value = text::short(field, value)?;
        }
        self.notes = text::note("notes", &self.notes)?;
        for contact in &mut self.contacts {
            for (field, value) in [
                ("contact_function", &mut contact.function),
                ("contact_name", &mut contact.name),
                ("contact_mail", &mut contact.mail),
                ("contact_phone", &mut contact.phone),
            ] {
                *value = text::short(field, value)?;
            }
        }
        Ok(self)
    }

    /// Whether it is a member on that day.
    #[must_use]
    pub fn is_member_on(&self, day: NaiveDate) -> bool {
        self.memberships
            .iter()
            .any(|m| m.from.is_none_or(|from| from <= day) && m.to.is_none_or(|to| day <= to))
    }
}

/// Whom to talk to at a borrower's: a function rather than a name (RGPD: as little as needed).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Contact {
    /// CDI, direction, accueil…
    pub function: String,
    /// Only where needed.
    pub name: String,
    /// E-mail address.
    pub mail: String,
    /// Telephone.
    pub phone: String,
}

/// A period of membership; an end that is not known is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Membership {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// Where the resource is shown (lieu d'accueil).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Venue {
    /// Hall, room or building.
    pub name: String,
    /// Street and number.
    pub address: String,
    /// Commune.
    pub commune: String,
    /// INSEE code of the commune, text.
    pub insee: String,
}

impl Venue {
    /// The same with its texts trimmed and within their limits.
    ///
    /// # Errors
    /// The first field that is too long.
    pub fn checked(mut self) -> Outcome<Self> {
        for (field, value) in [
            ("venue_name", &mut self.name),
            ("venue_address", &mut self.address),
            ("venue_commune", &mut self.commune),
            ("venue_insee", &mut self.insee),
        ] {
            *value = text::short(field, value)?;
        }
        Ok(self)
    }
}

impl From<&Borrower> for Venue {
    /// By default the borrower's own address.
    fn from(borrower: &Borrower) -> Self {
        Self {
            name: String::new(),
            address: borrower.address.clone(),
            commune: borrower.commune.clone(),
            insee: borrower.insee.clone(),
        }
    }
}
