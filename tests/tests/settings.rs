//! What a centre sets, and the sheets that a person fills in: resources, photos, borrowers, loans.

use app::views::{BorrowerForm, Catalogue, CatalogueQuery, Closure, LoanForm, ResourceForm, Upload, Wanted};
use base64::Engine;
use domain::borrower::{Contact, Membership};
use domain::catalogue::{InventoryItem, ResourceKind};
use domain::loan::LineState;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;
use stories::{Desk, assert_sound, booking, day, digest, form_of, moved, period, refused};

const ILLUSIONS: &str = "EXP-ILL";

fn upload(name: &str, bytes: &[u8]) -> Upload {
    Upload { name: name.to_owned(), content: base64::engine::general_purpose::STANDARD.encode(bytes) }
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbaImage::from_fn(width, height, |x, y| Rgba([(x % 256) as u8, (y % 256) as u8, 90, 128]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(picture).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

#[test]
fn a_resource_is_added_changed_and_taken_back() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let before = digest(&app);
    let mut form =
        ResourceForm::new("Les oiseaux du lac : une exposition à manipuler", ResourceKind::Exhibition);
    form.themes = vec!["biodiversité".to_owned(), "eau".to_owned()];
    form.inventory = vec![InventoryItem {
        label: "Panneau".to_owned(),
        container: "caisse 1".to_owned(),
        quantity: 12,
        consumable: false,
        replacement_cents: Some(4500),
        remarks: String::new(),
    }];
    let made = app.save_resource(&form).unwrap();
    let sheet = made.value;
    assert!(sheet.card.code.starts_with("EXP-"), "{}", sheet.card.code);
    assert!(sheet.card.short_name.chars().count() <= 22 && !sheet.card.short_name.is_empty());
    assert_eq!((sheet.inventory.len(), sheet.inventory[0].quantity), (1, 12));

    let mut form = form_of(&sheet);
    form.title = "Les oiseaux du lac".to_owned();
    form.inventory[0].quantity = 11;
    form.themes.reverse();
    let changed = app.save_resource(&form).unwrap().value;
    assert_eq!(changed.card.themes, ["eau", "biodiversité"]);
    assert_eq!(changed.inventory[0].quantity, 11);
    // Nothing that was typed, nothing written.
    assert_eq!(app.save_resource(&form_of(&changed)).unwrap().entry, None);

    let copy = ResourceForm { id: None, code: changed.card.code.clone(), ..form_of(&changed) };
    assert_eq!(refused(app.save_resource(&copy), "resource_code_taken").field.as_deref(), Some("code"));
    app.save_resource(&ResourceForm { code: String::new(), ..copy }).unwrap();
    app.undo(None).unwrap();
    app.undo(None).unwrap();
    app.undo(made.entry).unwrap();
    let without_lists = |digest: &str| -> String {
        digest.lines().filter(|line| !line.starts_with("term|")).map(|line| format!("{line}\n")).collect()
    };
    assert_eq!(without_lists(&digest(&app)), without_lists(&before));
}

#[test]
fn what_is_wrong_with_a_resource_is_told_by_field_and_nothing_is_written() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let before = digest(&app);
    let form = form_of(&app.resource(ILLUSIONS).unwrap());
    let cases: Vec<(&str, &str, ResourceForm)> = vec![
        ("text_missing", "title", ResourceForm { title: "  ".to_owned(), ..form.clone() }),
        ("text_too_long", "title", ResourceForm { title: "é".repeat(301), ..form.clone() }),
        ("text_too_long", "short_name", ResourceForm { short_name: "n".repeat(23), ..form.clone() }),
        ("quantity_zero", "capacity", ResourceForm { capacity: 0, ..form.clone() }),
        ("quantity_too_large", "capacity", ResourceForm { capacity: 100_001, ..form.clone() }),
        ("number_out_of_range", "weight_g", ResourceForm { weight_g: Some(-1), ..form.clone() }),
        (
            "longest_before_shortest",
            "longest_days",
            ResourceForm { shortest_days: Some(8), longest_days: Some(7), ..form.clone() },
        ),
        ("not_a_set", "parts", ResourceForm { parts: vec![Wanted::new("MAT-THY", 2)], ..form.clone() }),
    ];
    for (code, field, form) in cases {
        let fault = refused(app.save_resource(&form), code);
        assert_eq!(fault.field.as_deref(), Some(field), "{code}");
        assert!(!app::words::fault(&fault).contains('{'), "{}", app::words::fault(&fault));
    }
    assert_eq!(digest(&app), before);
    let long = ResourceForm { title: "é".repeat(300), ..form };
    assert_eq!(app.save_resource(&long).unwrap().value.card.title.chars().count(), 300);
}

#[test]
fn fewer_units_or_a_retirement_leave_room_for_what_is_booked() {
    let desk = Desk::with_buffers("altec-2024", 1, 1);
    let app = desk.open();
    let number =
        app.book(&booking("A003", &[("MAT-THY", 9)], "2026-05-11", "2026-05-22")).unwrap().value.number;
    let form = form_of(&app.resource("MAT-THY").unwrap());
    let fault = refused(app.save_resource(&ResourceForm { capacity: 8, ..form.clone() }), "taken");
    assert_eq!(fault.refusal.unwrap().conflicts[0].number, number);
    app.save_resource(&ResourceForm { capacity: 9, ..form }).unwrap();
    let fault = refused(app.retire_resource("MAT-THY", Some(day("2026-05-20"))), "taken");
    assert_eq!(fault.refusal.unwrap().conflicts[0].number, number);
    let retired = app.retire_resource("MAT-THY", Some(day("2026-06-01"))).unwrap().value;
    assert_eq!(retired.card.retired_on, Some(day("2026-06-01")));
    refused(app.book(&booking("A003", &[("MAT-THY", 1)], "2026-06-01", "2026-06-02")), "after_retirement");
    app.retire_resource("MAT-THY", None).unwrap();
    assert_sound(&app);
}

#[test]
fn the_catalogue_leaves_out_what_left_the_fund_until_it_is_asked_for() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let all = CatalogueQuery { kinds: vec![ResourceKind::Equipment], ..CatalogueQuery::default() };
    let of_kind = |found: &Catalogue| {
        let kinds = found.kinds.iter().filter(|count| count.kind == ResourceKind::Equipment);
        kinds.map(|count| count.count).sum::<u32>() as usize
    };
    let before = app.catalogue(&all).unwrap();
    assert_eq!((before.resources.len(), before.retired), (of_kind(&before), 0));
    app.retire_resource("MAT-THY", Some(day(stories::TODAY))).unwrap();
    let after = app.catalogue(&all).unwrap();
    assert_eq!((after.resources.len() + 1, after.retired), (before.resources.len(), 1));
    assert_eq!(of_kind(&after), after.resources.len());
    let with = app.catalogue(&CatalogueQuery { with_retired: true, ..all }).unwrap();
    assert_eq!(
        (with.resources.len(), with.retired, of_kind(&with)),
        (before.resources.len(), 0, of_kind(&before))
    );
    assert_sound(&app);
}

