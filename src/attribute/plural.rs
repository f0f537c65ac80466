//! Whom "they" takes up: people who open the sentence or the one before, a body that spoke, the last joint or plural speaker.

use super::Speaker;
use super::clause::Draft;
use super::coref::{REACH, Resolver};
use super::pronoun::FARTHEST;
use crate::document::EntityKind;
use crate::lexicon::{Class, SourceNoun};

impl Resolver<'_, '_> {
    /// For "they": the last joint or plural speaker.
    pub(super) fn plural_before(&self, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let plural = |name: &str| {
            let last = name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            last.ends_with('s') && self.known(name).is_none_or(|e| e.kind != EntityKind::Person) || matches!(&*last, "people" | "police")
        };
        if let Some(group) = self.group_before(draft) {
            reasons.push(format!("speaker: {} open the sentence", group.name));
            return vec![group];
        }
        let found = self.heard(draft.sentence, REACH).find(|(_, speakers)| speakers.len() > 1 || speakers.iter().any(|s| plural(&s.name)));
        // "The soldiers joined the army. They left it": whoever opens the sentence before goes before whoever spoke further back.
        let far = found.is_none_or(|(sentence, _)| sentence + 1 < draft.sentence);
        let found = found.map(|(_, speakers)| speakers.clone()).unwrap_or_default();
        if far && let Some(group) = self.people_before(draft) {
            reasons.push(format!("speaker: {} open the sentence before", group.name));
            return vec![group];
        }
        if far
            && !found.is_empty()
            && let Some(body) = self.body_just_before(draft)
        {
            reasons.push(format!("speaker: {} spoke in the sentence before", body.name));
            return vec![body];
        }
        if let Some(first) = found.first() {
            reasons.push(format!("speaker: {} spoke before", first.name));
        }
        found
    }

    /// "Ministers of eight countries issued a statement in which they rejected": the people who open the sentence.
    fn group_before(&self, draft: &Draft) -> Option<Speaker> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let tokens = doc.sentences.get(draft.sentence)?.tokens.clone();
        let at = draft.source.as_ref().map(|s| s.tokens.start).filter(|t| *t > tokens.start && scan.word(*t) == "they")?;
        let phrase = scan.phrase_after(tokens.start, at)?;
        let word = scan.word(phrase.head);
        let people = scan.lexicon.people.is_plural_role(word);
        let noun = scan.lexicon.people.noun(word);
        let group = people || noun == Some(SourceNoun::Group) || noun == Some(SourceNoun::Body) && scan.word(phrase.head + 1) == "of";
        // "A group of students left after they called on Ek"
        let hangs = group && scan.is(at - 1, Class::SUBORDINATOR | Class::PREPOSITION);
        let relative = people && (phrase.tokens.end..at).any(|t| scan.is(t, Class::RELATIVE));
        let said = hangs || relative && !scan.has_quote(phrase.tokens.end..at);
        (said && scan.mention(phrase.head).is_none()).then(|| self.unresolved(phrase.tokens))
    }

    /// "The study's authors disagree. They wrote": the people who open the sentence before. "The move did little to appease the protesters.
    /// They want": the only people in it, where it names nobody.
    fn people_before(&self, draft: &Draft) -> Option<Speaker> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let here = doc.sentences.get(draft.sentence)?;
        let before = doc.sentences.get(draft.sentence.checked_sub(1)?)?;
        let tokens = before.tokens.clone();
        let people = |t: usize| {
            let word = scan.word(t);
            let group = scan.lexicon.people.is_plural_role(word) || scan.lexicon.people.noun(word) == Some(SourceNoun::Group);
            group && scan.mention(t).is_none() && scan.quote(t).is_none()
        };
        if let Some(phrase) = scan.phrase_after(tokens.start, tokens.end).filter(|phrase| people(phrase.head)) {
            return Some(self.unresolved(phrase.tokens));
        }
        let plain = |t: usize| scan.mention(t).is_none() && scan.quote(t).is_none();
        let opens = draft.source.as_ref().is_some_and(|s| s.tokens.start == here.tokens.start);
        if !opens || before.paragraph != here.paragraph || tokens.len() > FARTHEST || !tokens.clone().all(plain) {
            return None;
        }
        let mut all = tokens.filter(|t| people(*t) && scan.word(*t).ends_with('s'));
        let only = all.next()?;
        all.next().is_none().then(|| self.unresolved(only..only + 1))
    }

    /// "A commission ruled that it was too high. They said": the one body that spoke in the sentence before, where "they" opens the next.
    fn body_just_before(&self, draft: &Draft) -> Option<Speaker> {
        let doc = self.scan.doc;
        let here = doc.sentences.get(draft.sentence)?;
        let before = draft.sentence.checked_sub(1)?;
        let opens = draft.source.as_ref().is_some_and(|s| s.tokens.start == here.tokens.start);
        let (_, speakers) = self.heard(draft.sentence, 1).find(|(s, _)| *s == before).filter(|_| opens)?;
        let [speaker] = speakers.as_slice() else { return None };
        let body = self.known(&speaker.name).map_or_else(|| self.is_body(&speaker.name), |e| e.kind == EntityKind::Body);
        (body && doc.sentences[before].paragraph == here.paragraph).then(|| speaker.clone())
    }
}
