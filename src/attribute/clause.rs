//! From cues to drafts of attributions: each cue of a sentence with its source and content, before the speaker is known.

use std::borrow::Cow;
use std::ops::Range;

use super::content::Right;
use super::cue::{Verb, Voice};
use super::relay::Relay;
use super::scan::Scan;
use super::source::Source;
use crate::lexicon::{Class, Cue, Frames};
use crate::{Document, Span};

/// An attribution before its speaker is resolved.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// The tokens of the cue; empty where a quotation stands without one.
    pub(super) cue: Range<usize>,
    /// The tokens of the source.
    pub(super) source: Option<Source>,
    /// The pieces of content.
    pub(super) content: Vec<Span>,
    /// Whether the deed itself is the statement.
    pub(super) act: bool,
    /// Whether it passes on another, or is passed on.
    pub(super) relay: Relay,
    /// The rule that made it.
    pub(super) rule: Cow<'static, str>,
}

/// "told aides on Monday": so many tokens may stand between an attribution and who passes it on.
const LONGEST_REST: usize = 12;

/// The rule of a draft whose content stands before its cue.
pub(super) const BEFORE: &str = "content before the cue";

/// A sentence is read in stretches of at most so many tokens: the rules look back and forth in it, and only broken text has longer ones.
const LONGEST_SENTENCE: usize = 600;

/// The drafts of a document, in order. Cost: linear in the text, since a sentence is read in bounded stretches.
pub(super) fn drafts(scan: &Scan<'_>) -> Vec<Draft> {
    stretches(scan.doc).flat_map(|(index, tokens)| Sentence::new(scan, index, tokens).drafts()).collect()
}

/// The tokens of each sentence by its number; of a longer one, stretch by stretch.
pub(super) fn stretches(doc: &Document) -> impl Iterator<Item = (usize, Range<usize>)> {
    doc.sentences.iter().enumerate().flat_map(|(index, sentence)| {
        let end = sentence.tokens.end;
        sentence.tokens.clone().step_by(LONGEST_SENTENCE).map(move |start| (index, start..end.min(start + LONGEST_SENTENCE)))
    })
}

/// The attributions in a stretch of a sentence, read by itself.
pub(super) fn within(scan: &Scan<'_>, sentence: usize, tokens: Range<usize>) -> Vec<Draft> {
    Sentence::new(scan, sentence, tokens.start..tokens.end.min(tokens.start + LONGEST_SENTENCE)).drafts()
}

/// The first of them.
pub(super) fn first_within(scan: &Scan<'_>, sentence: usize, tokens: Range<usize>) -> Option<Draft> {
    within(scan, sentence, tokens).into_iter().next()
}

/// A sentence while its cues are read from left to right.
pub(super) struct Sentence<'s, 'd> {
    pub(super) scan: &'s Scan<'d>,
    pub(super) index: usize,
    pub(super) tokens: Range<usize>,
    /// The subject of the last cue.
    pub(super) subject: Option<Source>,
    /// Tokens before this one are inside the content of a cue: what is said there belongs to its speaker.
    pub(super) covered: usize,
    /// Content on the left starts here at the earliest: behind the cue before.
    pub(super) left_low: usize,
    /// The subject starts here at the earliest: behind what another says in a clause joined to this one.
    opened: usize,
    /// Where the content on the left of the last cue starts.
    pub(super) relayed: Option<usize>,
    /// Where the attribution before starts, if its content stands on the left.
    whole: Option<usize>,
}

impl<'s, 'd> Sentence<'s, 'd> {
    /// A sentence, or a stretch of one, of which nothing is read yet.
    pub(super) fn new(scan: &'s Scan<'d>, index: usize, tokens: Range<usize>) -> Self {
        let start = tokens.start;
        Self { scan, index, subject: None, covered: start, left_low: start, opened: start, relayed: None, whole: None, tokens }
    }

    /// The attributions of the sentence, in the order of their cues.
    fn drafts(mut self) -> Vec<Draft> {
        let mut out: Vec<Draft> = Vec::new();
        for t in self.tokens.clone() {
            if self.scan.quote(t).is_some() || t < self.covered {
                continue;
            }
            if let Some(draft) = self.at(t) {
                // "Berg agreed to pay, Ek said.": what is said inside Ek's content is Ek's.
                while self.relayed.is_some_and(|left| out.last().is_some_and(|last| left <= last.cue.start)) {
                    out.pop();
                }
                self.whole = self.relayed.take();
                out.push(draft);
            }
        }
        if out.is_empty() {
            out.extend(self.colon().or_else(|| self.signed()));
        }
        out
    }

