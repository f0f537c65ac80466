//! Content that source and cue part: "A, he said, B", "On Monday, he said, A".

use std::ops::Range;

use super::clause::{Sentence, rule_of};
use super::content::Right;
use super::source::Source;
use crate::Span;
use crate::lexicon::{Class, Cue, Frames};

impl Sentence<'_, '_> {
    /// "For the winter, the minister said, the money would do.": where commas close the cue in, what stands before it is content too,
    /// unless it tells when and where it was said.
    pub(super) fn split_left(&self, range: Range<usize>, from: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        let closed_in = scan.word_in(from, &self.tokens) == "," && from + 1 < self.tokens.end && scan.has_clause(from + 1..self.tokens.end);
        let reporters = range.clone().any(|t| scan.is(t, Class::WEEKDAY | Class::MONTH | Class::TIME | Class::CHANNEL));
        let goes_on = !scan.is(from + 1, Class::GERUND | Class::PARTICIPLE | Class::TAIL | Class::RELATIVE);
        (closed_in && goes_on && !reporters && !range.is_empty()).then_some(range)
    }

    /// "On Monday, Ek said, the port was shut": where a phrase that is no clause stands before the commas, what is said stands behind them.
    pub(super) fn behind_commas(&self, source: &Source, cue: &Cue, end: usize) -> Option<(Vec<Span>, &'static str, usize)> {
        let (scan, start) = (self.scan, end + 1);
        let comma = |t: usize| scan.word_in(t, &self.tokens) == "," && scan.quote(t).is_none();
        let before = source.clause.checked_sub(1).filter(|t| *t > self.tokens.start && comma(*t) && !source.inverted && !source.shared)?;
        let phrase = scan.is(self.tokens.start, Class::PREPOSITION) && !scan.has_clause(self.tokens.start..before);
        let says = cue.frames.any(Frames::BARE) && phrase && comma(end) && start < self.tokens.end && !scan.opening_mark(start);
        if !says || !scan.has_clause(start..self.tokens.end) {
            return None;
        }
        let high = scan.right_end(start, Right::Clause, &self.tokens);
        Some((scan.pieces(start..high), rule_of(Right::Clause), high))
    }

    /// What goes on after source and cue in the middle of the content: `"A," he said, "B."`, `A, he said, B.`
    pub(super) fn rest(&self, from: usize, left: &Range<usize>) -> Option<Range<usize>> {
        let scan = self.scan;
        let limit = self.tokens.end;
        let opening = (from..limit.min(from + 30)).find(|t| scan.opening_mark(*t) || scan.quote(*t).is_none() && scan.head(*t).is_some());
        if self.quoted_end(left) {
            return opening
                .filter(|t| scan.opening_mark(*t) && (scan.is_mark(t - 1) || scan.word(t - 1) == "that"))
                .map(|t| t..scan.right_end(t, Right::Quote, &self.tokens));
        }
        let goes_on = scan.word_in(from, &self.tokens) == ","
            && from + 1 < limit
            && !scan.is(from + 1, Class::GERUND | Class::PARTICIPLE | Class::TAIL | Class::COORDINATOR | Class::RELATIVE);
        (goes_on && scan.has_clause(from + 1..limit)).then(|| from + 1..scan.right_end(from + 1, Right::Clause, &self.tokens))
    }
}
