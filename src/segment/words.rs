//! Tokens: words by UAX #29 (unicode-segmentation), with the joins and splits that news text needs.

use super::bounds::piece_end;
use super::key::Key;
use super::known::Known;
use crate::document::{Token, TokenKind, Vocabulary};
use crate::lexicon::{Language, Words};
use crate::{Lexicon, Span};

/// Splits text into tokens and keeps the distinct words.
pub(crate) struct Tokenizer<'a> {
    words: &'a Words,
    elides: bool,
    known: Known,
    vocabulary: Vocabulary,
    /// The pieces of the sentence at hand, and the normal form of the word.
    pieces: Vec<Span>,
    word: String,
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(words: &'a Words, language: Language) -> Self {
        Self {
            words,
            elides: language.elides(),
            known: Known::take(words, language),
            vocabulary: Vocabulary::default(),
            pieces: Vec::new(),
            word: String::new(),
        }
    }

    /// The tokens of `span`, appended to `out`.
    pub(crate) fn tokenize(&mut self, text: &str, span: Span, out: &mut Vec<Token>) {
        let mut found = std::mem::take(&mut self.pieces);
        pieces(text, span, self.words, &mut found);
        for piece in found.drain(..) {
            let split = match self.elides {
                true => elision(piece.of(text)),
                // The apostrophe, or the last byte of the curly one.
                false if matches!(text.as_bytes()[piece.range()], [.., b'\'' | 0x99, b's' | b'S']) => possessive(piece.of(text)),
                false => None,
            };
            if let Some(at) = split {
                out.push(self.token(text, Span::new(piece.start(), piece.start() + at)));
                out.push(self.token(text, Span::new(piece.start() + at, piece.end())));
            } else {
                out.push(self.token(text, piece));
            }
        }
        self.pieces = found;
    }

    /// The words seen so far.
    pub(crate) fn finish(self) -> Vocabulary {
        self.known.keep();
        self.vocabulary
    }

    fn token(&mut self, text: &str, span: Span) -> Token {
        let bytes = text.as_bytes();
        let first = bytes[span.start()];
        // A zero byte, which no key can hold, is a piece by itself.
        if let Some(key) = Key::small(bytes, span.start(), span.len()).filter(|_| first != 0) {
            let word = self.known.say_short(key, self.words, &mut self.vocabulary);
            let kind = if first.is_ascii_alphabetic() { TokenKind::Word } else { kind(span.of(text)) };
            return Token { span, kind, capital: first.is_ascii_uppercase(), word };
        }
        let surface = span.of(text);
        normalize_into(surface, &mut self.word);
        let word = self.known.say(self.word.as_bytes(), self.words, &mut self.vocabulary);
        Token { span, kind: kind(surface), capital: surface.starts_with(char::is_uppercase), word }
    }
}

/// The stems of a free text (a title, a query) without stop words, in order of first appearance.
pub(crate) fn stems(text: &str, language: Language, lexicon: &Lexicon) -> Vec<Box<str>> {
    let mut tokenizer = Tokenizer::new(lexicon.words_of(language), language);
    tokenizer.tokenize(text, Span::new(0, text.len()), &mut Vec::new());
    let mut seen = std::collections::HashSet::new();
    let vocabulary = tokenizer.finish();
    let stems = vocabulary.entries().filter(|e| !e.stop).map(|e| e.stem());
    stems.filter(|stem| seen.insert(*stem)).map(Box::from).collect()
}

/// Lower case, curly apostrophes made straight.
pub(crate) fn normalize(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len());
    normalize_into(surface, &mut out);
    out
}

/// The same in place of what `out` holds.
fn normalize_into(surface: &str, out: &mut String) {
    out.clear();
    if surface.is_ascii() {
        out.push_str(surface);
        out.make_ascii_lowercase();
    } else {
        out.extend(surface.chars().flat_map(char::to_lowercase).map(|c| if matches!(c, '\u{2019}' | '\u{2018}') { '\'' } else { c }));
    }
}

/// Word-bound pieces without white space, appended to `out`; hyphenated words ("son-in-law") and initials ("U.S.") in one piece.
fn pieces(text: &str, span: Span, words: &Words, out: &mut Vec<Span>) {
    let inside = span.of(text);
    let (mut glue, mut at) = (false, 0);
    while at < inside.len() {
        // Nothing touches a word between blanks, so nothing can be joined with it.
        while let Some(end) = plain_word(inside.as_bytes(), at) {
            out.push(Span::new(span.start() + at, span.start() + end));
            (glue, at) = (false, end + 1);
        }
        let end = piece_end(inside, at);
        let piece = &inside[at..end];
        let here = Span::new(span.start() + at, span.start() + end);
        at = end;
        if is_space(piece) {
            glue = false;
            continue;
        }
        let touched = out.last_mut().filter(|last| last.end() == here.start());
        let joined = touched.filter(|last| {
            glue && piece.starts_with(char::is_alphanumeric) || is_joiner(piece) && joins(last.of(text), piece, &inside[end..], words)
        });
        glue = joined.is_some() && matches!(piece, "-" | "\u{2010}" | "\u{2011}");
        match joined {
            Some(last) => *last = last.cover(here),
            None => out.push(here),
        }
    }
}

