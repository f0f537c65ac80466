//! KL-Sum: the summary whose words are spread as those of the article.
//!
//! A. Haghighi & L. Vanderwende, "Exploring content models for multi-document summarization", NAACL 2009. P(w) is the share of a word in the
//! article, Q(w) in the summary; sentences are taken one by one, each time the one that makes the Kullback-Leibler divergence
//! Σ P(w) ln (P(w) / Q(w)) smallest. What the summary lacks would make it infinite, so each of the V words of the article is counted δ times
//! more in it: Q(w) = (count + δ) / (words + δV). The score tells the turn: the first taken has 1, the last 1 / N.
//!
//! Taking a sentence of n words lowers the divergence by Σ P(w) ln ((c + k + δ) / (c + δ)) over its words (k times in it, c in the summary so
//! far), less ln ((words + n + δV) / (words + δV)).
//!
//! "Norland waited. Norland signed, Sudland signed.": P = 2/6 for "Norland" and "sign", 1/6 for the others; V = 4, δ = 1. The first sentence gains
//! 2/6 ln 2 + 1/6 ln 2 less ln (6 / 4) = -0.059; the second 2/6 ln 2 + 2/6 ln 3 + 1/6 ln 2 less ln (8 / 4) = 0.020, so it comes first.
//!
//! When it fails: it likes sentences of average words. Cost: the first part of the gain only ever falls, the second is the same for all
//! sentences of a length, so that a heap for each length finds the best without looking at all others.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::Worth;
use super::terms::Terms;

/// δ: one more of each word (Laplace). With less, short sentences of frequent words win; ROUGE-1 falls by 0.6 at 0.3 and by 0.9 at 3.
const SMOOTHING: f64 = 1.0;

/// Sentences of one length by their gain.
type Heap = BinaryHeap<(Worth, Reverse<usize>)>;

pub(super) fn score(terms: &Terms) -> Vec<f64> {
    let all: f64 = terms.total.iter().sum();
    let share: Vec<f64> = terms.total.iter().map(|n| n / all).collect();
    let smooth = SMOOTHING * terms.len() as f64;
    let mut said = vec![0.0; terms.len()];
    let gain = |said: &[f64], sentence: usize| {
        let of = |(t, n): &(usize, f64)| share[*t] * (1.0 + n / (said[*t] + SMOOTHING)).ln();
        Worth(terms.bags[sentence].iter().map(of).sum())
    };
    let length = |sentence: usize| terms.words[sentence].iter().flatten().count();
    let mut heaps: BTreeMap<usize, Heap> = BTreeMap::new();
    for sentence in 0..terms.bags.len() {
        heaps.entry(length(sentence)).or_default().push((gain(&said, sentence), Reverse(sentence)));
    }
    let (mut turns, mut words) = (Vec::new(), 0.0);
    loop {
        let mut best: Option<(Worth, Reverse<usize>)> = None;
        for (length, heap) in &mut heaps {
            let Some((gain, sentence)) = freshened(heap, |s| gain(&said, s)) else { continue };
            let cost = ((words + *length as f64 + smooth) / (words + smooth)).ln();
            best = best.max(Some((Worth(gain.0 - cost), sentence)));
        }
        let Some((_, Reverse(sentence))) = best else { break };
        if let Some(heap) = heaps.get_mut(&length(sentence)) {
            heap.pop();
        }
        turns.push(sentence);
        words += length(sentence) as f64;
        terms.bags[sentence].iter().for_each(|(term, n)| said[*term] += n);
    }
    super::by_turn(&turns)
}

/// The sentence that gains most now: those on top whose gain has fallen since they were put there sink first.
fn freshened(heap: &mut Heap, gain: impl Fn(usize) -> Worth) -> Option<(Worth, Reverse<usize>)> {
    loop {
        let mut top = heap.peek_mut()?;
        let now = gain(top.1.0);
        if now >= top.0 {
            return Some(*top);
        }
        top.0 = now;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rounded, terms};

    #[test]
    fn the_example_above() {
        assert_eq!(rounded(&super::score(&terms("Norland waited. Norland signed, Sudland signed."))), [0.5, 1.0]);
    }
}
