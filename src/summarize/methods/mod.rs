//! The methods that people know, one a file with its paper. Each gives a score a sentence and knows nothing of choosing.
//!
//! They stand for themselves, as their papers have them: what scores highest is taken, whole quotations only, without holding back
//! what leans on the sentence before or repeats another. All are linear in the words, or nearly: `graph` says where pairs of sentences are passed
//! over in texts of many thousand.

mod centroid;
mod edmundson;
mod graph;
mod kl;
mod lexrank;
mod lsa;
mod luhn;
mod random;
mod sumbasic;
mod terms;
mod textrank;

use std::cmp::Ordering;

use super::Method;
use super::evidence::{self, Scored, Sign};
use crate::{Document, Lexicon};
use terms::Terms;

/// The scores of a document's sentences by a method of the field; `None` for the method of this program. Cost: see each method.
pub(super) fn score(method: Method, doc: &Document, seed: u64, lexicon: &Lexicon) -> Option<Vec<Scored>> {
    let (what, scores) = match method {
        Method::TfIdf => return None,
        Method::Lead => return Some(evidence::lead(doc)),
        Method::Edmundson => return Some(edmundson::score(doc, lexicon)),
        Method::Random => ("chance", random::score(doc, seed)),
        Method::Centroid => ("likeness to the article", centroid::score(&Terms::new(doc))),
        Method::Luhn => ("best cluster", luhn::score(&Terms::new(doc))),
        Method::Lsa => ("main topics", lsa::score(&Terms::new(doc))),
        Method::LexRank => ("centrality", lexrank::score(&Terms::new(doc))),
        Method::TextRank => ("centrality", textrank::score(&Terms::new(doc))),
        Method::SumBasic => ("turn", sumbasic::score(&Terms::new(doc))),
        Method::Kl => ("turn", kl::score(&Terms::new(doc))),
    };
    Some(scores.into_iter().map(|score| Scored { score, signs: vec![Sign { what, share: score }] }).collect())
}

/// Divides by the highest.
fn to_one(mut scores: Vec<f64>) -> Vec<f64> {
    let highest = scores.iter().copied().fold(0.0, f64::max);
    if highest > 0.0 {
        scores.iter_mut().for_each(|s| *s /= highest);
    }
    scores
}

/// Scores that tell the turn: 1 for the sentence taken first, 1 / N for the last.
fn by_turn(turns: &[usize]) -> Vec<f64> {
    let mut scores = vec![0.0; turns.len()];
    for (turn, sentence) in turns.iter().enumerate() {
        scores[*sentence] = (turns.len() - turn) as f64 / turns.len() as f64;
    }
    scores
}

/// A number that can be ordered.
#[derive(Copy, Clone, Debug)]
struct Worth(f64);

impl Ord for Worth {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Worth {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Worth {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::read::Raw;

    /// The terms of a text.
    pub(super) fn terms(text: &str) -> Terms {
        Terms::new(&parse(Raw::text("t", text), Lexicon::english()))
    }

    /// Three decimals.
    pub(super) fn rounded(scores: &[f64]) -> Vec<f64> {
        scores.iter().map(|s| (s * 1000.0).round() / 1000.0).collect()
    }
}
