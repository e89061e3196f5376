//! Figures as tables and as words, in French.

use super::point_name;
use crate::evaluation::figures::civil_year;
use crate::views::{BehindList, Entries, Figures};
use crate::words::{self, capitalised, number, sentence};
use domain::figures::{Figure, Group, Unit, Value, mean, percent};
use domain::report::{Cell, CellFormat, Column, Drawing, KeyFigure, Table};

/// Departments are known by their code in a figure, and by their name to people.
const BY_DEPARTEMENT: [&str; 2] = ["loans_by_departement", "days_by_departement"];

pub(super) fn value<'f>(all: &'f Figures, key: &str) -> Option<&'f Figure> {
    all.figures.iter().find(|figure| figure.key == key)
}

pub(super) fn groups<'f>(all: &'f Figures, key: &str) -> &'f [Group] {
    match value(all, key).map(|figure| &figure.value) {
        Some(Value::Groups { groups }) => groups,
        _ => &[],
    }
}

/// The period in words: « 2023 », « année scolaire 2023-2024 », « du … au … ».
pub(super) fn period(all: &Figures) -> String {
    if let Some(year) = civil_year(all.period) {
        return year.to_string();
    }
    sentence("report_period", &[("from", words::day(all.period.from)), ("to", words::day(all.period.to))])
}

/// A percentage with the space of print.
fn rate(numerator: i64, denominator: i64, decimals: u8) -> String {
    percent(numerator, denominator, decimals).replace(' ', "\u{a0}")
}

fn euros(cents: i64) -> String {
    format!("{},{:02}\u{a0}€", number(cents / 100), cents.abs() % 100)
}

/// A figure as a cell; a dash of one that is not there, or of which nothing is known.
fn figure_cell(value: Option<&Value>) -> Cell {
    match value {
        Some(Value::Count { value }) => count(*value),
        Some(Value::Money { with_amount: 0, among: 1.., .. }) => dash(),
        Some(Value::Money { cents, .. }) => amount(*cents, Unit::Euros),
        Some(Value::Share { numerator, denominator, decimals }) => {
            percentage(*numerator, *denominator, *decimals)
        }
        Some(Value::Mean { numerator, denominator: denominator @ 1.. }) => {
            let quotient = *numerator as f64 / *denominator as f64;
            Cell::number(quotient, CellFormat::Decimal, mean(*numerator, *denominator))
        }
        _ => dash(),
    }
}

fn dash() -> Cell {
    Cell::text("—")
}

/// A figure as it is shown in a sentence.
pub(super) fn shown(all: &Figures, key: &str) -> String {
    figure_cell(value(all, key).map(|figure| &figure.value)).text
}

/// The part, the whole and the rate of a share, as they are shown.
pub(super) fn share(all: &Figures, key: &str) -> (String, String, String) {
    match value(all, key).map(|figure| &figure.value) {
        Some(Value::Share { numerator, denominator, decimals }) => {
            (number(*numerator), number(*denominator), rate(*numerator, *denominator, *decimals))
        }
        _ => ("—".into(), "—".into(), "—".into()),
    }
}

pub(super) fn key_figure(all: &Figures, key: &str) -> Option<KeyFigure> {
    let of = |numerator: i64, denominator: i64| {
        sentence("report_of", &[("part", number(numerator)), ("whole", number(denominator))])
    };
    let figure = value(all, key)?;
    let detail = match &figure.value {
        Value::Share { numerator, denominator, .. } | Value::Mean { numerator, denominator } => {
            of(*numerator, *denominator)
        }
        Value::Money { with_amount, among, .. } => words::with_amount(*with_amount, *among),
        _ if key == "loans_effective" => {
            let is_one =
                matches!(value(all, "units_lent"), Some(figure) if figure.value == Value::Count { value: 1 });
            let key = if is_one { "report_units_lent_one" } else { "report_units_lent_other" };
            sentence(key, &[("units", shown(all, "units_lent"))])
        }
        _ if key == "cancellations" => {
            sentence("report_cancelled_days", &[("days", shown(all, "cancelled_days"))])
        }
        _ => String::new(),
    };
    Some(KeyFigure {
        number: figure_cell(Some(&figure.value)),
        name: words::french(&format!("figure_{key}")),
        detail,
    })
}

fn unit_name(unit: Unit) -> String {
    let code = serde_json::to_value(unit).unwrap_or_default();
    capitalised(&words::french(&format!("figure_unit_{}_other", code.as_str().unwrap_or_default())))
}

fn heads(titles: &[(String, bool)]) -> Vec<Column> {
    titles.iter().map(|(title, numeric)| Column { title: title.clone(), numeric: *numeric }).collect()
}

pub(super) fn count(value: i64) -> Cell {
    Cell::number(value as f64, CellFormat::Count, number(value))
}

