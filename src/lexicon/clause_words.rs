//! Words by what they do in a clause that is read for claims.

use super::bits::sets;
use super::{Files, Table};
use crate::error::Result;

bit_set! {
    /// A set of jobs that a word does in a clause.
    Job(u32):
    /// Can be a whole subject: "we", "there", "nobody".
    PRONOUN = "pronoun" 0,
    /// A pronoun that a verb agrees with and that opens no clause by itself: "we", "it".
    PERSON = "person" 1,
    /// A pronoun for another: "he", "they".
    OTHER = "other" 2,
    /// Asks, or stands for what is asked: "what", "whether".
    WH = "wh" 3,
    /// The article of one among many: "a", "any".
    INDEFINITE = "indefinite" 4,
    /// Of a wish to stay unnamed: "not to be named".
    UNNAMED = "unnamed" 5,
    /// Says that there is none: "no", "nobody".
    NONE = "none" 6,
    /// Ends the head of a party's name: "having", "from".
    ENDS_PARTY = "ends-party" 7,
    /// Stands for all whom a clause tells of: "those", "whoever".
    WHOEVER = "whoever" 8,
    /// A head that "of" belongs to: "the end of the month".
    STRETCH = "stretch" 9,
    /// Opens what is no longer a condition, behind a comma: "but", "because".
    ENDS_CONDITION = "ends-condition" 10,
    /// Stands before the verb of a request: "please", "never".
    BEFORE_BASE = "before-base" 11,
    /// With "that" what may be so: "possibility", "theory".
    POSSIBILITY = "possibility" 12,
    /// Leaves open whether a deed was done: "trial".
    INQUIRY = "inquiry" 13,
    /// What somebody is wished: "luck".
    WISH = "wish" 14,
    /// Opens what is only told in passing: "although", "unlike".
    CONCEDES = "concedes" 15,
    /// A noun for a wrong, written like its verb: "attack", "raids".
    WRONG = "wrong" 16,
    /// A verb that says of its subject that it did what its object names: "carried out an attack".
    COMMITS = "commits" 17,
    /// A noun for what leaves one free to act, and no party that could: "the ability to strike".
    ROOM = "room" 18,
    /// A verb behind which "if" is "whether": "asked if they would".
    ASKS_IF = "asks-if" 19,
    /// "let" of "let doctors see": a bare verb follows its object.
    CAUSES = "causes" 20,
    /// "heard" of "have not heard that": what reaches one, and no deed.
    PERCEIVES = "perceives" 21,
    /// A deed that keeps off what stands behind it: "an end to the war".
    AVERTS = "averts" 22,
    /// A verb for what goes on in one's mind, and no deed: "did not know".
    MIND = "mind" 23,
    /// A verb that only carries its noun: "voiced support".
    CARRIES = "carries" 24,
}

/// Jobs by word (lower case).
#[derive(Clone, Debug, Default)]
pub(crate) struct ClauseWords(Table<Job>);

impl ClauseWords {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        Ok(Self(sets(files, "clause_words.tsv", "job in a clause", Job::MEMBERS)?))
    }

    /// What a word does; nothing, for most.
    pub(crate) fn job(&self, word: &str) -> Job {
        self.0.get(word).copied().unwrap_or_default()
    }
}
