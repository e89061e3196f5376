//! An open base, who works on it, and the one way in which data changes.

use crate::views::{BaseState, Changed, Done};
use crate::{cards, conflicts, journal};
use chrono::{Local, Months, NaiveDate, Utc};
use domain::calendar::CentreDays;
use domain::catalogue::TermList;
use domain::fault::{Fault, Outcome, Param};
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use store::journal::SYSTEM;
use store::occupation::Violation;
use store::{Base, Connection, Transaction, line, occupation, setting, term};

/// Where today comes from: the computer's clock, or a day given by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The local civil day of this computer.
    System,
    /// Always this day.
    Fixed(NaiveDate),
}

/// An operation in words: a key of the message catalogue (`journal_<code>`) and what the words name.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    code: &'static str,
    params: BTreeMap<&'static str, Param>,
}

impl Operation {
    pub(crate) fn new(code: &'static str) -> Self {
        Self { code, params: BTreeMap::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.insert(name, value.into());
        self
    }
}

/// An open base with who works on it.
#[derive(Debug)]
pub struct App {
    pub(crate) base: Base,
    clock: Clock,
    /// Who works on it, where that is said from outside: the settings say it otherwise.
    who: Option<String>,
    open_days: RwLock<Arc<CentreDays>>,
}

/// What an operation that no booking may stop did.
pub(crate) struct Written<T> {
    pub(crate) answer: T,
    /// Lines whose buffers it moved.
    pub(crate) recomputed: u32,
    /// Where more is now taken than there is.
    pub(crate) violations: Vec<Violation>,
}

/// Values that the lists of a new base hold, from the registers of the trade.
const FIRST_TERMS: &[(TermList, &[&str])] = &[
    (
        TermList::BorrowerType,
        &[
            "école",
            "collège",
            "lycée",
            "université",
            "médiathèque",
            "centre social",
            "mairie",
            "collectivité",
            "association",
            "musée",
            "entreprise",
            "particulier",
        ],
    ),
    (
        TermList::Audience,
        &[
            "primaire",
            "collège",
            "lycée",
            "supérieur",
            "familles",
            "jeunes",
            "adultes",
            "grand public",
            "seniors",
        ],
    ),
    (
        TermList::Use,
        &["exposition en accès libre", "atelier", "animation accompagnée", "visite libre en classe"],
    ),
    (TermList::Accompaniment, &["aucun", "prise en main", "aide au montage", "animation par un médiateur"]),
    (TermList::Channel, &["direct", "pass Culture", "subvention"]),
    (
        TermList::HowKnown,
        &[
            "catalogue commun",
            "lettre d'information",
            "pass Culture",
            "portes ouvertes des expositions",
            "site internet de l'association",
            "bouche-à-oreille",
            "réseau professionnel",
        ],
    ),
    (
        TermList::Appreciated,
        &[
            "contenu compréhensible / accessible",
            "thématique bien traitée",
            "esthétique",
            "adapté au public",
            "interactivité",
            "facilité de montage",
            "documents d'accompagnement",
        ],
    ),
    (
        TermList::NotAppreciated,
        &[
            "contenu erroné, dépassé ou à mettre à jour",
            "poids ou encombrement",
            "montage",
            "trop de texte",
            "manque d'accompagnement",
        ],
    ),
];

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
            Ok(())
        })?;
        Ok(app)
    }

    /// Opens a base. Options past their expiry are then written as cancelled, by `system`.
    ///
    /// # Errors
    /// `base_missing`, `not_a_base`, `base_newer`, `base_damaged`; faults of the disk.
    pub fn open(path: &Path, clock: Clock) -> Outcome<Self> {
        let app = Self::on(Base::open(path)?, clock);
        app.base.read(|c| app.follow_calendar(c))?;
        app.expire_options()?;
        Ok(app)
    }

    fn on(base: Base, clock: Clock) -> Self {
        Self { base, clock, who: None, open_days: RwLock::default() }
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
        match self.clock {
            Clock::System => Local::now().date_naive(),
            Clock::Fixed(day) => day,
        }
    }

    /// The days on which the centre works, as its settings say.
    pub(crate) fn open_days(&self) -> Arc<CentreDays> {
        Arc::clone(&self.open_days.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the centre's own calendar again: this window, or another program, may have changed it.
    pub(crate) fn follow_calendar(&self, c: &Connection) -> Outcome<()> {
        let read = crate::settings::centre_days(c)?;
        if *self.open_days() != read {
            *self.open_days.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
        }
        Ok(())
    }

    /// Where the base is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.base.path()
    }

    fn expire_options(&self) -> Outcome<()> {
        let today = self.today();
        let expired = self.base.read(|c| line::has_expired_options(c, today))?;
        if !expired || self.base.is_read_only() {
            return Ok(());
        }
        let system = Self::on(Base::open(self.path())?, self.clock).worked_on_by(SYSTEM);
        system.base.read(|c| system.follow_calendar(c))?;
        system.transact(|tx| {
            let mut count = 0_u32;
            for named in line::in_state(tx, LineState::Option)? {
                if named.line.is_expired(today) {
                    let expired =
                        named.line.moved_to(LineState::Cancelled, today, SYSTEM, "option expirée")?;
                    line::update(tx, &expired)?;
                    occupation::write_of_line(tx, &expired, &*system.open_days())?;
                    count += 1;
                }
            }
            Ok(((), Operation::new("options_expired").with("count", count)))
        })?;
        Ok(())
    }

    /// The one way in which data changes: one transaction, one journal entry with the rows before and
    /// after, one undo. The availability rule is asked of everything that `work` wrote, inside the
    /// transaction; on any error nothing is written.
    pub(crate) fn transact<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Outcome<(T, Operation)>,
    ) -> Outcome<Done<T>> {
        let Done { value, entry, changed } =
            self.write(work, |tx, violations| self.refuse(tx, violations))?;
        Ok(Done { value: value.answer, entry, changed })
    }

    /// The same for what no booking may stop, such as another calendar: what the rule then finds is told, not
    /// refused.
    pub(crate) fn transact_and_tell<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Outcome<(T, Operation)>,
    ) -> Outcome<Done<Written<T>>> {
        self.write(work, |_, _| Ok(()))
    }

    fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Outcome<(T, Operation)>,
        judge: impl FnOnce(&Transaction<'_>, &[Violation]) -> Outcome<()>,
    ) -> Outcome<Done<Written<T>>> {
        let done = self.base.write(|tx| -> Outcome<_> {
            self.follow_calendar(tx)?;
            let entry = store::journal::begin(tx, &now(), &self.operator(tx)?)?;
            let before = self.open_days();
            let (answer, operation) = tracing::info_span!("operation").in_scope(|| work(tx))?;
            self.follow_calendar(tx)?;
            let recomputed = self.recompute(tx, entry, *before != *self.open_days())?;
            let violations = tracing::info_span!("rule").in_scope(|| self.violations(tx, entry))?;
            judge(tx, &violations)?;
            let words = serde_json::to_value(&operation.params).unwrap_or_default();
            let changed_anything = store::journal::finish(tx, entry, operation.code, &words)?;
            let changed = changed(&store::journal::changed_tables(tx, entry)?);
            let value = Written { answer, recomputed, violations };
            Ok(Done { value, entry: changed_anything.then_some(entry), changed })
        });
        if done.is_err() {
            // The calendar may have been read as it would have become. Where even that fails, the operation's own
            // fault says why.
            let _ = self.base.read(|c| self.follow_calendar(c));
        }
        done
    }

    /// The same, but nothing stays: what it would answer and on what it would fail.
    pub(crate) fn rehearse<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Outcome<(T, Operation)>,
    ) -> Outcome<T> {
        let mut answer = None;
        let rolled_back = self.base.write(|tx| -> Outcome<()> {
            let entry = store::journal::begin(tx, &now(), &self.operator(tx)?)?;
            let (value, _) = work(tx)?;
            self.recompute(tx, entry, false)?;
            let violations = self.violations(tx, entry)?;
            self.refuse(tx, &violations)?;
            store::journal::finish(tx, entry, "rehearsal", &serde_json::Value::Null)?;
            answer = Some(value);
            Err(Fault::input("rehearsal"))
        });
        match (answer, rolled_back) {
            (Some(value), _) => Ok(value),
            (None, Err(fault)) => Err(fault),
            (None, Ok(())) => Err(Fault::base("base_error")),
        }
    }

    fn violations(&self, tx: &Transaction<'_>, entry: i64) -> Outcome<Vec<Violation>> {
        Ok(occupation::violations(tx, entry, self.today(), &*self.open_days())?)
    }

    fn refuse(&self, tx: &Transaction<'_>, violations: &[Violation]) -> Outcome<()> {
        match violations.first() {
            None => Ok(()),
            Some(violation) => {
                Err(conflicts::violation_fault(tx, violation, self.today(), &*self.open_days())?)
            }
        }
    }

    /// What lines take depends on the buffers of their resource, on the parts of a set and on the opening days: where an
    /// operation changed one of these, whatever operation it was, it is written anew. Tells how many lines that moved.
    fn recompute(&self, tx: &Transaction<'_>, entry: i64, other_calendar: bool) -> Outcome<u32> {
        let mut lines = if other_calendar {
            line::with_buffers(tx)?
        } else {
            let mut lines = Vec::new();
            for resource in occupation::resources_that_take_otherwise(tx, entry)? {
                lines.extend(line::of_resource(tx, resource)?);
            }
            lines
        };
        // What is over keeps what it took, also when its set is put together otherwise since.
        lines.retain(|named| named.line.state != LineState::Closed);
        let days = self.open_days();
        let mut moved = 0;
        for named in lines {
            let before = occupation::of_line(tx, named.line.id)?;
            occupation::write_of_line(tx, &named.line, &*days)?;
            moved += u32::from(occupation::of_line(tx, named.line.id)? != before);
        }
        Ok(moved)
    }

    /// Who works on the base: who was named from outside, or by the settings, or else the account of the computer.
    pub(crate) fn operator(&self, c: &Connection) -> Outcome<String> {
        if let Some(who) = &self.who {
            return Ok(who.clone());
        }
        Ok(setting::get(c, "operator")?.filter(|name| !name.is_empty()).unwrap_or_else(account))
    }

    /// Which base is open, and the counts that the sidebar shows.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn base_state(&self) -> Outcome<BaseState> {
        let today = self.today();
        self.base.read(|c| {
            self.follow_calendar(c)?;
            let (open_loans, late) = line::open_and_late(c, today)?;
            Ok(BaseState {
                path: self.path().display().to_string(),
                centre: setting::get(c, "centre.name")?.unwrap_or_default(),
                today,
                demonstration: setting::get(c, "demonstration")?.is_some(),
                empty: store::resource::count(c)? == 0 && store::borrower::count(c)? == 0,
                operator: self.operator(c)?,
                resources: store::resource::briefs(c)?
                    .iter()
                    .filter(|brief| brief.kind.travels() && brief.retired_on.is_none_or(|day| day > today))
                    .count() as u32,
                open_loans,
                borrowers: store::borrower::count(c)?,
                late,
                unanswered: store::questionnaire::pending_count(c, last_twelve_months(today))?,
                undoable: store::journal::last_undoable(c, i64::MAX)?.map(journal::entry_view),
            })
        })
    }

    /// The editable lists.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn lists(&self) -> Outcome<crate::views::Lists> {
        self.base.read(|c| {
            Ok(crate::views::Lists {
                themes: term::labels(c, TermList::Theme)?,
                audiences: term::labels(c, TermList::Audience)?,
                borrower_types: term::labels(c, TermList::BorrowerType)?,
                uses: term::labels(c, TermList::Use)?,
                accompaniments: term::labels(c, TermList::Accompaniment)?,
                channels: term::labels(c, TermList::Channel)?,
            })
        })
    }

    /// Lines with the names around them as the lists show them.
    pub(crate) fn cards(&self, lines: Vec<line::NamedLine>) -> Vec<crate::views::LineCard> {
        lines.into_iter().map(|named| cards::line_card(named, self.today(), &*self.open_days())).collect()
    }

    /// Reads from one state of the base, for tests and the command line.
    ///
    /// # Errors
    /// What `work` answers; faults of the base.
    pub fn inspect<T>(&self, work: impl FnOnce(&Connection) -> store::Result<T>) -> Outcome<T> {
        self.base.read(|c| work(c).map_err(Fault::from))
    }
}

fn changed(tables: &HashSet<String>) -> Changed {
    let any = |names: &[&str]| names.iter().any(|name| tables.contains(*name));
    Changed {
        resources: any(&["resource", "resource_term", "inventory_item", "set_part", "photo", "hold"]),
        borrowers: any(&["borrower", "contact", "membership"]),
        loans: any(&["loan", "loan_line", "occupation", "questionnaire", "remark", "closure"]),
        settings: any(&["setting", "closure"]),
        questionnaires: any(&[
            "questionnaire",
            "questionnaire_term",
            "question",
            "question_answer",
            "past_figure",
            "report_text",
            "term",
        ]),
    }
}

/// This instant in UTC, to the second.
pub(crate) fn now() -> String {
    Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The person whose session this is.
pub(crate) fn account() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "poste".to_owned())
}

/// The twelve months that end on a day: what Satisfaction opens on.
fn last_twelve_months(today: NaiveDate) -> Period {
    let before = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    Period { from: plus_days(before, 1), to: today }
}
