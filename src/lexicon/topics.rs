//! Topics and the phrases that speak of them.

use std::ops::Range;

use serde::Deserialize;

use super::Files;
use super::phrases::{Phrases, Run};
use crate::error::{Error, Result};

/// The topic list, in the order of output.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topics {
    topics: Vec<Topic>,
    triggers: Phrases<Trigger>,
    exclude: Phrases<usize>,
}

/// What a phrase speaks of.
#[derive(Copy, Clone, Debug)]
struct Trigger {
    topic: usize,
    weak: bool,
}

/// One topic as its file gives it. Keys that other tools put there are let pass.
#[derive(Clone, Debug, Deserialize)]
struct Topic {
    id: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    mode: Mode,
    #[serde(default)]
    triggers: Vec<String>,
    /// Phrases that count only where nothing else has a hit.
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    weight: Option<f32>,
}

/// How a topic of a later file meets one of the same id.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    #[default]
    Extend,
    Replace,
    Disable,
}

#[derive(Deserialize)]
struct TopicFile {
    #[serde(default)]
    topic: Vec<Topic>,
}

/// A phrase of a topic found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopicHit {
    /// Index into the list.
    pub(crate) topic: usize,
    /// The places it takes.
    pub(crate) at: Range<usize>,
    /// Counts only where nothing else has a hit.
    pub(crate) weak: bool,
}

impl Topics {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut merged = Vec::new();
        for list in files.open("topics.toml")? {
            for topic in list.toml::<TopicFile>()?.topic {
                // A misspelt key would otherwise leave a topic that nothing speaks of.
                let empty = topic.triggers.is_empty() && topic.weak.is_empty() && topic.mode != Mode::Disable;
                if empty && !merged.iter().any(|t: &Topic| t.id == topic.id && topic.mode == Mode::Extend) {
                    return Err(Error::lexicon(list.path(), format!("topic {}: has no triggers", topic.id)));
                }
                merge(&mut merged, topic);
            }
        }
        let mut topics = Self { topics: merged, ..Self::default() };
        for (index, topic) in topics.topics.iter().enumerate() {
            let bad = |reason| Error::lexicon("topics.toml", format!("topic {}: {reason}", topic.id));
            let light = topic.weight.is_some_and(|w| w < 1.0);
            let phrases = topic.triggers.iter().map(|t| (t, light)).chain(topic.weak.iter().map(|t| (t, true)));
            phrases
                .into_iter()
                .try_for_each(|(t, weak)| topics.triggers.add(&t.to_lowercase(), Trigger { topic: index, weak }))
                .map_err(bad)?;
            topic.exclude.iter().try_for_each(|t| topics.exclude.add(&t.to_lowercase(), index)).map_err(bad)?;
        }
        Ok(topics)
    }

    /// How many topics there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.topics.len()
    }

    /// The identifiers, in the order of the list.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.topics.iter().map(|t| t.id.as_str())
    }

    /// The identifier of a topic.
    pub(crate) fn id(&self, topic: usize) -> &str {
        &self.topics[topic].id
    }

    /// The name for readers of the topic with an identifier; `None` where the file gives none.
    pub(crate) fn label_of(&self, id: &str) -> Option<&str> {
        self.topics.iter().find(|t| t.id == id).map(|t| t.label.as_str()).filter(|label| !label.is_empty())
    }

    fn hits_at(&self, run: &impl Run, at: usize) -> Vec<TopicHit> {
        let hits = self.triggers.longest_all(run, at).into_iter();
        hits.map(|hit| TopicHit { topic: hit.value.topic, at: at..at + hit.len, weak: hit.value.weak }).collect()
    }

    fn excluded_at(&self, run: &impl Run, at: usize) -> Vec<TopicHit> {
        let hits = self.exclude.longest_all(run, at).into_iter();
        hits.map(|hit| TopicHit { topic: *hit.value, at: at..at + hit.len, weak: false }).collect()
    }

    /// Every hit, in order; of phrases that overlap, the one that starts first and is longest. Cost: linear in the run.
    pub(crate) fn hits(&self, run: &impl Run) -> Vec<TopicHit> {
        /// More words than any phrase takes.
        const LONGEST: usize = 16;
        let excluded: Vec<TopicHit> = (0..run.len()).flat_map(|at| self.excluded_at(run, at)).collect();
        let cancelled = |hit: &TopicHit| {
            let before = excluded.partition_point(|e| e.at.start <= hit.at.start);
            let near = excluded[..before].iter().rev().take_while(|e| e.at.start + LONGEST > hit.at.start);
            near.into_iter().any(|e| e.topic == hit.topic && hit.at.end <= e.at.end)
        };
        let mut hits = Vec::new();
        let mut at = 0;
        while at < run.len() {
            let here = self.hits_at(run, at);
            let len = here.first().map_or(1, |h| h.at.len());
            hits.extend(here.into_iter().filter(|h| !cancelled(h)));
            at += len;
        }
        hits
    }
}

fn merge(topics: &mut Vec<Topic>, new: Topic) {
    let known = topics.iter().position(|t| t.id == new.id);
    match (known, new.mode) {
        (Some(at), Mode::Disable) => drop(topics.remove(at)),
        (None, Mode::Disable) => {}
        (Some(at), Mode::Replace) => topics[at] = new,
        (Some(at), Mode::Extend) => {
            let old = &mut topics[at];
            old.triggers.extend(new.triggers);
            old.exclude.extend(new.exclude);
            old.weight = new.weight.or(old.weight);
            if !new.label.is_empty() {
                old.label = new.label;
            }
        }
        (None, _) => topics.push(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(text: &str) -> Topic {
        toml::from_str::<TopicFile>(text).unwrap().topic.remove(0)
    }

    #[test]
    fn a_later_file_extends_replaces_or_disables() {
        let mut topics = vec![topic("[[topic]]\nid = 'sea'\ntriggers = ['ship*']")];
        merge(&mut topics, topic("[[topic]]\nid = 'sea'\nlabel = 'Sea'\ntriggers = ['fleet']"));
        assert_eq!((topics[0].label.as_str(), topics[0].triggers.len()), ("Sea", 2));
        merge(&mut topics, topic("[[topic]]\nid = 'sea'\nmode = 'replace'\ntriggers = ['port']"));
        assert_eq!(topics[0].triggers, ["port"]);
        merge(&mut topics, topic("[[topic]]\nid = 'arctic'\ntriggers = ['ice']"));
        merge(&mut topics, topic("[[topic]]\nid = 'sea'\nmode = 'disable'"));
        assert_eq!(topics.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["arctic"]);
    }

    #[test]
    fn the_built_in_list_has_the_topics_of_the_protocol() {
        let topics = &crate::Lexicon::english().topics;
        assert_eq!(topics.len(), 21);
        assert_eq!((topics.id(0), topics.label_of("sanctions").unwrap_or_default()), ("troop_deployment", "Sanctions and export controls"));
    }
}
