//! Persons whom a sentence names by the surname alone: out of context a reader asks who that is, unless another sentence taken
//! introduces them.

use std::ops::Range;

use crate::Document;
use crate::annotate::Pronouns;
use crate::document::{BySentence, EntityKind};

/// Who is named in full or by surname in each sentence, and who has been introduced by what was taken.
pub(super) struct Names {
    /// The persons that sentences introduce, and those that they name by surname alone.
    full: BySentence<usize>,
    bare: BySentence<usize>,
    /// For each person the sentences that name them by surname alone.
    bare_in: Vec<Vec<usize>>,
    known: Vec<bool>,
}

impl Names {
    /// Nobody is introduced yet; a sentence shown with a name for its pronoun introduces whom it means. Cost: linear in the mentions.
    pub(super) fn new(doc: &Document, settled: Option<&Pronouns>) -> Self {
        let (mut full, mut bare) = (Vec::new(), Vec::new());
        let mut bare_in = vec![Vec::new(); doc.entities.len()];
        let settled_in = |sentence: usize, person: usize| settled.and_then(|p| p.of(sentence)).is_some_and(|t| t.entity == person);
        for mention in &doc.mentions {
            if doc.entities.get(mention.entity).is_none_or(|e| e.kind != EntityKind::Person) {
                continue;
            }
            for sentence in doc.sentences_in(mention.span) {
                let named = (sentence, mention.entity);
                // Mentions stand in order, so that those of a sentence are the last.
                let before = |list: &[(usize, usize)]| list.iter().rev().take_while(|(s, _)| *s >= sentence).any(|n| *n == named);
                if !doc.is_bare(mention) {
                    full.push(named);
                } else if !before(&full) && !before(&bare) && !settled_in(sentence, mention.entity) {
                    bare.push(named);
                    bare_in[mention.entity].push(sentence);
                }
            }
        }
        full.extend(settled.into_iter().flat_map(Pronouns::all).map(|(sentence, taken_up)| (sentence, taken_up.entity)));
        Self { full: full.into_iter().collect(), bare: bare.into_iter().collect(), bare_in, known: vec![false; doc.entities.len()] }
    }

    /// Whether a sentence names someone whom neither what was taken nor `with` introduces.
    pub(super) fn is_unknown(&self, sentence: usize, with: &Range<usize>) -> bool {
        let introduced = |person: &usize| self.known[*person] || with.clone().any(|s| self.full.of(s).any(|p| p == person));
        !self.bare.of(sentence).all(introduced)
    }

    /// How many of these sentences, in the order of the article, name someone whom neither they nor those before introduce.
    pub(super) fn strangers(&self, sentences: impl Iterator<Item = usize> + Clone) -> usize {
        let known = |at: usize, person: &usize| sentences.clone().take(at + 1).any(|s| self.full.of(s).any(|p| p == person));
        sentences.clone().enumerate().filter(|(at, s)| !self.bare.of(*s).all(|person| known(*at, person))).count()
    }

    /// Takes a sentence; returns the sentences that may have gained by it. Each person is introduced once, so that all calls together are
    /// linear in the mentions.
    pub(super) fn take(&mut self, sentence: usize) -> Vec<usize> {
        let mut gained = Vec::new();
        for person in self.full.of(sentence) {
            if !std::mem::replace(&mut self.known[*person], true) {
                gained.append(&mut self.bare_in[*person]);
            }
        }
        gained
    }
}
