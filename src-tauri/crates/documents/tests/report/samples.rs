//! A report to write, with the figures of the register of 2023 and the outlines of the départements.

use std::path::Path;

use domain::report::{
    Area, Block, Cell, CellFormat, Chapter, Column, Drawing, KeyFigure, Map, Point, Report, Table,
};
use serde_json::Value;

/// A year of a centre in ten chapters.
pub(crate) fn year() -> Report {
    Report {
        title: "Rapport d’activité 2023".into(),
        subtitle: "Prêt d’expositions et de malles pédagogiques".into(),
        centre: "Centre de sciences des Hauts-de-France".into(),
        made_on: "12 janvier 2024".into(),
        logo: include_bytes!("../../../../../assets/screenshots/planning.png").to_vec(),
        chapters: vec![
            fund(),
            circulation(),
            usage_rate(),
            most_borrowed(),
            borrowers(),
            themes(),
            evaluation(),
            audience(),
            satisfaction(),
            three_years(),
            places(),
        ],
        credits: vec![
            "Chiffres : registre des prêts du centre, relevé le 12 janvier 2024. Un prêt compte dans l’année de son départ.".into(),
            "Contours des départements : ADMIN EXPRESS COG, IGN (Licence Ouverte 2.0). Coordonnées des communes : GeoNames (CC BY 4.0).".into(),
        ],
    }
}

/// A few chapters of it, with a block of each kind.
pub(crate) fn short() -> Report {
    Report { chapters: vec![fund(), circulation(), three_years(), places()], ..year() }
}

/// A table of so many rows, with long names.
pub(crate) fn long_table(rows: usize) -> Table {
    let mut table = table(
        "Toutes les ressources du fonds",
        &[("Ressource", false), ("Sorties", true), ("Jours", true), ("Thème", false), ("Tarif", true)],
        Drawing::None,
    );
    table.note = "Les ressources sont rangées par nombre de sorties, puis par titre.".into();
    table.rows = (1..=rows)
        .map(|row| {
            let long = if row % 9 == 0 {
                ", de la plus petite bactérie à la baleine bleue, en trente panneaux"
            } else {
                ""
            };
            vec![
                Cell::text(format!("Ressource {row:03}{long}")),
                count((row % 12) as f64),
                count((row * 37 % 4000) as f64),
                Cell::text(
                    ["biodiversité", "histoire des sciences", "sciences humaines et sociales"][row % 3],
                ),
                Cell::number(row as f64 * 12.5, CellFormat::Euros, euros(row as f64 * 12.5)),
            ]
        })
        .collect();
    table
}

/// A table without rows.
pub(crate) fn empty_table() -> Table {
    table("Prêts à l’étranger", &[("Pays", false), ("Sorties", true)], Drawing::Bars)
}

/// A report of one chapter.
pub(crate) fn with_blocks(blocks: Vec<Block>) -> Report {
    Report { chapters: vec![chapter("Chapitre", "", blocks)], logo: Vec::new(), ..year() }
}

fn fund() -> Chapter {
    let mut types = shares("fund_by_type", "Le fonds par type", "Type", "Ressources");
    types.drawing = Drawing::Parts;
    chapter(
        "Le fonds et ses acquisitions",
        "Cette année a été celle du renouvellement : deux expositions anciennes ont quitté le catalogue et une malle a été entièrement refaite avec l’équipe de médiation, les enseignants du réseau et deux chercheurs de l’université.\n\nNous remercions la Région et la Direction régionale des affaires culturelles de leur soutien. Le programme d’acquisitions reste guidé par trois principes :\n– des contenus relus par des scientifiques ;\n– des formats légers, qu’une personne monte seule ;\n– des sujets que les programmes scolaires abordent.",
        vec![
            figures(&[
                ("88", "ressources", "au 31 décembre"),
                ("5", "malles pédagogiques", "dont une refaite"),
                ("8", "expositions autoportantes", ""),
                ("23 857,50 €", "de recettes", "109 prêts"),
            ]),
            Block::Table(types),
            Block::Table(shares("fund_by_format", "Le fonds par format", "Format", "Ressources")),
        ],
    )
}

