//! The best set of a few sentences: all sets that the best pieces make are compared, for what each piece is worth hangs on the others.
//!
//! What a set is worth is said in `sets`; here are the sets. They are walked depth first, a piece put in and taken out again, so that what
//! two sets share is counted once. Ties go to the set that comes first in the article. Cost: the sets of the pool, at most some thousand,
//! and linear in the tokens.

use std::ops::Range;

use super::article::Article;
use super::names::Names;
use super::redundancy::Said;
use super::select::{Choice, ECHO, SAME, UNKNOWN};
use super::sets::{SetRow, Sets, Sum};

/// Sets are made of the best so many pieces, and those that they need.
const POOL: usize = 10;
/// And of no more than these together.
const WHOLE_POOL: usize = 12;

/// What a sentence without words takes off a set, and from how many words on nothing: the shorter a set the better for ROUGE, but a reader gains
/// little from "Norland sent observers". As much as it can without costing ROUGE on cnn.dev.
const BRIEF: f64 = 1.0;
const FEW: f64 = 16.0;

/// Sums in another order differ by less.
const ROUNDING: f64 = 1e-6;

/// A set of pieces, what it is worth and what made that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Together {
    pub(super) pieces: Vec<usize>,
    pub(super) value: f64,
    /// What the scores of its sentences add up to.
    pub(super) scores: f64,
    pub(super) shares: SetRow,
    /// What phrases said twice, unknown persons and very short sentences took off.
    pub(super) faults: f64,
}

/// The best set of `wanted` sentences of the best pieces; `chains` has each with those that it needs, the best first.
pub(super) fn set(
    article: &Article<'_>,
    choice: &Choice<'_>,
    said: &Said<'_>,
    names: &Names,
    chains: impl Iterator<Item = Range<usize>>,
    wanted: usize,
) -> Option<Together> {
    let pieces = pool(chains);
    let sentences: Vec<usize> = pieces.iter().flat_map(|p| choice.pieces[*p].sentences.clone()).collect();
    let pairs = Pairs::new(choice, said, &sentences);
    let sets = Sets::new(article, sentences.clone());
    let mut search = Search { choice, names, pieces, sentences, pairs, sets, set: Vec::new(), places: Vec::new(), best: None };
    search.walk(0, 0, wanted, Running::default());
    search.best
}

/// The best pieces with those that they need, in order.
fn pool(chains: impl Iterator<Item = Range<usize>>) -> Vec<usize> {
    let mut pool: Vec<usize> = Vec::new();
    for chain in chains.take(POOL) {
        let new: Vec<usize> = chain.filter(|p| !pool.contains(p)).collect();
        if pool.len() + new.len() <= WHOLE_POOL {
            pool.extend(new);
        }
    }
    pool.sort_unstable();
    pool
}

/// What is between each two sentences of the pool, by their places in it.
struct Pairs {
    count: usize,
    all: Vec<Pair>,
}

#[derive(Copy, Clone, Default)]
struct Pair {
    likeness: f64,
    /// Whether they say the same, so that no set has both.
    same: bool,
    /// Whether they have a phrase in common.
    echo: bool,
}

impl Pairs {
    fn new(choice: &Choice<'_>, said: &Said<'_>, sentences: &[usize]) -> Self {
        let count = sentences.len();
        let phrases: Vec<_> = sentences.iter().map(|s| said.phrases_of(*s)).collect();
        let piece: Vec<usize> = sentences.iter().map(|s| choice.piece_of(*s)).collect();
        let mut all = vec![Pair::default(); count * count];
        for later in 0..count {
            for earlier in 0..later {
                let likeness = said.likeness(sentences[earlier], sentences[later]);
                let chained = sentences[earlier] + 1 == sentences[later] && choice.pieces[piece[later]].needs.is_some();
                let same = likeness > SAME && !chained && piece[earlier] != piece[later];
                let echo = phrases[earlier].iter().any(|p| phrases[later].contains(p));
                all[earlier * count + later] = Pair { likeness, same, echo };
            }
        }
        Self { count, all }
    }

