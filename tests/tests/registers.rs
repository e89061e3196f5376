//! The reference registers brought into a base, by CSV and by XLSX, and what is refused of a register.

use app::{App, ImportReport};
use chrono::NaiveDate;
use domain::catalogue::{Condition, ExhibitionForm, ResourceKind};
use domain::loan::LineState;
use domain::questionnaire::{CountingMethod, Satisfaction};
use domain::tariff::Tariff;
use std::path::Path;
use stories::{Desk, assert_sound, booking, day, digest, fixture, refused};

fn import(app: &App, path: &Path) -> ImportReport {
    app.import_register(path, false).expect("the register is read").value
}

const RESOURCES: &str = "code;titre;type;capacite;date_acquisition\r\n\
    R1;Une exposition;exposition légère;1;01/09/2020\r\n\
    R2;Des robots;matériel d'animation;10;01/09/2020\r\n";
const BORROWERS: &str = "code;nom;type\r\nB1;École du Bourg;école\r\nB2;Mairie;mairie\r\n";
const LOANS: &str = "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut\r\n";

fn loans(rows: &str) -> String {
    format!("{LOANS}{rows}")
}

/// `file:line:column kind`, as the problems of a report are named in the tests.
fn places(report: &ImportReport) -> Vec<String> {
    report
        .problems
        .iter()
        .map(|p| format!("{}:{}:{} {}", p.file, p.line, p.column.as_deref().unwrap_or("-"), p.kind))
        .collect()
}

#[test]
fn the_register_of_2023_goes_in_whole_and_without_a_problem() {
    let desk = Desk::empty();
    let app = desk.open();
    let report = import(&app, &fixture("registre-2023"));
    assert_eq!(report.problems, []);
    let added = report.added;
    assert_eq!((added.resources, added.borrowers, added.lines, added.cancelled), (88, 97, 127, 18));
    assert_eq!(added.questionnaires, 81);
    let kept = app
        .inspect(|c| {
            Ok((
                store::resource::count(c)?,
                store::borrower::count(c)?,
                store::questionnaire::count(c)?,
                store::line::latest(c, u32::MAX)?,
            ))
        })
        .unwrap();
    assert_eq!((kept.0, kept.1, kept.2, kept.3.len()), (88, 97, 81, 127));
    assert_eq!(kept.3.iter().filter(|named| named.line.state == LineState::Closed).count(), 109);
    assert_eq!(app.journal(10).unwrap().len(), 1, "one operation, that can be undone");
    assert_sound(&app);
}

#[test]
fn the_same_register_as_a_workbook_adds_nothing_and_the_other_way_round() {
    for (first, second) in [
        ("registre-2023", "registre-2023/registre-2023.xlsx"),
        ("registre-2023/registre-2023.xlsx", "registre-2023"),
    ] {
        let desk = Desk::with(first);
        let app = desk.open();
        let before = digest(&app);
        let done = app.import_register(&fixture(second), false).unwrap();
        assert_eq!(done.value.problems, [], "{second}");
        assert_eq!(done.value.added.total(), 0, "{second}");
        assert_eq!(done.entry, None, "nothing to undo");
        assert_eq!(digest(&app), before);
        assert_eq!(app.journal(10).unwrap().len(), 1);
    }
}

#[test]
fn the_workbook_and_the_folder_say_the_same_to_the_last_cell() {
    let of = |name| stories::content(&Desk::with(name).open());
    // The rows come in the same order, so identifiers fall into the same places.
    assert!(of("registre-2023") == of("registre-2023/registre-2023.xlsx"), "the two bases differ");
}

#[test]
fn the_register_of_another_centre_goes_in_beside_it() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let report = import(&app, &fixture("altec-2024"));
    assert_eq!(report.problems, []);
    assert_eq!((report.added.resources, report.added.borrowers, report.added.lines), (18, 26, 9));
    assert_eq!((report.added.set_parts, report.added.inventory), (6, 37));
    assert_eq!(import(&app, &fixture("altec-2024")).added.total(), 0);
    assert_sound(&app);
}

