//! Several at once: "the two ministers", "both men", "the senators", "their foreign ministers".
//!
//! Whoever they are has been named just before: together, as the speakers of one attribution, or one by one, as many as the words count.
//! Where more or fewer fit, the words stay as they are.

use std::ops::Range;

use super::clause::Draft;
use super::coref::{Resolver, speaker_of};
use super::{ResolvedBy, Speaker};
use crate::document::{Entity, EntityKind, PersonGender};
use crate::lexicon::{GroupWord, RoleClass, SourceNoun};

/// They were named at most so many sentences before.
const NEAR: usize = 5;

/// Whom a description of several can mean.
struct Several<'a> {
    /// How many, where the words tell.
    count: Option<usize>,
    /// One of them, "minister"; none for "both".
    role: Option<&'a str>,
    gender: Option<PersonGender>,
}

impl Resolver<'_, '_> {
    /// The persons whom "the two ministers", "both men" or "the senators" takes up.
    pub(super) fn several(&self, tokens: &Range<usize>, head: usize, draft: &Draft) -> Option<Vec<Speaker>> {
        let several = self.several_said(tokens, head)?;
        // "The couple told Ek": she is no one of the couple.
        let said = draft.content.first().map_or(draft.cue.end, |s| self.scan.doc.tokens_in(*s).start);
        let told: Vec<usize> =
            (draft.cue.end..said).filter_map(|t| self.scan.mention(t)).map(|m| self.scan.doc.mentions[m].entity).collect();
        let is_told = |e: &Entity| told.iter().any(|id| self.scan.entities[*id].name == e.name);
        let fits = |e: &Entity| self.is_one_of(&several, e) && !is_told(e);
        let mut found: Vec<&Entity> = Vec::new();
        for (_, speakers) in self.heard(draft.sentence, NEAR) {
            let persons: Vec<&Entity> = speakers.iter().filter_map(|s| self.known(&s.name)).filter(|e| fits(e)).collect();
            let all = persons.len() == speakers.len();
            if found.is_empty() && all && persons.len() > 1 && several.count.is_none_or(|n| n == persons.len()) {
                found = persons;
                break;
            }
            // "The senators" without a count are those who spoke together.
            several.count?;
            for person in persons {
                if several.count.is_some_and(|n| found.len() < n) && !found.iter().any(|e| e.name == person.name) {
                    found.push(person);
                }
            }
        }
        let enough = found.len() > 1 && several.count.is_none_or(|n| n == found.len());
        let mention = Some(self.scan.span(tokens.clone()));
        found.sort_by_key(|e| self.names.get(e.name.as_str()));
        enough.then(|| found.into_iter().map(|e| speaker_of(e, ResolvedBy::Description, mention)).collect())
    }

