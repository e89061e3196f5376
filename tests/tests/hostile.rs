//! What people type is data, wherever it goes: into the base, into the journal, into the agreement.

use app::views::{Move, NewBorrower};
use domain::borrower::Venue;
use domain::loan::LineState;
use stories::{Desk, booking, digest, refused};

/// Texts that mean something to some machine, and texts that hardly fit.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "#let x = panic() #import \"/etc/passwd\": *",
        "il a dit \"oui\", 'non' ; \\ et $x$ _a_ *b* `c` <d> @e // f /* g */",
        "<script>alert(1)</script><!-- &amp; -->",
        "=cmd|' /C calc'!A0",
        "'; drop table loan; --",
        "{number} {{braces}} {} %s \\u{41} ${x}",
        "🧪👩‍🔬 🇫🇷 é ﷽ \u{1F9D1}\u{200D}\u{1F52C}",
        "مرحبا \u{202e}abc\u{202c} שלום",
        "[a](b) ] ) } #[ #{ -- --- ... ~ 10 %",
        "NULL",
        "0123",
        "1e5",
        "{\"a\": 1}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("é".repeat(300));
    texts.push("🧪".repeat(300));
    texts.push(format!("{}#", "W".repeat(299)));
    texts
}

/// A cell of a CSV file.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[test]
fn hostile_text_in_every_field_is_read_back_unchanged_and_printed() {
    for text in hostile() {
        let desk = Desk::empty();
        desk.set("centre.name", &text);
        desk.set("centre.town", &text);
        desk.set("centre.representative", &text);
        let app = desk.open().worked_on_by(&text);
        let t = cell(&text);
        let long = format!("{text}\nligne 2 #(1+1)\n\n{}", "\"x\" #y ".repeat(200));
        // A list cell is cut at its bars.
        let one = cell(&text.replace('|', "/"));
        let path = desk.register(
            "r",
            &[
                (
                    "ressources.csv",
                    &format!(
                        "code;titre;type;format;thématiques;publics;proprietaire;remarques;nb_panneaux\n\
                         {t};{t};exposition légère;{t};{one};{one};{t};{};3\nM;Malle;malle pédagogique;;;;;;\n",
                        cell(&long)
                    ),
                ),
                ("malles-contenu.csv", &format!("malle_code;ordre;designation;quantite;remarques\n{t};1;{t};1;{t}\n")),
            ],
        );
        let report = app.import_register(&path, false).unwrap().value;
        assert!(!report.is_refused(), "{text}: {:?}", report.problems);

        let resource = app.inspect(|c| store::resource::by_code(c, &text)).unwrap().expect("the resource");
        assert_eq!((&resource.title, &resource.format, &resource.owner), (&text, &text, &text));
        assert_eq!(resource.themes, [text.replace('|', "/")]);
        assert_eq!(resource.audiences, [text.replace('|', "/")]);
        assert_eq!(resource.notes, long.trim());
        let items = app.inspect(|c| store::resource::inventory(c, resource.id)).unwrap();
        assert_eq!((&items[0].label, &items[0].remarks), (&text, &text));
        assert_eq!(app.catalogue(&Default::default()).unwrap().total, 2);
        app.catalogue(&app::views::CatalogueQuery { search: text.clone(), ..Default::default() }).unwrap();

        let borrower = app
            .new_borrower(&NewBorrower {
                code: text.clone(),
                name: text.clone(),
                borrower_type: text.clone(),
                address: text.clone(),
                postcode: text.clone(),
                commune: text.clone(),
                insee: text.clone(),
                contact_function: text.clone(),
                contact_mail: text.clone(),
                contact_phone: text.clone(),
                member: false,
            })
            .unwrap()
            .value;
        assert_eq!((&borrower.code, &borrower.name, &borrower.borrower_type), (&text, &text, &text));
        assert_eq!(
            (&borrower.postcode, &borrower.venue.address, &borrower.venue.commune),
            (&text, &text, &text)
        );
        let contact = &borrower.contacts[0];
        assert_eq!((&contact.function, &contact.mail, &contact.phone), (&text, &text, &text));

        let mut wish = booking(&text, &[(&text, 1), ("M", 1)], "2026-03-09", "2026-03-13");
        wish.contact.clone_from(&text);
        wish.venue = Some(Venue {
            name: text.clone(),
            address: text.clone(),
            commune: text.clone(),
            insee: text.clone(),
        });
        for field in [&mut wish.transport, &mut wish.usage, &mut wish.accompaniment, &mut wish.channel] {
            field.clone_from(&text);
        }
        wish.notes.clone_from(&long);
        let number = app.book(&wish).unwrap().value.number;
        drop(app);

        let app = desk.open().worked_on_by(&text);
        let loan = app.loan(&number).unwrap();
        assert_eq!((&loan.contact, &loan.transport, loan.notes.as_str()), (&text, &text, long.trim()));
        assert_eq!((&loan.venue.name, &loan.venue.address), (&text, &text));
        assert_eq!((&loan.venue.commune, &loan.venue.insee), (&text, &text));
        let line = &loan.lines[0];
        assert_eq!((&line.usage, &line.accompaniment, &line.channel), (&text, &text, &text));
        assert_eq!(
            app.loans(&app::views::LoanQuery { search: number.clone(), ..Default::default() }).unwrap().len(),
            1
        );

        let agreement = app.agreement(&number).unwrap();
        assert_eq!(
            (&agreement.lender.name, &agreement.borrower.name, &agreement.lines[0].title),
            (&text, &text, &text)
        );
        assert_eq!((&agreement.transport, &agreement.usage, &agreement.venue.name), (&text, &text, &text));
        let pdf = documents::agreement_pdf(&agreement).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(pdf.starts_with(b"%PDF-"));

        let entry = app.journal(1).unwrap().remove(0);
        assert_eq!(entry.by, text);
        assert!(app::words::journal(&entry).contains(&text), "{}", app::words::journal(&entry));

        let cancel = Move {
            number: number.clone(),
            lines: None,
            to: LineState::Cancelled,
            on: None,
            reason: text.clone(),
            departed: None,
            long_ago: false,
        };
        let before = digest(&app);
        let line = app.move_lines(&cancel).unwrap().value.lines.remove(0);
        assert_eq!((&line.cancel_reason, &line.cancelled_by), (&text, &text));
        // Undo writes the images back: they too hold the text as it was.
        app.undo(None).unwrap();
        assert_eq!(digest(&app), before);
        app.undo(None).unwrap();
        app.undo(None).unwrap();
        app.undo(None).unwrap();
        assert_eq!(app.inspect(store::resource::count).unwrap(), 0);
        stories::assert_sound(&app);
    }
}

