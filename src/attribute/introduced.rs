//! What the sentences around a name tell of its person: the office under which she was brought in just before ("The head of the
//! agency warned … ¶ Ida Ek said"), the office of the counterpart, the pronoun that takes her up.
//!
//! It works on the sources found, before the speakers are resolved, so that a description resolves to the name that follows it.

use std::ops::Range;

use super::clause::Draft;
use super::coref::RECENT;
use super::office::same_office;
use super::pronoun::FARTHEST;
use super::scan::Scan;
use crate::document::{Entity, EntityKind, PersonGender};
use crate::lexicon::{Class, RoleClass, Trait};

/// A name stands at most so many sentences behind the description that brings its person in.
const NEAR: usize = 2;
/// Whoever a sentence is about is named in so many of its tokens.
const FIRST: usize = 4;
/// The role of another that says which office it is.
const COUNTERPART: &str = "counterpart";

/// What is learned of an entity.
#[derive(Default)]
struct Told {
    role: Option<String>,
    office: Option<String>,
    country: Option<String>,
    gender: Option<PersonGender>,
}

/// Completes the entities of a scan. Cost: linear in mentions and drafts.
pub(super) fn complete(scan: &mut Scan<'_>, drafts: &[Draft]) {
    let doc = scan.doc;
    let mut seen = vec![false; doc.entities.len()];
    for (index, m) in doc.mentions.iter().enumerate() {
        let entity = &scan.entities[m.entity];
        if std::mem::replace(&mut seen[m.entity], true) || entity.kind != EntityKind::Person {
            continue;
        }
        let told = match entity.role.as_deref() {
            None => brought_in(scan, drafts, index),
            Some(role) if role.eq_ignore_ascii_case(COUNTERPART) => counterpart(scan, index),
            Some(_) if entity.country.is_none() => of_country(scan, drafts, index),
            Some(_) => None,
        };
        if let Some(told) = told {
            tell(scan, m.entity, told);
        }
        // Whose counterpart or predecessor it is, is not known.
        if scan.entities[m.entity].role.as_deref().is_some_and(|r| scan.lexicon.people.has_small(r, Trait::RELATIVE)) {
            scan.entities.to_mut()[m.entity].role = None;
        }
    }
    for (entity, told) in genders(scan) {
        tell(scan, entity, told);
    }
}

fn tell(scan: &mut Scan<'_>, entity: usize, told: Told) {
    let entity = &mut scan.entities.to_mut()[entity];
    if told.role.is_some() {
        entity.role = told.role;
        entity.office = told.office;
    }
    entity.country = entity.country.take().or(told.country);
    entity.gender = entity.gender.or(told.gender);
}

/// The office of a person first named where a sentence goes on from a description: by the source of the sentence before, or by what
/// opens it.
fn brought_in(scan: &Scan<'_>, drafts: &[Draft], mention: usize) -> Option<Told> {
    let doc = scan.doc;
    let m = &doc.mentions[mention];
    let name = doc.tokens_in(m.name);
    let sentence = doc.sentences.partition_point(|s| s.span.end() <= m.name.start());
    let start = doc.sentences.get(sentence)?.tokens.start;
    // "In the harbour, Ida Ek said"
    let fronted = || {
        let before = start..name.start.saturating_sub(1);
        let phrase = scan.is(start, Class::PREPOSITION | Class::GERUND) && before.len() < FARTHEST && !scan.has_quote(before.clone());
        phrase && scan.word(name.start - 1) == "," && !before.into_iter().any(|t| scan.names(t, EntityKind::Person))
    };
    let opens = name.start == start || name.start > start && (scan.quote(name.start - 1).is_some() || fronted());
    let speaks = scan.finite(name.end) || scan.head(name.end).is_some();
    if name.len() < 2 || !opens || !speaks || m.span != m.name || scan.quote(name.start).is_some() {
        return None;
    }
    let fits = |tokens: &Range<usize>, head: usize| office(scan, tokens, head);
    for before in (sentence.saturating_sub(NEAR)..sentence).rev() {
        let first = drafts.partition_point(|d| d.sentence < before);
        let there = drafts[first..].iter().take_while(|d| d.sentence == before);
        let sources: Vec<_> = there.filter_map(|d| d.source.as_ref()).collect();
        if let Some(last) = sources.last() {
            // "The party's leader wants a vote, Ek said. Ida Berg said": whoever is spoken of there is another.
            let alone = sources.iter().all(|s| s.tokens == last.tokens);
            return fits(&scan.bare(last.tokens.clone()), last.head).filter(|_| alone);
        }
        let tokens = &doc.sentences[before].tokens;
        let named = tokens.clone().any(|t| scan.names(t, EntityKind::Person));
        if let Some(told) = scan.phrase_after(tokens.start, tokens.end).and_then(|p| fits(&p.tokens, p.head)) {
            return Some(told);
        }
        if named {
            return None;
        }
    }
    None
}

