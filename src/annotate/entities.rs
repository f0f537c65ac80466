//! Names that belong to one person, body or country, brought together.
//!
//! The fullest name is the canonical one; a surname alone goes to the person last named with it; two first names with one
//! surname are two persons.

use std::borrow::Cow;
use std::cell::LazyCell;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::slips::Slips;
use super::surnames::{as_first_name, couples, is_mrs, is_surname, known_surnames, named_countries, places, shared_surnames};
use crate::document::{Entity, EntityKind, Mention, squeeze};
use crate::lexicon::{Gender, People, Trait};
use crate::{Document, Lexicon, Span};

/// A name as found, before it is known whom it names.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub(super) span: Span,
    pub(super) name: Span,
    pub(super) kind: EntityKind,
    pub(super) role: Option<&'a str>,
    /// The role with what it is of.
    pub(super) office: Option<&'a str>,
    pub(super) affiliation: Option<&'a str>,
    pub(super) country: Option<&'a str>,
    pub(super) gender: Option<Gender>,
    /// The name to use in place of the words, for countries.
    pub(super) canonical: Option<&'a str>,
    /// Whether title, first name or country list vouch for the kind.
    pub(super) certain: bool,
}

impl Found<'_> {
    pub(super) fn new(span: Span, name: Span) -> Self {
        Self {
            span,
            name,
            kind: EntityKind::Person,
            role: None,
            office: None,
            affiliation: None,
            country: None,
            gender: None,
            canonical: None,
            certain: false,
        }
    }
}

/// Brings the names together. Cost: linear in the names.
pub(super) fn link(doc: &Document, lexicon: &Lexicon, found: Vec<Found<'_>>) -> (Vec<Mention>, Vec<Entity>) {
    let surnames = known_surnames(doc, lexicon, &found);
    let slips = Slips::of(&surnames);
    // About half of the names are new ones.
    let room = found.len() / 2;
    let mut table = Table {
        people: &lexicon.people,
        couples: couples(doc, lexicon, &found),
        styled: HashSet::new(),
        ends: HashMap::new(),
        entities: Vec::new(),
        first: Vec::new(),
        persons: HashMap::with_capacity(room),
        parts: HashMap::new(),
        others: HashMap::with_capacity(room),
        spelt: HashMap::with_capacity(room),
        initials: HashMap::new(),
        shortened: HashSet::default(),
    };
    let shared = shared_surnames(doc, &found, &surnames);
    let countries = places(doc, &found);
    let named = LazyCell::new(|| named_countries(doc, lexicon, &found));
    let mentions = found.iter().enumerate().map(|(index, f)| {
        let first_name = as_first_name(doc, lexicon, f, || &named);
        let person = first_name.is_some() || is_surname(doc, lexicon, f, &surnames, &countries);
        let f = if person { Found { gender: first_name, ..Found::new(f.span, f.name) } } else { f.clone() };
        if let Some(whole) = shared.get(&index) {
            let entity = table.person(doc, &f, Name::of(whole, lexicon), whole);
            return Mention { span: f.span, name: f.name, entity };
        }
        let mut name = Name::of(doc.slice(f.name), lexicon);
        // "McAllister" after "Ida McCallister"
        let lone = name.first.is_none() && f.canonical.is_none();
        if let Some(meant) = lone.then(|| slips.meant(&name.last)).flatten() {
            name.last = meant.to_owned();
        }
        let entity = table.entity(doc, &f, name, &surnames);
        Mention { span: f.span, name: f.name, entity }
    });
    let mentions = mentions.collect();
    (mentions, table.entities)
}

/// What stands before a name: "Mr", "Prime Minister".
fn title<'d>(doc: &'d Document, f: &Found<'_>) -> &'d str {
    doc.text.get(f.span.start()..f.name.start()).unwrap_or_default().trim_end()
}

/// The words of a name that tell persons apart, in small letters.
pub(super) struct Name {
    /// The first of several.
    pub(super) first: Option<String>,
    pub(super) last: String,
}

