//! Limits: restrictions of place, time and number in what is undertaken or asked.

use super::words::Words;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, LimitWord};
use crate::{Lexicon, Span};

/// The limits among the words of a claim, the conditions left out. Cost: linear.
pub(super) fn limits(words: &Words<'_>, lexicon: &Lexicon) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let len = limit(words, at, lexicon).unwrap_or(0);
        found.extend(words.cover(at..at + len).filter(|_| len > 0));
        at += len.max(1);
    }
    found
}

/// How many words from `at` on are a limit.
fn limit(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let currency = matches!(words.word(at), "$" | "\u{20ac}" | "\u{a3}") && at + 1 < words.len() && words.number(at + 1);
    if currency {
        return Some(2 + usize::from(matches!(words.get(at + 2), "million" | "billion" | "trillion")));
    }
    let hit = lexicon.claims.limits.longest(words, at)?;
    let from = at + hit.len;
    let end = end(words, from, lexicon);
    let holds = match hit.value {
        LimitWord::Only => return Some(hit.len),
        LimitWord::Ground => return None,
        LimitWord::Number => (from..end.min(from + 3)).any(|i| words.number(i)),
        LimitWord::Time => {
            (from..end.min(from + 5)).any(|i| words.number(i) || words.class(i, lexicon).any(Class::TIME | Class::MONTH | Class::WEEKDAY))
        }
        LimitWord::Place => {
            let time = (from..end.min(from + 4)).any(|i| words.class(i, lexicon).any(Class::TIME | Class::MONTH | Class::WEEKDAY));
            time || place(words, from, end, lexicon)
        }
    };
    (holds && end > from).then_some(end - at)
}

/// A place: a country, or a word for a stretch of land.
fn place(words: &Words<'_>, from: usize, end: usize, lexicon: &Lexicon) -> bool {
    let ground = |i: usize| lexicon.claims.limits.longest(words, i).is_some_and(|hit| *hit.value == LimitWord::Ground);
    (from..end).any(|i| lexicon.people.country(words.surface(i)).is_some() || ground(i))
}

/// The end of a noun phrase.
fn end(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> usize {
    let stop = |i: usize| {
        let class = words.class(i, lexicon);
        words.mark(i)
            || i > from
                && (class.any(Class::PREPOSITION | Class::AUXILIARY | Class::RELATIVE | Class::COORDINATOR) || words.word(i) == "to")
    };
    (from..words.len()).find(|i| stop(*i)).unwrap_or(words.len())
}
