//! How likely a word of an article, and two words of it in a row, stand in what an editor would write of it.
//!
//! Sentences are chosen well if they hold the words of a good summary, each once. Which words those are can be told from how often the
//! article says them and where, as K. Hong & A. Nenkova showed ("Improving the estimation of word importance for news multi-document
//! summarization", EACL 2014); two words in a row carry names and facts (D. Gillick & B. Favre, "A scalable global model for
//! summarization", 2009). Both are logistic regressions on a few numbers of each word or pair; `words.tsv` has the weights, `MODEL.md` tells
//! how they came about. Stop words stand in every summary: they count alike.
//!
//! Cost: linear in the tokens.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::article::Article;
use super::codes::Code;
use super::jagged::Jagged;
use super::tfidf::Term;
use super::words::Weights;
use crate::document::TokenKind;

/// What is known of a word, by the names in `words.tsv`.
pub(super) const WORD: [&str; 25] = [
    "often",
    "often_of_most",
    "often_rare",
    "sentences",
    "rare",
    "near2",
    "near6",
    "near15",
    "first",
    "second",
    "third",
    "lead",
    "lead_often",
    "capital",
    "capital_often",
    "capital_near",
    "figure",
    "letters",
    "spread",
    "unheard",
    "once",
    "twice",
    "near_often",
    "quoted",
    "title",
];
/// What is known of two words in a row.
pub(super) const PAIR: [&str; 13] =
    ["often", "again", "near2", "near8", "first", "stop_left", "stop_right", "stops", "left", "right", "ln_left", "ln_right", "both"];
/// How likely a stop word is taken to be: about the share of an article's stop words that its summary has.
pub(super) const STOP: f64 = 0.35;

/// The numbers of one word.
pub(super) type WordRow = [f64; WORD.len()];
/// The numbers of one pair that do not hang on how likely its words are.
type PairFacts = [f64; 8];

type Pair = ([Code; 2], PairFacts);

/// The words and pairs of some sentences.
pub(super) struct Said {
    /// Each term that they say, with its numbers.
    pub(super) words: Vec<(Term, WordRow)>,
    /// For each pair its words and its numbers.
    pub(super) pairs: Vec<Pair>,
    /// The distinct pairs of each sentence, in the order asked for.
    pub(super) of_sentence: Jagged<u32>,
}

/// How likely each is, from 0 to 1.
pub(super) struct Likely {
    /// For each term of the article; 0 for those that the sentences asked about do not say.
    pub(super) words: Vec<f64>,
    pub(super) pairs: Vec<f64>,
    /// The distinct pairs of each sentence, in the order asked for.
    pub(super) of_sentence: Jagged<u32>,
}

impl Likely {
    /// What is likely of what these sentences, in order, say. Cost: linear in the tokens of the article.
    pub(super) fn new(article: &Article<'_>, sentences: &[usize]) -> Self {
        let weights = Weights::of(article.doc.language);
        let said = Said::new(article, sentences);
        let stop = (STOP, (STOP + 1e-6).ln());
        let mut chances = vec![stop; article.vectors.len()];
        let mut words = vec![0.0; article.vectors.len()];
        for (term, row) in &said.words {
            let chance = weights.word(row);
            words[*term] = chance;
            chances[*term] = (chance, (chance + 1e-6).ln());
        }
        let chance = |word: Code| word.term().map_or(stop, |term| chances[term]);
        let pair = |([left, right], facts): &Pair| {
            let ((left, ln_left), (right, ln_right)) = (chance(*left), chance(*right));
            let [a, b, c, d, e, f, g, h] = *facts;
            weights.pair(&[a, b, c, d, e, f, g, h, left, right, ln_left, ln_right, left * right])
        };
        let pairs = said.pairs.iter().map(pair).collect();
        Self { words, pairs, of_sentence: said.of_sentence }
    }
}

impl Said {
    /// What these sentences, in order, say. Cost: linear in the tokens of the article.
    pub(super) fn new(article: &Article<'_>, sentences: &[usize]) -> Self {
        let near = Near::new(article.doc.sentences.len());
        let (pairs, of_sentence) = pairs(article, sentences, &near);
        Self { words: rows(article, sentences, &near), pairs, of_sentence }
    }
}

/// The terms of some sentences, each once, in no particular order.
fn terms_of(article: &Article<'_>, sentences: &[usize]) -> Vec<Term> {
    let mut met = vec![false; article.vectors.len()];
    let terms = sentences.iter().flat_map(|s| &article.vectors.sentences[*s]).map(|(term, _)| *term);
    terms.filter(|term| !std::mem::replace(&mut met[*term], true)).collect()
}

/// What is counted of a word.
#[derive(Clone, Default)]
struct Counts {
    said: u32,
    sentences: u32,
    first: u32,
    last: u32,
    /// Sentences of the first three that hold it.
    lead: u32,
    capital: u32,
    quoted: u32,
    letters: u32,
    figure: bool,
}

fn counts(article: &Article<'_>) -> Vec<Counts> {
    let doc = article.doc;
    let mut counts = vec![Counts::default(); article.vectors.len()];
    for (index, sentence) in (0_u32..).zip(&doc.sentences) {
        let tokens = doc.tokens[sentence.tokens.clone()].iter().zip(&article.quoted[sentence.tokens.clone()]);
        for (place, (token, quoted)) in tokens.enumerate() {
            let Some(count) = article.vectors.term_of(token.word).and_then(|t| counts.get_mut(t)) else { continue };
            if count.said == 0 {
                count.first = index;
                count.letters = u32::try_from(doc.slice(token.span).chars().count()).unwrap_or(u32::MAX);
                count.figure = token.kind == TokenKind::Number;
            }
            if count.said == 0 || count.last != index {
                count.sentences += 1;
                count.lead += u32::from(index < 3);
            }
            count.said += 1;
            count.last = index;
            count.capital += u32::from(place > 0 && token.capital);
            count.quoted += u32::from(*quoted);
        }
    }
    counts
}

