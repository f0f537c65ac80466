//! Chooses among scored pieces: the best first, nothing twice, nothing that hangs in the air, never more than asked for.
//!
//! Greedy by marginal relevance (Carbonell & Goldstein 1998): the score less a share of the similarity to what is taken. A piece that
//! needs the one before is taken together with it, at the mean of their scores. A heap keeps the candidates; a candidate whose score has
//! sunk since it was put there goes back, so that each is looked at a few times only. Ties go to the earlier piece.
//!
//! Where only a few sentences are wanted, all sets of the best pieces are compared instead (`sets`): what each piece is worth hangs on the
//! others. Ties go to the set that comes first in the article.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use super::names::Names;
use super::redundancy::Said;
use super::sets::{SetRow, Sets};
use super::units::Piece;

/// How much a likeness of 1 takes off the score, in the units of the model, where the best sentence of an article is about 2 ahead of a
/// middling one. Between 0.6 and 0.8 ROUGE on cnn.dev hardly moves; the higher is the kinder to the reader.
pub(super) const REDUNDANCY: f64 = 0.8;
/// What a repeated phrase takes off the score: so much that almost any other sentence is taken.
pub(super) const ECHO: f64 = 1.6;
/// What a person named by the surname alone takes off the score, as long as nothing taken introduces them: as much as it can without costing
/// ROUGE on cnn.dev, and it saves the reader a question.
pub(super) const UNKNOWN: f64 = 0.6;
/// What a sentence without words takes off a set, and from how many words on nothing: the shorter a set the better for ROUGE, but a reader gains
/// little from "Norland sent observers". As much as it can without costing ROUGE on cnn.dev.
const BRIEF: f64 = 1.0;
const FEW: f64 = 16.0;
/// Sentences more alike than this say the same; the second is never taken. Two that share a subject reach about 0.3, one that tells again
/// what the other told, in a few other words, is above 0.5.
const SAME: f64 = 0.5;
/// Pieces that hang together in longer chains than this are not taken: nobody wants a whole interview as one unit.
const LONGEST_CHAIN: usize = 6;

/// Up to so many sentences sets are compared; more are taken one by one.
const MOST_IN_SET: usize = 5;
/// Sets are made of the best so many pieces, and those that they need.
const POOL: usize = 10;
/// And of no more than these together.
const WHOLE_POOL: usize = 12;

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

/// The pieces taken, in the order in which they were taken; those of one chain follow each other in document order. With `sets`, and few
/// sentences wanted, what made the set the best.
pub(super) fn select(
    choice: &Choice<'_>,
    said: &mut Said<'_>,
    names: &mut Names,
    budget: Budget,
    sets: Option<&mut Sets<'_>>,
) -> (Vec<Taken>, Option<Together>) {
    let mut state = State { choice, said, names, taken: vec![false; choice.pieces.len()], out: Vec::new() };
    let together = match (sets, budget) {
        (Some(sets), Budget::Sentences(wanted)) if wanted <= MOST_IN_SET => state.best_set(sets, wanted),
        _ => None,
    };
    if together.is_none() {
        state.one_by_one(budget);
    }
    (state.out, together)
}

/// A set of pieces, what it is worth and what made that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Together {
    pieces: Vec<usize>,
    pub(super) value: f64,
    /// What the scores of its sentences add up to.
    pub(super) scores: f64,
    pub(super) shares: SetRow,
    /// What phrases said twice, unknown persons and very short sentences took off.
    pub(super) faults: f64,
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

    /// Takes the best set of `wanted` sentences, if the pool has one.
    fn best_set(&mut self, sets: &mut Sets<'_>, wanted: usize) -> Option<Together> {
        let mut candidates: Vec<Candidate> = (0..self.choice.pieces.len()).filter_map(|p| self.candidate(p)).collect();
        candidates.sort_by(|a, b| b.cmp(a));
        candidates.retain(|c| self.choice.sentences(&c.chain).len() <= wanted);
        let mut pool: Vec<usize> = Vec::new();
        for chain in candidates.iter().take(POOL).map(|c| c.chain.clone()) {
            let new: Vec<usize> = chain.filter(|p| !pool.contains(p)).collect();
            if pool.len() + new.len() <= WHOLE_POOL {
                pool.extend(new);
            }
        }
        pool.sort_unstable();
        let mut best = None;
        self.sets(&pool, &mut Vec::new(), wanted, &mut |pieces| {
            if let Some(set) = self.value(sets, pieces)
                && best.as_ref().is_none_or(|b: &Together| set.value > b.value)
            {
                best = Some(set);
            }
        });
        let best: Together = best?;
        for candidate in candidates.into_iter().filter(|c| best.pieces.contains(&c.piece)) {
            if let Some(chain) = self.chain(candidate.piece).filter(|_| !self.taken[candidate.piece]) {
                self.take(&chain);
            }
        }
        // Pieces that are taken only because others need them are in their chains; a question is with its answer.
        Some(best)
    }

    /// All sets of pieces that have `left` sentences and lack none that they need.
    fn sets(&self, pool: &[usize], set: &mut Vec<usize>, left: usize, visit: &mut dyn FnMut(&[usize])) {
        if left == 0 {
            return visit(set);
        }
        for (at, piece) in pool.iter().enumerate() {
            let next = &self.choice.pieces[*piece];
            let held = next.needs.is_none() || *piece == 0 || set.last().is_some_and(|last| last + 1 == *piece);
            if held && next.sentences.len() <= left {
                set.push(*piece);
                self.sets(&pool[at + 1..], set, left - next.sentences.len(), visit);
                set.pop();
            }
        }
    }

    /// What a set is worth; `None` if it says something twice or asks without an answer.
    fn value(&self, sets: &mut Sets<'_>, pieces: &[usize]) -> Option<Together> {
        let choice = self.choice;
        let follows = |piece: usize| pieces.contains(&(piece + 1)) && choice.pieces[piece + 1].needs.is_some();
        if pieces.iter().any(|p| choice.pieces[*p].asks && !follows(*p)) {
            return None;
        }
        let sentences: Vec<usize> = pieces.iter().flat_map(|p| choice.pieces[*p].sentences.clone()).collect();
        let (mut alike, mut faults) = (0.0, 0.0);
        for (at, later) in sentences.iter().enumerate() {
            let mut echoes = false;
            for earlier in &sentences[..at] {
                let like = self.said.likeness(*earlier, *later);
                let chained = earlier + 1 == *later && choice.pieces[choice.piece_of(*later)].needs.is_some();
                if like > SAME && !chained && choice.piece_of(*earlier) != choice.piece_of(*later) {
                    return None;
                }
                alike += like;
                echoes |= self.said.shares_phrase(*earlier, *later);
            }
            faults -= if echoes { ECHO } else { 0.0 };
        }
        faults -= UNKNOWN * self.names.strangers(&sentences) as f64;
        let lack = |s: &usize| (1.0 - choice.words[*s] as f64 / FEW).max(0.0);
        faults -= BRIEF * sentences.iter().map(lack).sum::<f64>();
        let scores = sentences.iter().map(|s| choice.scores[*s]).sum::<f64>();
        let shares = sets.shares(&sentences, alike);
        let value = scores + shares.iter().sum::<f64>() + faults;
        Some(Together { pieces: pieces.to_vec(), value, scores, shares, faults })
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
    fn piece_of(&self, sentence: usize) -> usize {
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
