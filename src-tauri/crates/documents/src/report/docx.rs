//! The report as a Word document, for people to go on writing in: styles of Word, real tables, a table of contents
//! and page numbers that Word keeps. Drawings are images of those that are printed.

mod parts;
mod widths;
mod xml;

use std::io::{Cursor, Write};

use domain::report::{Block, Chapter, KeyFigure, Map, Report, Table};
use serde::Serialize;
use typst::utils::Scalar;
use typst_render::RenderOptions;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::drawn::{Drawn, drawn};
use super::map::{Projected, projected};
use super::{LONG_CELL, cell_text, day, json, logo, map_areas, tracks, words};
use crate::error::DocumentError;
use crate::export;
use crate::typed::printable;
use crate::world::DocumentWorld;
use parts::{
    cell, cell_paragraph, counter, field_code, field_mark, image, long_row, paragraph, prose, row, runs,
    table, twips,
};
use widths::Setting;
use xml::{Element, el};

/// How sharp the drawings are: 220 pixels an inch.
const PIXELS_OF_A_POINT: f64 = 220.0 / 72.0;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// What the template of the drawings reads: one page each.
#[derive(Serialize)]
struct Drawings {
    drawings: Vec<Drawing>,
}

#[derive(Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
enum Drawing {
    Table(Drawn),
    Map(Projected),
}

/// An image of the document.
struct Picture {
    name: String,
    bytes: Vec<u8>,
    millimetres: (f64, f64),
    description: String,
}

/// The report as a Word document (Office Open XML).
///
/// # Errors
/// When the template of the drawings in `assets/typst` does not compile, with the place in it.
pub fn report_docx(report: &Report) -> Result<Vec<u8>, DocumentError> {
    let report = &as_printable(report);
    let mut writer = Document { pictures: pictures(report)?, shown: 0, headings: Vec::new() };
    let body = writer.body(report);
    package(report, &body, &writer.pictures)
        .map_err(|error| DocumentError::Export { details: error.to_string() })
}

/// The report with every text of it as XML can hold it.
fn as_printable(report: &Report) -> Report {
    let mut report = report.clone();
    let mut clean = |text: &mut String| *text = printable(text);
    for text in [&mut report.title, &mut report.subtitle, &mut report.centre, &mut report.made_on] {
        clean(text);
    }
    report.credits.iter_mut().for_each(&mut clean);
    for chapter in &mut report.chapters {
        clean(&mut chapter.title);
        clean(&mut chapter.free_text);
        for block in &mut chapter.blocks {
            match block {
                Block::Paragraph { text } => clean(text),
                Block::KeyFigures { figures } => {
                    for figure in figures {
                        [&mut figure.number.text, &mut figure.name, &mut figure.detail]
                            .into_iter()
                            .for_each(&mut clean);
                    }
                }
                Block::Table(table) => {
                    [&mut table.title, &mut table.note].into_iter().for_each(&mut clean);
                    table.columns.iter_mut().for_each(|column| clean(&mut column.title));
                    table.rows.iter_mut().flatten().for_each(|cell| clean(&mut cell.text));
                }
                Block::Map(map) => {
                    [&mut map.title, &mut map.description].into_iter().for_each(&mut clean);
                    for area in &mut map.areas {
                        [&mut area.name, &mut area.count.text].into_iter().for_each(&mut clean);
                    }
                }
            }
        }
    }
    report
}

/// The logo and the drawings, in the order in which they are shown.
fn pictures(report: &Report) -> Result<Vec<Picture>, DocumentError> {
    let mut pictures = Vec::new();
    if let Some(logo) = logo::read(&report.logo) {
        pictures.push(Picture {
            name: format!("logo.{}", logo.format),
            bytes: report.logo.clone(),
            millimetres: logo.size,
            description: words::logo(&report.centre),
        });
    }
    let mut drawings = Vec::new();
    let mut descriptions = Vec::new();
    for block in report.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        match block {
            Block::Table(table) => {
                if let Some(drawn) = drawn(table) {
                    descriptions.push(drawn.description.clone());
                    drawings.push(Drawing::Table(drawn));
                }
            }
            Block::Map(map) => {
                let projected = projected(map);
                if !projected.empty {
                    descriptions.push(map.description.clone());
                    drawings.push(Drawing::Map(projected));
                }
            }
            Block::Paragraph { .. } | Block::KeyFigures { .. } => {}
        }
    }
    if drawings.is_empty() {
        return Ok(pictures);
    }
    let world = DocumentWorld::new("report-drawing.typ", json(&Drawings { drawings })?);
    let document = export::pages(&world)?;
    let options = RenderOptions { pixel_per_pt: Scalar::new(PIXELS_OF_A_POINT), render_bleed: false };
    for ((number, page), description) in (1..).zip(document.pages()).zip(descriptions) {
        let bytes = typst_render::render(page, &options)
            .encode_png()
            .map_err(|error| DocumentError::Export { details: error.to_string() })?;
        let size = page.frame.size();
        let name = format!("dessin-{number}.png");
        pictures.push(Picture { name, bytes, millimetres: (size.x.to_mm(), size.y.to_mm()), description });
    }
    Ok(pictures)
}

