//! The words of a role before a name: where they start, and where the name does ("former Norlandic deputy prime minister | Ida Ek").

use std::ops::Range;

use super::names::Finder;
use crate::document::TokenKind;
use crate::lexicon::{Class, RoleClass, Trait};

/// Roles have at most so many words ("chairman of the council of ministers").
pub(super) const LONGEST_ROLE: usize = 6;

impl Finder<'_> {
    /// The longest role that ends before `end`, not before `start`: its first token and category.
    pub(super) fn role_before(&self, start: usize, end: usize) -> Option<(usize, RoleClass)> {
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        if !self.facts(last).ends_role {
            return None;
        }
        // "at 5 pm Ek said"
        let unit = last > start && self.doc.tokens[last - 1].kind == TokenKind::Number && self.doc.tokens[last].span.range().len() == 2;
        if unit {
            return None;
        }
        let from = start.max(end.saturating_sub(LONGEST_ROLE));
        // "fellow Labour deputies", "a fellow EU member": no title of a name behind it.
        let one = if self.doc.word(last) == "fellow" { last } else { end };
        (from..one).find_map(|at| Some((at, self.lexicon.people.role_small(self.surface(at..end))?)))
    }

    /// "Farm Minister": a capital before a role in capitals belongs to it, unless it is a country or looks like one.
    pub(super) fn longer_role(&self, role: Range<usize>, low: usize) -> Range<usize> {
        let Some(before) = role.start.checked_sub(1).filter(|t| *t >= low && self.capital(role.start)) else {
            return role;
        };
        let word = self.doc.word(before);
        // "Monetary Affairs Commissioner"
        let affairs = word == "affairs" && before > low && self.capital(before - 1);
        if affairs && self.lexicon.people.country(self.surface(before - 1..before)).is_none() {
            return before - 1..role.end;
        }
        // "Velmark Gov.", "Halden Mayor": the place is no part of the office.
        let placed = self.lexicon.people.role(&self.surface(role.clone()).to_lowercase()) == Some(RoleClass::Subnational);
        let nation = self.lexicon.people.country(self.surface(before..role.start)).is_some()
            || ["an", "ese", "ish", "ic", "i", "'s"].iter().any(|e| word.ends_with(e));
        let member = role.len() == 1 && self.lexicon.people.role(self.doc.word(role.start)) == Some(RoleClass::Legislator);
        let party = self.lexicon.people.party(self.surface(before..role.start)).is_some();
        // "Puerto Rico Secretary", "Senate Foreign Relations Chairman", "ACLU Executive Director": a name of several words, or of letters.
        let body = before > low && {
            let left = self.surface(before - 1..before);
            let two = self.lexicon.people.country(self.surface(before - 1..role.start)).is_some();
            let opens =
                self.facts(before - 1).premodifier || self.lexicon.people.country(left).is_some() || self.doc.word(before - 1) == "'s";
            two || self.capital(before - 1) && !opens && before - 1 > low
        };
        let body = body || self.is_acronym(before..role.start);
        // "Earlier Foreign Secretary Ida Ek said": the first word of a sentence has a capital whatever it is.
        let opens = before == low && (self.facts(before).class != Class::default() || self.lexicon.words.is_stop(word));
        let taken = body
            || placed
            || opens
            || nation
            || member
            || party
            || self.facts(before).premodifier
            || self.facts(before).noun.is_some()
            || !self.capital(before);
        if taken { role } else { before..role.end }
    }

    /// "Prime Minister Sheikh Ek", "former envoy Dame Ida Ek": the office before an honorific or a rank.
    pub(super) fn office_before(&self, title: &Range<usize>, category: Option<RoleClass>, low: usize) -> Option<Range<usize>> {
        let (at, before) = self.role_before(low, title.start)?;
        let rank = self.lexicon.people.is_style(&self.surface(title.clone()).to_lowercase()) || category == Some(RoleClass::Military);
        (rank && before != RoleClass::Honorific).then_some(at..title.start)
    }

    /// "Chief Minister of Punjab | Ida Ek", "MP for Halden | Ida Ek": the title before the place, and where the name starts.
    pub(super) fn behind_place(&self, role: Option<&Range<usize>>, name: &Range<usize>, low: usize) -> Option<(Range<usize>, usize)> {
        let links = |t: usize| matches!(self.doc.word(t), "of" | "for" | "to");
        let (role, place) = match role {
            Some(role) if links(name.start) && name.len() > 1 => (role.clone(), name.start + 1),
            Some(_) => return None,
            None => {
                let last = name.start.checked_sub(1).filter(|t| *t > low)?;
                if matches!(self.doc.word(last), "and" | "&") {
                    return self.behind_list(last, name, low);
                }
                let of = if self.doc.word(last) == "the" { last - 1 } else { last };
                let (at, _) = self.role_before(low, of).filter(|(at, _)| links(of) && self.capital(*at))?;
                (at..of, name.start)
            }
        };
        let first = (place + 1..name.end.saturating_sub(1)).find(|t| self.facts(*t).first_name.is_some());
        let known = self.facts(place).first_name.is_some();
        // "the President of the Petroleum Dealers Union" is nobody of that name.
        let body = self.is_body(place + 1..name.end);
        first.or_else(|| (!known && !body && name.end - place > 2).then_some(place + 1)).map(|at| (role, at))
    }

    /// "Minister for Children, Young People and Families | Ida Ek": the title before the list, which the name's run ends.
    fn behind_list(&self, and: usize, name: &Range<usize>, low: usize) -> Option<(Range<usize>, usize)> {
        /// A title lists in at most so many words.
        const LONGEST: usize = 10;
        let listed = |t: &usize| self.capital(*t) || matches!(self.doc.word(*t), "," | "and" | "&");
        let first = (name.start + 1..name.end.saturating_sub(1)).find(|t| self.facts(*t).first_name.is_some())?;
        let start = (low..and).rev().take(LONGEST).take_while(listed).last()?;
        let link = start.checked_sub(1).filter(|t| *t > low && matches!(self.doc.word(*t), "of" | "for"))?;
        let (at, class) = self.role_before(low, link).filter(|(at, _)| self.capital(*at))?;
        matches!(class, RoleClass::Minister | RoleClass::Leader | RoleClass::Other).then_some((at..link, first))
    }

    /// "shadow minister", "former envoy": what stands before the role is part of it.
    pub(super) fn qualified(&self, role: Range<usize>, low: usize) -> Range<usize> {
        let mut start = role.start;
        while start > low && self.facts(start - 1).premodifier && self.doc.word(start - 1) != "two" {
            start -= 1;
        }
        start..role.end
    }

    /// "former Norlandic envoy": the word stands before the country, and is said of the role.
    pub(super) fn former(&self, role: Range<usize>, low: usize) -> Range<usize> {
        let country = |words: &usize| {
            let start = role.start.checked_sub(*words).filter(|start| *start > low);
            start.is_some_and(|start| self.lexicon.people.country(self.surface(start..role.start)).is_some())
        };
        let words = [2, 1].into_iter().find(country);
        let before = words.and_then(|words| (role.start - words).checked_sub(1)).filter(|t| *t >= low);
        match before {
            Some(t) if self.lexicon.people.has(self.doc.word(t), Trait::PAST) => t..role.end,
            _ => role,
        }
    }

    /// Where the person's name starts in a run that opens with a long title.
    pub(super) fn long_title(&self, run: &Range<usize>, titled: bool) -> Option<usize> {
        let of = run.clone().rev().find(|t| matches!(self.doc.word(*t), "of" | "for"))?;
        let first = (of + 2..run.end.saturating_sub(1)).find(|t| self.facts(*t).first_name.is_some())?;
        let titled = titled || (run.start..of).any(|t| self.lexicon.people.role(self.doc.word(t)).is_some());
        titled.then_some(first)
    }
}
