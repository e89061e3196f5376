//! A loan, its lines and the states they go through (SPEC §4).

use crate::borrower::Venue;
use crate::fault::{Fault, Outcome};
use crate::id::{BorrowerId, LineId, LoanId, ResourceId};
use crate::interval::{Period, plus_days};
use crate::tariff::Tariff;
use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One borrower, one venue, one or more lines, one agreement (dossier de prêt).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// Its identifier.
    pub id: LoanId,
    /// `2026-051`; an imported one keeps its own. Never reused.
    pub number: String,
    /// Who borrows.
    pub borrower: BorrowerId,
    /// Function of the contact at the borrower's, as typed.
    pub contact: String,
    /// Where it is shown.
    pub venue: Venue,
    /// The day it was entered.
    pub created_on: NaiveDate,
    /// Who carries, with which vehicle.
    pub transport: String,
    /// Day the certificate of insurance came in.
    pub insurance_received_on: Option<NaiveDate>,
    /// Day the agreement was sent.
    pub agreement_sent_on: Option<NaiveDate>,
    /// Day the agreement came back signed.
    pub agreement_signed_on: Option<NaiveDate>,
    /// For the centre only.
    pub notes: String,
}

impl Loan {
    /// The same with its texts trimmed and within their limits.
    ///
    /// # Errors
    /// The first field that is missing or too long.
    pub fn checked(mut self) -> Outcome<Self> {
        self.number = text::required("number", &self.number)?;
        self.contact = text::short("contact", &self.contact)?;
        self.venue = self.venue.checked()?;
        self.transport = text::short("transport", &self.transport)?;
        self.notes = text::note("notes", &self.notes)?;
        Ok(self)
    }
}

/// Days past the planned return, of what is out; zero when it is not late.
#[must_use]
pub fn late_days(state: LineState, planned: Period, today: NaiveDate) -> u32 {
    match state {
        LineState::Out => (today - planned.to).num_days().max(0) as u32,
        _ => 0,
    }
}

/// Whether confirmed days went by without a departure.
#[must_use]
pub fn is_missed(state: LineState, planned: Period, today: NaiveDate) -> bool {
    state == LineState::Confirmed && planned.to < today
}

/// The days that something really was or is away: from the departure to the return, to `today` while out.
#[must_use]
pub fn days_away(
    departed_on: Option<NaiveDate>,
    returned_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Period> {
    let from = departed_on?;
    Some(Period { from, to: returned_on.unwrap_or(today).max(from) })
}

/// The number that the centre gives to the `sequence`-th loan of a year.
#[must_use]
pub fn number(year: i32, sequence: u32) -> String {
    format!("{year}-{sequence:03}")
}

/// No centre lends more often in a year: a greater number, in a register, is a text like any other.
pub const MOST_IN_A_YEAR: u32 = 999_999;

/// Year and sequence of a number of that form; an imported one may have another.
#[must_use]
pub fn parse_number(number: &str) -> Option<(i32, u32)> {
    let (year, sequence) = number.split_once('-')?;
    let is_ours = year.len() == 4 && sequence.len() >= 3 && sequence.bytes().all(|b| b.is_ascii_digit());
    let sequence = sequence.parse().ok().filter(|sequence| (1..=MOST_IN_A_YEAR).contains(sequence));
    is_ours.then_some(())?;
    Some((year.parse().ok()?, sequence?))
}

/// A resource and a quantity of it lent over days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanLine {
    /// Its identifier.
    pub id: LineId,
    /// The loan it is in.
    pub loan: LoanId,
    /// What is lent.
    pub resource: ResourceId,
    /// How many units.
    pub quantity: u32,
    /// Where it stands.
    pub state: LineState,
    /// The days agreed on.
    pub planned: Period,
    /// The day it left.
    pub departed_on: Option<NaiveDate>,
    /// The day it came back.
    pub returned_on: Option<NaiveDate>,
    /// Last day on which an option holds.
    pub option_until: Option<NaiveDate>,
    /// Grid applied.
    pub tariff: Tariff,
    /// How it is paid: label of the list of channels.
    pub channel: String,
    /// Label of the list of uses.
    pub usage: String,
    /// Label of the list of accompaniments.
    pub accompaniment: String,
    /// Amount in cents; none while only a quote can say.
    pub amount_cents: Option<i64>,
    /// Of a refused or cancelled line.
    pub cancellation: Option<Cancellation>,
}

