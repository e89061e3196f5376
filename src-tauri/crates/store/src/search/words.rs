//! What loans, borrowers and resources are found by.

use crate::values::{Code, Day};
use crate::{Read, Result};
use chrono::NaiveDate;
use domain::loan::{self, LineState, parse_number};
use domain::text::folded;
use rusqlite::{Row, params, params_from_iter};
use std::collections::BTreeSet;

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject {
    Loan,
    Borrower,
    Resource,
}

impl Subject {
    pub(crate) const ALL: [Self; 3] = [Self::Loan, Self::Borrower, Self::Resource];

    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Loan => "loan",
            Self::Borrower => "borrower",
            Self::Resource => "resource",
        }
    }
}

/// A subject of the index. Of two places the greater one is shown first; one that is taken gives the next, and where none
/// is told any will do.
pub(crate) struct Entry {
    pub(crate) place: Option<i64>,
    pub(crate) id: String,
    pub(crate) words: String,
}

/// The word that says the state of a loan. Nobody types a low line: what is typed is folded.
pub(crate) fn state(state: LineState) -> String {
    format!("_{}", state.code())
}

/// The words that say each part of a number: as it is written, and without the zeros before it where it has some.
pub(crate) fn of_number(folded: &str) -> Vec<Vec<String>> {
    let written = |part: &str| {
        let mut words = vec![format!("_n{part}")];
        if unpadded(part) != part {
            words.push(format!("_n{}", unpadded(part)));
        }
        words
    };
    folded.split(' ').filter(|part| !part.is_empty()).map(written).collect()
}

fn unpadded(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { digits } else { bare }
}

/// A loan as its lines are read.
struct LoanText {
    id: String,
    number: String,
    words: String,
    states: Vec<LineState>,
    going: Option<NaiveDate>,
    any: Option<NaiveDate>,
}

impl LoanText {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let number: String = row.get(1)?;
        let plain = folded(&number);
        let mut words = plain.clone();
        for bare in plain.split(' ').map(unpadded).filter(|bare| !plain.split(' ').any(|part| part == *bare))
        {
            words.push(' ');
            words.push_str(bare);
        }
        for part in of_number(&plain).iter().flatten() {
            words.push(' ');
            words.push_str(part);
        }
        for text in [2, 3] {
            words.push(' ');
            words.push_str(&folded(row.get_ref(text)?.as_str()?));
        }
        Ok(Self { id: row.get(0)?, number, words, states: Vec::new(), going: None, any: None })
    }

    fn add_line(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let Some(Code(state)) = row.get::<_, Option<Code<LineState>>>(4)? else { return Ok(()) };
        let planned: Day = row.get(5)?;
        let from = row.get::<_, Option<Day>>(6)?.unwrap_or(planned).0;
        self.words.push(' ');
        self.words.push_str(&folded(row.get_ref(7)?.as_str()?));
        self.states.push(state);
        self.any = self.any.into_iter().chain([from]).min();
        if !state.is_off() {
            self.going = self.going.into_iter().chain([from]).min();
        }
        Ok(())
    }

    /// Loans are shown by their first day, then about by their number: places close to each other take the least room.
    fn entry(mut self) -> Entry {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        let day = self.going.or(self.any).map_or(0, |from| (from - first).num_days().max(0));
        let given = match parse_number(&self.number) {
            Some((_, sequence)) => i64::from(sequence),
            // Numbers of another form stand in no order.
            None => self.id.bytes().fold(0, |sum, byte| (sum * 31 + i64::from(byte)) % (1 << 20)),
        };
        self.words.push(' ');
        self.words.push_str(&state(loan::state(self.states.iter().copied()).0));
        Entry { place: Some((day << 14) | (given % (1 << 14))), id: self.id, words: self.words }
    }
}