/// What a definite description of one person tells, where no one is known to hold that office: "the head of the agency", "Norland's prime
/// minister", "its governor".
fn office(scan: &Scan<'_>, tokens: &Range<usize>, head: usize) -> Option<Told> {
    let doc = scan.doc;
    let people = &scan.lexicon.people;
    // A body of two words ("Halden Water") may pass for a person where nothing tells what it is.
    let person = |t: usize| {
        let entity = scan.mention(t).map(|m| &scan.entities[doc.mentions[m].entity]);
        entity.is_some_and(|e| e.kind == EntityKind::Person && (e.role.is_some() || e.gender.is_some()))
    };
    let genitive = (tokens.start..head).rev().find(|t| scan.word(*t) == "'s");
    let definite = genitive.is_some() || matches!(scan.word(tokens.start), "the" | "its");
    if !definite || !tokens.contains(&head) || tokens.clone().any(|t| person(t) || scan.is_mark(t) && scan.word(t) != "'s") {
        return None;
    }
    let low = genitive.map_or(tokens.start + 1, |g| g + 1);
    let starts = (low..head + 1).find(|t| people.role(&doc.slice(scan.span(*t..head + 1)).to_lowercase()).is_some())?;
    let role = doc.slice(scan.span(starts..head + 1));
    let class = people.role(&role.to_lowercase());
    if matches!(class, None | Some(RoleClass::Spokesperson | RoleClass::Honorific | RoleClass::Other | RoleClass::Epithet)) {
        return None;
    }
    let country = scan.country_in(tokens.clone()).map(str::to_owned);
    let small = role.to_lowercase();
    let (word, office) = small.split(' ').collect::<Vec<_>>().split_last().map(|(w, o)| (*w, o.to_vec()))?;
    let holds = |e: &Entity| {
        let role = e.role.as_deref().map(str::to_lowercase);
        let role = role.is_some_and(|r| r.split_whitespace().any(|w| w == word) && same_office(&office, word, &r, people));
        e.kind == EntityKind::Person && role && (country.is_none() || e.country == country)
    };
    if scan.entities_in_view().any(holds) {
        return None;
    }
    let whole = (starts < tokens.end && head + 1 < tokens.end).then(|| doc.slice(scan.span(starts..tokens.end)).to_owned());
    Some(Told { role: Some(role.to_owned()), office: whole, country, gender: None })
}

/// "Norland warned that it would pay. Ambassador Ida Ek said": the country that spoke in the sentence before, in the same paragraph.
fn of_country(scan: &Scan<'_>, drafts: &[Draft], mention: usize) -> Option<Told> {
    let doc = scan.doc;
    let m = &doc.mentions[mention];
    let sentence = doc.sentences.partition_point(|s| s.span.end() <= m.span.start());
    let here = doc.sentences.get(sentence)?;
    let role = scan.lexicon.people.role_class(scan.entities[m.entity].role.as_deref()?);
    let for_country =
        matches!(role, Some(RoleClass::Leader | RoleClass::Minister)) || scan.entities[m.entity].role.as_deref() == Some("Ambassador");
    if !for_country {
        return None;
    }
    let start = doc.tokens_in(m.span).start;
    let nation = |t: usize| scan.mention(t).map(|m| &scan.entities[doc.mentions[m].entity]).filter(|e| e.kind == EntityKind::Country);
    let earlier = here.tokens.start..start;
    if let Some(first) = earlier.clone().take(FIRST).find_map(nation) {
        // "Norland cheered, with finance minister Ida Ek saying"
        let with = start > here.tokens.start + 1 && scan.word(start - 1) == "with" && scan.word(start - 2) == ",";
        return Some(Told { country: first.country.clone().filter(|_| with), ..Told::default() });
    }
    if let Some(country) = by_office(scan, drafts, mention, sentence) {
        return Some(Told { country: Some(country), ..Told::default() });
    }
    let before = sentence.checked_sub(1)?;
    if doc.sentences[before].paragraph != here.paragraph {
        return None;
    }
    let first = drafts.partition_point(|d| d.sentence < before);
    let sources = drafts[first..].iter().take_while(|d| d.sentence == before).filter_map(|d| d.source.as_ref());
    let countries = sources.filter_map(|s| scan.mention(s.head)).map(|m| &scan.entities[doc.mentions[m].entity]);
    let country = countries.filter(|e| e.kind == EntityKind::Country).last()?.country.clone();
    Some(Told { country, ..Told::default() })
}

