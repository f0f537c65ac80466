//! TF-IDF: how much each sentence says of what its article is about.
//!
//! The sentences of one article are the documents; the terms are the stems of its words that are no stop words. Luhn (1958) took the
//! sentences in which the frequent words of a text crowd; Spärck Jones (1972) saw that a word tells the more the fewer documents hold
//! it; Salton & Buckley (1988) named the ways to multiply the two. This is their **`ltc`**: for a term `t` of a sentence `s`,
//!
//! ```text
//! l   1 + ln tf(t, s)            how often the sentence says it, damped
//! t   ln((N + 1) / df(t))        N sentences, df(t) of them hold it; N + 1, so that a term that all hold keeps a small weight
//! c   divided by the length      of the vector of the sentence, so that a long sentence does not win by its length
//! ```
//!
//! and the *centrality* of a sentence is the cosine between its vector and the sum of all vectors: what most sentences talk about
//! is what the article is about. The *forward centrality* sums up the similarity to later sentences only: in a news report, what is
//! taken up again afterwards is the news (Zheng & Lapata 2019 found the same for neural vectors). Both are divided by the highest in the
//! article, so 1 is the best sentence.
//!
//! Three sentences, N = 3, terms in brackets:
//!
//! ```text
//! A  Norland [norland] signed [sign] the truce [truce].            df: norland 2, sign 1, truce 2, rain 1
//! B  The truce [truce] binds Norland [norland].  ("binds": [bind], df 1)
//! C  It rained [rain].
//! weights before c: norland, truce  ln(4/2) = 0.693;  sign, bind, rain  ln(4/1) = 1.386
//! length of A and B: sqrt(0.693² + 1.386² + 0.693²) = 1.698; of C 1.386
//! A = (norland 0.408, sign 0.816, truce 0.408), B = (norland 0.408, bind 0.816, truce 0.408), C = (rain 1)
//! sum = (norland 0.816, sign 0.816, truce 0.816, bind 0.816, rain 1), its length 1.915
//! centrality: A = B = (0.408·0.816 + 0.816·0.816 + 0.408·0.816) / 1.915 = 0.696, C = 1 / 1.915 = 0.522
//! forward:    A·B = 0.408² + 0.408² = 0.333 for A, 0 for B and C
//! ```
//!
//! When it fails: on texts of a few sentences, where every term is rare; on texts about several things, where the sum points between
//! them. Cost: linear in the tokens.
//!
//! - H. P. Luhn, "The automatic creation of literature abstracts", IBM Journal 2(2), 1958.
//! - K. Spärck Jones, "A statistical interpretation of term specificity", Journal of Documentation 28(1), 1972.
//! - G. Salton & C. Buckley, "Term-weighting approaches in automatic text retrieval", IP&M 24(5), 1988.

use std::rc::Rc;

use foldhash::{HashMap, HashMapExt};

use crate::Document;
use crate::document::WordId;

/// A term of an article, as an index from 0.
pub(super) type Term = usize;

/// The sentences of an article as vectors of unit length.
pub(super) struct Vectors<'a> {
    /// For each sentence its terms with their weights, in order of the terms.
    pub(super) sentences: Vec<Vec<(Term, f64)>>,
    terms: Rc<Terms<'a>>,
    /// How often each sentence says each of its terms, in the order of `sentences`.
    counts: Rc<Vec<Vec<f64>>>,
    sum: Vec<f64>,
    sum_length: f64,
}

/// The terms of an article.
struct Terms<'a> {
    /// The stem of each, and the token where it first stands.
    all: Vec<(&'a str, usize)>,
    ids: HashMap<&'a str, Term>,
    /// The term of each distinct word.
    of_word: Vec<Asked>,
    /// The terms of the sentence being counted.
    found: Vec<Term>,
}

