//! Whether a base is whole and keeps its promises.

use crate::journal::NOT_JOURNALED;
use crate::occupation::{self, Violation};
use crate::values::Id;
use crate::{Read, Result, line};
use chrono::NaiveDate;
use domain::calendar::OpenDays;
use domain::id::LineId;
use domain::loan::{LineState, LoanLine};
use domain::occupation::Occupation;
use rusqlite::params;
use std::collections::HashMap;

/// What a check found: errors, which should never be, and alerts, which come about by themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// What SQLite itself finds wrong with the file.
    pub file: Vec<String>,
    /// Rows that refer to nothing, as `table` and number.
    pub orphans: Vec<(String, i64)>,
    /// Lines whose occupation is not what their state takes.
    pub occupations: Vec<LineId>,
    /// Lines whose dates do not fit their state.
    pub dates: Vec<LineId>,
    /// Loans whose number was not written down as given.
    pub numbers: Vec<String>,
    /// Resources of which more is taken than there is.
    pub excesses: Vec<Violation>,
}

impl Findings {
    /// Whether nothing is wrong; alerts apart.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.file.is_empty()
            && self.orphans.is_empty()
            && self.occupations.is_empty()
            && self.dates.is_empty()
            && self.numbers.is_empty()
    }
}

/// Checks everything.
///
/// # Errors
/// Faults of the base.
pub fn check(connection: &Read<'_>, today: NaiveDate, open: &dyn OpenDays) -> Result<Findings> {
    let mut findings = Findings::default();
    let mut statement = connection.prepare("pragma integrity_check")?;
    for message in statement.query_map([], |row| row.get::<_, String>(0))? {
        let message = message?;
        if message != "ok" {
            findings.file.push(message);
        }
    }
    let mut statement = connection.prepare("pragma foreign_key_check")?;
    for orphan in
        statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.unwrap_or(0))))?
    {
        findings.orphans.push(orphan?);
    }
    let mut statement = connection.prepare(
        "select number from loan where not exists (select 1 from loan_number g where g.number = loan.number)",
    )?;
    for number in statement.query_map([], |row| row.get(0))? {
        findings.numbers.push(number?);
    }
    check_lines(connection, open, &mut findings)?;
    findings.excesses = occupation::excesses(connection, today, open)?;
    Ok(findings)
}

/// What each occupation of a line says, to be compared: quantity, start, end, lapse.
type Row = (u32, String, String, Option<NaiveDate>, Option<u32>);

fn check_lines(connection: &Read<'_>, open: &dyn OpenDays, findings: &mut Findings) -> Result<()> {
    let mut written: HashMap<LineId, Vec<(String, Row)>> = HashMap::new();
    let mut statement = connection.prepare(
        "select line_id, resource_id, quantity, starts_at, ends_at, lapses_on, runs_on from occupation where line_id is not null",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line = LineId(row.get::<_, Id>(0)?.0);
        let values = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
        written.entry(line).or_default().push((row.get(1)?, values));
    }
    let mut buffers_and_parts = HashMap::new();
    for state in LineState::ALL {
        for named in line::in_state(connection, state)? {
            let line = named.line;
            if !dates_fit(&line) {
                findings.dates.push(line.id);
            }
            let demand = match buffers_and_parts.entry(line.resource) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(occupation::demand(connection, line.resource, 1)?)
                }
            };
            let mut expected: Vec<(String, Row)> = demand
                .iter()
                .filter_map(|(resource, quantity, buffers)| {
                    let taken =
                        Occupation::of_line(&line, quantity.saturating_mul(line.quantity), *buffers, open)?;
                    let instant = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
                    let interval = taken.interval;
                    let values = (
                        taken.quantity,
                        instant(interval.start),
                        instant(interval.end),
                        taken.lapses_on,
                        taken.runs_on,
                    );
                    Some((resource.to_string(), values))
                })
                .collect();
            let mut there = written.remove(&line.id).unwrap_or_default();
            expected.sort();
            there.sort();
            if expected != there {
                findings.occupations.push(line.id);
            }
        }
    }
    findings.occupations.extend(written.into_keys());
    Ok(())
}

fn dates_fit(line: &LoanLine) -> bool {
    let back = matches!(line.state, LineState::Returned | LineState::Closed);
    line.departed_on.is_some() == line.state.has_left()
        && line.returned_on.is_some() == back
        && (line.state == LineState::Option || line.option_until.is_none())
}

/// How many rows each table holds and a digest of them all, the journal and the numbers given apart: two
/// bases of equal digests hold the same.
///
/// # Errors
/// Faults of the base.
pub fn digest(connection: &Read<'_>) -> Result<String> {
    let mut statement = connection.prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
    )?;
    let tables =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut digest = String::new();
    for table in tables.iter().filter(|table| !NOT_JOURNALED.contains(&table.as_str())) {
        let mut rows = connection.prepare(&format!("select * from \"{table}\" order by id"))?;
        let columns = rows.column_count();
        let mut rows = rows.query(params![])?;
        while let Some(row) = rows.next()? {
            digest.push_str(table);
            for column in 0..columns {
                digest.push_str(&format!("|{:?}", row.get_ref(column)?));
            }
            digest.push('\n');
        }
    }
    Ok(digest)
}
