//! `onrecord summarize`.

use onrecord::render::View;
use onrecord::summarize::{self, Length};

use super::args::{Method, Order, Summarize};
use super::{Outcome, output, work};

pub(crate) fn run(args: &Summarize) -> anyhow::Result<Outcome> {
    if args.features {
        return work::features(&args.common);
    }
    let mut options = output::options(View::Summary, &args.common.output);
    options.explain = args.explain;
    let lengths = [args.sentences.map(Length::Sentences), args.words.map(Length::Words), args.ratio.map(Length::Ratio)];
    let wanted = summarize::Options {
        length: lengths.into_iter().flatten().next().unwrap_or(summarize::Options::default().length),
        method: match args.method {
            Method::Tfidf => summarize::Method::TfIdf,
            Method::Lead => summarize::Method::Lead,
        },
        order: match args.order {
            Order::Document => summarize::Order::Document,
            Order::Rank => summarize::Order::Rank,
        },
        focus: args.focus.clone(),
    };
    work::articles(&args.common, options, &wanted)
}
