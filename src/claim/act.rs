//! What a cue does: the speech act of its words, and whether it is negated.

use super::words::Words;
use crate::attribute::Attribution;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Job, Sign};
use crate::{Document, Lexicon};

/// The speech act of a cue.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// What it does.
    pub(super) act: Act,
    /// Whether it is negated ("did not rule out").
    pub(super) negated: bool,
    /// The word that decided.
    pub(super) word: String,
    /// It is still to be done: "has to approve", "must sign".
    pub(super) due: bool,
    /// No list knows what it does.
    pub(super) unknown: bool,
    /// The preposition after it that belongs to it: "agreed with".
    pub(super) with: bool,
}

/// Whether nothing was said: "did not say when", "never mentioned that", not `"Not that," said Ek`.
pub(super) fn unsaid(doc: &Document, attribution: &Attribution, cue: &Cue, lexicon: &Lexicon) -> bool {
    let words = Words::of(doc, &attribution.cue, true);
    let auxiliary = |word: &str| lexicon.grammar.class(word).any(Class::AUXILIARY) || word == "never";
    let inside = || (0..words.len()).any(|i| auxiliary(words.word(i)));
    // "gave no details of"
    let gave = matches!(words.get(0), "gave" | "give" | "gives" | "giving");
    let none = (neutral(cue.act) || gave) && words.get(1) == "no";
    none || cue.negated
        && (neutral(cue.act) || cue.act == Act::Announce)
        && (inside() || before(doc, &words, lexicon).any(|t| auxiliary(doc.word(t))))
}

