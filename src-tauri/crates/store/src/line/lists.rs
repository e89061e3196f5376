//! Lists of lines and what is counted of them: each reads only what it answers, however long the history.

use super::{NamedLine, select};
use crate::values::{Cells, Code, Day, Id};
use crate::{Read, Result};
use chrono::NaiveDate;
use domain::id::{BorrowerId, LoanId, ResourceId};
use domain::interval::Period;
use domain::loan::LineState;
use rusqlite::{Params, params, params_from_iter};
use std::collections::{BTreeSet, HashMap};

/// The lines of those loans, loan by loan and in their order.
///
/// # Errors
/// Faults of the base.
pub fn of_loans(connection: &Read<'_>, loans: &[LoanId]) -> Result<Vec<NamedLine>> {
    whole(connection, &loans.iter().map(ToString::to_string).collect())
}

fn whole(connection: &Read<'_>, loans: &BTreeSet<String>) -> Result<Vec<NamedLine>> {
    if loans.is_empty() {
        return Ok(Vec::new());
    }
    let list = serde_json::to_string(loans).unwrap_or_default();
    select(
        connection,
        "where l.loan_id in (select value from json_each($1)) order by l.loan_id, l.position",
        params![list],
    )
}

/// The lines of the loans that start the latest, at most that many loans.
///
/// # Errors
/// Faults of the base.
pub fn latest(connection: &Read<'_>, loans: u32) -> Result<Vec<NamedLine>> {
    let sql = "select loan_id from loan_line order by planned_from desc, loan_id desc";
    whole(connection, &first_loans(connection, sql, [], loans)?)
}

/// The lines of the loans that have one in one of the states; of all these loans those in which it starts the latest, at
/// most that many.
///
/// # Errors
/// Faults of the base.
pub fn latest_in(connection: &Read<'_>, states: &[LineState], loans: u32) -> Result<Vec<NamedLine>> {
    let states: BTreeSet<LineState> = states.iter().copied().collect();
    // Each state is read in the order of its index, and all of them together only as far as it takes.
    let each =
        |place| format!("select loan_id, planned_from, planned_to from loan_line where state = ${place}");
    let arms: Vec<String> = (1..=states.len()).map(each).collect();
    let sql = arms.join(" union all ") + " order by planned_from desc, planned_to desc, loan_id desc";
    let states = rusqlite::params_from_iter(states.into_iter().map(Code));
    whole(connection, &first_loans(connection, &sql, states, loans)?)
}

fn first_loans(
    connection: &Read<'_>,
    sql: &str,
    params: impl Params,
    loans: u32,
) -> Result<BTreeSet<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut first = BTreeSet::new();
    while first.len() < loans as usize
        && let Some(row) = rows.next()?
    {
        first.insert(row.get(0)?);
    }
    Ok(first)
}

/// How many loans have a line that is neither closed nor called off, and how many lines are late.
///
/// # Errors
/// Faults of the base.
pub fn open_and_late(connection: &Read<'_>, today: NaiveDate) -> Result<(u32, u32)> {
    let open =
        connection.prepare_cached("select count(*) from open_loan")?.query_row([], |row| row.get(0))?;
    let late = connection
        .prepare_cached("select count(*) from loan_line where state = 'out' and planned_to < $1")?
        .query_row(params![today], |row| row.get(0))?;
    Ok((open, late))
}

/// What a borrower has borrowed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct BorrowerCount {
    /// Lines that left.
    pub sorties: u32,
    /// Lines that are out.
    pub running: u32,
}

/// What those borrowers have borrowed.
///
/// # Errors
/// Faults of the base.
pub fn counts_of_borrowers(
    connection: &Read<'_>,
    borrowers: &[BorrowerId],
) -> Result<HashMap<BorrowerId, BorrowerCount>> {
    let mut statement = connection.prepare_cached(
        "select borrower_id, sorties, running from borrower_count \
         where borrower_id in (select value from json_each($1))",
    )?;
    let list = serde_json::to_string(borrowers).unwrap_or_default();
    let counts = statement.query_map(params![list], |row| {
        let count = BorrowerCount { sorties: row.get(1)?, running: row.get(2)? };
        Ok((BorrowerId(row.get::<_, Id>(0)?.0), count))
    })?;
    Ok(counts.collect::<rusqlite::Result<_>>()?)
}

