//! Bodies as sources: "the company", "its foreign ministry", "the statement" of whoever issued it.

use std::ops::Range;

use super::clause::Draft;
use super::coref::{FAR, REACH, Resolver, speaker_of};
use super::{ResolvedBy, Speaker};
use crate::document::{Entity, EntityKind, Mention, squeeze};
use crate::lexicon::{Class, Gender, Pronoun, SourceNoun, Trait};

impl Resolver<'_, '_> {
    /// "The organization" is the body heard just before, else the one named just before, else the one heard last, not far away.
    pub(super) fn some_body(&self, tokens: &Range<usize>, draft: &Draft) -> Option<Speaker> {
        let body = |s: &&Speaker| self.known(&s.name).is_some_and(|e| e.kind != EntityKind::Person);
        let heard = |reach: usize| self.heard(draft.sentence, reach).flat_map(|(_, s)| s).find(body).cloned();
        let only = || {
            let mut all = self.heard(draft.sentence, FAR).flat_map(|(_, s)| s).filter(body);
            all.next().filter(|first| all.all(|s| s.name == first.name)).cloned()
        };
        let named = || self.body_near(tokens.start, draft.sentence).map(|e| speaker_of(e, ResolvedBy::Description, None));
        // "said Ida Ek of the Velmark Group. The company added": whose officer spoke just before.
        let officers = || {
            let (_, speakers) = self.heard(draft.sentence, 1).find(|(_, s)| !s.is_empty())?;
            let [speaker] = speakers.as_slice() else { return None };
            let person = self.known(&speaker.name).filter(|e| e.kind == EntityKind::Person && e.role.is_some());
            let business = self.scan.has(tokens.end - 1, Trait::FIRM);
            let body = person.filter(|_| business)?.affiliation.as_deref()?;
            let named = self.known(body).map(|e| speaker_of(e, ResolvedBy::Description, None));
            let party = self.scan.lexicon.people.party(body).is_some();
            let bare = || Speaker {
                name: body.to_owned(),
                role: None,
                affiliation: None,
                country: None,
                resolved_by: ResolvedBy::Description,
                mention: None,
            };
            (!party).then(|| named.unwrap_or_else(bare))
        };
        heard(1)
            .or_else(officers)
            .or_else(named)
            .or_else(|| heard(REACH))
            .or_else(only)
            .or_else(|| self.lone_body(tokens.start, draft.sentence))
    }

    /// The only body named in the sentences before.
    pub(super) fn lone_body(&self, token: usize, sentence: usize) -> Option<Speaker> {
        let body = self.only_near(token, sentence, REACH, |e| e.kind == EntityKind::Body)?;
        Some(speaker_of(body, ResolvedBy::Description, None))
    }

    /// The only one that fits of those named before a token, in its sentence and `reach` before it; the last 60 names are asked.
    fn only_near(&self, token: usize, sentence: usize, reach: usize, fits: impl Fn(&Entity) -> bool) -> Option<&Entity> {
        let doc = self.scan.doc;
        let low = doc.tokens[doc.sentences[sentence.saturating_sub(reach)].tokens.start].span.start();
        let near = self.scan.mentions_before(token).iter().rev().take(60).take_while(|m| m.span.start() >= low);
        let mut fitting = near.map(|m| &self.scan.entities[m.entity]).filter(|e| fits(e));
        let first = fitting.next()?;
        fitting.all(|e| e.name == first.name).then_some(first)
    }

    /// Whoever issued "the statement": who was heard last. "The article" is the outlet's that was named just before.
    pub(super) fn issuer(&self, tokens: &Range<usize>, head: usize, draft: &Draft) -> Option<Vec<Speaker>> {
        if self.scan.lexicon.people.is_press_piece(self.scan.word(head)) {
            let outlet = self.body_near(tokens.start, draft.sentence)?;
            return Some(vec![speaker_of(outlet, ResolvedBy::Description, None)]);
        }
        // Words are not spoken for by other words: "the letter" after "the list shows".
        let words = |s: &Speaker| self.scan.lexicon.people.noun(&self.head_of_name(&s.name)) == Some(SourceNoun::Text);
        let told =
            |s: &Vec<Speaker>| s.iter().all(|s| s.resolved_by != ResolvedBy::Unresolved && (self.known(&s.name).is_some() || !words(s)));
        self.heard(draft.sentence, REACH).find(|(_, s)| !s.is_empty()).filter(|(_, s)| told(s)).map(|(_, s)| s.clone())
    }

