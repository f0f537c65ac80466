//! In: a [`Document`]. Out: its [`Keyword`]s, best first. Needs: sentences, terms, mentions.
//!
//! Names, and phrases of words of meaning that look like noun phrases, ranked by how often the article says them, how early, and whether the
//! title does. Names stay whole and count under whatever short form the article uses; words are brought together by their stems and
//! shown as the article writes them most often. `candidates` finds them, this file ranks them.
//!
//! A phrase is worth (1 + ln count) times the mean weight of its words, half as much again for several words; a word weighs (1 + ln times) · (1 + e^(-s/8)), s being the sentence where
//! it first stands, half as much again if the title has it. This is the tf of TF-IDF with the places of KP-Miner (S. R. El-Beltagy & A. Rafea,
//! "KP-Miner: a keyphrase extraction system for English and Arabic documents", Information Systems 34, 2009); candidates are cut at stop
//! words and marks as in RAKE (S. Rose et al., "Automatic keyword extraction from individual documents", 2010).
//!
//! "The fish tax is high. Norland wants the fish tax. The tax fell.": "tax" stands three times and first in sentence 0, (1 + ln 3) · 2 =
//! 4.197; "fish" twice, (1 + ln 2) · 2 = 3.386; "fish tax" twice: (1 + ln 2) · (4.197 + 3.386) / 2 · 1.5 = 9.63, ahead of "tax" with 8.81.
//!
//! When it fails: a word that the article says once is never a keyword unless it is a name or the title has it; verbs that no list knows
//! pass for nouns. Cost: linear in the tokens, and sorting.

mod candidates;

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::{Document, Lexicon, Span, segment};
use candidates::{Candidate, Candidates};

/// What is worth noting of an article, for a headline or an index.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// As the article writes it: of a name the fullest form, else the form written most often.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in order; names under all their forms.
    pub mentions: Vec<Span>,
    /// Higher is better; comparable within one document only.
    pub score: f64,
}

/// What a keyword is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person, body or country.
    Name,
    /// Several words.
    Phrase,
    /// A word.
    Word,
}

impl Kind {
    /// The name used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phrase => "phrase",
            Self::Word => "word",
        }
    }
}

/// What names are worth more: an index without them is of little use.
const NAME: f64 = 1.3;
/// What phrases are worth more than a word: they tell more.
const PHRASE: f64 = 1.5;
/// What a word of the title is worth more.
const TITLE: f64 = 1.5;
/// By so many sentences the place of a word loses most of its worth.
const EARLY: f64 = 8.0;

/// The best `most` keywords of a document, best first.
///
/// ```
/// use onrecord::{Lexicon, keywords::keywords, parse, read::Raw};
///
/// let doc = parse(Raw::text("t", "The fish tax is high. Norland wants the fish tax. The tax fell."), Lexicon::english());
/// let found = keywords(&doc, 2, Lexicon::english());
/// assert_eq!(found.iter().map(|k| doc.slice(k.span)).collect::<Vec<_>>(), ["fish tax", "Norland"]);
/// ```
#[must_use]
pub fn keywords(doc: &Document, most: usize, lexicon: &Lexicon) -> Vec<Keyword> {
    let title: HashSet<Box<str>> =
        doc.meta.title.as_deref().map(|t| segment::stems(t, doc.language, lexicon)).unwrap_or_default().into_iter().collect();
    let candidates = candidates::find(doc, lexicon);
    let ranker = Ranker { candidates: &candidates, title: &title };
    let mut found: Vec<(f64, &Candidate)> =
        candidates.all.iter().filter(|c| ranker.is_worth_noting(c)).map(|c| (ranker.score(c), c)).collect();
    found.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| first(x).cmp(&first(y))).then(Ordering::Equal));
    let mut taken: Vec<Keyword> = Vec::new();
    let mut noted: HashSet<&str> = HashSet::new();
    for (score, candidate) in found {
        if taken.len() >= most {
            break;
        }
        // What says nothing new: "truce" after "truce talks".
        if candidate.stems.iter().all(|s| noted.contains(s.as_ref())) {
            continue;
        }
        noted.extend(candidate.stems.iter().map(AsRef::as_ref));
        taken.push(Keyword { span: candidate.span, kind: candidate.kind, mentions: candidate.mentions.clone(), score });
    }
    taken
}

fn first(candidate: &Candidate) -> usize {
    candidate.mentions.first().map_or(0, |m| m.start())
}

struct Ranker<'a> {
    candidates: &'a Candidates,
    title: &'a HashSet<Box<str>>,
}

