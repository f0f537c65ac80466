//! `onrecord brief`.

use onrecord::render::View;
use onrecord::summarize::{Length, Options};

use super::args::Brief;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Brief) -> anyhow::Result<Outcome> {
    let mut options = output::options(View::Brief, &args.common.output);
    options.all = args.all;
    work::articles(&args.common, options, &Options { length: Length::Sentences(args.sentences), ..Options::default() })
}
