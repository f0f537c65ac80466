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

use super::codes::{Code, Counted};
use super::jagged::Jagged;
use crate::document::{VocabularyEntry, WordId};
use crate::lexicon::Lexicon;
use crate::{Document, segment};

/// A term of an article, as an index from 0.
pub(super) type Term = usize;

/// The sentences of an article as vectors of unit length.
pub(super) struct Vectors<'a> {
    pub(super) sentences: Weighted,
    doc: &'a Document,
    counted: Counted,
    sum: Sum,
}

/// For each sentence its terms with their weights, in order of the terms.
pub(super) type Weighted = Jagged<(Term, f64)>;

/// The sum of all vectors, and its length.
struct Sum {
    weights: Vec<f64>,
    length: f64,
}

impl<'a> Vectors<'a> {
    /// The vectors of a document's sentences.
    pub(super) fn new(doc: &'a Document) -> Self {
        let mut counted = Counted::new(doc);
        let mut sentences = std::mem::take(&mut counted.sentences);
        let total = sentences.len() as f64 + 1.0;
        let mut holders = vec![0_u32; counted.terms.len()];
        sentences.items().iter().for_each(|(term, _)| holders[*term] += 1);
        // Most terms stand in one sentence.
        let (rarest, of) = (total.ln(), |df: u32| (total / f64::from(df)).ln());
        let idf: Vec<f64> = holders.into_iter().map(|df| if df == 1 { rarest } else { of(df) }).collect();
        let sum = weigh(&mut sentences, &counted.counts, &idf);
        Self { sentences, doc, counted, sum }
    }

    /// The words and figures of each sentence, in order.
    pub(super) fn codes(&self) -> &Jagged<Code> {
        &self.counted.codes
    }

    /// The same sentences with another weight for each term.
    pub(super) fn weighted(&self, weights: &[f64]) -> Reweighted {
        let mut sentences = self.sentences.clone();
        let sum = weigh(&mut sentences, &self.counted.counts, weights);
        Reweighted { sentences, sum }
    }

    /// What is known of the first word of a term.
    pub(super) fn form(&self, term: Term) -> &'a VocabularyEntry {
        self.doc.vocabulary.entry(self.counted.terms[term].0)
    }

    /// The stem of a term.
    pub(super) fn stem(&self, term: Term) -> &'a str {
        self.form(term).stem()
    }

    /// How often the article says each term.
    pub(super) fn frequencies(&self) -> Vec<f64> {
        let mut frequencies = vec![0.0; self.len()];
        for ((term, _), n) in self.sentences.items().iter().zip(&self.counted.counts) {
            frequencies[*term] += f64::from(*n);
        }
        frequencies
    }

    /// How many distinct terms there are.
    pub(super) fn len(&self) -> usize {
        self.counted.terms.len()
    }

    /// More than any [`Code::index`].
    pub(super) fn most_codes(&self) -> usize {
        self.counted.most_codes()
    }

    /// The terms of a text (a title, a wish) that the article holds. Cost: the terms of the text times those of the article.
    pub(super) fn terms_in(&self, text: Option<&str>, lexicon: &Lexicon) -> Vec<Term> {
        let stems = text.map(|text| segment::stems(text, self.doc.language, lexicon)).unwrap_or_default();
        stems.iter().filter_map(|stem| self.term(stem)).collect()
    }

    /// The term of a stem, if the article holds it.
    pub(super) fn term(&self, stem: &str) -> Option<Term> {
        (0..self.len()).find(|term| self.stem(*term) == stem)
    }

    /// The term of a word of the article that is no stop word.
    pub(super) fn term_of(&self, word: WordId) -> Option<Term> {
        self.counted.term_of(word)
    }

    /// The centrality of each sentence, the highest being 1.
    pub(super) fn centrality(&self) -> Vec<f64> {
        centrality(&self.sentences, &self.sum)
    }

    /// The similarity of each sentence to the ones after it, the highest being 1.
    pub(super) fn forward(&self) -> Vec<f64> {
        forward(&self.sentences, self.len())
    }

    /// The similarity of each sentence to the ones before it, the highest being 1.
    pub(super) fn backward(&self) -> Vec<f64> {
        to_one(met(self.sentences.iter(), self.len()))
    }

    /// The terms that count most for the centrality of a sentence: the token where each first stands, and its share.
    pub(super) fn top_terms(&self, sentence: usize, most: usize) -> Vec<(usize, f64)> {
        let share = |(term, weight): &(Term, f64)| (self.counted.terms[*term].1, weight * self.sum.weights[*term] / self.sum.length);
        let mut terms: Vec<_> = self.sentences[sentence].iter().map(share).collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(most);
        terms
    }
}

