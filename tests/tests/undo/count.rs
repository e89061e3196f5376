//! The rule as one counts it by hand on a calendar, day by day: from the lines, the holds, the sets and the units that
//! the base holds, never from what it keeps of what is taken. Everything begins and ends at midnight.

use app::App;
use chrono::NaiveDate;
use domain::calendar::{CentreDays, OpenDays};
use domain::interval::{Period, plus_days};
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;
use stories::{Desk, TODAY, day};

/// First and last day.
type Days = (NaiveDate, NaiveDate);

#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub(crate) code: String,
    pub(crate) capacity: u32,
    before: u32,
    after: u32,
    life: (Option<NaiveDate>, Option<NaiveDate>),
    /// Each numbered unit: from when to when it is there.
    pub(crate) units: BTreeMap<String, (Option<NaiveDate>, Option<NaiveDate>)>,
}

/// A line of a loan, or what the centre itself holds.
#[derive(Debug, Clone)]
pub(crate) struct Taker {
    thing: String,
    quantity: u32,
    units: Vec<String>,
    /// None of a hold.
    state: Option<String>,
    planned: Days,
    departed: Option<NaiveDate>,
    returned: Option<NaiveDate>,
    option_until: Option<NaiveDate>,
}

/// All that the rule is about, as it stands.
pub(crate) struct Count {
    pub(crate) things: BTreeMap<String, Thing>,
    /// Parts of sets: of which set, which part, how many.
    parts: Vec<(String, String, u32)>,
    takers: Vec<Taker>,
    open: CentreDays,
    pub(crate) today: NaiveDate,
}

