//! Documents: plain input in; PDF or SVG out, made with Typst, and for a report DOCX, XLSX and CSV too.
//!
//! One module per document; each hands its input to a template of `assets/typst` as JSON. What people typed
//! is data there, never template code: no template evaluates a string. The same input gives the same bytes.

mod agreement;
mod error;
mod export;
mod form;
mod glyphs;
mod planning;
mod report;
mod typed;
mod world;

pub use agreement::{agreement_pages, agreement_pdf, agreement_svg};
pub use error::DocumentError;
pub use form::{form_html, form_pages, form_pdf};
pub use glyphs::characters_without_glyph;
pub use planning::{planning_pages, planning_pdf};
pub use report::{report_docx, report_pages, report_pdf, report_svg, report_xlsx, table_csv, tables_xlsx};
