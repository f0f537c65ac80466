//! Puts leaders on the record: extractive summaries of news articles, and tables of who committed to what, on which condition.
//!
//! ```text
//! read -> clean -> segment -> annotate -+-> summarize ----------> render    Document -> scores -> Summary
//!                                       +-> keywords -----------> render    Document -> names and phrases
//!                                       +-> attribute -> claim -> render    Document -> attributions -> claims -> tables
//! ```
//!
//! [`read`] gives [`read::Raw`] articles; [`parse`] takes one through [`clean`](mod@clean), [`segment`](mod@segment) and
//! [`annotate`](mod@annotate) to a [`Document`]; [`summarize`](mod@summarize) and [`attribute`](mod@attribute) read it, and
//! [`claim`] reads the attributions. [`keywords`](mod@keywords) lists what is worth noting, [`dedupe`] finds near-duplicates in a pile, and [`score`](mod@score) measures
//! summaries, attributions and claims against what people wrote and marked. The flow runs one way: no stage knows a later one, and `summarize` does not know `attribute`.
//!
//! ```
//! use onrecord::{Lexicon, attribute, parse, read::Raw};
//!
//! let lexicon = Lexicon::english();
//! let doc = parse(Raw::text("note", "The minister said the border would open in May."), lexicon);
//! for attribution in attribute::attribute(&doc, lexicon) {
//!     println!("{:?}", attribution.speakers);
//! }
//! assert_eq!(doc.sentences.len(), 1);
//! ```
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod annotate;
pub mod attribute;
#[cfg(feature = "table")]
pub mod check;
pub mod claim;
pub mod clean;
pub mod dedupe;
pub mod document;
pub mod error;
#[cfg(feature = "table")]
pub mod files;
pub mod keywords;
pub mod lexicon;
mod random;
pub mod read;
pub mod render;
pub mod score;
pub mod segment;
mod span;
pub mod summarize;

pub use document::Document;
pub use error::{Error, Result};
pub use lexicon::{Language, Lexicon};
pub use span::Span;

/// How an article is parsed.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsing {
    /// The language of the article; `None` has it detected.
    pub language: Option<Language>,
    /// Whether the headline is searched like the body. It says in short what the body tells, so claims and summaries leave it out; who
    /// looks for every attribution wants it.
    pub headline: bool,
    /// Whether paragraphs, sentences and quotations are enough: without tokens and names it takes a third of the time.
    pub nameless: bool,
}

/// Takes an article as read through cleaning, segmentation and annotation. Cost: linear in the text.
#[must_use]
pub fn parse(raw: read::Raw, lexicon: &Lexicon) -> Document {
    parse_with(raw, Parsing::default(), lexicon)
}

/// The same for an article whose language is known; `None` has it detected.
#[must_use]
pub fn parse_as(raw: read::Raw, language: Option<Language>, lexicon: &Lexicon) -> Document {
    parse_with(raw, Parsing { language, ..Parsing::default() }, lexicon)
}

/// The same, with all choices.
#[must_use]
pub fn parse_with(raw: read::Raw, how: Parsing, lexicon: &Lexicon) -> Document {
    let (extracted, markup) = (raw.extracted, raw.markup);
    let mut doc = clean::clean(raw, lexicon);
    (doc.extracted, doc.markup) = (extracted, markup);
    doc.language = how.language.unwrap_or_else(|| segment::language(&doc, lexicon));
    if how.headline {
        doc.headline_as_body();
    }
    if how.nameless {
        segment::split(&mut doc, lexicon);
        annotate::quote(&mut doc);
        return doc;
    }
    segment::segment(&mut doc, lexicon);
    annotate::annotate(&mut doc, lexicon);
    doc
}
