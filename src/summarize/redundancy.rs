//! How much of what a sentence says has been said by the sentences already taken.
//!
//! The measure is the share of the distinct terms of the shorter of two sentences that the other holds too: 1 where one says nothing that
//! the other does not. The cosine of tf-idf vectors, usual in MMR (Carbonell & Goldstein, "The use of MMR", SIGIR 1998), stays low where a
//! long sentence holds a short one, and where the shared words are the ones that the whole article shares; both are the repetitions that
//! readers notice in news. An inverted index finds the sentences that
//! share a term with the one just taken, so that a long document is not compared pair by pair.
//!
//! Beside it stands the blocking of repeated phrases (Paulus et al. 2017 block trigrams): three words of meaning in a row, none of them a
//! name, that were said already sound like an echo even where the rest is new.

use std::ops::Range;

use foldhash::{HashSet, HashSetExt};

use super::tfidf::{Term, Vectors};
use crate::Document;
use crate::document::TokenKind;

/// Terms in more sentences than this tell nothing about sameness and are not looked at: so each sentence taken costs at most its terms
/// times this.
const MOST_HOLDERS: usize = 200;

/// The likeness of each sentence to the nearest one taken.
pub(super) struct Said<'a> {
    vectors: &'a Vectors<'a>,
    /// For each term the sentences that hold it.
    holders: Vec<Vec<usize>>,
    nearest: Vec<f64>,
    by: Vec<usize>,
    /// The phrases of each sentence, and those said already.
    phrases: Vec<Vec<Phrase>>,
    heard: HashSet<Phrase>,
}

/// Three words in a row.
type Phrase = [Term; 3];

impl<'a> Said<'a> {
    /// Nothing is taken yet. Cost: linear in the tokens.
    pub(super) fn new(doc: &Document, vectors: &'a Vectors<'a>) -> Self {
        let mut holders = vec![Vec::new(); vectors.len()];
        for (index, sentence) in vectors.sentences.iter().enumerate() {
            sentence.iter().for_each(|(term, _)| holders[*term].push(index));
        }
        let count = vectors.sentences.len();
        let phrases = doc.sentences.iter().map(|s| phrases(doc, vectors, s.tokens.clone())).collect();
        Self { vectors, holders, nearest: vec![0.0; count], by: vec![0; count], phrases, heard: HashSet::new() }
    }

    /// How like a sentence is to the nearest one taken, from 0 to 1, and which that is.
    pub(super) fn of(&self, sentence: usize) -> (f64, usize) {
        (self.nearest[sentence], self.by[sentence])
    }

    /// Whether a sentence repeats a phrase.
    pub(super) fn echoes(&self, sentence: usize) -> bool {
        self.phrases[sentence].iter().any(|p| self.heard.contains(p))
    }

    /// Takes a sentence.
    pub(super) fn take(&mut self, taken: usize) {
        self.heard.extend(&self.phrases[taken]);
        let mut shared: Vec<usize> = Vec::new();
        for (term, _) in &self.vectors.sentences[taken] {
            let holders = &self.holders[*term];
            if holders.len() <= MOST_HOLDERS {
                shared.extend(holders);
            }
        }
        shared.sort_unstable();
        for same in shared.chunk_by(|a, b| a == b) {
            let sentence = same[0];
            let shorter = self.vectors.sentences[sentence].len().min(self.vectors.sentences[taken].len());
            let like = same.len() as f64 / shorter.max(1) as f64;
            if like > self.nearest[sentence] {
                self.nearest[sentence] = like;
                self.by[sentence] = taken;
            }
        }
    }
}

/// Every three words of meaning in a row that are written in lower case; marks between them do not count.
fn phrases(doc: &Document, vectors: &Vectors<'_>, tokens: Range<usize>) -> Vec<Phrase> {
    let words = tokens.filter(|t| doc.tokens[*t].kind == TokenKind::Word);
    let terms: Vec<Option<Term>> = words
        .map(|t| {
            let plain = doc.slice(doc.tokens[t].span).starts_with(char::is_lowercase);
            vectors.term_of(doc.tokens[t].word).filter(|_| plain)
        })
        .collect();
    terms.windows(3).filter_map(|w| Some([w[0]?, w[1]?, w[2]?])).collect()
}
