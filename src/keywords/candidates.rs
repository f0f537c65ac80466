//! What may be a keyword: names, and runs of words that may be noun phrases.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Kind;
use crate::document::TokenKind;
use crate::lexicon::{Class, CountryWord, Language};
use crate::{Document, Lexicon, Span};

/// Phrases have at most so many words.
const LONGEST: usize = 4;
/// A part of a phrase stands for itself if it stands at least so many times as often as the phrase.
const ALONE: f64 = 1.5;
/// A phrase is chance if a part of it stands so many times as often.
const CHANCE: usize = 4;

/// A candidate, its forms brought together.
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) mentions: Vec<Span>,
    /// The stems of its words.
    pub(super) stems: Vec<Box<str>>,
    /// The sentence where it first stands.
    pub(super) sentence: usize,
}

/// All candidates, and each stem of them with the times it stands in runs and the sentence where it first does.
#[derive(Default)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    pub(super) words: HashMap<Box<str>, (usize, usize)>,
}

/// Finds the candidates, in a fixed order. Cost: linear in the tokens.
pub(super) fn find(doc: &Document, lexicon: &Lexicon) -> Candidates {
    let mut found = Candidates { all: names(doc, lexicon), words: HashMap::new() };
    let mut phrases: BTreeMap<Vec<&str>, Vec<(Range<usize>, usize)>> = BTreeMap::new();
    for (run, sentence) in runs(doc, lexicon) {
        for token in run.clone() {
            found.words.entry(doc.stem(token).into()).or_insert((0, sentence)).0 += 1;
        }
        for start in run.clone() {
            for end in start + 1..=run.end.min(start + LONGEST) {
                phrases.entry((start..end).map(|t| doc.stem(t)).collect()).or_default().push((start..end, sentence));
            }
        }
    }
    let counts: HashMap<&[&str], usize> = phrases.iter().map(|(stems, places)| (&stems[..], places.len())).collect();
    let within = within(&phrases);
    for (stems, places) in &phrases {
        // A part is chance's if all but few of its places lie in one longer phrase, and so is a longer one among many of its part.
        let longer = within.get(&stems[..]).copied().unwrap_or(0);
        let swallowed = longer > 1 && (places.len() as f64) < ALONE * longer as f64;
        let parts = (0..stems.len()).flat_map(|from| (from + 1..=stems.len()).map(move |to| &stems[from..to]));
        let chance = places.len() == 1 && parts.filter_map(|p| counts.get(p)).any(|n| *n >= CHANCE);
        if !swallowed && !chance && is_meaningful(doc, lexicon, &places[0].0) {
            found.all.push(phrase(doc, stems, places));
        }
    }
    found
}

/// For each phrase the most places that a longer one around it has.
fn within<'a, P>(phrases: &'a BTreeMap<Vec<&str>, Vec<P>>) -> HashMap<&'a [&'a str], usize> {
    let mut within: HashMap<&[&str], usize> = HashMap::new();
    for (stems, places) in phrases.iter().filter(|(stems, _)| stems.len() > 1) {
        for part in [&stems[1..], &stems[..stems.len() - 1]] {
            let most = within.entry(part).or_insert(0);
            *most = places.len().max(*most);
        }
    }
    within
}

/// The names of the body, each with all its mentions.
fn names(doc: &Document, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut mentions: Vec<Vec<Span>> = vec![Vec::new(); doc.entities.len()];
    let is_date = |m: &Span| lexicon.grammar.class(&doc.slice(*m).to_lowercase()).any(Class::MONTH | Class::WEEKDAY);
    // Names are found by English lists: elsewhere a small word that opens a sentence passes for one. (In English "US" is such a word.)
    let small = |m: &Span| doc.language != Language::ENGLISH && doc.tokens_in(*m).all(|t| doc.vocabulary.is_stop(doc.tokens[t].word));
    for mention in doc.mentions.iter().filter(|m| !is_date(&m.name) && !small(&m.name)) {
        if let Some(list) = mentions.get_mut(mention.entity) {
            list.push(mention.name);
        }
    }
    let candidate = |mentions: Vec<Span>| {
        // The fullest form; of two as long the earlier.
        let span = mentions.iter().copied().rev().max_by_key(|m| m.len())?;
        let sentence = doc.sentences_in(*mentions.first()?).start;
        let stems = doc.tokens_in(span).map(|t| doc.stem(t).into()).collect();
        Some(Candidate { span, kind: Kind::Name, mentions, stems, sentence })
    };
    mentions.into_iter().filter_map(candidate).collect()
}

