//! In: a document and its attributions. Out: those who are spoken about and never speak. Needs: mentions.

use std::collections::BTreeSet;

use super::position::is_resolved;
use crate::attribute::Attribution;
use crate::document::{Entity, EntityKind};
use crate::{Document, Span};

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
/// named. A country or body that one of the speakers stands for is not quiet. Cost: linear.
#[must_use]
pub fn quiet_parties<'a>(doc: &'a Document, attributions: &[Attribution]) -> Vec<QuietParty<'a>> {
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
    parties.retain(|p| party(p.entity) && p.mentions.len() >= LEAST && !heard.contains(p.entity.name.as_str()));
    parties.sort_by_key(|p| p.mentions[0]);
    parties
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
        let quiet = quiet_parties(&doc, &attribute::attribute(&doc, Lexicon::english()));
        let names: Vec<(&str, usize)> = quiet.iter().map(|p| (p.entity.name.as_str(), p.mentions.len())).collect();
        assert_eq!(names, [("Germany", 2), ("Otto Berg", 2)]);
    }
}
