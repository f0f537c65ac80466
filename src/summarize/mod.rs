//! In: a [`Document`]. Out: a [`Summary`]. Needs: sentences, terms, quotations, mentions.
//!
//! Sentences are scored (`tfidf`, `evidence`), tied into pieces that stand alone (`units`), and chosen so that nothing is said twice
//! (`redundancy`, `select`). Scoring knows nothing of choosing, and choosing nothing of how the scores came about. The methods of the field
//! (`methods`) only score, and what they score highest is taken as it is.

mod article;
mod background;
mod best;
mod brackets;
mod codes;
mod counted;
mod evidence;
mod features;
mod jagged;
mod likely;
mod merged;
mod methods;
mod model;
mod names;
mod redundancy;
mod select;
mod sets;
mod tfidf;
mod together;
mod training;
mod units;
mod words;

use std::ops::Range;

use crate::annotate::{Pronouns, pronouns};
use crate::document::Role;
use crate::{Document, Lexicon, Span};
use article::Article;
use select::{Budget, Choice, Taken};

pub use together::{Together, together};
#[doc(hidden)]
pub use training::{Training, training};

/// What to take.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How much.
    pub length: Length,
    /// How sentences are scored.
    pub method: Method,
    /// In which order they come out.
    pub order: Order,
    /// Prefer sentences about this; [`Method::TfIdf`] only.
    pub focus: Option<String>,
    /// Decides what [`Method::Random`] takes.
    pub seed: u64,
    /// Whether a sentence may be taken without the one that tells whom its pronoun means: the name is then in [`Unit::added`].
    pub names: bool,
    /// Whether each unit tells what made its score.
    pub explain: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            length: Length::Sentences(3),
            method: Method::TfIdf,
            order: Order::Document,
            focus: None,
            seed: 0,
            names: true,
            explain: true,
        }
    }
}

/// How much to take.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Length {
    /// At most so many sentences.
    Sentences(usize),
    /// At most so many words, whole sentences only.
    Words(usize),
    /// At most so many characters (Unicode scalar values, white space as one), whole sentences only.
    Chars(usize),
    /// At most this share of the body's words, above 0 and at most 1.
    Ratio(f64),
}

/// How sentences are scored. All but the first are the methods of the field as their papers have them; see the files of `methods`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// TF-IDF with position, title and length; what leans on other sentences or repeats them is held back.
    TfIdf,
    /// TF-IDF alone: likeness to the article as a whole (Salton & Buckley 1988, Radev et al. 2000).
    Centroid,
    /// Crowds of frequent words (Luhn 1958).
    Luhn,
    /// Cue words, title, place (Edmundson 1969).
    Edmundson,
    /// The main topics by singular value decomposition (Steinberger & Ježek 2004).
    Lsa,
    /// Sentences that many others are like (Erkan & Radev 2004).
    LexRank,
    /// Sentences that share words with many others (Mihalcea & Tarau 2004).
    TextRank,
    /// Frequent words, each less wanted once said (Nenkova & Vanderwende 2005).
    SumBasic,
    /// Words spread as in the article (Haghighi & Vanderwende 2009).
    Kl,
    /// The first sentences: the baseline of the field.
    Lead,
    /// Chance: the floor.
    Random,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::TfIdf,
        Self::Centroid,
        Self::Luhn,
        Self::Edmundson,
        Self::Lsa,
        Self::LexRank,
        Self::TextRank,
        Self::SumBasic,
        Self::Kl,
        Self::Lead,
        Self::Random,
    ];
}

/// In which order sentences come out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the article.
    Document,
    /// Best first.
    Rank,
}

/// An extract.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The units taken, in the order asked for.
    pub units: Vec<Unit>,
    /// What the reader should know, such as that the article is shorter than what was asked for.
    pub remark: Option<String>,
}

/// A sentence, or several that only stand together (a quotation over several sentences).
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// From the first to the last byte.
    pub span: Span,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Higher is better; comparable within one document only.
    pub score: f64,
    /// What made the score, for `--explain`: terms with weights, position, title, redundancy. Empty unless [`Options::explain`].
    pub reasons: Vec<String>,
    /// The name to show in place of a pronoun that the reader could not place.
    pub added: Option<Added>,
}

/// A name that does not stand in the sentence: what is verbatim stays so, and what is added is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The pronoun that it stands for: "He", "her", of "She's" the first three letters.
    pub pronoun: Span,
    /// Whom it means: in full, or as short as the article has it where the summary has named them before.
    pub name: String,
    /// What to show in place of the pronoun: "[Ida Ek]", "[Ek's]".
    pub shown: String,
}