#[test]
fn other_buffers_and_other_parts_are_those_of_the_loans_to_come() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    app.book(&booking("A003", &[("ENS-LAB", 1)], "2026-05-11", "2026-05-22")).unwrap();
    let mut form = form_of(&app.resource("MAT-ORD").unwrap());
    form.buffers.after = 3;
    app.save_resource(&form).unwrap();
    assert_sound(&app);
    let mut set = form_of(&app.resource("ENS-LAB").unwrap());
    set.parts.truncate(1);
    set.parts[0].quantity = 2;
    app.save_resource(&set).unwrap();
    assert_sound(&app);
    app.undo(None).unwrap();
    assert_sound(&app);
}

#[test]
fn a_photo_is_kept_in_two_sizes_and_comes_back_with_an_undo() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let sheet = app.add_photo(ILLUSIONS, &upload("grande.png", &png(2400, 1200))).unwrap().value;
    let photo = sheet.photos[0].clone();
    assert_eq!((photo.width, photo.height), (1600, 800));
    let size = |name: &str| {
        let bytes = app.photo(name).unwrap().expect("an image");
        let image = image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap().to_rgb8();
        // Half transparent over white.
        assert!(image.get_pixel(0, 0).0[0] > 110, "{:?}", image.get_pixel(0, 0));
        image.dimensions()
    };
    assert_eq!(size(&photo.name), (1600, 800));
    assert_eq!(size(&format!("{}/small", photo.name)), (480, 240));
    // The same again changes nothing; another stands after it until it is put first.
    assert_eq!(app.add_photo(ILLUSIONS, &upload("grande.png", &png(2400, 1200))).unwrap().entry, None);
    let other =
        app.add_photo(ILLUSIONS, &upload("autre.png", &png(300, 200))).unwrap().value.photos[1].clone();
    let first = app.show_photo_first(other.id).unwrap().value;
    assert_eq!(first.card.photo.as_deref(), Some(other.name.as_str()));
    app.remove_photo(other.id).unwrap();
    let removed = app.undo(None).unwrap();
    assert_eq!(removed.value.code, "photo_removed");
    assert_eq!(app.resource(ILLUSIONS).unwrap().photos[0].name, other.name);
    assert!(app.photo(&other.name).unwrap().is_some());
    assert_eq!(app.photo("../../etc/passwd").unwrap(), None);
    assert_sound(&app);
}

