//! Lines, and the same with the names around them, as every list shows them.

mod lists;

use crate::values::{Cells, Code, Id, Instant};
use crate::{Read, Result, Write, term};
use chrono::NaiveDate;
use domain::catalogue::{ResourceKind, TermList};
use domain::id::{LineId, LoanId, ResourceId};
use domain::interval::{Interval, Period, midnight, plus_days};
use domain::loan::{Cancellation, LineState, LoanLine};
use domain::occupation::Occupation;
use rusqlite::{Params, Row, params};

pub use lists::{
    BorrowerCount, Stay, coming_of_borrower, coming_of_resource, count_in_state, counts_of_borrowers,
    departures, late_of_borrowers, latest, latest_in, movements_by_day, next_departures, of_loans,
    open_and_late, options_held, past_of_borrower, past_of_resource, returns, stays_of_borrower,
    stays_of_resource, units_out,
};

/// A line with the names around it.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedLine {
    /// The line.
    pub line: LoanLine,
    /// Its place among the lines of its loan, from 1 on.
    pub position: u32,
    /// Number of its loan.
    pub number: String,
    /// Code of the resource.
    pub code: String,
    /// Title of the resource.
    pub title: String,
    /// Short name of the resource.
    pub short_name: String,
    /// Kind of the resource.
    pub kind: ResourceKind,
    /// Name of the borrower.
    pub borrower: String,
    /// Commune where it is shown.
    pub commune: String,
    /// What it takes of its resource.
    pub occupation: Option<Occupation>,
}

const SELECT: &str = "select l.id, l.loan_id, l.resource_id, l.quantity, l.state, l.planned_from, l.planned_to, l.departed_on, \
     l.returned_on, l.option_until, l.tariff, coalesce(ch.label, '') as channel, coalesce(us.label, '') as usage, \
     coalesce(ac.label, '') as accompaniment, l.amount_cents, l.cancelled_on, l.cancelled_by, l.cancel_reason, l.cancelled_from, \
     l.position, n.number, r.code, r.title, r.short_name, r.kind, b.name as borrower, n.venue_commune, o.quantity as taken, o.starts_at, o.ends_at, \
     o.lapses_on, o.runs_on, o.back_at \
     from loan_line l join loan n on n.id = l.loan_id join resource r on r.id = l.resource_id \
     join borrower b on b.id = n.borrower_id left join term ch on ch.id = l.channel_id left join term us on us.id = l.usage_id \
     left join term ac on ac.id = l.accompaniment_id \
     left join occupation o on o.taker_id = l.id and o.taker_kind = 'line' and o.resource_id = l.resource_id and o.unit_id is null";

fn named(row: &Row<'_>) -> rusqlite::Result<NamedLine> {
    let mut cells = Cells::of(row);
    // In the order of `SELECT`.
    let mut line = LoanLine {
        id: LineId(cells.next::<Id>()?.0),
        loan: LoanId(cells.next::<Id>()?.0),
        resource: ResourceId(cells.next::<Id>()?.0),
        quantity: cells.next()?,
        state: cells.next::<Code<_>>()?.0,
        planned: Period { from: cells.next()?, to: cells.next()? },
        departed_on: cells.next()?,
        returned_on: cells.next()?,
        option_until: cells.next()?,
        tariff: cells.next::<Code<_>>()?.0,
        channel: cells.next()?,
        usage: cells.next()?,
        accompaniment: cells.next()?,
        amount_cents: cells.next()?,
        cancellation: None,
    };
    let off = Cancellation {
        on: cells.next()?,
        by: cells.next()?,
        reason: cells.next()?,
        from: cells.next::<Code<_>>()?.0,
    };
    line.cancellation = line.state.is_off().then_some(off);
    Ok(NamedLine {
        line,
        position: cells.next()?,
        number: cells.next()?,
        code: cells.next()?,
        title: cells.next()?,
        short_name: cells.next()?,
        kind: cells.next::<Code<_>>()?.0,
        borrower: cells.next()?,
        commune: cells.next()?,
        occupation: occupation(&mut cells)?,
    })
}

