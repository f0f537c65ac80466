//! Descriptions as sources: "the Ukrainian leader", "a senior official", "the statement", "its foreign ministry".

use std::ops::Range;

use super::clause::Draft;
use super::coref::{FAR, Resolver, speaker_of};
use super::office::{abbreviates, same_office};
use super::{ResolvedBy, Speaker};
use crate::document::{Entity, EntityKind, squeeze};
use crate::lexicon::{Class, RoleClass, SourceNoun, Trait};

impl Resolver<'_, '_> {
    /// A description: "the Ukrainian leader", "a senior official", "the statement".
    pub(super) fn described(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let word = scan.word(head);
        let possessed = tokens.clone().any(|t| scan.word(t) == "'s");
        let definite = possessed || matches!(scan.word(tokens.start), "the" | "this" | "that" | "his" | "her" | "its" | "their");
        let mention = Some(scan.span(tokens.clone()));
        let told = self.without_place(&tokens, head);
        let several =
            tokens.start < head && (tokens.start + 1..head).any(|t| scan.word(t) == "and" && scan.names(t - 1, EntityKind::Country));
        let country = scan.country_in(told).filter(|_| !several).map(str::to_owned);
        if let Some(speakers) = self.behind(&tokens, head, draft, reasons) {
            return speakers;
        }
        if definite && let Some(speaker) = self.just_brought_in(&tokens, head, draft) {
            reasons.push(format!("speaker: \"{}\" takes up {}", scan.doc.slice(scan.span(tokens)), speaker.name));
            return vec![Speaker { resolved_by: ResolvedBy::Description, mention, ..speaker }];
        }
        if let Some(speakers) = self.several(&tokens, head, draft) {
            reasons.push(format!("speaker: \"{}\" are those named just before", scan.doc.slice(scan.span(tokens))));
            return speakers;
        }
        if let Some(speakers) = self.of_each(&tokens, head, draft, reasons) {
            return speakers;
        }
        let spokesperson = scan.lexicon.people.role(word) == Some(RoleClass::Spokesperson);
        // "PM" has no article.
        let office = tokens.len() == 1 && scan.surface(head).len() > 1 && scan.surface(head).chars().all(char::is_uppercase);
        let definite = definite || office || self.in_headline(&tokens, draft);
        // "His spokesman" is not the one of another who was named before.
        let of_him = matches!(scan.word(tokens.start), "his" | "her") && spokesperson;
        let definite = definite && !of_him;
        let spokesperson = spokesperson && !of_him;
        if (definite || spokesperson)
            && let Some(entity) = self.by_role(tokens.clone(), head, country.as_deref(), definite, draft)
        {
            let entity = self.goes_on(&tokens, entity, draft).unwrap_or(entity);
            reasons.push(format!("speaker: \"{}\" fits the role or country of {}", scan.doc.slice(scan.span(tokens)), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Description, mention)];
        }
        if definite {
            let same_body = self.of_same_body(&tokens, head, draft);
            if let Some(entity) = same_body.or_else(|| self.in_one_breath(&tokens, head, country.as_deref(), draft)) {
                reasons.push(format!(
                    "speaker: \"{}\" is said of {}, who spoke just before",
                    scan.doc.slice(scan.span(tokens)),
                    entity.name
                ));
                return vec![speaker_of(entity, ResolvedBy::Description, mention)];
            }
            if let Some(speaker) =
                self.same_head(tokens.clone(), head, country.as_deref(), draft).or_else(|| self.compatriot(head, country.as_deref(), draft))
            {
                reasons.push(format!("speaker: \"{}\" takes up {}", scan.doc.slice(scan.span(tokens)), speaker.name));
                return vec![Speaker { resolved_by: ResolvedBy::Description, mention, ..speaker }];
            }
            if scan.lexicon.people.is_generic_body(word)
                && tokens.len() == 2
                && !scan.is(tokens.start, Class::POSSESSIVE)
                && let Some(speaker) = self.some_body(&tokens, draft)
            {
                reasons.push(format!("speaker: \"{}\" takes up {}", scan.doc.slice(scan.span(tokens)), speaker.name));
                return vec![Speaker { resolved_by: ResolvedBy::Description, mention, ..speaker }];
            }
            let stands_for_its_body = scan.lexicon.people.noun(word) == Some(SourceNoun::Text)
                && (scan.lexicon.people.is_utterance(word) || scan.lexicon.people.is_press_piece(word));
            if stands_for_its_body && let Some(speakers) = self.issuer(&tokens, head, draft) {
                reasons.push(format!("speaker: the body behind \"{}\"", scan.doc.slice(scan.span(tokens))));
                return speakers.iter().map(|s| Speaker { resolved_by: ResolvedBy::Description, mention, ..s.clone() }).collect();
            }
        }
        if let Some(speaker) = self.of_actors(&tokens, head, country.as_deref(), definite, reasons) {
            return vec![Speaker { mention, ..speaker }];
        }
        if let Some(speaker) = self.whose(&tokens) {
            reasons.push(format!("speaker: whose {} it is stands before", scan.word(head)));
            return vec![speaker];
        }
        if let Some(entity) = self.said_before(&tokens, draft).filter(|_| definite) {
            reasons.push(format!("speaker: \"{}\" was said of {} before", scan.doc.slice(scan.span(tokens)), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Description, mention)];
        }
        if let Some(entity) = self.lead(&tokens, head, draft).filter(|_| definite && country.is_none()) {
            reasons.push(format!("speaker: \"{}\" is {}, whom the article opens with", scan.doc.slice(scan.span(tokens)), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Description, mention)];
        }
        let mut speaker = self.unresolved(tokens.clone());
        if let Some(owner) = self.owner(&tokens, draft, reasons) {
            let rest = squeeze(scan.doc.slice(scan.span(tokens.start + 1..tokens.end)));
            let genitive =
                if owner.name.ends_with('s') && self.known(&owner.name).is_none_or(|e| e.kind != EntityKind::Person) { "'" } else { "'s" };
            speaker.name = format!("{}{genitive} {rest}", owner.name);
            speaker.country = country.or(owner.country);
            speaker.resolved_by = ResolvedBy::Description;
            return vec![speaker];
        }
        speaker.country = country;
        let member = scan.lexicon.people.party(scan.surface(head)).is_some() && head + 1 == tokens.end;
        let role = scan.is_person_role(head);
        let singular_role = definite && (role || member);
        if singular_role && let Some(entity) = self.in_focus(&tokens, head, speaker.country.as_deref(), draft) {
            reasons.push(format!("speaker: \"{}\" takes up {}, who is in view", scan.doc.slice(scan.span(tokens)), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Description, mention)];
        }
        if !singular_role || self.tells_which(&tokens, head) {
            speaker.resolved_by = ResolvedBy::Name;
            reasons.push(format!("speaker: \"{}\" stands for itself", speaker.name));
        } else {
            reasons.push(format!("speaker: nobody named fits \"{}\"", speaker.name));
        }
        vec![speaker]
    }

