//! An open base, who works on it, and the one way in which data changes.

use crate::base::at::{At, Clock};
use crate::base::first_lists::{FIRST_ROLES, FIRST_TERMS};
use crate::base::parts::parts_of;
use crate::base::takers;
use crate::views::Done;
use chrono::NaiveDate;
use domain::fault::{Fault, Outcome, Param};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use store::rule::{Cause, Violation};
use store::{Base, Read, Write, hold, line, occupation, rule, term};

/// An operation in words: a key of the message catalogue (`journal_<code>`) and what the words name.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    code: &'static str,
    params: BTreeMap<&'static str, Param>,
    told: Vec<Fault>,
}

impl Operation {
    pub(crate) fn new(code: &'static str) -> Self {
        Self { code, params: BTreeMap::new(), told: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    /// Adds what a person should know of it, although it was done.
    pub(crate) fn telling(mut self, told: impl IntoIterator<Item = Fault>) -> Self {
        self.told.extend(told);
        self
    }
}

/// An open base with who works on it.
#[derive(Debug)]
pub struct App {
    pub(crate) base: Base,
    pub(crate) clock: Clock,
    /// Who works on it, where that is said from outside: the settings say it otherwise.
    who: Option<String>,
    /// The day on which this program last looked for options past their expiry.
    pub(crate) expired_on: Mutex<Option<NaiveDate>>,
}

/// What an operation that no booking may stop did.
pub(crate) struct Written<T> {
    pub(crate) answer: T,
    /// Lines whose buffers it moved.
    pub(crate) recomputed: u32,
    /// Where more is now taken than there is.
    pub(crate) violations: Vec<Violation>,
}

impl App {
    /// Makes a new, empty base with the lists of the trade.
    ///
    /// # Errors
    /// `base_exists`; faults of the disk.
    pub fn create(path: &Path, clock: Clock) -> Outcome<Self> {
        let app = Self::on(Base::create(path)?, clock);
        app.base.write(|tx| -> store::Result<()> {
            for (list, labels) in FIRST_TERMS {
                for label in *labels {
                    term::add(tx, *list, label)?;
                }
            }
            for (role, label) in FIRST_ROLES {
                if let Some(found) = term::named(tx, role.list(), label)? {
                    term::set_role(tx, found.id, Some(*role))?;
                }
            }
            Ok(())
        })?;
        Ok(app)
    }

    /// Opens a base.
    ///
    /// # Errors
    /// `base_missing`, `not_a_base`, `base_newer`, `base_damaged`; faults of the disk.
    pub fn open(path: &Path, clock: Clock) -> Outcome<Self> {
        Ok(Self::on(Base::open(path)?, clock))
    }

    fn on(base: Base, clock: Clock) -> Self {
        Self { base, clock, who: None, expired_on: Mutex::default() }
    }

    /// Names who works on the base: what the journal says from here on.
    #[must_use]
    pub fn worked_on_by(mut self, who: &str) -> Self {
        self.who = Some(who.trim().to_owned());
        self
    }

    /// The centre's today.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Where the base is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.base.path()
    }

    /// A number that changes when another program wrote to the base: what was asked of it is then old. None when it
    /// cannot be told now.
    #[must_use]
    pub fn data_version(&self) -> Option<i64> {
        self.base.data_version()
    }

    /// Reads from one state of the base, as of who, when and the calendar that this state holds. Nothing is written.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Read<'_>, &At) -> Outcome<T>) -> Outcome<T> {
        self.base.read(|c| work(c, &At::of(c, self.clock, self.who.as_deref())?))
    }

