//! Days at the edges: New Year, 29 February, a school year, a line still out, a base with nothing in it.

use crate::compare::{assert_opens, assert_recounted};
use crate::paper::{Paper, row};
use crate::random::{add_line, civil, school};
use app::App;
use app::views::FiguresQuery;
use chrono::Months;
use domain::figures::{Value, percent};
use domain::interval::Period;
use stories::{Desk, day, period};

/// A resource since 2020, a school, and lines of those days and states.
pub(crate) fn lines_of(lines: &[(&str, &str, &str)]) -> Paper {
    let mut paper = Paper::default();
    paper.borrowers.push(row(&[
        ("code", "E001"),
        ("nom", "École du Bourg"),
        ("type", "école"),
        ("commune", "Albert"),
        ("code_insee", "80016"),
    ]));
    paper.fund.push(row(&[
        ("code", "EXP-001"),
        ("titre", "Une exposition"),
        ("type", "exposition légère"),
        ("format", "panneaux"),
        ("date_acquisition", "01/01/2020"),
    ]));
    for (from, to, state) in lines {
        let cells = row(&[("emprunteur_code", "0"), ("tarif_applique_eur", "10,00")]);
        add_line(&mut paper, cells, "EXP-001", (day(from), day(to)), state, None);
    }
    paper
}

pub(crate) fn value(app: &App, of: Period, key: &str) -> Value {
    let all = app.figures(&FiguresQuery::of(of)).expect("the figures").figures;
    all.into_iter().find(|figure| figure.key == key).expect("the figure").value
}

pub(crate) fn count(app: &App, of: Period, key: &str) -> i64 {
    match value(app, of, key) {
        Value::Count { value } => value,
        other => panic!("{key} is no count: {other:?}"),
    }
}

pub(crate) fn share(app: &App, of: Period, key: &str) -> (i64, i64) {
    match value(app, of, key) {
        Value::Share { numerator, denominator, .. } => (numerator, denominator),
        other => panic!("{key} is no share: {other:?}"),
    }
}

#[test]
fn a_line_over_new_year_is_a_sortie_of_the_old_year_and_gives_each_year_its_days() {
    let paper = lines_of(&[("2022-12-31", "2023-01-01", "rentré"), ("2023-12-25", "2024-01-05", "rentré")]);
    let desk = paper.desk();
    let app = desk.open();
    let of = |year, key| count(&app, civil(year), key);
    assert_eq!([2022, 2023, 2024].map(|year| of(year, "loans_effective")), [1, 1, 0]);
    assert_eq!([2022, 2023, 2024].map(|year| of(year, "days_out_total")), [1, 1 + 7, 5]);
    assert_eq!([2022, 2023, 2024].map(|year| of(year, "borrowers_active")), [1, 1, 0]);
    // A resource that came back in January has days in that year and no sortie.
    assert_eq!(share(&app, civil(2024), "usage_rate"), (0, 1));
    assert_eq!(share(&app, civil(2024), "occupancy_rate"), (5, 366));
    for year in 2021..2026 {
        assert_recounted(&app, &paper, &FiguresQuery::of(civil(year)));
        assert_opens(&app, &FiguresQuery::of(civil(year)));
    }
    // The two days themselves.
    assert_eq!(count(&app, period("2022-12-31", "2022-12-31"), "days_out_total"), 1);
    assert_eq!(count(&app, period("2023-01-01", "2023-01-01"), "days_out_total"), 1);
    assert_eq!(count(&app, period("2023-01-01", "2023-01-01"), "loans_effective"), 0);
    assert_eq!(count(&app, period("2023-01-02", "2023-12-24"), "days_out_total"), 0);
}

#[test]
fn a_line_that_holds_the_whole_year_gives_it_all_its_days_and_no_sortie() {
    let paper = lines_of(&[("2021-11-30", "2023-02-01", "rentré")]);
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, civil(2022), "loans_effective"), 0);
    assert_eq!(count(&app, civil(2022), "days_out_total"), 365);
    assert_eq!(share(&app, civil(2022), "occupancy_rate"), (365, 365));
    assert_recounted(&app, &paper, &FiguresQuery::of(civil(2022)));
}