/// Summarizes a document. Cost: linear in its tokens, times the logarithm of its sentences.
///
/// ```
/// use onrecord::summarize::{Options, summarize};
/// use onrecord::{Lexicon, parse, read::Raw};
///
/// let doc = parse(Raw::text("note", "Norland signed the truce. It rained."), Lexicon::english());
/// let summary = summarize(&doc, &Options::default(), Lexicon::english());
/// assert_eq!(summary.remark.as_deref(), Some("the article has only 2 sentences, fewer than the 3 asked for: here is all of it"));
/// ```
#[must_use]
pub fn summarize(doc: &Document, options: &Options, lexicon: &Lexicon) -> Summary {
    let settled = settled(doc, options, lexicon);
    let article = Article::new(doc, lexicon);
    let pieces = units::pieces(&article, settled.as_ref());
    let scored = scored_by(options, &article, &pieces);
    let sizes = sizes(&article, options.length);
    let scores: Vec<f64> = scored.iter().map(|s| s.score).collect();
    let (budget, remark) = budget(options.length, &sizes);
    let careful = options.method == Method::TfIdf;
    let choice = Choice { pieces: &pieces, scores: &scores, words: &sizes, careful, explain: options.explain };
    let (taken, together) = match budget {
        Some(budget) => {
            let (mut said, mut names) = (redundancy::Said::new(doc, &article.vectors), names::Names::new(doc, settled.as_ref()));
            select::select(&choice, &mut said, &mut names, budget, Some(&article).filter(|_| careful))
        }
        None => ((0..pieces.len()).map(Taken::plainly).collect(), None),
    };
    let writer = Writer { article: &article, pieces: &pieces, scored: &scored, explain: options.explain };
    let mut units = writer.units(taken);
    if let Some(together) = together.filter(|_| options.explain) {
        let why = set_reason(&together);
        units.iter_mut().for_each(|unit| unit.reasons.push(why.clone()));
    }
    if options.order == Order::Document {
        units.sort_by_key(|u| u.sentences.start);
    }
    let mut seen = brackets::Seen::new(doc, settled.as_ref());
    units.iter_mut().for_each(|unit| unit.added = seen.read(&unit.sentences));
    let remark = remark.or_else(|| units.is_empty().then(|| "no sentence fits the length asked for".to_owned()));
    Summary { units, remark }
}

/// What made the sentences the best set.
fn set_reason(together: &best::Together) -> String {
    let mut reason = format!("taken together, {:.2} = their scores {:.2}", together.value, together.scores);
    let shares = sets::SET.into_iter().zip(together.shares).chain([("faults", together.faults)]);
    for (what, share) in shares.filter(|(_, share)| share.abs() >= 0.005) {
        reason.push_str(&format!(" {} {share:+.2}", what.replace('_', " ")));
    }
    reason
}

/// Whom the pronouns mean, if names may be added.
fn settled(doc: &Document, options: &Options, lexicon: &Lexicon) -> Option<Pronouns> {
    options.names.then(|| pronouns(doc, lexicon))
}

/// The scores of a document's sentences by the method asked for.
fn scored_by(options: &Options, article: &Article<'_>, pieces: &[units::Piece]) -> Vec<evidence::Scored> {
    let known = methods::score(options.method, article.doc, options.seed, article.lexicon);
    known.unwrap_or_else(|| evidence::score(article, pieces, options))
}

/// What each sentence takes of the length.
fn sizes(article: &Article<'_>, length: Length) -> Vec<usize> {
    let size = |i| if matches!(length, Length::Chars(_)) { chars(article.doc, i) } else { article.words(i) };
    (0..article.doc.sentences.len()).map(size).collect()
}

/// How many characters a sentence takes, with the space after it.
fn chars(doc: &Document, sentence: usize) -> usize {
    doc.slice(doc.sentences[sentence].span).split_whitespace().map(|word| word.chars().count() + 1).sum()
}

