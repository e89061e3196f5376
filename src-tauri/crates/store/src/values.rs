//! How values of the domain are written in columns.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
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
        let word = value.as_str_or_null()?;
        T::deserialize(Word(word)).map(Code).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// A serde name, or none: read without a copy of it, for wide readings hold tens of thousands.
struct Word<'de>(Option<&'de str>);

impl<'de> Deserializer<'de> for Word<'de> {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.0 {
            Some(word) => visitor.visit_borrowed_str(word),
            None => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        if self.0.is_some() { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.unwrap_or_default().into_deserializer().deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
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

/// A day: `2026-05-04`. Read by hand: the format string that chrono reads it by takes ten times as long, and a year's
/// figures read tens of thousands.
pub(crate) struct Day(pub(crate) NaiveDate);

impl Day {
    fn parse(text: &str) -> Option<NaiveDate> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
            })
        };
        let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
        NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map(Day).ok_or(FromSqlError::InvalidType)
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
    /// The instant that a text of this form tells; by hand, as [`Day`]: it is what a search for what is free does most.
    pub(crate) fn parse(text: &str) -> Option<NaiveDateTime> {
        let (day, time) = text.split_once('T')?;
        let (hour, minute) = time.split_once(':')?;
        let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
        Some(Day::parse(day)?.and_time(time))
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

    /// The text of the next cell, without a copy of it.
    pub(crate) fn text(&mut self) -> rusqlite::Result<Option<&'r str>> {
        self.next += 1;
        Ok(self.row.get_ref(self.next - 1)?.as_str_or_null()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::loan::LineState;

    #[test]
    fn a_code_is_read_as_it_was_written_and_an_unknown_one_is_not() {
        fn read(text: ValueRef<'_>) -> FromSqlResult<Option<LineState>> {
            Code::column_result(text).map(|code| code.0)
        }
        for state in [LineState::Option, LineState::Cancelled] {
            let Ok(ToSqlOutput::Owned(Value::Text(text))) = Code(state).to_sql() else { panic!("{state:?}") };
            assert_eq!(read(ValueRef::Text(text.as_bytes())).unwrap(), Some(state));
        }
        assert_eq!(read(ValueRef::Null).unwrap(), None);
        assert!(read(ValueRef::Text(b"elsewhere")).is_err());
        assert!(Code::<LineState>::column_result(ValueRef::Null).is_err());
    }

    #[test]
    fn an_instant_is_read_as_it_was_written() {
        for text in ["2026-05-04T00:00", "2024-02-29T23:59", "0001-01-01T07:05"] {
            let instant = Instant::parse(text).unwrap();
            assert_eq!(instant.format(INSTANT).to_string(), text);
        }
        for text in [
            "",
            "2026-05-04",
            "2026-05-4T00:00",
            "+026-05-04T00:00",
            "2026-02-30T00:00",
            "2026-05-04T24:00",
            "2026-05-04T00-00",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }
}
