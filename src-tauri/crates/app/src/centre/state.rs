//! What the sidebar shows of the open base, and its lists.

use crate::base::app::App;
use crate::base::journal::{redoable, undoable};
use crate::views::{BaseState, Lists};
use chrono::{Months, NaiveDate};
use domain::catalogue::{TermList, TermRole};
use domain::fault::Outcome;
use domain::interval::{Period, plus_days};
use store::{line, setting, term};

impl App {
    /// Which base is open, and the counts that the sidebar shows.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn base_state(&self) -> Outcome<BaseState> {
        self.read(|c, at| {
            let today = at.today;
            let borrowers = store::borrower::count(c)?;
            let (open_loans, late) = line::open_and_late(c, today)?;
            Ok(BaseState {
                path: self.path().display().to_string(),
                centre: setting::get(c, "centre.name")?.unwrap_or_default(),
                today,
                demonstration: setting::get(c, "demonstration")?.is_some(),
                empty: !store::resource::is_any(c)? && borrowers == 0,
                operator: at.who.clone(),
                resources: store::resource::count_lent(c, today)?,
                open_loans,
                borrowers,
                late,
                unanswered: store::questionnaire::pending_count(c, last_twelve_months(today))?,
                undoable: undoable(c)?,
                redoable: redoable(c)?,
                backed_up_at: store::backup::list(self.path()).first().map(|backup| backup.at),
                backup_fault: self.base.backup_fault(),
                place: self.place(),
            })
        })
    }

    /// The editable lists.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn lists(&self) -> Outcome<Lists> {
        self.read(|c, _| {
            Ok(Lists {
                themes: term::labels(c, TermList::Theme)?,
                audiences: term::labels(c, TermList::Audience)?,
                borrower_types: term::labels(c, TermList::BorrowerType)?,
                uses: term::labels(c, TermList::Use)?,
                accompaniments: term::labels(c, TermList::Accompaniment)?,
                channels: term::labels(c, TermList::Channel)?,
                pass_culture: term::with_role(c, TermRole::PassCulture)?.into_iter().next(),
                direct: term::with_role(c, TermRole::Direct)?.into_iter().next(),
                request_origins: term::labels(c, TermList::RequestOrigin)?,
                cancel_reasons: term::labels(c, TermList::CancelReason)?,
                refusal_reasons: term::labels(c, TermList::RefusalReason)?,
                retirement_reasons: term::labels(c, TermList::RetirementReason)?,
            })
        })
    }
}

/// The twelve months that end on a day: what Satisfaction opens on.
fn last_twelve_months(today: NaiveDate) -> Period {
    let before = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    Period { from: plus_days(before, 1), to: today }
}
