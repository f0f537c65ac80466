//! In: a [`Raw`] article. Out: a [`Document`] with paragraphs and metadata. Needs: nothing else.

use crate::document::{Paragraph, Role};
use crate::read::Raw;
use crate::{Document, Lexicon, Span};

/// Gives every stretch of text its role. Cost: linear in the text.
#[must_use]
pub fn clean(raw: Raw, _lexicon: &Lexicon) -> Document {
    let mut doc = Document { meta: raw.meta, text: raw.text, ..Document::default() };
    let mut start = 0;
    for line in doc.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&doc.text);
        start += line.len();
        if !span.is_empty() {
            doc.paragraphs.push(Paragraph { span, role: Role::Body, signal: "a line of text" });
        }
    }
    doc
}
