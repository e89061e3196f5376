//! What is wrong with what was asked, whatever the bookings.

use chrono::NaiveDate;
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use store::resource::Brief;
use store::{Connection, resource};

/// A period that is the right way round.
pub(crate) fn checked_period(from: NaiveDate, to: NaiveDate) -> Outcome<Period> {
    Period::new(from, to)
        .ok_or_else(|| Fault::input("end_before_start").with("from", from).with("to", to).on("to"))
}

/// The resource of that code.
pub(crate) fn known_brief(c: &Connection, code: &str) -> Outcome<Brief> {
    resource::brief_by_code(c, code.trim())?
        .ok_or_else(|| Fault::input("resource_unknown").with("code", code.trim()).on("resource"))
}

/// What is wrong with a wish whatever the bookings: more than there are, outside the resource's life.
pub(crate) fn wish_fault(brief: &Brief, quantity: u32, period: Period) -> Option<Fault> {
    let named =
        |code| Fault::input(code).with("code", brief.code.as_str()).with("title", brief.title.as_str());
    if quantity == 0 {
        return Some(named("quantity_zero").on("quantity"));
    }
    if quantity > brief.capacity {
        return Some(
            named("quantity_over_capacity")
                .with("quantity", quantity)
                .with("capacity", brief.capacity)
                .on("quantity"),
        );
    }
    if let Some(acquired) = brief.acquired_on
        && period.from < acquired
    {
        return Some(
            named("before_acquisition").with("acquired", acquired).with("from", period.from).on("from"),
        );
    }
    if let Some(retired) = brief.retired_on
        && period.to >= retired
    {
        return Some(named("after_retirement").with("retired", retired).with("to", period.to).on("to"));
    }
    None
}

/// The longest period that may be asked about or lent, in days: two years.
pub(crate) const LONGEST_PERIOD: u32 = 731;

/// What is wrong with the days of a new booking.
pub(crate) fn checked_booking_period(period: Period, today: NaiveDate) -> Outcome<Period> {
    let period = checked_period(period.from, period.to)?;
    if period.days() > LONGEST_PERIOD {
        return Err(Fault::input("period_too_long")
            .with("days", period.days())
            .with("limit", LONGEST_PERIOD)
            .on("to"));
    }
    if period.to < today {
        return Err(Fault::input("period_over").with("to", period.to).with("today", today).on("to"));
    }
    Ok(period)
}
