//! How much of what a sentence says has been said by the sentences already taken.
//!
//! The measure is the cosine of the tf-idf vectors (Carbonell & Goldstein, "The use of MMR", SIGIR 1998). An inverted index finds the
//! sentences that share a term with the one just taken, so that a long document is not compared pair by pair; a term that very many sentences
//! hold tells nothing about sameness and is left out.

use super::tfidf::Vectors;

/// Terms in more sentences than this are not looked at: so each sentence taken costs at most its terms times this.
const MOST_HOLDERS: usize = 1000;

/// The similarity of each sentence to the nearest one taken.
pub(super) struct Said<'a> {
    vectors: &'a Vectors<'a>,
    /// For each term the sentences that hold it, with the weights there.
    holders: Vec<Vec<(usize, f64)>>,
    nearest: Vec<f64>,
    by: Vec<usize>,
}

impl<'a> Said<'a> {
    /// Nothing is taken yet. Cost: linear in the tokens.
    pub(super) fn new(vectors: &'a Vectors<'a>) -> Self {
        let mut holders = vec![Vec::new(); vectors.len()];
        for (index, sentence) in vectors.sentences.iter().enumerate() {
            sentence.iter().for_each(|(term, weight)| holders[*term].push((index, *weight)));
        }
        let count = vectors.sentences.len();
        Self { vectors, holders, nearest: vec![0.0; count], by: vec![0; count] }
    }

    /// How similar a sentence is to the nearest one taken, from 0 to 1, and which that is.
    pub(super) fn of(&self, sentence: usize) -> (f64, usize) {
        (self.nearest[sentence], self.by[sentence])
    }

    /// Takes a sentence.
    pub(super) fn take(&mut self, taken: usize) {
        let mut found: Vec<(usize, f64)> = Vec::new();
        for (term, weight) in &self.vectors.sentences[taken] {
            let holders = &self.holders[*term];
            if holders.len() <= MOST_HOLDERS {
                found.extend(holders.iter().map(|(sentence, other)| (*sentence, weight * other)));
            }
        }
        found.sort_by_key(|(sentence, _)| *sentence);
        for same in found.chunk_by(|a, b| a.0 == b.0) {
            let (sentence, cosine) = (same[0].0, same.iter().map(|(_, w)| w).sum::<f64>());
            if cosine > self.nearest[sentence] {
                self.nearest[sentence] = cosine;
                self.by[sentence] = taken;
            }
        }
    }
}
