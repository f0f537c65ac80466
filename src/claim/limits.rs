//! Limits: restrictions of place, time and number in what is undertaken or asked.

use super::words::Words;
use crate::lexicon::phrases::Run;
use crate::lexicon::{AmountWord, CalendarWord, Class, Job, LimitWord};
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
    let word = |i: usize| lexicon.amounts.words.longest(words, i).map(|hit| hit.value);
    if words.mark(at) && words.number(at + 1) && matches!(word(at), Some(AmountWord::Currency(_))) {
        return Some(2 + usize::from(matches!(word(at + 2), Some(AmountWord::Scale(_)))));
    }
    let hit = lexicon.claims.limits.longest(words, at)?;
    let from = at + hit.len;
    let end = end(words, from, lexicon);
    let holds = match hit.value {
        LimitWord::Only => return Some(hit.len),
        LimitWord::Ground => return None,
        LimitWord::Number => (from..end.min(from + 3)).any(|i| words.number(i)),
        LimitWord::Time => (from..end.min(from + 5)).any(|i| is_time(words, i, lexicon) || words.job(i, lexicon).any(Job::STRETCH)),
        LimitWord::Site => {
            let head = from + usize::from(words.class(from, lexicon).any(Class::DETERMINER));
            is_time(words, head, lexicon) || words.number(head) && is_time(words, head + 1, lexicon) || on_ground(words, from, end, lexicon)
        }
        LimitWord::Place => {
            let time = (from..end.min(from + 4)).any(|i| is_time(words, i, lexicon));
            time || place(words, from, end, lexicon)
        }
    };
    (holds && end > from).then_some(end - at)
}

/// A place: a country, or a word for a stretch of land.
fn place(words: &Words<'_>, from: usize, end: usize, lexicon: &Lexicon) -> bool {
    (from..end).any(|i| lexicon.people.country(words.surface(i)).is_some()) || on_ground(words, from, end, lexicon)
}

/// A word for a stretch of land: "on our soil".
fn on_ground(words: &Words<'_>, from: usize, end: usize, lexicon: &Lexicon) -> bool {
    (from..end).any(|i| lexicon.claims.limits.longest(words, i).is_some_and(|hit| *hit.value == LimitWord::Ground))
}

/// "May", "Friday", "weeks", "2030".
fn is_time(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let year = words.number(at) && words.get(at).len() == 4 && words.get(at).parse().is_ok_and(|n: u32| (1800..2200).contains(&n));
    let month = || matches!(lexicon.calendar.word(words.get(at)), Some(CalendarWord::Month(_) | CalendarWord::Weekday(_)));
    year || month() || words.class(at, lexicon).any(Class::TIME | Class::MONTH | Class::WEEKDAY)
}

/// The end of a noun phrase.
fn end(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> usize {
    let stop = |i: usize| {
        let class = words.class(i, lexicon);
        // "by the end of May", "up to $2 billion".
        let linked = i > from && words.word(i) == "of" && words.job(i - 1, lexicon).any(Job::STRETCH);
        let sign = i == from && words.mark(i) && words.number(i + 1);
        words.mark(i) && !sign
            || i > from && words.job(i, lexicon).any(Job::PERSON)
            || i > from
                && !linked
                && (class.any(Class::PREPOSITION | Class::AUXILIARY | Class::RELATIVE | Class::COORDINATOR | Class::SUBORDINATOR)
                    || words.word(i) == "to")
    };
    (from..words.len()).find(|i| stop(*i)).unwrap_or(words.len())
}
