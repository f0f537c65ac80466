//! `onrecord score`.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use onrecord::files;
use onrecord::render::{self, Options, View};
use onrecord::score::{self, References, Report, Summaries, attributions, claims};

use super::args::{Measure, Output, Resampling, Score, ScoreAttributions, ScoreClaims, ScoreSummaries, Tokens};
use super::{Outcome, find, output};

pub(crate) fn run(args: &Score) -> anyhow::Result<Outcome> {
    match args {
        Score::Summaries(args) => summaries(args),
        Score::Attributions(args) => attributions(args),
        Score::Claims(args) => claims(args),
    }
}

fn summaries(args: &ScoreSummaries) -> anyhow::Result<Outcome> {
    let read = [Some(&args.system), Some(&args.reference), args.against.as_ref()];
    let options = possible(&args.output, &read.into_iter().flatten().map(|p| p.as_path()).collect::<Vec<_>>())?;
    let system = Summaries::from_bytes(&args.system, &bytes(&args.system)?)?;
    let references = References::from_bytes(&args.reference, &bytes(&args.reference)?)?;
    let other = args.against.as_ref().map(|path| anyhow::Ok(Summaries::from_bytes(path, &bytes(path)?)?)).transpose()?;
    let tokens = match args.tokens {
        Tokens::Stemmed => score::Tokens::Stemmed,
        Tokens::Plain => score::Tokens::Plain,
        Tokens::Unicode => score::Tokens::Unicode,
    };
    let report = score::score(&references, &system, other.as_ref(), &how(&args.resampling, tokens))?;
    output::write(&args.output, |out| render::scores(&report, tokens, args.each, &options, out))?;
    let short = args.at_least.iter().filter(|(measure, least)| !reaches("F1", measure.name(), f1(&report, *measure), *least));
    Ok(if short.count() == 0 { Outcome::Done } else { Outcome::Different })
}

fn attributions(args: &ScoreAttributions) -> anyhow::Result<Outcome> {
    let options = possible(&args.output, &[&args.system, &args.gold])?;
    let system = attributions::Found::from_bytes(&args.system, &bytes(&args.system)?)?;
    let gold = attributions::Gold::from_bytes(&args.gold, &bytes(&args.gold)?)?;
    let report = attributions::score(&gold, &system, &how(&args.resampling, score::Tokens::default()))?;
    output::write(&args.output, |out| render::attribution_scores(&report, &options, out))?;
    let f1 = |name: &str| report.get(name).map_or(0.0, |m| m.scores.f1.mean);
    let short = args.at_least.iter().filter(|(name, least)| !reaches("F1", name, f1(name), *least));
    Ok(if short.count() == 0 { Outcome::Done } else { Outcome::Different })
}

fn claims(args: &ScoreClaims) -> anyhow::Result<Outcome> {
    let options = possible(&args.output, &[&args.system, &args.gold])?;
    let system = claims::Found::from_bytes(&args.system, &bytes(&args.system)?)?;
    let gold = claims::Gold::from_bytes(&args.gold, &bytes(&args.gold)?)?;
    let report = claims::score(&gold, &system, &how(&args.resampling, score::Tokens::default()))?;
    output::write(&args.output, |out| render::claim_scores(&report, &options, out))?;
    let figure = |name: &str| if claims::LABELS.contains(&name) { "accuracy" } else { "F1" };
    let got = |name: &str| report.get(name).map_or(0.0, |i| i.mean);
    let short = args.at_least.iter().filter(|(name, least)| !reaches(figure(name), name, got(name), *least));
    Ok(if short.count() == 0 { Outcome::Done } else { Outcome::Different })
}

/// How to write; what cannot be done is said before anything is read.
fn possible(output: &Output, inputs: &[&Path]) -> anyhow::Result<Options> {
    let options = output::options(View::Summary, output);
    if options.format.is_export() {
        bail!("this format is for claims: onrecord claims --format …");
    }
    if options.bom && !options.format.is_csv() {
        bail!("--bom is for --format csv");
    }
    if output.resume {
        bail!("--resume is for runs over articles; scores are one result, written whole");
    }
    if inputs.iter().filter(|p| p.as_os_str() == "-").count() > 1 {
        bail!("standard input can be one of the files only");
    }
    if let Some(input) = inputs.iter().find(|input| output.output.as_deref().is_some_and(|path| files::is_same(input, path))) {
        bail!(find::is_input(input));
    }
    Ok(options)
}

fn how(args: &Resampling, tokens: score::Tokens) -> score::Options {
    score::Options { tokens, resamples: args.resamples, seed: args.seed, allow_missing: args.allow_missing }
}

fn f1(report: &Report, measure: Measure) -> f64 {
    report.systems.first().map_or(0.0, |s| match measure {
        Measure::Rouge1 => s.measures.rouge1.f1.mean,
        Measure::Rouge2 => s.measures.rouge2.f1.mean,
        Measure::RougeLsum => s.measures.rouge_lsum.f1.mean,
    })
}

/// Whether a figure is at least so many per cent.
fn reaches(figure: &str, name: &str, share: f64, least: f64) -> bool {
    let got = share * 100.0;
    if got < least {
        output::complain(&format!("{figure} of {name} is {got:.2}, less than the {least} asked for"));
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
