//! Wrapping at words, by the columns that characters take on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes: the larger of two measures that differ for rare sequences, since terminals differ there too.
pub(crate) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let apart: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
    apart.max(text.width())
}

/// The words that a line may be broken between: parted by spaces. A no-break space keeps two together.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

/// Lines of at most `width` columns, broken at spaces, with plain spaces for no-break ones; a word that is wider than a line is cut
/// between characters.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in words(text) {
        let wide = columns(word);
        if used > 0 && used + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= width {
            line.push_str(&word.replace('\u{a0}', " "));
            used += wide;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = UnicodeWidthStr::width(grapheme);
            if used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_words_and_cuts_only_what_is_too_long() {
        assert_eq!(wrap("the border would open in May", 12), ["the border", "would open", "in May"]);
        assert_eq!(wrap("a incomprehensibilities b", 8), ["a", "incompre", "hensibil", "ities b"]);
        assert_eq!(wrap("漢字漢字漢字", 5), ["漢字", "漢字", "漢字"]);
        assert!(wrap("  ", 5).is_empty());
    }
}
