//! The parts of a source: asides left out, joint sources parted, examples spelled out.

use std::ops::Range;

use super::coref::{Resolver, speaker_of};
use super::scan::Scan;
use super::{ResolvedBy, Speaker};
use crate::document::{Entity, EntityKind};
use crate::lexicon::{Beside, Class, CountryWord, RoleClass};

/// A member of a source: its tokens and its head.
pub(super) type Part = (Range<usize>, usize);

impl Scan<'_> {
    /// "Ek himself" is Ek.
    pub(super) fn is_reflexive(&self, token: usize) -> bool {
        matches!(self.word(token), "himself" | "herself" | "itself" | "themselves")
    }

    /// A source without the marks, and without the genitive, that a reading of it left at its ends.
    pub(super) fn bare(&self, tokens: Range<usize>) -> Range<usize> {
        let loose = |t: usize| self.is_mark(t) && self.word(t) != "%" || matches!(self.word(t), "'s" | "'") || self.is_reflexive(t);
        let end = tokens.clone().rev().find(|t| !loose(*t)).map_or(tokens.start, |t| t + 1);
        // "when Ek said" is said by Ek.
        let joins = |t: usize| {
            self.is(t, Class::SUBORDINATOR) && self.mention(t).is_none() && matches!(self.word(t), "when" | "as" | "while" | "after")
        };
        let start = (tokens.start..end).find(|t| !self.is_mark(*t) && !joins(*t)).unwrap_or(end);
        // "the likes of Ek and Berg" are Ek and Berg.
        let likes = self.word(start) == "the" && self.word(start + 1) == "likes" && self.word(start + 2) == "of";
        let start = if likes { (start + 3).min(end) } else { start };
        if start < end { start..end } else { tokens }
    }

    /// The stretches of a source outside its asides: "Ek | and Berg" of "Ek, the envoy, and Berg".
    pub(super) fn without_asides(&self, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let (mut start, mut at) = (tokens.start, tokens.start + 1);
        while at < tokens.end {
            if !self.opens_aside(at, tokens) {
                at += 1;
                continue;
            }
            out.push(start..at);
            let close = if self.word(at) == "(" { ")" } else { self.word(at) };
            let end = (at + 1..tokens.end).find(|t| self.word(*t) == close).filter(|_| self.is_mark(at));
            start = end.unwrap_or(tokens.end);
            at = start.max(at + 1);
        }
        out.push(start..tokens.end);
        out.retain(|r| !r.is_empty());
        out
    }

    /// ", who", ", led by", ", the envoy" and "(…" after a noun; "who" alone after a person's name.
    fn opens_aside(&self, at: usize, tokens: &Range<usize>) -> bool {
        let person = self
            .mention(at - 1)
            .is_some_and(|m| self.entities[self.doc.mentions[m].entity].kind == EntityKind::Person && self.mention(at) != Some(m));
        if self.is(at, Class::RELATIVE) {
            return person;
        }
        if self.mention(at).is_some() || !(matches!(self.word(at), "," | "(") || self.is_dash(at)) || at + 1 >= tokens.end {
            return false;
        }
        let next = at + 1;
        let verbal = self.is(next, Class::PARTICIPLE | Class::GERUND | Class::PAST) || self.head(next).is_some_and(|h| h.forms.participle);
        self.word(at) == "("
            || self.is(next, Class::RELATIVE)
            || verbal && !self.capitalized(next) && self.included(at, tokens).is_none()
            || person && self.is_seat(next)
            || person && self.is(next, Class::DETERMINER | Class::POSSESSIVE)
            || person && !self.capitalized(next) && self.lexicon.people.role(self.word(next)).is_some()
    }

    /// Where the name of somebody unnamed ends: "a poll | released on Friday", "voters | who care" go on with what is told of them.
    pub(super) fn name_end(&self, tokens: &Range<usize>) -> usize {
        let told = |t: &usize| {
            // "officials from Sudland, the two countries that mediate"
            let apposed = self.word(*t + 1) == "the" && !(*t + 1..tokens.end).any(|t| matches!(self.word(t), "and" | "or"));
            let aside = self.word(*t) == "," && (apposed || self.is(*t + 1, Class::RELATIVE) || self.reduced(*t + 1, tokens.start));
            aside || self.reduced(*t, tokens.start)
        };
        // "a report released on Friday" is clearer than "report", unlike "the Halden Times poll".
        let end = (tokens.start + 2..tokens.end).find(told).unwrap_or(tokens.end);
        let named = (tokens.start + 1..end).any(|t| self.capitalized(t));
        if named { end } else { tokens.end }
    }

    /// The head of a member: the token before its first preposition, else its last.
    pub(super) fn noun_head(&self, part: &Range<usize>) -> usize {
        part.clone().skip(1).find(|t| self.is(*t, Class::PREPOSITION)).map_or(part.end.saturating_sub(1).max(part.start), |t| t - 1)
    }

    /// Where the examples start in "powers, including Norland": the token after the comma that opens them.
    pub(super) fn included(&self, comma: usize, tokens: &Range<usize>) -> Option<usize> {
        let opens = self.word(comma) == "," || self.is_dash(comma);
        (opens && tokens.contains(&(comma + 1)) && self.beside(comma + 1, Beside::EXAMPLE)).then_some(comma + 1)
    }
}

