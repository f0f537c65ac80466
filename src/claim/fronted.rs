//! Verbs before their subject: "under no circumstances would she sign", "only then will we talk", "nor shall they pay".

use std::ops::Range;

use super::clause::is_pronoun;
use super::words::Words;
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job, Sign};

/// A clause whose verb stands before its subject.
pub(super) struct Fronted {
    /// The auxiliary.
    pub(super) verb: usize,
    pub(super) subject: Range<usize>,
    /// What stands in front says no.
    pub(super) negated: bool,
}

/// The turned clause that starts at a place, after what is put in front of it, if there is one.
pub(super) fn fronted(words: &Words<'_>, start: usize, lexicon: &Lexicon) -> Option<Fronted> {
    /// How many words may stand in front.
    const FRONT: usize = 6;
    let mut at = start;
    let mut negated = false;
    while at < words.len().min(start + FRONT) && !words.class(at, lexicon).any(Class::AUXILIARY) {
        // "Not only will we" says no to nothing.
        let hit = words.signs(&lexicon.claims.modality, at).filter(|(_, signs)| signs.contains(&Sign::Not) || signs.contains(&Sign::Aux));
        negated |= hit.as_ref().is_some_and(|(_, signs)| signs.contains(&Sign::Not));
        let passes = words.mark(at) || words.class(at, lexicon).any(Class::ADVERB | Class::COORDINATOR);
        at += match hit {
            Some((len, _)) => len,
            None if passes => 1,
            None => return None,
        };
    }
    // "Do not ask": an imperative has its verb first too, and "would continue to pay" only shares its subject.
    let class = words.class(at, lexicon);
    let turned = class.any(Class::MODAL) || negated && class.any(Class::AUXILIARY);
    let next = words.class(at + 1, lexicon);
    let told = words.job(at + 1, lexicon).any(Job::PERSON) || next.any(Class::DETERMINER) && !next.any(Class::NEGATION | Class::ADVERB);
    let free = at > start && !next.any(Class::NEGATION | Class::ADVERB | Class::BASE | Class::AUXILIARY) || words.opens(at) && at > 0;
    let open = told || free;
    if !turned || !open {
        return None;
    }
    subject(words, at + 1, lexicon).map(|end| Fronted { verb: at, subject: at + 1..end, negated })
}

/// Where the subject that starts at a place ends: before a bare verb.
fn subject(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> Option<usize> {
    /// How long a subject may be.
    const REACH: usize = 7;
    if is_pronoun(words.get(from), lexicon) {
        return Some(from + 1);
    }
    let verb = |i: &usize| {
        let class = words.class(*i, lexicon);
        let base =
            class.any(Class::BASE | Class::AUXILIARY) || words.sign(Sign::Undertake, *i, lexicon) || words.sign(Sign::Base, *i, lexicon);
        base && !words.class(*i - 1, lexicon).any(Class::DETERMINER | Class::PREPOSITION | Class::POSSESSIVE)
    };
    (from + 1..words.len().min(from + REACH)).take_while(|i| !words.mark(*i)).find(verb)
}