    /// The body named last before a token, in its sentence or the one before.
    pub(super) fn body_near(&self, token: usize, sentence: usize) -> Option<&Entity> {
        let doc = self.scan.doc;
        let low = doc.tokens[doc.sentences[sentence.saturating_sub(1)].tokens.start].span.start();
        let near = self.scan.mentions_before(token).iter().rev().take_while(|m| m.span.start() >= low);
        // "its Velmark works": the town tells which works, and is no company.
        let which = |m: &Mention| {
            let before = doc.tokens_in(m.name).start.checked_sub(1);
            self.modifies(m.name) && before.is_some_and(|t| self.scan.is(t, Class::DETERMINER | Class::POSSESSIVE))
        };
        // "the union" is not "Jobcentres".
        let several = |e: &Entity| !e.name.contains(' ') && e.name.ends_with('s') && e.name.chars().nth(1).is_some_and(char::is_lowercase);
        near.filter(|m| !which(m)).map(|m| &self.scan.entities[m.entity]).find(|e| e.kind == EntityKind::Body && !several(e))
    }

    /// Whose "its foreign ministry" or "his office" is.
    pub(super) fn owner(&self, tokens: &Range<usize>, draft: &Draft, reasons: &mut Vec<String>) -> Option<Speaker> {
        if tokens.len() < 2 || !self.scan.is(tokens.start, Class::POSSESSIVE) {
            return None;
        }
        let pronoun = self.pronoun(tokens.start).filter(|p| p.person == 3)?;
        // "Norland would pay, its governor said": the nearest owner stands in the same sentence.
        let body = |e: &Entity| e.kind != EntityKind::Person;
        let here = self.scan.doc.sentences[draft.sentence].tokens.start..tokens.start;
        if let Some(entity) = self.named(here.clone(), &body, &[]).filter(|_| pronoun.gender == Gender::Neuter) {
            reasons.push(format!("speaker: {} stands before \"its\" in the same sentence", entity.name));
            return Some(speaker_of(entity, ResolvedBy::Pronoun, None));
        }
        // "Ek would stay, his spokesman said."
        let his = |e: &Entity| e.kind == EntityKind::Person && self.fits_pronoun(e, pronoun);
        if let Some(entity) = self.named(here, &his, &[]).filter(|_| !pronoun.plural && pronoun.gender != Gender::Neuter) {
            reasons.push(format!("speaker: {} stands before the pronoun in the same sentence", entity.name));
            return Some(speaker_of(entity, ResolvedBy::Pronoun, None));
        }
        if let Some(entity) = self.kin_of(tokens, pronoun, draft.sentence) {
            reasons.push(format!("speaker: {} alone is known to fit the pronoun", entity.name));
            return Some(speaker_of(entity, ResolvedBy::Pronoun, None));
        }
        if let Some(entity) = self.named_after(tokens, pronoun, draft).or_else(|| self.possessor_before(pronoun, draft)) {
            reasons.push(format!("speaker: {} is whose it is", entity.name));
            return Some(speaker_of(entity, ResolvedBy::Pronoun, None));
        }
        let owners = self.pronoun_speakers(pronoun, tokens.start..tokens.start + 1, draft, reasons);
        owners.into_iter().next().filter(|s| s.resolved_by != ResolvedBy::Unresolved)
    }

