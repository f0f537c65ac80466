//! What every stage reads: the text as given, and layers of spans over it.
//!
//! The text never changes once it is read. `clean` adds paragraphs with their roles, `segment` adds sentences and tokens,
//! `annotate` adds quotations and mentions; no layer moves an offset.

mod sparse;
mod vocabulary;

use std::ops::Range;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::lexicon::Language;

pub(crate) use sparse::BySentence;
pub(crate) use vocabulary::{Form, Rarity, StemId, VocabularyEntry};
pub use vocabulary::{Vocabulary, WordId};

/// An article with its layers.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What is known about the article apart from its text.
    pub meta: Meta,
    /// The text as given (for HTML the text extracted from the page). Every [`Span`] points into it.
    pub text: String,
    /// Every stretch of text with its role, in order; together with white space they make up the whole text.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences of the body paragraphs, in order.
    pub sentences: Vec<Sentence>,
    /// The tokens of the body paragraphs, in order.
    pub tokens: Vec<Token>,
    /// The distinct words of the tokens.
    pub vocabulary: Vocabulary,
    /// Quotations in the body, in order of their start; nested ones follow the one they stand in.
    pub quotations: Vec<Quotation>,
    /// Names in the body, in order. Pronouns and descriptions are resolved where they are sources.
    pub mentions: Vec<Mention>,
    /// Whom the mentions refer to, in order of first appearance.
    pub entities: Vec<Entity>,
    /// The language of the body.
    pub language: Language,
    /// Turns of a printed conversation ("EK: We will pay."), in order; most articles have none.
    pub turns: Vec<Turn>,
    /// Whether the text is not what the input holds byte for byte (HTML, other encodings), so that output has to carry it.
    pub extracted: bool,
    /// Whether the input is a page of markup: places are told by paragraph, since nobody sees its lines.
    pub markup: bool,
    /// The earlier article of the same pile that this one is nearly the same as, where somebody has looked for one.
    pub duplicate_of: Option<Duplicate>,
}

/// An earlier article that another one is nearly the same as.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// Its id.
    pub id: String,
    /// Where it was read: a file, with its line or record.
    pub place: String,
    /// About how much both have in common, from 0 to 1.
    pub similarity: f64,
}

impl Document {
    /// The words that `span` selects.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The normalized form of a token: lower case, curly apostrophes made straight.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.vocabulary.word(self.tokens[token].word)
    }

    /// The stem of a token.
    #[must_use]
    pub fn stem(&self, token: usize) -> &str {
        self.vocabulary.stem(self.tokens[token].word)
    }

    /// The indices of the tokens that share a byte with `span`. Cost: two binary searches.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let end = self.tokens.partition_point(|t| t.span.start() < span.end());
        start..end.max(start)
    }

    /// The indices of the sentences that share a byte with `span`. Cost: two binary searches.
    #[must_use]
    pub fn sentences_in(&self, span: Span) -> Range<usize> {
        let start = self.sentences.partition_point(|s| s.span.end() <= span.start());
        let end = self.sentences.partition_point(|s| s.span.start() < span.end());
        start..end.max(start)
    }

    /// The span from the first to the last of a range of tokens; `None` for an empty range.
    #[must_use]
    pub fn token_span(&self, tokens: Range<usize>) -> Option<Span> {
        let (first, last) = (self.tokens.get(tokens.start)?, self.tokens.get(tokens.end.checked_sub(1)?)?);
        (tokens.start < tokens.end).then(|| first.span.cover(last.span))
    }

    /// The line that `offset` stands in, counted from 1. Cost: linear in the text before it.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..offset.min(self.text.len())]).count() + 1
    }

    /// The sentences in runs that keep each quotation whole: two sentences of a paragraph are in one run if a quotation goes
    /// over the boundary between them. Cost: linear in sentences and quotations.
    #[must_use]
    pub fn whole_quotations(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut quotations = self.quotations.iter().filter(|q| !q.nested).peekable();
        for (index, sentence) in self.sentences.iter().enumerate() {
            let start = sentence.span.start();
            while quotations.peek().is_some_and(|q| q.outer.end() <= start) {
                quotations.next();
            }
            let cut = quotations.peek().is_some_and(|q| q.outer.start() < start);
            let same = index > 0 && self.sentences[index - 1].paragraph == sentence.paragraph;
            match runs.last_mut().filter(|_| cut && same) {
                Some(run) => run.end = index + 1,
                None => runs.push(index..index + 1),
            }
        }
        runs
    }

    /// Whether a mention names somebody by the surname alone, whose full name the article has.
    pub(crate) fn is_bare(&self, mention: &Mention) -> bool {
        let full = self.entities.get(mention.entity).is_some_and(|e| e.name.contains(' '));
        full && mention.span == mention.name && !self.slice(mention.name).contains(char::is_whitespace)
    }

    /// For each token, whether it stands in a quotation. Cost: linear in the tokens.
    pub(crate) fn quoted_tokens(&self) -> Vec<bool> {
        let mut quoted = vec![false; self.tokens.len()];
        for quotation in self.quotations.iter().filter(|q| !q.nested) {
            quoted[self.tokens_in(quotation.outer)].fill(true);
        }
        quoted
    }

    /// Has the headline read like the body by the stages to come.
    pub(crate) fn headline_as_body(&mut self) {
        for paragraph in self.paragraphs.iter_mut().filter(|p| p.role == Role::Headline) {
            (paragraph.role, paragraph.signal) = (Role::Body, "the headline, which is read too");
        }
    }

    /// The paragraphs that are summarized and searched for claims.
    pub fn body(&self) -> impl Iterator<Item = &Paragraph> {
        self.paragraphs.iter().filter(|p| p.role == Role::Body)
    }
}

