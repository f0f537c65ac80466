//! How many documents of a language's news hold a term: what is common everywhere tells little about one article.
//!
//! The counts are made by `training/summary/background.py`; each file says of what. A language without a file has no background: every
//! term then counts alike, and the article alone decides.

use crate::document::Rarity;
use crate::lexicon::Language;
use crate::lexicon::indexed::{Indexed, index};

/// Document frequencies of one language.
#[derive(Copy, Clone)]
pub(super) struct Background {
    documents: f64,
    holders: Indexed,
}

macro_rules! files {
    ($($code:literal $index:ident $slots:expr;)*) => {
        $(#[allow(long_running_const_eval, reason = "as long as the list")]
        static $index: [u32; $slots] = index(include_str!(concat!("background/", $code, ".tsv")));)*
        const FILES: &[(&str, &str, Indexed)] = &[$({
            const TEXT: &str = include_str!(concat!("background/", $code, ".tsv"));
            ($code, TEXT, Indexed::new(TEXT, &$index))
        }),*];
    };
}

files! {
    "en" EN 1 << 15;
    "fr" FR 1 << 14;
    "vi" VI 1 << 13;
}

impl Background {
    /// The counts of a language, if there are any.
    pub(super) fn of(language: Language) -> Option<Self> {
        let (_, text, holders) = *FILES.iter().find(|(code, ..)| *code == language.code())?;
        // The first line, whose term is empty, has the number of all documents.
        let documents = text.lines().find_map(|l| l.strip_prefix('\t')).and_then(|n| n.parse::<u32>().ok()).unwrap_or(0);
        Some(Self { documents: f64::from(documents), holders })
    }

    /// How rare a term is: its inverse document frequency is `ln((N + 1) / (n + 1))`, 0 for one that all documents hold.
    pub(super) fn rarity(&self, term: &str) -> Rarity {
        let holders = self.holders.get(term);
        let count = f64::from(holders.map_or(0, number));
        Rarity { idf: ((self.documents + 1.0) / (count + 1.0)).ln(), known: holders.is_some() }
    }
}

/// The number that digits write.
fn number(digits: &str) -> u32 {
    digits.bytes().take_while(u8::is_ascii_digit).fold(0, |number: u32, digit| number.wrapping_mul(10) + u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_term_tells_more_than_a_common_one() {
        let english = Background::of(Language::ENGLISH).unwrap();
        let [odd, parliament, year] = ["quidditch-like", "parliament", "year"].map(|term| english.rarity(term));
        assert!(odd.idf > parliament.idf && parliament.idf > year.idf && year.idf > 0.0);
        assert_eq!((odd.known, year.known), (false, true));
        assert!(Language::named("fi").is_some_and(|finnish| Background::of(finnish).is_none()));
    }
}