#[test]
fn an_image_that_cannot_be_one_is_refused_with_a_sentence() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let before = digest(&app);
    // A header that promises 100 megapixels: refused before a single one is read.
    let mut huge = png(10, 10);
    huge[16..20].copy_from_slice(&10_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&10_000_u32.to_be_bytes());
    let crc = crc32fast::hash(&huge[12..29]);
    huge[29..33].copy_from_slice(&crc.to_be_bytes());
    let fault = refused(app.add_photo(ILLUSIONS, &upload("ciel.png", &huge)), "image_too_large");
    assert!(app::words::fault(&fault).contains("100 millions"), "{}", app::words::fault(&fault));
    refused(app.add_photo(ILLUSIONS, &upload("notes.txt", b"pas une image")), "image_unreadable");
    refused(app.add_photo(ILLUSIONS, &upload("coupee.png", &png(200, 200)[..300])), "image_unreadable");
    refused(
        app.add_photo(ILLUSIONS, &Upload { name: "x".to_owned(), content: "%%%".to_owned() }),
        "file_unreadable",
    );
    refused(app.add_photo("RIEN", &upload("a.png", &png(4, 4))), "resource_unknown");
    assert_eq!(digest(&app), before);
}

#[test]
fn other_opening_days_move_the_buffers_and_tell_what_then_clashes() {
    let desk = Desk::with_buffers("altec-2024", 1, 2);
    let app = desk.open();
    // Friday 22 May; Whit Monday; two open days after: Tuesday and Wednesday. The next loan begins on Friday 29.
    app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-22")).unwrap();
    let next =
        app.book(&booking("A009", &[(ILLUSIONS, 1)], "2026-05-29", "2026-06-05")).unwrap().value.number;
    let before = digest(&app);
    let mut settings = app.settings().unwrap().settings;
    // Nothing typed, nothing written.
    assert_eq!(app.save_settings(&settings).unwrap().entry, None);
    settings.name = "Le Dôme".to_owned();
    settings
        .closures
        .push(Closure { period: period("2026-05-26", "2026-05-28"), label: "inventaire".to_owned() });
    let saved = app.save_settings(&settings).unwrap();
    assert!(saved.value.recomputed >= 2, "{}", saved.value.recomputed);
    assert!(saved.value.clashes.iter().any(|line| line.number == next), "{:?}", saved.value.clashes);
    let report = app.check().unwrap();
    assert!(report.clean && report.alerts.len() == 1, "{report:?}");
    // A closure does not stop a loan that keeps clear of it, and is kept by whoever opens the base next.
    drop(app);
    let app = desk.open();
    assert_eq!(app.settings().unwrap().settings, settings);
    app.book(&booking("A003", &[("MAL-TAR", 1)], "2026-05-27", "2026-05-27")).unwrap();
    app.undo(None).unwrap();
    app.undo(saved.entry).unwrap();
    assert_eq!(digest(&app), before);
    assert_sound(&app);
    app.book(&booking("A003", &[("MAL-TAR", 1)], "2026-05-27", "2026-05-29")).unwrap();
    assert_sound(&app);
}

#[test]
fn the_calendar_of_another_window_is_followed() {
    let desk = Desk::with_buffers("altec-2024", 1, 1);
    let (here, there) = (desk.open(), desk.open());
    let mut settings = there.settings().unwrap().settings;
    settings.week[4].open = false;
    there.save_settings(&settings).unwrap();
    here.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-21")).unwrap();
    assert_sound(&there);
    assert_sound(&here);
}