fn amount(value: i64, unit: Unit) -> Cell {
    match unit {
        Unit::Euros => Cell::number(value as f64 / 100.0, CellFormat::Euros, euros(value)),
        _ => count(value),
    }
}

fn percentage(numerator: i64, denominator: i64, decimals: u8) -> Cell {
    if denominator > 0 {
        let share = numerator as f64 / denominator as f64;
        Cell::number(share, CellFormat::Percent, rate(numerator, denominator, decimals))
    } else {
        dash()
    }
}

/// What a group is called: months by their names, départements by theirs.
fn group_label(all: &Figures, key: &str, group: &Group) -> String {
    if BY_DEPARTEMENT.contains(&key) {
        let outline = all.map.departements.iter().find(|outline| outline.code == group.key);
        return outline.map_or_else(|| capitalised(&group.label), |outline| outline.name.clone());
    }
    if key.ends_with("_by_month")
        && let Some(month) = group.key.rsplit('-').next().and_then(|month| month.parse::<u32>().ok())
    {
        let name = words::month(month);
        let year = group.key.split_once('-').map(|(year, _)| format!(" {year}")).unwrap_or_default();
        return format!("{}{year}", capitalised(&name));
    }
    capitalised(&group.label)
}

/// A breakdown as a table; none of one that has no group, nor of the days one by one.
pub(super) fn groups_table(all: &Figures, key: &str, drawing: Drawing) -> Option<Table> {
    let figure = value(all, key)?;
    let groups = groups(all, key);
    if groups.is_empty() {
        return None;
    }
    let rows = groups.iter().map(|group| {
        vec![
            Cell::text(group_label(all, key, group)),
            amount(group.numerator, figure.unit),
            amount(group.denominator, figure.unit),
            percentage(group.numerator, group.denominator, 1),
        ]
    });
    // A rate of each group is what is drawn of a usage or an occupancy.
    let is_rate = key.starts_with("usage_by") || key.starts_with("occupancy_by");
    let share = (words::french("report_share"), true);
    let (part, whole) = ((unit_name(figure.unit), true), (words::french("report_out_of"), true));
    let name = (String::new(), false);
    let rows: Vec<Vec<Cell>> = rows.collect();
    let (columns, rows) = if is_rate {
        let share_second = |mut row: Vec<Cell>| {
            row[1..].rotate_right(1);
            row
        };
        (heads(&[name, share, part, whole]), rows.into_iter().map(share_second).collect())
    } else {
        (heads(&[name, part, whole, share]), rows)
    };
    Some(Table {
        title: words::french(&format!("figure_{key}")),
        note: words::french(&format!("figure_{key}_is")),
        columns,
        rows,
        drawing,
    })
}

pub(super) fn ranking_table(all: &Figures, key: &str) -> Option<Table> {
    let Value::Ranking { ranks } = &value(all, key)?.value else { return None };
    let name = |unit: Unit| (unit_name(unit), true);
    let columns = heads(&[
        (words::french("report_resource"), false),
        if key == "top_resources_by_days" { name(Unit::Days) } else { name(Unit::Sorties) },
        if key == "top_resources_by_days" { name(Unit::Sorties) } else { name(Unit::Days) },
    ]);
    let rows = ranks.iter().map(|rank| {
        let (loans, days) = (count(i64::from(rank.loans)), count(i64::from(rank.days)));
        let (first, second) = if key == "top_resources_by_days" { (days, loans) } else { (loans, days) };
        // Equals have the same place.
        let name = format!("{}.\u{a0}{} ({})", rank.rank, rank.title, rank.code);
        vec![Cell::text(name), first, second]
    });
    Some(Table {
        title: words::french(&format!("figure_{key}")),
        note: words::french(&format!("figure_{key}_is")),
        columns,
        rows: rows.collect(),
        drawing: Drawing::Bars,
    })
}

/// The numbers that stand alone, with what they are shares of.
pub(super) fn singles(all: &Figures) -> Table {
    let rows = all.figures.iter().filter_map(|figure| {
        let name = Cell::text(words::french(&format!("figure_{}", figure.key)));
        let is = Cell::text(words::french(&format!("figure_{}_is", figure.key)));
        let nothing = || Cell::text("");
        let (part, whole) = match figure.value {
            Value::Count { .. } | Value::Money { .. } => (nothing(), nothing()),
            Value::Share { numerator, denominator, .. } | Value::Mean { numerator, denominator } => {
                (count(numerator), count(denominator))
            }
            _ => return None,
        };
        Some(vec![name, figure_cell(Some(&figure.value)), part, whole, is])
    });
    let columns = heads(&[
        (words::french("report_figure"), false),
        (words::french("report_value"), true),
        (words::french("report_numerator"), true),
        (words::french("report_denominator"), true),
        (words::french("report_definition"), false),
    ]);
    Table {
        title: words::french("report_figures"),
        note: String::new(),
        columns,
        rows: rows.collect(),
        drawing: Drawing::None,
    }
}

