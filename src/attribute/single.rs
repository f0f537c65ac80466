//! Sources with an "and" in them that are one all the same: an office, a body of two words, what one person is twice.

use std::ops::Range;

use super::coref::Resolver;
use super::joint::Part;
use crate::document::EntityKind;
use crate::lexicon::{Beside, Class, CountryWord, RoleClass, SourceNoun};

impl Resolver<'_, '_> {
    /// "the council's policy and research director, Ida Ek": the "and" stands inside one office.
    pub(super) fn inside_office(&self, and: usize, tokens: &Range<usize>) -> bool {
        let scan = self.scan;
        let people = &scan.lexicon.people;
        let (before, after) = (and - 1, and + 1);
        let small = |t: usize| scan.is_word(t) && !scan.capitalized(t) && scan.mention(t).is_none() && scan.nominal(t);
        let speaks = |t: usize| matches!(people.noun(scan.word(t)), Some(SourceNoun::Body | SourceNoun::Group));
        let nobody = |t: usize| !scan.is_role(t) && !speaks(t) && !people.is_plural_role(scan.word(t));
        let end = (after..tokens.end).find(|t| !small(*t)).unwrap_or(tokens.end);
        scan.word(and) == "and"
            && small(before)
            && small(after)
            && nobody(before)
            && nobody(after)
            && end > after + 1
            && scan.is_role(end - 1)
    }

    /// "a defence and telecommunications company", "Halden West and Velmark South MP Ida Ek": the "and" stands inside what tells which company
    /// or seat it is.
    pub(super) fn inside_premodifier(&self, and: usize, tokens: &Range<usize>) -> bool {
        let scan = self.scan;
        let last = tokens.end - 1;
        let one = matches!(scan.word(tokens.start), "a" | "an");
        let alone =
            || (and + 1..tokens.end).all(|t| !scan.is_mark(t) && !scan.is(t, Class::DETERMINER | Class::PREPOSITION | Class::COORDINATOR));
        let people = &scan.lexicon.people;
        let speaks = |t: usize| scan.is_role(t) || people.noun(scan.word(t)).is_some() || scan.mention(t).is_some();
        // "Former dissident and Ek's friend Otto Berg": what he is, twice.
        let bare = scan.is_role(and - 1) && !people.is_plural_role(scan.word(and - 1)) && scan.mention(and - 1).is_none();
        let closed = |t: usize| scan.is(t, Class::DETERMINER | Class::POSSESSIVE) || scan.mention(t).is_some() || scan.is_mark(t);
        let ends = || scan.names(last, EntityKind::Person);
        if bare && ends() && !(tokens.start..and).any(closed) {
            return true;
        }
        // "the columnist and analyst Otto Berg", unlike "the president and Foreign Minister Otto Berg".
        let calling = |t: usize| people.role(scan.word(t)) == Some(RoleClass::Other);
        if bare && calling(and - 1) && calling(and + 1) && ends() && !(tokens.start + 1..and).any(closed) {
            return true;
        }
        if ends() && self.inside_body_of(and, last, tokens) {
            return true;
        }
        // "Public and Commercial Services union members": capitals without a name of their own before those of a body.
        let small = (and + 1..tokens.end).find(|t| !scan.capitalized(*t)).filter(|t| *t > and + 1);
        let part = |t: usize| {
            scan.capitalized(t)
                && !scan.names(t, EntityKind::Person)
                && !scan.is_role(t)
                && people.noun(scan.word(t)).is_none()
                && scan.country(t).is_none()
        };
        if small.is_some_and(|t| people.noun(scan.word(t)) == Some(SourceNoun::Body)) && alone() && (tokens.start..and).all(part) {
            return true;
        }
        // "the third and fourth biggest parties"
        let number = |t: usize| scan.word(t).len() > 4 && scan.word(t).ends_with("th") || scan.beside(t, Beside::ORDINAL);
        if number(and - 1) && number(and + 1) {
            return true;
        }
        if one && alone() && !speaks(and - 1) && !scan.word(last).ends_with('s') && scan.mention(last).is_none() {
            return true;
        }
        let Some(m) = (and + 1..tokens.end).find_map(|t| scan.mention(t)).map(|m| &scan.doc.mentions[m]) else { return false };
        let member = scan.entities[m.entity].role.as_deref().and_then(|r| people.role_class(r)) == Some(RoleClass::Legislator);
        let titled = scan.doc.tokens_in(m.span).start == and + 1 && m.name.start() > m.span.start();
        let seat = member && titled && !scan.is_role(and + 1);
        let place = |t: usize| {
            let entity = scan.mention(t).map(|m| &scan.entities[scan.doc.mentions[m].entity]);
            scan.capitalized(t) && entity.is_none_or(|e| e.role.is_none() && e.gender.is_none() && e.country.is_none())
        };
        seat && (tokens.start..and).all(place)
    }

