//! Persons whom a sentence names by the surname alone: out of context a reader asks who that is, unless another sentence taken
//! introduces them.

use std::ops::Range;

use crate::Document;
use crate::annotate::Pronouns;
use crate::document::EntityKind;

/// Who is named in full or by surname in each sentence, and who has been introduced by what was taken.
pub(super) struct Names {
    /// For each sentence the persons it introduces, and those it names by surname alone.
    full: Vec<Vec<usize>>,
    bare: Vec<Vec<usize>>,
    /// For each person the sentences that name them by surname alone.
    bare_in: Vec<Vec<usize>>,
    known: Vec<bool>,
}

impl Names {
    /// Nobody is introduced yet; a sentence shown with a name for its pronoun introduces whom it means. Cost: linear in the mentions.
    pub(super) fn new(doc: &Document, settled: Option<&Pronouns>) -> Self {
        let (sentences, entities) = (doc.sentences.len(), doc.entities.len());
        let mut names = Self {
            full: vec![Vec::new(); sentences],
            bare: vec![Vec::new(); sentences],
            bare_in: vec![Vec::new(); entities],
            known: vec![false; entities],
        };
        for (sentence, full) in names.full.iter_mut().enumerate() {
            full.extend(settled.and_then(|p| p.of(sentence)).map(|t| t.entity));
        }
        for mention in &doc.mentions {
            let Some(entity) = doc.entities.get(mention.entity).filter(|e| e.kind == EntityKind::Person) else { continue };
            let bare = mention.span == mention.name && !doc.slice(mention.name).contains(char::is_whitespace) && entity.name.contains(' ');
            for sentence in doc.sentences_in(mention.span) {
                if !bare {
                    names.full[sentence].push(mention.entity);
                } else if !names.full[sentence].contains(&mention.entity) && !names.bare[sentence].contains(&mention.entity) {
                    names.bare[sentence].push(mention.entity);
                    names.bare_in[mention.entity].push(sentence);
                }
            }
        }
        names
    }

    /// Whether a sentence names someone whom neither what was taken nor `with` introduces.
    pub(super) fn is_unknown(&self, sentence: usize, with: &Range<usize>) -> bool {
        let introduced = |person: &usize| self.known[*person] || with.clone().any(|s| self.full[s].contains(person));
        !self.bare[sentence].iter().all(introduced)
    }

    /// How many of these sentences, in the order of the article, name someone whom neither they nor those before introduce.
    pub(super) fn strangers(&self, sentences: impl Iterator<Item = usize> + Clone) -> usize {
        let known = |at: usize, person: &usize| sentences.clone().take(at + 1).any(|s| self.full[s].contains(person));
        sentences.clone().enumerate().filter(|(at, s)| !self.bare[*s].iter().all(|person| known(*at, person))).count()
    }

    /// Takes a sentence; returns the sentences that may have gained by it. Each person is introduced once, so that all calls together are
    /// linear in the mentions.
    pub(super) fn take(&mut self, sentence: usize) -> Vec<usize> {
        let mut gained = Vec::new();
        for person in &self.full[sentence] {
            if !std::mem::replace(&mut self.known[*person], true) {
                gained.append(&mut self.bare_in[*person]);
            }
        }
        gained
    }
}
