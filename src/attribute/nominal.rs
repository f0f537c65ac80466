//! Cues that are no verbs: "according to", nouns ("Sudland's demand that"), colons and dashes.

use super::clause::{Draft, Sentence};
use super::content::Right;
use super::relay::Relay;
use super::source::Source;
use crate::lexicon::Class;

/// The rule of a draft whose cue is a noun.
pub(super) const NOUN: &str = "a noun that attributes";

impl Sentence<'_, '_> {
    /// "According to Ek, X." and "X, according to Ek."
    pub(super) fn according(&mut self, t: usize) -> Option<Draft> {
        let scan = self.scan;
        let phrase = scan.phrase_after(t + 2, self.tokens.end)?;
        let author = Some(phrase.tokens.end)
            .filter(|by| scan.word_in(*by, &self.tokens) == "by")
            .and_then(|by| scan.phrase_after(by + 1, self.tokens.end));
        // "people familiar with the matter"
        let last = phrase.tokens.end;
        let familiar = scan.is(last - 1, Class::BEHIND) && scan.is(last, Class::PREPOSITION);
        let matter = Some(last + 1).filter(|_| familiar).and_then(|t| scan.phrase_after(t, self.tokens.end));
        let end = scan.apposition_end(author.or(matter).map_or(last, |p| p.tokens.end), &self.tokens);
        let opens = t == self.tokens.start || t == self.left_low;
        let range = if opens {
            let comma = self.clause_comma(end)?;
            comma + 1..scan.right_end(comma + 1, Right::Clause, &self.tokens)
        } else {
            self.around_before(t).unwrap_or(self.left_low..t)
        };
        let said = self.without_openers(range.clone());
        let content = scan.pieces(said.clone());
        let clause = said.clone().any(|t| scan.finite(t) || scan.bare_verb(t) || scan.quote(t).is_some());
        if content.is_empty() || !clause {
            return None;
        }
        self.covered = end.max(if opens { range.end } else { 0 });
        if !opens {
            self.relayed = Some(range.start);
            self.left_low = end;
        }
        let source = Source { head: phrase.head, tokens: phrase.tokens.start..end, clause: t, inverted: false, shared: false };
        Some(Draft {
            sentence: self.index,
            cue: t..t + 2,
            source: Some(source),
            content,
            act: false,
            relay: Relay::None,
            rule: "according to".into(),
        })
    }

    /// The comma behind which the content starts: the first one with a clause before the next ("According to a report by the NEA, a
    /// watchdog in Oslo, prices show no sign of falling").
    fn clause_comma(&self, from: usize) -> Option<usize> {
        let scan = self.scan;
        let commas: Vec<usize> = (from..self.tokens.end).filter(|t| scan.word(*t) == "," && scan.quote(*t).is_none()).take(4).collect();
        let ends = commas.iter().skip(1).copied().chain([self.tokens.end]);
        commas
            .iter()
            .zip(ends)
            .find(|(start, end)| (*start + 1..*end).any(|t| scan.finite(t) || scan.bare_verb(t) || scan.quote(t).is_some()))
            .map(|(start, _)| *start)
    }

