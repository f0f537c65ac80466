//! What is counted of a sentence for its features: words, marks, figures, names, in one pass over its tokens.

use super::article::Article;
use super::tfidf::to_one;
use crate::document::{BySentence, EntityKind, TokenKind};
use crate::lexicon::{Class, Facts, Language};
use crate::{Document, Lexicon};

/// What each distinct word of a document is.
pub(super) fn words(doc: &Document, lexicon: &Lexicon) -> Vec<Facts> {
    // The lists are English.
    let facts = |entry: &crate::document::VocabularyEntry| entry.facts(lexicon);
    if doc.language == Language::ENGLISH { doc.vocabulary.entries().map(facts).collect() } else { Vec::new() }
}

/// What is counted of a sentence in one pass over its tokens.
#[derive(Default)]
pub(super) struct Counted {
    tokens: u32,
    words: u32,
    quoted: u32,
    capitals: u32,
    stop: u32,
    figures: u32,
    commas: u32,
    year: bool,
    money: bool,
    acronym: bool,
    brackets: bool,
    colon: bool,
    /// Of the English lists: pronouns of each person, and words of any class.
    persons: [u32; 4],
    auxiliary: u32,
    speech: bool,
    month: bool,
    classes: Class,
}

pub(super) fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// A count as a number of a feature.
fn number(count: u32) -> f64 {
    f64::from(count)
}

impl Counted {
    pub(super) fn new(article: &Article<'_>, words: &[Facts], index: usize) -> Self {
        let doc = article.doc;
        let tokens = doc.sentences[index].tokens.clone();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut counted = Self { tokens: count(tokens.len()), stop: count(article.sizes[index].stops), ..Self::default() };
        for (token, quoted) in doc.tokens[tokens.clone()].iter().zip(&article.quoted[tokens]) {
            if let Some(facts) = words.get(token.word.index()) {
                counted.look_up(*facts, token.capital, *quoted);
            }
            let surface = &doc.text.as_bytes()[token.span.range()];
            if token.kind == TokenKind::Mark {
                counted.mark(surface);
                continue;
            }
            if !surface[0].is_ascii_lowercase() {
                counted.odd(doc.slice(token.span), token.capital);
            }
            counted.words += 1;
            counted.quoted += u32::from(*quoted);
        }
        counted
    }

    fn mark(&mut self, surface: &[u8]) {
        match surface {
            b"," | b";" => self.commas += 1,
            b"(" | b"[" => self.brackets = true,
            b":" | b"-" | b"--" => self.colon = true,
            b"$" => self.money = true,
            _ if surface.is_ascii() => {}
            _ => match std::str::from_utf8(surface) {
                Ok("،" | "、" | "，") => self.commas += 1,
                Ok("\u{2014}" | "\u{2013}") => self.colon = true,
                Ok("€" | "£" | "¥") => self.money = true,
                _ => {}
            },
        }
    }

    /// A word or number that does not begin with a small letter of ASCII.
    fn odd(&mut self, surface: &str, capital: bool) {
        if surface.starts_with(|c: char| c.is_numeric()) {
            self.figures += 1;
            self.year |= surface.len() == 4 && (surface.starts_with("19") || surface.starts_with("20"));
        }
        self.acronym |= capital
            && surface.len() > 1
            && !surface.as_bytes()[1].is_ascii_lowercase()
            && !surface.contains(char::is_lowercase)
            && surface.chars().nth(1).is_some_and(char::is_uppercase);
        self.capitals += u32::from(capital && self.words > 0);
    }

    fn look_up(&mut self, word: Facts, capital: bool, quoted: bool) {
        self.persons[usize::from(word.person).min(3)] += 1;
        self.speech |= word.speech && !quoted;
        self.month |= capital && word.class.any(Class::MONTH);
        self.auxiliary += u32::from(word.class.any(Class::AUXILIARY));
        self.classes = self.classes | word.class;
    }

    /// Figures, marks and capitals.
    pub(super) fn general(&self, article: &Article<'_>, index: usize) -> [f64; 14] {
        let sentence = &article.doc.sentences[index];
        let words = number(self.words.max(1));
        let text = article.doc.slice(sentence.span);
        let text = text.trim_end_matches(['"', '\u{201d}', '\u{bb}', '\'', '\u{2019}', ' ', '\u{a0}']);
        let opens_quoted = article.quoted.get(sentence.tokens.start).copied().unwrap_or(false);
        [
            flag(self.figures > 0),
            number(self.figures).ln_1p() / 2.0,
            flag(self.year),
            flag(self.money),
            number(self.quoted) / words,
            flag(opens_quoted),
            flag(text.ends_with(['?', '\u{37e}', '\u{61f}', '\u{ff1f}'])),
            flag(text.ends_with(['!', '\u{ff01}'])),
            number(self.capitals) / words,
            flag(self.acronym),
            number(self.commas).ln_1p() / 2.0,
            flag(self.brackets),
            flag(self.colon),
            number(self.stop) / words,
        ]
    }

    /// What the English word lists add; `names` as [`NameCounts`] has them.
    pub(super) fn english(&self, [all, full, bare, entity]: [f64; 4]) -> [f64; 13] {
        let words = number(self.tokens.max(1));
        [
            flag(self.speech),
            all,
            full,
            bare,
            entity,
            (number(self.persons[3]) / words * 5.0).min(1.0),
            (number(self.persons[1]) / words * 5.0).min(1.0),
            (number(self.persons[2]) / words * 5.0).min(1.0),
            flag(self.classes.any(Class::MODAL)),
            flag(self.classes.any(Class::WEEKDAY)),
            flag(self.month),
            flag(self.classes.any(Class::NEGATION)),
            (number(self.auxiliary) / words * 5.0).min(1.0),
        ]
    }
}

/// Names in each sentence: all, introduced with title or in full, by surname alone, and how often the article names them.
pub(super) struct NameCounts {
    sentences: BySentence<[f64; 4]>,
}

impl NameCounts {
    pub(super) fn new(doc: &Document) -> Self {
        let mut often = vec![0.0_f64; doc.entities.len()];
        for mention in &doc.mentions {
            if let Some(count) = often.get_mut(mention.entity) {
                *count += 1.0;
            }
        }
        let often = to_one(often);
        let mut sentences: Vec<(usize, [f64; 4])> = Vec::new();
        for mention in &doc.mentions {
            let Some(entity) = doc.entities.get(mention.entity) else { continue };
            let person = entity.kind == EntityKind::Person;
            let bare = doc.is_bare(mention);
            for sentence in doc.sentences_in(mention.span).take(1) {
                if sentences.last().is_none_or(|(last, _)| *last != sentence) {
                    sentences.push((sentence, [0.0; 4]));
                }
                let Some((_, cell)) = sentences.last_mut() else { continue };
                cell[0] += 1.0;
                cell[1] += flag(person && mention.span != mention.name);
                cell[2] += flag(person && bare);
                cell[3] = cell[3].max(often[mention.entity]);
            }
        }
        sentences.iter_mut().for_each(|(_, s)| s[..3].iter_mut().for_each(|n| *n = n.ln_1p() / 2.0));
        Self { sentences: sentences.into_iter().collect() }
    }

    pub(super) fn of(&self, index: usize) -> [f64; 4] {
        self.sentences.of(index).next().copied().unwrap_or_default()
    }
}
