//! The one gate to readers: what an article holds must not be able to steer a screen, nor to hide in it.

use std::borrow::Cow;

/// `text` on one line and harmless: white space of any kind becomes a space; every other control character and every character that
/// turns the direction of writing becomes U+FFFD, so that it can be seen that something stood there; characters that nobody sees, and
/// that split or mark words unseen, go. Joiners stay in the scripts and emoji that need them.
///
/// ```
/// use onrecord::render::plain;
/// assert_eq!(plain("red \u{1b}[31m alert\nnext"), "red \u{fffd}[31m alert next");
/// assert_eq!(plain("Nor\u{200b}land"), "Norland");
/// ```
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    if text.chars().all(|c| shown(c) == c && !is_invisible(c) && !is_joiner(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_invisible(c) || is_joiner(c) && !joins(text, at, c) {
            continue;
        }
        out.push(shown(c));
    }
    Cow::Owned(out)
}

/// `text` made harmless character for character, for formats that count characters.
pub(crate) fn in_place(text: &str) -> String {
    text.chars().map(|c| if is_invisible(c) { '\u{fffd}' } else { shown(c) }).collect()
}

/// Whether a character is shown as it is.
pub(crate) fn is_shown(c: char) -> bool {
    shown(c) == c && !is_invisible(c)
}

/// What stands for a character.
fn shown(c: char) -> char {
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

/// Soft hyphen, zero-width spaces, marks of direction, invisible operators, fillers: nothing that a reader would miss.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner at `at` has work to do: between two characters of which neither is a Latin letter or the like.
fn joins(text: &str, at: usize, joiner: char) -> bool {
    let works = |c: Option<char>| c.is_some_and(|c| c > '\u{2ff}' && !is_joiner(c) && !is_invisible(c) && !is_unsafe(c));
    works(text[..at].chars().next_back()) && works(text[at + joiner.len_utf8()..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_bidi_are_shown_as_replaced() {
        assert_eq!(plain("a\u{9b}31mb\u{7f}\u{202e}c\u{2066}"), "a\u{fffd}31mb\u{fffd}\u{fffd}c\u{fffd}");
        assert!(matches!(plain("Żółć 漢字"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_nobody_sees_goes_and_joiners_stay_where_they_join() {
        assert_eq!(plain("\u{feff}No\u{200b}r\u{ad}l\u{2060}an\u{200d}d\u{200e}"), "Norland");
        for text in ["👩‍👩‍👧 and 👩‍👩‍👧", "می‌خواهم", "क्‍ष"] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(plain("\u{200d}\u{200d}👩"), "👩");
        assert_eq!(plain(&plain("a\u{200d}\u{200b}👩\u{200b}\u{200d}👧")), plain("a\u{200d}\u{200b}👩\u{200b}\u{200d}👧"));
    }
}