fn occupation(cells: &mut Cells<'_>) -> rusqlite::Result<Option<Occupation>> {
    let quantity: Option<u32> = cells.next()?;
    let (start, end): (Option<Instant>, Option<Instant>) = (cells.next()?, cells.next()?);
    let (lapses_on, runs_on) = (cells.next()?, cells.next()?);
    let back_at: Option<Instant> = cells.next()?;
    Ok(match (quantity, start, end) {
        (Some(quantity), Some(start), Some(end)) => Some(Occupation {
            interval: Interval { start: start.0, end: end.0 },
            quantity,
            lapses_on,
            runs_on,
            back_at: back_at.map(|at| at.0),
        }),
        _ => None,
    })
}

pub(crate) fn select(connection: &Read<'_>, rest: &str, params: impl Params) -> Result<Vec<NamedLine>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} {rest}"))?;
    Ok(statement.query_map(params, named)?.collect::<rusqlite::Result<_>>()?)
}

/// The lines of a loan, in their order.
///
/// # Errors
/// Faults of the base.
pub fn of_loan(connection: &Read<'_>, loan: LoanId) -> Result<Vec<NamedLine>> {
    select(connection, "where l.loan_id = $1 order by l.position", params![Id(loan.0)])
}

/// The lines of a resource, by planned start.
///
/// The lines of a resource that take something and are not closed: what other parts or buffers change.
///
/// # Errors
/// Faults of the base.
pub fn taking(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.resource_id = $1 and l.state in ('option', 'confirmed', 'out', 'returned') order by l.planned_from, l.id",
        params![Id(resource.0)],
    )
}

/// What is asked for of a resource over some days and takes nothing.
///
/// # Errors
/// Faults of the base.
pub fn requests_of_resource(
    connection: &Read<'_>,
    resource: ResourceId,
    days: Period,
) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.resource_id = $1 and l.state = 'request' and l.planned_to >= $2 and l.planned_from <= $3 \
         order by l.planned_from, l.id",
        params![Id(resource.0), days.from, days.to],
    )
}

/// The lines of those ids, by planned start.
///
/// # Errors
/// Faults of the base.
pub fn by_ids(connection: &Read<'_>, ids: &[LineId]) -> Result<Vec<NamedLine>> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let list = serde_json::to_string(&ids).unwrap_or_default();
    select(
        connection,
        "where l.id in (select value from json_each($1)) order by l.planned_from, l.id",
        params![list],
    )
}

/// The line of that id.
///
/// # Errors
/// Faults of the base; no such line is one.
pub fn by_id(connection: &Read<'_>, id: LineId) -> Result<NamedLine> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where l.id = $1"))?
        .query_row(params![Id(id.0)], named)?)
}

/// Of a line, what says why it is in the way of another: read by the thousand when the whole catalogue is asked
/// about, and so without the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Booked {
    /// The line.
    pub id: LineId,
    /// Number of its loan.
    pub number: String,
    /// Name of the borrower.
    pub borrower: String,
    /// Commune where it is shown.
    pub commune: String,
    /// Where it stands.
    pub state: LineState,
    /// How many units.
    pub quantity: u32,
    /// The days agreed on.
    pub planned: Period,
    /// The day it left.
    pub departed_on: Option<NaiveDate>,
    /// The day it came back.
    pub returned_on: Option<NaiveDate>,
    /// Last day on which an option holds.
    pub option_until: Option<NaiveDate>,
    /// What it takes of its resource.
    pub occupation: Option<Occupation>,
    /// Code of its resource.
    pub code: String,
    /// Title of its resource.
    pub title: String,
    /// Kind of its resource.
    pub kind: ResourceKind,
}

