//! The figures of a year: those of the register whose report was published, the lists behind them, and what was entered
//! by hand.

use app::views::{BehindQuery, FiguresQuery};
use domain::figures::{KEYS, Side, Value as Measured};
use serde_json::Value;
use std::process::Command;
use stories::{Desk, TODAY, fixture, period};

/// They only serve the sentences of one report: breakdowns hold them.
const ELSEWHERE: [&str; 4] =
    ["self_standing_exhibitions", "roll_up_exhibitions", "interactive_models", "max_loans_outside_top_three"];

fn malleposte(desk: &Desk, arguments: &[&str]) -> (i32, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_malleposte-in-tests"))
        .arg("--base")
        .arg(desk.base())
        .args(["--today", TODAY, "--as", "Ève"])
        .args(arguments)
        .output()
        .expect("the command line runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (ran.status.code().expect("an exit code"), text(ran.stdout), text(ran.stderr))
}

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    let (code, out, err) = malleposte(desk, arguments);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("JSON")
}

#[test]
fn every_figure_of_the_published_register_is_equal() {
    let desk = Desk::with("registre-2023");
    for (year, people) in [("2021", "3700"), ("2022", "12000")] {
        let source = format!("Rapport d’activités {year}");
        let past =
            ["past", "--year", year, "--key", "people_reached", "--value", people, "--source", &source];
        assert_eq!(malleposte(&desk, &past).0, 0);
    }
    let expected: Value = serde_json::from_slice(
        &std::fs::read(fixture("registre-2023/attendu.json")).expect("what is expected"),
    )
    .expect("JSON");
    let answer = json(&desk, &["stats", "--year", "2023", "--json"]);
    let got = &answer["figures"];
    let mut compared = 0;
    for (key, expected) in expected["figures"].as_object().expect("figures") {
        if ELSEWHERE.contains(&key.as_str()) {
            continue;
        }
        compared += 1;
        let mut got = got[key].clone();
        if key == "people_reached_evolution" {
            for year in got.as_object_mut().expect("years").values_mut() {
                year.as_object_mut().expect("a year").remove("source");
            }
        }
        assert_eq!(&got, expected, "{key}");
        let definition = answer["definitions"][key].as_str().unwrap_or_default();
        assert!(key == "year" || key.ends_with("evolution") || definition.len() > 20, "{key}: {definition}");
    }
    assert_eq!(compared, 52);
    let formats = &got["fund_by_format"];
    let numbers =
        ["autoportante", "roll-up", "maquette interactive"].map(|format| &formats[format]["numerator"]);
    assert_eq!(numbers, [8, 5, 2]);
}

#[test]
fn every_figure_opens_to_the_entries_that_make_it() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let of = FiguresQuery::of(period("2023-01-01", "2023-12-31"));
    let all = app.figures(&of).expect("the figures");
    // Those outside the home commune wait for the settings to name it.
    assert_eq!(all.figures.len(), KEYS.len() - 2);
    let total = |key: &str, group: Option<&str>, side: Side| {
        let query =
            BehindQuery { of: of.clone(), key: key.to_owned(), group: group.map(str::to_owned), side };
        let list = app.figure_lines(&query).unwrap_or_else(|fault| panic!("{key}: {fault:?}"));
        assert_eq!(list.total, list.rows.iter().map(|row| row.amount).sum::<i64>());
        list.total
    };
    for figure in &all.figures {
        let key = figure.key.as_str();
        match &figure.value {
            Measured::Count { value } | Measured::Money { cents: value, .. } => {
                assert_eq!(total(key, None, Side::Part), *value, "{key}");
            }
            Measured::Share { numerator, denominator, .. } => {
                assert_eq!(total(key, None, Side::Part), *numerator, "{key}");
                assert_eq!(total(key, None, Side::Whole), *denominator, "{key}");
            }
            Measured::Mean { numerator, .. } => {
                assert_eq!(total(key, None, Side::Part), *numerator, "{key}");
            }
            Measured::Groups { groups } => {
                for group in groups.iter().take(4) {
                    assert_eq!(
                        total(key, Some(&group.key), Side::Part),
                        group.numerator,
                        "{key} {}",
                        group.key
                    );
                    assert_eq!(total(key, Some(&group.key), Side::Whole), group.denominator, "{key}");
                }
            }
            Measured::Ranking { ranks } => {
                for rank in ranks {
                    let counted = if key == "top_resources_by_loans" { rank.loans } else { rank.days };
                    assert_eq!(total(key, Some(&rank.code), Side::Part), i64::from(counted), "{key}");
                }
            }
        }
    }
    assert_eq!(total("usage_rate", None, Side::Rest), 36);
}