    /// "Velmark Roads and Rivers Authority spokesman Otto Berg": the "and" stands in the name of the body that the last one speaks for.
    fn inside_body_of(&self, and: usize, last: usize, tokens: &Range<usize>) -> bool {
        let scan = self.scan;
        let Some(m) = scan.mention(last).map(|m| &scan.doc.mentions[m]) else { return false };
        let name = scan.doc.tokens_in(m.name).start;
        let spokesperson = |t: usize| scan.lexicon.people.role(scan.word(t)) == Some(RoleClass::Spokesperson);
        let part = |t: usize| {
            // A body of two words may pass for a person.
            let entity = scan.mention(t).map(|m| &scan.entities[scan.doc.mentions[m].entity]);
            let person = entity.is_some_and(|e| e.kind == EntityKind::Person && (e.role.is_some() || e.gender.is_some()));
            let nobody = !person && scan.lexicon.people.role(scan.word(t)).is_none();
            scan.capitalized(t) && nobody || scan.is_mark(t) && scan.word(t) == "."
        };
        let titled = name > and + 2 && spokesperson(name - 1) && (and + 1..name - 1).all(|t| scan.capitalized(t) && !scan.is_role(t));
        titled && !scan.names(and - 1, EntityKind::Country) && (tokens.start..and).all(part)
    }

    /// "The envoy and party candidate": what one person is, twice; the tokens of the first.
    pub(super) fn twice(&self, tokens: &Range<usize>, cuts: &[usize]) -> Option<Part> {
        let scan = self.scan;
        let [and] = cuts else { return None };
        let class = |t: usize| scan.lexicon.people.role(scan.word(t));
        let office = matches!(class(and - 1), Some(RoleClass::Minister | RoleClass::Legislator | RoleClass::Leader));
        let candidate = class(tokens.end - 1) == Some(RoleClass::Party) && !scan.is(and + 1, Class::DETERMINER | Class::POSSESSIVE);
        let unnamed = tokens.clone().all(|t| !scan.names(t, EntityKind::Person));
        let definite = scan.word(tokens.start) == "the" && *and > tokens.start + 1;
        (office && candidate && unnamed && definite).then(|| (tokens.start..*and, and - 1))
    }

    /// "the Transport and Energy Committee" is one body: both sides are capitalized, and only the right one says what it is.
    /// Its tokens, without what follows a comma.
    pub(super) fn one_body(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let scan = self.scan;
        let tokens = scan.without_asides(tokens).into_iter().next()?;
        if let Some(name) = self.behind_its_kind(&tokens) {
            return Some(name);
        }
        let mut ands = tokens.clone().filter(|t| matches!(scan.word(*t), "and" | ","));
        let (Some(and), None) = (ands.next(), ands.next()) else { return None };
        let names = |t: usize| scan.capitalized(t) || scan.is(t, Class::PREPOSITION | Class::DETERMINER);
        let body = |t: usize| scan.lexicon.people.noun(scan.word(t)) == Some(SourceNoun::Body);
        let last = tokens.end.saturating_sub(1);
        let one = and < last
            && scan.word(tokens.start) == "the"
            && tokens.clone().skip(1).filter(|t| *t != and).all(names)
            && body(last)
            && !body(and - 1)
            && !scan.is(and + 1, Class::DETERMINER)
            && scan.country(and - 1).is_none_or(|(_, by)| by == CountryWord::Adjective);
        one.then_some(tokens)
    }

    /// "the local newspaper Sun and Sail", "the law firm Ek and Berg": one name behind the word for a single body.
    fn behind_its_kind(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let scan = self.scan;
        let and = tokens.end.checked_sub(2).filter(|t| *t > tokens.start + 1 && matches!(scan.word(*t), "and" | "&"))?;
        let body = |t: usize| {
            scan.lexicon.people.noun(scan.word(t)) == Some(SourceNoun::Body) && !scan.capitalized(t) && !scan.word(t).ends_with('s')
        };
        let name = |t: usize| scan.capitalized(t) && scan.country(t).is_none() && !scan.is_role(t);
        (body(and - 2) && name(and - 1) && name(and + 1)).then_some(and - 1..tokens.end)
    }
}
