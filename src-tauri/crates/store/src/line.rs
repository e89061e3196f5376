//! Lines, and the same with the names around them, as every list shows them.

use crate::values::{Code, Id, Instant};
use crate::{Result, term};
use chrono::NaiveDate;
use domain::catalogue::{ResourceKind, TermList};
use domain::id::{LineId, LoanId, ResourceId};
use domain::interval::{Interval, Period};
use domain::loan::{Cancellation, LineState, LoanLine};
use domain::occupation::Occupation;
use rusqlite::{Connection, Params, Row, params};

/// A line with the names around it.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedLine {
    /// The line.
    pub line: LoanLine,
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
     n.number, r.code, r.title, r.short_name, r.kind, b.name as borrower, n.venue_commune, o.quantity as taken, o.starts_at, o.ends_at, \
     o.lapses_on, o.runs_on \
     from loan_line l join loan n on n.id = l.loan_id join resource r on r.id = l.resource_id \
     join borrower b on b.id = n.borrower_id left join term ch on ch.id = l.channel_id left join term us on us.id = l.usage_id \
     left join term ac on ac.id = l.accompaniment_id \
     left join occupation o on o.line_id = l.id and o.resource_id = l.resource_id";

fn named(row: &Row<'_>) -> rusqlite::Result<NamedLine> {
    let state: LineState = row.get::<_, Code<_>>("state")?.0;
    let cancellation = if state.is_off() {
        Some(Cancellation {
            on: row.get("cancelled_on")?,
            by: row.get("cancelled_by")?,
            reason: row.get("cancel_reason")?,
            from: row.get::<_, Code<_>>("cancelled_from")?.0,
        })
    } else {
        None
    };
    let line = LoanLine {
        id: LineId(row.get::<_, Id>("id")?.0),
        loan: LoanId(row.get::<_, Id>("loan_id")?.0),
        resource: ResourceId(row.get::<_, Id>("resource_id")?.0),
        quantity: row.get("quantity")?,
        state,
        planned: Period { from: row.get("planned_from")?, to: row.get("planned_to")? },
        departed_on: row.get("departed_on")?,
        returned_on: row.get("returned_on")?,
        option_until: row.get("option_until")?,
        tariff: row.get::<_, Code<_>>("tariff")?.0,
        channel: row.get("channel")?,
        usage: row.get("usage")?,
        accompaniment: row.get("accompaniment")?,
        amount_cents: row.get("amount_cents")?,
        cancellation,
    };
    Ok(NamedLine {
        line,
        number: row.get("number")?,
        code: row.get("code")?,
        title: row.get("title")?,
        short_name: row.get("short_name")?,
        kind: row.get::<_, Code<_>>("kind")?.0,
        borrower: row.get("borrower")?,
        commune: row.get("venue_commune")?,
        occupation: occupation(row)?,
    })
}

fn occupation(row: &Row<'_>) -> rusqlite::Result<Option<Occupation>> {
    let Some(Instant(start)) = row.get("starts_at")? else { return Ok(None) };
    Ok(Some(Occupation {
        interval: Interval { start, end: row.get::<_, Instant>("ends_at")?.0 },
        quantity: row.get("taken")?,
        lapses_on: row.get("lapses_on")?,
        runs_on: row.get("runs_on")?,
    }))
}

fn select(connection: &Connection, rest: &str, params: impl Params) -> Result<Vec<NamedLine>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} {rest}"))?;
    Ok(statement.query_map(params, named)?.collect::<rusqlite::Result<_>>()?)
}

/// The lines of a loan, in their order.
///
/// # Errors
/// Faults of the base.
pub fn of_loan(connection: &Connection, loan: LoanId) -> Result<Vec<NamedLine>> {
    select(connection, "where l.loan_id = $1 order by l.position", params![Id(loan.0)])
}

/// The lines of a resource, by planned start.
///
/// # Errors
/// Faults of the base.
pub fn of_resource(connection: &Connection, resource: ResourceId) -> Result<Vec<NamedLine>> {
    select(connection, "where l.resource_id = $1 order by l.planned_from, l.id", params![Id(resource.0)])
}

/// The line of that id.
///
/// # Errors
/// Faults of the base; no such line is one.
pub fn by_id(connection: &Connection, id: LineId) -> Result<NamedLine> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where l.id = $1"))?
        .query_row(params![Id(id.0)], named)?)
}

/// The lines in a state, by planned start.
///
/// # Errors
/// Faults of the base.
pub fn in_state(connection: &Connection, state: LineState) -> Result<Vec<NamedLine>> {
    select(connection, "where l.state = $1 order by l.planned_from, l.id", params![Code(state)])
}

/// The lines back (returned or closed) that were away on a day.
///
/// # Errors
/// Faults of the base.
pub fn back_but_away_on(connection: &Connection, day: NaiveDate) -> Result<Vec<NamedLine>> {
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
pub fn has_expired_options(connection: &Connection, today: NaiveDate) -> Result<bool> {
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
pub fn insert(connection: &Connection, position: u32, line: &LoanLine) -> Result<()> {
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

fn write(connection: &Connection, sql: &str, position: u32, line: &LoanLine) -> Result<()> {
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
pub fn update(connection: &Connection, line: &LoanLine) -> Result<()> {
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

/// How many lines of each state each borrower has.
///
/// # Errors
/// Faults of the base.
pub fn states_of_borrowers(connection: &Connection) -> Result<Vec<(String, LineState, u32)>> {
    let mut statement = connection.prepare_cached(
        "select n.borrower_id, l.state, count(*) from loan_line l join loan n on n.id = l.loan_id group by n.borrower_id, l.state",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Code<_>>(1)?.0, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every line, by planned start.
///
/// # Errors
/// Faults of the base.
pub fn all(connection: &Connection) -> Result<Vec<NamedLine>> {
    select(connection, "order by l.planned_from, l.id", params![])
}

/// The lines of the loans that start the latest, at most that many loans.
///
/// # Errors
/// Faults of the base.
pub fn latest(connection: &Connection, loans: u32) -> Result<Vec<NamedLine>> {
    select(
        connection,
        "where l.loan_id in (select loan_id from loan_line group by loan_id order by max(planned_from) desc limit $1) \
         order by l.loan_id, l.position",
        params![loans],
    )
}