#[test]
fn a_line_still_out_counts_its_days_to_today_whatever_was_planned() {
    // Planned back long ago: late.
    let paper = lines_of(&[("2026-01-12", "2026-01-20", "sorti")]);
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(app.today(), day("2026-03-02"));
    assert_eq!(count(&app, civil(2026), "loans_effective"), 1);
    assert_eq!(count(&app, civil(2026), "days_out_total"), 20 + 28 + 2);
    assert_eq!(count(&app, period("2026-02-01", "2026-02-28"), "days_out_total"), 28);
    assert_eq!(count(&app, period("2026-03-03", "2026-03-31"), "days_out_total"), 0);
    assert_recounted(&app, &paper, &FiguresQuery::of(civil(2026)));
    assert_opens(&app, &FiguresQuery::of(civil(2026)));
    drop(app);
    // A day later, one day more; and planned back later than today, no day more than that.
    assert_eq!(count(&desk.on("2026-03-03"), civil(2026), "days_out_total"), 51);
    let early = lines_of(&[("2026-02-27", "2026-04-30", "sorti")]);
    let desk = early.desk();
    assert_eq!(count(&desk.open(), civil(2026), "days_out_total"), 4);
    assert_recounted(&desk.open(), &early, &FiguresQuery::of(civil(2026)));
    // Out since a year before.
    let long = lines_of(&[("2024-12-20", "2025-01-10", "sorti")]);
    let desk = long.desk();
    assert_eq!(count(&desk.open(), civil(2025), "days_out_total"), 365);
    assert_eq!(count(&desk.open(), civil(2026), "days_out_total"), 31 + 28 + 2);
    assert_recounted(&desk.open(), &long, &FiguresQuery::of(civil(2026)));
}

#[test]
fn the_29_february_is_a_day_of_its_year_and_of_no_other() {
    let paper = lines_of(&[("2024-02-28", "2024-03-01", "rentré"), ("2023-02-28", "2023-03-01", "rentré")]);
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, civil(2024), "days_out_total"), 3);
    assert_eq!(count(&app, civil(2023), "days_out_total"), 2);
    assert_eq!(share(&app, civil(2024), "occupancy_rate"), (3, 366));
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (2, 365));
    assert_eq!(count(&app, period("2024-02-29", "2024-02-29"), "days_out_total"), 1);
    for of in [period("2024-02-29", "2024-02-29"), period("2024-02-01", "2024-02-29"), civil(2024)] {
        assert_recounted(&app, &paper, &FiguresQuery::of(of));
    }
    // The Februaries before it end on their last day.
    let february = app.figures(&FiguresQuery::of(period("2024-02-01", "2024-02-29"))).expect("the figures");
    let of: Vec<Period> = february.evolution.iter().map(|point| point.period).collect();
    let expected = [("2022-02-01", "2022-02-28"), ("2023-02-01", "2023-02-28"), ("2024-02-01", "2024-02-29")];
    assert_eq!(of, expected.map(|(from, to)| period(from, to)));
}

#[test]
fn a_school_year_takes_the_departures_from_september_to_august() {
    let lines = [
        ("2023-08-31", "2023-09-04", "rentré"),
        ("2023-09-05", "2023-09-20", "rentré"),
        ("2024-06-03", "2024-06-28", "annulé"),
        ("2024-08-30", "2024-09-02", "rentré"),
        ("2024-09-03", "2024-09-10", "rentré"),
    ];
    let paper = lines_of(&lines);
    let desk = paper.desk();
    let app = desk.open();
    let year = period("2023-09-01", "2024-08-31");
    assert_eq!(year, school(2023));
    assert_eq!(count(&app, year, "loans_effective"), 2);
    assert_eq!(count(&app, year, "days_out_total"), 4 + 16 + 2);
    assert_eq!(share(&app, year, "occupancy_rate"), (22, 366));
    assert_eq!(count(&app, year, "cancellations"), 1);
    assert_eq!(count(&app, year, "cancelled_days"), 26);
    for from in 2022..2026 {
        assert_recounted(&app, &paper, &FiguresQuery::of(school(from)));
        assert_opens(&app, &FiguresQuery::of(school(from)));
    }
    // Two school years in one.
    let both =
        Period::new(year.from, year.to.checked_add_months(Months::new(12)).expect("a day")).expect("days");
    assert_recounted(&app, &paper, &FiguresQuery::of(both));
}

