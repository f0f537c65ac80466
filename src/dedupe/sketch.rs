//! A document in 120 bytes, made so that the share of equal bytes of two is the share of words in a row that they have in common.

use super::SHINGLE;
use crate::document::{Document, TokenKind, WordId};
use crate::random::mix;

/// Bands of a sketch.
pub(super) const BANDS: usize = 20;
/// Slots of a band. A pair of similarity s shares one of the bands with probability 1 - (1 - s⁶)²⁰: 0.92 for 0.7, 0.998 for 0.8, 0.01 for 0.3.
pub(super) const ROWS: usize = 6;
/// Slots, one byte each.
pub const SKETCH_BYTES: usize = BANDS * ROWS;

/// Stands for the set of a document's shingles.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u8; SKETCH_BYTES]);

impl Sketch {
    /// Sketches the words and numbers of the body; `None` if it has none. Marks, case and white space do not count. Cost: linear in the
    /// tokens.
    #[must_use]
    pub fn of(doc: &Document) -> Option<Self> {
        let hashes: Vec<u64> =
            (0..doc.vocabulary.len()).map(|i| hash(doc.vocabulary.word(WordId(u32::try_from(i).unwrap_or(u32::MAX))))).collect();
        let words = doc.tokens.iter().filter(|t| t.kind != TokenKind::Mark).map(|t| hashes[t.word.index()]);
        Self::of_hashes(&words.collect::<Vec<_>>())
    }

    /// Sketches a list of words, each told by its hash.
    fn of_hashes(words: &[u64]) -> Option<Self> {
        let mut least = [u64::MAX; SKETCH_BYTES];
        // A text shorter than a shingle is one.
        for shingle in words.windows(SHINGLE.min(words.len()).max(1)) {
            let whole = shingle.iter().fold(0_u64, |whole, word| mix(whole.rotate_left(5) ^ word));
            let slot = slot(whole);
            // The slot is told by the high bits, so the low ones are as good as fresh.
            least[slot] = least[slot].min(whole.rotate_left(32));
        }
        let filled = least;
        if filled.iter().all(|least| *least == u64::MAX) {
            return None;
        }
        let mut bytes = [0; SKETCH_BYTES];
        for (index, byte) in bytes.iter_mut().enumerate() {
            // An empty slot takes the value of another one, which for two texts is the same choice: it goes by the number of the slot.
            let mut from = index;
            for attempt in 1.. {
                if filled[from] != u64::MAX {
                    break;
                }
                from = slot(mix((index as u64) << 32 | attempt));
            }
            *byte = mix(filled[from]).to_le_bytes()[0];
        }
        Some(Self(bytes))
    }

    /// From the bytes of [`bytes`](Self::bytes).
    #[must_use]
    pub fn from_bytes(bytes: [u8; SKETCH_BYTES]) -> Self {
        Self(bytes)
    }

    /// To be kept and read again by the same version.
    #[must_use]
    pub fn bytes(&self) -> &[u8; SKETCH_BYTES] {
        &self.0
    }

    /// The bands, each as a number.
    pub(super) fn bands(&self) -> impl Iterator<Item = u64> {
        self.0.chunks_exact(ROWS).map(|rows| rows.iter().fold(0, |band, byte| band << 8 | u64::from(*byte)))
    }

    /// About how much of the shingles of both is common to both, from 0 to 1: the standard error is at most 0.05. Slots of eight bits are
    /// equal by chance once in 256 times, which is taken off.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        #[expect(clippy::cast_precision_loss, reason = "at most 120")]
        let share = equal as f64 / SKETCH_BYTES as f64;
        ((share * 256.0 - 1.0) / 255.0).max(0.0)
    }
}

fn slot(hash: u64) -> usize {
    usize::try_from((u128::from(hash) * SKETCH_BYTES as u128) >> 64).unwrap_or(0)
}

/// FNV-1a (Fowler, Noll & Vo), the same on every machine.
fn hash(word: &str) -> u64 {
    mix(word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    fn words(n: u64, from: u64) -> Vec<u64> {
        (0..n).map(|i| mix(i + from)).collect()
    }

    /// The Jaccard similarity itself.
    fn jaccard(a: &[u64], b: &[u64]) -> f64 {
        let set = |words: &[u64]| words.windows(SHINGLE).map(<[u64]>::to_vec).collect::<std::collections::BTreeSet<_>>();
        let (a, b) = (set(a), set(b));
        a.intersection(&b).count() as f64 / a.union(&b).count() as f64
    }

    #[test]
    fn the_share_of_equal_slots_is_the_similarity() {
        let mut worst: f64 = 0.0;
        for (n, shift) in [(40, 2), (40, 10), (100, 5), (100, 50), (300, 5), (300, 30), (300, 290), (3000, 300), (3000, 2000)] {
            for seed in 0..40 {
                let a = words(n, seed * 1_000_000);
                let b = words(n, seed * 1_000_000 + shift);
                let told = Sketch::of_hashes(&a).unwrap().similarity(&Sketch::of_hashes(&b).unwrap());
                worst = worst.max((told - jaccard(&a, &b)).abs());
            }
        }
        // Of 360 estimates the worst is some four standard errors off.
        assert!(worst < 0.25, "{worst}");
    }

    #[test]
    fn marks_case_and_space_do_not_count_and_every_word_does() {
        let sketch = |text: &str| Sketch::of(&parse(Raw::text("x", text), Lexicon::english()));
        let one = sketch("The minister said that Norland would pay for the bridge in May.").unwrap();
        assert_eq!(one, sketch("the MINISTER said: that Norland  would\npay for the bridge, in May!").unwrap());
        let other = sketch("The minister said that Norland would pay for the tunnel in May.").unwrap();
        assert!(one.similarity(&other) < 0.7);
        assert_eq!(sketch("..."), None);
        assert_eq!(sketch(""), None);
        assert_eq!(sketch("Yes.").unwrap().similarity(&sketch("No.").unwrap()), 0.0);
        assert_eq!(Sketch::from_bytes(*one.bytes()), one);
    }

    /// Sketches are kept in files for `--resume`: they must not change unseen.
    #[test]
    fn a_sketch_is_the_same_on_every_machine() {
        let sketch = Sketch::of_hashes(&words(100, 7)).unwrap();
        assert_eq!(sketch.bands().take(3).collect::<Vec<_>>(), [213056308202224, 56625122132084, 160519619719789]);
    }
}
