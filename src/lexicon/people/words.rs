//! Words for persons and bodies by what they tell of them.

use super::super::bits::sets;
use super::{Files, People, Result, Table};

bit_set! {
    /// A set of things that a word tells of persons and bodies.
    Trait(u16):
    /// A kind of firm: "airline".
    FIRM = "firm" 0,
    /// May be said of many of one class: "lawmaker".
    GENERAL = "general" 1,
    /// Says what somebody is, with the country alone: "lawyer".
    CALLING = "calling" 2,
    /// Gives way to a title that says more: "chief".
    VAGUE = "vague" 3,
    /// A role that is another's: "counterpart".
    RELATIVE = "relative" 4,
    /// Held by the office or name of another: "first lady".
    SPOUSE = "spouse" 5,
    /// A rank below an office: "deputy".
    BELOW = "below" 6,
    /// A rank beside an office that governs: "shadow".
    SHADOW = "shadow" 7,
    /// Of an office held before: "former".
    PAST = "past" 8,
    /// The opening of a role, for the whole of it: "gov".
    SHORT = "short" 9,
    /// A title that is a surname behind "Mr": "king".
    SURNAME = "surname" 10,
    /// Stands before any surname: "ms".
    COURTESY = "courtesy" 11,
    /// Counts people: "thousands".
    MANY = "many" 12,
    /// Says who runs a station or school: "state".
    PUBLIC = "public" 13,
}

pub(super) fn load(files: &Files<'_>) -> Result<Table<Trait>> {
    sets(files, "person_words.tsv", "trait of persons and bodies", Trait::MEMBERS)
}

impl Trait {
    /// A rank below, beside or after an office.
    pub(crate) const STAND_IN: Self = Self(Self::BELOW.0 | Self::SHADOW.0 | Self::PAST.0);
}

impl People {
    /// Whether a word (lower case) has one of some traits.
    pub(crate) fn has(&self, word: &str, any: Trait) -> bool {
        self.words.get(word).is_some_and(|traits| traits.any(any))
    }

    /// Whether a word in any case has one of some traits.
    pub(crate) fn has_small(&self, word: &str, any: Trait) -> bool {
        self.words.get_small(word).is_some_and(|traits| traits.any(any))
    }

    /// Whether a role in any case ends with the word for a husband or wife.
    pub(crate) fn is_spouse(&self, role: &str) -> bool {
        role.char_indices().any(|(at, _)| self.has_small(&role[at..], Trait::SPOUSE))
    }
}
