//! Who, when and which days: what every reading and every operation is asked with.

use crate::base::calendar::centre_days;
use chrono::{Local, NaiveDate, Utc};
use domain::calendar::CentreDays;
use domain::fault::Outcome;
use store::{Read, setting};

/// Where today comes from: the computer's clock, or a day given by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The local civil day of this computer.
    System,
    /// Always this day.
    Fixed(NaiveDate),
}

impl Clock {
    /// The centre's today.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        match self {
            Self::System => Local::now().date_naive(),
            Self::Fixed(day) => day,
        }
    }
}

/// Who asks, when, and on which days the centre works; read once, from the state of the base that is then read or
/// written, so that two windows count the same.
#[derive(Debug, Clone)]
pub(crate) struct At {
    /// The centre's today.
    pub(crate) today: NaiveDate,
    /// This instant in UTC, to the second, for the journal: `2026-03-26T08:40:12Z`.
    pub(crate) now: String,
    /// Who works on the base.
    pub(crate) who: String,
    /// The days on which the centre works.
    pub(crate) open: CentreDays,
}

impl At {
    /// As the base says now; `who` where that is said from outside.
    pub(crate) fn of(c: &Read<'_>, clock: Clock, who: Option<&str>) -> Outcome<Self> {
        let who = match who {
            Some(who) => who.to_owned(),
            None => setting::get(c, "operator")?.filter(|name| !name.is_empty()).unwrap_or_else(account),
        };
        Ok(Self {
            today: clock.today(),
            now: Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            who,
            open: centre_days(c)?,
        })
    }
}

/// The person whose session this is.
pub(crate) fn account() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "poste".to_owned())
}
