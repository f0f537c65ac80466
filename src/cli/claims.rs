//! `onrecord claims`.

use onrecord::render::View;

use super::args::Claims;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Claims) -> anyhow::Result<Outcome> {
    let mut options = output::options(View::Claims, &args.common.output);
    (options.filter, options.all, options.explain) = (work::filter(&args.which), args.which.all, args.which.explain);
    work::articles(&args.common, options, &Default::default())
}
