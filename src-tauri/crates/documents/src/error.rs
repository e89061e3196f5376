//! What can go wrong when a document is made.

use domain::fault::Fault;
use typst::World;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;

/// A document could not be made. No text that a person types causes one: it is the template, which the centre
/// edits, and `details` says where in it to look.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The template does not compile.
    #[error("the template does not compile: {details}")]
    Template {
        /// File, line and message of each error, one a line.
        details: String,
    },
    /// The pages could not be written in the output format.
    #[error("the pages could not be written: {details}")]
    Export {
        /// Message of each error, one a line.
        details: String,
    },
}

impl From<DocumentError> for Fault {
    fn from(error: DocumentError) -> Self {
        Self::base("document_failed").with("detail", error.to_string())
    }
}

/// Words each diagnostic as `file:line: message`.
pub(crate) fn details<'a>(
    world: &dyn World,
    diagnostics: impl IntoIterator<Item = &'a SourceDiagnostic>,
) -> String {
    let one = |diagnostic: &SourceDiagnostic| match place(world, diagnostic) {
        Some(place) => format!("{place}: {}", diagnostic.message),
        None => diagnostic.message.to_string(),
    };
    diagnostics.into_iter().map(one).collect::<Vec<_>>().join("\n")
}

fn place(world: &dyn World, diagnostic: &SourceDiagnostic) -> Option<String> {
    let file = diagnostic.span.id()?;
    let start = world.range(diagnostic.span)?.start;
    let line = world.source(file).ok()?.lines().byte_to_line(start)? + 1;
    Some(format!("{}:{line}", file.get().vpath().get_without_slash()))
}
