//! Countries by the words that stand for them.

use std::sync::Arc;

use super::{Files, Table};
use crate::error::Result;

/// Countries by name, adjective, capital and metonym, and their codes.
#[derive(Clone, Debug, Default)]
pub(super) struct Countries {
    by_word: Table<Country>,
    codes: Table<Box<str>>,
}

/// What a word says of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// Usual English name.
    pub(crate) name: Arc<str>,
    /// How the word names it.
    pub(crate) by: CountryWord,
}

/// How a word names a country.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum CountryWord {
    Name,
    Adjective,
    Capital,
    /// A building or institution that stands for its government.
    Metonym,
}

impl Countries {
    pub(super) fn load(files: &Files<'_>) -> Result<Self> {
        let (mut by_word, mut codes) = (Table::with_room(1600), Table::default());
        let mut add = |word: &str, name: &Arc<str>, by| {
            if !word.is_empty() {
                by_word.insert_new(word, Country { name: Arc::clone(name), by });
            }
        };
        for list in files.open("countries.tsv")? {
            for line in list.lines() {
                let [name, adjectives, capitals, others, code] = line.cells()?;
                if !code.is_empty() {
                    codes.insert(name, code.into());
                }
                let name = &Arc::from(name);
                add(name, name, CountryWord::Name);
                others.split('|').for_each(|w| add(w, name, CountryWord::Name));
                for adjective in adjectives.split('|').filter(|a| !a.is_empty()) {
                    add(adjective, name, CountryWord::Adjective);
                    add(&format!("{adjective}s"), name, CountryWord::Adjective);
                }
                capitals.split('|').for_each(|w| add(w, name, CountryWord::Capital));
            }
        }
        for list in files.open("metonyms.tsv")? {
            for line in list.lines() {
                let [word, country, _meaning] = line.cells()?;
                add(word, &Arc::from(country), CountryWord::Metonym);
            }
        }
        Ok(Self { by_word, codes })
    }

    /// The country that a word stands for.
    pub(super) fn get(&self, words: &str) -> Option<&Country> {
        self.by_word.get(words)
    }

    /// The ISO 3166-1 code (alpha-3) of a country, by its usual English name.
    pub(super) fn code(&self, country: &str) -> Option<&str> {
        self.codes.get(country).map(|code| &**code)
    }
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn countries_by_name_adjective_capital_and_metonym() {
        let name = |words| Lexicon::english().people.country(words).map(|c| &*c.name);
        assert_eq!(name("UK"), Some("United Kingdom"));
        assert_eq!(name("German"), Some("Germany"));
        assert_eq!(name("Kyiv"), Some("Ukraine"));
        assert_eq!(name("Kremlin"), Some("Russia"));
        assert_eq!(name("Atlantis"), None);
    }
}
