//! `onrecord why`.

use onrecord::render::View;

use super::args::Why;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Why) -> anyhow::Result<Outcome> {
    work::articles(&args.common, output::options(View::Why(args.id), &args.common.output), &Default::default())
}
