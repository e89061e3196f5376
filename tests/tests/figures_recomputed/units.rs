//! Units, sets and blank forms: how much of what there was, was out; what left inside a set; who has answered.

use crate::compare::{assert_opens, assert_recounted};
use crate::edges::{count, lines_of, share, value};
use crate::paper::{Paper, row};
use crate::random::{civil, fill_sets};
use app::App;
use app::views::{BehindQuery, Entries, FiguresQuery, ResourceForm, Wanted};
use domain::figures::{Side, Unit, Value};
use domain::interval::Period;
use stories::{Desk, form_of, period};

fn march() -> Period {
    period("2023-03-01", "2023-03-31")
}

/// The numbers of one group of a breakdown.
fn group(app: &App, of: Period, key: &str, group: &str) -> (i64, i64) {
    let Value::Groups { groups } = value(app, of, key) else { panic!("{key} has no groups") };
    let group = groups.into_iter().find(|one| one.key == group).expect("the group");
    (group.numerator, group.denominator)
}

/// Two sets of equipment, of which they share the tablets, three loans of March.
fn sets() -> Paper {
    let mut paper = lines_of(&[]);
    paper.fund.clear();
    for (code, kind, units) in [
        ("MAT-1", "matériel d'animation", "1"),
        ("MAT-2", "matériel d'animation", "1"),
        ("MAT-3", "matériel d'animation", "3"),
        ("MAT-4", "matériel d'animation", "1"),
        ("ENS-1", "ensemble", "1"),
        ("ENS-2", "ensemble", "1"),
    ] {
        paper.fund.push(row(&[
            ("code", code),
            ("titre", code),
            ("type", kind),
            ("date_acquisition", "01/01/2020"),
            ("capacite", units),
        ]));
    }
    for (set, part) in
        [("ENS-1", "MAT-1"), ("ENS-1", "MAT-2"), ("ENS-1", "MAT-3"), ("ENS-2", "MAT-3"), ("ENS-2", "MAT-4")]
    {
        paper.parts.push(row(&[("ensemble_code", set), ("ressource_code", part), ("quantite", "1")]));
    }
    for (number, code, from, to) in [
        ("D-001", "ENS-1", "01/03/2023", "10/03/2023"),
        ("D-002", "ENS-2", "05/03/2023", "08/03/2023"),
        ("D-003", "MAT-2", "15/03/2023", "16/03/2023"),
    ] {
        paper.loans.push(row(&[
            ("numero", number),
            ("ressource_code", code),
            ("emprunteur_code", "E001"),
            ("date_depart", from),
            ("date_retour", to),
            ("statut", "rentré"),
        ]));
    }
    fill_sets(&mut paper);
    paper
}

#[test]
fn two_of_five_units_out_for_ten_days_are_20_unit_days_of_50() {
    let mut paper = lines_of(&[("2023-03-06", "2023-03-15", "rentré")]);
    paper.fund[0].insert("capacite", "5".to_owned());
    paper.loans[0].insert("quantite", "2".to_owned());
    let desk = paper.desk();
    let app = desk.open();
    let ten_days = period("2023-03-06", "2023-03-15");
    assert_eq!(share(&app, ten_days, "occupancy_rate"), (20, 50));
    // Eight of the ten are open days.
    assert_eq!(share(&app, ten_days, "occupancy_open_days"), (16, 40));
    // A day out is a day of the line, and a sortie is one, whatever its quantity.
    assert_eq!(count(&app, ten_days, "days_out_total"), 10);
    assert_eq!(count(&app, ten_days, "loans_effective"), 1);
    assert_eq!(count(&app, ten_days, "units_lent"), 2);
    assert_recounted(&app, &paper, &FiguresQuery::of(ten_days));
    assert_opens(&app, &FiguresQuery::of(ten_days));
}

#[test]
fn a_pool_of_two_with_two_loans_is_wholly_occupied_and_no_more() {
    let mut paper =
        lines_of(&[("2023-03-01", "2023-03-31", "rentré"), ("2023-03-01", "2023-03-31", "rentré")]);
    paper.fund[0].insert("capacite", "2".to_owned());
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(share(&app, march(), "occupancy_rate"), (62, 62));
    assert_eq!(share(&app, march(), "occupancy_open_days"), (46, 46));
    assert_eq!(group(&app, march(), "occupancy_by_resource", "EXP-001"), (62, 62));
    assert_eq!(count(&app, march(), "days_out_total"), 62);
    assert_recounted(&app, &paper, &FiguresQuery::of(march()));
}

