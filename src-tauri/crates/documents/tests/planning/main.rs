//! The printed planning, from its input to its pages.

#[path = "../agreement/read.rs"]
mod read;
#[path = "../agreement/references.rs"]
mod references;
mod samples;

use documents::{planning_pages, planning_pdf};
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use domain::planning_print::{PlanningPrint, PrintBar, PrintGroup, PrintRow};
use proptest::prelude::*;
use read::{height_of, solid, texts};
use samples::{bar, eight_weeks, large, period, row};

#[test]
fn it_looks_like_its_reference_image() {
    references::check("planning", &planning_pages(&eight_weeks()).expect("the sample is printed"));
}

#[test]
fn it_says_what_is_lent_and_when() {
    let text = printed(&eight_weeks()).concat();
    for expected in [
        "Planning du 16 mars au 10 mai 2026",
        "Centre de sciences · Type : expositions, matériel d’animation · avec réservation seulement · imprimé le 26 mars 2026",
        "Mars 2026",
        "jeu. 26",
        "S12",
        "zone A",
        "Vacances de Printemps",
        "Lundi de Pâques",
        "Inventaire",
        "Expositions légères 5",
        "Super espèces EXP-001",
        "Collège La Sidoine, Trévoux",
        "+6 j",
        "Atelier : module 3 à réparer",
        "Robots Thymio × 15 MAT-THY",
        "×4 Collège St-Charles, Feillens",
        "Demande",
        "Battement",
        "page 1/1",
    ]
    .map(solid)
    {
        assert!(text.contains(&expected), "« {expected} » is not in {text}");
    }
}

#[test]
fn a_label_is_cut_to_the_room_of_its_bar() {
    let text = |to: &str, label: &str| {
        let loan = bar(LineState::Confirmed, "2026-03-23", to, label, "Trévoux");
        printed(&with_rows(vec![row("Super espèces", "EXP-001", 1, vec![loan])])).concat()
    };
    assert!(text("2026-04-17", "Collège La Sidoine").contains("CollègeLaSidoine"));
    let narrow = text("2026-03-24", "Collège La Sidoine");
    assert!(narrow.contains("Trévoux") && !narrow.contains("Sidoine"), "{narrow}");
    assert!(!text("2026-03-23", "Collège La Sidoine").contains("Trévoux"));
    let endless = text("2026-05-10", &"mot".repeat(100));
    assert!(endless.contains("Trévoux") && !endless.contains("motmot"), "{endless}");
}

#[test]
fn loans_at_the_same_time_stand_under_each_other_and_others_do_not() {
    let document = planning_pages(&eight_weeks()).expect("the sample is printed");
    let height = |word| height_of(&document.pages()[0].frame, word).expect("it is on the page");
    assert!(height("Meximieux") < height("St-Charles"));
    assert_eq!(height("Meximieux"), height("Adolidays"));
    assert!(height("MAT-THY") < height("MAT-ARD"));
}

#[test]
fn what_overlaps_more_than_a_page_is_high_goes_on_in_another_row() {
    let loans = (1..=100)
        .map(|number| {
            bar(LineState::Confirmed, "2026-03-23", "2026-04-17", &format!("École {number:03}"), "")
        })
        .collect();
    let pages = printed(&with_rows(vec![row("Robots Thymio", "MAT-THY", 200, loans)]));
    let text = pages.concat();
    for number in 1..=100 {
        assert_eq!(text.matches(&format!("École{number:03}")).count(), 1, "{number}");
    }
    assert_eq!(text.matches("MAT-THY").count(), 4);
    assert_eq!(pages.len(), 3);
}

#[test]
fn a_loan_outside_the_days_is_not_drawn_and_one_that_crosses_them_is() {
    let loans = vec![
        bar(LineState::Out, "2026-01-05", "2026-02-06", "École d’avant", "Avant"),
        bar(LineState::Confirmed, "2026-06-01", "2026-06-20", "École d’après", "Après"),
        bar(LineState::Option, "2025-12-01", "2026-12-31", "École de tout temps", "Toujours"),
    ];
    let text = printed(&with_rows(vec![row("Super espèces", "EXP-001", 3, loans)])).concat();
    assert!(text.contains("Écoledetouttemps"), "{text}");
    assert!(!["avant", "Avant", "après", "Après"].iter().any(|word| text.contains(word)), "{text}");
}

#[test]
fn a_planning_without_rows_says_so_on_its_page() {
    let nothing = PlanningPrint {
        holidays: vec![],
        school: vec![],
        closures: vec![],
        filters: vec![],
        ..with_rows(vec![])
    };
    for planning in [nothing.clone(), PlanningPrint { groups: vec![], ..nothing }] {
        let pages = printed(&planning);
        assert_eq!(pages.len(), 1);
        assert!(pages[0].contains("Aucuneressourceàmontrer."), "{}", pages[0]);
        planning_pdf(&planning).expect("its PDF is made");
    }
}

#[test]
fn each_page_of_a_large_planning_repeats_the_days_the_group_and_the_legend() {
    let planning = large(300, eight_weeks().period);
    let pages = printed(&planning);
    assert!((7..=9).contains(&pages.len()), "{} pages", pages.len());
    for (number, page) in (1..).zip(&pages) {
        for expected in ["Planningdu16mars", "Mars2026", "S12", "zoneA", "LundidePâques", "Demande", "Thème"]
        {
            assert!(page.contains(expected), "{expected} is not on page {number}: {page}");
        }
        assert!(page.contains(&format!("page{number}/{}", pages.len())), "{page}");
    }
    let text = pages.concat();
    for number in 1..=300 {
        assert_eq!(text.matches(&format!("Ressource{number}EXP-{number:03}")).count(), 1, "{number}");
    }
}