impl Resolver<'_, '_> {
    /// The members of a source with their heads: "Ek, Berg and the union".
    pub(super) fn parts(&self, tokens: Range<usize>, head: usize) -> Vec<Part> {
        let scan = self.scan;
        let examples = tokens.clone().find_map(|t| Some((t, scan.included(t, &tokens)?)));
        let (whole, rest) = match examples {
            Some((comma, word)) if head < comma => (tokens.start..comma, Some(word + 1..tokens.end)),
            _ => (tokens, None),
        };
        let mut out = self.conjuncts(whole, head);
        if let Some(rest) = rest {
            let named = |part: &Part| scan.mention(part.1).is_some();
            out.extend(self.conjuncts(rest.clone(), scan.noun_head(&rest)).into_iter().filter(named));
        }
        out
    }

    fn conjuncts(&self, tokens: Range<usize>, head: usize) -> Vec<Part> {
        let scan = self.scan;
        if let Some(parts) = self.with_apposition(&tokens).or_else(|| self.behind_apposition(&tokens)) {
            return parts;
        }
        let pieces = scan.without_asides(&tokens);
        let first = pieces.first().cloned().unwrap_or_else(|| tokens.clone());
        let whole = vec![(first.clone(), head)];
        let mut cuts = Vec::new();
        for t in pieces.iter().flat_map(Clone::clone).filter(|t| (tokens.start + 1..tokens.end.saturating_sub(1)).contains(t)) {
            let after = t + 1 + usize::from(scan.word(t) == "," && scan.word(t + 1) == "and");
            let countries = || scan.names(t - 1, EntityKind::Country) && scan.names(t + 2, EntityKind::Country);
            let listed = || !scan.is(t + 1, Class::DETERMINER) || countries();
            let joins = scan.word(t) == "and" || scan.word(t) == "," && listed() && after < tokens.end;
            if scan.mention(t).is_none()
                && joins
                && !scan.in_title(t, tokens.end)
                && !self.inside_office(t, &tokens)
                && !self.inside_premodifier(t, &tokens)
            {
                cuts.push(t);
            }
        }
        if !cuts.iter().any(|t| scan.word(*t) == "and") {
            return whole;
        }
        let both = tokens.start > 0 && scan.word(tokens.start - 1) == "both";
        if let Some(part) = self.twice(&tokens, &cuts).filter(|_| !both) {
            return vec![part];
        }
        let first_end = cuts.first().copied().unwrap_or(tokens.end);
        // "the leaders of Norland and Sudland", "Norlandic and Sudlandic officials" are one each.
        let hangs = (tokens.start..first_end).any(|t| scan.is(t, Class::PREPOSITION)) && scan.mention(head).is_none();
        let adjective = first_end > tokens.start && scan.country(first_end - 1).is_some_and(|(_, by)| by == CountryWord::Adjective);
        // "Harbourite and Valley senators"
        let party = |t: usize| scan.lexicon.people.party(scan.surface(t)).is_some();
        let parties = first_end > tokens.start && party(first_end - 1) && party(first_end + 1) && first_end + 2 < tokens.end;
        // "U.S. and Sudlandic officials"
        let next = first_end + 1;
        let letters = !scan.surface(first_end - 1).contains(char::is_lowercase);
        let alike = letters
            && scan.names(first_end - 1, EntityKind::Country)
            && scan.country(next).is_some_and(|(_, by)| by == CountryWord::Adjective)
            && tokens.end == next + 2
            && scan.is_word(next + 1)
            && !scan.capitalized(next + 1);
        if hangs || adjective || alike || parties && !scan.is_mark(first_end + 2) && scan.word(first_end + 2) != "and" {
            return whole;
        }
        let mut parts = Vec::new();
        for piece in pieces {
            let mut start = piece.start;
            let inside = cuts.iter().copied().filter(|c| piece.contains(c));
            for cut in inside.chain([piece.end]) {
                if start < cut {
                    let part = start..cut;
                    let head = scan.noun_head(&part);
                    parts.push((part, head));
                }
                start = cut + 1;
            }
        }
        // "The envoy, Ida Ek, and her counterpart, Otto Berg": the office is that of the name behind it.
        let named = |part: &Part| scan.names(part.1, EntityKind::Person);
        let apposed = |part: &Part, next: &Part| {
            scan.word(next.0.start - 1) == "," && scan.is_role(part.1) && scan.mention(part.1).is_none() && named(next)
        };
        let offices: Vec<bool> = parts.iter().enumerate().map(|(i, p)| parts.get(i + 1).is_some_and(|next| apposed(p, next))).collect();
        let mut offices = offices.into_iter();
        parts.retain(|_| !offices.next().unwrap_or_default());
        parts
    }

