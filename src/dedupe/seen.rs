//! The first documents of a pile, found again by what they have in common with a new one.
//!
//! For each band there is a table of document numbers, four bytes an entry, with open addressing; the band itself is read from the sketch.
//! A document takes 120 bytes for its sketch, 20 entries in tables that are filled to between 3/8 and 3/4 (107 to 213 bytes), and its name.

use super::THRESHOLD;
use super::sketch::{BANDS, Sketch};
use crate::document::Duplicate;
use crate::random::mix;

/// Longest id or place that is kept; the rest of a longer one is cut off.
pub const LONGEST_NAME: usize = 500;

/// So many documents of one band are looked at, the earliest ones: where thousands share a phrase, more would cost a pile's square.
const MOST_ALIKE: usize = 64;

/// So many entries of a table are looked at. Only numbers chosen to collide need more.
const MOST_STEPS: usize = 1024;

/// What a document is called.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it was read.
    pub place: &'a str,
}

impl<'a> Name<'a> {
    /// Each cut to [`LONGEST_NAME`] bytes: hostile lines may bring an id of megabytes.
    #[must_use]
    pub fn new(id: &'a str, place: &'a str) -> Self {
        let cut = |name: &'a str| &name[..name.floor_char_boundary(LONGEST_NAME)];
        Self { id: cut(id), place: cut(place) }
    }
}

/// Every document that was not nearly the same as one before it.
#[derive(Debug)]
pub struct Seen {
    sketches: Vec<Sketch>,
    /// Ids and places, one after the other.
    names: String,
    /// Where the id and the place of each document end in `names`.
    ends: Vec<(usize, usize)>,
    /// A table a band; an entry is the number of a document and one, or 0.
    tables: Vec<Vec<u32>>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { sketches: Vec::new(), names: String::new(), ends: Vec::new(), tables: vec![vec![0; 64]; BANDS] }
    }
}

