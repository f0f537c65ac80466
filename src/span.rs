//! The one span type: where something stands in a text.

use std::fmt;
use std::ops::Range;

/// What offsets count.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    #[default]
    Byte,
    /// Unicode scalar values, as Python counts.
    Char,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// A half-open byte range `start..end` into [`Document::text`](crate::Document::text).
///
/// Invariants: `start <= end`, and for every span the library hands out both ends lie on character boundaries of the
/// text it was made for. Spans order by start, then by end.
///
/// ```
/// use onrecord::Span;
/// let text = "Macron said yes.";
/// let span = Span::new(7, 11);
/// assert_eq!(span.of(text), "said");
/// ```
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    // Half of what `usize` takes: a document has a span for every word.
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`, both in bytes.
    ///
    /// # Panics
    /// If `start > end`, or `end` is beyond 4 GiB; no reader gives an article as large.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end ({end}) before it starts ({start})");
        assert!(u32::try_from(end).is_ok(), "a text of more than 4 GiB has no spans");
        Self { start: start as u32, end: end as u32 }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a standard range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text selected.
    ///
    /// # Panics
    /// If the span is not in `text`, or cuts a character.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `offset` lies inside.
    #[must_use]
    pub fn holds(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of this span that lies in `other`, if any.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The span without the characters at either end that `drop` is true of.
    ///
    /// ```
    /// use onrecord::Span;
    /// let text = "said, \"yes\", he";
    /// assert_eq!(Span::new(4, 12).trim_matches(text, |c| !c.is_alphanumeric()).of(text), "yes");
    /// ```
    #[must_use]
    pub fn trim_matches(self, text: &str, drop: impl Fn(char) -> bool + Copy) -> Self {
        let inside = self.of(text);
        let start = self.start() + (inside.len() - inside.trim_start_matches(drop).len());
        let end = self.end() - (inside.len() - inside.trim_end_matches(drop).len());
        if start <= end { Self::new(start, end) } else { Self { start: self.start, end: self.start } }
    }

    /// The span without white space at either end.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        // Most white space is ASCII, and where a sign of ASCII stands on either side of what is left nothing more goes.
        let bytes = &text.as_bytes()[self.range()];
        let bare = bytes.trim_ascii_start();
        let start = self.start() + (bytes.len() - bare.len());
        let bare = bare.trim_ascii_end();
        if matches!(bare, [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~']) {
            return Self::new(start, start + bare.len());
        }
        self.trim_matches(text, |c: char| c.is_whitespace() || c == '\u{feff}')
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
