//! `onrecord positions`.

use onrecord::claim::position;
use onrecord::render::{self, View};

use super::args::{By, Positions, Sort};
use super::{Outcome, output, work};

pub(crate) fn run(args: &Positions) -> anyhow::Result<Outcome> {
    let by = match args.by {
        _ if args.ledger => render::By::Condition,
        By::Speaker => render::By::Speaker,
        By::Topic => render::By::Topic,
        By::Condition => render::By::Condition,
    };
    let view = match args {
        _ if args.open => View::Open,
        _ if args.quiet_parties => View::QuietParties,
        _ => View::Positions(by),
    };
    let mut options = output::options(view, &args.common.output);
    options.sort = match args.sort {
        Sort::Appearance => position::Sort::Appearance,
        Sort::Name => position::Sort::Name,
        Sort::Claims => position::Sort::Claims,
        Sort::Country => position::Sort::Country,
    };
    (options.filter, options.all, options.explain) = (work::filter(&args.which), args.which.all, args.which.explain);
    work::articles(&args.common, options, &Default::default())
}