    /// The attribution whose cue has its head at `t`.
    fn at(&mut self, t: usize) -> Option<Draft> {
        if self.scan.word(t) == "according" && self.scan.word_in(t + 1, &self.tokens) == "to" {
            self.according(t)
        } else {
            self.verb(t).or_else(|| self.noun(t))
        }
    }

    fn verb(&mut self, t: usize) -> Option<Draft> {
        let head = self.scan.head(t)?;
        if let Some(draft) = self.quoted_as(t) {
            return Some(draft);
        }
        let verb = self.scan.verb(t, head, &self.tokens)?;
        head.cues.iter().find_map(|c| {
            let cue = self.scan.lexicon.cues.cue(*c);
            let end = self.scan.particles_end(t, cue, &self.tokens)?;
            self.with_cue(&verb, end, cue)
        })
    }

    fn with_cue(&mut self, verb: &Verb, end: usize, cue: &Cue) -> Option<Draft> {
        let scan = self.scan;
        let within = if verb.group > self.opened { self.opened..self.tokens.end } else { self.tokens.clone() };
        let source = scan.source(verb, end, &within, self.subject.as_ref(), cue.frames)?;
        let bare_future = verb.modal && !verb.negated && !cue.frames.any(Frames::ACT) && &*cue.base != "like" && &*cue.base != "prefer";
        if bare_future {
            return None;
        }
        if verb.voice == Voice::PassiveBy {
            return self.passive(verb, end, source, cue);
        }
        let from = if source.inverted { source.tokens.end.max(end) } else { end };
        let right = scan.right(from, cue, &self.tokens);
        let explicit = matches!(right, Some((Right::That | Right::Quote, _)));
        let bare = scan.word(verb.head) == &*cue.base && !(verb.group..verb.head).any(|t| scan.is(t, Class::AUXILIARY));
        if !scan.suits(&source, cue.frames, verb.doubtful && !explicit, bare) {
            return None;
        }
        // "a leader and opposition figure": with one subject the verb would end in "s".
        if verb.doubtful && !source.inverted && scan.word(verb.head) == &*cue.base && matches!(scan.word(source.tokens.start), "a" | "an") {
            return None;
        }
        let left = self.left(&source, cue, from);
        let (content, rule, covered) = match (left, right) {
            (Some(left), right)
                if self.quoted_end(&left)
                    || !matches!(right, Some((Right::That | Right::Quote | Right::Clause | Right::Infinitive | Right::Object, _))) =>
            {
                let (content, covered) = self.before_cue(left, from);
                (content, BEFORE, covered)
            }
            (_, Some((right, start))) => {
                if verb.voice == Voice::Participial && source.shared && !self.participle_speaks(verb, right) {
                    return None;
                }
                let mut high = scan.right_end(start, right, &self.tokens);
                if self.subordinate(&source) {
                    high = (start..high).find(|t| scan.word(*t) == "," && scan.quote(*t).is_none()).unwrap_or(high);
                }
                if right == Right::Quote && cue.frames.any(Frames::AS) && scan.opening_mark(start) {
                    high = (start + 1..high).find(|t| scan.closing_mark(*t)).map_or(high, |t| t + 1);
                }
                if right == Right::Noun {
                    high = scan.without_day(start, high);
                }
                if scan.joined_at(high, &self.tokens) {
                    self.left_low = high;
                }
                let joiner = high + usize::from(scan.word_in(high, &self.tokens) == ",");
                if scan.another_speaks(joiner, &self.tokens) {
                    (self.left_low, self.opened) = (joiner + 1, joiner + 1);
                }
                (scan.pieces(start..high), rule_of(right), high)
            }
            (None, None) => {
                let asked = || Some((vec![self.asked_before(&source, cue, end)?], "a question before the sentence", end));
                self.behind_commas(&source, cue, end).or_else(asked)?
            }
            _ => return None,
        };
        if content.is_empty() || content.iter().all(|s| self.is_pointer(*s)) {
            return None;
        }
        self.covered = covered.max(end);
        self.subject = Some(Source { shared: false, ..source.clone() });
        let act = matches!(right, Some((Right::Noun, _))) && cue.frames.any(Frames::ACT) && rule != BEFORE;
        Some(Draft { sentence: self.index, cue: verb.head..end, source: Some(source), content, act, relay: Relay::None, rule: rule.into() })
    }

