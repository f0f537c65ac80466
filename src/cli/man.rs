//! `onrecord man`.

use std::io::{Write, stdout};

use clap::CommandFactory;

use super::Outcome;
use super::args::Cli;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    stdout().write_all(&page)?;
    Ok(Outcome::Done)
}