/// How many late lines each borrower has.
///
/// # Errors
/// Faults of the base.
pub fn late_of_borrowers(connection: &Read<'_>, today: NaiveDate) -> Result<Vec<(BorrowerId, u32)>> {
    let mut statement = connection.prepare_cached(
        "select n.borrower_id, count(*) from loan_line l join loan n on n.id = l.loan_id \
         where l.state = 'out' and l.planned_to < $1 group by n.borrower_id",
    )?;
    let rows =
        statement.query_map(params![today], |row| Ok((BorrowerId(row.get::<_, Id>(0)?.0), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The lines of a resource that are not over, by planned start.
///
/// # Errors
/// Faults of the base.
pub fn coming_of_resource(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.resource_id = $1 and l.state in ('request', 'option', 'confirmed', 'out') order by l.planned_from, l.id",
        params![Id(resource.0)],
    )
}

/// The lines of a resource that are over, the latest first, at most that many.
///
/// # Errors
/// Faults of the base.
pub fn past_of_resource(connection: &Read<'_>, resource: ResourceId, most: u32) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.resource_id = $1 and +l.state in ('returned', 'closed', 'refused', 'cancelled') \
         order by l.planned_from desc, l.id desc limit $2",
        params![Id(resource.0), most],
    )
}

/// A line of which only this is told: where it stands, when it left, when it came back.
pub type Stay = (LineState, Option<NaiveDate>, Option<NaiveDate>);

/// Where each line of a resource stands and when it was away: all of its history, and so no more than that.
///
/// # Errors
/// Faults of the base.
pub fn stays_of_resource(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Stay>> {
    stays(
        connection,
        "select state, departed_on, returned_on from loan_line where resource_id = $1",
        &Id(resource.0),
    )
}

/// The same of a borrower.
///
/// # Errors
/// Faults of the base.
pub fn stays_of_borrower(connection: &Read<'_>, borrower: BorrowerId) -> Result<Vec<Stay>> {
    stays(
        connection,
        "select l.state, l.departed_on, l.returned_on from loan n join loan_line l on l.loan_id = n.id \
         where n.borrower_id = $1",
        &Id(borrower.0),
    )
}

fn stays(connection: &Read<'_>, sql: &str, of: &Id) -> Result<Vec<Stay>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![of], |row| {
        let mut cells = Cells::of(row);
        let state = cells.next::<Code<_>>()?.0;
        let mut day = || -> rusqlite::Result<_> { Ok(cells.next::<Option<Day>>()?.map(|day| day.0)) };
        Ok((state, day()?, day()?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The lines of a borrower that are not over, by planned start.
///
/// # Errors
/// Faults of the base.
pub fn coming_of_borrower(connection: &Read<'_>, borrower: BorrowerId) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where n.borrower_id = $1 and l.state in ('request', 'option', 'confirmed', 'out') order by l.planned_from, l.id",
        params![Id(borrower.0)],
    )
}

/// The lines of a borrower that are over, the latest first, at most that many.
///
/// # Errors
/// Faults of the base.
pub fn past_of_borrower(connection: &Read<'_>, borrower: BorrowerId, most: u32) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.id in (select l.id from loan n join loan_line l on l.loan_id = n.id where n.borrower_id = $1 \
         and l.state in ('returned', 'closed', 'refused', 'cancelled') order by l.planned_from desc, l.id desc limit $2) \
         order by l.planned_from desc, l.id desc",
        params![Id(borrower.0), most],
    )
}

/// How many lines leave, or come back, on each day of some, as planned.
///
/// # Errors
/// Faults of the base.
pub fn movements_by_day(connection: &Read<'_>, days: Period) -> Result<Vec<(NaiveDate, u32)>> {
    let mut statement = connection.prepare_cached(
        "select day, count(*) from (select planned_from as day from loan_line where state = 'confirmed' and planned_from between $1 and $2 \
         union all select planned_to from loan_line where state = 'out' and planned_to between $1 and $2) group by day order by day",
    )?;
    let counts = statement.query_map(params![days.from, days.to], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.collect::<rusqlite::Result<_>>()?)
}

/// The confirmed lines that leave on some days, as planned, the first one first.
///
/// # Errors
/// Faults of the base.
pub fn departures(connection: &Read<'_>, days: Period) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.state = 'confirmed' and l.planned_from between $1 and $2 order by l.planned_from, n.number",
        params![days.from, days.to],
    )
}

/// The lines that are out and come back on some days, as planned, the first one first; at most that many.
///
/// # Errors
/// Faults of the base.
pub fn returns(connection: &Read<'_>, days: Period, most: u32) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.id in (select id from loan_line where state = 'out' and planned_to between $1 and $2 \
         order by planned_to, loan_id limit $3) order by l.planned_to, n.number",
        params![days.from, days.to, most],
    )
}

/// The options that hold on a day, the first to expire first, at most that many; and how many there are.
///
/// # Errors
/// Faults of the base.
pub fn options_held(connection: &Read<'_>, on: NaiveDate, most: u32) -> Result<(Vec<NamedLine>, u32)> {
    // Left to choose, SQLite would read all options and put them in order.
    const HELD: &str = "from loan_line indexed by loan_line_option \
        where state = 'option' and coalesce(option_until, '9999') >= $1";
    let count = connection
        .prepare_cached(&format!("select count(*) {HELD}"))?
        .query_row(params![on], |row| row.get(0))?;
    let first = select(
        connection,
        &format!(
            "where l.id in (select id {HELD} order by option_until limit $2) \
             order by l.option_until, n.number"
        ),
        params![on, most],
    )?;
    Ok((first, count))
}

/// How many units of each resource, or of one, are with somebody, through sets too, and when the first of them comes back,
/// as planned.
///
/// # Errors
/// Faults of the base.
pub fn units_out(
    connection: &Read<'_>,
    only: Option<ResourceId>,
) -> Result<Vec<(ResourceId, u32, NaiveDate)>> {
    let one = if only.is_some() { "o.resource_id = $1 and " } else { "" };
    let mut statement = connection.prepare_cached(&format!(
        "select o.resource_id, sum(o.quantity), min(l.planned_to) from occupation o indexed by occupation_running \
         join loan_line l on l.id = o.taker_id where {one}o.runs_on is not null and o.taker_kind = 'line' \
         and o.unit_id is null group by o.resource_id"
    ))?;
    let out = statement.query_map(params_from_iter(only.map(|only| Id(only.0))), |row| {
        Ok((ResourceId(row.get::<_, Id>(0)?.0), row.get(1)?, row.get(2)?))
    })?;
    Ok(out.collect::<rusqlite::Result<_>>()?)
}

/// How many lines are in a state.
///
/// # Errors
/// Faults of the base.
pub fn count_in_state(connection: &Read<'_>, state: LineState) -> Result<u32> {
    Ok(connection
        .prepare_cached("select count(*) from loan_line where state = $1")?
        .query_row(params![Code(state)], |row| row.get(0))?)
}

/// The next planned departure of each resource, or of one, among its confirmed lines that are not over.
///
/// # Errors
/// Faults of the base.
pub fn next_departures(
    connection: &Read<'_>,
    only: Option<ResourceId>,
    today: NaiveDate,
) -> Result<Vec<(ResourceId, NaiveDate)>> {
    // One look into the index a resource: grouping would read all that is confirmed, and left to choose SQLite would read
    // it once a resource.
    let one = if only.is_some() { " where r.id = $2" } else { "" };
    let mut statement = connection.prepare_cached(&format!(
        "select r.id, (select l.planned_from from loan_line l indexed by loan_line_confirmed where l.resource_id = r.id \
         and l.state = 'confirmed' and l.planned_to >= $1 order by l.planned_from limit 1) from resource r{one}"
    ))?;
    let params: Vec<String> =
        std::iter::once(today.to_string()).chain(only.map(|only| only.0.to_string())).collect();
    let mut rows = statement.query(params_from_iter(params))?;
    let mut next = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some(day) = row.get(1)? {
            next.push((ResourceId(row.get::<_, Id>(0)?.0), day));
        }
    }
    Ok(next)
}
