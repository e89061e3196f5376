//! Figures of a year or of any period, the lists behind them, their evolution and their map.

use crate::base::app::{App, Operation};
use crate::base::at::At;
use crate::lending::wish::checked_period;
use crate::people::communes;
use crate::views::{
    BehindList, BehindQuery, BehindRow, Done, Entries, EvolutionPoint, Figures, FiguresMap, FiguresQuery,
    MapCommune, Outline, PAST_KEYS, PastFigure,
};
use chrono::{Datelike, Months, NaiveDate};
use domain::fault::{Fault, Outcome};
use domain::figures::{Behind, Figure, Items, Register, Value, unit};
use domain::interval::Period;
use domain::text;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use store::figures::Depth;
use store::{Read, figures, past_figure, setting};

/// The longest period counted, days: a little more than ten years.
const LONGEST: u32 = 4_000;
/// How many years an evolution shows.
const YEARS: u32 = 3;
/// The largest figure that can be entered by hand.
const MOST: i64 = 100_000_000;
/// The figures whose evolution is shown.
const EVOLVING: &[&str] = &[
    "fund",
    "loans_effective",
    "days_out_total",
    "usage_rate",
    "occupancy_rate",
    "cancellations",
    "borrowers_active",
    "people_reached",
    "questionnaires",
    "questionnaire_return_rate",
    "satisfaction_overall_positive",
    "income_eur",
];

/// Outlines of the départements (`assets/geo`).
static OUTLINES: LazyLock<Vec<Outline>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../../assets/geo/departements.json")).unwrap_or_default()
});

impl App {
    /// All the figures of a period.
    ///
    /// # Errors
    /// `end_before_start`, `period_too_long`; faults of the base.
    pub fn figures(&self, query: &FiguresQuery) -> Outcome<Figures> {
        let period = figures_period(query.period)?;
        // The years before are another reading as long as this one's: on another core.
        std::thread::scope(|scope| {
            let before = scope.spawn(|| self.years_before(query));
            let mut answer = self.read(|c, at| self.figures_of_period(c, at, query, period))?;
            let before = before.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            answer.evolution.splice(0..0, before);
            Ok(answer)
        })
    }

    /// The figures of a period, and of its evolution the last point.
    fn figures_of_period(
        &self,
        c: &Read<'_>,
        at: &At,
        query: &FiguresQuery,
        period: Period,
    ) -> Outcome<Figures> {
        let mut register =
            tracing::info_span!("register").in_scope(|| self.register(c, at, period, Depth::Whole))?;
        let (themes, owners) = choices(&register);
        keep(&mut register, query);
        let figures = tracing::info_span!("figures").in_scope(|| register.figures(&at.open));
        let evolving = figures.iter().filter(|figure| EVOLVING.contains(&figure.key.as_str())).cloned();
        let entered = past_figures(c)?;
        Ok(Figures {
            period,
            today: at.today,
            evolution: vec![point(query, period, evolving.collect(), &entered)],
            map: map(&figures),
            first_day: figures::first_departure(c)?,
            figures,
            themes,
            owners,
        })
    }

