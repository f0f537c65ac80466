//! The words of an article as numbers, counted once for every method.

use std::collections::HashMap;

use crate::Document;
use crate::document::TokenKind;

/// A stem of the article, as an index from 0, in order of first appearance.
pub(super) type Term = usize;

/// The sentences as terms.
pub(super) struct Terms {
    /// For each sentence its words in order: a term, or nothing for a stop word. Numbers and marks are left out.
    pub(super) words: Vec<Vec<Option<Term>>>,
    /// For each sentence its distinct terms, in order, and how often it holds them.
    pub(super) bags: Vec<Vec<(Term, f64)>>,
    /// How often the article holds each term.
    pub(super) total: Vec<f64>,
    /// How many sentences hold each term.
    pub(super) holders: Vec<usize>,
}

impl Terms {
    /// Counts. Cost: linear in the tokens, times the logarithm of the longest sentence.
    pub(super) fn new(doc: &Document) -> Self {
        let mut ids: HashMap<&str, Term> = HashMap::new();
        let mut words: Vec<Vec<Option<Term>>> = Vec::with_capacity(doc.sentences.len());
        for sentence in &doc.sentences {
            let tokens = sentence.tokens.clone().filter(|t| doc.tokens[*t].kind == TokenKind::Word);
            let mut term = |t: usize| {
                let next = ids.len();
                (!doc.vocabulary.is_stop(doc.tokens[t].word)).then(|| *ids.entry(doc.stem(t)).or_insert(next))
            };
            words.push(tokens.map(&mut term).collect());
        }
        let bags: Vec<Vec<(Term, f64)>> = words.iter().map(|w| bag(w)).collect();
        let (mut total, mut holders) = (vec![0.0; ids.len()], vec![0; ids.len()]);
        for (term, count) in bags.iter().flatten() {
            total[*term] += count;
            holders[*term] += 1;
        }
        Self { words, bags, total, holders }
    }

    /// How many distinct terms there are.
    pub(super) fn len(&self) -> usize {
        self.total.len()
    }

    /// Each sentence's vector of counts, weighted and brought to unit length (an empty one stays empty).
    pub(super) fn unit_vectors(&self, weight: impl Fn(Term, f64) -> f64) -> Vec<Vec<(Term, f64)>> {
        let unit = |bag: &Vec<(Term, f64)>| {
            let weights: Vec<(Term, f64)> = bag.iter().map(|(t, n)| (*t, weight(*t, *n))).collect();
            let length = weights.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            if length > 0.0 { weights.into_iter().map(|(t, w)| (t, w / length)).collect() } else { Vec::new() }
        };
        self.bags.iter().map(unit).collect()
    }
}

fn bag(words: &[Option<Term>]) -> Vec<(Term, f64)> {
    let mut terms: Vec<Term> = words.iter().flatten().copied().collect();
    terms.sort_unstable();
    terms.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect()
}
