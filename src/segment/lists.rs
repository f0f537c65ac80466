//! Items of lists, and line breaks.

use super::chars::char_at;

/// A line shorter than this (bytes) before a line that opens with a capital is a heading or an item of a list: text wrapped at 72 columns
/// or more has so short a line only before a word of more than 15 letters.
const SHORTEST_WRAPPED_LINE: usize = 56;
/// A line with fewer words before a line that opens in lower case is an item of a list: no column of text is so narrow.
const FEWEST_WRAPPED_WORDS: usize = 4;
/// The longest number of a list item: "viii", in bytes.
const LONGEST_MARKER: usize = 4;

/// The number or letter that opens an item of a list: "1.", "b)", "(iv)".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) start: usize,
    /// As a number, as a letter, as a Roman number, where it can be read so.
    values: [Option<u32>; 3],
}

impl Marker {
    /// Whether this marker is the next after `last`.
    pub(super) fn follows(&self, last: &Self) -> bool {
        self.values.iter().zip(&last.values).any(|(now, before)| matches!((now, before), (Some(n), Some(b)) if *n == b + 1))
    }

    fn new(start: usize, sign: &str) -> Option<Self> {
        let values = [sign.parse().ok().filter(|_| sign.len() < 3), letter(sign), roman(sign)];
        values.iter().any(Option::is_some).then_some(Self { start, values })
    }
}

fn letter(sign: &str) -> Option<u32> {
    let mut chars = sign.chars();
    let first = chars.next().filter(char::is_ascii_alphabetic)?;
    chars.next().is_none().then(|| u32::from(first.to_ascii_lowercase()))
}

fn roman(sign: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    NUMBERS.iter().position(|n| n.eq_ignore_ascii_case(sign)).and_then(|i| u32::try_from(i).ok())
}

/// The marker that the closing bracket at `at` ends, if a space follows it.
pub(super) fn marker_ending(text: &str, start: usize, at: usize) -> Option<Marker> {
    if !char_at(text, at + 1).is_none_or(char::is_whitespace) {
        return None;
    }
    let before = text[start..at].strip_suffix('.').unwrap_or(&text[start..at]);
    let sign_start = before.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |i| i + char_at(before, i).map_or(1, char::len_utf8));
    let sign = &before[sign_start..];
    if sign.is_empty() || sign.len() > LONGEST_MARKER {
        return None;
    }
    let ahead = before[..sign_start].strip_suffix('(').unwrap_or(&before[..sign_start]);
    let free = ahead.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '(');
    Marker::new(start + ahead.len(), sign).filter(|_| free)
}

/// The marker that is `word`, which ends at `end`.
pub(super) fn marker_of(word: &str, end: usize) -> Option<Marker> {
    Marker::new(end - word.len(), word).filter(|_| word.len() <= LONGEST_MARKER)
}

/// The marker that stands at `at`: a sign, then ".", ")" or ".)", then a space.
pub(super) fn marker_at(text: &str, at: usize) -> Option<Marker> {
    let rest = text.get(at..)?;
    let inside = rest.strip_prefix('(').unwrap_or(rest);
    let length = inside.bytes().take(LONGEST_MARKER + 1).take_while(u8::is_ascii_alphanumeric).count();
    let (sign, after) = inside.split_at(length);
    let closed = after.strip_prefix(".)").or_else(|| after.strip_prefix(')')).or_else(|| after.strip_prefix('.'))?;
    let free = closed.chars().next().is_none_or(char::is_whitespace);
    Marker::new(at, sign).filter(|_| free && length <= LONGEST_MARKER)
}

/// Whether `word` with the full stop at `at` is the number of the list item that the sentence is.
pub(super) fn opens_with_marker(text: &str, start: usize, at: usize, word: &str) -> bool {
    if word.len() > LONGEST_MARKER || Marker::new(at, word).is_none() {
        return false;
    }
    let before = &text[start..at - word.len()];
    before.len() < 16 && before.chars().all(|c| !c.is_alphanumeric())
}

/// Whether the line break at `at` ends a sentence; `next` is where the text goes on.
pub(super) fn breaks_line(text: &str, at: usize, next: usize) -> bool {
    let gap = &text[at..next];
    if gap.matches('\n').count() > 1 || next == text.len() || is_item(text, next) {
        return true;
    }
    let before = text[..at].trim_end_matches('\r');
    let line = &before[memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |i| i + 1)..];
    if char_at(text, next).is_some_and(char::is_lowercase) {
        // RFC 3676: a space before the line break says that the line goes on.
        return !line.ends_with(' ') && line.split_whitespace().take(FEWEST_WRAPPED_WORDS).count() < FEWEST_WRAPPED_WORDS;
    }
    line.trim().len() < SHORTEST_WRAPPED_LINE
}

/// Whether an item of a list starts at `at`.
fn is_item(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let bullet = ["* ", "- ", "\u{2013} ", "\u{2022}", "\u{2043}"].iter().any(|b| rest.starts_with(b));
    bullet || marker_at(text, at).is_some()
}
