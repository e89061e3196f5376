//! The planning on paper: what the screen shows, in French words, as a plain value.

use crate::base::app::App;
use crate::views::{HoldView, Planning, PlanningBar, PlanningGroup, PlanningQuery, PlanningRow};
use crate::words;
use chrono::NaiveDate;
use domain::fault::Outcome;
use domain::planning_print::{
    PlanningPrint, PrintBar, PrintClosure, PrintGroup, PrintHold, PrintRow, PrintSchool,
};

impl App {
    /// The planning that a question shows, to be printed; `filters` says in words what the question leaves out.
    ///
    /// # Errors
    /// As of [`App::planning`].
    pub fn planning_print(&self, query: &PlanningQuery, filters: &[String]) -> Outcome<PlanningPrint> {
        let Planning { today, period, groups, holidays, zone, school_holidays, closures, .. } =
            self.planning(query)?;
        Ok(PlanningPrint {
            centre: self.read(|c, _| crate::lending::agreement::lender(c))?.name,
            printed_on: today,
            period,
            filters: filters.to_vec(),
            today,
            groups: groups.into_iter().map(|group| print_group(group, today)).collect(),
            holidays: holidays.iter().map(|holiday| (holiday.on, words::holiday(holiday.holiday))).collect(),
            school: school_holidays
                .into_iter()
                .filter(|school| school.period.common(period).is_some())
                .map(|school| PrintSchool {
                    zone: school.zone.code().to_owned(),
                    name: school.name,
                    from: school.period.from,
                    to: school.period.to,
                    own: zone == Some(school.zone),
                })
                .collect(),
            closures: closures
                .into_iter()
                .map(|closure| PrintClosure {
                    label: closure.label,
                    from: closure.period.from,
                    to: closure.period.to,
                })
                .collect(),
        })
    }
}

fn print_group(group: PlanningGroup, today: NaiveDate) -> PrintGroup {
    let label = match group.kind {
        Some(kind) => words::capitalised(&words::kind(kind, group.form)),
        None if group.label.is_empty() => words::french("group_without_label"),
        None => group.label,
    };
    PrintGroup { label, rows: group.rows.into_iter().map(|row| print_row(row, today)).collect() }
}

fn print_row(row: PlanningRow, today: NaiveDate) -> PrintRow {
    PrintRow {
        short_name: if row.short_name.is_empty() { row.title } else { row.short_name },
        code: row.code,
        capacity: row.capacity,
        bars: row.bars.into_iter().map(|bar| print_bar(bar, today)).collect(),
        holds: row.holds.into_iter().map(print_hold).collect(),
    }
}

fn print_bar(bar: PlanningBar, today: NaiveDate) -> PrintBar {
    let from = bar.departed_on.unwrap_or(bar.planned.from);
    let place = if bar.commune.is_empty() || bar.borrower.contains(&bar.commune) {
        bar.borrower.clone()
    } else {
        format!("{}, {}", bar.borrower, bar.commune)
    };
    PrintBar {
        state: bar.state,
        from,
        to: bar.returned_on.unwrap_or(bar.planned.to).max(from),
        busy_from: bar.busy_from,
        busy_to: bar.busy_to,
        late_to: (bar.late_days > 0).then_some(today),
        late_days: bar.late_days,
        label: place,
        short: if bar.commune.is_empty() { bar.number } else { bar.commune },
        quantity: bar.quantity,
    }
}

fn print_hold(hold: HoldView) -> PrintHold {
    PrintHold { label: hold.label, from: hold.period.from, to: hold.period.to }
}
