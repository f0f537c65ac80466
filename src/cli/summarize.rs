//! `onrecord summarize`.

use onrecord::render::View;
use onrecord::summarize::{self, Length};

use super::args::{Method, Order, Summarize};
use super::{Outcome, output, together, work};

pub(crate) fn run(args: &Summarize) -> anyhow::Result<Outcome> {
    if args.features {
        return together::features(&args.common);
    }
    let mut options = output::options(View::Summary, &args.common.output);
    options.explain = args.explain;
    if args.focus.is_some() && args.method != Method::Tfidf {
        anyhow::bail!("--focus is for --method tfidf: the other methods are as their papers have them");
    }
    if args.seed.is_some() && args.method != Method::Random {
        anyhow::bail!("--seed is for --method random: the other methods leave nothing to chance");
    }
    let lengths = [
        args.sentences.map(Length::Sentences),
        args.words.map(Length::Words),
        args.chars.map(Length::Chars),
        args.ratio.map(Length::Ratio),
    ];
    let wanted = summarize::Options {
        length: lengths.into_iter().flatten().next().unwrap_or(summarize::Options::default().length),
        method: match args.method {
            Method::Tfidf => summarize::Method::TfIdf,
            Method::Lead => summarize::Method::Lead,
            Method::Centroid => summarize::Method::Centroid,
            Method::Luhn => summarize::Method::Luhn,
            Method::Edmundson => summarize::Method::Edmundson,
            Method::Lsa => summarize::Method::Lsa,
            Method::Lexrank => summarize::Method::LexRank,
            Method::Textrank => summarize::Method::TextRank,
            Method::Sumbasic => summarize::Method::SumBasic,
            Method::Kl => summarize::Method::Kl,
            Method::Random => summarize::Method::Random,
        },
        order: match args.order {
            Order::Document => summarize::Order::Document,
            Order::Rank => summarize::Order::Rank,
        },
        focus: args.focus.clone(),
        seed: args.seed.unwrap_or_default(),
        names: !args.no_names,
        explain: args.explain,
    };
    if args.together { together::together(&args.common, options, &wanted) } else { work::articles(&args.common, options, &wanted) }
}
