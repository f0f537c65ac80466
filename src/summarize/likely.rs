//! How likely a word of an article, and two words of it in a row, stand in what an editor would write of it.
//!
//! Sentences are chosen well if they hold the words of a good summary, each once. Which words those are can be told from how often the
//! article says them and where, as K. Hong & A. Nenkova showed ("Improving the estimation of word importance for news multi-document
//! summarization", EACL 2014); two words in a row carry names and facts (D. Gillick & B. Favre, "A scalable global model for
//! summarization", 2009). Both are logistic regressions on a few numbers of each word or pair; `words.tsv` has the weights, `MODEL.md` tells
//! how they came about. Stop words stand in every summary: they count alike.
//!
//! Cost: linear in the tokens.

use rustc_hash::FxHashMap;

use super::background::Background;
use super::tfidf::Vectors;
use super::words::Weights;
use crate::document::TokenKind;
use crate::lexicon::Lexicon;
use crate::{Document, segment};

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

type Pair = ([usize; 2], PairFacts);

/// The words and pairs of an article.
pub(super) struct Said {
    /// For each term of [`Vectors`].
    pub(super) words: Vec<WordRow>,
    /// For each pair its words, those that are no term counted on behind the terms, and its numbers.
    pub(super) pairs: Vec<Pair>,
    /// The distinct pairs of each sentence.
    pub(super) of_sentence: Vec<Vec<usize>>,
}

/// How likely each is, from 0 to 1.
pub(super) struct Likely {
    pub(super) words: Vec<f64>,
    pub(super) pairs: Vec<f64>,
    pub(super) of_sentence: Vec<Vec<usize>>,
}

impl Likely {
    pub(super) fn new(doc: &Document, vectors: &Vectors<'_>, quoted: &[bool], lexicon: &Lexicon) -> Self {
        let weights = Weights::of(doc.language);
        let said = Said::new(doc, vectors, quoted, lexicon);
        let words: Vec<f64> = said.words.iter().map(|row| weights.word(row)).collect();
        let logs: Vec<f64> = words.iter().map(|p| (p + 1e-6).ln()).collect();
        let stop = (STOP, (STOP + 1e-6).ln());
        let chance = |word: usize| words.get(word).copied().zip(logs.get(word).copied()).unwrap_or(stop);
        let pair = |([left, right], facts): &Pair| {
            let ((left, ln_left), (right, ln_right)) = (chance(*left), chance(*right));
            let [a, b, c, d, e, f, g, h] = *facts;
            weights.pair(&[a, b, c, d, e, f, g, h, left, right, ln_left, ln_right, left * right])
        };
        let pairs = said.pairs.iter().map(pair).collect();
        Self { words, pairs, of_sentence: said.of_sentence }
    }
}

/// What is counted of a word.
#[derive(Clone, Default)]
struct Counts {
    said: f64,
    sentences: f64,
    first: usize,
    last: usize,
    /// Sentences of the first three that hold it.
    lead: f64,
    capital: f64,
    quoted: f64,
    letters: usize,
    figure: bool,
}

impl Said {
    pub(super) fn new(doc: &Document, vectors: &Vectors<'_>, quoted: &[bool], lexicon: &Lexicon) -> Self {
        let counts = counts(doc, vectors, quoted);
        let near = Near::new(doc.sentences.len());
        let (pairs, of_sentence) = pairs(doc, vectors, &near);
        Self { words: rows(doc, vectors, &counts, &near, lexicon), pairs, of_sentence }
    }
}

