//! `malleposte`, the command line: the same use cases as the window, without it.
//!
//! A library, so that its tests run the same program as a process of their own.

mod answers;
mod arguments;
mod backups;
mod catalogue;
mod figures;
mod lists;
mod loans;
mod output;
mod people;
mod questionnaires;
mod settings;
mod usage;

use answers::{Answer, Answered};
use app::generate::Size;
use app::views::{BehindQuery, FiguresQuery, ReportModel};
use app::{App, Clock, demo, generate};
use arguments::figures::FigureCommand;
use arguments::{Arguments, Command, Import, Shared};
use clap::FromArgMatches;
use domain::fault::{Fault, FaultKind, Outcome};
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
    let typed = usage::command().try_get_matches();
    let arguments = match typed.and_then(|typed| Arguments::from_arg_matches(&typed)) {
        Ok(arguments) => arguments,
        Err(error) => return usage::end(&error),
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
    app::log::keep_panics(&arguments.shared.base);
    let started = std::time::Instant::now();
    let answered = answer(&arguments);
    if arguments.shared.timings {
        output::tell(&format!("total: {:?}\n", started.elapsed()));
    }
    let as_json = arguments.shared.json;
    let ended = answered.and_then(|answered| answered.print(as_json).map(|()| answered.exit_code()));
    ExitCode::from(ended.unwrap_or_else(|fault| {
        answers::print_fault(&fault, as_json);
        if arguments.shared.base.exists() {
            app::log::keep(&arguments.shared.base, &fault);
        }
        match fault.kind {
            FaultKind::Input => 2,
            FaultKind::Rule => 3,
            FaultKind::Base => 4,
        }
    }))
}

fn answer(arguments: &Arguments) -> Outcome<Answered> {
    let shared = &arguments.shared;
    let clock = shared.today.map_or(Clock::System, Clock::Fixed);
    match &arguments.command {
        Command::Init { demo: false } => Ok(Answer::created(&App::create(&shared.base, clock)?).into()),
        Command::Init { demo: true } => Ok(Answer::created(&demo::create(&shared.base, clock)?).into()),
        Command::Generate { resources, bookings, years, seed } => {
            let size = Size { resources: *resources, bookings: *bookings, years: *years, seed: *seed };
            Ok(Answer::created(&generate::create(&shared.base, clock, size)?).into())
        }
        Command::Help { command } => Ok(Answer::Help(usage::help(command)?).into()),
        // A base that can no longer be opened is what a backup is for.
        Command::Restore { file, yes, .. } => {
            Ok(backups::restore(&shared.base, file.as_deref(), *yes)?.into())
        }
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

fn of_open_base(app: &App, command: &Command) -> Outcome<Answered> {
    match command {
        Command::Init { .. } | Command::Generate { .. } | Command::Help { .. } | Command::Restore { .. } => {
            Err(Fault::base("internal"))
        }
        Command::Backup { out } => Ok(backups::back_up(app, out.as_deref())?.into()),
        Command::Import { what: Import::Register { path, dry_run } } => {
            let imported = app.import_register(path, *dry_run)?;
            Ok(Answered::done(imported, |report| Answer::Import { report, dry_run: *dry_run }))
        }
        Command::Catalogue(command) => catalogue::answer(app, command),
        Command::Loans(command) => loans::answer(app, command),
        Command::People(command) => people::answer(app, command),
        Command::Figures(command) => of_figures(app, command),
        Command::Settings { set, closure } => settings::answer(app, set, closure),
        Command::Undo { entry } => Ok(Answered::done(app.undo(*entry)?, Answer::Undone)),
        Command::Redo { entry } => Ok(Answered::done(app.redo(*entry)?, Answer::Redone)),
        Command::Journal { limit, keep_days } => {
            if let Some(days) = keep_days {
                app.keep_images(*days)?;
            }
            Ok(Answer::Journal(app.journal(*limit)?).into())
        }
        Command::Lists { what } => lists::answer(app, what.as_ref()),
        Command::Diagnostic => Ok(Answer::Diagnostic(app.diagnostic()?).into()),
        Command::Check => Ok(Answer::Check(app.check()?).into()),
    }
}

fn of_figures(app: &App, command: &FigureCommand) -> Outcome<Answered> {
    match command {
        FigureCommand::Stats { over, lines: None, .. } => {
            Ok(Answer::Figures(Box::new(app.figures(&FiguresQuery::of(over.period()?))?)).into())
        }
        FigureCommand::Stats { over, lines: Some(of), side } => {
            // A group may hold a colon, a key never does.
            let (key, group) =
                of.split_once(':').map_or((of.as_str(), None), |(key, group)| (key, Some(group)));
            let query = BehindQuery {
                of: FiguresQuery::of(over.period()?),
                key: key.to_owned(),
                group: group.map(str::to_owned),
                side: (*side).into(),
            };
            Ok(Answer::Behind(app.figure_lines(&query)?).into())
        }
        FigureCommand::Report { over, out, model } => {
            Ok(report(app, &FiguresQuery::of(over.period()?), (*model).into(), out)?.into())
        }
        FigureCommand::Questionnaires { what } => questionnaires::answer(app, what),
        FigureCommand::Past { year, key, value, source } => {
            Ok(Answered::done(app.save_past_figure(*year, key, *value, source)?, Answer::Past))
        }
    }
}

/// Says which characters of a document no font of the program shows.
fn warn_of_boxes(input: &impl serde::Serialize) {
    let missing = documents::characters_without_glyph(input);
    if !missing.is_empty() {
        output::tell(&format!("{}\n", app::words::boxes(&missing)));
    }
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
    let answer = written(out, &bytes)?;
    if extension(out) == "pdf" {
        warn_of_boxes(&report);
    }
    Ok(answer)
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
