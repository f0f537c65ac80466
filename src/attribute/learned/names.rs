//! Names as the encoder tags them: person, body, place.
//!
//! The rules of `annotate` find names by capitals and lists; the tags say of what kind they are where no list does. Each word takes its
//! best tag by itself: kinds are counted over all mentions of an entity, so that single slips do no harm.

use super::words::Words;
use crate::Span;
use crate::attribute::scan::Scan;
use crate::document::{Entity, EntityKind};
use crate::lexicon::SourceNoun;

/// Tags of a name's words: O, then opening and inner tag of each kind.
const PERSON: [u8; 2] = [1, 2];
const BODY: [u8; 2] = [3, 4];

/// The best tag of each word, from rows of scores; of equal ones the first.
pub(super) fn tags(scores: &[f32], kinds: usize) -> Vec<u8> {
    let best = |row: &[f32]| (1..row.len()).fold(0, |best, i| if row[i] > row[best] { i } else { best }) as u8;
    scores.chunks_exact(kinds.max(1)).map(best).collect()
}

/// The document's entities with the kinds that most words of their mentions are tagged with. A title, an office or a country in the
/// text goes before the tags. Cost: linear in words and mentions.
pub(super) fn entities(scan: &Scan<'_>, words: &Words, tags: &[u8]) -> Vec<Entity> {
    let doc = scan.doc;
    let mut votes = vec![(0_usize, 0_usize); doc.entities.len()];
    for mention in &doc.mentions {
        let Some((person, body)) = votes.get_mut(mention.entity) else { continue };
        for tag in within(words, mention.name).filter_map(|w| tags.get(w)) {
            *person += usize::from(PERSON.contains(tag));
            *body += usize::from(BODY.contains(tag));
        }
    }
    let kind = |(entity, (person, body)): (&Entity, (usize, usize))| {
        let told = entity.role.is_some() || entity.gender.is_some();
        // "the Clean Rivers Act", "the Halden Treaty"
        let last = entity.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let text = entity.name.contains(' ') && scan.lexicon.people.noun(&last) == Some(SourceNoun::Text);
        match entity.kind {
            EntityKind::Person | EntityKind::Body if text && !told => EntityKind::Body,
            EntityKind::Person if body > person && !told => EntityKind::Body,
            EntityKind::Body if person > body => EntityKind::Person,
            kind => kind,
        }
    };
    doc.entities.iter().zip(votes).map(|(entity, votes)| Entity { kind: kind((entity, votes)), ..entity.clone() }).collect()
}

/// The words that share a byte with a span.
fn within(words: &Words, span: Span) -> std::ops::Range<usize> {
    let first = words.spans.partition_point(|w| w.end() <= span.start());
    let last = words.spans.partition_point(|w| w.start() < span.end());
    first..last.max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_best_scores_is_taken() {
        assert_eq!(tags(&[0.0, 2.0, 2.0, -1.0, -1.0, -3.0], 3), [1, 0]);
        assert!(tags(&[], 7).is_empty());
    }
}
