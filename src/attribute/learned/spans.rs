//! Which words are sources, cues and contents: of all spans that may be one, those that are worth most together.
//!
//! The likeliest tags of a text (Viterbi) are right most often about the whole text, which nobody asks for: where the end of a content is
//! open between three places, they often say that there is none. Here a span is worth what it is expected to score (decoding by the
//! measure: Goodman 1996 for parses): how probable it is that just these words are a span, and the share of it that lies in some
//! span of its role. Spans that overlap exclude each other; the best set is found by weighted interval scheduling (Kleinberg and
//! Tardos 2005, 6.1). Cost: linear in the words, but for the sorting of the candidates.
//!
//! Example: "said | that they would go | on Monday": the content ends before "on" with 0.5, after "Monday" with 0.3, and there is none
//! with 0.2. Its words are covered with 0.8, those of "on Monday" with 0.3. The shorter one is worth 0.5 + 0.8 · 0.8 − 0.84 = 0.3, the
//! longer one 0.3 + 0.8 · 0.63 − 0.84 < 0.

use std::ops::Range;

use super::crf::Marginals;

/// The opening tags of a source, a cue and a content; the tag after each goes on with it.
const OPENING: [usize; 3] = [1, 3, 5];
/// Spans less probable than this are not looked at.
const LOW: f64 = 0.02;
/// What covering is worth beside being right to the word, and what a span has to be worth; both tuned on the development articles.
const COVERED: f64 = 0.8;
const LEAST_WORTH: f64 = 0.84;

/// The spans of an article in words, each list in order; no two of any overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) sources: Vec<Range<usize>>,
    pub(super) cues: Vec<Range<usize>>,
    pub(super) contents: Vec<Range<usize>>,
}

/// A span that may be one.
struct Candidate {
    role: usize,
    words: Range<usize>,
    worth: f64,
}

impl Spans {
    /// The best spans by what is known of each tag.
    pub(super) fn of(marginals: &Marginals<'_>) -> Self {
        let mut all: Vec<Candidate> = (0..OPENING.len()).flat_map(|role| candidates(marginals, role)).collect();
        all.sort_by_key(|c| (c.words.end, c.words.start, c.role));
        let mut lists = best(&all);
        let mut take = |role: usize| std::mem::take(&mut lists[role]);
        Self { sources: take(0), cues: take(1), contents: take(2) }
    }
}

/// The spans of a role that are worth anything.
fn candidates(marginals: &Marginals<'_>, role: usize) -> Vec<Candidate> {
    let opening = OPENING[role];
    let covered = |word: usize| marginals.tag(word, opening) + marginals.tag(word, opening + 1);
    // Sums up to each word.
    let mut sums = vec![0.0; marginals.words() + 1];
    (0..marginals.words()).for_each(|word| sums[word + 1] = sums[word] + covered(word));
    let mut out = Vec::new();
    for first in (0..marginals.words()).filter(|word| marginals.tag(*word, opening) >= LOW) {
        for (past, probable) in marginals.spans(first, opening, LOW).filter(|(_, probable)| *probable >= LOW) {
            let share = (sums[past] - sums[first]) / (past - first) as f64;
            let worth = probable + COVERED * share - LEAST_WORTH;
            if worth > 0.0 {
                out.push(Candidate { role, words: first..past, worth });
            }
        }
    }
    out
}

/// Those of candidates sorted by their ends that lie apart and are worth most together, by role; of equal sets the one that ends earlier.
fn best(all: &[Candidate]) -> [Vec<Range<usize>>; 3] {
    // The best worth of the first candidates, and for each candidate how many of them end before it begins.
    let (mut worth, mut before) = (vec![0.0], Vec::with_capacity(all.len()));
    for (n, c) in all.iter().enumerate() {
        let apart = all[..n].partition_point(|other| other.words.end <= c.words.start);
        before.push(apart);
        worth.push(f64::max(worth[n], worth[apart] + c.worth));
    }
    let mut out: [Vec<Range<usize>>; 3] = Default::default();
    let mut n = all.len();
    while n > 0 {
        if worth[n] > worth[n - 1] {
            let chosen = &all[n - 1];
            out[chosen.role].push(chosen.words.clone());
            n = before[n - 1];
        } else {
            n -= 1;
        }
    }
    out.iter_mut().for_each(|list| list.reverse());
    out
}

#[cfg(test)]
mod tests {
    use super::super::crf::Crf;
    use super::*;

    /// Tags without preferences but that an inner tag follows its own.
    fn crf() -> Crf {
        let never = |from: usize, to: usize| to > 0 && to.is_multiple_of(2) && from != to && from + 1 != to;
        let steps: Vec<f32> = (0..49).map(|n| if never(n / 7, n % 7) { -1e4 } else { 0.0 }).collect();
        let start: Vec<f32> = (0..7).map(|tag| if never(0, tag) { -1e4 } else { 0.0 }).collect();
        Crf::new(&steps, &start, &[0.0; 7])
    }

    fn logits(tags: &[usize], sure: f32) -> Vec<f32> {
        tags.iter().flat_map(|t| (0..7).map(move |tag| if tag == *t { sure } else { 0.0 })).collect()
    }

    #[test]
    fn tags_that_are_sure_are_the_spans() {
        let spans = Spans::of(&crf().marginals(&logits(&[1, 2, 3, 0, 5, 6, 6, 5, 6, 1], 20.0)));
        assert_eq!(spans.sources, [0..2, 9..10]);
        assert_eq!(spans.cues.as_slice(), std::slice::from_ref(&(2..3)));
        assert_eq!(spans.contents, [4..7, 7..9]);
        assert_eq!(Spans::of(&crf().marginals(&[])), Spans::default());
    }

    #[test]
    fn a_content_whose_end_is_open_is_still_one() {
        // Three words that are content for sure, and three more of which each may be or not.
        let mut rows = logits(&[0, 5, 6, 6, 6, 6, 6, 0], 9.0);
        for word in 4..7 {
            (rows[word * 7], rows[word * 7 + 6]) = (9.0, 9.0);
        }
        let spans = Spans::of(&crf().marginals(&rows));
        assert_eq!(spans.contents.len(), 1);
        assert_eq!(spans.contents[0].start, 1);
    }

    #[test]
    fn of_spans_that_overlap_the_set_of_most_worth_is_taken() {
        let c = |start: usize, end: usize, worth: f64| Candidate { role: 2, words: start..end, worth };
        let all = [c(0, 3, 0.4), c(2, 5, 0.6), c(5, 7, 0.05), c(3, 8, 0.3)];
        assert_eq!(best(&all)[2], [0..3, 3..8]);
        let all = [c(0, 3, 0.4), c(2, 5, 0.65), c(5, 7, 0.1), c(3, 8, 0.3)];
        assert_eq!(best(&all)[2], [2..5, 5..7]);
    }
}
