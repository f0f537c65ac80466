//! From the words of a source to its speakers: names, pronouns, descriptions, joint sources.
//!
//! Every decision goes from the near to the far: the sentence itself, then sentence by sentence back, at most [`REACH`] of them. What
//! no candidate fits stays unresolved, under the words of the source.

use std::collections::HashMap;
use std::ops::Range;

use super::clause::Draft;
use super::scan::Scan;
use super::{Attribution, QuoteType, ResolvedBy, Speaker};
use crate::Span;
use crate::document::{Entity, EntityKind, PersonGender};
use crate::lexicon::{Class, CountryWord, Gender, Pronoun, RoleClass, SourceNoun};

/// A pronoun's antecedent stands at most so many sentences back.
const REACH: usize = 8;
/// A description ("the minister") may stand further from its name.
const FAR: usize = 60;

/// Gives each draft its speakers.
pub(super) fn resolve(scan: &Scan<'_>, drafts: Vec<Draft>) -> Vec<Attribution> {
    let names = scan.doc.entities.iter().enumerate().map(|(i, e)| (e.name.as_str(), i)).collect();
    let mut resolver = Resolver { scan, names, history: Vec::new() };
    let mut out: Vec<Attribution> = drafts.into_iter().map(|d| resolver.attribution(d)).collect();
    out.sort_by_key(|a| (a.content.first().copied(), a.cue.first().copied()));
    out
}

struct Resolver<'s, 'd> {
    scan: &'s Scan<'d>,
    /// The entities by name.
    names: HashMap<&'d str, usize>,
    /// The speakers so far, with the sentence of their attribution, in order.
    history: Vec<(usize, Vec<Speaker>)>,
}

impl Resolver<'_, '_> {
    fn attribution(&mut self, draft: Draft) -> Attribution {
        let scan = self.scan;
        let mut reasons = vec![format!("content: {}", draft.rule)];
        let speakers =
            draft.source.as_ref().map_or_else(Vec::new, |source| self.speakers(source.tokens.clone(), source.head, &draft, &mut reasons));
        self.history.push((draft.sentence, speakers.clone()));
        let span = |tokens: Range<usize>| Some(scan.span(tokens)).filter(|s| !s.is_empty());
        Attribution {
            source: draft.source.and_then(|s| span(s.tokens)).into_iter().collect(),
            cue: span(draft.cue).into_iter().collect(),
            quote_type: self.quote_type(&draft.content, draft.act),
            content: draft.content,
            speakers,
            reasons,
        }
    }

    fn quote_type(&self, content: &[Span], act: bool) -> QuoteType {
        let words = content.iter().flat_map(|s| self.scan.doc.tokens_in(*s)).filter(|t| !self.scan.is_mark(*t));
        let (mut quoted, mut plain) = (0, 0);
        for t in words {
            if self.scan.quote(t).is_some() { quoted += 1 } else { plain += 1 }
        }
        match (quoted, plain) {
            (0, _) if act => QuoteType::Act,
            (0, _) => QuoteType::Indirect,
            (_, 0) => QuoteType::Direct,
            _ => QuoteType::Mixed,
        }
    }

    fn speakers(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let parts = self.conjuncts(tokens.clone(), head);
        let mut out: Vec<Speaker> = Vec::new();
        for (part, head) in parts {
            for speaker in self.one(part, head, draft, reasons) {
                if !out.iter().any(|s| s.name == speaker.name) {
                    out.push(speaker);
                }
            }
        }
        out
    }

    /// The members of a joint source with their heads: "Ek, Berg and the union".
    fn conjuncts(&self, tokens: Range<usize>, head: usize) -> Vec<(Range<usize>, usize)> {
        let scan = self.scan;
        let mut cuts = Vec::new();
        for t in tokens.start + 1..tokens.end.saturating_sub(1) {
            let inside_name = scan.mention(t).is_some();
            let after = t + 1 + usize::from(scan.word(t) == "," && scan.word(t + 1) == "and");
            let joins = scan.word(t) == "and" || scan.word(t) == "," && !scan.is(t + 1, Class::DETERMINER) && after < tokens.end;
            if !inside_name && joins {
                cuts.push(t);
            }
        }
        let has_and = cuts.iter().any(|t| scan.word(*t) == "and");
        let whole = vec![(tokens.clone(), head)];
        let first_end = cuts.first().copied().unwrap_or(tokens.end);
        // "the leaders of Norland and Sudland", "Norlandic and Sudlandic officials" are one each.
        let hangs = (tokens.start..first_end).any(|t| scan.is(t, Class::PREPOSITION)) && scan.mention(head).is_none();
        let adjective = first_end > tokens.start && scan.country(first_end - 1).is_some_and(|(_, by)| by == CountryWord::Adjective);
        if !has_and || hangs || adjective {
            return whole;
        }
        let mut parts = Vec::new();
        let mut start = tokens.start;
        for cut in cuts.into_iter().chain([tokens.end]) {
            if start < cut {
                let part = start..cut;
                let head = (part.clone().skip(1)).find(|t| scan.is(*t, Class::PREPOSITION)).map_or(cut - 1, |t| t - 1);
                parts.push((part, head));
            }
            start = cut + 1;
        }
        parts
    }

