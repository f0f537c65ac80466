//! Words by what they do beside cues and sources.

use super::bits::sets;
use super::{Files, Table};
use crate::error::Result;

bit_set! {
    /// A set of things that a word does beside cues and sources.
    Beside(u16):
    /// A participle that says what others hold somebody to have done: "accused".
    SUSPECTED = "suspected" 0,
    /// The same, of a prosecutor.
    CHARGED = "charged" 1,
    /// The same, of a court.
    CONVICTED = "convicted" 2,
    /// With "to" what is held to be so: "believed".
    HELD = "held" 3,
    /// Rather the past than the participle of a verb of saying: "told".
    FINITE = "finite" 4,
    /// A third person that no noun has the form of: "insists".
    THIRD = "third" 5,
    /// Goes on behind the name of whoever wrote the article: "teaches".
    AUTHOR = "author" 6,
    /// Stands before an office that is taken: "elected".
    BECOMES = "becomes" 7,
    /// With "to" an auxiliary: "going".
    SEMI_MODAL = "semi-modal" 8,
    /// Opens an aside on where news comes from: "citing".
    CITING = "citing" 9,
    /// Opens members of a whole: "notably".
    EXAMPLE = "example" 10,
    /// No gerund, though it ends in "-ing": "during".
    NO_GERUND = "no-gerund" 11,
    /// Stands before a day or month: "late".
    BEFORE_TIME = "before-time" 12,
    /// Counts ranks, and does not end in "-th": "first".
    ORDINAL = "ordinal" 13,
}

/// What words (lower case) do beside cues and sources.
#[derive(Clone, Debug, Default)]
pub(crate) struct AttributionWords(Table<Beside>);

impl AttributionWords {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        Ok(Self(sets(files, "attribution_words.tsv", "use beside cues and sources", Beside::MEMBERS)?))
    }

    /// Whether a word does one of some things.
    pub(crate) fn is(&self, word: &str, any: Beside) -> bool {
        self.0.get(word).is_some_and(|set| set.any(any))
    }
}
