//! What speaks for a sentence and what against it: the weighted sum of its features, and the wish of the reader.

use super::Options;
use super::features;
use super::model::Model;
use super::tfidf::Vectors;
use super::units::Piece;
use crate::document::{Document, TokenKind};
use crate::{Lexicon, segment};

/// What holding all terms of the focus adds: more than the best sentence is ahead of a middling one, so that the focus outweighs the rest.
const FOCUS: f64 = 6.0;
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

/// Scores every sentence; with the signs only where they are to be told, since those of all sentences take more memory than the text. Cost:
/// linear in the tokens.
pub(super) fn score(doc: &Document, vectors: &Vectors<'_>, pieces: &[Piece], options: &Options, lexicon: &Lexicon) -> Vec<Scored> {
    let model = Model::of(doc.language);
    let focus = overlap(doc, vectors, options.focus.as_deref(), lexicon);
    let scored = |(row, focus): (features::Row, f64)| {
        let mut shares = model.shares(&row);
        shares.push(("focus", FOCUS * focus));
        let signs = shares.into_iter().filter(|(_, s)| s.abs() > 0.0);
        if !options.explain {
            return Scored { score: signs.map(|(_, share)| share).sum(), signs: Vec::new() };
        }
        let signs: Vec<Sign> = signs.map(|(what, share)| Sign { what, share }).collect();
        Scored { score: signs.iter().map(|s| s.share).sum(), signs }
    };
    features::rows(doc, vectors, pieces, lexicon).zip(focus).map(scored).collect()
}

/// The first sentences, whatever they say.
pub(super) fn lead(doc: &Document) -> Vec<Scored> {
    let share = |i: usize| -(i as f64);
    (0..doc.sentences.len()).map(|i| Scored { score: share(i), signs: vec![Sign { what: "position", share: share(i) }] }).collect()
}

/// How many words a sentence has.
pub(super) fn words(doc: &Document, sentence: usize) -> usize {
    doc.tokens[doc.sentences[sentence].tokens.clone()].iter().filter(|t| t.kind != TokenKind::Mark).count()
}

/// The share of a text's terms that each sentence holds; terms that the article lacks do not count.
fn overlap(doc: &Document, vectors: &Vectors<'_>, text: Option<&str>, lexicon: &Lexicon) -> Vec<f64> {
    let mut wanted = vec![false; vectors.len()];
    let mut count = 0;
    for term in text.map(|t| segment::stems(t, doc.language, lexicon)).unwrap_or_default().iter().filter_map(|s| vectors.term(s)) {
        wanted[term] = true;
        count += 1;
    }
    let held = |s: &Vec<(usize, f64)>| s.iter().filter(|(t, _)| wanted[*t]).count() as f64 / f64::from(count.max(1));
    debug_assert_eq!(vectors.sentences.len(), doc.sentences.len());
    vectors.sentences.iter().map(held).collect()
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
    // What rounds to nothing says nothing.
    scored.signs.iter().filter(|s| s.share.abs() >= 0.005).map(spell).collect()
}
