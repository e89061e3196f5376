//! The editable lists: values renamed, merged, put in order, no longer offered; and what figures rest on, whatever they are
//! called.

use app::views::{FiguresQuery, ListValue, Part};
use app::{App, words};
use domain::catalogue::{TermList, TermRole};
use domain::figures::Value;
use stories::{Desk, assert_sound, booking, digest, form_of, period, refused};

fn figures(app: &App) -> Vec<(String, Value)> {
    let query = FiguresQuery::of(period("2023-01-01", "2023-12-31"));
    app.figures(&query)
        .expect("the figures")
        .figures
        .into_iter()
        .map(|figure| (figure.key, figure.value))
        .collect()
}

/// What a figure counts, without what its groups are called.
fn counted(value: &Value) -> String {
    match value {
        Value::Groups { groups } => {
            let mut counts: Vec<(i64, i64)> =
                groups.iter().map(|group| (group.numerator, group.denominator)).collect();
            counts.sort_unstable();
            format!("{counts:?}")
        }
        other => format!("{other:?}"),
    }
}

fn value(app: &App, list: TermList, label: &str) -> Option<ListValue> {
    app.list(list).expect("the list").values.into_iter().find(|value| value.label == label)
}

#[test]
fn renaming_what_figures_rest_on_changes_no_figure() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let before = figures(&app);
    for (list, label, to) in [
        (TermList::Channel, "pass Culture", "Pass"),
        (TermList::BorrowerType, "école", "École primaire"),
        (TermList::BorrowerType, "collège", "établissement du second degré"),
        (TermList::NotAppreciated, "contenu erroné, dépassé ou à mettre à jour", "à rafraîchir"),
        (TermList::NotAppreciated, "poids ou encombrement", "trop lourd"),
    ] {
        let done = app.rename_list_value(list, label, to).unwrap();
        assert_eq!(done.changed.iter().copied().collect::<Vec<_>>(), [Part::Lists, Part::Journal], "{label}");
    }
    let after = figures(&app);
    for ((key, before), (_, after)) in before.iter().zip(&after) {
        assert_eq!(counted(after), counted(before), "{key}");
    }
    let channels = after.iter().find(|(key, _)| key == "loans_by_channel").map(|(_, value)| value);
    let Some(Value::Groups { groups }) = channels else { panic!("{channels:?}") };
    assert!(groups.iter().any(|group| group.label == "Pass"));
    assert!(groups.iter().all(|group| group.label != "pass Culture"));
    // A register that says « pass Culture » goes to the value of that role.
    let path = desk.register(
        "encore",
        &[(
            "prets.csv",
            "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut;pass_culture\n\
             2023-900;EXP-001;E001;05/10/2020;09/10/2020;rentré;oui\n",
        )],
    );
    let done = app.import_register(&path, false).unwrap();
    assert!(!done.value.is_refused(), "{:?}", done.value.problems);
    assert_eq!(app.loan("2023-900").unwrap().lines[0].channel, "Pass");
    assert!(value(&app, TermList::Channel, "pass Culture").is_none());
    assert_sound(&app);
}

#[test]
fn merging_two_themes_moves_what_they_name_and_is_undone() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let themes: Vec<ListValue> =
        app.list(TermList::Theme).unwrap().values.into_iter().filter(|value| value.uses > 0).collect();
    let (kept, merged) = (&themes[0].label, &themes[1].label);
    let (before, first) = (figures(&app), digest(&app));
    app.merge_list_values(TermList::Theme, kept, merged).unwrap();
    let after = figures(&app);
    for ((key, before), (_, after)) in before.iter().zip(&after) {
        if !key.contains("theme") {
            assert_eq!(counted(after), counted(before), "{key}");
        }
    }
    let gone = value(&app, TermList::Theme, merged).unwrap();
    assert_eq!((gone.retired, gone.uses), (true, 0), "a value that was used is never deleted");
    assert!(!app.lists().unwrap().themes.contains(merged));
    app.undo(None).unwrap();
    assert!(digest(&app) == first);
    app.redo(None).unwrap();
    assert_sound(&app);
}

