//! Stop words and abbreviations.

use std::collections::HashSet;

use super::Files;
use crate::error::Result;

/// Lists of plain words, lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    stop: HashSet<Box<str>>,
}

impl Words {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut stop = HashSet::new();
        for list in files.open("stopwords.txt")? {
            stop.extend(list.lines().map(|l| Box::from(l.text)));
        }
        Ok(Self { stop })
    }

    /// Whether a word (lower case) carries too little meaning to count in a score.
    pub(crate) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }
}
