//! TextRank: the sentence that shares most words with others.
//!
//! R. Mihalcea & P. Tarau, "TextRank: bringing order into texts", EMNLP 2004. The tie between two sentences weighs the number of words they
//! share (each as often as both hold it, multiplied) divided by ln |A| + ln |B|, |A| being the words of meaning of a sentence. A walker
//! follows ties by their weight, and with a chance of 0.15 starts anew anywhere.
//!
//! A "Norland signed Sudland's truce", B "Norland waited", C "Sudland slept": A and B share one word, A and C one, each tie weighs
//! 1 / (ln 4 + ln 2) = 0.481. The walk settles where a = 0.05 + 0.85 (b + c) and b = c = 0.05 + 0.85 a/2: a = 0.486, b = c = 0.257; divided
//! by the highest: 1, 0.528, 0.528.
//!
//! When it fails: as LexRank, and without weights of words a frequent name ties everything. Cost: see `graph`; the textbook compares all
//! pairs.

use super::graph::Graph;
use super::terms::Terms;

/// The chance to start anew: the value of the paper.
const JUMP: f64 = 0.15;

pub(super) fn score(terms: &Terms) -> Vec<f64> {
    let logs: Vec<f64> = terms.words.iter().map(|words| (words.iter().flatten().count() as f64).ln()).collect();
    let weight = |one: usize, other: usize, shared: f64| match logs[one] + logs[other] {
        _ if one == other => 0.0,
        // Two sentences of a single word, the same.
        0.0 => shared,
        norm => shared / norm,
    };
    Graph::new(terms, &terms.bags, weight).walk(JUMP)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rounded, terms};

    #[test]
    fn the_example_above() {
        let scores = super::score(&terms("Norland signed Sudland's truce. Norland waited. Sudland slept."));
        assert_eq!(rounded(&scores), [1.0, 0.528, 0.528]);
    }
}
