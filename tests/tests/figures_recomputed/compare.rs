//! The program against the recount.

use crate::paper::{ANSWERS, BORROWERS, FUND, LOANS, PARTS, Paper, csv};
use crate::recount::{DEGREES, Expected, LEFT_EMPTY, Recount};
use app::App;
use app::views::{BehindQuery, Entries, FiguresQuery};
use domain::figures::{Figure, Side, Value, percent};
use std::collections::{BTreeMap, BTreeSet};

/// A percentage divided by hand, digit after digit; nothing of nothing.
pub(crate) fn divided(numerator: i64, denominator: i64, decimals: u8) -> String {
    if denominator == 0 {
        return "—".to_owned();
    }
    let digits = 100 * 10_i64.pow(u32::from(decimals));
    let (mut quotient, rest) = (numerator * digits / denominator, numerator * digits % denominator);
    if 2 * rest >= denominator {
        quotient += 1;
    }
    match decimals {
        0 => format!("{quotient} %"),
        _ => format!("{},{} %", quotient / 10, quotient % 10),
    }
}

/// In what a figure differs from what it has to be.
pub(crate) fn difference(figure: &Figure, expected: &Expected) -> Option<String> {
    let right = match (&figure.value, expected) {
        (Value::Count { value }, Expected::Count(count)) => value == count,
        (Value::Money { cents, with_amount, among }, Expected::Money(income, known, loans)) => {
            (cents, with_amount, among) == (income, known, loans)
        }
        (Value::Share { numerator, denominator, decimals }, Expected::Share(part, whole, digits)) => {
            let printed = percent(*numerator, *denominator, *decimals) == divided(*part, *whole, *digits);
            (numerator, denominator, decimals) == (part, whole, digits) && printed
        }
        (Value::Mean { numerator, denominator }, Expected::Mean(part, whole)) => {
            (numerator, denominator) == (part, whole)
        }
        (Value::Groups { groups }, Expected::Groups(parts, whole)) => {
            let mut got = BTreeMap::new();
            let mut wholes = true;
            for group in groups {
                wholes &= group.denominator == *whole
                    && percent(group.numerator, *whole, 0) == divided(group.numerator, *whole, 0);
                if group.numerator != 0 {
                    got.insert(word_of(&group.key, &group.label), group.numerator);
                }
            }
            let mut parts = parts.clone();
            parts.retain(|_, part| *part != 0);
            let degrees = !figure.key.starts_with("satisfaction")
                || DEGREES.iter().all(|degree| groups.iter().any(|group| group.key == *degree));
            let keys: BTreeSet<&String> = groups.iter().map(|group| &group.key).collect();
            got == parts && wholes && degrees && keys.len() == groups.len()
        }
        (Value::Groups { groups }, Expected::Ratios(ratios)) => {
            let mut got = BTreeMap::new();
            for group in groups {
                got.insert(word_of(&group.key, &group.label), (group.numerator, group.denominator));
            }
            let mut ratios = ratios.clone();
            ratios.retain(|_, ratio| *ratio != (0, 0));
            got.retain(|_, ratio| *ratio != (0, 0));
            got == ratios
        }
        (Value::Ranking { ranks }, Expected::Ranking(expected)) => {
            let mut got = Vec::new();
            for rank in ranks {
                let (place, loans, days) =
                    (i64::from(rank.rank), i64::from(rank.loans), i64::from(rank.days));
                got.push((place, rank.code.clone(), rank.title.clone(), loans, days));
            }
            got == *expected
        }
        _ => false,
    };
    (!right).then(|| format!("{}: got {:?}\n    expected {expected:?}", figure.key, figure.value))
}

/// The word of the register that a group stands for: the program writes those of its own lists with a typographic
/// apostrophe, and says what was left empty.
pub(crate) fn word_of(key: &str, label: &str) -> String {
    if label == "non renseigné" { LEFT_EMPTY.to_owned() } else { key.replace('’', "'") }
}