    fn one(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let mention = Some(scan.span(tokens.clone()));
        if let Some(pronoun) = self.pronoun(head).filter(|_| tokens.len() == 1) {
            return self.pronoun_speakers(pronoun, tokens, draft, reasons);
        }
        if let Some(m) = scan.mention(head).or_else(|| scan.mention(tokens.end - 1).filter(|_| scan.is(head, Class::DETERMINER))) {
            let entity = &scan.doc.entities[scan.doc.mentions[m].entity];
            reasons.push(format!("speaker: \"{}\" is {}", scan.surface(head), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        if let Some(entity) = self.apposed(tokens.clone(), head) {
            reasons.push(format!("speaker: an apposition names {}", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        self.described(tokens, head, draft, reasons)
    }

    /// "Norland's envoy, Ida Ek": the person named behind the comma.
    fn apposed(&self, tokens: Range<usize>, head: usize) -> Option<&Entity> {
        let doc = self.scan.doc;
        let comma = (head + 1..tokens.end).find(|t| self.scan.word(*t) == ",")?;
        let mention = (comma + 1..tokens.end).find_map(|t| self.scan.mention(t))?;
        let m = &doc.mentions[mention];
        let starts = doc.tokens[comma + 1].span.start() >= m.span.start();
        Some(&doc.entities[m.entity]).filter(|e| starts && e.kind == EntityKind::Person)
    }

    /// A pronoun that can be a source; "his" as "he".
    fn pronoun(&self, token: usize) -> Option<Pronoun> {
        let word = match self.scan.word(token) {
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

    fn pronoun_speakers(&self, pronoun: Pronoun, tokens: Range<usize>, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let mention = Some(self.scan.span(tokens.clone()));
        let words = self.scan.span(tokens.clone());
        let found = match pronoun {
            Pronoun { person: 3, plural: false, gender: Gender::Neuter } => self.body_before(draft, reasons),
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

    /// For "he" and "she": a person named earlier in the sentence, else sentence by sentence back its speaker or first person named.
    fn person_before(&self, gender: Gender, at: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let doc = self.scan.doc;
        let fits = |e: &Entity| e.kind == EntityKind::Person && gender_fits(e.gender, gender);
        let here = doc.sentences[draft.sentence].tokens.start..at;
        if let Some(entity) = self.named(here, &fits, &draft.content) {
            reasons.push(format!("speaker: {} stands before the pronoun in the same sentence", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Pronoun, None)];
        }
        for sentence in (draft.sentence.saturating_sub(REACH)..=draft.sentence).rev() {
            for (_, speakers) in self.history.iter().rev().take_while(|(s, _)| *s >= sentence).filter(|(s, _)| *s == sentence) {
                if let [speaker] = speakers.as_slice() {
                    if self.known(&speaker.name).is_some_and(fits) || self.unnamed_person(speaker, gender) {
                        reasons.push(format!("speaker: {} spoke before", speaker.name));
                        return vec![speaker.clone()];
                    }
                }
            }
            if sentence < draft.sentence {
                if let Some(entity) = self.named(doc.sentences[sentence].tokens.clone(), &fits, &[]) {
                    reasons.push(format!("speaker: {} is the first person named in a sentence before", entity.name));
                    return vec![speaker_of(entity, ResolvedBy::Pronoun, None)];
                }
            }
        }
        Vec::new()
    }

    /// The first entity that fits, named in some tokens outside quotation marks and outside `not_in`.
    fn named(&self, tokens: Range<usize>, fits: &dyn Fn(&Entity) -> bool, not_in: &[Span]) -> Option<&Entity> {
        let doc = self.scan.doc;
        tokens.filter(|t| self.scan.quote(*t).is_none() && !not_in.iter().any(|s| s.overlaps(doc.tokens[*t].span))).find_map(|t| {
            let entity = &doc.entities[doc.mentions[self.scan.mention(t)?].entity];
            let name = doc.mentions[self.scan.mention(t)?].name;
            (!self.possessor(name) && !self.modifies(name) && fits(entity)).then_some(entity)
        })
    }

    /// Whether a name stands in the genitive: "Ek's allies" are not Ek.
    fn possessor(&self, name: Span) -> bool {
        self.scan.doc.text[name.end()..].starts_with("'s") || self.scan.doc.text[name.end()..].starts_with("\u{2019}s")
    }

    /// Whether a name stands before a noun as its adjective: "Norlandic engineers" are not Norland.
    fn modifies(&self, name: Span) -> bool {
        let after = self.scan.doc.tokens_in(name).end;
        let touching = self.scan.doc.text[name.end()..].starts_with(' ');
        touching
            && after < self.scan.doc.tokens.len()
            && self.scan.is_word(after)
            && self.scan.nominal(after)
            && !self.scan.finite(after)
            && self.scan.head(after).is_none_or(|h| !h.forms.past)
    }

    fn known(&self, name: &str) -> Option<&Entity> {
        self.names.get(name).map(|id| &self.scan.doc.entities[*id])
    }

    /// "a senior official" may be "he" or "she" later on.
    fn unnamed_person(&self, speaker: &Speaker, gender: Gender) -> bool {
        let last = speaker.name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let role = self.scan.lexicon.people.role(&last).is_some();
        let told = self.scan.lexicon.people.title_gender(&last);
        self.known(&speaker.name).is_none() && role && told.is_none_or(|g| g == gender)
    }

    /// For "it": the last body, country or text that spoke, or the first one named in a sentence before.
    fn body_before(&self, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let doc = self.scan.doc;
        let fits = |e: &Entity| e.kind != EntityKind::Person;
        for sentence in (draft.sentence.saturating_sub(3)..=draft.sentence).rev() {
            for (_, speakers) in self.history.iter().rev().take_while(|(s, _)| *s >= sentence).filter(|(s, _)| *s == sentence) {
                if let [speaker] = speakers.as_slice() {
                    if self.known(&speaker.name).map_or_else(|| self.is_body(&speaker.name), fits) {
                        reasons.push(format!("speaker: {} spoke before", speaker.name));
                        return vec![speaker.clone()];
                    }
                }
            }
            if sentence < draft.sentence {
                if let Some(entity) = self.named(doc.sentences[sentence].tokens.clone(), &fits, &[]) {
                    reasons.push(format!("speaker: {} is the first body named in a sentence before", entity.name));
                    return vec![speaker_of(entity, ResolvedBy::Pronoun, None)];
                }
            }
        }
        Vec::new()
    }

    fn is_body(&self, name: &str) -> bool {
        let people = &self.scan.lexicon.people;
        name.split_whitespace().any(|w| matches!(people.noun(&w.to_lowercase()), Some(SourceNoun::Body | SourceNoun::Text)))
    }

    /// For "they": the last joint or plural speaker.
    fn plural_before(&self, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let reach = draft.sentence.saturating_sub(REACH);
        let plural = |name: &str| {
            let last = name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            last.ends_with('s') && self.known(name).is_none_or(|e| e.kind != EntityKind::Person) || matches!(&*last, "people" | "police")
        };
        let found = self
            .history
            .iter()
            .rev()
            .take_while(|(s, _)| *s >= reach)
            .find(|(_, speakers)| speakers.len() > 1 || speakers.iter().any(|s| plural(&s.name)));
        let found = found.map(|(_, speakers)| speakers.clone()).unwrap_or_default();
        if let Some(first) = found.first() {
            reasons.push(format!("speaker: {} spoke before", first.name));
        }
        found
    }

    /// A description: "the Ukrainian leader", "a senior official", "the statement".
    fn described(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let word = scan.word(head);
        let definite = matches!(scan.word(tokens.start), "the" | "this" | "that" | "his" | "her" | "its" | "their");
        let mention = Some(scan.span(tokens.clone()));
        let country = tokens.clone().find_map(|t| scan.country(t)).map(|(name, _)| name.to_owned());
        if definite {
            if let Some(entity) = self.by_role(tokens.clone(), head, country.as_deref(), draft) {
                reasons.push(format!("speaker: \"{}\" fits the role or country of {}", scan.doc.slice(scan.span(tokens)), entity.name));
                return vec![speaker_of(entity, ResolvedBy::Description, mention)];
            }
            if let Some(speaker) = self.same_head(tokens.clone(), head, draft) {
                reasons.push(format!("speaker: \"{}\" takes up {}", scan.doc.slice(scan.span(tokens)), speaker.name));
                return vec![Speaker { resolved_by: ResolvedBy::Description, mention, ..speaker }];
            }
            if scan.lexicon.people.is_generic_body(word) && tokens.len() == 2 {
                let spoke = self.history.iter().rev().take_while(|(s, _)| s + FAR >= draft.sentence).flat_map(|(_, s)| s);
                if let Some(speaker) = spoke.into_iter().find(|s| self.known(&s.name).is_some_and(|e| e.kind != EntityKind::Person)) {
                    reasons.push(format!("speaker: \"{}\" takes up {}", scan.doc.slice(scan.span(tokens)), speaker.name));
                    return vec![Speaker { resolved_by: ResolvedBy::Description, mention, ..speaker.clone() }];
                }
            }
            let stands_for_its_body = scan.lexicon.people.noun(word) == Some(SourceNoun::Text) && scan.lexicon.people.is_utterance(word);
            if stands_for_its_body {
                if let Some((_, speakers)) =
                    self.history.iter().rev().find(|(s, speakers)| s + REACH >= draft.sentence && !speakers.is_empty())
                {
                    reasons.push(format!("speaker: the body behind \"{}\"", scan.doc.slice(scan.span(tokens))));
                    return speakers.iter().map(|s| Speaker { resolved_by: ResolvedBy::Description, mention, ..s.clone() }).collect();
                }
            }
        }
        let mut speaker = self.unresolved(tokens.clone());
        if let Some(owner) = self.owner(&tokens, draft, reasons) {
            let rest = scan.doc.slice(scan.span(tokens.start + 1..tokens.end)).split_whitespace().collect::<Vec<_>>().join(" ");
            speaker.name = format!("{}'s {rest}", owner.name);
            speaker.country = country.or(owner.country);
            speaker.resolved_by = ResolvedBy::Description;
            return vec![speaker];
        }
        speaker.country = country;
        let singular_role = definite && scan.lexicon.people.role(word).is_some() && scan.lexicon.people.noun(word).is_none();
        if !singular_role || self.tells_which(&tokens, head) {
            speaker.resolved_by = ResolvedBy::Name;
            reasons.push(format!("speaker: \"{}\" stands for itself", speaker.name));
        } else {
            reasons.push(format!("speaker: nobody named fits \"{}\"", speaker.name));
        }
        vec![speaker]
    }

    /// Whose "its foreign ministry" or "his office" is.
    fn owner(&self, tokens: &Range<usize>, draft: &Draft, reasons: &mut Vec<String>) -> Option<Speaker> {
        if tokens.len() < 2 || !self.scan.is(tokens.start, Class::POSSESSIVE) {
            return None;
        }
        let pronoun = self.pronoun(tokens.start).filter(|p| p.person == 3)?;
        let owners = self.pronoun_speakers(pronoun, tokens.start..tokens.start + 1, draft, reasons);
        owners.into_iter().next().filter(|s| s.resolved_by != ResolvedBy::Unresolved)
    }

    /// "the head of the agency" says by itself who it is, "the minister" does not.
    fn tells_which(&self, tokens: &Range<usize>, head: usize) -> bool {
        head + 1 < tokens.end || tokens.clone().any(|t| self.scan.mention(t).is_some())
    }

    /// The person whose role and country fit, last named or heard.
    fn by_role(&self, tokens: Range<usize>, head: usize, country: Option<&str>, draft: &Draft) -> Option<&Entity> {
        let scan = self.scan;
        let people = &scan.lexicon.people;
        let word = scan.word(head);
        let class = people.role(word)?;
        let names: Vec<&str> = (tokens.start..head)
            .filter(|t| scan.capitalized(*t) && !scan.is(*t, Class::DETERMINER))
            .filter(|t| scan.country(*t).is_none() && people.role(scan.word(*t)).is_none())
            .map(|t| scan.surface(t))
            .collect();
        let fits = |e: &Entity| {
            let Some(role) = e.role.as_deref().map(str::to_lowercase) else { return false };
            let country_fits = match (country, e.country.as_deref()) {
                (Some(a), Some(b)) => a == b,
                (Some(_), None) => false,
                _ => true,
            };
            if !names.iter().all(|n| akin(n, e)) {
                return false;
            }
            let known_by_name = !names.is_empty();
            let theirs = people.role(&role);
            let same_word = role.split_whitespace().any(|w| w == word);
            let same_class = theirs == Some(class) && !matches!(class, RoleClass::Other | RoleClass::Honorific);
            let leader = word == "leader"
                && matches!(theirs, Some(RoleClass::Leader | RoleClass::Party | RoleClass::Military))
                && (country.is_some() || known_by_name);
            let general = matches!(
                word,
                "official" | "diplomat" | "politician" | "lawmaker" | "legislator" | "congressman" | "congresswoman" | "leader"
            );
            e.kind == EntityKind::Person && country_fits && (same_word || leader || general && same_class && country.is_some())
        };
        // A body in the description ("the Interior Ministry official") names somebody else.
        if names.is_empty()
            && (tokens.start..head)
                .any(|t| scan.mention(t).is_some_and(|m| scan.doc.entities[scan.doc.mentions[m].entity].kind == EntityKind::Body))
        {
            return None;
        }
        let before = scan.doc.tokens[tokens.start].span.start();
        let spoke = self
            .history
            .iter()
            .rev()
            .take_while(|(s, _)| s + FAR >= draft.sentence)
            .flat_map(|(_, s)| s)
            .find_map(|s| self.known(&s.name).filter(|e| fits(e)));
        spoke.or_else(|| {
            let upto = scan.doc.mentions.partition_point(|m| m.span.start() < before);
            scan.doc.mentions[..upto].iter().rev().take(200).map(|m| &scan.doc.entities[m.entity]).find(|e| fits(e))
        })
    }

    /// "The official said" after "a senior official said".
    fn same_head(&self, tokens: Range<usize>, head: usize, draft: &Draft) -> Option<Speaker> {
        let word = self.scan.word(head);
        if head + 1 < tokens.end {
            return None;
        }
        let fits = |s: &&Speaker| {
            s.name.split_whitespace().any(|w| w.to_lowercase() == word) && self.known(&s.name).is_none_or(|e| e.kind != EntityKind::Person)
        };
        self.history.iter().rev().take_while(|(s, _)| s + FAR >= draft.sentence).flat_map(|(_, s)| s).find(fits).cloned().or_else(|| {
            let upto = self.scan.doc.mentions.partition_point(|m| m.span.start() < self.scan.doc.tokens[tokens.start].span.start());
            let named = self.scan.doc.mentions[..upto].iter().rev().take(60).map(|m| &self.scan.doc.entities[m.entity]);
            let mut bodies = named.filter(|e| e.kind == EntityKind::Body && e.name.split_whitespace().any(|w| w.to_lowercase() == word));
            bodies.next().map(|e| speaker_of(e, ResolvedBy::Description, None))
        })
    }

    /// A speaker under the words of the source, without an article.
    fn unresolved(&self, tokens: Range<usize>) -> Speaker {
        let scan = self.scan;
        let article = usize::from(matches!(scan.word(tokens.start), "the" | "a" | "an") && tokens.len() > 1);
        let name = scan.doc.slice(scan.span(tokens.start + article..tokens.end)).split_whitespace().collect::<Vec<_>>().join(" ");
        Speaker {
            name,
            role: None,
            affiliation: None,
            country: None,
            resolved_by: ResolvedBy::Unresolved,
            mention: Some(scan.span(tokens)),
        }
    }
}

fn speaker_of(entity: &Entity, resolved_by: ResolvedBy, mention: Option<Span>) -> Speaker {
    Speaker {
        name: entity.name.clone(),
        role: entity.role.clone(),
        affiliation: entity.affiliation.clone(),
        country: entity.country.clone(),
        resolved_by,
        mention,
    }
}

/// Whether a name in a description belongs to the entity: "Velmark" or "Velmarkian" to the Chancellor of Velmark.
fn akin(name: &str, entity: &Entity) -> bool {
    let of = |theirs: &str| {
        let same = theirs.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        theirs.split_whitespace().any(|w| w == name) || same > 3 && same + 2 >= theirs.chars().count().min(name.chars().count())
    };
    entity.affiliation.as_deref().is_some_and(of) || entity.country.as_deref().is_some_and(of)
}

fn gender_fits(entity: Option<PersonGender>, pronoun: Gender) -> bool {
    match entity {
        Some(PersonGender::Male) => pronoun == Gender::Male,
        Some(PersonGender::Female) => pronoun == Gender::Female,
        None => true,
    }
}