    /// "An EU spokesman | in Oslo": where somebody is says nothing of the country of a body that stands before.
    fn without_place(&self, tokens: &Range<usize>, head: usize) -> Range<usize> {
        let scan = self.scan;
        let body = (tokens.start..head).any(|t| scan.capitalized(t) && !scan.is(t, Class::DETERMINER));
        let place = (head + 1..tokens.end).find(|t| matches!(scan.word(*t), "in" | "at") && scan.capitalized(t + 1));
        tokens.start..place.filter(|_| body).unwrap_or(tokens.end)
    }

    /// An actor of the user's whose alias the words are, or who alone held the role on the day of the article.
    fn of_actors(
        &self,
        tokens: &Range<usize>,
        head: usize,
        country: Option<&str>,
        definite: bool,
        reasons: &mut Vec<String>,
    ) -> Option<Speaker> {
        let scan = self.scan;
        let actors = &scan.lexicon.actors;
        if actors.is_empty() {
            return None;
        }
        let day = scan.doc.meta.day();
        let words = scan.doc.slice(scan.span(tokens.clone()));
        let roles = (tokens.start..head).chain([head]).map(|from| scan.doc.slice(scan.span(from..head + 1)));
        let by_role = || roles.into_iter().find_map(|role| actors.holder(role, country, day)).filter(|_| definite);
        let actor = actors.find(words).or_else(by_role)?;
        reasons.push(format!("speaker: \"{words}\" is {} in the actors file", actor.name));
        let tenure = actor.role_on(day);
        Some(Speaker {
            name: actor.name.clone(),
            role: tenure.map(|t| t.role.clone()),
            affiliation: tenure.and_then(|t| t.affiliation.clone()).or_else(|| actor.affiliation.clone()),
            country: tenure.and_then(|t| t.country.clone()).or_else(|| actor.country.clone()),
            resolved_by: ResolvedBy::Description,
            mention: None,
        })
    }

