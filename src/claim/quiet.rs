//! In: a document and its attributions. Out: those who are spoken about and never speak. Needs: mentions.

use std::collections::BTreeSet;

use super::position::is_resolved;
use crate::attribute::Attribution;
use crate::document::{Entity, EntityKind};
use crate::lexicon::{CalendarWord, Class};
use crate::{Document, Lexicon, Span};

/// Somebody named often enough to be a party, who says nothing in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuietParty<'a> {
    /// Who it is.
    pub entity: &'a Entity,
    /// Where it is named.
    pub mentions: Vec<Span>,
}

/// How often a party is named at least: once may be in passing.
const LEAST: usize = 2;

/// Persons, countries and bodies that the body names at least twice and that speak nowhere, in the order in which they are first
/// named. A country or body that one of the speakers stands for is not quiet, nor one named in the words for a speaker ("Norland's
/// envoy"). Cost: that of sorting the sources.
#[must_use]
pub fn quiet_parties<'a>(doc: &'a Document, attributions: &[Attribution], lexicon: &Lexicon) -> Vec<QuietParty<'a>> {
    let mut heard: BTreeSet<&str> = BTreeSet::new();
    for speaker in attributions.iter().flat_map(|a| &a.speakers).filter(|s| is_resolved(s)) {
        heard.insert(&speaker.name);
        heard.extend([&speaker.country, &speaker.affiliation].into_iter().flatten().map(String::as_str));
    }
    let mut parties: Vec<QuietParty<'a>> = doc.entities.iter().map(|entity| QuietParty { entity, mentions: Vec::new() }).collect();
    for mention in &doc.mentions {
        if let Some(party) = parties.get_mut(mention.entity) {
            party.mentions.push(mention.name);
        }
    }
    let party = |e: &Entity| matches!(e.kind, EntityKind::Person | EntityKind::Body | EntityKind::Country);
    let mut sources: Vec<Span> = attributions.iter().flat_map(|a| a.source.iter().copied()).collect();
    sources.sort_unstable();
    let speaks = |m: &Span| {
        let before = sources.partition_point(|s| s.start() <= m.start());
        sources[..before].last().is_some_and(|s| s.contains(*m))
    };
    parties.retain(|p| !p.mentions.iter().any(speaks) && !is_time(&p.entity.name, lexicon));
    // "European leaders": a word that only ever stands before a noun is no party.
    let body = |p: &QuietParty<'_>| p.entity.kind == EntityKind::Body;
    let joined = |m: &Span| {
        doc.tokens.get(doc.tokens_in(*m).end).is_some_and(|t| lexicon.grammar.class(doc.vocabulary.word(t.word)).any(Class::COORDINATOR))
    };
    let adjective = |p: &QuietParty<'_>| {
        let before_noun = |m: &&Span| modifies(doc, **m, lexicon);
        p.mentions.iter().any(|m| before_noun(&m)) && p.mentions.iter().all(|m| before_noun(&m) || joined(m))
    };
    parties.retain(|p| !body(p) || !adjective(p));
    parties.retain(|p| party(p.entity) && p.mentions.len() >= LEAST && !heard.contains(p.entity.name.as_str()));
    parties.sort_by_key(|p| p.mentions[0]);
    parties
}

/// Whether a name stands before a noun: before a word in small letters that has another use neither as a verb nor as a small word.
fn modifies(doc: &Document, mention: Span, lexicon: &Lexicon) -> bool {
    let next = doc.tokens_in(mention).end;
    let Some(token) = doc.tokens.get(next) else { return false };
    let other = lexicon.grammar.class(doc.word(next));
    let small = Class::PREPOSITION | Class::AUXILIARY | Class::MODAL | Class::BE | Class::HAVE | Class::COORDINATOR | Class::NEGATION;
    let verb = Class::SUBORDINATOR | Class::RELATIVE | Class::ADVERB | Class::THIRD | Class::PAST | Class::PARTICIPLE | Class::BASE;
    let word = doc.slice(token.span);
    word.starts_with(char::is_lowercase) && !word.ends_with("ed") && !other.any(small) && (!other.any(verb) || other.any(Class::NOUN_TOO))
}

/// "June" has a capital and is no party.
fn is_time(name: &str, lexicon: &Lexicon) -> bool {
    matches!(lexicon.calendar.word(&name.to_lowercase()), Some(CalendarWord::Month(_) | CalendarWord::Weekday(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, attribute, parse};

    #[test]
    fn spoken_about_twice_and_never_speaking() {
        let text = "Prime Minister Ida Ek said Germany would pay. President Otto Berg met her.\n\nBerg left for France. Germany pays.";
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let quiet = quiet_parties(&doc, &attribute::attribute(&doc, Lexicon::english()), Lexicon::english());
        let names: Vec<(&str, usize)> = quiet.iter().map(|p| (p.entity.name.as_str(), p.mentions.len())).collect();
        assert_eq!(names, [("Germany", 2), ("Otto Berg", 2)]);
    }

    #[test]
    fn months_and_adjectives_are_no_parties() {
        let text = "Ek met Sudlandic envoys in June. Borders close in June, and Sudlandic troops stay.";
        let doc = parse(Raw::text("t", text), Lexicon::english());
        assert!(quiet_parties(&doc, &[], Lexicon::english()).is_empty());
    }
}
