//! Pronouns as sources: whom "he", "it" and "they" take up.

use std::ops::Range;

use super::clause::Draft;
use super::coref::{REACH, Resolver, speaker_of};
use super::{ResolvedBy, Speaker};
use crate::Span;
use crate::document::{Entity, EntityKind, Mention, PersonGender};
use crate::lexicon::{Class, Frames, Gender, Pronoun, SourceNoun};

/// "it" takes up what stands at most so many sentences back.
const REACH_OF_BODIES: usize = 3;
/// Whoever acts in a sentence goes before whoever is spoken of there, at most so many sentences back.
const REACH_OF_SUBJECTS: usize = 3;
/// And at most so many words back in a stretch; no sentence has as many.
pub(super) const FARTHEST: usize = 500;

impl Resolver<'_, '_> {
    /// A pronoun that can be a source; "his" and "he'll" as "he".
    pub(super) fn pronoun(&self, token: usize) -> Option<Pronoun> {
        let word = self.scan.word(token);
        let word = match word.split_once('\'').map_or(word, |(word, _)| word) {
            "his" | "him" | "himself" => "he",
            "her" | "herself" => "she",
            "its" => "it",
            "their" | "them" => "they",
            "my" => "i",
            "our" => "we",
            word => word,
        };
        self.scan.lexicon.people.pronoun(word)
    }

    pub(super) fn pronoun_speakers(
        &self,
        pronoun: Pronoun,
        tokens: Range<usize>,
        draft: &Draft,
        reasons: &mut Vec<String>,
    ) -> Vec<Speaker> {
        let mention = Some(self.scan.span(tokens.clone()));
        let words = self.scan.span(tokens.clone());
        if pronoun.person == 1
            && self.scan.quote(tokens.start).is_none()
            && let Some((name, who)) = self.author(tokens.start, pronoun.plural)
        {
            reasons.push(format!("speaker: \"{}\" is {name}, {who}", self.scan.doc.slice(words)));
            return vec![Speaker { name, resolved_by: ResolvedBy::Pronoun, ..self.unresolved(tokens) }];
        }
        let found = match pronoun {
            Pronoun { person: 3, plural: false, gender: Gender::Neuter } => self.body_before(tokens.start, draft, reasons),
            Pronoun { person: 3, plural: false, gender } if gender != Gender::Unknown => {
                self.person_before(gender, tokens.start, draft, reasons)
            }
            Pronoun { person: 3, plural: true, .. } if self.scan.word(tokens.start).starts_with("the") => {
                self.plural_before(draft, reasons)
            }
            _ => Vec::new(),
        };
        if found.is_empty() {
            reasons.push(format!("speaker: nobody before fits \"{}\"", self.scan.doc.slice(words)));
            return vec![self.unresolved(tokens)];
        }
        found.into_iter().map(|s| Speaker { resolved_by: ResolvedBy::Pronoun, mention, ..s }).collect()
    }

