//! What speaks for a sentence and what against it: the weighted sum of its features, and the wish of the reader.

use super::Options;
use super::article::Article;
use super::features;
use super::model::Model;
use super::units::Piece;
use crate::Document;

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
pub(super) fn score(article: &Article<'_>, pieces: &[Piece], options: &Options) -> Vec<Scored> {
    let model = Model::of(article.doc.language);
    let focus = overlap(article, options.focus.as_deref());
    let mut shares = Vec::new();
    let scored = |(row, focus): (features::Row, f64)| {
        model.shares(&row, &mut shares);
        shares.push(("focus", FOCUS * focus));
        let signs = shares.iter().filter(|(_, share)| share.abs() > 0.0);
        let score = signs.clone().map(|(_, share)| share).sum();
        let signs = signs.filter(|_| options.explain).map(|(what, share)| Sign { what, share: *share }).collect();
        Scored { score, signs }
    };
    features::rows(article, pieces).zip(focus).map(scored).collect()
}

/// The first sentences, whatever they say.
pub(super) fn lead(doc: &Document) -> Vec<Scored> {
    let share = |i: usize| -(i as f64);
    (0..doc.sentences.len()).map(|i| Scored { score: share(i), signs: vec![Sign { what: "position", share: share(i) }] }).collect()
}

/// The share of a text's terms that each sentence holds; terms that the article lacks do not count.
fn overlap(article: &Article<'_>, text: Option<&str>) -> Vec<f64> {
    let sentences = &article.vectors.sentences;
    let terms = article.vectors.terms_in(text, article.lexicon);
    if terms.is_empty() {
        return vec![0.0; sentences.len()];
    }
    let mut wanted = vec![false; article.vectors.len()];
    terms.iter().for_each(|term| wanted[*term] = true);
    let held = |s: &[(usize, f64)]| s.iter().filter(|(t, _)| wanted[*t]).count() as f64 / terms.len() as f64;
    sentences.iter().map(held).collect()
}

/// The signs of a sentence in words, the terms spelt out.
pub(super) fn reasons(article: &Article<'_>, sentence: usize, scored: &Scored) -> Vec<String> {
    let doc = article.doc;
    let spell = |sign: &Sign| match sign.what {
        "terms" => {
            let terms = article.vectors.top_terms(sentence, TERMS_SHOWN);
            let terms: Vec<String> = terms.iter().map(|(token, w)| format!("{} {w:.2}", doc.slice(doc.tokens[*token].span))).collect();
            format!("terms {:+.2} ({})", sign.share, terms.join(", "))
        }
        "position" => format!("position {:+.2} (sentence {} of {})", sign.share, sentence + 1, doc.sentences.len()),
        what => format!("{what} {:+.2}", sign.share),
    };
    // What rounds to nothing says nothing.
    scored.signs.iter().filter(|s| s.share.abs() >= 0.005).map(spell).collect()
}
