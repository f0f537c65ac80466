//! What a list says of each of its words: put in once when the list is read, asked about ever after.
//!
//! The letters of all words stand in one string and the entries in one list, so that a list is read without an allocation for each word;
//! reading takes longer than a short article otherwise.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Bytes of the longest word that is put in small letters without an allocation.
const SHORT: usize = 40;

/// Words with a value each; words alone with `()`.
#[derive(Clone, Debug)]
pub(crate) struct Table<V> {
    letters: String,
    entries: Vec<Entry<V>>,
    /// Index of an entry and one more; 0 where none is. Their number is a power of two.
    slots: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Entry<V> {
    hash: u32,
    start: u32,
    length: u32,
    value: V,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { letters: String::new(), entries: Vec::new(), slots: Vec::new() }
    }
}

impl<V> Table<V> {
    /// Room for so many words of some eight letters.
    pub(crate) fn with_room(words: usize) -> Self {
        let slots = vec![0; (words * 2).next_power_of_two()];
        Self { letters: String::with_capacity(words * 8), entries: Vec::with_capacity(words), slots }
    }

    /// What a word says. Cost: linear in the word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        self.find(word.as_bytes(), hash(word.as_bytes())).map(|index| &self.entries[index].value)
    }

    /// Whether a word is in the list.
    #[inline]
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// What a word says once it is put in small letters.
    pub(crate) fn get_small(&self, word: &str) -> Option<&V> {
        let mut room = [0; SHORT];
        match room.get_mut(..word.len()).filter(|_| word.is_ascii()) {
            Some(small) => {
                small.copy_from_slice(word.as_bytes());
                small.make_ascii_lowercase();
                self.find(small, hash(small)).map(|index| &self.entries[index].value)
            }
            None => self.get(&word.to_lowercase()),
        }
    }

    /// Puts a word in, or gives it another value.
    pub(crate) fn insert(&mut self, word: &str, value: V) {
        if let Err((index, value)) = self.put(word, value) {
            self.entries[index].value = value;
        }
    }

    /// Puts a word in if it is not there.
    pub(crate) fn insert_new(&mut self, word: &str, value: V) {
        // What an earlier list says counts.
        let _ = self.put(word, value);
    }

    /// The value of a word, put in if it is not there.
    pub(crate) fn entry(&mut self, word: &str) -> &mut V
    where
        V: Default,
    {
        let index = self.put(word, V::default()).unwrap_or_else(|(index, _)| index);
        &mut self.entries[index].value
    }

    /// All values, in the order in which their words were put in.
    #[cfg(test)]
    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|e| &e.value)
    }

    /// The same to be changed.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|e| &mut e.value)
    }

    /// How many words there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The index of the new entry, or of the one that is there with the value handed back.
    fn put(&mut self, word: &str, value: V) -> Result<usize, (usize, V)> {
        let hash = hash(word.as_bytes());
        if let Some(index) = self.find(word.as_bytes(), hash) {
            return Err((index, value));
        }
        // A list of more than 4 GiB is none.
        let (Ok(start), Ok(length)) = (u32::try_from(self.letters.len()), u32::try_from(word.len())) else { return Err((0, value)) };
        self.letters.push_str(word);
        self.entries.push(Entry { hash, start, length, value });
        if self.entries.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.entries.len() * 4).next_power_of_two()];
            (0..self.entries.len()).for_each(|index| self.link(index));
        } else {
            self.link(self.entries.len() - 1);
        }
        Ok(self.entries.len() - 1)
    }

    /// Puts an entry into the first free slot of its hash.
    fn link(&mut self, index: usize) {
        let mut slot = self.slot(self.entries[index].hash);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = index as u32 + 1;
    }

    fn slot(&self, hash: u32) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    #[inline]
    fn find(&self, word: &[u8], hash: u32) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let mut slot = self.slot(hash);
        loop {
            // Half of the slots are free, so this ends.
            let index = (self.slots[slot] as usize).checked_sub(1)?;
            let entry = &self.entries[index];
            if entry.hash == hash && self.letters.as_bytes()[entry.start as usize..][..entry.length as usize] == *word {
                return Some(index);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

impl Table<()> {
    /// Puts words in.
    pub(crate) fn extend<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        words.for_each(|word| self.insert_new(word, ()));
    }
}

/// Lists come with the program or from its user, not from the articles: nobody chooses their words to collide.
#[inline]
fn hash(word: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    (hasher.finish() >> 24) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let mut table = Table::default();
        assert_eq!(table.get(""), None);
        for number in 0..1000_usize {
            table.insert(&format!("word {number}"), number);
            table.insert_new(&format!("word {number}"), 0);
        }
        *table.entry("word 7") += 1;
        table.insert("word 8", 0);
        assert!((0..1000).filter(|n| !matches!(n, 7 | 8)).all(|n| table.get(&format!("word {n}")) == Some(&n)));
        assert_eq!((table.get("word 7"), table.get("word 8"), table.get("word 1000"), table.len()), (Some(&8), Some(&0), None, 1000));
        assert_eq!(table.get_small("WORD 9"), Some(&9));
        assert_eq!(table.get_small("WÖRD 9"), None);
    }
}
