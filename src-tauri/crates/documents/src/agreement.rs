//! The agreement of a loan (convention de prêt, SPEC §4).

use domain::agreement::Agreement;
use serde::Serialize;
use typst_layout::PagedDocument;

use crate::error::DocumentError;
use crate::world::DocumentWorld;
use crate::{export, typed};

/// What the template reads: the agreement, and the sums that it must not compute itself.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    agreement: &'a Agreement,
    days: u32,
    insured_cents: i64,
    amount_cents: Option<i64>,
}

/// The agreement as a tagged PDF (PDF/UA-1) of one A4 page, or more when its contents ask for them.
///
/// # Errors
/// When the template of `assets/typst` does not compile, with the place in it.
pub fn agreement_pdf(input: &Agreement) -> Result<Vec<u8>, DocumentError> {
    let world = world(input)?;
    let ident = format!("{} agreement {}", input.lender.name, input.number);
    export::pdf(&world, &export::pages(&world)?, &ident, Some(input.date))
}

/// The same pages as SVG images, one for each.
///
/// # Errors
/// As [`agreement_pdf`].
pub fn agreement_svg(input: &Agreement) -> Result<Vec<String>, DocumentError> {
    Ok(export::svg(&agreement_pages(input)?))
}

/// The same pages laid out, for other formats and for reading what they say.
///
/// # Errors
/// As [`agreement_pdf`].
pub fn agreement_pages(input: &Agreement) -> Result<PagedDocument, DocumentError> {
    export::pages(&world(input)?)
}

fn world(input: &Agreement) -> Result<DocumentWorld, DocumentError> {
    let data = Data {
        agreement: input,
        days: input.period.days(),
        insured_cents: input.insured_cents(),
        amount_cents: input.amount_cents(),
    };
    let data = typed::data(&data).map_err(|error| DocumentError::Template { details: error.to_string() })?;
    Ok(DocumentWorld::new("agreement.typ", data))
}