impl<'a> Terms<'a> {
    /// The terms of some tokens with the times they occur.
    fn count(&mut self, doc: &'a Document, tokens: std::ops::Range<usize>) -> Vec<(Term, f64)> {
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        for at in tokens {
            let word = doc.tokens[at].word;
            found.extend(match self.of_word[word.index()] {
                Asked::Stop => None,
                Asked::Term(term) => Some(term),
                Asked::No => self.ask(doc, word, at),
            });
        }
        found.sort_unstable();
        let mut counted = Vec::with_capacity(found.len());
        counted.extend(found.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)));
        self.found = found;
        counted
    }

    /// The term of a word that stands first at a token.
    fn ask(&mut self, doc: &'a Document, word: WordId, token: usize) -> Option<Term> {
        let stem = doc.vocabulary.stem(word);
        let all = &mut self.all;
        let term = (!doc.vocabulary.is_stop(word)).then(|| {
            *self.ids.entry(stem).or_insert_with(|| {
                all.push((stem, token));
                all.len() - 1
            })
        });
        self.of_word[word.index()] = term.map_or(Asked::Stop, Asked::Term);
        term
    }
}

/// What is known of a word of the article.
#[derive(Copy, Clone)]
enum Asked {
    /// Nothing yet.
    No,
    /// It does not count.
    Stop,
    Term(Term),
}

impl<'a> Vectors<'a> {
    /// The vectors of a document's sentences.
    pub(super) fn new(doc: &'a Document) -> Self {
        let mut terms = Terms { all: Vec::new(), ids: HashMap::new(), of_word: vec![Asked::No; doc.vocabulary.len()], found: Vec::new() };
        let sentences: Vec<_> = doc.sentences.iter().map(|s| terms.count(doc, s.tokens.clone())).collect();
        let counts = sentences.iter().map(|s| s.iter().map(|(_, n)| *n).collect()).collect();
        let mut vectors = Self { sentences, terms: Rc::new(terms), counts: Rc::new(counts), sum: Vec::new(), sum_length: 0.0 };
        let total = vectors.sentences.len() as f64 + 1.0;
        let idf: Vec<f64> = vectors.holders().into_iter().map(|df| (total / f64::from(df)).ln()).collect();
        vectors.weigh(&idf);
        vectors
    }

    /// The same sentences with another weight for each term.
    pub(super) fn weighted(&self, weights: &[f64]) -> Self {
        let (terms, counts) = (Rc::clone(&self.terms), Rc::clone(&self.counts));
        let mut vectors = Self { sentences: self.sentences.clone(), terms, counts, sum: Vec::new(), sum_length: 0.0 };
        vectors.weigh(weights);
        vectors
    }

    fn weigh(&mut self, idf: &[f64]) {
        for (sentence, counts) in self.sentences.iter_mut().zip(self.counts.iter()) {
            for ((term, weight), count) in sentence.iter_mut().zip(counts) {
                // Most terms stand in a sentence once, and a logarithm costs more than all the rest here.
                let said = if *count > 1.0 { 1.0 + count.ln() } else { 1.0 };
                *weight = said * idf[*term];
            }
            let length = length(sentence.iter().map(|(_, w)| *w));
            sentence.iter_mut().for_each(|(_, w)| *w /= length);
        }
        self.sum = vec![0.0; self.len()];
        for (term, weight) in self.sentences.iter().flatten() {
            self.sum[*term] += weight;
        }
        self.sum_length = length(self.sum.iter().copied());
    }

