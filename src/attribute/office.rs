//! Offices: the words that make one of a role, the ranks below and beside it, whether two are the same.

use super::coref::Resolver;
use crate::document::Entity;
use crate::lexicon::{People, RoleClass, Trait};

impl Resolver<'_, '_> {
    /// "Shadow" of "the shadow energy secretary, Ida Ek", where her role leaves the word out: the rank before the role where she is
    /// first named.
    pub(super) fn stand_in(&self, entity: &Entity) -> Option<&str> {
        self.before_first(entity)?.find(|w| self.scan.lexicon.people.has(w, Trait::BELOW | Trait::SHADOW))
    }

    /// "Another activist in Halden, Ida Ek": whoever is brought in so is not "the activist" before.
    pub(super) fn is_another(&self, entity: &Entity) -> bool {
        self.before_first(entity).is_some_and(|mut words| words.any(|w| matches!(w, "another" | "fellow")))
    }

    /// The words before the name where somebody is first named, the nearest first.
    fn before_first(&self, entity: &Entity) -> Option<impl Iterator<Item = &str>> {
        /// How far before the name a rank may be.
        const REACH: usize = 6;
        let (scan, doc) = (self.scan, self.scan.doc);
        let first = self.first_mentions().get(*self.names.get(entity.name.as_str())?).copied().flatten()?;
        let name = doc.tokens_in(doc.mentions[first].name).start;
        let words = (name.saturating_sub(REACH)..name).rev().take_while(|t| !scan.is_mark(*t) || scan.word(*t) == ",");
        Some(words.map(|t| scan.word(t)))
    }

    /// Where each entity is first named.
    fn first_mentions(&self) -> &[Option<usize>] {
        self.first.get_or_init(|| {
            let mut first = vec![None; self.scan.doc.entities.len()];
            for (index, m) in self.scan.doc.mentions.iter().enumerate().rev() {
                first[m.entity] = Some(index);
            }
            first
        })
    }

    /// The words before the head that make an office of it: "prime" of "the prime minister", none of "the minister"; of
    /// others the rank alone, "deputy" of "the deputy director".
    pub(super) fn office(&self, start: usize, head: usize) -> Vec<&str> {
        let words = |from: usize| (from..head).map(|t| self.scan.word(t)).collect::<Vec<_>>();
        let is_office = |from: &usize| {
            let role = self.scan.lexicon.people.role(&format!("{} {}", words(*from).join(" "), self.scan.word(head)));
            matches!(role, Some(RoleClass::Leader | RoleClass::Minister | RoleClass::Justice))
        };
        let rank = || words(start).into_iter().filter(|w| self.scan.lexicon.people.has(w, Trait::STAND_IN)).collect();
        (start..head).find(is_office).map_or_else(rank, words)
    }
}

/// Whether a role can be the office that a description names with the same head word. "The prime minister" is not the foreign minister,
/// "the president" not the vice president; "the minister" may be any who governs.
pub(super) fn same_office(office: &[&str], head: &str, role: &str, people: &People) -> bool {
    let theirs: Vec<&str> = role.split_whitespace().filter(|w| *w != head && !matches!(*w, "and" | "for" | "of" | "the")).collect();
    let any_minister = |rank: &str| office.is_empty() && head == "minister" && people.has(rank, Trait::BELOW);
    let stands_in = theirs.iter().any(|rank| people.has(rank, Trait::STAND_IN) && !office.contains(rank) && !any_minister(rank));
    let all = office.iter().all(|w| theirs.iter().any(|t| alike(w, t)));
    let plain = theirs.is_empty() && !office.iter().any(|w| *w == "prime" || people.has(w, Trait::STAND_IN));
    !stands_in && (all || plain)
}

/// "Gov." for governor.
pub(super) fn abbreviates(short: &str, word: &str, people: &People) -> bool {
    let short = short.strip_suffix('.').unwrap_or(short);
    people.has(short, Trait::SHORT) && word.starts_with(short)
}

/// "defence" and "defense", "finance" and "financial".
fn alike(one: &str, other: &str) -> bool {
    one.chars().take(5).eq(other.chars().take(5))
}

/// "the mum-of-two"
pub(super) fn is_parent(word: &str) -> bool {
    word.split_once("-of-").is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn an_office_is_not_another() {
        let same = |description: &str, role: &str| {
            let (head, office) = description.split(' ').collect::<Vec<_>>().split_last().map(|(h, o)| (*h, o.to_vec())).unwrap();
            same_office(&office, head, role, &Lexicon::english().people)
        };
        for (description, role) in [
            ("minister", "foreign minister"),
            ("minister", "deputy prime minister"),
            ("defence minister", "minister of defense"),
            ("energy minister", "minister"),
            ("vice president", "first vice president"),
            ("deputy director", "deputy director"),
            ("former president", "former president"),
            ("president", "president"),
        ] {
            assert!(same(description, role), "{description}: {role}");
        }
        for (description, role) in [
            ("prime minister", "foreign minister"),
            ("prime minister", "deputy prime minister"),
            ("prime minister", "minister"),
            ("foreign secretary", "defence secretary"),
            ("president", "vice president"),
            ("vice president", "president"),
            ("premier", "deputy premier"),
            ("minister", "shadow minister"),
            ("president", "former president"),
        ] {
            assert!(!same(description, role), "{description}: {role}");
        }
    }
}
