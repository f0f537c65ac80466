//! A proposition as running words.

use std::ops::Range;

use crate::document::TokenKind;
use crate::lexicon::phrases::{Phrases, Run, after, expand};
use crate::lexicon::{Class, Job, Sign, SourceNoun};
use crate::{Document, Lexicon, Span};

/// The words of a proposition without its quotation marks, contractions in two ("we'll": "we", "will").
#[derive(Clone)]
pub(super) struct Words<'a> {
    pub(super) doc: &'a Document,
    items: Vec<Item>,
}

/// A word: a token, or a part of one.
#[derive(Copy, Clone)]
struct Item {
    token: usize,
    form: Form,
    /// Inside quotation marks.
    quoted: bool,
    /// The first of a content piece.
    opens: bool,
}

/// Which part of its token a word is.
#[derive(Copy, Clone)]
enum Form {
    Whole,
    /// What stands before the contraction.
    Head,
    /// What the contraction stands for.
    Tail(&'static str),
}

impl<'a> Words<'a> {
    /// The words of `spans`; `direct` tells that all of them are quoted.
    pub(super) fn of(doc: &'a Document, spans: &[Span], direct: bool) -> Self {
        let mut items: Vec<Item> = Vec::new();
        let mut inside = direct;
        for span in spans {
            let mut opens = true;
            for token in doc.tokens_in(*span) {
                match doc.slice(doc.tokens[token].span) {
                    "\"" => inside = direct || !inside,
                    "\u{201c}" | "\u{ab}" => inside = true,
                    "\u{201d}" | "\u{bb}" => inside = direct,
                    "'" | "\u{2018}" | "\u{2019}" | "''" | "``" => {}
                    _ => {
                        let before = items.last().filter(|_| !opens).map(|i| doc.word(i.token));
                        let item = |form| Item { token, form, quoted: inside, opens };
                        match (expand(doc.word(token)), before.and_then(after).filter(|_| doc.word(token) == "'s")) {
                            (Some((_, tail)), _) => items.extend([item(Form::Head), Item { opens: false, ..item(Form::Tail(tail)) }]),
                            (None, Some(is)) => items.push(item(Form::Tail(is))),
                            (None, None) => items.push(item(Form::Whole)),
                        }
                        opens = false;
                    }
                }
            }
        }
        Self { doc, items }
    }

    /// Whether a word is the first of its sentence, or of a quotation.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        let Some(before) = self.items.get(at).and_then(|i| i.token.checked_sub(1)) else { return true };
        let new =
            matches!(self.doc.slice(self.doc.tokens[before].span), "\"" | "\u{201c}" | "." | "!" | "?" | ":" | "\u{201d}" | "(" | "''");
        let first = |s: usize| self.doc.sentences[s].tokens.start == self.items[at].token;
        new || self.doc.sentences_in(self.span(at)).next().is_some_and(first)
    }

