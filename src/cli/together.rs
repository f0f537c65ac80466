//! `onrecord summarize --together`: one summary of all inputs; and the features of every sentence, for training.

use std::io::Write;

use anyhow::{bail, ensure};
use onrecord::read::{Raw, Unread};
use onrecord::render::{self, Format, Options};
use onrecord::summarize;
use onrecord::{Lexicon, parse_as};

use super::args::Common;
use super::find::Search;
use super::{Outcome, find, output, work};

/// Reads every input, then writes one summary of all.
pub(crate) fn together(common: &Common, options: Options, summary: &summarize::Options) -> anyhow::Result<Outcome> {
    work::possible(common, &options)?;
    ensure!(!common.output.resume, "--resume is for one summary an article, not for --together");
    ensure!(options.format != Format::Parquet, "--format parquet is for one summary an article, not for --together");
    ensure!(common.dedupe.is_none(), "--dedupe is for one summary an article; --together says nothing twice");
    let own = work::lexicon(&common.words)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::english());
    let mut outcome = Outcome::Done;
    let mut documents = Vec::new();
    for raw in raws(common) {
        match raw? {
            Ok(raw) => documents.push(parse_as(raw, common.language, lexicon)),
            Err(error) => {
                output::complain(&error.to_string());
                outcome = Outcome::Failed;
            }
        }
    }
    let found = summarize::together(&documents, summary, lexicon);
    if let Some(remark) = &found.remark {
        output::remark(&common.output.manners, remark);
    }
    write(common, |out| render::together(&documents, &found, &options, out))?;
    Ok(outcome)
}

/// Writes the features of every sentence, for training.
pub(crate) fn features(common: &Common) -> anyhow::Result<Outcome> {
    let lexicon = Lexicon::english();
    write(common, |out| {
        for raw in raws(common) {
            let raw = raw.map_err(std::io::Error::other)?.map_err(std::io::Error::other)?;
            let doc = parse_as(raw, common.language, lexicon);
            let known = summarize::training(&doc, lexicon);
            let rounded = |rows: Vec<Vec<f64>>| -> Vec<Vec<f64>> {
                rows.into_iter().map(|r| r.into_iter().map(|v| (v * 1e4).round() / 1e4).collect()).collect()
            };
            let texts: Vec<&str> = doc.sentences.iter().map(|s| doc.slice(s.span)).collect();
            let line = serde_json::json!({
                "id": doc.meta.id, "language": doc.language.code(), "names": known.names, "texts": texts, "rows": rounded(known.rows),
                "terms": known.terms, "words": rounded(known.words), "words_of": known.words_of, "pair_words": known.pair_words, "pair_stems": known.pair_stems,
                "pairs": rounded(known.pairs), "pairs_of": known.pairs_of, "sizes": known.sizes,
            });
            writeln!(out, "{line}")?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// Writes what was asked for, never over an input.
fn write(common: &Common, to: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> anyhow::Result<()> {
    if let Some(path) = &common.output.output {
        find::apart(&common.inputs, path)?;
    }
    output::write(&common.output, to)
}

/// The articles of the inputs, in order, each read when it is asked for.
fn raws(common: &Common) -> impl Iterator<Item = anyhow::Result<onrecord::Result<Raw>>> {
    Search::new(common, work::reading(common)).articles().map(|found| match found {
        Ok(unread) => Ok(unread.and_then(Unread::read)),
        Err(reason) => bail!(reason),
    })
}
