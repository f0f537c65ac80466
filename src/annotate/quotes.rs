//! Quotation marks, paired within a paragraph and continued over paragraphs.
//!
//! Straight and curly double marks, guillemets, double backticks with double apostrophes, and single marks. A quotation that is
//! not closed by the end of its paragraph ends there and is `open`; where the next body paragraph begins with an opening mark it
//! `continues` (each paragraph re-opened, only the last closed). An odd mark so never reaches beyond its paragraph.

use crate::document::{Quotation, Role};
use crate::{Document, Span};

/// Finds the quotations of the body. Cost: linear in the text.
pub(super) fn quotations(doc: &Document) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut open_before = None;
    for paragraph in doc.paragraphs.iter().filter(|p| p.role == Role::Body) {
        let first = out.len();
        Pairing { text: &doc.text, end: paragraph.span.end(), out: &mut out, rare: paragraph.span.start(), no_single_close: false }
            .pair(paragraph.span.start());
        let starts_with_mark = out.get(first).is_some_and(|q| q.outer.start() == paragraph.span.start());
        if let (Some(before), true) = (open_before, starts_with_mark) {
            out[first].continues = Some(before);
        }
        open_before = (first..out.len()).find(|i| out[*i].open && !out[*i].nested);
    }
    out
}

/// What a mark can do.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    Either,
    /// A single mark, which may be an apostrophe.
    Single,
}

struct Pairing<'a> {
    text: &'a str,
    end: usize,
    out: &'a mut Vec<Quotation>,
    /// No place before this one has the first byte of a rare mark, see [`next`](Self::next).
    rare: usize,
    /// Set once a search for a closing single mark has come to the end of the paragraph in vain: later ones would too.
    no_single_close: bool,
}