    /// The stem of a term.
    pub(super) fn stem(&self, term: Term) -> &'a str {
        self.terms.all[term].0
    }

    /// How often the article says each term.
    pub(super) fn frequencies(&self) -> Vec<f64> {
        let mut frequencies = vec![0.0; self.len()];
        for (sentence, counts) in self.sentences.iter().zip(self.counts.iter()) {
            sentence.iter().zip(counts).for_each(|((term, _), n)| frequencies[*term] += n);
        }
        frequencies
    }

    /// The cosine of two sentences. Cost: linear in their terms.
    pub(super) fn cosine(&self, one: usize, other: usize) -> f64 {
        let (one, other) = (&self.sentences[one], &self.sentences[other]);
        let (mut at, mut sum) = (0, 0.0);
        for (term, weight) in one {
            while at < other.len() && other[at].0 < *term {
                at += 1;
            }
            sum += other.get(at).filter(|(t, _)| t == term).map_or(0.0, |(_, w)| w * weight);
        }
        sum
    }

    /// How many sentences hold each term.
    fn holders(&self) -> Vec<u32> {
        let mut holders = vec![0; self.len()];
        for (term, _) in self.sentences.iter().flatten() {
            holders[*term] += 1;
        }
        holders
    }

    /// How many distinct terms there are.
    pub(super) fn len(&self) -> usize {
        self.terms.all.len()
    }

    /// The term of a stem, if the article holds it.
    pub(super) fn term(&self, stem: &str) -> Option<Term> {
        self.terms.ids.get(stem).copied()
    }

    /// The term of a word of the article that is no stop word.
    pub(super) fn term_of(&self, word: WordId) -> Option<Term> {
        match self.terms.of_word[word.index()] {
            Asked::Term(term) => Some(term),
            Asked::No | Asked::Stop => None,
        }
    }

    /// The centrality of each sentence, the highest being 1.
    pub(super) fn centrality(&self) -> Vec<f64> {
        let dot = |s: &Vec<(Term, f64)>| s.iter().map(|(t, w)| w * self.sum[*t]).sum::<f64>() / self.sum_length;
        to_one(self.sentences.iter().map(dot).collect())
    }

    /// The similarity of each sentence to the ones after it, the highest being 1.
    pub(super) fn forward(&self) -> Vec<f64> {
        let mut later = vec![0.0; self.len()];
        let mut scores = vec![0.0; self.sentences.len()];
        for (sentence, score) in self.sentences.iter().zip(&mut scores).rev() {
            *score = sentence.iter().map(|(t, w)| w * later[*t]).sum();
            sentence.iter().for_each(|(t, w)| later[*t] += w);
        }
        to_one(scores)
    }

    /// The similarity of each sentence to the ones before it, the highest being 1.
    pub(super) fn backward(&self) -> Vec<f64> {
        let mut earlier = vec![0.0; self.len()];
        let mut scores = vec![0.0; self.sentences.len()];
        for (sentence, score) in self.sentences.iter().zip(&mut scores) {
            *score = sentence.iter().map(|(t, w)| w * earlier[*t]).sum();
            sentence.iter().for_each(|(t, w)| earlier[*t] += w);
        }
        to_one(scores)
    }

    /// The terms that count most for the centrality of a sentence: the token where each first stands, and its share.
    pub(super) fn top_terms(&self, sentence: usize, most: usize) -> Vec<(usize, f64)> {
        let mut terms: Vec<_> =
            self.sentences[sentence].iter().map(|(t, w)| (self.terms.all[*t].1, w * self.sum[*t] / self.sum_length)).collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(most);
        terms
    }
}

/// The Euclidean length; 1 for nothing, so that it can be divided by.
fn length(weights: impl Iterator<Item = f64>) -> f64 {
    let length = weights.map(|w| w * w).sum::<f64>().sqrt();
    if length > 0.0 { length } else { 1.0 }
}

/// Divides by the highest.
pub(super) fn to_one(mut scores: Vec<f64>) -> Vec<f64> {
    let highest = scores.iter().copied().fold(0.0, f64::max);
    if highest > 0.0 {
        scores.iter_mut().for_each(|s| *s /= highest);
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    /// The example worked by hand above.
    #[test]
    fn three_sentences() {
        let doc = parse(Raw::text("t", "Norland signed the truce. The truce binds Norland. It rained."), Lexicon::english());
        let vectors = Vectors::new(&doc);
        let weight = |sentence: usize, stem: &str| {
            let term = vectors.term(stem).unwrap();
            vectors.sentences[sentence].iter().find(|(t, _)| *t == term).map_or(0.0, |(_, w)| (w * 1000.0).round() / 1000.0)
        };
        assert_eq!([weight(0, "norland"), weight(0, "sign"), weight(0, "truce"), weight(2, "rain")], [0.408, 0.816, 0.408, 1.0]);
        let round = |scores: Vec<f64>| scores.iter().map(|s| (s * 1000.0).round() / 1000.0).collect::<Vec<_>>();
        assert_eq!(round(vectors.centrality()), [1.0, 1.0, 0.75]);
        assert_eq!(round(vectors.forward()), [1.0, 0.0, 0.0]);
    }
}
