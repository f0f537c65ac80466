//! In: a [`Document`]. Out: a [`Summary`]. Needs: sentences, terms, quotations.

use std::ops::Range;

use crate::{Document, Lexicon, Span};

/// What to take.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How much.
    pub length: Length,
    /// How sentences are scored.
    pub method: Method,
    /// In which order they come out.
    pub order: Order,
    /// Prefer sentences about this.
    pub focus: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { length: Length::Sentences(3), method: Method::TfIdf, order: Order::Document, focus: None }
    }
}

/// How much to take.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Length {
    /// At most so many sentences.
    Sentences(usize),
    /// At most so many words, whole sentences only.
    Words(usize),
    /// At most this share of the body's words, above 0 and at most 1.
    Ratio(f64),
}

/// How sentences are scored.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// TF-IDF with position and title: see the `tfidf` module.
    TfIdf,
    /// The first sentences: the baseline of the field.
    Lead,
}

/// In which order sentences come out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the article.
    Document,
    /// Best first.
    Rank,
}

/// An extract.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The units taken, in the order asked for.
    pub units: Vec<Unit>,
    /// What the reader should know, such as that the article is shorter than what was asked for.
    pub remark: Option<String>,
}

/// A sentence, or several that only stand together (a quotation over several sentences).
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// From the first to the last byte.
    pub span: Span,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Higher is better; comparable within one document only.
    pub score: f64,
    /// What made the score, for `--explain`: terms with weights, position, title, redundancy.
    pub reasons: Vec<String>,
}

/// Summarizes a document.
#[must_use]
pub fn summarize(_doc: &Document, _options: &Options, _lexicon: &Lexicon) -> Summary {
    Summary::default()
}