#[test]
fn settings_that_make_no_sense_are_refused_by_field() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let good = app.settings().unwrap().settings;
    let mut cases = Vec::new();
    let mut wrong = good.clone();
    wrong.week.iter_mut().for_each(|day| day.open = false);
    cases.push(("week_closed", "week", wrong));
    let mut wrong = good.clone();
    wrong.week[0].from = "25:00".to_owned();
    cases.push(("hours_unreadable", "week", wrong));
    let mut wrong = good.clone();
    wrong.week[0].to = "08:00".to_owned();
    cases.push(("hours_upside_down", "week", wrong));
    let mut wrong = good.clone();
    wrong.option_days = 0;
    cases.push(("option_days_out_of_range", "option_days", wrong));
    let mut wrong = good.clone();
    wrong.buffers.after = 31;
    cases.push(("buffer_too_long", "buffer_after", wrong));
    let mut wrong = good.clone();
    wrong.name = "x".repeat(301);
    cases.push(("text_too_long", "name", wrong));
    for (code, field, settings) in cases {
        assert_eq!(refused(app.save_settings(&settings), code).field.as_deref(), Some(field));
    }
    assert_eq!(app.settings().unwrap().settings, good);
}

#[test]
fn the_operator_of_the_settings_signs_what_is_done() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let mut settings = app.settings().unwrap().settings;
    settings.operator = "Inès".to_owned();
    settings.option_days = 5;
    app.save_settings(&settings).unwrap();
    let sheet = app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-22")).unwrap().value;
    assert_eq!(sheet.lines[0].card.option_until, Some(day("2026-03-07")));
    let sheet = app.remark(&sheet.number, "  Prévoir le monte-charge\n").unwrap().value;
    assert_eq!(
        (sheet.remarks[0].by.as_str(), sheet.remarks[0].text.as_str()),
        ("Inès", "Prévoir le monte-charge")
    );
    refused(app.remark(&sheet.number, " \n"), "text_missing");
    refused(app.remark(&sheet.number, &"a".repeat(20_001)), "text_too_long");
}

fn person(id: Option<domain::id::BorrowerId>, name: &str) -> BorrowerForm {
    BorrowerForm {
        id,
        code: String::new(),
        name: name.to_owned(),
        borrower_type: "médiathèque".to_owned(),
        address: String::new(),
        postcode: "01130".to_owned(),
        commune: "Nantua".to_owned(),
        insee: "01269".to_owned(),
        departement: String::new(),
        uai: String::new(),
        notes: String::new(),
        contacts: vec![Contact { function: "accueil".to_owned(), ..Contact::default() }],
        memberships: vec![Membership { from: Some(day("2026-01-01")), to: None }],
    }
}

#[test]
fn two_borrowers_that_are_the_same_become_one_with_all_they_had() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let one = app.save_borrower(&person(None, "Médiathèque des Deux Lacs")).unwrap().value;
    let mut form = person(None, "Mediatheque des deux lacs");
    form.contacts.push(Contact { function: "direction".to_owned(), ..Contact::default() });
    form.notes = "ferme le lundi".to_owned();
    let other = app.save_borrower(&form).unwrap().value;
    assert_eq!(other.alike.len(), 1);
    assert_eq!(other.card.departement, "01");
    app.book(&booking(&one.card.code, &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-15")).unwrap();
    let number = app
        .book(&booking(&other.card.code, &[("MAL-TAR", 1)], "2026-05-11", "2026-05-15"))
        .unwrap()
        .value
        .number;
    let before = digest(&app);
    let merged = app.merge_borrowers(&one.card.code, &other.card.code).unwrap();
    assert_eq!(merged.value.coming.len(), 2);
    let functions: Vec<&str> = merged.value.card.contacts.iter().map(|c| c.function.as_str()).collect();
    assert_eq!(functions, ["accueil", "direction"]);
    assert_eq!(merged.value.notes, "ferme le lundi");
    assert_eq!(app.loan(&number).unwrap().borrower.code, one.card.code);
    refused(app.borrower(&other.card.code), "borrower_unknown");
    refused(app.merge_borrowers(&one.card.code, &one.card.code), "borrower_itself");
    assert_sound(&app);
    app.undo(merged.entry).unwrap();
    assert_eq!(digest(&app), before);
}

#[test]
fn a_borrower_is_checked_by_field_and_a_commune_must_exist() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let wrong = BorrowerForm { insee: "99999".to_owned(), ..person(None, "X") };
    assert_eq!(refused(app.save_borrower(&wrong), "commune_unknown").field.as_deref(), Some("commune"));
    refused(app.save_borrower(&person(None, " ")), "text_missing");
    refused(app.save_borrower(&person(None, &"n".repeat(301))), "text_too_long");
    let typed =
        BorrowerForm { insee: String::new(), commune: "Zzyzx".to_owned(), ..person(None, &"n".repeat(300)) };
    let sheet = app.save_borrower(&typed).unwrap().value;
    assert_eq!((sheet.card.venue.commune.as_str(), sheet.card.departement.as_str()), ("Zzyzx", "01"));
    let mut upside_down = person(Some(sheet.card.id), "X");
    upside_down.memberships[0].to = Some(day("2025-01-01"));
    refused(app.save_borrower(&upside_down), "end_before_start");
}

