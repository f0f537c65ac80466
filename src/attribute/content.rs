//! What is said: where the content of a cue starts and ends.

use std::ops::Range;

use super::phrase::Phrase;
use super::scan::Scan;
use crate::Span;
use crate::lexicon::{Class, Cue, Frames};

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

/// What follows a mark inside content.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A clause that attributes something else.
    Joined,
    /// Source and cue of all that stands before.
    Trailing,
}

impl Scan<'_> {
    /// What follows a cue that ends before `from`, and where the content starts.
    pub(super) fn right(&self, from: usize, cue: &Cue, sentence: &Range<usize>) -> Option<(Right, usize)> {
        let frames = cue.frames;
        let at = self.skip_times(from, sentence);
        // "agreed to reopen the bridge" is "agreed" with an infinitive, "agreed to a second round" has the longer cue.
        let preposition = cue.particles.last().is_some_and(|p| &**p == "to");
        if preposition && at < sentence.end && !self.opens_noun(at) && !self.is_pronoun(at) {
            return None;
        }
        if frames.any(Frames::ADDRESSEE) {
            if let Some(found) = self.after_addressee(at, frames, sentence) {
                return Some(found);
            }
        }
        self.at(at, frames, sentence).or_else(|| self.at_adjunct(at, frames, sentence))
    }

    /// "said on the other hand, '…'", "says of Ek, '…'": adjuncts before a quotation, a colon or "that".
    fn at_adjunct(&self, mut at: usize, frames: Frames, sentence: &Range<usize>) -> Option<(Right, usize)> {
        if !frames.any(Frames::THAT | Frames::QUOTE) {
            return None;
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
        if self.is_mark(at) && !matches!(word, "$" | "\u{20ac}" | "\u{a3}") {
            return None;
        }
        if frames.any(Frames::THAT) {
            if let Some(start) = self.that(at, sentence) {
                return Some((Right::That, start));
            }
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
        if frames.any(Frames::THAT) && (self.clause(at, frames, sentence) || frames.any(Frames::BARE) && self.long_noun(at, sentence)) {
            return Some((Right::Clause, at));
        }
        let noun = self.nominal(at) || self.is(at, Class::DETERMINER) || matches!(word, "$" | "\u{20ac}" | "\u{a3}");
        (frames.any(Frames::NP | Frames::ACT) && noun).then_some((Right::Noun, at))
    }

    /// Past "on Monday", "late last week", "again".
    fn skip_times(&self, from: usize, sentence: &Range<usize>) -> usize {
        let mut at = from;
        while at < sentence.end {
            let time = |t: usize| t < sentence.end && self.is(t, Class::WEEKDAY | Class::MONTH | Class::TIME) && self.quote(t).is_none();
            if time(at) && !matches!(self.word(at), "may" | "march") {
                at += 1;
                while at < sentence.end && self.surface(at).starts_with(|c: char| c.is_ascii_digit()) {
                    at += 1;
                }
            } else if matches!(self.word(at), "on" | "in" | "late" | "early" | "earlier" | "last" | "this")
                && (time(at + 1) || time(at + 2))
            {
                at += 1 + usize::from(!time(at + 1));
            } else if self.is(at, Class::ADVERB)
                && !self.is(at, Class::DETERMINER | Class::SUBORDINATOR | Class::TIME)
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

    /// A noun phrase and a finite verb: a clause without "that".
    fn clause(&self, at: usize, frames: Frames, sentence: &Range<usize>) -> bool {
        let limit = sentence.end.min(at + FARTHEST_VERB);
        // "added facts that nobody knew", "found the ship, which sank": such a verb is not the clause's.
        let closes = |t: &usize| *t > at && (self.is(*t, Class::RELATIVE | Class::SUBORDINATOR) || self.word(*t) == ",");
        let limit = if frames.any(Frames::BARE) { limit } else { (at..limit).find(closes).unwrap_or(limit) };
        // In "says the plan 'would fail'" the verb may stand in the quotation.
        let verb = (at..limit).find(|t| self.finite(*t) || self.opening_mark(*t) && !self.is_mark(t - 1));
        let pronoun = self.is_pronoun(at) && at + 1 < limit && !self.is_mark(at + 1);
        let plural_verb = (at + 1..limit).find(|t| self.bare_verb(*t));
        let verb = if pronoun { Some(at + 1) } else { verb.into_iter().chain(plural_verb).min() };
        let opens = self.opens_noun(at) || self.is_pronoun(at) || self.nominal(at) || self.is(at, Class::SUBORDINATOR | Class::PREPOSITION);
        opens && verb.is_some_and(|v| v > at)
    }

    /// Words that open a clause whose verb is in no list, for cues that take nothing else.
    fn long_noun(&self, at: usize, sentence: &Range<usize>) -> bool {
        let words = (at..sentence.end).take_while(|t| self.quote(*t).is_some() || self.is_word(*t)).count();
        (self.opens_noun(at) || self.nominal(at)) && words > 3
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

    /// Whether content that ends before `end` ends where a joined clause attributes something else.
    pub(super) fn joined_at(&self, end: usize, sentence: &Range<usize>) -> bool {
        end < sentence.end && self.new_attribution(end, sentence) == Some(Next::Joined)
    }

    /// Where content that starts at `start` ends: the end of the sentence, or where the reporter or another cue goes on.
    pub(super) fn right_end(&self, start: usize, right: Right, sentence: &Range<usize>) -> usize {
        for t in start + 1..sentence.end {
            if self.quote(t).is_some() && !self.closing_mark(t) {
                continue;
            }
            if self.closing_mark(t) && (self.tail(t + 1, sentence) || self.new_attribution(t, sentence).is_some()) {
                return t + 1;
            }
            if self.quote(t).is_some() {
                continue;
            }
            let after_comma = self.word(t) == ",";
            if after_comma && (self.tail(t + 1, sentence) || self.sibling(t + 1, true, sentence)) {
                return t;
            }
            if self.is(t, Class::COORDINATOR) && self.sibling(t + 1, false, sentence) {
                return t - usize::from(t > start && self.word(t - 1) == ",");
            }
            if matches!(self.word(t), "--" | "\u{2014}") && self.last_dash(t, sentence) {
                return t;
            }
            let gerund = self.word_in(t + 1, sentence);
            if right != Right::Clause
                && right != Right::That
                && right != Right::Quote
                && after_comma
                && gerund.ends_with("ing")
                && gerund != "including"
                && self.is(t + 1, Class::GERUND)
            {
                return t;
            }
            if matches!(self.word(t), "," | ";") && self.new_attribution(t, sentence).is_some() {
                return t;
            }
            if matches!(right, Right::Noun) && after_comma && !self.noun_goes_on(t + 1, sentence) {
                return t;
            }
            if right == Right::Noun
                && self.is(t, Class::SUBORDINATOR)
                && matches!(self.word(t), "when" | "while" | "because" | "although" | "though" | "since")
            {
                return t - usize::from(self.word(t - 1) == ",");
            }
        }
        sentence.end
    }

    /// A dash without a second one after it opens an afterthought of the reporter's.
    fn last_dash(&self, dash: usize, sentence: &Range<usize>) -> bool {
        !(dash + 1..sentence.end).any(|t| matches!(self.word(t), "--" | "\u{2014}"))
    }

    /// After a comma in a noun phrase: "including", or a further item of a list.
    fn noun_goes_on(&self, t: usize, sentence: &Range<usize>) -> bool {
        t < sentence.end && (matches!(self.word(t), "including" | "and" | "or") || self.capitalized(t) || self.quote(t).is_some())
    }

    /// Whether the reporter's own words go on here: "referring to", "according to", "flanked by".
    fn tail(&self, t: usize, sentence: &Range<usize>) -> bool {
        let t = t + usize::from(self.word_in(t, sentence) == ",");
        t < sentence.end && self.quote(t).is_none() && (self.is(t, Class::TAIL) || self.word(t) == "according")
    }

    /// Whether a cue without a subject of its own follows: ", adding that", "and warned that".
    fn sibling(&self, t: usize, comma: bool, sentence: &Range<usize>) -> bool {
        let mut t = t;
        while t < sentence.end && self.is(t, Class::ADVERB) && self.quote(t).is_none() {
            t += 1;
        }
        if t >= sentence.end || self.quote(t).is_some() {
            return false;
        }
        let Some(head) = self.head(t) else { return false };
        let gerund = head.forms.gerund && self.word(t).ends_with("ing");
        let that = self.word_in(t + 1, sentence) == "that" || t + 1 < sentence.end && self.opening_mark(t + 1);
        let finite = head.forms.past && !self.is(t, Class::GERUND) || head.forms.third && that;
        let speech = head
            .cues
            .iter()
            .any(|c| self.lexicon.cues.cue(*c).frames.any(Frames::THAT | Frames::QUOTE | Frames::ACT | Frames::TO | Frames::OBJECT));
        speech && (comma && gerund || !comma && finite)
    }

    /// Whether a clause with a subject and cue of its own follows a mark: ", but Berg said", "; the union warned", and at the end
    /// of the sentence ", Ek said".
    fn new_attribution(&self, mark: usize, sentence: &Range<usize>) -> Option<Next> {
        let joiner = matches!(self.word_in(mark + 1, sentence), "but" | "while" | "whereas" | "though" | "although");
        let start = mark + 1 + usize::from(joiner || self.word_in(mark + 1, sentence) == "and");
        let joined = joiner || self.word(mark) == ";";
        let verb = (start..sentence.end.min(start + 14)).find(|t| self.quote(*t).is_none() && self.finite(*t))?;
        let head = self.head(verb).filter(|h| h.forms.past || h.forms.third)?;
        let speaks = head.cues.iter().any(|c| self.lexicon.cues.cue(*c).frames.any(Frames::QUOTE));
        let inverted = verb == start;
        let phrase = if inverted { self.phrase_after(verb + 1, sentence.end) } else { self.subject_from(start, verb) }?;
        if !speaks || !self.agent(&phrase) {
            return None;
        }
        let rest = verb.max(phrase.tokens.end - 1) + 1;
        let next = self.word_in(rest, sentence);
        let quotes = matches!(next, "," | ":") && rest + 1 < sentence.end && self.opening_mark(rest + 1);
        let trails = quotes
            || matches!(next, "," | "." | "")
            || !self.has_clause(rest..sentence.end) && !(rest..sentence.end).any(|t| self.quote(t).is_some() || self.word(t) == "that");
        match (joined, trails) {
            (true, _) if !inverted => Some(Next::Joined),
            (false, true) if start == mark + 1 => Some(Next::Trailing),
            _ => None,
        }
    }

    /// The phrase from `start` to the verb, if it is one: a subject, perhaps with adverbs before the verb.
    fn subject_from(&self, start: usize, verb: usize) -> Option<Phrase> {
        let mut end = verb;
        while end > start && self.is(end - 1, Class::ADVERB | Class::AUXILIARY) {
            end -= 1;
        }
        self.phrase_before(end, start).filter(|p| p.tokens.start == start)
    }

    /// The pieces of content in some tokens: trimmed, without the marks where all of it is quoted, and with all of a quotation
    /// that goes on beyond the sentence.
    pub(super) fn pieces(&self, mut tokens: Range<usize>) -> Vec<Span> {
        while tokens.len() > 1 && self.quote(tokens.end - 1).is_none() && matches!(self.word(tokens.end - 1), "." | "," | "--" | "\u{2014}")
        {
            tokens.end -= 1;
        }
        let text = &self.doc.text;
        let outside = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '\u{2014}' | '\u{2013}');
        let mut span = self.span(tokens.clone()).trim_matches(text, outside);
        if span.is_empty() {
            return Vec::new();
        }
        let mut before = Vec::new();
        let mut after = Vec::new();
        if let Some(q) = self.quote(tokens.start) {
            span = span.cover(
                self.doc.quotations[q].outer.intersection(Span::new(self.doc.quotations[q].outer.start(), span.end())).unwrap_or(span),
            );
            before = self.continued_from(q);
        }
        if let Some(q) = tokens.clone().rev().find(|t| !self.is_mark(*t) || self.quote(*t).is_some()).and_then(|t| self.quote(t)) {
            span = span.cover(self.doc.quotations[q].outer);
            after = self.continued_in(q);
        }
        let whole = self.quote(tokens.start).map(|q| &self.doc.quotations[q]).filter(|q| q.outer.contains(span));
        span = match whole {
            Some(q) => span.intersection(q.inner).unwrap_or(span).trim(text),
            None => span,
        };
        before.into_iter().chain([span]).chain(after).filter(|s| !s.is_empty()).collect()
    }

    /// The quotations of the paragraphs before that `q` continues.
    fn continued_from(&self, q: usize) -> Vec<Span> {
        let mut out: Vec<Span> = std::iter::successors(self.doc.quotations[q].continues, |q| self.doc.quotations[*q].continues)
            .map(|q| self.doc.quotations[q].inner)
            .collect();
        out.reverse();
        out
    }

    /// The quotations of the paragraphs after that continue `q`.
    fn continued_in(&self, q: usize) -> Vec<Span> {
        let next = |q: usize| self.continuation(q);
        std::iter::successors(next(q), |q| next(*q)).map(|q| self.doc.quotations[q].inner).collect()
    }
}
