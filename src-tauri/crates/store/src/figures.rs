//! The facts that the figures of a period are computed from, read in a few wide sweeps: words, resources and borrowers are
//! joined in memory, which for tens of thousands of lines is several times faster than asking SQLite for each.

use crate::questionnaire::ANSWERED;
use crate::values::{Cells, Code, Day, Id};
use crate::{Read, Result, term};
use chrono::NaiveDate;
use domain::catalogue::{ResourceKind, TermList};
use domain::figures::{BorrowerFact, LineFact, Register, ResourceFact, Roles, WordPlace, Words};
use domain::id::{BorrowerId, LineId, ResourceId};
use domain::interval::{Period, plus_days};
use domain::questionnaire::Questionnaire;
use rusqlite::ToSql;
use rustc_hash::FxHashMap;
use uuid::Uuid;

/// A word of a list.
struct Label {
    list: TermList,
    label: String,
    /// Among the words of the lines.
    place: WordPlace,
}

type Labels = FxHashMap<Uuid, Label>;
type Places = FxHashMap<Uuid, u32>;

/// How much of the lines is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// All that figures rest on.
    Whole,
    /// Without the words of lines and answers (number, commune, channel, audiences…): what the evolution of the years
    /// needs, in half the time.
    Counts,
}

/// The register over a period.
///
/// # Errors
/// Faults of the base.
pub fn register(
    connection: &Read<'_>,
    period: Period,
    depth: Depth,
    today: NaiveDate,
    home_commune: &str,
) -> Result<Register> {
    let mut words = Words::default();
    let labels = labels(connection, &mut words)?;
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
    let wide = match depth {
        Depth::Whole => WIDE,
        Depth::Counts => "",
    };
    let mut lines = Vec::new();
    for (condition, days) in parts {
        let mut statement = connection.prepare_cached(&format!(
            "select l.id, l.resource_id, l.quantity, n.borrower_id, l.state, l.planned_from, l.planned_to, l.departed_on, \
             l.returned_on, l.amount_cents, l.cancelled_from, q.people, q.people_least, q.people_most, q.counting, \
             q.overall, q.id is not null {wide} from loan_line l join loan n on n.id = l.loan_id \
             left join questionnaire q on q.line_id = l.id and {ANSWERED} where {condition}"
        ))?;
        let mut rows = statement.query(days)?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let mut line = counts(&mut cells, &resource_places, &borrower_places)?;
            if depth == Depth::Whole {
                read_line_words(&mut line, &labels, &mut words, &mut cells)?;
            }
            lines.push(line);
        }
    }
    add_parts(connection, &mut lines, &resources, &resource_places)?;
    lines.sort_unstable_by(|a, b| (a.starts_on(), &a.number, a.id).cmp(&(b.starts_on(), &b.number, b.id)));
    let roles = Roles::new(term::roles(connection)?);
    let home_commune = home_commune.to_owned();
    Ok(Register { period, today, home_commune, resources, borrowers, lines, words, roles })
}

/// What every reading needs of a line and its answers, without any word.
fn counts(cells: &mut Cells<'_>, resources: &Places, borrowers: &Places) -> rusqlite::Result<LineFact> {
    let mut line = LineFact {
        id: LineId(cells.next::<Id>()?.0),
        number: String::new(),
        resource: resources.get(&cells.next::<Id>()?.0).copied().unwrap_or_default(),
        quantity: cells.next()?,
        inside_set: false,
        borrower: borrowers.get(&cells.next::<Id>()?.0).copied().unwrap_or_default(),
        commune: WordPlace::default(),
        insee: WordPlace::default(),
        state: cells.next::<Code<_>>()?.0,
        planned: Period { from: cells.next::<Day>()?.0, to: cells.next::<Day>()?.0 },
        departed_on: cells.next::<Option<Day>>()?.map(|day| day.0),
        returned_on: cells.next::<Option<Day>>()?.map(|day| day.0),
        channel: WordPlace::default(),
        usage: WordPlace::default(),
        accompaniment: WordPlace::default(),
        amount_cents: cells.next()?,
        cancelled_from: cells.next::<Code<_>>()?.0,
        reason: WordPlace::default(),
        answers: None,
    };
    let answers = Questionnaire {
        people: cells.next()?,
        people_range: cells.next::<Option<u32>>()?.zip(cells.next()?),
        counting: cells.next::<Code<_>>()?.0,
        overall: cells.next::<Code<_>>()?.0,
        ..Questionnaire::of(line.id)
    };
    line.answers = cells.next::<bool>()?.then(|| Box::new(answers));
    Ok(line)
}

/// The words of a line and of its answers.
fn read_line_words(
    line: &mut LineFact,
    labels: &Labels,
    words: &mut Words,
    cells: &mut Cells<'_>,
) -> rusqlite::Result<()> {
    line.number = cells.next()?;
    line.commune = words.place(cells.text()?.unwrap_or_default());
    line.insee = words.place(cells.text()?.unwrap_or_default());
    line.channel = named(labels, cells)?.map(|named| named.place).unwrap_or_default();
    line.usage = named(labels, cells)?.map(|named| named.place).unwrap_or_default();
    line.accompaniment = named(labels, cells)?.map(|named| named.place).unwrap_or_default();
    line.reason = words.place(cells.text()?.unwrap_or_default());
    match &mut line.answers {
        Some(answers) => read_words(answers, labels, cells),
        None => Ok(()),
    }
}

