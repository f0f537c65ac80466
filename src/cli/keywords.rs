//! `onrecord keywords`.

use onrecord::render::View;

use super::args::Keywords;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Keywords) -> anyhow::Result<Outcome> {
    work::articles(&args.common, output::options(View::Keywords { most: args.number }, &args.common.output), &Default::default())
}
