//! How values of the domain are written in columns.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// An enum of the domain, by its serde name.
pub(crate) struct Code<T>(pub(crate) T);

impl<T: Serialize> ToSql for Code<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match serde_json::to_value(&self.0) {
            Ok(serde_json::Value::String(code)) => Ok(ToSqlOutput::Owned(Value::Text(code))),
            Ok(serde_json::Value::Null) => Ok(ToSqlOutput::Owned(Value::Null)),
            other => Err(rusqlite::Error::ToSqlConversionFailure(format!("not a code: {other:?}").into())),
        }
    }
}

impl<T: DeserializeOwned> FromSql for Code<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let json = match value {
            ValueRef::Null => serde_json::Value::Null,
            other => serde_json::Value::String(other.as_str()?.to_owned()),
        };
        serde_json::from_value(json).map(Code).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// An identifier, as text.
pub(crate) struct Id(pub(crate) Uuid);

impl ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Value::Text(self.0.to_string())))
    }
}

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::parse_str(value.as_str()?).map(Id).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// An instant of local civil time, to the minute: `2026-05-04T00:00`.
pub(crate) struct Instant(pub(crate) NaiveDateTime);

const INSTANT: &str = "%Y-%m-%dT%H:%M";

impl ToSql for Instant {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Value::Text(self.0.format(INSTANT).to_string())))
    }
}

impl FromSql for Instant {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map(Instant).ok_or(FromSqlError::InvalidType)
    }
}

/// A new identifier for a row that nobody else names.
pub(crate) fn new_id() -> Id {
    Id(Uuid::now_v7())
}

impl Instant {
    /// The instant that a text of this form tells. Read by hand: it is what a search for what is free does
    /// most, and a format string takes ten times as long.
    pub(crate) fn parse(text: &str) -> Option<NaiveDateTime> {
        let (day, time) = text.split_once('T')?;
        let (hour, minute) = time.split_once(':')?;
        let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
        Some(day.parse::<NaiveDate>().ok()?.and_time(time))
    }
}

/// The cells of a row in the order of its columns: finding each by its name is what costs most of reading a
/// wide row.
pub(crate) struct Cells<'r> {
    row: &'r Row<'r>,
    next: usize,
}

impl<'r> Cells<'r> {
    pub(crate) fn of(row: &'r Row<'r>) -> Self {
        Self { row, next: 0 }
    }

    /// The next cell.
    pub(crate) fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_as_it_was_written() {
        for text in ["2026-05-04T00:00", "2024-02-29T23:59", "0001-01-01T07:05"] {
            let instant = Instant::parse(text).unwrap();
            assert_eq!(instant.format(INSTANT).to_string(), text);
        }
        for text in ["", "2026-05-04", "2026-02-30T00:00", "2026-05-04T24:00", "2026-05-04T00-00"] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }
}
