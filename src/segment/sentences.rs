//! Sentence boundaries.

use unicode_segmentation::UnicodeSegmentation;

use crate::{Lexicon, Span};

/// The sentences of one paragraph, without white space at the ends.
pub(crate) fn sentences(text: &str, paragraph: Span, _lexicon: &Lexicon) -> Vec<Span> {
    let pieces = paragraph.of(text).split_sentence_bound_indices();
    pieces.map(|(at, s)| Span::new(paragraph.start() + at, paragraph.start() + at + s.len()).trim(text)).filter(|s| !s.is_empty()).collect()
}
