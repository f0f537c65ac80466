//! Runs of capitalized words in which a name may stand: where one starts, and what it goes on over ("van der", "of", "for").

use std::ops::Range;

use super::names::Finder;
use crate::document::TokenKind;
use crate::lexicon::{Class, RoleClass, SourceNoun};
use crate::{Document, Lexicon};

/// Whether a token starts with a capital letter, an Arabic article before it left out: "al-Ek".
pub(super) fn capitalized(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let token = &doc.tokens[token];
    // Every word is asked, and nearly none has a hyphen behind two or three letters.
    let hyphen = || doc.text.as_bytes()[token.span.range()].iter().skip(2).take(2).any(|byte| *byte == b'-');
    let behind_article = || {
        hyphen()
            && doc
                .slice(token.span)
                .split_once('-')
                .is_some_and(|(article, rest)| lexicon.people.is_name_article(article) && rest.starts_with(char::is_uppercase))
    };
    token.kind == TokenKind::Word && (token.capital || behind_article())
}

impl Finder<'_> {
    /// The run of capitalized words that starts at `at`, with particles and "of" inside names of bodies.
    pub(super) fn run(&self, at: usize, within: &Range<usize>) -> Option<Range<usize>> {
        if !self.starts_run(at, within) {
            return None;
        }
        let mut end = at + 1;
        loop {
            if end < within.end && self.capital(end) && !self.is_day(end) {
                end += 1;
            } else if let Some(next) = self.bridge(at..end, within) {
                end = next;
            } else {
                return Some(at..end);
            }
        }
    }

    /// A capital at the start of a sentence tells nothing by itself.
    pub(super) fn starts_run(&self, at: usize, within: &Range<usize>) -> bool {
        if !self.capital(at) || self.is_day(at) {
            return false;
        }
        let opens = at == within.start || self.doc.tokens[at - 1].kind == TokenKind::Mark && self.doc.word(at - 1) != ",";
        if !opens {
            return self.doc.word(at) != "i";
        }
        let (word, surface) = (self.doc.word(at), self.doc.slice(self.doc.tokens[at].span));
        let id = self.doc.tokens[at].word.index();
        let (people, facts) = (&self.lexicon.people, self.facts(at));
        if people.country(surface).is_some() || facts.first_name.is_some() && facts.class == Class::default() {
            return true;
        }
        let next_capital = at + 1 < within.end && self.capital(at + 1);
        // "Mark Ek", though one may mark things; not "Will Norland pay?"
        let function = Class::AUXILIARY | Class::MONTH | Class::PREPOSITION | Class::DETERMINER | Class::SUBORDINATOR | Class::COORDINATOR;
        let named = facts.first_name.is_some() && next_capital && !facts.class.any(function | Class::ADVERB);
        if named && !self.facts(at + 1).ends_role && people.country(self.surface(at + 1..at + 2)).is_none() {
            return true;
        }
        let closed = facts.class != Class::default() || people.pronoun(word).is_some() || self.lexicon.words.is_stop(word);
        // "Human Rights Watch" beside "human rights"
        let capital = |t: usize| t < within.end && self.capital(t);
        let long = || {
            capital(at + 1) && capital(at + 2) && self.facts(at + 1).first_name.is_none() && self.facts(at + 1).class == Class::default()
        };
        let plain =
            || people.role(word).is_none() && people.role(self.doc.word(at + 1)).is_none() && !facts.premodifier && !facts.ends_role;
        // "Amnesty International" beside "an amnesty"
        let body = || capital(at + 1) && (self.is_body(at + 1..at + 2) || self.doc.word(at + 1) == "international");
        if closed || self.seen.lower[id] && !((long() || body()) && plain()) {
            return false;
        }
        // "Waving flags, the crowd ...", "Based on those figures, ...": participles open sentences too.
        if !self.seen.capital[id] && (word.ends_with("ing") || word.ends_with("ed")) {
            return false;
        }
        let common = facts.noun.is_some() || facts.premodifier || self.lexicon.cues.noun(word).is_some();
        next_capital || self.seen.capital[id] || !common && people.role(word).is_none() && surface.chars().nth(1).is_some()
    }

    /// Where the run goes on behind a particle ("van der Ek") or, in the name of a body, behind "of", "for", "and".
    fn bridge(&self, run: Range<usize>, within: &Range<usize>) -> Option<usize> {
        let word = |i: usize| (i < within.end).then(|| self.doc.word(i));
        let first = word(run.end)?;
        let particle = |i: usize| i < within.end && self.facts(i).particle;
        let capital = |i: usize| i < within.end && self.capital(i);
        // `Ida "Red" Ek`
        let mark = |i: usize| {
            i < within.end && self.doc.tokens[i].kind == TokenKind::Mark && matches!(self.doc.word(i), "\"" | "\u{201c}" | "\u{201d}")
        };
        let initial = run.len() > 1 && self.doc.tokens[run.end - 1].span.range().len() <= 2 && self.facts(run.end - 2).first_name.is_some();
        if mark(run.end) && capital(run.end + 1) && (initial || self.facts(run.end - 1).first_name.is_some()) {
            // "Baby Doc" has two words.
            let close = run.end + 2 + usize::from(capital(run.end + 2));
            if mark(close) && capital(close + 1) {
                return Some(close + 2);
            }
        }
        // "European People's Party", "Farmers' Union"
        let last = self.doc.word(run.end - 1);
        let group = self.facts(run.end - 1).noun == Some(SourceNoun::Group)
            || last.ends_with("men") && self.facts(run.end - 1).first_name.is_none();
        // "Labour's Ida Ek" is somebody of the party's.
        let member = || capital(run.end + 2) && self.facts(run.end + 1).first_name.is_some();
        let peoples = matches!(first, "'s" | "'") && group && !member();
        // "Attorney General's Office"
        let office = first == "'s" && run.len() > 1 && self.facts(run.end - 1).ends_role && capital(run.end + 1);
        let peoples = peoples || office && self.doc.word(run.end + 1) == "office";
        let ministry = || matches!(self.doc.word(run.start), "ministry" | "department");
        // "Department for Culture, Media and Sport"
        let listed = first == "," && word(run.end + 2) == Some("and") && capital(run.end + 1) && capital(run.end + 3) && ministry();
        if listed && run.len() > 2 && matches!(self.doc.word(run.start + 1), "of" | "for") && !self.is_acronym(run.end + 3..run.end + 4) {
            return Some(run.end + 4);
        }
        let next = if particle(run.end) {
            run.end + 1 + usize::from(particle(run.end + 1))
        } else if peoples {
            run.end + 1
        } else if matches!(first, "of" | "for" | "and" | "on" | "&") && self.is_body(run.clone()) && !self.ends_in_person(&run) {
            let article = word(run.end + 1) == Some("the");
            let long = run.clone().any(|i| matches!(self.doc.word(i), "for" | "of")) || self.doc.word(run.start) == "ministry";
            let other = |i: usize| capital(i) && (self.is_acronym(i..i + 1) || self.is_body(i..i + 1));
            if first == "and" && (article || !long || other(run.end + 1)) {
                return None;
            }
            run.end + 1 + usize::from(article)
        } else {
            return None;
        };
        (next < within.end && self.capital(next) && !self.is_day(next)).then_some(next + 1)
    }

    /// "Navy Rear Adm. Ida Ek": what follows the rank is a person's name.
    fn ends_in_person(&self, run: &Range<usize>) -> bool {
        /// A name behind a rank has at most so many words; each bridge of a run asks, and runs may be long.
        const LONGEST: usize = 7;
        let ranked = |end: usize| self.role_before(run.start, end).is_some_and(|(_, class)| class == RoleClass::Military);
        (run.start + 1..run.end).rev().take(LONGEST).any(ranked) && !self.is_body(run.end - 1..run.end)
    }

    /// A day of the week is no part of a name.
    pub(super) fn is_day(&self, token: usize) -> bool {
        self.facts(token).class.any(Class::WEEKDAY)
    }
}
