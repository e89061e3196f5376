//! A report, from its value to its files.

mod every;
mod office;
mod office_suite;
#[path = "../agreement/read.rs"]
mod read;
mod readers;
#[path = "../agreement/references.rs"]
mod references;
mod samples;

use calamine::Data;
use documents::{report_docx, report_pages, report_pdf, report_svg, report_xlsx, table_csv, tables_xlsx};
use domain::report::{Block, Cell, CellFormat, Drawing, Report, Table};
use every::{HOSTILE, blocks, every_block, report_places, shares, with_every_text, words_of};
use office::{Word, Workbook};
use proptest::prelude::*;
use read::solid;
use readers::{printed, read_by_poppler, read_csv, unhyphenated};
use samples::{count, empty_table, long_table, percent, short, table, with_blocks, year};

#[test]
fn it_looks_like_its_reference_images() {
    references::check("report", &report_pages(&short()).expect("the sample is printed"));
}

#[test]
fn the_printed_year_is_read_by_another_program_with_every_word_and_number() {
    let report = year();
    let text = read_by_poppler(&report_pdf(&report).expect("the sample is printed"));
    let expected = words_of(&report);
    assert!(expected.len() > 500, "{}", expected.len());
    for words in expected {
        assert!(text.contains(&unhyphenated(&words)), "« {words} » is not in {text}");
    }
    // In the table of contents, and where it begins.
    for chapter in &report.chapters {
        assert!(text.matches(&unhyphenated(&chapter.title)).count() >= 2, "{}", chapter.title);
    }
}

#[test]
fn pages_have_numbers_and_a_head() {
    let pages = printed(&short());
    for (number, page) in (1..).zip(&pages) {
        assert!(page.contains(&format!("{number}/{}", pages.len())), "{page}");
        assert!(page.contains("Rapportd’activité2023"), "{page}");
    }
}

#[test]
fn the_pdf_is_tagged_in_french_with_a_description_of_every_drawing() {
    let pdf = report_pdf(&short()).expect("the sample is printed");
    let text = String::from_utf8_lossy(&pdf);
    for expected in [
        "/StructTreeRoot",
        "/Lang(fr-FR)",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<xmp:CreateDate>2024-01-12T00:00:00+00:00</xmp:CreateDate>",
        "Rapport d’activité 2023",
    ] {
        assert!(text.contains(expected), "{expected} is not in the file");
    }
    // The logo, the parts, twice the columns, and the map; bars stand beside their numbers.
    assert_eq!(text.matches("/Alt").count(), 5);
}

#[test]
fn the_same_report_gives_the_same_bytes_and_another_one_others() {
    let report = with_blocks(vec![Block::Table(long_table(5)), Block::Table(shares())]);
    let other = Report { title: "Bilan".into(), ..report.clone() };
    for write in [report_pdf, report_docx, report_xlsx] {
        let first = write(&report).expect("it is written");
        assert_ne!(first, write(&other).expect("it is written"));
        assert_eq!(first, write(&report).expect("it is written"));
    }
    let tables = [long_table(5), empty_table()];
    assert_eq!(tables_xlsx(&tables).expect("it is written"), tables_xlsx(&tables).expect("it is written"));
}

#[test]
fn each_page_is_an_image_of_its_own() {
    let report = with_blocks(Vec::new());
    let pages = report_svg(&report).expect("the sample is printed");
    assert_eq!(pages.len(), 2);
    assert!(pages.iter().all(|page| page.starts_with("<svg")));
}

#[test]
fn a_table_of_200_rows_repeats_its_heads_and_loses_no_row() {
    let table = long_table(200);
    let pages = printed(&with_blocks(vec![Block::Table(table.clone())]));
    assert!((5..=9).contains(&pages.len()), "{} pages", pages.len());
    for page in &pages[1..] {
        assert!(page.contains("RessourceSortiesJoursThèmeTarif"), "no heads on {page}");
    }
    let text = pages.concat();
    for row in &table.rows {
        let row: String = row.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(text.matches(&solid(&row)).count(), 1, "{row}");
    }
}

#[test]
fn bars_of_more_rows_than_a_drawing_has_room_for_are_all_in_the_table() {
    let mut wide = long_table(40);
    wide.drawing = Drawing::Bars;
    let text = printed(&with_blocks(vec![Block::Table(wide)])).concat();
    assert!(text.contains("Les20premièreslignessontdessinées"), "{text}");
    assert_eq!((text.matches("Ressource001").count(), text.matches("Ressource040").count()), (2, 1));
}