/// Runs of tokens that may be noun phrases, outside names, each with its sentence.
fn runs(doc: &Document, lexicon: &Lexicon) -> Vec<(Range<usize>, usize)> {
    let mut named = vec![false; doc.tokens.len()];
    for mention in &doc.mentions {
        named[doc.tokens_in(mention.span)].fill(true);
    }
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        for token in sentence.tokens.clone().filter(|t| !named[*t] && is_nominal(doc, lexicon, *t)) {
            match runs.last_mut().filter(|(run, before)| run.end == token && *before == index) {
                Some((run, _)) => run.end = token + 1,
                None => runs.push((token..token + 1, index)),
            }
        }
    }
    runs
}

/// Whether a token may stand in a noun phrase: a word of meaning that is no verb form, adverb, or word for a time.
fn is_nominal(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let (word, is_word) = (doc.word(token), doc.tokens[token].kind == TokenKind::Word);
    let verb = Class::BASE | Class::THIRD | Class::PAST | Class::PARTICIPLE | Class::GERUND | Class::AUXILIARY;
    let other = Class::ADVERB | Class::MONTH | Class::WEEKDAY | Class::TIME | Class::PREPOSITION | Class::DETERMINER | Class::SUBORDINATOR;
    is_word
        && word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !doc.vocabulary.is_stop(doc.tokens[token].word)
        && !lexicon.grammar.class(word).any(verb | other)
}

/// Whether a phrase tells something: not "minister", "foreign minister", "people".
fn is_meaningful(doc: &Document, lexicon: &Lexicon, tokens: &Range<usize>) -> bool {
    let words: Vec<&str> = tokens.clone().map(|t| doc.word(t)).collect();
    let plain = |token: usize| {
        let word = doc.word(token);
        let adjective = lexicon.people.country(doc.slice(doc.tokens[token].span)).is_some_and(|c| c.by == CountryWord::Adjective);
        adjective || lexicon.words.is_plain(word) || lexicon.people.role(word).is_some() || lexicon.people.noun(word).is_some()
    };
    let alone = words.len() == 1 && (is_verb(words[0], lexicon) || ADJECTIVES.iter().any(|ending| words[0].ends_with(ending)));
    !alone && !tokens.clone().all(plain) && lexicon.people.role(&words.join(" ")).is_none()
}

/// Endings of participles and adjectives, which are no keyword alone.
const ADJECTIVES: [&str; 6] = ["ed", "ous", "ful", "less", "able", "ible"];

/// Whether a word is a form of a reporting verb that is no noun: "thinks", not "talks".
fn is_verb(word: &str, lexicon: &Lexicon) -> bool {
    let noun = lexicon.cues.noun(word).is_some() || lexicon.grammar.class(word).any(Class::NOUN_TOO);
    !noun && lexicon.cues.head(word).is_some_and(|head| head.forms.third || head.forms.past || head.forms.participle)
}

fn phrase(doc: &Document, stems: &[&str], places: &[(Range<usize>, usize)]) -> Candidate {
    let mentions: Vec<Span> = places.iter().filter_map(|(tokens, _)| doc.token_span(tokens.clone())).collect();
    let mut forms: HashMap<&str, usize> = HashMap::new();
    mentions.iter().for_each(|m| *forms.entry(doc.slice(*m)).or_insert(0) += 1);
    // The form written most often; then one in lower case, since a capital may only open a sentence; then the earlier.
    let rank = |m: &Span| (forms.get(doc.slice(*m)).copied().unwrap_or(0), doc.slice(*m).starts_with(char::is_lowercase));
    let span = mentions.iter().copied().rev().max_by_key(rank).unwrap_or_default();
    let kind = if stems.len() > 1 { Kind::Phrase } else { Kind::Word };
    let sentence = places.first().map_or(0, |(_, sentence)| *sentence);
    Candidate { span, kind, mentions, stems: stems.iter().map(|s| Box::from(*s)).collect(), sentence }
}
