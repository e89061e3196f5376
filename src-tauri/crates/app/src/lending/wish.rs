//! What is wrong with what was asked, whatever the bookings.

use crate::base::at::At;
use chrono::{Datelike, NaiveDate};
use domain::calendar::{OpenDays, nearest_open_day};
use domain::fault::{Fault, Outcome};
use domain::interval::{Period, plus_days};
use domain::text;
use store::resource::Brief;
use store::{Read, resource};

/// The years in which anything can have been lent, or can be.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A period that is the right way round, within the years of lending.
pub(crate) fn checked_period(from: NaiveDate, to: NaiveDate) -> Outcome<Period> {
    for (day, field) in [(from, "from"), (to, "to")] {
        checked_year(day, field)?;
    }
    Period::new(from, to)
        .ok_or_else(|| Fault::input("end_before_start").with("from", from).with("to", to).on("to"))
}

fn checked_year(day: NaiveDate, field: &str) -> Outcome<()> {
    if YEARS.contains(&day.year()) {
        return Ok(());
    }
    Err(Fault::input("day_out_of_range")
        .with("day", day)
        .with("first", *YEARS.start())
        .with("last", *YEARS.end())
        .on(field))
}

/// The same, no longer than anything may be lent: what may be asked about at once.
pub(crate) fn asked_period(period: Period) -> Outcome<Period> {
    let period = checked_period(period.from, period.to)?;
    if period.days() > LONGEST_PERIOD {
        return Err(Fault::input("period_too_long")
            .with("days", period.days())
            .with("limit", LONGEST_PERIOD)
            .on("to"));
    }
    Ok(period)
}

/// The day of a departure or a return: a fact, never after today, and long ago only where that is meant.
pub(crate) fn checked_fact(
    on: NaiveDate,
    field: &'static str,
    long_ago: bool,
    today: NaiveDate,
) -> Outcome<()> {
    checked_year(on, field)?;
    if on > today {
        let code = if field == "departed" { "departed_after_today" } else { "fact_after_today" };
        return Err(Fault::input(code).with("day", on).with("today", today).on(field));
    }
    if !long_ago && on < plus_days(today, -i64::from(LONGEST_PERIOD)) {
        return Err(Fault::input("long_ago").with("day", on).on(field));
    }
    Ok(())
}

/// What is told of a departure or a return on a day on which the centre is closed.
pub(crate) fn closed_told(departure: Option<NaiveDate>, back: Option<NaiveDate>, at: &At) -> Vec<Fault> {
    [("departure_closed", departure), ("return_closed", back)]
        .into_iter()
        .filter_map(|(code, day)| Some((code, day.filter(|day| !at.open.is_open(*day))?)))
        .map(|(code, day)| {
            Fault::rule(code).with("day", day).with("nearest", nearest_open_day(day, &at.open))
        })
        .collect()
}

/// The resource of that code.
pub(crate) fn known_brief(c: &Read<'_>, code: &str) -> Outcome<Brief> {
    resource::brief_by_code(c, &text::named(code))?
        .ok_or_else(|| Fault::input("resource_unknown").with("code", code.trim()).on("resource"))
}

/// What is wrong with a wish whatever the bookings: more than there are, outside the resource's life.
pub(crate) fn wish_fault(brief: &Brief, quantity: u32, period: Period) -> Option<Fault> {
    let named =
        |code| Fault::input(code).with("code", brief.code.as_str()).with("title", brief.title.as_str());
    if quantity == 0 {
        return Some(named("quantity_zero").on("quantity"));
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
    let most = brief.stock().most_within(period);
    if quantity > most {
        return Some(
            named("quantity_over_capacity").with("quantity", quantity).with("capacity", most).on("quantity"),
        );
    }
    None
}

/// The longest period that may be asked about or lent, in days: two years.
pub(crate) const LONGEST_PERIOD: u32 = 731;

/// What is wrong with the days of a new booking.
pub(crate) fn checked_booking_period(period: Period, today: NaiveDate) -> Outcome<Period> {
    let period = asked_period(period)?;
    if period.to < today {
        return Err(Fault::input("period_over").with("to", period.to).with("today", today).on("to"));
    }
    Ok(period)
}