/// A document while it is written.
struct Document {
    pictures: Vec<Picture>,
    shown: usize,
    headings: Vec<(usize, String)>,
}

impl Document {
    fn body(&mut self, report: &Report) -> Element {
        let logo = self.pictures.first().is_some_and(|picture| picture.name.starts_with("logo."));
        let logo = if logo { vec![paragraph("Normal", [self.picture()])] } else { Vec::new() };
        let chapters: Vec<Element> =
            report.chapters.iter().flat_map(|chapter| self.chapter(chapter)).collect();
        let mut body = el("w:body").children(logo).child(paragraph("Normal", runs(&report.centre)));
        body = body.child(paragraph("Title", runs(title(report))));
        if !report.subtitle.trim().is_empty() {
            body = body.child(paragraph("Subtitle", runs(&report.subtitle)));
        }
        body = body.child(paragraph("Normal", runs(&report.made_on)));
        if !chapters.is_empty() {
            body = body
                .child(self.contents())
                .child(el("w:p").child(el("w:r").child(el("w:br").attr("w:type", "page"))));
        }
        body = body.children(chapters);
        if report.credits.iter().any(|credit| !credit.trim().is_empty()) {
            let credits = report.credits.iter().filter(|credit| !credit.trim().is_empty());
            body = body.child(self.heading(1, words::CREDITS));
            body = body.children(credits.map(|credit| paragraph("Caption", runs(credit))));
        }
        body.child(section())
    }

    fn chapter(&mut self, chapter: &Chapter) -> Vec<Element> {
        let title = if chapter.title.trim().is_empty() { words::UNTITLED } else { &chapter.title };
        let mut elements = vec![self.heading(1, title)];
        elements.extend(prose(&chapter.free_text));
        for block in &chapter.blocks {
            match block {
                Block::Paragraph { text } => elements.extend(prose(text)),
                Block::KeyFigures { figures } => elements.extend(key_figures(figures)),
                Block::Table(table) => self.table(table, &mut elements),
                Block::Map(map) => self.map(map, &mut elements),
            }
        }
        elements
    }

    fn heading(&mut self, level: usize, title: &str) -> Element {
        let number = self.headings.len().to_string();
        let bookmark = bookmark(self.headings.len());
        self.headings.push((level, title.to_owned()));
        let start = el("w:bookmarkStart").attr("w:id", &number).attr("w:name", bookmark);
        let end = el("w:bookmarkEnd").attr("w:id", number);
        paragraph(&format!("Heading{level}"), std::iter::once(start).chain(runs(title)).chain([end]))
    }

    fn table(&mut self, table: &Table, elements: &mut Vec<Element>) {
        if !table.title.trim().is_empty() {
            elements.push(self.heading(2, &table.title));
        }
        if drawn(table).is_some() {
            elements.push(paragraph("Dessin", [self.picture()]));
        }
        let after = if table.note.trim().is_empty() { Vec::new() } else { runs(&table.note) };
        elements.extend(word_table(table));
        elements.push(paragraph("Caption", after));
    }

    fn map(&mut self, map: &Map, elements: &mut Vec<Element>) {
        if !map.title.trim().is_empty() {
            elements.push(self.heading(2, &map.title));
        }
        if projected(map).empty {
            elements.push(paragraph("Normal", runs(words::NOTHING)));
        } else {
            elements.push(paragraph("Dessin", [self.picture()]));
        }
        if !map.areas.is_empty() {
            elements.extend(word_table(&map_areas(map)));
        }
        elements.push(paragraph("Caption", runs(&map.description)));
    }

    /// The next picture.
    fn picture(&mut self) -> Element {
        self.shown += 1;
        let picture = &self.pictures[self.shown - 1];
        image(self.shown, &relation(self.shown), picture.millimetres, &one_line(&picture.description))
    }