    /// For "he" and "she": a person named earlier in the sentence, else the one taken up from the sentences before.
    fn person_before(&self, gender: Gender, at: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let fits = |e: &Entity| e.kind == EntityKind::Person && gender_fits(e.gender, gender);
        // A name without title or known first name may be a body's: it is taken up only where no surer person is.
        let sure = |e: &Entity| fits(e) && (e.gender.is_some() || e.role.is_some());
        let start = self.scan.doc.sentences[draft.sentence].tokens.start;
        // "She served under Berg -- years she called lost": the sentence is about the same.
        let same = |t: usize| t < at && matches!(self.scan.word(t), "he" | "she") && self.scan.word(t) == self.scan.word(at);
        // "When he refused to back Berg, he said": so is a clause that opens with him.
        let same = same(start) || self.scan.is(start, Class::SUBORDINATOR) && same(start + 1);
        let here = if self.fronted(start..at) || same || self.trails(at, draft) { at..at } else { start..at };
        let told = |e: &Entity| fits(e) && e.gender.is_some();
        if let Some(entity) = self.owner_before(here.clone(), at, &fits) {
            reasons.push(format!("speaker: \"{}\" takes up {}, whose words stand before it", self.scan.word(at), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Pronoun, None)];
        }
        if let Some(entity) = self.named(here.clone(), &told, &draft.content).or_else(|| self.named(here, &fits, &draft.content)) {
            reasons.push(format!("speaker: {} stands before the pronoun in the same sentence", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Pronoun, None)];
        }
        if let Some(entity) = self.whose_words(start..at, &fits).or_else(|| self.behind_phrase(start, at, draft, &fits)) {
            reasons.push(format!("speaker: {} is whose words or plan the phrase tells of", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Pronoun, None)];
        }
        let others = self.speakers_of_another(draft, gender);
        let fits = |e: &Entity| fits(e) && !others.contains(&e.name);
        let sure = |e: &Entity| sure(e) && !others.contains(&e.name);
        let spoke = |s: &Speaker| self.known(&s.name).map_or_else(|| self.unnamed_person(s, gender), fits);
        let heard_here = self.heard(draft.sentence, 1).any(|(_, s)| s.iter().any(spoke));
        if !heard_here && let Some(speaker) = self.opening(gender, draft, &fits) {
            reasons.push(format!("speaker: {} is who the sentence before is about", speaker.name));
            return vec![speaker];
        }
        let found = self.taken_up(draft, REACH, &spoke, &sure, reasons);
        let found = if found.is_empty() { self.taken_up(draft, REACH, &spoke, &fits, reasons) } else { found };
        if found.is_empty() { self.own_subject(at, draft, &fits, reasons) } else { found }
    }

    /// "Ek's news conference, in which he said", "In Ek's speech on Friday he said": whose words they are, where nobody else is named behind him.
    fn whose_words(&self, before: Range<usize>, fits: &dyn Fn(&Entity) -> bool) -> Option<&Entity> {
        /// How far behind the name the noun may be.
        const REACH: usize = 4;
        let (scan, doc) = (self.scan, self.scan.doc);
        let near = before.start.max(before.end.saturating_sub(FARTHEST))..before.end;
        let people = near.rev().filter_map(|t| scan.mention(t)).map(|m| &doc.mentions[m]);
        let last = people.into_iter().find(|m| fits(&scan.entities[m.entity]))?;
        let end = doc.tokens_in(last.name).end;
        let words = (end + 1..before.end.min(end + 1 + REACH)).take_while(|t| scan.is_word(*t)).any(|t| scan.is(t, Class::CHANNEL));
        let quoted = scan.quote(end).is_some();
        // "Before Ek's speech, he said": somebody else.
        let aside = self.fronted(before.clone()) && scan.word(before.start) != "in";
        (self.possessor(last.name) && words && !quoted && !aside).then(|| &scan.entities[last.entity])
    }

    /// "In his draft law to ban Berg, Lund cited": whom "his" of a phrase before the subject stands for is the subject.
    fn behind_phrase(&self, start: usize, at: usize, draft: &Draft, fits: &dyn Fn(&Entity) -> bool) -> Option<&Entity> {
        /// How far the comma may be.
        const REACH: usize = 15;
        let (scan, doc) = (self.scan, self.scan.doc);
        let end = doc.sentences[draft.sentence].tokens.end;
        let owner = matches!(scan.word(at), "his" | "her") && scan.is(start, Class::PREPOSITION) && !scan.has_clause(start..at);
        let comma = (at..end.min(at + REACH)).find(|t| scan.word(*t) == ",").filter(|comma| owner && !scan.has_clause(at..*comma))?;
        let mention = &doc.mentions[scan.mention(comma + 1)?];
        let subject = !self.possessor(mention.name) && !self.modifies(mention.name);
        let entity = &scan.entities[mention.entity];
        (subject && fits(entity)).then_some(entity)
    }

