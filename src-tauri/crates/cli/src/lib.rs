//! `malleposte`, the command line: the same use cases as the window, without it.
//!
//! A library, so that its tests run the same program as a process of their own.

#![allow(clippy::print_stdout, reason = "answering on standard output is what a command line is for")]

mod answers;
mod arguments;
mod backups;
mod figures;
mod questionnaires;

use answers::Answer;
use app::generate::Size;
use app::views::{BehindQuery, CatalogueQuery, FiguresQuery, Move, NewBooking, ReportModel, Wanted};
use app::{App, Clock, demo, generate};
use arguments::{Arguments, Command, Import, MoveArguments, Shared, Unreadable};
use clap::Parser;
use clap::error::ContextKind;
use domain::fault::{Fault, FaultKind, Outcome};
use domain::interval::Period;
use domain::loan::LineState;
use std::path::Path;
use std::process::ExitCode;
use tracing_subscriber::fmt::format::{FmtSpan, Writer};
use tracing_subscriber::fmt::time::FormatTime;

/// Writes no time of day; how long each step took stays (`without_time` would leave that out too).
struct NoClock;

impl FormatTime for NoClock {
    fn format_time(&self, _: &mut Writer<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// Runs what the arguments of this process ask for.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            if let Some(fault) = unreadable(&error) {
                answers::print_fault(&fault, std::env::args().any(|argument| argument == "--json"));
                return ExitCode::from(2);
            }
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing is left to do where even this cannot be printed.
            drop(error.print());
            return ExitCode::from(code);
        }
    };
    if arguments.shared.timings {
        tracing_subscriber::fmt()
            .with_span_events(FmtSpan::CLOSE)
            .with_writer(std::io::stderr)
            .with_target(false)
            .with_level(false)
            .with_timer(NoClock)
            .with_ansi(false)
            .init();
    }
    let started = std::time::Instant::now();
    let answered = answer(&arguments);
    if arguments.shared.timings {
        eprintln!("total: {:?}", started.elapsed());
    }
    match answered {
        Ok(answer) => {
            answer.print(arguments.shared.json);
            ExitCode::from(answer.exit_code())
        }
        Err(fault) => {
            answers::print_fault(&fault, arguments.shared.json);
            ExitCode::from(match fault.kind {
                FaultKind::Input => 2,
                FaultKind::Rule => 3,
                FaultKind::Base => 4,
            })
        }
    }
}

/// The fault of an argument that was read and means nothing, with its name: it is told as any other.
fn unreadable(error: &clap::Error) -> Option<Fault> {
    let Unreadable(fault) = std::error::Error::source(error)?.downcast_ref()?;
    let argument = error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
    let name = argument.split(' ').next().unwrap_or_default().trim_start_matches('-');
    Some(fault.clone().on(name))
}

fn answer(arguments: &Arguments) -> Outcome<Answer> {
    let shared = &arguments.shared;
    let clock = shared.today.map_or(Clock::System, Clock::Fixed);
    match &arguments.command {
        Command::Init { demo: false } => Ok(Answer::created(&App::create(&shared.base, clock)?)),
        Command::Init { demo: true } => Ok(Answer::created(&demo::create(&shared.base, clock)?)),
        Command::Generate { resources, bookings, years, seed } => {
            let size = Size { resources: *resources, bookings: *bookings, years: *years, seed: *seed };
            Ok(Answer::created(&generate::create(&shared.base, clock, size)?))
        }
        // A base that can no longer be opened is what a backup is for.
        Command::Restore { file, yes, .. } => backups::restore(&shared.base, file.as_deref(), *yes),
        command => {
            let app = open(shared, clock)?;
            let step = tracing::info_span!("command").entered();
            let answered = of_open_base(&app, command);
            drop(step);
            backups::warn(&app);
            answered
        }
    }
}

fn open(shared: &Shared, clock: Clock) -> Outcome<App> {
    let app = tracing::info_span!("open").in_scope(|| App::open(&shared.base, clock))?;
    Ok(match &shared.who {
        Some(who) => app.worked_on_by(who),
        None => app,
    })
}

