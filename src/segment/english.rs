//! The stem of an English word, as the English stemmer of Snowball (M. Porter, "The English (Porter2) stemming algorithm", 2001) has it in the
//! version of rust-stemmers 1.2, without its allocations: a word new to a thread is stemmed, and that took longer than all else done with it.
//! Words with other signs than small letters of ASCII are left to the crate; a test compares both.

use std::borrow::Cow;

/// Longer words are left to the crate.
const LONGEST: usize = 40;

/// Words that are stemmed as they are told here, and those that stay as they are.
const EXCEPTIONS: [(&str, &str); 18] = [
    ("skis", "ski"),
    ("skies", "sky"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("idly", "idl"),
    ("gently", "gentl"),
    ("ugly", "ugli"),
    ("early", "earli"),
    ("only", "onli"),
    ("singly", "singl"),
    ("sky", "sky"),
    ("news", "news"),
    ("howe", "howe"),
    ("atlas", "atlas"),
    ("cosmos", "cosmos"),
    ("bias", "bias"),
    ("andes", "andes"),
];

/// Bytes of the longest of them.
const LONGEST_EXCEPTION: usize = 6;

/// Words that stay as they are once a plural "s" is off.
const KEPT: [&[u8]; 8] = [b"inning", b"outing", b"canning", b"herring", b"earring", b"proceed", b"exceed", b"succeed"];

/// Endings of the second step with what takes their place, longest first where one ends with another.
const SECOND: [(&[u8], &[u8]); 22] = [
    (b"ization", b"ize"),
    (b"ational", b"ate"),
    (b"fulness", b"ful"),
    (b"ousness", b"ous"),
    (b"iveness", b"ive"),
    (b"tional", b"tion"),
    (b"biliti", b"ble"),
    (b"lessli", b"less"),
    (b"entli", b"ent"),
    (b"ation", b"ate"),
    (b"alism", b"al"),
    (b"aliti", b"al"),
    (b"ousli", b"ous"),
    (b"iviti", b"ive"),
    (b"fulli", b"ful"),
    (b"enci", b"ence"),
    (b"anci", b"ance"),
    (b"abli", b"able"),
    (b"izer", b"ize"),
    (b"ator", b"ate"),
    (b"alli", b"al"),
    (b"bli", b"ble"),
];

/// The same of the third step.
const THIRD: [(&[u8], &[u8]); 8] = [
    (b"ational", b"ate"),
    (b"tional", b"tion"),
    (b"alize", b"al"),
    (b"icate", b"ic"),
    (b"iciti", b"ic"),
    (b"ical", b"ic"),
    (b"ness", b""),
    (b"ful", b""),
];

/// Endings that the fourth step takes off.
const FOURTH: [&[u8]; 17] = [
    b"ement", b"ance", b"ence", b"able", b"ible", b"ment", b"ant", b"ent", b"ism", b"ate", b"iti", b"ous", b"ive", b"ize", b"al", b"er",
    b"ic",
];

/// The stem of a word; none for words that are left to the crate.
pub(super) fn stem(word: &str) -> Option<Cow<'_, str>> {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST || !bytes.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    if bytes.len() < 3 {
        return Some(Cow::Borrowed(word));
    }
    if bytes.len() <= LONGEST_EXCEPTION
        && let Some((_, stem)) = EXCEPTIONS.iter().find(|(exception, _)| *exception == word)
    {
        return Some(Cow::Borrowed(stem));
    }
    let mut room = [0; LONGEST + 1];
    room[..bytes.len()].copy_from_slice(bytes);
    let mut stemmer = Stemmer { room, length: bytes.len(), first: 0, second: 0 };
    stemmer.mark_consonants();
    stemmer.mark_regions();
    stemmer.plural();
    if !KEPT.contains(&stemmer.word()) {
        stemmer.past();
        stemmer.final_y();
        stemmer.second_step();
        stemmer.third_step();
        stemmer.fourth_step();
        stemmer.final_letter();
    }
    stemmer.room.make_ascii_lowercase();
    let stem = std::str::from_utf8(stemmer.word()).ok()?;
    Some(if word.starts_with(stem) { Cow::Borrowed(&word[..stem.len()]) } else { Cow::Owned(stem.to_owned()) })
}

