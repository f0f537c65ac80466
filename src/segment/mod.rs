//! In: a [`Document`] with paragraphs. Out: its sentences, tokens and vocabulary. Needs: the roles, since only the body is segmented.

mod boundary;
mod chars;
mod lists;
mod quoted;
mod sentences;
mod words;

pub use sentences::{Quotes, sentences};
pub(crate) use words::stems;

use crate::document::{Role, Sentence};
use crate::{Document, Lexicon};

/// Adds sentences and tokens. Cost: linear in the text.
pub fn segment(doc: &mut Document, lexicon: &Lexicon) {
    let mut tokenizer = words::Tokenizer::new(lexicon);
    for (index, paragraph) in doc.paragraphs.iter().enumerate().filter(|(_, p)| p.role == Role::Body) {
        for span in sentences(&doc.text, paragraph.span, Quotes::Split, lexicon) {
            let first = doc.tokens.len();
            tokenizer.tokenize(&doc.text, span, &mut doc.tokens);
            doc.sentences.push(Sentence { span, paragraph: index, tokens: first..doc.tokens.len() });
        }
    }
    doc.vocabulary = tokenizer.finish();
}
