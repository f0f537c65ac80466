//! One summary of several articles, such as the same event told by several outlets.
//!
//! Each article's sentences are scored within it, the best having 1, and gain by what other articles tell too: for each other article the highest
//! cosine of the sentence with one of its sentences, the mean of these added to the score. What several tell is the news; what one tells alone is
//! its colour. Then pieces are taken from all together, so that nothing is said twice, whoever says it (D. R. Radev et al., "Centroid-based
//! summarization of multiple documents", 2004, for the idea of cross-sentence subsumption).
//!
//! When it fails: two outlets that tell one fact in other words are not seen to. Cost: linear in the texts as long as few terms stand in most
//! sentences; more frequent ones are passed over.

use std::ops::Range;

use super::article::Article;
use super::brackets::Seen;
use super::redundancy::Said;
use super::select::{Choice, Taken, select};
use super::tfidf::Vectors;
use super::{Options, Order, Unit, budget, evidence, merged, names, scored_by, settled, sizes, units};
use crate::annotate::Pronouns;
use crate::{Document, Lexicon, Span};

/// Terms in more sentences than this tell nothing about sameness.
const MOST_HOLDERS: usize = 200;

/// An extract of several documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    /// The units taken, each with the index of its document, in the order asked for.
    pub units: Vec<(usize, Unit)>,
    /// What the reader should know.
    pub remark: Option<String>,
}

/// Summarizes documents as one. In document order they come in the order given, and within each as they stand.
///
/// ```
/// use onrecord::summarize::{Length, Options, together};
/// use onrecord::{Lexicon, parse, read::Raw};
///
/// let docs = ["Norland and Sudland signed the truce on Monday. It rained.", "On Monday Norland and Sudland signed the truce. Snow fell in Ostby."]
///     .map(|text| parse(Raw::text("note", text), Lexicon::english()));
/// let summary = together(&docs, &Options { length: Length::Sentences(2), ..Options::default() }, Lexicon::english());
/// let texts: Vec<&str> = summary.units.iter().map(|(doc, unit)| docs[*doc].slice(unit.span)).collect();
/// assert_eq!(texts.iter().filter(|t| t.contains("truce")).count(), 1);
/// ```
#[must_use]
pub fn together(documents: &[Document], options: &Options, lexicon: &Lexicon) -> Together {
    let (all, ranges) = merged::merge(documents);
    let whole = Article::new(&all, lexicon);
    let support = support(&whole.vectors, &ranges);
    let mut scores = Vec::new();
    let mut why = Vec::new();
    let mut pieces = Vec::new();
    let settled: Vec<_> = documents.iter().map(|doc| settled(doc, options, lexicon)).collect();
    for ((doc, range), settled) in documents.iter().zip(&ranges).zip(&settled) {
        let own = Article::new(doc, lexicon);
        let own_pieces = units::pieces(&own, settled.as_ref());
        let scored = scored_by(options, &own, &own_pieces);
        let highest = scored.iter().map(|s| s.score).fold(f64::MIN, f64::max);
        let lowest = scored.iter().map(|s| s.score).fold(f64::MAX, f64::min);
        let spread = if highest > lowest { highest - lowest } else { 1.0 };
        for (sentence, scored) in scored.iter().enumerate() {
            let (own_share, support) = ((scored.score - lowest) / spread, support[range.start + sentence]);
            scores.push(own_share + support);
            let reasons = evidence::reasons(&own, sentence, scored);
            let total = own_share + support;
            why.push(format!(
                "sentence {}: {total:.2} = {own_share:.2} in its article ({}) + {support:.2} told by others",
                sentence + 1,
                reasons.join(" ")
            ));
        }
        pieces.extend(own_pieces.into_iter().map(|mut piece| {
            piece.sentences = piece.sentences.start + range.start..piece.sentences.end + range.start;
            piece
        }));
    }
    let sizes = sizes(&whole, options.length);
    let (limit, remark) = budget(options.length, &sizes);
    let choice = Choice { pieces: &pieces, scores: &scores, words: &sizes, careful: true, explain: options.explain };
    let taken = match limit {
        Some(limit) => select(&choice, &mut Said::new(&all, &whole.vectors), &mut names::Names::new(&all, None), limit, None).0,
        None => (0..pieces.len()).map(Taken::plainly).collect(),
    };
    let writer = Writer { documents, ranges: &ranges, pieces: &pieces, scores: &scores, why: &why };
    let mut units = writer.units(&taken);
    if options.order == Order::Document {
        units.sort_by_key(|(doc, unit)| (*doc, unit.sentences.start));
    }
    add_names(documents, &settled, &mut units);
    let remark = remark.map(|r| r.replace("the article has", "the articles have"));
    let remark = remark.or_else(|| units.is_empty().then(|| "no sentence fits the length asked for".to_owned()));
    Together { units, remark }
}

