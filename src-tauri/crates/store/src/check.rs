//! Whether a base is whole and keeps its promises.

use crate::journal::NOT_JOURNALED;
use crate::rule::{self, Violation};
use crate::{Read, Result, hold, line, occupation};
use chrono::NaiveDate;
use domain::calendar::OpenDays;
use domain::id::{LineId, ResourceId, UnitId};
use domain::loan::{LineState, LoanLine};
use domain::occupation::Occupation;
use domain::taker::{Taker, Taking};
use rusqlite::params;
use std::collections::HashMap;

/// What a check found: errors, which should never be, and alerts, which come about by themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// What SQLite itself finds wrong with the file.
    pub file: Vec<String>,
    /// Rows that refer to nothing, as `table` and number.
    pub orphans: Vec<(String, i64)>,
    /// Takers whose occupations are not what they take, or that are not there.
    pub takers: Vec<Taker>,
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
            && self.takers.is_empty()
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
    check_takers(connection, open, &mut findings)?;
    findings.excesses = rule::excesses(connection, today, open)?;
    Ok(findings)
}

/// What an occupation says, to be compared: resource, unit, and all that it takes.
type Row = (ResourceId, Option<UnitId>, Occupation);

fn check_takers(connection: &Read<'_>, open: &dyn OpenDays, findings: &mut Findings) -> Result<()> {
    let mut written: HashMap<Taker, Vec<Row>> = HashMap::new();
    for row in occupation::all(connection)? {
        written.entry(row.taker).or_default().push((row.resource, row.unit, row.occupation));
    }
    let mut compare = |taker: Taker, takings: Vec<Taking>| {
        let key = |row: &Row| (row.0, row.1);
        let mut expected: Vec<Row> =
            takings.into_iter().map(|taking| (taking.resource, taking.unit, taking.occupation)).collect();
        let mut there = written.remove(&taker).unwrap_or_default();
        expected.sort_by_key(key);
        there.sort_by_key(key);
        if expected != there {
            findings.takers.push(taker);
        }
    };
    let mut dates = Vec::new();
    for state in LineState::ALL {
        for named in line::in_state(connection, state)? {
            if !dates_fit(&named.line) {
                dates.push(named.line.id);
            }
            let takings = occupation::takings_of_line(connection, &named.line, open)?;
            compare(Taker::Line(named.line.id), takings);
        }
    }
    for hold in hold::all(connection)? {
        compare(Taker::Hold(hold.id), occupation::takings_of_hold(connection, &hold)?);
    }
    findings.dates = dates;
    // What is left is of no taker that is there.
    findings.takers.extend(written.into_keys());
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