#[test]
fn the_papers_of_a_loan_are_written_and_taken_back() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let sheet = app.book(&booking("A003", &[(ILLUSIONS, 1)], "2026-05-11", "2026-05-15")).unwrap().value;
    let before = digest(&app);
    let form = LoanForm {
        based_on: None,
        number: sheet.number.clone(),
        contact: "CDI".to_owned(),
        venue: sheet.venue.clone(),
        transport: "navette du centre".to_owned(),
        notes: String::new(),
        insurance_received_on: Some(day("2026-03-02")),
        agreement_sent_on: Some(day("2026-03-02")),
        agreement_signed_on: None,
    };
    let saved = app.save_loan(&form).unwrap();
    assert_eq!(saved.value.insurance_received_on, Some(day("2026-03-02")));
    assert_eq!(saved.value.contact, "CDI");
    assert_eq!(app.save_loan(&form).unwrap().entry, None);
    app.undo(saved.entry).unwrap();
    assert_eq!(digest(&app), before);
}

#[test]
fn everything_is_found_in_a_few_letters() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    for _ in 0..12 {
        let made = app.book(&booking("A003", &[("MAT-THY", 1)], "2026-05-11", "2026-05-15")).unwrap().value;
        moved(&app, &made.number, LineState::Confirmed, "2026-03-02").unwrap();
    }
    let numbers = |search: &str| -> Vec<String> {
        app.find(search).unwrap().loans.into_iter().map(|loan| loan.number).collect()
    };
    assert_eq!(numbers("12")[0], "2026-012");
    assert_eq!(numbers("2026-003"), ["2026-003"]);
    assert_eq!(numbers("2")[0], "2026-002", "a whole sequence before one that begins so");
    let found = app.find("thymio").unwrap();
    assert_eq!(found.resources[0].code, "MAT-THY");
    assert!(
        !app.find("oyonnax").unwrap().borrowers.is_empty()
            || !app.find("bourg").unwrap().borrowers.is_empty()
    );
    assert!(app.find("  ").unwrap().loans.is_empty());
    assert!(app.find("%").unwrap().loans.is_empty());
    // The beginnings of words, a typo, and what an operation changed a moment ago.
    let name = app.loan("2026-003").unwrap().borrower.name;
    let typed = name.split(' ').next_back().unwrap();
    assert_eq!(numbers(&format!("thym {typed}")).len(), 6, "the first six of twelve");
    assert_eq!(numbers("thymoi").len(), 6, "a typo");
    assert!(numbers("thymio zzzz").is_empty());
    moved(&app, "2026-003", LineState::Cancelled, "2026-03-02").unwrap();
    let confirmed = app::views::LoanQuery {
        search: "thymio".to_owned(),
        states: vec![LineState::Confirmed],
        ..Default::default()
    };
    let listed = app.loans(&confirmed).unwrap();
    assert!(listed.iter().all(|loan| loan.number != "2026-003" && loan.state == LineState::Confirmed));
    app.undo(None).unwrap();
    assert_eq!(app.loans(&confirmed).unwrap().len(), listed.len() + 1);
}