/// A word as it is taken apart. A "y" that is a consonant is "Y".
struct Stemmer {
    room: [u8; LONGEST + 1],
    length: usize,
    /// Where the regions start that most endings have to lie in.
    first: usize,
    second: usize,
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

impl Stemmer {
    fn word(&self) -> &[u8] {
        &self.room[..self.length]
    }

    fn ends(&self, ending: &[u8]) -> bool {
        self.word().ends_with(ending)
    }

    /// Where one of the endings starts that the word has, with what stands beside it.
    fn ending<'e, T>(&self, endings: &'e [(&[u8], T)]) -> Option<(usize, &'e T)> {
        let last = self.word().last();
        endings
            .iter()
            .find(|(ending, _)| ending.last() == last && self.ends(ending))
            .map(|(ending, beside)| (self.length - ending.len(), beside))
    }

    /// Puts other letters in place of those from `at` on. No ending is longer than what it takes the place of by more than one.
    fn replace(&mut self, at: usize, letters: &[u8]) {
        self.length = at + letters.len();
        self.room[at..self.length].copy_from_slice(letters);
    }

    fn has_vowel(&self, before: usize) -> bool {
        self.room[..before].iter().any(|letter| is_vowel(*letter))
    }

    fn mark_consonants(&mut self) {
        for at in 0..self.length {
            if self.room[at] == b'y' && (at == 0 || is_vowel(self.room[at - 1])) {
                self.room[at] = b'Y';
            }
        }
    }

    /// What follows the first consonant after a vowel, and the same in there.
    fn mark_regions(&mut self) {
        let after = |from: usize| {
            let vowel = (from..self.length).find(|at| is_vowel(self.room[*at]))?;
            (vowel..self.length).find(|at| !is_vowel(self.room[*at])).map(|at| at + 1)
        };
        let prefix = [&b"gener"[..], b"commun", b"arsen"].into_iter().find(|prefix| self.word().starts_with(prefix));
        let first = prefix.map(<[u8]>::len).or_else(|| after(0));
        let second = first.and_then(after);
        (self.first, self.second) = (first.unwrap_or(self.length), second.unwrap_or(self.length));
    }

    /// Whether a short syllable ends at `end`.
    fn is_short(&self, end: usize) -> bool {
        match self.room[..end] {
            [.., a, b, c] if !is_vowel(a) && is_vowel(b) && !is_vowel(c) && !matches!(c, b'w' | b'x' | b'Y') => true,
            [a, b] => is_vowel(a) && !is_vowel(b),
            _ => false,
        }
    }

    /// "ties", "cats".
    fn plural(&mut self) {
        let end = self.length;
        if self.ends(b"sses") {
            self.length -= 2;
        } else if self.ends(b"ied") || self.ends(b"ies") {
            self.length = if end > 4 { end - 2 } else { end - 1 };
        } else if self.ends(b"s") && !self.ends(b"ss") && !self.ends(b"us") && self.has_vowel(end.saturating_sub(2)) {
            self.length -= 1;
        }
    }

