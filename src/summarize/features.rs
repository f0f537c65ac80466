//! What is known of each sentence, in numbers: the model weighs these, and training reads them from here, so that both see the same.
//!
//! The first [`GENERAL`] need nothing but tokens, stop words and marks, and so hold in every language; the rest come from the English word
//! lists. All are about 0 to 1. To add one: a line in `FEATURES`, its value in the order of the lines, and a new training.

use super::article::Article;
use super::counted::{Counted, NameCounts, flag, words};
use super::tfidf::{Vectors, to_one};
use super::units::Piece;
use crate::Document;
use crate::lexicon::Language;

macro_rules! features {
    ($($name:literal $sign:literal)*) => {
        /// Name and sign of each: `--explain` sums up the features of one sign.
        pub(super) const FEATURES: [(&str, &str); [$($name),*].len()] = [$(($name, $sign)),*];
    };
}

features! {
    "first" "position"
    "second" "position"
    "third" "position"
    "near" "position"
    "far" "position"
    "inverse" "position"
    "depth" "position"
    "last" "position"
    "opens_paragraph" "position"
    "in_paragraph" "position"
    "length" "length"
    "short" "length"
    "long" "length"
    "relative_length" "length"
    "content" "length"
    "central" "terms"
    "forward" "taken up later"
    "backward" "said before"
    "known_central" "terms"
    "known_forward" "taken up later"
    "lead" "like the opening"
    "previous" "like its neighbours"
    "next" "like its neighbours"
    "salience" "terms"
    "salience_sum" "terms"
    "top_terms" "terms"
    "new_terms" "new terms"
    "introduces" "taken up later"
    "repeated" "terms"
    "rarity" "rare terms"
    "title" "title"
    "figures" "figures"
    "figure_count" "figures"
    "year" "figures"
    "money" "figures"
    "quoted" "quoted"
    "opens_quoted" "quoted"
    "question" "question"
    "exclamation" "question"
    "capitals" "names"
    "acronym" "names"
    "commas" "build"
    "brackets" "build"
    "colon" "build"
    "stop_words" "build"
    "leans" "opening"
    "connective" "opening"
    "speech" "words of speech"
    "names" "names"
    "persons" "names"
    "bare_names" "names"
    "entity" "names"
    "third_person" "pronouns"
    "first_person" "pronouns"
    "second_person" "pronouns"
    "modal" "what will be"
    "weekday" "when"
    "month" "when"
    "negation" "build"
    "auxiliary" "build"
}

/// How many features hold in every language.
pub(super) const GENERAL: usize = 45;
/// The features of one sentence.
pub(super) type Row = [f64; FEATURES.len()];

/// The most salient terms that count for `top_terms`.
const TOP: usize = 10;

/// The features of every sentence, one after the other, since all of them take more memory than the text. Cost: linear in the tokens.
pub(super) fn rows<'a>(article: &'a Article<'_>, pieces: &[Piece]) -> impl Iterator<Item = Row> + use<'a> {
    let doc = article.doc;
    let terms = Terms::new(article);
    let words = words(doc, article.lexicon);
    let leans = leans(doc, pieces);
    let names = NameCounts::new(doc);
    let mean = article.sizes.iter().map(|size| size.words).sum::<usize>() as f64 / doc.sentences.len().max(1) as f64;
    let english = doc.language == Language::ENGLISH;
    (0..doc.sentences.len()).map(move |i| {
        let mut row = [0.0; FEATURES.len()];
        let counted = Counted::new(article, &words, i);
        let (general, of_english) = row.split_at_mut(GENERAL);
        fill(general, &[&position(doc, i), &length(article, i, mean), &terms.of(i), &counted.general(article, i)]);
        if english {
            let opening = [f64::from(leans[i] > 0), f64::from(leans[i] > 1)];
            fill(of_english, &[&opening, &counted.english(names.of(i))]);
        }
        row
    })
}

/// Puts values into cells, those of one list after those of the other.
fn fill(mut cells: &mut [f64], lists: &[&[f64]]) {
    for list in lists {
        let (here, rest) = cells.split_at_mut(list.len());
        here.copy_from_slice(list);
        cells = rest;
    }
}

fn position(doc: &Document, index: usize) -> [f64; 10] {
    let at = index as f64;
    let paragraph = doc.sentences[index].paragraph;
    let before = doc.sentences[..index].iter().rev().take_while(|s| s.paragraph == paragraph).take(20).count();
    [
        flag(index == 0),
        flag(index == 1),
        flag(index == 2),
        (-at / 5.0).exp(),
        (-at / 12.0).exp(),
        1.0 / (1.0 + at),
        at / doc.sentences.len() as f64,
        flag(index + 1 == doc.sentences.len()),
        flag(before == 0),
        1.0 / (1.0 + before as f64),
    ]
}

fn length(article: &Article<'_>, index: usize, mean: f64) -> [f64; 5] {
    let words = article.words(index) as f64;
    [
        words.ln_1p() / 4.0,
        (1.0 - words / 12.0).max(0.0),
        (words / 26.0 - 1.0).clamp(0.0, 3.0),
        (words / mean.max(1.0)).min(3.0),
        (article.vectors.sentences[index].len() as f64).ln_1p() / 4.0,
    ]
}

/// What is known of a term; `first` is the sentence that says it first.
#[derive(Copy, Clone)]
struct Value {
    salience: f64,
    top: f64,
    again: f64,
    rarity: f64,
    first: usize,
}

