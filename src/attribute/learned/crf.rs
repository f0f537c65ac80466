//! How probable tags and spans of words are: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), read by
//! the forward-backward algorithm.
//!
//! The score of tags y over words x is `start[y₁] + Σ logit[i][yᵢ] + Σ step[yᵢ₋₁][yᵢ] + end[yₙ]`, and their probability is its
//! exponential over the sum of all. Forward and backward sums are scaled word by word (Rabiner 1989), so that nothing overflows however
//! long the text. Cost: words · tags².
//!
//! Example with tags O and B, steps and ends of 0 and one word of logits (O 0, B ln 3): B has the probability 3/4.

/// The least logit of a word under its greatest: no tag becomes impossible by its word alone.
const LEAST: f64 = -80.0;

/// Scores of steps between tags, as factors.
pub(super) struct Crf {
    tags: usize,
    /// `[from][to]`
    steps: Vec<f64>,
    start: Vec<f64>,
    end: Vec<f64>,
}

/// The forward and backward sums over some words.
pub(super) struct Marginals<'c> {
    crf: &'c Crf,
    words: usize,
    /// The factor of each tag of each word by itself, and the sums on both sides of it: `[word][tag]`.
    own: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    /// What the forward sums were divided by, for each word and for the end.
    scale: Vec<f64>,
}

impl Crf {
    /// `steps` has a row for each tag to come from; the caller has checked the lengths.
    pub(super) fn new(steps: &[f32], start: &[f32], end: &[f32]) -> Self {
        let factors = |scores: &[f32]| scores.iter().map(|s| f64::from(*s).exp()).collect();
        Self { tags: start.len(), steps: factors(steps), start: factors(start), end: factors(end) }
    }

    /// The sums over words given by rows of logits.
    pub(super) fn marginals(&self, logits: &[f32]) -> Marginals<'_> {
        let tags = self.tags.max(1);
        let words = logits.len() / tags;
        let own: Vec<f64> = logits.chunks_exact(tags).flat_map(own).collect();
        let mut out = Marginals {
            crf: self,
            words,
            forward: Vec::with_capacity(own.len()),
            backward: vec![0.0; own.len()],
            scale: Vec::with_capacity(words + 1),
            own,
        };
        out.go_forward();
        out.go_backward();
        out
    }

    fn step(&self, from: usize, to: usize) -> f64 {
        self.steps[from * self.tags + to]
    }
}

/// A word's logits as factors, of which the greatest is 1.
fn own(row: &[f32]) -> impl Iterator<Item = f64> {
    let high: f64 = row.iter().copied().fold(f32::NEG_INFINITY, f32::max).into();
    row.iter().map(move |logit| (f64::from(*logit) - high).max(LEAST).exp())
}

