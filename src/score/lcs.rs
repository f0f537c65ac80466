//! The longest common subsequence of two token lists: which places of the first belong to it.
//!
//! There may be several of the same length; ROUGE-Lsum depends on which is taken, so this is the one that `rouge-score` takes: from the end
//! backwards, a common token where there is one, else towards the higher count, upwards on a tie. The textbook keeps the whole table to walk
//! back through, n · m numbers. Here a row is kept at every halving, and the table, one bit a cell, for a few rows only: memory grows with
//! m · log n, time with n · m, times log n where a list is longer than [`BLOCK`].
//!
//! `[a b c d]` and `[b d a c]`: at the end d is not c, and the counts to the left and above are both 2, so up: c is c, place 2. From there b is
//! not a, both counts are 1, up: a is a, place 0. The subsequence is "a c"; "b d" and "b c" are as long.

/// So many rows are walked through at once.
const BLOCK: usize = 64;

/// The indices into `first` of the common subsequence, in order.
pub(super) fn common<T: PartialEq>(first: &[T], second: &[T]) -> Vec<usize> {
    let mut places = Vec::new();
    if !second.is_empty() {
        walk(first, 0, second, vec![0; second.len() + 1], second.len(), &mut places);
    }
    places.reverse();
    places
}

/// Walks back through the rows of `first`, whose first one is row `offset` of the whole and follows the counts `above`, from column `column`
/// of the last row. Puts the places found into `places` and returns the column in which it leaves at the top.
fn walk<T: PartialEq>(first: &[T], offset: usize, second: &[T], above: Vec<u32>, column: usize, places: &mut Vec<usize>) -> usize {
    // What lies right of the column is never reached.
    let second = &second[..column];
    if first.len() <= BLOCK {
        return walk_block(first, offset, second, above, places);
    }
    let (upper, lower) = first.split_at(first.len() / 2);
    let mut row = above[..=column].to_vec();
    for token in upper {
        advance(token, second, &mut row, |_| ());
    }
    let column = walk(lower, offset + upper.len(), second, row, column, places);
    if column == 0 { 0 } else { walk(upper, offset, second, above, column, places) }
}

fn walk_block<T: PartialEq>(first: &[T], offset: usize, second: &[T], mut row: Vec<u32>, places: &mut Vec<usize>) -> usize {
    let words = second.len().div_ceil(64);
    // Whether the way back goes left in a cell.
    let mut left = vec![0_u64; first.len() * words];
    for (token, bits) in first.iter().zip(left.chunks_exact_mut(words.max(1))) {
        advance(token, second, &mut row, |column| bits[column / 64] |= 1 << (column % 64));
    }
    let (mut at, mut column) = (first.len(), second.len());
    while at > 0 && column > 0 {
        if first[at - 1] == second[column - 1] {
            at -= 1;
            column -= 1;
            places.push(offset + at);
        } else if left[(at - 1) * words + (column - 1) / 64] >> ((column - 1) % 64) & 1 == 1 {
            column -= 1;
        } else {
            at -= 1;
        }
    }
    column
}

/// Turns the counts of one row into those of the next, `token` being its token. Tells the cells (from 0) whose left neighbour is higher than
/// their upper one.
fn advance<T: PartialEq>(token: &T, second: &[T], row: &mut [u32], mut goes_left: impl FnMut(usize)) {
    let mut diagonal = row[0];
    for (column, other) in second.iter().enumerate() {
        let up = row[column + 1];
        row[column + 1] = if token == other {
            diagonal + 1
        } else if row[column] > up {
            goes_left(column);
            row[column]
        } else {
            up
        };
        diagonal = up;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    /// The textbook's way, with the whole table.
    fn table(first: &[u8], second: &[u8]) -> Vec<usize> {
        let mut t = vec![vec![0; second.len() + 1]; first.len() + 1];
        for i in 1..=first.len() {
            for j in 1..=second.len() {
                t[i][j] = if first[i - 1] == second[j - 1] { t[i - 1][j - 1] + 1 } else { t[i - 1][j].max(t[i][j - 1]) };
            }
        }
        let (mut i, mut j, mut places) = (first.len(), second.len(), Vec::new());
        while i > 0 && j > 0 {
            if first[i - 1] == second[j - 1] {
                (i, j) = (i - 1, j - 1);
                places.insert(0, i);
            } else if t[i][j - 1] > t[i - 1][j] {
                j -= 1;
            } else {
                i -= 1;
            }
        }
        places
    }

    #[test]
    fn the_example_above() {
        assert_eq!(common(b"abcd", b"bdac"), [0, 2]);
        assert_eq!(common(b"", b"a"), [] as [usize; 0]);
        assert_eq!(common(b"a", b""), [] as [usize; 0]);
    }

    #[test]
    fn the_same_as_with_the_whole_table() {
        let mut random = Random::new(7);
        for case in 0..120 {
            let mut list = |most: usize, letters: usize| (0..random.below(most)).map(|_| random.below(letters) as u8).collect::<Vec<_>>();
            let (most, letters) = (if case % 10 == 0 { 400 } else { 40 }, 2 + case % 7);
            let (first, second) = (list(most, letters), list(most, letters));
            assert_eq!(common(&first, &second), table(&first, &second), "{first:?} {second:?}");
        }
    }
}
