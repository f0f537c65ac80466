//! What is known of each sentence, in numbers: the model weighs these, and training reads them from here, so that both see the same.
//!
//! The first [`GENERAL`] need nothing but tokens, stop words and marks, and so hold in every language; the rest come from the English word
//! lists. All are about 0 to 1. To add one: a line in `FEATURES`, its value in the order of the lines, and a new training.

use super::background::Background;
use super::evidence::words;
use super::tfidf::{Vectors, to_one};
use super::units::Piece;
use crate::document::{EntityKind, TokenKind};
use crate::lexicon::{Class, Facts, Language};
use crate::{Document, Lexicon, segment};

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
pub(super) fn rows<'a>(
    doc: &'a Document,
    vectors: &'a Vectors<'_>,
    pieces: &[Piece],
    lexicon: &Lexicon,
) -> impl Iterator<Item = Row> + use<'a> {
    let terms = Terms::new(doc, vectors, lexicon);
    let marks = Marks::new(doc, lexicon);
    let leans = leans(doc, pieces);
    let names = NameCounts::new(doc);
    let mean = (0..doc.sentences.len()).map(|i| words(doc, i)).sum::<usize>() as f64 / doc.sentences.len().max(1) as f64;
    let english = doc.language == Language::ENGLISH;
    (0..doc.sentences.len()).map(move |i| {
        let mut row = [0.0; FEATURES.len()];
        let values = position(doc, i).into_iter().chain(length(doc, vectors, i, mean)).chain(terms.of(i)).chain(marks.of(doc, i));
        row.iter_mut().zip(values).for_each(|(cell, value)| *cell = value);
        if english {
            let values = [f64::from(leans[i] > 0), f64::from(leans[i] > 1)].into_iter().chain(marks.english(doc, i, &names));
            row[GENERAL..].iter_mut().zip(values).for_each(|(cell, value)| *cell = value);
        }
        row
    })
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
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

fn length(doc: &Document, vectors: &Vectors<'_>, index: usize, mean: f64) -> [f64; 5] {
    let words = words(doc, index) as f64;
    [
        words.ln_1p() / 4.0,
        (1.0 - words / 12.0).max(0.0),
        (words / 26.0 - 1.0).clamp(0.0, 3.0),
        (words / mean.max(1.0)).min(3.0),
        (vectors.sentences[index].len() as f64).ln_1p() / 4.0,
    ]
}

/// What the terms of each sentence say.
struct Terms {
    columns: [Vec<f64>; 16],
}

impl Terms {
    fn new(doc: &Document, vectors: &Vectors<'_>, lexicon: &Lexicon) -> Self {
        let background = Background::of(doc.language);
        let rarity: Vec<f64> = (0..vectors.len()).map(|t| background.map_or(1.0, |b| b.idf(vectors.stem(t)))).collect();
        let known = vectors.weighted(&rarity);
        let frequencies = vectors.frequencies();
        let salience = to_one(frequencies.iter().zip(&rarity).map(|(n, r)| (n - 0.5) * r).collect());
        let count = vectors.sentences.len();
        let each = |value: &dyn Fn(usize) -> f64| (0..count).map(value).collect::<Vec<f64>>();
        let (top, first) = (top(&salience), first_holders(vectors));
        let sums: Vec<[f64; 6]> = (0..count)
            .map(|i| {
                // An empty sum of floats is -0.
                let mut sums = [-0.0; 6];
                for (t, _) in &vectors.sentences[i] {
                    let (new, again) = (first[*t] == i, frequencies[*t] > 1.0);
                    let introduced = if new && again { salience[*t] } else { 0.0 };
                    let values = [salience[*t], flag(top[*t]), flag(new), introduced, flag(again), rarity[*t]];
                    sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
                }
                sums
            })
            .collect();
        let sum = |what: usize| sums.iter().map(|s| s[what]).collect::<Vec<f64>>();
        let mean = |what: usize| sums.iter().zip(&vectors.sentences).map(move |(s, terms)| s[what] / terms.len().max(1) as f64);
        let columns = [
            vectors.centrality(),
            vectors.forward(),
            vectors.backward(),
            known.centrality(),
            known.forward(),
            each(&|i| (0..count.min(3)).filter(|lead| *lead != i).map(|lead| known.cosine(lead, i)).fold(0.0, f64::max)),
            each(&|i| if i > 0 { known.cosine(i - 1, i) } else { 0.0 }),
            each(&|i| if i + 1 < count { known.cosine(i, i + 1) } else { 0.0 }),
            mean(0).collect(),
            to_one(sum(0)),
            sum(1).into_iter().map(|s| s / TOP as f64).collect(),
            mean(2).collect(),
            to_one(sum(3)),
            mean(4).collect(),
            mean(5).map(|m| m / 8.0).collect(),
            title(doc, vectors, &rarity, lexicon),
        ];
        Self { columns }
    }

