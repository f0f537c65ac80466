//! A short word as one number, so that it is put in small letters, hashed and compared all at once.

/// A word of up to [`Key::LONGEST`] bytes: its bytes from the lowest on, zeros behind it.
#[derive(Copy, Clone, Default, Debug, PartialEq, Eq)]
pub(super) struct Key(pub(super) u128);

/// The same byte in every place.
const fn all(byte: u8) -> u128 {
    u128::from_ne_bytes([byte; 16])
}

impl Key {
    /// The longest word that has a key.
    pub(super) const LONGEST: usize = 16;

    /// The key of a word as it is; none for a longer one, or one that holds a zero.
    pub(super) fn of(word: &[u8]) -> Option<Self> {
        let mut bytes = [0; Self::LONGEST];
        bytes.get_mut(..word.len())?.copy_from_slice(word);
        (!word.is_empty() && !word.contains(&0)).then(|| Self(u128::from_le_bytes(bytes)))
    }

    /// The key of the word of `length` bytes at `at` in small letters, where it is short and all ASCII. The word must hold no zero.
    #[inline]
    pub(super) fn small(text: &[u8], at: usize, length: usize) -> Option<Self> {
        if length == 0 || length > Self::LONGEST {
            return None;
        }
        let whole = text.get(at..at + Self::LONGEST).and_then(|bytes| bytes.try_into().ok()).map(u128::from_le_bytes);
        let word = match whole {
            Some(bytes) => bytes & (u128::MAX >> (8 * (Self::LONGEST - length))),
            // The end of the text.
            None => Self::of(text.get(at..at + length)?)?.0,
        };
        if word & all(0x80) != 0 {
            return None;
        }
        // The high bit of each byte: whether it is "A" or above, and whether it is above "Z". No sum carries into the next byte.
        let from_a = word + all(0x80 - b'A');
        let past_z = word + all(0x7f - b'Z');
        Some(Self(word | ((from_a ^ past_z) & all(0x80)) >> 2))
    }

    /// The word, written to `room`.
    pub(super) fn bytes(self, room: &mut [u8; Self::LONGEST]) -> &[u8] {
        *room = self.0.to_le_bytes();
        &room[..Self::LONGEST - self.0.leading_zeros() as usize / 8]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_key_holds_the_word_in_small_letters(before in "\\PC{0,3}", word in "([A-Z@\\[`{]|[\u{1}-\u{7f}]){1,18}", after in "\\PC{0,20}") {
            let text = format!("{before}{word}{after}");
            let key = Key::small(text.as_bytes(), before.len(), word.len());
            prop_assert_eq!(key.is_some(), word.len() <= Key::LONGEST);
            if let Some(key) = key {
                let (small, mut room) = (word.to_ascii_lowercase(), [0; 16]);
                prop_assert_eq!(key.bytes(&mut room), small.as_bytes());
                prop_assert_eq!(Key::of(small.as_bytes()), Some(key));
            }
        }
    }

    #[test]
    fn other_words_have_no_key() {
        assert_eq!(Key::small("caf\u{e9}s".as_bytes(), 0, 6), None);
        assert_eq!((Key::of(b""), Key::of(b"a\0"), Key::of(&[b'a'; 17])), (None, None, None));
    }
}