/// How a line ended before it left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The day it was called off, where known.
    pub on: Option<NaiveDate>,
    /// Who called it off, where known.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The state it was in, unknown for an imported one.
    pub from: Option<LineState>,
}

/// Where a line stands. *Late* is not a state: it is [`LoanLine::late_days`] of a line that is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// demande
    Request,
    /// option
    Option,
    /// confirmée
    Confirmed,
    /// sortie
    Out,
    /// rentrée
    Returned,
    /// clôturée
    Closed,
    /// refusée
    Refused,
    /// annulée
    Cancelled,
}

impl LineState {
    /// All of them, from the least to the most advanced, the two ends last.
    pub const ALL: [Self; 8] = [
        Self::Request,
        Self::Option,
        Self::Confirmed,
        Self::Out,
        Self::Returned,
        Self::Closed,
        Self::Refused,
        Self::Cancelled,
    ];

    /// Whether a person may take a line from this state to that one: forwards, where any of the first
    /// three may be skipped; one step back; and off, from the first three.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        use LineState::*;
        match (self, to) {
            (Request, Refused) | (Request | Option | Confirmed, Cancelled) => true,
            (Refused | Cancelled, _) | (_, Refused | Cancelled) => false,
            (Request, Option | Confirmed | Out) | (Option, Confirmed | Out) => true,
            (Confirmed, Out) | (Out, Returned) | (Returned, Closed) => true,
            (Option, Request)
            | (Confirmed, Option)
            | (Out, Confirmed)
            | (Returned, Out)
            | (Closed, Returned) => true,
            _ => false,
        }
    }

    /// Whether the line has left and counts as a sortie.
    #[must_use]
    pub fn has_left(self) -> bool {
        matches!(self, Self::Out | Self::Returned | Self::Closed)
    }

    /// Whether the line left and came back.
    #[must_use]
    pub fn is_back(self) -> bool {
        matches!(self, Self::Returned | Self::Closed)
    }

    /// Whether the line was called off.
    #[must_use]
    pub fn is_off(self) -> bool {
        matches!(self, Self::Refused | Self::Cancelled)
    }

    /// The stable name used in the base, in JSON and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Option => "option",
            Self::Confirmed => "confirmed",
            Self::Out => "out",
            Self::Returned => "returned",
            Self::Closed => "closed",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Days an option holds when nobody says otherwise.
pub const OPTION_DAYS: u32 = 14;

impl LoanLine {
    /// The days it really was or is away: from the departure to the return, to `today` while out.
    #[must_use]
    pub fn days_away(&self, today: NaiveDate) -> Option<Period> {
        days_away(self.departed_on, self.returned_on, today)
    }

    /// The days to show: the actual ones where known, the planned ones else.
    #[must_use]
    pub fn days_shown(&self) -> Period {
        let from = self.departed_on.unwrap_or(self.planned.from);
        Period { from, to: self.returned_on.unwrap_or(self.planned.to).max(from) }
    }

    /// Days past the planned return, of a line that is out; zero when it is not late.
    #[must_use]
    pub fn late_days(&self, today: NaiveDate) -> u32 {
        late_days(self.state, self.planned, today)
    }

    /// Whether an option no longer holds.
    #[must_use]
    pub fn is_expired(&self, today: NaiveDate) -> bool {
        self.state == LineState::Option && self.option_until.is_some_and(|until| until < today)
    }

    /// Whether the planned days of a confirmed line went by without a departure (« départ non
    /// enregistré »): it takes nothing any more.
    #[must_use]
    pub fn is_missed(&self, today: NaiveDate) -> bool {
        is_missed(self.state, self.planned, today)
    }

