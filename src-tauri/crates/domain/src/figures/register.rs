//! What the figures of a period are computed from: the register's own facts, and which of them count (SPEC §9).

use crate::catalogue::{ExhibitionForm, ResourceKind, TermRole};
use crate::id::{BorrowerId, LineId, ResourceId};
use crate::interval::Period;
use crate::loan::LineState;
use crate::questionnaire::Questionnaire;
use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;

/// What the figures need to know of a resource.
#[derive(Debug, Clone, PartialEq)]
pub struct ResourceFact {
    /// Which one.
    pub id: ResourceId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Of an exhibition, which form.
    pub form: Option<ExhibitionForm>,
    /// panneaux, roll-up, bâche…
    pub format: String,
    /// Themes.
    pub themes: Vec<String>,
    /// Audiences it is made for.
    pub audiences: Vec<String>,
    /// Owner or partner.
    pub owner: String,
    /// Weight in grams.
    pub weight_g: Option<i64>,
    /// First day it existed; before every period where nobody knows.
    pub acquired_on: Option<NaiveDate>,
    /// First day it no longer existed.
    pub retired_on: Option<NaiveDate>,
    /// How many units there are of it.
    pub units: u32,
}

/// What the figures need to know of a borrower.
#[derive(Debug, Clone, PartialEq)]
pub struct BorrowerFact {
    /// Which one.
    pub id: BorrowerId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// collège, médiathèque…
    pub borrower_type: String,
}

/// The words of the lines, each once: tens of thousands of lines tell the same few hundred, and group by their places.
#[derive(Debug, Clone)]
pub struct Words {
    words: Vec<String>,
    places: FxHashMap<String, WordPlace>,
}

impl Default for Words {
    /// Nothing but the empty word, at the default place.
    fn default() -> Self {
        let mut words = Self { words: Vec::new(), places: FxHashMap::default() };
        words.place("");
        words
    }
}

/// Where a word stands in [`Words`]; by default the empty one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct WordPlace(u32);

impl Words {
    /// The place of a word; of a new one, after all the others.
    pub fn place(&mut self, word: &str) -> WordPlace {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let place = WordPlace(self.words.len() as u32);
        self.words.push(word.to_owned());
        self.places.insert(word.to_owned(), place);
        place
    }

    /// The word of a place.
    #[must_use]
    pub fn word(&self, place: WordPlace) -> &str {
        &self.words[place.0 as usize]
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }
}

impl WordPlace {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the figures need to know of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineFact {
    /// Which one.
    pub id: LineId,
    /// Number of its loan.
    pub number: String,
    /// Place of its resource in [`Register::resources`].
    pub resource: u32,
    /// Units of it.
    pub quantity: u32,
    /// Whether this is a part that left inside the set of the line: it has left, and counts as no sortie of its own.
    pub inside_set: bool,
    /// Place of its borrower in [`Register::borrowers`].
    pub borrower: u32,
    /// Commune where it is shown.
    pub commune: WordPlace,
    /// INSEE code of that commune.
    pub insee: WordPlace,
    /// Where the line stands.
    pub state: LineState,
    /// Days agreed on.
    pub planned: Period,
    /// Day it left.
    pub departed_on: Option<NaiveDate>,
    /// Day it came back.
    pub returned_on: Option<NaiveDate>,
    /// direct, pass Culture…
    pub channel: WordPlace,
    /// What it was lent for.
    pub usage: WordPlace,
    /// What help went with it.
    pub accompaniment: WordPlace,
    /// What was asked for it, cents.
    pub amount_cents: Option<i64>,
    /// Of a cancelled line, the state it was cancelled from; unknown of an imported one.
    pub cancelled_from: Option<LineState>,
    /// Why it was cancelled or refused.
    pub reason: WordPlace,
    /// The borrower's answers.
    pub answers: Option<Box<Questionnaire>>,
}

/// The register over a period. `lines` may hold more than the period needs, never less: which of them count is decided
/// here. A set that left stands there once as itself and once as each part that it took ([`LineFact::inside_set`]).
#[derive(Debug, Clone)]
pub struct Register {
    /// The days that are counted.
    pub period: Period,
    /// The centre's today, up to which a line that is out is away.
    pub today: NaiveDate,
    /// the centre’s own commune, empty where it is not known.
    pub home_commune: String,
    /// Resources of every kind.
    pub resources: Vec<ResourceFact>,
    /// Borrowers.
    pub borrowers: Vec<BorrowerFact>,
    /// Lines.
    pub lines: Vec<LineFact>,
    /// Their words.
    pub words: Words,
    /// The words of the lists on which figures rest.
    pub roles: Roles,
}

/// The words of the lists that have a role, as they are called now.
#[derive(Debug, Clone, Default)]
pub struct Roles(Vec<(TermRole, String)>);

impl Roles {
    /// These.
    #[must_use]
    pub fn new(words: Vec<(TermRole, String)>) -> Self {
        Self(words)
    }

    /// Whether a word has a role.
    #[must_use]
    pub fn has(&self, role: TermRole, word: &str) -> bool {
        self.0.iter().any(|(known, label)| *known == role && label == word)
    }
}

impl LineFact {
    /// Whether it left, in whatever period: as a line, or inside a set.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.state.has_left() && self.departed_on.is_some()
    }

    /// Whether it left within a period.
    pub(super) fn has_left_in(&self, period: Period) -> bool {
        self.has_left() && period.contains(self.starts_on())
    }

    /// Whether it is a sortie of a period: a line that left within it.
    pub(super) fn is_sortie_of(&self, period: Period) -> bool {
        !self.inside_set && self.has_left_in(period)
    }

    /// The day that says which period it belongs to: when it left, or was to.
    #[must_use]
    pub fn starts_on(&self) -> NaiveDate {
        self.departed_on.unwrap_or(self.planned.from)
    }

    /// The days it was away, to `today` while it is.
    pub(super) fn away(&self, today: NaiveDate) -> Option<Period> {
        let from = self.departed_on.filter(|_| self.has_left())?;
        Some(Period { from, to: self.returned_on.unwrap_or(today).max(from) })
    }

    pub(super) fn is_cancelled(&self) -> bool {
        let from = self.cancelled_from.unwrap_or(LineState::Option);
        self.state == LineState::Cancelled && matches!(from, LineState::Option | LineState::Confirmed)
    }

    /// Refused; or asked for, never answered, and too late to.
    pub(super) fn is_unmet(&self, today: NaiveDate) -> bool {
        self.state == LineState::Refused || (self.state == LineState::Request && self.planned.to < today)
    }
}

impl ResourceFact {
    /// The days of a period on which it existed.
    pub(super) fn existed(&self, period: Period) -> Option<Period> {
        let from = self.acquired_on.map_or(period.from, |day| day.max(period.from));
        let last = self.retired_on.and_then(|day| day.checked_sub_days(Days::new(1)));
        Period::new(from, last.map_or(period.to, |day| day.min(period.to)))
    }

    pub(super) fn is_of_fund(&self, period: Period) -> bool {
        self.kind.travels()
            && self.acquired_on.is_none_or(|day| day <= period.to)
            && self.retired_on.is_none_or(|day| day >= period.from)
    }
}
