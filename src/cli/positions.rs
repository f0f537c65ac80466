//! `onrecord positions`.

use onrecord::render::{self, View};

use super::args::{By, Positions};
use super::{Outcome, output, work};

pub(crate) fn run(args: &Positions) -> anyhow::Result<Outcome> {
    let by = match args.by {
        _ if args.ledger => render::By::Condition,
        By::Speaker => render::By::Speaker,
        By::Topic => render::By::Topic,
    };
    let mut options = output::options(View::Positions(by), &args.common.output);
    (options.filter, options.all, options.explain) = (work::filter(&args.which), args.which.all, args.which.explain);
    work::articles(&args.common, options, &Default::default())
}
