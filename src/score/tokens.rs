//! Spans as sets of tokens, so that a blank or a mark more or less at an edge does not count as another answer.
//!
//! A token is a run of letters, digits and underscores, or any other single character that is not white space; a span owns every token
//! that it touches. Example: of "Ek said: no." the span of characters 3..8 owns "said" and ":", of which only "said" is a word.

use std::ops::Range;

/// The tokens of a text.
pub(super) struct Tokens {
    /// Half-open, in characters, in order.
    spans: Vec<Range<usize>>,
    /// Whether each is a word.
    words: Vec<bool>,
}

/// The tokens that some spans own, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Owned {
    pub(super) all: Vec<usize>,
    /// Those that are words; all of them where none is.
    pub(super) words: Vec<usize>,
}

impl Tokens {
    /// Cost: linear in the text.
    pub(super) fn new(text: &str) -> Self {
        let mut out = Self { spans: Vec::new(), words: Vec::new() };
        let mut open = false;
        for (at, c) in text.chars().enumerate() {
            let word = is_word(c);
            match out.spans.last_mut() {
                Some(last) if word && open => last.end = at + 1,
                _ if c.is_whitespace() => {}
                _ => {
                    out.spans.push(at..at + 1);
                    out.words.push(word);
                }
            }
            open = word;
        }
        out
    }

    /// The tokens that spans of characters touch.
    pub(super) fn owned(&self, spans: &[Range<usize>]) -> Owned {
        let all = self.touched(spans);
        let words: Vec<usize> = all.iter().copied().filter(|t| self.words[*t]).collect();
        Owned { words: if words.is_empty() { all.clone() } else { words }, all }
    }

    /// The words that spans of characters touch; none where they touch marks only.
    pub(super) fn words(&self, spans: &[Range<usize>]) -> Vec<usize> {
        let mut touched = self.touched(spans);
        touched.retain(|t| self.words[*t]);
        touched
    }

    /// Cost: linear in the tokens that the spans touch, with a search for each span.
    fn touched(&self, spans: &[Range<usize>]) -> Vec<usize> {
        let touched = |span: &Range<usize>| {
            let first = self.spans.partition_point(|t| t.end <= span.start);
            let end = self.spans.partition_point(|t| t.start < span.end);
            first..end.max(first)
        };
        let mut all: Vec<usize> = spans.iter().filter(|s| !s.is_empty()).flat_map(touched).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Whether a character belongs to words.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Runs of tokens that follow one another.
pub(super) fn runs(tokens: &[usize]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for token in tokens {
        match out.last_mut() {
            Some(run) if run.end == *token => run.end += 1,
            _ => out.push(*token..token + 1),
        }
    }
    out
}

/// How many tokens two sorted lists share.
pub(super) fn shared(one: &[usize], other: &[usize]) -> usize {
    one.iter().filter(|t| other.binary_search(t).is_ok()).count()
}

/// 2 · shared / (one + other): 1 for the same tokens, 0 where either is empty (Dice 1945).
pub(super) fn dice(one: &[usize], other: &[usize]) -> f64 {
    let sum = one.len() + other.len();
    if sum == 0 { 0.0 } else { 2.0 * shared(one, other) as f64 / sum as f64 }
}

/// Whether more than half of some tokens are among others.
pub(super) fn mostly_in(tokens: &[usize], others: &[usize]) -> bool {
    2 * shared(tokens, others) > tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_owns_what_it_touches() {
        let tokens = Tokens::new("Ek said: \u{201c}n\u{f6}t_1.\u{201d}");
        let owned = |range: Range<usize>| tokens.owned(&[range]);
        assert_eq!(owned(3..8), Owned { all: vec![1, 2], words: vec![1] });
        assert_eq!(owned(7..9), Owned { all: vec![2], words: vec![2] }, "no word: all its tokens");
        assert_eq!(owned(11..12), Owned { all: vec![4], words: vec![4] }, "a part of a word is the word");
        assert_eq!(owned(90..95), Owned::default());
        assert_eq!(tokens.owned(&[Range { start: 5, end: 2 }, 0..0]), Owned::default());
        assert_eq!(tokens.owned(&[0..1, 0..2]).all, [0]);
        assert_eq!(tokens.words(&[0..1, 3..9]), [0, 1]);
        assert!(tokens.words(&[7..8, 8..9]).is_empty(), "marks are no words");
    }

    #[test]
    fn runs_and_overlap() {
        assert_eq!(runs(&[1, 2, 5, 7, 8]), [1..3, 5..6, 7..9]);
        assert!((dice(&[1, 2, 3], &[2, 3, 4, 5]) - 4.0 / 7.0).abs() < 1e-12);
        assert!(dice(&[], &[]).abs() < 1e-12);
        assert!(mostly_in(&[1, 2, 3], &[2, 3]) && !mostly_in(&[1, 2], &[2, 3]));
    }
}