impl Seen {
    /// How many documents are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sketches.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sketches.is_empty()
    }

    /// The document that a sketch is nearly the same as; of several the most alike, of these the earliest. Cost: bounded, whatever has
    /// been seen.
    #[must_use]
    pub fn find(&self, sketch: &Sketch) -> Option<Duplicate> {
        let mut best: Option<(f64, usize)> = None;
        for (band, key) in sketch.bands().enumerate() {
            for number in self.entries(band, key).filter_map(|(_, number)| number).take(MOST_ALIKE) {
                let similarity = self.sketches[number].similarity(sketch);
                let nearer = best.is_none_or(|(most, first)| similarity > most || similarity >= most && number < first);
                if similarity >= THRESHOLD && nearer {
                    best = Some((similarity, number));
                }
            }
        }
        let (similarity, number) = best?;
        let Name { id, place } = self.name(number);
        Some(Duplicate { id: id.to_owned(), place: place.to_owned(), similarity: (similarity * 100.0).round() / 100.0 })
    }

    /// Remembers a document.
    pub fn add(&mut self, sketch: Sketch, name: Name<'_>) {
        // Four bytes a number: a pile of four billion articles is not remembered to its end.
        let Ok(entry) = u32::try_from(self.len() + 1) else { return };
        self.sketches.push(sketch);
        let name = Name::new(name.id, name.place);
        self.names.push_str(name.id);
        let id = self.names.len();
        self.names.push_str(name.place);
        self.ends.push((id, self.names.len()));
        if self.len() * 4 > self.tables[0].len() * 3 {
            self.grow();
        } else {
            self.enter(&sketch, entry);
        }
    }

    fn enter(&mut self, sketch: &Sketch, entry: u32) {
        for (band, key) in sketch.bands().enumerate() {
            let mut alike = 0;
            let free = self.entries(band, key).find_map(|(at, number)| match number {
                None => Some(at),
                Some(_) => {
                    alike += 1;
                    None
                }
            });
            if let Some(free) = free.filter(|_| alike < MOST_ALIKE) {
                self.tables[band][free] = entry;
            }
        }
    }

    /// The entries of a band in the order they came, each with its place in the table; last the free place behind them, without a number.
    fn entries(&self, band: usize, key: u64) -> impl Iterator<Item = (usize, Option<usize>)> {
        let table = &self.tables[band];
        let mask = table.len() - 1;
        let start = usize::try_from(mix(key) & mask as u64).unwrap_or(0);
        let mut ended = false;
        (0..MOST_STEPS.min(table.len())).filter_map(move |step| {
            let at = (start + step) & mask;
            match table[at] {
                _ if ended => None,
                0 => {
                    ended = true;
                    Some((at, None))
                }
                entry => {
                    let number = entry as usize - 1;
                    (self.sketches[number].bands().nth(band) == Some(key)).then_some((at, Some(number)))
                }
            }
        })
    }

    /// Twice as large tables, filled anew in the order that the documents came in.
    fn grow(&mut self) {
        let size = self.tables[0].len() * 2;
        for table in &mut self.tables {
            // Given back before the larger one is taken.
            *table = Vec::new();
            *table = vec![0; size];
        }
        for number in 0..self.sketches.len() {
            let sketch = self.sketches[number];
            self.enter(&sketch, u32::try_from(number + 1).unwrap_or(u32::MAX));
        }
    }

    fn name(&self, number: usize) -> Name<'_> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before].1);
        let (id, place) = self.ends[number];
        Name { id: &self.names[start..id], place: &self.names[id..place] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedupe::SKETCH_BYTES;
    use crate::random::Random;

    fn sketch(seed: u64) -> Sketch {
        let mut random = Random::new(seed);
        Sketch::from_bytes([0; SKETCH_BYTES].map(|_| random.next().to_le_bytes()[3]))
    }

    /// With so many slots changed, spread over all bands alike.
    fn edited(sketch: &Sketch, changed: usize) -> Sketch {
        let mut bytes = *sketch.bytes();
        for i in 0..changed {
            let at = i * 7 % SKETCH_BYTES;
            bytes[at] = bytes[at].wrapping_add(1);
        }
        Sketch::from_bytes(bytes)
    }

    #[test]
    fn the_first_of_its_kind_is_found_among_thousands() {
        let mut seen = Seen::default();
        assert!(seen.is_empty() && seen.find(&sketch(0)).is_none());
        for seed in 0..5000 {
            assert_eq!(seen.find(&sketch(seed)), None, "{seed}");
            seen.add(sketch(seed), Name { id: &format!("n{seed}"), place: &format!("a.jsonl:{seed}") });
        }
        for seed in (0..5000).step_by(7) {
            let found = seen.find(&edited(&sketch(seed), 12)).unwrap();
            assert_eq!((found.id, found.place), (format!("n{seed}"), format!("a.jsonl:{seed}")));
            assert_eq!(found.similarity, 0.9);
            assert_eq!(seen.find(&edited(&sketch(seed), 60)), None);
        }
    }

    #[test]
    fn the_most_alike_is_told_and_of_two_the_earliest() {
        let mut seen = Seen::default();
        for (id, changed) in [("far", 20), ("near", 4), ("near again", 4)] {
            seen.add(edited(&sketch(1), changed), Name { id, place: "" });
        }
        assert_eq!(seen.find(&sketch(1)).unwrap().id, "near");
    }

    #[test]
    fn a_crowd_in_one_band_costs_no_square() {
        let mut seen = Seen::default();
        let crowd = |seed| {
            let mut bytes = *sketch(seed).bytes();
            bytes[..6].fill(9);
            Sketch::from_bytes(bytes)
        };
        for seed in 0..20_000 {
            assert_eq!(seen.find(&crowd(seed)), None);
            seen.add(crowd(seed), Name { id: &"x".repeat(2000), place: "é".repeat(999).as_str() });
        }
        assert_eq!(seen.tables[0].iter().filter(|entry| **entry > 0).count(), MOST_ALIKE);
        assert_eq!(seen.find(&crowd(19_999)).map(|found| found.similarity), Some(1.0));
        assert_eq!((seen.name(7).id.len(), seen.name(7).place.len()), (500, 500));
    }
}
