//! Descriptions of whoever the text is about, where no role or name says who: "the nominee", "the Republican", "the billionaire".
//!
//! From the near to the far: who was heard last, who opens the sentence, who opens the sentences before, the only person named there.
//! Party, office, country, and the "her" behind the description rule others out. A person whom the text brought in without a name
//! ("a nurse") keeps her description to herself.

use std::collections::HashMap;
use std::ops::Range;

use super::clause::Draft;
use super::coref::{FAR, Resolver};
use super::description::same_country;
use super::office::{is_parent, same_office};
use super::pronoun::FARTHEST;
use super::{ResolvedBy, Speaker};
use crate::Span;
use crate::document::{Entity, EntityKind, PersonGender};
use crate::lexicon::{Beside, Class, CountryWord, Gender, RoleClass, SourceNoun, Trait};

/// Whoever was heard at most so many sentences before may be meant by a mere role.
const NEAR: usize = 4;
/// Whoever opens a sentence, or is named in it alone, at most so many sentences before.
const AT_HAND: usize = 2;
/// Unnamed persons are looked for in at most so many words before.
const BROUGHT_IN: usize = 1500;

/// What a description says of the person.
struct Said<'a> {
    class: Option<RoleClass>,
    party: Option<&'a str>,
    country: Option<&'a str>,
    gender: Option<PersonGender>,
    office: Vec<&'a str>,
    word: &'a str,
    /// Nothing but "the" and a role.
    bare: bool,
    /// "the former envoy" may have any office now.
    former: bool,
}

impl Said<'_> {
    /// Whether it can be said of whoever is in view, whatever else he is: of candidates, the rich, members of a party.
    fn of_anybody(&self) -> bool {
        self.former || self.class.is_none() || matches!(self.class, Some(RoleClass::Party | RoleClass::Epithet))
    }
}

impl Resolver<'_, '_> {
    /// The person in view whom a description with "the" can mean.
    pub(super) fn in_focus(&self, tokens: &Range<usize>, head: usize, country: Option<&str>, draft: &Draft) -> Option<&Entity> {
        let scan = self.scan;
        let said = self.said(tokens, head, country, draft)?;
        let fits = |e: &Entity| self.fits_focus(&said, e) && !self.told_apart(e, tokens, head);
        let sure = |e: &Entity| said.party.is_some() && self.party_of(e) == said.party && fits(e);
        let heard = || self.heard(draft.sentence, NEAR).filter(|(_, s)| !s.is_empty());
        let of_party = heard().flat_map(|(_, s)| s).filter_map(|s| self.known(&s.name)).find(|e| sure(e));
        if of_party.is_some() {
            return of_party;
        }
        if !said.of_anybody() && self.brought_in(tokens.start, head, draft.sentence) {
            return None;
        }
        if let Some(only) = self.only_of_class(&said) {
            return Some(only);
        }
        // "Ek backed the plan amid opposition claims": a body heard in the same sentence is nobody's description.
        let body = |s: &Speaker| match self.known(&s.name) {
            Some(entity) => entity.kind != EntityKind::Person,
            None => scan.lexicon.people.noun(&self.head_of_name(&s.name)).is_some(),
        };
        let nearest = heard().next().map(|(sentence, _)| *sentence);
        let mut same = heard().take_while(|(sentence, _)| Some(*sentence) == nearest);
        let person = same.find(|(_, s)| !s.iter().all(body)).or_else(|| heard().next());
        let last = person.and_then(|(_, s)| <&[_; 1]>::try_from(s.as_slice()).ok());
        let sentences = &scan.doc.sentences;
        // "Ek spoke first. Berg founded the paper in May. The billionaire said": whoever a sentence since then is about is nearer.
        let since = last.and_then(|[s]| Some((self.known(&s.name)?, nearest?))).filter(|(e, _)| said.of_anybody() && fits(e));
        let between = since.map_or(0..0, |(_, heard)| heard.max(draft.sentence.saturating_sub(AT_HAND)) + 1..draft.sentence);
        let nearer = between.rev().map(|s| sentences[s].tokens.clone()).find_map(|there| self.opens(there, &fits));
        if let Some(entity) = nearer.or_else(|| last.and_then(|[s]| self.known(&s.name)).filter(|e| fits(e))) {
            return Some(entity);
        }
        // "the former president" is not whoever opens a sentence.
        if said.former && said.class == Some(RoleClass::Leader) {
            return None;
        }
        if !said.of_anybody() && !matches!(said.class, Some(RoleClass::Legislator | RoleClass::Subnational)) {
            return None;
        }
        let opens = sentences[draft.sentence].tokens.start..tokens.start;
        let before = (draft.sentence.saturating_sub(AT_HAND)..draft.sentence).rev().map(|s| sentences[s].tokens.clone());
        let alone = || if said.of_anybody() { self.alone_near(draft.sentence, &fits) } else { None };
        std::iter::once(opens).chain(before).find_map(|there| self.opens(there, &fits)).or_else(alone)
    }