impl Name {
    /// "Ida Ek Jr", "Ida Ek KC": what stands behind a name is no surname.
    pub(super) fn of(name: &str, lexicon: &Lexicon) -> Self {
        let small = |word: &str| small(word.trim_end_matches('.'));
        let mut words = name.split_whitespace();
        let first = words.next();
        let last = words.by_ref().rev().find(|w| !lexicon.people.is_suffix(w));
        Self { first: first.filter(|_| last.is_some()).map(small), last: last.or(first).map(small).unwrap_or_default() }
    }
}

/// A word in small letters.
pub(super) fn small(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() }
}

/// The words between the first and the last of a name: of "Ida Ek Berg" the text may go on with "Ek". A headline in capitals is no name.
pub(super) fn middle(name: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 5;
    let words = name.split_whitespace().count();
    let words = if words <= LONGEST { words.saturating_sub(2) } else { 0 };
    name.split_whitespace().skip(1).take(words).filter(|w| w.chars().count() > 3 && w.starts_with(char::is_uppercase))
}

/// Whom a word of a person's name other than the last calls.
#[derive(Copy, Clone)]
struct Part {
    id: usize,
    /// Whether it is the first of the name.
    given: bool,
    /// Whether two persons share it.
    shared: bool,
}

struct Table<'l> {
    people: &'l People,
    /// See [`couples`].
    couples: HashSet<String>,
    /// Persons with "Sir" or "Dame" before their names.
    styled: HashSet<usize>,
    /// Bodies by the last of several words of their names.
    ends: HashMap<String, usize>,
    entities: Vec<Entity>,
    /// First words of each person's name, beside `entities`.
    first: Vec<Option<String>>,
    persons: HashMap<String, Vec<usize>>,
    /// Persons by the words of their names before the last.
    parts: HashMap<String, Part>,
    others: HashMap<String, usize>,
    /// The same by each spelling met, which is looked up faster.
    spelt: HashMap<String, usize>,
    /// Bodies by the capitals of their names, and those that are in there or have been.
    initials: HashMap<String, usize>,
    shortened: HashSet<usize>,
}