impl Count {
    pub(crate) fn of(desk: &Desk, app: &App) -> Self {
        let base = Connection::open(desk.base()).expect("the base");
        let settings = app.settings().expect("the settings").settings;
        let mut open = CentreDays::default();
        for (place, hours) in settings.week.iter().enumerate() {
            open.week[place] = hours.open;
        }
        open.closures = settings.closures.iter().map(|closure| closure.period).collect();
        let mut things = rows(&base, THINGS, |row| {
            let thing = Thing {
                code: row.get(1)?,
                capacity: row.get(2)?,
                before: row.get(3)?,
                after: row.get(4)?,
                life: (row.get(5)?, row.get(6)?),
                units: BTreeMap::new(),
            };
            Ok((row.get(0)?, thing))
        })
        .into_iter()
        .collect::<BTreeMap<String, Thing>>();
        for (thing, unit, life) in
            rows(&base, UNITS, |row| Ok((row.get::<_, String>(0)?, row.get(1)?, (row.get(2)?, row.get(3)?))))
        {
            things.get_mut(&thing).expect("its resource").units.insert(unit, life);
        }
        let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (taker, unit) in rows(&base, "select taker_id, unit_id from taker_unit", |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?))
        }) {
            given.entry(taker).or_default().push(unit);
        }
        let takers = rows(&base, TAKERS, |row| {
            Ok(Taker {
                units: given.get(&row.get::<_, String>(0)?).cloned().unwrap_or_default(),
                thing: row.get(1)?,
                quantity: row.get(2)?,
                state: row.get(3)?,
                planned: (row.get(4)?, row.get(5)?),
                departed: row.get(6)?,
                returned: row.get(7)?,
                option_until: row.get(8)?,
            })
        });
        let parts = rows(&base, "select set_id, part_id, quantity from set_part", |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        Self { things, parts, takers, open, today: day(TODAY) }
    }

    /// The identifier of a code.
    pub(crate) fn id(&self, code: &str) -> &str {
        self.things
            .iter()
            .find(|(_, thing)| thing.code == code)
            .map(|(id, _)| id.as_str())
            .expect("it is there")
    }

    /// What one unit of a resource takes: itself, and so many of each of its parts.
    pub(crate) fn leaves<'a>(&'a self, id: &'a str) -> Vec<(&'a str, u32)> {
        let parts = self.parts.iter().filter(|(set, ..)| set == id);
        std::iter::once((id, 1)).chain(parts.map(|(_, part, quantity)| (part.as_str(), *quantity))).collect()
    }

    /// The days with so many open ones before and after.
    fn around(&self, (from, to): Days, before: u32, after: u32) -> Days {
        let walk = |mut day: NaiveDate, count: u32, step: i64| {
            for _ in 0..count {
                day = plus_days(day, step);
                while !self.open.is_open(day) {
                    day = plus_days(day, step);
                }
            }
            day
        };
        (walk(from, before, -1), walk(to, after, 1))
    }

    /// The days on which a taker takes units of a resource, as seen from today.
    fn days(&self, taker: &Taker, thing: &Thing) -> Option<Days> {
        let Taker { planned, departed, returned, .. } = taker;
        let departed = departed.unwrap_or(planned.0);
        let returned = returned.unwrap_or(planned.1).max(departed);
        let (before, after) = (thing.before, thing.after);
        match taker.state.as_deref() {
            None => Some(*planned),
            Some("option") if taker.option_until.is_some_and(|until| until < self.today) => None,
            Some("confirmed") if planned.1 < self.today => None,
            Some("option" | "confirmed") => Some(self.around(*planned, before, after)),
            Some("out") => Some(self.around((departed, planned.1.max(departed).max(self.today)), 0, after)),
            Some("returned") => Some(self.around((departed, returned), 0, after)),
            Some("closed") => Some((departed, returned)),
            _ => None,
        }
    }

    /// How many of a resource, or of one of its numbered units, are taken on a day.
    fn taken(&self, id: &str, unit: Option<&str>, on: NaiveDate) -> i64 {
        let thing = &self.things[id];
        let takes = |taker: &&Taker| self.days(taker, thing).is_some_and(|(from, to)| from <= on && on <= to);
        self.takers.iter().filter(takes).map(|taker| i64::from(self.of_it(taker, id, unit))).sum()
    }

    /// How many of a resource, or of one of its numbered units, a taker is about.
    fn of_it(&self, taker: &Taker, id: &str, unit: Option<&str>) -> u32 {
        if let Some(unit) = unit {
            return u32::from(taker.units.iter().any(|given| given == unit));
        }
        let leaves = self.leaves(&taker.thing);
        leaves.iter().filter(|(leaf, _)| *leaf == id).map(|(_, quantity)| quantity * taker.quantity).sum()
    }

    /// How many there are on a day.
    fn there(&self, id: &str, unit: Option<&str>, on: NaiveDate) -> i64 {
        let thing = &self.things[id];
        let within = |(from, until): (Option<NaiveDate>, Option<NaiveDate>)| {
            from.is_none_or(|from| from <= on) && until.is_none_or(|until| on < until)
        };
        if !within(thing.life) {
            return 0;
        }
        match unit {
            Some(unit) => i64::from(within(thing.units[unit])),
            None if thing.units.is_empty() => i64::from(thing.capacity),
            None => thing.units.values().filter(|life| within(**life)).count() as i64,
        }
    }

    /// How many are left on a day; under 0 where more are taken than there are.
    pub(crate) fn left(&self, id: &str, unit: Option<&str>, on: NaiveDate) -> i64 {
        self.there(id, unit, on) - self.taken(id, unit, on)
    }

    /// How many of a leaf are left all through some days and the days kept free around them.
    fn left_around(&self, leaf: &str, asked: Period) -> i64 {
        let thing = &self.things[leaf];
        let (from, to) = self.around((asked.from, asked.to), thing.before, thing.after);
        from.iter_days().take_while(|on| *on <= to).map(|on| self.left(leaf, None, on)).min().expect("a day")
    }

    /// How many of a resource can be had all through some days.
    pub(crate) fn to_be_had(&self, id: &str, asked: Period) -> i64 {
        let of_leaf = |(leaf, quantity): &(&str, u32)| {
            self.left_around(leaf, asked).max(0).div_euclid(i64::from(*quantity))
        };
        self.leaves(id).iter().map(of_leaf).min().expect("itself")
    }

    /// Whether so many of each of some resources can be had together.
    pub(crate) fn has_all(&self, wanted: &[(&str, u32)], asked: Period) -> bool {
        let mut totals: BTreeMap<&str, u32> = BTreeMap::new();
        for (code, quantity) in wanted {
            for (leaf, of_one) in self.leaves(self.id(code)) {
                *totals.entry(leaf).or_default() += quantity * of_one;
            }
        }
        totals.iter().all(|(leaf, quantity)| self.left_around(leaf, asked) >= i64::from(*quantity))
    }

    /// How many more of a resource, or of a numbered unit, are with somebody than there are.
    pub(crate) fn away_too_much(&self, id: &str, unit: Option<&str>) -> i64 {
        let is_out = |taker: &&Taker| taker.state.as_deref() == Some("out");
        let out: u32 = self.takers.iter().filter(is_out).map(|taker| self.of_it(taker, id, unit)).sum();
        (i64::from(out) - self.there(id, unit, self.today)).max(0)
    }

    /// Every resource, and every numbered unit of it.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.things.iter().flat_map(|(id, thing)| {
            let units = thing.units.keys().map(move |unit| (id.as_str(), Some(unit.as_str())));
            std::iter::once((id.as_str(), None)).chain(units)
        })
    }
}

const THINGS: &str =
    "select id, code, capacity, buffer_before, buffer_after, acquired_on, retired_on from resource";
const UNITS: &str = "select resource_id, id, acquired_on, nullif(min(coalesce(retired_on, '9999-12-31'), coalesce(lost_on, '9999-12-31')), '9999-12-31') from unit";
const TAKERS: &str = "select id, resource_id, quantity, state, planned_from, planned_to, departed_on, returned_on, option_until \
    from loan_line union all select id, resource_id, quantity, null, from_on, to_on, null, null, null from hold";

fn rows<T>(base: &Connection, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let mut statement = base.prepare(sql).expect("a question");
    let rows = statement.query_map([], read).expect("rows");
    rows.collect::<rusqlite::Result<_>>().expect("each row")
}