    /// The content on the left of a cue that ends before `from`, with what goes on behind it, and where that ends.
    pub(super) fn before_cue(&mut self, left: Range<usize>, from: usize) -> (Vec<Span>, usize) {
        let scan = self.scan;
        let (mut content, mut covered) = (scan.pieces(left.clone()), from);
        if let Some(rest) = self.rest(from, &left) {
            covered = rest.end;
            content.extend(scan.pieces(rest));
        }
        self.relayed = Some(left.start);
        self.left_low = covered;
        (content, covered)
    }

    /// "The plan was rejected by the union": the content is the subject of the passive.
    fn passive(&mut self, verb: &Verb, end: usize, source: Source, cue: &Cue) -> Option<Draft> {
        let scan = self.scan;
        if !cue.frames.any(Frames::ACT | Frames::NP) || !scan.suits(&source, cue.frames, true, false) {
            return None;
        }
        let phrase = scan.phrase_before(verb.group, self.tokens.start)?;
        let mut content = scan.pieces(phrase.tokens);
        self.covered = source.tokens.end;
        if scan.word_in(self.covered, &self.tokens) == "of" {
            let high = scan.right_end(self.covered, Right::Noun, &self.tokens);
            content.extend(scan.pieces(self.covered..high));
            self.covered = high;
        }
        let keep = !content.is_empty() && !content.iter().all(|s| self.is_pointer(*s));
        let act = cue.frames.any(Frames::ACT);
        keep.then_some(Draft {
            sentence: self.index,
            cue: verb.head..end,
            source: Some(source),
            content,
            act,
            relay: Relay::None,
            rule: "the subject of a passive cue".into(),
        })
    }

    /// "Asked whether Norland wants peace, …": what a clause under another attributes ends with that clause.
    fn subordinate(&self, source: &Source) -> bool {
        if source.shared && self.scan.is(source.clause, Class::RELATIVE) {
            return true;
        }
        let opener = source.clause.checked_sub(1).filter(|t| *t >= self.tokens.start && !source.inverted);
        opener.is_some_and(|t| {
            self.scan.is(t, Class::SUBORDINATOR) && self.scan.word(t) != "that" || matches!(self.scan.word(t), "before" | "after" | "as")
        })
    }

    /// The tokens on the left that can be the content: up to the mark before the clause of source and cue.
    pub(super) fn left(&self, source: &Source, cue: &Cue, from: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        if source.shared || !cue.frames.any(Frames::THAT | Frames::QUOTE) {
            return None;
        }
        let clause = if source.inverted { source.clause - 1 } else { source.clause };
        let mut end = clause;
        if source.inverted {
            // The cue stands first: "…," said Ek.
            while end > self.left_low && !scan.closes_left(end - 1) {
                end -= 1;
            }
        }
        if end <= self.left_low || !scan.closes_left(end - 1) {
            return None;
        }
        let range = self.without_openers(self.left_low..end);
        let quoted = range.clone().any(|t| scan.quote(t).is_some());
        let first = range.start;
        // "Asked by Berg whether he would go, Ek said no."
        let participle = scan.word(first).ends_with("ed") && scan.mention(first).is_none() && scan.head(first).is_some();
        let adverbial = participle
            || !quoted
                && range.len() > 1
                && scan.is(first, Class::SUBORDINATOR | Class::PREPOSITION | Class::GERUND | Class::ADVERB | Class::PARTICIPLE);
        // "If the snow melts, the pass will open, Ek said": behind the adverbial stands the clause.
        let comma = range.clone().skip(1).find(|t| scan.word(*t) == ",");
        let main_clause = comma.is_some_and(|t| t + 1 < range.end && scan.has_clause(t + 1..range.end));
        let nothing_follows =
            !participle && matches!(scan.word_in(scan.skip_times(from, &self.tokens), &self.tokens), "." | "" | "!" | "?");
        let last = range.end - usize::from(scan.word(range.end - 1) == ",");
        let long = nothing_follows && scan.reads_on(comma.filter(|c| adverbial && *c < last).map_or(range.start, |c| c + 1)..last);
        (quoted || (!adverbial || nothing_follows || main_clause) && (scan.has_clause(range.clone()) || long))
            .then_some(range)
            .or_else(|| self.split_left(first..end, from))
            .or_else(|| self.around_before(end).filter(|_| nothing_follows))
    }