#[test]
fn a_rate_stays_within_100_percent_when_units_were_lost_since() {
    let mut paper =
        lines_of(&[("2023-03-01", "2023-03-31", "rentré"), ("2023-03-01", "2023-03-31", "rentré")]);
    paper.fund[0].insert("capacite", "2".to_owned());
    let desk = paper.desk();
    let base = rusqlite::Connection::open(desk.base()).expect("the base");
    base.execute("update resource set capacity = 1", []).expect("it is written");
    paper.fund[0].insert("capacite", "1".to_owned());
    let app = desk.open();
    assert_eq!(share(&app, march(), "occupancy_rate"), (31, 31));
    assert_recounted(&app, &paper, &FiguresQuery::of(march()));
    assert_opens(&app, &FiguresQuery::of(march()));
}

#[test]
fn a_unit_is_there_to_be_taken_from_its_acquisition_to_its_retirement() {
    let mut paper = lines_of(&[("2023-03-06", "2023-03-10", "rentré")]);
    paper.fund[0].insert("capacite", "3".to_owned());
    paper.fund[0].insert("date_acquisition", "01/03/2023".to_owned());
    paper.fund[0].insert("retrait", "21/03/2023".to_owned());
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(share(&app, civil(2023), "occupancy_rate"), (5, 3 * 20));
    assert_recounted(&app, &paper, &FiguresQuery::of(civil(2023)));
}

#[test]
fn what_left_inside_a_set_has_left_and_earns_no_sortie_nor_day_of_its_own() {
    let paper = sets();
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, march(), "loans_effective"), 3);
    assert_eq!(count(&app, march(), "days_out_total"), 10 + 4 + 2);
    assert_eq!(count(&app, march(), "units_lent"), 3);
    // Everything went out: the sets by themselves, one part by itself too, the others inside.
    assert_eq!(share(&app, march(), "usage_rate"), (6, 6));
    assert_eq!(share(&app, march(), "never_lent"), (0, 6));
    let own = group(&app, march(), "loans_by_resource", "MAT-2");
    assert_eq!((own, count(&app, march(), "lines_total")), ((1, 3), 3));
    // The tablets, three of them: one for ten days with one set, one for four with the other.
    assert_eq!(group(&app, march(), "occupancy_by_resource", "MAT-3"), (14, 93));
    assert_eq!(group(&app, march(), "occupancy_by_resource", "MAT-2"), (12, 31));
    assert_eq!(share(&app, march(), "occupancy_rate"), (10 * 4 + 4 * 3 + 2, 8 * 31));
    assert_recounted(&app, &paper, &FiguresQuery::of(march()));
    assert_opens(&app, &FiguresQuery::of(march()));
    // The list behind names the part, and the loan of the set that it left with.
    let asked = BehindQuery {
        of: FiguresQuery::of(march()),
        key: "occupancy_by_resource".into(),
        group: Some("MAT-3".into()),
        side: Side::Part,
    };
    let list = app.figure_lines(&asked).expect("the list");
    assert_eq!((list.entries, list.unit), (Entries::Lines, Unit::UnitDays));
    let rows: Vec<_> = list.rows.iter().map(|row| (&*row.number, &*row.code, row.amount)).collect();
    assert_eq!(rows, [("D-001", "MAT-3", 10), ("D-002", "MAT-3", 4)]);
}

#[test]
fn a_part_of_the_fund_alone_still_counts_what_left_of_it_inside_a_set() {
    let desk = sets().desk();
    let app = desk.open();
    let equipment =
        FiguresQuery { kind: Some(domain::catalogue::ResourceKind::Equipment), ..FiguresQuery::of(march()) };
    let figures = app.figures(&equipment).expect("the figures").figures;
    let of = |key: &str| figures.iter().find(|figure| figure.key == key).map(|figure| figure.value.clone());
    let share = |numerator, denominator, decimals| Some(Value::Share { numerator, denominator, decimals });
    assert_eq!(of("usage_rate"), share(4, 4, 1));
    assert_eq!(of("occupancy_rate"), share(10 * 3 + 4 * 2 + 2, 6 * 31, 1));
    assert_eq!(of("loans_effective"), Some(Value::Count { value: 1 }));
}

#[test]
fn a_loan_that_is_over_keeps_what_it_took_when_the_set_is_put_together_otherwise() {
    let desk = sets().desk();
    let app = desk.open();
    let before = (share(&app, march(), "usage_rate"), share(&app, march(), "occupancy_rate"));
    let sheet = app.resource("ENS-1").expect("the set");
    let parts = vec![Wanted::new("MAT-4", 1)];
    app.save_resource(&ResourceForm { parts, ..form_of(&sheet) }).expect("it has another part");
    let after = (share(&app, march(), "usage_rate"), share(&app, march(), "occupancy_rate"));
    assert_eq!(after, before);
}