/// What nearness to the beginning counts, sentence by sentence.
struct Near {
    by: Vec<[f64; 4]>,
}

impl Near {
    fn new(sentences: usize) -> Self {
        let near = |i: usize| [2.0, 6.0, 8.0, 15.0].map(|by: f64| (-(i as f64) / by).exp());
        Self { by: (0..sentences).map(near).collect() }
    }

    fn at(&self, sentence: u32) -> [f64; 4] {
        self.by.get(sentence as usize).copied().unwrap_or_default()
    }
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// The numbers of the terms of some sentences.
fn rows(article: &Article<'_>, sentences: &[usize], near: &Near) -> Vec<(Term, WordRow)> {
    let counts = counts(article);
    let most = counts.iter().map(|c| f64::from(c.said)).fold(1.0, f64::max).ln_1p();
    let all = article.doc.sentences.len().max(1) as f64;
    let row = |term: Term| {
        let c = &counts[term];
        let said = f64::from(c.said);
        let often = said.ln_1p();
        let rare = article.rare(term);
        let [near2, near6, _, near15] = near.at(c.first);
        let capital = f64::from(c.capital) / said.max(1.0);
        let row = [
            often,
            often / most,
            often * rare,
            f64::from(c.sentences) / all,
            rare,
            near2,
            near6,
            near15,
            flag(c.first == 0),
            flag(c.first == 1),
            flag(c.first == 2),
            f64::from(c.lead) / 3.0,
            f64::from(c.lead) / 3.0 * often,
            capital,
            capital * often,
            capital * near6,
            flag(c.figure),
            f64::from(c.letters.min(20)) / 10.0,
            f64::from(c.last - c.first) / all,
            flag(!article.rarities[term].known),
            flag(c.said < 2),
            flag(c.said == 2),
            near6 * often,
            f64::from(c.quoted) / said.max(1.0),
            flag(article.title.contains(&term)),
        ];
        (term, row)
    };
    terms_of(article, sentences).into_iter().map(row).collect()
}

/// A pair as it is counted: the sentence that says it first, and how often the article does.
struct Found {
    words: [Code; 2],
    first: u32,
    said: u32,
}

/// Every two words in a row of one sentence, marks between them not counted: those that some sentences say, with what the whole article
/// has of them.
fn pairs(article: &Article<'_>, sentences: &[usize], near: &Near) -> (Vec<Pair>, Jagged<u32>) {
    let codes = article.vectors.codes();
    let room = sentences.iter().map(|s| article.sizes[*s].words).sum();
    let mut ids: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
    let mut found: Vec<Found> = Vec::with_capacity(room);
    let mut of_sentence = Jagged::with_room(sentences.len(), room);
    // Whether a word is the left one, and the right one, of any pair that is looked for.
    let mut sides = vec![[false; 2]; article.vectors.most_codes()];
    let mut here: Vec<u32> = Vec::new();
    for sentence in sentences {
        for [left, right] in pairs_in(&codes[*sentence]) {
            let next = u32::try_from(found.len()).unwrap_or(u32::MAX);
            let id = *ids.entry(left.pair(right)).or_insert(next);
            if id == next {
                found.push(Found { words: [left, right], first: u32::MAX, said: 0 });
                sides[left.index()][0] = true;
                sides[right.index()][1] = true;
            }
            here.push(id);
        }
        here.sort_unstable();
        here.dedup();
        here.drain(..).for_each(|id| of_sentence.push(id));
        of_sentence.end();
    }
    for (index, codes) in (0_u32..).zip(codes.iter()) {
        for [left, right] in pairs_in(codes).filter(|[left, right]| sides[left.index()][0] && sides[right.index()][1]) {
            if let Some(pair) = ids.get(&left.pair(right)).and_then(|id| found.get_mut(*id as usize)) {
                pair.said += 1;
                pair.first = pair.first.min(index);
            }
        }
    }
    let facts = |Found { words: [left, right], first, said }: Found| {
        let [near2, _, near8, _] = near.at(first);
        let (no_left, no_right) = (flag(left.is_stop()), flag(right.is_stop()));
        // Most stand there once, and a logarithm takes long.
        let often = if said > 1 { f64::from(said).ln() } else { 0.0 };
        ([left, right], [often, flag(said > 1), near2, near8, flag(first == 0), no_left, no_right, no_left * no_right])
    };
    (found.into_iter().map(facts).collect(), of_sentence)
}

/// Every two words in a row.
fn pairs_in(codes: &[Code]) -> impl Iterator<Item = [Code; 2]> {
    codes.windows(2).map(|pair| [pair[0], pair[1]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    #[test]
    fn what_is_said_early_and_often_is_likelier() {
        let text = "Norland signed the truce. The truce binds Norland. It rained in Ostby. Snow fell.";
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let article = Article::new(&doc, Lexicon::english());
        let likely = Likely::new(&article, &[0, 1, 2, 3]);
        let of = |stem: &str| likely.words[article.vectors.term(stem).unwrap()];
        assert!(of("truce") > of("snow"));
        assert!(likely.words.iter().chain(&likely.pairs).all(|p| (0.0..=1.0).contains(p)));
        assert_eq!(likely.of_sentence.iter().map(<[u32]>::len).collect::<Vec<_>>(), [3, 3, 3, 1]);
    }
}
