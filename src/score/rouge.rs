//! ROUGE: how many of the words, pairs of words and longest common subsequences of a reference summary another summary has.
//!
//! C.-Y. Lin, "ROUGE: a package for automatic evaluation of summaries", ACL workshop Text Summarization Branches Out, 2004, as Google's
//! `rouge-score` 0.1.2 counts:
//!
//! - **ROUGE-1, ROUGE-2**: words and pairs in both, each as often as the one that has it less often. Precision is their share of the
//!   summary's, recall of the reference's, F1 = 2PR / (P + R).
//! - **ROUGE-Lsum**: for each sentence of the reference the union of its longest common subsequences with all sentences of the summary; a
//!   word counts no more often than each side has it.
//!
//! Reference "The truce holds. Ships sail." and summary "The truce holds in May.": words the truce hold | ship sail, and the truce hold in
//! may (Porter stems of words of more than three letters). ROUGE-1: 3 common; P = 3/5, R = 3/5. ROUGE-2: "the truce", "truce hold" of 4
//! and 4 pairs, 0.5. ROUGE-Lsum: 3 of 5 again.

use std::collections::HashMap;

use super::lcs::common;
use super::porter;

/// What counts as a word, and when two words are the same.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Tokens {
    /// Runs of ASCII letters and digits in lower case, words of more than three letters as their Porter stems: `use_stemmer=True`.
    #[default]
    Stemmed,
    /// The same without stems: `use_stemmer=False`.
    Plain,
    /// Runs of letters and digits of any script in lower case, without stems, for languages other than English.
    Unicode,
}

impl Tokens {
    /// The name used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stemmed => "stemmed",
            Self::Plain => "plain",
            Self::Unicode => "unicode",
        }
    }
}

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Prf {
    /// The share of the summary that the reference has too.
    pub precision: f64,
    /// The share of the reference that the summary has too.
    pub recall: f64,
    /// 2PR / (P + R), 0 where both are 0.
    pub f1: f64,
}

impl Prf {
    fn new(hits: usize, summary: usize, reference: usize) -> Self {
        let share = |of: usize| if of == 0 { 0.0 } else { hits as f64 / of as f64 };
        let (precision, recall) = (share(summary), share(reference));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

/// The three measures of one summary.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Rouge {
    /// Words.
    pub rouge1: Prf,
    /// Pairs of words.
    pub rouge2: Prf,
    /// Longest common subsequences of sentences.
    pub rouge_lsum: Prf,
}

/// Scores a summary against a reference, both as sentences.
///
/// Cost: linear in the words for ROUGE-1 and -2; for ROUGE-Lsum the product of the words of both in time, their sum times a logarithm in
/// memory.
///
/// ```
/// use onrecord::score::{Tokens, rouge};
///
/// let scores = rouge(&["The truce holds.", "Ships sail."], &["The truce holds in May."], Tokens::Stemmed);
/// assert_eq!((scores.rouge1.f1, scores.rouge2.f1, scores.rouge_lsum.f1), (0.6, 0.5, 0.6));
/// ```
#[must_use]
pub fn rouge<S: AsRef<str>>(reference: &[S], summary: &[S], tokens: Tokens) -> Rouge {
    let mut words = Words { ids: HashMap::new(), tokens };
    let mut sentences = |texts: &[S]| -> Vec<Vec<Id>> {
        // Sentences are lines to rouge-score, and empty ones are no sentences.
        texts.iter().flat_map(|t| t.as_ref().split('\n')).map(|line| words.of(line)).collect()
    };
    let (reference, summary) = (sentences(reference), sentences(summary));
    let (all_reference, all_summary) = (reference.concat(), summary.concat());
    let singles = |all: &[Id]| counts(all.iter().copied());
    let pairs = |all: &[Id]| counts(all.windows(2).map(|w| (w[0], w[1])));
    Rouge {
        rouge1: overlap(&singles(&all_reference), &singles(&all_summary)),
        rouge2: overlap(&pairs(&all_reference), &pairs(&all_summary)),
        rouge_lsum: Prf::new(lsum_hits(&reference, &summary), all_summary.len(), all_reference.len()),
    }
}

/// A distinct word.
type Id = u32;

/// Numbers the words.
struct Words {
    ids: HashMap<String, Id>,
    tokens: Tokens,
}

impl Words {
    fn of(&mut self, text: &str) -> Vec<Id> {
        let lower = text.to_lowercase();
        let inside = |c: char| match self.tokens {
            Tokens::Unicode => c.is_alphanumeric() || c == '_',
            Tokens::Stemmed | Tokens::Plain => c.is_ascii_alphanumeric(),
        };
        let words = lower.split(|c| !inside(c)).filter(|w| !w.is_empty());
        let mut ids = Vec::new();
        for word in words {
            let stemmed = self.tokens == Tokens::Stemmed && word.len() > 3;
            let word = if stemmed { porter::stem(word) } else { word.to_owned() };
            let next = Id::try_from(self.ids.len()).unwrap_or(Id::MAX);
            ids.push(*self.ids.entry(word).or_insert(next));
        }
        ids
    }
}

fn counts<T: std::hash::Hash + Eq>(items: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    items.for_each(|item| *counts.entry(item).or_insert(0) += 1);
    counts
}

fn overlap<T: std::hash::Hash + Eq>(reference: &HashMap<T, usize>, summary: &HashMap<T, usize>) -> Prf {
    let hits = reference.iter().map(|(item, n)| n.min(summary.get(item).unwrap_or(&0))).sum();
    Prf::new(hits, summary.values().sum(), reference.values().sum())
}

/// How many words of the reference lie in common subsequences, none counted more often than both sides have it.
fn lsum_hits(reference: &[Vec<Id>], summary: &[Vec<Id>]) -> usize {
    let left = |sentences: &[Vec<Id>]| counts(sentences.iter().flatten().copied());
    let (mut in_reference, mut in_summary) = (left(reference), left(summary));
    let mut hits = 0;
    for sentence in reference {
        let mut union = vec![false; sentence.len()];
        for other in summary {
            common(sentence, other).into_iter().for_each(|i| union[i] = true);
        }
        for word in sentence.iter().zip(union).filter_map(|(word, common)| common.then_some(word)) {
            if let (Some(a @ 1..), Some(b @ 1..)) = (in_reference.get_mut(word), in_summary.get_mut(word)) {
                *a -= 1;
                *b -= 1;
                hits += 1;
            }
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_scores_nothing() {
        let none: [&str; 0] = [];
        assert_eq!(rouge(&none, &["a b"], Tokens::Stemmed), Rouge::default());
        assert_eq!(rouge(&["a b"], &none, Tokens::Stemmed), Rouge::default());
        assert_eq!(rouge(&["…", ""], &["—"], Tokens::Stemmed), Rouge::default());
    }

    #[test]
    fn tokens_by_choice() {
        let f1 = |tokens| rouge(&["Élan récolté: ships sailed"], &["élan ship sailing"], tokens).rouge1.f1;
        assert!(f1(Tokens::Stemmed) > f1(Tokens::Plain));
        assert!((f1(Tokens::Unicode) - 2.0 / 7.0).abs() < 1e-9);
    }
}