    fn of(&self, earlier: usize, later: usize) -> Pair {
        self.all[earlier * self.count + later]
    }
}

/// What the set at hand adds up to.
#[derive(Copy, Clone, Default)]
struct Running {
    sum: Sum,
    alike: f64,
    faults: f64,
    lack: f64,
    scores: f64,
}

struct Search<'a> {
    choice: &'a Choice<'a>,
    names: &'a Names,
    /// The pool, and the sentences of its pieces.
    pieces: Vec<usize>,
    sentences: Vec<usize>,
    pairs: Pairs,
    sets: Sets<'a>,
    /// The pieces of the set at hand, and the places of their sentences in the pool.
    set: Vec<usize>,
    places: Vec<usize>,
    best: Option<Together>,
}

impl Search<'_> {
    /// Looks at all sets of the one at hand and `left` sentences of the pieces from `next` on, whose first sentence stands at `place`, that lack
    /// no piece that they need.
    fn walk(&mut self, mut next: usize, mut place: usize, left: usize, running: Running) {
        if left == 0 {
            return self.look(running);
        }
        while let Some(piece) = self.pieces.get(next).copied() {
            let new = &self.choice.pieces[piece];
            let places = place..place + new.sentences.len();
            (next, place) = (next + 1, places.end);
            let held = new.needs.is_none() || piece == 0 || self.set.last().is_some_and(|last| last + 1 == piece);
            if !held || places.len() > left {
                continue;
            }
            let before = self.places.len();
            // What completes a set need not be taken out again.
            let last = left == 1;
            let mut longer = running;
            if places.clone().all(|place| self.put(place, &mut longer, last)) {
                self.set.push(piece);
                self.walk(next, place, left - places.len(), longer);
                self.set.pop();
            }
            self.places.drain(before..).filter(|_| !last).for_each(|place| self.sets.take_out(place));
        }
    }

    /// Puts a sentence into the set at hand, for good or as its `last`; false if one in it says the same, or the whole cannot be the best.
    fn put(&mut self, place: usize, running: &mut Running, last: bool) -> bool {
        let mut echoes = false;
        for earlier in &self.places {
            let pair = self.pairs.of(*earlier, place);
            if pair.same {
                return false;
            }
            running.alike += pair.likeness;
            echoes |= pair.echo;
        }
        running.faults -= if echoes { ECHO } else { 0.0 };
        let sentence = self.sentences[place];
        running.lack += (1.0 - self.choice.words[sentence] as f64 / FEW).max(0.0);
        running.scores += self.choice.scores[sentence];
        if last {
            // Most sets are far from the best, which shows before their words are looked at.
            let most = self.sets.at_most(place, running.sum, running.alike);
            let hopeless = |best: &Together| running.scores + running.faults + most < best.value - ROUNDING;
            if self.best.as_ref().is_some_and(hopeless) {
                return false;
            }
            running.sum = self.sets.with(place, running.sum);
        } else {
            self.sets.put(place, &mut running.sum);
        }
        self.places.push(place);
        true
    }

    /// Keeps the set at hand if it is the best so far and does not ask without an answer.
    fn look(&mut self, running: Running) {
        let choice = self.choice;
        let follows = |piece: usize| self.set.contains(&(piece + 1)) && choice.pieces[piece + 1].needs.is_some();
        if self.set.iter().any(|p| choice.pieces[*p].asks && !follows(*p)) {
            return;
        }
        let strangers = self.names.strangers(self.places.iter().map(|place| self.sentences[*place]));
        let faults = running.faults - UNKNOWN * strangers as f64 - BRIEF * running.lack;
        let shares = self.sets.shares(&running.sum, running.alike);
        let value = running.scores + shares.iter().sum::<f64>() + faults;
        if self.best.as_ref().is_none_or(|best| value > best.value) {
            self.best = Some(Together { pieces: self.set.clone(), value, scores: running.scores, shares, faults });
        }
    }
}
