//! Byte offsets into other units and into lines, each with one pass over the text and short look-ups after it.

pub use crate::span::Unit;

/// Distance of the marks in bytes: a look-up counts at most so many bytes, the table costs an eighth of the text.
const STEP: usize = 64;

/// Turns byte offsets of one text into another unit.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    unit: Unit,
    /// Units before byte `i * STEP`; empty for bytes.
    marks: Vec<usize>,
}

impl<'a> Offsets<'a> {
    /// Cost: one pass over the text, none for bytes.
    pub(crate) fn new(text: &'a str, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if unit != Unit::Byte {
            let mut units = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                marks.push(units);
                units += count(chunk, unit);
            }
            marks.push(units);
        }
        Self { text, unit, marks }
    }

    /// `byte`, which lies on a character boundary, in the unit.
    pub(crate) fn of(&self, byte: usize) -> usize {
        let Some(mark) = self.marks.get(byte / STEP) else { return byte };
        mark + count(&self.text.as_bytes()[byte / STEP * STEP..byte], self.unit)
    }
}

/// The characters that start in `bytes`, in the unit.
fn count(bytes: &[u8], unit: Unit) -> usize {
    let chars = bytes.iter().filter(|b| **b & 0xC0 != 0x80).count();
    // Characters of four bytes are the ones that UTF-16 needs two units for.
    let pairs = if unit == Unit::Utf16 { bytes.iter().filter(|b| **b >= 0xF0).count() } else { 0 };
    chars + pairs
}

/// Line numbers of one text.
pub(crate) struct Lines {
    breaks: Vec<usize>,
}

impl Lines {
    /// Cost: one pass over the text.
    pub(crate) fn new(text: &str) -> Self {
        Self { breaks: memchr::memchr_iter(b'\n', text.as_bytes()).collect() }
    }

    /// The line, counted from 1, that a byte stands in.
    pub(crate) fn of(&self, byte: usize) -> usize {
        self.breaks.partition_point(|b| *b < byte) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_in_every_unit() {
        let text = "a “é” 漢\n😀z".repeat(40);
        for unit in [Unit::Byte, Unit::Char, Unit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..at];
                let expected = match unit {
                    Unit::Byte => at,
                    Unit::Char => before.chars().count(),
                    Unit::Utf16 => before.encode_utf16().count(),
                };
                assert_eq!(offsets.of(at), expected, "{unit:?} at {at}");
            }
        }
        assert_eq!(Offsets::new("", Unit::Char).of(0), 0);
    }

    #[test]
    fn lines_count_from_one() {
        let lines = Lines::new("a\nb\n\nc");
        assert_eq!([0, 1, 2, 4, 5].map(|at| lines.of(at)), [1, 1, 2, 3, 4]);
    }
}
