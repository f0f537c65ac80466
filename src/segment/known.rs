//! Words remembered from article to article: news says the same words over and over, and to stem a word takes longer than all else that is
//! done with it. A word of an article is looked up once for each token: its hash leads to its form, and the form tells whether this article
//! has said it already.

use std::borrow::Cow;
use std::cell::Cell;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use foldhash::fast::RandomState;
use rust_stemmers::Stemmer;

use super::greek;
use crate::document::{Form, Vocabulary, VocabularyEntry, WordId};
use crate::lexicon::{Language, Words};

/// Words, and bytes of words, remembered by a thread; with more it begins anew, so that memory stays flat over any pile.
const MOST: usize = 1 << 16;
const MOST_BYTES: usize = 1 << 20;

thread_local! {
    static KNOWN: Cell<Option<Known>> = const { Cell::new(None) };
}

/// The words of one language by one set of lists; others take their place when an article needs it.
pub(super) struct Known {
    language: Language,
    /// [`Words::id`] of the lists.
    lists: u64,
    stemmer: Option<Stemmer>,
    /// Texts come from strangers, so the hash is seeded.
    seed: RandomState,
    /// The hash of a word, and its index and one more; 0 where none is. Their number is a power of two, half of them free.
    slots: Vec<(u32, u32)>,
    forms: Vec<VocabularyEntry>,
    /// For each form the last article that said it, and its number there.
    said: Vec<(u32, WordId)>,
    article: u32,
    bytes: usize,
}

impl Known {
    /// What this thread knows of a language, for a new article.
    pub(super) fn take(words: &Words, language: Language) -> Self {
        let known = KNOWN.take().filter(|k| k.language == language && k.lists == words.id() && k.article < u32::MAX);
        let mut known = known.unwrap_or_else(|| Self {
            language,
            lists: words.id(),
            stemmer: language.stemmer().map(Stemmer::create),
            seed: RandomState::default(),
            slots: vec![(0, 0); 1 << 10],
            forms: Vec::new(),
            said: Vec::new(),
            article: 0,
            bytes: 0,
        });
        known.article += 1;
        known
    }

    /// Keeps it for the next article.
    pub(super) fn keep(self) {
        if self.forms.len() <= MOST && self.bytes <= MOST_BYTES {
            KNOWN.set(Some(self));
        }
    }

    /// The number of a word (lower case) in the article whose distinct words are `vocabulary`; a new one goes in there.
    #[inline]
    pub(super) fn say(&mut self, word: &[u8], words: &Words, vocabulary: &mut Vocabulary) -> WordId {
        let mut hasher = self.seed.build_hasher();
        hasher.write(word);
        let hash = hasher.finish() as u32;
        let index = self.find(word, hash).unwrap_or_else(|| self.add(word, hash, words));
        let said = &mut self.said[index];
        if said.0 != self.article {
            *said = (self.article, WordId(u32::try_from(vocabulary.len()).unwrap_or(u32::MAX)));
            vocabulary.words.push(Arc::clone(&self.forms[index]));
        }
        said.1
    }

    #[inline]
    fn find(&self, word: &[u8], hash: u32) -> Option<usize> {
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        loop {
            let (theirs, index) = self.slots[slot];
            let index = (index as usize).checked_sub(1)?;
            if theirs == hash && self.forms[index].word().as_bytes() == word {
                return Some(index);
            }
            slot = (slot + 1) & last;
        }
    }

    #[cold]
    fn add(&mut self, word: &[u8], hash: u32, words: &Words) -> usize {
        // Words come from texts.
        let word = std::str::from_utf8(word).unwrap_or_default();
        let index = self.forms.len();
        // "l'" of "l'accord" leans on what follows.
        let leaning = self.language.elides() && word.ends_with('\'');
        let stop = !word.contains(char::is_alphanumeric) || leaning || matches!(word, "'s" | "'") || words.is_stop(word);
        let form = Form::new(word, &self.stem(word), stop);
        self.bytes += word.len();
        self.forms.push(Arc::new(form));
        self.said.push((0, WordId(0)));
        if self.forms.len() * 2 > self.slots.len() {
            let twice = self.slots.len() * 2;
            let old = std::mem::replace(&mut self.slots, vec![(0, 0); twice]);
            old.into_iter().filter(|(_, index)| *index != 0).for_each(|(hash, index)| self.link(hash, index));
        }
        self.link(hash, u32::try_from(index + 1).unwrap_or(u32::MAX));
        index
    }

    /// Puts an index into the first free slot of its hash.
    fn link(&mut self, hash: u32, index: u32) {
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) & last;
        }
        self.slots[slot] = (hash, index);
    }

    /// The stem of a word; the word itself where the language has no stemmer.
    fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match &self.stemmer {
            _ if self.language.code() == "el" => Cow::Owned(greek::stem(word)),
            Some(stemmer) => stemmer.stem(word),
            None => Cow::Borrowed(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn say(known: &mut Known, vocabulary: &mut Vocabulary, word: &str) -> (u32, String) {
        let id = known.say(word.as_bytes(), &Lexicon::english().words, vocabulary);
        (id.0, vocabulary.stem(id).to_owned())
    }

    #[test]
    fn a_stem_remembered_is_the_stem_of_its_language() {
        for _ in 0..2 {
            for (language, stem) in [("en", "sign"), ("de", "signing")] {
                let mut known = Known::take(&Lexicon::english().words, Language::named(language).unwrap());
                let mut vocabulary = Vocabulary::default();
                for _ in 0..2 {
                    assert_eq!(say(&mut known, &mut vocabulary, "signing"), (0, stem.to_owned()));
                    assert_eq!(say(&mut known, &mut vocabulary, "x"), (1, "x".to_owned()));
                }
                assert_eq!(vocabulary.len(), 2);
                known.keep();
            }
        }
    }

    #[test]
    fn more_words_than_are_remembered_are_stemmed_all_the_same() {
        let mut known = Known::take(&Lexicon::english().words, Language::ENGLISH);
        let mut vocabulary = Vocabulary::default();
        for number in (0..3000).chain(0..3000) {
            let word = format!("{number}signing");
            assert_eq!(say(&mut known, &mut vocabulary, &word), (number, format!("{number}sign")), "{word}");
        }
        say(&mut known, &mut vocabulary, &"a".repeat(MOST_BYTES + 1));
        known.keep();
        let known = Known::take(&Lexicon::english().words, Language::ENGLISH);
        assert_eq!(known.forms.len(), 0);
    }
}
