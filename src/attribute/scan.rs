//! A document as the rules look at it: word classes, cue heads and quotations, looked up once.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Entity, EntityKind, Mention, TokenKind};
use crate::lexicon::{Beside, Class, CountryWord, Frames, Head, Trait};
use crate::{Document, Lexicon, Span};

/// No quotation.
const NONE: u32 = u32::MAX;

/// Lookups by token.
pub(super) struct Scan<'a> {
    pub(super) doc: &'a Document,
    pub(super) lexicon: &'a Lexicon,
    /// The document's entities, with what an engine knows better of them.
    pub(super) entities: Cow<'a, [Entity]>,
    classes: Vec<Class>,
    heads: Vec<Option<&'a Head>>,
    quote: Vec<u32>,
    mention: Vec<u32>,
    continuation: Vec<Option<usize>>,
}

impl<'a> Scan<'a> {
    /// Cost: linear in the tokens.
    pub(super) fn new(doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        let words = &doc.vocabulary;
        let mut quote = vec![NONE; doc.tokens.len()];
        for (index, q) in doc.quotations.iter().enumerate().rev() {
            let outer = !q.nested;
            doc.tokens_in(q.outer).for_each(|t| {
                if outer {
                    quote[t] = index as u32;
                }
            });
        }
        let mut mention = vec![NONE; doc.tokens.len()];
        for (index, m) in doc.mentions.iter().enumerate() {
            doc.tokens_in(m.name).for_each(|t| mention[t] = index as u32);
        }
        let mut continuation = vec![None; doc.quotations.len()];
        for (index, before) in doc.quotations.iter().enumerate().filter_map(|(i, q)| Some((i, q.continues?))) {
            continuation[before] = Some(index);
        }
        Self {
            continuation,
            doc,
            lexicon,
            entities: Cow::Borrowed(&doc.entities),
            classes: words.entries().map(|w| lexicon.grammar.class(w.word())).collect(),
            heads: words.entries().map(|w| lexicon.cues.head(w.word())).collect(),
            quote,
            mention,
        }
    }

    // What is asked of a token past the last one has the answer of a token that is nothing in particular: rules look one token
    // ahead, and a text may end anywhere.

