//! What several lists say of one word, asked once for a word and not for each article that says it.

use super::{BoundaryWord, Class, Gender, Lexicon, SourceNoun};

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

/// What the names of an article need of a word.
#[derive(Copy, Clone, Debug)]
pub(crate) struct NameFacts {
    pub(crate) class: Class,
    pub(crate) first_name: Option<Gender>,
    pub(crate) noun: Option<SourceNoun>,
    /// Whether it stands inside names ("van").
    pub(crate) particle: bool,
    /// Whether it may stand before a role ("former").
    pub(crate) premodifier: bool,
    /// Whether a role may end with it.
    pub(crate) ends_role: bool,
}

impl NameFacts {
    /// What the lists say of a word (lower case).
    pub(crate) fn of(word: &str, lexicon: &Lexicon) -> Self {
        let people = &lexicon.people;
        Self {
            class: lexicon.grammar.class(word),
            first_name: people.first_name(word),
            noun: people.noun(word),
            particle: people.is_particle(word),
            premodifier: people.is_premodifier(word),
            ends_role: people.ends_role(word),
        }
    }
}