/// Adds what left inside the sets: of each set that left, its line once more as each part that it took. What a line takes
/// of a resource other than its own is a part; the occupation of a line that is over keeps what it took at the time, also
/// when the set is put together otherwise later.
fn add_parts(
    connection: &Read<'_>,
    lines: &mut Vec<LineFact>,
    resources: &[ResourceFact],
    places: &Places,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("select resource_id, quantity from occupation where taker_id = $1 and taker_kind = 'line' and unit_id is null")?;
    for at in 0..lines.len() {
        let line = &lines[at];
        if resources[line.resource as usize].kind != ResourceKind::ResourceSet || !line.has_left() {
            continue;
        }
        let own = line.resource;
        let taken = statement
            .query_map([Id(line.id.0)], |row| Ok((row.get::<_, Id>(0)?.0, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(Uuid, u32)>>>()?;
        for (resource, quantity) in taken {
            let Some(place) = places.get(&resource).copied().filter(|place| *place != own) else { continue };
            lines.push(LineFact {
                resource: place,
                quantity,
                inside_set: true,
                amount_cents: None,
                answers: None,
                ..lines[at].clone()
            });
        }
    }
    Ok(())
}

/// The words of lines and of answers. Those of the lists of an answer stand in one cell: a row each would ask for the line
/// and its questionnaire again.
const WIDE: &str = ", n.number, n.venue_commune, n.venue_insee, l.channel_id, l.usage_id, l.accompaniment_id, \
    l.cancel_reason, q.answered_on, q.first_loan, q.how_known_id, q.welcome, q.logistics, \
    (select group_concat(t.term_id, ' ') from questionnaire_term t where t.questionnaire_id = q.id)";

/// What the next cell names.
fn named<'l>(labels: &'l Labels, cells: &mut Cells<'_>) -> rusqlite::Result<Option<&'l Label>> {
    Ok(cells.next::<Option<Id>>()?.and_then(|id| labels.get(&id.0)))
}

/// Reads the words of answers.
fn read_words(answers: &mut Questionnaire, labels: &Labels, cells: &mut Cells<'_>) -> rusqlite::Result<()> {
    answers.answered_on = cells.next::<Option<Day>>()?.map(|day| day.0);
    answers.first_loan = cells.next()?;
    answers.how_known = named(labels, cells)?.map(|named| named.label.clone()).unwrap_or_default();
    answers.welcome = cells.next::<Code<_>>()?.0;
    answers.logistics = cells.next::<Code<_>>()?.0;
    for word in cells.text()?.unwrap_or_default().split_ascii_whitespace() {
        let known = Uuid::parse_str(word).ok().and_then(|id| labels.get(&id));
        let Some(Label { list, label, .. }) = known else { continue };
        match list {
            TermList::Audience => answers.audiences.push(label.clone()),
            TermList::Appreciated => answers.appreciated.push(label.clone()),
            TermList::NotAppreciated => answers.not_appreciated.push(label.clone()),
            _ => {}
        }
    }
    Ok(())
}

/// The first day on which a line left; none of a base from which nothing did.
///
/// # Errors
/// Faults of the base.
pub fn first_departure(connection: &Read<'_>) -> Result<Option<NaiveDate>> {
    Ok(connection
        .prepare_cached("select min(departed_on) from loan_line")?
        .query_row([], |row| row.get(0))?)
}

fn labels(connection: &Read<'_>, words: &mut Words) -> Result<Labels> {
    let mut statement = connection.prepare_cached("select id, list, label from term")?;
    let rows = statement.query_map([], |row| {
        let label: String = row.get(2)?;
        let place = words.place(&label);
        Ok((row.get::<_, Id>(0)?.0, Label { list: row.get::<_, Code<_>>(1)?.0, label, place }))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn resources(connection: &Read<'_>, labels: &Labels) -> Result<(Vec<ResourceFact>, Places)> {
    let mut statement = connection.prepare_cached(
        "select id, code, title, kind, form, format, owner, weight_g, acquired_on, retired_on, capacity \
         from resource order by code",
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
                units: cells.next()?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let places: Places = (0_u32..).zip(&resources).map(|(place, resource)| (resource.id.0, place)).collect();
    let mut statement =
        connection.prepare_cached("select resource_id, term_id from resource_term order by position")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(place) = places.get(&row.get::<_, Id>(0)?.0) else { continue };
        let resource = &mut resources[*place as usize];
        let Some(Label { list, label, .. }) = labels.get(&row.get::<_, Id>(1)?.0) else { continue };
        match list {
            TermList::Theme => resource.themes.push(label.clone()),
            TermList::Audience => resource.audiences.push(label.clone()),
            _ => {}
        }
    }
    Ok((resources, places))
}

fn borrowers(connection: &Read<'_>, labels: &Labels) -> Result<(Vec<BorrowerFact>, Places)> {
    let mut statement =
        connection.prepare_cached("select id, code, name, type_id from borrower order by code")?;
    let borrowers: Vec<BorrowerFact> = statement
        .query_map([], |row| {
            let borrower_type = row.get::<_, Option<Id>>(3)?.and_then(|id| labels.get(&id.0));
            Ok(BorrowerFact {
                id: BorrowerId(row.get::<_, Id>(0)?.0),
                code: row.get(1)?,
                name: row.get(2)?,
                borrower_type: borrower_type.map(|named| named.label.clone()).unwrap_or_default(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let places = (0_u32..).zip(&borrowers).map(|(place, borrower)| (borrower.id.0, place)).collect();
    Ok((borrowers, places))
}
