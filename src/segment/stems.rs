//! Stems, remembered from article to article: news says the same words over and over, and to stem a word takes longer than all else that is
//! done with it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use rust_stemmers::Stemmer;

use super::greek;
use crate::lexicon::Language;

/// Words remembered by a thread; with more it begins anew, so that memory stays flat over any pile.
const MOST: usize = 1 << 15;
/// Words longer than this, in bytes, are not remembered: they come once.
const LONGEST: usize = 24;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::new(Known { language: Language::ENGLISH, stems: HashMap::new() });
}

/// The stems of one language; another takes its place when an article needs it.
struct Known {
    language: Language,
    stems: HashMap<Arc<str>, Arc<str>>,
}

/// Stems the words of one language.
pub(super) struct Stems {
    language: Language,
    greek: bool,
    stemmer: Option<Stemmer>,
}

impl Stems {
    pub(super) fn new(language: Language) -> Self {
        Self { language, greek: language.code() == "el", stemmer: language.stemmer().map(Stemmer::create) }
    }

    /// A word (lower case) to keep, and its stem; the word itself where the language has no stemmer.
    pub(super) fn of(&self, word: &str) -> (Arc<str>, Arc<str>) {
        if word.len() > LONGEST {
            return self.made(word);
        }
        KNOWN.with_borrow_mut(|known| {
            if known.language != self.language || known.stems.len() >= MOST {
                known.stems.clear();
                known.language = self.language;
            }
            if let Some((word, stem)) = known.stems.get_key_value(word) {
                return (Arc::clone(word), Arc::clone(stem));
            }
            let (word, stem) = self.made(word);
            known.stems.insert(Arc::clone(&word), Arc::clone(&stem));
            (word, stem)
        })
    }

    fn made(&self, word: &str) -> (Arc<str>, Arc<str>) {
        let (kept, stem): (Arc<str>, _) = (word.into(), self.stem(word));
        let stem = if stem == word { Arc::clone(&kept) } else { stem.into() };
        (kept, stem)
    }

    fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match &self.stemmer {
            _ if self.greek => Cow::Owned(greek::stem(word)),
            Some(stemmer) => stemmer.stem(word),
            None => Cow::Borrowed(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_remembered_is_the_stem_of_its_language() {
        let (english, german) = (Stems::new(Language::ENGLISH), Stems::new(Language::named("de").unwrap()));
        for _ in 0..2 {
            assert_eq!(&*english.of("signing").1, "sign");
            assert_eq!(&*german.of("signing").1, "signing");
        }
    }

    #[test]
    fn more_words_than_are_remembered_are_stemmed_all_the_same() {
        let english = Stems::new(Language::ENGLISH);
        for number in 0..MOST + 10 {
            let word = format!("{number}signing");
            assert_eq!(*english.of(&word).1, *english.stem(&word), "{word}");
        }
    }
}