/// Reads the cue of an attribution. Cost: linear in its words.
pub(super) fn cue(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> Cue {
    let words = Words::of(doc, &attribution.cue, true);
    let mut best: Option<(usize, Act)> = None;
    let mut at = 0;
    while at < words.len() {
        let hit = lexicon.claims.acts.longest(&words, at);
        // "passed a resolution urging": what the paper does is said by the participle.
        let within = |act: Act| act == Act::Agree && matches!(hit.as_ref().map(|h| *h.value), Some(Act::Demand | Act::Ban | Act::Condemn));
        // "gave a stern warning": the noun tells what was given.
        let gives = |at: usize| matches!(words.get(at), "gave" | "given");
        // "opened a rally blasting": nor does the noun tell what is said at it.
        let event = |first: usize| lexicon.cues.noun(words.word(first)).is_none() && article_before(&words, first, lexicon);
        if let Some(hit) = &hit
            && best.is_none_or(|(first, act)| {
                let participle = words.get(at).ends_with("ing");
                (neutral(act) || gives(first)) && !neutral(*hit.value)
                    || participle && (within(act) || at + hit.len == words.len() && event(first))
            })
        {
            best = Some((at, *hit.value));
        }
        at += hit.map_or(1, |h| h.len);
    }
    if best.is_none_or(|(_, act)| neutral(act))
        && let Some(noun) = noun_that(doc, attribution, lexicon)
    {
        return noun;
    }
    let (at, act) = reaching(doc, attribution, &words, lexicon).or(best).unwrap_or((0, Act::Say));
    let act = if act == Act::Reject && claims_between(doc, attribution, lexicon) { Act::Deny } else { act };
    // "has little doubt"
    let sure = act == Act::Doubt && (0..at).any(|i| words.job(i, lexicon).any(Job::NONE) || words.word(i) == "little");
    let before = sure || negation_before(doc, &words, at, lexicon);
    let must = |i: usize| {
        words.signs(&lexicon.claims.modality, i).is_some_and(|(_, signs)| signs.contains(&Sign::Must) || signs.contains(&Sign::Need))
    };
    Cue {
        unknown: best.is_none() && words.len() > 0 && !(0..words.len()).any(|i| words.job(i, lexicon).any(Job::CARRIES)),
        due: !neutral(act) && (0..at).any(must),
        act,
        negated: before,
        word: words.get(at).to_owned(),
        with: (0..words.len()).any(|i| words.word(i) == "with") || next_word(doc, &words) == "with",
    }
}

/// Whether the word at a place is the noun of an article before it: "a noisy rally".
fn article_before(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    /// How far the article may be.
    const REACH: usize = 4;
    (at.saturating_sub(REACH)..at).rev().take_while(|i| !words.mark(*i)).any(|i| words.class(i, lexicon).any(Class::DETERMINER))
}

/// "calling, in a film, | for strikes": the first word of the content belongs to the verb.
fn reaching(doc: &Document, attribution: &Attribution, cue: &Words<'_>, lexicon: &Lexicon) -> Option<(usize, Act)> {
    let last = cue.len().checked_sub(1)?;
    let first = doc.tokens_in(*attribution.content.first()?).next()?;
    let particle = lexicon.grammar.class(doc.word(first)).any(Class::PREPOSITION) && first > cue.token(last) + 1;
    let verb = doc.tokens[cue.token(last)].span;
    let words = Words::of(doc, &[verb, doc.tokens[first].span], true);
    let hit = lexicon.claims.acts.longest(&words, 0).filter(|hit| particle && hit.len == 2)?;
    Some((last, *hit.value))
}

/// "repeated their demand that", "his vow to": the noun between a cue that tells nothing and the content names the act.
fn noun_that(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> Option<Cue> {
    /// Tokens between cue and content: a determiner, an adjective or two, the noun, "that".
    const REACH: usize = 5;
    let cue = doc.tokens_in(*attribution.cue.last()?);
    let content = doc.tokens_in(*attribution.content.first()?);
    let stance = |t: usize| doc.word(t) == "to" || lexicon.grammar.class(doc.word(t)).any(Class::PREPOSITION);
    let links = |t: &usize| doc.word(*t) == "that" || stance(*t);
    let that = if doc.word(content.start) == "to" { Some(content.start) } else { content.start.checked_sub(1).filter(links) };
    let that = that.filter(|t| *t > cue.end && *t < cue.end + REACH)?;
    let noun = doc.tokens[that - 1].span;
    // "expressed support for | the plan", "made a call for | talks", unlike "discussed plans for | a road"
    let behind = that < content.start && stance(that);
    let words = Words::of(doc, &[if behind { noun.cover(doc.tokens[that].span) } else { noun }], true);
    let stands = |act: Act| matches!(act, Act::Support | Act::Oppose | Act::Condemn | Act::Praise | Act::Doubt | Act::Warn | Act::Demand);
    let told = |act: &Act| !neutral(*act) && (!behind || stands(*act));
    let act = lexicon.claims.acts.longest(&words, 0).map(|hit| *hit.value).filter(told)?;
    Some(Cue { act, negated: false, due: false, unknown: false, word: words.get(0).to_owned(), with: false })
}

/// "rejected claims of | a rift": what is rejected is said to be so, and not asked for.
fn claims_between(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> bool {
    /// Tokens between cue and content: a determiner, the noun, "of".
    const REACH: usize = 4;
    let (Some(cue), Some(content)) = (attribution.cue.last(), attribution.content.first()) else { return false };
    let gap = doc.tokens_in(*cue).end..doc.tokens_in(*content).start;
    if gap.is_empty() || gap.len() > REACH {
        return false;
    }
    let span = doc.tokens[gap.start].span.cover(doc.tokens[gap.end - 1].span);
    let words = Words::of(doc, &[span], true);
    (0..words.len()).any(|i| words.sign(Sign::Claim, i, lexicon))
}

/// Whether an act says nothing of the type of a claim.
pub(super) fn neutral(act: Act) -> bool {
    matches!(act, Act::Say | Act::Report | Act::Mention)
}

/// Whether auxiliaries and adverbs before the verb negate it.
fn negation_before(doc: &Document, words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let negation = |word: &str| lexicon.grammar.class(word).any(Class::NEGATION) || word.ends_with("n't");
    if (0..at).any(|i| negation(words.word(i))) {
        return true;
    }
    before(doc, words, lexicon).any(|token| negation(doc.word(token)))
}

/// The auxiliaries and adverbs just before a cue, backwards.
fn before<'a>(doc: &'a Document, words: &Words<'_>, lexicon: &'a Lexicon) -> impl Iterator<Item = usize> + 'a {
    /// Auxiliaries and adverbs that may stand before the verb.
    const REACH: usize = 4;
    let first = if words.len() > 0 { words.token(0) } else { 0 };
    let verbal = move |token: &usize| lexicon.grammar.class(doc.word(*token)).any(Class::AUXILIARY | Class::ADVERB | Class::NEGATION);
    (first.saturating_sub(REACH)..first).rev().take_while(verbal)
}

fn next_word<'a>(doc: &'a Document, words: &Words<'_>) -> &'a str {
    let next = words.len().checked_sub(1).map(|last| words.token(last) + 1);
    next.filter(|t| *t < doc.tokens.len()).map_or("", |t| doc.word(t))
}
