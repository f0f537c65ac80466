//! As much of Thrift's compact protocol as it takes to read the headers of pages, and to look through a footer before it is decoded.
//!
//! The `parquet` crate reads both too, but trusts what they say of lengths and depths: a header of a few bytes makes it ask for more memory
//! than there is, or nest calls until the stack ends, and either ends the program.

/// Deeper nesting is refused; Parquet's own structures have six levels.
const DEEPEST: usize = 24;

/// What a value is, as its field or list says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind(u8);

impl Kind {
    pub(super) const TRUE: Self = Self(1);
    pub(super) const LIST: Self = Self(9);
    pub(super) const STRUCT: Self = Self(12);
}

/// Bytes that are read one value after the other; `None` where they end or make no sense.
#[derive(Clone, Debug)]
pub(super) struct Compact<'a> {
    bytes: &'a [u8],
}

impl<'a> Compact<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.bytes.len()
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A whole number of 16, 32 or 64 bits.
    pub(super) fn int(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// The next field of a struct, `Some(None)` at its end. `last` is the field before, 0 at first.
    pub(super) fn field(&mut self, last: &mut i64) -> Option<Option<(i64, Kind)>> {
        let head = self.byte()?;
        if head & 0x0f == 0 {
            return Some(None);
        }
        let step = i64::from(head >> 4);
        *last = if step == 0 { self.int()? } else { *last + step };
        Some(Some((*last, Kind(head & 0x0f))))
    }

    /// The size of a list and what it holds. Each value takes a byte at least.
    pub(super) fn list(&mut self) -> Option<(usize, Kind)> {
        let head = self.byte()?;
        let size = if head >> 4 == 15 { usize::try_from(self.varint()?).ok()? } else { usize::from(head >> 4) };
        (size <= self.left()).then_some((size, Kind(head & 0x0f)))
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self, kind: Kind) -> Option<()> {
        self.skip_to(kind, DEEPEST, false)
    }

    fn skip_to(&mut self, kind: Kind, depth: usize, in_list: bool) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind.0 {
            // As a field, a truth is told by the kind alone.
            1 | 2 if !in_list => Some(()),
            1..=3 => self.byte().map(drop),
            4..=6 => self.varint().map(drop),
            7 => self.pass(8),
            8 => {
                let length = usize::try_from(self.varint()?).ok()?;
                self.pass(length)
            }
            9 | 10 => {
                let (size, kind) = self.list()?;
                (0..size).try_for_each(|_| self.skip_to(kind, depth, true))
            }
            12 => {
                let mut last = 0;
                while let Some((_, kind)) = self.field(&mut last)? {
                    self.skip_to(kind, depth, false)?;
                }
                Some(())
            }
            // Nothing in Parquet is a map.
            _ => None,
        }
    }

    fn pass(&mut self, bytes: usize) -> Option<()> {
        self.bytes = self.bytes.get(bytes..)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(
            [&[0][..], &[1], &[2], &[0xff, 0x01], &[0xfe, 0xff, 0xff, 0xff, 0x0f]].map(|b| Compact::new(b).int()),
            [Some(0), Some(-1), Some(1), Some(-128), Some(2_147_483_647)]
        );
        assert_eq!(Compact::new(&[0x80]).int(), None);
        assert_eq!(Compact::new(&[0xff; 11]).int(), None);
        // Field 1 a number, field 3 text, field 20 a list of two truths, the end.
        let bytes = [0x15, 0x04, 0x28, 2, b'h', b'i', 0x09, 40, 0x21, 1, 2, 0x00, 7];
        let (mut reader, mut last, mut seen) = (Compact::new(&bytes), 0, Vec::new());
        while let Some(Some((id, kind))) = reader.field(&mut last) {
            seen.push(id);
            reader.skip(kind).unwrap();
        }
        assert_eq!((seen, reader.left()), (vec![1, 3, 20], 1));
        assert_eq!(Compact::new(&[0xf8, 0xff, 0xff, 0x7f]).list(), None, "more values than bytes");
        assert_eq!(Compact::new(&[0x19; 1000]).skip(Kind::LIST), None, "too deep");
    }
}
