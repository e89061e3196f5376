//! Which of the facts count for what: the selections that every figure is made of.

use super::register::{BorrowerFact, LineFact, Register, ResourceFact, WordPlace};
use super::unit_days::{UnitDays, unit_days};
use crate::calendar::OpenDays;
use crate::catalogue::{ResourceKind, TermRole};
use crate::interval::Period;
use crate::questionnaire::Questionnaire;
use chrono::NaiveDate;
use rustc_hash::FxHashSet;

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
    /// Whatever of the fund was away on a day of the period: lines, and parts inside of sets.
    pub(super) outings: Vec<u32>,
    /// Of each line and part, its units × days out within the period.
    pub(super) unit_days: Vec<UnitDays>,
    /// Of each resource, whether it left within the period, be it inside a set.
    left: Vec<bool>,
    /// Of each line, the days it was away within the period.
    pub(super) away_days: Vec<Option<Period>>,
    /// How many they are. These three are read so often, for all the lines, that they stand by themselves.
    pub(super) days_out: Vec<u32>,
    /// Of each line, the place of its resource.
    pub(super) resources_of_lines: Vec<u32>,
    /// Of each line, the place of its borrower.
    pub(super) borrowers_of_lines: Vec<u32>,
    /// Lines cancelled from option or confirmed that were to start in the period.
    pub(super) cancelled: Vec<u32>,
    /// Lines refused, or asked for and never answered, that were to start in the period.
    pub(super) unmet: Vec<u32>,
    /// Lines of the period, whatever became of them.
    pub(super) all: Vec<u32>,
    /// Sorties with a questionnaire.
    pub(super) answered: Vec<u32>,
    /// Of each resource, its sorties and its days out.
    pub(super) totals: Vec<(u32, u32)>,
    /// Of each day of the period and the one after, how many open days came before it.
    open_before: Vec<u32>,
}

/// The places at which `keep` holds.
fn places<T>(of: &[T], keep: impl Fn(usize, &T) -> bool) -> Vec<u32> {
    (0_u32..).zip(of).filter(|(place, item)| keep(*place as usize, item)).map(|(place, _)| place).collect()
}

impl<'r> Selected<'r> {
    pub(super) fn of(register: &'r Register, open: &dyn OpenDays) -> Self {
        let Register { period, today, resources, lines, .. } = register;
        let away_days: Vec<Option<Period>> =
            lines.iter().map(|line| line.away(*today).and_then(|away| away.common(*period))).collect();
        let is_open: Vec<bool> =
            period.from.iter_days().take(period.days() as usize).map(|day| open.is_open(day)).collect();
        let mut open_before = vec![0];
        for is_open in &is_open {
            open_before.push(open_before.last().unwrap_or(&0) + u32::from(*is_open));
        }
        let sorties = places(lines, |_, line| line.is_sortie_of(*period));
        let mut totals = vec![(0, 0); resources.len()];
        for line in &sorties {
            totals[lines[*line as usize].resource as usize].0 += 1;
        }
        let days_out: Vec<u32> = away_days.iter().map(|away| away.map_or(0, |away| away.days())).collect();
        let mut left = vec![false; resources.len()];
        for (line, days) in lines.iter().zip(&days_out) {
            totals[line.resource as usize].1 += if line.inside_set { 0 } else { *days };
            left[line.resource as usize] |= line.has_left_in(*period);
        }
        let is_of_fund = |line: &LineFact| resources[line.resource as usize].is_of_fund(*period);
        Self {
            register,
            fund: places(resources, |_, resource| resource.is_of_fund(*period)),
            away: places(lines, |place, line| !line.inside_set && away_days[place].is_some()),
            outings: places(lines, |place, line| away_days[place].is_some() && is_of_fund(line)),
            unit_days: unit_days(register, &away_days, &is_open),
            left,
            away_days,
            days_out,
            resources_of_lines: lines.iter().map(|line| line.resource).collect(),
            borrowers_of_lines: lines.iter().map(|line| line.borrower).collect(),
            cancelled: places(lines, |_, line| line.is_cancelled() && period.contains(line.planned.from)),
            unmet: places(lines, |_, line| line.is_unmet(*today) && period.contains(line.planned.from)),
            all: places(lines, |_, line| !line.inside_set && period.contains(line.starts_on())),
            answered: sorties
                .iter()
                .copied()
                .filter(|line| lines[*line as usize].answers.is_some())
                .collect(),
            sorties,
            totals,
            open_before,
        }
    }

