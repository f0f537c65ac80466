//! Conditions that the content lacks: behind the words for the speaker ("will pay, Ek said on Friday, unless the levy is cut"), between cue and
//! content ("promised, if elected, to pay") or between its pieces.

use std::ops::Range;

use super::condition::{self, Condition};
use super::words::Words;
use super::{Claim, ClaimType, Group, Strength};
use crate::attribute::{Attribution, QuoteType};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, ConditionWord};
use crate::{Document, Lexicon, Span};

/// Gives the last of the claims of an attribution the condition that stands behind source, cue and content in their sentence.
pub(super) fn complete(doc: &Document, attributions: &[Attribution], index: usize, claims: &mut [Claim], lexicon: &Lexicon) {
    let Some(claim) = claims.last_mut().filter(|c| c.conditions.is_empty() && binds(c)) else { return };
    let attribution = &attributions[index];
    let stated = tail(doc, attribution).and_then(|t| stated(doc, attribution, t, lexicon)).or_else(|| parted(doc, attribution, lexicon));
    let Some(condition) = stated.filter(|c| free(attributions, index, *c)) else {
        return;
    };
    claim.conditions.push(condition);
    if matches!(claim.strength, Strength::Firm | Strength::Tentative) {
        claim.strength = Strength::Conditional;
    }
    claim.reasons.push("condition: behind the words for the speaker".into());
}

/// Whether something hangs on a condition of the claim.
fn binds(claim: &Claim) -> bool {
    matches!(claim.group(), Group::Commitment | Group::Demand) || matches!(claim.kind, ClaimType::Position | ClaimType::Prediction)
}

/// What stands in the sentence of the last words of an attribution behind all of its parts.
fn tail(doc: &Document, attribution: &Attribution) -> Option<Span> {
    /// How many tokens are looked at.
    const REACH: usize = 60;
    let parts = || attribution.content.iter().chain(&attribution.source).chain(&attribution.cue);
    let last = parts().max_by_key(|s| s.end())?;
    let near = attribution.content.last().filter(|s| attribution.quote_type != QuoteType::Direct && s.end() <= last.end())?;
    let sentence = doc.sentences_in(*near).last()?;
    let sentence = doc.sentences.get(sentence)?;
    let from = doc.tokens_in(*last).end;
    let to = sentence.tokens.end.min(from + REACH);
    (sentence.span.contains(*last) && from < to).then(|| doc.token_span(from..to)).flatten()
}

/// The condition that opens a tail, but for when and where the speaker spoke.
fn stated(doc: &Document, attribution: &Attribution, tail: Span, lexicon: &Lexicon) -> Option<Span> {
    /// How many words may stand between: "on Friday in a letter".
    const REACH: usize = 6;
    let words = Words::of(doc, &[*attribution.content.last()?, tail], false);
    let first = (0..words.len()).find(|i| words.span(*i).start() >= tail.start())?;
    let found = condition::conditions(&words, false, lexicon);
    let Condition { at, event, .. } = found.iter().find(|c| c.at.start >= first)?;
    let finite = Class::AUXILIARY | Class::PAST | Class::THIRD | Class::SUBORDINATOR | Class::RELATIVE | Class::COORDINATOR;
    let timed = |i: usize| words.word(i) == "until" && words.number(i + 1);
    let plain = |mut range: Range<usize>| !range.any(|i| words.class(i, lexicon).any(finite) && !timed(i) || words.word(i) == "to");
    let comma = at.start == first || words.word(at.start - 1) == ",";
    (!event && comma && at.start <= first + REACH && plain(first..at.start)).then(|| words.cover(at.clone())).flatten()
}

/// The condition that stands between commas behind the cue and before the content: "promised | , if elected, | to pay".
fn parted(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> Option<Span> {
    /// How many tokens it may have.
    const REACH: usize = 25;
    let from = doc.tokens_in(*attribution.cue.last()?).end;
    let to = doc.tokens_in(*attribution.content.first()?).start;
    let comma = |t: usize| doc.word(t) == ",";
    if attribution.quote_type != QuoteType::Indirect || from + 2 > to || to - from > REACH || !comma(from) || !comma(to - 1) {
        return None;
    }
    let words = Words::of(doc, &[doc.token_span(from + 1..to - 1)?], false);
    let found = condition::conditions(&words, false, lexicon);
    let whole = |c: &&Condition| c.at.start == 0 && c.at.end == words.len() && !c.event;
    found.iter().find(whole).and_then(|c| words.cover(c.at.clone()))
}

/// Whether no other attribution holds words of the condition.
fn free(attributions: &[Attribution], index: usize, condition: Span) -> bool {
    /// How many attributions before and behind may share the sentence.
    const NEAR: usize = 4;
    let near = attributions[index.saturating_sub(NEAR)..attributions.len().min(index + NEAR + 1)].iter();
    let mut spans = near.flat_map(|a| a.content.iter().chain(&a.source).chain(&a.cue));
    !spans.any(|s| s.overlaps(condition))
}

/// Pieces of content with the words between them where these only open a condition: "will sign | , on condition that | the toll is cut".
pub(super) fn rejoined(doc: &Document, pieces: &[Span], lexicon: &Lexicon) -> Vec<Span> {
    /// How many tokens may open one.
    const REACH: usize = 6;
    /// More pieces stand only in text that is no prose.
    const MOST: usize = 8;
    if pieces.len() > MOST {
        return pieces.to_vec();
    }
    let opener = |from: usize, to: usize| {
        let words = doc.token_span(from..to).filter(|_| to - from <= REACH).map(|gap| Words::of(doc, &[gap], false));
        words.is_some_and(|words| {
            let at = usize::from(words.mark(0));
            let hit = lexicon.claims.conditions.longest(&words, at);
            hit.is_some_and(|hit| at + hit.len == words.len() && matches!(hit.value, ConditionWord::Clause | ConditionWord::Noun))
        })
    };
    let mut out: Vec<Span> = Vec::with_capacity(pieces.len());
    for piece in pieces.iter().copied() {
        let from = out.last().map(|last| doc.tokens_in(*last).end);
        match from.filter(|from| *from < doc.tokens_in(piece).start && opener(*from, doc.tokens_in(piece).start)) {
            Some(_) => {
                let last = out.len() - 1;
                out[last] = out[last].cover(piece);
            }
            None => out.push(piece),
        }
    }
    out
}
