//! Which source and which contents belong to a cue.
//!
//! The score of a cue and another span is a scaled dot product of the projected means of their words' vectors, plus learned
//! numbers for where they stand: before or after, how far apart, how many paragraphs and how many other cues lie between. Each cue
//! chooses the source of the highest score, or none; each content chooses a cue, or none. (The form is that of biaffine scorers,
//! Dozat and Manning 2017, with place as in mention-pair coreference.) Example: in "Ek said A, and Berg said B", "said" of Berg
//! stands 0 words from "Berg" with no cue between, 5 words from "Ek" with one. Cost: pairs within
//! reach of each other, so linear in the text.

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

/// The words that spans are counted in.
pub(super) struct Text<'t> {
    /// A vector for each word, one after the other.
    pub(super) hidden: &'t [f32],
    /// The paragraph of each word.
    pub(super) par: &'t [u32],
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
    max_gap: usize,
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
        let Config { hidden, link_dim, link_dist, link_para, link_between, max_gap, .. } = weights.config;
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
            max_gap,
        })
    }

    /// What the scores of pairs of cues and other spans are made of.
    pub(super) fn scores<'s>(
        &'s self,
        kernels: &Kernels,
        role: Role,
        text: &Text<'s>,
        cues: &'s [Range<usize>],
        others: &'s [Range<usize>],
    ) -> Result<Scores<'s>, GemmError> {
        let (cue_means, other_means) = (text.means(cues), text.means(others));
        let choosers = if role == Role::Source { &cue_means } else { &other_means };
        let none = self.none.apply(kernels, choosers)?.chunks_exact(2).map(|row| row[role as usize]).collect();
        let (q, k) = (self.cue.apply(kernels, &cue_means)?, self.other.apply(kernels, &other_means)?);
        Ok(Scores { links: self, role, cues, others, par: text.par, q, k, none })
    }

    /// The numbers of a span for a role, from rows with those of both roles.
    fn part<'r>(&self, role: Role, rows: &'r [f32], span: usize) -> &'r [f32] {
        &rows[(2 * span + role as usize) * self.width..][..self.width]
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
        let between = cues.partition_point(|c| c.end <= high).saturating_sub(cues.partition_point(|c| c.start < low));
        let breaks = par[cue.start].abs_diff(par[other.start]) as usize;
        Place { after: usize::from(after), distance, paragraphs: breaks.min(self.breaks - 1), between: between.min(self.cues - 1) }
    }
}

/// What a span chose, with what stood against it.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Choice {
    /// Index and score of what was chosen; `None` for none.
    pub(super) chosen: Option<(usize, f32)>,
    /// The best of the others.
    pub(super) rival: Option<(usize, f32)>,
    /// The score of choosing none.
    pub(super) none: f32,
}

impl Choice {
    /// The index of what was chosen.
    pub(super) fn index(&self) -> Option<usize> {
        self.chosen.map(|(index, _)| index)
    }
}

/// Projected spans, from which the score of any pair is worked out when it is asked for.
pub(super) struct Scores<'s> {
    links: &'s Links,
    role: Role,
    cues: &'s [Range<usize>],
    others: &'s [Range<usize>],
    par: &'s [u32],
    q: Vec<f32>,
    k: Vec<f32>,
    /// Of choosing none, one a chooser.
    none: Vec<f32>,
}

impl Scores<'_> {
    /// The score of a cue and another span.
    pub(super) fn pair(&self, cue: usize, other: usize) -> f32 {
        let links = self.links;
        let (q, k) = (links.part(self.role, &self.q, cue), links.part(self.role, &self.k, other));
        let dot: f32 = q.iter().zip(k).map(|(q, k)| q * k).sum();
        dot / (links.width as f32).sqrt()
            + links.standing(self.role, links.place(&self.cues[cue], &self.others[other], self.cues, self.par))
    }

    /// What each chooser chooses: a cue its source, a content its cue.
    pub(super) fn choices(&self) -> Vec<Choice> {
        let by_cue = self.role == Role::Source;
        let (choosers, choices) = if by_cue { (self.cues, self.others) } else { (self.others, self.cues) };
        let chosen = choosers.iter().zip(&self.none).enumerate().map(|(chooser, (span, none))| {
            let score = |choice: usize| if by_cue { self.pair(chooser, choice) } else { self.pair(choice, chooser) };
            best(near(choices, span, self.links.max_gap).map(|choice| (choice, score(choice))), *none)
        });
        chosen.collect()
    }
}

/// The spans with at most `gap` words between them and another one. Cost: two binary searches.
fn near(spans: &[Range<usize>], to: &Range<usize>, gap: usize) -> Range<usize> {
    let first = spans.partition_point(|s| s.end + gap < to.start);
    let last = spans.partition_point(|s| s.start <= to.end + gap);
    first..last.max(first)
}

/// The first of the highest scores, unless none is as good.
fn best(scores: impl Iterator<Item = (usize, f32)>, none: f32) -> Choice {
    let (mut first, mut second) = (None::<(usize, f32)>, None);
    for (index, score) in scores {
        if first.is_none_or(|(_, high)| score > high) {
            second = first.replace((index, score));
        } else if second.is_none_or(|(_, high)| score > high) {
            second = Some((index, score));
        }
    }
    let chosen = first.filter(|(_, score)| *score > none);
    Choice { chosen, rival: if chosen.is_some() { second } else { first }, none }
}

impl Text<'_> {
    /// The mean vector of the words of each span.
    fn means(&self, spans: &[Range<usize>]) -> Vec<f32> {
        let columns = self.hidden.len() / self.par.len().max(1);
        let mut out = vec![0.0; spans.len() * columns];
        for (span, mean) in spans.iter().zip(out.chunks_exact_mut(columns.max(1))) {
            for word in span.clone() {
                mean.iter_mut().zip(&self.hidden[word * columns..(word + 1) * columns]).for_each(|(m, h)| *m += h);
            }
            mean.iter_mut().for_each(|m| *m /= span.len().max(1) as f32);
        }
        out
    }
}
