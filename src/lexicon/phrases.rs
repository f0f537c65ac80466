//! Phrases looked up in running words: the one matcher behind speech acts, signs, conditions and topics.
//!
//! A phrase is one or more parts parted by blanks. A part is a word as it stands (`red`), a stem (`~reject`: every form of the verb or
//! noun), a prefix (`deploy*`) or a gap (`...`: up to [`GAP`] words between its neighbours). The longest phrase at a place wins.

use rust_stemmers::{Algorithm, Stemmer};

use super::Table;

/// How many words a `...` may skip.
const GAP: usize = 4;

/// The two words that a contraction stands for: "we'll" is "we will", "can't" is "can not". A possessive "'s" is none.
pub(crate) fn expand(word: &str) -> Option<(&str, &'static str)> {
    match word {
        "won't" => return Some(("will", "not")),
        "can't" | "cannot" => return Some(("can", "not")),
        "shan't" => return Some(("shall", "not")),
        _ => {}
    }
    const TAILS: &[(&str, &str)] = &[("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];
    TAILS.iter().find_map(|(tail, full)| Some((word.strip_suffix(tail)?, *full))).filter(|(head, _)| !head.is_empty())
}

/// What an "'s" after a word stands for, where it is no possessive: "it's" is "it is", "let's" is "let us".
pub(crate) fn after(word: &str) -> Option<&'static str> {
    match word {
        "let" => Some("us"),
        "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "where" | "how" | "this" | "everyone" | "nobody" => Some("is"),
        _ => None,
    }
}

/// Running words that phrases are looked up in.
pub(crate) trait Run {
    /// How many there are.
    fn len(&self) -> usize;
    /// The word at a place, lower case.
    fn word(&self, at: usize) -> &str;
    /// Its stem.
    fn stem(&self, at: usize) -> &str;
    /// Whether no phrase may reach over this place: a full stop, a semicolon.
    fn stops(&self, at: usize) -> bool;
}

/// One part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Word(Box<str>),
    Stem(Box<str>),
    Prefix(Box<str>),
    Gap,
}

impl Part {
    fn parse(text: &str, stemmer: &Stemmer) -> Result<Self, String> {
        if text == "..." {
            return Ok(Self::Gap);
        }
        if let Some(word) = text.strip_prefix('~') {
            return Ok(Self::Stem(stemmer.stem(word).into()));
        }
        match text.strip_suffix('*') {
            Some(prefix) if prefix.chars().count() < HEAD => {
                Err(format!("the prefix {text} is too short: at least {HEAD} letters before *"))
            }
            Some(prefix) => Ok(Self::Prefix(prefix.into())),
            None => Ok(Self::Word(text.into())),
        }
    }

    fn fits(&self, run: &impl Run, at: usize) -> bool {
        match self {
            Self::Word(w) => run.word(at) == &**w,
            Self::Stem(s) => run.stem(at) == &**s,
            Self::Prefix(p) => run.word(at).starts_with(&**p),
            Self::Gap => false,
        }
    }
}

/// How many letters of a prefix are used to look it up.
const HEAD: usize = 3;

fn head(word: &str) -> &str {
    word.char_indices().nth(HEAD).map_or(word, |(at, _)| &word[..at])
}

/// A set of phrases, each with a value.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    all: Vec<(Vec<Part>, T)>,
    words: Table<Vec<usize>>,
    stems: Table<Vec<usize>>,
    prefixes: Table<Vec<usize>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { all: Vec::new(), words: Table::default(), stems: Table::default(), prefixes: Table::default() }
    }
}

/// A phrase found: how many places it takes, and its value.
#[derive(Debug)]
pub(crate) struct Hit<'a, T> {
    pub(crate) len: usize,
    pub(crate) value: &'a T,
}

impl<T> Phrases<T> {
    /// Adds a phrase. Fails, with the reason, if it is empty, opens or ends with a gap, or has a prefix that is too short.
    pub(crate) fn add(&mut self, phrase: &str, value: T) -> Result<(), String> {
        let stemmer = Stemmer::create(Algorithm::English);
        let words = phrase.split_whitespace().flat_map(|word| {
            // Contractions are rare, and there are thousands of phrases to read at every start.
            let contracted = word.contains('\'') || word == "cannot";
            let expanded = if contracted { expand(word) } else { None };
            let (head, tail) = expanded.map_or((word, None), |(head, tail)| (head, Some(tail)));
            let is = head.strip_suffix("'s").and_then(|w| Some((w, after(w)?)));
            let (head, tail) = is.map_or((head, tail), |(w, is)| (w, Some(is)));
            std::iter::once(head).chain(tail)
        });
        let parts = words.map(|p| Part::parse(p, &stemmer)).collect::<Result<Vec<_>, _>>()?;
        let index = self.all.len();
        let bucket = match parts.first() {
            None => return Err("a phrase is empty".into()),
            Some(Part::Gap) => return Err(format!("\"{phrase}\" opens with a gap")),
            Some(Part::Word(w)) => self.words.entry(w),
            Some(Part::Stem(s)) => self.stems.entry(s),
            Some(Part::Prefix(p)) => self.prefixes.entry(head(p)),
        };
        if parts.last() == Some(&Part::Gap) {
            return Err(format!("\"{phrase}\" ends with a gap"));
        }
        bucket.push(index);
        self.all.push((parts, value));
        Ok(())
    }

