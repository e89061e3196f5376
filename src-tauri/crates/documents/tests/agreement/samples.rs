//! Agreements to print, after those that centres sign.

use chrono::NaiveDate;
use domain::agreement::{Agreement, Borrower, Item, Lender, Line, Venue};
use domain::interval::Period;

/// The exhibition alone.
pub(crate) fn one_resource() -> Agreement {
    Agreement {
        number: "2026-042".into(),
        date: day(2026, 3, 16),
        draft: false,
        lender: Lender {
            name: "Centre de sciences".into(),
            address: vec!["Maison de la Culture et de la Citoyenneté".into(), "01000 Bourg-en-Bresse".into()],
            town: "Bourg-en-Bresse".into(),
            representative: "la directrice".into(),
            phone: "04 74 00 00 00".into(),
            mail: "expositions@centre-de-sciences.example".into(),
        },
        borrower: Borrower {
            name: "Collège La Sidoine".into(),
            address: vec!["627 route du Collège".into()],
            postcode: "01600".into(),
            commune: "Trévoux".into(),
            representative: "la principale".into(),
            contact: "CDI du collège".into(),
            phone: "04 74 11 11 11".into(),
            mail: "cdi@la-sidoine.example".into(),
        },
        venue: Venue { name: "Hall du CDI".into(), address: Vec::new(), commune: "Trévoux".into() },
        period: Period { from: day(2026, 3, 30), to: day(2026, 4, 17) },
        lines: vec![exhibition()],
        transport: "Navette du centre, lundi 30 mars et vendredi 17 avril".into(),
        usage: "Exposition en accès libre, environ 110 élèves".into(),
        accompaniment: "Prise en main".into(),
        deposit_cents: 30_000,
        notes: String::new(),
    }
}

/// The exhibition, its grids and a booklet, as in the design.
pub(crate) fn three_resources() -> Agreement {
    Agreement { lines: vec![exhibition(), grids(), booklet()], ..one_resource() }
}

/// Two resources, the second without a price, value or weight yet, over its own days.
pub(crate) fn two_resources() -> Agreement {
    let mut malle = booklet();
    malle.title = "Malle « L’eau, ça coule de source ! »".into();
    malle.tariff = "sur devis".into();
    malle.period = Some(Period { from: day(2026, 4, 1), to: day(2026, 4, 1) });
    (malle.insured_cents, malle.weight_g, malle.amount_cents) = (None, None, None);
    Agreement {
        lines: vec![exhibition(), malle],
        deposit_cents: 0,
        transport: String::new(),
        ..one_resource()
    }
}

/// A malle of 120 entries in seven crates, taken twice, and particular conditions.
pub(crate) fn long_inventory() -> Agreement {
    let entry = |number: u32| Item {
        label: format!("Objet {number:03} de la malle"),
        container: format!("Bac {}", number / 20 + 1),
        quantity: number % 7 + 1,
        consumable: number.is_multiple_of(9),
        replacement_cents: (!number.is_multiple_of(3)).then_some(i64::from(number) * 1_250),
    };
    let mut malle = exhibition();
    malle.title = "Malle du petit chimiste".into();
    malle.quantity = 2;
    malle.inventory = (1..=120).map(entry).collect();
    Agreement {
        lines: vec![malle, grids()],
        notes: "Prévoir le monte-charge.\nLe hall ouvre à 8 h 30.".into(),
        ..one_resource()
    }
}

/// Texts in the alphabets that the faces cover.
pub(crate) fn other_alphabets() -> Agreement {
    let mut agreement = three_resources();
    agreement.borrower.name = "Συλλογή 🧪 Академия".into();
    agreement.borrower.contact = "מרכז המדע, المركز العلمي".into();
    agreement.venue.name = "Łódź – Ørsted – İzmir → salle ½ ★".into();
    agreement.lines[1].title = "Κοσμος et Вселенная".into();
    agreement.lines[1].contents = "Maquettes 🚀🔭🦕, panneaux ✓ ≤ 25 kg, 3 ≠ 4".into();
    agreement.notes = "تُعاد المعدات نظيفة.\nיש להחזיר את הציוד נקי.\nRendre le matériel propre 🧹.".into();
    agreement
}

fn exhibition() -> Line {
    Line {
        title: "Super espèces".into(),
        code: "EXP-001".into(),
        kind: "exposition".into(),
        quantity: 1,
        contents: "14 panneaux dibond 120 × 120 cm".into(),
        period: None,
        insured_cents: Some(230_000),
        weight_g: Some(84_000),
        tariff: "adhérent".into(),
        channel: "pass Culture, offre collective".into(),
        amount_cents: Some(12_000),
        inventory: Vec::new(),
    }
}

fn grids() -> Line {
    Line {
        title: "Grilles d’accrochage".into(),
        code: "ACC-007".into(),
        kind: "matériel d’animation".into(),
        quantity: 14,
        contents: "Grilles de 2 m × 1 m avec leurs pieds".into(),
        insured_cents: Some(4_000),
        weight_g: Some(6_500),
        amount_cents: Some(0),
        ..exhibition()
    }
}

fn booklet() -> Line {
    let item = |label: &str, quantity, consumable| Item {
        label: label.into(),
        quantity,
        consumable,
        ..Item::default()
    };
    Line {
        title: "Livret d’accompagnement".into(),
        code: "ACC-031".into(),
        contents: String::new(),
        insured_cents: Some(1_500),
        weight_g: Some(300),
        inventory: vec![item("Livret", 1, false), item("Fiche élève", 30, true)],
        ..grids_of_one()
    }
}

fn grids_of_one() -> Line {
    Line { quantity: 1, ..grids() }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the samples")
}