    /// "agreed", "hoping".
    fn past(&mut self) {
        const ENDINGS: [(&[u8], bool); 6] =
            [(b"eedly", true), (b"ingly", false), (b"edly", false), (b"eed", true), (b"ing", false), (b"ed", false)];
        let Some((at, keeps)) = self.ending(&ENDINGS) else { return };
        if *keeps {
            if at >= self.first {
                self.replace(at, b"ee");
            }
            return;
        }
        if !self.has_vowel(at) {
            return;
        }
        self.length = at;
        match *self.word() {
            [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => self.replace(at, b"e"),
            [.., a, b] if a == b && matches!(a, b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't') => self.length -= 1,
            _ if at == self.first && self.is_short(at) => self.replace(at, b"e"),
            _ => {}
        }
    }

    fn final_y(&mut self) {
        if let [_, .., before, b'y' | b'Y'] = *self.word()
            && !is_vowel(before)
        {
            self.room[self.length - 1] = b'i';
        }
    }

    fn second_step(&mut self) {
        if let Some((at, letters)) = self.ending(&SECOND) {
            if at >= self.first {
                self.replace(at, letters);
            }
            return;
        }
        let at = self.length.saturating_sub(2);
        let before = at.checked_sub(1).map_or(0, |before| self.room[before]);
        if self.ends(b"li") {
            if at >= self.first && matches!(before, b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't') {
                self.length = at;
            }
        } else if self.ends(b"logi") && self.length - 3 >= self.first {
            self.length -= 1;
        }
    }

    fn third_step(&mut self) {
        if let Some((at, letters)) = self.ending(&THIRD) {
            if at >= self.first {
                self.replace(at, letters);
            }
        } else if self.ends(b"ative") && self.length - 5 >= self.first.max(self.second) {
            self.length -= 5;
        }
    }

    fn fourth_step(&mut self) {
        let last = self.word().last();
        let ending = FOURTH.iter().find(|ending| ending.last() == last && self.ends(ending)).map(|ending| ending.len());
        let ending = ending.or_else(|| (self.ends(b"sion") || self.ends(b"tion")).then_some(3));
        if let Some(at) = ending.map(|length| self.length - length).filter(|at| *at >= self.second) {
            self.length = at;
        }
    }

    fn final_letter(&mut self) {
        let at = self.length.saturating_sub(1);
        let goes = match *self.word() {
            [.., b'e'] => at >= self.second || at >= self.first && !self.is_short(at),
            [.., b'l', b'l'] => at >= self.second,
            _ => false,
        };
        if goes {
            self.length = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_stemmers::Algorithm;

    use super::*;

    fn check(word: &str) {
        let crates = rust_stemmers::Stemmer::create(Algorithm::English);
        if let Some(stem) = stem(word) {
            assert_eq!(stem, crates.stem(word), "{word}");
        }
    }

    #[test]
    fn every_word_of_the_lists_has_the_stem_of_the_crate() {
        const LISTS: [&str; 5] = [
            include_str!("../lexicon/en/stopwords.txt"),
            include_str!("../lexicon/en/verbs.txt"),
            include_str!("../lexicon/en/verbs_nouns.txt"),
            include_str!("../lexicon/en/plain_nouns.txt"),
            include_str!("../lexicon/en/irregular_verbs.tsv"),
        ];
        let words = LISTS.iter().flat_map(|list| list.split(|c: char| !c.is_ascii_lowercase()));
        words.chain(EXCEPTIONS.iter().map(|(word, _)| *word)).for_each(check);
    }

    #[test]
    fn every_ending_behind_every_opening_has_the_stem_of_the_crate() {
        const OPENINGS: [&str; 24] = [
            "", "a", "b", "be", "ab", "bet", "tob", "hop", "hopp", "gener", "commun", "arsen", "say", "yoy", "bow", "box", "nat", "bl",
            "ceas", "fall", "pedagog", "analog", "proc", "suff",
        ];
        const LETTERS: &[u8] = b"aeiouybdlst";
        let endings = SECOND.iter().chain(&THIRD).map(|(ending, _)| *ending).chain(FOURTH).chain(KEPT);
        let more: [&[u8]; 24] = [
            b"", b"s", b"ss", b"us", b"sses", b"ies", b"ied", b"ed", b"eed", b"ing", b"edly", b"eedly", b"ingly", b"y", b"li", b"ogi",
            b"logi", b"ative", b"ion", b"sion", b"tion", b"e", b"l", b"ll",
        ];
        let endings: Vec<String> = endings.chain(more).map(|ending| String::from_utf8_lossy(ending).replace("li", "ly")).collect();
        for opening in OPENINGS {
            for ending in &endings {
                for letter in LETTERS.iter().map(|letter| char::from(*letter).to_string()).chain([String::new()]) {
                    for last in ["", "s", "ed", "ing", "ly", "e"] {
                        check(&format!("{opening}{letter}{ending}{last}"));
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_word_has_the_stem_of_the_crate(word in "[a-z]{0,12}|[aeyblst]{1,9}") {
            check(&word);
        }
    }
}