    pub(super) fn line(&self, place: u32) -> &'r LineFact {
        &self.register.lines[place as usize]
    }

    pub(super) fn resource_of(&self, line: u32) -> &'r ResourceFact {
        &self.register.resources[self.resources_of_lines[line as usize] as usize]
    }

    pub(super) fn borrower_of(&self, line: u32) -> &'r BorrowerFact {
        &self.register.borrowers[self.borrowers_of_lines[line as usize] as usize]
    }

    pub(super) fn answers(&self, line: u32) -> Option<&'r Questionnaire> {
        self.line(line).answers.as_deref()
    }

    pub(super) fn word(&self, place: WordPlace) -> &'r str {
        self.register.words.word(place)
    }

    /// What tells the commune of a line from the others: the INSEE code, or the name where there is none.
    pub(super) fn commune_of(&self, line: u32) -> WordPlace {
        let line = self.line(line);
        if self.word(line.insee).is_empty() { line.commune } else { line.insee }
    }

    /// The département of that commune; empty where the code is not known.
    pub(super) fn departement_of(&self, line: u32) -> &'r str {
        let insee = self.word(self.line(line).insee);
        let overseas = insee.starts_with("97") || insee.starts_with("98");
        insee.get(..if overseas { 3 } else { 2 }).unwrap_or_default()
    }

    /// Open days of a stretch of the period.
    pub(super) fn open_days(&self, days: Period) -> u32 {
        let place = |day: NaiveDate| (day - self.register.period.from).num_days() as usize;
        self.open_before[place(days.to) + 1] - self.open_before[place(days.from)]
    }
    pub(super) fn fund_where(&self, keep: impl Fn(&ResourceFact, Period) -> bool) -> Vec<u32> {
        let keep = |place: &&u32| keep(&self.register.resources[**place as usize], self.register.period);
        self.fund.iter().filter(keep).copied().collect()
    }

    /// Resources of the fund that left.
    pub(super) fn lent(&self) -> Vec<u32> {
        self.fund.iter().copied().filter(|place| self.is_lent(*place)).collect()
    }

    /// Whether a resource left within the period, be it inside a set.
    pub(super) fn is_lent(&self, resource: u32) -> bool {
        self.left[resource as usize]
    }

    /// Sorties of which the amount is known.
    pub(super) fn with_amount(&self) -> Vec<u32> {
        self.sorties_where(|line| self.line(line).amount_cents.is_some())
    }

    pub(super) fn sorties_where(&self, keep: impl Fn(u32) -> bool) -> Vec<u32> {
        self.sorties.iter().copied().filter(|line| keep(*line)).collect()
    }

    pub(super) fn answered_where(&self, keep: impl Fn(&Questionnaire) -> bool) -> Vec<u32> {
        self.answered.iter().copied().filter(|line| self.answers(*line).is_some_and(&keep)).collect()
    }

    /// Questionnaires that tell of at least one person.
    pub(super) fn reaching(&self) -> Vec<u32> {
        self.answered_where(|answers| answers.people_reached().is_some_and(|people| people > 0))
    }

    pub(super) fn sorties_of(&self, resources: &[u32]) -> Vec<u32> {
        self.sorties_where(|line| resources.contains(&self.resources_of_lines[line as usize]))
    }

    pub(super) fn away_of(&self, resources: &[u32]) -> Vec<u32> {
        let resources: FxHashSet<&u32> = resources.iter().collect();
        self.away
            .iter()
            .copied()
            .filter(|line| resources.contains(&self.resources_of_lines[*line as usize]))
            .collect()
    }

    pub(super) fn away_within(&self, days: Period) -> Vec<u32> {
        let touches = |away: Period| away.from <= days.to && days.from <= away.to;
        self.away.iter().copied().filter(|line| self.away_days[*line as usize].is_some_and(touches)).collect()
    }

    /// Borrowers with such a sortie.
    pub(super) fn borrowers_of(&self, keep: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut borrowers: Vec<u32> = self
            .sorties
            .iter()
            .filter(|line| keep(**line))
            .map(|line| self.borrowers_of_lines[*line as usize])
            .collect();
        borrowers.sort_unstable();
        borrowers.dedup();
        borrowers
    }

    pub(super) fn is_school(&self, line: u32) -> bool {
        let borrower_type = self.borrower_of(line).borrower_type.as_str();
        TermRole::SCHOOLS.into_iter().any(|role| self.register.roles.has(role, borrower_type))
    }

    /// Whether the pass Culture pays for a line.
    pub(super) fn is_pass_culture(&self, line: u32) -> bool {
        self.register.roles.has(TermRole::PassCulture, self.word(self.line(line).channel))
    }

    /// Whether answers say of what was not appreciated something of that role.
    pub(super) fn cites(&self, answers: &Questionnaire, role: TermRole) -> bool {
        answers.not_appreciated.iter().any(|word| self.register.roles.has(role, word))
    }

    /// Sorties of an exhibition of which a questionnaire says that its content is out of date.
    pub(super) fn outdated(&self) -> Vec<u32> {
        let is_exhibition = |line: &u32| self.resource_of(*line).kind == ResourceKind::Exhibition;
        let citing = self.answered_where(|answers| self.cites(answers, TermRole::OutdatedContent));
        citing.into_iter().filter(is_exhibition).collect()
    }

    /// The first resources, by two numbers, then by code; none that never left nor was out.
    pub(super) fn ranking(&self, most: usize, by: fn((u32, u32)) -> (u32, u32)) -> Vec<u32> {
        let total = |place: u32| by(self.totals[place as usize]);
        let mut places = places(&self.totals, |_, totals| by(*totals).0 > 0);
        let code = |place: u32| &self.register.resources[place as usize].code;
        places.sort_by(|a, b| total(*b).cmp(&total(*a)).then_with(|| code(*a).cmp(code(*b))));
        places.truncate(most);
        places
    }

    pub(super) fn top_three(&self) -> Vec<u32> {
        self.ranking(3, |(loans, days)| (loans, days))
    }
}
