//! The figures that a centre published of its register of 2023, and what else its report rests on.

use app::App;
use serde_json::Value;

use crate::fixture;

/// Keys that only serve the sentences of one report.
const ELSEWHERE: [&str; 5] = [
    "year",
    "self_standing_exhibitions",
    "roll_up_exhibitions",
    "interactive_models",
    "max_loans_outside_top_three",
];

/// Enters what the reports of the years before the register say of the people reached.
pub fn enter_past_years(app: &App) {
    for (year, people) in [(2021, 3_700), (2022, 12_000)] {
        app.save_past_figure(year, "people_reached", Some(people), "Rapport d’activités").expect("a figure");
    }
}

/// The published numbers that are not there, with the keys they belong to; `has` is asked for each as it is written.
pub fn missing(has: impl Fn(&str) -> bool) -> Vec<(String, f64)> {
    let file = std::fs::read(fixture("registre-2023/attendu.json")).expect("what is expected");
    let expected: Value = serde_json::from_slice(&file).expect("JSON");
    let mut numbers = Vec::new();
    for (key, value) in expected["figures"].as_object().expect("figures") {
        if !ELSEWHERE.contains(&key.as_str()) {
            collect(key, value, &mut numbers);
        }
    }
    numbers.retain(|(_, number)| !has(&written(*number)));
    numbers
}

/// A number in French without spaces between thousands.
#[must_use]
pub fn written(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.2}").replace('.', ",") }
}

/// The numbers of what is expected, with their keys: numerators and denominators of shares, values, days and sorties of
/// rankings.
fn collect(key: &str, value: &Value, numbers: &mut Vec<(String, f64)>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), field) {
                    ("rank" | "display" | "code" | "title", _) => {}
                    (_, Value::Number(number)) => {
                        numbers.push((key.to_owned(), number.as_f64().expect("a number")));
                    }
                    (_, Value::String(number)) => {
                        numbers.push((key.to_owned(), number.parse().expect("a number")));
                    }
                    _ => collect(key, field, numbers),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(key, item, numbers)),
        _ => {}
    }
}