#[test]
fn a_year_and_four_weeks_fit_the_same_page() {
    let year = printed(&large(20, period("2026-09-01", "2027-08-31")));
    assert_eq!(year.len(), 1);
    for expected in ["du1erseptembre2026au31août2027", "Septembre2026", "Janvier2027", "Août", "S53"] {
        assert!(year[0].contains(expected), "{expected} is not in {}", year[0]);
    }
    let four = printed(&large(20, period("2026-03-18", "2026-04-14")));
    assert_eq!(four.len(), 1);
    assert!(four[0].contains("S12S13S14S15S16"), "{}", four[0]);
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_day_gives_others() {
    let planning = eight_weeks();
    let first = planning_pdf(&planning).expect("the sample is printed");
    planning_pdf(&with_rows(vec![])).expect("the sample is printed");
    assert_eq!(first, planning_pdf(&planning).expect("the sample is printed"));
    let later = PlanningPrint { printed_on: samples::day("2026-03-27"), ..planning };
    assert_ne!(first, planning_pdf(&later).expect("the sample is printed"));
}

#[test]
fn the_pdf_is_tagged_in_french_and_declares_itself_accessible() {
    let pdf = planning_pdf(&eight_weeks()).expect("the sample is printed");
    let text = String::from_utf8_lossy(&pdf);
    for expected in ["/StructTreeRoot", "/Lang(fr-FR)", "<pdfuaid:part>1</pdfuaid:part>", "Planning du 16"] {
        assert!(text.contains(expected), "{expected} is not in the file");
    }
}

#[test]
fn hostile_text_is_printed_as_it_was_typed_or_cut() {
    for typed in HOSTILE {
        let planning = with_every_text(typed);
        let document = planning_pages(&planning).expect("it is printed");
        let text = texts(&document).concat();
        // In the title line, the heading of the group, the name and code of the row, and the bars.
        assert!(text.matches(&solid(typed)).count() >= 6, "{typed} is not as typed in {text}");
    }
    planning_pdf(&with_every_text(&HOSTILE.join(" "))).expect("its PDF is made");
    let letters = ["m", "🧪", "م", "ש", "-", "a b ", "\n", "#{", "\u{a0}", "ﷺ", "é\u{301}", "👩\u{200d}🔬"];
    for letter in letters {
        let document = planning_pages(&with_every_text(&letter.repeat(300))).expect("it is printed");
        for page in document.pages() {
            let right = read::right_edge(&page.frame);
            assert!(right <= page.frame.width(), "{letter} reaches {right:?}");
        }
        assert!(read::text(&document.pages()[0].frame).contains("EXP-XYZ"), "a row is lost: {letter}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_prevents_a_planning(typed in any::<String>()) {
        prop_assert!(planning_pdf(&with_every_text(&typed)).is_ok());
    }

    #[test]
    fn no_days_prevent_a_planning(days in prop::collection::vec((-500_i64..500, -60_i64..500, -9_i64..9), 0..30), length in 1_u32..400) {
        let mut planning = eight_weeks();
        planning.period = Period::starting(planning.period.from, length);
        let from = planning.period.from;
        let after = |days: i64| plus_days(from, days);
        planning.groups[0].rows[0].bars = days
            .iter()
            .map(|(start, days, buffer)| {
                let end = start + days;
                PrintBar {
                    from: after(*start),
                    to: after(end),
                    busy_from: Some(after(start - buffer)),
                    busy_to: Some(after(end + buffer)),
                    late_to: Some(after(end + buffer * 3)),
                    ..bar(LineState::Out, "2026-03-16", "2026-03-16", "École", "Nantua")
                }
            })
            .collect();
        prop_assert!(planning_pdf(&planning).is_ok());
    }
}

/// Code of Typst, markup, HTML, SQL and spreadsheets.
const HOSTILE: [&str; 16] = [
    "#let x = 1",
    "#panic(\"x\")",
    "#include \"/etc/passwd\"",
    "<script>alert(1)</script>",
    "<label>",
    "=cmd|' /C calc'!A0",
    "= Titre",
    "$x^2$",
    "*bold* _it_",
    "`raw`",
    "\\u{41}",
    "// /* */",
    "@ref [x]",
    "~ -- --- ...",
    "'; drop table",
    "👩\u{200d}🔬 🧪 é",
];

/// The sample with this text wherever a text may be, and a row whose name is known after it.
fn with_every_text(typed: &str) -> PlanningPrint {
    let mut planning = eight_weeks();
    planning.centre = typed.into();
    planning.filters = vec![typed.into(), typed.into()];
    for (_, name) in &mut planning.holidays {
        *name = typed.into();
    }
    for school in &mut planning.school {
        (school.zone, school.name) = (typed.into(), typed.into());
    }
    planning.closures[0].label = typed.into();
    for group in &mut planning.groups {
        group.label = typed.into();
        for row in &mut group.rows {
            row.short_name = typed.into();
            row.code = typed.into();
            row.holds.iter_mut().for_each(|hold| hold.label = typed.into());
            for bar in &mut row.bars {
                (bar.label, bar.short) = (typed.into(), typed.into());
            }
        }
    }
    planning.groups[1].rows.push(row("Après", "EXP-XYZ", 1, vec![]));
    planning
}

fn with_rows(rows: Vec<PrintRow>) -> PlanningPrint {
    PlanningPrint { groups: vec![PrintGroup { label: "Expositions".into(), rows }], ..eight_weeks() }
}

fn printed(planning: &PlanningPrint) -> Vec<String> {
    texts(&planning_pages(planning).expect("the planning is printed"))
}