    /// The same days of the two years before, the earlier one first.
    fn years_before(&self, query: &FiguresQuery) -> Outcome<Vec<EvolutionPoint>> {
        let periods: Vec<Period> =
            (1..YEARS).rev().filter_map(|back| years_before(query.period, back)).collect();
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return Ok(Vec::new()) };
        let span = Period { from: first.from, to: last.to };
        self.read(|c, at| {
            let entered = past_figures(c)?;
            let mut register = tracing::info_span!("register of the years before")
                .in_scope(|| self.register(c, at, span, Depth::Counts))?;
            keep(&mut register, query);
            let _span = tracing::info_span!("evolution").entered();
            Ok(periods
                .into_iter()
                .map(|period| {
                    register.period = period;
                    // Days that the register does not hold have no figures, and not figures of zero.
                    let holds = register.holds_a_sortie();
                    let figures = if holds { register.figures_of(EVOLVING, &at.open) } else { Vec::new() };
                    point(query, period, figures, &entered)
                })
                .collect())
        })
    }

    /// The list behind a figure.
    ///
    /// # Errors
    /// `figure_unknown`, `figure_group_unknown`, `end_before_start`, `period_too_long`; faults of the base.
    pub fn figure_lines(&self, query: &BehindQuery) -> Outcome<BehindList> {
        let period = figures_period(query.of.period)?;
        if !domain::figures::KEYS.contains(&query.key.as_str()) {
            return Err(Fault::input("figure_unknown").with("key", query.key.as_str()).on("key"));
        }
        let (mut register, open) =
            self.read(|c, at| Ok((self.register(c, at, period, Depth::Whole)?, at.open.clone())))?;
        keep(&mut register, &query.of);
        let group = query.group.as_deref();
        let behind = register.behind(&query.key, group, query.side, &open).ok_or_else(|| {
            Fault::input("figure_group_unknown")
                .with("key", query.key.as_str())
                .with("group", group.unwrap_or_default())
                .on("group")
        })?;
        Ok(list(&query.key, &register, &behind))
    }

    /// Enters a figure of a year before the register, or of the one in which it began; takes it away where no value is
    /// given.
    ///
    /// # Errors
    /// `figure_not_enterable`, `figure_out_of_range`, `figure_of_register`, `text_missing` of the source; faults of
    /// the base.
    pub fn save_past_figure(
        &self,
        year: i32,
        key: &str,
        value: Option<i64>,
        source: &str,
    ) -> Outcome<Done<Vec<PastFigure>>> {
        if !PAST_KEYS.contains(&key) {
            return Err(Fault::input("figure_not_enterable").with("key", key).on("key"));
        }
        let source = if value.is_some() { text::required("source", source)? } else { String::new() };
        if let Some(value) = value
            && !(0..=MOST).contains(&value)
        {
            return Err(Fault::input("figure_out_of_range")
                .with("value", value)
                .with("limit", MOST)
                .on("value"));
        }
        self.transact(|tx, _| {
            let first = figures::first_departure(tx)?.map(|day| day.year());
            if value.is_some() && (year < 1900 || first.is_some_and(|first| year > first)) {
                return Err(Fault::input("figure_of_register")
                    .with("year", i64::from(year))
                    .with("first", i64::from(first.unwrap_or(1900)))
                    .on("year"));
            }
            let operation = Operation::new(if value.is_some() { "figure_entered" } else { "figure_removed" })
                .with("year", i64::from(year))
                .with("figure", key)
                .with("value", value.unwrap_or_default());
            match value {
                Some(value) => past_figure::set(tx, year, key, value, &source)?,
                None => past_figure::remove(tx, year, key)?,
            }
            Ok((past_figures(tx)?, operation))
        })
    }

    /// The figures entered by hand.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn past_figures(&self) -> Outcome<Vec<PastFigure>> {
        self.read(|c, _| past_figures(c))
    }

    fn register(&self, c: &Read<'_>, at: &At, period: Period, depth: Depth) -> Outcome<Register> {
        let home = setting::get(c, "centre.town")?.unwrap_or_default();
        Ok(figures::register(c, period, depth, at.today, &home)?)
    }
}

/// A year of the evolution, beside what was entered by hand for it.
fn point(
    query: &FiguresQuery,
    period: Period,
    figures: Vec<Figure>,
    entered: &[PastFigure],
) -> EvolutionPoint {
    let year = civil_year(period).filter(|_| query.is_of_whole_fund());
    let entered = entered.iter().filter(|past| Some(past.year) == year).cloned().collect();
    EvolutionPoint { period, figures, entered }
}

fn figures_period(period: Period) -> Outcome<Period> {
    let period = checked_period(period.from, period.to)?;
    if period.days() > LONGEST {
        return Err(Fault::input("period_too_long")
            .with("days", period.days())
            .with("limit", LONGEST)
            .on("to"));
    }
    Ok(period)
}

fn past_figures(c: &Read<'_>) -> Outcome<Vec<PastFigure>> {
    let all = past_figure::all(c)?.into_iter();
    Ok(all.map(|(year, key, value, source)| PastFigure { year, key, value, source }).collect())
}

/// The year that a period is, where it is one from its first day to its last.
#[must_use]
pub fn civil_year(period: Period) -> Option<i32> {
    let year = period.from.year();
    (period == of_year(year)?).then_some(year)
}

/// The days of a civil year.
#[must_use]
pub fn of_year(year: i32) -> Option<Period> {
    Period::new(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)
}

/// The same days some years earlier. The day after the last one is what moves, so that a February ends on its last day.
fn years_before(period: Period, years: u32) -> Option<Period> {
    let back = |day: NaiveDate| day.checked_sub_months(Months::new(12 * years));
    Period::new(back(period.from)?, back(period.to.succ_opt()?)?.pred_opt()?)
}

