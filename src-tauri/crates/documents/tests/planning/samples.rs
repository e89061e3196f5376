//! Plannings to print: the one of the design, and large ones.

use chrono::NaiveDate;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use domain::planning_print::{
    PlanningPrint, PrintBar, PrintClosure, PrintGroup, PrintHold, PrintRow, PrintSchool,
};

/// Eight weeks of two groups, with every state, a lateness, a hold and loans beside each other.
pub(crate) fn eight_weeks() -> PlanningPrint {
    PlanningPrint {
        centre: "Centre de sciences".into(),
        printed_on: day("2026-03-26"),
        period: period("2026-03-16", "2026-05-10"),
        filters: vec!["Type : expositions, matériel d’animation".into(), "avec réservation seulement".into()],
        today: day("2026-03-26"),
        groups: vec![
            PrintGroup { label: "Expositions légères".into(), rows: light_exhibitions() },
            PrintGroup {
                label: "Matériel d’animation".into(),
                rows: vec![
                    row("Robots Thymio", "MAT-THY", 15, robots()),
                    row("Kits Arduino", "MAT-ARD", 17, vec![]),
                ],
            },
        ],
        holidays: vec![
            (day("2026-04-06"), "Lundi de Pâques".into()),
            (day("2026-05-01"), "1er mai".into()),
            (day("2026-05-08"), "8 mai".into()),
        ],
        school: vec![
            school("A", "2026-04-04", "2026-04-19", true),
            school("B", "2026-04-11", "2026-04-26", false),
            school("C", "2026-04-18", "2026-05-03", false),
        ],
        closures: vec![PrintClosure {
            label: "Inventaire".into(),
            from: day("2026-04-27"),
            to: day("2026-04-29"),
        }],
    }
}

/// Exhibitions with every state of a line, and one held by the centre.
fn light_exhibitions() -> Vec<PrintRow> {
    vec![
        row(
            "Super espèces",
            "EXP-001",
            1,
            vec![
                bar(LineState::Returned, "2026-03-09", "2026-03-20", "École de Polliat", "Polliat"),
                bar(
                    LineState::Confirmed,
                    "2026-03-30",
                    "2026-04-17",
                    "Collège La Sidoine, Trévoux",
                    "Trévoux",
                ),
                bar(LineState::Option, "2026-04-27", "2026-05-22", "Médiathèque de Nantua", "Nantua"),
            ],
        ),
        row(
            "Nous et les Autres",
            "EXP-003",
            1,
            vec![
                late(
                    bar(LineState::Out, "2026-02-27", "2026-03-20", "Bibliothèque de Cerdon", "Cerdon"),
                    "2026-03-26",
                ),
                bar(LineState::Confirmed, "2026-04-07", "2026-04-24", "Collège Ampère, Oyonnax", "Oyonnax"),
            ],
        ),
        row(
            "Biodiversité (tissu)",
            "EXP-005",
            1,
            vec![
                bar(
                    LineState::Out,
                    "2026-03-01",
                    "2026-04-10",
                    "Maison de l’eau, Pont-de-Vaux",
                    "Pont-de-Vaux",
                ),
                request(bar(
                    LineState::Request,
                    "2026-04-20",
                    "2026-05-06",
                    "Lycée Arbez-Carme",
                    "Bellignat",
                )),
            ],
        ),
        row(
            "Biodiversité (PVC)",
            "EXP-006",
            1,
            vec![
                bar(LineState::Closed, "2026-03-02", "2026-03-18", "Collège de Montrevel", "Montrevel"),
                request(bar(
                    LineState::Cancelled,
                    "2026-03-23",
                    "2026-03-29",
                    "Commune de Polliat",
                    "Polliat",
                )),
                bar(LineState::Option, "2026-03-30", "2026-04-13", "Commune de Polliat", "Polliat"),
            ],
        ),
        PrintRow {
            holds: vec![PrintHold {
                label: "Atelier : module 3 à réparer".into(),
                from: day("2026-03-10"),
                to: day("2026-04-03"),
            }],
            ..row(
                "L’énergie en jeu",
                "INT-04",
                1,
                vec![bar(
                    LineState::Confirmed,
                    "2026-04-20",
                    "2026-05-07",
                    "Collège de Montrevel",
                    "Montrevel",
                )],
            )
        },
    ]
}

