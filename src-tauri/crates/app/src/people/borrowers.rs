//! Borrowers: found as one types, created on the way.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::base::cards::{History, cards};
use crate::base::search::Words;
use crate::people::communes;
use crate::views::{BorrowerCard, BorrowerForm, BorrowerSheet, Done, NewBorrower};
use domain::borrower::{Borrower, Contact, Membership, Venue};
use domain::fault::{Fault, Outcome};
use domain::id::BorrowerId;
use domain::text::{self, folded};
use std::collections::HashMap;
use store::borrower::Name;
use store::{Read, borrower, line};

/// As many past loans as a sheet shows.
const PAST: u32 = 30;

/// The borrower of that code.
pub(crate) fn known(c: &Read<'_>, code: &str) -> Outcome<Borrower> {
    borrower::by_code(c, &text::named(code))?
        .ok_or_else(|| Fault::input("borrower_unknown").with("code", code.trim()).on("borrower"))
}

/// Borrowers as lists show them, with what they have borrowed.
fn borrower_cards(c: &Read<'_>, at: &At, borrowers: Vec<Borrower>) -> Outcome<Vec<BorrowerCard>> {
    let ids: Vec<BorrowerId> = borrowers.iter().map(|borrower| borrower.id).collect();
    let counts = line::counts_of_borrowers(c, &ids)?;
    // Only who has something out can be late.
    let late: HashMap<BorrowerId, u32> = if counts.values().any(|count| count.running > 0) {
        line::late_of_borrowers(c, at.today)?.into_iter().collect()
    } else {
        HashMap::new()
    };
    let card = |borrower: Borrower| {
        let count = counts.get(&borrower.id).copied().unwrap_or_default();
        BorrowerCard {
            id: borrower.id,
            venue: Venue::from(&borrower),
            member: borrower.is_member_on(at.today),
            code: borrower.code,
            name: borrower.name,
            borrower_type: borrower.borrower_type,
            postcode: borrower.postcode,
            departement: borrower.departement,
            contacts: borrower.contacts,
            sorties: count.sorties,
            running: count.running,
            late: late.get(&borrower.id).copied().unwrap_or_default(),
        }
    };
    Ok(borrowers.into_iter().map(card).collect())
}

impl App {
    pub(crate) fn borrower_card(&self, c: &Read<'_>, at: &At, borrower: Borrower) -> Outcome<BorrowerCard> {
        Ok(borrower_cards(c, at, vec![borrower])?.remove(0))
    }

    /// The borrowers whose name, commune, code, postcode or type has a word that begins as each one typed, the best match
    /// first. Where there are none, a typo is forgiven.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn borrowers(&self, search: &str) -> Outcome<Vec<BorrowerCard>> {
        let words = Words::of(search);
        let found = if words.is_empty() {
            let mut all = self.read(|c, _| Ok(borrower::all(c)?))?;
            all.sort_by_cached_key(|borrower| folded(&borrower.name));
            all
        } else {
            self.borrowers_with(&words)?
        };
        self.read(|c, at| borrower_cards(c, at, found))
    }

    /// The borrowers that hold every word, the best match first.
    pub(crate) fn borrowers_with(&self, words: &Words) -> Outcome<Vec<Borrower>> {
        let ids = words.found_by(&self.base, |groups| self.base.find_borrowers(groups))?;
        let mut found: Vec<(u32, String, Borrower)> = self
            .read(|c, _| Ok(borrower::by_ids(c, &ids)?))?
            .into_iter()
            .filter_map(|b| {
                let name = folded(&b.name);
                let texts = [
                    &name,
                    &folded(&b.commune),
                    &folded(&b.code),
                    &folded(&b.borrower_type),
                    &folded(&b.postcode),
                ];
                Some((words.score(&texts.map(String::as_str))?, name, b))
            })
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Ok(found.into_iter().map(|(_, _, borrower)| borrower).collect())
    }

    /// Adds a borrower.
    ///
    /// # Errors
    /// `text_missing`, `text_too_long`, `text_control_character`; `borrower_code_taken`; faults of the base.
    pub fn new_borrower(&self, new: &NewBorrower) -> Outcome<Done<BorrowerCard>> {
        self.transact(|tx, at| {
            let code = if new.code.trim().is_empty() { next_code(tx)? } else { new.code.trim().to_owned() };
            let mut borrower = Borrower::new(&code, &new.name);
            borrower.borrower_type.clone_from(&new.borrower_type);
            borrower.address.clone_from(&new.address);
            borrower.postcode.clone_from(&new.postcode);
            borrower.commune.clone_from(&new.commune);
            borrower.insee.clone_from(&new.insee);
            borrower.departement = departement(&new.insee, &new.postcode);
            let contact = Contact {
                function: new.contact_function.clone(),
                name: String::new(),
                mail: new.contact_mail.clone(),
                phone: new.contact_phone.clone(),
            };
            if contact != Contact::default() {
                borrower.contacts.push(contact);
            }
            if new.member {
                borrower.memberships.push(Membership { from: Some(at.today), to: None });
            }
            let borrower = borrower.checked()?;
            if borrower::by_code(tx, &borrower.code)?.is_some() {
                return Err(Fault::input("borrower_code_taken").with("code", borrower.code).on("code"));
            }
            borrower::save(tx, &borrower)?;
            let operation = Operation::new("borrower_created").with("name", borrower.name.as_str());
            Ok((self.borrower_card(tx, at, borrower)?, operation))
        })
    }
}