#[test]
fn a_note_at_its_limit_goes_through_and_one_more_letter_does_not() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let mut wish = booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13");
    wish.notes = "🧪é\n".repeat(6_667)[..].chars().take(19_999).chain(['.']).collect();
    let number = app.book(&wish).unwrap().value.number;
    assert_eq!(app.loan(&number).unwrap().notes, wish.notes);
    app.undo(None).unwrap();
    wish.notes.push('x');
    let fault = refused(app.book(&wish), "text_too_long");
    assert_eq!(fault.field.as_deref(), Some("notes"));
}

#[test]
fn a_text_over_its_limit_or_with_a_nul_is_refused_naming_its_field_and_writes_nothing() {
    let desk = Desk::with("altec-2024");
    let app = desk.open();
    let booked =
        app.book(&booking("A003", &[("MAL-TAR", 1)], "2026-03-09", "2026-03-13")).unwrap().value.number;
    let before = digest(&app);
    for (text, code) in [
        ("x".repeat(301), "text_too_long"),
        ("🧪".repeat(301), "text_too_long"),
        ("a\0b".to_owned(), "text_control_character"),
        ("a\u{7}b".to_owned(), "text_control_character"),
        ("a\nb".to_owned(), "text_control_character"),
    ] {
        let plain = NewBorrower { name: "Mairie".to_owned(), ..NewBorrower::default() };
        let of = |change: &dyn Fn(&mut NewBorrower)| {
            let mut new = plain.clone();
            change(&mut new);
            refused(app.new_borrower(&new), code).field.unwrap_or_default()
        };
        assert_eq!(of(&|new| new.code.clone_from(&text)), "code");
        assert_eq!(of(&|new| new.name.clone_from(&text)), "name");
        assert_eq!(of(&|new| new.borrower_type.clone_from(&text)), "borrower_type");
        assert_eq!(of(&|new| new.address.clone_from(&text)), "address");
        assert_eq!(of(&|new| new.postcode.clone_from(&text)), "postcode");
        assert_eq!(of(&|new| new.commune.clone_from(&text)), "commune");
        assert_eq!(of(&|new| new.contact_function.clone_from(&text)), "contact_function");
        assert_eq!(of(&|new| new.contact_mail.clone_from(&text)), "contact_mail");
        assert_eq!(of(&|new| new.contact_phone.clone_from(&text)), "contact_phone");

        let of = |change: &dyn Fn(&mut app::views::NewBooking)| {
            let mut wish = booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13");
            change(&mut wish);
            refused(app.book(&wish), code).field.unwrap_or_default()
        };
        assert_eq!(of(&|wish| wish.contact.clone_from(&text)), "contact");
        assert_eq!(of(&|wish| wish.transport.clone_from(&text)), "transport");
        assert_eq!(of(&|wish| wish.usage.clone_from(&text)), "usage");
        assert_eq!(of(&|wish| wish.accompaniment.clone_from(&text)), "accompaniment");
        assert_eq!(of(&|wish| wish.channel.clone_from(&text)), "channel");
        let venue = |change: &dyn Fn(&mut Venue)| {
            let mut venue = Venue::default();
            change(&mut venue);
            of(&|wish| wish.venue = Some(venue.clone()))
        };
        assert_eq!(venue(&|venue| venue.name.clone_from(&text)), "venue_name");
        assert_eq!(venue(&|venue| venue.address.clone_from(&text)), "venue_address");
        assert_eq!(venue(&|venue| venue.commune.clone_from(&text)), "venue_commune");

        let cancel = Move {
            number: booked.clone(),
            lines: None,
            to: LineState::Cancelled,
            on: None,
            reason: text.clone(),
            departed: None,
            long_ago: false,
        };
        assert_eq!(refused(app.move_lines(&cancel), code).field.as_deref(), Some("reason"));
    }
    let mut wish = booking("A003", &[("EXP-ILL", 1)], "2026-03-09", "2026-03-13");
    wish.notes = "a\0b".to_owned();
    assert_eq!(refused(app.book(&wish), "text_control_character").field.as_deref(), Some("notes"));
    assert_eq!(digest(&app), before);
    assert_eq!(app.journal(10).unwrap().len(), 2);
}