#[test]
fn a_table_without_rows_says_so_everywhere() {
    let report = with_blocks(vec![Block::Table(empty_table())]);
    assert!(printed(&report)[1].contains("PaysSorties—"));
    assert!(Word::read(&report_docx(&report).expect("it is written")).text().contains("PaysSorties—"));
    let workbook = Workbook::read(&report_xlsx(&report).expect("it is written"));
    assert_eq!(workbook.cell("Prêts à l’étranger", 1, 0), Data::String("—".into()));
    assert_eq!(table_csv(&empty_table()), "\u{feff}Pays;Sorties\r\n");
}

#[test]
fn a_report_with_nothing_in_it_is_still_a_file() {
    let nothing = |report: Report| Report { logo: Vec::new(), credits: Vec::new(), ..report };
    let empty = with_every_text(&with_blocks(every_block()), |_| String::new());
    let ragged = Table { rows: vec![vec![], vec![count(1.0); 9]], ..shares() };
    let mut bare = shares();
    bare.columns.clear();
    for report in [
        nothing(empty),
        nothing(Report { chapters: Vec::new(), ..with_blocks(Vec::new()) }),
        with_blocks(vec![
            Block::KeyFigures { figures: Vec::new() },
            Block::Table(ragged),
            Block::Table(bare),
        ]),
    ] {
        assert!(!printed(&report).is_empty());
        for write in [report_pdf, report_docx, report_xlsx] {
            write(&report).expect("it is written");
        }
    }
    Workbook::read(&tables_xlsx(&[]).expect("it is written"));
}

#[test]
fn a_logo_that_cannot_be_read_is_left_out() {
    let mut half = year().logo;
    half.truncate(half.len() / 2);
    for logo in [b"no image".to_vec(), half, b"\x89PNG\r\n\x1a\n".to_vec()] {
        let report = Report { logo, ..with_blocks(Vec::new()) };
        let pdf = report_pdf(&report).expect("it is printed");
        assert!(!String::from_utf8_lossy(&pdf).contains("/Alt"));
        assert!(Word::read(&report_docx(&report).expect("it is written")).descriptions().is_empty());
    }
}

#[test]
fn hostile_text_in_every_field_is_data() {
    let all = HOSTILE.join(" ");
    let mut fields = 0;
    let report = with_every_text(&with_blocks(every_block()), |field| {
        fields = field + 1;
        format!("{field}k{all}")
    });
    let pdf = report_pdf(&report).expect("it is printed");
    let pages = printed(&report).concat();
    let word = Word::read(&report_docx(&report).expect("it is written"));
    let workbook = Workbook::read(&report_xlsx(&report).expect("it is written"));
    let (document, cells) = (word.text(), workbook.texts().concat());
    assert!(String::from_utf8_lossy(&pdf).contains("/StructTreeRoot"));
    for field in 0..fields {
        let typed = solid(&format!("{field}k{all}"));
        // The description of a map is no text of the page, and its places are in the workbook alone.
        let is_place = report_places(&report).contains(&format!("{field}k{all}"));
        assert!(is_place || unhyphenated(&pages).contains(&unhyphenated(&typed)), "field {field}: {pages}");
        assert!(is_place || document.contains(&typed), "field {field}: {document}");
        assert!(cells.contains(&typed), "field {field}: {cells}");
    }
    assert_eq!(workbook.formulas(), 0);
    let names = workbook.names();
    assert!(names.iter().all(|name| name.encode_utf16().count() <= 31), "{names:?}");
}

#[test]
fn a_cell_that_begins_like_a_formula_is_text_in_a_workbook_and_harmless_in_csv() {
    let starts = ["=cmd|' /C calc'!A0", "+33 1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=1;\"2\""];
    let mut table = table("=1+1", &[("=a", false), ("-b", true)], Drawing::None);
    table.rows = starts.iter().map(|start| vec![Cell::text(*start), count(-2.0)]).collect();
    let workbook = Workbook::read(&tables_xlsx(std::slice::from_ref(&table)).expect("it is written"));
    assert_eq!(workbook.formulas(), 0);
    assert_eq!(workbook.cell("=1+1", 1, 0), Data::String(starts[0].into()));
    assert_eq!(workbook.cell("=1+1", 1, 1), Data::Float(-2.0));
    let rows = read_csv(&table_csv(&table));
    assert_eq!(rows[0], ["'=a", "'-b"]);
    for (row, start) in rows[1..].iter().zip(starts) {
        assert_eq!(*row, [format!("'{start}"), "-2".to_owned()]);
    }
}

