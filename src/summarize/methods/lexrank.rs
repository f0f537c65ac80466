//! LexRank: the sentence that most others are like.
//!
//! G. Erkan & D. R. Radev, "LexRank: graph-based lexical centrality as salience in text summarization", JAIR 22, 2004. Sentences are vectors
//! of tf · idf, idf = ln(N / df) over the sentences of the article; two are tied if the cosine of their vectors is above 0.1, every tie counts
//! the same, and a sentence is tied to itself. A walker who follows ties, and with a chance of 0.15 starts anew anywhere, passes by the
//! central sentences most often; the highest score is made 1.
//!
//! A "Norland signed with Sudland", B "Norland waited", C "Sudland slept": the cosine of A with B and with C is 0.113 (the shared name weighs
//! ln 3/2 = 0.405, the other words ln 3 = 1.099), B and C share nothing. The walk settles where a = 0.05 + 0.85 (a/3 + b/2 + c/2) and
//! b = c = 0.05 + 0.85 (a/3 + b/2): a = 0.416, b = c = 0.292; divided by the highest: 1, 0.702, 0.702.
//!
//! When it fails: what is said often is central, so that two sentences that say the same are both taken. Cost: see `graph`; the textbook
//! compares all pairs.

use super::graph::Graph;
use super::terms::Terms;

/// Sentences more alike than this are tied: the value of the paper.
const TIED: f64 = 0.1;
/// The chance to start anew: the value of the paper.
const JUMP: f64 = 0.15;

pub(super) fn score(terms: &Terms) -> Vec<f64> {
    let count = terms.bags.len() as f64;
    let vectors = terms.unit_vectors(|term, n| n * (count / terms.holders[term] as f64).ln());
    Graph::new(terms, &vectors, |_, _, cosine| f64::from(cosine > TIED)).walk(JUMP)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rounded, terms};

    #[test]
    fn the_example_above() {
        let scores = super::score(&terms("Norland signed with Sudland. Norland waited. Sudland slept."));
        assert_eq!(rounded(&scores), [1.0, 0.702, 0.702]);
    }
}
