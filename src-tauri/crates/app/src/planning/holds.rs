//! What the centre keeps for itself: maintenance, its own use.

use crate::base::app::{App, Operation};
use crate::base::cards::hold_view;
use crate::lending::wish::{checked_booking_period, known_brief, wish_fault};
use crate::views::{Done, HeldResource, HoldView, NewHold};
use domain::fault::{Fault, Outcome};
use domain::hold::Hold;
use domain::id::HoldId;
use store::resource::Brief;
use store::{hold, occupation, resource};

impl App {
    /// Holds units of a resource for the centre itself.
    ///
    /// # Errors
    /// `resource_unknown`, `end_before_start`, `quantity_zero`, `quantity_over_capacity`; `taken`; faults of the base.
    pub fn hold(&self, new: &NewHold) -> Outcome<Done<HoldView>> {
        let period = checked_booking_period(new.period, self.today())?;
        self.transact(|tx, _| {
            let brief = known_brief(tx, &new.code)?;
            if let Some(fault) = wish_fault(&brief, new.quantity, period) {
                return Err(fault);
            }
            let hold = Hold {
                id: HoldId::new(),
                resource: brief.id,
                kind: new.kind,
                label: new.label.clone(),
                quantity: new.quantity,
                period,
            }
            .checked()?;
            hold::insert(tx, &hold)?;
            occupation::write_of_hold(tx, &hold)?;
            let operation = held_words("held", &brief, &hold);
            Ok((hold_view(hold), operation))
        })
    }

    /// What the centre holds today and later, by its first day: of one resource, or of them all.
    ///
    /// # Errors
    /// `resource_unknown`; faults of the base.
    pub fn holds(&self, code: Option<&str>) -> Outcome<Vec<HeldResource>> {
        self.read(|c, at| {
            let holds = match code {
                Some(code) => hold::of_resource(c, known_brief(c, code)?.id)?,
                None => hold::coming(c, at.today)?,
            };
            let coming = holds.into_iter().filter(|hold| hold.period.to >= at.today);
            let named = coming.map(|hold| {
                let brief = resource::brief_by_id(c, hold.resource)?;
                Ok(HeldResource { code: brief.code, title: brief.title, hold: hold_view(hold) })
            });
            named.collect()
        })
    }

    /// Lets held units go.
    ///
    /// # Errors
    /// `hold_unknown`; faults of the base.
    pub fn release(&self, id: HoldId) -> Outcome<Done<()>> {
        self.transact(|tx, _| {
            let hold = hold::by_id(tx, id)?.ok_or_else(|| Fault::input("hold_unknown"))?;
            let brief = resource::brief_by_id(tx, hold.resource)?;
            hold::delete(tx, id)?;
            let operation = held_words("released", &brief, &hold);
            Ok(((), operation))
        })
    }
}

fn held_words(code: &'static str, brief: &Brief, hold: &Hold) -> Operation {
    Operation::new(code)
        .with("title", brief.title.as_str())
        .with("quantity", hold.quantity)
        .with("from", hold.period.from)
        .with("to", hold.period.to)
}
