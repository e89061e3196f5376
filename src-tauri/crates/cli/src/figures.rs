//! Figures for a person and for a program.

use app::civil_year;
use app::views::{BehindList, Entries, EvolutionPoint, Figures, PastFigure};
use app::words;
use domain::figures::{Figure, Group, Unit, Value as Measured, mean, percent};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// `figures` by key, and `definitions` in words. A count is `{value}`, a share `{numerator, denominator, display}`, a
/// breakdown an object of shares by group, a ranking a list, an evolution an object of counts by year. An amount is
/// `{value}` in euros (null where no sortie has one), one of a breakdown `{value, cents, of_cents, display}`.
pub(crate) fn json(all: &Figures) -> Value {
    let mut figures = Map::new();
    let mut definitions = Map::new();
    if let Some(year) = civil_year(all.period) {
        figures.insert("year".into(), json!({ "value": year }));
    }
    for figure in &all.figures {
        figures.insert(figure.key.clone(), figure_json(figure));
        let definition = words::french(&format!("figure_{}_is", figure.key));
        definitions.insert(figure.key.clone(), json!(definition));
    }
    figures.insert("people_reached_evolution".into(), evolution_json(all, "people_reached"));
    json!({
        "from": all.period.from,
        "to": all.period.to,
        "figures": figures,
        "definitions": definitions,
    })
}

fn figure_json(figure: &Figure) -> Value {
    let share = |numerator: i64, denominator: i64, display: String| json!({ "numerator": numerator, "denominator": denominator, "display": display });
    match &figure.value {
        Measured::Count { value } => json!({ "value": value }),
        // What nobody wrote is not nothing.
        Measured::Money { with_amount: 0, among: 1.., .. } => json!({ "value": null }),
        Measured::Money { cents, .. } => json!({ "value": euros(*cents) }),
        Measured::Share { numerator, denominator, decimals } => {
            share(*numerator, *denominator, percent(*numerator, *denominator, *decimals))
        }
        Measured::Mean { numerator, denominator } => {
            share(*numerator, *denominator, mean(*numerator, *denominator))
        }
        Measured::Groups { groups } => {
            let group = |group: &Group| {
                let Group { numerator, denominator, .. } = *group;
                let display = percent(numerator, denominator, 0);
                let told = match figure.unit {
                    Unit::Euros => json!({
                        "value": euros(numerator), "cents": numerator, "of_cents": denominator, "display": display
                    }),
                    _ => share(numerator, denominator, display),
                };
                (group.key.clone(), told)
            };
            Value::Object(groups.iter().map(group).collect())
        }
        Measured::Ranking { ranks } => json!(ranks),
    }
}

/// By year, what was entered by hand or else what was counted.
fn evolution_json(all: &Figures, key: &str) -> Value {
    let of_year = |point: &EvolutionPoint| {
        let year = civil_year(point.period)?;
        let entered = point.entered.iter().find(|past| past.key == key);
        let counted = point.figures.iter().find(|figure| figure.key == key);
        let value = match (entered, counted.map(|figure| &figure.value)) {
            (Some(past), _) => json!({ "value": past.value, "source": past.source }),
            (None, Some(Measured::Count { value })) => json!({ "value": value }),
            _ => return None,
        };
        Some((year.to_string(), value))
    };
    Value::Object(all.evolution.iter().filter_map(of_year).collect())
}

/// The list behind a figure. Amounts of money are in cents, and their keys say so.
pub(crate) fn list_json(list: &BehindList) -> Value {
    let mut told = serde_json::to_value(list).unwrap_or_default();
    if list.unit == Unit::Euros {
        let in_cents = |told: &mut Value, key: &str| {
            if let Some(fields) = told.as_object_mut()
                && let Some(cents) = fields.remove(key)
            {
                fields.insert(format!("{key}_cents"), cents);
            }
        };
        in_cents(&mut told, "total");
        for row in told["rows"].as_array_mut().into_iter().flatten() {
            in_cents(row, "amount");
        }
    }
    told
}

/// A number of a figure as a person reads it: an amount as money, everything else as it is.
fn told(number: i64, unit: Unit) -> String {
    match unit {
        Unit::Euros => format!("{} €", euros(number).replace('.', ",")),
        _ => number.to_string(),
    }
}

/// An amount with a decimal point.
fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

pub(crate) fn text(all: &Figures) -> String {
    let mut text = format!("Du {} au {}\n", words::day(all.period.from), words::day(all.period.to));
    for figure in &all.figures {
        let name = words::french(&format!("figure_{}", figure.key));
        match &figure.value {
            Measured::Count { value } => line(&mut text, &name, &value.to_string()),
            Measured::Money { cents, with_amount, among } => {
                let amounts = words::with_amount(*with_amount, *among);
                let is_known = *with_amount > 0 || *among == 0;
                let income = if is_known { told(*cents, Unit::Euros) } else { "—".to_owned() };
                line(&mut text, &name, &format!("{income} ({amounts})"));
            }
            Measured::Share { numerator, denominator, decimals } => {
                let share = percent(*numerator, *denominator, *decimals);
                line(&mut text, &name, &format!("{share} ({numerator} sur {denominator})"));
            }
            Measured::Mean { numerator, denominator } => {
                let mean = mean(*numerator, *denominator);
                line(&mut text, &name, &format!("{mean} ({numerator} sur {denominator})"));
            }
            // Three hundred and sixty-five days say nothing one by one.
            Measured::Groups { .. } if figure.key == "out_by_day" => {}
            Measured::Groups { groups } => {
                line(&mut text, &name, "");
                for group in groups {
                    let Group { label, numerator, denominator, .. } = group;
                    let share = percent(*numerator, *denominator, 0);
                    let (part, whole) = (told(*numerator, figure.unit), told(*denominator, figure.unit));
                    line(&mut text, &format!("    {label}"), &format!("{part} sur {whole}, {share}"));
                }
            }
            Measured::Ranking { ranks } => {
                line(&mut text, &name, "");
                for rank in ranks {
                    let counted = format!("{} sorties, {} jours", rank.loans, rank.days);
                    line(&mut text, &format!("    {}. {} {}", rank.rank, rank.code, rank.title), &counted);
                }
            }
        }
    }
    text
}

fn line(text: &mut String, name: &str, value: &str) {
    let colon = if value.is_empty() { "" } else { " : " };
    let _ = writeln!(text, "{name}{colon}{value}");
}

pub(crate) fn list_text(list: &BehindList) -> String {
    let mut text = String::new();
    for row in &list.rows {
        let days = match (row.from, row.to) {
            (Some(from), Some(to)) => format!("{} – {}", words::day(from), words::day(to)),
            (Some(from), None) => format!("depuis le {}", words::day(from)),
            _ => String::new(),
        };
        let cells: Vec<&str> = match list.entries {
            Entries::Lines => vec![&row.number, &row.code, &row.title, &row.borrower, &row.commune, &days],
            _ => vec![&row.code, &row.title, &row.borrower],
        };
        let _ = writeln!(text, "{}  {}", cells.join("  "), told(row.amount, list.unit));
    }
    let name = words::french(&format!("figure_{}", list.key));
    let _ = writeln!(text, "{name} : {}", told(list.total, list.unit));
    text
}

pub(crate) fn past_text(past: &[PastFigure]) -> String {
    past.iter()
        .map(|PastFigure { year, key, value, source }| {
            format!("{year}  {} : {value}  ({source})\n", words::french(&format!("figure_{key}")))
        })
        .collect()
}
