//! The stretches of text that the encoder sees at a time: whole paragraphs as long as they fit, with some of the text before.
//!
//! A window is filled with paragraphs until the next one would not fit; a paragraph longer than a window is cut between words. Every
//! window but the first leaves room for words that stand before it, up to a limit, so that a pronoun or a quotation that goes on has
//! something to go on from; these are read, not tagged, so that each word has its vector from one window. Example: with room for 10
//! pieces, 4 of them for what stands before, and paragraphs of 4, 5 and 6 words of one piece each, the windows are the first two
//! paragraphs and the third, which sees the last 4 words before it. Cost: linear in the words; a word is encoded twice at most.

use std::ops::Range;

use super::encoder::Input;
use super::format::Config;
use super::wordpiece::WordPiece;
use super::words::Words;

/// A stretch of words with what stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The words that the encoder sees.
    pub(super) seen: Range<usize>,
    /// Where the words start that take their vectors from it.
    pub(super) start: usize,
}

/// The windows over a document's words.
pub(super) fn windows(words: &Words, config: &Config) -> Vec<Window> {
    let size = config.window;
    let length = |w: usize| words.pieces(w).len();
    cut(words, size, config.scored)
        .into_iter()
        .map(|range| {
            let used: usize = range.clone().map(length).sum();
            let mut room = config.context.min(size.saturating_sub(used));
            let mut first = range.start;
            while first > 0 && length(first - 1) <= room {
                first -= 1;
                room -= length(first);
            }
            Window { seen: first..range.end, start: range.start }
        })
        .collect()
}

/// Ranges of words of at most `size` pieces each (the first: `first`), that keep paragraphs whole where that can be.
fn cut(words: &Words, first: usize, size: usize) -> Vec<Range<usize>> {
    let (mut out, mut start, mut used, mut at, mut room) = (Vec::new(), 0, 0, 0, first);
    while at < words.len() {
        let end = words.par.partition_point(|p| *p <= words.par[at]);
        let need: usize = (at..end).map(|w| words.pieces(w).len()).sum();
        if used > 0 && used + need > room {
            out.push(start..at);
            (start, used, room) = (at, 0, size);
        }
        for word in at..end {
            let length = words.pieces(word).len();
            if used + length > room && word > start {
                out.push(start..word);
                (start, used, room) = (word, 0, size);
            }
            used += length;
        }
        at = end;
    }
    if start < words.len() {
        out.push(start..words.len());
    }
    out
}

/// The input for a window, and where in it each word starts.
pub(super) fn input(words: &Words, window: &Window, wordpiece: &WordPiece) -> (Input, Vec<usize>) {
    let mut input = Input::default();
    let mut firsts = Vec::with_capacity(window.seen.len());
    input.push(wordpiece.cls, 0, 0, false);
    for word in window.seen.clone() {
        firsts.push(input.ids.len());
        for (number, piece) in words.pieces(word).iter().enumerate() {
            input.push(*piece, words.cap[word], words.quote[word], number == 0 && words.opens_paragraph(word));
        }
    }
    input.push(wordpiece.sep, 0, 0, false);
    (input, firsts)
}

#[cfg(test)]
mod tests {
    use super::super::format::Weights;
    use super::super::testing::small_model;
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    fn words(text: &str) -> (Words, WordPiece, Config) {
        let file = small_model(10);
        let weights = Weights::new(&file).unwrap();
        let wordpiece = WordPiece::new(&weights.vocab).unwrap();
        let doc = parse(Raw::text("t", text), Lexicon::english());
        assert!(doc.body().count() > 0);
        (Words::new(&doc, &wordpiece), wordpiece, weights.config)
    }

    fn found(text: &str) -> Vec<(Range<usize>, usize)> {
        let (words, _, config) = words(text);
        windows(&words, &config).into_iter().map(|w| (w.seen, w.start)).collect()
    }

    #[test]
    fn paragraphs_are_kept_whole_and_followed_by_what_stood_before() {
        assert_eq!(found("Ek said no.\n\nThe union would pay.\n\nEk told the union so."), [(0..9, 0), (5..15, 9)]);
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let text = format!("{}.", vec!["ek"; 23].join(" "));
        assert_eq!(found(&text), [(0..10, 0), (6..16, 10), (12..22, 16), (18..24, 22)]);
    }

    #[test]
    fn ends_features_and_first_pieces() {
        let (words, wordpiece, _) = words("Ek said \"today, we pay\" and left.");
        let (input, firsts) = input(&words, &Window { seen: 0..words.len(), start: 0 }, &wordpiece);
        assert_eq!(input.ids, [1, 3, 4, 12, 9, 11, 13, 17, 18, 12, 20, 0, 14, 2]);
        assert_eq!(input.quote, [0, 0, 0, 2, 1, 1, 1, 1, 1, 2, 0, 0, 0, 0]);
        assert_eq!(input.para.iter().position(|p| *p == 1), Some(1));
        assert_eq!(input.para.iter().filter(|p| **p == 1).count(), 1);
        assert_eq!(firsts, [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]);
    }
}
