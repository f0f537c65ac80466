//! The normal form of a line. A hostile page has a million lines of a letter, and an allocation for each takes more than all else that is
//! known of a line; so short forms are kept where they stand.

use std::ops::Deref;

/// Bytes of a short form: as many as fit where a `String` keeps place and length.
const SHORT: usize = 15;

/// A text that is made once and read often.
#[derive(Clone, Debug)]
pub(super) enum Norm {
    /// How many bytes, and the bytes.
    Short(u8, [u8; SHORT]),
    Long(String),
}

impl Default for Norm {
    fn default() -> Self {
        Self::Short(0, [0; SHORT])
    }
}

impl From<String> for Norm {
    fn from(text: String) -> Self {
        let mut bytes = [0; SHORT];
        match bytes.get_mut(..text.len()) {
            Some(room) => {
                room.copy_from_slice(text.as_bytes());
                // At most `SHORT`.
                Self::Short(text.len() as u8, bytes)
            }
            None => Self::Long(text),
        }
    }
}

impl Deref for Norm {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            // The bytes of a whole text.
            Self::Short(length, bytes) => std::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default(),
            Self::Long(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_read_the_same_and_take_no_more_than_a_string() {
        for text in ["", "a", "fünfzehn bytes", "fifteen letters", "sixteen letters.", "a longer line, of more than a few words"] {
            let norm = Norm::from(text.to_owned());
            assert_eq!(&*norm, text);
            assert_eq!(matches!(norm, Norm::Short(..)), text.len() <= SHORT, "{text}");
        }
        assert_eq!(size_of::<Norm>(), size_of::<String>());
        assert_eq!(&*Norm::default(), "");
    }
}