    /// The words of a range of places.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        Self { doc: self.doc, items: self.items[range].to_vec() }
    }

    /// The words whose place `keep` is true of.
    pub(super) fn filtered(&self, keep: impl Fn(usize) -> bool) -> Self {
        Self { doc: self.doc, items: (0..self.items.len()).filter(|i| keep(*i)).map(|i| self.items[i]).collect() }
    }

    /// The token of a word.
    pub(super) fn token(&self, at: usize) -> usize {
        self.items[at].token
    }

    /// Whether a word is the first of a content piece.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| i.opens)
    }

    /// Whether a word stands inside quotation marks.
    pub(super) fn quoted(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| i.quoted)
    }

    /// A word as it stands in the text.
    pub(super) fn surface(&self, at: usize) -> &'a str {
        self.items.get(at).map_or("", |i| self.doc.slice(self.doc.tokens[i.token].span))
    }

    /// Where a word stands.
    pub(super) fn span(&self, at: usize) -> Span {
        self.doc.tokens[self.items[at].token].span
    }

    /// Where a range of words stands.
    pub(super) fn cover(&self, range: Range<usize>) -> Option<Span> {
        let (first, last) = (self.items.get(range.start)?.token, self.items.get(range.end.checked_sub(1)?)?.token);
        (first <= last).then(|| self.doc.tokens[first].span.cover(self.doc.tokens[last].span))
    }

    /// Whether a place holds a mark.
    pub(super) fn mark(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark)
    }

    /// Whether a place holds a number.
    pub(super) fn number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.items.get(at).map(|i| self.doc.tokens[i.token].kind)
    }

    /// The word at a place, empty past the end.
    pub(super) fn get(&self, at: usize) -> &str {
        if at < self.items.len() { self.word(at) } else { "" }
    }

    /// Whether a word occurs.
    pub(super) fn has_word(&self, word: &str) -> bool {
        (0..self.items.len()).any(|i| self.word(i) == word)
    }

    /// Whether any word stands inside quotation marks.
    pub(super) fn any_quoted(&self) -> bool {
        self.items.iter().any(|i| i.quoted)
    }

    /// Whether a word is the month, and no modal verb: "on 4 May".
    fn month(&self, at: usize) -> bool {
        self.surface(at) == "May" && !self.opens_sentence(at)
    }

    /// Whether a word is a name, and no modal verb: "Will Holm", "the party Popular Will".
    fn will(&self, at: usize) -> bool {
        self.surface(at) == "Will" && !self.opens_sentence(at)
    }

    /// The classes of a word; none past the end.
    pub(super) fn class(&self, at: usize, lexicon: &Lexicon) -> Class {
        if self.month(at) {
            Class::MONTH
        } else if self.will(at) {
            Class::default()
        } else if at < self.items.len() {
            lexicon.grammar.class(self.word(at))
        } else {
            Class::default()
        }
    }

    /// What a word does in its clause.
    pub(super) fn job(&self, at: usize, lexicon: &Lexicon) -> Job {
        lexicon.claims.words.job(self.get(at))
    }

    /// The signs of the longest phrases of a set that start at a place, and how many words they take.
    pub(super) fn signs(&self, set: &Phrases<Box<[Sign]>>, at: usize) -> Option<(usize, Vec<Sign>)> {
        let hits = if self.month(at) || self.will(at) { Vec::new() } else { set.longest_all(self, at) };
        let len = hits.first()?.len;
        Some((len, hits.iter().flat_map(|h| h.value.iter().copied()).collect()))
    }

    /// Whether a phrase with this sign starts at a place.
    pub(super) fn sign(&self, sign: Sign, at: usize, lexicon: &Lexicon) -> bool {
        at < self.items.len() && self.signs(&lexicon.claims.stance, at).is_some_and(|(_, signs)| signs.contains(&sign))
    }

    /// Whether a word is one for people or a body that acts: "troops", "minister", "ministry"; neither "statement" nor "country".
    pub(super) fn agent(&self, at: usize, lexicon: &Lexicon) -> bool {
        let people = &lexicon.people;
        self.sign(Sign::Agent, at, lexicon)
            || people.role(self.word(at)).is_some()
            || matches!(people.noun(self.word(at)), Some(SourceNoun::Body | SourceNoun::Group))
    }

    /// The word that stands before the first in the text.
    pub(super) fn before(&self) -> Option<&str> {
        let first = (self.len() > 0).then(|| self.token(0))?;
        first.checked_sub(1).map(|token| self.doc.word(token))
    }

    /// Whether a word is one for anything that can be a source, or for a body in general: an agent, "statement", "country".
    pub(super) fn agent_or_source(&self, at: usize, lexicon: &Lexicon) -> bool {
        let people = &lexicon.people;
        self.agent(at, lexicon) || people.noun(self.word(at)).is_some() || people.is_generic_body(self.word(at))
    }
}

impl Run for Words<'_> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn word(&self, at: usize) -> &str {
        let Some(item) = self.items.get(at) else { return "" };
        match item.form {
            Form::Whole => self.doc.word(item.token),
            Form::Head => expand(self.doc.word(item.token)).map_or("", |(head, _)| head),
            Form::Tail(word) => word,
        }
    }

    fn stem(&self, at: usize) -> &str {
        match self.items.get(at) {
            Some(Item { token, form: Form::Whole, .. }) => self.doc.stem(*token),
            _ => self.word(at),
        }
    }

    fn stops(&self, at: usize) -> bool {
        // "Sept. 11": an abbreviation.
        let goes_on = self.word(at) == "." && self.surface(at + 1).starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase());
        matches!(self.word(at), "." | ";" | "!" | "?" | ":") && !goes_on
    }
}
