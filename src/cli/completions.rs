//! `onrecord completions`.

use std::io::{Write, stdout};

use clap::CommandFactory;

use super::Outcome;
use super::args::{Cli, Completions};

pub(crate) fn run(args: &Completions) -> anyhow::Result<Outcome> {
    // Into a vector first: clap_complete panics where a write fails, and a closed pipe is no fault.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "onrecord", &mut script);
    stdout().write_all(&script)?;
    Ok(Outcome::Done)
}
