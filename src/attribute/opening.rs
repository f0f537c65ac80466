//! Whom the sentence before a pronoun is about: a name, a description or a stranger that it opens with or brings in.

use std::ops::Range;

use super::clause::Draft;
use super::coref::{Resolver, speaker_of};
use super::pronoun::FARTHEST;
use super::scan::Scan;
use super::{ResolvedBy, Speaker};
use crate::document::Entity;
use crate::lexicon::{Class, Gender};

/// Where the subject may start: behind "But" and "In the first days,".
fn behind_opener(scan: &Scan<'_>, sentence: &Range<usize>) -> usize {
    /// How far the comma may be.
    const REACH: usize = 15;
    let start = sentence.start + usize::from(scan.is(sentence.start, Class::COORDINATOR | Class::ADVERB));
    if scan.word(start) == "," {
        return start + 1;
    }
    if !scan.is(start, Class::PREPOSITION) {
        return start;
    }
    let comma = (start..sentence.end.min(start + REACH)).find(|t| scan.word(*t) == ",");
    comma.filter(|c| !scan.has_clause(start..*c) && !scan.has_quote(start..*c)).map_or(start, |c| c + 1)
}

impl Resolver<'_, '_> {
    /// Whom the sentence before is about, where nobody was heard there.
    pub(super) fn opening(&self, gender: Gender, draft: &Draft, fits: &dyn Fn(&Entity) -> bool) -> Option<Speaker> {
        let named = self.person_opening(draft, fits).or_else(|| self.described_opening(draft, fits));
        named.or_else(|| self.stranger(gender, draft, fits))
    }

    /// The sentence before; where it opens with the pronoun itself ("He had to go. He said"), the one before that, and so on.
    fn about_somebody_else(&self, draft: &Draft) -> Option<Range<usize>> {
        /// Sentences that may go on about the same.
        const REACH: usize = 3;
        let scan = self.scan;
        let pronoun = draft.source.as_ref().map(|s| scan.word(s.head))?;
        let sentences = &scan.doc.sentences;
        let mut before = (draft.sentence.saturating_sub(REACH)..draft.sentence).rev().map(|s| sentences[s].tokens.clone());
        before.find(|s| scan.word(s.start) != pronoun)
    }

    /// "The defence secretary gave a medal to Berg. He asked him": the person whose description opens the sentence before.
    fn described_opening(&self, draft: &Draft, fits: &dyn Fn(&Entity) -> bool) -> Option<Speaker> {
        let scan = self.scan;
        let before = self.about_somebody_else(draft)?;
        let start = behind_opener(scan, &before);
        let phrase = scan.phrase_after(start, before.end).filter(|_| scan.word(start) == "the")?;
        let role = scan.is_role(phrase.head) && scan.mention(phrase.head).is_none() && scan.quote(phrase.head).is_none();
        let end = phrase.tokens.end;
        let acts = scan.finite(end) || scan.head(end).is_some() || scan.is(end, Class::ADVERB) || scan.word(end).ends_with("ed");
        if !role || !acts {
            return None;
        }
        let country = scan.country_in(phrase.tokens.clone());
        let held = self.by_role(phrase.tokens.clone(), phrase.head, country, true, draft);
        match held.or_else(|| self.in_focus(&phrase.tokens, phrase.head, country, draft)) {
            Some(entity) => fits(entity).then(|| speaker_of(entity, ResolvedBy::Pronoun, None)),
            // An office that nobody of the article has is somebody else's.
            None => (start == before.start && scan.is_person_role(phrase.head)).then(|| self.unresolved(phrase.tokens)),
        }
    }

    /// "Ollo Hum has tried to keep away. ¶ On Monday he denied it": the person whose full name opens the sentence before, though nothing else
    /// tells of her.
    fn person_opening(&self, draft: &Draft, fits: &dyn Fn(&Entity) -> bool) -> Option<Speaker> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let before = doc.sentences.get(draft.sentence.checked_sub(1)?)?.tokens.clone();
        let m = &doc.mentions[scan.mention(before.start).filter(|_| scan.quote(before.start).is_none())?];
        let entity = &scan.entities[m.entity];
        let end = doc.tokens_in(m.span).end;
        let acts = scan.finite(end) || scan.word(end) == ",";
        let full = entity.name.contains(' ') && entity.role.is_none() && entity.gender.is_none();
        (full && acts && fits(entity)).then(|| speaker_of(entity, ResolvedBy::Pronoun, None))
    }

    /// "The crew met a young farmer. He said": somebody whom the sentence before, in the same paragraph, brings in without a name, where it
    /// names nobody who fits.
    fn stranger(&self, gender: Gender, draft: &Draft, fits: &dyn Fn(&Entity) -> bool) -> Option<Speaker> {
        /// An indefinite description has at most so many words.
        const LONGEST: usize = 5;
        let (scan, doc) = (self.scan, self.scan.doc);
        let people = &scan.lexicon.people;
        let here = doc.sentences.get(draft.sentence)?;
        let before = doc.sentences.get(draft.sentence.checked_sub(1)?).filter(|s| s.paragraph == here.paragraph)?;
        if before.tokens.len() > FARTHEST || self.named(before.tokens.clone(), fits, &[]).is_some() || scan.has_quote(before.tokens.clone())
        {
            return None;
        }
        before.tokens.clone().rev().filter(|t| matches!(scan.word(*t), "a" | "an")).find_map(|t| {
            let t = &t;
            let plain = |w: &usize| !scan.is_mark(*w) && !scan.is(*w, Class::PREPOSITION | Class::RELATIVE | Class::DETERMINER);
            let words = (t + 1..before.tokens.end.min(t + LONGEST)).take_while(plain);
            let head = words.filter(|w| scan.is_person_role(*w)).last()?;
            let told = people.title_gender(scan.word(head)).is_none_or(|g| g == gender);
            // "met a farmer", not "is a farmer", "for a farmer".
            let verb =
                |v: usize| !scan.is(v, Class::AUXILIARY) && (scan.finite(v) || scan.word(v).ends_with("ed") || scan.word(v) == "with");
            let acts = *t == before.tokens.start || verb(t - 1);
            let whole = scan.word(head + 1) != "of" && scan.mention(head + 1).is_none();
            (told && acts && whole).then(|| self.unresolved(*t..head + 1))
        })
    }
}
