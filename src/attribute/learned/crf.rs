//! The likeliest tags of a sequence: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), decoded by
//! Viterbi's algorithm.
//!
//! The score of tags y over words x is `start[y₁] + Σ logit[i][yᵢ] + Σ step[yᵢ₋₁][yᵢ] + end[yₙ]`; the best is found word by word,
//! keeping for each tag the best way to reach it. Cost: words · tags². Ties go to the lower tag.
//!
//! Example with tags O, B, I and steps that forbid O before I: logits (O 0, B 1, I 3), (O 0, B 0, I 2) give not I I but B I where a
//! start in I is forbidden too.

/// Scores of steps between tags.
pub(super) struct Crf {
    tags: usize,
    /// `[from][to]`
    steps: Vec<f32>,
    start: Vec<f32>,
    end: Vec<f32>,
}

impl Crf {
    /// `steps` has a row for each tag to come from; the caller has checked the lengths.
    pub(super) fn new(steps: Vec<f32>, start: Vec<f32>, end: Vec<f32>) -> Self {
        Self { tags: start.len(), steps, start, end }
    }

    /// The best tag of each word, from rows of logits.
    pub(super) fn decode(&self, logits: &[f32]) -> Vec<u8> {
        let k = self.tags;
        let mut rows = logits.chunks_exact(k.max(1));
        let Some(first) = rows.next() else { return Vec::new() };
        let mut score: Vec<f32> = self.start.iter().zip(first).map(|(s, l)| s + l).collect();
        // Where the best way to each tag of each word comes from.
        let mut from: Vec<u8> = Vec::with_capacity(logits.len());
        let mut next = vec![0.0; k];
        for row in rows {
            for to in 0..k {
                let (best, value) = best((0..k).map(|tag| score[tag] + self.steps[tag * k + to]));
                from.push(best);
                next[to] = value + row[to];
            }
            std::mem::swap(&mut score, &mut next);
        }
        let (mut tag, _) = best(score.iter().zip(&self.end).map(|(s, e)| s + e));
        let mut out = vec![tag];
        for row in from.chunks_exact(k).rev() {
            tag = row[usize::from(tag)];
            out.push(tag);
        }
        out.reverse();
        out
    }
}

/// The first of the greatest values, with its index.
fn best(values: impl Iterator<Item = f32>) -> (u8, f32) {
    values.zip(0..).fold((0, f32::NEG_INFINITY), |(best, high), (value, index)| if value > high { (index, value) } else { (best, high) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: f32 = -1e4;

    fn crf() -> Crf {
        // O, B, I: I only after B or I.
        Crf::new(vec![0.0, 0.0, NEVER, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], vec![0.0, 0.0, NEVER], vec![0.0; 3])
    }

    #[test]
    fn a_forbidden_start_is_avoided() {
        assert_eq!(crf().decode(&[0.0, 1.0, 3.0, 0.0, 0.0, 2.0]), [1, 2]);
    }

    #[test]
    fn the_best_path_is_found_among_all() {
        let crf = Crf::new(vec![0.5, -0.2, 0.1, 0.0, 0.3, 0.9, -0.4, 0.2, 0.0], vec![0.1, 0.0, -0.3], vec![0.0, 0.4, 0.2]);
        let logits = [0.2, 0.9, 0.4, 1.1, 0.3, 0.2, 0.0, 0.6, 0.7, 0.5, 0.5, 0.4];
        let score = |y: [usize; 4]| {
            let steps: f32 = y.windows(2).map(|w| crf.steps[w[0] * 3 + w[1]]).sum();
            let own: f32 = y.iter().enumerate().map(|(i, t)| logits[i * 3 + t]).sum();
            crf.start[y[0]] + own + steps + crf.end[y[3]]
        };
        let all = (0..81).map(|n| [n / 27, n / 9 % 3, n / 3 % 3, n % 3]);
        let top = all.max_by(|a, b| score(*a).total_cmp(&score(*b))).map(|y| y.map(|t| t as u8));
        assert_eq!(Some(crf.decode(&logits).as_slice()), top.as_ref().map(|y| y.as_slice()));
    }

    #[test]
    fn no_words_no_tags() {
        assert!(crf().decode(&[]).is_empty());
    }
}
