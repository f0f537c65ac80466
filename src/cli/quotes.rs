//! `onrecord quotes`.

use onrecord::render::View;

use super::args::Quotes;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Quotes) -> anyhow::Result<Outcome> {
    work::articles(&args.common, output::options(View::Quotes, &args.common.output), &Default::default())
}
