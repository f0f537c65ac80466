//! Chooses among scored pieces: the best first, nothing twice, nothing that hangs in the air, never more than asked for.
//!
//! Greedy by marginal relevance (Carbonell & Goldstein 1998): the score less a share of the similarity to what is taken. A piece that
//! needs the one before is taken together with it, at the mean of their scores. A heap keeps the candidates; a candidate whose score has
//! sunk since it was put there goes back, so that each is looked at a few times only. Ties go to the earlier piece.
//!
//! Where only a few sentences are wanted, all sets of the best pieces are compared instead (`best`): what each piece is worth hangs on the
//! others.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use super::article::Article;
use super::best::{self, Together};
use super::names::Names;
use super::redundancy::Said;
use super::units::Piece;

/// How much a likeness of 1 takes off the score, in the units of the model, where the best sentence of an article is about 2 ahead of a
/// middling one. Between 0.6 and 0.8 ROUGE on cnn.dev hardly moves; the higher is the kinder to the reader.
pub(super) const REDUNDANCY: f64 = 0.8;
/// What a repeated phrase takes off the score: so much that almost any other sentence is taken.
pub(super) const ECHO: f64 = 1.6;
/// What a person named by the surname alone takes off the score, as long as nothing taken introduces them: as much as it can without costing
/// ROUGE on cnn.dev, and it saves the reader a question.
pub(super) const UNKNOWN: f64 = 0.6;
/// Sentences more alike than this say the same; the second is never taken. Two that share a subject reach about 0.3, one that tells again
/// what the other told, in a few other words, is above 0.5.
pub(super) const SAME: f64 = 0.5;
/// Pieces that hang together in longer chains than this are not taken: nobody wants a whole interview as one unit.
const LONGEST_CHAIN: usize = 6;

/// Up to so many sentences sets are compared; more are taken one by one.
const MOST_IN_SET: usize = 5;
/// How much may be taken.
#[derive(Copy, Clone, Debug)]
pub(super) enum Budget {
    Sentences(usize),
    Words(usize),
}

/// What is chosen from.
pub(super) struct Choice<'a> {
    pub(super) pieces: &'a [Piece],
    /// Of each sentence.
    pub(super) scores: &'a [f64],
    /// Of each sentence, in words.
    pub(super) words: &'a [usize],
    /// Whether what has been said counts, and what leans on the sentence before is held back.
    pub(super) careful: bool,
    /// Whether it is told what a repetition cost.
    pub(super) explain: bool,
}

/// A piece that was taken: its index, and what redundancy took off.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Taken {
    pub(super) piece: usize,
    /// The similarity to the nearest sentence taken before, and that sentence.
    pub(super) like: (f64, usize),
    /// Whether it repeats a phrase of those.
    pub(super) echo: bool,
    /// Whether it names someone whom nothing taken before introduces.
    pub(super) unknown: bool,
}

impl Taken {
    /// A piece of which nothing has to be told.
    pub(super) fn plainly(piece: usize) -> Self {
        Self { piece, like: (0.0, 0), echo: false, unknown: false }
    }
}

/// The pieces taken, in the order in which they were taken; those of one chain follow each other in document order. Where few sentences of
/// `article` are wanted, the best set, and what made it that.
pub(super) fn select(
    choice: &Choice<'_>,
    said: &mut Said<'_>,
    names: &mut Names,
    budget: Budget,
    article: Option<&Article<'_>>,
) -> (Vec<Taken>, Option<Together>) {
    let mut state = State { choice, said, names, taken: vec![false; choice.pieces.len()], out: Vec::new() };
    let together = match (article, budget) {
        (Some(article), Budget::Sentences(wanted)) if wanted <= MOST_IN_SET => state.best_set(article, wanted),
        _ => None,
    };
    if together.is_none() {
        state.one_by_one(budget);
    }
    (state.out, together)
}

struct State<'a, 'v> {
    choice: &'a Choice<'a>,
    said: &'a mut Said<'v>,
    names: &'a mut Names,
    taken: Vec<bool>,
    out: Vec<Taken>,
}

impl State<'_, '_> {
    /// Takes the best again and again until nothing fits any more.
    fn one_by_one(&mut self, budget: Budget) {
        let choice = self.choice;
        let mut left = match budget {
            Budget::Sentences(n) | Budget::Words(n) => n,
        };
        let cost = |chain: &Range<usize>| match budget {
            Budget::Sentences(_) => choice.sentences(chain).len(),
            Budget::Words(_) => choice.words[choice.sentences(chain)].iter().sum(),
        };
        let mut heap: BinaryHeap<Candidate> = (0..choice.pieces.len()).filter_map(|p| self.candidate(p)).collect();
        while let Some(candidate) = heap.pop() {
            let Some(now) = self.candidate(candidate.piece).filter(|_| left > 0) else { continue };
            if now.value.total_cmp(&candidate.value) == Ordering::Less {
                heap.push(now);
                continue;
            }
            let cost = cost(&now.chain);
            if cost > left {
                continue;
            }
            left -= cost;
            let gained = self.take(&now.chain);
            // What leans on the pieces just taken can now stand after them.
            let next = (now.chain.end..choice.pieces.len()).take(LONGEST_CHAIN);
            heap.extend(next.chain(gained).filter_map(|p| self.candidate(p)));
        }
    }