/// "Norland's foreign minister said … ¶ In Oslo, Ida Ek said", of whom the article tells later that she is foreign minister: the country of
/// the office that spoke just before, where nobody else is named between.
fn by_office(scan: &Scan<'_>, drafts: &[Draft], mention: usize, sentence: usize) -> Option<String> {
    let doc = scan.doc;
    let m = &doc.mentions[mention];
    let role = scan.entities[m.entity].role.as_deref()?.to_lowercase();
    let low = sentence.saturating_sub(NEAR);
    let before = &drafts[drafts.partition_point(|d| d.sentence < low)..drafts.partition_point(|d| d.sentence < sentence)];
    let source = before.iter().rev().take(RECENT).find_map(|d| d.source.as_ref())?;
    let between = source.tokens.start..doc.tokens_in(m.span).start;
    if m.span != m.name || between.len() > FARTHEST || between.into_iter().any(|t| scan.names(t, EntityKind::Person)) {
        return None;
    }
    let office = office(scan, &scan.bare(source.tokens.clone()), source.head)?;
    office.country.filter(|_| office.role.is_some_and(|r| r.to_lowercase() == role))
}

/// The office of whoever opens the sentence of "his Norlandic counterpart, Ida Ek", or the one before.
fn counterpart(scan: &Scan<'_>, mention: usize) -> Option<Told> {
    let doc = scan.doc;
    let own = doc.mentions[mention].entity;
    let at = doc.mentions[mention].span.start();
    let here = doc.sentences.partition_point(|s| s.span.end() <= at);
    for sentence in (here.saturating_sub(NEAR)..=here).rev() {
        let tokens = doc.sentences.get(sentence)?.tokens.clone();
        let named = tokens.filter_map(|t| scan.mention(t)).take_while(|m| *m < mention).map(|m| &doc.mentions[m]);
        let mut persons = named.filter(|m| m.entity != own && scan.entities[m.entity].kind == EntityKind::Person);
        if let Some(first) = persons.next() {
            let role = scan.entities[first.entity].role.clone().filter(|r| !r.eq_ignore_ascii_case(COUNTERPART))?;
            return Some(Told { role: Some(role), ..Told::default() });
        }
    }
    None
}

/// The gender of persons whose first name tells none, where "he" or "she" takes them up in the sentence that they open.
fn genders(scan: &Scan<'_>) -> Vec<(usize, Told)> {
    let doc = scan.doc;
    let mut found: Vec<(usize, Option<PersonGender>)> = Vec::new();
    for sentence in &doc.sentences {
        let tokens = sentence.tokens.clone();
        let Some(first) = tokens.clone().find_map(|t| Some((t, scan.mention(t)?))) else { continue };
        let (at, m) = first;
        let m = &doc.mentions[m];
        let entity = &scan.entities[m.entity];
        let opens = doc.tokens_in(m.span).start <= tokens.start + 1 && scan.quote(at).is_none();
        if !opens || entity.kind != EntityKind::Person || entity.gender.is_some() {
            continue;
        }
        let rest = doc.tokens_in(m.name).end..tokens.end;
        let another = |t: usize| {
            scan.names(t, EntityKind::Person) || scan.lexicon.people.role(scan.word(t)).is_some() || scan.is(t, Class::OBJECT_PRONOUN)
        };
        let mut near = rest.filter(|t| scan.quote(*t).is_none()).take_while(|t| !another(*t) || matches!(scan.word(*t), "he" | "she"));
        let gender = near.find_map(|t| match scan.word(t) {
            "he" => Some(PersonGender::Male),
            "she" => Some(PersonGender::Female),
            _ => None,
        });
        let Some(gender) = gender else { continue };
        match found.iter_mut().rev().take(40).find(|(e, _)| *e == m.entity) {
            Some((_, told)) if *told != Some(gender) => *told = None,
            Some(_) => {}
            None => found.push((m.entity, Some(gender))),
        }
    }
    found.into_iter().filter_map(|(e, g)| Some((e, Told { gender: Some(g?), ..Told::default() }))).collect()
}
