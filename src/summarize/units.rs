//! Which sentences only stand together.
//!
//! A quotation over several sentences is one unit. A unit that leans on the one before it ("But he warned ...", a quotation without its
//! speaker) `needs` it: it is taken with it or not at all. What is not seen: a pronoun in the middle of a sentence whose antecedent stands
//! in an earlier one; those read well often enough, and holding them back would lose more than it saves.

use std::ops::Range;

use super::article::Article;
use crate::annotate::Pronouns;
use crate::document::{EntityKind, TokenKind, Turn};
use crate::lexicon::{BoundaryWord, Opening, Words};
use crate::{Document, Span};

/// A quotation that is opened and never closed ties together at most so many sentences: it is as likely a forgotten mark.
const LONGEST_UNCLOSED: usize = 4;
/// How many words at the opening of a sentence are looked at.
const OPENING_WORDS: usize = 5;

/// Sentences that are taken together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) sentences: Range<usize>,
    /// Why it leans on the piece before, if it does.
    pub(super) needs: Option<&'static str>,
    /// Whether it opens with a pronoun, or speaks by one, that is known to mean somebody named before it.
    pub(super) takes_up: bool,
    /// Whether it only asks: it is taken with the answer or not at all.
    pub(super) asks: bool,
}

/// The pieces of a document, in order. A sentence whose pronoun is settled stands alone: it is shown with the name. Cost: linear in the
/// tokens.
pub(super) fn pieces(article: &Article<'_>, settled: Option<&Pronouns>) -> Vec<Piece> {
    let (doc, quoted) = (article.doc, article.quoted.as_slice());
    let joined = joined(doc);
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, joined) in joined.into_iter().enumerate() {
        match pieces.last_mut().filter(|_| joined) {
            Some(last) => last.sentences.end = index + 1,
            None => pieces.push(Piece { sentences: index..index + 1, needs: None, takes_up: false, asks: false }),
        }
    }
    // The first piece has nothing before it to lean on.
    let words = article.lexicon.words_of(doc.language);
    for piece in pieces.iter_mut().skip(1) {
        let reader = Reader { doc, words, quoted, settled };
        piece.needs = reader.leans(piece);
        piece.takes_up = reader.settled(piece).is_some();
        piece.asks = reader.asks(piece);
    }
    pieces
}

/// For each sentence, whether a quotation ties it to the one before.
fn joined(doc: &Document) -> Vec<bool> {
    let mut joined = vec![false; doc.sentences.len()];
    for (index, quotation) in doc.quotations.iter().enumerate().filter(|(_, q)| !q.nested) {
        let mut range = doc.sentences_in(quotation.outer);
        let continued = doc.quotations.get(index + 1..).is_some_and(|later| later.iter().take(4).any(|q| q.continues == Some(index)));
        if quotation.open && !continued && range.len() > LONGEST_UNCLOSED {
            range.end = range.start;
        }
        if let Some(before) = quotation.continues.and_then(|i| doc.quotations.get(i)) {
            range.start = doc.sentences_in(before.outer).end.clamp(1, range.start.max(1)) - 1;
        }
        joined[range].iter_mut().skip(1).for_each(|j| *j = true);
    }
    joined
}

impl Piece {
    /// Whether it is one unit with the piece before where both are taken.
    pub(super) fn follows(&self) -> bool {
        self.needs.is_some() || self.takes_up
    }
}

struct Reader<'a> {
    doc: &'a Document,
    words: &'a Words,
    quoted: &'a [bool],
    settled: Option<&'a Pronouns>,
}

