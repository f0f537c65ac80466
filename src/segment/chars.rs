//! The characters that sentence boundaries hang on.

/// A character at which the scan stops.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Ends sentences.
    Stop,
    /// A line break.
    Newline,
    /// Opens an item of a list.
    Bullet,
    /// A closing bracket, which may end the number of a list item.
    Paren,
    /// A colon, which ends sentences in Armenian.
    Colon,
}

/// What a byte can open: nothing that matters, or something that `next_mark` has to look at.
const LEADS: [bool; 256] = {
    let (mut leads, mut byte) = ([false; 256], 0);
    while byte < 256 {
        // The last are the first bytes of the terminators and bullets beyond ASCII.
        leads[byte] = matches!(byte as u8, b'.' | b'!' | b'?' | b'\n' | b')' | b':' | 0xCD | 0xD8 | 0xDB | 0xE0..=0xE3 | 0xEF);
        byte += 1;
    }
    leads
};

/// The next mark at or after `from`: where it stands, what it is, its length in bytes.
pub(super) fn next_mark(text: &str, from: usize) -> Option<(usize, Mark, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| LEADS[*byte as usize])?;
        match bytes[at] {
            b'.' | b'!' | b'?' => return Some((at, Mark::Stop, 1)),
            b'\n' => return Some((at, Mark::Newline, 1)),
            b')' => return Some((at, Mark::Paren, 1)),
            // Only after a letter of Armenian is it of use.
            b':' if at > 0 && !bytes[at - 1].is_ascii() => return Some((at, Mark::Colon, 1)),
            b':' => at += 1,
            _ => {
                let c = char_at(text, at)?;
                if is_terminator(c) {
                    return Some((at, Mark::Stop, c.len_utf8()));
                }
                if matches!(c, '\u{2022}' | '\u{2043}' | '\u{25aa}' | '\u{25cf}') {
                    return Some((at, Mark::Bullet, c.len_utf8()));
                }
                at += c.len_utf8();
            }
        }
    }
}

/// The character that starts at `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// What ends sentences: ASCII, the ellipsis, double marks, Greek (its own question mark), Arabic, Urdu, Devanagari, Myanmar, Ethiopic,
/// Khmer, ideographic and full-width.
pub(super) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '\u{2026}' | '\u{203c}' | '\u{2047}'..='\u{2049}' | '\u{37e}' | '\u{61f}' | '\u{6d4}' | '\u{964}' | '\u{965}'
    ) || is_wide(c)
        || c == '\u{17d4}'
}

/// Terminators that no space has to follow.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{104a}' | '\u{104b}' | '\u{1362}' | '\u{1367}' | '\u{3002}' | '\u{ff01}' | '\u{ff0e}' | '\u{ff1f}' | '\u{ff61}')
}

/// What closes after a terminator and belongs to the sentence that it ends.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '\'' | '`' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}')
        || matches!(c, '\u{300d}' | '\u{300f}' | '\u{300b}' | '\u{3011}' | '\u{ff09}' | '\u{301d}'..='\u{301f}')
}

/// What may stand before the first word of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '\'' | '`' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}')
        || matches!(
            c,
            '-' | '\u{2022}' | '\u{2043}' | '\u{2010}'
                ..='\u{2015}' | '_' | '*' | '\u{bf}' | '\u{a1}' | '\u{ff08}' | '\u{300c}' | '\u{300e}'
        )
}

/// A run of terminators with what closes after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// After the last terminator.
    pub(super) stops_end: usize,
    /// After the closing quotes, brackets and note numbers.
    pub(super) end: usize,
    /// How many full stops, when nothing else.
    pub(super) dots: usize,
    /// How many of the dots stand apart: "word . . .".
    pub(super) spaced: usize,
    /// Whether `!`, `?` or another mark that only ends sentences is among them.
    pub(super) strong: bool,
    /// Whether an ellipsis character is among them.
    pub(super) ellipsis: bool,
    /// Whether the last terminator needs no space after it.
    pub(super) wide: bool,
    /// Whether a quotation mark closes.
    pub(super) quote: bool,
}

impl Run {
    /// Reads the run that starts at `at`.
    pub(super) fn read(text: &str, at: usize) -> Self {
        let mut run = Self { stops_end: at, end: at, dots: 0, spaced: 0, strong: false, ellipsis: false, wide: false, quote: false };
        // A full stop before a letter or digit, or before a space and one, is most of them.
        if let [b'.', after @ ..] = &text.as_bytes()[at..]
            && let [b' ', next, ..] | [next, ..] = after
            && next.is_ascii_alphanumeric()
        {
            return Self { stops_end: at + 1, end: at + 1, dots: 1, ..run };
        }
        while let Some((end, c, apart)) = next_terminator(text, run.stops_end, at) {
            run.stops_end = end;
            match c {
                '.' => run.dots += 1,
                '\u{2026}' => run.ellipsis = true,
                _ => run.strong = c != '\u{ff0e}' || run.strong,
            }
            run.spaced += usize::from(apart && c == '.');
            run.wide = is_wide(c);
        }
        run.end = run.stops_end;
        run.read_closers(text);
        run
    }

    fn read_closers(&mut self, text: &str) {
        while let Some(c) = char_at(text, self.end).filter(|c| is_closer(*c)) {
            self.quote |= !matches!(c, ')' | ']' | '}' | '\u{ff09}');
            self.end += c.len_utf8();
        }
        while let Some(end) = note_number(text, self.end) {
            self.end = end;
        }
    }

    /// Whether it is one full stop, nothing more.
    pub(super) fn is_single_dot(&self) -> bool {
        self.dots == 1 && !self.strong && !self.ellipsis
    }
}

/// The next terminator of a run: touching, or apart by spaces where no word follows it (". . .", "! ! !").
fn next_terminator(text: &str, at: usize, start: usize) -> Option<(usize, char, bool)> {
    let c = char_at(text, at)?;
    if is_terminator(c) {
        return Some((at + c.len_utf8(), c, false));
    }
    let next = at + (text[at..].len() - text[at..].trim_start_matches(' ').len());
    let c = char_at(text, next).filter(|c| at > start && next > at && matches!(c, '.' | '!' | '?'))?;
    let after = char_at(text, next + 1);
    after.is_none_or(|a| !a.is_alphanumeric()).then_some((next + 1, c, true))
}

/// "\[12\]", also after a space: the number of a note.
fn note_number(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let inside = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('[')?;
    let digits = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    ((1..=3).contains(&digits) && inside[digits..].starts_with(']')).then(|| at + (rest.len() - inside.len()) + digits + 1)
}
