//! Whether two names are those of one speaker.
//!
//! Case, accents, titles, possessives and a leading "the" aside, names are the same if they are equal; if one is the other's first or last
//! word ("Ek" and "Anna Ek"); if one is the acronym of the other; if one has the other, of two words at least, inside; or if their last
//! words are equal and the first do not clash: the same, an initial, or two forms of one first name ("Bob Berg", "Robert Berg"). Groups
//! ("top aides", "Norland aides") clash if both name a country or body and share none. Which words these are stands in `names.txt`.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::super::marked::Attribution;
use super::super::tokens::is_word;

/// How many letters an acronym has.
const ACRONYM: std::ops::RangeInclusive<usize> = 2..=6;

/// The shares of a system's speakers that are right, and of the gold's that are found. An attribution without a speaker is right if the
/// gold names none either.
pub(super) fn shares(gold: &Attribution, system: &Attribution) -> (f64, f64) {
    let (wanted, given) = (&gold.speakers, &system.speakers);
    if wanted.is_empty() || given.is_empty() {
        return if wanted.is_empty() && given.is_empty() { (1.0, 1.0) } else { (0.0, 0.0) };
    }
    let best = (hits(wanted, given) as f64 / given.len() as f64, hits(wanted, given) as f64 / wanted.len() as f64);
    let is_one_of = |name: &String, names: &[String]| names.iter().any(|n| same(name, n));
    if !given.iter().any(|name| is_one_of(name, &gold.accepted_speakers)) {
        return best;
    }
    let right = given.iter().filter(|name| is_one_of(name, &gold.accepted_speakers) || is_one_of(name, wanted)).count();
    let accepted = (right as f64 / given.len() as f64, 1.0);
    if accepted.0 + accepted.1 > best.0 + best.1 { accepted } else { best }
}

/// How many names find one that is theirs; those that are written alike choose first.
fn hits(wanted: &[String], given: &[String]) -> usize {
    let alike = |name: &&String| wanted.iter().any(|w| w.to_lowercase() == name.to_lowercase());
    let (first, then): (Vec<&String>, Vec<&String>) = given.iter().partition(alike);
    let mut free: Vec<&String> = wanted.iter().collect();
    let mut hits = 0;
    for name in first.into_iter().chain(then) {
        if let Some(at) = free.iter().position(|other| same(name, other)) {
            free.remove(at);
            hits += 1;
        }
    }
    hits
}

fn same(one: &str, other: &str) -> bool {
    let words = Words::get();
    let (a, b) = (Name::new(one, words), Name::new(other, words));
    let (Some(last_a), Some(last_b)) = (a.bare.last(), b.bare.last()) else { return false };
    if a.full == b.full || a.bare == b.bare {
        return true;
    }
    if a.is_acronym_of(&b, words) || b.is_acronym_of(&a, words) {
        return true;
    }
    if let ([word], many) | (many, [word]) = (&a.bare[..], &b.bare[..]) {
        return many.first() == Some(word) || many.last() == Some(word);
    }
    let inside = |short: &Name, long: &Name| long.bare.windows(short.bare.len()).any(|run| run == short.bare);
    if inside(&a, &b) || inside(&b, &a) {
        return true;
    }
    last_a == last_b && (first_names_agree(&a.bare[0], &b.bare[0], words) || groups_agree(&a, &b))
}

fn first_names_agree(one: &str, other: &str, words: &Words) -> bool {
    let initial = |name: &str| name.chars().count() == 1;
    one == other
        || one.chars().next() == other.chars().next() && (initial(one) || initial(other))
        || words.nicknames.iter().any(|names| [one, other].iter().all(|name| names.contains(name)))
}

/// Whether two groups ("aides") may be the same: not if each is told by capital letters and they share none.
fn groups_agree(a: &Name, b: &Name) -> bool {
    let small = |name: &Name| {
        let last = name.shown.last();
        last.is_some_and(|w| w.chars().any(char::is_lowercase) && !w.chars().any(char::is_uppercase))
    };
    let capitals = |name: &Name| -> Vec<String> {
        let before = &name.shown[..name.shown.len().saturating_sub(1)];
        before.iter().filter(|w| w.starts_with(char::is_uppercase)).map(|w| w.to_lowercase()).collect()
    };
    let (of_a, of_b) = (capitals(a), capitals(b));
    small(a) && small(b) && (of_a.is_empty() || of_b.is_empty() || of_a.iter().any(|w| of_b.contains(w)))
}

