//! What the grammar of a proposition tells: subject, modality, negation, signs.

use std::collections::BTreeSet;
use std::ops::Range;

use super::side::Side;
use super::verb::find_verb;
use super::words::Words;
use super::{fronted, openers};
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job, Sign};

/// Who the subject of a clause is, seen from the speaker.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// I, we, the speaker by name, the speaker's country or body.
    Own,
    /// The one spoken to.
    You,
    /// A named person, country or body, or a pronoun for one.
    Party,
    /// Unnamed people or bodies: "the government".
    Agent,
    /// it, there, this.
    Impersonal,
    /// Anything else.
    Thing,
    /// The clause has none.
    None,
}

/// What the grammar of a clause tells.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Whom the clause is about.
    pub(super) subject: Subject,
    /// The words of the subject.
    pub(super) subject_at: Range<usize>,
    /// The first word of the verb group.
    pub(super) verb: Option<usize>,
    /// The word after auxiliaries, modals and adverbs: as a rule the main verb.
    pub(super) main: usize,
    /// Signs of the verb group.
    pub(super) group: BTreeSet<Sign>,
    /// Signs of the words that frame the clause ("I hope that").
    pub(super) frame: BTreeSet<Sign>,
    /// Signs anywhere in the clause, each with its place.
    pub(super) signs: Vec<(Sign, usize)>,
    /// Whether the main clause is negated.
    pub(super) negated: bool,
    /// "to send troops", "not to send troops".
    pub(super) infinitive: bool,
    /// "sending troops".
    pub(super) gerund: bool,
    /// Ends with a question mark.
    pub(super) question: bool,
    /// "Stop the war!"
    pub(super) imperative: bool,
    /// The subject is the unnamed body that an official speaks for: "the government".
    pub(super) house: bool,
    /// The subject is a pronoun for others, in somebody's own words: "they".
    pub(super) others: bool,
}

impl Reading {
    /// Whether the verb group has a sign.
    pub(super) fn is(&self, sign: Sign) -> bool {
        self.group.contains(&sign)
    }

    /// How often a sign stands in the clause.
    pub(super) fn count(&self, sign: Sign) -> usize {
        self.signs.iter().filter(|(s, _)| *s == sign).count()
    }

    /// Whether a sign stands anywhere in the clause.
    pub(super) fn has(&self, sign: Sign) -> bool {
        self.signs.iter().any(|(s, _)| *s == sign)
    }

    /// Whether a sign stands at the main verb, or just after it.
    pub(super) fn at_main(&self, sign: Sign) -> bool {
        self.signs.iter().any(|(s, at)| *s == sign && (self.main..self.main + 2).contains(at))
    }

    /// Whether there is no verb at all.
    pub(super) fn nominal(&self) -> bool {
        self.verb.is_none() && !self.infinitive && !self.gerund && !self.imperative
    }
}

