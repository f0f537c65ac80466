//! Sentences as a graph by the terms they share, without comparing all pairs; and the walk that ranks them.

use super::terms::{Term, Terms};

/// Pairs of holders of one term that may be looked at for each term of each sentence, on average: so the work is linear in the words.
const PAIRS_PER_TERM: usize = 64;
/// So many pairs are always looked at: articles below some thousand sentences lose nothing.
const FREE_PAIRS: usize = 4_000_000;

/// For each sentence the others it is tied to, in order, with the weight of the tie.
pub(super) struct Graph {
    /// Where the ties of each sentence start, and where the last ones end.
    starts: Vec<usize>,
    ties: Vec<(u32, f32)>,
}

impl Graph {
    /// Ties each sentence to those it shares a term with. `weight` turns the product of two vectors into the weight of the tie; nothing
    /// and 0 mean none.
    ///
    /// An inverted index finds them. In a text of many thousand sentences, terms that hold too many pairs are passed over, the most frequent
    /// first; those tell sentences apart least.
    pub(super) fn new(terms: &Terms, vectors: &[Vec<(Term, f64)>], weight: impl Fn(usize, usize, f64) -> f64) -> Self {
        let limit = most_holders(&terms.holders);
        let mut index: Vec<Vec<(u32, f64)>> = vec![Vec::new(); terms.len()];
        for (sentence, vector) in vectors.iter().enumerate() {
            for (term, w) in vector.iter().filter(|(term, _)| terms.holders[*term] <= limit) {
                index[*term].push((u32::try_from(sentence).unwrap_or(u32::MAX), *w));
            }
        }
        let mut graph = Self { starts: vec![0], ties: Vec::new() };
        let mut products = vec![0.0; vectors.len()];
        let mut met: Vec<u32> = Vec::new();
        for (sentence, vector) in vectors.iter().enumerate() {
            for (term, w) in vector {
                for (other, v) in &index[*term] {
                    let product = &mut products[*other as usize];
                    if *product == 0.0 {
                        met.push(*other);
                    }
                    *product += w * v;
                }
            }
            met.sort_unstable();
            for other in met.drain(..) {
                let product = std::mem::take(&mut products[other as usize]);
                let weight = weight(sentence, other as usize, product);
                if weight > 0.0 {
                    graph.ties.push((other, weight as f32));
                }
            }
            graph.starts.push(graph.ties.len());
        }
        graph
    }

    fn ties(&self, sentence: usize) -> &[(u32, f32)] {
        &self.ties[self.starts[sentence]..self.starts[sentence + 1]]
    }

    /// How often a walker passes by each sentence who follows ties by their weight, and with the chance `jump` starts anew anywhere
    /// (PageRank, Brin & Page 1998). The highest is 1. Cost: a few dozen times the ties.
    pub(super) fn walk(&self, jump: f64) -> Vec<f64> {
        const MOST_STEPS: usize = 100;
        const CLOSE: f64 = 1e-9;
        let count = self.starts.len() - 1;
        let sums: Vec<f64> = (0..count).map(|s| self.ties(s).iter().map(|(_, w)| f64::from(*w)).sum()).collect();
        let mut rank = vec![1.0 / count.max(1) as f64; count];
        for _ in 0..MOST_STEPS {
            // Who has no tie starts anew.
            let lost: f64 = (0..count).filter(|s| sums[*s] == 0.0).map(|s| rank[s]).sum();
            let mut next = vec![(jump + (1.0 - jump) * lost) / count.max(1) as f64; count];
            for sentence in (0..count).filter(|s| sums[*s] > 0.0) {
                let share = (1.0 - jump) * rank[sentence] / sums[sentence];
                self.ties(sentence).iter().for_each(|(other, w)| next[*other as usize] += share * f64::from(*w));
            }
            let change: f64 = rank.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
            rank = next;
            if change < CLOSE {
                break;
            }
        }
        super::to_one(rank)
    }
}

/// The most holders that a term may have to be looked at.
fn most_holders(holders: &[usize]) -> usize {
    let mut sorted = holders.to_vec();
    sorted.sort_unstable();
    let allowed = FREE_PAIRS.max(PAIRS_PER_TERM * sorted.iter().sum::<usize>());
    let mut pairs = 0_usize;
    let fits = sorted.iter().take_while(|n| {
        pairs = pairs.saturating_add(**n * **n);
        pairs <= allowed
    });
    fits.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_terms_are_passed_over_in_long_texts_only() {
        assert_eq!(most_holders(&[1, 5, 1900]), 1900);
        assert_eq!(most_holders(&[1, 5, 50_000, 50_000]), 5);
        assert_eq!(most_holders(&[]), 0);
    }
}