/// What the subjects of those ids are found by, or all of them.
pub(crate) fn of(c: &Read<'_>, subject: Subject, only: Option<&BTreeSet<String>>) -> Result<Vec<Entry>> {
    let narrowed = |column: &str| match only {
        Some(_) => format!("where {column} in (select value from json_each($1))"),
        None => String::new(),
    };
    let ids = only.map(|ids| serde_json::to_string(ids).unwrap_or_default());
    match subject {
        Subject::Loan => of_loans(c, &narrowed("n.id"), ids),
        Subject::Borrower => texts(
            c,
            &format!(
                "select b.id, b.name, b.commune, b.code, coalesce(t.label, ''), b.postcode from borrower b \
                 left join term t on t.id = b.type_id {}",
                narrowed("b.id")
            ),
            ids,
        ),
        Subject::Resource => texts(
            c,
            &format!(
                "select r.id, r.title, r.code, r.owner, r.format, r.summary, r.notes, coalesce((select group_concat(t.label, ' ') \
                 from resource_term rt join term t on t.id = rt.term_id where rt.resource_id = r.id), '') from resource r {}",
                narrowed("r.id")
            ),
            ids,
        ),
    }
}

fn of_loans(c: &Read<'_>, condition: &str, ids: Option<String>) -> Result<Vec<Entry>> {
    let mut statement = c.prepare_cached(&format!(
        "select n.id, n.number, b.name, n.venue_commune, l.state, l.planned_from, l.departed_on, r.title \
         from loan n join borrower b on b.id = n.borrower_id left join loan_line l on l.loan_id = n.id \
         left join resource r on r.id = l.resource_id {condition} order by n.id, l.position"
    ))?;
    let mut rows = statement.query(params_from_iter(ids))?;
    let mut entries = Vec::new();
    let mut open: Option<LoanText> = None;
    while let Some(row) = rows.next()? {
        if open
            .as_ref()
            .is_none_or(|loan| row.get_ref(0).and_then(|id| Ok(id.as_str()? != loan.id)).unwrap_or(true))
        {
            entries.extend(open.take().map(LoanText::entry));
            open = Some(LoanText::of(row)?);
        }
        if let Some(loan) = &mut open {
            loan.add_line(row)?;
        }
    }
    entries.extend(open.map(LoanText::entry));
    Ok(entries)
}

/// Subjects that are found by the texts beside their ids.
fn texts(c: &Read<'_>, sql: &str, ids: Option<String>) -> Result<Vec<Entry>> {
    let mut statement = c.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params_from_iter(ids))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let mut words = String::new();
        for text in 1..columns {
            words.push_str(&folded(row.get_ref(text)?.as_str().map_err(rusqlite::Error::from)?));
            words.push(' ');
        }
        entries.push(Entry { place: None, id: row.get(0)?, words });
    }
    Ok(entries)
}

/// The subjects that are to be read again after what was done since an entry. What is named elsewhere is read again there
/// only once it is named otherwise.
pub(crate) fn changed(c: &Read<'_>, subject: Subject, since: i64) -> Result<BTreeSet<String>> {
    let mut statement = c.prepare_cached(match subject {
        Subject::Loan => {
            "with change as materialized (select * from journal_change where entry > $1) \
             select row_id from change where tbl = 'loan' \
             union select coalesce(after, before) ->> '$.loan_id' from change where tbl = 'loan_line' \
             union select n.id from change cross join loan n on n.borrower_id = row_id \
             where tbl = 'borrower' and before ->> '$.name' is not after ->> '$.name' \
             union select l.loan_id from change cross join loan_line l on l.resource_id = row_id \
             where tbl = 'resource' and before ->> '$.title' is not after ->> '$.title'"
        }
        Subject::Borrower => {
            "with change as materialized (select * from journal_change where entry > $1) \
             select row_id from change where tbl = 'borrower' \
             union select b.id from change cross join borrower b on b.type_id = row_id where tbl = 'term'"
        }
        Subject::Resource => {
            "with change as materialized (select * from journal_change where entry > $1) \
             select row_id from change where tbl = 'resource' \
             union select coalesce(after, before) ->> '$.resource_id' from change where tbl = 'resource_term' \
             union select rt.resource_id from change cross join resource_term rt on rt.term_id = row_id where tbl = 'term'"
        }
    })?;
    let ids = statement.query_map(params![since], |row| row.get::<_, Option<String>>(0))?;
    Ok(ids.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
}