/// What may be taken, `None` for everything, and what the reader should know about it. `sizes` are those of the sentences, in what the length
/// is counted in.
fn budget(length: Length, sizes: &[usize]) -> (Option<Budget>, Option<String>) {
    let (sentences, total) = (sizes.len(), sizes.iter().sum::<usize>());
    let fewer = |have: usize, what: &str, asked: usize| {
        format!(
            "the article has only {have} {what}{}, fewer than the {asked} asked for: here is all of it",
            if have == 1 { "" } else { "s" }
        )
    };
    match length {
        _ if sentences == 0 => (None, Some("the article has no sentences".to_owned())),
        Length::Sentences(n) if n >= sentences => (None, (n > sentences).then(|| fewer(sentences, "sentence", n))),
        Length::Sentences(n) => (Some(Budget::Sentences(n)), None),
        Length::Words(n) if n >= total => (None, (n > total).then(|| fewer(total, "word", n))),
        Length::Words(n) => (Some(Budget::Words(n)), None),
        // No space stands after the last sentence.
        Length::Chars(n) if n >= total.saturating_sub(1) => (None, (n + 1 > total).then(|| fewer(total.saturating_sub(1), "character", n))),
        Length::Chars(n) => (Some(Budget::Words(n + 1)), None),
        Length::Ratio(share) if share >= 1.0 => (None, None),
        // A share that is no number takes nothing, as zero does.
        Length::Ratio(share) => (Some(Budget::Words((share.max(0.0) * total as f64).round() as usize)), None),
    }
}

/// Turns pieces into units with their reasons.
struct Writer<'a> {
    article: &'a Article<'a>,
    pieces: &'a [units::Piece],
    scored: &'a [evidence::Scored],
    explain: bool,
}

impl Writer<'_> {
    /// The units in the order in which they were taken; a piece that leans on one that was taken too is one unit with it.
    fn units(&self, taken: Vec<Taken>) -> Vec<Unit> {
        let mut taken: Vec<(usize, Taken)> = taken.into_iter().enumerate().collect();
        taken.sort_by_key(|(_, taken)| taken.piece);
        let mut units: Vec<(usize, Unit)> = Vec::new();
        for (order, taken) in taken {
            let piece = &self.pieces[taken.piece];
            let reasons = if self.explain { self.reasons(piece, &taken) } else { Vec::new() };
            let follows = units.last().is_some_and(|(_, u)| u.sentences.end == piece.sentences.start && self.is_running(u.sentences.end));
            match units.last_mut().filter(|_| follows && piece.follows()) {
                Some((first, unit)) => {
                    *first = order.min(*first);
                    unit.sentences.end = piece.sentences.end;
                    unit.reasons.extend(reasons);
                }
                None => units
                    .push((order, Unit { span: Span::default(), sentences: piece.sentences.clone(), score: 0.0, reasons, added: None })),
            }
        }
        units.sort_by_key(|(order, _)| *order);
        units.into_iter().map(|(_, unit)| self.finish(unit)).collect()
    }

    /// Whether nothing but body stands between a sentence and the one before: a unit is a stretch of text, and may not hold a caption.
    fn is_running(&self, sentence: usize) -> bool {
        let paragraph = |s: usize| self.article.doc.sentences.get(s).map_or(0, |s| s.paragraph);
        let between = paragraph(sentence.saturating_sub(1))..paragraph(sentence);
        between.skip(1).all(|p| self.article.doc.paragraphs.get(p).is_some_and(|p| p.role == Role::Body))
    }

    fn finish(&self, mut unit: Unit) -> Unit {
        let sentences = &self.article.doc.sentences[unit.sentences.clone()];
        unit.span = sentences.iter().map(|s| s.span).reduce(Span::cover).unwrap_or_default();
        unit.score = self.scored[unit.sentences.clone()].iter().map(|s| s.score).sum::<f64>() / sentences.len().max(1) as f64;
        unit
    }

    fn reasons(&self, piece: &units::Piece, taken: &Taken) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for sentence in piece.sentences.clone() {
            let reasons = evidence::reasons(self.article, sentence, &self.scored[sentence]);
            out.push(format!("sentence {}: {:.2} = {}", sentence + 1, self.scored[sentence].score, reasons.join(" ")));
        }
        if let Some(why) = piece.needs {
            out.push(format!("taken with the sentence before: {why}"));
        }
        if taken.unknown {
            out.push(format!("names someone whom nothing taken so far introduces, which costs {:.2}", select::UNKNOWN));
        }
        if taken.echo {
            out.push(format!("repeats a phrase, which costs {:.2}", select::ECHO));
        }
        if taken.like.0 > 0.0 {
            out.push(format!(
                "likeness to sentence {}: {:.2}, which costs {:.2}",
                taken.like.1 + 1,
                taken.like.0,
                taken.like.0 * select::REDUNDANCY
            ));
        }
        out
    }
}
