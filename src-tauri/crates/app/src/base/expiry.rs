//! Options past their expiry: they take nothing at once, and are written as cancelled before the first operation of a
//! later day.

use crate::base::app::{App, Operation, operate};
use crate::base::at::{At, Clock};
use crate::base::journal::forget_old_images;
use chrono::NaiveDate;
use domain::fault::{Fault, Outcome};
use domain::interval::plus_days;
use domain::loan::LineState;
use std::sync::PoisonError;
use store::journal::SYSTEM;
use store::{Write, line, occupation, setting};

/// The last day on which the base was written to by the computer's own clock. It is nobody's operation, and stands
/// outside the journal.
const LAST_DAY: &str = "clock.last_day";
/// Days without work after which the clock is doubted: a year.
const FAR: i64 = 366;
/// What is written as the reason.
pub(crate) const EXPIRED: &str = "option expirée";

impl App {
    /// Writes expiries, once a day and under the computer's own clock alone: a day given by hand is a question. An option
    /// is cancelled only when an earlier day of work had seen it expired too, so that a clock that is wrong for a day
    /// harms nothing. What goes wrong here goes wrong again in the operation that follows, which tells it.
    ///
    /// Answers what to tell of a clock that is far from the last day of work.
    pub(crate) fn expire_options(&self) -> Option<Fault> {
        let today = self.today();
        let mut done = self.expired_on.lock().unwrap_or_else(PoisonError::into_inner);
        if self.clock != Clock::System || *done == Some(today) || self.base.is_read_only() {
            return None;
        }
        let last = self.base.write(|tx| expire(tx, self.clock, today)).ok()?;
        *done = Some(today);
        let far = |last: &NaiveDate| today < *last || (today - *last).num_days() > FAR;
        last.filter(far).map(|last| Fault::rule("clock_doubtful").with("today", today).with("last", last))
    }
}

/// Answers the last day of work before this one.
fn expire(tx: &Write<'_>, clock: Clock, today: NaiveDate) -> Outcome<Option<NaiveDate>> {
    let last: Option<NaiveDate> = setting::get(tx, LAST_DAY)?.and_then(|day| day.parse().ok());
    if last == Some(today) {
        return Ok(None);
    }
    setting::set(tx, LAST_DAY, &today.to_string())?;
    forget_old_images(tx, today)?;
    let Some(seen_twice) = last.map(|last| last.min(today)) else { return Ok(None) };
    if !line::has_expired_options(tx, seen_twice)? {
        return Ok(last);
    }
    let at = At::of(tx, clock, Some(SYSTEM))?;
    let cancel = |tx: &Write<'_>, at: &At| {
        let mut numbers: Vec<String> = Vec::new();
        for named in line::in_state(tx, LineState::Option)? {
            let Some(until) = named.line.option_until.filter(|until| *until < seen_twice) else { continue };
            let expired =
                named.line.clone().moved_to(LineState::Cancelled, plus_days(until, 1), SYSTEM, EXPIRED)?;
            line::update(tx, &expired)?;
            occupation::write_of_line(tx, &expired, &at.open)?;
            if !numbers.contains(&named.number) {
                numbers.push(named.number);
            }
        }
        Ok(((), Operation::new("options_expired").with("numbers", numbers.join(", "))))
    };
    operate(tx, &at, cancel, |_, _, _| Ok(()))?;
    Ok(last)
}
