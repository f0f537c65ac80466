//! What is said: where the content of a cue starts and ends.

use std::ops::Range;

use super::scan::Scan;
use crate::lexicon::{Beside, Class, Cue, Frames};

/// "said after the meeting in Paris that": so many tokens may stand between cue and "that".
const FARTHEST_THAT: usize = 24;
/// A clause without "that" shows its verb within so many tokens.
const FARTHEST_VERB: usize = 24;

/// What follows a cue.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Right {
    /// Words in quotation marks, or a colon.
    Quote,
    /// A clause after "that", "whether", "how".
    That,
    /// A clause without "that".
    Clause,
    /// An infinitive or a gerund.
    Infinitive,
    /// A party and what it is to do, or a thing and what it is called.
    Object,
    /// A noun phrase.
    Noun,
}

impl Scan<'_> {
    /// What follows a cue that ends before `from`, and where the content starts.
    pub(super) fn right(&self, from: usize, cue: &Cue, sentence: &Range<usize>) -> Option<(Right, usize)> {
        let frames = cue.frames;
        let at = self.skip_times(from, sentence);
        if &*cue.base == "vote" && cue.particles.is_empty() {
            let after = self.skip_tally(at, sentence);
            // "voted 101 to 98 in favour of the package"
            let favour = self.word_in(after, sentence) == "in" && matches!(self.word(after + 1), "favor" | "favour");
            if favour && self.word_in(after + 2, sentence) == "of" && after + 3 < sentence.end {
                return Some((Right::Noun, after + 3));
            }
            return self.at(after, frames, sentence);
        }
        // "agreed to reopen the bridge" is "agreed" with an infinitive, "agreed to a second round" has the longer cue.
        let preposition = cue.particles.last().is_some_and(|p| &**p == "to");
        if preposition && at < sentence.end && !self.opens_noun(at) && !self.is_pronoun(at) {
            return None;
        }
        if frames.any(Frames::ADDRESSEE)
            && let Some(found) = self.after_addressee(at, frames, sentence)
        {
            return Some(found);
        }
        self.at(at, frames, sentence).or_else(|| self.at_adjunct(at, frames, sentence))
    }

    /// "said on the other hand, '…'", "says of Ek, '…'": adjuncts before a quotation, a colon or "that".
    fn at_adjunct(&self, mut at: usize, frames: Frames, sentence: &Range<usize>) -> Option<(Right, usize)> {
        if !frames.any(Frames::THAT | Frames::QUOTE) {
            return None;
        }
        // "reported, citing two officials, that"
        if self.word_in(at, sentence) == "," && at + 1 < sentence.end && self.beside(at + 1, Beside::CITING) {
            let aside = at + 2..sentence.end.min(at + FARTHEST_THAT);
            let that = aside.clone().find(|t| self.word(*t) == "that" && self.word(*t - 1) == "," && self.quote(*t).is_none())?;
            return (that + 1 < sentence.end).then_some((Right::That, that + 1));
        }
        while at < sentence.end && self.is(at, Class::PREPOSITION) && self.quote(at).is_none() {
            at = self.phrase_after(at + 1, sentence.end)?.tokens.end;
            let found = self.at(at, frames, sentence).filter(|(right, _)| matches!(right, Right::Quote | Right::That));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn at(&self, at: usize, frames: Frames, sentence: &Range<usize>) -> Option<(Right, usize)> {
        let word = self.word_in(at, sentence);
        let speech = frames.any(Frames::THAT | Frames::QUOTE);
        if at >= sentence.end {
            return None;
        }
        if matches!(word, ":" | "\u{2014}" | "\u{2013}") && at + 1 < sentence.end && (speech || self.opening_mark(at + 1)) {
            return Some((Right::Quote, at + 1));
        }
        if word == "," && at + 1 < sentence.end && self.opening_mark(at + 1) && speech {
            return Some((Right::Quote, at + 1));
        }
        if self.opening_mark(at) {
            return Some((Right::Quote, at));
        }
        if let Some(start) = self.colon_ahead(at, sentence).filter(|_| speech) {
            return Some((Right::Quote, start));
        }
        if self.is_mark(at) && !matches!(word, "$" | "\u{20ac}" | "\u{a3}") {
            return None;
        }
        if frames.any(Frames::THAT)
            && let Some(start) = self.that(at, sentence).filter(|start| !self.tells_which(at, *start, frames))
        {
            return Some((Right::That, start));
        }
        if frames.any(Frames::WH) && matches!(word, "whether" | "why" | "how" | "what" | "who" | "when" | "where" | "if") {
            return Some((Right::That, at));
        }
        let negated = usize::from(word == "not");
        if self.word_in(at + negated, sentence) == "to" && at + negated + 1 < sentence.end && !self.opens_noun(at + negated + 1) {
            return frames.any(Frames::TO).then_some((Right::Infinitive, at));
        }
        if frames.any(Frames::GERUND)
            && (word.ends_with("ing") && self.is(at, Class::GERUND)
                || self.head(at).is_some_and(|h| h.forms.gerund && word.ends_with("ing")))
        {
            return Some((Right::Infinitive, at));
        }
        if frames.any(Frames::OBJECT) && self.object(at, sentence) {
            return Some((Right::Object, at));
        }
        if frames.any(Frames::AS) && self.called(at, sentence) {
            return Some((Right::Object, at));
        }
        // "told Norland TV on Sunday": who is told, and no clause.
        let open = frames.any(Frames::BARE) && !frames.any(Frames::ADDRESSEE);
        if frames.any(Frames::THAT) && (self.clause(at, frames, sentence) || open && self.long_noun(at, sentence)) {
            return Some((Right::Clause, at));
        }
        let noun = self.nominal(at) || self.is(at, Class::DETERMINER) || matches!(word, "$" | "\u{20ac}" | "\u{a3}");
        (frames.any(Frames::NP | Frames::ACT) && noun).then_some((Right::Noun, at))
    }

    /// "said in a post on the site: '…'": adjuncts before a colon and a quotation.
    fn colon_ahead(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let limit = sentence.end.saturating_sub(1).min(at + 15);
        let colon = (at..limit).find(|t| self.word(*t) == ":" || self.finite(*t) || self.quote(*t).is_some())?;
        (self.word(colon) == ":" && self.opening_mark(colon + 1)).then_some(colon + 1)
    }

    /// Past "101 to 98", "7-2", "by 28 votes to 23" and the day of the vote.
    fn skip_tally(&self, from: usize, sentence: &Range<usize>) -> usize {
        let number = |t: usize| t < sentence.end && self.surface(t).starts_with(|c: char| c.is_ascii_digit());
        let mut at = from;
        while number(at)
            || matches!(self.word_in(at, sentence), "by" | "to" | "-" | "\u{2013}") && number(at + 1)
            || at > from && matches!(self.word_in(at, sentence), "vote" | "votes")
        {
            at += 1;
        }
        self.skip_times(at, sentence)
    }

    /// Past "on Monday", "late last week", "again".
    pub(super) fn skip_times(&self, from: usize, sentence: &Range<usize>) -> usize {
        let mut at = from;
        while at < sentence.end {
            let time = |t: usize| t < sentence.end && self.is(t, Class::WEEKDAY | Class::MONTH | Class::TIME) && self.quote(t).is_none();
            if time(at) && !matches!(self.word(at), "may" | "march") {
                at += 1;
                while at < sentence.end && self.surface(at).starts_with(|c: char| c.is_ascii_digit()) {
                    at += 1;
                }
            } else if (time(at + 1) || time(at + 2)) && self.beside(at, Beside::BEFORE_TIME) {
                at += 1 + usize::from(!time(at + 1));
            } else if self.is(at, Class::ADVERB)
                && !self.is(at, Class::DETERMINER | Class::SUBORDINATOR | Class::TIME | Class::NEGATION)
                && self.quote(at).is_none()
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// After "told reporters": the words told to are passed over, and one of the other frames follows.
    fn after_addressee(&self, at: usize, frames: Frames, sentence: &Range<usize>) -> Option<(Right, usize)> {
        if at >= sentence.end || self.is_mark(at) || self.word(at) == "that" {
            return None;
        }
        let phrase = self.addressee(at, sentence)?;
        let next = self.skip_times(phrase, sentence);
        let negated = usize::from(self.word_in(next, sentence) == "not");
        if self.word_in(next + negated, sentence) == "to" && frames.any(Frames::OBJECT) {
            return Some((Right::Object, at));
        }
        let found = self.at(next, frames, sentence)?;
        matches!(found.0, Right::Quote | Right::That | Right::Clause).then_some(found)
    }

    /// Where the words told to end: a pronoun, a name, or a noun phrase up to the next opener.
    fn addressee(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if self.is(at, Class::OBJECT_PRONOUN) {
            return Some(at + 1);
        }
        if let Some(m) = self.mention(at) {
            let end = self.doc.mentions[m].name.end();
            let mut next = (at..sentence.end).find(|t| self.doc.tokens[*t].span.start() >= end)?;
            if self.word_in(next, sentence) == "'s" {
                next += 1;
                while next < sentence.end && self.nominal(next) && !self.finite(next) && self.quote(next).is_none() {
                    next += 1;
                }
            }
            return Some(next);
        }
        let mut end = at + usize::from(self.is(at, Class::DETERMINER));
        while end < sentence.end
            && self.nominal(end)
            && !self.finite(end)
            && self.quote(end).is_none()
            && !(end > at + 1 && self.capitalized(end) && !self.capitalized(end - 1))
        {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// Where the clause starts after a "that" at `at` or a little further on, with nothing but adjuncts between.
    fn that(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        for t in at..sentence.end.min(at + FARTHEST_THAT) {
            if self.quote(t).is_some() || self.is_mark(t) && self.word(t) != "," && self.word(t) != "'s" {
                return None;
            }
            if self.word(t) == "that" {
                // "said that was": here "that" is a pronoun and part of the content.
                let pronoun = t + 1 >= sentence.end || self.is(t + 1, Class::AUXILIARY) && t == at;
                let relative = t > at && t + 1 < sentence.end && self.finite(t + 1);
                return if relative { None } else { Some(if pronoun { t } else { t + 1 }) };
            }
            if self.finite(t) || self.is_pronoun(t) && t > at || t == at && self.is_pronoun(t) {
                return None;
            }
        }
        None
    }

    /// "believes the driver of the lorry that | hit her": behind a cue that takes clauses alone, the noun phrase before "that" is the subject.
    fn tells_which(&self, at: usize, start: usize, frames: Frames) -> bool {
        let that = start.saturating_sub(1);
        let phrase = self.is(at, Class::DETERMINER | Class::POSSESSIVE) && that > at + 1 && self.word(that) == "that";
        let time = |t: usize| self.is(t, Class::TIME | Class::WEEKDAY | Class::MONTH);
        phrase && frames.any(Frames::BARE) && !frames.any(Frames::NP | Frames::ADDRESSEE) && !(at..that).any(time)
    }

    /// A noun phrase and a finite verb: a clause without "that".
    fn clause(&self, at: usize, frames: Frames, sentence: &Range<usize>) -> bool {
        let limit = sentence.end.min(at + FARTHEST_VERB);
        // "added facts that nobody knew", "found the ship, which sank": such a verb is not the clause's.
        let closes = |t: &usize| *t > at && (self.is(*t, Class::RELATIVE | Class::SUBORDINATOR) || self.word(*t) == ",");
        let closed = (at..limit).find(closes);
        // "suggested fees, which Berg had cut, should rise"
        if closed.and_then(|t| self.behind_aside(t, sentence.end)).is_some_and(|t| self.is(t, Class::MODAL)) {
            return true;
        }
        let limit = if frames.any(Frames::BARE) { limit } else { closed.unwrap_or(limit) };
        // In "says the plan 'would fail'" the verb may stand in the quotation.
        // "said talks would go on": what stands before a finite verb is its subject.
        let subject = at + 1 < limit && self.finite(at) && self.finite(at + 1);
        let verb = (at + usize::from(subject)..limit).find(|t| self.finite(*t) || self.opening_mark(*t) && !self.is_mark(t - 1));
        let pronoun = self.is_pronoun(at) && at + 1 < limit && !self.is_mark(at + 1);
        let plural_verb = (at + 1..limit).find(|t| self.bare_verb(*t));
        let verb = if pronoun { Some(at + 1) } else { verb.into_iter().chain(plural_verb).min() };
        let opens = self.opens_noun(at) || self.is_pronoun(at) || self.nominal(at) || self.is(at, Class::SUBORDINATOR | Class::PREPOSITION);
        opens && verb.is_some_and(|v| v > at)
    }

    /// The finite verb behind an aside that opens at `mark`: ", which Ek built, | will", "- who left in May - | says".
    pub(super) fn behind_aside(&self, mark: usize, end: usize) -> Option<usize> {
        /// An aside is at most so many words long.
        const ASIDE: usize = 30;
        let (comma, dash) = (self.word(mark) == ",", self.is_dash(mark));
        if !(comma && self.is(mark + 1, Class::RELATIVE) || dash) {
            return None;
        }
        let closes = |t: &usize| if dash { self.is_dash(*t) } else { self.word(*t) == "," };
        let close = (mark + 2..end.min(mark + ASIDE)).find(closes)?;
        Some(close + 1).filter(|t| *t < end && self.finite(*t) && self.has_clause(mark + 1..close))
    }

    /// Words that open a clause whose verb is in no list, for cues that take nothing else.
    fn long_noun(&self, at: usize, sentence: &Range<usize>) -> bool {
        let words = (at..sentence.end).take_while(|t| self.quote(*t).is_some() || self.is_word(*t)).count();
        (self.opens_noun(at) || self.nominal(at)) && words > 3
    }

    /// Words before a cue that ends the sentence, of which the verb is in no list: "The premier risks harming the town, Ek said."
    pub(super) fn reads_on(&self, tokens: Range<usize>) -> bool {
        /// Fewer words may be a phrase.
        const FEWEST: usize = 5;
        let opens = self.opens_noun(tokens.start) || self.nominal(tokens.start);
        let words = tokens.clone().filter(|t| self.is_word(*t)).count();
        opens && words >= FEWEST && !tokens.clone().any(|t| self.quote(t).is_some() || self.word(t) == ",")
    }

    /// A verb in its base form behind a plural noun: "parents still want".
    pub(super) fn bare_verb(&self, token: usize) -> bool {
        let base = self.is(token, Class::BASE) || self.head(token).is_some_and(|h| h.forms.base);
        let mut before = token;
        while before > 0 && self.is(before - 1, Class::ADVERB) {
            before -= 1;
        }
        let plural = before > 0
            && self.word(before - 1).len() > 3
            && (self.word(before - 1).ends_with('s') || self.word(before - 1).ends_with("people"));
        base && plural && self.quote(token).is_none()
    }

    /// A party, then "to" and a verb.
    fn object(&self, at: usize, sentence: &Range<usize>) -> bool {
        let limit = sentence.end.min(at + FARTHEST_VERB);
        let to = (at..limit)
            .find(|t| self.word(*t) == "to" || self.finite(*t) || self.is_mark(*t) && self.word(*t) != "'s" && self.word(*t) != ",");
        to.is_some_and(|t| t > at && self.word(t) == "to" && t + 1 < sentence.end && !self.opens_noun(t + 1))
    }

    /// A thing, then "as" or a quotation or a second noun phrase.
    fn called(&self, at: usize, sentence: &Range<usize>) -> bool {
        let limit = sentence.end.min(at + 16);
        let end = (at..limit).find(|t| self.finite(*t) && self.quote(*t).is_none() || self.word(*t) == ",").unwrap_or(limit);
        (at..end).any(|t| {
            self.word(t) == "as" || self.quote(t).is_some() || t > at + 1 && matches!(self.word(t), "a" | "an") && self.nominal(t - 1)
        })
    }

    fn opens_noun(&self, token: usize) -> bool {
        self.is(token, Class::DETERMINER) || self.capitalized(token)
    }
}
