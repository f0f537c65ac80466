//! Time stamps and datelines: when and where a report was written.

use super::dates;
use super::lines::Line;
use crate::lexicon::LineClass;
use crate::{Lexicon, Span};

/// Most words of a time stamp: "Published 9:23 am NZDT on Wednesday 7 January 2026, updated at ..." fits.
const STAMP_WORDS: usize = 18;

/// Whether a line is nothing but a time stamp.
pub(super) fn is_stamp(line: &str, words: usize, lexicon: &Lexicon) -> bool {
    // "Today." is a sentence, "Published" a label.
    if words > STAMP_WORDS || words < 3 && line.ends_with(['.', '!', '?']) && !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut strong = Strength::default();
    pieces(line).all(|word| strong.add(word, lexicon)) && strong.enough()
}

/// The words of a line, with the marks inside them ("9:23", "2026-01-07").
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '+' | '\u{2022}' | '\u{b7}' | '(' | ')' | '\u{2013}' | '\u{2014}');
    line.split(apart).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty())
}

/// What a line of time words holds.
#[derive(Default)]
struct Strength {
    number: bool,
    month: bool,
    weekday: bool,
    clock: bool,
    word: bool,
}

impl Strength {
    /// Takes a word in; `false` if no time stamp has it.
    fn add(&mut self, word: &str, lexicon: &Lexicon) -> bool {
        let lower = word.to_lowercase();
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            return self.add_number(&lower);
        }
        if dates::is_month(&lower) {
            self.month = true;
        } else if dates::is_weekday(&lower) {
            self.weekday = true;
        } else if lexicon.boilerplate.is(&lower, LineClass::Stamp) {
            self.word = true;
        } else {
            return lexicon.boilerplate.is(&lower, LineClass::Time);
        }
        true
    }

    fn add_number(&mut self, word: &str) -> bool {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
        let tail = &word[digits.len()..];
        let tail = tail.replace('.', "");
        let known_tail =
            matches!(tail.as_str(), "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "z" | "d" | "m" | "min" | "hr" | "hrs");
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        let marked = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'/' | b'-' | b'+')) || word.contains('t');
        self.number = true;
        self.clock |= matches!(tail.as_str(), "am" | "pm") || (!plain && digits.contains([':', '/', '-']));
        (known_tail || word.starts_with("20")) && (plain && digits.len() <= 4 || !plain && marked)
    }

    fn enough(&self) -> bool {
        self.clock || self.number && (self.month || self.weekday || self.word) || self.word
    }
}

/// A dateline at the start of a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline<'a> {
    /// Up to and with the dash or bracket that closes it.
    pub(super) span: Span,
    /// The agency or outlet named in it.
    pub(super) source: Option<&'a str>,
}

/// Most words of a place and a date that are a line of their own.
pub(super) const DATELINE_WORDS: usize = 9;

/// Bytes in which a dateline has to end.
const DATELINE_BYTES: usize = 120;

/// The dateline that `line` opens with: "PARIS, Jan 6 (Agency) - ", "LONDON, England (CNN) -- ", "(CNN)", "KYIV — ".
pub(super) fn dateline<'a>(text: &'a str, line: Span, lexicon: &Lexicon) -> Option<Dateline<'a>> {
    let whole = line.of(text);
    let window = &whole[..floor_boundary(whole, DATELINE_BYTES)];
    bracketed(window, lexicon)
        .or_else(|| dashed(window, lexicon))
        .map(|(len, source)| Dateline { span: Span::new(line.start(), line.start() + len).trim(text), source })
}

/// "PLACE, DATE (SOURCE)" with or without a dash.
fn bracketed<'a>(window: &'a str, lexicon: &Lexicon) -> Option<(usize, Option<&'a str>)> {
    let open = memchr::memchr(b'(', window.as_bytes())?;
    let close = open + window[open..].find(')')?;
    let source = window[open + 1..close].trim();
    let known = lexicon.boilerplate.is_source(source.split(['/', '|']).next().unwrap_or(source).trim());
    let place = window[..open].trim();
    let place_fits = place.is_empty() || is_place(place, lexicon);
    let after = &window[close + 1..];
    let dash = dash_len(after);
    // An unknown source has to be shown to be one by the dash and a place in capitals.
    let shown = known || (dash > 0 && source.len() <= 30 && starts_in_capitals(place));
    (place_fits && shown).then(|| (close + 1 + dash, Some(source)))
}

/// "PLACE, Region, DATE —".
fn dashed<'a>(window: &'a str, lexicon: &Lexicon) -> Option<(usize, Option<&'a str>)> {
    if !starts_in_capitals(window) {
        return None;
    }
    let at = [" - ", " \u{2013} ", " \u{2014} ", "\u{2014}", " -- ", "--"].iter().filter_map(|dash| window.find(dash)).min()?;
    let place = window[..at].trim();
    let dash = dash_len(&window[at..]);
    let after = &window[at + dash..];
    let opens = after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '\'' | '\u{201c}' | '\u{2018}'));
    // "NATO", which dashes often follow, looks like "KYIV".
    let acronym = lexicon.boilerplate.is(&place.to_lowercase(), LineClass::Acronym) || place.len() < 4;
    (opens && !acronym && is_place(place, lexicon)).then_some((at + dash, None))
}

