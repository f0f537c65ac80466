//! What a name inside a source tells of it: the person it ends with, a part of a longer name.

use std::ops::Range;

use super::coref::Resolver;
use crate::document::{Entity, EntityKind};
use crate::lexicon::{Class, SourceNoun, Trait};

impl Resolver<'_, '_> {
    /// "Bureau for Peace spokesman Ida Ek", "the head of the forces Brig. Ida Ek": the person whose title all words before her name are.
    pub(super) fn ends_in_person(&self, tokens: &Range<usize>, head: usize) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let m = &doc.mentions[scan.mention(tokens.end.checked_sub(1)?)?];
        let name = doc.tokens_in(m.name);
        let entity = &scan.entities[m.entity];
        if entity.kind != EntityKind::Person || name.end != tokens.end || name.start <= tokens.start + 1 || head >= name.start {
            return None;
        }
        let title = scan.is_role(name.start - 1) && scan.mention(name.start - 1).is_none();
        let closed = |t: usize| {
            scan.mention(t).is_none() && (scan.is_mark(t) && scan.word(t) != "." || scan.is(t, Class::COORDINATOR | Class::RELATIVE))
                || scan.word(t) == "'s"
        };
        let hangs = (tokens.start..name.start).any(|t| scan.is(t, Class::PREPOSITION));
        // "a friend of envoy Ida Ek" is another.
        let last = (tokens.start..name.start).rev().find(|t| scan.is(*t, Class::PREPOSITION));
        let body = |t: usize| scan.names(t, EntityKind::Body);
        let inside =
            last.is_some_and(|t| body(t) || (t + 1..name.start - 1).any(|w| scan.is_word(w) && !scan.capitalized(w)) && scan.is_role(head));
        (title && hangs && inside && !(tokens.start..name.start).any(closed)).then_some(entity)
    }

    /// "the Halden sheriff's Office", "state-run TV", "Hundreds of deserters": the one word that passes for a name says too little.
    pub(super) fn tells_more(&self, tokens: &Range<usize>, head: usize) -> bool {
        let (scan, doc) = (self.scan, self.scan.doc);
        let Some(m) = scan.mention(head).map(|m| &doc.mentions[m]) else { return false };
        let entity = &scan.entities[m.entity];
        if entity.kind != EntityKind::Body || entity.name.contains(' ') || doc.tokens_in(m.name).len() != 1 {
            return false;
        }
        let before = head.checked_sub(1).filter(|t| *t > tokens.start);
        let owned = before.is_some_and(|t| scan.word(t) == "'s" || scan.is_word(t) && !scan.capitalized(t) && scan.word(t).contains('-'));
        // "Norlandic state TV"
        let owned = owned || before.is_some_and(|t| scan.lexicon.people.has(scan.surface(t), Trait::PUBLIC) && t > tokens.start);
        let general = || scan.lexicon.people.noun(scan.word(head)) == Some(SourceNoun::Body);
        let share = head == tokens.start && matches!(scan.word(head + 1), "per" | "percent" | "%");
        // "the Committee to Protect Crews"
        let purpose = scan.word(head + 1) == "to" && head + 2 < tokens.end && scan.capitalized(head + 2);
        let counted = scan.has(head, Trait::MANY);
        share || purpose || owned && general() || counted && head == tokens.start && head + 1 < tokens.end && scan.word(head + 1) == "of"
    }
}
