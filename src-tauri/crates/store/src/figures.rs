//! The facts that the figures of a period are computed from, read in a few wide sweeps: joins are done by number in
//! memory, which for tens of thousands of lines is several times faster than asking SQLite for each.

use crate::Result;
use crate::values::{Cells, Code, Id};
use chrono::NaiveDate;
use domain::catalogue::TermList;
use domain::figures::{BorrowerFact, LineFact, Register, ResourceFact};
use domain::id::{BorrowerId, LineId, ResourceId};
use domain::interval::{Period, plus_days};
use domain::questionnaire::Questionnaire;
use rusqlite::{Connection, ToSql, params};
use std::collections::HashMap;
use uuid::Uuid;

type Labels = HashMap<Uuid, (TermList, String)>;

/// The register over a period.
///
/// # Errors
/// Faults of the base.
pub fn register(
    connection: &Connection,
    period: Period,
    today: NaiveDate,
    home_commune: &str,
) -> Result<Register> {
    let labels = labels(connection)?;
    let (resources, resource_places) = resources(connection, &labels)?;
    let (borrowers, borrower_places) = borrowers(connection, &labels)?;
    let longest: i64 = connection
        .prepare_cached("select coalesce(max(days), 0) from occupation")?
        .query_row([], |row| row.get(0))?;
    let Period { from, to } = period;
    let far = plus_days(from, -longest - 1);
    // In parts that share no line: those that left in the period; those that had left and were away in it; those that are
    // out since longer than any other; those that never left and were to start in it.
    let parts: [(&str, &[&dyn ToSql]); 4] = [
        ("l.departed_on between $1 and $2", &[&from, &to]),
        (
            "l.departed_on >= $1 and l.departed_on < $2 and (l.returned_on >= $2 or l.returned_on is null)",
            &[&far, &from],
        ),
        ("l.state = 'out' and l.departed_on < $1", &[&far]),
        ("l.planned_from between $1 and $2 and l.departed_on is null", &[&from, &to]),
    ];
    let label = |id: Option<Id>| {
        id.and_then(|id| labels.get(&id.0)).map(|(_, label)| label.clone()).unwrap_or_default()
    };
    let mut lines: Vec<LineFact> = Vec::new();
    for (condition, days) in parts {
        let mut statement = connection.prepare_cached(&format!(
            "select l.id, n.number, l.resource_id, n.borrower_id, n.venue_commune, n.venue_insee, l.state, \
             l.planned_from, l.planned_to, l.departed_on, l.returned_on, l.channel_id, l.usage_id, l.accompaniment_id, \
             l.amount_cents, l.cancelled_from, l.cancel_reason from loan_line l join loan n on n.id = l.loan_id where {condition}"
        ))?;
        let read = statement.query_map(days, |row| {
            let mut cells = Cells::of(row);
            Ok(LineFact {
                id: LineId(cells.next::<Id>()?.0),
                number: cells.next()?,
                resource: resource_places.get(&cells.next::<Id>()?.0).copied().unwrap_or_default(),
                borrower: borrower_places.get(&cells.next::<Id>()?.0).copied().unwrap_or_default(),
                commune: cells.next()?,
                insee: cells.next()?,
                state: cells.next::<Code<_>>()?.0,
                planned: Period { from: cells.next()?, to: cells.next()? },
                departed_on: cells.next()?,
                returned_on: cells.next()?,
                channel: label(cells.next()?),
                usage: label(cells.next()?),
                accompaniment: label(cells.next()?),
                amount_cents: cells.next()?,
                cancelled_from: cells.next::<Code<_>>()?.0,
                reason: cells.next()?,
                answers: None,
            })
        })?;
        for line in read {
            lines.push(line?);
        }
    }
    lines.sort_by(|a, b| (a.starts_on(), &a.number, a.id).cmp(&(b.starts_on(), &b.number, b.id)));
    answer(connection, period, &labels, &mut lines)?;
    Ok(Register { period, today, home_commune: home_commune.to_owned(), resources, borrowers, lines })
}

/// The first day on which a line left; none of a base from which nothing did.
///
/// # Errors
/// Faults of the base.
pub fn first_departure(connection: &Connection) -> Result<Option<NaiveDate>> {
    Ok(connection
        .prepare_cached("select min(departed_on) from loan_line")?
        .query_row([], |row| row.get(0))?)
}

