//! `onrecord clean`.

use onrecord::render::View;

use super::args::Clean;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Clean) -> anyhow::Result<Outcome> {
    let mut options = output::options(View::Clean, &args.common.output);
    options.explain = args.explain;
    work::articles(&args.common, options, &Default::default())
}