/// Where the word ends that starts at `at`, if it is a run of letters and figures of ASCII with a blank before it, and one behind it that
/// another such run follows: a piece of text and the blank, as [`piece_end`] cuts them.
#[inline]
fn plain_word(text: &[u8], at: usize) -> Option<usize> {
    if at > 0 && text[at - 1] != b' ' {
        return None;
    }
    let end = at + text[at..].iter().position(|b| !b.is_ascii_alphanumeric())?;
    (end > at && text[end] == b' ' && text.get(end + 1)?.is_ascii_alphanumeric()).then_some(end)
}

/// Whether a piece is white space: a run of blanks, or one other sign.
fn is_space(piece: &str) -> bool {
    match piece.as_bytes() {
        [b'!'..=b'~', ..] => false,
        _ => piece.chars().all(|c| c.is_whitespace() || c == '\u{feff}'),
    }
}

/// Whether a piece is one of the marks that may go with what they touch.
fn is_joiner(piece: &str) -> bool {
    matches!(piece, "-" | "." | "\u{2010}" | "\u{2011}")
}

/// Whether such a mark goes with the piece that it touches; `after` is what follows in the sentence.
fn joins(last: &str, mark: &str, after: &str, words: &Words) -> bool {
    match mark {
        "-" if last.bytes().all(|b| b == b'-') => true,
        "." => !after.is_empty() && is_abbreviation(last, words) || is_initials(last),
        _ => last.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric),
    }
}

/// "Mr", "Sen", "Wis": the stop belongs to the word.
fn is_abbreviation(word: &str, words: &Words) -> bool {
    let known = |word: &str| words.abbreviation(word).is_some();
    word.len() < 8 && if word.is_ascii() { words.is_abbreviation(word) } else { known(&normalize(word)) }
}

/// "U.S", "J", "a.m": single letters parted by full stops, the first of them a capital or more than one.
fn is_initials(word: &str) -> bool {
    if word.len() > 1 && word.is_ascii() && word.as_bytes()[1] != b'.' {
        return false;
    }
    let letters = word.split('.');
    let single = letters.clone().all(|l| l.chars().count() == 1 && l.chars().all(char::is_alphabetic));
    single && (word.contains('.') || word.starts_with(char::is_uppercase) && word != "I")
}

/// Where a possessive or contracted "'s" starts.
fn possessive(word: &str) -> Option<usize> {
    ["'s", "\u{2019}s", "'S", "\u{2019}S"].iter().find_map(|s| word.strip_suffix(s)).map(str::len).filter(|at| *at > 0)
}

/// Where the word starts that a small one leans on: "l'accord", "dell'anno".
fn elision(word: &str) -> Option<usize> {
    let at = word.find(['\'', '\u{2019}'])?;
    let end = at + word[at..].chars().next().map_or(1, char::len_utf8);
    let small = (1..=7).contains(&word[..at].chars().count()) && !word.to_lowercase().starts_with("aujourd");
    (small && word[end..].starts_with(char::is_alphabetic)).then_some(end)
}

fn kind(surface: &str) -> TokenKind {
    if surface.starts_with(|c: char| c.is_ascii_digit()) && !surface.contains(char::is_alphabetic) {
        TokenKind::Number
    } else if surface.contains(char::is_alphanumeric) {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// [`pieces`] without the way for plain words.
    fn pieces_one_by_one(text: &str, words: &Words) -> Vec<Span> {
        let (mut out, mut glue, mut at): (Vec<Span>, bool, usize) = (Vec::new(), false, 0);
        while at < text.len() {
            let (start, end) = (at, piece_end(text, at));
            let piece = &text[start..end];
            at = end;
            if is_space(piece) {
                glue = false;
                continue;
            }
            let touched = out.last_mut().filter(|last| last.end() == start);
            let joined = touched.filter(|last| {
                glue && piece.starts_with(char::is_alphanumeric) || is_joiner(piece) && joins(last.of(text), piece, &text[end..], words)
            });
            glue = joined.is_some() && matches!(piece, "-" | "\u{2010}" | "\u{2011}");
            match joined {
                Some(last) => *last = last.cover(Span::new(start, end)),
                None => out.push(Span::new(start, end)),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn plain_words_are_cut_as_all_are(text in "([a-cA-C1-2 ]|[ .,'_-]|\\PC|[\u{301}\u{200d}\u{feff}\u{2019}\n]){0,40}") {
            let (words, mut out) = (&Lexicon::english().words, Vec::new());
            pieces(&text, Span::new(0, text.len()), words, &mut out);
            prop_assert_eq!(out, pieces_one_by_one(&text, words));
        }
    }

    fn surfaces(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        Tokenizer::new(&Lexicon::english().words, Language::ENGLISH).tokenize(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn possessives_hyphens_and_initials() {
        assert_eq!(
            surfaces("The U.S. envoy's son-in-law paid $1,500."),
            ["The", "U.S.", "envoy", "'s", "son-in-law", "paid", "$", "1,500", "."]
        );
    }

    #[test]
    fn an_abbreviation_keeps_its_stop() {
        assert_eq!(surfaces("Mr. Ek met Sen. Ann Lund."), ["Mr.", "Ek", "met", "Sen.", "Ann", "Lund", "."]);
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert_eq!(surfaces("war - which I won"), ["war", "-", "which", "I", "won"]);
        assert_eq!(surfaces("it is I."), ["it", "is", "I", "."]);
    }
}
