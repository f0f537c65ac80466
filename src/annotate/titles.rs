//! What stands around a name: the title before it ("French President | Emmanuel Macron"), the apposition after it ("Ana Ek, the Norlandic
//! envoy,"), the country and body it belongs to ("Norland's Ana Ek", "Ana Ek of the Velmark Institute").

use std::ops::Range;

use super::entities::Found;
use super::names::Finder;
use super::roles::LONGEST_ROLE;
use crate::document::{EntityKind, TokenKind};
use crate::lexicon::{Class, Gender, RoleClass, Trait};

/// An apposition is read for a role over at most so many tokens; further ones are clauses.
const LONGEST_APPOSITION: usize = 14;

impl<'a> Finder<'a> {
    /// Where the title starts: country, body and adjectives before the role.
    pub(super) fn premodifiers(&self, role: usize, within: &Range<usize>) -> usize {
        /// No title has as many words before its role; a text of names without end has, and each name would look at all before it.
        const LONGEST: usize = 40;
        let mut at = role;
        while at > within.start && role - at < LONGEST {
            let (word, previous) = (self.doc.word(at - 1), at - 1);
            let belongs = self.facts(previous).premodifier
                || self.capital(previous) && (previous > within.start || self.starts_title(previous, within))
                || word == "'s" && previous > within.start && self.capital(previous - 1);
            if !belongs {
                break;
            }
            at = previous;
        }
        if at > within.start && matches!(self.doc.word(at - 1), "the" | "a" | "an") { at - 1 } else { at }
    }

    /// Whether a capital at the start of a sentence belongs to the title behind it: a country, "Supreme Court Justice", "RBI Governor".
    pub(super) fn starts_title(&self, at: usize, within: &Range<usize>) -> bool {
        let people = &self.lexicon.people;
        let country = people.country(self.surface(at..at + 1)).is_some() || people.country(self.surface(at..at + 2)).is_some();
        let (word, next) = (self.surface(at..at + 1), at + 1 < within.end && self.capital(at + 1));
        let known = next || self.seen.capital[self.doc.tokens[at].word.index()];
        let party = people.party(word).is_some();
        country || self.is_acronym(at..at + 1) || party || known && self.facts(at).noun.is_none() && self.starts_run(at, within)
    }

