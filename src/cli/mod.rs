//! The program: each subcommand turns what was typed into the library's options, calls the library and prints.
//!
//! Data goes to standard output, remarks and errors to standard error. Only this folder knows clap.

mod args;
mod attributions;
mod brief;
mod check;
mod claims;
mod clean;
mod completions;
mod dedupe;
mod destination;
mod find;
mod folder;
mod journal;
mod keywords;
mod man;
mod output;
mod pool;
mod positions;
mod progress;
mod quotes;
mod run;
mod score;
mod sentences;
mod summarize;
mod together;
mod typed;
mod why;
mod work;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::{Cli, Command};

/// How a command ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All done.
    Done,
    /// `check` found differences, or `score` less than asked for.
    Different,
    /// Something could not be done.
    Failed,
}

/// Runs the command in `args` (the program's name first).
pub(crate) fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let cli = match parse(args.collect()) {
        Ok(cli) => cli,
        Err(error) => {
            // Printing can only fail where nobody is left to read it.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    run::mute_caught_panics();
    let outcome = dispatch(cli.command).unwrap_or_else(|error| {
        if output::is_closed_pipe(&error) {
            return Outcome::Done;
        }
        output::complain(&output::reasons(&error));
        Outcome::Failed
    });
    ExitCode::from(match outcome {
        Outcome::Done => 0,
        Outcome::Different => 1,
        Outcome::Failed => 2,
    })
}

/// What was typed. The commands are made once for both looks at it.
fn parse(args: Vec<OsString>) -> Result<Cli, clap::Error> {
    let mut program = Cli::command();
    let matches = program.try_get_matches_from_mut(typed::command_first(args, &program))?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut program))
}

fn dispatch(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Brief(args) => brief::run(&args),
        Command::Summarize(args) => summarize::run(&args),
        Command::Attributions(args) => attributions::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Positions(args) => positions::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Keywords(args) => keywords::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Clean(args) => clean::run(&args),
        Command::Sentences(args) => sentences::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man => man::run(),
    }
}
