//! The command line in French to the end: what clap says by itself, in the words of the catalogue.

use crate::answers;
use crate::arguments::{Arguments, Unreadable};
use crate::output::tell;
use app::words;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error};
use domain::fault::{Fault, Outcome};
use std::process::ExitCode;

/// Where help and version stand among the options: last.
const LAST: usize = 900;

/// The whole command line, with French headings and notes.
pub(crate) fn command() -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let root = Arguments::command().disable_version_flag(true);
    french(root.arg(version.help(words::french("usage_version")).display_order(LAST)))
}

fn french(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let usage = words::french("usage_usage");
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help.help(words::french("usage_help")).display_order(LAST))
        .subcommand_help_heading(words::french("usage_commands"))
        .subcommand_value_name(words::french("usage_command"))
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"))
        .mut_args(noted)
        .mut_subcommands(french)
}

/// An argument under a French heading, its help followed by its usual value and by those it may take.
fn noted(argument: Arg) -> Arg {
    let heading = if argument.is_positional() { "usage_arguments" } else { "usage_options" };
    // A flag that is only there or not has no values to tell.
    let takes_a_value = argument.get_action().takes_values();
    let usual: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let possible: Vec<_> = argument
        .get_possible_values()
        .iter()
        .filter(|value| takes_a_value && !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    let mut notes = String::new();
    for (key, values) in [("usage_default", usual), ("usage_possible", possible)] {
        if values.iter().any(|value| !value.is_empty()) {
            notes.push_str(&words::sentence(key, &[("values", values.join(", "))]));
        }
    }
    let with_notes = |help: &StyledStr| StyledStr::from(format!("{help}{notes}").trim().to_owned());
    let help = argument.get_help().map(with_notes).unwrap_or_else(|| with_notes(&StyledStr::new()));
    let long_help = argument.get_long_help().map(with_notes);
    let argument = match long_help {
        Some(long_help) => argument.long_help(long_help),
        None => argument,
    };
    // Only what takes a value has values to hide.
    let argument = argument.help(help).help_heading(words::french(heading));
    if takes_a_value { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
}

/// The help of a command named by its words: `questionnaires form`, or nothing for the whole.
pub(crate) fn help(names: &[String]) -> Outcome<String> {
    let mut root = command();
    root.build();
    let mut found = &mut root;
    for name in names {
        found = found.find_subcommand_mut(name).ok_or_else(|| {
            Fault::input("command_unknown").with("command", name.as_str()).with("more", "").on("command")
        })?;
    }
    Ok(found.render_long_help().to_string())
}

/// Tells what is wrong with what was typed, or the help or version that was asked for.
pub(crate) fn end(error: &Error) -> ExitCode {
    let as_json = std::env::args_os().any(|argument| argument == "--json");
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Nothing is left to do where even this cannot be printed.
            drop(error.print());
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !as_json => drop(error.print()),
        _ => {
            answers::print_fault(&fault(error), as_json);
            if unreadable(error).is_none() {
                tell(&format!("\n{}{}\n", usage(error), words::french("usage_more")));
            }
        }
    }
    ExitCode::from(2)
}

/// How the command is used, as clap knows it.
fn usage(error: &Error) -> String {
    let usage = text(error, ContextKind::Usage);
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    if usage.is_empty() { String::new() } else { format!("{} {usage}\n", words::french("usage_usage")) }
}

/// What is wrong, as any other fault.
pub(crate) fn fault(error: &Error) -> Fault {
    use ContextKind::{ActualNumValues, ExpectedNumValues, InvalidArg, InvalidSubcommand, InvalidValue};
    let argument = text(error, InvalidArg);
    let option = argument.split(' ').next().and_then(|name| name.strip_prefix("--"));
    let option = option.map(|name| name.trim_end_matches("...").to_owned());
    if let Some(fault) = unreadable(error) {
        return fault.clone().on(option.unwrap_or(argument));
    }
    let value = text(error, InvalidValue);
    let fault = match error.kind() {
        ErrorKind::MissingRequiredArgument => Fault::input("arguments_missing"),
        ErrorKind::InvalidValue if value.is_empty() => Fault::input("argument_without_value"),
        ErrorKind::InvalidValue => Fault::input("argument_value"),
        ErrorKind::ValueValidation => Fault::input("argument_number"),
        ErrorKind::UnknownArgument => Fault::input("argument_unknown"),
        ErrorKind::TooManyValues => Fault::input("argument_values_many"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => Fault::input("argument_values_few"),
        ErrorKind::NoEquals => Fault::input("argument_without_equals"),
        ErrorKind::InvalidSubcommand => Fault::input("command_unknown"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Fault::input("command_missing")
        }
        ErrorKind::ArgumentConflict if text(error, ContextKind::PriorArg) == argument => {
            Fault::input("argument_twice")
        }
        ErrorKind::ArgumentConflict => Fault::input("arguments_conflict"),
        ErrorKind::InvalidUtf8 => Fault::input("argument_not_text"),
        _ => Fault::input("arguments_unreadable"),
    };
    let others = text(error, ContextKind::PriorArg);
    let minimum = text(error, ContextKind::MinValues);
    let fault = fault
        .with("argument", argument)
        .with("value", value)
        .with("command", text(error, InvalidSubcommand))
        .with("others", others)
        .with("expected", if minimum.is_empty() { text(error, ExpectedNumValues) } else { minimum })
        .with("actual", text(error, ActualNumValues))
        .with("more", more(error));
    match option {
        Some(option) => fault.on(option),
        None => fault,
    }
}

/// The fault of an argument that was read and means nothing.
fn unreadable(error: &Error) -> Option<&Fault> {
    let Unreadable(fault) = std::error::Error::source(error)?.downcast_ref()?;
    Some(fault)
}

/// What would have been right: what is near to what was typed, or else all there is.
fn more(error: &Error) -> String {
    use ContextKind::{SuggestedArg, SuggestedSubcommand, SuggestedValue, ValidSubcommand, ValidValue};
    let told = |kinds: &[ContextKind], key: &str| {
        let values = kinds.iter().map(|kind| text(error, *kind)).find(|values| !values.is_empty())?;
        Some(words::sentence(key, &[("values", values)]))
    };
    told(&[SuggestedArg, SuggestedSubcommand, SuggestedValue], "usage_suggestion")
        .or_else(|| told(&[ValidValue, ValidSubcommand], "usage_known"))
        .unwrap_or_default()
}

fn text(error: &Error, kind: ContextKind) -> String {
    error.get(kind).map(ContextValue::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }
}
