//! `onrecord check`.

use super::Outcome;
use super::args::Check;

pub(crate) fn run(_args: &Check) -> anyhow::Result<Outcome> {
    Ok(Outcome::Failed)
}
