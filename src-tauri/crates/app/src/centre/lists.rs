//! The editable lists: values added, called otherwise, put in order, merged, no longer offered, given a role.

use crate::base::app::{App, Operation};
use crate::views::{Done, ListValue, ListView};
use crate::words::code;
use domain::catalogue::{TermList, TermRole};
use domain::fault::{Fault, Outcome};
use domain::text::{self, folded};
use store::term::{self, Term};
use store::{Read, Write};

fn known(c: &Read<'_>, list: TermList, label: &str, field: &str) -> Outcome<Term> {
    let unknown = || Fault::input("list_value_unknown").with("list", code(list)).with("label", label.trim());
    term::named(c, list, label.trim())?.ok_or_else(|| unknown().on(field))
}

fn view(c: &Read<'_>, list: TermList) -> Outcome<ListView> {
    let uses = term::uses(c, list)?;
    let count = |label: &str| uses.iter().find(|(known, _)| known == label).map_or(0, |(_, count)| *count);
    let values = term::of_list(c, list)?.into_iter().map(|term| ListValue {
        uses: count(&term.label),
        label: term.label,
        role: term.role,
        retired: term.retired,
    });
    let roles = TermRole::ALL.into_iter().filter(|role| role.list() == list).collect();
    Ok(ListView { list, values: values.collect(), roles })
}

/// Lets a value join a list: the same word with other accents or capitals is the same value, and one that was no longer
/// offered is offered again.
pub(crate) fn join(tx: &Write<'_>, list: TermList, label: &str) -> Outcome<()> {
    let there = term::of_list(tx, list)?;
    match there.iter().find(|known| folded(&known.label) == folded(label)) {
        Some(known) if known.retired => term::set_retired(tx, known.id, false)?,
        Some(_) => {}
        None => term::add(tx, list, label)?,
    }
    Ok(())
}

fn operation(kind: &'static str, list: TermList, label: &str) -> Operation {
    Operation::new(kind).with("list", code(list)).with("label", label)
}

impl App {
    /// A list with its values, their uses and their roles.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn list(&self, list: TermList) -> Outcome<ListView> {
        self.read(|c, _| view(c, list))
    }

    /// Adds a value to a list.
    ///
    /// # Errors
    /// `text_missing`, `text_too_long`; faults of the base.
    pub fn add_list_value(&self, list: TermList, label: &str) -> Outcome<Done<ListView>> {
        let label = text::required("label", label)?;
        self.transact(|tx, _| {
            join(tx, list, &label)?;
            Ok((view(tx, list)?, operation("list_value_added", list, &label)))
        })
    }

    /// Calls a value otherwise, wherever it stands.
    ///
    /// # Errors
    /// `list_value_unknown`; `list_value_there`, which asks for a merge; faults of the base.
    pub fn rename_list_value(&self, list: TermList, label: &str, to: &str) -> Outcome<Done<ListView>> {
        let to = text::required("to", to)?;
        self.transact(|tx, _| {
            let known = known(tx, list, label, "label")?;
            let is_other = |term: &&Term| term.id != known.id && folded(&term.label) == folded(&to);
            if let Some(other) = term::of_list(tx, list)?.iter().find(is_other) {
                return Err(Fault::rule("list_value_there")
                    .with("list", code(list))
                    .with("label", other.label.as_str())
                    .on("to"));
            }
            if known.label != to {
                term::rename(tx, &known, &to)?;
            }
            Ok((
                view(tx, list)?,
                operation("list_value_renamed", list, &known.label).with("new", to.as_str()),
            ))
        })
    }

    /// Makes one of two values: all that names `merged` names `kept`, which takes its role too. A value that was used is no
    /// longer offered, one that never was goes.
    ///
    /// # Errors
    /// `list_value_unknown`, `list_value_itself`, `list_roles_differ`; faults of the base.
    pub fn merge_list_values(&self, list: TermList, kept: &str, merged: &str) -> Outcome<Done<ListView>> {
        self.transact(|tx, _| {
            let (kept, merged) = (known(tx, list, kept, "kept")?, known(tx, list, merged, "merged")?);
            if kept.id == merged.id {
                return Err(Fault::input("list_value_itself").with("label", kept.label).on("merged"));
            }
            if let (Some(_), Some(_)) = (kept.role, merged.role)
                && kept.role != merged.role
            {
                return Err(Fault::rule("list_roles_differ")
                    .with("label", kept.label)
                    .with("merged", merged.label)
                    .on("merged"));
            }
            if kept.role.is_none() && merged.role.is_some() {
                term::set_role(tx, kept.id, merged.role)?;
            }
            let was_used = term::is_used(tx, &merged)?;
            term::give_uses(tx, &merged, &kept)?;
            if was_used {
                term::set_role(tx, merged.id, None)?;
                term::set_retired(tx, merged.id, true)?;
            } else {
                term::delete(tx, merged.id)?;
            }
            let operation = operation("list_values_merged", list, &kept.label);
            Ok((view(tx, list)?, operation.with("merged", merged.label.as_str())))
        })
    }

    /// Offers a value no longer, or again.
    ///
    /// # Errors
    /// `list_value_unknown`; faults of the base.
    pub fn retire_list_value(&self, list: TermList, label: &str, retired: bool) -> Outcome<Done<ListView>> {
        self.transact(|tx, _| {
            let known = known(tx, list, label, "label")?;
            term::set_retired(tx, known.id, retired)?;
            let kind = if retired { "list_value_retired" } else { "list_value_unretired" };
            Ok((view(tx, list)?, operation(kind, list, &known.label)))
        })
    }

    /// Says what the program relies on a value for, or that it no longer does.
    ///
    /// # Errors
    /// `list_value_unknown`, `list_role_elsewhere`; faults of the base.
    pub fn set_list_role(
        &self,
        list: TermList,
        label: &str,
        role: Option<TermRole>,
    ) -> Outcome<Done<ListView>> {
        self.transact(|tx, _| {
            let known = known(tx, list, label, "label")?;
            if let Some(role) = role.filter(|role| role.list() != list) {
                return Err(Fault::input("list_role_elsewhere")
                    .with("role", code(role))
                    .with("list", code(role.list()))
                    .on("role"));
            }
            term::set_role(tx, known.id, role)?;
            let told = match role {
                Some(role) => operation("list_role_set", list, &known.label).with("role", code(role)),
                None => operation("list_role_removed", list, &known.label),
            };
            Ok((view(tx, list)?, told))
        })
    }

    /// Puts a list in order: these first, then the others as they stand.
    ///
    /// # Errors
    /// `list_value_unknown`; faults of the base.
    pub fn order_list(&self, list: TermList, labels: &[String]) -> Outcome<Done<ListView>> {
        self.transact(|tx, _| {
            let mut ordered: Vec<Term> = Vec::new();
            for label in labels {
                let known = known(tx, list, label, "labels")?;
                if ordered.iter().all(|term| term.id != known.id) {
                    ordered.push(known);
                }
            }
            for term in term::of_list(tx, list)? {
                if ordered.iter().all(|known| known.id != term.id) {
                    ordered.push(term);
                }
            }
            for (position, term) in (1..).zip(&ordered) {
                term::set_position(tx, term.id, position)?;
            }
            Ok((view(tx, list)?, Operation::new("list_ordered").with("list", code(list))))
        })
    }
}
