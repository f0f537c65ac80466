//! What several lists say of one word, asked once for a word and not for each article that says it.

use super::{BoundaryWord, Class, Lexicon};

/// What the features of a summary need of a word.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Whether it reports what was said.
    pub(crate) speech: bool,
    /// The person of a pronoun, 1 to 3; 0 for other words.
    pub(crate) person: u8,
    pub(crate) class: Class,
}

impl Facts {
    /// What the lists say of a word (lower case).
    pub(crate) fn of(word: &str, lexicon: &Lexicon) -> Self {
        Self {
            speech: lexicon.words.boundary(word) == Some(BoundaryWord::Speech),
            person: lexicon.people.pronoun(word).map_or(0, |p| p.person),
            class: lexicon.grammar.class(word),
        }
    }
}