    /// The table of contents: a field that Word fills again when asked, with the titles in it until then. Their
    /// pages are known to Word alone.
    fn contents(&self) -> Element {
        let link = |(at, (level, title)): (usize, &(usize, String))| {
            let link = el("w:hyperlink").attr("w:anchor", bookmark(at)).attr("w:history", "1");
            (format!("TOC{level}"), link.children(runs(&one_line(title))))
        };
        let mut entries: Vec<(String, Vec<Element>)> =
            self.headings.iter().enumerate().map(link).map(|(style, link)| (style, vec![link])).collect();
        if let Some((_, first)) = entries.first_mut() {
            let begin = [field_mark("begin"), field_code(r#"TOC \o "1-2" \h \z \u"#), field_mark("separate")];
            first.splice(0..0, begin);
        }
        if let Some((_, last)) = entries.last_mut() {
            last.push(field_mark("end"));
        }
        let gallery = el("w:docPartObj")
            .child(el("w:docPartGallery").val("Table of Contents"))
            .child(el("w:docPartUnique"));
        let content = el("w:sdtContent")
            .child(paragraph("TOCHeading", runs(words::CONTENTS)))
            .children(entries.into_iter().map(|(style, entry)| paragraph(&style, entry)));
        el("w:sdt").child(el("w:sdtPr").child(gallery)).child(content)
    }
}

fn title(report: &Report) -> &str {
    if report.title.trim().is_empty() { words::REPORT } else { &report.title }
}

fn bookmark(heading: usize) -> String {
    format!("_Toc{:08}", heading + 1)
}

fn relation(picture: usize) -> String {
    format!("rIdImage{picture}")
}

/// A text for a place of one line; the spaces of French print stay.
fn one_line(text: &str) -> String {
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn word_table(source: &Table) -> Vec<Element> {
    if source.columns.is_empty() {
        return vec![paragraph("Normal", runs(words::NOTHING))];
    }
    let Setting { style, widths } = widths::setting(source);
    let columns = || source.columns.iter().zip(&widths).enumerate();
    let heads = columns()
        .map(|(_, (head, width))| cell(*width, 1, [cell_paragraph(style, head.numeric, &head.title)]));
    let mut rows = vec![row(true, heads)];
    if source.rows.is_empty() {
        let nothing = cell_paragraph(style, false, words::NOTHING);
        rows.push(row(false, [cell(tracks::PAGE, source.columns.len(), [nothing])]));
    }
    for cells in &source.rows {
        let long = cells.iter().any(|cell| cell.text.len() > LONG_CELL);
        let cells = columns().map(|(column, (head, width))| {
            let text = cell_text(cells, column);
            cell(*width, 1, [cell_paragraph(style, head.numeric, &whole(text, head.numeric))])
        });
        rows.push(if long { long_row(cells) } else { row(false, cells) });
    }
    vec![table("TableauRapport", &widths, &one_line(&source.title), rows)]
}

/// A number stays on one line: its spaces are no places to break it.
fn whole(text: &str, numeric: bool) -> String {
    if numeric { text.replace(' ', "\u{a0}") } else { text.to_owned() }
}

/// Cards, beside each other; a paragraph after them, which Word wants between tables.
fn key_figures(figures: &[KeyFigure]) -> Vec<Element> {
    let (across, style) = widths::cards(figures);
    let width = tracks::PAGE / across as f64;
    let card = |figure: Option<&KeyFigure>| {
        let paragraphs = match figure {
            None => vec![cell_paragraph("ChiffreNom", false, "")],
            Some(figure) => vec![
                cell_paragraph(style, false, &whole(&figure.number.text, true)),
                cell_paragraph("ChiffreNom", false, &figure.name),
                cell_paragraph("ChiffreDetail", false, &figure.detail),
            ],
        };
        cell(width, 1, paragraphs)
    };
    let rows: Vec<Element> =
        figures.chunks(across).map(|chunk| row(false, (0..across).map(|at| card(chunk.get(at))))).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let table = table("ChiffresCles", &vec![width; across], words::KEY_FIGURES, rows);
    vec![table, paragraph("Caption", [])]
}

/// A4 pages; their head and number stand on all but the first one.
fn section() -> Element {
    let reference = |name, relation: &str| el(name).attr("w:type", "default").attr("r:id", relation);
    el("w:sectPr")
        .child(reference("w:headerReference", "rIdHeader"))
        .child(reference("w:footerReference", "rIdFooter"))
        .child(el("w:pgSz").attr("w:w", "11906").attr("w:h", "16838"))
        .child(
            el("w:pgMar")
                .attr("w:top", twips(27.0))
                .attr("w:right", twips(25.0))
                .attr("w:bottom", twips(25.0))
                .attr("w:left", twips(25.0))
                .attr("w:header", twips(13.0))
                .attr("w:footer", twips(12.0))
                .attr("w:gutter", "0"),
        )
        .child(el("w:titlePg"))
}

/// The document with all that Word wants beside it.
fn package(report: &Report, body: &Element, pictures: &[Picture]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| -> zip::result::ZipResult<()> {
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    let word = |name| el(name).attr("xmlns:w", WORD).attr("xmlns:r", RELATIONS);
    add("[Content_Types].xml", &content_types().file()?)?;
    add("_rels/.rels", &relations(&package_relations()).file()?)?;
    add("docProps/core.xml", &core(report).file()?)?;
    add("docProps/app.xml", &app().file()?)?;
    add("word/document.xml", &word("w:document").attr("xmlns:wp", INLINE).child(body.clone()).file()?)?;
    add("word/_rels/document.xml.rels", &relations(&document_relations(pictures)).file()?)?;
    add("word/styles.xml", include_bytes!("docx/styles.xml"))?;
    add("word/settings.xml", &word("w:settings").children(settings()).file()?)?;
    let head =
        [runs(&one_line(title(report))), vec![el("w:r").child(el("w:tab"))], runs(&one_line(&report.centre))];
    add("word/header1.xml", &word("w:hdr").child(paragraph("Header", head.concat())).file()?)?;
    let slash = runs("\u{a0}/\u{a0}");
    let number = [vec![counter("PAGE")], slash, vec![counter("NUMPAGES")]];
    add("word/footer1.xml", &word("w:ftr").child(paragraph("Footer", number.concat())).file()?)?;
    for picture in pictures {
        add(&format!("word/media/{}", picture.name), &picture.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Compatibility with Word 2013 and later: else it opens the document as an old one.
fn settings() -> Vec<Element> {
    let mode = el("w:compatSetting")
        .attr("w:name", "compatibilityMode")
        .attr("w:uri", "http://schemas.microsoft.com/office/word")
        .val("15");
    vec![el("w:autoHyphenation"), el("w:compat").child(mode), el("w:themeFontLang").val("fr-FR")]
}

fn content_types() -> Element {
    let default =
        |extension: &str, kind: &str| el("Default").attr("Extension", extension).attr("ContentType", kind);
    let part = |name: &str, kind: &str| {
        el("Override")
            .attr("PartName", name)
            .attr("ContentType", format!("application/vnd.openxmlformats-{kind}+xml"))
    };
    el("Types")
        .attr("xmlns", format!("{PACKAGE}/content-types"))
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .child(default("png", "image/png"))
        .child(default("jpg", "image/jpeg"))
        .child(part("/word/document.xml", "officedocument.wordprocessingml.document.main"))
        .child(part("/word/styles.xml", "officedocument.wordprocessingml.styles"))
        .child(part("/word/settings.xml", "officedocument.wordprocessingml.settings"))
        .child(part("/word/header1.xml", "officedocument.wordprocessingml.header"))
        .child(part("/word/footer1.xml", "officedocument.wordprocessingml.footer"))
        .child(part("/docProps/core.xml", "package.core-properties"))
        .child(part("/docProps/app.xml", "officedocument.extended-properties"))
}

/// An identifier, a kind and a target.
type Relation = (String, String, String);

fn relations(relations: &[Relation]) -> Element {
    let relation = |(id, kind, target): &Relation| {
        el("Relationship").attr("Id", id).attr("Type", kind).attr("Target", target)
    };
    el("Relationships")
        .attr("xmlns", format!("{PACKAGE}/relationships"))
        .children(relations.iter().map(relation))
}

fn package_relations() -> Vec<Relation> {
    let office = |name: &str| format!("{RELATIONS}/{name}");
    vec![
        ("rId1".into(), office("officeDocument"), "word/document.xml".into()),
        (
            "rId2".into(),
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml".into(),
        ),
        ("rId3".into(), office("extended-properties"), "docProps/app.xml".into()),
    ]
}

fn document_relations(pictures: &[Picture]) -> Vec<Relation> {
    let part = |id: &str, kind: &str, target: &str| {
        (id.to_owned(), format!("{RELATIONS}/{kind}"), target.to_owned())
    };
    let parts = [
        part("rIdStyles", "styles", "styles.xml"),
        part("rIdSettings", "settings", "settings.xml"),
        part("rIdHeader", "header", "header1.xml"),
        part("rIdFooter", "footer", "footer1.xml"),
    ];
    let images = (1..)
        .zip(pictures)
        .map(|(number, picture)| part(&relation(number), "image", &format!("media/{}", picture.name)));
    parts.into_iter().chain(images).collect()
}

fn core(report: &Report) -> Element {
    let mut core = el("cp:coreProperties")
        .attr("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attr("xmlns:dcterms", "http://purl.org/dc/terms/")
        .attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(el("dc:title").text(one_line(title(report))))
        .child(el("dc:creator").text(one_line(&report.centre)))
        .child(el("dc:language").text("fr-FR"));
    if let Some(day) = day::in_words(&report.made_on) {
        let created = el("dcterms:created").attr("xsi:type", "dcterms:W3CDTF");
        core = core.child(created.text(format!("{}T00:00:00Z", day.format("%Y-%m-%d"))));
    }
    core
}

fn app() -> Element {
    el("Properties")
        .attr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(el("Application").text("Malleposte"))
}
