//! The satisfaction form of a line: a sheet to fill in with a pen, and a page to fill in with any browser.

use domain::form::{Field, FieldKind, Form};
use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};
use serde::Serialize;
use typst_layout::PagedDocument;

use crate::error::DocumentError;
use crate::world::DocumentWorld;
use crate::{export, typed};

/// The page for a browser, whole but for its questions.
const PAGE: &str = include_str!("../../../../assets/forms/questionnaire.html");

/// Where the questions go in [`PAGE`].
const QUESTIONS: &str = "%QUESTIONS%";

/// What the code to scan begins with, so that whoever scans it knows what reads it.
const PREFIX: &str = "MALLEPOSTE";

/// The white that a reader needs around a code, in squares.
const QUIET_ZONE: usize = 4;

/// The longest label, in characters, of what may stand beside something else.
const SHORT_LABEL: usize = 60;

/// The most degrees, and the longest one in characters, that a table of scales has room for.
const TABLE: (usize, usize) = (4, 24);

/// What the template reads: the head, and the questions as they stand on the sheet.
#[derive(Serialize)]
struct Data<'a> {
    centre: &'a str,
    address: &'a str,
    mail: &'a str,
    reference: &'a str,
    resource: &'a str,
    borrower: &'a str,
    days: &'a str,
    /// The code to scan as SVG; none of a reference too long for one.
    code: Option<String>,
    code_text: String,
    blocks: Vec<Block<'a>>,
}

/// Questions that are printed together.
#[derive(Serialize)]
struct Block<'a> {
    kind: BlockKind,
    questions: Vec<Question<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum BlockKind {
    Alone,
    SideBySide,
    Scales,
}

#[derive(Serialize)]
struct Question<'a> {
    /// Its number; none of a question that only goes on with the one before it.
    number: Option<u32>,
    field: &'a Field,
}

/// The form on paper as a tagged PDF (PDF/UA-1): one A4 page where its questions fit on it.
///
/// # Errors
/// When the template of `assets/typst` does not compile, with the place in it.
pub fn form_pdf(input: &Form) -> Result<Vec<u8>, DocumentError> {
    let world = world(input)?;
    let ident = format!("{} form {}", input.centre, input.reference);
    export::pdf(&world, &export::pages(&world)?, &ident, None)
}

/// The same pages laid out, for other formats and for reading what they say.
///
/// # Errors
/// As [`form_pdf`].
pub fn form_pages(input: &Form) -> Result<PagedDocument, DocumentError> {
    export::pages(&world(input)?)
}

/// The form as one HTML file that needs nothing else, not even a network: whoever opens it fills it in and saves the
/// answers as a JSON file to send back. What people typed is in it as data only, from which its script makes the page.
#[must_use]
pub fn form_html(input: &Form) -> String {
    let (before, after) = PAGE.split_once(QUESTIONS).unwrap_or((PAGE, ""));
    let questions = serde_json::to_string(input).unwrap_or_default();
    let mut page = String::with_capacity(PAGE.len() + questions.len());
    page.push_str(before);
    for character in questions.chars() {
        match character {
            // Nothing may end the script element, nor begin a comment in it. In JSON these stand in texts only.
            '<' => page.push_str("\\u003c"),
            '>' => page.push_str("\\u003e"),
            '&' => page.push_str("\\u0026"),
            '\u{2028}' => page.push_str("\\u2028"),
            '\u{2029}' => page.push_str("\\u2029"),
            character => page.push(character),
        }
    }
    page.push_str(after);
    page
}

fn world(input: &Form) -> Result<DocumentWorld, DocumentError> {
    let code_text = format!("{PREFIX} {}", input.reference);
    let data = Data {
        centre: &input.centre,
        address: &input.address,
        mail: &input.mail,
        reference: &input.reference,
        resource: &input.resource,
        borrower: &input.borrower,
        days: &input.days,
        code: drawn(&code_text),
        code_text,
        blocks: blocks(&input.fields),
    };
    let data = typed::data(&data).map_err(|error| DocumentError::Template { details: error.to_string() })?;
    Ok(DocumentWorld::new("form.typ", data))
}

/// The questions numbered, and put beside each other where that reads well: two short ones, or degrees of one scale.
fn blocks(fields: &[Field]) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut numbers = 1..;
    for field in fields {
        let number = if field.only_first { None } else { numbers.next() };
        let question = Question { number, field };
        match blocks.last_mut() {
            Some(block) if goes_beside(block, field) => {
                block.kind =
                    if field.kind == FieldKind::Scale { BlockKind::Scales } else { BlockKind::SideBySide };
                block.questions.push(question);
            }
            _ => blocks.push(Block { kind: BlockKind::Alone, questions: vec![question] }),
        }
    }
    blocks
}

fn goes_beside(block: &Block<'_>, field: &Field) -> bool {
    let plain = |field: &Field| !field.only_first && field.help.is_empty();
    let short = |field: &Field| {
        let small = matches!(field.kind, FieldKind::Date | FieldKind::YesNo | FieldKind::Number);
        small && plain(field) && field.label.chars().count() <= SHORT_LABEL
    };
    let in_table = |field: &Field| {
        let (degrees, longest) = TABLE;
        let fits = field.choices.iter().all(|choice| choice.label.chars().count() <= longest);
        field.kind == FieldKind::Scale && !field.only_first && field.choices.len() <= degrees && fits
    };
    let Some(last) = block.questions.last() else { return false };
    let same_scale = in_table(last.field) && in_table(field) && last.field.choices == field.choices;
    let pair = block.kind == BlockKind::Alone && short(last.field) && short(field);
    same_scale || pair
}

/// A QR code of the text as SVG, each run of dark squares one rectangle of a single path.
fn drawn(text: &str) -> Option<String> {
    let code: QRCode = QRBuilder::new(text).ecl(ECL::Q).build().ok()?;
    let side = code.size + 2 * QUIET_ZONE;
    let mut path = String::new();
    for row in 0..code.size {
        let modules = &code[row];
        let mut column = 0;
        while column < code.size {
            let run = modules[column..code.size].iter().take_while(|module| module.value()).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + QUIET_ZONE, row + QUIET_ZONE));
            }
            column += run.max(1);
        }
    }
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#000" d="{path}"/></svg>"##
    ))
}
