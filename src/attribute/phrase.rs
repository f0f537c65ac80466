//! Noun phrases around a verb, found from closed word classes alone.

use std::ops::Range;

use super::scan::Scan;
use crate::lexicon::{Beside, Class};

/// A noun phrase is looked for over at most so many tokens: longer subjects are lists, and rare.
const LONGEST: usize = 40;

/// A noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// All of it.
    pub(super) tokens: Range<usize>,
    /// The token that says what it is: the last one before the first preposition.
    pub(super) head: usize,
}

/// Prepositions that continue a noun phrase when a noun stands before them ("a spokesman for the ministry").
fn continues(word: &str) -> bool {
    matches!(word, "of" | "for" | "from" | "in" | "at" | "to" | "on" | "with" | "near" | "against" | "between" | "within" | "behind")
}

impl Scan<'_> {
    /// The noun phrase whose last token is the one before `end`, not before `low`.
    pub(super) fn phrase_before(&self, end: usize, low: usize) -> Option<Phrase> {
        if end <= low || self.quote(end - 1).is_some() {
            return None;
        }
        if self.is_pronoun(end - 1) {
            return Some(Phrase { tokens: end - 1..end, head: end - 1 });
        }
        let start = self.walk_left(end, low.max(end.saturating_sub(LONGEST)));
        self.phrase(start..self.without_day_behind(start, end))
    }

    /// "Ek on Tuesday": the day is no part of the name.
    fn without_day_behind(&self, start: usize, end: usize) -> usize {
        let day = end > start + 1 && self.is(end - 1, Class::WEEKDAY) && self.mention(end - 1).is_none();
        match day {
            // "the poll released on Friday"
            true if end > start + 2 && self.word(end - 2) == "on" && !self.reduced(end - 3, start) => end - 2,
            true if self.mention(end - 2).is_some() => end - 1,
            _ => end,
        }
    }

    /// Goes left as long as the words can belong to one noun phrase.
    fn walk_left(&self, end: usize, low: usize) -> usize {
        let mut at = end;
        let mut listed = false;
        while at > low {
            let t = at - 1;
            let word = self.word(t);
            if at < end && t >= low + 3 && self.quote(t).is_none() && self.closes_acronym(t) && self.nominal(t - 3) {
                at = t - 2;
                continue;
            }
            if self.quote(t).is_some() || self.is(t, Class::AUXILIARY | Class::RELATIVE) || self.is_pronoun(t) {
                break;
            }
            if self.is(t, Class::SUBORDINATOR) && !self.capitalized(t) {
                break;
            }
            let noun_before = t > low && (self.nominal(t - 1) || self.closes_acronym(t - 1));
            let joins = matches!(word, "and" | "or" | "&");
            if joins && self.in_title(t, end) {
                at = t;
                continue;
            }
            if joins && self.mention(t).is_none() && noun_before && at < end && !self.is(at, Class::ADVERB) {
                listed = true;
            } else if !self.belongs(t, at, low..end, listed) {
                break;
            }
            at = t;
            if self.is(t, Class::DETERMINER | Class::POSSESSIVE) && t > low {
                let left = self.word(t - 1);
                let goes_on = continues(left) && t - 1 > low && self.nominal(t - 2)
                    || matches!(left, "and" | "or" | ",") && (listed || left != ",")
                    || self.is(t - 1, Class::DETERMINER)
                    || left == "of";
                if !goes_on {
                    break;
                }
            }
        }
        self.trim_left(at, end)
    }

    /// "Work and Pensions Secretary Ida Ek": whether a token stands inside the title of the name that follows before `end`.
    pub(super) fn in_title(&self, token: usize, end: usize) -> bool {
        let next = (token + 1..end.min(token + LONGEST)).find_map(|t| self.mention(t)).map(|m| self.doc.mentions[m].span);
        next.is_some_and(|span| span.contains(self.doc.tokens[token].span))
    }

    /// Whether the token before `at` can belong to the noun phrase that ends with `within`; `listed` behind an "and".
    fn belongs(&self, token: usize, at: usize, within: Range<usize>, listed: bool) -> bool {
        let (low, last) = (within.start, at == within.end);
        let noun_before = token > low && (self.nominal(token - 1) || self.closes_acronym(token - 1));
        match self.word(token) {
            // "the Ministry of Health, Roads and Ports"
            "," if self.mention(token).is_some() && self.mention(token) == self.mention(at) => true,
            "," => listed && noun_before && self.list_item_before(token, low),
            "and" | "or" | "&" => self.mention(token).is_some(),
            "'s" | "'" | "%" | "$" | "\u{20ac}" | "\u{a3}" => noun_before,
            _ if self.is_mark(token) || self.is(token, Class::COORDINATOR) => false,
            word if self.is(token, Class::PREPOSITION) => continues(word) && (noun_before || self.some_of(token, low)) && !last,
            // "a paper of only five pages"
            _ if self.is(token, Class::ADVERB) && !self.capitalized(token) => {
                !last && token > low && self.is(token - 1, Class::PREPOSITION) && self.nominal(token + 1)
            }
            _ if last => self.nominal(token),
            _ if self.finite(token) => self.reduced(token, low),
            _ => !(self.is(token, Class::TIME | Class::WEEKDAY) && self.opens(at)),
        }
    }

    /// "Many | in Norland": a word that counts people stands for them.
    fn some_of(&self, preposition: usize, low: usize) -> bool {
        preposition > low && matches!(self.word(preposition - 1), "many" | "some" | "most" | "others" | "those" | "several" | "few")
    }

    /// "A report released last year found": a participle between noun and verb, with nothing it could rule.
    pub(super) fn reduced(&self, token: usize, low: usize) -> bool {
        let participle = self.is(token, Class::PARTICIPLE) || self.head(token).is_some_and(|h| h.forms.participle);
        participle
            && !self.beside(token, Beside::FINITE)
            && !self.is(token, Class::AUXILIARY)
            && token > low
            && self.nominal(token - 1)
            && (self.is(token + 1, Class::PREPOSITION | Class::TIME | Class::WEEKDAY | Class::ADVERB)
                || self.is(token + 1, Class::DETERMINER) && self.is(token + 2, Class::TIME))
    }

    /// In a list ("Ek, Berg and Lund") the item before a comma must not hang on a preposition ("In Paris, Ek and Berg").
    fn list_item_before(&self, comma: usize, low: usize) -> bool {
        let mut at = comma;
        while at > low && (self.nominal(at - 1) || self.is(at - 1, Class::DETERMINER)) && self.quote(at - 1).is_none() {
            at -= 1;
        }
        // "the prime ministers of Norland, Sudland and Westmark"
        let each = at > low + 1 && self.word(at - 1) == "of" && self.lexicon.people.is_plural_role(self.word(at - 2));
        at < comma && (at == low || each || !self.is(at - 1, Class::PREPOSITION | Class::AUXILIARY))
    }

    /// Takes off what cannot open a noun phrase.
    fn trim_left(&self, mut at: usize, end: usize) -> usize {
        while at < end
            && (self.is(at, Class::PREPOSITION | Class::COORDINATOR) && !self.capitalized(at)
                || self.is(at, Class::ADVERB | Class::PREPOSITION) && self.capitalized(at)
                || self.is_mark(at) && !matches!(self.word(at), "$" | "\u{20ac}" | "\u{a3}")
                || self.word(at) == "'s")
        {
            at += 1;
        }
        at
    }

    /// The noun phrase that starts at `start`, up to `high` at most.
    pub(super) fn phrase_after(&self, start: usize, high: usize) -> Option<Phrase> {
        let high = high.min(start + LONGEST);
        if start >= high
            || matches!(self.word(start), "that" | "this") && start + 1 < high && !self.nominal(start + 1)
            || self.word(start) == "that"
        {
            return None;
        }
        if self.is_pronoun(start) || self.is(start, Class::OBJECT_PRONOUN) && !self.is(start, Class::DETERMINER) {
            return Some(Phrase { tokens: start..start + 1, head: start });
        }
        let mut at = start;
        while at < high && self.quote(at).is_none() {
            let word = self.word(at);
            let noun_after = at + 1 < high && (self.nominal(at + 1) || self.is(at + 1, Class::DETERMINER));
            let fits = match word {
                "and" | "&" => {
                    at > start && noun_after && (self.capitalized(at + 1) || self.is(at + 1, Class::DETERMINER)) && !self.finite(at + 1)
                }
                "'s" | "'" | "%" | "$" => true,
                _ if self.is_mark(at) => false,
                "of" | "for" => at > start && noun_after,
                "in" | "at" | "from" | "to" => {
                    at > start && noun_after && !self.is(at + 1, Class::TIME | Class::WEEKDAY | Class::MONTH) && self.capitalized(at + 1)
                }
                _ if self.is(at, Class::DETERMINER) => {
                    at == start || self.is(at - 1, Class::PREPOSITION | Class::COORDINATOR | Class::DETERMINER)
                }
                _ => self.nominal(at) && !(at > start && self.finite(at) && !self.capitalized(at)) && !self.is(at, Class::WEEKDAY),
            };
            if !fits {
                break;
            }
            at += 1;
        }
        self.phrase(start..at)
    }

    /// A phrase with its head, if the tokens can be one.
    pub(super) fn phrase(&self, tokens: Range<usize>) -> Option<Phrase> {
        if tokens.is_empty() {
            return None;
        }
        let mut head = tokens.end - 1;
        for t in tokens.clone().skip(1) {
            // "the Council for Rivers' director": the preposition stands inside a name that owns the head.
            let owner = self.mention(t).is_some() && (t..tokens.end - 1).any(|g| matches!(self.word(g), "'s" | "'"));
            if owner {
                continue;
            }
            let acronym = self.closes_acronym(t - 1) && t > tokens.start + 3;
            if (self.is(t, Class::PREPOSITION) || self.reduced(t, tokens.start)) && (acronym || self.nominal(t - 1)) {
                head = if acronym { t - 4 } else { t - 1 };
                break;
            }
        }
        // "two people familiar with the matter"
        if self.is(head, Class::BEHIND) && head > tokens.start && head + 1 < tokens.end && self.nominal(head - 1) {
            head -= 1;
        }
        // "all of the ministers": the head stands behind "of".
        if self.is(head, Class::DETERMINER) || self.word(head) == "'s" {
            head = tokens.end - 1;
        }
        let real = self.nominal(head)
            && self.is_word(head)
            && !self.is(tokens.start, Class::TAIL)
            && !self.is(head, Class::WEEKDAY | Class::MONTH | Class::TIME);
        real.then_some(Phrase { tokens, head })
    }

    /// Whether a token can stand in a noun phrase as noun or adjective.
    pub(super) fn nominal(&self, token: usize) -> bool {
        let closed = Class::AUXILIARY
            | Class::PREPOSITION
            | Class::SUBORDINATOR
            | Class::RELATIVE
            | Class::COORDINATOR
            | Class::OBJECT_PRONOUN
            | Class::DETERMINER;
        let named = self.mention(token).is_some();
        !self.is_mark(token) && !self.is_pronoun(token) && (named || !self.is(token, closed | Class::ADVERB))
    }

    /// Whether a token is a subject pronoun.
    pub(super) fn is_pronoun(&self, token: usize) -> bool {
        let word = self.word(token);
        let before_noun = || {
            let next = token + 1;
            let closed = Class::AUXILIARY | Class::PREPOSITION | Class::SUBORDINATOR | Class::RELATIVE | Class::COORDINATOR | Class::ADVERB;
            self.is_word(next)
                && self.lexicon.people.pronoun(self.word(next)).is_none()
                && !self.is(next, closed | Class::DETERMINER | Class::PAST | Class::THIRD | Class::OBJECT_PRONOUN)
                && self.head(next).is_none()
                && (self.lexicon.people.is_plural_role(self.word(next)) || self.lexicon.people.group_word(self.word(next)).is_some())
        };
        self.lexicon.people.pronoun(word).is_some()
            && (matches!(word, "many" | "some" | "both") && !before_noun() || !self.is(token, Class::DETERMINER))
    }

    /// Whether a token can open a noun phrase.
    fn opens(&self, token: usize) -> bool {
        self.is(token, Class::DETERMINER) || self.capitalized(token)
    }
}