#[test]
fn a_value_keeps_its_role_when_another_joins_it() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    app.add_list_value(TermList::Channel, "Pass collectif").unwrap();
    app.merge_list_values(TermList::Channel, "Pass collectif", "pass Culture").unwrap();
    assert_eq!(value(&app, TermList::Channel, "Pass collectif").unwrap().role, Some(TermRole::PassCulture));
    assert_eq!(app.lists().unwrap().pass_culture.as_deref(), Some("Pass collectif"));
    refused(app.merge_list_values(TermList::Channel, "direct", "Pass collectif"), "list_roles_differ");
    refused(app.set_list_role(TermList::Theme, "eau", Some(TermRole::Weight)), "list_role_elsewhere");
    app.add_list_value(TermList::BorrowerType, "école maternelle").unwrap();
    app.set_list_role(TermList::BorrowerType, "école maternelle", Some(TermRole::SchoolPrimary)).unwrap();
    let sentence = words::journal(&app.journal(1).unwrap()[0]);
    assert!(sentence.contains("types d’emprunteur") && sentence.contains("école maternelle"), "{sentence}");
}

#[test]
fn a_list_is_in_the_order_that_a_person_gave_it_and_else_in_that_of_the_alphabet() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let audiences = app.lists().unwrap().audiences;
    let mut sorted = audiences.clone();
    sorted.sort();
    assert_eq!(audiences, sorted);
    app.order_list(TermList::Audience, &["primaire".to_owned(), "collège".to_owned()]).unwrap();
    assert_eq!(app.lists().unwrap().audiences[..3], ["primaire", "collège", "adultes"]);
    app.retire_list_value(TermList::Audience, "primaire", true).unwrap();
    assert_eq!(app.lists().unwrap().audiences[..2], ["collège", "adultes"]);
    // What is typed again is offered again.
    app.add_list_value(TermList::Audience, "Primaire").unwrap();
    assert_eq!(app.lists().unwrap().audiences[0], "primaire");
    refused(app.rename_list_value(TermList::Audience, "primaire", "Adultes"), "list_value_there");
    refused(app.rename_list_value(TermList::Audience, "néant", "autre"), "list_value_unknown");
}

#[test]
fn a_past_base_gets_the_same_lists_and_roles_as_a_new_one() {
    let of = |desk: &Desk| -> Vec<Vec<(String, Option<TermRole>)>> {
        let app = desk.open();
        let values = |list| {
            app.list(list).unwrap().values.into_iter().map(|value| (value.label, value.role)).collect()
        };
        TermList::ALL.into_iter().map(values).collect()
    };
    let fresh = of(&Desk::empty());
    let since = [
        TermList::HowKnown,
        TermList::Appreciated,
        TermList::NotAppreciated,
        TermList::RequestOrigin,
        TermList::CancelReason,
        TermList::RefusalReason,
        TermList::RetirementReason,
    ];
    for schema in 1..=3 {
        let past = of(&Desk::kept_of_schema(schema));
        for ((list, past), fresh) in TermList::ALL.into_iter().zip(&past).zip(&fresh) {
            let with_role = |values: &[(String, Option<TermRole>)]| -> Vec<_> {
                let mut kept = values.to_vec();
                kept.retain(|(_, role)| role.is_some());
                kept
            };
            assert_eq!(with_role(past), with_role(fresh), "schema {schema}, {list:?}");
            // One cancellation of then had a reason of its own.
            let is_whole = fresh.iter().all(|value| past.contains(value));
            assert!(is_whole || !since.contains(&list), "schema {schema}, {list:?}: {past:?}");
        }
    }
}

#[test]
fn a_reason_that_was_typed_follows_its_value() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let loan = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap().value;
    let request = app::views::Move {
        number: loan.number.clone(),
        lines: None,
        to: domain::loan::LineState::Cancelled,
        on: None,
        reason: "dates reportées".to_owned(),
        departed: None,
        long_ago: false,
    };
    app.move_lines(&request).unwrap();
    assert_eq!(value(&app, TermList::CancelReason, "dates reportées").unwrap().uses, 1);
    app.rename_list_value(TermList::CancelReason, "dates reportées", "report").unwrap();
    assert_eq!(app.loan(&loan.number).unwrap().lines[0].cancel_reason, "report");
    app.undo(None).unwrap();
    assert_eq!(app.loan(&loan.number).unwrap().lines[0].cancel_reason, "dates reportées");
}

