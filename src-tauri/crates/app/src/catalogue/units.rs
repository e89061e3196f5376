//! Numbered units of resources, and which of them a line is given.

use crate::base::app::{App, Operation, Written};
use crate::lending::loans::{known, units_named};
use crate::lending::wish::known_brief;
use crate::views::{Done, UnitForm, UnitView};
use domain::fault::{Fault, Outcome};
use domain::id::{LineId, ResourceId, UnitId};
use domain::taker::Taker;
use domain::text::folded;
use domain::unit::Unit;
use store::{Read, line, occupation, resource, unit};

impl App {
    /// The numbered units of a resource, in their order; none where its units are interchangeable.
    ///
    /// # Errors
    /// `resource_unknown`; faults of the base.
    pub fn units(&self, code: &str) -> Outcome<Vec<UnitView>> {
        self.read(|c, _| units(c, known_brief(c, code)?.id))
    }

    /// Writes the numbered units of a resource: as many as there are named is then how many there are. What that leaves
    /// without a unit is told, for a unit that is lost is a fact.
    ///
    /// # Errors
    /// `resource_unknown`, `unit_unknown`, `unit_twice`, `unit_given`; a text missing or too long; faults of the base.
    pub fn save_units(&self, code: &str, wanted: &[UnitForm]) -> Outcome<Done<Vec<UnitView>>> {
        let done = self.transact_and_tell(|tx, _| {
            let brief = known_brief(tx, code)?;
            let there = unit::of_resource(tx, brief.id)?;
            let mut all: Vec<Unit> = Vec::new();
            for form in wanted {
                if let Some(id) = form.id
                    && !there.iter().any(|unit| unit.id == id)
                {
                    return Err(Fault::input("unit_unknown")
                        .with("unit", form.label.as_str())
                        .with("title", brief.title.as_str())
                        .on("units"));
                }
                let unit = form.unit(brief.id).checked()?;
                if all.iter().any(|other| folded(&other.label) == folded(&unit.label)) {
                    return Err(Fault::input("unit_twice").with("unit", unit.label).on("units"));
                }
                all.push(unit);
            }
            for gone in there.iter().filter(|unit| !all.iter().any(|other| other.id == unit.id)) {
                if unit::was_given(tx, gone.id)? {
                    return Err(Fault::input("unit_given").with("unit", gone.label.as_str()).on("units"));
                }
            }
            unit::replace(tx, brief.id, &all)?;
            let still_there = all.iter().filter(|unit| unit.life().until.is_none()).count();
            if !all.is_empty() {
                let mut whole = crate::lending::loans::known_resource(tx, &brief)?;
                whole.capacity = u32::try_from(still_there).unwrap_or(u32::MAX).max(1);
                resource::save(tx, &whole)?;
            }
            let operation = Operation::new("units_saved")
                .with("title", brief.title.as_str())
                .with("count", still_there as i64);
            Ok((units(tx, brief.id)?, operation))
        })?;
        Ok(done.map(|Written { answer, .. }| answer))
    }

    /// Gives numbered units to a line of a loan, in the place of those that it had: at its departure at the latest.
    ///
    /// # Errors
    /// `loan_unknown`, `line_unknown`; `unit_unknown`, `unit_twice`, `units_too_many`; `unit_taken`; faults of the base.
    pub fn give_units(&self, number: &str, line: LineId, labels: &[String]) -> Outcome<Done<()>> {
        self.transact(|tx, at| {
            let loan = known(tx, number)?;
            let lines = line::of_loan(tx, loan.id)?;
            let named = lines.iter().find(|named| named.line.id == line).ok_or_else(|| {
                Fault::input("line_unknown").with("number", loan.number.as_str()).on("lines")
            })?;
            let brief = resource::brief_by_id(tx, named.line.resource)?;
            let units = units_named(tx, &brief, labels, named.line.quantity)?;
            unit::give(tx, Taker::Line(line), &units)?;
            occupation::write_of_line(tx, &named.line, &at.open)?;
            let operation = Operation::new("units_given")
                .with("number", loan.number.as_str())
                .with("units", labels.join(", "));
            Ok(((), operation))
        })
    }
}

fn units(c: &Read<'_>, resource: ResourceId) -> Outcome<Vec<UnitView>> {
    Ok(unit::of_resource(c, resource)?.into_iter().map(UnitView::from).collect())
}

impl UnitForm {
    fn unit(&self, resource: ResourceId) -> Unit {
        Unit {
            id: self.id.unwrap_or_else(UnitId::new),
            resource,
            label: self.label.clone(),
            serial: self.serial.clone(),
            acquired_on: self.acquired_on,
            retired_on: self.retired_on,
            lost_on: self.lost_on,
            condition: self.condition,
        }
    }
}

impl From<Unit> for UnitView {
    fn from(unit: Unit) -> Self {
        Self {
            id: unit.id,
            label: unit.label,
            serial: unit.serial,
            acquired_on: unit.acquired_on,
            retired_on: unit.retired_on,
            lost_on: unit.lost_on,
            condition: unit.condition,
        }
    }
}
