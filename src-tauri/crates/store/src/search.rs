//! The index that loans, borrowers and resources are found through as one types: full text, in a file of its own beside the base.
//!
//! It holds nothing that the base does not: deleted, damaged or left behind by another base, it is made again. It is
//! outside the journal, the digest and the backups. It follows the base by the journal, whoever wrote: each question
//! first takes in what operations changed since the last entry that the index knows.

pub(crate) mod words;

use crate::{Base, Error, Read, Result};
use domain::id::{BorrowerId, LoanId, ResourceId};
use domain::loan::LineState;
use domain::text::folded;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use words::{Entry, Subject};

/// Of another form than this, an index is made again.
const FORM: u32 = 1;
/// How long is waited for another program that makes the index.
const PATIENCE: Duration = Duration::from_secs(20);
/// What the index keeps of its file in memory, in KiB.
const CACHE_KIB: i64 = 8 * 1024;
/// As many words of a text as are taken in at once: FTS5 writes them to the file in pieces of this size, in bytes.
const PIECE: i64 = 16 << 20;
/// Lengths of the beginnings of words that are found as fast as whole ones, in letters.
const BEGINNINGS: &str = "1 2 3 4 5 6 7 8 9 10 11 12";
/// Beyond this many subjects, making the index again is faster than following.
const TOO_MANY: usize = 10_000;

/// The index of a base; opened when something is first looked for.
#[derive(Debug, Default)]
pub(crate) struct Index(Mutex<Option<Connection>>);

/// What an index is of: the last entry of the journal that it took in, and what tells that entry, and this base, from
/// all others.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    entry: i64,
    stamp: String,
}

