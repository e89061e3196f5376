//! Questionnaires, kept whole.

use crate::line::NamedLine;
use crate::values::{Code, Id, new_id};
use crate::{Read, Result, Write, line, term};
use domain::catalogue::TermList;
use domain::id::{LineId, QuestionId};
use domain::interval::Period;
use domain::questionnaire::{OwnAnswer, Questionnaire};
use rusqlite::{OptionalExtension, params};

/// Whether the row `q` answers anything: what [`Questionnaire::is_empty`] says of a row of the base. Rows without an answer
/// came with old registers; everything that reads questionnaires leaves them out, the view `answered` of the schema too.
pub(crate) const ANSWERED: &str = "(q.first_loan is not null or q.how_known_id is not null or q.people is not null \
     or q.people_least is not null or q.counting is not null or q.overall is not null or q.welcome is not null \
     or q.logistics is not null or q.comment <> '' \
     or exists (select 1 from questionnaire_term t where t.questionnaire_id = q.id) \
     or exists (select 1 from question_answer a where a.questionnaire_id = q.id))";

/// Adds a questionnaire; one that answers nothing is none, and not kept.
///
/// # Errors
/// Faults of the base.
pub fn insert(connection: &Write<'_>, answers: &Questionnaire) -> Result<()> {
    if answers.is_empty() {
        return Ok(());
    }
    if of_line(connection, answers.line)?.is_none() {
        // What stands there without an answer gives way.
        remove(connection, answers.line)?;
    }
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
    for own in &answers.own {
        connection
            .prepare_cached("insert into question_answer (id, questionnaire_id, question_id, answer) values ($1, $2, $3, $4)")?
            .execute(params![new_id(), id, Id(own.question.0), serde_json::to_string(&own.answer).unwrap_or_default()])?;
    }
    Ok(())
}

/// Takes the questionnaire of a line away, with all it says.
///
/// # Errors
/// Faults of the base.
pub fn remove(connection: &Write<'_>, line: LineId) -> Result<()> {
    for sql in [
        "delete from question_answer where questionnaire_id in (select id from questionnaire where line_id = $1)",
        "delete from questionnaire_term where questionnaire_id in (select id from questionnaire where line_id = $1)",
        "delete from questionnaire where line_id = $1",
    ] {
        connection.prepare_cached(sql)?.execute(params![Id(line.0)])?;
    }
    Ok(())
}

/// Lines that came back, left within a period and wait for an answer, the longest back first. Which ones is found
/// out before all that is told of them is read, here and in [`answered`]: they are few among thousands.
///
/// # Errors
/// Faults of the base.
pub fn pending(connection: &Read<'_>, period: Period, most: u32) -> Result<Vec<NamedLine>> {
    line::select(
        connection,
        "where l.id in (select l.id from awaited a join loan_line l on l.id = a.line_id where a.departed_on between $1 and $2 \
         order by l.returned_on, l.id limit $3) order by l.returned_on, l.id",
        params![period.from, period.to, most],
    )
}

/// How many lines left within a period, and how many of them have a questionnaire.
///
/// # Errors
/// Faults of the base.
pub fn sorties_and_answers(connection: &Read<'_>, period: Period) -> Result<(u32, u32)> {
    Ok(connection
        .prepare_cached(&format!(
            "select count(*), count(q.id) from loan_line l left join questionnaire q on q.line_id = l.id and {ANSWERED} \
             where l.departed_on between $1 and $2 and l.state in ('out', 'returned', 'closed')"
        ))?
        .query_row(params![period.from, period.to], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// How many lines came back, left within a period and wait for an answer.
///
/// # Errors
/// Faults of the base.
pub fn pending_count(connection: &Read<'_>, period: Period) -> Result<u32> {
    Ok(connection
        .prepare_cached("select count(*) from awaited where departed_on between $1 and $2")?
        .query_row(params![period.from, period.to], |row| row.get(0))?)
}

/// Lines that left within a period and have a questionnaire, the last answered first.
///
/// # Errors
/// Faults of the base.
pub fn answered(connection: &Read<'_>, period: Period, most: u32) -> Result<Vec<NamedLine>> {
    line::select(
        connection,
        &format!(
            "join questionnaire q on q.line_id = l.id where l.id in (select l.id from loan_line l join questionnaire q \
             on q.line_id = l.id where l.departed_on between $1 and $2 and {ANSWERED} \
             order by q.answered_on desc, l.id limit $3) order by q.answered_on desc, l.id"
        ),
        params![period.from, period.to, most],
    )
}

/// The questionnaire of a line; none of one that answers nothing.
///
/// # Errors
/// Faults of the base.
pub fn of_line(connection: &Read<'_>, line: LineId) -> Result<Option<Questionnaire>> {
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
                own: Vec::new(),
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
    let mut own = connection.prepare_cached(
        "select a.question_id, a.answer from question_answer a join question q on q.id = a.question_id \
         where a.questionnaire_id = $1 order by q.position, q.id",
    )?;
    let mut rows = own.query(params![id])?;
    while let Some(row) = rows.next()? {
        answers.own.push(OwnAnswer {
            question: QuestionId(row.get::<_, Id>(0)?.0),
            answer: serde_json::from_str(&row.get::<_, String>(1)?).unwrap_or_default(),
        });
    }
    Ok(Some(answers).filter(|answers| !answers.is_empty()))
}

/// How many questionnaires there are.
///
/// # Errors
/// Faults of the base.
pub fn count(connection: &Read<'_>) -> Result<u32> {
    Ok(connection
        .prepare_cached(&format!("select count(*) from questionnaire q where {ANSWERED}"))?
        .query_row([], |row| row.get(0))?)
}
