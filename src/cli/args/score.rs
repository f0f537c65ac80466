//! What `onrecord score` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::values::{attribution_floor, claim_floor, floor, resamples};
use super::{Output, Tokens};

#[derive(Debug, Subcommand)]
pub(crate) enum Score {
    /// ROUGE of summaries against reference summaries, with intervals
    ///
    /// ROUGE-1, ROUGE-2 and ROUGE-Lsum as Google's rouge-score counts them, to the last decimal shown. SYSTEM and REFERENCE are JSON Lines,
    /// an article a line, brought together by "id": {"id": "a1", "summary": ["First sentence.", "Second."]}. A summary may also be one
    /// text with a sentence a line; what `onrecord summarize --format jsonl` prints is read as it is; a reference may have several
    /// ("summaries": [[…], …]), over which an article's scores are averaged. The intervals hold 95 % of the means over articles drawn
    /// again and again, with replacement. Read ROUGE-1 together with ROUGE-2: shorter summaries alone lift ROUGE-1.
    #[command(after_help = "\
Examples:
  onrecord summarize --format jsonl articles.jsonl > ours.jsonl
  onrecord score summaries ours.jsonl references.jsonl
  onrecord summarize --method lead --format jsonl articles.jsonl > lead.jsonl
  onrecord score summaries ours.jsonl references.jsonl --against lead.jsonl

Exit codes: 0 scored, 1 less than --at-least asks for, 2 could not be scored.")]
    Summaries(ScoreSummaries),
    /// Precision, recall and F1 of attributions against those that people marked
    ///
    /// SYSTEM and GOLD are JSON Lines, an article a line, brought together by "id": {"id": "a1", "attributions": [{"source": [[0, 2]],
    /// "cue": [[3, 7]], "content": [[8, 29]]}]}, in characters; a gold line has the article's "text" too. What `onrecord attributions
    /// --format jsonl` prints is read as it is, whatever its --offsets. Source, cue and content are right if the run of words is just the same;
    /// attributions if their contents overlap (detect), and the sources too (loose), and contents by half (half), or both are the same (strict).
    #[command(after_help = "\
Examples:
  onrecord attributions --format jsonl articles.jsonl > ours.jsonl
  onrecord score attributions ours.jsonl gold.jsonl
  onrecord score attributions ours.jsonl gold.jsonl --at-least loose=75 --at-least direct.loose=90

Exit codes: 0 scored, 1 less than --at-least asks for, 2 could not be scored.")]
    Attributions(ScoreAttributions),
    /// Precision, recall and F1 of claims against those that people marked
    ///
    /// SYSTEM and GOLD are JSON Lines, an article a line, as for `score attributions`; an attribution also has its speaker and claims:
    /// {"speaker": ["Anna Ek"], "claims": [{"type": "commitment", "strength": "firm", "polarity": "positive", "content": [[8, 29]],
    /// "conditions": [], "topics": []}]}. What `onrecord claims --format jsonl` prints is read as it is. A gold claim may "accept" other
    /// types than its own, and a gold attribution other names ("speaker_accept").
    ///
    /// Attributions are paired if their contents overlap by half, and count with the share of speakers that is right (speaker); inside a
    /// pair, claims are paired by type and words, and then tell how often group, type, strength and polarity are right, and which
    /// conditions and topics are found. Last comes what a reader of the tables gets: commitments, demands and positions that are found,
    /// of the right group and under the right name (end_to_end), all and each of the three.
    #[command(after_help = "\
Examples:
  onrecord claims --format jsonl articles.jsonl > ours.jsonl
  onrecord score claims ours.jsonl gold.jsonl
  onrecord score claims ours.jsonl gold.jsonl --at-least end_to_end=60 --at-least type=70

Exit codes: 0 scored, 1 less than --at-least asks for, 2 could not be scored.")]
    Claims(ScoreClaims),
}

#[derive(Args, Debug)]
pub(crate) struct ScoreSummaries {
    /// The summaries to score, JSON Lines, or - for standard input
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: PathBuf,
    /// What people wrote, JSON Lines, or - for standard input
    #[arg(value_name = "REFERENCE")]
    pub(crate) reference: PathBuf,
    /// Another system's summaries to compare with, article by article
    #[arg(long, value_name = "OTHER")]
    pub(crate) against: Option<PathBuf>,
    /// What counts as a word: stemmed is for English (use_stemmer=True), plain the same without stems, unicode for other languages
    #[arg(long, value_enum, default_value_t)]
    pub(crate) tokens: Tokens,
    /// Show the scores of every article too
    #[arg(long)]
    pub(crate) each: bool,
    /// Exit with 1 if an F1 is lower: rouge1=30.5 (per cent); may be given more than once
    #[arg(long, value_name = "MEASURE=PERCENT", value_parser = floor)]
    pub(crate) at_least: Vec<(Measure, f64)>,
    #[command(flatten)]
    pub(crate) resampling: Resampling,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct ScoreAttributions {
    /// The attributions to score, JSON Lines, or - for standard input
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: PathBuf,
    /// The articles as people marked them, JSON Lines, or - for standard input
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// Exit with 1 if an F1 is lower: loose=75 or direct.loose=90 (per cent); may be given more than once
    #[arg(long, value_name = "MEASURE=PERCENT", value_parser = attribution_floor)]
    pub(crate) at_least: Vec<(String, f64)>,
    #[command(flatten)]
    pub(crate) resampling: Resampling,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct ScoreClaims {
    /// The claims to score, JSON Lines, or - for standard input
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: PathBuf,
    /// The articles as people marked them, JSON Lines, or - for standard input
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// Exit with 1 if an F1, or the accuracy of a label, is lower: end_to_end=60 or type=70 (per cent); may be given more than once
    #[arg(long, value_name = "MEASURE=PERCENT", value_parser = claim_floor)]
    pub(crate) at_least: Vec<(String, f64)>,
    #[command(flatten)]
    pub(crate) resampling: Resampling,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Which articles are scored, and how sure their figures are.
#[derive(Args, Debug)]
pub(crate) struct Resampling {
    /// Score the articles that every system has; otherwise a missing one is an error
    #[arg(long)]
    pub(crate) allow_missing: bool,
    /// How many resamples make an interval
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = resamples)]
    pub(crate) resamples: usize,
    /// Decides the resamples; the same seed gives the same intervals
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,
}

/// One of the measures of a summary.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Rouge1,
    Rouge2,
    RougeLsum,
}

impl Measure {
    /// As it is typed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rouge1 => "rouge1",
            Self::Rouge2 => "rouge2",
            Self::RougeLsum => "rougeLsum",
        }
    }
}