    /// The one way in which data changes: one transaction, one journal entry with the rows before and
    /// after, one undo. The availability rule is asked of everything that `work` wrote, inside the
    /// transaction; on any error nothing is written.
    pub(crate) fn transact<T>(
        &self,
        work: impl FnOnce(&Write<'_>, &At) -> Outcome<(T, Operation)>,
    ) -> Outcome<Done<T>> {
        Ok(self.operation(work, refuse)?.map(|written| written.answer))
    }

    /// The same for what no booking may stop, such as another calendar: what the rule then finds is told, not
    /// refused.
    pub(crate) fn transact_and_tell<T>(
        &self,
        work: impl FnOnce(&Write<'_>, &At) -> Outcome<(T, Operation)>,
    ) -> Outcome<Done<Written<T>>> {
        self.operation(work, |_, _, _| Ok(()))
    }

    fn operation<T>(
        &self,
        work: impl FnOnce(&Write<'_>, &At) -> Outcome<(T, Operation)>,
        judge: impl FnOnce(&Write<'_>, &At, &[Violation]) -> Outcome<()>,
    ) -> Outcome<Done<Written<T>>> {
        let doubt = self.expire_options();
        let mut done = self.base.write(|tx| {
            let at = At::of(tx, self.clock, self.who.as_deref())?;
            operate(tx, &at, work, judge)
        })?;
        done.told.extend(doubt);
        Ok(done)
    }

    /// The same, but nothing stays: what it would answer and on what it would fail.
    pub(crate) fn rehearse<T>(
        &self,
        work: impl FnOnce(&Write<'_>, &At) -> Outcome<(T, Operation)>,
    ) -> Outcome<T> {
        let mut answer = None;
        let rolled_back = self.base.write(|tx| -> Outcome<()> {
            let at = At::of(tx, self.clock, self.who.as_deref())?;
            answer = Some(operate(tx, &at, work, refuse)?.value.answer);
            Err(Fault::input("rehearsal"))
        });
        match (answer, rolled_back) {
            (Some(value), _) => Ok(value),
            (None, Err(fault)) => Err(fault),
            (None, Ok(())) => Err(Fault::base("base_error")),
        }
    }

    /// Makes ready what loans, borrowers and resources are found through, so that the first one who looks for something
    /// does not wait for it.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn ready_search(&self) -> Outcome<()> {
        Ok(self.base.ready_search()?)
    }

    /// Reads from one state of the base, for tests and the command line.
    ///
    /// # Errors
    /// What `work` answers; faults of the base.
    pub fn inspect<T>(&self, work: impl FnOnce(&Read<'_>) -> store::Result<T>) -> Outcome<T> {
        self.base.read(|c| work(c).map_err(Fault::from))
    }
}

/// One operation inside a transaction that is open: its entry, what it writes, what follows from that, the rule.
pub(crate) fn operate<T>(
    tx: &Write<'_>,
    at: &At,
    work: impl FnOnce(&Write<'_>, &At) -> Outcome<(T, Operation)>,
    judge: impl FnOnce(&Write<'_>, &At, &[Violation]) -> Outcome<()>,
) -> Outcome<Done<Written<T>>> {
    let entry = store::journal::begin(tx, &at.now, &at.who)?;
    let (answer, operation) = tracing::info_span!("operation").in_scope(|| work(tx, at))?;
    // The operation may have been another calendar.
    let after = At { open: crate::base::calendar::centre_days(tx)?, ..at.clone() };
    let recomputed = recompute(tx, &after, entry, after.open != at.open)?;
    let violations =
        tracing::info_span!("rule").in_scope(|| rule::violations(tx, entry, after.today, &after.open))?;
    judge(tx, &after, &violations)?;
    let mut told = operation.told;
    for history in violations.iter().filter(|violation| violation.cause == Cause::History) {
        told.extend(takers::history_told(tx, history, &after)?);
    }
    let words = serde_json::to_value(&operation.params).unwrap_or_default();
    let changed_anything = store::journal::finish(tx, entry, operation.code, &words)?;
    let changed = if changed_anything {
        parts_of(&store::journal::changed_tables(tx, entry)?)
    } else {
        BTreeSet::new()
    };
    let value = Written { answer, recomputed, violations };
    Ok(Done { value, entry: changed_anything.then_some(entry), changed, told })
}

fn refuse(tx: &Write<'_>, at: &At, violations: &[Violation]) -> Outcome<()> {
    match violations.iter().find(|violation| violation.cause != Cause::History) {
        None => Ok(()),
        Some(violation) => Err(takers::violation_fault(tx, violation, at)?),
    }
}

/// What takers take depends on the buffers of their resource, on the parts of a set and on the opening days: where an
/// operation changed one of these, whatever operation it was, it is written anew. Tells how many lines that moved.
fn recompute(tx: &Write<'_>, at: &At, entry: i64, other_calendar: bool) -> Outcome<u32> {
    let mut lines = if other_calendar { line::with_buffers(tx)? } else { Vec::new() };
    for resource in occupation::resources_that_take_otherwise(tx, entry)? {
        lines.extend(line::taking(tx, resource)?);
        for hold in hold::of_resource(tx, resource)? {
            occupation::write_of_hold(tx, &hold)?;
        }
    }
    let mut moved = 0;
    for named in lines {
        moved += u32::from(occupation::write_of_line(tx, &named.line, &at.open)?);
    }
    Ok(moved)
}
