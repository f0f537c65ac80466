//! Sentence boundaries: one pass over a paragraph, with the rules of a newspaper's copy desk.
//!
//! A terminator (`.`, `!`, `?`, an ellipsis, and their kin in other scripts) with the closing quotes, brackets and note numbers after it
//! is a candidate. What stands before it (an abbreviation, an initial, a list number) and after it (a lower-case word, a comma)
//! decides: see [`boundary`](super::boundary). Blank lines and list items end a sentence without a terminator; a line break in running text
//! is a space.
//!
//! How it errs: where an abbreviation may end a sentence or not ("in the U.S. Congress"), it does not split unless the next word opens
//! sentences. Two sentences in one are easier to live with than a sentence cut in the middle of a name.

use super::boundary::{Context, is_boundary, word_before};
use super::chars::{self, Mark, char_at};
use super::lists::{self, Marker};
use super::quoted;
use crate::lexicon::Words;
use crate::{Lexicon, Span};

/// Whether a quotation or bracket of several sentences is split inside.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// It stays in the one sentence that holds it.
    Whole,
    /// Each sentence in it is a sentence of its own; the marks stay with the sentences they touch.
    Split,
}

/// The sentences of `paragraph`, in order, without white space at the ends. Cost: linear in the paragraph.
///
/// ```
/// use onrecord::{Lexicon, Span, segment::{Quotes, sentences}};
/// let text = "Gen. Ek left at 6 p.m. He said: \"I am done. Call J. R. Holt!\"";
/// let spans = |quotes| sentences(text, Span::new(0, text.len()), quotes, Lexicon::english());
/// let split: Vec<_> = spans(Quotes::Split).iter().map(|s| s.of(text)).collect();
/// assert_eq!(split, ["Gen. Ek left at 6 p.m.", "He said: \"I am done.", "Call J. R. Holt!\""]);
/// assert_eq!(spans(Quotes::Whole).len(), 2);
/// ```
#[must_use]
pub fn sentences(text: &str, paragraph: Span, quotes: Quotes, lexicon: &Lexicon) -> Vec<Span> {
    sentences_with(text, paragraph, quotes, &lexicon.words)
}

/// The same with the words of the article's language.
pub(super) fn sentences_with(text: &str, paragraph: Span, quotes: Quotes, words: &Words) -> Vec<Span> {
    let inside = paragraph.of(text);
    let regions = if quotes == Quotes::Whole { quoted::regions(inside) } else { Vec::new() };
    let mut scanner = Scanner { text: inside, words, regions, region: 0, start: 0, list: None, out: Vec::new() };
    scanner.run();
    scanner.out.into_iter().map(|s| Span::new(s.start() + paragraph.start(), s.end() + paragraph.start())).collect()
}

struct Scanner<'a> {
    text: &'a str,
    words: &'a Words,
    /// Stretches that are not split inside; sorted, disjoint.
    regions: Vec<Span>,
    /// The first region that does not end before the scan.
    region: usize,
    /// Where the sentence being read starts.
    start: usize,
    /// The marker of the list item being read.
    list: Option<Marker>,
    out: Vec<Span>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some((found, mark, len)) = chars::next_mark(self.text, at) {
            at = match mark {
                Mark::Newline => self.newline(found),
                Mark::Bullet => self.bullet(found, len),
                Mark::Paren => self.paren(found),
                Mark::Colon => self.colon(found),
                Mark::Stop => self.stop(found),
            };
        }
        self.cut(self.text.len());
    }

    /// Ends the sentence being read at `end`.
    fn cut(&mut self, end: usize) {
        let span = Span::new(self.start.min(end), end).trim(self.text);
        if !span.is_empty() {
            self.out.push(span);
        }
        self.start = end;
    }

    /// Whether `at` lies inside a region that stays whole.
    fn is_whole(&mut self, at: usize) -> bool {
        while self.regions.get(self.region).is_some_and(|r| r.end() <= at) {
            self.region += 1;
        }
        self.regions.get(self.region).is_some_and(|r| r.start() < at)
    }

    fn newline(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let next = at + (rest.len() - rest.trim_start().len());
        let item_ends = self.list.is_some() && char_at(self.text, next).is_some_and(char::is_uppercase);
        if item_ends || lists::breaks_line(self.text, at, next) {
            self.cut(next);
            self.list = lists::marker_at(self.text, next);
        }
        next.max(at + 1)
    }

    fn bullet(&mut self, at: usize, len: usize) -> usize {
        if self.text[..at].ends_with(char::is_whitespace) && at > self.start {
            self.cut(at);
        }
        at + len
    }

    /// A bracket may close the marker of a list item: "a) ... b) ...".
    fn paren(&mut self, at: usize) -> usize {
        let Some(marker) = lists::marker_ending(self.text, self.start, at) else { return at + 1 };
        let opens = self.text[self.start..marker.start].trim().is_empty();
        if !opens && self.list.as_ref().is_some_and(|last| marker.follows(last)) {
            self.cut(marker.start);
            self.list = Some(marker);
        } else if opens {
            self.list = Some(marker);
        }
        at + 1
    }

    /// Armenian ends its sentences with what looks like a colon.
    fn colon(&mut self, at: usize) -> usize {
        let armenian = self.text[..at].chars().next_back().is_some_and(|c| ('\u{531}'..='\u{587}').contains(&c));
        if armenian && self.text[at + 1..].chars().next().is_none_or(char::is_whitespace) {
            self.cut(at + 1);
        }
        at + 1
    }

    fn stop(&mut self, at: usize) -> usize {
        let run = chars::Run::read(self.text, at);
        if run.is_single_dot() && self.next_item(at) {
            return run.stops_end;
        }
        let context = Context { text: self.text, words: self.words, start: self.start, at, run: &run };
        let Some(end) = is_boundary(&context) else { return run.stops_end.max(at + 1) };
        // A region that the terminator itself closes has ended; one that goes on keeps its sentences together.
        if !self.is_whole(end) {
            self.cut(end);
            let rest = &self.text[end..];
            self.list = lists::marker_at(self.text, end + (rest.len() - rest.trim_start().len()));
        }
        end.max(run.stops_end)
    }

    /// Ends the sentence before "2." if the list item being read is number 1 ("1. Oil 2. Gas").
    fn next_item(&mut self, at: usize) -> bool {
        let Some(last) = &self.list else { return false };
        let word = word_before(self.text, self.start, at);
        let spaced = char_at(self.text, at + 1).is_some_and(char::is_whitespace);
        let Some(marker) = lists::marker_of(word, at).filter(|m| spaced && m.start > self.start && m.follows(last)) else { return false };
        self.cut(marker.start);
        self.list = Some(marker);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gives_nothing_and_odd_input_gives_no_panic() {
        for text in ["", " ", ".", "...", "\n\n", "a)", "1.", "\u{feff}", "。」", ")", "é.", "\u{2026}\u{201d}", ": . :"] {
            for quotes in [Quotes::Whole, Quotes::Split] {
                let spans = sentences(text, Span::new(0, text.len()), quotes, Lexicon::english());
                assert!(spans.iter().all(|s| !s.of(text).trim().is_empty()), "{text:?}");
            }
        }
    }
}