/// A name as it is compared.
struct Name {
    /// Its words in small letters, short forms written out.
    full: Vec<String>,
    /// The same without titles.
    bare: Vec<String>,
    /// Without titles, as written.
    shown: Vec<String>,
}

impl Name {
    fn new(name: &str, words: &Words) -> Self {
        let all = split(name, words);
        let small: Vec<String> = all.iter().map(|w| w.to_lowercase()).collect();
        let titles = small.iter().take(small.len().saturating_sub(1)).take_while(|w| words.titles.contains(&w.as_str())).count();
        Self { full: words.written_out(&small), bare: words.written_out(&small[titles..]), shown: all[titles..].to_vec() }
    }

    fn is_acronym_of(&self, long: &Self, words: &Words) -> bool {
        let [short] = &self.bare[..] else { return false };
        if long.full.len() < 2 || !ACRONYM.contains(&short.chars().count()) {
            return false;
        }
        let telling = long.full.iter().filter(|w| !words.small.contains(&w.as_str()));
        telling.filter_map(|w| w.chars().next()).eq(short.chars())
    }
}

/// The words of a name without accents, possessives, articles and what stands after it; "U.N." is "UN".
fn split(name: &str, words: &Words) -> Vec<String> {
    let bare: String = name.nfkd().filter(|c| canonical_combining_class(*c) == 0).map(|c| if c == '\u{2019}' { '\'' } else { c }).collect();
    let plain = undotted(&without_possessives(&bare.chars().collect::<Vec<_>>()));
    let parts = plain.split(|c: char| !is_word(c) && c != '\'' && c != '-').filter(|w| !w.is_empty());
    let telling = parts.filter(|w| !words.ignored.contains(&w.to_lowercase().as_str()));
    let unprefixed = |word: &str| match word.split_once('-') {
        Some((prefix, rest)) if words.prefixes.contains(&prefix.to_lowercase().as_str()) => rest.to_owned(),
        _ => word.to_owned(),
    };
    let mut out: Vec<String> = telling.map(unprefixed).collect();
    while out.len() > 1 && out.last().is_some_and(|w| words.suffixes.contains(&w.to_lowercase().as_str())) {
        out.pop();
    }
    out
}

/// Drops each "'s" at the end of a word.
fn without_possessives(name: &[char]) -> Vec<char> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = name.get(at) {
        let ends = name.get(at + 2).is_none_or(|c| !is_word(*c));
        if *c == '\'' && name.get(at + 1) == Some(&'s') && ends {
            at += 2;
        } else {
            out.push(*c);
            at += 1;
        }
    }
    out
}

/// Writes single letters with a full stop after each as one word: "U.N. envoy" is "UN envoy".
fn undotted(name: &[char]) -> String {
    let word = |at: usize| name.get(at).is_some_and(|c| is_word(*c));
    let mut out = String::new();
    let mut at = 0;
    while at < name.len() {
        let starts = at == 0 || !word(at - 1);
        match if starts { dotted(name, at) } else { None } {
            Some(end) => {
                out.extend(name[at..end].iter().filter(|c| **c != '.'));
                out.push(' ');
                at = end;
            }
            None => {
                out.push(name[at]);
                at += 1;
            }
        }
    }
    out
}

/// Where a run of letters with full stops ends that starts here, its last letter with or without one.
fn dotted(name: &[char], start: usize) -> Option<usize> {
    let word = |at: usize| name.get(at).is_some_and(|c| is_word(*c));
    let mut end = start;
    while word(end) && name.get(end + 1) == Some(&'.') {
        end += 2;
    }
    match end {
        _ if end == start => None,
        _ if !word(end) => Some(end),
        _ if !word(end + 1) => Some(end + 1),
        // A word follows, as in "A.B.Ek": its letter before is the last.
        _ => (end >= start + 4).then(|| end - 1),
    }
}

/// The words of `names.txt`.
struct Words {
    ignored: Vec<&'static str>,
    small: Vec<&'static str>,
    prefixes: Vec<&'static str>,
    suffixes: Vec<&'static str>,
    titles: Vec<&'static str>,
    aliases: HashMap<&'static str, &'static str>,
    nicknames: Vec<Vec<&'static str>>,
}