    /// `Ek said he would see. "They are scarce," the president said.`: straight behind the words of a person whose role the article
    /// leaves to the reader, a quotation in the same paragraph is hers, and not a president's of paragraphs before.
    pub(super) fn goes_on(&self, tokens: &Range<usize>, found: &Entity, draft: &Draft) -> Option<&Entity> {
        let doc = self.scan.doc;
        let direct = draft.content.first().is_some_and(|s| doc.tokens_in(*s).all(|t| self.scan.quote(t).is_some()));
        let (sentence, speakers) = self.heard(draft.sentence, 1).find(|(_, s)| !s.is_empty())?;
        let [speaker] = speakers.as_slice() else { return None };
        let entity = self.known(&speaker.name).filter(|e| e.kind == EntityKind::Person && e.role.is_none() && e.name != found.name)?;
        let paragraph = |s: usize| doc.sentences[s].paragraph;
        let same = paragraph(*sentence) == paragraph(draft.sentence);
        let known = self.names.get(found.name.as_str()).copied();
        let first = doc.sentences.partition_point(|s| s.paragraph < paragraph(draft.sentence));
        let start = doc.sentences[first].tokens.start;
        let here = (start..tokens.start).any(|t| self.scan.mention(t).is_some_and(|m| Some(doc.mentions[m].entity) == known));
        (direct && same && !here && tokens.len() == 2 && self.is_prominent(entity)).then_some(entity)
    }

