//! Topics of a claim, by the phrases of the topic list; of a claim that names none, those of what surrounds it.

use std::collections::{BTreeMap, BTreeSet};

use super::Claim;
use super::words::Words;
use crate::lexicon::TopicHit;
use crate::lexicon::phrases::Run;
use crate::{Document, Lexicon, Span};

/// The topics that words speak of, in the order of the list, each with the first phrase that does.
/// Weak phrases count only where nothing else has a hit, and the document [speaks of](spoken) their topic.
pub(super) fn topics(words: &Words<'_>, spoken: &BTreeSet<usize>, lexicon: &Lexicon) -> BTreeMap<usize, String> {
    let hits = lexicon.topics.hits(words);
    let strong = hits.iter().any(|h| !h.weak);
    let mut topics = BTreeMap::new();
    for hit in hits.into_iter().filter(|h| !h.weak || !strong && is_spoken(h, spoken)) {
        topics.entry(hit.topic).or_insert_with(|| hit.at.map(|i| words.word(i)).collect::<Vec<_>>().join(" "));
    }
    topics
}

/// How many hits make a topic one of the document's, where they are weak or few.
const LEAST: usize = 4;

/// The topics that a document speaks of: in phrases that are not weak, or in many that are. Nothing where there are few hits at all.
fn spoken(hits: &[TopicHit]) -> BTreeSet<usize> {
    if hits.iter().filter(|h| !h.weak).count() < LEAST {
        return BTreeSet::new();
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for hit in hits {
        *counts.entry(hit.topic).or_default() += if hit.weak { 1 } else { LEAST };
    }
    counts.into_iter().filter(|(_, n)| *n >= LEAST).map(|(topic, _)| topic).collect()
}

/// Whether a weak hit counts in a document that [speaks of](spoken) these topics.
fn is_spoken(hit: &TopicHit, spoken: &BTreeSet<usize>) -> bool {
    spoken.is_empty() || spoken.contains(&hit.topic)
}

/// How many sentences are the lead of a document, which says what it is about.
const LEAD: usize = 3;
/// What a hit in the lead counts for.
const IN_LEAD: usize = 3;

/// The topic of a good part of all hits, each with what it counts for, if there is one.
fn foremost(hits: impl Iterator<Item = (usize, usize)>) -> Option<usize> {
    /// The share of all hits that makes a topic that of the document.
    const SHARE: usize = 3;
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (topic, weight) in hits {
        *counts.entry(topic).or_default() += weight;
    }
    let all: usize = counts.values().sum();
    let most = counts.into_iter().max_by_key(|(topic, n)| (*n, usize::MAX - topic));
    most.filter(|(_, n)| *n >= LEAST && n * SHARE >= all).map(|(topic, _)| topic)
}

/// What a document is about, for claims that do not say so themselves.
pub(super) struct Context {
    /// The topic of a good part of all hits in the document, if there is one.
    main: Option<String>,
    /// See [`spoken`].
    spoken: BTreeSet<usize>,
    /// Paragraphs of the body in which it is spoken of, by index, in order.
    near: Vec<usize>,
    /// The topics of the claim before, unless they were only those of the document.
    before: Vec<String>,
}

impl Context {
    /// Cost: linear in the body.
    pub(super) fn of(doc: &Document, lexicon: &Lexicon) -> Self {
        let body: Vec<Span> = doc.sentences.iter().map(|s| s.span).collect();
        let words = Words::of(doc, &body, true);
        let hits = lexicon.topics.hits(&words);
        let spoken = spoken(&hits);
        let counted = || hits.iter().filter(|h| !h.weak || is_spoken(h, &spoken));
        let lead = doc.sentences.get(LEAD).map_or(usize::MAX, |s| s.span.start());
        let weight = |hit: &TopicHit| if words.span(hit.at.start).start() < lead { IN_LEAD } else { 1 };
        let main = foremost(counted().map(|h| (h.topic, weight(h)))).or_else(|| foremost(counted().map(|h| (h.topic, 1))));
        let paragraph = |at: usize| doc.sentences_in(words.span(at)).next().map(|s| doc.sentences[s].paragraph);
        let near = hits.iter().filter(|h| Some(h.topic) == main).filter_map(|h| paragraph(h.at.start)).collect();
        Self { main: main.map(|topic| lexicon.topics.id(topic).to_owned()), spoken, near, before: Vec::new() }
    }

    /// See [`spoken`].
    pub(super) fn spoken(&self) -> &BTreeSet<usize> {
        &self.spoken
    }

    /// Whether the topic of the document is spoken of in the paragraph of a claim or just before or after it.
    fn is_near(&self, doc: &Document, claim: &Claim) -> bool {
        /// How many paragraphs away.
        const REACH: usize = 1;
        let Some(sentence) = claim.content.first().and_then(|s| doc.sentences_in(*s).next()) else { return false };
        let own = doc.sentences[sentence].paragraph;
        let first = self.near.partition_point(|p| p + REACH < own);
        self.near.get(first).is_some_and(|p| *p <= own + REACH)
    }

    /// A claim that names no topic takes that of the claim just before if it points back ("this", "they"), else that of the document
    /// where the paragraphs around it speak of that.
    pub(super) fn complete(&mut self, doc: &Document, claim: &mut Claim) {
        if claim.topics.is_empty() {
            let (topics, why) = match &self.main {
                _ if points_back(doc, claim) && !self.before.is_empty() => (self.before.clone(), "topics: of the claim before"),
                Some(main) if self.is_near(doc, claim) => {
                    self.before.clear();
                    (vec![main.clone()], "topics: of the article")
                }
                _ => {
                    self.before.clear();
                    return;
                }
            };
            claim.topics = topics;
            claim.reasons.push(why.into());
        } else {
            self.before.clone_from(&claim.topics);
        }
    }
}

/// Whether a claim opens with a word for what was spoken of before.
fn points_back(doc: &Document, claim: &Claim) -> bool {
    /// How many words from the start count.
    const REACH: usize = 8;
    let mut tokens = claim.content.iter().flat_map(|s| doc.tokens_in(*s)).take(REACH);
    tokens.any(|t| matches!(doc.word(t), "this" | "that" | "it" | "they" | "them" | "these" | "those" | "such"))
}
