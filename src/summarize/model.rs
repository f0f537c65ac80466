//! The weights of the features, learnt by `training/summary/train.py` and read from `model.tsv`; `MODEL.md` tells how.

use std::sync::LazyLock;

use super::features::{FEATURES, Row};
use crate::lexicon::Language;

/// The weights of one language.
#[derive(Clone, Debug)]
pub(super) struct Model {
    means: [f64; FEATURES.len()],
    weights: [f64; FEATURES.len()],
    /// The signs of the features with a weight, in order of their first feature, and for each such feature its sign.
    signs: Vec<&'static str>,
    weighted: Vec<Weighted>,
}

/// A feature with a weight: its place and that of its sign.
#[derive(Copy, Clone, Debug)]
struct Weighted {
    feature: usize,
    sign: usize,
    weight: f64,
    mean: f64,
}

impl Model {
    /// English has weights of its own; all other languages share theirs.
    pub(super) fn of(language: Language) -> &'static Self {
        static MODELS: LazyLock<[Model; 2]> = LazyLock::new(|| [0, 1].map(|column| Model::read(include_str!("model.tsv"), column)));
        &MODELS[usize::from(language != Language::ENGLISH)]
    }

    /// Lines of a feature, its mean and its weights; a feature without a line has no weight.
    fn read(text: &str, column: usize) -> Self {
        let (means, weights) = ([0.0; FEATURES.len()], [0.0; FEATURES.len()]);
        let mut model = Self { means, weights, signs: Vec::new(), weighted: Vec::new() };
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let index = cells.next().and_then(|name| FEATURES.iter().position(|(n, _)| *n == name));
            let mut number = |skip: usize| cells.nth(skip).and_then(|c| c.parse::<f64>().ok()).unwrap_or(0.0);
            if let Some(index) = index {
                model.means[index] = number(0);
                model.weights[index] = number(column);
            }
        }
        model.find_signs();
        model
    }

    fn find_signs(&mut self) {
        for (index, (_, sign)) in FEATURES.iter().enumerate().filter(|(i, _)| self.weights[*i].abs() > 0.0) {
            let known = self.signs.iter().position(|s| s == sign);
            let (weight, mean) = (self.weights[index], self.means[index]);
            self.weighted.push(Weighted { feature: index, sign: known.unwrap_or(self.signs.len()), weight, mean });
            if known.is_none() {
                self.signs.push(sign);
            }
        }
    }

    /// What each sign (see `FEATURES`) adds to or takes from the score of an average sentence, in order of their first feature, in place of
    /// what `shares` holds.
    pub(super) fn shares(&self, row: &Row, shares: &mut Vec<(&'static str, f64)>) {
        shares.clear();
        // An empty sum of floats is -0.
        shares.extend(self.signs.iter().map(|sign| (*sign, -0.0)));
        for Weighted { feature, sign, weight, mean } in &self.weighted {
            shares[*sign].1 += weight * (row[*feature] - mean);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::GENERAL;
    use super::*;

    #[test]
    fn every_line_is_a_feature_and_every_general_feature_has_a_line() {
        let lines: Vec<&str> = include_str!("model.tsv").lines().filter(|l| !l.starts_with('#')).collect();
        let names: Vec<&str> = lines.iter().filter_map(|l| l.split('\t').next()).collect();
        assert_eq!(names, FEATURES.iter().take(GENERAL).map(|(name, _)| *name).collect::<Vec<_>>());
        for line in lines {
            assert!(line.split('\t').skip(1).all(|c| c.parse::<f64>().is_ok_and(f64::is_finite)), "{line}");
        }
    }

    #[test]
    fn a_sentence_that_is_more_central_scores_higher() {
        for language in [Language::ENGLISH, Language::named("fi").unwrap()] {
            let model = Model::of(language);
            let score = |central: f64| {
                let mut row = model.means;
                row[FEATURES.iter().position(|(n, _)| *n == "central").unwrap()] = central;
                let mut shares = Vec::new();
                model.shares(&row, &mut shares);
                shares.iter().map(|(_, share)| share).sum::<f64>()
            };
            assert!(score(0.9) > score(0.3));
        }
    }
}