    /// The same line over other days. Of one that is out only the last day may differ.
    ///
    /// # Errors
    /// `departure_fixed`, `dates_fixed`; `returned_before_departed`.
    pub fn rescheduled(mut self, period: Period) -> Outcome<Self> {
        match self.state {
            LineState::Request | LineState::Option | LineState::Confirmed => {
                self.planned = period;
                self.option_until = self.option_until.map(|until| until.min(period.to));
            }
            LineState::Out => {
                let departed = self.departed_on.unwrap_or(self.planned.from);
                if period.from != self.planned.from && period.from != departed {
                    return Err(Fault::rule("departure_fixed").with("departed", departed).on("from"));
                }
                if period.to < departed {
                    return Err(Fault::input("returned_before_departed")
                        .with("departed", departed)
                        .with("returned", period.to)
                        .on("to"));
                }
                self.planned = Period { from: self.planned.from.min(period.to), to: period.to };
            }
            state => return Err(Fault::rule("dates_fixed").with("state", state.code())),
        }
        Ok(self)
    }

    /// The same line moved to another state on a day, with what that state needs to know.
    ///
    /// # Errors
    /// `transition_forbidden`; `returned_before_departed`; `text_too_long` of a reason.
    pub fn moved_to(mut self, to: LineState, on: NaiveDate, by: &str, reason: &str) -> Outcome<Self> {
        let from = self.state;
        if !from.may_become(to) {
            return Err(Fault::rule("transition_forbidden").with("from", from.code()).with("to", to.code()));
        }
        match to {
            LineState::Request => self.option_until = None,
            LineState::Option => self.option_until = Some(option_until(on, self.planned, OPTION_DAYS)),
            LineState::Confirmed => {
                self.option_until = None;
                self.departed_on = None;
            }
            LineState::Out => {
                self.option_until = None;
                self.returned_on = None;
                if from != LineState::Returned {
                    self.departed_on = Some(on);
                }
            }
            LineState::Returned => {
                let departed = self.departed_on.unwrap_or(self.planned.from);
                if from == LineState::Out {
                    if on < departed {
                        return Err(Fault::input("returned_before_departed")
                            .with("departed", departed)
                            .with("returned", on)
                            .on("on"));
                    }
                    self.returned_on = Some(on);
                }
            }
            LineState::Closed => {}
            LineState::Refused | LineState::Cancelled => {
                self.option_until = None;
                self.cancellation = Some(Cancellation {
                    on: Some(on),
                    by: by.to_owned(),
                    reason: text::short("reason", reason)?,
                    from: Some(from),
                });
            }
        }
        self.state = to;
        Ok(self)
    }
}

/// Last day on which an option taken on `today` holds: `days` later, and never after the
/// planned departure.
#[must_use]
pub fn option_until(today: NaiveDate, planned: Period, days: u32) -> NaiveDate {
    plus_days(today, i64::from(days)).min(planned.from.max(today)).min(planned.to.max(today))
}

