//! Where content after a cue ends: with its sentence, or where the reporter or another cue goes on.

use std::ops::Range;

use super::content::Right;
use super::phrase::Phrase;
use super::scan::Scan;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Beside, Class, ConditionWord, Frames};

/// The subject of a clause that somebody else says has at most so many words.
const LONGEST_SUBJECT: usize = 8;

/// What follows a mark inside content.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A clause that attributes something else.
    Joined,
    /// Source and cue of all that stands before.
    Trailing,
}

impl Scan<'_> {
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
            if matches!(right, Right::Clause | Right::That) && self.another_speaks(t, sentence) {
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
                && !self.beside(t + 1, Beside::NO_GERUND)
            {
                return t;
            }
            if matches!(self.word(t), "," | ";") && self.new_attribution(t, sentence).is_some() {
                return t;
            }
            if matches!(right, Right::Noun) && after_comma && !self.noun_goes_on(t + 1, sentence) {
                return t;
            }
            if after_comma && self.comment(t + 1, sentence) || self.word(t) == ";" && right == Right::Noun {
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

    /// Without "on Tuesday" at the end of a deed: when it was done is the reporter's to say.
    pub(super) fn without_day(&self, start: usize, end: usize) -> usize {
        let mut last = end;
        while last > start + 1 && self.is_mark(last - 1) && self.quote(last - 1).is_none() {
            last -= 1;
        }
        if last > start + 2 && self.is(last - 1, Class::WEEKDAY) && self.quote(last - 1).is_none() {
            return last - 1 - usize::from(self.word(last - 2) == "on");
        }
        end
    }

    /// A dash without a second one after it opens an afterthought of the reporter's.
    fn last_dash(&self, dash: usize, sentence: &Range<usize>) -> bool {
        !(dash + 1..sentence.end).any(|t| matches!(self.word(t), "--" | "\u{2014}"))
    }

    /// ", in a move that Berg called a betrayal", ", a claim that Berg denied": a comment of the reporter's ends the sentence.
    fn comment(&self, start: usize, sentence: &Range<usize>) -> bool {
        let noun = start + usize::from(self.word_in(start, sentence) == "in");
        if !matches!(self.word_in(noun, sentence), "a" | "an") {
            return false;
        }
        let relative = (noun + 2..sentence.end.min(noun + 6)).find(|t| self.is(*t, Class::RELATIVE));
        relative.is_some_and(|r| {
            (noun + 1..r).all(|t| self.nominal(t)) && !(r..sentence.end).any(|t| self.word(t) == "," && self.quote(t).is_none())
        })
    }

    /// After a comma in a noun phrase: "including", a further item of a list, or the condition of what is offered or asked.
    fn noun_goes_on(&self, t: usize, sentence: &Range<usize>) -> bool {
        let listed = |t: usize| matches!(self.word(t), "including" | "and" | "or") || self.capitalized(t) || self.quote(t).is_some();
        t < sentence.end && (listed(t) || self.condition_ahead(t, sentence))
    }

    /// ", provided that ...", also behind an aside without a finite verb: ", half of it this year, provided that ...".
    fn condition_ahead(&self, t: usize, sentence: &Range<usize>) -> bool {
        /// How long the aside may be.
        const REACH: usize = 14;
        use ConditionWord::{Clause, Noun, Once, Provided};
        let run = Tokens { scan: self, end: sentence.end };
        let opens = |at: usize| {
            let hit = self.lexicon.claims.conditions.longest(&run, at);
            hit.is_some_and(|h| {
                // "subject to the agreement of both sides"
                *h.value == Noun || matches!(h.value, Clause | Once | Provided) && self.has_clause(at + h.len..sentence.end)
            })
        };
        let verb = |i: usize| self.is(i, Class::AUXILIARY) && self.finite(i) || self.is(i, Class::RELATIVE);
        let aside = (t..sentence.end.min(t + REACH)).take_while(|i| !verb(*i) && self.quote(*i).is_none());
        opens(t) || aside.into_iter().any(|i| self.word(i) == "," && opens(i + 1))
    }

    /// Where content that ends before a comma ends with the condition behind it: ", subject to a grant", ", provided that they pay".
    #[cfg(feature = "learned")]
    pub(super) fn with_condition(&self, end: usize, sentence: &Range<usize>) -> Option<usize> {
        use ConditionWord::{Clause, Noun};
        let run = Tokens { scan: self, end: sentence.end };
        let hit = self.lexicon.claims.conditions.longest(&run, end + 1).filter(|_| self.word_in(end, sentence) == ",")?;
        if !matches!(hit.value, Clause | Noun) || self.quote(end).is_some() || self.quote(end + 1).is_some() {
            return None;
        }
        let from = end + 1 + hit.len;
        let stop = |t: &usize| matches!(self.word(*t), "," | ";" | "." | "!" | "?" | "--" | "\u{2013}" | "\u{2014}");
        let close = (from..sentence.end).find(stop).unwrap_or(sentence.end);
        // "…, if not more, Ek said": behind another comma the sentence goes on, maybe with who says it.
        (close > from && !matches!(self.word_in(close, sentence), ",")).then_some(close)
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
        // "and has said": "had" would be the tense of what was said.
        let perfect = self.word(t) == "has" && self.head(t + 1).is_some_and(|h| h.forms.past && h.forms.participle);
        t += usize::from(perfect);
        let Some(head) = self.head(t).filter(|_| !self.is(t, Class::AUXILIARY)) else { return false };
        let gerund = head.forms.gerund && self.word(t).ends_with("ing");
        let that = self.word_in(t + 1, sentence) == "that" || t + 1 < sentence.end && self.opening_mark(t + 1);
        // "calls the plan a fraud and says she will go": no noun has this form.
        let third = head.forms.third && (that || self.beside(t, Beside::THIRD));
        let finite = head.forms.past && !self.is(t, Class::GERUND) || third;
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
        // "she wanted time, while the Greens rejected the bill": a deed of another's, where the reporter contrasts the two.
        let contrast = matches!(self.word_in(mark + 1, sentence), "while" | "whereas") && head.forms.past;
        let wanted = if contrast { Frames::QUOTE | Frames::ACT } else { Frames::QUOTE };
        let speaks = head.cues.iter().any(|c| self.lexicon.cues.cue(*c).frames.any(wanted));
        if !joined && self.as_saying(verb, sentence).is_some() {
            return Some(Next::Trailing);
        }
        let inverted = verb == start;
        let phrase = if inverted { self.phrase_after(verb + 1, sentence.end) } else { self.subject_from(start, verb) }?;
        if !speaks || !self.agent(&phrase) {
            return None;
        }
        // ", the minister said on Tuesday, but warned"
        let rest = self.skip_times(verb.max(phrase.tokens.end - 1) + 1, sentence);
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

    /// "Ek says the tax is too high | and Berg claims it is fair": a clause that somebody else says, joined to one that is said. "Had said" is
    /// told by the first.
    pub(super) fn another_speaks(&self, joiner: usize, sentence: &Range<usize>) -> bool {
        if !matches!(self.word(joiner), "and" | "but" | "while") || joiner + 1 >= sentence.end {
            return false;
        }
        let (start, end) = (joiner + 1, sentence.end.min(joiner + 1 + LONGEST_SUBJECT));
        let finite = |t: usize| self.head(t).is_some_and(|h| h.forms.past || h.forms.third) || self.bare_verb(t);
        let Some(verb) = (start + 1..end).take_while(|t| self.quote(*t).is_none() && !self.is_mark(*t)).find(|t| finite(*t)) else {
            return false;
        };
        let speaks = self.subject_from(start, verb).is_some_and(|p| self.agent(&p) && !self.is_pronoun(p.head));
        // "says taxes are high and voters think": what others think is told by the first.
        let act = self.lexicon.claims.acts.longest(&Tokens { scan: self, end: verb + 1 }, verb).map(|hit| *hit.value);
        let thinks = matches!(act, Some(Act::Believe | Act::Suspect | Act::Doubt | Act::Hope | Act::Want | Act::Predict | Act::Mention));
        let says = speaks && !thinks && self.takes(verb..verb + 1, Frames::BARE);
        // "and that Norlandic and Sudlandic officials": no clause ends before the joiner.
        let opened = (sentence.start..joiner).rev().find(|t| self.word(*t) == "that" || *t + 1 < joiner && self.is(*t, Class::COORDINATOR));
        let ended = self.has_clause(opened.map_or(sentence.start, |t| t + 1)..joiner);
        let next = self.skip_times(verb + 1, sentence);
        let that = self.word_in(next, sentence) == "that";
        says && ended && (that || self.has_clause(next..sentence.end) && !self.is_mark(next))
    }

    /// The phrase from `start` to the verb, if it is one: a subject, perhaps with adverbs before the verb.
    fn subject_from(&self, start: usize, verb: usize) -> Option<Phrase> {
        let mut end = verb;
        while end > start && self.is(end - 1, Class::ADVERB | Class::AUXILIARY) {
            end -= 1;
        }
        self.phrase_before(end, start).filter(|p| p.tokens.start == start)
    }
}

/// The tokens of a document up to one of them, for phrases.
pub(super) struct Tokens<'s, 'd> {
    pub(super) scan: &'s Scan<'d>,
    pub(super) end: usize,
}

impl Run for Tokens<'_, '_> {
    fn len(&self) -> usize {
        self.end
    }

    fn word(&self, at: usize) -> &str {
        if at < self.end { self.scan.word(at) } else { "" }
    }

    fn stem(&self, at: usize) -> &str {
        if at < self.end { self.scan.doc.stem(at) } else { "" }
    }

    fn stops(&self, at: usize) -> bool {
        matches!(self.word(at), "." | ";" | "!" | "?" | ":")
    }
}