impl Marginals<'_> {
    fn go_forward(&mut self) {
        let (crf, tags) = (self.crf, self.crf.tags);
        let mut row = vec![0.0; tags];
        for word in 0..self.words {
            for (to, sum) in row.iter_mut().enumerate() {
                let before = match word.checked_sub(1) {
                    None => crf.start[to],
                    Some(last) => (0..tags).map(|from| self.forward[last * tags + from] * crf.step(from, to)).sum(),
                };
                *sum = before * self.own[word * tags + to];
            }
            let scale: f64 = row.iter().sum();
            self.forward.extend(row.iter().map(|sum| sum / scale));
            self.scale.push(scale);
        }
        let last = self.forward.len() - tags.min(self.forward.len());
        self.scale.push(self.forward[last..].iter().zip(&crf.end).map(|(sum, end)| sum * end).sum());
    }

    fn go_backward(&mut self) {
        let (crf, tags) = (self.crf, self.crf.tags);
        for word in (0..self.words).rev() {
            for from in 0..tags {
                let after: f64 = match word + 1 < self.words {
                    false => crf.end[from],
                    true => (0..tags).map(|to| crf.step(from, to) * self.after(word + 1, to)).sum(),
                };
                self.backward[word * tags + from] = after / self.scale[word + 1];
            }
        }
    }

    /// What a tag of a word gives the word before: its own factor with the sum of all that follows.
    fn after(&self, word: usize, tag: usize) -> f64 {
        let at = word * self.crf.tags + tag;
        self.own[at] * self.backward[at]
    }

    /// How many words there are.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// The probability of a tag of a word.
    pub(super) fn tag(&self, word: usize, tag: usize) -> f64 {
        let at = word * self.crf.tags + tag;
        self.forward[at] * self.backward[at]
    }

    /// The spans that may open at a word with a tag and go on with the next: past their last word, and how probable it is that the span
    /// is just that (the constrained forward-backward of Culotta and McCallum 2004). It goes on as long as a span that long, or a longer
    /// one, has the probability `low`.
    pub(super) fn spans(&self, first: usize, opening: usize, low: f64) -> impl Iterator<Item = (usize, f64)> {
        let (crf, inner) = (self.crf, opening + 1);
        let mut reached = Some((self.forward[first * crf.tags + opening], opening));
        (first + 1..=self.words).map_while(move |past| {
            let (sum, last) = reached.take()?;
            if past == self.words {
                return Some((past, sum * crf.end[last] / self.scale[past]));
            }
            let others = (0..crf.tags).filter(|tag| *tag != inner);
            let closes: f64 = others.map(|tag| crf.step(last, tag) * self.after(past, tag)).sum();
            let on = sum * crf.step(last, inner) / self.scale[past];
            if on * self.after(past, inner) >= low {
                reached = Some((on * self.own[past * crf.tags + inner], inner));
            }
            Some((past, sum * closes / self.scale[past]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: f32 = -1e4;

    /// O, B, I: I only after B or I.
    fn crf() -> Crf {
        Crf::new(&[0.5, -0.2, NEVER, 0.1, 0.3, 0.9, -0.4, 0.2, 0.0], &[0.1, 0.0, NEVER], &[0.0, 0.4, 0.2])
    }

    const LOGITS: [f32; 12] = [0.2, 0.9, 0.4, 1.1, 0.3, 0.2, 0.0, 0.6, 0.7, 0.5, 0.5, 0.4];

    /// The share of the ways through four words that fit, counted one by one.
    fn share(fits: impl Fn([usize; 4]) -> bool) -> f64 {
        let crf = crf();
        let weight = |y: [usize; 4]| {
            let steps: f64 = y.windows(2).map(|w| crf.step(w[0], w[1])).product();
            let own: f64 = y.iter().enumerate().map(|(i, t)| f64::from(LOGITS[i * 3 + t]).exp()).product();
            crf.start[y[0]] * own * steps * crf.end[y[3]]
        };
        let all = || (0..81).map(|n| [n / 27, n / 9 % 3, n / 3 % 3, n % 3]);
        all().filter(|y| fits(*y)).map(weight).sum::<f64>() / all().map(weight).sum::<f64>()
    }

    #[test]
    fn a_tag_has_its_share_of_all_ways() {
        let crf = crf();
        let found = crf.marginals(&LOGITS);
        for (word, tag) in (0..4).flat_map(|w| (0..3).map(move |t| (w, t))) {
            assert!((found.tag(word, tag) - share(|y| y[word] == tag)).abs() < 1e-12, "{word} {tag}");
        }
    }

    #[test]
    fn a_span_has_its_share_of_all_ways() {
        let crf = crf();
        let found = crf.marginals(&LOGITS);
        for first in 0..4 {
            let spans: Vec<(usize, f64)> = found.spans(first, 1, 0.0).collect();
            assert_eq!(spans.len(), 4 - first);
            for (past, probable) in spans {
                let is = |y: [usize; 4]| y[first] == 1 && (first + 1..past).all(|w| y[w] == 2) && (past == 4 || y[past] != 2);
                assert!((probable - share(is)).abs() < 1e-12, "{first}..{past}");
            }
        }
    }

    #[test]
    fn neither_no_words_nor_wild_numbers_break_it() {
        let crf = crf();
        assert_eq!(crf.marginals(&[]).words(), 0);
        let wild = [1e9, -1e9, f32::MAX, f32::MIN, 0.0, 1e30];
        let found = crf.marginals(&wild);
        let sum: f64 = (0..3).map(|tag| found.tag(1, tag)).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        let long = vec![0.3; 30_000];
        assert!(crf.marginals(&long).tag(9_999, 0).is_finite());
    }
}