#[test]
fn every_value_of_a_resource_is_found_again() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let (resource, malle) = app
        .inspect(|c| Ok((store::resource::by_code(c, "EXP-001")?, store::resource::by_code(c, "MAL-01")?)))
        .unwrap();
    let resource = resource.unwrap();
    assert_eq!(resource.title, "Super espèces : la vie extraordinaire d'espèces des Hauts-de-France");
    assert_eq!((resource.kind, resource.form), (ResourceKind::Exhibition, Some(ExhibitionForm::Light)));
    assert_eq!(resource.format, "panneaux");
    assert_eq!(resource.themes, ["biodiversité"]);
    assert_eq!(resource.audiences, ["primaire", "collège", "lycée", "grand public"]);
    assert_eq!((resource.panels, resource.weight_g), (Some(14), Some(34_000)));
    assert_eq!((resource.insured_cents, resource.surface_m2), (Some(230_000), Some(28)));
    assert_eq!((resource.setup_minutes, resource.deposit_cents), (Some(84), Some(50_000)));
    assert_eq!((resource.weekly_member_cents, resource.weekly_cents), (Some(3_000), Some(4_500)));
    assert_eq!((resource.owner.as_str(), resource.acquired_on), ("Ombelliscience", Some(day("2020-09-07"))));
    assert_eq!((resource.condition, resource.capacity), (Condition::Good, 1));
    assert_eq!(resource.notes, "Nouveau format en 2023 : panneaux dibond carrés 120 x 120 cm");

    let malle = malle.unwrap();
    assert_eq!(malle.title, "Malle « Petits chimistes en cuisine »");
    assert_eq!((malle.kind, malle.panels, malle.weight_g), (ResourceKind::Malle, None, Some(24_500)));
    let items = app.inspect(|c| store::resource::inventory(c, malle.id)).unwrap();
    assert_eq!((items[0].label.as_str(), items[0].quantity), ("Livret de l'animateur", 1));
    assert_eq!((items[6].label.as_str(), items[6].quantity), ("Pipettes compte-gouttes", 30));
    assert_eq!((items[6].replacement_cents, items[6].consumable), (Some(30), false));
    assert_eq!((items[10].label.as_str(), items[10].consumable), ("Bicarbonate de soude (500 g)", true));
}

#[test]
fn every_value_of_a_borrower_and_of_a_loan_is_found_again() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let school = app.inspect(|c| store::borrower::by_code(c, "E001")).unwrap().unwrap();
    assert_eq!(school.name, "École primaire de Monchy-Saint-Éloi");
    assert_eq!((school.borrower_type.as_str(), school.uai.as_str()), ("école", "0609001H"));
    assert_eq!((school.address.as_str(), school.postcode.as_str()), ("52 avenue de la Gare", "60290"));
    assert_eq!((school.commune.as_str(), school.insee.as_str()), ("Monchy-Saint-Éloi", "60409"));
    assert_eq!(school.departement, "60");
    assert!(school.memberships.is_empty());
    assert_eq!(school.contacts[0].function, "Direction");
    assert_eq!(school.contacts[0].mail, "direction@ecole-primaire-de-monchy-saint-eloi.example.org");
    assert_eq!(school.contacts[0].phone, "03 00 00 00 01");

    let cancelled = app.loan("2023-001").unwrap();
    let line = &cancelled.lines[0];
    assert_eq!((cancelled.state, line.card.code.as_str()), (LineState::Cancelled, "EXP-078"));
    assert_eq!(line.cancelled_on, Some(day("2022-12-02")));
    assert_eq!(line.cancel_reason, "fermeture du lieu");
    assert_eq!(line.card.planned, stories::period("2023-01-09", "2023-02-15"));
    let kept = app.inspect(|c| store::line::by_id(c, line.card.id)).unwrap().line;
    assert_eq!(kept.cancellation.unwrap().from, None, "an imported one does not say from which state");

    let lent = app.loan("2023-002").unwrap();
    let line = &lent.lines[0];
    assert_eq!((lent.state, lent.borrower.code.as_str()), (LineState::Closed, "E030"));
    assert_eq!(lent.venue.commune, "Albert");
    assert_eq!(
        (line.card.departed_on, line.card.returned_on),
        (Some(day("2023-01-10")), Some(day("2023-02-03")))
    );
    assert_eq!((line.channel.as_str(), line.tariff), ("pass Culture", Tariff::Member));
    assert_eq!(
        (line.accompaniment.as_str(), line.usage.as_str()),
        ("animation par un médiateur", "animation accompagnée")
    );
    assert_eq!(line.amount_cents, Some(12_000));
    assert!(line.questionnaire);
}

