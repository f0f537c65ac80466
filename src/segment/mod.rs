//! In: a [`Document`] with paragraphs. Out: its sentences, tokens and vocabulary. Needs: the roles, since only the body is segmented.

mod boundary;
mod bounds;
mod chars;
mod greek;
mod key;
mod known;
mod lists;
mod quoted;
mod sentences;
mod words;

pub use sentences::{Quotes, sentences};
pub(crate) use words::stems;

use crate::document::{Role, Sentence};
use crate::lexicon::Language;
use crate::{Document, Lexicon};

/// The language of a document's body; English where a short one leaves it open. Cost: its opening is looked at.
#[must_use]
pub fn language(doc: &Document, lexicon: &Lexicon) -> Language {
    // Little more than what the detector looks at.
    const ENOUGH: usize = 2000;
    let mut sample = String::new();
    for paragraph in doc.body() {
        let text = doc.slice(paragraph.span);
        sample.push_str(&text[..text.floor_char_boundary(ENOUGH)]);
        sample.push(' ');
        if sample.len() > ENOUGH {
            break;
        }
    }
    Language::detect(&sample, &lexicon.words)
}

/// Adds sentences and tokens. Cost: linear in the text.
pub fn segment(doc: &mut Document, lexicon: &Lexicon) {
    let words = lexicon.words_of(doc.language);
    let mut tokenizer = words::Tokenizer::new(words, doc.language);
    // A word of English takes five to six bytes with its space; what is too much is touched by nobody.
    doc.tokens.reserve(doc.body().map(|p| p.span.len()).sum::<usize>() / 5);
    for (index, paragraph) in doc.paragraphs.iter().enumerate().filter(|(_, p)| p.role == Role::Body) {
        for span in sentences::sentences_with(&doc.text, paragraph.span, Quotes::Split, words) {
            let first = doc.tokens.len();
            tokenizer.tokenize(&doc.text, span, &mut doc.tokens);
            doc.sentences.push(Sentence { span, paragraph: index, tokens: first..doc.tokens.len() });
        }
    }
    doc.vocabulary = tokenizer.finish();
}

/// Adds sentences alone, without tokens. Cost: linear in the text.
pub fn split(doc: &mut Document, lexicon: &Lexicon) {
    let words = lexicon.words_of(doc.language);
    for (index, paragraph) in doc.paragraphs.iter().enumerate().filter(|(_, p)| p.role == Role::Body) {
        let spans = sentences::sentences_with(&doc.text, paragraph.span, Quotes::Split, words);
        doc.sentences.extend(spans.into_iter().map(|span| Sentence { span, paragraph: index, tokens: 0..0 }));
    }
}
