//! Spans in files: `[start, end]` in characters (as corpora have it), or an object of `start`, `end` and `text`, as this program writes them:
//! what its numbers count (bytes, characters or UTF-16 units) is told by its `text`.

use std::ops::Range;

use serde::Deserialize;

use crate::span::Unit;

/// A span as a file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum One {
    Pair([usize; 2]),
    Object { start: usize, end: usize, text: Option<String> },
}

/// Why a span is none of the text's.
pub(super) type Reason = String;

/// A text in which spans are looked up whose objects count in one unit.
pub(super) struct Placing<'a> {
    text: &'a str,
    /// Where each character starts, and the end.
    bytes: Vec<usize>,
    /// Characters up to each place in the unit; `None` between two characters.
    chars: Vec<Option<usize>>,
}

impl<'a> Placing<'a> {
    /// Cost: linear in the text.
    fn new(text: &'a str, unit: Unit) -> Self {
        let mut chars = Vec::new();
        for (n, c) in text.chars().enumerate() {
            let width = match unit {
                Unit::Byte => c.len_utf8(),
                Unit::Char => 1,
                Unit::Utf16 => c.len_utf16(),
            };
            chars.push(Some(n));
            chars.extend(std::iter::repeat_n(None, width - 1));
        }
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        chars.push(Some(bytes.len() - 1));
        Self { text, bytes, chars }
    }

    /// Spans as ranges of characters.
    pub(super) fn all(&self, spans: &[One]) -> Result<Vec<Range<usize>>, Reason> {
        spans.iter().map(|span| self.one(span)).collect()
    }

    fn one(&self, span: &One) -> Result<Range<usize>, Reason> {
        let count = self.bytes.len() - 1;
        match span {
            One::Pair([start, end]) if start <= end && *end <= count => Ok(*start..*end),
            One::Pair([start, end]) => Err(format!("the span [{start}, {end}] is not of the article's {count} characters")),
            One::Object { start, end, text } => {
                let fits = |r: &Range<usize>| text.as_deref().is_none_or(|t| t == &self.text[self.bytes[r.start]..self.bytes[r.end]]);
                self.range(*start, *end).filter(fits).ok_or_else(|| {
                    let shown: String = text.iter().flat_map(|t| t.chars()).take(40).collect();
                    format!("the span {start} to {end} does not select its text {shown:?} in the gold's text: is it the same article?")
                })
            }
        }
    }

    fn range(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let range = self.chars.get(start).copied()??..self.chars.get(end).copied()??;
        (range.start <= range.end).then_some(range)
    }
}

/// What `place` makes of a text, with spans of the first unit under which each that has a text selects it.
pub(super) fn placed<T>(text: &str, place: impl Fn(&Placing<'_>) -> Result<T, Reason>) -> Result<T, Reason> {
    let mut reason = Reason::new();
    for unit in [Unit::Byte, Unit::Char, Unit::Utf16] {
        match place(&Placing::new(text, unit)) {
            Ok(found) => return Ok(found),
            Err(why) => reason = why,
        }
    }
    Err(reason)
}