impl App {
    /// Everything about the borrower of that code.
    ///
    /// # Errors
    /// `borrower_unknown`; faults of the base.
    pub fn borrower(&self, code: &str) -> Outcome<BorrowerSheet> {
        self.read(|c, at| self.borrower_sheet(c, at, known(c, code)?))
    }

    fn borrower_sheet(&self, c: &Read<'_>, at: &At, borrower: Borrower) -> Outcome<BorrowerSheet> {
        let history = History::of(line::stays_of_borrower(c, borrower.id)?, at.today);
        let mut alike = Vec::new();
        for other in borrower::names(c)? {
            if other.id != borrower.id && are_alike(&borrower, &other) {
                alike.push(self.borrower_card(c, at, borrower::by_id(c, other.id)?)?);
            }
        }
        Ok(BorrowerSheet {
            uai: borrower.uai.clone(),
            notes: borrower.notes.clone(),
            memberships: borrower.memberships.clone(),
            coming: cards(line::coming_of_borrower(c, borrower.id)?, at),
            past: cards(line::past_of_borrower(c, borrower.id, PAST)?, at),
            past_count: history.past,
            days_out: history.days_out,
            card: self.borrower_card(c, at, borrower)?,
            alike,
        })
    }

    /// Adds a borrower, or writes all of one that changes.
    ///
    /// # Errors
    /// Wrong input, named by field; `commune_unknown` for an INSEE code that is none; `borrower_code_taken`; faults of
    /// the base.
    pub fn save_borrower(&self, form: &BorrowerForm) -> Outcome<Done<BorrowerSheet>> {
        self.transact(|tx, at| {
            let insee = form.insee.trim();
            if !insee.is_empty() && communes::by_insee(insee).is_none() {
                return Err(Fault::input("commune_unknown").with("insee", insee).on("commune"));
            }
            for membership in &form.memberships {
                if let (Some(from), Some(to)) = (membership.from, membership.to)
                    && to < from
                {
                    return Err(Fault::input("end_before_start")
                        .with("from", from)
                        .with("to", to)
                        .on("memberships"));
                }
            }
            let code = if form.code.trim().is_empty() { next_code(tx)? } else { form.code.clone() };
            let given = form.departement.trim();
            let borrower = Borrower {
                id: form.id.unwrap_or_else(BorrowerId::new),
                code,
                name: form.name.clone(),
                borrower_type: form.borrower_type.clone(),
                address: form.address.clone(),
                postcode: form.postcode.clone(),
                commune: form.commune.clone(),
                insee: form.insee.clone(),
                departement: if given.is_empty() {
                    departement(insee, &form.postcode)
                } else {
                    given.to_owned()
                },
                uai: form.uai.clone(),
                notes: form.notes.clone(),
                contacts: form.contacts.iter().filter(|c| **c != Contact::default()).cloned().collect(),
                memberships: form.memberships.clone(),
            }
            .checked()?;
            if let Some(other) = borrower::by_code(tx, &borrower.code)?
                && other.id != borrower.id
            {
                return Err(Fault::input("borrower_code_taken").with("code", borrower.code).on("code"));
            }
            borrower::save(tx, &borrower)?;
            let code = if form.id.is_some() { "borrower_changed" } else { "borrower_created" };
            let operation = Operation::new(code).with("name", borrower.name.as_str());
            Ok((self.borrower_sheet(tx, at, borrower)?, operation))
        })
    }