    /// "Deputies on the hill fled from Ek's remarks and from his claim that": the last owner before a possessive, where nobody acts in the sentence.
    fn owner_before(&self, here: Range<usize>, at: usize, fits: &dyn Fn(&Entity) -> bool) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let acting = scan.is(at, Class::POSSESSIVE) && self.named_as(here.clone(), fits, &[], Class::PREPOSITION).is_none();
        let named = here.rev().take(FARTHEST).filter(|t| acting && scan.quote(*t).is_none()).filter_map(|t| scan.mention(t));
        let owner = named.into_iter().map(|m| &doc.mentions[m]).find(|m| self.possessor(m.name))?;
        Some(&scan.entities[owner.entity]).filter(|e| fits(e))
    }

    /// "Ida Ek will sign, she said", where nobody was named before: the person whose name opens what she said.
    fn own_subject(&self, at: usize, draft: &Draft, fits: &dyn Fn(&Entity) -> bool, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let first = draft.content.first().map(|s| doc.tokens_in(*s)).filter(|content| content.end <= at);
        let Some(mention) = first.and_then(|content| content.clone().find_map(|t| scan.mention(t)).map(|m| (m, content.start))) else {
            return Vec::new();
        };
        let (mention, start) = (&doc.mentions[mention.0], mention.1);
        let entity = &scan.entities[mention.entity];
        let opens = doc.tokens_in(mention.span).start == start && !self.possessor(mention.name) && !self.modifies(mention.name);
        if !opens || !fits(entity) {
            return Vec::new();
        }
        reasons.push(format!("speaker: {} opens the content before the pronoun", entity.name));
        vec![speaker_of(entity, ResolvedBy::Pronoun, None)]
    }

    /// "Ek called her policy a mistake. She shrugged": of whom nothing tells the gender, who spoke of a "her" is not the "she" behind it.
    fn speakers_of_another(&self, draft: &Draft, gender: Gender) -> Vec<String> {
        let scan = self.scan;
        let her = |t: usize| match gender {
            Gender::Female => scan.word(t) == "her",
            _ => scan.word(t) == "him",
        };
        let mut out = Vec::new();
        for (sentence, speakers) in self.heard(draft.sentence, REACH).filter(|(s, _)| *s < draft.sentence) {
            let [speaker] = speakers.as_slice() else { continue };
            let open = self.known(&speaker.name).is_some_and(|e| e.kind == EntityKind::Person && e.gender.is_none());
            let tokens = scan.doc.sentences[*sentence].tokens.clone().skip(1).take(FARTHEST);
            let calls = |t: usize| {
                let cues = scan.head(t).map_or(&[][..], |h| &h.cues);
                cues.iter().any(|c| scan.lexicon.cues.cue(*c).frames.any(Frames::AS | Frames::OBJECT))
            };
            let object = |t: usize| her(t) && scan.quote(t).is_none() && calls(t - 1);
            if open && tokens.into_iter().any(object) {
                out.push(speaker.name.clone());
            }
        }
        out
    }

    /// Whether a person can be "he" or "she".
    pub(super) fn fits_pronoun(&self, entity: &Entity, pronoun: Pronoun) -> bool {
        gender_fits(entity.gender, pronoun.gender)
    }

    /// "The road that Berg built is narrow and cars are old, he said.": where he trails indirect speech, all before it is what he said,
    /// though a reading of it may have left some of it out.
    fn trails(&self, at: usize, draft: &Draft) -> bool {
        let doc = self.scan.doc;
        let Some(last) = draft.content.last().map(|s| doc.tokens_in(*s)).filter(|c| c.end <= at && at <= c.end + 1) else { return false };
        last.clone().all(|t| self.scan.quote(t).is_none()) && draft.cue.start > at
    }

    /// Whether all that stands before a pronoun is a phrase of its clause: "Asked whether Berg would go, she said", "In a letter to Berg,
    /// she said". Whoever is named there is somebody else.
    fn fronted(&self, before: Range<usize>) -> bool {
        let (scan, first) = (self.scan, before.start);
        let Some(comma) = before.end.checked_sub(1).filter(|t| *t > first && scan.word(*t) == ",") else { return false };
        // "Now a lawyer with Halden Law, he said"
        let told = first + usize::from(scan.is(first, Class::ADVERB));
        if matches!(scan.word(told), "a" | "an") && !scan.has_clause(told..comma) {
            return true;
        }
        let word = scan.word(first);
        let verb = word.ends_with("ing") && !word.ends_with("thing") || word.ends_with("ed");
        let participle = scan.head(first).map_or(verb, |h| h.forms.participle || h.forms.gerund) && scan.mention(first).is_none();
        // "For Berg, she said", "As for Berg, she said": the phrase names whom the clause is about.
        let topic = word == "for" || word == "as" && scan.word(first + 1) == "for";
        participle || scan.is(first, Class::PREPOSITION) && !topic && !scan.has_clause(first..comma)
    }

    /// "The rebel group left the deal, which it called a trap": the body or country that opens the sentence of an "it".
    fn body_here(&self, at: usize, draft: &Draft) -> Option<Speaker> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let start = doc.sentences.get(draft.sentence)?.tokens.start;
        let start = self.behind_opening(start, at).unwrap_or(start);
        let phrase = scan.phrase_after(start, at)?;
        let inside = draft.content.iter().any(|s| doc.tokens_in(*s).contains(&phrase.head));
        let acts = scan.finite(phrase.tokens.end) || scan.head(phrase.tokens.end).is_some();
        if inside || !acts || scan.has_quote(phrase.tokens.clone()) {
            return None;
        }
        if let Some(m) = scan.mention(phrase.head).map(|m| &doc.mentions[m]) {
            let entity = &scan.entities[m.entity];
            return (entity.kind != EntityKind::Person).then(|| speaker_of(entity, ResolvedBy::Pronoun, None));
        }
        let body =
            matches!(scan.lexicon.people.noun(scan.word(phrase.head)), Some(SourceNoun::Text | SourceNoun::Body | SourceNoun::Group));
        let one = !scan.word(phrase.head).ends_with('s') && scan.is(phrase.tokens.start, Class::DETERMINER);
        let told = phrase.tokens.len() > 2;
        (body && one && told).then(|| self.unresolved(phrase.tokens))
    }

    /// "Wary of the deal, | Norland clung to what it called": where a name stands behind a phrase without a verb that opens the sentence.
    fn behind_opening(&self, start: usize, at: usize) -> Option<usize> {
        /// How long the phrase may be.
        const LONGEST: usize = 10;
        let scan = self.scan;
        let comma = (start + 1..at.min(start + LONGEST)).find(|t| scan.word(*t) == ",")?;
        let plain = !scan.has_clause(start..comma) && !scan.has_quote(start..comma) && scan.mention(start).is_none();
        (plain && comma + 1 < at && scan.mention(comma + 1).is_some()).then_some(comma + 1)
    }

    /// For "it": the body, country or text that opens its sentence, else the one taken up from the sentences before.
    fn body_before(&self, at: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        if let Some(speaker) = self.body_here(at, draft) {
            reasons.push(format!("speaker: \"it\" takes up {}, which opens the sentence", speaker.name));
            return vec![speaker];
        }
        if let Some(speaker) = self.text_before(draft) {
            reasons.push(format!("speaker: \"it\" takes up {}, which opens the sentence before", speaker.name));
            return vec![speaker];
        }
        let fits = |e: &Entity| e.kind != EntityKind::Person;
        // A lone word of which nothing tells that it is a person's name may be a company's.
        let open = |e: &Entity| fits(e) || e.role.is_none() && e.gender.is_none() && !e.name.contains(' ');
        let spoke = |s: &Speaker| self.known(&s.name).map_or_else(|| self.is_body(&s.name), open);
        self.taken_up(draft, REACH_OF_BODIES, &spoke, &fits, reasons)
    }

    /// "The draft resolution, backed by Norland, came late. It demands", "The army denied it. It said": the text or unnamed body that the
    /// sentence before is about.
    fn text_before(&self, draft: &Draft) -> Option<Speaker> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let before = doc.sentences.get(draft.sentence.checked_sub(1)?)?.tokens.clone();
        let body = |s: &Speaker| self.known(&s.name).is_none_or(|e| e.kind != EntityKind::Person);
        if self.heard(draft.sentence, 1).any(|(_, s)| s.iter().any(body)) {
            return None;
        }
        let phrase = scan.phrase_after(before.start, before.end)?;
        let text = matches!(scan.lexicon.people.noun(scan.word(phrase.head)), Some(SourceNoun::Text | SourceNoun::Body));
        let alone = scan.is(phrase.tokens.start, Class::DETERMINER) && scan.mention(phrase.head).is_none();
        (text && alone && scan.quote(phrase.head).is_none()).then(|| self.unresolved(phrase.tokens))
    }

    /// Sentence by sentence back: the single speaker of an attribution there, else the first entity named.
    fn taken_up(
        &self,
        draft: &Draft,
        reach: usize,
        spoke: &dyn Fn(&Speaker) -> bool,
        fits: &dyn Fn(&Entity) -> bool,
        reasons: &mut Vec<String>,
    ) -> Vec<Speaker> {
        let acting = self.taken_up_from(draft, reach.min(REACH_OF_SUBJECTS), true, spoke, fits);
        let found = acting.or_else(|| self.taken_up_from(draft, reach, false, spoke, fits));
        found.map_or_else(Vec::new, |(speaker, how)| {
            reasons.push(format!("speaker: {} {how}", speaker.name));
            vec![speaker]
        })
    }

    /// The same; `acting` leaves out whoever stands behind a preposition: after "groups opposed to Ek" the next sentence's "he" is rather
    /// somebody else.
    fn taken_up_from(
        &self,
        draft: &Draft,
        reach: usize,
        acting: bool,
        spoke: &dyn Fn(&Speaker) -> bool,
        fits: &dyn Fn(&Entity) -> bool,
    ) -> Option<(Speaker, &'static str)> {
        for sentence in (draft.sentence.saturating_sub(reach)..=draft.sentence).rev() {
            let there = self.heard(sentence, 0).filter(|(s, _)| *s == sentence);
            let single = there.filter_map(|(_, speakers)| <&[Speaker; 1]>::try_from(speakers.as_slice()).ok());
            if let Some([speaker]) = single.into_iter().find(|[s]| spoke(s)) {
                return Some((speaker.clone(), "spoke before"));
            }
            let tokens = self.scan.doc.sentences[sentence].tokens.clone();
            let fronted = self.scan.is(tokens.start, Class::PREPOSITION);
            let objects = if acting && !fronted { Class::PREPOSITION } else { Class::default() };
            let entity = self.named_as(tokens, fits, &[], objects).filter(|_| sentence < draft.sentence);
            if let Some(entity) = entity {
                return Some((speaker_of(entity, ResolvedBy::Pronoun, None), "is named first in a sentence before"));
            }
        }
        None
    }

    /// The first entity that fits, named in some tokens outside quotation marks and outside `not_in`.
    pub(super) fn named(&self, tokens: Range<usize>, fits: &dyn Fn(&Entity) -> bool, not_in: &[Span]) -> Option<&Entity> {
        self.named_as(tokens, fits, not_in, Class::default())
    }

    /// The same, not straight behind a word of some classes.
    fn named_as(&self, tokens: Range<usize>, fits: &dyn Fn(&Entity) -> bool, not_in: &[Span], not_behind: Class) -> Option<&Entity> {
        let doc = self.scan.doc;
        // Every pronoun looks back: over a sentence without end that would be the square of its length.
        let tokens = tokens.start.max(tokens.end.saturating_sub(FARTHEST))..tokens.end;
        tokens.filter(|t| self.scan.quote(*t).is_none() && !not_in.iter().any(|s| s.overlaps(doc.tokens[*t].span))).find_map(|t| {
            let entity = &self.scan.entities[doc.mentions[self.scan.mention(t)?].entity];
            let mention = &doc.mentions[self.scan.mention(t)?];
            let name = mention.name;
            let start = doc.tokens_in(mention.span).start;
            // "chaired by Ek": he acts.
            let object = not_behind != Class::default() && start > 0 && self.scan.is(start - 1, not_behind);
            let behind = object && self.scan.word(start - 1) != "by" && !self.brought_in_by_name(mention);
            (!behind && !self.possessor(name) && !self.modifies(name) && fits(entity)).then_some(entity)
        })
    }

    /// "a scene, courtesy of Wes Ek, a delegate from Halden who came": whoever is named for the first time and told of acts next.
    fn brought_in_by_name(&self, mention: &Mention) -> bool {
        /// How many names back she may have been named before.
        const MENTIONS: usize = 200;
        let (scan, doc) = (self.scan, self.scan.doc);
        let end = doc.tokens_in(mention.name).end;
        let told = scan.word(end) == "," && matches!(scan.word(end + 1), "who" | "a" | "an");
        let before = scan.mentions_before(doc.tokens_in(mention.span).start).iter().rev().take(MENTIONS);
        told && !before.into_iter().any(|m| m.entity == mention.entity)
    }

    /// Whether a name stands in the genitive: "Ek's allies" are not Ek.
    pub(super) fn possessor(&self, name: Span) -> bool {
        self.scan.doc.text[name.end()..].starts_with("'s") || self.scan.doc.text[name.end()..].starts_with("\u{2019}s")
    }

    /// Whether a name stands before a noun as its adjective: "Norlandic engineers" are not Norland.
    pub(super) fn modifies(&self, name: Span) -> bool {
        let after = self.scan.doc.tokens_in(name).end;
        let touching = self.scan.doc.text[name.end()..].starts_with(' ');
        // "Ek laughed": a verb that no list knows is no noun.
        let past = self.scan.word(after).ends_with("ed") || self.scan.lexicon.grammar.is_irregular_past(self.scan.word(after));
        // "Ek chairs the board": nor is one that takes an object.
        let object = self.scan.word(after).ends_with('s') && self.scan.is(after + 1, Class::DETERMINER | Class::POSSESSIVE);
        touching
            && !past
            && !object
            && !self.scan.is_reflexive(after)
            && after < self.scan.doc.tokens.len()
            && self.scan.is_word(after)
            && self.scan.nominal(after)
            && !self.scan.finite(after)
            && self.scan.head(after).is_none_or(|h| !h.forms.past)
    }

    /// "a senior official" may be "he" or "she" later on.
    fn unnamed_person(&self, speaker: &Speaker, gender: Gender) -> bool {
        let people = &self.scan.lexicon.people;
        let head = self.head_of_name(&speaker.name);
        let role = people.role(&head).is_some();
        let told = people.title_gender(&head);
        self.known(&speaker.name).is_none() && role && told.is_none_or(|g| g == gender)
    }

    pub(super) fn is_body(&self, name: &str) -> bool {
        matches!(self.scan.lexicon.people.noun(&self.head_of_name(name)), Some(SourceNoun::Body | SourceNoun::Text))
    }
}

fn gender_fits(entity: Option<PersonGender>, pronoun: Gender) -> bool {
    entity.is_none_or(|gender| pronoun.of_person() == Some(gender))
}
