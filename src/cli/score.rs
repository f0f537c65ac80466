//! `onrecord score`.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use onrecord::files::{self, Whole};
use onrecord::render::{self, View};
use onrecord::score::{self, References, Report, Summaries};

use super::args::{Measure, Score, ScoreSummaries, Tokens};
use super::{Outcome, output};

pub(crate) fn run(args: &Score) -> anyhow::Result<Outcome> {
    match args {
        Score::Summaries(args) => summaries(args),
    }
}

fn summaries(args: &ScoreSummaries) -> anyhow::Result<Outcome> {
    let options = output::options(View::Summary, &args.output);
    if options.format.is_export() {
        bail!("this format is for claims: onrecord claims --format …");
    }
    if options.bom && !options.format.is_csv() {
        bail!("--bom is for --format csv");
    }
    if args.output.resume {
        bail!("--resume is for runs over articles; scores are one result, written whole");
    }
    let read = [Some(&args.system), Some(&args.reference), args.against.as_ref()];
    if read.into_iter().flatten().filter(|p| p.as_os_str() == "-").count() > 1 {
        bail!("standard input can be one of the files only");
    }
    let target = args.output.output.as_deref();
    if let Some(input) = read.into_iter().flatten().find(|input| target.is_some_and(|path| files::is_same(input, path))) {
        bail!("{}: is an input; write to another file", input.display());
    }
    let system = Summaries::from_bytes(&args.system, &bytes(&args.system)?)?;
    let references = References::from_bytes(&args.reference, &bytes(&args.reference)?)?;
    let other = args.against.as_ref().map(|path| anyhow::Ok(Summaries::from_bytes(path, &bytes(path)?)?)).transpose()?;
    let tokens = match args.tokens {
        Tokens::Stemmed => score::Tokens::Stemmed,
        Tokens::Plain => score::Tokens::Plain,
        Tokens::Unicode => score::Tokens::Unicode,
    };
    let how = score::Options { tokens, resamples: args.resamples, seed: args.seed, allow_missing: args.allow_missing };
    let report = score::score(&references, &system, other.as_ref(), &how)?;
    if let Some(path) = target {
        let mut out = Whole::create(path)?;
        render::scores(&report, tokens, args.each, &options, &mut out)?;
        out.commit()?;
    } else {
        let mut out = output::stdout(&args.output.manners);
        render::scores(&report, tokens, args.each, &options, &mut out)?;
        out.flush()?;
    }
    Ok(if args.at_least.iter().all(|(measure, least)| reaches(&report, *measure, *least)) { Outcome::Done } else { Outcome::Different })
}

/// Whether the system's F1 is at least so many per cent.
fn reaches(report: &Report, measure: Measure, least: f64) -> bool {
    let of = |m: &score::Measures<score::Interval>| match measure {
        Measure::Rouge1 => m.rouge1.f1.mean,
        Measure::Rouge2 => m.rouge2.f1.mean,
        Measure::RougeLsum => m.rouge_lsum.f1.mean,
    };
    let got = report.systems.first().map_or(0.0, |s| of(&s.measures)) * 100.0;
    if got < least {
        output::complain(&format!("F1 of {measure:?} is {got:.2}, less than the {least} asked for"));
    }
    got >= least
}

fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
    } else {
        bytes = std::fs::read(path).map_err(|e| onrecord::Error::io(path, "read", e))?;
    }
    Ok(bytes)
}
