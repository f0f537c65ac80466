//! Surnames with a slip of the pen: one letter wrong, too many, too few or out of order ("McAllister" after "Ida McCallister").

use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt, HashSet};

/// Shorter names are too often others ("Berg" and "Borg").
const SHORTEST: usize = 5;
/// Longer words are no surnames; it bounds the work for a name.
const LONGEST: usize = 24;

/// The surnames of an article, by what is left of them without one of their letters: two names that are one slip apart share that.
pub(super) struct Slips<'a> {
    known: &'a HashSet<String>,
    /// By the hash of the letters left, which are looked at again before two names are said to be one; `None` where several surnames leave
    /// the same.
    without_one: HashMap<u64, Option<&'a str>>,
}

impl<'a> Slips<'a> {
    /// Cost: linear in the letters of the surnames.
    pub(super) fn of(surnames: &'a HashSet<String>) -> Self {
        let long = || surnames.iter().filter(|s| is_long(s));
        let mut without_one = HashMap::with_capacity(long().map(|s| s.len()).sum());
        for surname in long() {
            for left in shortened(surname) {
                match without_one.entry(left) {
                    Entry::Occupied(mut entry) if *entry.get() != Some(surname.as_str()) => drop(entry.insert(None)),
                    Entry::Occupied(_) => {}
                    Entry::Vacant(entry) => drop(entry.insert(Some(surname.as_str()))),
                }
            }
        }
        Self { known: surnames, without_one }
    }

    /// The surname that a word (lower case) is a slip for; none where it is one itself, or several are as near.
    pub(super) fn meant(&self, word: &str) -> Option<&'a str> {
        if self.without_one.is_empty() || self.known.contains(word) || !is_long(word) {
            return None;
        }
        let mut found = shortened(word).filter_map(|left| *self.without_one.get(&left)?).filter(|s| is_slip(word, s));
        let meant = found.next()?;
        found.all(|other| other == meant).then_some(meant)
    }
}

fn is_long(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.chars().count())
}

/// A word of at most [`LONGEST`] letters itself, then without each of them but the first, which a slip leaves as it is; as numbers, since a
/// name has many. The number is the remainder of a polynomial in the letters (Karp & Rabin 1987): that of the letters before one, raised by
/// as many places as follow it, and that of those after it.
fn shortened(word: &str) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let value = |letter: char| u64::from(u32::from(letter)) + 1;
    // The numbers of the first letters, from none to all.
    let (mut before, mut length) = ([0_u64; LONGEST + 1], 0);
    for letter in word.chars().take(LONGEST) {
        before[length + 1] = before[length].wrapping_mul(BASE).wrapping_add(value(letter));
        length += 1;
    }
    let (mut after, mut raised) = (0_u64, 1_u64);
    let without = word.chars().rev().enumerate().take(length.saturating_sub(1)).map(move |(behind, letter)| {
        let number = before[length - 1 - behind].wrapping_mul(raised).wrapping_add(after);
        after = after.wrapping_add(value(letter).wrapping_mul(raised));
        raised = raised.wrapping_mul(BASE);
        number
    });
    std::iter::once(before[length]).chain(without)
}

/// Whether two words are one slip apart. A plural is none: "the Ekmans" are not Ekman.
fn is_slip(one: &str, other: &str) -> bool {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    (a, b) = (a.split_off(same), b.split_off(same));
    while a.last().is_some_and(|c| b.last() == Some(c)) {
        a.pop();
        b.pop();
    }
    let plural = format!("{one}s") == other || format!("{other}s") == one;
    match (a.as_slice(), b.as_slice()) {
        ([], [_]) | ([_], []) | ([_], [_]) => same > 0 && !plural,
        ([x, y], [z, w]) => same > 0 && x == w && y == z,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(word: &str, surnames: &[&str]) -> Option<String> {
        let surnames = surnames.iter().map(|s| (*s).to_owned()).collect();
        Slips::of(&surnames).meant(word).map(str::to_owned)
    }

    #[test]
    fn what_is_left_without_a_letter_has_one_number() {
        for word in ["", "a", "ab", "holt", "mccallister", "gr\u{f6}nlund"] {
            let whole = |word: &str| shortened(word).next();
            let letters: Vec<char> = word.chars().collect();
            let left = |without: usize| letters.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, c)| c).collect::<String>();
            let by_hand: Vec<_> = (1..letters.len()).rev().map(|at| whole(&left(at))).collect();
            assert_eq!(shortened(word).skip(1).map(Some).collect::<Vec<_>>(), by_hand, "{word}");
        }
    }

    #[test]
    fn one_slip_is_taken_back() {
        for word in ["mclarty", "mccclarty", "mcclerty", "mcclatry"] {
            assert_eq!(meant(word, &["mcclarty", "berg"]).as_deref(), Some("mcclarty"), "{word}");
        }
    }

    #[test]
    fn others_are_left_alone() {
        for word in ["ekmans", "hkman", "ekman", "ekmanns", "e", ""] {
            assert_eq!(meant(word, &["ekman"]), None, "{word}");
        }
        assert_eq!(meant("hansan", &["hanson", "hansen"]), None, "two are as near");
        assert_eq!(meant("borg", &["berg"]), None, "short names");
    }
}
