//! The recount itself, against the register whose report was published.

use crate::compare::divided;
use crate::paper::{ANSWERS, BORROWERS, FUND, LOANS, Paper, Row};
use crate::random::civil;
use crate::recount::{Expected, Recount};

#[test]
fn the_recount_itself_finds_the_published_figures() {
    let read = |file: &str, columns: &mut Vec<&'static str>| -> Vec<Row> {
        let bytes =
            std::fs::read(stories::fixture("registre-2023").join(file)).expect("a file of the register");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut rows = cells_of(text.trim_start_matches('\u{feff}')).into_iter();
        let header = rows.next().expect("a header");
        let kept: Vec<Option<&'static str>> =
            header.iter().map(|name| columns.iter().copied().find(|column| column == name)).collect();
        rows.map(|cells| {
            kept.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell))).collect()
        })
        .collect()
    };
    let paper = Paper {
        fund: read("fonds.csv", &mut FUND.to_vec()),
        borrowers: read("emprunteurs.csv", &mut BORROWERS.to_vec()),
        loans: read("prets.csv", &mut LOANS.to_vec()),
        answers: read("questionnaires.csv", &mut ANSWERS.to_vec()),
        ..Paper::default()
    };
    let recount = Recount::of(&paper, civil(2023)).figures();
    let bytes = std::fs::read(stories::fixture("registre-2023/attendu.json")).expect("what is expected");
    let expected: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let elsewhere = [
        "year",
        "self_standing_exhibitions",
        "roll_up_exhibitions",
        "interactive_models",
        "max_loans_outside_top_three",
        "people_reached_evolution",
    ];
    let of_share = |share: &serde_json::Value| {
        let number = |name: &str| share[name].as_i64().expect("a number");
        (number("numerator"), number("denominator"), share["display"].as_str().expect("shown").to_owned())
    };
    let mut compared = 0;
    for (key, published) in expected["figures"].as_object().expect("figures") {
        if elsewhere.contains(&key.as_str()) {
            continue;
        }
        compared += 1;
        match &recount[key.as_str()] {
            Expected::Count(count) => assert_eq!(published["value"].as_i64(), Some(*count), "{key}"),
            Expected::Money(cents, ..) => {
                let euros = format!("{}.{:02}", cents / 100, cents % 100);
                assert_eq!(published["value"].as_str(), Some(euros.as_str()), "{key}");
            }
            Expected::Share(part, whole, decimals) => {
                assert_eq!(of_share(published), (*part, *whole, divided(*part, *whole, *decimals)), "{key}");
            }
            Expected::Groups(parts, whole) => {
                for (word, group) in published.as_object().expect("groups") {
                    let part = parts.get(word).copied().unwrap_or_default();
                    assert_eq!(of_share(group), (part, *whole, divided(part, *whole, 0)), "{key} {word}");
                }
                let words = parts.iter().filter(|(_, part)| **part > 0).map(|(word, _)| word);
                for word in words {
                    assert!(published.get(word).is_some(), "{key} {word}");
                }
            }
            Expected::Ranking(ranks) => {
                let published = published.as_array().expect("ranks");
                assert_eq!(published.len(), ranks.len());
                for (rank, (place, code, title, loans, days)) in published.iter().zip(ranks) {
                    assert_eq!(rank["rank"].as_i64(), Some(*place));
                    assert_eq!(
                        (rank["code"].as_str(), rank["title"].as_str()),
                        (Some(code.as_str()), Some(title.as_str()))
                    );
                    assert_eq!((rank["loans"].as_i64(), rank["days"].as_i64()), (Some(*loans), Some(*days)));
                }
            }
            other => panic!("{key}: {other:?}"),
        }
    }
    assert_eq!(compared, 50);
}

/// The cells of a CSV file of semicolons, quoted where one holds a separator or a line break.
fn cells_of(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut cells, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                cells.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut cells));
            }
            letter => cell.push(letter),
        }
    }
    rows
}