#[test]
fn a_questionnaire_keeps_its_several_answers_and_its_line_breaks() {
    let desk = Desk::with("registre-2023");
    let app = desk.open();
    let answers = |number: &str| {
        let line = app.loan(number).unwrap().lines[0].card.id;
        app.inspect(|c| store::questionnaire::of_line(c, line)).unwrap().unwrap()
    };
    let told = answers("2023-109");
    assert_eq!(
        told.comment,
        "Accès libre dans le hall.\nLe comptage s'est fait à la feuille, par demi-journée."
    );
    assert_eq!((told.answered_on, told.first_loan), (Some(day("2023-12-06")), Some(true)));
    assert_eq!((told.people, told.counting), (Some(150), Some(CountingMethod::Estimate)));
    assert_eq!(told.audiences, ["grand public", "primaire", "collège"]);
    assert_eq!(told.how_known, "catalogue commun");
    assert_eq!(
        (told.overall, told.welcome),
        (Some(Satisfaction::Satisfied), Some(Satisfaction::VerySatisfied))
    );

    let told = answers("2023-012");
    assert_eq!(
        told.appreciated,
        ["contenu compréhensible / accessible", "thématique bien traitée", "esthétique"]
    );
    assert_eq!(told.not_appreciated, ["montage", "manque d'accompagnement"]);
    let unknown = answers("2023-003");
    assert_eq!((unknown.people, unknown.counting), (None, Some(CountingMethod::Unknown)));
}

#[test]
fn a_dry_run_says_what_would_go_in_and_writes_nothing() {
    let desk = Desk::empty();
    let app = desk.open();
    let before = digest(&app);
    let done = app.import_register(&fixture("registre-2023"), true).unwrap();
    assert_eq!((done.value.added.resources, done.value.added.lines), (88, 127));
    assert_eq!((done.entry, done.changed.is_empty()), (None, true));
    assert_eq!(digest(&app), before);
    assert!(app.journal(1).unwrap().is_empty());
    // Not even a number was given.
    let booked = {
        import(&app, &fixture("altec-2024"));
        desk.on("2023-06-05").book(&booking("A003", &[("EXP-ILL", 1)], "2023-06-12", "2023-06-16")).unwrap()
    };
    assert_eq!(booked.value.number, "2023-001");
}

#[test]
fn an_import_is_undone_to_the_empty_base_and_goes_in_again() {
    let desk = Desk::empty();
    let app = desk.open();
    let empty = digest(&app);
    import(&app, &fixture("registre-2023"));
    let full = stories::content(&app);
    drop(app);

    let app = desk.open();
    app.undo(None).unwrap();
    assert_eq!(digest(&app), empty);
    assert_sound(&app);
    let again = import(&app, &fixture("registre-2023"));
    assert_eq!(again.problems, []);
    assert_eq!(again.added.lines, 127);
    assert!(stories::content(&app) == full, "the second import holds what the first did");
    assert_sound(&app);
}

#[test]
fn an_import_on_which_a_booking_stands_is_not_undone() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let import = app.journal(1).unwrap().remove(0).entry;
    let booked = app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap();
    let before = digest(&app);
    let fault = refused(app.undo(Some(import)), "undo_depended_on");
    assert!(app::words::fault(&fault).contains(&booked.value.number), "{}", app::words::fault(&fault));
    assert_eq!(digest(&app), before);
    app.undo(booked.entry).unwrap();
    app.undo(Some(import)).unwrap();
    assert_eq!(app.inspect(store::resource::count).unwrap(), 0);
}