    /// "Ek, head of roads, rails and ports, and other experts": all that follows the comma tells who Ek is, up to an "and" with somebody
    /// else behind it.
    fn with_apposition(&self, tokens: &Range<usize>) -> Option<Vec<Part>> {
        let scan = self.scan;
        let m = &scan.doc.mentions[scan.mention(tokens.start)?];
        let end = scan.doc.tokens_in(m.name).end;
        let person = scan.entities[m.entity].kind == EntityKind::Person;
        let lower = |t: usize| scan.is_word(t) && !scan.capitalized(t) && scan.word(t) != "and";
        // "Ek, publisher and editor of the Post"
        let two_offices = scan.word(end + 2) == "and" && scan.is_person_role(end + 1) && scan.is_person_role(end + 3);
        let aside = scan.included(end, tokens).is_none()
            && (lower(end + 1) && (lower(end + 2) || two_offices) || self.is_office_of_another(end + 1, tokens));
        if !person || end + 2 >= tokens.end || scan.word(end) != "," || !aside || scan.is(end + 1, Class::RELATIVE | Class::PARTICIPLE) {
            return None;
        }
        let person_at = |t: usize| {
            let mention = scan.mention(t).map(|m| &scan.doc.mentions[m]);
            mention.is_some_and(|m| scan.entities[m.entity].kind == EntityKind::Person && !self.modifies(m.name))
        };
        let somebody = |t: usize| person_at(t) || matches!(scan.word(t), "other" | "others") || scan.is(t, Class::POSSESSIVE);
        let and = (end + 1..tokens.end.saturating_sub(1)).find(|t| scan.word(*t) == "and" && scan.word(*t - 1) == "," && somebody(*t + 1));
        let mut parts = vec![(tokens.start..end, end - 1)];
        if let Some(and) = and {
            let rest = and + 1..tokens.end;
            parts.extend(self.conjuncts(rest.clone(), scan.noun_head(&rest)));
        }
        Some(parts)
    }

    /// "Ek, | Norland's director of roads and rails", "Ek, | Berg's cousin and spokesman": the office of whoever stands before, where nobody else
    /// is named behind it.
    fn is_office_of_another(&self, start: usize, tokens: &Range<usize>) -> bool {
        /// Words of the owner, and words up to the role.
        const NEAR: usize = 4;
        let scan = self.scan;
        let adjective = scan.country(start).is_some_and(|(_, by)| by == CountryWord::Adjective);
        let owner = (start..tokens.end.min(start + NEAR)).find(|t| matches!(scan.word(*t), "'s" | "'")).filter(|_| scan.capitalized(start));
        let Some(office) = owner.or(Some(start).filter(|_| adjective)).map(|t| t + 1) else { return false };
        let small = |t: &usize| scan.is_word(*t) && !scan.capitalized(*t);
        let mut words = (office..tokens.end.min(office + NEAR)).take_while(small);
        let role = words.any(|t| scan.lexicon.people.role(scan.word(t)).is_some());
        let another = |t: usize| {
            let mention = scan.mention(t).map(|m| &scan.doc.mentions[m]);
            mention.is_some_and(|m| scan.entities[m.entity].kind == EntityKind::Person && !self.possessor(m.name))
        };
        role && !(start..tokens.end).any(another)
    }

