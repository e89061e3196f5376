//! The pieces of a Word document: paragraphs, runs, fields, tables, images.

use super::xml::{Element, el};

/// A twentieth of a point, in which Word measures pages.
const TWIPS_OF_A_MILLIMETRE: f64 = 1440.0 / 25.4;
/// What images are measured in.
const EMU_OF_A_MILLIMETRE: f64 = 36_000.0;

pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
pub(super) const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

pub(super) fn twips(millimetres: f64) -> String {
    format!("{:.0}", millimetres * TWIPS_OF_A_MILLIMETRE)
}

/// A paragraph of a style.
pub(super) fn paragraph(style: &str, contents: impl IntoIterator<Item = Element>) -> Element {
    styled(el("w:pPr").child(el("w:pStyle").val(style)), contents)
}

/// A paragraph of a table, set to the right where it is a number; the last ones of a page stay together.
pub(super) fn cell_paragraph(style: &str, right: bool, text: &str) -> Element {
    let mut properties = el("w:pPr").child(el("w:pStyle").val(style));
    if right {
        properties = properties.child(el("w:jc").val("right"));
    }
    styled(properties, runs(text))
}

fn styled(properties: Element, contents: impl IntoIterator<Item = Element>) -> Element {
    el("w:p").child(properties).children(contents)
}

/// A text as it was typed: each line break of it is one.
pub(super) fn runs(text: &str) -> Vec<Element> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut run = el("w:r");
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.child(el("w:br"));
        }
        if !line.is_empty() {
            run = run.child(el("w:t").attr("xml:space", "preserve").text(line));
        }
    }
    vec![run]
}

/// The paragraphs of a text of several, which blank lines part.
pub(super) fn prose(text: &str) -> Vec<Element> {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let blank = line.trim().is_empty();
        match paragraphs.last_mut() {
            Some(last) if !blank && !last.is_empty() => *last = format!("{last}\n{line}"),
            Some(last) if last.is_empty() => line.clone_into(last),
            _ => paragraphs.push(String::new()),
        }
    }
    let typed = paragraphs.iter().filter(|text| !text.trim().is_empty());
    typed.map(|text| paragraph("Normal", runs(text))).collect()
}

/// The beginning, the separator or the end of a field.
pub(super) fn field_mark(kind: &str) -> Element {
    el("w:r").child(el("w:fldChar").attr("w:fldCharType", kind))
}

/// What a field computes.
pub(super) fn field_code(code: &str) -> Element {
    el("w:r").child(el("w:instrText").attr("xml:space", "preserve").text(format!(" {code} ")))
}

/// A number that Word counts.
pub(super) fn counter(code: &str) -> Element {
    el("w:fldSimple").attr("w:instr", code).child(el("w:r").child(el("w:t").text("1")))
}

/// A table of columns so wide (millimetres), told as `description`.
pub(super) fn table(style: &str, columns: &[f64], description: &str, rows: Vec<Element>) -> Element {
    let width: f64 = columns.iter().sum();
    let look = |flag: bool| if flag { "1" } else { "0" };
    let header = style == "TableauRapport";
    let mut properties = el("w:tblPr")
        .child(el("w:tblStyle").val(style))
        .child(el("w:tblW").attr("w:w", twips(width)).attr("w:type", "dxa"))
        .child(el("w:tblLayout").attr("w:type", "fixed"))
        .child(
            el("w:tblLook")
                .val(if header { "0420" } else { "0400" })
                .attr("w:firstRow", look(header))
                .attr("w:lastRow", "0")
                .attr("w:firstColumn", "0")
                .attr("w:lastColumn", "0")
                .attr("w:noHBand", "0")
                .attr("w:noVBand", "1"),
        );
    if !description.is_empty() {
        properties = properties.child(el("w:tblCaption").val(description));
    }
    let grid = columns.iter().map(|width| el("w:gridCol").attr("w:w", twips(*width)));
    el("w:tbl").child(properties).child(el("w:tblGrid").children(grid)).children(rows)
}

/// A row; one of heads stands again on each page.
pub(super) fn row(head: bool, cells: impl IntoIterator<Item = Element>) -> Element {
    let mut properties = el("w:trPr").child(el("w:cantSplit"));
    if head {
        properties = properties.child(el("w:tblHeader"));
    }
    el("w:tr").child(properties).children(cells)
}

/// A row that may be cut by the end of a page.
pub(super) fn long_row(cells: impl IntoIterator<Item = Element>) -> Element {
    el("w:tr").children(cells)
}

/// A cell over so many columns.
pub(super) fn cell(width: f64, span: usize, paragraphs: impl IntoIterator<Item = Element>) -> Element {
    let mut properties = el("w:tcPr").child(el("w:tcW").attr("w:w", twips(width)).attr("w:type", "dxa"));
    if span > 1 {
        properties = properties.child(el("w:gridSpan").val(span.to_string()));
    }
    el("w:tc").child(properties).children(paragraphs)
}

/// An image in a line of text, told as `description`.
pub(super) fn image(
    number: usize,
    relation: &str,
    (width, height): (f64, f64),
    description: &str,
) -> Element {
    let emu = |millimetres: f64| format!("{:.0}", millimetres * EMU_OF_A_MILLIMETRE);
    let (wide, high) = (emu(width), emu(height));
    let name = format!("Image {number}");
    let picture = el("pic:pic")
        .attr("xmlns:pic", PICTURE)
        .child(
            el("pic:nvPicPr")
                .child(
                    el("pic:cNvPr")
                        .attr("id", number.to_string())
                        .attr("name", &name)
                        .attr("descr", description),
                )
                .child(el("pic:cNvPicPr")),
        )
        .child(
            el("pic:blipFill")
                .child(el("a:blip").attr("r:embed", relation))
                .child(el("a:stretch").child(el("a:fillRect"))),
        )
        .child(
            el("pic:spPr")
                .child(
                    el("a:xfrm")
                        .child(el("a:off").attr("x", "0").attr("y", "0"))
                        .child(el("a:ext").attr("cx", &wide).attr("cy", &high)),
                )
                .child(el("a:prstGeom").attr("prst", "rect").child(el("a:avLst"))),
        );
    let inline = el("wp:inline")
        .attr("distT", "0")
        .attr("distB", "0")
        .attr("distL", "0")
        .attr("distR", "0")
        .child(el("wp:extent").attr("cx", &wide).attr("cy", &high))
        .child(el("wp:docPr").attr("id", number.to_string()).attr("name", &name).attr("descr", description))
        .child(
            el("a:graphic")
                .attr("xmlns:a", DRAWING)
                .child(el("a:graphicData").attr("uri", PICTURE).child(picture)),
        );
    el("w:r").child(el("w:drawing").child(inline))
}