/// The sentences of an article with other weights.
pub(super) struct Reweighted {
    sentences: Weighted,
    sum: Sum,
}

impl Reweighted {
    /// The centrality of each sentence, the highest being 1.
    pub(super) fn centrality(&self) -> Vec<f64> {
        centrality(&self.sentences, &self.sum)
    }

    /// The similarity of each sentence to the ones after it, the highest being 1.
    pub(super) fn forward(&self) -> Vec<f64> {
        forward(&self.sentences, self.sum.weights.len())
    }

    /// The cosine of each sentence with the one after it; 0 for the last.
    pub(super) fn next(&self) -> Vec<f64> {
        let cosine = |at: usize| if at + 1 < self.sentences.len() { self.cosine(at, at + 1) } else { 0.0 };
        (0..self.sentences.len()).map(cosine).collect()
    }

    /// The highest cosine of each sentence with another of the first `leads`.
    pub(super) fn lead(&self, leads: usize) -> Vec<f64> {
        let mut best = vec![0.0; self.sentences.len()];
        let mut weights = vec![0.0; self.sum.weights.len()];
        for lead in 0..leads.min(self.sentences.len()) {
            self.sentences[lead].iter().for_each(|(term, weight)| weights[*term] = *weight);
            for (_, (sentence, best)) in self.sentences.iter().zip(&mut best).enumerate().filter(|(at, _)| *at != lead) {
                *best = f64::max(*best, sentence.iter().map(|(term, weight)| weight * weights[*term]).sum());
            }
            self.sentences[lead].iter().for_each(|(term, _)| weights[*term] = 0.0);
        }
        best
    }

    /// The cosine of two sentences. Cost: linear in their terms.
    fn cosine(&self, one: usize, other: usize) -> f64 {
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
}

/// Gives each sentence the weights of its terms, at unit length; returns the sum of all.
fn weigh(sentences: &mut Weighted, counts: &[u32], idf: &[f64]) -> Sum {
    let mut counts = counts.iter();
    let mut sum = vec![0.0; idf.len()];
    for at in 0..sentences.len() {
        let sentence = sentences.list_mut(at);
        let mut squares = -0.0;
        for ((term, weight), count) in sentence.iter_mut().zip(&mut counts) {
            // Most terms stand in a sentence once, and a logarithm costs more than all the rest here.
            let said = if *count > 1 { 1.0 + f64::from(*count).ln() } else { 1.0 };
            *weight = said * idf[*term];
            squares += *weight * *weight;
        }
        let length = or_one(squares.sqrt());
        for (term, weight) in sentence {
            *weight /= length;
            sum[*term] += *weight;
        }
    }
    let length = or_one(sum.iter().map(|w| w * w).sum::<f64>().sqrt());
    Sum { weights: sum, length }
}

/// 1 for nothing, so that it can be divided by.
fn or_one(length: f64) -> f64 {
    if length > 0.0 { length } else { 1.0 }
}

/// The cosine of each sentence with the sum of all, the highest being 1.
fn centrality(sentences: &Weighted, sum: &Sum) -> Vec<f64> {
    let dot = |s: &[(Term, f64)]| s.iter().map(|(t, w)| w * sum.weights[*t]).sum::<f64>() / sum.length;
    to_one(sentences.iter().map(dot).collect())
}

/// The similarity of each sentence to the ones after it, the highest being 1.
fn forward(sentences: &Weighted, terms: usize) -> Vec<f64> {
    let mut scores = met(sentences.iter().rev(), terms);
    scores.reverse();
    to_one(scores)
}

/// The similarity of each sentence to those that came before it here.
fn met<'s>(sentences: impl Iterator<Item = &'s [(Term, f64)]>, terms: usize) -> Vec<f64> {
    let mut before = vec![0.0; terms];
    let score = |sentence: &[(Term, f64)]| {
        let score = sentence.iter().map(|(t, w)| w * before[*t]).sum();
        sentence.iter().for_each(|(t, w)| before[*t] += w);
        score
    };
    sentences.map(score).collect()
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
    use crate::parse;
    use crate::read::Raw;

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
