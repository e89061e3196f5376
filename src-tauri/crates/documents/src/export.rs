//! From a template and its data to pages, and from pages to PDF or SVG.

use chrono::{Datelike, NaiveDate};
use typst::comemo;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use crate::error::{DocumentError, details};
use crate::world::DocumentWorld;

/// How many documents ago a cached part of a layout may last have served.
const CACHED_DOCUMENTS: usize = 4;

/// Lays out the document.
pub(crate) fn pages(world: &DocumentWorld) -> Result<PagedDocument, DocumentError> {
    let result = typst::compile::<PagedDocument>(world).output;
    comemo::evict(CACHED_DOCUMENTS);
    result.map_err(|errors| DocumentError::Template { details: details(world, &errors) })
}

/// Writes the pages as a tagged PDF/UA-1. `ident` names the document among all others, `date` is the day that
/// it bears, where it bears one: the bytes depend on nothing else than these and the pages.
///
/// PDF/UA forbids a character that no face can show. Such a document is made all the same, tagged, without
/// that label: the name of a borrower must not prevent its agreement.
pub(crate) fn pdf(
    world: &DocumentWorld,
    document: &PagedDocument,
    ident: &str,
    date: Option<NaiveDate>,
) -> Result<Vec<u8>, DocumentError> {
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| DocumentError::Export { details: error.message().to_string() })?;
    typst_pdf::pdf(document, &options(ident, date, accessible))
        .or_else(|_| typst_pdf::pdf(document, &options(ident, date, PdfStandards::default())))
        .map_err(|errors| DocumentError::Export { details: details(world, &errors) })
}

/// Draws each page as an SVG image; its texts are outlines, so that it needs no font.
pub(crate) fn svg(document: &PagedDocument) -> Vec<String> {
    let options = SvgOptions { render_bleed: false, pretty: false };
    document.pages().iter().map(|page| typst_svg::svg(page, &options)).collect()
}

fn options(ident: &str, date: Option<NaiveDate>, standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Malleposte".to_owned())),
        timestamp: date.and_then(midnight).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    }
}

fn midnight(date: NaiveDate) -> Option<Datetime> {
    Datetime::from_ymd_hms(date.year(), date.month().try_into().ok()?, date.day().try_into().ok()?, 0, 0, 0)
}
