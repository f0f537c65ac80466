//! Names in the body: the runs of capitalized words that [`runs`](super::runs) finds, parted into title and name.
//!
//! A run is read from the right: what follows the last role in it is the name ("French President | Emmanuel Macron"). A role in
//! lower case may stand before the run ("US envoy | Steve Witkoff"), an apposition after it ("Ana Ek, the Norlandic envoy,").

use std::ops::Range;

use super::entities::Found;
use super::runs::capitalized;
use super::seen::Seen;
use crate::document::EntityKind;
use crate::lexicon::{Class, Country, CountryWord, NameFacts, RoleClass, SourceNoun, Trait};
use crate::{Document, Lexicon};

/// Finds the names of the body, in order. Cost: linear in the tokens.
pub(super) fn find<'a>(doc: &'a Document, lexicon: &'a Lexicon) -> Vec<Found<'a>> {
    let capitals: Vec<bool> = (0..doc.tokens.len()).map(|token| capitalized(doc, lexicon, token)).collect();
    let finder = Finder { doc, lexicon, seen: Seen::of(doc, &capitals, lexicon), capitals };
    let mut out: Vec<Found<'_>> = Vec::new();
    for sentence in &doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            // Most words are none.
            match finder.capital(at).then(|| finder.run(at, &sentence.tokens)).flatten() {
                Some(run) => {
                    at = run.end;
                    if let Some(found) = finder.read(run, &sentence.tokens) {
                        // "US" in "US envoy Tom Reed" is part of his title.
                        while out.last().is_some_and(|last| found.span.contains(last.span)) {
                            out.pop();
                        }
                        out.push(found);
                    }
                }
                None => at += 1,
            }
        }
    }
    out
}

/// Finds names in a document; `titles` reads what stands around them.
pub(super) struct Finder<'a> {
    pub(super) doc: &'a Document,
    pub(super) lexicon: &'a Lexicon,
    pub(super) seen: Seen,
    /// See [`capitalized`], of each token.
    capitals: Vec<bool>,
}

impl<'a> Finder<'a> {
    /// Whether a token starts with a capital letter.
    pub(super) fn capital(&self, token: usize) -> bool {
        self.capitals[token]
    }

    /// What the lists say of a token by itself.
    pub(super) fn facts(&self, token: usize) -> NameFacts {
        self.doc.vocabulary.entry(self.doc.tokens[token].word).name_facts(self.lexicon)
    }

