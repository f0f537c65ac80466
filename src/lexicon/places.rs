//! Words for places and governments in what is said, beside the countries and capitals of `people`.

use super::{Files, Table};
use crate::error::Result;

/// What a word says of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlaceWord {
    /// A building or institution that stands for the government of a country wherever it is named.
    Government(Box<str>),
    /// A capital that stands for a body, except after a preposition of place.
    Body(Box<str>),
    /// As often another place or a person.
    Doubtful,
    /// A name after it is another one.
    Prefix,
    /// A name before it is another one.
    Suffix,
}

/// Words for places, in their usual capitals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    words: Table<PlaceWord>,
}

impl Places {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut places = Self::default();
        for list in files.open("places.tsv")? {
            for line in list.lines() {
                let [words, kind, country] = line.cells()?;
                let known =
                    known(kind, country).ok_or_else(|| line.error(format!("\"{kind} {country}\" is none of the kinds at the top")))?;
                places.words.insert(words, known);
            }
        }
        Ok(places)
    }

    /// What words say of a place.
    pub(crate) fn word(&self, words: &str) -> Option<&PlaceWord> {
        self.words.get(words)
    }
}

fn known(kind: &str, country: &str) -> Option<PlaceWord> {
    Some(match (kind, country) {
        ("government" | "body", "") => return None,
        ("government", _) => PlaceWord::Government(country.into()),
        ("body", _) => PlaceWord::Body(country.into()),
        ("doubtful", "") => PlaceWord::Doubtful,
        ("prefix", "") => PlaceWord::Prefix,
        ("suffix", "") => PlaceWord::Suffix,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn values_are_checked() {
        assert_eq!(known("body", "European Union"), Some(PlaceWord::Body("European Union".into())));
        assert!([("government", ""), ("doubtful", "x"), ("city", "France")].iter().all(|(k, v)| known(k, v).is_none()));
    }

    #[test]
    fn every_government_is_that_of_a_country_with_a_code() {
        let lexicon = Lexicon::english();
        let coded = |country: &str| lexicon.people.code(country).is_some() || country == "European Union";
        let without = |w: &&PlaceWord| matches!(w, PlaceWord::Government(country) if !coded(country));
        let without: Vec<&PlaceWord> = lexicon.places.words.values().filter(without).collect();
        assert!(without.is_empty(), "{without:?}");
    }
}