impl Base {
    /// The loans that hold a word that begins as one of each group, and are in one of the states; those that start the
    /// latest first. Words are folded; no state is any state.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn find_loans(&self, groups: &[Vec<String>], states: &[LineState], most: u32) -> Result<Vec<LoanId>> {
        let mut query = all(groups);
        if !states.is_empty() {
            query = format!("{query} AND {}", any(states.iter().map(|state| is(&words::state(*state)))));
        }
        let ids = self.asked(|index| matching(index, Subject::Loan, &query, most))?;
        Ok(ids.iter().filter_map(|id| id.parse().ok().map(LoanId)).collect())
    }

    /// The loans whose number has the parts typed (leading zeros aside), then those of which the last part only begins so;
    /// each time those that start the latest first.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn find_numbers(&self, typed: &str, most: u32) -> Result<Vec<LoanId>> {
        let mut parts = words::of_number(&folded(typed));
        let Some(last) = parts.pop() else { return Ok(Vec::new()) };
        let before: Vec<String> = parts.iter().map(|part| is(&part[0])).collect();
        let queries = [any(last.iter().map(|part| is(part))), begins(&last[0])];
        let ids = self.asked(|index| {
            let mut ids: Vec<String> = Vec::new();
            for query in &queries {
                let query = before.iter().chain([query]).cloned().collect::<Vec<_>>().join(" AND ");
                // Those found by the first query come again.
                for id in matching(index, Subject::Loan, &query, 2 * most)? {
                    if ids.len() < most as usize && !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
            Ok(ids)
        })?;
        Ok(ids.iter().filter_map(|id| id.parse().ok().map(LoanId)).collect())
    }

    /// The borrowers that hold a word that begins as one of each group, in no order. Words are folded.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn find_borrowers(&self, groups: &[Vec<String>]) -> Result<Vec<BorrowerId>> {
        let ids = self.asked(|index| matching(index, Subject::Borrower, &all(groups), u32::MAX))?;
        Ok(ids.iter().filter_map(|id| id.parse().ok().map(BorrowerId)).collect())
    }

    /// The same of resources.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn find_resources(&self, groups: &[Vec<String>]) -> Result<Vec<ResourceId>> {
        let ids = self.asked(|index| matching(index, Subject::Resource, &all(groups), u32::MAX))?;
        Ok(ids.iter().filter_map(|id| id.parse().ok().map(ResourceId)).collect())
    }

    /// Every word of the catalogue and of the borrowers, folded: what a word that is found nowhere may be a typo of.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn known_words(&self) -> Result<Vec<String>> {
        self.asked(|index| {
            let mut statement = index
                .prepare_cached("select term from resource_word union select term from borrower_word")?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Makes the index, or brings it up to date: what the first question would otherwise wait for.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn ready_search(&self) -> Result<()> {
        self.asked(|_| Ok(()))
    }

    /// Asks the index once it knows all that the base holds. A file that cannot be read, or written, is made again, and
    /// where none can be, the index is in memory.
    fn asked<T>(&self, question: impl Fn(&Connection) -> Result<T>) -> Result<T> {
        let mut place = self.search.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = file_of(self.path());
        let error = match self.ask(&mut place, Some(&file), &question) {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        // What the base itself says, or another program that makes the index, is no reason to make it again.
        if !matches!(&error, Error::Sqlite(error) if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy))
        {
            return Err(error);
        }
        *place = None;
        remove(self.path());
        if let Ok(answer) = self.ask(&mut place, Some(&file), &question) {
            return Ok(answer);
        }
        *place = None;
        self.ask(&mut place, None, &question)
    }

    fn ask<T>(
        &self,
        place: &mut MutexGuard<'_, Option<Connection>>,
        file: Option<&Path>,
        question: impl Fn(&Connection) -> Result<T>,
    ) -> Result<T> {
        let index = match place.take() {
            Some(index) => index,
            // Nothing is written beside a base that nobody may write to, nor where its log would not be safe.
            None => open(file.filter(|_| !self.is_read_only() && self.place().is_local()))?,
        };
        let index = place.insert(index);
        self.follow(index)?;
        question(index)
    }

    /// Takes in what was done since the index was last asked.
    fn follow(&self, index: &mut Connection) -> Result<()> {
        // The index is read before the base: it can then only know less, never more, whatever another program does.
        let known = known(index)?;
        if self.read(|c| Ok::<_, Error>(known.as_ref() == Some(&last(c)?)))? {
            return Ok(());
        }
        let tx = index.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = self::known(&tx)?;
        self.read(|c| -> Result<()> {
            let last = last(c)?;
            match &known {
                Some(known) if *known == last => return Ok(()),
                Some(known) if stamp(c, known.entry)?.as_ref() == Some(&known.stamp) => {
                    let changed =
                        Subject::ALL.map(|subject| (subject, words::changed(c, subject, known.entry)));
                    for (subject, ids) in changed {
                        let ids = ids?;
                        if ids.len() > TOO_MANY {
                            write_all(&tx, c)?;
                            break;
                        }
                        rewrite(&tx, subject, &ids, words::of(c, subject, Some(&ids))?)?;
                    }
                }
                _ => write_all(&tx, c)?,
            }
            tx.prepare_cached("insert or replace into known (id, entry, stamp) values (1, ?1, ?2)")?
                .execute(params![last.entry, last.stamp])?;
            Ok(())
        })?;
        tx.commit()?;
        Ok(())
    }
}

/// Where the index of a base is: its whole name and one more ending.
fn file_of(base: &Path) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(".recherche");
    PathBuf::from(name)
}

/// Takes the index of a base away; what cannot be removed is found not to fit when it is next read.
pub(crate) fn remove(base: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = file_of(base).into_os_string();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
}

fn open(file: Option<&Path>) -> Result<Connection> {
    let connection = match file {
        Some(file) => Connection::open(file)?,
        None => Connection::open_in_memory()?,
    };
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // What a power cut takes of it, the journal of the base tells again.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0))?;
    connection.pragma_update(None, "synchronous", "normal")?;
    Ok(connection)
}

fn known(index: &Connection) -> Result<Option<Known>> {
    let form: u32 = index.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if form != FORM {
        return Ok(None);
    }
    Ok(index
        .prepare_cached("select entry, stamp from known")?
        .query_row([], |row| Ok(Known { entry: row.get(0)?, stamp: row.get(1)? }))
        .optional()?)
}

/// The last entry of the journal.
fn last(c: &Read<'_>) -> Result<Known> {
    let entry =
        c.prepare_cached("select coalesce(max(entry), 0) from journal")?.query_row([], |row| row.get(0))?;
    Ok(Known { entry, stamp: stamp(c, entry)?.unwrap_or_default() })
}