    /// "Sudland's demand that ships be searched", "his pledge to resign".
    pub(super) fn noun(&mut self, t: usize) -> Option<Draft> {
        let scan = self.scan;
        let links = scan.lexicon.cues.noun(scan.word(t))?;
        let mut holder = t;
        while holder > self.tokens.start
            && scan.nominal(holder - 1)
            && t - holder < 3
            && scan.word(holder - 1) != "'s"
            && !scan.finite(holder - 1)
        {
            holder -= 1;
        }
        let before = holder.checked_sub(1).filter(|b| *b >= self.tokens.start)?;
        let source = if scan.word(before) == "'s" || scan.word(before) == "'" {
            let mut phrase = scan.phrase_before(before, self.tokens.start)?;
            if let Some(preposition) = phrase.tokens.clone().rev().find(|t| scan.is(*t, Class::PREPOSITION) && scan.mention(*t).is_none()) {
                phrase = scan.phrase_before(before, preposition + 1)?;
            }
            Source { clause: phrase.tokens.start, head: phrase.head, tokens: phrase.tokens, inverted: false, shared: false }
        } else if scan.is(before, Class::POSSESSIVE) {
            Source { clause: before, head: before, tokens: before..before + 1, inverted: false, shared: false }
        } else {
            return None;
        };
        let link = scan.word_in(t + 1, &self.tokens);
        let (start, right) = match link {
            "that" if links.iter().any(|l| &**l == "that") => (t + 2, Right::That),
            "to" if links.iter().any(|l| &**l == "to")
                && t + 2 < self.tokens.end
                && !scan.is(t + 2, Class::DETERMINER)
                && !scan.capitalized(t + 2) =>
            {
                (t + 1, Right::Infinitive)
            }
            _ if links.iter().any(|l| &**l == link) && !matches!(link, "is" | "to" | "that") => (t + 2, Right::Noun),
            "is" | "was"
                if links.iter().any(|l| &**l == "is") && matches!(scan.word_in(t + 2, &self.tokens), "that" | "to" | "whether") =>
            {
                (t + 3, Right::That)
            }
            _ => return None,
        };
        if start >= self.tokens.end {
            return None;
        }
        let end = self.noun_content_end(start, right);
        let content = scan.pieces(start..end);
        if content.is_empty() || content.iter().all(|s| self.is_pointer(*s)) {
            return None;
        }
        // The content of a noun cue is not closed to other cues: "Ek's pledge to resign was welcomed by Berg".
        Some(Draft {
            sentence: self.index,
            cue: t..t + 1,
            source: Some(source),
            content,
            act: false,
            relay: Relay::None,
            rule: NOUN.into(),
        })
    }

    /// The content of a noun cue ends with its noun phrase, or before the verb of the sentence around it.
    fn noun_content_end(&self, start: usize, right: Right) -> usize {
        let scan = self.scan;
        if right == Right::Noun {
            return scan.phrase_after(start, self.tokens.end).map_or(start, |p| p.tokens.end);
        }
        let mut verbs = usize::from(right == Right::Infinitive);
        for t in start..self.tokens.end {
            if scan.quote(t).is_some() {
                continue;
            }
            if matches!(scan.word(t), "," | ";" | ".") {
                return t;
            }
            if (scan.finite(t) || scan.word(t) == "be" && scan.nominal(t - 1)) && !(t > start && scan.finite(t - 1)) {
                verbs += 1;
                if verbs > 1 {
                    return t;
                }
            }
        }
        self.tokens.end
    }

    /// "'We stay.' -- Ida Ek"
    pub(super) fn signed(&self) -> Option<Draft> {
        let scan = self.scan;
        let dash = self
            .tokens
            .clone()
            .find(|t| matches!(scan.word(*t), "--" | "\u{2014}" | "\u{2013}" | "\u{2015}" | "-") && scan.quote(*t).is_none())?;
        let before = dash.checked_sub(1).filter(|t| scan.closing_mark(*t))?;
        let phrase = scan.phrase_after(dash + 1, self.tokens.end)?;
        if scan.mention(phrase.head).is_none() || scan.has_clause(phrase.tokens.end..self.tokens.end) {
            return None;
        }
        let source = Source { clause: phrase.tokens.start, head: phrase.head, tokens: phrase.tokens, inverted: true, shared: false };
        let opening = (0..before).rev().find(|t| scan.opening_mark(*t)).filter(|t| scan.quote(*t) == scan.quote(before))?;
        let content = scan.pieces(opening..dash);
        Some(Draft {
            sentence: self.index,
            cue: dash..dash + 1,
            source: Some(source),
            content,
            act: false,
            relay: Relay::None,
            rule: "a quotation, a dash, a name".into(),
        })
    }

    /// "Ek: 'We stay.'" where no other cue was found.
    pub(super) fn colon(&self) -> Option<Draft> {
        let scan = self.scan;
        let colon = self.tokens.clone().find(|t| scan.word(*t) == ":" && scan.quote(*t).is_none())?;
        if colon + 1 >= self.tokens.end || !scan.opening_mark(colon + 1) {
            return None;
        }
        let phrase = scan.phrase_before(colon, self.tokens.start)?;
        if !scan.agent(&phrase) || phrase.tokens.start != self.tokens.start {
            return None;
        }
        let source = Source { clause: phrase.tokens.start, head: phrase.head, tokens: phrase.tokens, inverted: false, shared: false };
        let content = scan.pieces(colon + 1..self.tokens.end);
        (!content.is_empty()).then(|| Draft {
            sentence: self.index,
            cue: colon..colon + 1,
            source: Some(source),
            content,
            act: false,
            relay: Relay::None,
            rule: "a name, a colon, a quotation".into(),
        })
    }
}
