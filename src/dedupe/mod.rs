//! In: documents, one after the other. Out: which of them is nearly the same as an earlier one. Needs: tokens of the body.
//!
//! The method is MinHash with banded look-up. A document is the set of its shingles, runs of [`SHINGLE`] words (Broder, *On the resemblance
//! and containment of documents*, SEQUENCES 1997); two are alike by their Jaccard similarity, the share of shingles that they have in common.
//! [`Sketch`] stands for the set: one hash a shingle (Li, Owen & Zhang, *One permutation hashing*, NIPS 2012), empty slots filled from others
//! (Shrivastava, *Optimal densification for fast and accurate minwise hashing*, ICML 2017), eight bits a slot (Li & König, *b-bit minwise
//! hashing*, WWW 2010). [`Seen`] holds the sketches of all first documents and finds those that share a band of slots with a new one (Indyk &
//! Motwani, STOC 1998); what it finds is a near-duplicate if the share of equal slots says at least [`THRESHOLD`].
//!
//! A near-duplicate is not remembered itself: it points to the first of its kind, and a chain of small edits does not drift away from it.
//! The same documents in the same order give the same answers on every machine.

mod seen;
mod sketch;

pub use seen::{LONGEST_NAME, Name, Seen};
pub use sketch::{SKETCH_BYTES, Sketch};

/// Words of a shingle. Fewer find a common phrase in everything, more lose too much to every edited word.
pub const SHINGLE: usize = 4;

/// From this Jaccard similarity of their shingles on, two documents are near-duplicates. One changed word of a hundred costs about 0.08.
pub const THRESHOLD: f64 = 0.7;