#[test]
fn an_operation_tells_each_part_that_it_touched_and_the_journal() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let parts = |changed: std::collections::BTreeSet<Part>| changed.into_iter().collect::<Vec<_>>();
    let mut form = form_of(&app.resource("EXP-ILL").unwrap());
    form.themes.push("thème tout neuf".to_owned());
    let done = app.save_resource(&form).unwrap();
    assert_eq!(parts(done.changed), [Part::Resources, Part::Lists, Part::Journal]);
    let done = app.save_report_text(2025, "fund", "Un mot.").unwrap();
    assert_eq!(parts(done.changed), [Part::ReportTexts, Part::Journal]);
    let done = app.save_report_text(2025, "fund", "Un mot.").unwrap();
    assert_eq!((done.entry, parts(done.changed)), (None, vec![]), "nothing changed");
    let done = app.save_past_figure(1999, "people_reached", Some(12), "Bilan").unwrap();
    assert_eq!(parts(done.changed), [Part::Figures, Part::Journal]);
    let done = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    assert_eq!(parts(done.changed), [Part::Loans, Part::Journal]);
}

#[test]
fn what_another_program_writes_is_noticed_and_what_is_written_here_is_not() {
    let desk = Desk::with("altec-2024");
    let (here, there) = (desk.open(), desk.open());
    let first = here.data_version();
    assert!(first.is_some());
    here.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    assert_eq!(here.data_version(), first);
    there.book(&booking("A003", &[("EXP-ABL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    let second = here.data_version();
    assert_ne!(second, first);
    assert_eq!(here.data_version(), second);
}

#[test]
fn a_form_made_from_what_is_no_longer_there_is_refused() {
    let desk = Desk::with("altec-2024");
    let (one, other) = (desk.open(), desk.open());
    let sheet = one.resource("EXP-ILL").unwrap();
    let mut mine = form_of(&sheet);
    mine.based_on = Some(sheet.based_on.clone());
    mine.notes = "à moi".to_owned();
    let mut theirs = form_of(&other.resource("EXP-ILL").unwrap());
    theirs.location = "réserve".to_owned();
    other.save_resource(&theirs).unwrap();
    let fault = refused(one.save_resource(&mine), "changed_meanwhile");
    assert!(words::fault(&fault).contains(&sheet.card.title));
    other.undo(None).unwrap();
    one.save_resource(&mine).unwrap();
    let number =
        one.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap().value.number;
    let sheet = one.loan(&number).unwrap();
    let form = |notes: &str, based_on: Option<String>| app::views::LoanForm {
        number: number.clone(),
        based_on,
        contact: sheet.contact.clone(),
        venue: sheet.venue.clone(),
        transport: String::new(),
        notes: notes.to_owned(),
        insurance_received_on: None,
        agreement_sent_on: None,
        agreement_signed_on: None,
    };
    other.save_loan(&form("la leur", Some(sheet.based_on.clone()))).unwrap();
    refused(one.save_loan(&form("la mienne", Some(sheet.based_on.clone()))), "changed_meanwhile");
    assert_eq!(one.loan(&number).unwrap().notes, "la leur");
    one.save_loan(&form("sans le dire", None)).unwrap();
}

#[test]
fn the_diagnostic_tells_versions_and_sizes_and_no_name() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let told = app.diagnostic().unwrap();
    assert!(told.contains("SQLite 3.") && told.contains("ressources"), "{told}");
    for borrower in app.borrowers("").unwrap() {
        assert!(!told.contains(&borrower.name), "{told}");
    }
}

#[test]
fn what_an_earlier_version_wrote_down_goes_back_into_the_columns_of_today() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    app.add_list_value(TermList::Theme, "à fondre").unwrap();
    app.add_list_value(TermList::Theme, "fondu").unwrap();
    app.merge_list_values(TermList::Theme, "fondu", "à fondre").unwrap();
    assert!(value(&app, TermList::Theme, "à fondre").is_none(), "it was never used");
    drop(app);
    // A column that is no more, and columns that came since.
    let base = rusqlite::Connection::open(desk.base()).unwrap();
    let changed = base
        .execute(
            "update journal_change set before = json_remove(json_set(before, '$.gone', 1), '$.retired', '$.position')
             where tbl = 'term' and after is null",
            [],
        )
        .unwrap();
    assert_eq!(changed, 1);
    drop(base);
    let app = desk.open();
    app.undo(None).unwrap();
    assert!(!value(&app, TermList::Theme, "à fondre").unwrap().retired);
    assert_sound(&app);
}
