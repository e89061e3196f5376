//! What is counted and compared of the catalogue without reading it whole.

use super::{Brief, brief};
use crate::values::{Code, Id};
use crate::{Read, Result};
use chrono::NaiveDate;
use domain::catalogue::ResourceKind;
use domain::id::ResourceId;
use rusqlite::params;

/// A resource of the same kind that shares a theme and an audience with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The resource.
    pub brief: Brief,
    /// The themes shared, in no order.
    pub themes: Vec<String>,
    /// How many audiences are shared.
    pub audiences: u32,
}

/// The resources that are alike another, in no order.
///
/// # Errors
/// Faults of the base.
pub fn alike(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Alike>> {
    let mut statement = connection.prepare_cached(
        "with shared as (select rt.resource_id as id, json_group_array(t.label) filter (where t.list = 'theme') as themes, \
         sum(t.list = 'audience') as audiences \
         from resource_term mine join term t on t.id = mine.term_id join resource_term rt on rt.term_id = mine.term_id \
         where mine.resource_id = $1 and rt.resource_id <> $1 group by rt.resource_id) \
         select r.id, r.code, r.title, r.kind, r.capacity, r.acquired_on, r.retired_on, r.buffer_before, r.buffer_after, \
         s.themes, s.audiences from shared s join resource r on r.id = s.id \
         where s.audiences > 0 and s.themes <> '[]' and r.kind = (select kind from resource where id = $1)",
    )?;
    let rows = statement.query_map(params![Id(resource.0)], |row| {
        let themes: String = row.get(9)?;
        Ok(Alike {
            brief: brief(row)?,
            themes: serde_json::from_str(&themes).unwrap_or_default(),
            audiences: row.get(10)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether there is any resource.
///
/// # Errors
/// Faults of the base.
pub fn is_any(connection: &Read<'_>) -> Result<bool> {
    Ok(connection
        .prepare_cached("select exists (select 1 from resource)")?
        .query_row([], |row| row.get(0))?)
}

/// How many resources there are.
///
/// # Errors
/// Faults of the base.
pub fn count(connection: &Read<'_>) -> Result<u32> {
    Ok(connection.prepare_cached("select count(*) from resource")?.query_row([], |row| row.get(0))?)
}

/// How many resources that travel are in the fund on a day, or will be.
///
/// # Errors
/// Faults of the base.
pub fn count_lent(connection: &Read<'_>, today: NaiveDate) -> Result<u32> {
    let mut statement = connection.prepare_cached(
        "select kind, count(*) from resource where retired_on is null or retired_on > $1 group by kind",
    )?;
    let mut rows = statement.query(params![today])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        if row.get::<_, Code<ResourceKind>>(0)?.0.travels() {
            count += row.get::<_, u32>(1)?;
        }
    }
    Ok(count)
}
