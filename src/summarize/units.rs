//! Which sentences only stand together.
//!
//! A quotation over several sentences is one unit. A unit that leans on the one before it ("But he warned ...", a quotation without its
//! speaker) `needs` it: it is taken with it or not at all. What is not seen: a pronoun in the middle of a sentence whose antecedent stands
//! in an earlier one; those read well often enough, and holding them back would lose more than it saves.

use std::ops::Range;

use crate::document::{EntityKind, TokenKind};
use crate::lexicon::{BoundaryWord, Opening};
use crate::{Document, Lexicon, Span};

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
}

/// The pieces of a document, in order. Cost: linear in the tokens.
pub(super) fn pieces(doc: &Document, lexicon: &Lexicon) -> Vec<Piece> {
    let joined = joined(doc);
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, joined) in joined.into_iter().enumerate() {
        match pieces.last_mut().filter(|_| joined) {
            Some(last) => last.sentences.end = index + 1,
            None => pieces.push(Piece { sentences: index..index + 1, needs: None }),
        }
    }
    let quoted = quoted(doc);
    // The first piece has nothing before it to lean on.
    for piece in pieces.iter_mut().skip(1) {
        piece.needs = Reader { doc, lexicon, quoted: &quoted }.leans(piece);
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

/// For each token, whether it stands in a quotation.
fn quoted(doc: &Document) -> Vec<bool> {
    let mut quoted = vec![false; doc.tokens.len()];
    for quotation in doc.quotations.iter().filter(|q| !q.nested) {
        quoted[doc.tokens_in(quotation.outer)].fill(true);
    }
    quoted
}

struct Reader<'a> {
    doc: &'a Document,
    lexicon: &'a Lexicon,
    quoted: &'a [bool],
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
        let Some(outside) = tokens.clone().filter(is_word).find(|t| !self.quoted[*t]) else {
            return Some("a quotation without its speaker");
        };
        match self.opening(outside, tokens.end) {
            Some(Opening::Pronoun) if first == outside => return Some("opens with a pronoun"),
            Some(Opening::Demonstrative) if first == outside => return Some("opens with a reference"),
            Some(Opening::Connective) if first == outside => return Some("opens with a connective"),
            Some(Opening::Additive) => return Some("adds to what was said"),
            None if first == outside && self.adds(outside, tokens.end) => return Some("adds to what was said"),
            Some(Opening::Pronoun) => return Some("a quotation whose speaker is a pronoun"),
            _ => {}
        }
        self.unnamed_speaker(tokens).then_some("a speaker who is a pronoun")
    }

    /// Why a sentence of a printed conversation leans on the one before: it is a question, or not the first of its turn.
    fn in_turn(&self, piece: &Piece) -> Option<&'static str> {
        let span = self.doc.sentences[piece.sentences.start].span;
        let next = self.doc.turns.partition_point(|t| t.label.start() <= span.start());
        let turn = self.doc.turns.get(next.checked_sub(1)?)?;
        let said = turn.speech.iter().any(|s| s.overlaps(span));
        let asks = turn.asks || self.doc.slice(span).ends_with('?');
        match said {
            true if asks => Some("a question"),
            true if turn.label.start() < span.start() => Some("a turn without its speaker"),
            _ => None,
        }
    }

    fn opening(&self, first: usize, end: usize) -> Option<Opening> {
        let words = (first..end.min(first + OPENING_WORDS)).take_while(|t| self.doc.tokens[*t].kind != TokenKind::Mark && !self.quoted[*t]);
        self.lexicon.words.opening(words.map(|t| self.doc.word(t)))
    }

    /// Whether one of the first words adds to something ("also").
    fn adds(&self, first: usize, end: usize) -> bool {
        let words = (first..end.min(first + OPENING_WORDS)).filter(|t| !self.quoted[*t]);
        words.into_iter().any(|t| self.lexicon.words.opening(std::iter::once(self.doc.word(t))) == Some(Opening::Additive))
    }

    /// Whether "..., he said" has nobody before it who could be he.
    fn unnamed_speaker(&self, tokens: Range<usize>) -> bool {
        let speaks = |t: usize| self.lexicon.words.boundary(self.doc.word(t)) == Some(BoundaryWord::Speech);
        let pronoun = |t: usize| matches!(self.doc.word(t), "he" | "she" | "they") && !self.quoted[t];
        let after_mark = |t: usize| t > tokens.start && self.doc.tokens[t - 1].kind == TokenKind::Mark;
        let found = tokens.clone().find(|t| pronoun(*t) && after_mark(*t) && t + 1 < tokens.end && speaks(t + 1));
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
    use crate::parse;
    use crate::read::Raw;

    /// Each piece as its text, with why it leans on the one before.
    fn read(text: &str) -> Vec<(String, Option<&'static str>)> {
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let text = |p: &Piece| doc.slice(doc.sentences[p.sentences.start].span.cover(doc.sentences[p.sentences.end - 1].span)).to_owned();
        pieces(&doc, Lexicon::english()).iter().map(|p| (text(p), p.needs)).collect()
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
        assert_eq!(why, [None, Some("a question"), None, Some("a turn without its speaker"), None]);
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
    }
}
