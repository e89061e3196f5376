//! The planning on paper, A3 landscape: resources down, days across.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use domain::planning_print::{PlanningPrint, PrintBar, PrintGroup, PrintHold, PrintRow};
use serde::Serialize;
use typst_layout::PagedDocument;

use crate::error::DocumentError;
use crate::world::DocumentWorld;
use crate::{export, typed};

/// The most lanes that a row may have: more would not fit on a page, and the resource goes on in another row.
const LANES_OF_A_ROW: usize = 30;

/// What the template reads. Days are counted from the first one of the period, which is 0; a span goes from
/// its first day to the day after its last.
#[derive(Serialize)]
struct Data {
    centre: String,
    from: NaiveDate,
    to: NaiveDate,
    printed_on: NaiveDate,
    filters: Vec<String>,
    days: i64,
    today: Option<i64>,
    months: Vec<Division>,
    weeks: Vec<Division>,
    weekends: Vec<Span>,
    holidays: Vec<Named>,
    zones: Vec<Zone>,
    closures: Vec<Named>,
    groups: Vec<Group>,
}

/// First day, and the day after the last.
type Span = (i64, i64);

/// A week or a month, or what the period holds of it.
#[derive(Serialize)]
struct Division {
    days: Span,
    first: NaiveDate,
    number: u32,
}

/// Days with a name.
#[derive(Serialize)]
struct Named {
    days: Span,
    name: String,
}

/// The school holidays of one zone.
#[derive(Serialize)]
struct Zone {
    zone: String,
    own: bool,
    holidays: Vec<Named>,
}

#[derive(Serialize)]
struct Group {
    label: String,
    count: usize,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    code: String,
    capacity: u32,
    lanes: usize,
    bars: Vec<Bar>,
}

/// What takes a resource, where it is drawn.
#[derive(Serialize)]
struct Bar {
    /// The state of a line; none of what the centre itself holds.
    state: Option<LineState>,
    lane: usize,
    days: Span,
    late: Option<Span>,
    late_days: u32,
    before: Option<Span>,
    after: Option<Span>,
    label: String,
    short: String,
    quantity: u32,
    #[serde(skip)]
    takes_nothing: bool,
}

/// The planning as a tagged PDF (PDF/UA-1) of A3 pages in landscape.
///
/// # Errors
/// When the template of `assets/typst` does not compile, with the place in it.
pub fn planning_pdf(input: &PlanningPrint) -> Result<Vec<u8>, DocumentError> {
    let world = world(input)?;
    let ident = format!("{} planning {} {}", input.centre, input.period.from, input.period.to);
    export::pdf(&world, &export::pages(&world)?, &ident, Some(input.printed_on))
}

/// The same pages laid out, for other formats and for reading what they say.
///
/// # Errors
/// As [`planning_pdf`].
pub fn planning_pages(input: &PlanningPrint) -> Result<PagedDocument, DocumentError> {
    export::pages(&world(input)?)
}

fn world(input: &PlanningPrint) -> Result<DocumentWorld, DocumentError> {
    let data =
        typed::data(&data(input)).map_err(|error| DocumentError::Template { details: error.to_string() })?;
    Ok(DocumentWorld::new("planning.typ", data))
}

fn data(input: &PlanningPrint) -> Data {
    let window = Window(input.period);
    let today = window.day(input.today);
    let group = |group: &PrintGroup| Group {
        label: one_line(&group.label),
        count: group.rows.len(),
        rows: group.rows.iter().flat_map(|row| rows(row, &window)).collect(),
    };
    Data {
        centre: one_line(&input.centre),
        from: input.period.from,
        to: input.period.to,
        printed_on: input.printed_on,
        filters: input.filters.iter().map(|filter| one_line(filter)).collect(),
        days: window.days(),
        today: (0..window.days()).contains(&today).then_some(today),
        months: window.divisions(|day| day.month()),
        weeks: window.divisions(|day| day.iso_week().week()),
        weekends: window.weekends(),
        holidays: input.holidays.iter().filter_map(|(day, name)| window.named(*day, *day, name)).collect(),
        zones: zones(input, &window),
        closures: input
            .closures
            .iter()
            .filter_map(|closure| window.named(closure.from, closure.to, &closure.label))
            .collect(),
        groups: input.groups.iter().map(group).collect(),
    }
}

fn zones(input: &PlanningPrint, window: &Window) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for school in &input.school {
        let days = window.named(school.from, school.to, &school.name);
        let zone = one_line(&school.zone);
        match zones.iter_mut().find(|known| known.zone == zone) {
            Some(known) => known.holidays.extend(days),
            None => zones.push(Zone { zone, own: school.own, holidays: days.into_iter().collect() }),
        }
    }
    zones
}

/// The days shown.
struct Window(Period);

impl Window {
    fn days(&self) -> i64 {
        i64::from(self.0.days())
    }

    fn day(&self, day: NaiveDate) -> i64 {
        (day - self.0.from).num_days()
    }

    /// What the window shows of some days, and a day more where they go on, so that their end is cut off;
    /// none when it shows nothing.
    fn span(&self, from: NaiveDate, to: NaiveDate) -> Option<Span> {
        let (start, end) = (self.day(from), self.day(to.max(from)) + 1);
        (start < self.days() && end > 0).then(|| (start.max(-1), end.min(self.days() + 1)))
    }

    /// Where something that the window does not show is drawn, out of sight.
    fn beside(&self, day: NaiveDate) -> Span {
        if day < self.0.from { (-3, -2) } else { (self.days() + 2, self.days() + 3) }
    }