    fn of(&self, index: usize) -> impl Iterator<Item = f64> {
        self.columns.iter().map(move |column| column[index])
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

/// The share of the title's terms, by their rarity, that each sentence holds.
fn title(doc: &Document, vectors: &Vectors<'_>, rarity: &[f64], lexicon: &Lexicon) -> Vec<f64> {
    let mut wanted = vec![0.0; vectors.len()];
    for stem in doc.meta.title.as_deref().map(|t| segment::stems(t, doc.language, lexicon)).unwrap_or_default() {
        if let Some(term) = vectors.term(&stem) {
            wanted[term] = rarity[term];
        }
    }
    let all = wanted.iter().sum::<f64>();
    let held = |s: &Vec<(usize, f64)>| if all > 0.0 { s.iter().map(|(t, _)| wanted[*t]).sum::<f64>() / all } else { 0.0 };
    vectors.sentences.iter().map(held).collect()
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

/// What each distinct word is, and which tokens are quoted.
struct Marks {
    quoted: Vec<bool>,
    words: Vec<Word>,
}

#[derive(Copy, Clone, Default)]
struct Word {
    stop: bool,
    speech: bool,
    person: u8,
    class: Class,
}

impl Marks {
    fn new(doc: &Document, lexicon: &Lexicon) -> Self {
        let mut quoted = vec![false; doc.tokens.len()];
        for quotation in doc.quotations.iter().filter(|q| !q.nested) {
            quoted[doc.tokens_in(quotation.outer)].fill(true);
        }
        let english = doc.language == Language::ENGLISH;
        let word = |entry: &crate::document::VocabularyEntry| {
            let plain = Word { stop: entry.stop, ..Word::default() };
            if !english {
                return plain;
            }
            let Facts { speech, person, class } = entry.facts(lexicon);
            Word { speech, person, class, ..plain }
        };
        Self { quoted, words: doc.vocabulary.words.iter().map(word).collect() }
    }

    /// Figures, marks and capitals.
    fn of(&self, doc: &Document, index: usize) -> [f64; 14] {
        let sentence = &doc.sentences[index];
        let (mut figures, mut year, mut money, mut acronym) = (0.0_f64, false, false, false);
        let (mut commas, mut brackets, mut colon) = (0.0_f64, false, false);
        let (mut words, mut capitals, mut stop, mut quoted) = (0.0_f64, 0.0, 0.0, 0.0);
        for at in sentence.tokens.clone() {
            let token = doc.tokens[at];
            let surface = doc.slice(token.span);
            if token.kind == TokenKind::Mark {
                commas += flag(matches!(surface, "," | "،" | "、" | "，" | ";"));
                brackets |= matches!(surface, "(" | "[");
                colon |= matches!(surface, ":" | "\u{2014}" | "\u{2013}" | "-" | "--");
                money |= matches!(surface, "$" | "€" | "£" | "¥");
                continue;
            }
            let lower = surface.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
            if !lower && surface.starts_with(|c: char| c.is_numeric()) {
                figures += 1.0;
                year |= surface.len() == 4 && (surface.starts_with("19") || surface.starts_with("20"));
            }
            let capital = token.capital;
            acronym |= capital
                && surface.len() > 1
                && !surface.as_bytes()[1].is_ascii_lowercase()
                && !surface.contains(char::is_lowercase)
                && surface.chars().nth(1).is_some_and(char::is_uppercase);
            capitals += flag(capital && words > 0.0);
            words += 1.0;
            stop += flag(self.words[token.word.index()].stop);
            quoted += flag(self.quoted[at]);
        }
        let words = words.max(1.0);
        let text = doc.slice(sentence.span).trim_end_matches(['"', '\u{201d}', '\u{bb}', '\'', '\u{2019}', ' ', '\u{a0}']);
        let opens_quoted = self.quoted.get(sentence.tokens.start).copied().unwrap_or(false);
        [
            flag(figures > 0.0),
            figures.ln_1p() / 2.0,
            flag(year),
            flag(money),
            quoted / words,
            flag(opens_quoted),
            flag(text.ends_with(['?', '\u{37e}', '\u{61f}', '\u{ff1f}'])),
            flag(text.ends_with(['!', '\u{ff01}'])),
            capitals / words,
            flag(acronym),
            commas.ln_1p() / 2.0,
            flag(brackets),
            flag(colon),
            stop / words,
        ]
    }

    /// What the English word lists add.
    fn english(&self, doc: &Document, index: usize, names: &NameCounts) -> [f64; 13] {
        let tokens = doc.sentences[index].tokens.clone();
        let mut persons = [0.0; 4];
        let (mut speech, mut modal, mut weekday, mut month, mut negation, mut auxiliary) = (false, false, false, false, false, 0.0);
        for at in tokens.clone() {
            let word = self.words[doc.tokens[at].word.index()];
            persons[usize::from(word.person.min(3))] += 1.0;
            speech |= word.speech && !self.quoted[at];
            modal |= word.class.any(Class::MODAL);
            weekday |= word.class.any(Class::WEEKDAY);
            month |= word.class.any(Class::MONTH) && doc.tokens[at].capital;
            negation |= word.class.any(Class::NEGATION);
            auxiliary += flag(word.class.any(Class::AUXILIARY));
        }
        let words = tokens.len().max(1) as f64;
        let [all, full, bare, entity] = names.of(index);
        [
            flag(speech),
            all,
            full,
            bare,
            entity,
            (persons[3] / words * 5.0).min(1.0),
            (persons[1] / words * 5.0).min(1.0),
            (persons[2] / words * 5.0).min(1.0),
            flag(modal),
            flag(weekday),
            flag(month),
            flag(negation),
            (auxiliary / words * 5.0).min(1.0),
        ]
    }
}

/// Names in each sentence: all, introduced with title or in full, by surname alone, and how often the article names them.
struct NameCounts {
    sentences: Vec<[f64; 4]>,
}

impl NameCounts {
    fn new(doc: &Document) -> Self {
        let mut often = vec![0.0_f64; doc.entities.len()];
        for mention in &doc.mentions {
            if let Some(count) = often.get_mut(mention.entity) {
                *count += 1.0;
            }
        }
        let often = to_one(often);
        let mut sentences = vec![[0.0_f64; 4]; doc.sentences.len()];
        for mention in &doc.mentions {
            let Some(entity) = doc.entities.get(mention.entity) else { continue };
            let person = entity.kind == EntityKind::Person;
            let bare = mention.span == mention.name && !doc.slice(mention.name).contains(char::is_whitespace) && entity.name.contains(' ');
            for sentence in doc.sentences_in(mention.span).take(1) {
                let cell = &mut sentences[sentence];
                cell[0] += 1.0;
                cell[1] += flag(person && mention.span != mention.name);
                cell[2] += flag(person && bare);
                cell[3] = cell[3].max(often[mention.entity]);
            }
        }
        sentences.iter_mut().for_each(|s| s[..3].iter_mut().for_each(|n| *n = n.ln_1p() / 2.0));
        Self { sentences }
    }

    fn of(&self, index: usize) -> [f64; 4] {
        self.sentences[index]
    }
}