/// The names that a reader needs who reads the units in this order.
fn add_names(documents: &[Document], settled: &[Option<Pronouns>], units: &mut [(usize, Unit)]) {
    let mut seen: Vec<Seen<'_>> = documents.iter().zip(settled).map(|(doc, settled)| Seen::new(doc, settled.as_ref())).collect();
    let mut last = None;
    for (doc, unit) in units {
        let Some(seen) = seen.get_mut(*doc) else { continue };
        if last.replace(*doc) != Some(*doc) {
            seen.interrupt();
        }
        unit.added = seen.read(&unit.sentences);
    }
}

/// For each sentence the mean over the other documents of its highest cosine with a sentence of each.
fn support(vectors: &Vectors<'_>, ranges: &[Range<usize>]) -> Vec<f64> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); vectors.len()];
    for (sentence, vector) in vectors.sentences.iter().enumerate() {
        vector.iter().for_each(|(term, _)| holders[*term].push(sentence));
    }
    let mut of = vec![0; vectors.sentences.len()];
    for (doc, range) in ranges.iter().enumerate() {
        of[range.clone()].fill(doc);
    }
    let weight = |sentence: usize, term: usize| {
        let vector = &vectors.sentences[sentence];
        vector.binary_search_by_key(&term, |(t, _)| *t).map_or(0.0, |at| vector[at].1)
    };
    let mut cosines = vec![0.0; vectors.sentences.len()];
    let score = |(sentence, vector): (usize, &[(usize, f64)])| {
        let mut met = Vec::new();
        for (term, w) in vector.iter().filter(|(term, _)| holders[*term].len() <= MOST_HOLDERS) {
            for other in holders[*term].iter().filter(|other| of[**other] != of[sentence]) {
                met.push(*other);
                cosines[*other] += w * weight(*other, *term);
            }
        }
        met.sort_unstable();
        met.dedup();
        let mut sum = 0.0;
        for same in met.chunk_by(|a, b| of[*a] == of[*b]) {
            sum += same.iter().map(|other| cosines[*other]).fold(0.0, f64::max);
        }
        met.iter().for_each(|other| cosines[*other] = 0.0);
        sum / ranges.len().saturating_sub(1).max(1) as f64
    };
    vectors.sentences.iter().enumerate().map(score).collect()
}

/// Turns pieces into units of their documents.
struct Writer<'a> {
    documents: &'a [Document],
    ranges: &'a [Range<usize>],
    pieces: &'a [units::Piece],
    scores: &'a [f64],
    why: &'a [String],
}

impl Writer<'_> {
    /// In the order in which they were taken; a piece that leans on one that was taken too is one unit with it.
    fn units(&self, taken: &[Taken]) -> Vec<(usize, Unit)> {
        let mut order: Vec<(usize, &Taken)> = taken.iter().enumerate().collect();
        order.sort_by_key(|(_, taken)| taken.piece);
        let mut found: Vec<(usize, usize, Unit)> = Vec::new();
        for (turn, taken) in order {
            let piece = &self.pieces[taken.piece];
            let doc = self.ranges.partition_point(|r| r.end <= piece.sentences.start);
            let from = self.ranges.get(doc).map_or(0, |r| r.start);
            let own = piece.sentences.start - from..piece.sentences.end - from;
            let reasons = self.reasons(taken);
            match found.last_mut().filter(|(_, d, u)| *d == doc && u.sentences.end == own.start && piece.follows()) {
                Some((first, _, unit)) => {
                    *first = turn.min(*first);
                    unit.sentences.end = own.end;
                    unit.reasons.extend(reasons);
                }
                None => found.push((turn, doc, Unit { span: Span::default(), sentences: own, score: 0.0, reasons, added: None })),
            }
        }
        found.sort_by_key(|(turn, ..)| *turn);
        found.into_iter().filter_map(|(_, doc, unit)| self.finish(doc, unit)).collect()
    }

    fn finish(&self, doc: usize, mut unit: Unit) -> Option<(usize, Unit)> {
        let (document, from) = (self.documents.get(doc)?, self.ranges.get(doc)?.start);
        unit.span = document.sentences[unit.sentences.clone()].iter().map(|s| s.span).reduce(Span::cover)?;
        let scores = &self.scores[unit.sentences.start + from..unit.sentences.end + from];
        unit.score = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
        Some((doc, unit))
    }

    fn reasons(&self, taken: &Taken) -> Vec<String> {
        let piece = &self.pieces[taken.piece];
        let mut out = self.why[piece.sentences.clone()].to_vec();
        out.extend(piece.needs.map(|why| format!("taken with the sentence before: {why}")));
        if taken.like.0 > 0.0 {
            let doc = self.ranges.partition_point(|r| r.end <= taken.like.1);
            let id = self.documents.get(doc).map_or("", |d| &d.meta.id);
            out.push(format!("likeness to a sentence of {id}: {:.2}", taken.like.0));
        }
        out
    }
}