    fn named(&self, from: NaiveDate, to: NaiveDate, name: &str) -> Option<Named> {
        Some(Named { days: self.span(from, to)?, name: one_line(name) })
    }

    fn each_day(&self) -> impl Iterator<Item = NaiveDate> {
        self.0.from.iter_days().take(self.0.days() as usize)
    }

    /// The days cut where a number of theirs changes.
    fn divisions(&self, number_of: impl Fn(NaiveDate) -> u32) -> Vec<Division> {
        let mut divisions: Vec<Division> = Vec::new();
        for (at, first) in (0..).zip(self.each_day()) {
            let number = number_of(first);
            match divisions.last_mut() {
                Some(last) if last.number == number => last.days.1 = at + 1,
                _ => divisions.push(Division { days: (at, at + 1), first, number }),
            }
        }
        divisions
    }

    fn weekends(&self) -> Vec<Span> {
        let is_free = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let divisions = self.divisions(|day| day.iso_week().week() * 2 + u32::from(is_free(day)));
        divisions.into_iter().filter(|days| is_free(days.first)).map(|weekend| weekend.days).collect()
    }
}

/// The row of a resource, or several when so much overlaps that one would not fit on a page.
fn rows(row: &PrintRow, window: &Window) -> Vec<Row> {
    let mut parts: BTreeMap<usize, Vec<Bar>> = BTreeMap::from([(0, Vec::new())]);
    for mut bar in placed(row, window) {
        let part = bar.lane / LANES_OF_A_ROW;
        bar.lane %= LANES_OF_A_ROW;
        parts.entry(part).or_default().push(bar);
    }
    let of_part = |bars: Vec<Bar>| Row {
        name: one_line(&row.short_name),
        code: one_line(&row.code),
        capacity: row.capacity,
        lanes: bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(1),
        bars,
    };
    parts.into_values().map(of_part).collect()
}

/// What takes a resource, by first day, each on the first lane where it hides nothing.
fn placed(row: &PrintRow, window: &Window) -> Vec<Bar> {
    let lines = row.bars.iter().filter_map(|bar| line(bar, window));
    let mut bars: Vec<Bar> = row.holds.iter().filter_map(|hold| held(hold, window)).chain(lines).collect();
    // What takes nothing makes room for what does.
    bars.sort_by_key(|bar| (bar.takes_nothing, bar.days.0));
    let mut lanes: Vec<Vec<Span>> = Vec::new();
    for bar in &mut bars {
        // Of a single unit loans follow each other and may share the days between; of several they do not.
        let before = bar.before.filter(|_| row.capacity > 1);
        let start = before.unwrap_or(bar.days).0;
        let end = bar.late.unwrap_or(bar.days).1;
        let is_free = |lane: &Vec<Span>| lane.iter().all(|taken| taken.1 <= start || end <= taken.0);
        bar.lane = lanes.iter().position(is_free).unwrap_or(lanes.len());
        if bar.lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[bar.lane].push((start, end));
    }
    bars.sort_by_key(|bar| bar.days.0);
    cut_buffers(&mut bars);
    bars
}

/// Buffers cover neither a bar nor each other: they end where their neighbour on the lane begins.
fn cut_buffers(bars: &mut [Bar]) {
    let mut last_of_lane: BTreeMap<usize, usize> = BTreeMap::new();
    for at in 0..bars.len() {
        let Some(previous) = last_of_lane.insert(bars[at].lane, at) else { continue };
        let start = bars[at].days.0;
        let previous = &mut bars[previous];
        previous.after = previous.after.and_then(|after| some(after.0, after.1.min(start)));
        let end = previous.after.or(previous.late).unwrap_or(previous.days).1;
        bars[at].before = bars[at].before.and_then(|before| some(before.0.max(end), before.1));
    }
}

fn line(bar: &PrintBar, window: &Window) -> Option<Bar> {
    let late_to = bar.late_to.filter(|late| *late > bar.to);
    let last = late_to.unwrap_or(bar.to);
    let first = bar.busy_from.map_or(bar.from, |busy| busy.min(bar.from));
    window.span(first, bar.busy_to.map_or(last, |busy| busy.max(last)))?;
    let between = |from: NaiveDate, to: NaiveDate| if from <= to { window.span(from, to) } else { None };
    Some(Bar {
        state: Some(bar.state),
        lane: 0,
        days: window.span(bar.from, bar.to).unwrap_or_else(|| window.beside(bar.from)),
        late: late_to.and_then(|late| between(plus_days(bar.to, 1), late)),
        late_days: bar.late_days,
        before: bar.busy_from.and_then(|busy| between(busy, plus_days(bar.from, -1))),
        after: bar.busy_to.and_then(|busy| between(plus_days(last, 1), busy)),
        label: one_line(&bar.label),
        short: one_line(&bar.short),
        quantity: bar.quantity,
        takes_nothing: bar.busy_from.is_none(),
    })
}

fn held(hold: &PrintHold, window: &Window) -> Option<Bar> {
    Some(Bar {
        state: None,
        lane: 0,
        days: window.span(hold.from, hold.to)?,
        late: None,
        late_days: 0,
        before: None,
        after: None,
        label: one_line(&hold.label),
        short: String::new(),
        quantity: 1,
        takes_nothing: false,
    })
}

fn some(start: i64, end: i64) -> Option<Span> {
    (start < end).then_some((start, end))
}

/// A text for a place with room for one line.
fn one_line(text: &str) -> String {
    let breaks = |character: char| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
    text.split(breaks).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
