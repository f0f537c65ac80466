//! What the scoring and the choosing of sentences both look at, worked out once for an article.

use super::background::Background;
use super::codes::Code;
use super::tfidf::{Term, Vectors};
use crate::document::Rarity;
use crate::{Document, Lexicon};

/// An article as it is summarized.
pub(super) struct Article<'a> {
    pub(super) doc: &'a Document,
    pub(super) lexicon: &'a Lexicon,
    pub(super) vectors: Vectors<'a>,
    /// For each token, whether it stands in a quotation.
    pub(super) quoted: Vec<bool>,
    pub(super) sizes: Vec<Size>,
    /// Of each term.
    pub(super) rarities: Vec<Rarity>,
    /// About the highest of them.
    rarest: f64,
    /// The terms that the title has too.
    pub(super) title: Vec<Term>,
}

/// How long a sentence is.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) words: usize,
    /// How many of them are stop words.
    pub(super) stops: usize,
}

impl<'a> Article<'a> {
    /// Cost: linear in the tokens.
    pub(super) fn new(doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        let vectors = Vectors::new(doc);
        let background = Background::of(doc.language);
        let count = |stem: &str| background.map_or(Rarity { idf: 1.0, known: true }, |background| background.rarity(stem));
        let rarities = (0..vectors.len()).map(|term| vectors.form(term).rarity(count)).collect();
        let title = vectors.terms_in(doc.meta.title.as_deref(), lexicon);
        let rarest = if background.is_some() { 8.0 } else { 1.0 };
        Self { doc, lexicon, quoted: doc.quoted_tokens(), sizes: sizes(&vectors), rarities, rarest, title, vectors }
    }

    /// How rare a term is, from 0 to about 1.
    pub(super) fn rare(&self, term: Term) -> f64 {
        self.rarities[term].idf / self.rarest
    }

    /// How many words a sentence has.
    pub(super) fn words(&self, sentence: usize) -> usize {
        self.sizes[sentence].words
    }
}

fn sizes(vectors: &Vectors<'_>) -> Vec<Size> {
    let size = |codes: &[Code]| Size { words: codes.len(), stops: codes.iter().filter(|code| code.is_stop()).count() };
    vectors.codes().iter().map(size).collect()
}
