//! Function words by what they do in a clause that is read for claims.

use super::{Files, Table};
use crate::error::Result;

/// A set of jobs that a word does in a clause.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Job(u16);

impl Job {
    /// Can be a whole subject: "we", "there", "nobody".
    pub(crate) const PRONOUN: Self = Self(1);
    /// A pronoun that a verb agrees with and that opens no clause by itself: "we", "it".
    pub(crate) const PERSON: Self = Self(1 << 1);
    /// A pronoun for another: "he", "they".
    pub(crate) const OTHER: Self = Self(1 << 2);
    /// Asks, or stands for what is asked: "what", "whether".
    pub(crate) const WH: Self = Self(1 << 3);
    /// The article of one among many: "a", "any".
    pub(crate) const INDEFINITE: Self = Self(1 << 4);
    /// Of a wish to stay unnamed: "not to be named".
    pub(crate) const UNNAMED: Self = Self(1 << 5);
    /// Says that there is none: "no", "nobody".
    pub(crate) const NONE: Self = Self(1 << 6);
    /// Ends the head of a party's name: "having", "from".
    pub(crate) const ENDS_PARTY: Self = Self(1 << 7);
    /// Stands for all whom a clause tells of: "those", "whoever".
    pub(crate) const WHOEVER: Self = Self(1 << 8);
    /// Opens what is no longer a condition, behind a comma: "but", "because".
    pub(crate) const ENDS_CONDITION: Self = Self(1 << 10);
    /// A head that "of" belongs to: "the end of the month".
    pub(crate) const STRETCH: Self = Self(1 << 9);
    /// A noun for a wrong, written like its verb: "attack", "raids".
    pub(crate) const WRONG: Self = Self(1 << 11);
    /// A verb that says of its subject that it did what its object names: "carried out an attack".
    pub(crate) const COMMITS: Self = Self(1 << 12);
    /// A noun for what leaves one free to act, and no party that could: "the ability to strike".
    pub(crate) const ROOM: Self = Self(1 << 13);
    /// A verb behind which "if" is "whether": "asked if they would".
    pub(crate) const ASKS_IF: Self = Self(1 << 14);
}

bit_set!(Job);

const JOBS: &[(&str, Job)] = &[
    ("pronoun", Job::PRONOUN),
    ("person", Job::PERSON),
    ("other", Job::OTHER),
    ("wh", Job::WH),
    ("indefinite", Job::INDEFINITE),
    ("unnamed", Job::UNNAMED),
    ("none", Job::NONE),
    ("ends-party", Job::ENDS_PARTY),
    ("whoever", Job::WHOEVER),
    ("ends-condition", Job::ENDS_CONDITION),
    ("stretch", Job::STRETCH),
    ("wrong", Job::WRONG),
    ("commits", Job::COMMITS),
    ("room", Job::ROOM),
    ("asks-if", Job::ASKS_IF),
];

/// Jobs by word (lower case).
#[derive(Clone, Debug, Default)]
pub(crate) struct ClauseWords(Table<Job>);

impl ClauseWords {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut jobs: Table<Job> = Table::default();
        for list in files.open("clause_words.tsv")? {
            for line in list.lines() {
                let [word, names] = line.cells()?;
                let mut all = jobs.get(word).copied().unwrap_or_default();
                for name in names.split_whitespace() {
                    let job = JOBS.iter().find(|(n, _)| *n == name).map(|(_, job)| *job);
                    all = all | job.ok_or_else(|| line.error(format!("no job in a clause is called \"{name}\"")))?;
                }
                jobs.insert(word, all);
            }
        }
        Ok(Self(jobs))
    }

    /// What a word does; nothing, for most.
    pub(crate) fn job(&self, word: &str) -> Job {
        self.0.get(word).copied().unwrap_or_default()
    }
}