    /// Makes one of two that are the same. `kept` takes the loans, the contacts and the memberships of `merged`, and
    /// what it did not say itself; `merged` is no more.
    ///
    /// # Errors
    /// `borrower_unknown`, `borrower_itself`; faults of the base.
    pub fn merge_borrowers(&self, kept: &str, merged: &str) -> Outcome<Done<BorrowerSheet>> {
        self.transact(|tx, at| {
            let (mut kept, merged) = (known(tx, kept)?, known(tx, merged)?);
            if kept.id == merged.id {
                return Err(Fault::input("borrower_itself").with("name", kept.name).on("merged"));
            }
            for (own, other) in [
                (&mut kept.borrower_type, &merged.borrower_type),
                (&mut kept.address, &merged.address),
                (&mut kept.uai, &merged.uai),
            ] {
                if own.is_empty() {
                    own.clone_from(other);
                }
            }
            if kept.commune.is_empty() {
                kept.postcode.clone_from(&merged.postcode);
                kept.commune.clone_from(&merged.commune);
                kept.insee.clone_from(&merged.insee);
                kept.departement.clone_from(&merged.departement);
            }
            if !merged.notes.is_empty() && merged.notes != kept.notes {
                kept.notes = [kept.notes.as_str(), &merged.notes].join("\n").trim().to_owned();
            }
            for contact in merged.contacts {
                if !kept.contacts.contains(&contact) {
                    kept.contacts.push(contact);
                }
            }
            for membership in merged.memberships {
                if !kept.memberships.contains(&membership) {
                    kept.memberships.push(membership);
                }
            }
            let kept = kept.checked()?;
            let loans = store::loan::give(tx, merged.id, kept.id)?;
            borrower::delete(tx, merged.id)?;
            borrower::save(tx, &kept)?;
            let operation = Operation::new("borrowers_merged")
                .with("name", kept.name.as_str())
                .with("merged", merged.name.as_str())
                .with("loans", loans);
            Ok((self.borrower_sheet(tx, at, kept)?, operation))
        })
    }
}

/// Whether two borrowers may be the same: in one commune, one name within the other or a typo away.
fn are_alike(one: &Borrower, other: &Name) -> bool {
    if folded(&one.commune) != folded(&other.commune) {
        return false;
    }
    let (one, other) = (folded(&one.name), folded(&other.name));
    // « École n° 2 » is not « École n° 3 ».
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&one) != digits(&other) {
        return false;
    }
    let (shorter, longer) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let within = shorter.contains(' ') && longer.contains(shorter.as_str());
    within || strsim::normalized_damerau_levenshtein(&one, &other) >= 0.85
}

/// The département of an INSEE code, or else of a postal code: those of Corse begin with 20, which none has.
fn departement(insee: &str, postcode: &str) -> String {
    let code = if insee.trim().is_empty() { postcode.trim() } else { insee.trim() };
    if let Some(rest) = code.strip_prefix("20") {
        return if rest.starts_with(['0', '1']) { "2A" } else { "2B" }.to_owned();
    }
    let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    code.chars().take(length).collect()
}

/// `E098` after `E097`: one more than the greatest number that a code of this form bears.
fn next_code(c: &Read<'_>) -> Outcome<String> {
    let last = borrower::names(c)?
        .iter()
        .filter_map(|borrower| borrower.code.strip_prefix('E')?.parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    Ok(format!("E{:03}", last.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_departement_is_told_by_the_commune_or_by_the_postal_code() {
        let check = |insee, postcode, expect: &str| assert_eq!(departement(insee, postcode), expect);
        check("01053", "", "01");
        check("", "01000", "01");
        check("", "97400", "974");
        check("2A004", "20000", "2A");
        check("2B033", "20200", "2B");
        check("", "20000", "2A");
        check("", "20167", "2A");
        check("", "20200", "2B");
        check("", "20600", "2B");
    }
}