fn circulation() -> Chapter {
    let months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let mut by_month = shares("loans_by_month", "Départs par mois", "Mois", "Départs");
    by_month.drawing = Drawing::Columns;
    for (row, month) in by_month.rows.iter_mut().zip(months) {
        row[0] = Cell::text(month);
    }
    by_month.note = "Un prêt compte dans le mois de son départ.".into();
    chapter(
        "Circulation",
        "",
        vec![
            paragraph(
                "En 2023, 109 prêts ont été réalisés, soit 2 633 jours de sortie et 24 jours en moyenne. 18 prêts ont été annulés : 529 jours avaient été réservés puis libérés. Au premier trimestre, la moitié des départs concernait des expositions légères ; à l’automne, la Fête de la science a mobilisé 17 ressources.",
            ),
            figures(&[
                ("109", "sorties", "24 jours en moyenne par prêt"),
                ("2 633", "jours de sortie", "en moyenne, 7 ressources dehors"),
                ("18", "annulations", "529 jours réservés puis libérés"),
                ("14 800", "personnes", "estimées ; 12 000 en 2022"),
                ("81", "questionnaires", "taux de retour 74,3 % (81 sur 109)"),
            ]),
            Block::Table(by_month),
            Block::Table(shares("loans_by_usage", "Usages déclarés", "Usage", "Prêts")),
        ],
    )
}

fn usage_rate() -> Chapter {
    let mut rates = shares("days_by_type", "Jours de sortie par type", "Type", "Jours");
    rates.note = "Les pourcentages sont arrondis : leur somme peut différer de 100 %.".into();
    chapter(
        "Taux d’utilisation",
        "",
        vec![
            figures(&[
                ("59,1 %", "taux d’utilisation", "52 ressources sur 88"),
                ("8,4 %", "taux d’occupation", "2 633 jours sur 31 393"),
            ]),
            paragraph(
                "52 des 88 ressources ont été empruntées au moins une fois. Les 36 autres ne sont pas sorties.",
            ),
            Block::Table(rates),
            Block::Table(empty_table()),
        ],
    )
}

fn most_borrowed() -> Chapter {
    let mut best = table(
        "Les dix ressources les plus empruntées",
        &[("Ressource", false), ("Sorties", true), ("Jours", true)],
        Drawing::Bars,
    );
    let ranking = expected();
    for resource in ranking["figures"]["top_resources_by_loans"].as_array().expect("a ranking") {
        best.rows.push(vec![
            Cell::text(french(resource["title"].as_str().expect("a title"))),
            count(resource["loans"].as_f64().expect("a number")),
            count(resource["days"].as_f64().expect("a number")),
        ]);
    }
    best.note = "À nombre de sorties égal, la ressource sortie le plus longtemps vient d’abord.".into();
    let mut all = long_table(88);
    all.title = "Toutes les ressources, par nombre de sorties".into();
    chapter(
        "Les plus empruntées",
        "",
        vec![
            paragraph(
                "Trois expositions réunissent 23 prêts sur 109, soit 574 jours de sortie sur 2 633 (21,8 %).",
            ),
            Block::Table(best),
            Block::Table(all),
        ],
    )
}

fn borrowers() -> Chapter {
    chapter(
        "Qui emprunte",
        "",
        vec![
            paragraph(
                "64 emprunteurs ont été actifs sur les 97 que compte le fichier. 26 établissements scolaires ont emprunté, dont 21 par le pass Culture.",
            ),
            Block::Table(shares("loans_by_borrower_type", "Prêts par type d’emprunteur", "Type", "Prêts")),
        ],
    )
}

fn themes() -> Chapter {
    let mut themes = shares("loans_by_theme", "Prêts par thème", "Thème", "Prêts");
    themes.note = "Une ressource de plusieurs thèmes compte une fois dans chacun.".into();
    chapter("Thèmes", "", vec![Block::Table(themes)])
}

fn evaluation() -> Chapter {
    let mut methods = shares("public_method", "Comment le public a été compté", "Méthode", "Réponses");
    methods.drawing = Drawing::Parts;
    chapter("Évaluation", "81 questionnaires sont revenus pour 109 prêts.", vec![Block::Table(methods)])
}

fn audience() -> Chapter {
    chapter(
        "Public touché",
        "",
        vec![Block::Table(shares(
            "audiences_reached",
            "Publics déclarés par les emprunteurs",
            "Public",
            "Réponses",
        ))],
    )
}

