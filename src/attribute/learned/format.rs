//! The file of weights: a header in JSON, then the numbers.
//!
//! ```text
//! "ORMODEL1"  u32 header length (little endian)  header  padding to a multiple of 64  data
//! header = {"config": {...}, "vocab": [piece, ...], "tensors": [{"name", "dtype": "f32" | "i8", "shape", "offset", "scale_offset"?}]}
//! ```
//!
//! Offsets count from the start of the data. A matrix in i8 has one scale (f32) a row; its values lie there row by row. Nothing is
//! trusted: every offset and shape is checked before it is used, and a file that does not hold together is refused with a reason.

use std::collections::BTreeMap;

use serde::Deserialize;

const MAGIC: &[u8] = b"ORMODEL1";

/// What can be wrong with the file, in words.
pub(super) type Loaded<T> = Result<T, String>;

/// Sizes of the model and what its tags mean.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Config {
    pub(super) layers: usize,
    pub(super) hidden: usize,
    pub(super) heads: usize,
    pub(super) intermediate: usize,
    pub(super) eps: f32,
    pub(super) positions: usize,
    pub(super) cap: usize,
    pub(super) quote: usize,
    pub(super) para: usize,
    pub(super) tags: usize,
    pub(super) names: usize,
    pub(super) link_dim: usize,
    pub(super) link_dist: usize,
    pub(super) link_para: usize,
    pub(super) link_between: usize,
    /// Pieces in a window besides its two ends.
    pub(super) window: usize,
    /// Of these at most so many that only show what stands before.
    pub(super) context: usize,
    /// Of these at most so many whose words are tagged, where there is anything before.
    pub(super) scored: usize,
    /// At most so many words lie between a cue and what belongs to it.
    pub(super) max_gap: usize,
}

impl Config {
    /// Refuses sizes that do not go together, or that would make a small file ask for much memory.
    fn check(&self) -> Loaded<()> {
        let sizes = [self.layers, self.hidden, self.heads, self.intermediate, self.positions, self.cap, self.quote, self.para];
        let more = [
            self.tags,
            self.names,
            self.link_dim,
            self.link_dist,
            self.link_para,
            self.link_between,
            self.window,
            self.scored,
            self.max_gap,
        ];
        if sizes.iter().chain(&more).any(|n| *n == 0 || *n > 16_384) {
            return Err("a size in the header is zero or beyond all measure".into());
        }
        let fits = self.hidden.is_multiple_of(self.heads)
            && self.window + 2 <= self.positions
            && self.context <= self.window
            && (self.cap, self.quote, self.para) == (5, 3, 2)
            && self.tags == 7
            && (self.link_dist, self.link_para, self.link_between) == (8, 3, 4);
        if fits && self.eps.is_finite() && self.eps > 0.0 { Ok(()) } else { Err("sizes in the header do not go together".into()) }
    }
}

#[derive(Deserialize)]
struct Header {
    config: Config,
    vocab: Vec<Box<str>>,
    tensors: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: Box<str>,
    dtype: Kind,
    shape: Vec<usize>,
    offset: usize,
    scale_offset: Option<usize>,
}

#[derive(Copy, Clone, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    F32,
    I8,
}

/// A file of weights, taken apart.
pub(super) struct Weights<'a> {
    pub(super) config: Config,
    /// The pieces, by their number.
    pub(super) vocab: Vec<Box<str>>,
    tensors: BTreeMap<Box<str>, Entry>,
    data: &'a [u8],
}

/// A matrix as stored: i8 with one scale a row.
#[derive(Clone, Debug)]
pub(super) struct Rows<'a> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// The values, each byte an i8, where they lie in the file.
    pub(super) values: &'a [u8],
    pub(super) scales: Vec<f32>,
}

impl Rows<'_> {
    /// Adds a row to `out`; `false` where there is no such row.
    pub(super) fn add_to(&self, row: usize, out: &mut [f32]) -> bool {
        let at = row.saturating_mul(self.columns);
        let (Some(values), Some(scale)) = (self.values.get(at..at.saturating_add(self.columns)), self.scales.get(row)) else {
            return false;
        };
        out.iter_mut().zip(values).for_each(|(o, v)| *o += f32::from(*v as i8) * scale);
        true
    }
}

impl<'a> Weights<'a> {
    /// Takes a file apart. Cost: linear in the header.
    pub(super) fn new(file: &'a [u8]) -> Loaded<Self> {
        let rest = file.strip_prefix(MAGIC).ok_or("not a file of weights")?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or("the file ends within its header")?;
        let length = u32::from_le_bytes(*length) as usize;
        let header = rest.get(..length).ok_or("the file ends within its header")?;
        let start = (MAGIC.len() + 4 + length).next_multiple_of(64);
        let data = file.get(start..).ok_or("the file ends before its data")?;
        let Header { config, vocab, tensors } = serde_json::from_slice(header).map_err(|e| format!("header: {e}"))?;
        config.check()?;
        let tensors = tensors.into_iter().map(|t| (t.name.clone(), t)).collect();
        Ok(Self { config, vocab, tensors, data })
    }

