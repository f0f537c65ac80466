//! Which source and which contents belong to a cue.
//!
//! The score of a cue and another span is a scaled dot product of the projected means of their words' vectors, plus learned
//! numbers for where they stand: before or after, how far apart, how many paragraphs and how many other cues lie between. Each cue
//! chooses the source of the highest score, or none; each content chooses a cue, or none. (The form is that of biaffine scorers,
//! Dozat and Manning 2017, with place as in mention-pair coreference.) Example: in "Ek said A, and Berg said B", "said" of Berg
//! stands 0 words from "Berg" with no cue between, 5 words from "Ek" with one. Cost: cues times spans of one window.

use std::ops::Range;

use rten_gemm::GemmError;

use super::format::{Config, Loaded, Weights};
use super::linear::{Kernels, Small};

/// What the other span of a pair is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Source = 0,
    Content = 1,
}

/// The head that scores pairs.
pub(super) struct Links {
    width: usize,
    cue: Small,
    other: Small,
    none: Small,
    /// `[role][after][bucket]`
    distance: Vec<f32>,
    /// `[role][paragraphs]`
    paragraphs: Vec<f32>,
    /// `[role][after][cues]`
    between: Vec<f32>,
    distances: usize,
    breaks: usize,
    cues: usize,
}

/// Scores of a window's pairs.
pub(super) struct Scores {
    others: usize,
    /// `[cue][other]`
    pub(super) pairs: Vec<f32>,
    /// Of choosing none, one a chooser: a cue chooses its source, a content its cue.
    pub(super) none: Vec<f32>,
}

/// Where another span stands, seen from a cue.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct Place {
    after: usize,
    distance: usize,
    paragraphs: usize,
    between: usize,
}

impl Links {
    pub(super) fn new(weights: &Weights<'_>) -> Loaded<Self> {
        let Config { hidden, link_dim, link_dist, link_para, link_between, .. } = weights.config;
        let small = |name: &str, outputs: usize| -> Loaded<Small> {
            let values = weights.floats(&format!("link.{name}.weight"), &[outputs, hidden])?;
            Ok(Small::new(outputs, hidden, values, weights.floats(&format!("link.{name}.bias"), &[outputs])?))
        };
        Ok(Self {
            width: link_dim,
            cue: small("cue", 2 * link_dim)?,
            other: small("other", 2 * link_dim)?,
            none: small("none", 2)?,
            distance: weights.floats("link.dist", &[2, 2, link_dist])?,
            paragraphs: weights.floats("link.para", &[2, link_para])?,
            between: weights.floats("link.between", &[2, 2, link_between])?,
            distances: link_dist,
            breaks: link_para,
            cues: link_between,
        })
    }

    /// Scores of all pairs of cues and other spans; `hidden` holds a vector for each word, `par` its paragraph.
    pub(super) fn scores(
        &self,
        kernels: &Kernels,
        role: Role,
        hidden: &[f32],
        par: &[u32],
        cues: &[Range<usize>],
        others: &[Range<usize>],
    ) -> Result<Scores, GemmError> {
        let columns = hidden.len() / par.len().max(1);
        let cue_means = means(hidden, columns, cues);
        let other_means = means(hidden, columns, others);
        let q = self.cue.apply(kernels, &cue_means)?;
        let k = self.other.apply(kernels, &other_means)?;
        let choosers = if role == Role::Source { &cue_means } else { &other_means };
        let none = self.none.apply(kernels, choosers)?.chunks_exact(2).map(|row| row[role as usize]).collect();
        let part = |row: &[f32]| row[role as usize * self.width..][..self.width].to_vec();
        let k: Vec<Vec<f32>> = k.chunks_exact(2 * self.width).map(part).collect();
        let mut pairs = Vec::with_capacity(cues.len() * others.len());
        for (cue, q) in cues.iter().zip(q.chunks_exact(2 * self.width).map(part)) {
            for (other, k) in others.iter().zip(&k) {
                let dot: f32 = q.iter().zip(k).map(|(q, k)| q * k).sum();
                pairs.push(dot / (self.width as f32).sqrt() + self.standing(role, self.place(cue, other, cues, par)));
            }
        }
        Ok(Scores { others: others.len(), pairs, none })
    }

    fn standing(&self, role: Role, place: Place) -> f32 {
        let side = role as usize * 2 + place.after;
        self.distance[side * self.distances + place.distance]
            + self.paragraphs[role as usize * self.breaks + place.paragraphs]
            + self.between[side * self.cues + place.between]
    }

    fn place(&self, cue: &Range<usize>, other: &Range<usize>, cues: &[Range<usize>], par: &[u32]) -> Place {
        let after = other.start >= cue.start;
        let (low, high) = if after { (cue.end, other.start) } else { (other.end, cue.start) };
        let distance = match high.saturating_sub(low) {
            gap @ 0..3 => gap,
            3..5 => 3,
            5..10 => 4,
            10..20 => 5,
            20..50 => 6,
            _ => 7,
        };
        let between = cues.iter().filter(|c| low <= c.start && c.end <= high).count();
        let breaks = par[cue.start].abs_diff(par[other.start]) as usize;
        Place { after: usize::from(after), distance, paragraphs: breaks.min(self.breaks - 1), between: between.min(self.cues - 1) }
    }
}

impl Scores {
    /// The source that each cue chooses.
    pub(super) fn by_cue(&self) -> Vec<Option<usize>> {
        let rows = |cue: usize| self.pairs[cue * self.others..(cue + 1) * self.others].iter().copied();
        self.none.iter().enumerate().map(|(cue, none)| choose(rows(cue), *none)).collect()
    }

    /// The cue that each content chooses.
    pub(super) fn by_other(&self) -> Vec<Option<usize>> {
        let column = |other: usize| self.pairs.iter().skip(other).step_by(self.others.max(1)).copied();
        self.none.iter().enumerate().map(|(other, none)| choose(column(other), *none)).collect()
    }
}

/// The first of the highest scores, unless none is as good.
fn choose(scores: impl Iterator<Item = f32>, none: f32) -> Option<usize> {
    let mut best = None;
    let mut high = f32::NEG_INFINITY;
    for (index, score) in scores.enumerate().filter(|(_, s)| *s > none) {
        if score > high {
            (best, high) = (Some(index), score);
        }
    }
    best
}

/// The mean vector of the words of each span.
fn means(hidden: &[f32], columns: usize, spans: &[Range<usize>]) -> Vec<f32> {
    let mut out = vec![0.0; spans.len() * columns];
    for (span, mean) in spans.iter().zip(out.chunks_exact_mut(columns.max(1))) {
        for word in span.clone() {
            mean.iter_mut().zip(&hidden[word * columns..(word + 1) * columns]).for_each(|(m, h)| *m += h);
        }
        mean.iter_mut().for_each(|m| *m /= span.len().max(1) as f32);
    }
    out
}
