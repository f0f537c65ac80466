//! Luhn: the sentence in which the frequent words of the text crowd.
//!
//! H. P. Luhn, "The automatic creation of literature abstracts", IBM Journal of Research and Development 2(2), 1958. A word is significant if
//! it is no stop word and the text says it at least twice (Luhn cut off rare and common words by hand). Significant words with at most three
//! others between them form a cluster; a cluster of s significant among n words scores s² / n, a sentence what its best cluster scores, and
//! a significant word alone scores nothing.
//!
//! "The **truce** of **Norland** will hold, **Norland** says", bold words significant: the cluster runs from "truce" to the second "Norland",
//! six words with three significant ones, 9 / 6 = 1.5.
//!
//! When it fails: it knows only counts, so that long sentences of background win. Cost: linear in the words.

use super::terms::Terms;

/// So many insignificant words in a row end a cluster.
const GAP: usize = 4;

pub(super) fn score(terms: &Terms) -> Vec<f64> {
    let significant = |word: &Option<usize>| word.is_some_and(|term| terms.total[term] > 1.0);
    terms.words.iter().map(|words| best_cluster(words.iter().map(significant))).collect()
}

fn best_cluster(words: impl Iterator<Item = bool>) -> f64 {
    let mut best = 0.0_f64;
    // The first and the last significant word of the cluster, and how many there are.
    let mut cluster: Option<(usize, usize, usize)> = None;
    for (at, _) in words.enumerate().filter(|(_, significant)| *significant) {
        cluster = match cluster {
            Some((first, last, count)) if at - last <= GAP => Some((first, at, count + 1)),
            _ => Some((at, at, 1)),
        };
        if let Some((first, last, count @ 2..)) = cluster {
            best = best.max((count * count) as f64 / (last - first + 1) as f64);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_above() {
        let marked = |text: &str| best_cluster(text.split(' ').map(|w| w.starts_with('*')));
        assert_eq!(marked("the *truce of *norland will hold *norland says"), 1.5);
        assert_eq!(marked("*a b c d *e"), 4.0 / 5.0);
        assert_eq!(marked("*a b c d e *f"), 0.0);
    }
}