    /// A tensor of floats of a given shape; i8 is made floats.
    pub(super) fn floats(&self, name: &str, shape: &[usize]) -> Loaded<Vec<f32>> {
        let entry = self.entry(name, shape)?;
        match entry.dtype {
            Kind::F32 => self.numbers(name, entry.offset, shape.iter().product()),
            Kind::I8 => {
                let rows = self.rows_of(name, entry)?;
                let mut out = vec![0.0; rows.values.len()];
                out.chunks_exact_mut(rows.columns).enumerate().for_each(|(row, out)| {
                    rows.add_to(row, out);
                });
                Ok(out)
            }
        }
    }

    /// A matrix in i8 of a given shape.
    pub(super) fn rows(&self, name: &str, rows: usize, columns: usize) -> Loaded<Rows<'a>> {
        let entry = self.entry(name, &[rows, columns])?;
        if entry.dtype == Kind::I8 { self.rows_of(name, entry) } else { Err(format!("{name}: i8 is expected")) }
    }

    fn rows_of(&self, name: &str, entry: &Entry) -> Loaded<Rows<'a>> {
        let &[rows, columns] = entry.shape.as_slice() else { return Err(format!("{name}: only matrices are stored in i8")) };
        let scale = entry.scale_offset.ok_or_else(|| format!("{name}: no scales"))?;
        let values = self.bytes(name, entry.offset, rows.saturating_mul(columns))?;
        Ok(Rows { rows, columns, values, scales: self.numbers(name, scale, rows)? })
    }

    fn entry(&self, name: &str, shape: &[usize]) -> Loaded<&Entry> {
        let entry = self.tensors.get(name).ok_or_else(|| format!("{name} is missing"))?;
        if entry.shape == shape && shape.iter().all(|n| *n > 0) {
            Ok(entry)
        } else {
            Err(format!("{name}: shape {:?} where {shape:?} is expected", entry.shape))
        }
    }

    fn bytes(&self, name: &str, offset: usize, length: usize) -> Loaded<&'a [u8]> {
        let end = offset.saturating_add(length);
        self.data.get(offset..end).ok_or_else(|| format!("{name}: the file ends before it"))
    }

    /// Floats; each must be a number, since one that is not would spread through everything.
    fn numbers(&self, name: &str, offset: usize, count: usize) -> Loaded<Vec<f32>> {
        let bytes = self.bytes(name, offset, count.saturating_mul(4))?;
        let (chunks, _) = bytes.as_chunks::<4>();
        let numbers: Vec<f32> = chunks.iter().map(|b| f32::from_le_bytes(*b)).collect();
        if numbers.iter().all(|n| n.is_finite()) { Ok(numbers) } else { Err(format!("{name}: holds what is no number")) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::linear::Precision;
    use super::super::model::Model;
    use super::super::testing::{Numbers, small_model};

    fn refusal(file: &[u8]) -> String {
        Model::new(file, Precision::Float).err().unwrap_or_default()
    }

    #[test]
    fn a_whole_file_is_read() {
        assert_eq!(refusal(&small_model(40)), "");
    }

    #[test]
    fn what_is_cut_short_is_refused_at_every_length() {
        let file = small_model(40);
        for end in (0..file.len()).step_by(61).chain([0, 7, 8, 11, 12, file.len() - 1]) {
            assert_ne!(refusal(&file[..end]), "", "cut at {end}");
        }
    }

    #[test]
    fn nothing_in_a_header_makes_it_panic() {
        let file = small_model(40);
        let header = file.len().min(6000);
        let mut numbers = Numbers(7);
        for _ in 0..300 {
            let mut broken = file.clone();
            for _ in 0..3 {
                let at = 8 + ((numbers.next() + 1.0) / 2.0 * (header - 9) as f32) as usize;
                broken[at] = (numbers.next() * 127.0) as i8 as u8;
            }
            let _ = Model::new(&broken, Precision::Fast);
        }
    }

    #[test]
    fn shapes_sizes_and_numbers_are_checked() {
        let with = |from: &str, to: &str| {
            let file = small_model(40);
            assert_eq!(from.len(), to.len());
            let at = file.windows(from.len()).position(|w| w == from.as_bytes()).expect("it stands in the header");
            let mut out = file.clone();
            out[at..at + to.len()].copy_from_slice(to.as_bytes());
            refusal(&out)
        };
        assert!(with("\"heads\":2", "\"heads\":3").contains("do not go together"));
        assert!(with("\"layers\":2", "\"layers\":3").contains("encoder.layer.2"));
        assert!(with("\"shape\":[24, 16]", "\"shape\":[16, 24]").contains("word_embeddings"));
        assert!(with("\"hidden\":16", "\"hidden\":00").contains("header"));
        assert!(with("\"[CLS]\"", "\"[cls]\"").contains("lacks [CLS]"));
        let mut file = small_model(40);
        let last = file.len() - 4;
        file[last..].copy_from_slice(&f32::NAN.to_le_bytes());
        assert!(refusal(&file).contains("no number"));
    }
}
