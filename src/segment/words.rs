//! Tokens: words by UAX #29 (unicode-segmentation), with the joins and splits that news text needs.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_stemmers::Stemmer;
use unicode_segmentation::UnicodeSegmentation;

use super::greek;
use crate::document::{Token, TokenKind, Vocabulary, VocabularyEntry, WordId};
use crate::lexicon::{Language, Words};
use crate::{Lexicon, Span};

/// Splits text into tokens and keeps the distinct words.
pub(crate) struct Tokenizer<'a> {
    words: &'a Words,
    language: Language,
    stemmer: Option<Stemmer>,
    ids: HashMap<Box<str>, WordId>,
    vocabulary: Vocabulary,
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(words: &'a Words, language: Language) -> Self {
        let stemmer = language.stemmer().map(Stemmer::create);
        Self { words, language, stemmer, ids: HashMap::new(), vocabulary: Vocabulary::default() }
    }

    /// The tokens of `span`, appended to `out`.
    pub(crate) fn tokenize(&mut self, text: &str, span: Span, out: &mut Vec<Token>) {
        for piece in pieces(text, span, self.words) {
            let surface = piece.of(text);
            let token = |tokenizer: &mut Self, span: Span| Token { span, kind: kind(span.of(text)), word: tokenizer.id(span.of(text)) };
            let split = if self.language.elides() { elision(surface) } else { possessive(surface) };
            match split {
                Some(at) => {
                    out.push(token(self, Span::new(piece.start(), piece.start() + at)));
                    out.push(token(self, Span::new(piece.start() + at, piece.end())));
                }
                None => out.push(token(self, piece)),
            }
        }
    }

    /// The words seen so far.
    pub(crate) fn finish(self) -> Vocabulary {
        self.vocabulary
    }

    /// The stem of a word; the word itself where the language has no stemmer.
    fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match &self.stemmer {
            _ if self.language.code() == "el" => Cow::Owned(greek::stem(word)),
            Some(stemmer) => stemmer.stem(word),
            None => Cow::Borrowed(word),
        }
    }

    fn id(&mut self, surface: &str) -> WordId {
        let word = normalize(surface);
        if let Some(id) = self.ids.get(word.as_str()) {
            return *id;
        }
        let id = WordId(u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX));
        // "l'" of "l'accord" leans on what follows.
        let leaning = self.language.elides() && word.ends_with('\'');
        let stop = !word.contains(char::is_alphanumeric) || leaning || matches!(&*word, "'s" | "'") || self.words.is_stop(&word);
        let stem = self.stem(&word).into();
        let word: Box<str> = word.into();
        self.ids.insert(word.clone(), id);
        self.vocabulary.words.push(VocabularyEntry { word, stem, stop });
        id
    }
}

/// The stems of a free text (a title, a query) without stop words, in order of first appearance.
pub(crate) fn stems(text: &str, language: Language, lexicon: &Lexicon) -> Vec<Box<str>> {
    let mut tokenizer = Tokenizer::new(lexicon.words_of(language), language);
    tokenizer.tokenize(text, Span::new(0, text.len()), &mut Vec::new());
    let mut seen = std::collections::HashSet::new();
    let entries = tokenizer.finish().words.into_iter().filter(|e| !e.stop);
    entries.map(|e| e.stem).filter(|stem| seen.insert(stem.clone())).collect()
}

/// Lower case, curly apostrophes made straight.
pub(crate) fn normalize(surface: &str) -> String {
    surface.chars().flat_map(char::to_lowercase).map(|c| if matches!(c, '\u{2019}' | '\u{2018}') { '\'' } else { c }).collect()
}

/// Word-bound pieces without white space; hyphenated words ("son-in-law") and initials ("U.S.") in one piece.
fn pieces(text: &str, span: Span, words: &Words) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut glue = false;
    for (at, piece) in span.of(text).split_word_bound_indices() {
        let here = Span::new(span.start() + at, span.start() + at + piece.len());
        if piece.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
            glue = false;
            continue;
        }
        let touches = out.last().is_some_and(|last| last.end() == here.start());
        let last_word = out.last().is_some_and(|last| last.of(text).ends_with(char::is_alphanumeric));
        let hyphen = matches!(piece, "-" | "\u{2010}" | "\u{2011}");
        let joins = touches
            && ((hyphen && last_word && text[here.end()..span.end()].starts_with(char::is_alphanumeric))
                || (glue && piece.starts_with(char::is_alphanumeric))
                || (piece == "-" && out.last().is_some_and(|last| last.of(text).bytes().all(|b| b == b'-')))
                || (piece == "." && here.end() < span.end() && out.last().is_some_and(|last| is_abbreviation(last.of(text), words)))
                || (piece == "." && out.last().is_some_and(|last| is_initials(last.of(text)))));
        match out.last_mut().filter(|_| joins) {
            Some(last) => *last = last.cover(here),
            None => out.push(here),
        }
        glue = joins && hyphen;
    }
    out
}

/// "Mr", "Sen", "Wis": the stop belongs to the word.
fn is_abbreviation(word: &str, words: &Words) -> bool {
    word.len() < 8 && words.abbreviation(&normalize(word)).is_some()
}

/// "U.S", "J", "a.m": single letters parted by full stops, the first of them a capital or more than one.
fn is_initials(word: &str) -> bool {
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
    use super::*;

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