    /// "A devout man and father of eight, Otto Berg": who the words before the comma tell of is named behind it.
    fn behind_apposition(&self, tokens: &Range<usize>) -> Option<Vec<Part>> {
        let scan = self.scan;
        let m = &scan.doc.mentions[scan.mention(tokens.end - 1)?];
        let name = scan.doc.tokens_in(m.span);
        let person = scan.entities[m.entity].kind == EntityKind::Person && name.end == tokens.end;
        let comma = name.start.checked_sub(1).filter(|t| person && *t > tokens.start && scan.word(*t) == ",")?;
        let another = (tokens.start..comma).any(|t| scan.names(t, EntityKind::Person) || scan.word(t) == ",");
        let one = matches!(scan.word(tokens.start), "a" | "an");
        (one && !another).then(|| vec![(name.clone(), name.end - 1)])
    }

    /// "the leaders of Norland and Sudland", "the Norlandic and Sudlandic ministers": one speaker a country.
    pub(super) fn by_countries(&self, tokens: &Range<usize>, head: usize, reasons: &mut Vec<String>) -> Option<Vec<Speaker>> {
        let scan = self.scan;
        let role = scan.word(head).strip_suffix('s')?;
        let class = scan.lexicon.people.role(role)?;
        if !matches!(class, RoleClass::Leader | RoleClass::Minister) || scan.mention(head).is_some() {
            return None;
        }
        let listed = |range: Range<usize>| -> Vec<&str> { range.filter_map(|t| scan.country(t)).map(|(name, _)| name).collect() };
        let (before, after) = (listed(tokens.start..head), listed(head + 1..tokens.end));
        let of = scan.word_in(head + 1, tokens) == "of";
        let countries = if of && before.is_empty() { after } else { before };
        if countries.len() < 2 || !tokens.clone().any(|t| scan.word(t) == "and") {
            return None;
        }
        // "prime ministers": the words before the head that belong to the role.
        let full =
            (head > tokens.start).then(|| format!("{} {role}", scan.word(head - 1))).filter(|r| scan.lexicon.people.role(r).is_some());
        let role = full.unwrap_or_else(|| role.to_owned());
        let class = scan.lexicon.people.role(&role).unwrap_or(class);
        let mention = Some(scan.span(tokens.clone()));
        let known: Vec<Option<&Entity>> = countries.iter().map(|c| self.holder(&role, class, c)).collect();
        if role == "leader" && known.iter().all(Option::is_none) {
            return None;
        }
        reasons.push(format!("speaker: the {role} of each country named"));
        let of_country = |country: &str| Speaker {
            name: format!("{role} of {country}"),
            role: Some(role.clone()),
            affiliation: None,
            country: Some(country.to_owned()),
            resolved_by: ResolvedBy::Description,
            mention,
        };
        let speakers = known.into_iter().zip(countries);
        Some(speakers.map(|(e, c)| e.map_or_else(|| of_country(c), |e| speaker_of(e, ResolvedBy::Description, mention))).collect())
    }

    /// The person of a country who is named with this role, or for "leader" with any that leads.
    pub(super) fn holder(&self, role: &str, class: RoleClass, country: &str) -> Option<&Entity> {
        let people = &self.scan.lexicon.people;
        self.scan.entities_in_view().find(|e| {
            let Some(theirs) = e.role.as_deref().map(str::to_lowercase) else { return false };
            let leads = role == "leader" && (people.role(&theirs) == Some(RoleClass::Leader) || theirs == "prime minister");
            let same = theirs == role || class != RoleClass::Minister && theirs.split_whitespace().any(|w| w == role);
            e.kind == EntityKind::Person && e.country.as_deref() == Some(country) && (leads || same)
        })
    }
}
