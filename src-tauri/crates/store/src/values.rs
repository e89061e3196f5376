//! How values of the domain are written in columns.

use chrono::NaiveDateTime;
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
        NaiveDateTime::parse_from_str(value.as_str()?, INSTANT)
            .map(Instant)
            .map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// A new identifier for a row that nobody else names.
pub(crate) fn new_id() -> Id {
    Id(Uuid::now_v7())
}

impl Instant {
    /// The same from JSON written by SQLite.
    pub(crate) fn parse(text: &str) -> Option<NaiveDateTime> {
        NaiveDateTime::parse_from_str(text, INSTANT).ok()
    }
}
