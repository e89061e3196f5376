//! What the agreement of a loan says: the input of its document.

use crate::base::app::App;
use crate::lending::loans::{known, known_resource};
use crate::words;
use domain::agreement::{self, Agreement};
use domain::catalogue::{ExhibitionForm, InventoryItem, Resource};
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use domain::loan::{LineState, LoanLine};
use store::{Read, borrower, line, resource, setting};

impl App {
    /// The agreement of the loan of that number, ready to be rendered.
    ///
    /// # Errors
    /// `loan_unknown`; `agreement_without_lines` when every line was called off; faults of the base.
    pub fn agreement(&self, number: &str) -> Outcome<Agreement> {
        self.read(|c, _| {
            let loan = known(c, number)?;
            let party = borrower::by_id(c, loan.borrower)?;
            let going: Vec<_> = line::of_loan(c, loan.id)?
                .into_iter()
                .map(|named| named.line)
                .filter(|line| !line.state.is_off())
                .collect();
            let (Some(from), Some(to)) = (
                going.iter().map(|line| line.planned.from).min(),
                going.iter().map(|line| line.planned.to).max(),
            ) else {
                return Err(Fault::rule("agreement_without_lines").with("number", loan.number.as_str()));
            };
            let period = Period { from, to };
            let draft = going.iter().any(|line| matches!(line.state, LineState::Request | LineState::Option));
            let mut lines = Vec::new();
            let mut deposit_cents = 0_i64;
            for line in &going {
                let resource = known_resource(c, &resource::brief_by_id(c, line.resource)?)?;
                let items = resource::inventory(c, resource.id)?;
                deposit_cents = deposit_cents.saturating_add(resource.deposit_cents.unwrap_or(0));
                lines.push(printed_line(line, &resource, items, period));
            }
            let contact = party
                .contacts
                .iter()
                .find(|contact| contact.function == loan.contact)
                .or(party.contacts.first())
                .cloned();
            let contact = contact.unwrap_or_default();
            Ok(Agreement {
                number: loan.number,
                date: loan.created_on,
                draft,
                lender: lender(c)?,
                borrower: agreement::Borrower {
                    name: party.name,
                    address: entry_lines(&party.address),
                    postcode: party.postcode,
                    commune: party.commune,
                    representative: String::new(),
                    contact: loan.contact,
                    phone: contact.phone,
                    mail: contact.mail,
                },
                venue: agreement::Venue {
                    name: loan.venue.name,
                    address: entry_lines(&loan.venue.address),
                    commune: loan.venue.commune,
                },
                period,
                lines,
                transport: loan.transport,
                usage: listed(going.iter().map(|line| &line.usage)),
                accompaniment: listed(going.iter().map(|line| &line.accompaniment)),
                deposit_cents,
                notes: String::new(),
            })
        })
    }
}

/// A line of the loan and its resource as the agreement prints them; its days where they are not those of the whole.
fn printed_line(
    line: &LoanLine,
    resource: &Resource,
    items: Vec<InventoryItem>,
    period: Period,
) -> agreement::Line {
    agreement::Line {
        title: resource.title.clone(),
        code: resource.code.clone(),
        kind: words::kind(resource.kind, resource.form),
        quantity: line.quantity,
        contents: contents(resource, items.len()),
        period: (line.planned != period).then_some(line.planned),
        insured_cents: resource.insured_cents,
        weight_g: resource.weight_g,
        tariff: words::tariff(line.tariff),
        channel: line.channel.clone(),
        amount_cents: line.amount_cents,
        inventory: items
            .into_iter()
            .map(|item| agreement::Item {
                label: item.label,
                container: item.container,
                quantity: item.quantity,
                consumable: item.consumable,
                replacement_cents: item.replacement_cents,
            })
            .collect(),
    }
}

/// What several lines say, each once.
fn listed<'l>(labels: impl Iterator<Item = &'l String>) -> String {
    let mut list: Vec<&str> = Vec::new();
    for label in labels {
        if !label.is_empty() && !list.contains(&label.as_str()) {
            list.push(label);
        }
    }
    list.join(", ")
}

pub(crate) fn lender(c: &Read<'_>) -> Outcome<agreement::Lender> {
    let get = |name: &str| -> Outcome<String> { Ok(setting::get(c, name)?.unwrap_or_default()) };
    let name = get("centre.name")?;
    Ok(agreement::Lender {
        name: if name.is_empty() { words::french("centre_unnamed") } else { name },
        address: get("centre.address")?.lines().map(str::to_owned).collect(),
        town: get("centre.town")?,
        representative: get("centre.representative")?,
        phone: get("centre.phone")?,
        mail: get("centre.mail")?,
    })
}

fn entry_lines(address: &str) -> Vec<String> {
    address.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn contents(resource: &Resource, items: usize) -> String {
    if let Some(panels) = resource.panels {
        let what = if resource.form == Some(ExhibitionForm::Interactive) {
            "contents_modules"
        } else {
            "contents_panels"
        };
        return words::counted(what, panels);
    }
    if items > 0 { words::counted("contents_items", items as u32) } else { resource.format.clone() }
}