    /// `Ek said no. "We stay," the Norwegian said`: a description that tells more of whoever spoke just before, where nobody else is known
    /// to fit: nationality, age, party, a place, a former office.
    pub(super) fn in_one_breath(&self, tokens: &Range<usize>, head: usize, country: Option<&str>, draft: &Draft) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let people = &scan.lexicon.people;
        let owned = tokens.clone().any(|t| scan.word(t) == "'s" || scan.is(t, Class::COORDINATOR));
        if scan.word(tokens.start) != "the" || owned || scan.is(head, Class::PREPOSITION) {
            return None;
        }
        let quoted = draft.content.first().is_some_and(|s| doc.tokens_in(*s).any(|t| scan.quote(t).is_some()));
        let (sentence, entity) = self.spoke_or_opened(draft)?;
        let word = scan.word(head);
        let class = self.class_of(tokens.start, head);
        let theirs = entity.role.as_deref().and_then(|r| people.role_class(r));
        let aged = tokens.clone().any(|t| scan.word(t).ends_with("-year-old") || is_parent(scan.word(t)));
        let nation = tokens.len() == 2 && scan.capitalized(head) && country.is_some() && !word.ends_with('s');
        let near = doc.sentences[sentence].paragraph == doc.sentences[draft.sentence].paragraph
            || quoted
            || nation && sentence + 1 == draft.sentence;
        let former = (tokens.start..head).any(|t| scan.has(t, Trait::PAST));
        let party = (tokens.start..head + 1).find_map(|t| people.party(scan.surface(t)));
        let own_party = self.party_of(entity);
        let party_fits = party.is_none() || own_party.is_none() || own_party == party;
        // Whoever is of that country or party already is meant by name where he speaks.
        let rival = scan.entities_in_view().any(|e| {
            let of = country.is_some() && e.country.as_deref() == country || party.is_some() && self.party_of(e) == party;
            e.kind == EntityKind::Person && e.name != entity.name && of
        });
        let country_fits = country.is_none() || entity.country.as_deref() == country || entity.country.is_none() && !rival || former;
        let told = tokens.len() > 2;
        // "the Dublin deputy": a capital city is a constituency too.
        let town = |t: usize| scan.country(t).is_none_or(|(_, by)| by == CountryWord::Capital);
        let placed = (tokens.start + 1..head).any(|t| scan.capitalized(t) && town(t));
        let says = aged
            || nation
            || former && class.is_some()
            || party.is_some()
                && !rival
                // "the party's chief executive" is not its leader.
                && (class != Some(RoleClass::Leader) || word == "leader" || entity.role.as_deref().is_some_and(|r| r.to_lowercase().ends_with(word)))
                && class.is_none_or(|c| matches!(c, RoleClass::Leader | RoleClass::Party | RoleClass::Legislator | RoleClass::Epithet))
                && theirs.is_none_or(|t| matches!(t, RoleClass::Leader | RoleClass::Party | RoleClass::Legislator))
            || told && country.is_some() && people.has(word, Trait::CALLING)
            || word == "leader" && country.is_some() && entity.country.as_deref() == country && theirs.is_none()
            || told
                && quoted
                && class == Some(RoleClass::Other)
                && theirs.is_none_or(|t| t == RoleClass::Military)
                && !self.brought_in(tokens.start, head, draft.sentence)
            || placed && class == Some(RoleClass::Legislator) && theirs.is_none_or(|t| matches!(t, RoleClass::Party | RoleClass::Military))
            || word == "officer" && theirs == Some(RoleClass::Justice);
        (near && says && party_fits && country_fits).then_some(entity)
    }

    /// `"We pay," Velmark Aid's Ida Ek said. "We stay," the charity's director added`: whoever spoke just before for a body, where the article
    /// gives her no other role.
    pub(super) fn of_same_body(&self, tokens: &Range<usize>, head: usize, draft: &Draft) -> Option<&Entity> {
        let scan = self.scan;
        let body = tokens.start + 1;
        let owned = scan.word(tokens.start) == "the" && scan.word(body + 1) == "'s" && scan.is_person_role(head) && head + 1 == tokens.end;
        let group =
            matches!(scan.lexicon.people.noun(scan.word(body)), Some(SourceNoun::Body | SourceNoun::Group)) || scan.word(body) == "charity";
        let (_, speakers) =
            self.heard(draft.sentence, 3).find(|(_, s)| !s.is_empty()).filter(|_| owned && group && scan.mention(body).is_none())?;
        let [speaker] = speakers.as_slice() else { return None };
        self.known(&speaker.name).filter(|e| e.kind == EntityKind::Person && e.affiliation.is_some() && e.role.is_none())
    }

    /// The one person who spoke last, not before the sentence before, or who opens that one; with the sentence.
    fn spoke_or_opened(&self, draft: &Draft) -> Option<(usize, &Entity)> {
        let person = |e: &&Entity| e.kind == EntityKind::Person;
        let before = draft.sentence.checked_sub(1)?;
        let opens = || self.opens(self.scan.doc.sentences[before].tokens.clone(), &|e| person(&e)).map(|e| (before, e));
        let heard = self.heard(draft.sentence, 2).find(|(_, s)| !s.is_empty());
        let Some((sentence, speakers)) = heard.filter(|(sentence, _)| *sentence >= before || opens().is_none()) else { return opens() };
        // "Ek answered critics who mocked her": whoever opens the sentence, where no one person is heard last in it.
        let other = || opens().filter(|_| *sentence == before);
        let [speaker] = speakers.as_slice() else { return other() };
        self.known(&speaker.name).filter(person).map(|e| (*sentence, e)).or_else(other)
    }

    /// The person for whom the same words stood in an attribution before.
    pub(super) fn said_before(&self, tokens: &Range<usize>, draft: &Draft) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let words = doc.slice(scan.span(tokens.clone()));
        let same =
            |s: &&Speaker| s.mention.is_some_and(|m| doc.slice(m).eq_ignore_ascii_case(words)) && s.resolved_by == ResolvedBy::Description;
        let said = self.heard(draft.sentence, FAR).flat_map(|(_, s)| s).find(same)?;
        self.known(&said.name).filter(|e| e.kind == EntityKind::Person)
    }

    /// "Ida Ek has cut taxes. ¶ The chancellor said": who the article opens with and the sentence before is about, where the article
    /// leaves the office to the reader.
    pub(super) fn lead(&self, tokens: &Range<usize>, head: usize, draft: &Draft) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let whole = doc.slice(scan.span(tokens.start + 1..head + 1)).to_lowercase();
        let governs = matches!(scan.lexicon.people.role(&whole), Some(RoleClass::Leader | RoleClass::Minister));
        if scan.word(tokens.start) != "the" || head + 1 != tokens.end || whole == "minister" || whole == "leader" || !governs {
            return None;
        }
        let (_, entity) = self.spoke_or_opened(draft).filter(|(_, e)| e.role.is_none())?;
        let writes = self.writer.get().and_then(Option::as_ref).is_some_and(|(name, _)| *name == entity.name);
        let named =
            |s: &Span| doc.tokens_in(*s).filter_map(|t| scan.mention(t)).any(|m| scan.entities[doc.mentions[m].entity].name == entity.name);
        let first = doc.sentences.first()?.tokens.clone();
        let opens = self.opens(first.start..first.end.min(first.start + FARTHEST), &|e| e.kind == EntityKind::Person)?;
        let another = || draft.content.iter().any(named) || self.told_apart(entity, tokens, head);
        (opens.name == entity.name && !writes && !another()).then_some(entity)
    }

    fn said<'s>(&'s self, tokens: &Range<usize>, head: usize, country: Option<&'s str>, draft: &Draft) -> Option<Said<'s>> {
        let scan = self.scan;
        let people = &scan.lexicon.people;
        let word = scan.word(head);
        let own = people.party(scan.surface(head)).filter(|_| head + 1 == tokens.end);
        let class = self.class_of(tokens.start, head).filter(|_| own.is_none());
        let former = (tokens.start..head).any(|t| scan.has(t, Trait::PAST));
        let speaks_for_none = !matches!(class, Some(RoleClass::Honorific)) && (former || class != Some(RoleClass::Leader));
        // "the minister's spokesman" is not whoever is in view.
        let owned = tokens.clone().any(|t| scan.word(t) == "'s");
        if scan.word(tokens.start) != "the" || class.is_none() && own.is_none() || !speaks_for_none || owned {
            return None;
        }
        let party = own.or_else(|| (tokens.start..head).find_map(|t| people.party(scan.surface(t))));
        let gender = people.title_gender(word).and_then(Gender::of_person).or_else(|| self.gender_behind(tokens.end, draft));
        Some(Said { class, party, country, gender, office: self.office(tokens.start, head), word, bare: tokens.len() == 2, former })
    }

    /// The class of a role, of two words where they are one: "chief executive", "prime minister".
    fn class_of(&self, start: usize, head: usize) -> Option<RoleClass> {
        let (scan, people) = (self.scan, &self.scan.lexicon.people);
        let two = (head > start).then(|| format!("{} {}", scan.word(head - 1), scan.word(head)));
        two.and_then(|role| people.role(&role)).or_else(|| people.role(scan.word(head)))
    }

    /// "The nominee attacked her rival": the first pronoun behind the description, up to the next name.
    fn gender_behind(&self, from: usize, draft: &Draft) -> Option<PersonGender> {
        let scan = self.scan;
        let end = scan.doc.sentences[draft.sentence].tokens.end;
        let near = (from..end).take(30).filter(|t| scan.quote(*t).is_none());
        near.take_while(|t| scan.mention(*t).is_none()).find_map(|t| match scan.word(t) {
            "he" | "his" | "himself" => Some(PersonGender::Male),
            "she" | "her" | "herself" => Some(PersonGender::Female),
            _ => None,
        })
    }

    fn fits_focus(&self, said: &Said<'_>, entity: &Entity) -> bool {
        let people = &self.scan.lexicon.people;
        // Whoever writes "I" is nobody whom the article describes.
        if self.writer.get().and_then(Option::as_ref).is_some_and(|(name, _)| *name == entity.name) {
            return false;
        }
        // A lone word of which nothing tells that it is a person's name may be a body's.
        if !said.of_anybody() && entity.role.is_none() && entity.gender.is_none() && !entity.name.contains(' ') {
            return false;
        }
        let role = entity.role.as_deref().map(str::to_lowercase);
        let role_fits = role.map_or_else(
            || said.of_anybody() && !said.bare || self.is_prominent(entity),
            |role| match people.role_class(&role) {
                Some(RoleClass::Spokesperson) => said.class == Some(RoleClass::Spokesperson),
                Some(theirs) if Some(theirs) == said.class => said.office.is_empty() || same_office(&said.office, said.word, &role, people),
                // A senator may be a candidate, and a candidate the senator of the next sentence.
                Some(RoleClass::Party | RoleClass::Epithet) => said.of_anybody() || said.class == Some(RoleClass::Legislator),
                _ => said.of_anybody(),
            },
        );
        let party_fits = said.party.is_none() || self.party_of(entity).is_none_or(|p| Some(p) == said.party);
        let gender_fits = said.gender.is_none() || entity.gender.is_none() || said.gender == entity.gender;
        entity.kind == EntityKind::Person && role_fits && party_fits && gender_fits && same_country(said.country, entity)
    }

    /// The only judge of the article is "the judge"; of ministers and officials there may be any number unnamed.
    fn only_of_class(&self, said: &Said<'_>) -> Option<&Entity> {
        let class = said.class.filter(|c| *c == RoleClass::Justice && said.bare)?;
        let has_class = |e: &&Entity| e.role.as_deref().is_some_and(|r| self.scan.lexicon.people.role_class(r) == Some(class));
        let mut all = self.scan.entities_in_view().filter(|e| e.kind == EntityKind::Person).filter(has_class);
        all.next().filter(|_| all.next().is_none()).filter(|e| self.fits_focus(said, e))
    }

    /// Whether the article speaks of a person about as often as of anybody: a mere role is not said of who asks the questions.
    fn is_prominent(&self, entity: &Entity) -> bool {
        /// Times less often than the person named most.
        const LESS: usize = 4;
        let (doc, entities) = (self.scan.doc, &self.scan.entities);
        let times = self.times.get_or_init(|| {
            let mut times: HashMap<&str, usize> = HashMap::new();
            for m in &doc.mentions {
                *times.entry(doc.entities[m.entity].name.as_str()).or_default() += 1;
            }
            times
        });
        let count = |e: &Entity| times.get(e.name.as_str()).copied().unwrap_or_default();
        let most = *self
            .most
            .get_or_init(|| entities.iter().filter(|e| e.role.is_some() || e.gender.is_some()).map(count).max().unwrap_or_default());
        count(entity) * LESS >= most
    }

    /// The party that an entity's affiliation names.
    pub(super) fn party_of(&self, entity: &Entity) -> Option<&str> {
        let people = &self.scan.lexicon.people;
        entity.affiliation.as_deref()?.split_whitespace().find_map(|word| people.party(word))
    }

    /// Whether somebody unnamed goes by the same word: "a nurse" before "the nurse". An apposition ("Ek, a nurse,") brings in nobody.
    fn brought_in(&self, before: usize, head: usize, sentence: usize) -> bool {
        let scan = self.scan;
        let word = scan.word(head);
        let low = scan.doc.sentences[sentence.saturating_sub(FAR)].tokens.start.max(before.saturating_sub(BROUGHT_IN));
        let others = (low..before).filter(|t| scan.word(*t) == word && scan.quote(*t).is_none());
        others.filter(|t| scan.mention(*t + 1).is_none()).any(|t| {
            let article = (low..t).rev().take(4).find(|a| matches!(scan.word(*a), "a" | "an" | "another" | "one"));
            article.is_some_and(|a| {
                let apposed = a > low && scan.word(a - 1) == "," || scan.word(t + 1) == "," && scan.mention(t + 2).is_some();
                !apposed && (a..t).all(|t| !scan.is_mark(t))
            })
        })
    }

    /// "Ek doubts it is the prime minister who decides. The prime minister said": whoever is named beside the same words earlier, and not as
    /// their bearer ("Ek, the prime minister", "Ek is the prime minister"), is somebody else.
    fn told_apart(&self, entity: &Entity, tokens: &Range<usize>, head: usize) -> bool {
        /// How many names back, and how far from a name the words may be.
        const NAMES: usize = 30;
        const BESIDE: usize = 20;
        let (scan, doc) = (self.scan, self.scan.doc);
        let words = tokens.start + 1..head + 1;
        let Some(id) = self.names.get(entity.name.as_str()).copied().filter(|_| !words.is_empty()) else { return false };
        let named = scan.mentions_before(tokens.start).iter().rev().take(NAMES).filter(|m| m.entity == id);
        named.map(|m| doc.tokens_in(m.span)).any(|name| {
            let Some(sentence) = doc.sentences_in(doc.tokens[name.start].span).next().map(|s| doc.sentences[s].tokens.clone()) else {
                return false;
            };
            let low = sentence.start.max(name.start.saturating_sub(BESIDE));
            let high = sentence.end.min(name.end + BESIDE).min(tokens.start);
            let same = |at: usize| scan.word(at) == "the" && words.clone().enumerate().all(|(i, w)| scan.word(at + 1 + i) == scan.word(w));
            // An apposition, "as the minister", "became the minister": a comma or a verb of being just before.
            let pronoun = |t: usize| matches!(scan.word(t), "it" | "that" | "this" | "when" | "whether");
            let bears = |at: usize| {
                let end = at + 1 + words.len();
                let is = scan.is(at - 1, Class::BE) && !(at > 1 && pronoun(at - 2));
                let apposed = name.start >= end && name.start <= end + 1 || at >= name.end && at <= name.end + 1;
                is || apposed || matches!(scan.word(at - 1), "as" | "," | "(") || scan.beside(at - 1, Beside::BECOMES)
            };
            (low..high).any(|at| at > 0 && same(at) && !bears(at))
        })
    }

    /// The first person named in some tokens who is no mere object or owner there: "Ek drew a map", not "against Ek", "Ek's map".
    fn opens(&self, tokens: Range<usize>, fits: &dyn Fn(&Entity) -> bool) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let outside = tokens.filter(|t| scan.quote(*t).is_none());
        outside.filter_map(|t| scan.mention(t)).map(|m| &doc.mentions[m]).find_map(|m| {
            let entity = &scan.entities[m.entity];
            let before = doc.tokens_in(m.span).start.checked_sub(1);
            let object = before.is_some_and(|t| scan.is(t, Class::PREPOSITION) || scan.head(t).is_some());
            (!object && !self.possessor(m.name) && !self.modifies(m.name) && fits(entity)).then_some(entity)
        })
    }

    /// The one person named in the nearest of the sentences before, in whatever place: "the Ek campaign".
    fn alone_near(&self, sentence: usize, fits: &dyn Fn(&Entity) -> bool) -> Option<&Entity> {
        let scan = self.scan;
        let mut found: Option<&Entity> = None;
        for s in (sentence.saturating_sub(AT_HAND)..sentence).rev() {
            for t in scan.doc.sentences[s].tokens.clone().filter(|t| !scan.is(*t, Class::DETERMINER)) {
                let Some(m) = scan.mention(t) else { continue };
                let entity = &scan.entities[scan.doc.mentions[m].entity];
                if !fits(entity) {
                    continue;
                }
                if found.is_some_and(|e| e.name != entity.name) {
                    return None;
                }
                found = Some(entity);
            }
            if found.is_some() {
                return found;
            }
        }
        None
    }
}
