//! Which attribution of a system answers which one of the gold: the one-to-one assignment of the greatest likeness.
//!
//! Two attributions may be paired if their contents or their cues share a token; they are as alike as the Dice coefficients of content
//! and cue together, and a tenth of that of the source. The best assignment is found by the Hungarian method (Kuhn 1955) in the
//! form with potentials (Jonker and Volgenant 1987). Cost: cubic in the attributions of a group that hang together, a few each.

use super::super::tokens::dice;
use super::{Marked, Part};

/// Pairs of (system, gold), by the system's place.
pub(super) fn align(system: &[Marked], gold: &[Marked]) -> Vec<(usize, usize)> {
    let likeness = |i: usize, j: usize| {
        let of = |part: Part| dice(&system[i].owned(part).words, &gold[j].owned(part).words);
        let near = of(Part::Content) + of(Part::Cue);
        if near > 0.0 { near + 0.1 * of(Part::Source) } else { 0.0 }
    };
    let edges: Vec<(usize, usize, f64)> = (0..system.len())
        .flat_map(|i| (0..gold.len()).map(move |j| (i, j)))
        .map(|(i, j)| (i, j, likeness(i, j)))
        .filter(|(.., w)| *w > 0.0)
        .collect();
    let mut out: Vec<(usize, usize)> = groups(&edges, system.len(), gold.len()).iter().flat_map(|group| assign(group)).collect();
    out.sort_unstable();
    out
}

type Edge = (usize, usize, f64);

/// The edges parted into groups that share no attribution.
fn groups(edges: &[Edge], system: usize, gold: usize) -> Vec<Vec<Edge>> {
    // Each attribution points towards the first of its group.
    let mut parent: Vec<usize> = (0..system + gold).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    for (i, j, _) in edges {
        let (a, b) = (root(&mut parent, *i), root(&mut parent, system + j));
        parent[a.max(b)] = a.min(b);
    }
    let mut out: Vec<(usize, Vec<Edge>)> = Vec::new();
    let mut place = vec![None; system + gold];
    for edge in edges {
        let first = root(&mut parent, edge.0);
        let at = *place[first].get_or_insert_with(|| {
            out.push((first, Vec::new()));
            out.len() - 1
        });
        out[at].1.push(*edge);
    }
    out.into_iter().map(|(_, group)| group).collect()
}

/// The pairs of a group that are alike most together.
fn assign(edges: &[Edge]) -> Vec<(usize, usize)> {
    let list = |of: fn(&Edge) -> usize| {
        let mut all: Vec<usize> = edges.iter().map(of).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (mut rows, mut columns) = (list(|e| e.0), list(|e| e.1));
    let flip = rows.len() > columns.len();
    if flip {
        std::mem::swap(&mut rows, &mut columns);
    }
    let mut cost = vec![vec![0.0; columns.len()]; rows.len()];
    for (i, j, weight) in edges {
        let (row, column) = if flip { (j, i) } else { (i, j) };
        if let (Ok(r), Ok(c)) = (rows.binary_search(row), columns.binary_search(column)) {
            cost[r][c] = -weight;
        }
    }
    let pairs = hungarian(&cost).into_iter().enumerate().filter(|(r, c)| cost[*r][*c] < 0.0).map(|(r, c)| (rows[r], columns[c]));
    pairs.map(|(r, c)| if flip { (c, r) } else { (r, c) }).collect()
}

/// The column of each row in the cheapest assignment; there are at least as many columns as rows.
fn hungarian(cost: &[Vec<f64>]) -> Vec<usize> {
    let columns = cost.first().map_or(0, Vec::len);
    // Potentials of rows and columns, and the row that each column has; row and column 0 are where a search starts.
    let (mut u, mut v) = (vec![0.0; cost.len() + 1], vec![0.0; columns + 1]);
    let mut row_of = vec![0; columns + 1];
    for row in 1..=cost.len() {
        row_of[0] = row;
        let mut from = vec![0; columns + 1];
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut done = vec![false; columns + 1];
        let mut at = 0;
        while row_of[at] != 0 {
            done[at] = true;
            let (mut least, mut next) = (f64::INFINITY, 0);
            for column in (1..=columns).filter(|c| !done[*c]) {
                let reduced = cost[row_of[at] - 1][column - 1] - u[row_of[at]] - v[column];
                if reduced < slack[column] {
                    (slack[column], from[column]) = (reduced, at);
                }
                if slack[column] < least {
                    (least, next) = (slack[column], column);
                }
            }
            for column in 0..=columns {
                if done[column] {
                    u[row_of[column]] += least;
                    v[column] -= least;
                } else {
                    slack[column] -= least;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[from[at]];
            at = from[at];
        }
    }
    let mut out = vec![0; cost.len()];
    for column in (1..=columns).filter(|c| row_of[*c] > 0) {
        out[row_of[column] - 1] = column - 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_counts_not_the_first_best() {
        // Greedily 0 takes column 0 (0.9) and 1 is left with 0.1; together 0.8 + 0.85 is more.
        assert_eq!(hungarian(&[vec![-0.9, -0.8], vec![-0.85, -0.1]]), [1, 0]);
        assert_eq!(hungarian(&[vec![-0.1, -0.5, -0.3]]), [1]);
        assert!(hungarian(&[]).is_empty());
    }

    #[test]
    fn groups_share_nothing_and_either_side_may_be_longer() {
        let edges = [(0, 0, 1.0), (1, 0, 2.0), (2, 0, 1.5), (4, 3, 0.2), (5, 2, 0.2)];
        let groups = groups(&edges, 6, 4);
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1, 1]);
        assert_eq!(assign(&groups[0]), [(1, 0)]);
    }

    /// Against every assignment of a small matrix of odd numbers.
    #[test]
    fn nothing_is_better() {
        let mut random = crate::random::Random::new(7);
        for _ in 0..50 {
            let cost: Vec<Vec<f64>> = (0..3).map(|_| (0..4).map(|_| random.below(100) as f64).collect()).collect();
            let sum = |c: &[usize]| c.iter().enumerate().map(|(r, c)| cost[r][*c]).sum::<f64>();
            let all = (0..64).map(|n| [n / 16, n / 4 % 4, n % 4]).filter(|c| c[0] != c[1] && c[1] != c[2] && c[0] != c[2]);
            let best = all.map(|c| sum(&c)).fold(f64::INFINITY, f64::min);
            assert!((sum(&hungarian(&cost)) - best).abs() < 1e-9);
        }
    }
}
