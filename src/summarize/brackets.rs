//! Names in square brackets for the pronouns that sentences open with, where the reader cannot know whom they mean.

use std::ops::Range;

use super::Added;
use crate::Document;
use crate::annotate::{Pronouns, TakenUp};
use crate::document::squeeze;

/// What a reader of a summary has seen so far.
pub(super) struct Seen<'a> {
    doc: &'a Document,
    pronouns: Option<&'a Pronouns>,
    /// Whether each entity has been named.
    named: Vec<bool>,
    /// The sentence read last.
    last: Option<usize>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(doc: &'a Document, pronouns: Option<&'a Pronouns>) -> Self {
        Self { doc, pronouns, named: vec![false; doc.entities.len()], last: None }
    }

    /// Reads the sentences of the next unit; returns the name to show in place of its pronoun, if the reader needs one.
    pub(super) fn read(&mut self, sentences: &Range<usize>) -> Option<Added> {
        let added = sentences.clone().find_map(|s| self.pronouns?.of(s).map(|t| (s, t))).filter(|(_, t)| t.after < sentences.start);
        let added = added.filter(|(s, t)| !self.is_clear(*s, *t)).map(|(_, t)| self.added(t));
        for sentence in sentences.clone() {
            let span = self.doc.sentences[sentence].span;
            let from = self.doc.mentions.partition_point(|m| m.span.start() < span.start());
            for mention in self.doc.mentions[from..].iter().take_while(|m| m.span.start() < span.end()) {
                self.named[mention.entity] = true;
            }
        }
        self.last = sentences.end.checked_sub(1);
        added
    }

    /// Sentences of another article stand between.
    pub(super) fn interrupt(&mut self) {
        self.last = None;
    }

    /// Whether the sentence read last tells whom the pronoun means.
    fn is_clear(&self, sentence: usize, taken_up: TakenUp) -> bool {
        let follows = |last| last == taken_up.after || self.pronouns.is_some_and(|p| p.would_follow(self.doc, sentence, last));
        self.last.is_some_and(follows)
    }

    fn added(&mut self, taken_up: TakenUp) -> Added {
        let entity = taken_up.entity;
        let full = self.doc.entities[entity].name.clone();
        let known = std::mem::replace(&mut self.named[entity], true);
        let name = if known { self.short(entity).unwrap_or(full) } else { full };
        let shown = format!("[{name}{}]", if taken_up.possessive { "'s" } else { "" });
        Added { pronoun: taken_up.pronoun, name, shown }
    }

    /// The shortest name that the article uses for somebody.
    fn short(&self, entity: usize) -> Option<String> {
        let names = self.doc.mentions.iter().filter(|m| m.entity == entity).map(|m| self.doc.slice(m.name));
        names.min_by_key(|name| name.len()).map(squeeze)
    }
}
