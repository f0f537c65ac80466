//! From tokens to the pieces of content that are shown: trimmed, unquoted where all is quoted, whole where a quotation goes on.

use std::ops::Range;

use super::scan::Scan;
use crate::Span;

impl Scan<'_> {
    /// The pieces of content in some tokens: trimmed, without the marks where all of it is quoted, and with all of a quotation
    /// that goes on beyond the sentence.
    pub(super) fn pieces(&self, mut tokens: Range<usize>) -> Vec<Span> {
        while tokens.len() > 1 && self.quote(tokens.end - 1).is_none() && matches!(self.word(tokens.end - 1), "." | "," | "--" | "\u{2014}")
        {
            tokens.end -= 1;
        }
        let text = &self.doc.text;
        let outside = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '\u{2014}' | '\u{2013}');
        let mut span = self.span(tokens.clone()).trim_matches(text, outside);
        if span.is_empty() {
            return Vec::new();
        }
        let mut before = Vec::new();
        let mut after = Vec::new();
        if let Some(q) = self.quote(tokens.start) {
            span = span.cover(
                self.doc.quotations[q].outer.intersection(Span::new(self.doc.quotations[q].outer.start(), span.end())).unwrap_or(span),
            );
            before = self.continued_from(q);
        }
        if let Some(q) = tokens.clone().rev().find(|t| !self.is_mark(*t) || self.quote(*t).is_some()).and_then(|t| self.quote(t)) {
            span = span.cover(self.doc.quotations[q].outer);
            after = self.continued_in(q);
        }
        let whole = self.quote(tokens.start).map(|q| &self.doc.quotations[q]).filter(|q| q.outer.contains(span));
        span = match whole {
            Some(q) => span.intersection(q.inner).unwrap_or(span).trim(text),
            None => span,
        };
        before.into_iter().chain([span]).chain(after).filter(|s| !s.is_empty()).collect()
    }

    /// The quotations of the paragraphs before that `q` continues.
    fn continued_from(&self, q: usize) -> Vec<Span> {
        let mut out: Vec<Span> = std::iter::successors(self.doc.quotations[q].continues, |q| self.doc.quotations[*q].continues)
            .map(|q| self.doc.quotations[q].inner)
            .collect();
        out.reverse();
        out
    }

    /// The quotations of the paragraphs after that continue `q`.
    fn continued_in(&self, q: usize) -> Vec<Span> {
        let next = |q: usize| self.continuation(q);
        std::iter::successors(next(q), |q| next(*q)).map(|q| self.doc.quotations[q].inner).collect()
    }
}
