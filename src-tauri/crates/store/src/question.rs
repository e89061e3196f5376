//! The centre's own questions.

use crate::values::{Code, Id};
use crate::{Read, Result, Write};
use chrono::NaiveDate;
use domain::id::QuestionId;
use domain::questionnaire::Question;
use rusqlite::{Row, params};

fn question(row: &Row<'_>) -> rusqlite::Result<Question> {
    Ok(Question {
        id: QuestionId(row.get::<_, Id>(0)?.0),
        kind: row.get::<_, Code<_>>(1)?.0,
        label: row.get(2)?,
        choices: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
        replaces: row.get::<_, Option<Id>>(4)?.map(|id| QuestionId(id.0)),
        since_on: row.get(5)?,
        retired_on: row.get(6)?,
    })
}

/// All of them, also those that are no longer asked, in their order.
///
/// # Errors
/// Faults of the base.
pub fn all(connection: &Read<'_>) -> Result<Vec<Question>> {
    let mut statement = connection.prepare_cached(
        "select id, kind, label, choices, replaces_id, since_on, retired_on from question order by position, id",
    )?;
    Ok(statement.query_map([], question)?.collect::<rusqlite::Result<_>>()?)
}

/// Writes a question at a place among the others, new or not.
///
/// # Errors
/// Faults of the base.
pub fn save(connection: &Write<'_>, question: &Question, position: u32) -> Result<()> {
    let choices = serde_json::to_string(&question.choices).unwrap_or_default();
    let changed = connection
        .prepare_cached("update question set position = $1, kind = $2, label = $3, choices = $4, retired_on = $5 where id = $6")?
        .execute(params![position, Code(question.kind), question.label, choices, question.retired_on, Id(question.id.0)])?;
    if changed == 0 {
        connection
            .prepare_cached(
                "insert into question (id, position, kind, label, choices, replaces_id, since_on, retired_on) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8)",
            )?
            .execute(params![
                Id(question.id.0),
                position,
                Code(question.kind),
                question.label,
                choices,
                question.replaces.map(|id| Id(id.0)),
                question.since_on,
                question.retired_on,
            ])?;
    }
    Ok(())
}

/// Withdraws a question from a day on.
///
/// # Errors
/// Faults of the base.
pub fn retire(connection: &Write<'_>, question: QuestionId, on: NaiveDate) -> Result<()> {
    connection
        .prepare_cached("update question set retired_on = $1 where id = $2")?
        .execute(params![on, Id(question.0)])?;
    Ok(())
}

/// Takes a question that nobody answered away.
///
/// # Errors
/// Faults of the base.
pub fn remove(connection: &Write<'_>, question: QuestionId) -> Result<()> {
    connection.prepare_cached("delete from question where id = $1")?.execute(params![Id(question.0)])?;
    Ok(())
}

/// Whether a question has answers.
///
/// # Errors
/// Faults of the base.
pub fn is_answered(connection: &Read<'_>, question: QuestionId) -> Result<bool> {
    Ok(connection
        .prepare_cached("select exists (select 1 from question_answer where question_id = $1)")?
        .query_row(params![Id(question.0)], |row| row.get(0))?)
}