fn counts(doc: &Document, vectors: &Vectors<'_>, quoted: &[bool]) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); vectors.len()];
    for (index, sentence) in doc.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let token = doc.tokens[at];
            let Some(count) = vectors.term_of(token.word).and_then(|t| counts.get_mut(t)) else { continue };
            let surface = doc.slice(token.span);
            if count.said < 1.0 {
                count.first = index;
                count.letters = surface.chars().count();
                count.figure = token.kind == TokenKind::Number;
            }
            if count.said < 1.0 || count.last != index {
                count.sentences += 1.0;
                count.lead += f64::from(u8::from(index < 3));
            }
            count.said += 1.0;
            count.last = index;
            count.capital += f64::from(u8::from(at > sentence.tokens.start && surface.starts_with(char::is_uppercase)));
            count.quoted += f64::from(u8::from(quoted.get(at).copied().unwrap_or(false)));
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
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

fn rows(doc: &Document, vectors: &Vectors<'_>, counts: &[Counts], near: &Near, lexicon: &Lexicon) -> Vec<WordRow> {
    let background = Background::of(doc.language);
    let most = counts.iter().map(|c| c.said).fold(1.0, f64::max).ln_1p();
    let sentences = doc.sentences.len().max(1) as f64;
    let title = doc.meta.title.as_deref().map(|t| segment::stems(t, doc.language, lexicon)).unwrap_or_default();
    let mut in_title = vec![false; counts.len()];
    title.iter().filter_map(|stem| vectors.term(stem)).for_each(|t| in_title[t] = true);
    let row = |(term, c): (usize, &Counts)| {
        let often = c.said.ln_1p();
        let rare = background.map_or(1.0, |b| b.idf(vectors.stem(term)) / 8.0);
        let [near2, near6, _, near15] = near.by.get(c.first).copied().unwrap_or_default();
        let capital = c.capital / c.said.max(1.0);
        [
            often,
            often / most,
            often * rare,
            c.sentences / sentences,
            rare,
            near2,
            near6,
            near15,
            flag(c.first == 0),
            flag(c.first == 1),
            flag(c.first == 2),
            c.lead / 3.0,
            c.lead / 3.0 * often,
            capital,
            capital * often,
            capital * near6,
            flag(c.figure),
            c.letters.min(20) as f64 / 10.0,
            (c.last - c.first) as f64 / sentences,
            flag(background.is_some_and(|b| !b.knows(vectors.stem(term)))),
            flag(c.said < 1.5),
            flag(c.said > 1.5 && c.said < 2.5),
            near6 * often,
            c.quoted / c.said.max(1.0),
            flag(in_title[term]),
        ]
    };
    counts.iter().enumerate().map(row).collect()
}

/// Every two words in a row of one sentence, marks between them not counted.
fn pairs(doc: &Document, vectors: &Vectors<'_>, near: &Near) -> (Vec<Pair>, Vec<Vec<usize>>) {
    // Stop words follow the terms.
    let code = |word: crate::document::WordId| vectors.term_of(word).unwrap_or_else(|| vectors.len() + word.index());
    let mut ids: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    let mut found: Vec<((usize, usize), usize, f64)> = Vec::new();
    let mut of_sentence = Vec::with_capacity(doc.sentences.len());
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let mut here = Vec::with_capacity(sentence.tokens.len());
        let mut before = None;
        for token in doc.tokens[sentence.tokens.clone()].iter().filter(|t| t.kind != TokenKind::Mark) {
            let right = code(token.word);
            if let Some(left) = before.replace(right) {
                let id = *ids.entry((left, right)).or_insert_with(|| {
                    found.push(((left, right), index, 0.0));
                    found.len() - 1
                });
                found[id].2 += 1.0;
                here.push(id);
            }
        }
        here.sort_unstable();
        here.dedup();
        of_sentence.push(here);
    }
    let facts = |((left, right), first, said): ((usize, usize), usize, f64)| {
        let [near2, _, near8, _] = near.by.get(first).copied().unwrap_or_default();
        let (no_left, no_right) = (flag(left >= vectors.len()), flag(right >= vectors.len()));
        ([left, right], [said.ln(), flag(said > 1.5), near2, near8, flag(first == 0), no_left, no_right, no_left * no_right])
    };
    (found.into_iter().map(facts).collect(), of_sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::read::Raw;

    #[test]
    fn what_is_said_early_and_often_is_likelier() {
        let text = "Norland signed the truce. The truce binds Norland. It rained in Ostby. Snow fell.";
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let vectors = Vectors::new(&doc);
        let likely = Likely::new(&doc, &vectors, &vec![false; doc.tokens.len()], Lexicon::english());
        let of = |stem: &str| likely.words[vectors.term(stem).unwrap()];
        assert!(of("truce") > of("snow"));
        assert!(likely.words.iter().chain(&likely.pairs).all(|p| (0.0..=1.0).contains(p)));
        assert_eq!(likely.of_sentence.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 3, 1]);
    }
}