fn labels(connection: &Connection) -> Result<Labels> {
    let mut statement = connection.prepare_cached("select id, list, label from term")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, Id>(0)?.0, (row.get::<_, Code<TermList>>(1)?.0, row.get(2)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn resources(connection: &Connection, labels: &Labels) -> Result<(Vec<ResourceFact>, HashMap<Uuid, u32>)> {
    let mut statement = connection.prepare_cached(
        "select id, code, title, kind, form, format, owner, weight_g, acquired_on, retired_on from resource order by code",
    )?;
    let mut resources: Vec<ResourceFact> = statement
        .query_map([], |row| {
            let mut cells = Cells::of(row);
            Ok(ResourceFact {
                id: ResourceId(cells.next::<Id>()?.0),
                code: cells.next()?,
                title: cells.next()?,
                kind: cells.next::<Code<_>>()?.0,
                form: cells.next::<Code<_>>()?.0,
                format: cells.next()?,
                themes: Vec::new(),
                audiences: Vec::new(),
                owner: cells.next()?,
                weight_g: cells.next()?,
                acquired_on: cells.next()?,
                retired_on: cells.next()?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let places: HashMap<Uuid, u32> =
        (0_u32..).zip(&resources).map(|(place, resource)| (resource.id.0, place)).collect();
    let mut statement =
        connection.prepare_cached("select resource_id, term_id from resource_term order by position")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(place) = places.get(&row.get::<_, Id>(0)?.0) else { continue };
        let resource = &mut resources[*place as usize];
        match labels.get(&row.get::<_, Id>(1)?.0) {
            Some((TermList::Theme, label)) => resource.themes.push(label.clone()),
            Some((TermList::Audience, label)) => resource.audiences.push(label.clone()),
            _ => {}
        }
    }
    Ok((resources, places))
}

fn borrowers(connection: &Connection, labels: &Labels) -> Result<(Vec<BorrowerFact>, HashMap<Uuid, u32>)> {
    let mut statement =
        connection.prepare_cached("select id, code, name, type_id from borrower order by code")?;
    let borrowers: Vec<BorrowerFact> = statement
        .query_map([], |row| {
            let borrower_type = row.get::<_, Option<Id>>(3)?.and_then(|id| labels.get(&id.0));
            Ok(BorrowerFact {
                id: BorrowerId(row.get::<_, Id>(0)?.0),
                code: row.get(1)?,
                name: row.get(2)?,
                borrower_type: borrower_type.map(|(_, label)| label.clone()).unwrap_or_default(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let places = (0_u32..).zip(&borrowers).map(|(place, borrower)| (borrower.id.0, place)).collect();
    Ok((borrowers, places))
}

/// Gives the lines that left within the period their questionnaires.
fn answer(
    connection: &Connection,
    period: Period,
    labels: &Labels,
    lines: &mut [LineFact],
) -> Result<()> {
    let places: HashMap<LineId, usize> =
        lines.iter().enumerate().map(|(place, line)| (line.id, place)).collect();
    let days = params![period.from, period.to];
    let mut statement = connection.prepare_cached(
        "select q.line_id, q.answered_on, q.first_loan, q.how_known_id, q.people, q.people_least, q.people_most, q.counting, \
         q.overall, q.welcome, q.logistics from loan_line l join questionnaire q on q.line_id = l.id \
         where l.departed_on between $1 and $2",
    )?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::of(row);
        let line = LineId(cells.next::<Id>()?.0);
        let Some(place) = places.get(&line) else { continue };
        lines[*place].answers = Some(Questionnaire {
            line,
            answered_on: cells.next()?,
            first_loan: cells.next()?,
            how_known: cells
                .next::<Option<Id>>()?
                .and_then(|id| labels.get(&id.0))
                .map(|(_, label)| label.clone())
                .unwrap_or_default(),
            people: cells.next()?,
            people_range: cells.next::<Option<u32>>()?.zip(cells.next()?),
            counting: cells.next::<Code<_>>()?.0,
            audiences: Vec::new(),
            overall: cells.next::<Code<_>>()?.0,
            appreciated: Vec::new(),
            not_appreciated: Vec::new(),
            welcome: cells.next::<Code<_>>()?.0,
            logistics: cells.next::<Code<_>>()?.0,
            comment: String::new(),
            own: Vec::new(),
        });
    }
    let mut statement = connection.prepare_cached(
        "select q.line_id, t.term_id from loan_line l join questionnaire q on q.line_id = l.id \
         join questionnaire_term t on t.questionnaire_id = q.id where l.departed_on between $1 and $2 order by t.position",
    )?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let line = LineId(row.get::<_, Id>(0)?.0);
        let answers = places.get(&line).and_then(|place| lines[*place].answers.as_mut());
        let Some((answers, (list, label))) = answers.zip(labels.get(&row.get::<_, Id>(1)?.0)) else {
            continue;
        };
        match list {
            TermList::Audience => answers.audiences.push(label.clone()),
            TermList::Appreciated => answers.appreciated.push(label.clone()),
            TermList::NotAppreciated => answers.not_appreciated.push(label.clone()),
            _ => {}
        }
    }
    Ok(())
}
