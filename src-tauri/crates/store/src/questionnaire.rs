//! Questionnaires, kept whole.

use crate::values::{Code, Id, new_id};
use crate::{Result, term};
use domain::catalogue::TermList;
use domain::id::LineId;
use domain::questionnaire::Questionnaire;
use rusqlite::{Connection, OptionalExtension, params};

/// Adds a questionnaire.
///
/// # Errors
/// Faults of the base.
pub fn insert(connection: &Connection, answers: &Questionnaire) -> Result<()> {
    let id = new_id();
    connection
        .prepare_cached(
            "insert into questionnaire (id, line_id, answered_on, first_loan, how_known_id, people, people_least, people_most, \
             counting, overall, welcome, logistics, comment) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )?
        .execute(params![
            id,
            Id(answers.line.0),
            answers.answered_on,
            answers.first_loan,
            term::id_of(connection, TermList::HowKnown, &answers.how_known)?,
            answers.people,
            answers.people_range.map(|(least, _)| least),
            answers.people_range.map(|(_, most)| most),
            Code(answers.counting),
            Code(answers.overall),
            Code(answers.welcome),
            Code(answers.logistics),
            answers.comment,
        ])?;
    for (list, labels) in [
        (TermList::Audience, &answers.audiences),
        (TermList::Appreciated, &answers.appreciated),
        (TermList::NotAppreciated, &answers.not_appreciated),
    ] {
        for (position, label) in (0_u32..).zip(labels) {
            connection
                .prepare_cached("insert into questionnaire_term (id, questionnaire_id, term_id, position) values ($1, $2, $3, $4)")?
                .execute(params![new_id(), id, term::id_of(connection, list, label)?, position])?;
        }
    }
    Ok(())
}

/// The questionnaire of a line.
///
/// # Errors
/// Faults of the base.
pub fn of_line(connection: &Connection, line: LineId) -> Result<Option<Questionnaire>> {
    let found = connection
        .prepare_cached(
            "select q.id, q.answered_on, q.first_loan, coalesce(t.label, ''), q.people, q.people_least, q.people_most, q.counting, \
             q.overall, q.welcome, q.logistics, q.comment from questionnaire q left join term t on t.id = q.how_known_id where q.line_id = $1",
        )?
        .query_row(params![Id(line.0)], |row| {
            let answers = Questionnaire {
                line,
                answered_on: row.get(1)?,
                first_loan: row.get(2)?,
                how_known: row.get(3)?,
                people: row.get(4)?,
                people_range: row.get::<_, Option<u32>>(5)?.zip(row.get(6)?),
                counting: row.get::<_, Code<_>>(7)?.0,
                audiences: Vec::new(),
                overall: row.get::<_, Code<_>>(8)?.0,
                appreciated: Vec::new(),
                not_appreciated: Vec::new(),
                welcome: row.get::<_, Code<_>>(9)?.0,
                logistics: row.get::<_, Code<_>>(10)?.0,
                comment: row.get(11)?,
            };
            Ok((row.get::<_, Id>(0)?, answers))
        })
        .optional()?;
    let Some((id, mut answers)) = found else { return Ok(None) };
    let mut labels = connection.prepare_cached(
        "select t.list, t.label from questionnaire_term qt join term t on t.id = qt.term_id \
         where qt.questionnaire_id = $1 order by qt.position",
    )?;
    let mut rows = labels.query(params![id])?;
    while let Some(row) = rows.next()? {
        let label: String = row.get(1)?;
        match row.get::<_, Code<TermList>>(0)?.0 {
            TermList::Audience => answers.audiences.push(label),
            TermList::Appreciated => answers.appreciated.push(label),
            TermList::NotAppreciated => answers.not_appreciated.push(label),
            _ => {}
        }
    }
    Ok(Some(answers))
}

/// How many questionnaires there are.
///
/// # Errors
/// Faults of the base.
pub fn count(connection: &Connection) -> Result<u32> {
    Ok(connection.prepare_cached("select count(*) from questionnaire")?.query_row([], |row| row.get(0))?)
}
