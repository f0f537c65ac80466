//! How many documents of a language's news hold a term: what is common everywhere tells little about one article.
//!
//! The counts are made by `training/summary/background.py`; each file says of what. A language without a file has no background: every
//! term then counts alike, and the article alone decides.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lexicon::Language;

/// Document frequencies of one language.
pub(super) struct Background {
    documents: f64,
    holders: FxHashMap<&'static str, u32>,
}

macro_rules! files {
    ($($code:literal),*) => {
        const FILES: &[(&str, &str)] = &[$(($code, include_str!(concat!("background/", $code, ".tsv")))),*];
    };
}

files!("en", "fr", "vi");

impl Background {
    /// The counts of a language, if there are any.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        static LOADED: [OnceLock<Background>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
        let index = FILES.iter().position(|(code, _)| *code == language.code())?;
        Some(LOADED.get(index)?.get_or_init(|| Self::read(FILES[index].1)))
    }

    /// Lines of a term and the number of documents that hold it; the first, whose term is empty, has the number of all.
    fn read(text: &'static str) -> Self {
        let lines = text.lines().filter(|l| !l.starts_with('#'));
        let cells = lines.filter_map(|l| l.split_once('\t')).filter_map(|(term, n)| Some((term, n.parse::<u32>().ok()?)));
        let mut holders: FxHashMap<&'static str, u32> = cells.collect();
        let documents = f64::from(holders.remove("").unwrap_or(0));
        Self { documents, holders }
    }

    /// Whether the counts hold a term.
    pub(super) fn knows(&self, term: &str) -> bool {
        self.holders.contains_key(term)
    }

    /// The inverse document frequency of a term, `ln((N + 1) / (n + 1))`: 0 for one that all documents hold.
    pub(super) fn idf(&self, term: &str) -> f64 {
        let holders = f64::from(self.holders.get(term).copied().unwrap_or(0));
        ((self.documents + 1.0) / (holders + 1.0)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_term_tells_more_than_a_common_one() {
        let english = Background::of(Language::ENGLISH).unwrap();
        assert!(english.idf("quidditch-like") > english.idf("parliament"));
        assert!(english.idf("parliament") > english.idf("year"));
        assert!(english.idf("year") > 0.0);
        assert!(Language::named("fi").is_some_and(|finnish| Background::of(finnish).is_none()));
    }
}
