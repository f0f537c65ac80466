//! Which attribution, claim or condition of a system answers which one of the gold: the likest pair first, each once.

use super::super::marked::{Attribution, Claim};
use super::super::tokens::{Tokens, dice, shared};
use super::names::shares;
use super::{group_of, is_accepted_group, is_accepted_type};

/// Contents and conditions are the same if they overlap by half.
const SAME: f64 = 0.5;

/// An attribution with the words that it owns.
pub(super) struct Said<'a> {
    pub(super) attribution: &'a Attribution,
    pub(super) content: Vec<usize>,
    cue: Vec<usize>,
    pub(super) claims: Vec<Claimed<'a>>,
}

/// A claim with the words that it owns.
#[derive(Clone)]
pub(super) struct Claimed<'a> {
    pub(super) claim: &'a Claim,
    pub(super) content: Vec<usize>,
}

impl<'a> Said<'a> {
    pub(super) fn new(attribution: &'a Attribution, tokens: &Tokens) -> Self {
        let content = tokens.words(&attribution.content);
        let claimed = |claim: &'a Claim| {
            let own = if claim.content.is_empty() { content.clone() } else { tokens.words(&claim.content) };
            Claimed { claim, content: own }
        };
        let claims = attribution.claims.iter().map(claimed).collect();
        Self { attribution, cue: tokens.words(&attribution.cue), claims, content }
    }
}

/// A pair that may be made: how good it is, most telling number first, and the places in gold and system.
type Candidate<const N: usize> = ([f64; N], usize, usize);

/// Pairs of (gold, system), the best first; of equal ones the earlier. Cost: that of sorting.
fn one_to_one<const N: usize>(mut candidates: Vec<Candidate<N>>) -> Vec<(usize, usize)> {
    let better = |a: &[f64; N], b: &[f64; N]| b.iter().zip(a).map(|(b, a)| b.total_cmp(a)).find(|o| o.is_ne());
    candidates.sort_by(|(a, i, j), (b, k, l)| better(a, b).unwrap_or_else(|| (i, j).cmp(&(k, l))));
    let most = |of: fn(&Candidate<N>) -> usize| candidates.iter().map(of).max().map_or(0, |n| n + 1);
    let (mut gold_used, mut system_used) = (vec![false; most(|c| c.1)], vec![false; most(|c| c.2)]);
    let mut out = Vec::new();
    for (_, gold, system) in candidates {
        if !gold_used[gold] && !system_used[system] {
            (gold_used[gold], system_used[system]) = (true, true);
            out.push((gold, system));
        }
    }
    out
}

/// Every place in one list with every place in another.
fn all(gold: usize, system: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..gold).flat_map(move |i| (0..system).map(move |j| (i, j)))
}

/// Attributions whose contents overlap by half; of equally like ones that with the right speaker, then that with a word of the cue.
pub(super) fn attributions(gold: &[Said<'_>], system: &[Said<'_>]) -> Vec<(usize, usize)> {
    let candidate = |(i, j): (usize, usize)| {
        let (gold, system) = (&gold[i], &system[j]);
        let like = dice(&gold.content, &system.content);
        (like >= SAME).then(|| {
            let (right, found) = shares(gold.attribution, system.attribution);
            let cue = f64::from(u8::from(shared(&gold.cue, &system.cue) > 0));
            // Overlaps that differ behind the sixth decimal are equal.
            ([(like * 1e6).round(), right + found, cue], i, j)
        })
    };
    one_to_one(all(gold.len(), system.len()).filter_map(candidate).collect())
}

/// The claims of a pair of attributions: those of one type, of one group, and of the same words first.
pub(super) fn claims(gold: &[Claimed<'_>], system: &[Claimed<'_>]) -> Vec<(usize, usize)> {
    let candidate = |(i, j): (usize, usize)| {
        let (marked, found) = (gold[i].claim, system[j].claim);
        let one = |yes: bool, weight: f64| if yes { weight } else { 0.0 };
        let overlap = dice(&gold[i].content, &system[j].content);
        let accepted = one(is_accepted_type(marked, found), 0.5) + one(is_accepted_group(marked, group_of(found)), 0.25);
        ([overlap + accepted + one(marked.kind == found.kind, 0.01)], i, j)
    };
    one_to_one(all(gold.len(), system.len()).map(candidate).collect())
}

/// The claims of a pair of attributions that are of one group, of those of the system that `asked` admits: those of the first reading, and
/// of the same words, first.
pub(super) fn of_one_group(gold: &[Claimed<'_>], system: &[Claimed<'_>], asked: impl Fn(&Claim) -> bool) -> Vec<(usize, usize)> {
    let candidate = |(i, j): (usize, usize)| {
        let group = group_of(system[j].claim);
        (asked(system[j].claim) && is_accepted_group(gold[i].claim, group)).then(|| {
            let first = if group_of(gold[i].claim) == group { 0.3 } else { 0.0 };
            ([dice(&gold[i].content, &system[j].content) + first], i, j)
        })
    };
    one_to_one(all(gold.len(), system.len()).filter_map(candidate).collect())
}

/// How many spans find one that overlaps by half.
pub(super) fn spans(gold: &[Vec<usize>], system: &[Vec<usize>]) -> usize {
    let candidate = |(i, j): (usize, usize)| {
        let like = dice(&gold[i], &system[j]);
        (like >= SAME).then_some(([like], i, j))
    };
    one_to_one(all(gold.len(), system.len()).filter_map(candidate).collect()).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_first_then_the_earlier() {
        assert_eq!(one_to_one(vec![([0.5], 0, 0), ([0.9], 0, 1), ([0.5], 1, 0), ([0.8], 1, 1)]), [(0, 1), (1, 0)]);
        assert_eq!(one_to_one(vec![([0.5], 1, 0), ([0.5], 0, 1), ([0.5], 0, 0)]), [(0, 0)]);
        assert_eq!(one_to_one(vec![([0.5, 0.0], 0, 0), ([0.5, 1.0], 0, 1)]), [(0, 1)]);
        assert!(one_to_one::<1>(Vec::new()).is_empty());
    }

    #[test]
    fn spans_overlap_by_half() {
        assert_eq!(spans(&[vec![1, 2, 3], vec![7]], &[vec![3, 4, 5], vec![1, 2]]), 1);
        assert_eq!(spans(&[], &[vec![1]]), 0);
    }
}
