//! What the figures of a period are computed from: the register's own facts, and which of them count (SPEC §9).

use crate::calendar::OpenDays;
use crate::catalogue::{ExhibitionForm, ResourceKind};
use crate::id::{BorrowerId, LineId, ResourceId};
use crate::interval::Period;
use crate::loan::LineState;
use crate::questionnaire::Questionnaire;
use chrono::{Days, NaiveDate};

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

/// What the figures need to know of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineFact {
    /// Which one.
    pub id: LineId,
    /// Number of its loan.
    pub number: String,
    /// Place of its resource in [`Register::resources`].
    pub resource: u32,
    /// Place of its borrower in [`Register::borrowers`].
    pub borrower: u32,
    /// Commune where it is shown.
    pub commune: String,
    /// INSEE code of that commune.
    pub insee: String,
    /// Where the line stands.
    pub state: LineState,
    /// Days agreed on.
    pub planned: Period,
    /// Day it left.
    pub departed_on: Option<NaiveDate>,
    /// Day it came back.
    pub returned_on: Option<NaiveDate>,
    /// direct, pass Culture…
    pub channel: String,
    /// What it was lent for.
    pub usage: String,
    /// What help went with it.
    pub accompaniment: String,
    /// What was asked for it, cents.
    pub amount_cents: Option<i64>,
    /// Of a cancelled line, the state it was cancelled from; unknown of an imported one.
    pub cancelled_from: Option<LineState>,
    /// Why it was cancelled or refused.
    pub reason: String,
    /// The borrower's answers.
    pub answers: Option<Questionnaire>,
}

/// The register over a period. `lines` may hold more than the period needs, never less: which of them count is decided
/// here.
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
}

/// The selections that every figure is made of. Places are those of the register's own lists.
#[derive(Debug)]
pub(super) struct Selected<'r> {
    pub(super) register: &'r Register,
    /// Resources that travel, acquired by the last day and not retired before the first.
    pub(super) fund: Vec<u32>,
    /// Lines that left within the period.
    pub(super) sorties: Vec<u32>,
    /// Lines that were away on a day of the period, whenever they left.
    pub(super) away: Vec<u32>,
    /// Of each line, the days it was away within the period.
    pub(super) away_days: Vec<Option<Period>>,
    /// Lines cancelled from option or confirmed that were to start in the period.
    pub(super) cancelled: Vec<u32>,
    /// Lines refused, or asked for and never answered, that were to start in the period.
    pub(super) unmet: Vec<u32>,
    /// Lines of the period, whatever became of them.
    pub(super) all: Vec<u32>,
    /// Sorties with a questionnaire.
    pub(super) answered: Vec<u32>,
    /// Of each day of the period and the one after, how many open days came before it.
    open_before: Vec<u32>,
}

fn within(day: NaiveDate, period: Period) -> bool {
    period.from <= day && day <= period.to
}

fn common(one: Period, other: Period) -> Option<Period> {
    Period::new(one.from.max(other.from), one.to.min(other.to))
}

impl LineFact {
    /// Whether it left: a sortie, of whatever period.
    #[must_use]
    pub fn is_sortie(&self) -> bool {
        self.state.has_left() && self.departed_on.is_some()
    }

    /// Whether it left within a period.
    pub(super) fn is_sortie_of(&self, period: Period) -> bool {
        self.is_sortie() && within(self.starts_on(), period)
    }

    /// The day that says which period it belongs to: when it left, or was to.
    #[must_use]
    pub fn starts_on(&self) -> NaiveDate {
        self.departed_on.unwrap_or(self.planned.from)
    }

    /// The days it was away, to `today` while it is.
    fn away(&self, today: NaiveDate) -> Option<Period> {
        let from = self.departed_on.filter(|_| self.is_sortie())?;
        Some(Period { from, to: self.returned_on.unwrap_or(today).max(from) })
    }

    /// What tells its commune from the others: the INSEE code, or the name where there is none.
    pub(super) fn place(&self) -> &str {
        if self.insee.is_empty() { &self.commune } else { &self.insee }
    }

    /// The département of that commune; empty where the code is not known.
    pub(super) fn departement(&self) -> &str {
        let overseas = self.insee.starts_with("97") || self.insee.starts_with("98");
        self.insee.get(..if overseas { 3 } else { 2 }).unwrap_or_default()
    }

    fn is_cancelled(&self) -> bool {
        let from = self.cancelled_from.unwrap_or(LineState::Option);
        self.state == LineState::Cancelled && matches!(from, LineState::Option | LineState::Confirmed)
    }

    /// Refused; or asked for, never answered, and too late to.
    fn is_unmet(&self, today: NaiveDate) -> bool {
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

    fn is_of_fund(&self, period: Period) -> bool {
        self.kind.travels()
            && self.acquired_on.is_none_or(|day| day <= period.to)
            && self.retired_on.is_none_or(|day| day >= period.from)
    }
}

/// The places at which `keep` holds.
fn places<T>(of: &[T], keep: impl Fn(usize, &T) -> bool) -> Vec<u32> {
    (0_u32..).zip(of).filter(|(place, item)| keep(*place as usize, item)).map(|(place, _)| place).collect()
}

impl<'r> Selected<'r> {
    pub(super) fn of(register: &'r Register, open: &dyn OpenDays) -> Self {
        let Register { period, today, resources, lines, .. } = register;
        let away_days: Vec<Option<Period>> =
            lines.iter().map(|line| line.away(*today).and_then(|away| common(away, *period))).collect();
        let mut open_before = vec![0];
        for day in period.from.iter_days().take(period.days() as usize) {
            open_before.push(open_before.last().unwrap_or(&0) + u32::from(open.is_open(day)));
        }
        let sorties = places(lines, |_, line| line.is_sortie_of(*period));
        Self {
            register,
            fund: places(resources, |_, resource| resource.is_of_fund(*period)),
            away: places(lines, |place, _| away_days[place].is_some()),
            away_days,
            cancelled: places(lines, |_, line| line.is_cancelled() && within(line.planned.from, *period)),
            unmet: places(lines, |_, line| line.is_unmet(*today) && within(line.planned.from, *period)),
            all: places(lines, |_, line| within(line.starts_on(), *period)),
            answered: sorties
                .iter()
                .copied()
                .filter(|line| lines[*line as usize].answers.is_some())
                .collect(),
            sorties,
            open_before,
        }
    }

    pub(super) fn line(&self, place: u32) -> &'r LineFact {
        &self.register.lines[place as usize]
    }

    pub(super) fn resource_of(&self, line: u32) -> &'r ResourceFact {
        &self.register.resources[self.line(line).resource as usize]
    }

    pub(super) fn borrower_of(&self, line: u32) -> &'r BorrowerFact {
        &self.register.borrowers[self.line(line).borrower as usize]
    }

    pub(super) fn answers(&self, line: u32) -> Option<&'r Questionnaire> {
        self.line(line).answers.as_ref()
    }

    /// Open days of a stretch of the period.
    pub(super) fn open_days(&self, days: Period) -> u32 {
        let place = |day: NaiveDate| (day - self.register.period.from).num_days() as usize;
        self.open_before[place(days.to) + 1] - self.open_before[place(days.from)]
    }
}
