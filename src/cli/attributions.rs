//! `onrecord attributions`.

use onrecord::render::View;

use super::args::Attributions;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Attributions) -> anyhow::Result<Outcome> {
    let mut options = output::options(View::Attributions, &args.common.output);
    options.explain = args.explain;
    options.filter.speaker.clone_from(&args.speaker);
    work::articles(&args.common, options, &Default::default())
}
