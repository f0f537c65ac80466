//! Which words are surnames: of persons named in full, shared by two, of husband and wife, of somebody rather than a country.

use super::entities::{Found, Name, middle, small};
use crate::document::{EntityKind, PersonGender};
use crate::lexicon::{CountryWord, Gender};
use crate::{Document, Lexicon};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// "Tom and Ida Ek": first names alone, by their place, with the surname that both have.
pub(super) fn shared_surnames(doc: &Document, found: &[Found<'_>], surnames: &HashSet<String>) -> HashMap<usize, String> {
    let mut out = HashMap::new();
    for (index, pair) in found.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let (first, full) = (doc.slice(one.name), doc.slice(other.name));
        let bare = |f: &Found<'_>| f.certain && f.span == f.name && f.canonical.is_none() && f.role.is_none();
        let joined = || doc.text.get(one.name.end()..other.span.start()).is_some_and(|between| matches!(between, " and " | " & "));
        let alone = || !first.contains(char::is_whitespace) && !surnames.contains(&small(first));
        if !bare(one) || !bare(other) || other.kind != EntityKind::Person || !joined() || !alone() {
            continue;
        }
        // "van der Ek"
        let Some((before, last)) = full.rsplit_once(' ') else { continue };
        let particles: usize = before.split(' ').rev().take_while(|w| w.starts_with(char::is_lowercase)).map(|w| w.len() + 1).sum();
        let surname = &full[full.len() - last.len() - particles..];
        out.insert(index, format!("{first} {surname}"));
    }
    out
}

/// Surnames of the persons that are named in full or with a title somewhere: a lone "Macron" before "Emmanuel Macron" or "President Macron" is a
/// person too.
pub(super) fn known_surnames(doc: &Document, lexicon: &Lexicon, found: &[Found<'_>]) -> HashSet<String> {
    let mut out = HashSet::new();
    for f in found.iter().filter(|f| f.kind == EntityKind::Person) {
        let name = doc.slice(f.name);
        if name.contains(char::is_whitespace) {
            out.insert(Name::of(name, lexicon).last);
            out.extend(middle(name).map(small));
        } else if f.certain && f.span != f.name && f.canonical.is_none() {
            out.insert(Name::of(name, lexicon).last);
        }
    }
    out
}

/// The surnames that both a man's and a woman's title stand before, or "Mrs" where all who are named in full are men.
pub(super) fn couples(doc: &Document, lexicon: &Lexicon, found: &[Found<'_>]) -> HashSet<String> {
    let mut told: HashMap<String, PersonGender> = HashMap::default();
    let mut out = HashSet::new();
    let mut men: HashMap<String, bool> = HashMap::default();
    for f in found.iter().filter(|f| f.kind == EntityKind::Person && doc.slice(f.name).contains(char::is_whitespace)) {
        let man = f.gender == Some(Gender::Male);
        men.entry(Name::of(doc.slice(f.name), lexicon).last).and_modify(|all| *all &= man).or_insert(man);
    }
    for f in found {
        let name = doc.slice(f.name);
        let Some(gender) = f.gender.and_then(Gender::of_person).filter(|_| !name.contains(char::is_whitespace)) else { continue };
        let surname = Name::of(name, lexicon).last;
        let wife = gender == PersonGender::Female && men.get(&surname) == Some(&true) && is_mrs(doc.slice(f.span));
        if wife {
            out.insert(surname.clone());
        }
        match told.get(&surname) {
            Some(other) if *other != gender => drop(out.insert(surname)),
            Some(_) => {}
            None => drop(told.insert(surname, gender)),
        }
    }
    out
}

/// Whether a name has the title of a wife, who may be named after her husband.
pub(super) fn is_mrs(titled: &str) -> bool {
    titled.get(..3).is_some_and(|title| title.eq_ignore_ascii_case("mrs"))
}

/// The countries that something happens in, comes from or goes to in the text, which are no surnames there.
pub(super) fn places<'a>(doc: &Document, found: &[Found<'a>]) -> HashSet<&'a str> {
    let behind = |f: &&Found<'_>| {
        let before = doc.tokens_in(f.span).start.checked_sub(1).map_or("", |t| doc.word(t));
        matches!(before, "in" | "to" | "from" | "of" | "with" | "against" | "between" | "and" | "near" | "across")
    };
    found.iter().filter(|f| f.kind == EntityKind::Country).filter(behind).filter_map(|f| f.canonical).collect()
}

/// The countries that the text names by another word than their capital.
pub(super) fn named_countries<'a>(doc: &Document, lexicon: &Lexicon, found: &[Found<'a>]) -> HashSet<&'a str> {
    let by_name = |f: &&Found<'_>| lexicon.people.country(doc.slice(f.name)).is_none_or(|c| c.by != CountryWord::Capital);
    found.iter().filter(|f| f.kind == EntityKind::Country).filter(by_name).filter_map(|f| f.canonical).collect()
}

/// "Victoria denounced them", where nothing else is told of the Seychelles: a capital whose name is a first name is a person's. The gender, if
/// it is one.
pub(super) fn as_first_name<'n>(
    doc: &Document,
    lexicon: &Lexicon,
    f: &Found<'_>,
    named: impl FnOnce() -> &'n HashSet<&'n str>,
) -> Option<Gender> {
    let country = f.canonical.filter(|_| f.kind == EntityKind::Country && f.role.is_none())?;
    let word = doc.slice(f.name);
    let capital = lexicon.people.country(word).is_some_and(|c| c.by == CountryWord::Capital);
    let gender = if capital { lexicon.people.first_name(&small(word)) } else { None };
    gender.filter(|_| !named().contains(country))
}

/// "Holland said", where "Ida Holland" is named and nothing happens in Holland: a country's name that is somebody's.
pub(super) fn is_surname(doc: &Document, lexicon: &Lexicon, f: &Found<'_>, surnames: &HashSet<String>, countries: &HashSet<&str>) -> bool {
    let Some(country) = f.canonical.filter(|_| f.kind == EntityKind::Country) else { return false };
    if countries.contains(country) || !surnames.contains(&small(doc.slice(f.name))) {
        return false;
    }
    let says = |t: usize| t < doc.tokens.len() && lexicon.cues.head(doc.word(t)).is_some_and(|h| h.forms.past);
    let tokens = doc.tokens_in(f.span);
    says(tokens.end) || tokens.start.checked_sub(1).is_some_and(says)
}
