//! Verb cues: the verb group around a head word, and how it is to be read.

use std::ops::Range;

use super::scan::Scan;
use crate::lexicon::{Beside, Class, Cue, Frames, Head};

/// How a head word is used.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// With a subject of its own, or one shared with the verb before ("said X and warned Y").
    Finite,
    /// A gerund that shares the subject of its clause ("…, adding that").
    Participial,
    /// "accused by", "signed by".
    PassiveBy,
}

/// A verb that may be a cue.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    /// From the first auxiliary or adverb.
    pub(super) group: usize,
    /// The head.
    pub(super) head: usize,
    pub(super) voice: Voice,
    /// Whether "not", "never" or the like stands in the group.
    pub(super) negated: bool,
    /// Whether a modal verb stands in it.
    pub(super) modal: bool,
    /// Whether the form alone does not tell a verb from a noun ("claims", "demand").
    pub(super) doubtful: bool,
}

impl Scan<'_> {
    /// Reads the head word at `head` as a verb, if it can be one there.
    pub(super) fn verb(&self, head: usize, forms: &Head, sentence: &Range<usize>) -> Option<Verb> {
        let forms = forms.forms;
        let group = self.group_start(head, sentence.start);
        let in_group = |class: Class| (group..head).any(|t| self.is(t, class));
        let infinitive = group > sentence.start && self.word(group - 1) == "to" || (group..head).any(|t| self.word(t) == "to");
        let word = self.word(head);
        let be = (group..head).any(|t| self.is(t, Class::BE));
        let bare_group = group == head || !in_group(Class::AUXILIARY);
        let negated = in_group(Class::NEGATION);
        let modal = in_group(Class::MODAL);
        let previous = group.checked_sub(1).filter(|t| *t >= sentence.start);
        // "the US States Department", "a U.N. Report": a capital inside a sentence makes a name of it. "Iran's announced plan": an adjective.
        let named = self.capitalized(head) && head > sentence.start && (self.is_word(head - 1) || self.mention(head).is_some());
        let possessed = previous.is_some_and(|t| {
            group == head && (self.word(t) == "'s" && !self.is_pronoun(t.saturating_sub(1)) || self.is(t, Class::POSSESSIVE))
        });
        if named || possessed {
            return None;
        }
        let next = self.word_in(head + 1, sentence);
        if forms.gerund && word.ends_with("ing") {
            let voice = if be { Voice::Finite } else { Voice::Participial };
            let noun = !be && group > sentence.start && self.is(group - 1, Class::DETERMINER);
            return (!noun).then_some(Verb { group, head, voice, negated, modal, doubtful: false });
        }
        if be && forms.participle {
            return (next == "by").then_some(Verb { group, head, voice: Voice::PassiveBy, negated, modal, doubtful: false });
        }
        if infinitive || be {
            return None;
        }
        // Without "be" only deeds: "the treaty signed by Ek", not "a slope claimed by both".
        let deed = self.head(head).is_some_and(|h| h.cues.iter().any(|c| self.lexicon.cues.cue(*c).frames.any(Frames::ACT)));
        if bare_group && forms.participle && next == "by" && (forms.past || !forms.base) {
            if !deed {
                return None;
            }
            return Some(Verb { group, head, voice: Voice::PassiveBy, negated, modal, doubtful: false });
        }
        let doubtful = bare_group && !forms.past && (self.is(head, Class::NOUN_TOO) || self.lexicon.cues.noun(word).is_some());
        // "the official text said": a finite verb right behind it makes it the subject.
        if doubtful && head + 1 < sentence.end && self.finite(head + 1) {
            return None;
        }
        // "the leader accused of murder"
        if bare_group
            && forms.participle
            && matches!(next, "of" | "with")
            && self.beside(head, Beside::SUSPECTED | Beside::CHARGED | Beside::CONVICTED)
        {
            return None;
        }
        let bare_form = bare_group && !forms.past;
        let after_noun_opener = group > sentence.start && self.is(group - 1, Class::DETERMINER | Class::PREPOSITION) && bare_group;
        if bare_form && after_noun_opener && !self.is_pronoun(group - 1) {
            return None;
        }
        Some(Verb { group, head, voice: Voice::Finite, negated, modal, doubtful })
    }

    /// The first token of the verb group that ends at `head`: auxiliaries, "not", adverbs.
    pub(super) fn group_start(&self, head: usize, low: usize) -> usize {
        let mut at = head;
        while at > low {
            let t = at - 1;
            let belongs = self.is(t, Class::AUXILIARY | Class::NEGATION | Class::ADVERB)
                && !self.is(t, Class::DETERMINER | Class::SUBORDINATOR)
                || self.word(t) == "'s" && t > low && self.is_pronoun(t - 1)
                || matches!(self.word(t), "to") && t > low && self.beside(t - 1, Beside::SEMI_MODAL)
                || self.between_verbs(t, at, low);
            if !belongs || self.quote(t).is_some() || self.mention(t).is_some() {
                break;
            }
            at = t;
        }
        // An adverb at the start of its clause belongs to the clause ("Later, he said"; "Meanwhile Ek said" has a subject after it).
        at
    }

    /// "had last month observed", "had then ruled": a time between auxiliary and verb.
    fn between_verbs(&self, t: usize, at: usize, low: usize) -> bool {
        let auxiliary = |t: usize| t >= low && self.is(t, Class::AUXILIARY);
        let ago = matches!(self.word(t), "last" | "this" | "then");
        let time = |t: usize| self.is(t, Class::TIME | Class::WEEKDAY | Class::MONTH);
        t > low
            && (ago && auxiliary(t - 1) && (time(at) || self.word(t) == "then")
                || time(t) && t > low + 1 && matches!(self.word(t - 1), "last" | "this") && auxiliary(t - 2))
    }

    /// Where the cue ends if its particles stand behind the head.
    pub(super) fn particles_end(&self, head: usize, cue: &Cue, sentence: &Range<usize>) -> Option<usize> {
        let end = head + 1 + cue.particles.len();
        let fits = end <= sentence.end && cue.particles.iter().enumerate().all(|(i, p)| self.word(head + 1 + i) == &**p);
        fits.then_some(end)
    }
}