fn of_open_base(app: &App, command: &Command) -> Outcome<Answer> {
    match command {
        Command::Init { .. } | Command::Generate { .. } | Command::Restore { .. } => {
            Err(Fault::base("internal"))
        }
        Command::Backup { out } => backups::back_up(app, out.as_deref()),
        Command::Import { what: Import::Register { path, dry_run } } => {
            Ok(Answer::Import { report: app.import_register(path, *dry_run)?.value, dry_run: *dry_run })
        }
        Command::Resources { search, kind } => {
            let query = CatalogueQuery {
                search: search.clone().unwrap_or_default(),
                kinds: kind.map(|kind| vec![kind.into()]).unwrap_or_default(),
                with_retired: true,
                ..CatalogueQuery::default()
            };
            Ok(Answer::Resources(app.catalogue(&query)?.resources))
        }
        Command::Free { days, kind, resource, quantity } => {
            let period = Period { from: days.from, to: days.to };
            Ok(Answer::Free(app.free(period, kind.map(Into::into), resource.as_deref(), *quantity)?))
        }
        Command::Book { resource, borrower, days, quantity, state } => {
            let wanted = vec![Wanted { code: resource.clone(), quantity: *quantity }];
            let period = Period { from: days.from, to: days.to };
            let booking = NewBooking::new(borrower, wanted, period, (*state).into());
            Ok(Answer::Loan(Box::new(app.book(&booking)?.value)))
        }
        Command::Out { on } => Ok(Answer::Out(app.out(*on)?)),
        Command::Loan { number } => Ok(Answer::Loan(Box::new(app.loan(number)?))),
        Command::Confirm(moved) => move_lines(app, moved, LineState::Confirmed),
        Command::Cancel(moved) => move_lines(app, moved, LineState::Cancelled),
        Command::Depart(moved) => move_lines(app, moved, LineState::Out),
        Command::Return(moved) => move_lines(app, moved, LineState::Returned),
        Command::Close(moved) => move_lines(app, moved, LineState::Closed),
        Command::Agreement { number, out } => agreement(app, number, out),
        Command::Undo { entry } => Ok(Answer::Undone(app.undo(*entry)?.value)),
        Command::Journal { limit } => Ok(Answer::Journal(app.journal(*limit)?)),
        Command::Stats { over, lines: None, .. } => {
            Ok(Answer::Figures(Box::new(app.figures(&FiguresQuery::of(over.period()?))?)))
        }
        Command::Stats { over, lines: Some(of), side } => {
            // A group may hold a colon, a key never does.
            let (key, group) =
                of.split_once(':').map_or((of.as_str(), None), |(key, group)| (key, Some(group)));
            let query = BehindQuery {
                of: FiguresQuery::of(over.period()?),
                key: key.to_owned(),
                group: group.map(str::to_owned),
                side: (*side).into(),
            };
            Ok(Answer::Behind(app.figure_lines(&query)?))
        }
        Command::Report { over, out, model } => {
            report(app, &FiguresQuery::of(over.period()?), (*model).into(), out)
        }
        Command::Questionnaires { what } => questionnaires::answer(app, what),
        Command::Past { year, key, value, source } => {
            Ok(Answer::Past(app.save_past_figure(*year, key, *value, source)?.value))
        }
        Command::Check => Ok(Answer::Check(app.check()?)),
    }
}

fn move_lines(app: &App, moved: &MoveArguments, to: LineState) -> Outcome<Answer> {
    let request =
        Move { number: moved.number.clone(), lines: None, to, on: moved.on, reason: moved.reason.clone() };
    Ok(Answer::Loan(Box::new(app.move_lines(&request)?.value)))
}

fn agreement(app: &App, number: &str, out: &Path) -> Outcome<Answer> {
    let out = match extension(out).as_str() {
        "pdf" => out.to_owned(),
        "" if out.file_name().is_some() && !out.is_dir() => out.with_extension("pdf"),
        "" => out.to_owned(),
        _ => return Err(unknown_format(out, ".pdf")),
    };
    let input = app.agreement(number)?;
    let pdf = tracing::info_span!("typesetting").in_scope(|| documents::agreement_pdf(&input))?;
    written(&out, &pdf)
}

/// Writes a report in the format that the name of its file asks for.
fn report(app: &App, query: &FiguresQuery, model: ReportModel, out: &Path) -> Outcome<Answer> {
    let write = match extension(out).as_str() {
        "pdf" => documents::report_pdf,
        "docx" => documents::report_docx,
        "xlsx" => documents::report_xlsx,
        _ => return Err(unknown_format(out, ".pdf, .docx, .xlsx")),
    };
    let report = app.report(query, model)?;
    let bytes = tracing::info_span!("typesetting").in_scope(|| write(&report))?;
    written(out, &bytes)
}

fn extension(out: &Path) -> String {
    out.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn unknown_format(out: &Path, known: &str) -> Fault {
    Fault::input("format_unknown").with("path", out.display().to_string()).with("known", known).on("out")
}

fn written(out: &Path, bytes: &[u8]) -> Outcome<Answer> {
    app::write_file(out, bytes).map_err(|fault| fault.on("out"))?;
    Ok(Answer::Written { path: out.display().to_string(), bytes: bytes.len() })
}
