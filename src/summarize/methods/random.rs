//! Random: the floor. What is no better than this has learned nothing from the text.
//!
//! The draw follows from the seed and from the text itself, so that two articles of the same length do not draw the same places. Cost: linear.

use crate::Document;
use crate::random::Random;

pub(super) fn score(doc: &Document, seed: u64) -> Vec<f64> {
    let mut random = Random::new(seed ^ fingerprint(doc.text.as_bytes()));
    let mut turns: Vec<usize> = (0..doc.sentences.len()).collect();
    // Fisher & Yates 1938.
    for end in (1..turns.len()).rev() {
        turns.swap(end, random.below(end + 1));
    }
    super::by_turn(&turns)
}

/// FNV-1a.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