/// Length of a dash with the space about it at the start of `text`; 0 if there is none.
fn dash_len(text: &str) -> usize {
    let inner = text.trim_start();
    let rest = inner.trim_start_matches(['-', '\u{2013}', '\u{2014}', '\u{2015}']);
    if rest.len() == inner.len() { 0 } else { text.len() - rest.trim_start().len() }
}

/// Whether the first word is in capitals and at least three letters long.
fn starts_in_capitals(place: &str) -> bool {
    // Most lines open with another word: "The", "In", "A".
    if matches!(place.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z', b'a'..=b'z' | b' ', ..]) {
        return false;
    }
    let word = place.split([' ', ',', '\u{2014}']).next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '\u{2019}'))
}

/// Whether all words may stand in a place and date: names, months, numbers, and the small words inside names.
fn is_place(place: &str, lexicon: &Lexicon) -> bool {
    let word_fits = |word: &str| {
        let lower = word.to_lowercase();
        word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            || lexicon.boilerplate.is(&lower, LineClass::Between)
            || dates::is_month(&lower)
    };
    let sentence_word = |word: &str| lexicon.words.is_stop(&word.to_lowercase()) && word.chars().next().is_some_and(char::is_uppercase);
    let mut words = pieces(place).peekable();
    let first_is_name = words.peek().is_some_and(|w| !sentence_word(w) && w.chars().next().is_some_and(char::is_uppercase));
    let mut count = 0;
    let all = words.all(|word| {
        count += 1;
        word_fits(word)
    });
    first_is_name && all && count <= 9
}

/// Whether a line is a place and a date and nothing else: "PARIS, January 6".
pub(super) fn is_bare_dateline(text: &str, line: &Line, lexicon: &Lexicon) -> bool {
    let inside = line.span.of(text);
    if line.words > DATELINE_WORDS || !starts_in_capitals(inside) {
        return false;
    }
    let has_month = pieces(inside).any(|w| dates::is_month(&w.to_lowercase().replace('.', "")));
    has_month && inside.contains(|c: char| c.is_ascii_digit()) && is_place(inside, lexicon)
}

/// The largest character boundary not past `at`.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> (&str, &str) {
        let found = dateline(line, Span::new(0, line.len()), Lexicon::english());
        let at = found.map_or(0, |d| d.span.end());
        (&line[..at], line[at..].trim_start())
    }

    #[test]
    fn datelines() {
        for (line, body) in [
            ("PARIS (AP) \u{2014} Norland will pay.", "Norland will pay."),
            ("LONDON, Jan 6 (Reuters) - Norland will pay.", "Norland will pay."),
            ("LONDON, England (CNN) -- Norland will pay.", "Norland will pay."),
            ("WASHINGTON \u{2014} The president left.", "The president left."),
            ("KABUL, Afghanistan \u{2013} Two men met.", "Two men met."),
            ("(CNN)Norland will pay.", "Norland will pay."),
            ("(CNN) -- Norland will pay.", "Norland will pay."),
            ("Washington (CNN) Norland will pay.", "Norland will pay."),
            ("Paris (AFP) \u{2013} Norland will pay.", "Norland will pay."),
            ("NEW YORK, Jan. 6, 2026 (NYT) \u{2014} \u{201c}We pay,\u{201d} she said.", "\u{201c}We pay,\u{201d} she said."),
        ] {
            assert_eq!(split(line).1, body, "{line}");
        }
    }

    #[test]
    fn what_is_no_dateline() {
        for line in [
            "The minister (Reuters reported) went home.",
            "NATO \u{2014} the alliance \u{2014} will pay.",
            "Norland \u{2013} The country is small.",
            "The EU (BBC) said so.",
            "Ek - who is 40 - left.",
            "He went to Paris (AFP reported).",
        ] {
            assert_eq!(split(line).0, "", "{line}");
        }
    }

    #[test]
    fn stamps() {
        let is = |line: &str| is_stamp(line, line.split_whitespace().count(), Lexicon::english());
        for line in [
            "7 Jan 2026",
            "9:23 am on 7 January 2026",
            "Published 3 hours ago",
            "Updated: January 7, 2026 at 4:05 p.m. EST",
            "2026-01-07T09:23:00Z",
            "Wed 7 Jan 2026 13.40 GMT",
            "3 hours ago",
            "Last modified on Wed 7 Jan 2026 18.02 GMT",
            "Published",
        ] {
            assert!(is(line), "{line}");
        }
        for line in ["May", "Two days in May", "2026", "3 men", "On Monday", "Today.", "It was published"] {
            assert!(!is(line), "{line}");
        }
    }
}
