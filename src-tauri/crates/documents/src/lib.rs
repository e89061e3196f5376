//! Printed documents, made with Typst: plain input in, PDF or SVG out.
//!
//! One module per document; each hands its input to a template of `assets/typst` as JSON. What people typed
//! is data there, never template code: no template evaluates a string. The same input gives the same bytes.

mod agreement;
mod error;
mod export;
mod planning;
mod typed;
mod world;

pub use agreement::{agreement_pages, agreement_pdf, agreement_svg};
pub use error::DocumentError;
pub use planning::{planning_pages, planning_pdf};