    /// The longest phrase that starts at a place; of two equally long ones the one added first. Cost: the phrases that open with the word.
    pub(crate) fn longest(&self, run: &impl Run, at: usize) -> Option<Hit<'_, T>> {
        let found = self.at(run, at);
        found.max_by_key(|(index, len)| (*len, usize::MAX - index)).map(|(index, len)| Hit { len, value: &self.all[index].1 })
    }

    /// All phrases as long as the longest one that starts at a place, in the order in which they were added.
    pub(crate) fn longest_all(&self, run: &impl Run, at: usize) -> Vec<Hit<'_, T>> {
        let mut found: Vec<_> = self.at(run, at).collect();
        found.sort_unstable();
        let longest = found.iter().map(|(_, len)| *len).max().unwrap_or_default();
        found.into_iter().filter(|(_, len)| *len == longest).map(|(index, len)| Hit { len, value: &self.all[index].1 }).collect()
    }

    /// Every phrase that starts at a place, with how many places it takes.
    fn at(&self, run: &impl Run, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let buckets = [self.words.get(run.word(at)), self.stems.get(run.stem(at)), self.prefixes.get(head(run.word(at)))];
        let found = buckets.into_iter().flatten().flatten().filter_map(|index| Some((*index, fit(&self.all[*index].0, run, at)?)));
        found.collect::<Vec<_>>().into_iter()
    }
}

/// How many places `parts` take from `at`, if they fit there.
fn fit(parts: &[Part], run: &impl Run, at: usize) -> Option<usize> {
    let Some((first, rest)) = parts.split_first() else { return Some(0) };
    if at >= run.len() {
        return None;
    }
    if *first == Part::Gap {
        let reach = (at..run.len().min(at + GAP + 1)).take_while(|i| *i == at || !run.stops(i - 1));
        return reach.filter_map(|i| Some(i - at + fit(rest, run, i)?)).min();
    }
    first.fits(run, at).then(|| fit(rest, run, at + 1)).flatten().map(|n| n + 1)
}

/// A word looked up alone.
pub(crate) struct One<'a>(pub(crate) &'a str);

impl Run for One<'_> {
    fn len(&self) -> usize {
        1
    }

    fn word(&self, at: usize) -> &str {
        if at == 0 { self.0 } else { "" }
    }

    fn stem(&self, at: usize) -> &str {
        self.word(at)
    }

    fn stops(&self, _: usize) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Text(Vec<&'static str>);

    impl Run for Text {
        fn len(&self) -> usize {
            self.0.len()
        }
        fn word(&self, at: usize) -> &str {
            self.0[at]
        }
        fn stem(&self, at: usize) -> &str {
            self.0[at].trim_end_matches("ed")
        }
        fn stops(&self, at: usize) -> bool {
            self.0[at] == "."
        }
    }

    fn value(phrases: &[&'static str], text: &'static str) -> Option<(usize, &'static str)> {
        let mut set = Phrases::default();
        for phrase in phrases {
            set.add(phrase, *phrase).unwrap();
        }
        set.longest(&Text(text.split(' ').collect()), 0).map(|hit| (hit.len, *hit.value))
    }

    #[test]
    fn words_stems_prefixes_and_gaps() {
        assert_eq!(value(&["red line"], "red line crossed"), Some((2, "red line")));
        assert_eq!(value(&["~reject"], "rejected it"), Some((1, "~reject")));
        assert_eq!(value(&["deploy*"], "deployment"), Some((1, "deploy*")));
        assert_eq!(value(&["give ... up"], "give the town up"), Some((4, "give ... up")));
        assert_eq!(value(&["give ... up"], "give . up"), None);
    }

    #[test]
    fn the_longest_wins() {
        assert_eq!(value(&["call", "call for"], "call for peace"), Some((2, "call for")));
    }

    #[test]
    fn broken_phrases_are_refused() {
        let mut set = Phrases::default();
        assert!(
            set.add("", ()).is_err() && set.add("... up", ()).is_err() && set.add("up ...", ()).is_err() && set.add("ab*", ()).is_err()
        );
    }
}
