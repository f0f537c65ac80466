//! The name beside a description: behind it as its title, or on the other side of a comma.

use std::ops::Range;

use super::coref::Resolver;
use crate::document::{Entity, EntityKind};
use crate::lexicon::Class;

/// So many words may stand between a comma and the name that ends the source.
const FARTHEST: usize = 7;

impl Resolver<'_, '_> {
    /// "Secretary of State Ida Ek": the person whose title the head is.
    pub(super) fn titled(&self, tokens: Range<usize>, head: usize) -> Option<&Entity> {
        let doc = self.scan.doc;
        let title = doc.tokens[head].span;
        let mention = tokens.clone().filter_map(|t| self.scan.mention(t)).find(|m| doc.mentions[*m].span.contains(title));
        let mention = mention.or_else(|| self.named_last(&tokens, head))?;
        Some(&self.scan.entities[doc.mentions[mention].entity]).filter(|e| e.kind == EntityKind::Person)
    }

    /// "Bank of Norland Governor Ida Ek", "Sud Sol deputy Ida Ek": the name that ends a title in capitals.
    fn named_last(&self, tokens: &Range<usize>, head: usize) -> Option<usize> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let mention = scan.mention(tokens.end - 1)?;
        let start = doc.tokens_in(doc.mentions[mention].span).start;
        let joined = tokens.clone().any(|t| scan.is_mark(t) || scan.is(t, Class::COORDINATOR) || scan.word(t) == "'s");
        let title = |t: usize| scan.capitalized(t) || scan.word(t) == "of" && t > tokens.start && scan.capitalized(t - 1);
        (head < start && start > tokens.start && title(start - 1) && !joined).then_some(mention)
    }

    /// "Norland's envoy, Ida Ek": the person named behind the comma.
    pub(super) fn apposed(&self, tokens: Range<usize>, head: usize) -> Option<&Entity> {
        let doc = self.scan.doc;
        // "its president, retired judge Ida Ek"
        let plain = |t: usize| self.scan.is_word(t) && !self.scan.is(t, Class::PREPOSITION | Class::COORDINATOR | Class::RELATIVE);
        let behind = |comma: usize| {
            // "Norland's leader, the outspoken Norlandic deputy Ida Ek"
            let named = (comma + 1..tokens.end).filter_map(|t| self.scan.mention(t)).map(|m| &doc.mentions[m]);
            let m = named.into_iter().find(|m| !self.modifies(m.name))?;
            let start = doc.tokens_in(m.span).start;
            let last = doc.tokens_in(m.name).end == tokens.end && start <= comma + FARTHEST;
            let starts = (start <= comma + 3 || last) && (comma + 1..start).all(plain);
            // "the plant's operator, Halden Power": who runs it may be a company; "its owner, the Halden Power Company"
            let role = self.scan.lexicon.people.role(self.scan.word(head)).is_some() && self.scan.word(head) != "owner";
            let the = usize::from(self.scan.word(comma + 1) == "the");
            let straight = start == comma + 1 || start == comma + 1 + the;
            let fits = |e: &Entity| e.kind == EntityKind::Person || e.kind == EntityKind::Body && !role && head + 1 == comma && straight;
            // "a new book, Ek's Years, says"
            Some(&self.scan.entities[m.entity]).filter(|e| starts && fits(e) && !self.possessor(m.name))
        };
        let mut commas = (head + 1..tokens.end).filter(|t| self.scan.word(*t) == ",");
        // "the minister for culture, media and sport, Ida Ek"
        let first = commas.next()?;
        behind(first).or_else(|| commas.next_back().filter(|last| self.scan.mention(last + 1).is_some()).and_then(behind))
    }

    /// "Ida Ek, president of the union, said", of which only the apposition was taken for the source.
    pub(super) fn named_before(&self, tokens: &Range<usize>, head: usize) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let start = tokens.start.checked_sub(2).filter(|t| scan.word(*t + 1) == "," && scan.quote(*t).is_none())?;
        let role = scan.lexicon.people.role(scan.word(head)).is_some() && !scan.is(tokens.start, Class::DETERMINER | Class::POSSESSIVE);
        let m = &doc.mentions[scan.mention(start).filter(|_| role && !scan.capitalized(tokens.start))?];
        Some(&scan.entities[m.entity]).filter(|e| e.kind == EntityKind::Person)
    }

    /// "Ida Ek, Norland's envoy": the person whose office is told behind the comma.
    pub(super) fn named_before_office(&self, tokens: &Range<usize>, head: usize) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let last = tokens.start.checked_sub(2).filter(|t| scan.word(*t + 1) == "," && scan.quote(*t).is_none())?;
        let m = &doc.mentions[scan.mention(last).filter(|_| scan.is_person_role(head) && scan.mention(head).is_none())?];
        // "In the letter to Ek, the minister, who": a list or a phrase before the clause.
        let behind = doc.tokens_in(m.span).start.checked_sub(1).is_some_and(|t| scan.is(t, Class::PREPOSITION));
        Some(&scan.entities[m.entity]).filter(|e| e.kind == EntityKind::Person && !behind)
    }

    /// "according to Norland's envoy, Ida Ek.": the person named behind the source, as far as its apposition goes. "To Sudland" may
    /// stand between.
    pub(super) fn named_behind(&self, end: usize, head: usize) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let phrase = scan.is(end, Class::PREPOSITION).then(|| scan.phrase_after(end + 1, doc.tokens.len())).flatten();
        let end = phrase.map_or(end, |p| p.tokens.end);
        let role = scan.is_role(head) && scan.word(end) == ",";
        // ", retired judge Ida Ek,"
        let closed = Class::PREPOSITION | Class::COORDINATOR | Class::RELATIVE | Class::DETERMINER;
        let plain = |t: &usize| scan.is_word(*t) && (scan.mention(*t).is_some() || !scan.is(*t, closed));
        let first = (end + 1..end + 5).take_while(plain).find(|t| scan.mention(*t).is_some()).filter(|_| role)?;
        let m = &doc.mentions[scan.mention(first)?];
        let after = doc.tokens_in(m.name).end;
        let closed = after >= doc.tokens.len()
            || matches!(scan.word(after), "," | "." | ";" | "--" | "\u{2013}" | "\u{2014}")
            || scan.quote(after).is_some();
        let starts = doc.tokens_in(m.span).start <= end + 3 && doc.tokens[end + 1].span.start() <= m.span.start();
        Some(&self.scan.entities[m.entity]).filter(|e| starts && closed && e.kind == EntityKind::Person)
    }
}