fn satisfaction() -> Chapter {
    let mut overall = shares("satisfaction_overall", "Satisfaction globale", "Réponse", "Réponses");
    overall.drawing = Drawing::Parts;
    overall.rows.swap(0, 1);
    let mut logistics =
        shares("satisfaction_logistics", "Satisfaction de la logistique", "Réponse", "Réponses");
    logistics.drawing = Drawing::Parts;
    let mut liked = shares("appreciated", "Ce qui plaît", "Point cité", "Part");
    liked.columns.truncate(2);
    for row in &mut liked.rows {
        row.remove(1);
    }
    liked.note = "Plusieurs réponses étaient possibles ; la part est celle des 81 questionnaires.".into();
    chapter(
        "Satisfaction",
        "",
        vec![
            paragraph(
                "93 % des emprunteurs sont satisfaits ou très satisfaits (75 sur 81). L’accueil l’est pour tous.",
            ),
            Block::Table(overall),
            Block::Table(logistics),
            Block::Table(liked),
        ],
    )
}

fn three_years() -> Chapter {
    let mut years = table(
        "Personnes touchées",
        &[("Année", false), ("Personnes", true), ("Évolution", true)],
        Drawing::Columns,
    );
    for (year, people, change) in
        [("2021", 3700.0, None), ("2022", 12000.0, Some(2.243)), ("2023", 14800.0, Some(0.233))]
    {
        years.rows.push(vec![Cell::text(year), count(people), change.map_or(Cell::text("—"), percent)]);
    }
    let mut wide = table(
        "Départs par mois, sur trois ans",
        &[
            ("Année", false),
            ("janv.", true),
            ("févr.", true),
            ("mars", true),
            ("avr.", true),
            ("mai", true),
            ("juin", true),
            ("juil.", true),
            ("août", true),
            ("sept.", true),
            ("oct.", true),
            ("nov.", true),
            ("déc.", true),
            ("Total", true),
        ],
        Drawing::None,
    );
    for (year, numbers) in [
        ("2021", [1, 2, 0, 3, 4, 6, 2, 1, 5, 8, 3, 0, 35]),
        ("2022", [4, 7, 8, 6, 11, 12, 5, 2, 9, 15, 7, 2, 88]),
        ("2023", [6, 10, 9, 9, 14, 15, 6, 4, 10, 17, 8, 1, 109]),
    ] {
        let numbers = numbers.iter().map(|number| count(f64::from(*number)));
        wide.rows.push(std::iter::once(Cell::text(year)).chain(numbers).collect());
    }
    chapter("Évolution sur trois ans", "", vec![Block::Table(years), Block::Table(wide)])
}

fn places() -> Chapter {
    let words = paragraph("Les cinq départements de la région ont accueilli des ressources.");
    chapter("Carte", "", vec![words, Block::Map(map())])
}

/// Where the resources of the year went.
pub(crate) fn map() -> Map {
    let outlines: Value = serde_json::from_slice(&read("assets/geo/departements.json")).expect("outlines");
    let expected = expected();
    let areas = ["80", "62", "02", "59", "60"].map(|code| {
        let found = outlines.as_array().expect("outlines").iter().find(|area| area["code"] == code);
        let area = found.expect("the département is there");
        Area {
            name: area["name"].as_str().expect("a name").into(),
            count: count(
                expected["figures"]["loans_by_departement"][code]["numerator"].as_f64().expect("a number"),
            ),
            rings: serde_json::from_value(area["rings"].clone()).expect("rings"),
        }
    });
    let communes = [
        ("Amiens", 2.302, 49.894, 21),
        ("Abbeville", 1.834, 50.106, 6),
        ("Péronne", 2.935, 49.931, 4),
        ("Albert", 2.651, 50.001, 3),
        ("Doullens", 2.341, 50.157, 2),
        ("Arras", 2.777, 50.291, 8),
        ("Lens", 2.832, 50.431, 6),
        ("Calais", 1.854, 50.951, 4),
        ("Boulogne-sur-Mer", 1.613, 50.726, 3),
        ("Saint-Omer", 2.252, 50.748, 2),
        ("Laon", 3.624, 49.564, 9),
        ("Soissons", 3.324, 49.381, 6),
        ("Saint-Quentin", 3.287, 49.847, 4),
        ("Hirson", 4.084, 49.922, 1),
        ("Lille", 3.063, 50.637, 9),
        ("Dunkerque", 2.377, 51.034, 3),
        ("Valenciennes", 3.523, 50.358, 3),
        ("Maubeuge", 3.973, 50.278, 2),
        ("Cambrai", 3.235, 50.176, 1),
        ("Beauvais", 2.081, 49.430, 6),
        ("Compiègne", 2.826, 49.418, 4),
        ("Creil", 2.483, 49.258, 2),
    ];
    let point = |(name, longitude, latitude, count): &(&str, f64, f64, u32)| Point {
        name: (*name).into(),
        longitude: *longitude,
        latitude: *latitude,
        count: *count,
    };
    Map {
        title: "Où les ressources sont allées".into(),
        description: "Carte des Hauts-de-France : les prêts se concentrent autour d’Amiens (21), de Lille (9) et de Laon (9) ; 22 communes en ont accueilli.".into(),
        areas: areas.to_vec(),
        points: communes.iter().map(point).collect(),
    }
}

