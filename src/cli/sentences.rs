//! `onrecord sentences`.

use onrecord::render::View;

use super::args::{QuoteStyle, Sentences};
use super::{Outcome, output, work};

pub(crate) fn run(args: &Sentences) -> anyhow::Result<Outcome> {
    let view = View::Sentences { whole: args.quotes == QuoteStyle::Whole };
    work::articles(&args.common, output::options(view, &args.common.output), &Default::default())
}
