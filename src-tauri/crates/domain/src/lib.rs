//! Types and rules of the lending of scientific resources: no I/O, no SQL, no clock.
//!
//! Today's date, the calendar and the rules come in as arguments. The words are those of the trade:
//! a [`catalogue::Resource`] is lent to a [`borrower::Borrower`] by a [`loan::Loan`] of one or more
//! [`loan::LoanLine`]s; whatever takes units of a resource is an [`occupation::Occupation`], and
//! [`availability`] holds the one rule that forbids taking more units than there are.

pub mod agreement;
pub mod availability;
pub mod borrower;
pub mod calendar;
pub mod catalogue;
pub mod change;
pub mod day;
pub mod fault;
pub mod figures;
pub mod form;
pub mod hold;
pub mod id;
pub mod interval;
pub mod loan;
pub mod occupation;
pub mod planning_print;
pub mod questionnaire;
pub mod report;
pub mod taker;
pub mod tariff;
pub mod text;
pub mod unit;
