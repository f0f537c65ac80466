//! The one gate to terminals: what an article holds must not be able to steer the reader's screen.

use std::borrow::Cow;

/// `text` on one line and harmless: white space of any kind becomes a space, every other control character and every character
/// that turns the direction of writing becomes U+FFFD, so that it can be seen that something stood there.
///
/// ```
/// use onrecord::render::plain;
/// assert_eq!(plain("red \u{1b}[31m alert\nnext"), "red \u{fffd}[31m alert next");
/// ```
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == c) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(shown).collect()) }
}

/// What stands for a character.
pub(crate) fn shown(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if is_unsafe(c) => '\u{fffd}',
        c => c,
    }
}

/// C0, DEL, C1; bidirectional embeddings, overrides and isolates; the invisible tag characters, which can hide text.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_bidi_are_shown_as_replaced() {
        assert_eq!(plain("a\u{9b}31mb\u{7f}\u{202e}c\u{2066}"), "a\u{fffd}31mb\u{fffd}\u{fffd}c\u{fffd}");
        assert!(matches!(plain("Żółć 漢字 👩‍👩‍👧"), Cow::Borrowed(_)));
    }
}