/// What tells an entry from that of the same number in another base, or in this one before a backup was put back: the
/// first value of its lists, which each base makes for itself, when the entry was written and what it changed first.
/// None when there is no such entry.
fn stamp(c: &Read<'_>, entry: i64) -> Result<Option<String>> {
    let base: String =
        c.prepare_cached("select coalesce(min(id), '') from term")?.query_row([], |row| row.get(0))?;
    if entry == 0 {
        return Ok(Some(base));
    }
    Ok(c.prepare_cached(
        "select j.at || ' ' || coalesce((select row_id from journal_change where entry = j.entry order by id limit 1), '') \
         from journal j where j.entry = $1",
    )?
    .query_row(params![entry], |row| row.get::<_, String>(0))
    .optional()?
    .map(|told| format!("{base} {told}")))
}

fn write_all(tx: &Transaction<'_>, c: &Read<'_>) -> Result<()> {
    let mut sql = String::from(
        "drop table if exists known; create table known (id integer primary key, entry integer not null, stamp text not null);",
    );
    for subject in Subject::ALL {
        let table = subject.table();
        // Only which texts hold a word matters, not where: without positions it is a third of the size. Beginnings of words
        // are kept as words are: gathering all the words that begin so takes 10 ms where they are in every tenth text.
        sql.push_str(&format!(
            "drop table if exists {table}_word; drop table if exists {table}_text; drop table if exists {table}_place; \
             create virtual table {table}_text using fts5 (words, content = '', contentless_delete = 1, detail = none, \
             prefix = '{BEGINNINGS}', tokenize = \"unicode61 remove_diacritics 2 tokenchars '_'\"); \
             create virtual table {table}_word using fts5vocab ({table}_text, row); \
             create table {table}_place (place integer primary key, id text not null unique); \
             insert into {table}_text ({table}_text, rank) values ('hashsize', {PIECE});",
        ));
    }
    tx.execute_batch(&sql)?;
    for subject in Subject::ALL {
        insert(tx, subject, words::of(c, subject, None)?)?;
    }
    tx.pragma_update(None, "user_version", FORM)?;
    Ok(())
}

fn rewrite(
    tx: &Transaction<'_>,
    subject: Subject,
    gone: &BTreeSet<String>,
    entries: Vec<Entry>,
) -> Result<()> {
    let table = subject.table();
    for id in gone {
        let place: Option<i64> = tx
            .prepare_cached(&format!("delete from {table}_place where id = ?1 returning place"))?
            .query_row(params![id], |row| row.get(0))
            .optional()?;
        if let Some(place) = place {
            tx.prepare_cached(&format!("delete from {table}_text where rowid = ?1"))?
                .execute(params![place])?;
        }
    }
    insert(tx, subject, entries)
}

/// Adds texts in the order of their places, in which FTS5 takes them in at once.
fn insert(tx: &Transaction<'_>, subject: Subject, mut entries: Vec<Entry>) -> Result<()> {
    entries.sort_by(|a, b| (a.place, &a.id).cmp(&(b.place, &b.id)));
    let table = subject.table();
    let mut place =
        tx.prepare_cached(&format!("insert or ignore into {table}_place (place, id) values (?1, ?2)"))?;
    let mut text = tx.prepare_cached(&format!("insert into {table}_text (rowid, words) values (?1, ?2)"))?;
    for mut entry in entries {
        while place.execute(params![entry.place, entry.id])? == 0 {
            entry.place = entry.place.map(|place| place + 1);
        }
        text.execute(params![tx.last_insert_rowid(), entry.words])?;
    }
    Ok(())
}

/// The subjects that a query finds, the last places first.
fn matching(index: &Connection, subject: Subject, query: &str, most: u32) -> Result<Vec<String>> {
    let table = subject.table();
    let mut statement = index.prepare_cached(&format!(
        "select p.id from {table}_text f cross join {table}_place p on p.place = f.rowid \
         where {table}_text match ?1 order by f.rowid desc limit ?2"
    ))?;
    Ok(statement.query_map(params![query, most], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// A word that is one of the text, in the language of FTS5.
fn is(word: &str) -> String {
    format!("\"{}\"", word.replace('"', ""))
}

/// A word that begins one of the text.
fn begins(word: &str) -> String {
    is(word) + "*"
}

/// A word of each group, in the language of FTS5.
fn all(groups: &[Vec<String>]) -> String {
    let groups: Vec<String> = groups.iter().map(|group| any(group.iter().map(|word| begins(word)))).collect();
    groups.join(" AND ")
}

fn any(words: impl Iterator<Item = String>) -> String {
    format!("({})", words.collect::<Vec<_>>().join(" OR "))
}

#[cfg(test)]
mod tests;