impl Reader<'_> {
    /// Why a piece leans on the one before, if it does.
    fn leans(&self, piece: &Piece) -> Option<&'static str> {
        let tokens = self.doc.sentences[piece.sentences.start].tokens.start..self.doc.sentences[piece.sentences.end - 1].tokens.end;
        let is_word = |t: &usize| self.doc.tokens[*t].kind != TokenKind::Mark;
        let first = tokens.clone().find(is_word)?;
        if let Some(why) = self.in_turn(piece) {
            return Some(why);
        }
        if matches!(self.doc.word(tokens.start), "*" | "\u{2022}" | "\u{b7}" | "\u{25aa}" | "\u{2023}" | "\u{25e6}") {
            return Some("an item of a list");
        }
        let Some(outside) = tokens.clone().filter(is_word).find(|t| !self.quoted[*t]) else {
            return Some("a quotation without its speaker");
        };
        match self.opening(outside, tokens.end) {
            Some(Opening::Pronoun) if self.settled(piece) == Some(self.doc.tokens[outside].span.start()) => {
                let leans = first != outside && self.points_back(first, outside);
                let adds = self.adds(outside, tokens.end).then_some("adds to what was said");
                return if leans { Some("a quotation whose speaker is a pronoun") } else { adds };
            }
            Some(Opening::Pronoun) if first == outside => return Some("opens with a pronoun"),
            Some(Opening::Demonstrative) if first == outside => return Some("opens with a reference"),
            Some(Opening::Connective) if first == outside => return Some("opens with a connective"),
            Some(Opening::Additive) => return Some("adds to what was said"),
            None if first == outside && self.adds(outside, tokens.end) => return Some("adds to what was said"),
            Some(Opening::Pronoun) => return Some("a quotation whose speaker is a pronoun"),
            _ => {}
        }
        (self.settled(piece).is_none() && self.unnamed_speaker(tokens)).then_some("a speaker who is a pronoun")
    }

    /// Where the pronoun of a piece stands that is known to mean somebody named before the piece.
    fn settled(&self, piece: &Piece) -> Option<usize> {
        let found = piece.sentences.clone().find_map(|s| self.settled?.of(s))?;
        (found.after < piece.sentences.start).then_some(found.pronoun.start())
    }

    /// Why a sentence of a printed conversation leans on the one before: it answers it, or is not the first of its turn.
    fn in_turn(&self, piece: &Piece) -> Option<&'static str> {
        let (at, turn) = self.turn(piece)?;
        let before = at.checked_sub(1).and_then(|before| self.doc.turns.get(before));
        let asked = before.is_some_and(|t| t.asks || t.speech.last().is_some_and(|s| self.doc.slice(*s).ends_with('?')));
        match turn.label.start() < self.doc.sentences[piece.sentences.start].span.start() {
            true => Some("a turn without its speaker"),
            false => asked.then_some("an answer"),
        }
    }

    /// Whether a piece is a question of a printed conversation, or one that is a paragraph of its own and no quotation, as in lists of
    /// questions and answers.
    fn asks(&self, piece: &Piece) -> bool {
        let (first, last) = (&self.doc.sentences[piece.sentences.start], &self.doc.sentences[piece.sentences.end - 1]);
        let question = self.doc.slice(last.span).ends_with('?');
        let alone = self.doc.paragraphs.get(last.paragraph).is_some_and(|p| p.span == first.span.cover(last.span));
        let quoted = self.quoted.get(first.tokens.start).copied().unwrap_or(false);
        self.turn(piece).map_or(question && alone && !quoted, |(_, turn)| turn.asks || question)
    }

    /// The turn of a printed conversation that a piece belongs to, and the how-manieth it is.
    fn turn(&self, piece: &Piece) -> Option<(usize, &Turn)> {
        let span = self.doc.sentences[piece.sentences.start].span;
        let at = self.doc.turns.partition_point(|t| t.label.start() <= span.start()).checked_sub(1)?;
        self.doc.turns.get(at).filter(|turn| turn.speech.iter().any(|s| s.overlaps(span))).map(|turn| (at, turn))
    }

    fn opening(&self, first: usize, end: usize) -> Option<Opening> {
        let words = (first..end.min(first + OPENING_WORDS)).take_while(|t| self.doc.tokens[*t].kind != TokenKind::Mark && !self.quoted[*t]);
        self.words.opening(words.map(|t| self.doc.word(t)))
    }

    /// Whether what is quoted opens with "That" or "But".
    fn points_back(&self, first: usize, end: usize) -> bool {
        let words = (first..end.min(first + OPENING_WORDS)).take_while(|t| self.doc.tokens[*t].kind != TokenKind::Mark);
        let opening = self.words.opening(words.map(|t| self.doc.word(t)));
        matches!(opening, Some(Opening::Demonstrative | Opening::Connective | Opening::Pronoun))
    }

    /// Whether one of the first words adds to something ("also").
    fn adds(&self, first: usize, end: usize) -> bool {
        let words = (first..end.min(first + OPENING_WORDS)).filter(|t| !self.quoted[*t]);
        words.into_iter().any(|t| self.words.opening(std::iter::once(self.doc.word(t))) == Some(Opening::Additive))
    }

    /// Whether "..., he said" has nobody before it who could be he.
    fn unnamed_speaker(&self, tokens: Range<usize>) -> bool {
        let speaks = |t: usize| self.words.boundary(self.doc.word(t)) == Some(BoundaryWord::Speech);
        let pronoun = |t: usize| matches!(self.doc.word(t), "he" | "she" | "they") && !self.quoted[t];
        let after_mark = |t: usize| t > tokens.start && self.doc.tokens[t - 1].kind == TokenKind::Mark;
        let found = tokens.clone().find(|t| after_mark(*t) && pronoun(*t) && t + 1 < tokens.end && speaks(t + 1));
        let Some((start, token)) = self.doc.tokens.get(tokens.start).zip(found) else { return false };
        !self.names_someone(Span::new(start.span.start(), self.doc.tokens[token].span.start()))
    }

    /// Whether a person is named in `span`.
    fn names_someone(&self, span: Span) -> bool {
        let from = self.doc.mentions.partition_point(|m| m.span.start() < span.start());
        let inside = self.doc.mentions[from..].iter().take_while(|m| m.span.start() < span.end());
        inside.filter_map(|m| self.doc.entities.get(m.entity)).any(|e| e.kind == EntityKind::Person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    /// Each piece as its text, with why it leans on the one before.
    fn read(text: &str) -> Vec<(String, Option<&'static str>)> {
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let text = |p: &Piece| doc.slice(doc.sentences[p.sentences.start].span.cover(doc.sentences[p.sentences.end - 1].span)).to_owned();
        pieces(&Article::new(&doc, Lexicon::english()), None).iter().map(|p| (text(p), p.needs)).collect()
    }

    #[test]
    fn a_quotation_of_several_sentences_is_one_piece() {
        let pieces = read("Ida Ek left. \"We will sign. It is time,\" Ida Ek said. The rest stayed.");
        assert_eq!(pieces[1], ("\"We will sign. It is time,\" Ida Ek said.".to_owned(), None));
        assert_eq!(pieces.len(), 3);
    }

    #[test]
    fn a_quotation_over_paragraphs_is_one_piece() {
        let pieces = read("Ida Ek spoke: \"We will sign.\n\n\"It is time.\"\n\nThe rest stayed.");
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn turns_of_a_conversation_keep_their_speaker() {
        let pieces = read(
            "Minister Ida Ek met Clara Lund on Monday in the capital.\n\nLUND: Will you sign?\n\nEK: We will. It is time.\n\nLUND: Thanks.",
        );
        let why: Vec<_> = pieces.iter().map(|p| p.1).collect();
        assert_eq!(why, [None, None, Some("an answer"), Some("a turn without its speaker"), None]);
    }

    #[test]
    fn a_question_on_its_own_line_only_asks() {
        let text = "Minister Ida Ek left Norland on Monday.\n\nWhat happens to the truce now?\n\nThe truce holds until the border opens.";
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let asks: Vec<bool> = pieces(&Article::new(&doc, Lexicon::english()), None).iter().map(|p| p.asks).collect();
        assert_eq!(asks, [false, true, false]);
    }

    #[test]
    fn what_leans_on_the_sentence_before() {
        let why = |second: &str| read(&format!("Minister Ida Ek left Norland. {second}"))[1].1;
        assert_eq!(why("She signed."), Some("opens with a pronoun"));
        assert_eq!(why("But Otto Holt stayed."), Some("opens with a connective"));
        assert_eq!(why("Sudland also signed."), Some("adds to what was said"));
        assert_eq!(why("This was new."), Some("opens with a reference"));
        assert_eq!(why("\"It is time,\" she added."), Some("a quotation whose speaker is a pronoun"));
        assert_eq!(why("\"It is time.\""), Some("a quotation without its speaker"));
        assert_eq!(why("The border would open in May, she said."), Some("a speaker who is a pronoun"));
        assert_eq!(why("\"This is new,\" Otto Holt said."), None);
        assert_eq!(why("This week the talks go on."), None);
        assert_eq!(why("The talks go on."), None);
        assert_eq!(why("Well, the talks go on."), Some("opens with a connective"));
        assert_eq!(read("Minister Ida Ek left Norland.\n\n* The talks go on between the envoys.")[1].1, Some("an item of a list"));
    }
}
