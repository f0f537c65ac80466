//! The body as the encoder reads it: words with their pieces and three features.
//!
//! A word is a run of letters, digits and underscores, or one other character that is not white space, so that "U.S." is four words;
//! it is cut finer than the document's tokens because the corpus is. Features: how it is capitalized, whether it stands in a
//! quotation or is one of its marks, and the paragraph it stands in. Cost: linear in the text.

use std::collections::HashMap;

use super::wordpiece::WordPiece;
use crate::document::Role;
use crate::{Document, Span};

/// The words of a document's body.
#[derive(Default)]
pub(super) struct Words {
    pub(super) spans: Vec<Span>,
    pub(super) cap: Vec<u8>,
    /// 0 outside, 1 inside a quotation, 2 a quotation mark.
    pub(super) quote: Vec<u8>,
    /// The number of the body paragraph.
    pub(super) par: Vec<u32>,
    pieces: Vec<u32>,
    /// Where the pieces of each word end.
    ends: Vec<usize>,
}

impl Words {
    pub(super) fn new(doc: &Document, wordpiece: &WordPiece) -> Self {
        let mut out = Self::default();
        let mut known: HashMap<&str, std::ops::Range<usize>> = HashMap::new();
        for (paragraph, number) in doc.paragraphs.iter().filter(|p| p.role == Role::Body).zip(0u32..) {
            for span in words(&doc.text, paragraph.span) {
                let word = doc.slice(span);
                let first = out.pieces.len();
                match known.get(word) {
                    Some(pieces) => out.pieces.extend_from_within(pieces.clone()),
                    None => {
                        wordpiece.split(word, &mut out.pieces);
                        known.insert(word, first..out.pieces.len());
                    }
                }
                out.ends.push(out.pieces.len());
                out.spans.push(span);
                out.cap.push(capitals(word));
                out.par.push(number);
            }
        }
        out.quote = quotation_states(doc, &out.spans);
        out
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The pieces of a word.
    pub(super) fn pieces(&self, word: usize) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.pieces[start..self.ends[word]]
    }

    /// Whether a word is the first of its paragraph.
    pub(super) fn opens_paragraph(&self, word: usize) -> bool {
        word == 0 || self.par[word] != self.par[word - 1]
    }
}

/// The words in a stretch of text.
fn words(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let mut rest = within.of(text);
    let mut at = within.start();
    std::iter::from_fn(move || {
        let bare = rest.trim_start();
        at += rest.len() - bare.len();
        let first = bare.chars().next()?;
        let length = if is_word(first) { bare.find(|c| !is_word(c)).unwrap_or(bare.len()) } else { first.len_utf8() };
        let span = Span::new(at, at + length);
        rest = &bare[length..];
        at += length;
        Some(span)
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// 0 no letters, 1 lower case, 2 an initial capital, 3 all capitals (two letters or more), 4 mixed.
fn capitals(word: &str) -> u8 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next().map(char::is_uppercase) else { return 0 };
    let (mut count, mut upper) = (1, usize::from(first));
    for letter in letters {
        count += 1;
        upper += usize::from(letter.is_uppercase());
    }
    match upper {
        0 => 1,
        _ if upper == count && count > 1 => 3,
        1 if first => 2,
        _ => 4,
    }
}

/// The state of each word by its first character. A mark of a nested quotation is a mark.
fn quotation_states(doc: &Document, words: &[Span]) -> Vec<u8> {
    let mut out = vec![0; words.len()];
    let mut raise = |from: usize, to: usize, state: u8| {
        let first = words.partition_point(|w| w.start() < from);
        words[first..].iter().zip(&mut out[first..]).take_while(|(w, _)| w.start() < to).for_each(|(_, s)| *s = state.max(*s));
    };
    for q in &doc.quotations {
        raise(q.inner.start(), q.inner.end(), 1);
        raise(q.outer.start(), q.inner.start(), 2);
        raise(q.inner.end(), q.outer.end(), 2);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    fn read(text: &str) -> (Document, Words) {
        let vocab: Vec<Box<str>> = ["[UNK]", "[CLS]", "[SEP]", "ek", "un", "##i"].map(Box::from).into();
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let words = Words::new(&doc, &WordPiece::new(&vocab).unwrap());
        (doc, words)
    }

    #[test]
    fn runs_of_word_characters_and_single_marks() {
        let (doc, words) = read("The U.S. envoy's $1,500 isn't (all) of_it.");
        let shown: Vec<&str> = words.spans.iter().map(|s| doc.slice(*s)).collect();
        let expected = ["The", "U", ".", "S", ".", "envoy", "'", "s", "$", "1", ",", "500", "isn", "'", "t", "(", "all", ")", "of_it", "."];
        assert_eq!(shown, expected);
    }

    #[test]
    fn capitals_are_of_five_kinds() {
        assert_eq!(["12", ",", "ek", "Ek", "A", "EK", "McEk", "eK", "N4"].map(capitals), [0, 0, 1, 2, 2, 3, 4, 4, 2]);
    }

    #[test]
    fn quotations_and_their_marks() {
        let (_, words) = read("Ek said \u{201c}we \u{2018}stay\u{2019} here\u{201d} twice.");
        assert_eq!(words.quote, [0, 0, 2, 1, 2, 1, 2, 1, 2, 0, 0]);
    }

    #[test]
    fn pieces_and_paragraphs() {
        let (_, words) = read("Ek met the union at the port of Norland on Monday.\n\nUni Ek left the town in the evening.");
        assert_eq!(words.pieces(0), [3]);
        let second = words.par.iter().position(|p| *p == 1).unwrap();
        assert!(words.opens_paragraph(second) && !words.opens_paragraph(second + 1));
        assert_eq!((words.pieces(second), words.pieces(second + 1)), ([4, 5].as_slice(), [3].as_slice()));
    }
}