/// What the terms of each sentence say. What can be summed up again when it is asked for is not kept: of a text of very short sentences it
/// takes several times the memory of the text.
struct Terms<'a> {
    vectors: &'a Vectors<'a>,
    /// Of each term.
    values: Vec<Value>,
    /// The highest sums of salience and of what is introduced.
    most: [f64; 2],
    title: Title,
    central: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    known_central: Vec<f64>,
    known_forward: Vec<f64>,
    lead: Vec<f64>,
    next: Vec<f64>,
}

impl<'a> Terms<'a> {
    fn new(article: &'a Article<'_>) -> Self {
        let vectors = &article.vectors;
        let rarity: Vec<f64> = article.rarities.iter().map(|r| r.idf).collect();
        let known = vectors.weighted(&rarity);
        let frequencies = vectors.frequencies();
        let salience = to_one(frequencies.iter().zip(&rarity).map(|(n, r)| (n - 0.5) * r).collect());
        let (top, first) = (top(&salience), first_holders(vectors));
        // What the sums take of each term, in one place.
        let values = |t: usize| Value {
            salience: salience[t],
            top: flag(top[t]),
            again: flag(frequencies[t] > 1.0),
            rarity: rarity[t],
            first: first[t],
        };
        let mut terms = Self {
            vectors,
            values: (0..vectors.len()).map(values).collect(),
            most: [0.0; 2],
            title: Title::new(article, &rarity),
            central: vectors.centrality(),
            forward: vectors.forward(),
            backward: vectors.backward(),
            known_central: known.centrality(),
            known_forward: known.forward(),
            lead: known.lead(3),
            next: known.next(),
        };
        for index in 0..vectors.sentences.len() {
            let sums = terms.sums(index);
            terms.most = [terms.most[0].max(sums[0]), terms.most[1].max(sums[3])];
        }
        terms
    }

    /// Salience, top terms, new terms, salience of those that are introduced, repeated terms and rarity of a sentence.
    fn sums(&self, index: usize) -> [f64; 6] {
        // An empty sum of floats is -0.
        let mut sums = [-0.0; 6];
        for (t, _) in &self.vectors.sentences[index] {
            let Value { salience, top, again, rarity, first } = self.values[*t];
            let new = first == index;
            let introduced = if new && again > 0.0 { salience } else { 0.0 };
            let values = [salience, top, flag(new), introduced, again, rarity];
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        sums
    }

    fn of(&self, index: usize) -> [f64; 16] {
        let sums = self.sums(index);
        let terms = self.vectors.sentences[index].len().max(1) as f64;
        let of_most = |sum: f64, most: f64| if most > 0.0 { sum / most } else { sum };
        [
            self.central[index],
            self.forward[index],
            self.backward[index],
            self.known_central[index],
            self.known_forward[index],
            self.lead[index],
            index.checked_sub(1).map_or(0.0, |before| self.next[before]),
            self.next[index],
            sums[0] / terms,
            of_most(sums[0], self.most[0]),
            sums[1] / TOP as f64,
            sums[2] / terms,
            of_most(sums[3], self.most[1]),
            sums[4] / terms,
            sums[5] / terms / 8.0,
            self.title.held(&self.vectors.sentences[index]),
        ]
    }
}

/// Whether each term is among the most salient; the earlier of equals.
fn top(salience: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..salience.len()).collect();
    if order.len() > TOP {
        order.select_nth_unstable_by(TOP, |a, b| salience[*b].total_cmp(&salience[*a]).then(a.cmp(b)));
    }
    let mut top = vec![false; salience.len()];
    order.iter().take(TOP).for_each(|t| top[*t] = true);
    top
}

/// The first sentence that holds each term.
fn first_holders(vectors: &Vectors<'_>) -> Vec<usize> {
    let mut first = vec![usize::MAX; vectors.len()];
    for (index, sentence) in vectors.sentences.iter().enumerate() {
        sentence.iter().for_each(|(t, _)| first[*t] = first[*t].min(index));
    }
    first
}

/// The terms of the title.
struct Title {
    /// The rarity of each term that the title has.
    wanted: Vec<f64>,
    all: f64,
}

impl Title {
    fn new(article: &Article<'_>, rarity: &[f64]) -> Self {
        let mut wanted = vec![0.0; article.vectors.len()];
        article.title.iter().for_each(|term| wanted[*term] = rarity[*term]);
        let all = wanted.iter().sum::<f64>();
        Self { wanted, all }
    }

    /// The share of them, by their rarity, that a sentence holds.
    fn held(&self, sentence: &[(usize, f64)]) -> f64 {
        if self.all > 0.0 { sentence.iter().map(|(t, _)| self.wanted[*t]).sum::<f64>() / self.all } else { 0.0 }
    }
}

/// For each sentence 0 if it stands alone, 1 if it leans on the one before, 2 if by a connective.
fn leans(doc: &Document, pieces: &[Piece]) -> Vec<u8> {
    let mut leans = vec![0; doc.sentences.len()];
    for piece in pieces {
        let kind = match piece.needs {
            None => 0,
            Some("opens with a connective" | "adds to what was said") => 2,
            Some(_) => 1,
        };
        leans[piece.sentences.clone()].iter_mut().take(1).for_each(|l| *l = kind);
        leans[piece.sentences.clone()].iter_mut().skip(1).for_each(|l| *l = 1);
    }
    leans
}