    pub(super) fn is_body(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|i| self.facts(i).noun == Some(SourceNoun::Body))
    }

    pub(super) fn surface(&self, tokens: Range<usize>) -> &'a str {
        self.doc.token_span(tokens).map_or("", |s| self.doc.slice(s))
    }

    /// Parts a run into title and name.
    fn read(&self, run: Range<usize>, within: &Range<usize>) -> Option<Found<'a>> {
        if let Some(country) = self.lexicon.people.country(self.surface(run.clone())) {
            return self.country(run, country);
        }
        // "Eastern European NATO members"
        let last = run.end - 1;
        let adjective = |t: usize| ["ern", "ean", "ian", "ese", "ish"].iter().any(|end| self.doc.word(t).ends_with(end));
        if run.len() > 1
            && self.is_acronym(last..run.end)
            && (run.start..last).all(adjective)
            && let Some(body) = self.lexicon.people.country(self.surface(last..run.end))
        {
            return self.country(last..run.end, body);
        }
        // "In September, in his first speech as emir, ..."
        let month = run.len() == 1 && self.facts(run.start).class.any(Class::MONTH) && self.facts(run.start).first_name.is_none();
        if month {
            return None;
        }
        // "Fellow Norlander Ida Ek": somebody like the one before.
        let fellow = run.len() > 1 && self.doc.word(run.start) == "fellow";
        let run = self.behind_plural(run.start + usize::from(fellow)..run.end);
        // "Green MPs"
        let several = run.len() == 2 && self.lexicon.people.is_plural_role(self.doc.word(last));
        let party = |words: Range<usize>| self.lexicon.people.party(self.surface(words)).is_some();
        if several && party(run.start..last) && !party(run.clone()) {
            return None;
        }
        let (run, letters) = self.without_letters(run);
        let in_run = (run.start + 1..run.end + 1)
            .rev()
            .filter(|end| if *end < run.end { self.doc.word(*end) != "'s" } else { !self.is_body(*end - 1..*end) })
            .filter_map(|end| self.role_before(within.start, end).map(|r| (r, end)))
            .find(|((at, _), end)| !self.is_surname(*at..*end, &run) && !self.ends_party(*at..*end, &run))
            .map(|((at, category), end)| ((self.behind_body(at..end), category), end));
        let (role, name, category) = match in_run {
            Some(((at, category), end)) => (Some(at..end), end..run.end, Some(category)),
            None if fellow => (None, run.clone(), None),
            None => match self.role_before(within.start, run.start) {
                Some((at, category)) => (Some(self.behind_body(at..run.start)..run.start), run.clone(), Some(category)),
                None => (None, run.clone(), None),
            },
        };
        if name.is_empty() {
            return None;
        }
        // "the Justice Department" has no justice for its head.
        let (role, name, category) = if role.as_ref().is_some_and(|r| r.start >= run.start && r.len() == 1) && self.is_body(name.clone()) {
            (None, run.clone(), None)
        } else {
            (role, name, category)
        };
        // "Director of National Intelligence James Clapper": a first name behind "of" parts the title from the name.
        let (role, name) = match self.long_title(&name, role.is_some()) {
            Some(at) => (Some(role.map_or(name.start, |r| r.start)..at), at..name.end),
            None => (role, name),
        };
        let (role, name, place) = match self.behind_place(role.as_ref(), &name, within.start) {
            Some((role, at)) => (Some(role), at..name.end, Some(at)),
            None => (role, name, None),
        };
        let office = role.as_ref().and_then(|r| self.office_before(r, category, within.start));
        let titled = office.is_some();
        let role = office.or(role).map(|r| self.longer_role(r, within.start));
        let role = role.map(|r| self.qualified(r, within.start)).map(|r| self.former(r, within.start));
        // "the Secretary of State for Culture": nobody is named.
        if role.is_some() && !self.capital(name.start) && !self.facts(name.start).particle {
            return None;
        }
        let name = self.without_country(name, role.is_none());
        let party = self.party_of(&name);
        let name = name.start + party.map_or(0, |(words, _)| words)..name.end;
        let party = party.map(|(_, party)| party);
        let body = role.is_none() && (self.is_body(name.clone()) || self.is_acronym(name.clone()));
        let start = role.as_ref().map_or(name.start, |r| self.premodifiers(r.start, within));
        let end = letters.as_ref().map_or(name.end, |l| l.end);
        let mut found = Found::new(self.doc.token_span(start..end)?, self.doc.token_span(name.clone())?);
        // "the Halden Post", unlike "the Ida Ek campaign"
        let the = name.start > within.start && self.doc.word(name.start - 1) == "the" && name.len() > 1;
        let known = self.facts(name.start).first_name.is_some();
        // "the law firm Baker Lund", "the aid group Harbour Watch"
        let kind = name.start.checked_sub(1).filter(|t| *t >= within.start && !self.capital(*t)).map_or("", |t| self.doc.word(t));
        let of_kind = name.len() > 1 && self.lexicon.people.is_generic_body(kind);
        let body = body || (the || of_kind) && role.is_none() && !known;
        found.kind = if body { EntityKind::Body } else { self.person_or_body(&name, category) };
        found.country = self.country_in(start..name.start);
        found.gender = self.gender(&name, role.clone());
        found.affiliation =
            self.affiliation(start..role.as_ref().map_or(start, |r| r.start)).or(party).or_else(|| self.party_in(role.clone()?));
        found.certain = role.is_some() || known;
        found.office = place.zip(role.as_ref()).map(|(at, r)| self.surface(r.start..at));
        found.role = role.filter(|_| titled || category != Some(RoleClass::Honorific)).map(|r| self.surface(r));
        if found.role.is_none() && !body {
            if name.len() > 1 {
                self.read_surroundings(&mut found, &name, within);
            }
            self.read_apposition(&mut found, end, within);
            self.read_title_before(&mut found, start, within);
        } else if !body {
            self.read_rank_apposition(&mut found, category, start..name.end, within);
        }
        found.role = found.role.or_else(|| letters.map(|l| self.surface(l)));
        Some(found)
    }

    /// "Senators | Ida Ek and Otto Berg": the first name behind the title of several.
    fn behind_plural(&self, run: Range<usize>) -> Range<usize> {
        /// A title of several has at most so many words before it ("Harbour Party Senators").
        const LONGEST: usize = 4;
        let titled = |at: usize| self.lexicon.people.is_plural_role(self.doc.word(at)) && self.facts(at + 1).first_name.is_some();
        let title = (run.start..run.end.saturating_sub(2)).take(LONGEST).find(|at| titled(*at));
        title.map_or(run.start, |at| at + 1)..run.end
    }

    /// "Ida Ek | MP": a run without the seat behind the name, and the seat.
    fn without_letters(&self, run: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        let last = run.end - 1;
        let seat = run.len() > 2 && self.is_acronym(last..run.end) && self.lexicon.people.is_suffix(self.surface(last..run.end));
        if seat && self.facts(last).ends_role { (run.start..last, Some(last..run.end)) } else { (run, None) }
    }

    /// "Ida Bishop", and "Bishop" elsewhere: a role behind a first name, at the end of the run, is a surname.
    fn is_surname(&self, role: Range<usize>, run: &Range<usize>) -> bool {
        let last = role.len() == 1 && role.end == run.end;
        let Some(before) = role.start.checked_sub(1).filter(|_| last) else {
            return last && self.seen.surname[self.doc.tokens[role.start].word.index()];
        };
        // "Ms King", "Harbour MP Ona King"
        let told = || before > run.start && self.capital(before) && self.role_before(run.start, before).is_some();
        if (self.lexicon.people.has(self.doc.word(before).trim_end_matches('.'), Trait::COURTESY) || told())
            && self.names_a_surname(role.start)
        {
            return true;
        }
        match role.start > run.start {
            true => self.facts(before).first_name.is_some(),
            false => self.seen.surname[self.doc.tokens[role.start].word.index()] && !self.facts(before).class.any(Class::DETERMINER),
        }
    }

    /// Whether a role behind "Mr" or "Ms" is a surname: one that somebody has, or a title that no "Mr" stands before ("Mr President").
    fn names_a_surname(&self, role: usize) -> bool {
        let id = self.doc.tokens[role].word.index();
        self.seen.surname[id] || self.lexicon.people.has(self.doc.word(role), Trait::SURNAME)
    }

    /// "Liberal Democrat Ida Ek": a member of a party of two words.
    fn ends_party(&self, role: Range<usize>, run: &Range<usize>) -> bool {
        role.len() == 1 && role.start > run.start && self.lexicon.people.party(self.surface(role.start - 1..role.end)).is_some()
    }

    /// "Harbour Party leader": where the role starts, without the last word of the body's name.
    fn behind_body(&self, role: Range<usize>) -> usize {
        let parts = role.len() > 1 && role.start > 0 && self.capital(role.start) && !self.capital(role.start + 1);
        role.start + usize::from(parts && self.is_body(role.start..role.start + 1) && self.capital(role.start - 1))
    }

    /// Whether a verb makes a clause of the words around it.
    pub(super) fn finite(&self, token: usize) -> bool {
        let cue = || self.lexicon.cues.head(self.doc.word(token)).is_some_and(|h| h.forms.past && !h.forms.base);
        self.facts(token).class.any(Class::AUXILIARY | Class::PAST | Class::THIRD) || cue()
    }

    fn country(&self, run: Range<usize>, country: &'a Country) -> Option<Found<'a>> {
        let surface = self.surface(run.clone());
        let people_of = country.by == CountryWord::Adjective && surface.ends_with('s') && run.len() == 1;
        if country.by == CountryWord::Adjective && !people_of {
            return None;
        }
        let span = self.doc.token_span(run)?;
        let mut found = Found::new(span, span);
        found.kind = EntityKind::Country;
        found.country = Some(&*country.name);
        found.canonical = (country.by != CountryWord::Metonym).then_some(&*country.name);
        found.certain = true;
        Some(found)
    }

    /// "Norlandic Ana Ek" is rare, "Russian Orthodox Church" is not: a country is taken off only before a person's name.
    fn without_country(&self, name: Range<usize>, keep: bool) -> Range<usize> {
        let adjective =
            self.lexicon.people.country(self.surface(name.start..name.start + 1)).is_some_and(|c| c.by == CountryWord::Adjective);
        if !keep && adjective && name.len() > 1 { name.start + 1..name.end } else { name }
    }

    /// "Republican Ida Ek", "Democrat Otto Lund": the party before the name of a member.
    fn party_of(&self, name: &Range<usize>) -> Option<(usize, &'a str)> {
        let named = |words: usize| self.lexicon.people.party(self.surface(name.start..name.start + words));
        let of_member = |words: usize| name.len() > words + 1 && self.facts(name.start + words).first_name.is_some();
        [2, 1].into_iter().filter(|words| of_member(*words)).find_map(|words| Some((words, named(words)?)))
    }

    pub(super) fn is_acronym(&self, name: Range<usize>) -> bool {
        let surface = self.surface(name.clone());
        name.len() == 1 && surface.chars().filter(|c| c.is_uppercase()).count() > 1 && !surface.chars().any(char::is_lowercase)
    }

    fn person_or_body(&self, name: &Range<usize>, role: Option<RoleClass>) -> EntityKind {
        /// Of more words a headline is made, not a person's name.
        const LONGEST: usize = 7;
        let first = self.facts(name.start).first_name.is_some() && name.len() <= LONGEST;
        // "This Morning"
        if !first && role.is_none() && matches!(self.doc.word(name.start), "this" | "that" | "these" | "those" | "our" | "your" | "my") {
            return EntityKind::Body;
        }
        // "Norland Post Agency", unlike "Georgia Ek"
        let national = self.lexicon.people.country(self.surface(name.start..name.start + 1)).is_some_and(|c| c.by == CountryWord::Name);
        if role.is_none() && !first && national && name.len() > 2 {
            return EntityKind::Body;
        }
        if role.is_some() || first && name.len() > 1 || name.len() > 1 && name.len() < 5 { EntityKind::Person } else { EntityKind::Body }
    }
}
