//! Who is named as saying it: the subject of a verb cue, the agent of a passive, the noun after "according to".

use std::ops::Range;

use super::cue::{Verb, Voice};
use super::phrase::Phrase;
use super::scan::Scan;
use crate::document::EntityKind;
use crate::lexicon::{Class, CountryWord, Frames};

/// A parenthesis between subject and verb is at most so many tokens long.
const LONGEST_PARENTHESIS: usize = 45;

/// A source as found around its cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The words of the source; several pieces where an apposition is left out between them never occur: one range.
    pub(super) tokens: Range<usize>,
    /// Its head.
    pub(super) head: usize,
    /// Where its clause starts: the content on the left ends before it.
    pub(super) clause: usize,
    /// Whether it stands after the verb.
    pub(super) inverted: bool,
    /// Whether it is the subject of an earlier verb.
    pub(super) shared: bool,
}

impl Source {
    pub(super) fn of(phrase: Phrase) -> Self {
        Self { clause: phrase.tokens.start, head: phrase.head, tokens: phrase.tokens, inverted: false, shared: false }
    }
}

impl Scan<'_> {
    /// The source of a verb cue. `earlier` is the subject of the verb before it in the sentence.
    pub(super) fn source(
        &self,
        verb: &Verb,
        end: usize,
        sentence: &Range<usize>,
        earlier: Option<&Source>,
        frames: Frames,
    ) -> Option<Source> {
        let share = |at: usize| {
            let source = earlier.cloned().or_else(|| self.main_subject(at, sentence))?;
            Some(Source { clause: at, inverted: false, shared: true, ..source })
        };
        match verb.voice {
            Voice::PassiveBy => {
                let by = if self.word_in(end, sentence) == "by" { end } else { verb.head + 1 };
                let phrase = self.phrase_after(by + 1, sentence.end)?;
                Some(Source { clause: verb.group, inverted: true, ..Source::of(phrase) })
            }
            Voice::Participial => share(verb.group),
            Voice::Finite if verb.group == sentence.start => self.inverted(end, sentence),
            Voice::Finite => {
                let before = self.before_day(verb.group - 1, sentence);
                let told = frames.any(Frames::ADDRESSEE);
                if self.closes_left(before) {
                    // `"…," cautioned Ek`: straight behind the marks there is nobody else to be told.
                    let quoted =
                        self.closing_mark(before) || self.word(before) == "," && before > sentence.start && self.closing_mark(before - 1);
                    let found = if told && (!quoted || self.word(verb.head) == "told") { None } else { self.inverted(end, sentence) };
                    let found = self.around_parenthesis(before, sentence).or(found);
                    if found.is_some() {
                        return found;
                    }
                }
                if self.is(before, Class::COORDINATOR) && self.quote(before).is_none() {
                    return share(verb.group);
                }
                if self.is(before, Class::RELATIVE) {
                    return self.antecedent(before, sentence);
                }
                if self.is_mark(before) && self.word(before) != ")" {
                    return None;
                }
                if self.word(before) == ")" {
                    return self.around_parenthesis(before, sentence);
                }
                self.restricted(verb.group, sentence).or_else(|| self.phrase_before(verb.group, sentence.start).map(Source::of))
            }
        }
    }

    /// "The chair, Ida Ek, on Monday said": the comma before the day.
    fn before_day(&self, before: usize, sentence: &Range<usize>) -> usize {
        let day = self.is(before, Class::WEEKDAY) && before > sentence.start + 3 && self.word(before - 1) == "on";
        if day && self.word(before - 2) == "," { before - 2 } else { before }
    }

    /// Whether content on the left can end at this token: a comma, or a closing quotation mark.
    pub(super) fn closes_left(&self, token: usize) -> bool {
        matches!(self.word(token), "," | "?" | "!") || self.is_dash(token) || self.closing_mark(token)
    }

    /// Whether a token is the mark that closes an outermost quotation.
    pub(super) fn closing_mark(&self, token: usize) -> bool {
        let end = self.doc.tokens[token].span.end();
        self.quote(token).is_some_and(|q| self.doc.quotations[q].outer.end() == end)
    }

    /// Whether a token is the mark that opens an outermost quotation.
    pub(super) fn opening_mark(&self, token: usize) -> bool {
        let start = self.doc.tokens[token].span.start();
        self.quote(token).is_some_and(|q| self.doc.quotations[q].outer.start() == start)
    }

    /// "…," said Ek.
    fn inverted(&self, end: usize, sentence: &Range<usize>) -> Option<Source> {
        let phrase = self.phrase_after(end, sentence.end)?;
        if self.is(phrase.tokens.start, Class::OBJECT_PRONOUN) && !self.is_pronoun(phrase.tokens.start) {
            return None;
        }
        let named = self.agent(&phrase);
        // "said reporters were told": a verb behind it makes it the subject of a clause instead.
        let clause = phrase.tokens.end < sentence.end && self.quote(phrase.tokens.end).is_none() && self.finite(phrase.tokens.end);
        if !named || clause {
            return None;
        }
        let mut source = Source { inverted: true, ..Source::of(phrase) };
        source.tokens.end = self.apposition_end(source.tokens.end, sentence);
        source.clause = end;
        Some(source)
    }

    /// Where an apposition after a name ends ("Ida Ek, the Norlandic envoy,"); the end of the name if there is none.
    pub(super) fn apposition_end(&self, end: usize, sentence: &Range<usize>) -> usize {
        let opens = self.word_in(end, sentence) == "," && end + 1 < sentence.end && self.quote(end + 1).is_none();
        if !opens || !(self.is(end + 1, Class::DETERMINER) || self.nominal(end + 1) && !self.capitalized(end + 1)) {
            return end;
        }
        let limit = sentence.end.min(end + 20);
        let close = (end + 1..limit)
            .find(|t| matches!(self.word(*t), "," | "." | ";" | "\u{2014}") || self.is(*t, Class::RELATIVE) || self.quote(*t).is_some());
        match close {
            Some(close)
                if !self.has_clause(end + 1..close) && (end + 1..close).any(|t| self.lexicon.people.role(self.word(t)).is_some()) =>
            {
                close
            }
            _ => end,
        }
    }

    /// "One of the doctors who sent the letter said": a relative clause without commas between subject and verb.
    fn restricted(&self, group: usize, sentence: &Range<usize>) -> Option<Source> {
        let low = sentence.start.max(group.saturating_sub(16));
        let relative =
            (low + 1..group).rev().take_while(|t| !self.is_mark(*t) || self.word(*t) == "'s").find(|t| self.is(*t, Class::RELATIVE))?;
        let noun = self.nominal(relative - 1) && !self.finite(relative - 1) && self.head(relative - 1).is_none();
        if !noun || self.quote(relative).is_some() || !self.has_clause(relative + 1..group) {
            return None;
        }
        self.phrase_before(relative, sentence.start).map(Source::of)
    }

    /// "Ek, who warned": the noun phrase before the relative pronoun.
    pub(super) fn antecedent(&self, relative: usize, sentence: &Range<usize>) -> Option<Source> {
        let comma = relative > sentence.start && (self.word(relative - 1) == "," || self.is_dash(relative - 1));
        let end = relative - usize::from(comma);
        let phrase = self.phrase_before(end, sentence.start)?;
        // "Ek turned to the court, which": a verb that no list knows may have been taken for a part of the phrase.
        let person = |t: usize| self.names(t, EntityKind::Person);
        let thing = self.word(relative) == "which" && (person(phrase.head) || self.is_pronoun(phrase.head));
        // "added fuel for critics who", "a series of ideas shown to members, who", "took the pair to the court, which"
        let thing = thing || !self.agent(&phrase);
        let low = phrase.tokens.clone().rev().find(|t| self.is(*t, Class::PREPOSITION)).filter(|_| thing);
        let phrase = low.and_then(|low| self.phrase_before(end, low + 1)).unwrap_or(phrase);
        Some(Source { clause: relative, shared: true, ..Source::of(phrase) })
    }

    /// "Ek, the envoy, said"; "Merz, whose nation has been wary, said": the noun phrase before the parenthesis, with an apposition.
    pub(super) fn around_parenthesis(&self, close: usize, sentence: &Range<usize>) -> Option<Source> {
        let low = sentence.start.max(close.saturating_sub(LONGEST_PARENTHESIS));
        for open in (low + 1..close).rev().filter(|t| (matches!(self.word(*t), "," | "(") || self.is_dash(*t)) && self.quote(*t).is_none())
        {
            let Some(phrase) = self.phrase_before(open, sentence.start) else { continue };
            let inner = open + 1..close;
            if !self.parenthetical(&inner)
                || !self.starts_clause(phrase.tokens.start, sentence)
                || phrase.tokens.len() < 3 && self.is_seat(phrase.tokens.start)
            {
                continue;
            }
            if let Some(outer) = self.around_doing(&phrase, low, close, sentence) {
                return Some(outer);
            }
            // "flanked by Berg", "speaking in Oslo" tell what the source did, not who it is.
            let aside = Class::RELATIVE | Class::PREPOSITION | Class::SUBORDINATOR | Class::GERUND | Class::PARTICIPLE | Class::TAIL;
            let verbal = self.word(inner.start).ends_with("ing") || self.word(inner.start).ends_with("ed");
            let further = || inner.clone().skip(1).any(|t| self.word(t - 1) == "," && self.is(t, Class::RELATIVE));
            let relative = self.is(inner.start, aside) || verbal || further() || self.has_clause(inner.clone());
            let mut source = Source::of(phrase);
            let examples = self.included(open, &(open..close)).is_some();
            if self.word(open) == "," && (examples || !relative && self.nominal(inner.end - 1)) {
                source.tokens.end = inner.end;
            }
            return Some(self.with_other(source, sentence));
        }
        None
    }

    /// "Ek, speaking beside the envoy, Ida Berg, in Oslo, said": the subject before the comma behind which it is told what she did; the
    /// name in there is another's.
    fn around_doing(&self, inside: &Phrase, low: usize, close: usize, sentence: &Range<usize>) -> Option<Source> {
        let start = inside.tokens.start;
        if start <= low + 2 || self.word(start - 1) != "," {
            return None;
        }
        let doing = |t: usize| {
            self.word(t) == "," && self.quote(t).is_none() && self.is(t + 1, Class::GERUND)
                || self.word(t + 1).ends_with("ing") && self.word(t) == ","
        };
        let open = (low + 1..start - 1).find(|t| doing(*t) && !self.has_clause(*t + 1..close))?;
        let phrase = self.phrase_before(open, sentence.start).filter(|p| p.tokens.start == sentence.start)?;
        self.agent(&phrase).then(|| Source::of(phrase))
    }

    /// "The envoy, Ida Ek, and her Norlandic counterpart, Otto Berg, said": both, where the sentence opens with the first.
    fn with_other(&self, source: Source, sentence: &Range<usize>) -> Source {
        let start = source.tokens.start;
        let joined = start > sentence.start + 2 && self.word(start - 1) == "and" && self.is(start, Class::POSSESSIVE);
        if !joined {
            return source;
        }
        let left = if self.word(start - 2) == "," {
            self.around_parenthesis(start - 2, sentence)
        } else {
            self.phrase_before(start - 1, sentence.start).map(Source::of)
        };
        let verb = |from: usize| (from..start).any(|t| self.word(t) != "'s" && self.finite(t));
        let opens = left.filter(|l| l.tokens.start == sentence.start && !verb(l.tokens.start));
        opens.map_or(source.clone(), |left| Source { tokens: left.tokens.start..source.tokens.end, clause: left.tokens.start, ..source })
    }

    fn parenthetical(&self, inner: &Range<usize>) -> bool {
        let first = inner.start;
        let opener = Class::RELATIVE
            | Class::DETERMINER
            | Class::PREPOSITION
            | Class::GERUND
            | Class::PARTICIPLE
            | Class::SUBORDINATOR
            | Class::ADVERB;
        !inner.is_empty()
            && self.quote(first).is_none()
            && (self.is(first, opener) || self.nominal(first))
            && !self.is(first, Class::COORDINATOR)
    }

    /// Whether a clause can start at this token: at the start of the sentence, after a mark, a conjunction or an opening adverb.
    fn starts_clause(&self, token: usize, sentence: &Range<usize>) -> bool {
        token == sentence.start
            || self.is_mark(token - 1)
            || self.quote(token - 1).is_some()
            || self.is(token - 1, Class::COORDINATOR | Class::SUBORDINATOR | Class::RELATIVE | Class::ADVERB | Class::TIME | Class::WEEKDAY)
    }

    /// The subject of the first finite verb before `at` outside quotation marks.
    fn main_subject(&self, at: usize, sentence: &Range<usize>) -> Option<Source> {
        let verb = (sentence.start + 1..at).find(|t| self.quote(*t).is_none() && self.finite(*t))?;
        let mut group = verb;
        while group > sentence.start && self.is(group - 1, Class::ADVERB | Class::NEGATION) && self.mention(group - 1).is_none() {
            group -= 1;
        }
        let before = group.checked_sub(1).filter(|b| *b >= sentence.start)?;
        if self.word(before) == "," {
            return self.around_parenthesis(before, sentence);
        }
        if self.is(before, Class::RELATIVE) {
            return self.antecedent(before, sentence);
        }
        self.phrase_before(group, sentence.start).map(Source::of)
    }

    /// Whether a noun phrase can act and speak: a name, a role, people, a body, a text, a personal pronoun.
    pub(super) fn agent(&self, phrase: &Phrase) -> bool {
        let people = &self.lexicon.people;
        let word = self.word(phrase.head);
        let plural = || people.is_plural_role(word) || word.ends_with("men");
        self.is_pronoun(phrase.head)
            || self.mention(phrase.head).is_some()
            || self.is_role(phrase.head)
            || people.noun(word).is_some()
            || plural()
            || self
                .country(phrase.head)
                .is_some_and(|(_, by)| by != CountryWord::Adjective || word.ends_with('s') || self.the_people(phrase))
            || self.capitalized(phrase.head) && phrase.head != phrase.tokens.start && self.country(phrase.head).is_none()
    }

    /// "the British"
    fn the_people(&self, phrase: &Phrase) -> bool {
        phrase.tokens.len() == 2 && self.word(phrase.tokens.start) == "the"
    }

    /// Whether a source suits the frames of its cue: deeds and wishes need someone who can act.
    /// `bare` tells that the verb has its base form, which no singular subject takes.
    pub(super) fn suits(&self, source: &Source, frames: Frames, doubtful: bool, bare: bool) -> bool {
        let phrase = Phrase { tokens: source.tokens.clone(), head: source.head };
        let word = self.word(source.head);
        // "Ek's partner, Ida Berg, vowed": the apposition names who acts.
        let named = |t: usize| self.names(t, EntityKind::Person);
        let agent = self.agent(&phrase) || source.tokens.clone().skip_while(|t| self.word(*t) != ",").any(named);
        // "I believe" and "we expect" outside quotation marks are the author's.
        if self.lexicon.people.pronoun(word).is_some_and(|p| p.person != 3) {
            return false;
        }
        // "Neither Ek nor Berg said", "nobody believes": there is nobody who says it.
        let before = source.tokens.start.checked_sub(1).filter(|_| !source.inverted);
        let denied = |t: usize| self.is(t, Class::NEGATION) && !self.is(t, Class::AUXILIARY | Class::ADVERB);
        if denied(source.tokens.start) || before.is_some_and(denied) {
            return false;
        }
        if matches!(word, "it" | "you") && frames.any(Frames::ACT) || self.is(source.head, Class::RELATIVE) {
            return false;
        }
        // "a club of coastal states, said": before a form that may be a noun stands a noun, no adjective.
        let last = source.tokens.end - 1;
        if doubtful && agent && !self.agent(&Phrase { tokens: last..last + 1, head: last }) {
            return false;
        }
        // "has the final say on tax": a singular subject has no such verb.
        let one = matches!(self.word(source.tokens.start), "the" | "a" | "an" | "this") && !agent && !word.ends_with('s');
        if one && bare {
            return false;
        }
        let noun = self.is(source.tokens.start, Class::DETERMINER) || self.capitalized(source.head) || word.ends_with('s');
        agent || !doubtful && noun && frames.any(Frames::THAT | Frames::QUOTE) && !matches!(word, "it" | "you")
    }
}