#[test]
fn a_form_that_came_back_blank_is_no_questionnaire_anywhere() {
    let mut paper = lines_of(&[
        ("2023-03-01", "2023-03-02", "rentré"),
        ("2023-03-06", "2023-03-07", "rentré"),
        ("2023-03-13", "2023-03-14", "rentré"),
        ("2023-03-20", "2023-03-21", "rentré"),
    ]);
    let forms = [("D-001", "satisfait", ""), ("D-002", "", "15/06/2023"), ("D-004", "", "")];
    for (number, overall, date) in forms {
        let cells = [("pret_numero", number), ("satisfaction_globale", overall), ("date", date)];
        paper.answers.push(row(&cells));
    }
    let desk = paper.desk();
    let app = desk.open();
    assert_eq!(count(&app, march(), "questionnaires"), 1);
    assert_eq!(share(&app, march(), "questionnaire_return_rate"), (1, 4));
    let view = app.satisfaction(march()).expect("who has answered");
    assert_eq!((view.sorties, view.answered_total, view.pending_total), (4, 1, 3));
    let waiting: Vec<&str> = view.pending.iter().map(|row| row.line.number.as_str()).collect();
    assert_eq!(waiting, ["D-002", "D-003", "D-004"]);
    assert_eq!(view.answered.len(), 1);
    assert!(!app.questionnaire("D-002").expect("its form").exists);
    assert_eq!(
        app.loan("D-002").expect("the loan").lines.iter().filter(|line| line.questionnaire).count(),
        0
    );
    assert_recounted(&app, &paper, &FiguresQuery::of(march()));
    // What then comes back takes the place of the blank one.
    let answers = app::views::Answers {
        overall: Some(domain::questionnaire::Satisfaction::Satisfied),
        ..Default::default()
    };
    app.save_questionnaire("D-002", &answers, false).expect("the answers are kept");
    assert_eq!(share(&app, march(), "questionnaire_return_rate"), (2, 4));
    app.undo(None).expect("it is taken back");
    assert_eq!(share(&app, march(), "questionnaire_return_rate"), (1, 4));
}

#[test]
fn income_says_how_many_sorties_have_an_amount() {
    let mut paper = lines_of(&[
        ("2023-03-01", "2023-03-02", "rentré"),
        ("2023-03-06", "2023-03-07", "rentré"),
        ("2023-03-13", "2023-03-14", "rentré"),
    ]);
    for (loan, amount) in paper.loans.iter_mut().zip(["150,00", "", ""]) {
        loan.insert("tarif_applique_eur", amount.to_owned());
    }
    let desk = paper.desk();
    let app = desk.open();
    let income = Value::Money { cents: 15_000, with_amount: 1, among: 3 };
    assert_eq!(value(&app, march(), "income_eur"), income);
    assert_eq!(share(&app, march(), "loans_with_amount"), (1, 3));
    assert_eq!(group(&app, march(), "income_by_type", "exposition légère"), (15_000, 15_000));
    assert_recounted(&app, &paper, &FiguresQuery::of(march()));
}

#[test]
fn equals_have_the_same_place_and_the_next_one_its_own() {
    let mut paper = lines_of(&[]);
    for code in ["EXP-002", "EXP-003"] {
        let mut other = paper.fund[0].clone();
        other.insert("code", code.to_owned());
        paper.fund.push(other);
    }
    for (number, code, to) in
        [("D-1", "EXP-001", "10/03/2023"), ("D-2", "EXP-003", "10/03/2023"), ("D-3", "EXP-002", "08/03/2023")]
    {
        paper.loans.push(row(&[
            ("numero", number),
            ("ressource_code", code),
            ("emprunteur_code", "E001"),
            ("date_depart", "06/03/2023"),
            ("date_retour", to),
            ("statut", "rentré"),
        ]));
    }
    let desk: Desk = paper.desk();
    let app = desk.open();
    for key in ["top_resources_by_loans", "top_resources_by_days"] {
        let Value::Ranking { ranks } = value(&app, march(), key) else { panic!("{key} is no ranking") };
        let places: Vec<_> = ranks.iter().map(|rank| (rank.rank, rank.code.as_str())).collect();
        assert_eq!(places, [(1, "EXP-001"), (1, "EXP-003"), (3, "EXP-002")]);
    }
    assert_recounted(&app, &paper, &FiguresQuery::of(march()));
}
