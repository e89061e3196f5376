//! Identifiers: UUIDv7, so that rows made later sort later; shown to nobody.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier, later than every earlier one of this process.
            #[must_use]
            #[allow(clippy::new_without_default, reason = "two new identifiers are never equal")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A [`crate::catalogue::Resource`].
    ResourceId;
    /// A [`crate::borrower::Borrower`].
    BorrowerId;
    /// A [`crate::loan::Loan`].
    LoanId;
    /// A [`crate::questionnaire::Question`].
    QuestionId;
    /// A [`crate::loan::LoanLine`].
    LineId;
    /// A [`crate::hold::Hold`].
    HoldId;
    /// A [`crate::unit::Unit`].
    UnitId;
    /// A photo of a resource.
    PhotoId;
    /// A remark on a loan.
    RemarkId;
    /// A value of an editable list.
    TermId;
}