    /// Takes the best set of `wanted` sentences, if the best pieces make one.
    fn best_set(&mut self, article: &Article<'_>, wanted: usize) -> Option<Together> {
        let mut candidates: Vec<Candidate> = (0..self.choice.pieces.len()).filter_map(|p| self.candidate(p)).collect();
        candidates.sort_by(|a, b| b.cmp(a));
        candidates.retain(|c| self.choice.sentences(&c.chain).len() <= wanted);
        let chains = candidates.iter().map(|c| c.chain.clone());
        let best = best::set(article, self.choice, self.said, self.names, chains, wanted)?;
        // Pieces that are taken only because others need them are in their chains; a question is with its answer.
        for candidate in candidates.into_iter().filter(|c| best.pieces.contains(&c.piece)) {
            let chain = self.chain(candidate.piece).filter(|_| !self.taken[candidate.piece]);
            match chain {
                Some(chain) if self.choice.explain => drop(self.take(&chain)),
                Some(chain) => chain.for_each(|piece| {
                    self.taken[piece] = true;
                    self.out.push(Taken::plainly(piece));
                }),
                None => {}
            }
        }
        Some(best)
    }

    /// What taking `piece` would take, and what that is worth; `None` if it is taken, hangs in too long a chain or was said before.
    fn candidate(&self, piece: usize) -> Option<Candidate> {
        if self.taken[piece] || self.choice.careful && self.choice.pieces[piece].asks {
            return None;
        }
        let chain = self.chain(piece)?;
        let sentences = self.choice.sentences(&chain);
        let count = sentences.len().max(1) as f64;
        let mut value = 0.0;
        for sentence in sentences.clone() {
            value += self.choice.scores[sentence];
            if self.choice.careful {
                let like = self.said.of(sentence).0;
                if like > SAME {
                    return None;
                }
                value -= REDUNDANCY * like;
                value -= if self.said.echoes(sentence) { ECHO } else { 0.0 };
                value -= if self.names.is_unknown(sentence, &sentences) { UNKNOWN } else { 0.0 };
            }
        }
        Some(Candidate { value: value / count, piece, chain })
    }

    /// The pieces that `piece` needs and that are not taken yet, with itself.
    fn chain(&self, piece: usize) -> Option<Range<usize>> {
        let mut start = piece;
        while self.choice.careful && start > 0 && self.choice.pieces[start].needs.is_some() && !self.taken[start - 1] {
            start -= 1;
            if piece - start >= LONGEST_CHAIN {
                return None;
            }
        }
        Some(start..piece + 1)
    }

    /// Takes a chain; returns the pieces that may have gained by it.
    fn take(&mut self, chain: &Range<usize>) -> Vec<usize> {
        let all = self.choice.sentences(chain);
        for piece in chain.clone() {
            let sentences = self.choice.pieces[piece].sentences.clone();
            let like = sentences.clone().map(|s| self.said.of(s)).max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
            let echo = sentences.clone().any(|s| self.said.echoes(s));
            let unknown = sentences.into_iter().any(|s| self.names.is_unknown(s, &all));
            self.taken[piece] = true;
            self.out.push(Taken { piece, like, echo, unknown });
        }
        let mut gained = Vec::new();
        for sentence in all {
            self.said.take(sentence);
            gained.extend(self.names.take(sentence));
        }
        gained.into_iter().map(|s| self.choice.piece_of(s)).collect()
    }
}

impl Choice<'_> {
    /// The piece that a sentence belongs to. Cost: a binary search.
    pub(super) fn piece_of(&self, sentence: usize) -> usize {
        self.pieces.partition_point(|p| p.sentences.end <= sentence)
    }

    /// The sentences of consecutive pieces.
    fn sentences(&self, chain: &Range<usize>) -> Range<usize> {
        self.pieces[chain.start].sentences.start..self.pieces[chain.end - 1].sentences.end
    }
}

#[derive(Clone, Debug)]
struct Candidate {
    value: f64,
    piece: usize,
    chain: Range<usize>,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then_with(|| Reverse(self.piece).cmp(&Reverse(other.piece)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}
