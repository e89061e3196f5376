//! A figure as what was counted: a number and the list behind it are one and the same selection, so that they cannot
//! disagree.

use super::selected::Selected;
use crate::interval::Period;
use crate::questionnaire::Questionnaire;
use rustc_hash::FxHashSet;
use serde::Serialize;

/// Entries of the register, by their places in its lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Items {
    /// Lines.
    Lines(Vec<u32>),
    /// Resources.
    Resources(Vec<u32>),
    /// Borrowers.
    Borrowers(Vec<u32>),
    /// The days of the period, of which no list is made.
    Days,
}

/// What one entry counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// One.
    One,
    /// Of a line, its days away within the period.
    DaysOut,
    /// The same, within some days of the period only.
    DaysOutWithin(Period),
    /// Of a line, all the days it was planned for.
    PlannedDays,
    /// Of a line, the people its questionnaire says it reached.
    People,
    /// Of a line, how many units it takes.
    Units,
    /// Of a line, what was asked for it, cents.
    Cents,
    /// Of a line or a part inside a set, its units × the days it was out within the period.
    UnitDaysOut,
    /// The same, open days only.
    OpenUnitDaysOut,
    /// Of a resource, its units × the days it existed within the period.
    UnitDaysExisting,
    /// The same, open days only.
    OpenUnitDaysExisting,
    /// Of a line, one for the first of each commune.
    Commune,
}

/// Entries and what each counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which entries.
    pub of: Items,
    /// What each counts for.
    pub by: Weight,
}

/// One of the groups of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMeasure {
    /// What tells it from the others, in the register's words.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The word of the program that it stands for, where it is one: the window says it in its own language.
    pub code: &'static str,
    /// What is in it.
    pub part: Part,
    /// What it is a share of, where that is not the whole of the breakdown.
    pub whole: Option<Part>,
}

/// One of the first of a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Rank {
    /// From 1 on; equals have the same.
    pub rank: u32,
    /// Code of the resource.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Sorties.
    pub loans: u32,
    /// Days out.
    pub days: u32,
}

/// How the groups of a breakdown follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they are: degrees of a scale, months, days.
    Given,
    /// The largest first, equal ones by their keys.
    Largest,
}

/// What a figure is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// How much there is.
    Count(Part),
    /// How many cents, of the lines whose amount is known, among how many.
    Money(Part, Part),
    /// A part of a whole, shown as a percentage with that many decimals.
    Share(Part, Part, u8),
    /// So many per so many, shown with one decimal.
    Mean(Part, Part),
    /// A part of a whole by group.
    Groups {
        /// What each group is a share of, where it does not say otherwise.
        whole: Part,
        /// The groups.
        groups: Vec<GroupMeasure>,
        /// How they follow each other.
        order: Order,
    },
    /// Resources in order, by their sorties (each one) or their days out.
    Ranking(Vec<u32>, Weight),
}

/// One of the groups of a breakdown, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Group {
    /// What tells it from the others, in the register's words.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The word of the program that it stands for, empty where it is a word of the register.
    pub code: String,
    /// How much is in it.
    #[ts(type = "number")]
    pub numerator: i64,
    /// What it is a share of.
    #[ts(type = "number")]
    pub denominator: i64,
}

/// A figure, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Value {
    /// A count.
    Count {
        /// How many.
        #[ts(type = "number")]
        value: i64,
    },
    /// An amount.
    Money {
        /// Cents.
        #[ts(type = "number")]
        cents: i64,
        /// How many lines have an amount.
        #[ts(type = "number")]
        with_amount: i64,
        /// Among how many.
        #[ts(type = "number")]
        among: i64,
    },
    /// A part of a whole.
    Share {
        /// The part.
        #[ts(type = "number")]
        numerator: i64,
        /// The whole; zero when there is nothing to take a share of.
        #[ts(type = "number")]
        denominator: i64,
        /// Decimals of the percentage.
        decimals: u8,
    },
    /// So many per so many.
    Mean {
        /// What is shared out.
        #[ts(type = "number")]
        numerator: i64,
        /// Among how many; zero when there are none.
        #[ts(type = "number")]
        denominator: i64,
    },
    /// A breakdown.
    Groups {
        /// Its groups.
        groups: Vec<Group>,
    },
    /// The first resources.
    Ranking {
        /// In order.
        ranks: Vec<Rank>,
    },
}

/// A share in French: half up, decimal comma, a plain space before `%`; a dash of a whole that is nothing.
#[must_use]
pub fn percent(numerator: i64, denominator: i64, decimals: u8) -> String {
    match decimal(numerator, denominator, 100, decimals) {
        Some(text) => format!("{text} %"),
        None => "—".to_owned(),
    }
}

/// A mean in French with one decimal, half up; a dash among none.
#[must_use]
pub fn mean(numerator: i64, denominator: i64) -> String {
    decimal(numerator, denominator, 1, 1).unwrap_or_else(|| "—".to_owned())
}

/// `times × numerator / denominator` rounded half up, with a decimal comma; none when the denominator is not positive.
fn decimal(numerator: i64, denominator: i64, times: i128, decimals: u8) -> Option<String> {
    if denominator <= 0 {
        return None;
    }
    let unit = 10_i128.pow(u32::from(decimals));
    let denominator = i128::from(denominator);
    let rounded = (2 * times * unit * i128::from(numerator) + denominator).div_euclid(2 * denominator);
    let (whole, rest) = (rounded.div_euclid(unit), rounded.rem_euclid(unit));
    Some(if decimals == 0 {
        whole.to_string()
    } else {
        format!("{whole},{rest:0width$}", width = usize::from(decimals))
    })
}