    /// "the head of the agency" says by itself who it is, "the minister" does not.
    fn tells_which(&self, tokens: &Range<usize>, head: usize) -> bool {
        head + 1 < tokens.end || tokens.clone().any(|t| self.scan.mention(t).is_some())
    }

    /// The person whose role and country fit, last named or heard.
    ///
    /// Where nobody fits so far, the only one whom the article names with the role later on. `definite` is false for "a Velmark spokesman",
    /// who is looked for by the body he speaks for alone.
    pub(super) fn by_role(
        &self,
        tokens: Range<usize>,
        head: usize,
        country: Option<&str>,
        definite: bool,
        draft: &Draft,
    ) -> Option<&Entity> {
        let scan = self.scan;
        let people = &scan.lexicon.people;
        let word = scan.word(head);
        let class = people.role(word)?;
        let names: Vec<&str> = (tokens.start..head)
            .filter(|t| scan.capitalized(*t) && !scan.is(*t, Class::DETERMINER))
            .filter(|t| scan.country(*t).is_none() && people.role(scan.word(*t)).is_none())
            .map(|t| scan.surface(t))
            .collect();
        // "the president of the Halden Workers' Union"
        let behind = (head + 1..tokens.end).take_while(|t| scan.word(head + 1) == "of" && scan.word(*t) != ",");
        let of = behind.filter(|t| scan.capitalized(*t) && scan.country(*t).is_none() && people.role(scan.word(*t)).is_none());
        let of: Vec<&str> = of.map(|t| scan.surface(t)).collect();
        let office = self.office(tokens.start, head);
        let whole = [&office[..], &[word]].concat().join(" ");
        let other_word = people.synonym(&whole).map(|other| {
            let mut words: Vec<&str> = other.split(' ').collect();
            let head = words.pop().unwrap_or_default();
            (words, head)
        });
        let general = people.has(word, Trait::GENERAL);
        let fits = |e: &Entity| {
            let Some(role) = e.role.as_deref().map(str::to_lowercase) else { return false };
            let country_fits = same_country(country, e);
            let same_party = |n: &str| people.party(n).is_some_and(|p| self.party_of(e) == Some(p));
            let in_role = |n: &str| e.role.as_deref().is_some_and(|r| r.split_whitespace().any(|w| w == n));
            let in_office = |n: &str| e.office.as_deref().is_some_and(|o| o.split_whitespace().any(|w| w == n));
            if !names.iter().all(|n| akin(n, e) || same_party(n) || in_role(n)) {
                return false;
            }
            let elsewhere = e.affiliation.is_some() || class == RoleClass::Leader && word == "president";
            if elsewhere && !of.is_empty() && !of.iter().any(|n| akin(n, e) || same_party(n) || in_role(n) || in_office(n)) {
                return false;
            }
            let known_by_name = !names.is_empty();
            let theirs = people.role_class(&role);
            let same_word = role.split_whitespace().any(|w| w == word || !names.is_empty() && abbreviates(w, word, people))
                && same_office(&office, word, &role, people)
                || other_word.as_ref().is_some_and(|(office, head)| role.ends_with(head) && same_office(office, head, &role, people))
                || people.synonym(&role) == Some(&*whole);
            let same_class = theirs == Some(class) && !matches!(class, RoleClass::Other | RoleClass::Honorific);
            let leader = word == "leader"
                && matches!(theirs, Some(RoleClass::Leader | RoleClass::Party | RoleClass::Military))
                && (country.is_some() || known_by_name);
            let same_rank = || self.stand_in(e).is_none_or(|rank| (tokens.start..head).any(|t| scan.word(t) == rank));
            e.kind == EntityKind::Person
                && country_fits
                && (same_word || leader || general && same_class && country.is_some())
                && same_rank()
        };
        // A body in the description ("the Interior Ministry official") names somebody else.
        if names.is_empty()
            && (tokens.start..head)
                .any(|t| scan.mention(t).is_some_and(|m| scan.entities[scan.doc.mentions[m].entity].kind == EntityKind::Body))
        {
            return None;
        }
        // "the party's leader" says of which party, which no role of a person tells.
        let owned = (tokens.start..head).any(|t| scan.word(t) == "'s");
        let many = general || matches!(class, RoleClass::Leader | RoleClass::Party);
        let told = country.is_some() || !names.is_empty() || !owned && !many;
        let only = || {
            let mut all = scan.entities_in_view().filter(|e| fits(e) && !self.is_another(e));
            // A headline means whoever the text names first.
            all.next().filter(|_| told && all.next().is_none() || told && names.is_empty() && self.in_headline(&tokens, draft))
        };
        if !definite {
            return if names.is_empty() { None } else { only() };
        }
        let last = |fits: &dyn Fn(&Entity) -> bool| {
            let spoke = self.heard(draft.sentence, FAR).flat_map(|(_, s)| s).find_map(|s| self.known(&s.name).filter(|e| fits(e)));
            let named = || scan.mentions_before(tokens.start).iter().rev().take(200).map(|m| &scan.entities[m.entity]).find(|e| fits(e));
            spoke.or_else(named)
        };
        // "The President" in capitals is the state's rather than a union's.
        let of_state = class == RoleClass::Leader && scan.capitalized(head) && tokens.len() == 2;
        let found = if of_state { last(&|e| fits(e) && e.affiliation.is_none()) } else { None };
        found.or_else(|| last(&fits)).or_else(only)
    }

