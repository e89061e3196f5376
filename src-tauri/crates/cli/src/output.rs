//! Standard output and standard error, whose reader may be gone at any time.

use domain::fault::{Fault, Outcome};
use std::io::{ErrorKind, Write, stderr, stdout};

/// Writes an answer. A reader that has seen enough (`| head`) ends it, and that is no fault.
///
/// # Errors
/// `answer_not_written`, on a full disk for example.
pub(crate) fn answer(text: &str) -> Outcome<()> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Fault::base("answer_not_written")),
        _ => Ok(()),
    }
}

/// Writes beside the answer. Nothing is left to do where even this cannot be written.
pub(crate) fn tell(text: &str) {
    drop(stderr().lock().write_all(text.as_bytes()));
}
