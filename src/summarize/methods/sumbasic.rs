//! SumBasic: frequent words first, each less wanted once it has been said.
//!
//! A. Nenkova & L. Vanderwende, "The impact of frequency on summarization", Microsoft Research TR-2005-101, 2005. p(w) is the share of a word
//! among all words of meaning; a sentence is worth the mean p of its words; the best is taken, and p of each of its words is squared, once
//! for each time it holds it; then the next. The score tells the turn: the first taken has 1, the last 1 / N.
//!
//! "Norland signed. Norland waited. Sudland signed a truce.", 7 words: p(Norland) = p(sign) = 2/7, the others 1/7. The first is worth 2/7 =
//! 0.286, the second 0.214, the third 0.190. After the first both its words have 4/49: the second is worth 0.112, the third 0.122. Turns 1, 3, 2.
//!
//! When it fails: short sentences of frequent words win. Cost: worth only ever falls, so that a heap finds the best and looks again only at
//! those on top; each word is squared to nothing within a few turns.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Worth;
use super::terms::Terms;

pub(super) fn score(terms: &Terms) -> Vec<f64> {
    let all: f64 = terms.total.iter().sum();
    let mut share: Vec<f64> = terms.total.iter().map(|n| n / all).collect();
    let worth = |share: &[f64], sentence: usize| {
        let words = terms.words[sentence].iter().flatten().count().max(1) as f64;
        Worth(terms.bags[sentence].iter().map(|(t, n)| n * share[*t]).sum::<f64>() / words)
    };
    let count = terms.bags.len();
    let mut heap: BinaryHeap<(Worth, Reverse<usize>)> = (0..count).map(|s| (worth(&share, s), Reverse(s))).collect();
    let mut turns = Vec::with_capacity(count);
    while let Some((before, Reverse(sentence))) = heap.pop() {
        let now = worth(&share, sentence);
        if now < before {
            heap.push((now, Reverse(sentence)));
            continue;
        }
        turns.push(sentence);
        for (term, n) in &terms.bags[sentence] {
            share[*term] = share[*term].powf(n.exp2());
        }
    }
    super::by_turn(&turns)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rounded, terms};

    #[test]
    fn the_example_above() {
        assert_eq!(rounded(&super::score(&terms("Norland signed. Norland waited. Sudland signed a truce."))), [1.0, 0.333, 0.667]);
    }
}
