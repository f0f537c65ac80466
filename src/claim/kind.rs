//! The type of a claim: from the act of the cue first, then from the clause.

use super::act::Cue;
use super::clause::{Reading, Subject};
use super::words::Words;
use super::{ClaimType, asked, by_clause, by_cue, fallback};
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Job, Sign};

/// What was decided of a claim, and why.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) kind: ClaimType,
    /// Binds only by halves: could, may, hopes, considers.
    pub(super) tentative: bool,
    /// Against, whatever the clause says.
    pub(super) negative: Option<bool>,
    pub(super) confidence: f32,
    /// The cue decided, so that the words alone may say the contrary: "denied | he had paid".
    pub(super) by_cue: bool,
    pub(super) reason: String,
}

impl Verdict {
    pub(super) fn new(kind: ClaimType, confidence: f32, reason: impl Into<String>) -> Self {
        Self { kind, tentative: false, negative: None, confidence, by_cue: false, reason: reason.into() }
    }

    pub(super) fn tentative(self) -> Self {
        Self { tentative: true, ..self }
    }

    pub(super) fn against(self) -> Self {
        Self { negative: Some(true), ..self }
    }

    pub(super) fn in_favour(self) -> Self {
        Self { negative: Some(false), ..self }
    }
}

/// What the rules look at.
pub(super) struct Evidence<'a> {
    pub(super) cue: &'a Cue,
    /// The clause without its conditions.
    pub(super) words: &'a Words<'a>,
    pub(super) reading: &'a Reading,
    pub(super) conditional: bool,
    /// Shares its subject with an undertaking.
    pub(super) offered: bool,
    /// Spoken by one who watches and does not act: an analyst, a poll.
    pub(super) observer: bool,
    /// Spoken by a union, an opposition, a campaign: not by who governs.
    pub(super) outsider: bool,
    /// Spoken for a government or body, so that what will happen is what it will do.
    pub(super) official: bool,
    /// A condition that another offends: "if you do not ...", "if the attacks go on".
    pub(super) hostile: bool,
    /// A condition that did not come true: "had they asked".
    pub(super) unreal: bool,
    /// In return for what the clause before asks.
    pub(super) bargain: bool,
    /// A law, a treaty, a report speaks.
    pub(super) text: bool,
    /// Several speakers act together.
    pub(super) joint: bool,
    /// The first proposition of the attribution, which the cue governs.
    pub(super) first: bool,
    pub(super) lexicon: &'a Lexicon,
}

impl Evidence<'_> {
    /// The speech act that the words at a place name.
    pub(super) fn act(&self, at: usize) -> Option<Act> {
        self.lexicon.claims.acts.longest(self.words, at).map(|hit| *hit.value)
    }
}

/// How sure a rule is.
pub(super) mod sure {
    pub(in crate::claim) const CUE: f32 = 0.9;
    pub(in crate::claim) const MODAL: f32 = 0.8;
    pub(in crate::claim) const SIGN: f32 = 0.65;
    pub(in crate::claim) const DEFAULT: f32 = 0.4;
}

/// Decides the type; `None` where the content is no proposition.
pub(super) fn decide(e: &Evidence<'_>) -> Option<Verdict> {
    let cue = if e.first { e.cue.act } else { Act::Say };
    if e.first && asked::only_tries(e) {
        return None;
    }
    let by_cue = by_cue::by_act(e, cue).or_else(|| by_cue::by_noun(e, cue));
    if let Some(verdict) = by_cue {
        return Some(Verdict { by_cue: true, ..verdict });
    }
    if no_proposition(e, cue) {
        return None;
    }
    if relays(e) {
        return Some(Verdict::new(ClaimType::Report, sure::SIGN, "clause: relays what another said"));
    }
    let fallback = fallback::fallback(e, if e.first { cue } else { e.cue.act });
    Some(by_cue::by_own_verb(e).or_else(|| by_clause::by_clause(e, cue)).unwrap_or(fallback))
}

/// "she said the port would open" inside a content: what another said is a fact told.
fn relays(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    // "continues to interfere" tells no words; "spoke to us" does.
    let told = |at: usize| e.words.class(at, e.lexicon).any(Class::OBJECT_PRONOUN | Class::DETERMINER | Class::POSSESSIVE);
    let acts = |at: usize| {
        e.words.get(at) == "to" && !told(at + 1) && !e.words.surface((at + 1).min(e.words.len() - 1)).starts_with(char::is_uppercase)
    };
    let says = |at: usize| at < e.words.len() && e.act(at) == Some(Act::Say) && !acts(at + 1);
    let told = r.verb.is_some_and(|v| v == r.main && says(v))
        || says(r.main) && r.verb == Some(r.main.wrapping_sub(1)) && e.words.get(r.main - 1) != "is";
    let modal =
        [Sign::Must, Sign::Will, Sign::Should, Sign::Would, Sign::Can, Sign::Could, Sign::May, Sign::Plan].into_iter().any(|s| r.is(s));
    // "I never said that" denies it.
    let denied = r.negated && r.subject == Subject::Own;
    told && r.subject != Subject::Impersonal && !modal && !denied
}

/// Questions, names and titles: nothing is claimed.
fn no_proposition(e: &Evidence<'_>, cue: Act) -> bool {
    let r = e.reading;
    // "what was needed was a law": the question is only the subject.
    let is = e.words.class(1, e.lexicon).any(Class::BE | Class::HAVE | Class::MODAL) && !e.words.opens(1);
    let subject = is && r.verb.is_some_and(|v| v > 2);
    let wh = e.words.job(0, e.lexicon).any(Job::WH) && !subject;
    let short = e.words.len() < 2;
    match cue {
        Act::Mention | Act::Ask => r.nominal() || wh || r.question,
        Act::Say if r.nominal() && !e.words.any_quoted() && e.first => e.words.before() != Some("that"),
        Act::Say | Act::Believe | Act::Announce => {
            r.question && e.first || wh && !e.words.quoted(0) || r.nominal() && short && !e.words.quoted(0)
        }
        Act::Doubt => false,
        Act::CallName => by_cue::called_together(e),
        _ => r.question && e.first,
    }
}
