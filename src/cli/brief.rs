//! `onrecord brief`.

use onrecord::render::View;
use onrecord::summarize::{Length, Options};

use super::args::Brief;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Brief) -> anyhow::Result<Outcome> {
    let mut options = output::options(View::Brief, &args.common.output);
    options.all = args.all;
    let wanted = Options { length: Length::Sentences(args.sentences), names: !args.no_names, ..Options::default() };
    work::articles(&args.common, options, &wanted)
}