#[test]
fn numbers_are_numbers_in_a_workbook_and_have_a_comma_in_csv() {
    let mut table = table(
        "Recettes",
        &[("Mois", false), ("Prêts", true), ("Part", true), ("Tarif", true), ("Moyenne", true)],
        Drawing::None,
    );
    table.rows.push(vec![
        Cell::text("mars ; avril"),
        count(2633.0),
        percent(1.0 / 3.0),
        Cell::number(1250.5, CellFormat::Euros, "1 250,50 €"),
        Cell::number(24.16, CellFormat::Decimal, "24,2"),
    ]);
    table.rows.push(vec![Cell::text("mai"), Cell::number(f64::NAN, CellFormat::Count, "—")]);
    let csv = table_csv(&table);
    assert_eq!(
        csv,
        "\u{feff}Mois;Prêts;Part;Tarif;Moyenne\r\n\"mars ; avril\";2633;33,3333%;1250,5;24,16\r\nmai;—;;;\r\n"
    );
    let workbook = Workbook::read(&tables_xlsx(&[table]).expect("it is written"));
    let row: Vec<Data> = (0..5).map(|column| workbook.cell("Recettes", 1, column)).collect();
    let float = Data::Float;
    assert_eq!(
        row,
        [Data::String("mars ; avril".into()), float(2633.0), float(1.0 / 3.0), float(1250.5), float(24.16)]
    );
    assert_eq!(workbook.cell("Recettes", 2, 1), Data::String("—".into()));
    let formats = workbook.part("xl/styles.xml");
    for format in ["#,##0.00\\ &quot;€&quot;", "0.0%", "#,##0.0"] {
        assert!(formats.contains(format), "{format} is not in {formats}");
    }
    assert!(workbook.part("xl/worksheets/sheet1.xml").contains("state=\"frozen\""));
}

#[test]
fn the_workbook_of_the_year_has_a_summary_and_a_sheet_for_each_table() {
    let report = year();
    let workbook = Workbook::read(&report_xlsx(&report).expect("it is written"));
    let names = workbook.names();
    let tables = blocks(&report).filter(|block| matches!(block, Block::Table(_))).count();
    // The map has two: its areas and its places.
    assert_eq!(names.len(), 1 + tables + 2);
    assert_eq!(names[0], "Synthèse");
    let summary = workbook.texts()[0].clone();
    for expected in
        ["En 2023, 109 prêts", "taux de retour 74,3 % (81 sur 109)", "Évolution sur trois ans"].map(solid)
    {
        assert!(summary.contains(&expected), "{expected} is not in {summary}");
    }
    // What stands out is a number there too, shown as what it is.
    let sheet = workbook.rows("Synthèse");
    let figure = |name: &str| {
        let row = sheet.iter().find(|row| row[0] == Data::String(name.into())).expect("a row of that name");
        row[1].clone()
    };
    assert_eq!(figure("sorties"), Data::Float(109.0));
    assert_eq!(figure("taux d’utilisation"), Data::Float(59.1 / 100.0));
    assert_eq!(figure("de recettes"), Data::Float(23_857.5));
    assert_eq!(workbook.formulas(), 0);
    assert_eq!(workbook.cell("Départs par mois", 10, 0), Data::String("octobre".into()));
    assert_eq!(workbook.cell("Départs par mois", 10, 1), Data::Float(17.0));
    assert_eq!(workbook.cell("Où les ressources sont allées", 1, 1), Data::Float(36.0));
}

