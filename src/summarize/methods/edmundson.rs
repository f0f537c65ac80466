//! Edmundson: cue words, the title and the place of a sentence.
//!
//! H. P. Edmundson, "New methods in automatic extracting", Journal of the ACM 16(2), 1969: a sentence scores a₁C + a₂K + a₃T + a₄L.
//!
//! ```text
//! C  cue       bonus words ("significant") less stigma words ("hardly"), from the word list bonus_stigma.tsv
//! K  key       frequent words; Edmundson found that the sum does better without them, so a₂ = 0 here too
//! T  title     words of the title and the subheadings
//! L  location  1 in the first and in the last paragraph, 1 more as the first or the last sentence of any paragraph
//! ```
//!
//! The other weights are 1. "Norland made a **significant** offer", first sentence of the last paragraph of three, under the title "Norland's
//! offer": C = 1, T = 2, L = 2, together 5.
//!
//! When it fails: news have no last paragraph that sums up, and many paragraphs of one sentence, so L tells little there. Cost: linear.

use std::collections::HashSet;

use crate::document::Role;
use crate::summarize::evidence::{Scored, Sign};
use crate::{Document, Lexicon, segment};

pub(super) fn score(doc: &Document, lexicon: &Lexicon) -> Vec<Scored> {
    let headings = headings(doc, lexicon);
    let location = location(doc);
    let scored = |(sentence, location): (usize, f64)| {
        let tokens = doc.sentences[sentence].tokens.clone();
        let cue: f64 = tokens.clone().map(|t| lexicon.words.bonus(doc.word(t))).sum();
        let title = tokens.filter(|t| headings.contains(doc.stem(*t))).count() as f64;
        let signs = [("cue words", cue), ("title", title), ("location", location)];
        let signs: Vec<Sign> = signs.into_iter().filter(|(_, s)| s.abs() > 0.0).map(|(what, share)| Sign { what, share }).collect();
        Scored { score: cue + title + location, signs }
    };
    location.into_iter().enumerate().map(scored).collect()
}

/// The stems of the title and of the headings.
fn headings(doc: &Document, lexicon: &Lexicon) -> HashSet<Box<str>> {
    let heads = doc.paragraphs.iter().filter(|p| matches!(p.role, Role::Headline | Role::Subhead)).map(|p| doc.slice(p.span));
    heads.chain(doc.meta.title.as_deref()).flat_map(|text| segment::stems(text, doc.language, lexicon)).collect()
}

fn location(doc: &Document) -> Vec<f64> {
    let of = |s: usize| doc.sentences.get(s).map(|s| s.paragraph);
    let (first, last) = (of(0), doc.sentences.last().map(|s| s.paragraph));
    let score = |s: usize| {
        let paragraph = of(s);
        let end = f64::from(paragraph == first || paragraph == last);
        let edge = s.checked_sub(1).and_then(of) != paragraph || of(s + 1) != paragraph;
        end + f64::from(edge)
    };
    (0..doc.sentences.len()).map(score).collect()
}