    fn several_said(&self, tokens: &Range<usize>, head: usize) -> Option<Several<'_>> {
        let scan = self.scan;
        let people = &scan.lexicon.people;
        let word = scan.word(head);
        let last = head + 1 == tokens.end;
        let definite = matches!(scan.word(tokens.start), "the" | "both" | "these");
        if !last || !definite || tokens.len() > 3 || scan.mention(head).is_some() {
            return None;
        }
        let told = |t: usize| people.group_word(scan.word(t));
        let count = tokens.clone().find_map(|t| match told(t)? {
            GroupWord::Count(n) => Some(usize::from(n)),
            GroupWord::Gender(_) => None,
        });
        let gender = match told(head) {
            Some(GroupWord::Gender(gender)) => gender.of_person(),
            _ => None,
        };
        let between = tokens.start + 1..head;
        let plain = between.into_iter().all(|t| told(t).is_some());
        // "the pair", "both", "the two" count by themselves.
        let alone = matches!(told(head), Some(GroupWord::Count(_)));
        let role = word.strip_suffix('s').filter(|one| people.role(one).is_some());
        (plain && (alone || gender.is_some() || role.is_some())).then_some(Several { count, role, gender })
    }

    fn is_one_of(&self, several: &Several<'_>, entity: &Entity) -> bool {
        let people = &self.scan.lexicon.people;
        let role_fits = |one: &str| {
            let theirs = entity.role.as_deref().map(str::to_lowercase);
            let class = theirs.as_deref().and_then(|r| people.role_class(r));
            let word = theirs.is_some_and(|r| r.split_whitespace().any(|w| w.trim_end_matches('.') == one));
            let leader = one == "leader" && class == Some(RoleClass::Leader);
            let same = class.is_some() && class == people.role(one) && !matches!(class, Some(RoleClass::Other | RoleClass::Official));
            word || leader || same
        };
        let gender_fits = several.gender.is_none_or(|g| entity.gender.is_none_or(|theirs| theirs == g));
        entity.kind == EntityKind::Person && gender_fits && several.role.is_none_or(role_fits)
    }

    /// "Norland and Sudland protested. Their foreign ministers said": one of each country, or of each of the bodies "their ministries"
    /// belong to. No one where only one owner is known.
    pub(super) fn of_each(&self, tokens: &Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Option<Vec<Speaker>> {
        let scan = self.scan;
        let people = &scan.lexicon.people;
        if scan.word(tokens.start) != "their" || head + 1 != tokens.end {
            return None;
        }
        let word = scan.word(head);
        let role = people.is_plural_role(word);
        let one = if role {
            word.strip_suffix('s').map(str::to_owned)
        } else {
            singular(word).filter(|w| people.noun(w) == Some(SourceNoun::Body))
        }?;
        let countries = self.countries_of(tokens.start, draft);
        let mention = Some(scan.span(tokens.clone()));
        let before = scan.doc.slice(scan.span(tokens.start + 1..head));
        let whole = if before.is_empty() { one } else { format!("{before} {one}") };
        if countries.len() < 2 {
            // "their ministries" are not those of one country.
            return Some(vec![self.unresolved(tokens.clone())]);
        }
        reasons.push(format!("speaker: the {whole} of each country named"));
        let small = whole.to_lowercase();
        let of = |country: &str| {
            let known = people.role(&small).filter(|_| role).and_then(|class| self.holder(&small, class, country));
            let name = if role { format!("{small} of {country}") } else { format!("{country}'s {whole}") };
            known.map_or_else(
                || Speaker {
                    name,
                    role: role.then(|| small.clone()),
                    country: Some(country.to_owned()),
                    resolved_by: ResolvedBy::Description,
                    ..self.unresolved(tokens.clone())
                },
                |e| speaker_of(e, ResolvedBy::Description, mention),
            )
        };
        Some(countries.iter().map(|c| of(c)).collect())
    }

    /// The countries that "their" before `token` takes up: those that open the sentence, else those that spoke together or open the sentence
    /// before.
    fn countries_of(&self, token: usize, draft: &Draft) -> Vec<String> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let named = |tokens: Range<usize>| -> Vec<String> {
            let phrase = scan.phrase_after(tokens.start, tokens.end).map_or(0..0, |p| p.tokens);
            let joined = phrase.clone().any(|t| scan.word(t) == "and");
            let mut out: Vec<String> = Vec::new();
            for name in phrase.filter(|_| joined).filter_map(|t| scan.country(t)).map(|(name, _)| name) {
                if !out.iter().any(|known| known == name) {
                    out.push(name.to_owned());
                }
            }
            out
        };
        let start = doc.sentences[draft.sentence].tokens.start;
        let here = named(start..token);
        if here.len() > 1 {
            return here;
        }
        let heard = self.heard(draft.sentence, 1).find(|(_, s)| s.len() > 1).map(|(_, speakers)| speakers);
        let together: Vec<String> = heard.into_iter().flatten().filter_map(|s| self.known(&s.name)?.country.clone()).collect();
        if together.len() > 1 {
            return together;
        }
        draft.sentence.checked_sub(1).map_or_else(Vec::new, |before| named(doc.sentences[before].tokens.clone()))
    }
}

/// One of a plural.
fn singular(word: &str) -> Option<String> {
    word.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| word.strip_suffix('s').map(str::to_owned))
}