impl Ranker<'_> {
    /// Names always; words and phrases that the article says twice, or that the title has.
    fn is_worth_noting(&self, candidate: &Candidate) -> bool {
        let titled = || candidate.stems.iter().all(|s| self.title.contains(s));
        candidate.kind == Kind::Name || candidate.mentions.len() > 1 || titled()
    }

    fn score(&self, candidate: &Candidate) -> f64 {
        let count = 1.0 + (candidate.mentions.len() as f64).ln();
        match candidate.kind {
            Kind::Name => {
                let titled = candidate.stems.iter().any(|s| self.title.contains(s));
                count * self.weight(candidate.mentions.len(), candidate.sentence, titled) * NAME
            }
            Kind::Phrase | Kind::Word => {
                let weights = candidate.stems.iter().map(|stem| {
                    let (times, sentence) = self.candidates.words.get(stem).copied().unwrap_or((1, candidate.sentence));
                    self.weight(times, sentence, self.title.contains(stem))
                });
                let mean = weights.sum::<f64>() / candidate.stems.len().max(1) as f64;
                count * mean * if candidate.kind == Kind::Phrase { PHRASE } else { 1.0 }
            }
        }
    }

    /// What a word that stands so many times, first in `sentence`, is worth.
    fn weight(&self, times: usize, sentence: usize, titled: bool) -> f64 {
        let weight = (1.0 + (times as f64).ln()) * (1.0 + (-(sentence as f64) / EARLY).exp());
        if titled { weight * TITLE } else { weight }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::read::Raw;

    fn found(text: &str) -> (Document, Vec<Keyword>) {
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let keywords = keywords(&doc, 50, Lexicon::english());
        (doc, keywords)
    }

    fn texts(text: &str) -> Vec<String> {
        let (doc, keywords) = found(text);
        keywords.iter().map(|k| doc.slice(k.span).to_owned()).collect()
    }

    #[test]
    fn the_example_above() {
        let (doc, keywords) = found("The fish tax is high. Norland wants the fish tax. The tax fell.");
        let shown: Vec<_> = keywords.iter().map(|k| (doc.slice(k.span), k.kind, k.mentions.len(), (k.score * 1e2).round() / 1e2)).collect();
        // Norland stands once, in sentence 1: (1 + e^(-1/8)) · 1.3.
        assert_eq!(shown, [("fish tax", Kind::Phrase, 2, 9.63), ("Norland", Kind::Name, 1, 2.45)]);
    }

    #[test]
    fn a_small_word_that_opens_a_sentence_is_no_name() {
        let texts = texts(
            "La ministre Ilsa Vant a annoncé mardi que la Norlande lèverait le blocus du détroit. Nous ouvrirons les voies, a dit la ministre. \
             Il a refusé tout délai imposé par les autres. Sa réponse est attendue mardi dans la capitale de la Norlande.",
        );
        assert!(texts.contains(&"Norlande".to_owned()), "{texts:?}");
        assert!(!texts.iter().any(|t| ["Nous", "Il", "Sa", "La"].contains(&&**t)), "{texts:?}");
    }

    #[test]
    fn names_stay_whole_and_count_under_short_forms() {
        let (doc, keywords) = found("President Ida Ek of Norland spoke. Ek signed the truce. The truce pleased Ek.");
        let ek = keywords.iter().find(|k| doc.slice(k.span) == "Ida Ek").unwrap();
        assert_eq!((ek.kind, ek.mentions.len()), (Kind::Name, 3));
        assert!(!keywords.iter().any(|k| ["Ek", "Ida", "President"].contains(&doc.slice(k.span))));
    }

    #[test]
    fn forms_of_a_word_come_together_as_written_most_often() {
        let (doc, keywords) = found("Sanctions bite. The sanctions stay. A sanction fell. New sanctions came.");
        assert_eq!((doc.slice(keywords[0].span), keywords[0].mentions.len()), ("sanctions", 4));
    }

    #[test]
    fn verbs_roles_and_plain_words_are_none() {
        let texts = texts(
            "The minister said people signed the truce on Monday. The minister said people quickly signed the truce on Monday again this week. \
             The minister said people in the week after had seen the truce.",
        );
        assert_eq!(texts, ["truce"]);
    }

    #[test]
    fn the_title_makes_a_single_word_worth_noting() {
        let mut raw = Raw::text("t", "Norland raised its tariff. It rained.");
        raw.meta.title = Some("Norland's tariff".to_owned());
        let doc = parse(raw, Lexicon::english());
        let keywords = keywords(&doc, 5, Lexicon::english());
        assert!(keywords.iter().any(|k| doc.slice(k.span) == "tariff"));
        assert!(!texts("Norland raised its tariff. It rained.").contains(&"tariff".to_owned()));
    }

    #[test]
    fn nothing_gives_nothing() {
        for text in ["", "1 2 3.", "The of and.", "\u{301}. \u{301}."] {
            assert!(texts(text).is_empty(), "{text:?}");
        }
    }
}