impl Words {
    fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let lines = include_str!("names.txt").lines().filter(|l| !l.starts_with('#'));
            let rows: Vec<(&str, &str)> = lines.filter_map(|l| l.split_once('\t')).collect();
            let of = |kind: &str| rows.iter().filter(|r| r.0 == kind).map(|r| r.1).collect::<Vec<&'static str>>();
            let words = |kind: &str| of(kind).into_iter().flat_map(str::split_whitespace).collect();
            Self {
                ignored: words("ignored"),
                small: words("small"),
                prefixes: words("prefix"),
                suffixes: words("suffix"),
                titles: words("title"),
                aliases: of("alias").into_iter().filter_map(|line| line.split_once(" = ")).collect(),
                nicknames: of("nickname").into_iter().map(|line| line.split_whitespace().collect()).collect(),
            }
        })
    }

    fn written_out(&self, words: &[String]) -> Vec<String> {
        let out = words.iter().flat_map(|w| self.aliases.get(w.as_str()).copied().unwrap_or(w.as_str()).split_whitespace());
        out.map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_speaker_or_two() {
        for (one, other, wanted) in [
            ("Ek", "Anna Ek", true),
            ("Prime Minister Ek", "Anna Ek", true),
            ("Anna Ek", "Jon Ek", false),
            ("A. Ek", "Anna Ek", true),
            ("A.B. Ek", "Anna Ek", false),
            ("Robert Berg", "Bob Berg Jr.", true),
            ("Tariq al-Nadir", "Nadir", true),
            ("Nadir's", "the Nadir", true),
            ("Jos\u{e9} Mar\u{ed}n", "jose marin", true),
            ("U.S.", "United States", true),
            ("the E.U.", "European Union", true),
            ("NFA", "Norland Fishing Authority", true),
            ("NFAX", "Norland Fishing Authority", false),
            ("Fishing Authority", "Norland Fishing Authority", true),
            ("Norland officials", "officials", true),
            ("Norland officials", "Sudland officials", false),
            ("top Norland aides", "Norland trade aides", true),
            ("President", "President Ek", false),
            ("", "Ek", false),
            ("the", "the", false),
        ] {
            assert_eq!((same(one, other), same(other, one)), (wanted, wanted), "{one} / {other}");
        }
    }

    #[test]
    fn letters_with_full_stops_are_one_word() {
        for (name, wanted) in [("U.N. envoy", "UN  envoy"), ("J.K.Ek", "JK .Ek"), ("U.S.A", "USA "), ("A.Ek", "A.Ek"), ("Ek Co.", "Ek Co.")]
        {
            assert_eq!(undotted(&name.chars().collect::<Vec<_>>()), wanted);
        }
    }

    #[test]
    fn shares_of_joint_speakers() {
        let said = |speakers: &[&str], accepted: &[&str]| Attribution {
            speakers: speakers.iter().map(|s| (*s).to_owned()).collect(),
            accepted_speakers: accepted.iter().map(|s| (*s).to_owned()).collect(),
            ..Attribution::default()
        };
        let of = |gold: &Attribution, system: &[&str]| shares(gold, &said(system, &[]));
        let joint = said(&["Anna Ek", "Jon Berg"], &[]);
        assert_eq!(of(&joint, &["Berg"]), (1.0, 0.5));
        assert_eq!(of(&joint, &["Berg", "Lund"]), (0.5, 0.5));
        assert_eq!(of(&joint, &[]), (0.0, 0.0));
        assert_eq!(of(&said(&[], &[]), &[]), (1.0, 1.0));
        assert_eq!(of(&said(&[], &[]), &["Ek"]), (0.0, 0.0));
        // "Ek" is either of the two; who is written out has his own first.
        assert_eq!(of(&said(&["Anna Ek", "Ek"], &[]), &["Ek", "Anna Ek"]), (1.0, 1.0));
        assert_eq!(of(&said(&["ministry"], &["Norland"]), &["Norland"]), (1.0, 1.0));
        assert_eq!(of(&said(&["ministry"], &["Norland"]), &["Norland", "Lund"]), (0.5, 1.0));
    }

    #[test]
    fn each_line_of_the_list_is_of_a_known_kind() {
        let lines = include_str!("names.txt").lines().filter(|l| !l.starts_with('#'));
        for line in lines {
            let kind = line.split_once('\t').map(|l| l.0).unwrap_or_default();
            assert!(["ignored", "small", "prefix", "suffix", "title", "alias", "nickname"].contains(&kind), "{line}");
            assert!(kind != "alias" || line.contains(" = "), "{line}");
            assert_eq!(line, line.to_lowercase());
        }
    }
}
