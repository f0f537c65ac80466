//! What speaks for a sentence: its terms, where it stands, the title, and what speaks against it.
//!
//! Position is the strongest single sign in news (Edmundson 1969; "the first three sentences" is the baseline of the field), terms
//! are the next. The score is their weighted sum.

use super::tfidf::Vectors;
use crate::document::{Document, TokenKind};
use crate::{Lexicon, segment};

/// The weights of the sum. All but two were tuned together, with the decay of the position and the bounds of length below, by coordinate
/// ascent on 350 articles of cnn.dev and 250 of cnn_hf.dev for ROUGE-1 plus ROUGE-2 over the first three sentences, then rounded. The two
/// are `title`, which those sets lack, and `focus`, which has to outweigh the rest. A penalty for reporting verbs would have gained another
/// 0.1; it is left out, since who said what is what this program is for.
struct Weights {
    centrality: f64,
    forward: f64,
    position: f64,
    title: f64,
    focus: f64,
    short: f64,
    long: f64,
    figures: f64,
    quoted: f64,
    question: f64,
}

const WEIGHTS: Weights = Weights {
    centrality: 1.6,
    forward: 0.6,
    position: 1.1,
    title: 0.3,
    focus: 2.5,
    short: -0.5,
    long: -1.3,
    figures: 0.3,
    quoted: -0.2,
    question: -0.4,
};
/// Sentences of fewer words tell little; the penalty grows up to one for none.
const SHORT: f64 = 12.0;
/// Sentences of more words crowd out others; the penalty is one for twice as many.
const LONG: f64 = 26.0;
/// How many terms a reason lists.
const TERMS_SHOWN: usize = 4;

/// One sign for or against a sentence.
pub(super) struct Sign {
    pub(super) what: &'static str,
    /// Its share of the score.
    pub(super) share: f64,
}

/// The score of a sentence and its parts.
pub(super) struct Scored {
    pub(super) score: f64,
    pub(super) signs: Vec<Sign>,
}

/// Scores every sentence. Cost: linear in the tokens.
pub(super) fn score(doc: &Document, vectors: &Vectors<'_>, focus: Option<&str>, lexicon: &Lexicon) -> Vec<Scored> {
    let (centrality, forward) = (vectors.centrality(), vectors.forward());
    let title = overlap(doc, vectors, doc.meta.title.as_deref(), lexicon);
    let focus = overlap(doc, vectors, focus, lexicon);
    let quoted = quoted_shares(doc);
    let scored = |i: usize| {
        let words = words(doc, i) as f64;
        let signs = [
            ("terms", WEIGHTS.centrality * centrality[i]),
            ("taken up later", WEIGHTS.forward * forward[i]),
            ("position", WEIGHTS.position * position(i)),
            ("title", WEIGHTS.title * title[i]),
            ("focus", WEIGHTS.focus * focus[i]),
            ("short", WEIGHTS.short * (1.0 - words / SHORT).max(0.0)),
            ("long", WEIGHTS.long * (words / LONG - 1.0).max(0.0)),
            ("figures", if has_figures(doc, i) { WEIGHTS.figures } else { 0.0 }),
            ("quoted", WEIGHTS.quoted * quoted[i]),
            ("question", if doc.slice(doc.sentences[i].span).ends_with('?') { WEIGHTS.question } else { 0.0 }),
        ];
        let signs: Vec<Sign> = signs.into_iter().filter(|(_, s)| s.abs() > 0.0).map(|(what, share)| Sign { what, share }).collect();
        Scored { score: signs.iter().map(|s| s.share).sum(), signs }
    };
    (0..doc.sentences.len()).map(scored).collect()
}

/// The first sentences, whatever they say.
pub(super) fn lead(doc: &Document) -> Vec<Scored> {
    let share = |i: usize| -(i as f64);
    (0..doc.sentences.len()).map(|i| Scored { score: share(i), signs: vec![Sign { what: "position", share: share(i) }] }).collect()
}

/// From 1 for the first sentence, falling fast at first: the lead carries the news, later paragraphs the background.
fn position(index: usize) -> f64 {
    let index = index as f64;
    ((-index / 5.0).exp() + (-index / 12.0).exp()) / 2.0
}

/// Whether a sentence holds a number in digits: how many, how much, when.
fn has_figures(doc: &Document, sentence: usize) -> bool {
    doc.tokens[doc.sentences[sentence].tokens.clone()].iter().any(|t| doc.slice(t.span).starts_with(|c: char| c.is_ascii_digit()))
}

/// How many words a sentence has.
pub(super) fn words(doc: &Document, sentence: usize) -> usize {
    doc.tokens[doc.sentences[sentence].tokens.clone()].iter().filter(|t| t.kind != TokenKind::Mark).count()
}

/// The share of a text's terms that each sentence holds; terms that the article lacks do not count.
fn overlap(doc: &Document, vectors: &Vectors<'_>, text: Option<&str>, lexicon: &Lexicon) -> Vec<f64> {
    let mut wanted = vec![false; vectors.len()];
    let mut count = 0;
    for term in text.map(|t| segment::stems(t, lexicon)).unwrap_or_default().iter().filter_map(|s| vectors.term(s)) {
        wanted[term] = true;
        count += 1;
    }
    let held = |s: &Vec<(usize, f64)>| s.iter().filter(|(t, _)| wanted[*t]).count() as f64 / f64::from(count.max(1));
    debug_assert_eq!(vectors.sentences.len(), doc.sentences.len());
    vectors.sentences.iter().map(held).collect()
}

/// The share of each sentence that stands in quotations.
fn quoted_shares(doc: &Document) -> Vec<f64> {
    let mut shares = vec![0.0; doc.sentences.len()];
    for quotation in doc.quotations.iter().filter(|q| !q.nested) {
        for sentence in doc.sentences_in(quotation.outer) {
            let span = doc.sentences[sentence].span;
            let inside = quotation.outer.intersection(span).map_or(0, |s| s.len());
            shares[sentence] += inside as f64 / span.len().max(1) as f64;
        }
    }
    shares
}

/// The signs of a sentence in words, the terms spelt out.
pub(super) fn reasons(doc: &Document, vectors: &Vectors<'_>, sentence: usize, scored: &Scored) -> Vec<String> {
    let spell = |sign: &Sign| match sign.what {
        "terms" => {
            let terms = vectors.top_terms(sentence, TERMS_SHOWN);
            let terms: Vec<String> = terms.iter().map(|(token, w)| format!("{} {w:.2}", doc.slice(doc.tokens[*token].span))).collect();
            format!("terms {:+.2} ({})", sign.share, terms.join(", "))
        }
        "position" => format!("position {:+.2} (sentence {} of {})", sign.share, sentence + 1, doc.sentences.len()),
        what => format!("{what} {:+.2}", sign.share),
    };
    scored.signs.iter().map(spell).collect()
}