#[test]
fn planned_days_of_a_cancelled_line_are_not_clipped_to_the_year() {
    let paper = lines_of(&[("2023-12-30", "2024-01-10", "annulé"), ("2022-12-30", "2023-01-10", "annulé")]);
    let desk = paper.desk();
    let app = desk.open();
    for (year, lines, days) in [(2022, 1, 12), (2023, 1, 12), (2024, 0, 0)] {
        assert_eq!(count(&app, civil(year), "cancellations"), lines, "{year}");
        assert_eq!(count(&app, civil(year), "cancelled_days"), days, "{year}");
        assert_eq!(count(&app, civil(year), "loans_effective"), 0, "{year}");
        assert_recounted(&app, &paper, &FiguresQuery::of(civil(year)));
    }
}

#[test]
fn a_resource_is_in_the_fund_to_the_day_of_its_retirement_and_exists_until_the_day_before() {
    let mut paper = lines_of(&[("2022-12-01", "2022-12-20", "rentré")]);
    paper.fund[0].insert("retrait", "01/01/2023".to_owned());
    let desk = paper.desk();
    let app = desk.open();
    // Not retired before the first day of 2023, and yet no day of it to be taken on.
    assert_eq!(count(&app, civil(2023), "fund"), 1);
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (0, 0));
    assert_eq!(share(&app, civil(2022), "occupancy_rate"), (20, 365));
    assert_eq!(count(&app, period("2023-01-02", "2023-12-31"), "fund"), 0);
    for of in [civil(2022), civil(2023), civil(2024), school(2022), period("2022-12-31", "2023-01-01")] {
        assert_recounted(&app, &paper, &FiguresQuery::of(of));
        assert_opens(&app, &FiguresQuery::of(of));
    }
    // Acquired on the last day of a year: one day of it.
    let mut paper = lines_of(&[]);
    paper.fund[0].insert("date_acquisition", "31/12/2023".to_owned());
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, civil(2022), "fund"), 0);
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (0, 1));
    assert_recounted(&app, &paper, &FiguresQuery::of(civil(2023)));
}

#[test]
fn nothing_divides_by_an_empty_base_or_an_empty_year() {
    let empty = Desk::empty();
    let full = lines_of(&[("2023-03-06", "2023-03-10", "rentré")]);
    let desk = full.desk();
    for (app, paper, of) in [
        (empty.open(), &Paper::default(), civil(2023)),
        (desk.open(), &full, civil(2019)),
        (desk.open(), &full, civil(2022)),
    ] {
        let query = FiguresQuery::of(of);
        assert_recounted(&app, paper, &query);
        assert_opens(&app, &query);
        for figure in app.figures(&query).expect("the figures").figures {
            match figure.value {
                Value::Share { numerator, denominator: 0, decimals } => {
                    assert_eq!((numerator, percent(0, 0, decimals)), (0, "—".to_owned()), "{}", figure.key);
                }
                Value::Groups { groups } => {
                    for group in groups {
                        let shown = percent(group.numerator, group.denominator, 0);
                        assert!(group.denominator > 0 || shown == "—", "{}", figure.key);
                    }
                }
                _ => {}
            }
        }
    }
    assert_eq!(share(&desk.open(), civil(2019), "usage_rate"), (0, 0));
    assert_eq!(share(&desk.open(), civil(2022), "usage_rate"), (0, 1));
    assert_eq!(share(&desk.open(), civil(2022), "questionnaire_return_rate"), (0, 0));
}
