//! Who was spoken of before by the same word: "the official" after "a senior official", "the ministry" after "the Foreign Ministry".

use std::collections::BTreeSet;
use std::ops::Range;

use super::clause::Draft;
use super::coref::{FAR, Resolver, speaker_of};
use super::{ResolvedBy, Speaker};
use crate::document::EntityKind;
use crate::lexicon::{Class, RoleClass, Trait};

impl Resolver<'_, '_> {
    /// "The Norlandic official" after "a spokesman for Norland's ministry": the unnamed person of that country who was heard last.
    pub(super) fn compatriot(&self, head: usize, country: Option<&str>, draft: &Draft) -> Option<Speaker> {
        let people = &self.scan.lexicon.people;
        let word = self.scan.word(head);
        let country = country.filter(|_| people.role(word).is_some())?;
        let heard = self.heard(draft.sentence, FAR).flat_map(|(_, s)| s);
        let of = |s: &&Speaker| s.country.as_deref() == Some(country);
        let has_role = |s: &&Speaker| s.name.split_whitespace().any(|w| people.role(&w.to_lowercase()).is_some());
        // "Norland's ambassador" is no spokesman of Norland's.
        let general = matches!(people.role(word), Some(RoleClass::Spokesperson)) || matches!(word, "official" | "diplomat");
        let same = |s: &&Speaker| general || self.head_of_name(&s.name) == word;
        heard.filter(of).find(|s| self.known(&s.name).is_none()).filter(has_role).filter(same).cloned()
    }

    /// `"…," the official said` straight after "a senior official, who did not want to be named, said".
    pub(super) fn just_brought_in(&self, tokens: &Range<usize>, head: usize, draft: &Draft) -> Option<Speaker> {
        let scan = self.scan;
        if tokens.len() != 2 || scan.word(tokens.start) != "the" || scan.lexicon.people.role(scan.word(head)).is_none() {
            return None;
        }
        let (_, speakers) = self.heard(draft.sentence, 2).find(|(_, s)| !s.is_empty())?;
        let [speaker] = speakers.as_slice() else { return None };
        let brought = speaker.resolved_by == ResolvedBy::Name && self.known(&speaker.name).is_none();
        (self.head_of_name(&speaker.name) == scan.word(head) && brought).then(|| speaker.clone())
    }

    /// What somebody unnamed is: "official" of "senior official with the agency", "woman" of "young woman adopted from abroad".
    pub(super) fn head_of_name(&self, name: &str) -> String {
        let mut head = String::new();
        for word in name.split_whitespace() {
            let small = word.trim_matches(',').to_lowercase();
            let told = small.ends_with("ed") && !head.is_empty();
            if told || self.scan.lexicon.grammar.class(&small).any(Class::PREPOSITION | Class::RELATIVE) {
                break;
            }
            head = small;
            if word.ends_with(',') {
                break;
            }
        }
        head
    }

    /// "The official said" after "a senior official said".
    pub(super) fn same_head(&self, tokens: Range<usize>, head: usize, country: Option<&str>, draft: &Draft) -> Option<Speaker> {
        let word = self.scan.word(head);
        if head + 1 < tokens.end {
            return None;
        }
        // "The Labour nominee" is not "the Green presidential nominee", nor "the Danish ministry" the Swedish one.
        let names = (tokens.start + 1..head).filter(|t| self.scan.capitalized(*t) && self.scan.country(*t).is_none());
        let names: Vec<&str> = names.map(|t| self.scan.surface(t)).collect();
        // "The rebels' spokesman" is not the union's.
        let owned = (tokens.start + 1..head).find(|t| self.scan.word(*t) == "'").map(|t| self.scan.word(t - 1));
        // "Ek's ministry" is not another's.
        let owner = self.scan.surface(tokens.start);
        if names.iter().chain([&owner]).any(|n| self.scan.entities_in_view().any(|e| e.kind == EntityKind::Person && e.name.ends_with(n))) {
            return None;
        }
        // "The Ukrainian ministry" is not "the Russian Foreign Ministry", nor "the army" "an army spokesman".
        let akin = |name: &str, theirs: Option<&str>| {
            let theirs = theirs.or_else(|| self.scan.country_named(name));
            let same_country = country.is_none() || theirs.is_none() || country == theirs;
            let same_owner = owned.is_none_or(|owner| name.contains(owner));
            same_country && same_owner && names.iter().all(|n| name.contains(n)) && is_head(&self.head_of_name(name), word)
        };
        // "The shadow chancellor" is not "the chancellor", nor "the rights group" "the protest group".
        let ranks = |words: &str| -> BTreeSet<String> {
            let ranks = words.split(' ').filter(|w| self.scan.lexicon.people.has_small(w, Trait::STAND_IN));
            ranks.map(str::to_lowercase).collect()
        };
        let ours = ranks(self.scan.doc.slice(self.scan.span(tokens.clone())));
        let small = |word: &str| word.starts_with(char::is_lowercase);
        let which = (head > tokens.start + 1)
            .then(|| self.scan.surface(head - 1))
            .filter(|w| small(w) && *w != "'s" && !self.scan.lexicon.people.is_premodifier(w));
        // "The senator's office" is nobody else's.
        let whose = (tokens.start + 1..head).find(|t| self.scan.word(*t) == "'s").map(|t| t - 1);
        let whose = whose.filter(|t| !self.scan.capitalized(*t)).map(|t| self.scan.word(t));
        // "the president's office" is "Ida Ek's office", if she is president.
        let holds = |name: &str, owner: &str| {
            let role = name.split("'s ").next().and_then(|n| self.known(n)).and_then(|e| e.role.as_deref());
            role.is_some_and(|r| r.to_lowercase().split(' ').any(|w| w == owner))
        };
        let told = |name: &str| {
            let theirs = name.split(' ').rev().nth(1).filter(|w| small(w));
            ranks(name) == ours
                && which.zip(theirs).is_none_or(|(ours, theirs)| ours == theirs)
                && whose.is_none_or(|owner| name.to_lowercase().contains(owner) || holds(name, owner))
        };
        let akin = |name: &str, theirs: Option<&str>| akin(name, theirs) && told(name);
        let fits = |s: &&Speaker| akin(&s.name, s.country.as_deref()) && self.known(&s.name).is_none_or(|e| e.kind != EntityKind::Person);
        self.heard(draft.sentence, FAR).flat_map(|(_, s)| s).find(fits).cloned().or_else(|| {
            let named = self.scan.mentions_before(tokens.start).iter().rev().take(60).map(|m| &self.scan.entities[m.entity]);
            let mut bodies = named.filter(|e| e.kind == EntityKind::Body && akin(&e.name, e.country.as_deref()));
            bodies.next().map(|e| speaker_of(e, ResolvedBy::Description, None))
        })
    }
}

/// Whether a description with this head takes up a name with that one: its own, and a law is an act of parliament.
fn is_head(named: &str, word: &str) -> bool {
    named == word || word == "law" && named == "act"
}
