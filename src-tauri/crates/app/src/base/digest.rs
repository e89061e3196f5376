//! What a form was made from, in a few letters: a form that is sent back tells whether that is still what is there.

use domain::fault::{Fault, Outcome};
use sha2::{Digest, Sha256};
use std::fmt::{Debug, Write};

/// The digest of a value.
pub(crate) fn of(value: &impl Debug) -> String {
    let hash = Sha256::digest(format!("{value:?}"));
    hash.iter().take(12).fold(String::new(), |mut letters, byte| {
        // Writing to a text never fails.
        let _ = write!(letters, "{byte:02x}");
        letters
    })
}

/// Refuses a form that was made from something else than what is there now; one that does not say is taken.
///
/// # Errors
/// `changed_meanwhile`.
pub(crate) fn check(based_on: Option<&str>, there: &impl Debug, name: &str) -> Outcome<()> {
    match based_on {
        Some(based_on) if based_on != of(there) => Err(Fault::rule("changed_meanwhile").with("name", name)),
        _ => Ok(()),
    }
}
