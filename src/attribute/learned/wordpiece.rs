//! WordPiece (Wu et al. 2016): a word as the longest pieces of a fixed vocabulary, from left to right.
//!
//! The word is lower-cased, decomposed (NFD) and freed of the marks that stand on letters. Each next piece is the longest one in
//! the vocabulary that the rest of the word starts with; pieces inside a word are written with "##". Example: with the pieces "un",
//! "##seat" and "##ed", "Unseated" is un ##seat ##ed; a word with a part that is no piece is unknown as a whole. Cost: quadratic in
//! the length of one word, which is capped, and so linear in the text; distinct words are worked out once a document.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::format::Loaded;

/// A word of more characters is no word.
const LONGEST: usize = 64;

/// The pieces by their text.
pub(super) struct WordPiece {
    /// Pieces that open a word.
    opening: HashMap<Box<str>, u32>,
    /// Pieces inside a word, without their "##".
    inner: HashMap<Box<str>, u32>,
    /// Length in bytes of the longest piece.
    longest: usize,
    pub(super) cls: u32,
    pub(super) sep: u32,
    unknown: u32,
}

impl WordPiece {
    /// Cost: linear in the vocabulary.
    pub(super) fn new(vocab: &[Box<str>]) -> Loaded<Self> {
        let mut opening: HashMap<Box<str>, u32> = HashMap::with_capacity(vocab.len());
        let mut inner: HashMap<Box<str>, u32> = HashMap::new();
        for (piece, id) in vocab.iter().zip(0u32..) {
            match piece.strip_prefix("##").filter(|rest| !rest.is_empty()) {
                Some(rest) => inner.insert(rest.into(), id),
                None => opening.insert(piece.clone(), id),
            };
        }
        let special = |name: &str| opening.get(name).copied().ok_or_else(|| format!("the vocabulary lacks {name}"));
        let (cls, sep, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        let longest = opening.keys().chain(inner.keys()).map(|p| p.len()).max().unwrap_or_default();
        Ok(Self { opening, inner, longest, cls, sep, unknown })
    }

    /// The numbers of a word's pieces, appended to `out`; at least one.
    pub(super) fn split(&self, word: &str, out: &mut Vec<u32>) {
        let word = plain(word);
        let first = out.len();
        let mut at = 0;
        if word.is_empty() || word.len() > LONGEST && word.chars().count() > LONGEST {
            out.push(self.unknown);
            return;
        }
        while at < word.len() {
            let Some((id, length)) = self.longest_piece(&word[at..], at == 0) else {
                out.truncate(first);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            at += length;
        }
    }

    /// The longest piece that `rest` starts with.
    fn longest_piece(&self, rest: &str, opens: bool) -> Option<(u32, usize)> {
        let pieces = if opens { &self.opening } else { &self.inner };
        let high = rest.len().min(self.longest);
        let ends = (1..=high).rev().filter(|end| rest.is_char_boundary(*end));
        // A piece with "##" at its start can open a word only where the text itself has these marks.
        let mut found = ends.filter_map(|end| Some((*pieces.get(&rest[..end])?, end)));
        found.next()
    }
}

/// Lower case, without the marks that stand on letters.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(word: &str) -> Vec<String> {
        let vocab: Vec<Box<str>> =
            ["[UNK]", "[CLS]", "[SEP]", "un", "##seat", "##s", "##ed", "cafe", "u", "##n", ",", "\u{df}", "i"].map(Box::from).into();
        let mut out = Vec::new();
        WordPiece::new(&vocab).unwrap().split(word, &mut out);
        out.iter().map(|id| vocab[*id as usize].to_string()).collect()
    }

    #[test]
    fn longest_pieces_first() {
        assert_eq!(pieces("Unseated"), ["un", "##seat", "##ed"]);
        assert_eq!(pieces("uns"), ["un", "##s"]);
        assert_eq!(pieces(","), [","]);
    }

    #[test]
    fn accents_and_case_are_dropped() {
        assert_eq!(pieces("CAF\u{c9}"), ["cafe"]);
        assert_eq!(pieces("cafe\u{301}"), ["cafe"]);
        assert_eq!(pieces("\u{130}"), ["i"]);
        assert_eq!(pieces("\u{df}"), ["\u{df}"]);
    }

    #[test]
    fn what_has_no_pieces_is_unknown_as_a_whole() {
        assert_eq!(pieces("unfit"), ["[UNK]"]);
        assert_eq!(pieces("\u{301}"), ["[UNK]"]);
        assert_eq!(pieces(&"un".repeat(40)), ["[UNK]"]);
        assert_eq!(pieces("\u{65e5}"), ["[UNK]"]);
    }

    #[test]
    fn a_vocabulary_without_its_ends_is_refused() {
        assert!(WordPiece::new(&["a".into()]).is_err());
    }
}
