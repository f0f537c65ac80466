//! Descriptions as sources: "the Ukrainian leader", "a senior official", "the statement", "its foreign ministry".

use std::ops::Range;

use super::clause::Draft;
use super::coref::{FAR, REACH, Resolver, speaker_of};
use super::{ResolvedBy, Speaker};
use crate::document::{Entity, EntityKind};
use crate::lexicon::{Class, Gender, RoleClass, SourceNoun};

impl Resolver<'_, '_> {
    /// A description: "the Ukrainian leader", "a senior official", "the statement".
    pub(super) fn described(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let word = scan.word(head);
        let possessed = tokens.clone().any(|t| scan.word(t) == "'s");
        let definite = possessed || matches!(scan.word(tokens.start), "the" | "this" | "that" | "his" | "her" | "its" | "their");
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
            if stands_for_its_body
                && let Some((_, speakers)) =
                    self.history.iter().rev().find(|(s, speakers)| s + REACH >= draft.sentence && !speakers.is_empty())
            {
                reasons.push(format!("speaker: the body behind \"{}\"", scan.doc.slice(scan.span(tokens))));
                return speakers.iter().map(|s| Speaker { resolved_by: ResolvedBy::Description, mention, ..s.clone() }).collect();
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
        // "Norland would pay, its governor said": the nearest owner stands in the same sentence.
        let body = |e: &Entity| e.kind != EntityKind::Person;
        let here = self.scan.doc.sentences[draft.sentence].tokens.start..tokens.start;
        if let Some(entity) = self.named(here, &body, &[]).filter(|_| pronoun.gender == Gender::Neuter) {
            reasons.push(format!("speaker: {} stands before \"its\" in the same sentence", entity.name));
            return Some(speaker_of(entity, ResolvedBy::Pronoun, None));
        }
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
}

/// Whether a name in a description belongs to the entity: "Velmark" or "Velmarkian" to the Chancellor of Velmark.
fn akin(name: &str, entity: &Entity) -> bool {
    let of = |theirs: &str| {
        let same = theirs.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        theirs.split_whitespace().any(|w| w == name) || same > 3 && same + 2 >= theirs.chars().count().min(name.chars().count())
    };
    entity.affiliation.as_deref().is_some_and(of) || entity.country.as_deref().is_some_and(of)
}