    /// "Norland to send troops, minister says": a headline leaves the article out.
    fn in_headline(&self, tokens: &Range<usize>, draft: &Draft) -> bool {
        let doc = self.scan.doc;
        let sentence = &doc.sentences[draft.sentence];
        let line = doc.slice(doc.paragraphs[sentence.paragraph].span).trim();
        let title = doc.meta.title.as_deref().is_some_and(|t| squeeze(t) == squeeze(line));
        title && sentence.paragraph == 0 && !self.scan.is(tokens.start, Class::DETERMINER | Class::POSSESSIVE)
    }
}

/// Whether an entity is known to be of the country that a description says; one that says none fits all.
pub(super) fn same_country(said: Option<&str>, entity: &Entity) -> bool {
    said.is_none_or(|country| entity.country.as_deref() == Some(country))
}

/// Whether a name in a description belongs to the entity: "Velmark" or "Velmarkian" to the Chancellor of Velmark.
fn akin(name: &str, entity: &Entity) -> bool {
    let of = |theirs: &str| {
        let same = theirs.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        theirs.split_whitespace().any(|w| w == name) || same > 3 && same + 2 >= theirs.chars().count().min(name.chars().count())
    };
    entity.affiliation.as_deref().is_some_and(of) || entity.country.as_deref().is_some_and(of)
}
