//! What a person wrote in the chapters of a report.

use crate::values::new_id;
use crate::{Read, Result, Write};
use rusqlite::{OptionalExtension, params};

/// The text of a chapter in that year's report, or else in the last one before that has one: a chapter is written once
/// and kept for the next edition.
///
/// # Errors
/// Faults of the base.
pub fn latest(connection: &Read<'_>, year: i32, chapter: &str) -> Result<Option<(i32, String)>> {
    Ok(connection
        .prepare_cached(
            "select year, text from report_text where chapter = $1 and year <= $2 order by year desc limit 1",
        )?
        .query_row(params![chapter, year], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Writes the text of a chapter; an empty one is kept too, so that the next edition does not bring the old one back.
///
/// # Errors
/// Faults of the base.
pub fn set(connection: &Write<'_>, year: i32, chapter: &str, text: &str) -> Result<()> {
    let changed = connection
        .prepare_cached("update report_text set text = $1 where year = $2 and chapter = $3")?
        .execute(params![text, year, chapter])?;
    if changed == 0 {
        connection
            .prepare_cached("insert into report_text (id, year, chapter, text) values ($1, $2, $3, $4)")?
            .execute(params![new_id(), year, chapter, text])?;
    }
    Ok(())
}