#[test]
fn the_lines_behind_a_figure_are_listed_by_the_command_line() {
    let desk = Desk::with("registre-2023");
    let eau = json(&desk, &["stats", "--year", "2023", "--lines", "loans_by_theme:eau", "--json"]);
    assert_eq!(eau["total"], 10);
    assert_eq!(eau["rows"].as_array().map(Vec::len), Some(10));
    let rest = json(&desk, &["stats", "--year", "2023", "--lines", "usage_rate", "--side", "rest", "--json"]);
    assert_eq!(rest["total"], 36);
    for (key, sentence) in
        [("nimporte", "Aucun chiffre ne s’appelle « nimporte »"), ("loans_by_theme:alchimie", "« alchimie »")]
    {
        let (code, _, err) = malleposte(&desk, &["stats", "--year", "2023", "--lines", key]);
        assert_eq!(code, 2);
        assert!(err.replace('\u{a0}', " ").contains(sentence), "{err}");
    }
}

/// One loan at 150 €, two whose amount nobody wrote.
fn three_loans_one_amount() -> Desk {
    let desk = Desk::empty();
    let folder = desk.register(
        "registre",
        &[
            ("fonds.csv", "code;titre;type\r\nX;Expo;exposition légère\r\n"),
            ("emprunteurs.csv", "code;nom;type\r\nB1;École A;école\r\n"),
            (
                "prets.csv",
                "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut;tarif_applique_eur\r\n\
                 2025-001;X;B1;03/02/2025;07/02/2025;rentré;150\r\n\
                 2025-002;X;B1;10/02/2025;14/02/2025;rentré;\r\n\
                 2025-003;X;B1;17/02/2025;21/02/2025;rentré;\r\n",
            ),
        ],
    );
    let report = desk.open().import_register(&folder, false).expect("the register").value;
    assert!(!report.is_refused(), "{:?}", report.problems);
    desk
}

#[test]
fn money_is_printed_as_money_with_how_many_sorties_have_an_amount() {
    let desk = three_loans_one_amount();
    let (_, text, _) = malleposte(&desk, &["stats", "--year", "2025"]);
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    for expected in [
        "Recettes des sorties : 150,00 € (1 sortie sur 3 avec un montant)",
        "exposition légère : 150,00 € sur 150,00 €, 100 %",
        "Sorties avec un montant : 33 % (1 sur 3)",
    ] {
        assert!(text.contains(expected), "« {expected} » is not in {text}");
    }
    assert!(!text.contains("15000") && !text.contains(" 0,00 €"), "{text}");
    let (_, list, _) = malleposte(&desk, &["stats", "--year", "2025", "--lines", "income_eur"]);
    assert!(list.contains("150,00 €") && !list.contains("15000"), "{list}");
    assert_eq!(list.lines().count(), 2, "{list}");
    let (_, rest, _) =
        malleposte(&desk, &["stats", "--year", "2025", "--lines", "income_eur", "--side", "rest"]);
    assert!(rest.contains("2025-002") && rest.contains("2025-003") && !rest.contains('€'), "{rest}");
}

