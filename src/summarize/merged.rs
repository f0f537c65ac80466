//! Several documents as one, so that what was said in one is known in the others.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Entity, EntityKind, Mention, Paragraph, Quotation, Sentence, StemId, Token, VocabularyEntry, WordId};
use crate::{Document, Span};

/// The documents one after the other, with all layers; and the sentences of each. Persons, bodies and countries of the same name are one.
/// Cost: linear in the texts.
pub(super) fn merge(documents: &[Document]) -> (Document, Vec<Range<usize>>) {
    let mut all = Merger::default();
    let ranges = documents.iter().map(|doc| all.add(doc)).collect();
    (all.doc, ranges)
}

#[derive(Default)]
struct Merger {
    doc: Document,
    words: HashMap<Box<str>, WordId>,
    stems: HashMap<Box<str>, StemId>,
    entities: HashMap<(EntityKind, String), usize>,
}

impl Merger {
    fn add(&mut self, doc: &Document) -> Range<usize> {
        if self.doc.text.is_empty() {
            // Several languages in one summary are not provided for: the first article's decides.
            self.doc.language = doc.language;
        } else {
            self.doc.text.push_str("\n\n");
        }
        let by = self.doc.text.len();
        let moved = |span: Span| Span::new(span.start() + by, span.end() + by);
        let (paragraphs, tokens) = (self.doc.paragraphs.len(), self.doc.tokens.len());
        let (sentences, quotations) = (self.doc.sentences.len(), self.doc.quotations.len());
        let words: Vec<WordId> = doc.vocabulary.entries().map(|entry| self.word(entry)).collect();
        let entities: Vec<usize> = doc.entities.iter().map(|entity| self.entity(entity)).collect();
        let all = &mut self.doc;
        all.text.push_str(&doc.text);
        all.paragraphs.extend(doc.paragraphs.iter().map(|p| Paragraph { span: moved(p.span), ..*p }));
        all.tokens.extend(doc.tokens.iter().map(|t| Token { span: moved(t.span), word: words[t.word.index()], ..*t }));
        all.sentences.extend(doc.sentences.iter().map(|s| Sentence {
            span: moved(s.span),
            paragraph: s.paragraph + paragraphs,
            tokens: s.tokens.start + tokens..s.tokens.end + tokens,
        }));
        all.quotations.extend(doc.quotations.iter().map(|q| Quotation {
            outer: moved(q.outer),
            inner: moved(q.inner),
            continues: q.continues.map(|i| i + quotations),
            ..*q
        }));
        let mentions = doc.mentions.iter().filter_map(|m| Some((m, *entities.get(m.entity)?)));
        all.mentions.extend(mentions.map(|(m, entity)| Mention { span: moved(m.span), name: moved(m.name), entity }));
        sentences..all.sentences.len()
    }

    fn word(&mut self, entry: &VocabularyEntry) -> WordId {
        if let Some(id) = self.words.get(entry.word()) {
            return *id;
        }
        let known = self.stems.get(entry.stem()).copied();
        let (id, stem) = self.doc.vocabulary.push(entry.clone(), known);
        self.words.insert(entry.word().into(), id);
        if known.is_none() {
            self.stems.insert(entry.stem().into(), stem);
        }
        id
    }

    fn entity(&mut self, entity: &Entity) -> usize {
        let next = self.doc.entities.len();
        let index = *self.entities.entry((entity.kind, entity.name.clone())).or_insert(next);
        if index == next {
            self.doc.entities.push(entity.clone());
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    #[test]
    fn every_layer_moves_along() {
        let texts = ["Ida Ek signed. \"It is time,\" she said.", "Ida Ek of Norland spoke. \"We wait.\n\n\"We hope,\" Ek said."];
        let docs = texts.map(|t| parse(Raw::text("t", t), Lexicon::english()));
        let (all, ranges) = merge(&docs);
        assert_eq!(ranges.len(), 2);
        assert_eq!(all.sentences.len(), docs[0].sentences.len() + docs[1].sentences.len());
        let (doc, range) = (&docs[1], &ranges[1]);
        for (own, moved) in doc.sentences.iter().zip(&all.sentences[range.clone()]) {
            assert_eq!(doc.slice(own.span), all.slice(moved.span));
            assert_eq!(
                own.tokens.clone().map(|t| doc.stem(t)).collect::<Vec<_>>(),
                moved.tokens.clone().map(|t| all.stem(t)).collect::<Vec<_>>()
            );
        }
        let words = |d: &Document, spans: Vec<Span>| spans.iter().map(|s| d.slice(*s).to_owned()).collect::<Vec<_>>();
        let quotations = |d: &Document| words(d, d.quotations.iter().map(|q| q.outer).collect());
        assert_eq!(quotations(&all), docs.iter().flat_map(quotations).collect::<Vec<_>>());
        assert_eq!(all.entities.iter().filter(|e| e.name == "Ida Ek").count(), 1);
        assert_eq!(all.mentions.iter().filter(|m| all.entities[m.entity].name == "Ida Ek").count(), 3);
    }
}