    pub(super) fn word(&self, token: usize) -> &'a str {
        if token < self.doc.tokens.len() { self.doc.word(token) } else { "" }
    }

    /// Whether the marks at a token close an acronym in: "Force (NIF) in Norland".
    pub(super) fn closes_acronym(&self, token: usize) -> bool {
        let short =
            |t: usize| self.is_word(t) && self.surface(t).len() > 1 && self.surface(t).chars().all(|c| c.is_uppercase() || c == '.');
        token > 2 && self.word(token) == ")" && self.word(token - 2) == "(" && short(token - 1)
    }

    /// "D-Halden" behind a name: party and constituency of whoever is named.
    pub(super) fn is_seat(&self, token: usize) -> bool {
        let seat = |(party, place): (&str, &str)| party.len() < 4 && place.starts_with(char::is_uppercase);
        token > 0 && self.word(token - 1) == "," && self.capitalized(token) && self.surface(token).split_once('-').is_some_and(seat)
    }

    /// The word of a token if it lies in `within`, else nothing.
    pub(super) fn word_in(&self, token: usize, within: &Range<usize>) -> &'a str {
        if within.contains(&token) { self.word(token) } else { "" }
    }

    pub(super) fn is(&self, token: usize, class: Class) -> bool {
        self.doc.tokens.get(token).is_some_and(|t| self.classes[t.word.index()].any(class))
    }

    /// Whether a word does one of some things beside cues and sources.
    pub(super) fn beside(&self, token: usize, any: Beside) -> bool {
        self.lexicon.cues.beside.is(self.word(token), any)
    }

    /// Whether a word tells one of some things of persons and bodies.
    pub(super) fn has(&self, token: usize, any: Trait) -> bool {
        self.lexicon.people.has(self.word(token), any)
    }

    pub(super) fn head(&self, token: usize) -> Option<&'a Head> {
        self.doc.tokens.get(token).and_then(|t| self.heads[t.word.index()])
    }

    /// Whether a word among the tokens of a cue can take one of some frames.
    pub(super) fn takes(&self, cue: Range<usize>, frames: Frames) -> bool {
        let cues = cue.filter_map(|t| self.head(t)).flat_map(|h| &h.cues);
        cues.map(|c| self.lexicon.cues.cue(*c)).any(|c| c.frames.any(frames))
    }

    pub(super) fn is_mark(&self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word)
    }

    pub(super) fn surface(&self, token: usize) -> &'a str {
        self.doc.tokens.get(token).map_or("", |t| self.doc.slice(t.span))
    }

    pub(super) fn capitalized(&self, token: usize) -> bool {
        self.is_word(token) && self.surface(token).starts_with(char::is_uppercase)
    }

    /// The outermost quotation that a token (its marks included) stands in.
    pub(super) fn quote(&self, token: usize) -> Option<usize> {
        self.quote.get(token).copied().filter(|q| *q != NONE).map(|q| q as usize)
    }

    /// The quotation in the next paragraph that continues this one.
    pub(super) fn continuation(&self, quotation: usize) -> Option<usize> {
        self.continuation[quotation]
    }

    /// The name that a token belongs to: index into the document's mentions.
    pub(super) fn mention(&self, token: usize) -> Option<usize> {
        self.mention.get(token).copied().filter(|m| *m != NONE).map(|m| m as usize)
    }

    /// From the first to the last of some tokens; empty for an empty range.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        self.doc.token_span(tokens).unwrap_or_default()
    }

    /// Whether a token is a verb that must be finite: an auxiliary, a past form or a third person, outside quotation marks.
    /// A past form straight after a determiner or before "by" is a participle ("the proposed plan", "the plan proposed by").
    pub(super) fn finite(&self, token: usize) -> bool {
        let name = |t: usize| t < self.doc.tokens.len() && self.capitalized(t);
        if !self.is_word(token) || name(token) && (token > 0 && self.is_word(token - 1) || name(token + 1)) {
            return false;
        }
        if self.is(token, Class::AUXILIARY) {
            return !matches!(self.word(token), "be" | "been" | "being" | "having");
        }
        let noun_before = token > 0 && self.is(token - 1, Class::DETERMINER | Class::PREPOSITION);
        let head =
            self.head(token).is_some_and(|h| h.forms.past || h.forms.third && !self.is(token - usize::from(token > 0), Class::DETERMINER));
        !noun_before && (self.is(token, Class::PAST | Class::THIRD) || head)
    }

    /// Whether a stretch of tokens holds a finite verb.
    pub(super) fn has_clause(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|t| self.finite(t))
    }

    /// Whether any of some tokens stands in a quotation.
    pub(super) fn has_quote(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|t| self.quote(t).is_some())
    }

    /// Whether a word names a role, the last part of a compound too: "co-leader".
    pub(super) fn is_role(&self, token: usize) -> bool {
        let word = self.word(token);
        let last = || word.rsplit_once('-').is_some_and(|(_, last)| self.lexicon.people.role(last).is_some());
        self.lexicon.people.role(word).is_some() || last()
    }

    /// The first country in a stretch of tokens, of one word or two ("North Korean").
    pub(super) fn country_in(&self, tokens: Range<usize>) -> Option<&'a str> {
        let people = &self.lexicon.people;
        // "Latin American" is of no one country.
        let region = |t: &usize| *t > tokens.start && people.is_region(self.doc.slice(self.span(t - 1..t + 1)));
        tokens.clone().filter(|t| !region(t)).find_map(|t| {
            let two = (t + 1 < tokens.end).then(|| people.country(self.doc.slice(self.span(t..t + 2)))).flatten();
            two.or_else(|| people.country(self.surface(t))).map(|c| &*c.name)
        })
    }

    /// The first country in a name, of one word or two.
    pub(super) fn country_named(&self, name: &str) -> Option<&'a str> {
        let people = &self.lexicon.people;
        let words: Vec<&str> = name.split(' ').collect();
        let two = |i: usize| words.get(i..i + 2).and_then(|pair| people.country(&pair.join(" ")));
        (0..words.len()).find_map(|i| two(i).or_else(|| people.country(words[i]))).map(|c| &*c.name)
    }

    /// The entities that a description is compared with. An article names far fewer; of a text without end the first stand for all, so that
    /// no step takes the square of its length.
    pub(super) fn entities_in_view(&self) -> impl Iterator<Item = &Entity> {
        const MOST: usize = 1000;
        self.entities.iter().take(MOST)
    }

    /// Whether a token belongs to a name of this kind.
    pub(super) fn names(&self, token: usize, kind: EntityKind) -> bool {
        self.mention(token).is_some_and(|m| self.entities[self.doc.mentions[m].entity].kind == kind)
    }

    /// The names that start before a token, in order.
    pub(super) fn mentions_before(&self, token: usize) -> &'a [Mention] {
        let start = self.doc.tokens[token].span.start();
        &self.doc.mentions[..self.doc.mentions.partition_point(|m| m.span.start() < start)]
    }

    /// Whether a token is a dash between blanks, or a hyphen that stands for one.
    pub(super) fn is_dash(&self, token: usize) -> bool {
        matches!(self.word(token), "-" | "--" | "\u{2013}" | "\u{2014}")
    }

    /// Whether a word says what one person is: a role, and no group or body.
    pub(super) fn is_person_role(&self, token: usize) -> bool {
        let people = &self.lexicon.people;
        people.role(self.word(token)).is_some() && people.noun(self.word(token)).is_none()
    }

    /// Whether a token is an adjective or noun of a country.
    pub(super) fn country(&self, token: usize) -> Option<(&'a str, CountryWord)> {
        self.lexicon.people.country(self.surface(token)).map(|c| (&*c.name, c.by))
    }
}