/// Reads a clause, its conditions left out. Cost: linear in its words.
pub(super) fn read(words: &Words<'_>, side: &Side, lexicon: &Lexicon) -> Reading {
    let mut reading = Reading {
        subject: Subject::None,
        subject_at: 0..0,
        verb: None,
        main: 0,
        group: BTreeSet::new(),
        frame: BTreeSet::new(),
        signs: Vec::new(),
        negated: false,
        infinitive: false,
        gerund: false,
        question: asks(words),
        imperative: false,
        house: false,
        others: false,
    };
    let start = openers::start(words, &mut reading.frame, lexicon);
    form(words, start, &mut reading, lexicon);
    if let Some(turned) = fronted::fronted(words, start, lexicon).filter(|_| !reading.question) {
        reading.subject = side.subject(words, turned.subject.clone(), lexicon);
        (reading.verb, reading.subject_at) = (Some(turned.verb), turned.subject.clone());
        group(words, turned.subject.end, &mut reading, lexicon);
        reading.group.extend(words.signs(&lexicon.claims.modality, turned.verb).into_iter().flat_map(|(_, signs)| signs));
        reading.negated = turned.negated || reading.is(Sign::Not);
        collect(words, &mut reading, lexicon);
        return reading;
    }
    if !reading.infinitive && !reading.imperative {
        reading.verb = find_verb(words, start, lexicon);
    }
    let from = match reading.verb {
        Some(verb) => {
            reading.subject_at = start..verb.max(start);
            reading.subject = side.subject(words, reading.subject_at.clone(), lexicon);
            // "Letting the council vote would": an act does nothing itself. Not "working families would".
            let object =
                words.class(start + 1, lexicon).any(Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION | Class::OBJECT_PRONOUN)
                    || words.surface(start + 1).starts_with(char::is_uppercase);
            if reading.gerund && object && !reading.subject_at.clone().any(|i| words.word(i) == ",") {
                reading.subject = Subject::Thing;
            }
            reading.house = side.house(words, reading.subject_at.clone(), lexicon);
            reading.others = others(words, &reading.subject_at, lexicon);
            // "The party never asked for it": the negation stands before the verb.
            let never =
                |at: usize| words.signs(&lexicon.claims.modality, at).is_some_and(|(len, signs)| len == 1 && signs.contains(&Sign::Not));
            let denied = verb > start + 1 && words.class(verb - 1, lexicon).any(Class::ADVERB | Class::NEGATION) && never(verb - 1);
            reading.subject_at.end -= usize::from(denied);
            verb - usize::from(denied)
        }
        None => start,
    };
    group(words, from, &mut reading, lexicon);
    let body =
        reading.subject == Subject::Impersonal && words.get(reading.subject_at.start) == "it" && !words.quoted(reading.subject_at.start);
    let binds = [Sign::Ready, Sign::Plan, Sign::Want, Sign::Consider].into_iter().any(|s| reading.is(s));
    let acts = reading.is(Sign::Would) && [Sign::Undertake, Sign::Deprive].into_iter().any(|s| words.sign(s, reading.main, lexicon));
    let light = [Sign::Light, Sign::Position].into_iter().any(|s| words.sign(s, reading.main, lexicon));
    if body && (binds || acts && !light) && side.may_be_body {
        reading.subject = Subject::Own;
    }
    // "It would be madness to leave": no body does anything.
    let be = |at: usize| words.word(at) == "be";
    let state = |at: usize| {
        let class = words.class(at, lexicon);
        let judged = class == Class::default() || class.any(Class::DETERMINER);
        judged && !words.word(at).ends_with("ing") && !words.word(at).ends_with("ed") && !words.word(at).ends_with("en")
    };
    let lone_it = reading.subject_at.len() == 1 && words.get(reading.subject_at.start) == "it";
    if lone_it
        && reading.subject == Subject::Own
        && (reading.is(Sign::Would) || reading.is(Sign::Will))
        && !binds
        && reading.main > 0
        && be(reading.main - 1)
        && state(reading.main)
    {
        reading.subject = Subject::Impersonal;
    }
    // "The union claims it would hurt the town": no body does that of its own will.
    let befalls = reading.is(Sign::Would) && !binds && words.sign(Sign::Warn, reading.main, lexicon);
    if lone_it && reading.subject == Subject::Own && befalls {
        reading.subject = Subject::Impersonal;
    }
    // "Let nobody think so."
    reading.negated |= reading.imperative && words.get(start) == "let" && words.job(start + 1, lexicon).any(Job::NONE);
    reading.negated |=
        none_of(words, start, lexicon) && !reading.imperative || takes_none(words, &reading, lexicon) || reading.frame.contains(&Sign::Not);
    collect(words, &mut reading, lexicon);
    reading
}

/// "They will build palaces with it": a lone pronoun for others, in somebody's own words.
fn others(words: &Words<'_>, at: &Range<usize>, lexicon: &Lexicon) -> bool {
    let alone = at.clone().skip(1).all(|i| words.class(i, lexicon).any(Class::ADVERB));
    !at.is_empty() && alone && words.job(at.start, lexicon).any(Job::OTHER) && words.quoted(at.start)
}

/// "No ship", "nobody", "not one soldier": a subject that says there is none.
fn none_of(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    words.job(at, lexicon).any(Job::NONE) || words.signs(&lexicon.claims.modality, at).is_some_and(|(_, signs)| signs.contains(&Sign::None))
}

/// "will take no more", "would take back nobody": an object that says there is none, behind the verb or its particle.
fn takes_none(words: &Words<'_>, reading: &Reading, lexicon: &Lexicon) -> bool {
    let next = reading.main + 1;
    let particle = words.class(next, lexicon).any(Class::ADVERB);
    let none = |at: usize| words.job(at, lexicon).any(Job::NONE) && !words.class(at, lexicon).any(Class::COORDINATOR);
    let pronoun = words.job(next, lexicon).any(Job::PRONOUN);
    matches!(words.get(next), "no" | "neither") || reading.verb.is_some() && (pronoun && none(next) || particle && none(next + 1))
}

