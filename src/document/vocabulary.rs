//! The distinct words of an article, and what is worked out of each once.

use std::sync::{Arc, OnceLock};

use crate::Lexicon;
use crate::lexicon::{Facts, NameFacts};

/// A distinct word of a document; index into its [`Vocabulary`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub(crate) u32);

impl WordId {
    /// As an index, from 0 to [`Vocabulary::len`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A distinct stem of a document, numbered in the order in which the words with them come first.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct StemId(pub(crate) u32);

impl StemId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The distinct words of a document: normalized form and stem of each, worked out once.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<Said>,
    stems: u32,
}

/// A word that the document says.
#[derive(Clone, Debug)]
struct Said {
    entry: VocabularyEntry,
    stem: StemId,
    stop: bool,
}

/// One distinct word; the articles of a pile share it.
pub(crate) type VocabularyEntry = Arc<Form>;

/// What is worked out of a word once.
#[derive(Debug)]
pub(crate) struct Form {
    /// The normalized form, and the stem after it where it is not how the word begins.
    letters: Box<str>,
    word: u32,
    stem: (u32, u32),
    pub(crate) stop: bool,
    facts: ByLists<Facts>,
    name_facts: ByLists<NameFacts>,
    rarity: OnceLock<Rarity>,
}

/// What the lists that were asked first say, with the [`id`](crate::lexicon::Words::id) of their words: another reader may have other lists.
type ByLists<T> = OnceLock<(u64, T)>;

/// What the lists say of a word, asked only where it is not known.
fn by_lists<T: Copy>(known: &ByLists<T>, lexicon: &Lexicon, ask: impl Fn() -> T) -> T {
    let (lists, said) = *known.get_or_init(|| (lexicon.words.id(), ask()));
    if lists == lexicon.words.id() { said } else { ask() }
}

/// How rare a stem is in the news of its language.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(crate) struct Rarity {
    /// Its inverse document frequency; 1 for all of a language whose news was not counted.
    pub(crate) idf: f64,
    /// Whether it was counted at all.
    pub(crate) known: bool,
}

impl Form {
    pub(crate) fn new(word: &str, stem: &str, stop: bool) -> Self {
        let begins = word.starts_with(stem);
        let letters: Box<str> = if begins { word.into() } else { [word, stem].concat().into() };
        let start = if begins { 0 } else { word.len() };
        // No word is that long: articles have a limit far below.
        let short = |length: usize| u32::try_from(length).unwrap_or(0);
        let stem = (short(start), short(start + stem.len()));
        let (facts, name_facts, rarity) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { letters, word: short(word.len()), stem, stop, facts, name_facts, rarity }
    }

    /// The normalized form.
    pub(crate) fn word(&self) -> &str {
        &self.letters[..self.word as usize]
    }

    /// The stem.
    pub(crate) fn stem(&self) -> &str {
        &self.letters[self.stem.0 as usize..self.stem.1 as usize]
    }

    /// What the English lists say of it.
    pub(crate) fn facts(&self, lexicon: &Lexicon) -> Facts {
        by_lists(&self.facts, lexicon, || Facts::of(self.word(), lexicon))
    }

    /// What the English lists say of it as part of a name.
    pub(crate) fn name_facts(&self, lexicon: &Lexicon) -> NameFacts {
        by_lists(&self.name_facts, lexicon, || NameFacts::of(self.word(), lexicon))
    }

    /// How rare its stem is, which `count` tells the first time; a word has one language, so the answer holds for good.
    pub(crate) fn rarity(&self, count: impl FnOnce(&str) -> Rarity) -> Rarity {
        *self.rarity.get_or_init(|| count(self.stem()))
    }
}

impl Vocabulary {
    /// How many distinct words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The normalized form: lower case, curly apostrophes made straight.
    #[must_use]
    pub fn word(&self, id: WordId) -> &str {
        self.entry(id).word()
    }

    /// The stem (Snowball).
    #[must_use]
    pub fn stem(&self, id: WordId) -> &str {
        self.entry(id).stem()
    }

    /// Whether it is a stop word, or no word at all.
    #[must_use]
    pub fn is_stop(&self, id: WordId) -> bool {
        self.words[id.index()].stop
    }

    pub(crate) fn entry(&self, id: WordId) -> &VocabularyEntry {
        &self.words[id.index()].entry
    }

    /// All words, in the order of their numbers.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &VocabularyEntry> {
        self.words.iter().map(|said| &said.entry)
    }

    /// The number of a word's stem, below [`stems`](Self::stems).
    pub(crate) fn stem_id(&self, id: WordId) -> StemId {
        self.words[id.index()].stem
    }

    /// How many distinct stems there are.
    pub(crate) fn stems(&self) -> usize {
        self.stems as usize
    }

    /// Adds a word whose stem has that number; `None` for a new stem. Returns both numbers.
    pub(crate) fn push(&mut self, entry: VocabularyEntry, stem: Option<StemId>) -> (WordId, StemId) {
        let stem = stem.unwrap_or(StemId(self.stems));
        self.stems = self.stems.max(stem.0.saturating_add(1));
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.push(Said { stop: entry.stop, entry, stem });
        (id, stem)
    }
}
