//! What `training/summary` reads of a document, so that what is learnt and what is summarized by see the same numbers.

use super::article::Article;
use super::codes::Code;
use super::likely::WordRow;
use super::tfidf::Term;
use super::{features, likely, units};
use crate::{Document, Lexicon};

/// What training reads of a document. Not part of the promise of this library.
#[derive(Debug)]
pub struct Training {
    /// The names of the features.
    pub names: Vec<&'static str>,
    /// The features of every sentence.
    pub rows: Vec<Vec<f64>>,
    /// The terms of the document, by their stems.
    pub terms: Vec<String>,
    /// The numbers of every term.
    pub words: Vec<Vec<f64>>,
    /// The terms of every sentence.
    pub words_of: Vec<Vec<usize>>,
    /// Every two words in a row, as indices of terms; those that are none follow behind.
    pub pair_words: Vec<[usize; 2]>,
    /// Their stems.
    pub pair_stems: Vec<String>,
    /// Their numbers.
    pub pairs: Vec<Vec<f64>>,
    /// Those of every sentence.
    pub pairs_of: Vec<Vec<usize>>,
    /// Of every sentence its words and its stop words.
    pub sizes: Vec<(f64, f64)>,
}

/// What training reads. Not part of the promise of this library.
#[must_use]
pub fn training(doc: &Document, lexicon: &Lexicon) -> Training {
    let article = Article::new(doc, lexicon);
    let vectors = &article.vectors;
    let pieces = units::pieces(&article, None);
    let rows = features::rows(&article, &pieces);
    let said = likely::Said::new(&article, &(0..doc.sentences.len()).collect::<Vec<_>>());
    let stem = |code: Code| match (code.term(), code.word()) {
        (Some(term), _) => vectors.stem(term),
        (None, word) => word.map_or("", |word| doc.vocabulary.stem(word)),
    };
    // Words that are no term are counted on behind the terms.
    let place = |code: Code| code.term().unwrap_or_else(|| vectors.len() + code.word().map_or(0, |word| word.index()));
    Training {
        names: features::FEATURES.iter().map(|(name, _)| *name).collect(),
        rows: rows.map(|row| row.to_vec()).collect(),
        terms: (0..vectors.len()).map(|t| vectors.stem(t).to_owned()).collect(),
        words: words_by_term(said.words),
        words_of: vectors.sentences.iter().map(|s| s.iter().map(|(t, _)| *t).collect()).collect(),
        pair_words: said.pairs.iter().map(|(words, _)| words.map(place)).collect(),
        pair_stems: said.pairs.iter().map(|(words, _)| words.map(stem).join(" ")).collect(),
        pairs: said.pairs.iter().map(|(_, facts)| facts.to_vec()).collect(),
        pairs_of: said.of_sentence.iter().map(|pairs| pairs.iter().map(|pair| *pair as usize).collect()).collect(),
        sizes: article.sizes.iter().map(|size| (size.words as f64, size.stops as f64)).collect(),
    }
}

/// The numbers of words, in order of their terms.
fn words_by_term(mut words: Vec<(Term, WordRow)>) -> Vec<Vec<f64>> {
    words.sort_by_key(|(term, _)| *term);
    words.into_iter().map(|(_, row)| row.to_vec()).collect()
}
