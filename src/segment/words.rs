//! Tokens: words by UAX #29 (unicode-segmentation), with the joins and splits that news text needs.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::bounds::piece_end;
use super::stems::Stems;
use crate::document::{Token, TokenKind, Vocabulary, VocabularyEntry, WordId};
use crate::lexicon::{Language, Words};
use crate::{Lexicon, Span};

/// Room for the distinct words of an article; more is made where it takes it.
const WORDS: usize = 400;

/// Splits text into tokens and keeps the distinct words.
pub(crate) struct Tokenizer<'a> {
    words: &'a Words,
    elides: bool,
    stems: Stems,
    /// Texts come from strangers, so the hash is seeded.
    ids: HashMap<Arc<str>, WordId>,
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
            stems: Stems::new(language),
            ids: HashMap::with_capacity(WORDS),
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
            let surface = piece.of(text);
            let split = if self.elides { elision(surface) } else { possessive(surface) };
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
        self.vocabulary
    }

    fn token(&mut self, text: &str, span: Span) -> Token {
        let surface = span.of(text);
        Token { span, kind: kind(surface), word: self.id(surface) }
    }

    fn id(&mut self, surface: &str) -> WordId {
        normalize_into(surface, &mut self.word);
        if let Some(id) = self.ids.get(self.word.as_str()) {
            return *id;
        }
        let id = WordId(u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX));
        let (word, stem) = self.stems.of(&self.word);
        // "l'" of "l'accord" leans on what follows.
        let leaning = self.elides && word.ends_with('\'');
        let stop = !word.contains(char::is_alphanumeric) || leaning || matches!(&*word, "'s" | "'") || self.words.is_stop(&word);
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
    entries.map(|e| e.stem).filter(|stem| seen.insert(Arc::clone(stem))).map(|stem| Box::from(&*stem)).collect()
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
        let piece = &inside[at..piece_end(inside, at)];
        let here = Span::new(span.start() + at, span.start() + at + piece.len());
        at += piece.len();
        if piece.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
            glue = false;
            continue;
        }
        let last = out.last().filter(|last| last.end() == here.start()).map(|last| last.of(text));
        let hyphen = matches!(piece, "-" | "\u{2010}" | "\u{2011}");
        let joins = last.is_some_and(|last| glue && piece.starts_with(char::is_alphanumeric) || joins(last, piece, &inside[at..], words));
        match out.last_mut().filter(|_| joins) {
            Some(last) => *last = last.cover(here),
            None => out.push(here),
        }
        glue = joins && hyphen;
    }
}

/// Whether a mark goes with the piece that it touches; `after` is what follows in the sentence.
fn joins(last: &str, piece: &str, after: &str, words: &Words) -> bool {
    match piece {
        "-" if last.bytes().all(|b| b == b'-') => true,
        "-" | "\u{2010}" | "\u{2011}" => last.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric),
        "." => !after.is_empty() && is_abbreviation(last, words) || is_initials(last),
        _ => false,
    }
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
    if !word.ends_with(['s', 'S']) {
        return None;
    }
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