/// A figure of a year as a cell: what was entered by hand stands before what is counted.
fn evolving(all: &Figures, place: usize, key: &str) -> Cell {
    let point = &all.evolution[place];
    if let Some(past) = point.entered.iter().find(|past| past.key == key) {
        return Cell::number(past.value as f64, CellFormat::Count, format!("{}\u{a0}*", number(past.value)));
    }
    figure_cell(point.figures.iter().find(|figure| figure.key == key).map(|figure| &figure.value))
}

/// Figures down, years across.
pub(super) fn evolution_table(all: &Figures) -> Table {
    let mut titles = vec![(words::french("report_figure"), false)];
    titles.extend(all.evolution.iter().map(|point| (point_name(point), true)));
    let keys = all.evolution.last().map(|point| point.figures.as_slice()).unwrap_or_default();
    let rows = keys.iter().map(|figure| {
        let mut row = vec![Cell::text(words::french(&format!("figure_{}", figure.key)))];
        row.extend((0..all.evolution.len()).map(|place| evolving(all, place, &figure.key)));
        row
    });
    let is_entered = all.evolution.iter().any(|point| !point.entered.is_empty());
    Table {
        title: words::french("report_evolution"),
        note: if is_entered { words::french("report_evolution_note") } else { String::new() },
        columns: heads(&titles),
        rows: rows.collect(),
        drawing: Drawing::None,
    }
}

/// People reached by year, to be drawn; none of an evolution of one year.
pub(super) fn people_by_year(all: &Figures) -> Option<Table> {
    let rows: Vec<Vec<Cell>> = all
        .evolution
        .iter()
        .enumerate()
        .map(|(place, point)| vec![Cell::text(point_name(point)), evolving(all, place, "people_reached")])
        .filter(|row| row[1].number.is_some())
        .collect();
    (rows.len() > 1).then(|| Table {
        title: words::french("figure_people_reached"),
        note: String::new(),
        columns: heads(&[(words::french("report_year"), false), (unit_name(Unit::People), true)]),
        rows,
        drawing: Drawing::Columns,
    })
}

/// Schools by level: sorties and people.
pub(super) fn schools(all: &Figures, types: &[String]) -> Option<Table> {
    let of = |key: &str, level: &str| {
        groups(all, key).iter().find(|group| group.key == level).map_or(0, |group| group.numerator)
    };
    let rows: Vec<Vec<Cell>> = types
        .iter()
        .map(|level| {
            vec![
                Cell::text(capitalised(level)),
                count(of("loans_by_borrower_type", level)),
                count(of("days_by_borrower_type", level)),
                count(of("people_reached_by_borrower_type", level)),
            ]
        })
        .collect();
    Some(Table {
        title: words::french("report_schools"),
        note: String::new(),
        columns: heads(&[
            (words::french("report_level"), false),
            (unit_name(Unit::Sorties), true),
            (unit_name(Unit::Days), true),
            (unit_name(Unit::People), true),
        ]),
        rows,
        drawing: Drawing::Bars,
    })
}

/// The list behind a figure as a table.
pub(super) fn table_of_rows(list: &BehindList) -> Table {
    let head = |key: &str| (words::french(key), false);
    let day = |day: Option<chrono::NaiveDate>| Cell::text(day.map(words::day_in_digits).unwrap_or_default());
    let last = (unit_name(list.unit), true);
    let (titles, rows): (Vec<(String, bool)>, Vec<Vec<Cell>>) = match list.entries {
        Entries::Lines => (
            vec![
                head("report_number"),
                head("report_code"),
                head("report_resource"),
                head("report_borrower"),
                head("report_commune"),
                head("report_from"),
                head("report_to"),
                last,
            ],
            list.rows
                .iter()
                .map(|row| {
                    let words = [&row.number, &row.code, &row.title, &row.borrower, &row.commune];
                    let mut cells: Vec<Cell> = words.into_iter().map(Cell::text).collect();
                    cells.extend([day(row.from), day(row.to), amount(row.amount, list.unit)]);
                    cells
                })
                .collect(),
        ),
        Entries::Resources => (
            vec![
                head("report_code"),
                head("report_resource"),
                head("report_acquired"),
                head("report_retired"),
            ],
            list.rows
                .iter()
                .map(|row| vec![Cell::text(&row.code), Cell::text(&row.title), day(row.from), day(row.to)])
                .collect(),
        ),
        Entries::Borrowers | Entries::Days => (
            vec![head("report_code"), head("report_borrower"), head("report_type")],
            list.rows
                .iter()
                .map(|row| [&row.code, &row.title, &row.borrower].into_iter().map(Cell::text).collect())
                .collect(),
        ),
    };
    Table {
        title: words::french(&format!("figure_{}", list.key)),
        note: String::new(),
        columns: heads(&titles),
        rows,
        drawing: Drawing::None,
    }
}