impl Pairing<'_> {
    fn pair(&mut self, start: usize) {
        let mut at = start;
        let mut open: Option<usize> = None;
        while at < self.end {
            let Some((mark, length)) = self.mark(at) else {
                at = self.next(at + 1);
                continue;
            };
            match (mark, open) {
                (Mark::Single, _) => {
                    at = self.single(at, length, open.is_some());
                    continue;
                }
                (Mark::Open, None) => open = Some(self.begin(at, length)),
                (Mark::Either, None) if self.can_open(at, length) => open = Some(self.begin(at, length)),
                // A second opening mark: the first was never closed, unless this one nests ("“He said “yes””").
                (Mark::Open, Some(_)) => {}
                // `"We pay. "We stay."`: a paragraph that was joined to the one before opens again.
                (Mark::Either, Some(index)) if self.reopens(index, at, length) => {
                    let end = self.text[..at].trim_end().len();
                    self.finish(index, end, 0);
                    let next = self.begin(at, length);
                    self.out[next].continues = Some(index);
                    open = Some(next);
                }
                (Mark::Close | Mark::Either, Some(index)) => {
                    self.finish(index, at, length);
                    open = None;
                }
                (Mark::Close | Mark::Either, None) => {}
            }
            at += length;
        }
        if let Some(index) = open {
            let q = &mut self.out[index];
            q.open = true;
            q.outer = Span::new(q.outer.start(), self.end);
            q.inner = Span::new(q.inner.start(), self.end);
        }
    }

    /// The next place, from a place that may lie inside a character, where a mark can start: at its first byte.
    fn next(&mut self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from.min(self.end)..self.end];
        let place = |found: Option<usize>| found.map_or(self.end, |skip| from + skip);
        if self.rare <= from {
            self.rare = place(memchr::memchr2(b'`', 0xc2, rest));
        }
        place(memchr::memchr3(b'"', b'\'', 0xe2, rest)).min(self.rare)
    }

    /// The mark that starts at `at`, and its length in bytes.
    fn mark(&self, at: usize) -> Option<(Mark, usize)> {
        let rest = &self.text[at..self.end];
        let first = rest.chars().next()?;
        Some(match first {
            '"' => (Mark::Either, 1),
            '\u{201c}' | '\u{201e}' | '\u{00ab}' | '\u{201f}' => (Mark::Open, first.len_utf8()),
            '\u{201d}' | '\u{00bb}' => (Mark::Close, first.len_utf8()),
            '`' if rest.starts_with("``") => (Mark::Open, 2),
            '\'' if rest.starts_with("''") => (Mark::Either, 2),
            '\'' | '\u{2018}' | '\u{2019}' => (Mark::Single, first.len_utf8()),
            _ => return None,
        })
    }

    fn begin(&mut self, at: usize, length: usize) -> usize {
        let inner = Span::new(at + length, at + length);
        self.out.push(Quotation { outer: Span::new(at, at + length), inner, open: false, continues: None, nested: false });
        self.out.len() - 1
    }

    fn finish(&mut self, index: usize, at: usize, length: usize) {
        let q = &mut self.out[index];
        q.outer = Span::new(q.outer.start(), at + length);
        q.inner = Span::new(q.inner.start(), at);
    }

    /// A straight mark opens unless it stands between a word and white space, where it can only close.
    fn can_open(&self, at: usize, length: usize) -> bool {
        self.after(at + length).is_some_and(|c| !c.is_whitespace())
    }

    /// Whether a straight mark inside a quotation opens the next sentence of it, which closes later: it stands between the end of a
    /// sentence and a word.
    fn reopens(&self, index: usize, at: usize, length: usize) -> bool {
        let said = self.out[index].inner.start()..at;
        let ended = self.text[said].trim_end().ends_with(['.', '?', '!', '\u{2026}']);
        let between = self.before(at).is_some_and(char::is_whitespace) && self.after(at + length).is_some_and(char::is_alphanumeric);
        ended && between && memchr::memchr(b'"', &self.text.as_bytes()[at + length..self.end]).is_some()
    }

    /// A single mark at `at`: a quotation if it can open and a closing one follows, else an apostrophe. Returns where to go on.
    fn single(&mut self, at: usize, length: usize, nested: bool) -> usize {
        let next = at + length;
        let before = self.before(at);
        let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\u{201c}' | '\u{2014}' | '\u{2013}'))
            && self.after(next).is_some_and(char::is_alphanumeric)
            && !self.text[at..].starts_with('\u{2019}');
        if !opens || self.no_single_close {
            return next;
        }
        match self.single_close(next) {
            Some(close) => {
                let length = self.text[close..].chars().next().map_or(1, char::len_utf8);
                let q =
                    Quotation { outer: Span::new(at, close + length), inner: Span::new(next, close), open: false, continues: None, nested };
                self.out.push(q);
                close + length
            }
            None => next,
        }
    }

    /// Where the closing single mark stands: the first one after punctuation or after a word that does not end in "s" (there it
    /// may be a plural possessive), else the first after "s". A double mark on the way ends the search.
    fn single_close(&mut self, from: usize) -> Option<usize> {
        let mut doubtful = None;
        for (offset, c) in self.text[from..self.end].char_indices() {
            let at = from + offset;
            if matches!(c, '"' | '\u{201c}' | '\u{201d}') {
                return doubtful;
            }
            let word_after = self.after(at + c.len_utf8()).is_some_and(char::is_alphanumeric);
            let before = self.before(at);
            if !matches!(c, '\'' | '\u{2019}') || offset == 0 || word_after || before.is_some_and(char::is_whitespace) {
                continue;
            }
            if before != Some('s') {
                return Some(at);
            }
            doubtful = doubtful.or(Some(at));
        }
        self.no_single_close = doubtful.is_none();
        doubtful
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..self.end].chars().next()
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    fn quoted(text: &str) -> Vec<String> {
        let doc = parse(Raw::text("t", text), Lexicon::english());
        doc.quotations.iter().map(|q| doc.slice(q.inner).to_owned()).collect()
    }

    #[test]
    fn straight_curly_and_single_marks() {
        assert_eq!(quoted("\"We stay,\" he said. \"For now.\""), ["We stay,", "For now."]);
        assert_eq!(quoted("Ek said \u{201c}we stay\u{201d} and left."), ["we stay"]);
        assert_eq!(quoted("Ek called it 'a farce' in the '90s."), ["a farce"]);
        assert_eq!(quoted("\u{2018}We don\u{2019}t know,\u{2019} she said."), ["We don\u{2019}t know,"]);
        assert_eq!(quoted("``We stay,'' he said."), ["We stay,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(quoted("The allies' plan and Ek's map aren't new."), Vec::<String>::new());
    }

    #[test]
    fn a_nested_quotation_follows_its_outer_one() {
        assert_eq!(quoted("\"He told me 'never again' twice,\" she said."), ["He told me 'never again' twice,", "never again"]);
    }

    #[test]
    fn paragraphs_reopened_and_closed_once() {
        let doc = parse(Raw::text("t", "\"One,\" said Ek. \"Two.\n\n\"Three.\n\n\"Four.\"\n\nEnd."), Lexicon::english());
        let links: Vec<_> = doc.quotations.iter().map(|q| (doc.slice(q.inner), q.open, q.continues)).collect();
        assert_eq!(links, [("One,", false, None), ("Two.", true, None), ("Three.", true, Some(1)), ("Four.", false, Some(2))]);
    }

    #[test]
    fn a_joined_paragraph_opens_again() {
        let doc = parse(Raw::text("t", "Ek said: \"We pay. \"We stay.\" He left. \"No,\" said Berg."), Lexicon::english());
        let links: Vec<_> = doc.quotations.iter().map(|q| (doc.slice(q.inner), q.open, q.continues)).collect();
        assert_eq!(links, [("We pay.", false, None), ("We stay.", false, Some(0)), ("No,", false, None)]);
        assert_eq!(quoted("\"We pay. \"He left at once."), ["We pay. "]);
        assert_eq!(quoted("He called it \"a \"farce\" of a vote\" then."), ["a "]);
    }

    #[test]
    fn an_odd_mark_stays_in_its_paragraph() {
        let doc = parse(Raw::text("t", "He said \"yes and left.\n\nThe end \"now\" came."), Lexicon::english());
        assert_eq!(doc.quotations.len(), 2);
        assert_eq!(doc.quotations[1].continues, None);
    }
}
