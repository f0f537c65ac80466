//! Word bounds by UAX #29, at the speed of plain text.
//!
//! Most of a text is ASCII, whose rules are few: letters, digits and underscores hold together, an apostrophe or full stop holds two
//! letters or two digits together, a colon letters, a comma or semicolon digits. Wherever another character has a say, unicode-segmentation
//! decides that one piece: what comes before a bound has none in what comes after it.

use unicode_segmentation::UnicodeSegmentation;

/// Where the piece that starts at the word bound `at` ends. Cost: linear in the piece.
pub(super) fn piece_end(text: &str, at: usize) -> usize {
    plain_end(text.as_bytes(), at).unwrap_or_else(|| text[at..].split_word_bounds().next().map_or(text.len(), |piece| at + piece.len()))
}

/// The same where ASCII alone decides.
fn plain_end(text: &[u8], at: usize) -> Option<usize> {
    let end = match *text.get(at)? {
        b if is_word(b) => return word_end(text, at + 1),
        b' ' if text.get(at + 1).is_some_and(|b| is_word(*b)) => return Some(at + 1),
        b' ' => run(text, at, |b| b == b' '),
        b'\r' if text.get(at + 1) == Some(&b'\n') => return Some(at + 2),
        b'\r' | b'\n' => return Some(at + 1),
        b if b.is_ascii() => at + 1,
        _ => return None,
    };
    // A sign beyond ASCII may hang on to what is before it.
    text.get(end).is_none_or(u8::is_ascii).then_some(end)
}

/// Where the word ends whose next byte is at `at`.
fn word_end(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = run(text, at, is_word);
        let Some(&mark) = text.get(at) else { return Some(at) };
        let before = text[at - 1];
        let holds: fn(&u8) -> bool = match mark {
            b'\'' | b'.' if before.is_ascii_alphabetic() => u8::is_ascii_alphabetic,
            b':' if before.is_ascii_alphabetic() => u8::is_ascii_alphabetic,
            b'\'' | b'.' | b',' | b';' if before.is_ascii_digit() => u8::is_ascii_digit,
            _ => return mark.is_ascii().then_some(at),
        };
        match text.get(at + 1) {
            Some(next) if !next.is_ascii() => return None,
            Some(next) if holds(next) => at += 2,
            _ => return Some(at),
        }
    }
}

/// Where the run of bytes ends of which `same` is true.
fn run(text: &[u8], at: usize, same: impl Fn(u8) -> bool) -> usize {
    text[at..].iter().position(|b| !same(*b)).map_or(text.len(), |len| at + len)
}

/// Whether each byte is a letter, digit or underscore.
const WORD: [bool; 256] = {
    let (mut word, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        word[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    word
};

fn is_word(byte: u8) -> bool {
    WORD[byte as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ours(text: &str) -> Vec<&str> {
        let mut at = 0;
        std::iter::from_fn(|| {
            let start = at;
            at = if at < text.len() { piece_end(text, at) } else { at };
            (at > start).then(|| &text[start..at])
        })
        .collect()
    }

    #[test]
    fn every_short_text_of_telling_characters_is_cut_as_the_standard_says() {
        const SIGNS: [char; 14] = ['a', 'B', '1', '_', '\'', '.', ':', ',', ' ', '\r', '\n', '-', '\u{2019}', '\u{301}'];
        for number in 0..SIGNS.len().pow(5) {
            let text: String = (0..5).map(|place| SIGNS[number / SIGNS.len().pow(place) % SIGNS.len()]).collect();
            assert_eq!(ours(&text), text.split_word_bounds().collect::<Vec<_>>(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_the_standard_says(text in "([a-z1-9 .,;:'\"_#\r\n]|\\PC|[\u{200d}\u{301}\u{1f1e6}\u{1f1e7}\u{5d0}\u{30a2}\u{feff}]){0,40}") {
            prop_assert_eq!(ours(&text), text.split_word_bounds().collect::<Vec<_>>());
        }
    }
}