#[test]
fn the_same_key_with_other_content_is_a_problem_at_its_place_and_nothing_goes_in() {
    let desk = Desk::empty();
    let app = desk.open();
    let first = desk.register(
        "first",
        &[
            ("ressources.csv", RESOURCES),
            ("emprunteurs.csv", BORROWERS),
            ("prets.csv", &loans("D-1;R1;B1;02/02/2026;06/02/2026;rentré\r\n")),
        ],
    );
    assert_eq!(import(&app, &first).problems, []);
    let before = digest(&app);

    let second = desk.register(
        "second",
        &[
            ("ressources.csv", &RESOURCES.replace("Des robots", "Des drones").replace(";10;", ";12;")),
            (
                "emprunteurs.csv",
                &format!("{BORROWERS}B3;Nouveau;musée\r\n").replace("Mairie;", "Mairie du Bourg;"),
            ),
            ("prets.csv", &loans("D-1;R1;B2;02/02/2026;09/02/2026;rentré\r\n")),
        ],
    );
    let report = import(&app, &second);
    assert!(report.is_refused());
    assert_eq!(report.added.total(), 0);
    assert_eq!(
        places(&report),
        [
            "emprunteurs.csv:3:code already_there_differs",
            "prets.csv:2:numero already_there_differs",
            "ressources.csv:3:code already_there_differs",
        ]
    );
    assert!(report.problems[2].message.contains("titre") && report.problems[2].message.contains("capacite"));
    assert!(report.problems[1].message.contains("emprunteur_code"), "{}", report.problems[1].message);
    assert_eq!(digest(&app), before, "not even the new borrower");
    assert_eq!(app.journal(10).unwrap().len(), 1);
}

#[test]
fn what_a_register_names_has_to_be_there() {
    let desk = Desk::empty();
    let app = desk.open();
    let before = digest(&app);
    let path = desk.register(
        "r",
        &[
            ("ressources.csv", RESOURCES),
            ("emprunteurs.csv", BORROWERS),
            (
                "prets.csv",
                &loans(
                    "D-1;R9;B1;02/02/2026;06/02/2026;rentré\r\nD-2;R1;B9;02/02/2026;06/02/2026;rentré\r\n",
                ),
            ),
            ("malles-contenu.csv", "malle_code;ordre;designation;quantite\r\nM9;1;Loupe;2\r\n"),
            ("ensembles.csv", "ensemble_code;ressource_code;quantite\r\nR1;R2;1\r\n"),
        ],
    );
    let report = import(&app, &path);
    assert_eq!(
        places(&report),
        [
            "ensembles.csv:2:ensemble_code not_a_set",
            "malles-contenu.csv:2:malle_code resource_unknown",
            "prets.csv:2:ressource_code resource_unknown",
            "prets.csv:3:emprunteur_code borrower_unknown",
        ]
    );
    assert!(report.problems[2].message.contains("R9"), "{}", report.problems[2].message);
    assert_eq!(digest(&app), before);
}

#[test]
fn lines_that_overlap_or_leave_before_the_acquisition_are_refused_at_their_place() {
    let desk = Desk::empty();
    let app = desk.open();
    let before = digest(&app);
    let path = desk.register(
        "r",
        &[
            ("ressources.csv", RESOURCES),
            ("emprunteurs.csv", BORROWERS),
            (
                "prets.csv",
                &loans(
                    "D-1;R1;B1;09/03/2026;13/03/2026;confirmé\r\n\
                     D-2;R1;B2;13/03/2026;20/03/2026;confirmé\r\n\
                     D-3;R1;B2;10/03/2026;13/03/2026;annulé\r\n\
                     D-4;R1;B2;31/08/2020;04/09/2020;rentré\r\n\
                     D-5;R1;B2;30/02/2026;04/03/2026;rentré\r\n\
                     D-6;R1;B2;20/02/2026;19/02/2026;rentré\r\n",
                ),
            ),
        ],
    );
    let report = import(&app, &path);
    assert_eq!(
        places(&report),
        [
            "prets.csv:3:date_depart overlap",
            "prets.csv:5:date_depart departure_before_acquisition",
            "prets.csv:6:date_depart cell_date_does_not_exist",
            "prets.csv:7:date_retour end_before_start",
        ]
    );
    assert!(report.problems[0].message.contains("D-1"), "{}", report.problems[0].message);
    assert!(report.problems[1].message.contains("31/08/2020"), "{}", report.problems[1].message);
    assert_eq!(digest(&app), before);
}