fn booked_of(row: &Row<'_>) -> rusqlite::Result<Booked> {
    let mut cells = Cells::of(row);
    Ok(Booked {
        id: LineId(cells.next::<Id>()?.0),
        number: cells.next()?,
        borrower: cells.next()?,
        commune: cells.next()?,
        state: cells.next::<Code<_>>()?.0,
        quantity: cells.next()?,
        planned: Period { from: cells.next()?, to: cells.next()? },
        departed_on: cells.next()?,
        returned_on: cells.next()?,
        option_until: cells.next()?,
        occupation: occupation(&mut cells)?,
        code: cells.next()?,
        title: cells.next()?,
        kind: cells.next::<Code<_>>()?.0,
    })
}

/// The lines of those ids, in no order.
///
/// # Errors
/// Faults of the base.
pub fn booked(connection: &Read<'_>, ids: &[LineId]) -> Result<Vec<Booked>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let mut statement = connection.prepare_cached(
        "select l.id, n.number, b.name, n.venue_commune, l.state, l.quantity, l.planned_from, l.planned_to, l.departed_on, \
         l.returned_on, l.option_until, o.quantity, o.starts_at, o.ends_at, o.lapses_on, o.runs_on, o.back_at, \
         r.code, r.title, r.kind from loan_line l join loan n on n.id = l.loan_id join borrower b on b.id = n.borrower_id \
         join resource r on r.id = l.resource_id \
         left join occupation o on o.taker_id = l.id and o.taker_kind = 'line' and o.resource_id = l.resource_id and o.unit_id is null \
         where l.id in (select value from json_each($1))",
    )?;
    let list = serde_json::to_string(&ids).unwrap_or_default();
    Ok(statement.query_map(params![list], booked_of)?.collect::<rusqlite::Result<_>>()?)
}

/// What the planning draws over some days: each resource that a line takes, and how much of it. Lines that take
/// nothing are there when they are asked for, or in one of the states named.
///
/// # Errors
/// Faults of the base.
pub fn over(
    connection: &Read<'_>,
    days: Period,
    taking_nothing: &[LineState],
) -> Result<Vec<(ResourceId, Booked)>> {
    const NAMES: &str = "l.id, n.number, b.name, n.venue_commune, l.state";
    const DAYS: &str = "l.planned_from, l.planned_to, l.departed_on, l.returned_on, l.option_until";
    const JOINS: &str = "join loan n on n.id = l.loan_id join borrower b on b.id = n.borrower_id \
         join resource r on r.id = l.resource_id";
    let within = days.interval();
    let longest: i64 = connection
        .prepare_cached("select coalesce(max(days), 0) from occupation")?
        .query_row([], |row| row.get(0))?;
    let latest_end = midnight(plus_days(days.to, longest + 2));
    let read = |row: &Row<'_>| Ok((ResourceId(row.get::<_, Id>(20)?.0), booked_of(row)?));
    let mut statement = connection.prepare_cached(&format!(
        "with seen as (select * from occupation where ends_at > $1 and ends_at <= $2 and starts_at < $3 and unit_id is null \
         union all select * from occupation indexed by occupation_late \
         where runs_on is not null and ends_at <= $1 and unit_id is null) \
         select {NAMES}, o.quantity, {DAYS}, o.quantity, o.starts_at, o.ends_at, o.lapses_on, o.runs_on, o.back_at, r.code, r.title, r.kind, o.resource_id \
         from seen o join loan_line l on l.id = o.taker_id and o.taker_kind = 'line' {JOINS}"
    ))?;
    let mut found: Vec<(ResourceId, Booked)> = statement
        .query_map(params![Instant(within.start), Instant(latest_end), Instant(within.end)], read)?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare_cached(&format!(
        "select {NAMES}, l.quantity, {DAYS}, null, null, null, null, null, null, r.code, r.title, r.kind, l.resource_id from loan_line l {JOINS} \
         where l.state = $1 and l.planned_from <= $2 and l.planned_to >= $3"
    ))?;
    for state in taking_nothing {
        for row in statement.query_map(params![Code(*state), days.to, days.from], read)? {
            found.push(row?);
        }
    }
    Ok(found)
}