/// The state of a loan: the least advanced among its lines that were not called off, and whether they
/// differ; a loan whose lines were all called off shows how.
#[must_use]
pub fn state(lines: impl IntoIterator<Item = LineState>) -> (LineState, bool) {
    let all: Vec<LineState> = lines.into_iter().collect();
    let going: Vec<LineState> = all.iter().copied().filter(|state| !state.is_off()).collect();
    let shown = if going.is_empty() { &all } else { &going };
    let least = shown.iter().copied().min().unwrap_or(LineState::Cancelled);
    (least, shown.iter().any(|state| *state != least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use LineState::*;

    #[test]
    fn every_pair_of_states_is_allowed_or_not_as_the_specification_says() {
        let allowed = [
            (Request, vec![Option, Confirmed, Out, Refused, Cancelled]),
            (Option, vec![Request, Confirmed, Out, Cancelled]),
            (Confirmed, vec![Option, Out, Cancelled]),
            (Out, vec![Confirmed, Returned]),
            (Returned, vec![Out, Closed]),
            (Closed, vec![Returned]),
            (Refused, vec![]),
            (Cancelled, vec![]),
        ];
        for (from, targets) in allowed {
            for to in LineState::ALL {
                assert_eq!(from.may_become(to), targets.contains(&to), "{from:?} -> {to:?}");
            }
        }
    }

    fn line(state: LineState) -> LoanLine {
        LoanLine {
            id: LineId::new(),
            loan: LoanId::new(),
            resource: ResourceId::new(),
            quantity: 1,
            state,
            planned: Period { from: day("2026-05-04"), to: day("2026-05-22") },
            departed_on: state.has_left().then(|| day("2026-05-05")),
            returned_on: matches!(state, Returned | Closed).then(|| day("2026-05-20")),
            option_until: (state == Option).then(|| day("2026-04-20")),
            tariff: Tariff::Free,
            channel: String::new(),
            usage: String::new(),
            accompaniment: String::new(),
            amount_cents: None,
            cancellation: None,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_move_leaves_the_line_with_just_the_dates_its_state_needs() {
        for from in LineState::ALL {
            for to in LineState::ALL {
                let on = day("2026-05-21");
                let Ok(after) = line(from).moved_to(to, on, "Ana", "grève") else {
                    assert!(!from.may_become(to), "{from:?} -> {to:?}");
                    continue;
                };
                assert!(from.may_become(to));
                assert_eq!(after.state, to);
                assert_eq!(after.departed_on.is_some(), to.has_left(), "{from:?} -> {to:?}");
                assert_eq!(
                    after.returned_on.is_some(),
                    matches!(to, Returned | Closed),
                    "{from:?} -> {to:?}"
                );
                assert_eq!(after.option_until.is_some(), to == Option, "{from:?} -> {to:?}");
                assert_eq!(after.cancellation.is_some(), to.is_off(), "{from:?} -> {to:?}");
                if let Some(cancellation) = after.cancellation {
                    assert_eq!(cancellation.from, Some(from));
                    assert_eq!(cancellation.on, Some(on));
                }
            }
        }
    }

    #[test]
    fn a_line_cannot_come_back_before_it_left() {
        let fault = line(Out).moved_to(Returned, day("2026-05-04"), "", "").unwrap_err();
        assert_eq!(fault.code, "returned_before_departed");
    }

    #[test]
    fn a_reopened_line_keeps_its_dates() {
        let reopened = line(Closed).moved_to(Returned, day("2026-06-30"), "", "").unwrap();
        assert_eq!(reopened.returned_on, Some(day("2026-05-20")));
    }

    #[test]
    fn a_line_is_late_from_the_day_after_its_planned_return() {
        assert_eq!(line(Out).late_days(day("2026-05-22")), 0);
        assert_eq!(line(Out).late_days(day("2026-05-28")), 6);
        assert_eq!(line(Returned).late_days(day("2026-05-28")), 0);
    }

    #[test]
    fn an_option_holds_fourteen_days_and_never_past_the_departure() {
        let planned = Period { from: day("2026-05-04"), to: day("2026-05-22") };
        assert_eq!(option_until(day("2026-03-01"), planned, OPTION_DAYS), day("2026-03-15"));
        assert_eq!(option_until(day("2026-05-01"), planned, OPTION_DAYS), day("2026-05-04"));
        assert_eq!(option_until(day("2026-05-06"), planned, OPTION_DAYS), day("2026-05-06"));
    }

    #[test]
    fn a_loan_shows_its_least_advanced_line_that_was_not_called_off() {
        assert_eq!(state([Out, Confirmed, Cancelled]), (Confirmed, true));
        assert_eq!(state([Out, Out, Refused]), (Out, false));
        assert_eq!(state([Cancelled, Cancelled]), (Cancelled, false));
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(number(2026, 51), "2026-051");
        assert_eq!(number(2026, 1051), "2026-1051");
        assert_eq!(parse_number("2026-051"), Some((2026, 51)));
        assert_eq!(parse_number("2026-1051"), Some((2026, 1051)));
        assert_eq!(parse_number("P-12"), None);
        assert_eq!(parse_number("2026-+51"), None);
        assert_eq!(parse_number("2026-999999"), Some((2026, 999_999)));
        for text in ["2026-000", "2026-1000000", "2026-4294967295", "2026-99999999999999999999"] {
            assert_eq!(parse_number(text), None, "{text} is a text like any other");
        }
    }
}