#[test]
fn an_imported_line_does_not_take_what_the_base_has_lent() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let number =
        app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13")).unwrap().value.number;
    let before = digest(&app);
    let path =
        desk.register("r", &[("prets.csv", &loans("D-1;EXP-ILL;A005;13/03/2026;20/03/2026;confirmé\r\n"))]);
    let report = import(&app, &path);
    assert_eq!(places(&report), ["prets.csv:2:date_depart overlap"]);
    assert!(report.problems[0].message.contains(&number), "{}", report.problems[0].message);
    assert_eq!(digest(&app), before);

    let path =
        desk.register("s", &[("prets.csv", &loans("D-1;EXP-ILL;A005;14/03/2026;20/03/2026;confirmé\r\n"))]);
    let report = import(&app, &path);
    assert_eq!(places(&report), ["prets.csv:2:date_depart departure_on_a_closed_day"], "a Saturday");
    assert!(!report.is_refused());
    refused(app.book(&booking("A003", &[("EXP-ILL", 1)], "2026-03-20", "2026-03-27")), "taken");
    assert_sound(&app);
}

#[test]
fn cells_over_their_limit_or_with_a_nul_are_named_by_line_and_column() {
    let desk = Desk::empty();
    let app = desk.open();
    let before = digest(&app);
    let path = desk.register(
        "r",
        &[
            (
                "emprunteurs.csv",
                &format!("code;nom;type\r\nB1;{};école\r\nB2;a\0b;école\r\nB3;;école\r\n", "é".repeat(301)),
            ),
            (
                "ressources.csv",
                &format!("code;titre;type;remarques\r\nR1;Un;malle pédagogique;{}\r\n", "x".repeat(20_001)),
            ),
        ],
    );
    let report = import(&app, &path);
    assert_eq!(
        places(&report),
        [
            "emprunteurs.csv:2:nom cell_too_long",
            "emprunteurs.csv:3:nom cell_control_character",
            "emprunteurs.csv:4:nom cell_empty",
            "ressources.csv:2:remarques cell_too_long",
        ]
    );
    assert!(report.problems[0].message.contains("301") && report.problems[0].message.contains("300"));
    assert_eq!(digest(&app), before);

    let missing = refused(app.import_register(&desk.path("nowhere"), false), "register_unreadable");
    assert_eq!(missing.field.as_deref(), Some("path"));
}

#[test]
fn a_register_in_latin_1_with_commas_and_iso_dates_is_read_as_any_other() {
    let desk = Desk::empty();
    let app = desk.open();
    let folder = desk.register("r", &[("emprunteurs.csv", "code,nom,type\nB1,Mairie,mairie\n")]);
    let latin: Vec<u8> =
        "code,titre,type,date_acquisition,weight\nR1,\"Été, l'énergie\",malle pédagogique,2020-09-01,\n"
            .chars()
            .map(|c| u8::try_from(u32::from(c)).expect("a Latin-1 letter"))
            .collect();
    std::fs::write(folder.join("ressources.csv"), latin).expect("a file");
    let report = import(&app, &folder);
    assert!(!report.is_refused(), "{:?}", report.problems);
    assert_eq!(report.problems.len(), 1, "the unknown column is named: {:?}", report.problems);
    assert_eq!(report.problems[0].severity, "warning");
    let read = app.inspect(|c| store::resource::by_code(c, "R1")).unwrap().unwrap();
    assert_eq!(
        (read.title.as_str(), read.acquired_on),
        ("Été, l'énergie", NaiveDate::from_ymd_opt(2020, 9, 1))
    );
}