    /// "According to his website, Ek was born": the name that opens the clause.
    fn named_after(&self, tokens: &Range<usize>, pronoun: Pronoun, draft: &Draft) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let opens = draft.cue.start == doc.sentences[draft.sentence].tokens.start && draft.cue.end == tokens.start;
        let name = tokens.end + 1;
        if !opens || draft.cue.is_empty() || name >= doc.tokens.len() || scan.word(tokens.end) != "," {
            return None;
        }
        let m = &doc.mentions[scan.mention(name)?];
        let person = |e: &&Entity| e.kind == EntityKind::Person && self.fits_pronoun(e, pronoun);
        Some(&scan.entities[m.entity]).filter(person).filter(|_| doc.tokens_in(m.span).start == name)
    }

    /// "Ek's support comes from the north. His allies": the person in the genitive that opens the sentence before.
    fn possessor_before(&self, pronoun: Pronoun, draft: &Draft) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let start = doc.sentences[draft.sentence.checked_sub(1)?].tokens.start;
        let m = &doc.mentions[scan.mention(start).filter(|_| scan.quote(start).is_none())?];
        let person = |e: &&Entity| e.kind == EntityKind::Person && self.fits_pronoun(e, pronoun);
        Some(&scan.entities[m.entity]).filter(person).filter(|_| self.possessor(m.name))
    }

    /// "Ek, whose allies say": the words for the allies, with whose they are.
    pub(super) fn whose(&self, tokens: &Range<usize>) -> Option<Speaker> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let pronoun = if scan.word(tokens.start) == "whose" { tokens.start } else { tokens.start.checked_sub(1)? };
        let before = pronoun.checked_sub(1).filter(|_| scan.word(pronoun) == "whose")?;
        let before = if scan.word(before) == "," { before.checked_sub(1)? } else { before };
        let m = &doc.mentions[scan.mention(before)?];
        // "a man in Boston, whose lawyers"
        let behind = doc.tokens_in(m.span).start.checked_sub(1).is_some_and(|t| scan.is(t, Class::PREPOSITION));
        let entity = Some(&scan.entities[m.entity]).filter(|e| e.kind == EntityKind::Person || !behind)?;
        let words = squeeze(doc.slice(scan.span(pronoun + 1..tokens.end)));
        let speaker = Speaker { resolved_by: ResolvedBy::Description, country: entity.country.clone(), ..self.unresolved(tokens.clone()) };
        (pronoun + 1 < tokens.end).then(|| Speaker { name: format!("{}'s {words}", entity.name), ..speaker })
    }

    /// "Her widower": the one person named in the sentences before, in whatever place, who is known to be a "her".
    fn kin_of(&self, tokens: &Range<usize>, pronoun: Pronoun, sentence: usize) -> Option<&Entity> {
        /// Sentences back.
        const NEAR: usize = 3;
        let kin = self.scan.lexicon.people.title_gender(self.scan.word(tokens.end - 1)).is_some();
        let gender = pronoun.gender.of_person().filter(|_| kin && tokens.len() == 2)?;
        self.only_near(tokens.start, sentence, NEAR, |e| e.kind == EntityKind::Person && e.gender == Some(gender))
    }

    /// Who stands behind a text that speaks for its body: "a statement by Ek's office", "the Velmark statement".
    pub(super) fn behind(&self, tokens: &Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Option<Vec<Speaker>> {
        let scan = self.scan;
        if !scan.lexicon.people.is_utterance(scan.word(head)) {
            return None;
        }
        let behalf = |t: usize| scan.word(t) == "of" && scan.word(t - 1) == "behalf";
        let by = (head + 1..tokens.end).find(|t| matches!(scan.word(*t), "by" | "from") || behalf(*t));
        // "by Ida Ek, the envoy"
        let end = |by: usize| (by + 2..tokens.end).find(|t| scan.word(*t) == "," && scan.mention(t - 1).is_some()).unwrap_or(tokens.end);
        if let Some(phrase) = by.and_then(|by| scan.phrase(by + 1..end(by))) {
            reasons.push(format!("speaker: whom the {} comes from", scan.word(head)));
            return Some(self.speakers(phrase.tokens, phrase.head, draft, reasons));
        }
        let last = head.checked_sub(1).filter(|t| *t >= tokens.start)?;
        let last = if scan.word(last) == "'s" { last.checked_sub(1)? } else { last };
        let entity = &scan.entities[scan.doc.mentions[scan.mention(last)?].entity];
        reasons.push(format!("speaker: whose {} it is", scan.word(head)));
        Some(vec![speaker_of(entity, ResolvedBy::Name, Some(scan.span(tokens.clone())))])
    }
}
