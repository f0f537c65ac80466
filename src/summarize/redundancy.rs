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

use std::cell::OnceCell;
use std::ops::Range;

use foldhash::{HashSet, HashSetExt};

use super::jagged::Jagged;
use super::tfidf::{Term, Vectors};
use crate::Document;
use crate::document::TokenKind;

/// Terms in more sentences than this tell nothing about sameness and are not looked at: so each sentence taken costs at most its terms
/// times this.
const MOST_HOLDERS: usize = 200;

/// The likeness of each sentence to the nearest one taken.
pub(super) struct Said<'a> {
    doc: &'a Document,
    vectors: &'a Vectors<'a>,
    /// The sentences that hold each term; counted when the first sentence is taken.
    holders: OnceCell<Holders>,
    nearest: Vec<f64>,
    by: Vec<usize>,
    /// The phrases of all sentences; counted when the first sentence is taken.
    phrases: OnceCell<Jagged<Phrase>>,
    /// Those said already.
    heard: HashSet<Phrase>,
}

/// Sentences, term by term, and where those of each begin; one beginning more for the end.
struct Holders {
    sentences: Vec<usize>,
    starts: Vec<usize>,
}

/// Three words in a row.
pub(super) type Phrase = [Term; 3];

impl<'a> Said<'a> {
    /// Nothing is taken yet.
    pub(super) fn new(doc: &'a Document, vectors: &'a Vectors<'a>) -> Self {
        let count = vectors.sentences.len();
        let (nearest, by) = (vec![0.0; count], vec![0; count]);
        Self { doc, vectors, holders: OnceCell::new(), nearest, by, phrases: OnceCell::new(), heard: HashSet::new() }
    }

    /// How like a sentence is to the nearest one taken, from 0 to 1, and which that is.
    pub(super) fn of(&self, sentence: usize) -> (f64, usize) {
        (self.nearest[sentence], self.by[sentence])
    }

    /// Whether a sentence repeats a phrase.
    pub(super) fn echoes(&self, sentence: usize) -> bool {
        self.phrases.get().is_some_and(|phrases| phrases[sentence].iter().any(|p| self.heard.contains(p)))
    }

    /// The phrases of one sentence. Cost: linear in its tokens.
    pub(super) fn phrases_of(&self, sentence: usize) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        add_phrases(self.doc, self.vectors, self.doc.sentences[sentence].tokens.clone(), |phrase| phrases.push(phrase));
        phrases
    }

    /// How like two sentences are. Cost: linear in their terms.
    pub(super) fn likeness(&self, one: usize, other: usize) -> f64 {
        let (one, other) = (&self.vectors.sentences[one], &self.vectors.sentences[other]);
        let (mut at, mut shared) = (0, 0_usize);
        for (term, _) in one {
            while other.get(at).is_some_and(|(t, _)| t < term) {
                at += 1;
            }
            shared += usize::from(other.get(at).is_some_and(|(t, _)| t == term));
        }
        shared as f64 / one.len().min(other.len()).max(1) as f64
    }

    /// Takes a sentence. Cost: linear in the tokens the first time, else in the sentences that share a term with it.
    pub(super) fn take(&mut self, taken: usize) {
        self.heard.extend(&self.phrases.get_or_init(|| phrases(self.doc, self.vectors))[taken]);
        let holders = self.holders.get_or_init(|| Holders::new(self.vectors));
        let mut shared: Vec<usize> = Vec::new();
        for (term, _) in &self.vectors.sentences[taken] {
            let holders = holders.of(*term);
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

impl Holders {
    fn new(vectors: &Vectors<'_>) -> Self {
        let mut starts = vec![0; vectors.len() + 1];
        vectors.sentences.items().iter().for_each(|(term, _)| starts[*term + 1] += 1);
        for term in 0..vectors.len() {
            starts[term + 1] += starts[term];
        }
        let mut sentences = vec![0; starts.last().copied().unwrap_or(0)];
        let mut next = starts.clone();
        for (index, sentence) in vectors.sentences.iter().enumerate() {
            for (term, _) in sentence {
                sentences[next[*term]] = index;
                next[*term] += 1;
            }
        }
        Self { sentences, starts }
    }

    fn of(&self, term: Term) -> &[usize] {
        &self.sentences[self.starts[term]..self.starts[term + 1]]
    }
}

/// The phrases of every sentence. Cost: linear in the tokens.
fn phrases(doc: &Document, vectors: &Vectors<'_>) -> Jagged<Phrase> {
    let mut phrases = Jagged::default();
    for sentence in &doc.sentences {
        add_phrases(doc, vectors, sentence.tokens.clone(), |phrase| phrases.push(phrase));
        phrases.end();
    }
    phrases
}

/// Visits every three words of meaning in a row that are written in lower case; marks between them do not count.
fn add_phrases(doc: &Document, vectors: &Vectors<'_>, tokens: Range<usize>, mut visit: impl FnMut(Phrase)) {
    let (mut first, mut second) = (None, None);
    for token in doc.tokens[tokens].iter().filter(|t| t.kind == TokenKind::Word) {
        let small =
            |surface: &str| surface.as_bytes().first().is_some_and(u8::is_ascii_lowercase) || surface.starts_with(char::is_lowercase);
        let third = vectors.term_of(token.word).filter(|_| !token.capital && small(doc.slice(token.span)));
        if let (Some(first), Some(second), Some(third)) = (first, second, third) {
            visit([first, second, third]);
        }
        (first, second) = (second, third);
    }
}