/// White space made single spaces.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A turn of a printed conversation: who speaks, then what is said, without quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The words before the colon.
    pub label: Span,
    /// The name in the label; `None` for "Q" and "A".
    pub name: Option<Span>,
    /// Who speaks, where that is known: index into [`Document::entities`].
    pub entity: Option<usize>,
    /// What is said: a piece for each paragraph.
    pub speech: Vec<Span>,
    /// Whether it is marked as a question and by nobody's name ("Q", "Reporter").
    pub asks: bool,
}

/// What is known about an article apart from its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Names the article in all output: the `id` of a JSONL line, else the file name without its ending.
    pub id: String,
    /// Where it was read; `-` for standard input.
    pub path: PathBuf,
    /// The headline.
    pub title: Option<String>,
    /// When it was published: an ISO 8601 date, with the time (`2026-01-07T09:23`) where the article gives one.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The news agency credited, if any.
    pub agency: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

impl Meta {
    /// The day of publication (`2026-01-07`), without the time.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        self.published.as_deref().and_then(|p| p.get(..10))
    }
}

/// A stretch of text with one role. Usually a line; a dateline or a time stamp that shares its line with other text is a stretch of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Without white space at the ends.
    pub span: Span,
    /// What it is for.
    pub role: Role,
    /// The signal that decided the role, in a few words, for `onrecord clean --explain`.
    pub signal: &'static str,
}

/// What a paragraph is for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The title of the article.
    Headline,
    /// A heading inside it.
    Subhead,
    /// Place and date at the opening of a report: "PARIS, Jan 6 (Agency) -".
    Dateline,
    /// When it was published or updated.
    Timestamp,
    /// What a picture shows.
    Caption,
    /// Who wrote, photographed or supplied it.
    Credit,
    /// Adverts, newsletters, related stories, navigation.
    Promotion,
    /// The article itself: only this is summarized and searched for claims.
    Body,
}

impl Role {
    /// The name used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Subhead => "subhead",
            Self::Dateline => "dateline",
            Self::Timestamp => "timestamp",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Promotion => "promotion",
            Self::Body => "body",
        }
    }
}

/// A sentence of a body paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Without white space at the ends.
    pub span: Span,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A surface word, number or mark.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Its distinct word.
    pub word: WordId,
}

/// What a token is made of.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and full stops ("U.S.", "son-in-law"). A possessive "'s" is a token of its own.
    Word,
    /// Digits, with inner separators.
    Number,
    /// One punctuation mark or symbol.
    Mark,
}

/// Text between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Whether the closing mark is missing: the quotation goes on in the next paragraph, or the mark was forgotten.
    pub open: bool,
    /// Index of the quotation in the paragraph before that this one continues.
    pub continues: Option<usize>,
    /// Whether it stands inside another quotation.
    pub nested: bool,
}

/// A name in the text, with the title before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Title and name: "French President Emmanuel Macron".
    pub span: Span,
    /// The name alone.
    pub name: Span,
    /// Whom it names: index into [`Document::entities`].
    pub entity: usize,
}

/// Someone or something that speaks or is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name the article gives, without titles.
    pub name: String,
    /// Person, body, country.
    pub kind: EntityKind,
    /// "President", "Foreign Minister", as the article says.
    pub role: Option<String>,
    /// The role with what it is of, where an apposition tells: "police chief of Norland".
    pub office: Option<String>,
    /// The body or party it belongs to, as the article says.
    pub affiliation: Option<String>,
    /// The country, by its usual English name.
    pub country: Option<String>,
    /// Of a person, where first name or title tell.
    pub gender: Option<PersonGender>,
}

/// Grammatical gender of a person.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum PersonGender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// What an entity is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A named person.
    Person,
    /// A government, party, company, court, newspaper.
    Body,
    /// A country, or its government.
    Country,
    /// Unnamed people: "officials", "a senior diplomat".
    Group,
    /// A report, statement, treaty.
    Text,
}
