//! Words remembered from article to article: news says the same words over and over, and to stem a word takes longer than all else that is
//! done with it. A word of an article is looked up once for each token, and where its hash leads to stands whether this article has said it
//! already.

use std::borrow::Cow;
use std::cell::Cell;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt};
use rust_stemmers::Stemmer;

use super::greek;
use super::key::Key;
use crate::document::{Form, StemId, Vocabulary, VocabularyEntry, WordId};
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
    seed: [u64; 2],
    /// The short words, which are nearly all. Their number is a power of two, half of them free.
    slots: Vec<Slot>,
    short: usize,
    /// The others, with the last article that said each, and its number there.
    long: HashMap<Box<[u8]>, (u32, Said)>,
    /// What is known of each word, and the number of its stem.
    forms: Vec<(VocabularyEntry, u32)>,
    stems: HashMap<Box<str>, u32>,
    /// The last article that said each stem, and its number there.
    said: Vec<(u32, StemId)>,
    article: u32,
    bytes: usize,
}

/// A short word where its hash leads to: nothing else has to be looked at to know it again.
#[derive(Copy, Clone, Default)]
struct Slot {
    key: Key,
    /// Index of its form and one more; 0 where no word is.
    form: u32,
    said: Said,
}

/// The last article that said a word, and its number there.
#[derive(Copy, Clone, Default)]
struct Said {
    article: u32,
    id: u32,
}

impl Known {
    /// What this thread knows of a language, for a new article.
    pub(super) fn take(words: &Words, language: Language) -> Self {
        let known = KNOWN.take().filter(|k| k.language == language && k.lists == words.id() && k.article < u32::MAX);
        let mut known = known.unwrap_or_else(|| Self {
            language,
            lists: words.id(),
            stemmer: language.stemmer().map(Stemmer::create),
            seed: [0, 1].map(|number: u64| RandomState::default().hash_one(number)),
            slots: vec![Slot::default(); 1 << 10],
            short: 0,
            long: HashMap::new(),
            forms: Vec::new(),
            stems: HashMap::new(),
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
    pub(super) fn say(&mut self, word: &[u8], words: &Words, vocabulary: &mut Vocabulary) -> WordId {
        if let Some(key) = Key::of(word) {
            return self.say_short(key, words, vocabulary);
        }
        let known = self.long.get(word).copied();
        let (form, mut said) = known.unwrap_or_else(|| (self.add(word, words), Said::default()));
        if said.article != self.article {
            said = self.first_said(form, vocabulary);
            self.long.insert(word.into(), (form, said));
        }
        WordId(said.id)
    }

    /// The same for a short word.
    #[inline]
    pub(super) fn say_short(&mut self, key: Key, words: &Words, vocabulary: &mut Vocabulary) -> WordId {
        let mut at = self.slot(key);
        if self.slots[at].form == 0 {
            at = self.add_short(key, words);
        }
        let Slot { form, said, .. } = self.slots[at];
        if said.article == self.article {
            return WordId(said.id);
        }
        let said = self.first_said(form - 1, vocabulary);
        self.slots[at].said = said;
        WordId(said.id)
    }

    /// Numbers a word that this article says for the first time.
    fn first_said(&mut self, form: u32, vocabulary: &mut Vocabulary) -> Said {
        let (entry, stem) = &self.forms[form as usize];
        let said = &mut self.said[*stem as usize];
        let known = (said.0 == self.article).then_some(said.1);
        let (id, stem) = vocabulary.push(Arc::clone(entry), known);
        *said = (self.article, stem);
        Said { article: self.article, id: id.0 }
    }

    /// The slot of a word, or the free one where it would go.
    #[inline]
    fn slot(&self, key: Key) -> usize {
        // Both halves are multiplied and the product is folded, as foldhash does with its numbers, which takes several steps for one of 128 bits.
        let (low, high) = (key.0 as u64 ^ self.seed[0], (key.0 >> 64) as u64 ^ self.seed[1]);
        let product = u128::from(low) * u128::from(high);
        let last = self.slots.len() - 1;
        let mut at = (product as u64 ^ (product >> 64) as u64) as usize & last;
        while self.slots[at].key != key && self.slots[at].form != 0 {
            at = (at + 1) & last;
        }
        at
    }

    #[cold]
    fn add_short(&mut self, key: Key, words: &Words) -> usize {
        let form = self.add(key.bytes(&mut [0; 16]), words) + 1;
        self.short += 1;
        if self.short * 2 > self.slots.len() {
            let twice = self.slots.len() * 2;
            let old = std::mem::replace(&mut self.slots, vec![Slot::default(); twice]);
            for slot in old.into_iter().filter(|slot| slot.form != 0) {
                let at = self.slot(slot.key);
                self.slots[at] = slot;
            }
        }
        let at = self.slot(key);
        self.slots[at] = Slot { key, form, said: Said::default() };
        at
    }

    /// Works out what is to be known of a word.
    #[cold]
    fn add(&mut self, word: &[u8], words: &Words) -> u32 {
        // Words come from texts.
        let word = std::str::from_utf8(word).unwrap_or_default();
        // "l'" of "l'accord" leans on what follows.
        let leaning = self.language.elides() && word.ends_with('\'');
        let stop = !word.contains(char::is_alphanumeric) || leaning || matches!(word, "'s" | "'") || words.is_stop(word);
        let stem = self.stem(word);
        let form = Form::new(word, &stem, stop);
        let stem = self.stems.get(&*stem).copied().unwrap_or_else(|| {
            let next = u32::try_from(self.said.len()).unwrap_or(u32::MAX);
            self.stems.insert(stem.into(), next);
            self.said.push((0, StemId(0)));
            next
        });
        self.bytes += word.len();
        self.forms.push((Arc::new(form), stem));
        // The limits are far below what this number holds.
        u32::try_from(self.forms.len() - 1).unwrap_or(u32::MAX)
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