impl Table<'_> {
    fn entity(&mut self, doc: &Document, f: &Found<'_>, name: Name, surnames: &HashSet<String>) -> usize {
        let lone = name.first.is_none() && f.canonical.is_none();
        let person = f.kind == EntityKind::Person || lone && (surnames.contains(&name.last) || self.called(doc, f, &name.last));
        if person { self.person(doc, f, name, doc.slice(f.name)) } else { self.other(doc, f) }
    }

    /// "Ida" after "Ida Ek", "Lim" after "Lim Boon Kiat": the first word of one person's name, where it is no place ("in Florence").
    fn called(&self, doc: &Document, f: &Found<'_>, word: &str) -> bool {
        let known = self.parts.get(word).is_some_and(|p| p.given && !p.shared);
        let place = || {
            let before = doc.text[..f.span.start()].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
            matches!(before, "in" | "In" | "at" | "At" | "near" | "Near" | "across" | "outside" | "around")
        };
        known && !self.others.contains_key(word) && !place()
    }

    /// Whether a name with this first name and gender can be a person's: "Mr. Ek" is not "Mrs. Ek", nor "Ida Ek" where there is a
    /// "Mrs. Ek" too or he came first; else her first name may be a man's.
    fn can_be(&self, id: usize, f: &Found<'_>, first: Option<&str>, couple: bool) -> bool {
        let theirs = self.first[id].as_deref();
        let genders = self.entities[id].gender.zip(f.gender.and_then(Gender::of_person));
        // "President Ek" is not "First lady Ida Ek".
        let is_spouse = |role: &str| self.people.is_spouse(role);
        let spouses = || match (self.entities[id].role.as_deref().map(is_spouse), f.role.map(is_spouse)) {
            (Some(false), Some(true)) => theirs.is_none(),
            (Some(true), Some(false)) => first.is_none(),
            _ => false,
        };
        let other_gender = genders.is_some_and(|(theirs, told)| theirs != told);
        let told = theirs.is_some() && (first.is_some() || !couple);
        compatible(theirs, first) && (told || !other_gender) && !spouses()
    }

    /// Whether a title is "Mr" or "Ms".
    fn has_courtesy(&self, title: &str) -> bool {
        self.people.has(&small(title.trim_end_matches('.')), Trait::COURTESY)
    }

    /// Whether "Sir", "Dame" or "Lord" stands in a title.
    fn has_style(&self, title: &str) -> bool {
        title.split_whitespace().any(|word| self.people.is_style(&small(word)))
    }

    /// The person that `written` names, in the words of the text or with the surname that stands behind.
    fn person(&mut self, doc: &Document, f: &Found<'_>, Name { first, last }: Name, written: &str) -> usize {
        // A lone surname is the main person's, who was named first; relatives are given their first names.
        let ids = self.persons.get(&last).map_or(&[][..], Vec::as_slice);
        let couple = self.couples.contains(&last);
        let fits = |id: &usize| self.can_be(*id, f, first.as_deref(), couple);
        // "Mr Ek" is not Sir Otto Ek, if there is another.
        let knighted = |id: &usize| self.styled.contains(id);
        let courtesy = || first.is_none() && self.has_courtesy(title(doc, f));
        let others = (!self.styled.is_empty() && ids.iter().any(knighted) && courtesy()).then_some(ids);
        let plain = others.and_then(|ids| ids.iter().copied().find(|id| !knighted(id) && fits(id)));
        // "Ms. Ek" is the Ek who is known to be a woman, if there is one.
        let gender = f.gender.and_then(Gender::of_person).filter(|_| first.is_none());
        let surely = ids.iter().copied().find(|id| gender.is_some() && self.entities[*id].gender == gender && fits(id));
        // "President Ek" is who has that office, else the Ek whom nobody gives a first name.
        let titled = f.role.is_some() && first.is_none();
        let holder = || ids.iter().copied().find(|id| titled && self.entities[*id].role.as_deref() == f.role && fits(id));
        let unnamed = || ids.iter().copied().find(|id| titled && self.first[*id].is_none() && fits(id));
        let namely = || ids.iter().copied().find(|id| first.is_some() && self.first[*id] == first && fits(id));
        let same = plain.or(surely).or_else(namely).or_else(holder).or_else(unnamed).or_else(|| ids.iter().copied().find(fits));
        // "Ek" after "Ida Ek Berg"; "Sheikh Omar" after "Sheikh Omar al-Ek", "Mr Lim" after "Lim Boon Kiat".
        let part = || self.parts.get(&last).filter(|p| first.is_none() && !p.shared && self.can_be(p.id, f, None, couple));
        let same = same.or_else(|| part().map(|p| p.id));
        let same = same.or_else(|| {
            // "Al Ek" is the end of "Omar Al Ek".
            ids.iter().copied().find(|id| first.is_some() && ends_with(&self.entities[*id].name, doc.slice(f.name)))
        });
        // Of a wife whose first name nobody gives, the title tells who is meant.
        let wife = same.is_none() && couple && first.is_none() && is_mrs(doc.slice(f.span));
        let written = if wife { doc.slice(f.span) } else { written };
        let id = same.unwrap_or_else(|| self.add(String::new(), EntityKind::Person));
        if self.has_style(title(doc, f)) {
            self.styled.insert(id);
        }
        for word in middle(doc.slice(f.name)) {
            self.parts.entry(small(word)).or_insert(Part { id, given: false, shared: false });
        }
        if let Some(given) = first.as_ref().filter(|_| f.certain) {
            let part = self.parts.entry(given.clone()).or_insert(Part { id, given: true, shared: false });
            part.shared |= part.given && part.id != id;
        }
        let ids = self.persons.entry(last).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
        let entity = &mut self.entities[id];
        // A title tells the gender better than a first name does; of several Eks "Mr." may be any.
        let told = f.gender.and_then(Gender::of_person);
        match (told.filter(|_| first.is_none()), ids.len()) {
            (Some(gender), 1) => entity.gender = Some(gender),
            (Some(_), _) if self.first[id].is_some() => {}
            _ => entity.gender = entity.gender.or(told),
        }
        let named_first = self.first[id].is_none() && first.is_some();
        if written.len() > entity.name.len() || named_first {
            entity.name = on_one_line(written).into_owned();
        }
        self.first[id] = self.first[id].take().or(first);
        fill(entity, f, self.people);
        id
    }

    /// Adds somebody or something of whom no more is known yet.
    fn add(&mut self, name: String, kind: EntityKind) -> usize {
        self.entities.push(Entity { name, kind, role: None, office: None, affiliation: None, country: None, gender: None });
        self.first.push(None);
        self.entities.len() - 1
    }

    /// "IAEA" after "International Atomic Energy Agency".
    fn written_out(&self, f: &Found<'_>, doc: &Document) -> Option<String> {
        let letters = || doc.slice(f.name).chars().filter(|c| *c != '.');
        if f.kind != EntityKind::Body || !letters().all(char::is_uppercase) {
            return None;
        }
        let short: String = letters().collect();
        self.initials.get(&short).filter(|_| short.len() > 1).map(|id| self.entities[*id].name.clone())
    }

    fn other(&mut self, doc: &Document, f: &Found<'_>) -> usize {
        let written_out = self.written_out(f, doc);
        let lone = f.kind == EntityKind::Body && !doc.slice(f.name).contains(char::is_whitespace);
        // "the Journal" after "the Halden Journal"
        let shortened = lone.then(|| self.ends.get(doc.slice(f.name))).flatten().map(|id| self.entities[*id].name.clone());
        let name = written_out.or(shortened).map(Cow::Owned);
        let name = name.or_else(|| f.canonical.map(Cow::Borrowed)).unwrap_or_else(|| on_one_line(doc.slice(f.name)));
        let known = self.spelt.get(name.as_ref()).copied();
        let id = known.unwrap_or_else(|| {
            let id = *self.others.entry(small(&name)).or_insert(self.entities.len());
            if id == self.entities.len() {
                self.add(name.clone().into_owned(), f.kind);
            }
            self.spelt.insert(name.into_owned(), id);
            id
        });
        let entity = &mut self.entities[id];
        entity.gender = entity.gender.or(f.gender.and_then(Gender::of_person));
        fill(entity, f, self.people);
        if f.kind == EntityKind::Body {
            if let Some((_, end)) = self.entities[id].name.rsplit_once(' ') {
                match self.ends.get_mut(end) {
                    Some(last) => *last = id,
                    None => drop(self.ends.insert(end.to_owned(), id)),
                }
            }
            if self.shortened.insert(id) {
                self.initials.entry(initials(&self.entities[id].name)).or_insert(id);
            }
        }
        id
    }
}