#[test]
fn a_program_reads_money_in_cents_under_keys_that_say_so() {
    let desk = three_loans_one_amount();
    let figures = json(&desk, &["stats", "--year", "2025", "--json"])["figures"].clone();
    assert_eq!(figures["income_eur"]["value"], "150.00");
    assert_eq!(figures["loans_with_amount"]["numerator"], 1);
    let group = &figures["income_by_type"]["exposition légère"];
    assert_eq!(
        (&group["value"], &group["cents"], &group["of_cents"]),
        (&"150.00".into(), &15_000.into(), &15_000.into())
    );
    assert!(group["numerator"].is_null());
    let list = json(&desk, &["stats", "--year", "2025", "--lines", "income_eur", "--json"]);
    assert_eq!((&list["total_cents"], &list["rows"][0]["amount_cents"]), (&15_000.into(), &15_000.into()));
    assert!(list["total"].is_null() && list["rows"][0]["amount"].is_null());
}

#[test]
fn a_year_without_data_says_so_and_divides_by_nothing() {
    let desk = Desk::with("registre-2023");
    let answer = json(&desk, &["stats", "--year", "2019", "--json"]);
    assert_eq!(answer["figures"]["loans_effective"]["value"], 0);
    assert_eq!(answer["figures"]["questionnaire_return_rate"]["display"], "—");
    assert_eq!(answer["figures"]["days_per_loan"]["display"], "—");
    let empty = Desk::empty();
    let answer = json(&empty, &["stats", "--year", "2023", "--json"]);
    assert_eq!(answer["figures"]["usage_rate"]["display"], "—");
}

#[test]
fn a_figure_entered_by_hand_is_checked_and_can_be_taken_back() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let refused =
        |year, key, value, source| app.save_past_figure(year, key, Some(value), source).unwrap_err().code;
    assert_eq!(refused(2021, "usage_rate", 3, "Rapport"), "figure_not_enterable");
    assert_eq!(refused(2021, "people_reached", -5, "Rapport"), "figure_out_of_range");
    assert_eq!(refused(2021, "people_reached", 3, " "), "text_missing");
    assert_eq!(refused(2024, "people_reached", 3, "Rapport"), "figure_of_register");
    app.save_past_figure(2021, "people_reached", Some(3_700), "Rapport 2021").unwrap();
    app.save_past_figure(2021, "people_reached", Some(3_800), "Rapport 2021, corrigé").unwrap();
    let past = app.past_figures().unwrap();
    assert_eq!((past.len(), past[0].value), (1, 3_800));
    app.undo(None).unwrap();
    assert_eq!(app.past_figures().unwrap()[0].value, 3_700);
    app.save_past_figure(2021, "people_reached", None, "").unwrap();
    assert!(app.past_figures().unwrap().is_empty());
}

/// What is known of a person goes; the organisation's type and commune, of which figures are made, stay.
#[test]
fn erasing_what_is_known_of_people_changes_no_figure() {
    let desk = Desk::with("registre-2023");
    let of = FiguresQuery::of(period("2023-01-01", "2023-12-31"));
    let counted = |desk: &Desk| {
        let mut figures = desk.open().figures(&of).expect("the figures").figures;
        // A breakdown by borrower names them: their codes and counts are what stays.
        for figure in &mut figures {
            if let (true, Measured::Groups { groups }) =
                (figure.key == "loans_by_borrower", &mut figure.value)
            {
                groups.iter_mut().for_each(|group| group.label.clear());
            }
        }
        figures
    };
    let before = counted(&desk);
    let base = store::Base::open(&desk.base()).expect("the base");
    base.write(|tx| -> store::Result<()> {
        for mut borrower in store::borrower::all(tx)? {
            borrower.name = format!("Emprunteur {}", borrower.code);
            borrower.contacts.clear();
            borrower.address.clear();
            borrower.notes.clear();
            borrower.uai.clear();
            store::borrower::save(tx, &borrower)?;
        }
        Ok(())
    })
    .expect("the borrowers");
    assert_eq!(counted(&desk), before);
}