#[test]
fn the_word_document_has_styles_heads_that_repeat_descriptions_and_fields() {
    let report = short();
    let word = Word::read(&report_docx(&report).expect("it is written"));
    for (style, expected) in [("Title", 1), ("Subtitle", 1), ("Heading1", report.chapters.len() + 1)] {
        assert_eq!(word.paragraphs(style).len(), expected, "{style}");
    }
    let titles = blocks(&report).filter(|block| matches!(block, Block::Table(_) | Block::Map(_))).count();
    assert_eq!(word.paragraphs("Heading2").len(), titles);
    // Each table repeats its heads, that of the areas of the map too; cards have none.
    assert_eq!(word.count("w:tblHeader"), titles);
    let descriptions = word.descriptions();
    assert!(descriptions.iter().all(|description| !description.is_empty()));
    assert!(descriptions.iter().any(|text| text.contains("octobre\u{a0}: 17")), "{descriptions:?}");
    assert!(word.main.contains("TOC \\o") && word.part("word/footer1.xml").contains("NUMPAGES"));
    let text = word.text();
    for words in words_of(&report) {
        assert!(text.contains(&solid(&words)), "« {words} » is not in {text}");
    }
    // Every style that is used exists.
    let styles = word.part("word/styles.xml");
    for style in word.styles() {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn a_word_of_300_letters_stays_within_the_page() {
    for letter in ["m", "🧪", "م", "a\u{a0}"] {
        let report = with_every_text(&with_blocks(every_block()), |_| letter.repeat(300));
        let document = report_pages(&report).expect("it is printed");
        for page in document.pages() {
            let right = read::right_edge(&page.frame);
            assert!(right <= page.frame.width(), "{letter} reaches {right:?}");
        }
    }
}

#[test]
fn texts_of_20_000_characters_are_whole() {
    let words: Vec<String> = (0..2_500).map(|number| format!("mot{number:05}")).collect();
    let text = words.join(" ");
    let mut table = Table { drawing: Drawing::Bars, ..shares() };
    table.rows[1][0] = Cell::text(text.replace("mot", "cel"));
    table.note = text.replace("mot", "not");
    let mut report =
        with_blocks(vec![Block::Paragraph { text: text.replace("mot", "par") }, Block::Table(table)]);
    report.chapters[0].free_text = text.clone();
    let pages = printed(&report).concat();
    let document = Word::read(&report_docx(&report).expect("it is written")).text();
    let workbook = Workbook::read(&report_xlsx(&report).expect("it is written")).texts().concat();
    for (kind, word) in
        ["mot", "cel", "par", "not"].iter().flat_map(|kind| words.iter().map(move |word| (kind, word)))
    {
        let word = word.replace("mot", kind);
        for text in [&pages, &document, &workbook] {
            assert_eq!(text.matches(&word).count(), 1, "{word}");
        }
    }
}

#[test]
fn a_line_break_that_was_typed_is_kept() {
    let mut report = with_blocks(Vec::new());
    report.chapters[0].free_text = "première\nseconde\n\n\ntroisième".into();
    let document = report_pages(&report).expect("it is printed");
    let height = |word| read::height_of(&document.pages()[1].frame, word).expect("it is on the page");
    assert!(height("première") < height("seconde") && height("seconde") < height("troisième"));
    let word = Word::read(&report_docx(&report).expect("it is written"));
    assert!(word.main.contains("première</w:t><w:br/>"), "{}", word.main);
}

#[test]
fn unprintable_characters_do_no_harm() {
    let typed =
        "א\u{202e}בג\0\u{7}\u{1b}\u{fffe}\u{feff} مركز\u{2067}x\u{85}y\r\nz\u{2028}t _x0041_ ]]> \u{10ffff}";
    let report = with_every_text(&with_blocks(every_block()), |_| typed.into());
    report_pdf(&report).expect("it is printed");
    let document = Word::read(&report_docx(&report).expect("it is written")).text();
    let cells = Workbook::read(&report_xlsx(&report).expect("it is written")).texts().concat();
    for text in [document, cells] {
        assert!(text.contains("אבגمركزxyzt_x0041_]]>"), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_prevents_a_report(texts in prop::collection::vec(any::<String>(), 1..40)) {
        let report = with_every_text(&with_blocks(every_block()), |field| texts[field % texts.len()].clone());
        prop_assert!(report_pdf(&report).is_ok());
        prop_assert!(report_docx(&report).is_ok());
        let workbook = Workbook::read(&report_xlsx(&report).expect("it is written"));
        prop_assert_eq!(workbook.formulas(), 0);
    }

    #[test]
    fn no_number_prevents_a_report(numbers in prop::collection::vec(any::<f64>(), 0..30), drawing in 0..4_usize) {
        let mut table = shares();
        table.drawing = [Drawing::None, Drawing::Bars, Drawing::Columns, Drawing::Parts][drawing];
        table.rows = numbers
            .iter()
            .map(|number| vec![Cell::text("nom"), Cell::number(*number, CellFormat::Decimal, "n")])
            .collect();
        let report = with_blocks(vec![Block::Table(table)]);
        for write in [report_pdf, report_docx, report_xlsx] {
            prop_assert!(write(&report).is_ok());
        }
    }

    #[test]
    fn csv_is_read_back_as_it_was_written(texts in prop::collection::vec(any::<String>(), 2..40)) {
        let mut table = table("t", &[("a", false), ("b", false)], Drawing::None);
        table.rows = texts.chunks_exact(2).map(|pair| vec![Cell::text(&pair[0]), Cell::text(&pair[1])]).collect();
        for (read, row) in read_csv(&table_csv(&table))[1..].iter().zip(&table.rows) {
            for (read, cell) in read.iter().zip(row) {
                prop_assert!(*read == cell.text || *read == format!("'{}", cell.text), "{} {}", read, cell.text);
                prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", read);
            }
        }
    }
}