/// Counts and shares of the register, drawn as bars.
fn shares(figure: &str, title: &str, head: &str, counted: &str) -> Table {
    let mut table = table(title, &[(head, false), (counted, true), ("Part", true)], Drawing::Bars);
    let expected = expected();
    for (name, share) in expected["figures"][figure].as_object().expect("counts and shares") {
        let (some, all) = (
            share["numerator"].as_f64().expect("a number"),
            share["denominator"].as_f64().expect("a number"),
        );
        table.rows.push(vec![Cell::text(french(name)), count(some), percent(some / all)]);
    }
    table
}

fn expected() -> Value {
    serde_json::from_slice(&read("tests/fixtures/registre-2023/attendu.json")).expect("figures")
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(path))
        .expect("the file is there")
}

fn chapter(title: &str, free_text: &str, blocks: Vec<Block>) -> Chapter {
    Chapter { title: title.into(), free_text: free_text.into(), blocks }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { text: french(text) }
}

fn figures(figures: &[(&str, &str, &str)]) -> Block {
    let figure = |(number, name, detail): &(&str, &str, &str)| KeyFigure {
        number: number_cell(number),
        name: (*name).into(),
        detail: french(detail),
    };
    Block::KeyFigures { figures: figures.iter().map(figure).collect() }
}

/// The number that a text stands for: « 59,1 % », « 2 633 », « 23 857,50 € ».
fn number_cell(text: &str) -> Cell {
    let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect();
    let number: f64 = plain.replace(',', ".").parse().expect("a number");
    let shown = french(text);
    match text {
        _ if text.ends_with('%') => Cell::number(number / 100.0, CellFormat::Percent, shown),
        _ if text.ends_with('€') => Cell::number(number, CellFormat::Euros, shown),
        _ if text.contains(',') => Cell::number(number, CellFormat::Decimal, shown),
        _ => Cell::number(number, CellFormat::Count, shown),
    }
}

/// An empty table.
pub(crate) fn table(title: &str, columns: &[(&str, bool)], drawing: Drawing) -> Table {
    let column = |(title, numeric): &(&str, bool)| Column { title: (*title).into(), numeric: *numeric };
    Table {
        title: title.into(),
        note: String::new(),
        columns: columns.iter().map(column).collect(),
        rows: Vec::new(),
        drawing,
    }
}

/// A whole number, as it is shown.
pub(crate) fn count(number: f64) -> Cell {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    Cell::number(number, CellFormat::Count, text)
}

/// A share, as it is shown.
pub(crate) fn percent(share: f64) -> Cell {
    Cell::number(share, CellFormat::Percent, format!("{:.1}\u{a0}%", share * 100.0).replace('.', ","))
}

fn euros(euros: f64) -> String {
    let cents = format!("{:.2}", euros.fract()).replace("0.", ",");
    format!("{}{cents}\u{a0}€", count(euros.trunc()).text)
}

/// A text with the spaces and apostrophes of print.
fn french(text: &str) -> String {
    let mut text = text.replace('\'', "’");
    for sign in [":", ";", "!", "?", "%", "€", "»"] {
        text = text.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    for digit in '0'..='9' {
        text = text.replace(&format!(" {digit}"), &format!("\u{1}{digit}"));
    }
    // A space between two digits separates thousands.
    let characters: Vec<char> = text.chars().collect();
    let between = |at: usize| at > 0 && characters[at - 1].is_ascii_digit();
    let narrow = |(at, character): (usize, &char)| match character {
        '\u{1}' if between(at) => '\u{202f}',
        '\u{1}' => ' ',
        character => *character,
    };
    characters.iter().enumerate().map(narrow).collect()
}