    /// The names before a role that are no country: "Taliban spokesman", "United Nations envoy", "Norlandic Labour leader".
    pub(super) fn affiliation(&self, title: Range<usize>) -> Option<&'a str> {
        // "State Department" holds a word that stands before roles too.
        let adjective = |t: usize| {
            let next = t + 1 < title.end && self.capital(t);
            let part =
                next && (self.is_body(t + 1..t + 2) || self.doc.word(t) == "new" && self.capital(t + 1) && !self.is_acronym(t + 1..t + 2));
            self.facts(t).premodifier && !part
        };
        let names = |t: &usize| self.capital(*t) && !adjective(*t) && !self.is_day(*t) && !matches!(self.doc.word(*t), "the" | "a" | "an");
        let mut start = title.clone().find(|t| names(t))?;
        let mut end = (start..title.end).find(|t| !names(t)).unwrap_or(title.end);
        let country =
            |length: usize| start + length <= title.end && self.lexicon.people.country(self.surface(start..start + length)).is_some();
        if let Some(length) = [2, 1].into_iter().find(|length| country(*length)) {
            start += length - 1;
            start += 1 + usize::from(start + 1 < title.end && self.doc.word(start + 1) == "'s");
            end = (start..title.end).find(|t| !names(t)).unwrap_or(title.end);
        }
        // "Ida Ek's Labour MP": the body, not whose member it is.
        let owner = end < title.end && self.doc.word(end) == "'s";
        let person = owner && (start..end).any(|t| self.facts(t).first_name.is_some());
        let party = |t: usize| self.lexicon.people.party(self.surface(t..t + 1)).is_some();
        if let Some(body) = (end..title.end).filter(|_| owner).find(|t| names(t)).filter(|t| person || party(*t)) {
            start = body;
            end = (start..title.end).find(|t| !names(t)).unwrap_or(title.end);
        }
        let whole = self.lexicon.people.country(self.surface(start..end)).is_some();
        (start < end && !whole).then(|| self.surface(start..end))
    }

    /// The first country named in a stretch of tokens.
    pub(super) fn country_in(&self, tokens: Range<usize>) -> Option<&'a str> {
        // "Latin American" is of no one country.
        let region = |at: usize| at > tokens.start && self.lexicon.people.is_region(self.surface(at - 1..at + 1));
        let lookup = |length: usize| {
            let starts = tokens.start..tokens.end.saturating_sub(length - 1);
            starts.into_iter().filter(|at| !region(*at)).find_map(|at| self.lexicon.people.country(self.surface(at..at + length)))
        };
        lookup(2).or_else(|| lookup(1)).map(|c| &*c.name)
    }

    pub(super) fn gender(&self, name: &Range<usize>, role: Option<Range<usize>>) -> Option<Gender> {
        let title = role.and_then(|r| self.lexicon.people.title_gender(self.doc.word(r.end - 1)));
        title.or_else(|| self.facts(name.start).first_name.filter(|_| name.len() > 1))
    }

    /// "Norland's envoy to the talks, Ida Ek," tells her role and country too.
    pub(super) fn read_title_before(&self, found: &mut Found<'a>, name_start: usize, within: &Range<usize>) {
        let comma = name_start.checked_sub(1).filter(|t| *t > within.start && self.doc.word(*t) == ",");
        let (Some(comma), None) = (comma, &found.role) else { return };
        let low = within.start.max(comma.saturating_sub(LONGEST_APPOSITION));
        let start = (low..comma).rev().find(|t| matches!(self.doc.word(*t), "," | ";" | "and" | "but" | "that")).map_or(low, |t| t + 1);
        let start = self.behind_saying(start..comma);
        let clause = (start..comma).any(|i| self.finite(i));
        let ends = |to: usize| to == comma || self.facts(to).class.any(Class::PREPOSITION);
        let mut roles = (start + 1..comma + 1).filter(|to| ends(*to));
        let role = roles.find_map(|to| self.role_before(start, to).map(|(at, class)| (at..to, class)));
        // "Ek came with his wife, Ida Ek."
        let own = |role: &Range<usize>| role.start > start && self.facts(role.start - 1).class.any(Class::POSSESSIVE);
        let behind = self.doc.tokens_in(found.name).end;
        let closed = behind >= within.end || matches!(self.doc.word(behind), "," | "." | ";");
        let fits = |role: &Range<usize>| !clause || own(role) && role.end == comma && closed;
        let Some((role, _)) = role.filter(|(role, class)| fits(role) && *class != RoleClass::Honorific) else { return };
        let role = self.first_of_two(role, low);
        let next = role.end;
        // "in Sudland alongside Norland's envoy, Ida Ek"
        let part = |t: &usize| !self.facts(*t).class.any(Class::PREPOSITION | Class::COORDINATOR) && self.doc.word(*t) != ",";
        let start = (start..role.start).rev().take_while(part).last().unwrap_or(role.start);
        found.country = found.country.take().or_else(|| self.country_in(start..next));
        found.affiliation = found.affiliation.take().or_else(|| self.owner(start..role.start, within));
        found.gender = found.gender.or_else(|| self.lexicon.people.title_gender(self.doc.word(role.end - 1)));
        found.role = Some(self.surface(self.qualified(role, start)));
        found.kind = EntityKind::Person;
        found.certain = true;
    }

    /// "Norland's speaker of parliament and former envoy, Ida Ek": the office that she has, of both.
    fn first_of_two(&self, role: Range<usize>, low: usize) -> Range<usize> {
        let and = self.qualified(role.clone(), low).start.checked_sub(1).filter(|t| *t > low && self.doc.word(*t) == "and");
        let Some(and) = and.filter(|t| self.lexicon.people.has(self.doc.word(t + 1), Trait::PAST)) else { return role };
        let start = (low..and).rev().find(|t| matches!(self.doc.word(*t), "," | ";" | "but" | "that")).map_or(low, |t| t + 1);
        let ends = |to: usize| to == and || self.facts(to).class.any(Class::PREPOSITION);
        let held = (start + 1..and + 1).filter(|to| ends(*to)).find_map(|to| Some(self.role_before(start, to)?.0..to));
        held.filter(|_| !(start..and).any(|t| self.finite(t))).unwrap_or(role)
    }

    /// The body whose title it is: "the Velmark's director", "Velmark Watch's director"; a name alone may be a person's ("Ek's lawyer").
    pub(super) fn owner(&self, title: Range<usize>, within: &Range<usize>) -> Option<&'a str> {
        let opens = |t: usize| t == within.start && self.capital(t) && self.doc.word(t) != "the" && !self.starts_run(t, within);
        let start = title.start + usize::from(title.start < title.end && opens(title.start));
        let owner = self.affiliation(start..title.end)?;
        let the = self.doc.word(title.start) == "the";
        let genitive = title.clone().any(|t| matches!(self.doc.word(t), "'s" | "'"));
        let alone = !owner.contains(' ') && genitive && owner.chars().any(char::is_lowercase);
        (the || !alone).then_some(owner)
    }

    /// `"…," said its leader, Ida Ek`: the title starts behind the verb of saying.
    pub(super) fn behind_saying(&self, title: Range<usize>) -> usize {
        let saying = |t: &usize| self.lexicon.cues.head(self.doc.word(*t)).is_some_and(|h| h.forms.past || h.forms.third);
        let verb = title.clone().rev().find(saying).map(|t| t + 1).filter(|t| *t < title.end);
        verb.filter(|t| self.facts(*t).class.any(Class::DETERMINER | Class::POSSESSIVE) || self.capital(*t)).unwrap_or(title.start)
    }

    /// "Norland's Ida Ek", "Velmark Watch's Ida Ek", "Ida Ek of the Velmark Institute": country and body around a name alone.
    pub(super) fn read_surroundings(&self, found: &mut Found<'a>, name: &Range<usize>, within: &Range<usize>) {
        let genitive = name.start.checked_sub(2).filter(|t| *t >= within.start && self.doc.word(*t + 1) == "'s" && self.capital(*t));
        if let Some(last) = genitive {
            let first = (within.start..=last).rev().take_while(|t| self.capital(*t)).last().unwrap_or(last);
            let first = if first == within.start && first < last && !self.starts_run(first, within) { first + 1 } else { first };
            let country = self.country_in(first..last + 1);
            let person = (first..=last).any(|t| self.facts(t).first_name.is_some());
            let known = self.facts(name.start).first_name.is_some();
            if country.is_none() && known && !person && !self.is_day(last) {
                found.affiliation = found.affiliation.take().or_else(|| Some(self.surface(first..last + 1)));
            }
            found.country = found.country.take().or(country);
            return;
        }
        let word = |t: usize| if t < within.end { self.doc.word(t) } else { "" };
        let known = self.facts(name.start).first_name.is_some();
        if !known || !matches!(word(name.end), "of" | "from" | "at") || word(name.end + 1) != "the" {
            return;
        }
        let based = usize::from(word(name.end + 2).ends_with("-based"));
        let start = name.end + 2 + based;
        let end = (start..within.end).find(|t| !self.capital(*t)).unwrap_or(within.end);
        if end > start && end - start < LONGEST_ROLE && self.is_body(start..end) {
            found.affiliation = found.affiliation.take().or_else(|| Some(self.surface(start..end)));
        }
    }

    /// "General Ida Ek, the army chief,", "Sen. Ida Ek, a Texas Democrat,": what an apposition tells beside a rank or seat.
    pub(super) fn read_rank_apposition(
        &self,
        found: &mut Found<'a>,
        category: Option<RoleClass>,
        around: Range<usize>,
        within: &Range<usize>,
    ) {
        let name_end = around.end;
        const NEAR: usize = 5;
        let titled = |r: &&str| self.lexicon.people.is_style(&r.to_lowercase());
        if category == Some(RoleClass::Military) || found.role.as_ref().is_some_and(titled) {
            let rank = (found.role.take(), found.office.take());
            self.read_apposition(found, name_end, within);
            self.read_title_before(found, around.start, within);
            if found.role.is_none() {
                (found.role, found.office) = rank;
            }
        } else if category == Some(RoleClass::Legislator) && name_end + 1 < within.end && self.doc.word(name_end) == "," {
            let end = (name_end + 1..within.end.min(name_end + NEAR)).find(|t| self.doc.tokens[*t].kind == TokenKind::Mark);
            let party = self.party_in(name_end + 1..end.unwrap_or(within.end.min(name_end + NEAR)));
            found.affiliation = found.affiliation.take().or(party);
        }
    }

    /// ", the Norlandic envoy to Sudland," after a name tells its role and country.
    pub(super) fn read_apposition(&self, found: &mut Found<'a>, name_end: usize, within: &Range<usize>) {
        let start = name_end + 1;
        // "the envoy, Ida Ek, and her counterpart": what follows "and" is said of another.
        if start >= within.end || self.doc.word(name_end) != "," || self.facts(start).class.any(Class::COORDINATOR) {
            return;
        }
        let limit = within.end.min(start + LONGEST_APPOSITION);
        let end = (start..limit).find(|i| matches!(self.doc.word(*i), "," | "." | "who" | "which" | "whose")).unwrap_or(limit);
        let clause = (start..end).any(|i| self.finite(i)) || self.is_verb(start);
        let role = (start + 1..end + 1).find_map(|to| {
            let (at, class) = self.role_before(start, to)?;
            let longer = to < end && self.role_before(at, to + 1).is_some_and(|(from, _)| from == at);
            // "the Conservative pensions minister" has a party before the office.
            let party = class == RoleClass::Party && self.capital(at) && to < end && !self.facts(to).class.any(Class::PREPOSITION);
            (class != RoleClass::Honorific && !longer && !party && !self.is_rank(at..to, end)).then_some(at..to)
        });
        // "the leader wants"
        let clause = clause || role.as_ref().is_some_and(|r| r.end < end && self.is_third(r.end));
        let nobody = role.is_none() && !clause;
        let (Some(role), false) = (role, clause) else {
            // "Velmark Friends, a lobby group,"
            let last = (start..end).find(|t| self.facts(*t).class.any(Class::PREPOSITION)).unwrap_or(end);
            let body = nobody && self.facts(start).class.any(Class::DETERMINER) && self.is_body(last.saturating_sub(1).max(start)..last);
            if body && !found.certain {
                found.kind = EntityKind::Body;
            }
            return;
        };
        // "a former police chief" is no police chief, nor a "former U.S. ambassador" one.
        let plain = (start..role.start).rev().take_while(|t| self.facts(*t).premodifier).count();
        let former = (start..role.start).find(|t| self.lexicon.people.has(self.doc.word(*t), Trait::PAST));
        let former = former.filter(|_| self.country_in(start..role.start - plain).is_some());
        let role = former.unwrap_or(role.start - plain)..role.end;
        found.country = found.country.take().or_else(|| self.country_in(start..end));
        let body =
            || self.affiliation(start..role.start).filter(|a| a.chars().all(char::is_uppercase) && self.is_acronym(start..start + 1));
        found.affiliation = found.affiliation.take().or_else(|| self.party_in(start..role.start)).or_else(body);
        let gender = self.lexicon.people.title_gender(self.doc.word(role.end - 1));
        found.gender = found.gender.or(gender);
        // "the man who led the strike" tells no office.
        let anybody = gender.is_some()
            && role.end == end
            && end < within.end
            && matches!(self.doc.word(end), "who" | "whose")
            && self.lexicon.people.role(self.doc.word(role.end - 1)) == Some(RoleClass::Other);
        if !anybody {
            found.office = self.office(role.clone(), start, end).map(|o| self.surface(o));
            found.role = Some(self.surface(role));
        }
        found.kind = EntityKind::Person;
        found.certain = true;
    }

    /// "wants": a verb of saying or thinking in -s.
    fn is_third(&self, token: usize) -> bool {
        !self.capital(token) && self.lexicon.cues.head(self.doc.word(token)).is_some_and(|h| h.forms.third)
    }

    /// ", shows the crowd": a verb in -s with its object or clause opens no apposition.
    fn is_verb(&self, token: usize) -> bool {
        let object = |t: usize| self.facts(t).class.any(Class::DETERMINER | Class::POSSESSIVE) || self.doc.word(t) == "that";
        self.is_third(token) && token + 1 < self.doc.tokens.len() && object(token + 1)
    }

    /// "deputy | legal director", "executive | secretary": a word that may be a role, with the office behind it in the same phrase.
    fn is_rank(&self, role: Range<usize>, end: usize) -> bool {
        const NEAR: usize = 3;
        let rank = role.len() == 1 && !self.capital(role.start);
        let plain =
            |t: &usize| !self.capital(*t) && self.facts(*t).class == Class::default() && self.doc.tokens[*t].kind == TokenKind::Word;
        let mut behind = (role.end..end.min(role.end + NEAR)).take_while(plain);
        rank && behind.any(|t| self.role_before(role.end, t + 1).is_some())
    }

    /// A party named in some tokens.
    pub(super) fn party_in(&self, tokens: Range<usize>) -> Option<&'a str> {
        tokens.into_iter().map(|t| self.surface(t..t + 1)).find(|w| self.lexicon.people.party(w).is_some())
    }

    /// "the | police chief of Norland |, said": a role with the words before it and what it is of, if an apposition holds more than it.
    pub(super) fn office(&self, role: Range<usize>, start: usize, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 9;
        let plain = |t: &usize| {
            let closed = Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION | Class::COORDINATOR | Class::AUXILIARY;
            let genitive = matches!(self.doc.word(*t), "'s" | "'");
            self.doc.tokens[*t].kind == TokenKind::Word && !self.capital(*t) && !genitive && !self.facts(*t).class.any(closed)
        };
        let before = (start..role.start).rev().take_while(plain).count();
        let of = role.end < end && matches!(self.doc.word(role.end), "of" | "for" | "at" | "to");
        let words = |t: usize| self.doc.tokens[t].kind == TokenKind::Word || matches!(self.doc.word(t), "&");
        // "envoy to Sudland | now with the Velmark Institute"
        let end = (role.end..end).find(|t| self.facts(*t).class.any(Class::ADVERB | Class::TIME)).unwrap_or(end);
        let to = if of && (role.end..end).all(words) && end - role.end > 1 { end } else { role.end };
        let office = role.start - before..to;
        (office != role && office.len() <= LONGEST).then_some(office)
    }
}
