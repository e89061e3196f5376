//! Every block of a report, every text of it, and texts that must do no harm.

use domain::report::{Block, Cell, Drawing, KeyFigure, Report, Table};

use crate::samples::{self, count, percent, table};

/// Code of Typst, markup, HTML, XML and spreadsheets.
pub(crate) const HOSTILE: [&str; 20] = [
    "#let x = 1",
    "#panic(\"x\")",
    "#include \"/etc/passwd\"",
    "<script>alert(1)</script>",
    "<w:p/>",
    "&amp; &lt; ]]>",
    "=cmd|' /C calc'!A0",
    "= Titre",
    "$x^2$",
    "*bold* _it_",
    "`raw`",
    "\\u{41}",
    "_x0041_",
    "// /* */",
    "@ref [x]",
    "~ -- --- ...",
    "'; drop table loan; --",
    "\"",
    "עברית العربية",
    "👩\u{200d}🔬 🧪 é e\u{301}",
];

/// A block of each kind, drawn in every way.
pub(crate) fn every_block() -> Vec<Block> {
    let mut map = samples::map();
    map.areas.truncate(2);
    let drawn = |drawing| Block::Table(Table { drawing, ..shares() });
    let mut blocks = vec![
        Block::Paragraph { text: "Une phrase.".into() },
        Block::KeyFigures {
            figures: vec![
                KeyFigure { number: Cell::text("1"), name: "nom".into(), detail: "sur 2".into() };
                5
            ],
        },
        drawn(Drawing::None),
        drawn(Drawing::Bars),
        drawn(Drawing::Columns),
        drawn(Drawing::Parts),
    ];
    blocks.push(Block::Map(map));
    blocks
}

pub(crate) fn shares() -> Table {
    let mut table = table("Parts", &[("Nom", false), ("Nombre", true), ("Part", true)], Drawing::Parts);
    table.rows = vec![
        vec![Cell::text("école"), count(3.0), percent(0.75)],
        vec![Cell::text("collège"), count(1.0), percent(0.25)],
    ];
    table
}

pub(crate) fn blocks(report: &Report) -> impl Iterator<Item = &Block> {
    report.chapters.iter().flat_map(|chapter| &chapter.blocks)
}

/// All that the pages of a report say.
pub(crate) fn words_of(report: &Report) -> Vec<String> {
    let mut words = Vec::new();
    let mut report = report.clone();
    let places = report_places(&report);
    each_text(&mut report, true, &mut |text| words.push(text.clone()));
    words.retain(|text| !places.contains(text));
    words.iter().flat_map(|text| text.split("\n\n")).map(str::to_owned).collect()
}

/// What stands beside the pages: the places of a map, and its description.
pub(crate) fn report_places(report: &Report) -> Vec<String> {
    let of_map = |block: &Block| match block {
        Block::Map(map) => {
            let names = map.points.iter().map(|point| point.name.clone());
            names.chain([map.description.clone()]).collect()
        }
        _ => Vec::new(),
    };
    blocks(report).flat_map(of_map).collect()
}

/// The report with each of its texts replaced by what `text` says for the number of that field.
pub(crate) fn with_every_text(report: &Report, mut text: impl FnMut(usize) -> String) -> Report {
    let (mut report, mut field) = (report.clone(), 0);
    each_text(&mut report, false, &mut |old| {
        *old = text(field);
        field += 1;
    });
    report
}

/// Each text of a report, those of its numbers too where `numbers` says so.
fn each_text(report: &mut Report, numbers: bool, each: &mut impl FnMut(&mut String)) {
    for text in [&mut report.title, &mut report.subtitle, &mut report.centre, &mut report.made_on] {
        each(text);
    }
    report.credits.iter_mut().for_each(&mut *each);
    for chapter in &mut report.chapters {
        each(&mut chapter.title);
        each(&mut chapter.free_text);
        for block in &mut chapter.blocks {
            match block {
                Block::Paragraph { text } => each(text),
                Block::KeyFigures { figures } => {
                    for figure in figures {
                        let number = Some(&mut figure.number).filter(|cell| numbers || cell.number.is_none());
                        number.into_iter().for_each(|cell| each(&mut cell.text));
                        [&mut figure.name, &mut figure.detail].into_iter().for_each(&mut *each);
                    }
                }
                Block::Table(table) => {
                    [&mut table.title, &mut table.note].into_iter().for_each(&mut *each);
                    table.columns.iter_mut().for_each(|column| each(&mut column.title));
                    let cells = table.rows.iter_mut().flatten();
                    cells
                        .filter(|cell| numbers || cell.number.is_none())
                        .for_each(|cell| each(&mut cell.text));
                }
                Block::Map(map) => {
                    [&mut map.title, &mut map.description].into_iter().for_each(&mut *each);
                    for area in &mut map.areas {
                        each(&mut area.name);
                        let count = Some(&mut area.count).filter(|cell| numbers || cell.number.is_none());
                        count.into_iter().for_each(|cell| each(&mut cell.text));
                    }
                    map.points.iter_mut().for_each(|point| each(&mut point.name));
                }
            }
        }
    }
}