impl Part {
    pub(super) fn lines(of: &[u32], by: Weight) -> Self {
        Self { of: Items::Lines(of.to_vec()), by }
    }

    pub(super) fn resources(of: Vec<u32>, by: Weight) -> Self {
        Self { of: Items::Resources(of), by }
    }

    pub(super) fn borrowers(of: Vec<u32>) -> Self {
        Self { of: Items::Borrowers(of), by: Weight::One }
    }

    pub(super) fn days() -> Self {
        Self { of: Items::Days, by: Weight::One }
    }

    /// How many entries it has.
    fn len(&self) -> usize {
        match &self.of {
            Items::Lines(items) | Items::Resources(items) | Items::Borrowers(items) => items.len(),
            Items::Days => 0,
        }
    }

    /// How much it is.
    pub(super) fn amount(&self, of: &Selected<'_>) -> i64 {
        match &self.of {
            Items::Lines(items) | Items::Resources(items) | Items::Borrowers(items)
                if self.by != Weight::Commune =>
            {
                items.iter().map(|place| self.by.of(*place, of)).sum()
            }
            _ => self.amounts(of).into_iter().sum(),
        }
    }

    /// What each entry counts for.
    pub(super) fn amounts(&self, of: &Selected<'_>) -> Vec<i64> {
        match &self.of {
            Items::Days => vec![i64::from(of.register.period.days())],
            Items::Lines(lines) if self.by == Weight::Commune => {
                let mut seen = FxHashSet::default();
                lines.iter().map(|line| i64::from(seen.insert(of.commune_of(*line)))).collect()
            }
            Items::Lines(items) | Items::Resources(items) | Items::Borrowers(items) => {
                items.iter().map(|place| self.by.of(*place, of)).collect()
            }
        }
    }
}

impl Weight {
    /// What one entry counts for.
    fn of(self, place: u32, of: &Selected<'_>) -> i64 {
        let away = || of.away_days.get(place as usize).copied().flatten();
        let existing = |count: &dyn Fn(Option<Period>) -> i64| {
            let resource = &of.register.resources[place as usize];
            i64::from(resource.units) * count(resource.existed(of.register.period))
        };
        let days = |period: Option<Period>| i64::from(period.map_or(0, |days| days.days()));
        let open = |period: Option<Period>| i64::from(period.map_or(0, |days| of.open_days(days)));
        match self {
            Self::One | Self::Commune => 1,
            Self::DaysOut => i64::from(of.days_out[place as usize]),
            Self::DaysOutWithin(within) => days(away().and_then(|away| away.common(within))),
            Self::PlannedDays => i64::from(of.line(place).planned.days()),
            Self::People => i64::from(of.answers(place).and_then(Questionnaire::people_reached).unwrap_or(0)),
            Self::Cents => of.line(place).amount_cents.unwrap_or(0),
            Self::Units => i64::from(of.line(place).quantity),
            Self::UnitDaysOut => of.unit_days[place as usize].all,
            Self::OpenUnitDaysOut => of.unit_days[place as usize].open,
            Self::UnitDaysExisting => existing(&days),
            Self::OpenUnitDaysExisting => existing(&open),
        }
    }
}

impl Measure {
    /// The figure itself.
    pub(super) fn value(&self, of: &Selected<'_>) -> Value {
        match self {
            Self::Count(part) => Value::Count { value: part.amount(of) },
            Self::Money(part, whole) => Value::Money {
                cents: part.amount(of),
                with_amount: part.len() as i64,
                among: whole.amount(of),
            },
            Self::Share(part, whole, decimals) => Value::Share {
                numerator: part.amount(of),
                denominator: whole.amount(of),
                decimals: *decimals,
            },
            Self::Mean(part, whole) => {
                Value::Mean { numerator: part.amount(of), denominator: whole.amount(of) }
            }
            Self::Groups { whole, groups, order } => {
                let mut groups = counted(whole, groups, of);
                if *order == Order::Largest {
                    groups.sort_by(|a, b| b.numerator.cmp(&a.numerator).then_with(|| a.key.cmp(&b.key)));
                }
                Value::Groups { groups }
            }
            Self::Ranking(resources, _) => Value::Ranking { ranks: ranks(resources, of) },
        }
    }
}

fn counted(whole: &Part, groups: &[GroupMeasure], of: &Selected<'_>) -> Vec<Group> {
    let common = whole.amount(of);
    groups
        .iter()
        .map(|group| Group {
            key: group.key.clone(),
            label: group.label.clone(),
            code: group.code.to_owned(),
            numerator: group.part.amount(of),
            denominator: group.whole.as_ref().map_or(common, |whole| whole.amount(of)),
        })
        .collect()
}

/// The places of resources that are in order already: those with as many sorties and as many days are equals.
fn ranks(resources: &[u32], of: &Selected<'_>) -> Vec<Rank> {
    let mut ranks: Vec<Rank> = Vec::new();
    for (at, place) in (1_u32..).zip(resources) {
        let resource = &of.register.resources[*place as usize];
        let (loans, days) = of.totals[*place as usize];
        let equal = ranks.last().filter(|before| (before.loans, before.days) == (loans, days));
        let rank = equal.map_or(at, |before| before.rank);
        ranks.push(Rank { rank, code: resource.code.clone(), title: resource.title.clone(), loans, days });
    }
    ranks
}
