//! In: summaries and reference summaries, or attributions and claims and those that people marked. Out: a [`Report`] of ROUGE, or one of
//! precision, recall and F1 of [`attributions`] or [`claims`], all with intervals. Needs: of the other stages, the types of claims alone.
//!
//! `porter` stems, `lcs` finds common subsequences, `rouge` counts one summary, `bootstrap` says how sure a mean is, `corpus` reads files
//! of summaries, `marked` those of attributions and claims (`spans` their spans, `tokens` compares these), `lines` what all files have in
//! common.

pub mod attributions;
mod bootstrap;
pub mod claims;
mod corpus;
mod lcs;
mod lines;
mod marked;
mod porter;
mod rouge;
mod spans;
mod tokens;

pub use bootstrap::{Difference, Interval};
pub use corpus::{References, Summaries, Texts};
pub use rouge::{Prf, Rouge, Tokens, rouge};

use bootstrap::Draws;

/// How to score.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What counts as a word.
    pub tokens: Tokens,
    /// How many resamples make an interval.
    pub resamples: usize,
    /// Decides the resamples.
    pub seed: u64,
    /// Whether articles that a system lacks are left out; otherwise they are an error.
    pub allow_missing: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { tokens: Tokens::Stemmed, resamples: 2000, seed: 0, allow_missing: false }
    }
}

/// How many figures a summary gets: three measures of precision, recall and F1.
const FIGURES: usize = 9;

/// The three measures of one system, or the differences of two.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Measures<T> {
    /// ROUGE-1.
    pub rouge1: Triple<T>,
    /// ROUGE-2.
    pub rouge2: Triple<T>,
    /// ROUGE-Lsum.
    pub rouge_lsum: Triple<T>,
}

/// Precision, recall and F1, each as a mean with an interval.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Triple<T> {
    /// The share of the summary that the reference has too.
    pub precision: T,
    /// The share of the reference that the summary has too.
    pub recall: T,
    /// 2PR / (P + R).
    pub f1: T,
}

impl<T> Measures<T> {
    /// The measures with their names, in order.
    pub fn named(&self) -> [(&'static str, &Triple<T>); 3] {
        [("rouge1", &self.rouge1), ("rouge2", &self.rouge2), ("rougeLsum", &self.rouge_lsum)]
    }
}

impl<T: Copy> Measures<T> {
    fn from_figures(figures: [T; FIGURES]) -> Self {
        let triple = |at: usize| Triple { precision: figures[at], recall: figures[at + 1], f1: figures[at + 2] };
        Self { rouge1: triple(0), rouge2: triple(3), rouge_lsum: triple(6) }
    }
}

/// How good one system is.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemScores {
    /// What it is called: the file it came from.
    pub name: String,
    /// ROUGE over all articles.
    pub measures: Measures<Interval>,
    /// Words of a summary, divided by white space, on average.
    pub words: f64,
    /// Sentences of a summary, on average.
    pub sentences: f64,
    /// ROUGE of each article, in the order of [`Report::ids`]; the mean over its references.
    pub articles: Vec<Rouge>,
}

/// What scoring gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The articles scored, in the order of the references.
    pub ids: Vec<String>,
    /// How many articles were left out because a system lacks them.
    pub left_out: usize,
    /// The system, and the one it is compared with.
    pub systems: Vec<SystemScores>,
    /// The first system less the second.
    pub difference: Option<Measures<Difference>>,
}

/// Scores a system, and compares it with another where one is given. Cost: that of [`rouge()`] an article, then articles times resamples.
///
/// # Errors
/// An article that a system lacks, unless `allow_missing`; no article that all have.
pub fn score(references: &References, system: &Summaries, other: Option<&Summaries>, options: &Options) -> crate::Result<Report> {
    let systems: Vec<&Summaries> = std::iter::once(system).chain(other).collect();
    let ids = corpus::shared_ids(references, &systems, options.allow_missing)?;
    let draws = Draws::new(options.resamples, options.seed);
    let scores: Vec<SystemScores> = systems.iter().map(|s| scores(references, s, &ids, &draws, options.tokens)).collect();
    let difference = match &scores[..] {
        [one, two] => {
            let rows = one.articles.iter().zip(&two.articles).map(|(a, b)| {
                let (a, b) = (figures(a), figures(b));
                std::array::from_fn(|i| a[i] - b[i])
            });
            Some(Measures::from_figures(draws.intervals(&rows.collect::<Vec<_>>())))
        }
        _ => None,
    };
    let left_out = references.len() - ids.len();
    Ok(Report { ids: ids.into_iter().map(str::to_owned).collect(), left_out, systems: scores, difference })
}

fn scores(references: &References, system: &Summaries, ids: &[&str], draws: &Draws, tokens: Tokens) -> SystemScores {
    let mut articles = Vec::new();
    let (mut words, mut sentences) = (0, 0);
    for id in ids {
        let (Some(references), Some(summary)) = (references.get(id), system.get(id)) else { continue };
        let rows: Vec<[f64; FIGURES]> = references.iter().map(|r| figures(&rouge(r, summary, tokens))).collect();
        articles.push(from_figures(mean(&rows)));
        words += summary.iter().map(|s| s.split_whitespace().count()).sum::<usize>();
        sentences += summary.len();
    }
    let rows: Vec<[f64; FIGURES]> = articles.iter().map(figures).collect();
    let measures = Measures::from_figures(draws.intervals(&rows).map(|d| d.interval));
    let count = articles.len().max(1) as f64;
    SystemScores { name: system.name.clone(), measures, words: words as f64 / count, sentences: sentences as f64 / count, articles }
}

fn figures(scores: &Rouge) -> [f64; FIGURES] {
    let of = |s: &Prf| [s.precision, s.recall, s.f1];
    let parts = [of(&scores.rouge1), of(&scores.rouge2), of(&scores.rouge_lsum)];
    std::array::from_fn(|i| parts[i / 3][i % 3])
}

fn from_figures(f: [f64; FIGURES]) -> Rouge {
    let prf = |at: usize| Prf { precision: f[at], recall: f[at + 1], f1: f[at + 2] };
    Rouge { rouge1: prf(0), rouge2: prf(3), rouge_lsum: prf(6) }
}

fn mean(rows: &[[f64; FIGURES]]) -> [f64; FIGURES] {
    std::array::from_fn(|i| rows.iter().map(|r| r[i]).sum::<f64>() / rows.len().max(1) as f64)
}

/// Precision, recall and F1 from the first four counts: right and all of the system's, right and all of the gold's. 0 where there is none.
fn prf(counts: &[f64]) -> [f64; 3] {
    let (precision, recall) = (share(counts[0], counts[1]), share(counts[2], counts[3]));
    [precision, recall, share(2.0 * precision * recall, precision + recall)]
}

fn share(right: f64, all: f64) -> f64 {
    if all > 0.0 { right / all } else { 0.0 }
}
