//! What sentences are worth together: the best three are not the three best.
//!
//! To the scores of the sentences come a few numbers of the set: how much of what an editor would write its words and its pairs of words
//! are likely to be (`likely`), each counted once and measured as ROUGE measures (a share of the lengths of both, so that words that say
//! nothing cost); how alike its sentences are; how long it is. `words.tsv` has the weights. They are learnt by raising the expected ROUGE of
//! the set chosen (a softmax over the sets of an article; for sequences this is known as minimum risk training: S. Shen et al., ACL
//! 2016). All are counted for three sentences and scaled to as many as there are.

use super::likely::{Likely, STOP};
use super::tfidf::Vectors;
use super::words::Weights;
use crate::Document;
use crate::summarize::evidence;

/// The numbers of a set, by the names in `words.tsv` and in what `--explain` says.
pub(super) const SET: [&str; 5] = ["words", "pairs", "alike", "length", "length_squared"];
/// How many words an editor writes for each sentence that is asked for.
const WRITTEN: f64 = 15.0;
/// The words of a sentence as the length is counted.
const LONG: f64 = 20.0;

/// The numbers of a set.
pub(super) type SetRow = [f64; SET.len()];

/// What sets of an article's sentences are made of.
pub(super) struct Sets<'a> {
    vectors: &'a Vectors<'a>,
    likely: Likely,
    weights: &'static Weights,
    /// Of each sentence, its words and how many of them are stop words.
    sizes: Vec<(f64, f64)>,
    /// Where each word and pair was seen last, so that it counts once.
    seen_words: Vec<u32>,
    seen_pairs: Vec<u32>,
    turn: u32,
}

impl<'a> Sets<'a> {
    pub(super) fn new(doc: &Document, vectors: &'a Vectors<'a>, likely: Likely) -> Self {
        let (words, pairs) = (likely.words.len(), likely.pairs.len());
        Self {
            vectors,
            likely,
            weights: Weights::of(doc.language),
            sizes: sizes(doc),
            seen_words: vec![0; words],
            seen_pairs: vec![0; pairs],
            turn: 0,
        }
    }

    /// What each sign adds to the value of a set: its sentences, and the likeness of each two of them, summed up.
    pub(super) fn shares(&mut self, sentences: &[usize], alike: f64) -> SetRow {
        let row = self.row(sentences, alike);
        let scale = sentences.len() as f64 / 3.0;
        self.weights.shares(&row).map(|share| share * scale)
    }

    fn row(&mut self, sentences: &[usize], alike: f64) -> SetRow {
        self.turn += 1;
        let (mut words, mut pairs, mut length, mut stops) = (0.0, 0.0, 0.0, 0.0);
        for sentence in sentences {
            for (term, _) in &self.vectors.sentences[*sentence] {
                if std::mem::replace(&mut self.seen_words[*term], self.turn) != self.turn {
                    words += self.likely.words[*term];
                }
            }
            for pair in &self.likely.of_sentence[*sentence] {
                if std::mem::replace(&mut self.seen_pairs[*pair], self.turn) != self.turn {
                    pairs += self.likely.pairs[*pair];
                }
            }
            length += self.sizes[*sentence].0;
            stops += self.sizes[*sentence].1;
        }
        let count = sentences.len().max(1) as f64;
        let both = (length + WRITTEN * count).max(1.0);
        let long = length / count / LONG;
        let alike = if count > 1.0 { alike * 2.0 / (count - 1.0) * (3.0 / count) } else { 0.0 };
        [(words + STOP * stops) * 10.0 / both, pairs * 20.0 / both, alike, long, long * long]
    }
}

/// Of each sentence, its words and how many of them are stop words.
pub(super) fn sizes(doc: &Document) -> Vec<(f64, f64)> {
    let stops = |s: &crate::document::Sentence| {
        let words = doc.tokens[s.tokens.clone()].iter().filter(|t| t.kind != crate::document::TokenKind::Mark);
        words.filter(|t| doc.vocabulary.is_stop(t.word)).count() as f64
    };
    doc.sentences.iter().enumerate().map(|(i, s)| (evidence::words(doc, i) as f64, stops(s))).collect()
}