/// The lines that take something but for what was closed, whose days no calendar changes.
///
/// # Errors
/// Faults of the base.
pub fn with_buffers(connection: &Read<'_>) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.state in ('option', 'confirmed', 'out', 'returned') order by l.planned_from, l.id",
        params![],
    )
}

/// How many lines there are.
///
/// # Errors
/// Faults of the base.
pub fn count(connection: &Read<'_>) -> Result<u32> {
    Ok(connection.prepare_cached("select count(*) from loan_line")?.query_row([], |row| row.get(0))?)
}

/// The lines in a state, by planned start.
///
/// # Errors
/// Faults of the base.
pub fn in_state(connection: &Read<'_>, state: LineState) -> Result<Vec<NamedLine>> {
    select(connection, "where l.state = $1 order by l.planned_from, l.id", params![Code(state)])
}

/// The lines back (returned or closed) that were away on a day.
///
/// # Errors
/// Faults of the base.
pub fn back_but_away_on(connection: &Read<'_>, day: NaiveDate) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.state in ('returned', 'closed') and l.departed_on <= $1 and l.returned_on >= $1 order by l.planned_to, l.id",
        params![day],
    )
}

/// Whether an option has expired and is still written as an option.
///
/// # Errors
/// Faults of the base.
pub fn has_expired_options(connection: &Read<'_>, today: NaiveDate) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "select exists (select 1 from loan_line where state = 'option' and option_until < $1)",
        )?
        .query_row(params![today], |row| row.get(0))?)
}

/// Adds a line to a loan.
///
/// # Errors
/// Faults of the base.
pub fn insert(connection: &Write<'_>, position: u32, line: &LoanLine) -> Result<()> {
    write(
        connection,
        "insert into loan_line (id, loan_id, position, resource_id, quantity, state, planned_from, planned_to, departed_on, returned_on, \
         option_until, tariff, channel_id, usage_id, accompaniment_id, amount_cents, cancelled_on, cancelled_by, cancel_reason, \
         cancelled_from) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        position,
        line,
    )
}

fn write(connection: &Write<'_>, sql: &str, position: u32, line: &LoanLine) -> Result<()> {
    let off = line.cancellation.as_ref();
    connection.prepare_cached(sql)?.execute(params![
        Id(line.id.0),
        Id(line.loan.0),
        position,
        Id(line.resource.0),
        line.quantity,
        Code(line.state),
        line.planned.from,
        line.planned.to,
        line.departed_on,
        line.returned_on,
        line.option_until,
        Code(line.tariff),
        term::id_of(connection, TermList::Channel, &line.channel)?,
        term::id_of(connection, TermList::Use, &line.usage)?,
        term::id_of(connection, TermList::Accompaniment, &line.accompaniment)?,
        line.amount_cents,
        off.and_then(|off| off.on),
        off.map_or("", |off| off.by.as_str()),
        off.map_or("", |off| off.reason.as_str()),
        Code(off.and_then(|off| off.from)),
    ])?;
    Ok(())
}

/// Writes what a move or new dates change of a line.
///
/// # Errors
/// Faults of the base.
pub fn update(connection: &Write<'_>, line: &LoanLine) -> Result<()> {
    let off = line.cancellation.as_ref();
    connection
        .prepare_cached(
            "update loan_line set state = $1, planned_from = $2, planned_to = $3, departed_on = $4, returned_on = $5, option_until = $6, \
             amount_cents = $7, cancelled_on = $8, cancelled_by = $9, cancel_reason = $10, cancelled_from = $11 where id = $12",
        )?
        .execute(params![
            Code(line.state),
            line.planned.from,
            line.planned.to,
            line.departed_on,
            line.returned_on,
            line.option_until,
            line.amount_cents,
            off.and_then(|off| off.on),
            off.map_or("", |off| off.by.as_str()),
            off.map_or("", |off| off.reason.as_str()),
            Code(off.and_then(|off| off.from)),
            Id(line.id.0),
        ])?;
    Ok(())
}

#[cfg(test)]
mod tests;
