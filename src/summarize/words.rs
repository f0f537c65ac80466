//! The weights by which words, pairs of words and sets of sentences are valued, read from `words.tsv`; `MODEL.md` tells how they came
//! about.

use std::sync::LazyLock;

use super::likely::{PAIR, WORD, WordRow};
use super::sets::{SET, SetRow};
use crate::lexicon::Language;

/// The weights of one language.
pub(super) struct Weights {
    word: (f64, WordRow),
    pair: (f64, [f64; PAIR.len()]),
    set: SetRow,
    set_means: SetRow,
}

impl Weights {
    /// English has weights of its own; all other languages share theirs.
    pub(super) fn of(language: Language) -> &'static Self {
        static WEIGHTS: LazyLock<[Weights; 2]> = LazyLock::new(|| [0, 1].map(|column| Weights::read(include_str!("words.tsv"), column)));
        &WEIGHTS[usize::from(language != Language::ENGLISH)]
    }

    /// Lines of a part, a feature, its mean and its weights.
    fn read(text: &str, column: usize) -> Self {
        let (word, pair, set) = ((0.0, [0.0; WORD.len()]), (0.0, [0.0; PAIR.len()]), [0.0; SET.len()]);
        let mut weights = Self { word, pair, set, set_means: set };
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [part, feature, mean, en, other] = cells[..] else { continue };
            let number = |cell: &str| cell.parse::<f64>().unwrap_or(0.0);
            let weight = number(if column == 0 { en } else { other });
            let place = |names: &[&str]| names.iter().position(|n| *n == feature);
            match part {
                "word" if feature == "bias" => weights.word.0 = weight,
                "pair" if feature == "bias" => weights.pair.0 = weight,
                "word" => place(&WORD).into_iter().for_each(|i| weights.word.1[i] = weight),
                "pair" => place(&PAIR).into_iter().for_each(|i| weights.pair.1[i] = weight),
                _ => place(&SET).into_iter().for_each(|i| (weights.set[i], weights.set_means[i]) = (weight, number(mean))),
            }
        }
        weights
    }

    /// How likely a word is.
    pub(super) fn word(&self, row: &WordRow) -> f64 {
        logistic(self.word.0, &self.word.1, row)
    }

    /// How likely two words in a row are.
    pub(super) fn pair(&self, row: &[f64; PAIR.len()]) -> f64 {
        logistic(self.pair.0, &self.pair.1, row)
    }

    /// Whether a set gains by every likely word and pair.
    pub(super) fn likes_words(&self) -> bool {
        self.set[0] >= 0.0 && self.set[1] >= 0.0
    }

    /// What each sign of a set adds to its value, or takes, against a set as they are on the whole.
    pub(super) fn shares(&self, row: &SetRow) -> SetRow {
        let mut shares = *row;
        for ((share, mean), weight) in shares.iter_mut().zip(&self.set_means).zip(&self.set) {
            *share = (*share - mean) * weight;
        }
        shares
    }
}

fn logistic(bias: f64, weights: &[f64], row: &[f64]) -> f64 {
    let sum = bias + weights.iter().zip(row).map(|(w, x)| w * x).sum::<f64>();
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_known_and_every_feature_has_a_line() {
        let lines: Vec<Vec<&str>> =
            include_str!("words.tsv").lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
        let of = |part: &str| lines.iter().filter(|l| l[0] == part).map(|l| l[1]).collect::<Vec<_>>();
        assert_eq!(of("word")[1..], WORD);
        assert_eq!(of("pair")[1..], PAIR);
        assert_eq!(of("set"), SET);
        assert_eq!(lines.len(), WORD.len() + PAIR.len() + SET.len() + 2);
        assert!(lines.iter().all(|l| l[2..].iter().all(|c| c.parse::<f64>().is_ok_and(f64::is_finite))));
    }
}
