//! Loans: what is asked, what is done, and how it is told.

use crate::answers::{Answer, Answered, joined, period_text};
use crate::arguments::loans::{Lines, LoanCommand, MoveArguments};
use crate::{extension, unknown_format, warn_of_boxes, written};
use app::views::{LineCard, LoanCard, LoanQuery, LoanSheet, Move, NewBooking, OutLine, Reschedule, Wanted};
use app::{App, words};
use domain::fault::{Fault, Outcome};
use domain::id::LineId;
use domain::loan::LineState;
use std::fmt::Write as _;
use std::path::Path;

pub(crate) fn answer(app: &App, command: &LoanCommand) -> Outcome<Answered> {
    let loan = |sheet: LoanSheet| Answer::Loan(Box::new(sheet));
    match command {
        LoanCommand::Book { resource, borrower, days, quantity, state } => {
            let wanted = vec![Wanted::new(resource, *quantity)];
            let booking = NewBooking::new(borrower, wanted, (*days).into(), (*state).into());
            Ok(Answered::done(app.book(&booking)?, loan))
        }
        LoanCommand::Out { on } => Ok(Answer::Out(app.out(*on)?).into()),
        LoanCommand::Loans { search, state, limit } => {
            let query = LoanQuery {
                search: search.clone().unwrap_or_default(),
                states: state.iter().map(|state| (*state).into()).collect(),
                limit: Some(*limit),
            };
            Ok(Answer::Loans(app.loans(&query)?).into())
        }
        LoanCommand::Loan { number } => Ok(loan(app.loan(number)?).into()),
        LoanCommand::Reschedule { lines, days } => {
            let request = Reschedule {
                number: lines.number.clone(),
                lines: chosen(app, lines)?,
                period: (*days).into(),
            };
            Ok(Answered::done(app.reschedule(&request)?, loan))
        }
        LoanCommand::Confirm(moved) => move_lines(app, moved, LineState::Confirmed),
        LoanCommand::Refuse(moved) => move_lines(app, moved, LineState::Refused),
        LoanCommand::Cancel(moved) => move_lines(app, moved, LineState::Cancelled),
        LoanCommand::Depart(moved) => move_lines(app, moved, LineState::Out),
        LoanCommand::Return(moved) => move_lines(app, moved, LineState::Returned),
        LoanCommand::Close(moved) => move_lines(app, moved, LineState::Closed),
        LoanCommand::Agreement { number, out } => Ok(agreement(app, number, out)?.into()),
    }
}

fn move_lines(app: &App, moved: &MoveArguments, to: LineState) -> Outcome<Answered> {
    let request = Move {
        number: moved.lines.number.clone(),
        lines: chosen(app, &moved.lines)?,
        to,
        on: moved.on,
        reason: moved.reason.clone(),
        departed: moved.departed,
        long_ago: moved.long_ago,
    };
    Ok(Answered::done(app.move_lines(&request)?, |sheet| Answer::Loan(Box::new(sheet))))
}

/// The lines of a loan that were named by their places; none where all are meant.
fn chosen(app: &App, lines: &Lines) -> Outcome<Option<Vec<LineId>>> {
    if lines.places.is_empty() {
        return Ok(None);
    }
    let loan = app.loan(&lines.number)?;
    let mut ids: Vec<LineId> = Vec::new();
    for place in &lines.places {
        let line = (*place as usize).checked_sub(1).and_then(|place| loan.lines.get(place));
        let line = line.ok_or_else(|| {
            Fault::input("line_place_unknown")
                .with("number", loan.number.as_str())
                .with("line", *place)
                .with("count", loan.lines.len() as u32)
                .on("line")
        })?;
        if !ids.contains(&line.card.id) {
            ids.push(line.card.id);
        }
    }
    Ok(Some(ids))
}

fn agreement(app: &App, number: &str, out: &Path) -> Outcome<Answer> {
    let out = match extension(out).as_str() {
        "pdf" => out.to_owned(),
        "" if out.file_name().is_some() && (out.is_file() || !out.exists()) => out.with_extension("pdf"),
        "" => out.to_owned(),
        _ => return Err(unknown_format(out, ".pdf")),
    };
    let input = app.agreement(number)?;
    let pdf = tracing::info_span!("typesetting").in_scope(|| documents::agreement_pdf(&input))?;
    let answer = written(&out, &pdf)?;
    warn_of_boxes(&input);
    Ok(answer)
}

pub(crate) fn loan_text(loan: &LoanSheet) -> String {
    let mixed = if loan.mixed { " (lignes à des états différents)" } else { "" };
    let mut text = format!("Dossier {} : {}{mixed}\n", loan.number, words::state(loan.state));
    let borrower = joined(&[&loan.borrower.name, &loan.venue.commune]);
    let _ = writeln!(text, "  {borrower}\n  {}", period_text(loan.period));
    for (place, line) in (1..).zip(&loan.lines) {
        let card = &line.card;
        // What `--line` takes, where there is a choice.
        let place = if loan.lines.len() > 1 { format!("{place}. ") } else { String::new() };
        let days = if loan.mixed || card.planned != loan.period {
            format!(", {}", period_text(card.planned))
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "  {place}{} × {} {} : {}{days}{}",
            card.quantity,
            card.code,
            card.title,
            words::state(card.state),
            late_text(card.late_days)
        );
    }
    text
}

fn late_text(late_days: u32) -> String {
    if late_days > 0 { format!(", en retard de {late_days} j") } else { String::new() }
}

pub(crate) fn loans_text(loans: &[LoanCard]) -> String {
    if loans.is_empty() {
        return "Aucun dossier.\n".to_owned();
    }
    let mut text = String::new();
    for loan in loans {
        let mixed = if loan.mixed { " (en partie)" } else { "" };
        let _ = writeln!(
            text,
            "{}  {}{mixed}{}  {}  {}  {}",
            loan.number,
            words::state(loan.state),
            late_text(loan.late_days),
            period_text(loan.period),
            joined(&[&loan.borrower, &loan.commune]),
            loan.titles.join(", ")
        );
    }
    text
}

/// A line in the sheet of its resource or of its borrower.
pub(crate) fn line_text(card: &LineCard, of: &str) -> String {
    format!(
        "  {}  {}{}  {}  {} × {of}\n",
        card.number,
        words::state(card.state),
        late_text(card.late_days),
        period_text(card.planned),
        card.quantity
    )
}

pub(crate) fn out_text(lines: &[OutLine]) -> String {
    if lines.is_empty() {
        return "Rien n’est sorti.\n".to_owned();
    }
    let mut text = String::new();
    for line in lines {
        let late = if line.late_days > 0 { format!(" (retard {} j)", line.late_days) } else { String::new() };
        let _ = writeln!(
            text,
            "{} {:<10} {} × {}  {}  sortie {}, retour prévu {}{late}",
            line.number,
            line.code,
            line.quantity,
            line.title,
            joined(&[&line.borrower, &line.venue]),
            words::day(line.departed),
            words::day(line.due)
        );
    }
    text
}