/// Infinitive, gerund or imperative at the start of a clause.
fn form(words: &Words<'_>, start: usize, reading: &mut Reading, lexicon: &Lexicon) {
    let first = words.get(start);
    let base = |at: usize| words.sign(Sign::Base, at, lexicon);
    let negation = words.class(start, lexicon).any(Class::NEGATION);
    reading.infinitive = first == "to" || negation && words.get(start + 1) == "to";
    reading.gerund = first.len() > 4
        && first.ends_with("ing")
        && !first.contains('-')
        && !words.job(start, lexicon).any(Job::WHOEVER | Job::PRONOUN | Job::NONE)
        && !words.class(start, lexicon).any(Class::PREPOSITION | Class::DETERMINER);
    let polite = usize::from(words.job(start, lexicon).any(Job::BEFORE_BASE));
    let bare = start + polite < words.len() && is_lone_base(words, start + polite, lexicon) && base(start + polite);
    let plain = words.get(start + polite + 1);
    reading.imperative = bare
        && !reading.question
        && words.quoted(start)
        && !words.class(start + polite + 1, lexicon).any(Class::AUXILIARY)
        && !matches!(plain, "of" | "," | "");
}

/// Whether a word is a bare verb form: no ending of its own.
fn is_lone_base(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let class = words.class(at, lexicon);
    !class.any(Class::MODAL) && (!class.any(Class::AUXILIARY) || matches!(words.word(at), "be" | "do" | "don't" | "have"))
}

/// Whether a word can be a whole subject.
pub(super) fn is_pronoun(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.claims.words.job(word).any(Job::PRONOUN)
}

pub(super) fn asks(words: &Words<'_>) -> bool {
    (0..words.len()).rev().take(2).any(|i| words.word(i) == "?")
}

/// Modality and negation from the first word of the verb group to the main verb.
fn group(words: &Words<'_>, from: usize, reading: &mut Reading, lexicon: &Lexicon) {
    let mut at = from;
    while at < words.len() && !words.mark(at) {
        let hit = words.signs(&lexicon.claims.modality, at).filter(|(_, signs)| !signs.contains(&Sign::Opener));
        // "have no choice but to" is more than "have" and its object.
        if has_object(words, at, lexicon) && hit.as_ref().is_none_or(|(len, _)| *len == 1) {
            break;
        }
        // "is going to Oslo" tells no future.
        if hit.as_ref().is_some_and(|(len, _)| travels(words, at + len, lexicon)) {
            at += hit.map_or(1, |(len, _)| len);
            break;
        }
        // "will of course be asked": a phrase that only frames the clause, inside the verb group.
        let framing = || words.signs(&lexicon.claims.modality, at).filter(|_| words.class(at, lexicon).any(Class::PREPOSITION));
        if let Some((len, _)) = framing().filter(|_| hit.is_none() && at > from) {
            at += len;
            continue;
        }
        match hit {
            Some((len, signs)) => {
                reading.group.extend(signs);
                at += len;
            }
            // "would back the bill": what stands between a modal verb and an article is the verb.
            None if at > from && governs(words, at - 1, lexicon) && words.class(at + 1, lexicon).any(Class::DETERMINER) => break,
            None if words.class(at, lexicon).any(Class::ADVERB | Class::AUXILIARY) || words.word(at) == "to" => at += 1,
            None => break,
        }
    }
    reading.main = at;
    reading.negated = reading.is(Sign::Not);
}

/// Whether "going to" and "is to" stand before a noun and not before a verb: "is going to Oslo", "is to the advantage of", "are going to people".
fn travels(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let to = at >= 2 && words.word(at - 1) == "to";
    let going = to && words.word(at - 2) == "going";
    let be = to && words.class(at - 2, lexicon).any(Class::BE);
    let object = Class::DETERMINER | Class::POSSESSIVE;
    let people = words.sign(Sign::Agent, at, lexicon) && !words.class(at + 1, lexicon).any(object);
    let noun = words.class(at, lexicon).any(object) || people;
    let place = words.surface(at.min(words.len() - 1)).starts_with(char::is_uppercase);
    (going || be) && noun || going && place
}

/// "will have her hands full": "have" before an object is the main verb.
fn has_object(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    words.class(at, lexicon).any(Class::HAVE) && words.class(at + 1, lexicon).any(Class::DETERMINER | Class::POSSESSIVE)
}

/// Whether a bare verb follows: behind a modal verb, its negation, "to".
fn governs(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let class = words.class(at, lexicon);
    let negated = class.any(Class::NEGATION) && at > 0 && words.class(at - 1, lexicon).any(Class::MODAL);
    class.any(Class::MODAL) || negated || words.word(at) == "to"
}

/// The signs of the whole clause.
fn collect(words: &Words<'_>, reading: &mut Reading, lexicon: &Lexicon) {
    let mut at = 0;
    while at < words.len() {
        let (len, signs) = words.signs(&lexicon.claims.stance, at).unwrap_or((1, Vec::new()));
        reading.signs.extend(signs.iter().map(|s| (*s, at)));
        at += len;
    }
}