/// Leaves only the resources asked for, and their lines.
fn keep(register: &mut Register, query: &FiguresQuery) {
    if query.is_of_whole_fund() {
        return;
    }
    let mut places = Vec::with_capacity(register.resources.len());
    let mut kept = 0_u32;
    let all = std::mem::take(&mut register.resources);
    for resource in all {
        let is_kept = query.kind.is_none_or(|kind| resource.kind == kind)
            && query.form.is_none_or(|form| resource.form == Some(form))
            && (query.theme.is_empty() || resource.themes.contains(&query.theme))
            && (query.owner.is_empty() || resource.owner == query.owner);
        places.push(is_kept.then_some(kept));
        if is_kept {
            kept += 1;
            register.resources.push(resource);
        }
    }
    register.lines.retain_mut(|line| {
        let place = places[line.resource as usize];
        line.resource = place.unwrap_or_default();
        place.is_some()
    });
}

fn choices(register: &Register) -> (Vec<String>, Vec<String>) {
    let themes: BTreeSet<&String> = register.resources.iter().flat_map(|resource| &resource.themes).collect();
    let owners: BTreeSet<&String> = register.resources.iter().map(|resource| &resource.owner).collect();
    let named =
        |words: BTreeSet<&String>| words.into_iter().filter(|word| !word.is_empty()).cloned().collect();
    (named(themes), named(owners))
}

fn map(figures: &[Figure]) -> FiguresMap {
    let groups = |key: &str| {
        let figure = figures.iter().find(|figure| figure.key == key);
        match figure.map(|figure| &figure.value) {
            Some(Value::Groups { groups }) => groups.as_slice(),
            _ => &[],
        }
    };
    let concerned = groups("loans_by_departement");
    let departements =
        OUTLINES.iter().filter(|outline| concerned.iter().any(|group| group.key == outline.code));
    let communes = groups("loans_by_commune").iter().filter_map(|group| {
        let (longitude, latitude, exact) = communes::place(&group.key)?;
        let loans = u32::try_from(group.numerator).unwrap_or_default();
        let (insee, name) = (group.key.clone(), group.label.clone());
        Some(MapCommune { insee, name, longitude, latitude, exact, loans })
    });
    FiguresMap { departements: departements.cloned().collect(), communes: communes.collect() }
}

fn list(key: &str, register: &Register, behind: &Behind) -> BehindList {
    let (entries, places): (Entries, &[u32]) = match &behind.items {
        Items::Lines(lines) => (Entries::Lines, lines),
        Items::Resources(resources) => (Entries::Resources, resources),
        Items::Borrowers(borrowers) => (Entries::Borrowers, borrowers),
        Items::Days => (Entries::Days, &[]),
    };
    let row = |(place, amount): (&u32, &i64)| match entries {
        Entries::Lines => line_row(register, *place, *amount),
        Entries::Resources => {
            let resource = &register.resources[*place as usize];
            BehindRow {
                code: resource.code.clone(),
                title: resource.title.clone(),
                from: resource.acquired_on,
                to: resource.retired_on,
                amount: *amount,
                ..BehindRow::default()
            }
        }
        Entries::Borrowers | Entries::Days => {
            let borrower = &register.borrowers[*place as usize];
            BehindRow {
                code: borrower.code.clone(),
                title: borrower.name.clone(),
                borrower: borrower.borrower_type.clone(),
                amount: *amount,
                ..BehindRow::default()
            }
        }
    };
    BehindList {
        key: key.to_owned(),
        entries,
        unit: behind.unit(unit(key)),
        total: behind.total(),
        rows: places.iter().zip(&behind.amounts).map(row).collect(),
    }
}

fn line_row(register: &Register, place: u32, amount: i64) -> BehindRow {
    let line = &register.lines[place as usize];
    let resource = &register.resources[line.resource as usize];
    let planned = line.departed_on.is_none().then_some(line.planned.to);
    BehindRow {
        number: line.number.clone(),
        code: resource.code.clone(),
        title: resource.title.clone(),
        borrower: register.borrowers[line.borrower as usize].name.clone(),
        commune: register.words.word(line.commune).to_owned(),
        state: Some(line.state),
        late_days: domain::loan::late_days(line.state, line.planned, register.today),
        from: Some(line.starts_on()),
        to: line.returned_on.or(planned),
        amount,
    }
}