/// What takes the robots, some at the same time.
fn robots() -> Vec<PrintBar> {
    vec![
        several(
            6,
            late(bar(LineState::Out, "2026-03-09", "2026-03-24", "Meximieux", "Meximieux"), "2026-03-26"),
        ),
        several(
            4,
            bar(LineState::Confirmed, "2026-03-23", "2026-04-09", "Collège St-Charles, Feillens", "Feillens"),
        ),
        several(9, bar(LineState::Confirmed, "2026-04-07", "2026-04-17", "Adolidays", "Ambérieu")),
        several(2, bar(LineState::Option, "2026-04-13", "2026-04-13", "Médiathèque de Nantua", "Nantua")),
        request(several(
            15,
            bar(LineState::Request, "2026-05-04", "2026-05-05", "École de Foissiat", "Foissiat"),
        )),
    ]
}

/// So many resources, lent one after the other over the whole period.
pub(crate) fn large(resources: u32, period: Period) -> PlanningPrint {
    let states =
        [LineState::Confirmed, LineState::Option, LineState::Out, LineState::Returned, LineState::Closed];
    let loans = |number: u32| {
        let starts = (0..).map(move |loan| plus_days(period.from, i64::from(number % 17 + loan * 21) - 10));
        let bars = (0..).zip(starts.take_while(move |start| *start <= period.to));
        bars.map(|(loan, from)| PrintBar {
            busy_from: Some(plus_days(from, -2)),
            busy_to: Some(plus_days(from, 15)),
            ..bar_of(
                states[(number + loan) as usize % 5],
                from,
                plus_days(from, 12),
                &format!("Collège no {number}, Trévoux"),
                "Trévoux",
            )
        })
        .collect()
    };
    let rows: Vec<PrintRow> = (1..=resources)
        .map(|number| row(&format!("Ressource {number}"), &format!("EXP-{number:03}"), 1, loans(number)))
        .collect();
    let groups = (1..).zip(rows.chunks(50));
    PlanningPrint {
        period,
        groups: groups
            .map(|(number, rows)| PrintGroup { label: format!("Thème {number}"), rows: rows.to_vec() })
            .collect(),
        ..eight_weeks()
    }
}

pub(crate) fn period(from: &str, to: &str) -> Period {
    Period { from: day(from), to: day(to) }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

pub(crate) fn row(name: &str, code: &str, capacity: u32, bars: Vec<PrintBar>) -> PrintRow {
    PrintRow { short_name: name.into(), code: code.into(), capacity, bars, holds: Vec::new() }
}

/// A loan with three days of buffer before and four after.
pub(crate) fn bar(state: LineState, from: &str, to: &str, label: &str, short: &str) -> PrintBar {
    bar_of(state, day(from), day(to), label, short)
}

fn bar_of(state: LineState, from: NaiveDate, to: NaiveDate, label: &str, short: &str) -> PrintBar {
    PrintBar {
        state,
        from,
        to,
        busy_from: Some(plus_days(from, -3)),
        busy_to: Some(plus_days(to, 4)),
        late_to: None,
        late_days: 0,
        label: label.into(),
        short: short.into(),
        quantity: 1,
    }
}

/// What is asked for takes nothing.
fn request(bar: PrintBar) -> PrintBar {
    PrintBar { busy_from: None, busy_to: None, ..bar }
}

fn several(quantity: u32, bar: PrintBar) -> PrintBar {
    PrintBar { quantity, ..bar }
}

fn late(bar: PrintBar, until: &str) -> PrintBar {
    let late_to = day(until);
    let late_days = (late_to - bar.to).num_days() as u32;
    PrintBar { late_to: Some(late_to), late_days, busy_to: Some(plus_days(late_to, 4)), ..bar }
}

fn school(zone: &str, from: &str, to: &str, own: bool) -> PrintSchool {
    PrintSchool { zone: zone.into(), name: "Vacances de Printemps".into(), from: day(from), to: day(to), own }
}
