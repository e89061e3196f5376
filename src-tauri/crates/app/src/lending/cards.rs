//! A line as every list shows it.

use crate::views::LineCard;
use chrono::NaiveDate;
use domain::calendar::OpenDays;
use store::line::NamedLine;

pub(crate) fn line_card(named: NamedLine, today: NaiveDate, open: &dyn OpenDays) -> LineCard {
    let busy = named
        .occupation
        .and_then(|occupation| occupation.seen_from(today, open))
        .map(|interval| interval.days());
    let line = named.line;
    LineCard {
        id: line.id,
        late_days: line.late_days(today),
        missed: line.is_missed(today),
        number: named.number,
        code: named.code,
        title: named.title,
        short_name: named.short_name,
        kind: named.kind,
        borrower: named.borrower,
        commune: named.commune,
        state: line.state,
        quantity: line.quantity,
        planned: line.planned,
        departed_on: line.departed_on,
        returned_on: line.returned_on,
        option_until: line.option_until,
        busy_from: busy.map(|days| days.from),
        busy_to: busy.map(|days| days.to),
    }
}
