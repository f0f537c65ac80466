//! What sentences are worth together: the best three are not the three best.
//!
//! To the scores of the sentences come a few numbers of the set: how much of what an editor would write its words and its pairs of words
//! are likely to be (`likely`), each counted once and measured as ROUGE measures (a share of the lengths of both, so that words that say
//! nothing cost); how alike its sentences are; how long it is. `words.tsv` has the weights. They are learnt by raising the expected ROUGE of
//! the set chosen (a softmax over the sets of an article; for sequences this is known as minimum risk training: S. Shen et al., ACL
//! 2016). All are counted for three sentences and scaled to as many as there are.

use super::article::Article;
use super::likely::{Likely, STOP};
use super::words::Weights;

/// The numbers of a set, by the names in `words.tsv` and in what `--explain` says.
pub(super) const SET: [&str; 5] = ["words", "pairs", "alike", "length", "length_squared"];
/// How many words an editor writes for each sentence that is asked for.
const WRITTEN: f64 = 15.0;
/// The words of a sentence as the length is counted.
const LONG: f64 = 20.0;

/// The numbers of a set.
pub(super) type SetRow = [f64; SET.len()];

/// What sets of some sentences are made of.
pub(super) struct Sets<'a> {
    article: &'a Article<'a>,
    /// The sentences that sets are made of, in order.
    sentences: Vec<usize>,
    likely: Likely,
    weights: &'static Weights,
    /// How many sentences of the set at hand say each word and pair, so that it counts once.
    words: Vec<u8>,
    pairs: Vec<u8>,
    /// What the words and pairs of each sentence add up to by themselves.
    alone: Vec<(f64, f64)>,
}

/// What a set adds up to.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Sum {
    sentences: usize,
    words: f64,
    pairs: f64,
    length: usize,
    stops: usize,
}

impl<'a> Sets<'a> {
    /// Sets of these sentences, in order, at most 255. Cost: linear in the tokens of the article.
    pub(super) fn new(article: &'a Article<'a>, sentences: Vec<usize>) -> Self {
        let likely = Likely::new(article, &sentences);
        let (words, pairs) = (vec![0; likely.words.len()], vec![0; likely.pairs.len()]);
        let alone = |(place, sentence): (usize, &usize)| {
            let words = article.vectors.sentences[*sentence].iter().map(|(term, _)| likely.words[*term]).sum();
            (words, likely.of_sentence[place].iter().map(|pair| likely.pairs[*pair as usize]).sum())
        };
        let alone = sentences.iter().enumerate().map(alone).collect();
        Self { article, sentences, likely, weights: Weights::of(article.doc.language), words, pairs, alone }
    }

    /// What the shares of the set at hand with one sentence more come to at most; sentences that share no words would reach it.
    pub(super) fn at_most(&self, place: usize, mut sum: Sum, alike: f64) -> f64 {
        if !self.weights.likes_words() {
            return f64::INFINITY;
        }
        sum.words += self.alone[place].0;
        sum.pairs += self.alone[place].1;
        self.shares(&self.measured(place, sum), alike).iter().sum()
    }

    /// Puts a sentence, by its place among all, into the set at hand. Cost: linear in its words.
    pub(super) fn put(&mut self, place: usize, sum: &mut Sum) {
        *sum = self.with(place, *sum);
        self.article.vectors.sentences[self.sentences[place]].iter().for_each(|(term, _)| self.words[*term] += 1);
        self.likely.of_sentence[place].iter().for_each(|pair| self.pairs[*pair as usize] += 1);
    }

    /// What the set at hand would add up to with one sentence more, which is not put in.
    pub(super) fn with(&self, place: usize, mut sum: Sum) -> Sum {
        for (term, _) in &self.article.vectors.sentences[self.sentences[place]] {
            sum.words += if self.words[*term] == 0 { self.likely.words[*term] } else { 0.0 };
        }
        for pair in self.likely.of_sentence[place].iter().map(|pair| *pair as usize) {
            sum.pairs += if self.pairs[pair] == 0 { self.likely.pairs[pair] } else { 0.0 };
        }
        self.measured(place, sum)
    }

    /// The sum with the length of a sentence more.
    fn measured(&self, place: usize, mut sum: Sum) -> Sum {
        let size = self.article.sizes[self.sentences[place]];
        sum.length += size.words;
        sum.stops += size.stops;
        sum.sentences += 1;
        sum
    }

    /// Takes a sentence out of the set at hand again.
    pub(super) fn take_out(&mut self, place: usize) {
        self.article.vectors.sentences[self.sentences[place]].iter().for_each(|(term, _)| self.words[*term] -= 1);
        self.likely.of_sentence[place].iter().for_each(|pair| self.pairs[*pair as usize] -= 1);
    }

    /// What each sign adds to the value of a set that adds up to `sum`; `alike` is the likeness of each two of its sentences, summed up.
    pub(super) fn shares(&self, sum: &Sum, alike: f64) -> SetRow {
        let (count, length) = (sum.sentences.max(1) as f64, sum.length as f64);
        let both = (length + WRITTEN * count).max(1.0);
        let long = length / count / LONG;
        let alike = if count > 1.0 { alike * 2.0 / (count - 1.0) * (3.0 / count) } else { 0.0 };
        let row = [(sum.words + STOP * sum.stops as f64) * 10.0 / both, sum.pairs * 20.0 / both, alike, long, long * long];
        let scale = sum.sentences as f64 / 3.0;
        self.weights.shares(&row).map(|share| share * scale)
    }
}
