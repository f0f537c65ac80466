//! The words of an article as numbers: its terms, which are its stems without stop words, and the rest.

use std::ops::Range;

use super::jagged::Jagged;
use super::tfidf::{Term, Weighted};
use crate::Document;
use crate::document::{TokenKind, WordId};

/// What is known of a word of the article.
#[derive(Copy, Clone)]
enum Asked {
    /// Nothing yet.
    No,
    /// It does not count.
    Stop,
    Term(u32),
}

/// A word of an article: its term, or, of those that are none, the word itself.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Code(u32);

impl Code {
    fn of(asked: Asked, word: WordId) -> Self {
        match asked {
            Asked::Term(term) => Self(term << 1),
            Asked::Stop | Asked::No => Self(word.0 << 1 | 1),
        }
    }

    /// The term, if it is one.
    pub(super) fn term(self) -> Option<Term> {
        (!self.is_stop()).then_some((self.0 >> 1) as Term)
    }

    /// The word, if it is no term.
    pub(super) fn word(self) -> Option<WordId> {
        self.is_stop().then_some(WordId(self.0 >> 1))
    }

    /// Whether it is no term.
    pub(super) fn is_stop(self) -> bool {
        self.0 & 1 == 1
    }

    /// A number of its own, below [`Counted::most_codes`].
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    /// This word with the one after it, as one number.
    pub(super) fn pair(self, next: Self) -> u64 {
        u64::from(self.0) << 32 | u64::from(next.0)
    }
}

/// What is counted of an article in one pass over its words.
pub(super) struct Counted {
    /// The word of each term, and the token where it first stands.
    pub(super) terms: Vec<(WordId, usize)>,
    /// The words and figures of each sentence, in order.
    pub(super) codes: Jagged<Code>,
    /// The terms of each sentence, each once and in order, without a weight.
    pub(super) sentences: Weighted,
    /// How often each sentence says each of its terms, in the order of `sentences`.
    pub(super) counts: Vec<u32>,
    of_word: Vec<Asked>,
}

impl Counted {
    /// Cost: linear in the tokens.
    pub(super) fn new(doc: &Document) -> Self {
        let (sentences, tokens) = (doc.sentences.len(), doc.tokens.len());
        let (words, stems) = (doc.vocabulary.len(), doc.vocabulary.stems());
        let counted = Self {
            terms: Vec::with_capacity(stems),
            codes: Jagged::with_room(sentences, tokens),
            sentences: Jagged::with_room(sentences, tokens / 2),
            counts: Vec::with_capacity(tokens / 2),
            of_word: vec![Asked::No; words],
        };
        let mut finder = Finder { doc, counted, of_stem: vec![0; stems], found: Vec::new() };
        doc.sentences.iter().for_each(|sentence| finder.count(sentence.tokens.clone()));
        finder.counted
    }

    /// The term of a word of the article that is no stop word.
    pub(super) fn term_of(&self, word: WordId) -> Option<Term> {
        match self.of_word[word.index()] {
            Asked::Term(term) => Some(term as Term),
            Asked::No | Asked::Stop => None,
        }
    }

    /// More than any [`Code::index`].
    pub(super) fn most_codes(&self) -> usize {
        self.of_word.len().max(self.terms.len()) * 2
    }
}

struct Finder<'a> {
    doc: &'a Document,
    counted: Counted,
    /// The term of each stem, and one more; 0 where none is yet.
    of_stem: Vec<u32>,
    /// The terms of the sentence at hand.
    found: Vec<u32>,
}

impl Finder<'_> {
    /// Adds the words of a sentence, its terms, each once, and how often it says them.
    fn count(&mut self, tokens: Range<usize>) {
        self.found.clear();
        for (at, token) in (tokens.start..).zip(&self.doc.tokens[tokens]) {
            if token.kind == TokenKind::Mark {
                continue;
            }
            let word = token.word;
            let asked = match self.counted.of_word[word.index()] {
                Asked::No => self.ask(word, at),
                asked => asked,
            };
            self.counted.codes.push(Code::of(asked, word));
            if let Asked::Term(term) = asked {
                self.found.push(term);
            }
        }
        self.found.sort_unstable();
        for same in self.found.chunk_by(|a, b| a == b) {
            self.counted.sentences.push((same[0] as Term, 0.0));
            self.counted.counts.push(u32::try_from(same.len()).unwrap_or(u32::MAX));
        }
        self.counted.sentences.end();
        self.counted.codes.end();
    }

    /// What a word is that stands first at a token.
    fn ask(&mut self, word: WordId, token: usize) -> Asked {
        let asked = if self.doc.vocabulary.is_stop(word) {
            Asked::Stop
        } else {
            let known = &mut self.of_stem[self.doc.vocabulary.stem_id(word).index()];
            if *known == 0 {
                self.counted.terms.push((word, token));
                *known = u32::try_from(self.counted.terms.len()).unwrap_or(u32::MAX);
            }
            Asked::Term(*known - 1)
        };
        self.counted.of_word[word.index()] = asked;
        asked
    }
}
