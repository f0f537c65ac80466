//! Topics of a claim, by the phrases of the topic list.

use std::collections::BTreeMap;

use super::clause::Words;
use crate::Lexicon;

/// The topics that words speak of, in the order of the list. Topics of small weight count only where no other has a hit.
pub(super) fn topics(words: &Words<'_>, lexicon: &Lexicon) -> Vec<usize> {
    let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
    for hit in lexicon.topics.hits(words) {
        *scores.entry(hit.topic).or_default() += lexicon.topics.weight(hit.topic);
    }
    let strong = scores.keys().any(|t| lexicon.topics.weight(*t) >= 1.0);
    scores.into_keys().filter(|t| !strong || lexicon.topics.weight(*t) >= 1.0).collect()
}