/// A name with one space between its words.
fn on_one_line(name: &str) -> Cow<'_, str> {
    let plain = name.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !name.contains("  ") && name.trim().len() == name.len();
    if plain { Cow::Borrowed(name) } else { Cow::Owned(squeeze(name)) }
}

/// The capitals that a name would be shortened to.
fn initials(name: &str) -> String {
    name.split([' ', '-', '\n']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// What a later mention tells is kept where an earlier one did not tell it.
fn fill(entity: &mut Entity, f: &Found<'_>, people: &People) {
    // "Ukrainian leader" gives way to "President".
    let vague = |role: &str| people.has_small(role, Trait::VAGUE);
    let better = match (&entity.role, f.role) {
        (Some(role), Some(later)) => vague(role) && !vague(later),
        (None, Some(_)) => true,
        (_, None) => false,
    };
    if better {
        entity.role = f.role.map(str::to_owned);
    }
    // The fuller words belong to the role that is kept.
    if entity.office.is_none() && entity.role.is_some() && entity.role.as_deref() == f.role {
        entity.office = f.office.map(str::to_owned);
    }
    entity.affiliation = entity.affiliation.take().or_else(|| f.affiliation.map(str::to_owned));
    entity.country = entity.country.take().or_else(|| f.country.map(str::to_owned));
}

/// Whether a name ends with these words.
fn ends_with(name: &str, end: &str) -> bool {
    name.strip_suffix(end).is_some_and(|rest| rest.ends_with(' '))
}

/// Whether two first names can be one person's: either is missing, they are equal, or one is the other's initial.
fn compatible(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a == b || (a.chars().count() == 1 || b.chars().count() == 1) && a.chars().next() == b.chars().next()
}