/// All the figures against the recount, and the years of the evolution too.
pub(crate) fn assert_recounted(app: &App, paper: &Paper, query: &FiguresQuery) {
    assert_recounted_from(None, app, paper, query);
}

/// The same of a centre that told its commune.
pub(crate) fn assert_recounted_from(
    home: Option<&'static str>,
    app: &App,
    paper: &Paper,
    query: &FiguresQuery,
) {
    let got = app.figures(query).expect("the figures");
    let recount = Recount { home, ..Recount::of(paper, query.period) };
    let expected = recount.figures();
    let mut wrong = Vec::new();
    let mut counted = BTreeSet::new();
    for figure in &got.figures {
        counted.insert(figure.key.as_str());
        match expected.get(figure.key.as_str()) {
            Some(expected) => wrong.extend(difference(figure, expected)),
            None => wrong.push(format!("{}: nobody recounts it: {:?}", figure.key, figure.value)),
        }
    }
    for key in expected.keys() {
        if !counted.contains(key) {
            wrong.push(format!("{key}: not among the figures"));
        }
    }
    for point in &got.evolution {
        let then = Recount::of(paper, point.period);
        let expected = then.figures();
        if point.figures.is_empty() && !then.sorties().is_empty() {
            wrong.push(format!("nothing in the evolution of {:?}", point.period));
        }
        for figure in &point.figures {
            let of_then = difference(figure, &expected[figure.key.as_str()]);
            wrong.extend(of_then.map(|text| format!("evolution of {:?}: {text}", point.period)));
        }
    }
    assert!(wrong.is_empty(), "{query:?}\n{}\n{}", wrong.join("\n"), written(paper));
}

/// The register as its files are, to be read in a failure.
pub(crate) fn written(paper: &Paper) -> String {
    let mut fund = FUND.to_vec();
    fund.push("retrait");
    let mut loans = LOANS.to_vec();
    loans.push("quantite");
    [
        csv(&fund, &paper.fund),
        csv(PARTS, &paper.parts),
        csv(BORROWERS, &paper.borrowers),
        csv(&loans, &paper.loans),
        csv(ANSWERS, &paper.answers),
    ]
    .join("\n")
    .replace("\r\n", "\n")
}

/// The lists behind the figures add up to what is shown. Of a figure of very many groups, some are opened.
pub(crate) fn assert_opens(app: &App, query: &FiguresQuery) {
    let got = app.figures(query).expect("the figures");
    let mut wrong = Vec::new();
    let mut opens = |key: &str, group: Option<&str>, side: Side, shown: i64| {
        let asked =
            BehindQuery { of: query.clone(), key: key.to_owned(), group: group.map(str::to_owned), side };
        match app.figure_lines(&asked) {
            Ok(list) if list.total == shown => {}
            // No list is made of days.
            Ok(list) if list.entries == Entries::Days => assert_eq!(list.rows, []),
            Ok(list) => wrong.push(format!("{key} {group:?} {side:?}: {} listed, {shown} shown", list.total)),
            Err(fault) => wrong.push(format!("{key} {group:?} {side:?}: {fault:?}")),
        }
    };
    for figure in &got.figures {
        let key = figure.key.as_str();
        match &figure.value {
            Value::Count { value } | Value::Money { cents: value, .. } => {
                opens(key, None, Side::Part, *value);
            }
            Value::Share { numerator, denominator, .. } | Value::Mean { numerator, denominator } => {
                opens(key, None, Side::Part, *numerator);
                opens(key, None, Side::Whole, *denominator);
            }
            Value::Groups { groups } => {
                let step = if groups.len() > 40 { groups.len() / 10 } else { 1 };
                for group in groups.iter().step_by(step) {
                    opens(key, Some(&group.key), Side::Part, group.numerator);
                    opens(key, Some(&group.key), Side::Whole, group.denominator);
                }
            }
            Value::Ranking { .. } => {}
        }
    }
    assert!(wrong.is_empty(), "{query:?}\n{}", wrong.join("\n"));
}