    /// `"We stay," Ek told aides, according to`: the whole attribution that ends before `end`, where its content stood in front too.
    pub(super) fn around_before(&self, end: usize) -> Option<Range<usize>> {
        let rest = self.left_low..end;
        let empty = rest.len() <= LONGEST_REST && rest.clone().all(|t| self.scan.quote(t).is_none()) && !self.scan.has_clause(rest);
        self.whole.filter(|_| empty).map(|start| start..end)
    }

    /// `"Who will pay?" Energy Minister Ida Ek said.`: the mark ended the sentence, and the one who asks opens the next.
    fn asked_before(&self, source: &Source, cue: &Cue, end: usize) -> Option<Span> {
        let scan = self.scan;
        let last = self.tokens.start.checked_sub(1).filter(|t| scan.closing_mark(*t) && matches!(scan.word(*t - 1), "?" | "!"))?;
        let doc = scan.doc;
        let paragraph = |s: usize| doc.sentences[s].paragraph;
        let first = self.index.checked_sub(1).filter(|s| paragraph(*s) == paragraph(self.index))?;
        let opens = source.tokens.start == self.tokens.start || source.inverted && end <= source.tokens.start;
        let named = scan.mention(source.tokens.end - 1).is_some() || scan.is_pronoun(source.head);
        let quotation = &doc.quotations[scan.quote(last)?];
        let whole = doc.sentences[first].span.start() <= quotation.outer.start() || quotation.outer.contains(doc.sentences[first].span);
        (opens && named && whole && cue.frames.any(Frames::QUOTE)).then(|| quotation.inner.trim(&doc.text))
    }

    /// Whether content on the left ends with a quotation mark.
    pub(super) fn quoted_end(&self, left: &Range<usize>) -> bool {
        let last = left.clone().rev().find(|t| !matches!(self.scan.word(*t), "," | "\u{2014}" | "\u{2013}"));
        last.is_some_and(|t| self.scan.quote(t).is_some())
    }

    /// A participle is a cue where it opens a clause of its own ("…, adding that"), not inside a noun phrase.
    fn participle_speaks(&self, verb: &Verb, right: Right) -> bool {
        let scan = self.scan;
        if verb.group == self.tokens.start {
            return false;
        }
        let before = verb.group - 1;
        let opens = scan.word(before) == ","
            || scan.is(before, Class::COORDINATOR)
            || matches!(scan.word(before), "as" | "while" | "by" | "in" | "after" | "before")
            || scan.closing_mark(before);
        opens || matches!(right, Right::Quote | Right::That)
    }

    /// Without the marks and conjunctions at the start, which belong to the reporter ("But …").
    pub(super) fn without_openers(&self, range: Range<usize>) -> Range<usize> {
        let scan = self.scan;
        let opener = |t: usize| scan.quote(t).is_none() && (scan.is_mark(t) || scan.is(t, Class::COORDINATOR));
        range.clone().find(|t| !opener(*t)).unwrap_or(range.end)..range.end
    }

    /// Content that only points: "it", "so", "this".
    pub(super) fn is_pointer(&self, span: Span) -> bool {
        let tokens = self.scan.doc.tokens_in(span);
        tokens.len() == 1 && self.scan.quote(tokens.start).is_none() && {
            let t = tokens.start;
            self.scan.is(t, Class::DETERMINER | Class::OBJECT_PRONOUN | Class::ADVERB | Class::COORDINATOR) || self.scan.is_pronoun(t)
        }
    }
}

pub(super) fn rule_of(right: Right) -> &'static str {
    match right {
        Right::Quote => "a quotation after the cue",
        Right::That => "a clause with \"that\" or a question word after the cue",
        Right::Clause => "a clause after the cue",
        Right::Infinitive => "an infinitive or gerund after the cue",
        Right::Object => "a party or thing and what it is to do or be called",
        Right::Noun => "a noun phrase after the cue",
    }
}
