//! The text as lines: where each stands, and the few facts about it that the rules ask for.
//!
//! A line is a paragraph on most pages. Text that was wrapped at a fixed width is told by its line ends (see [`wrapped`]); there,
//! lines that belong together are one.

use std::cell::OnceCell;

use super::norm::Norm;
use crate::Span;
use crate::document::Role;

/// A role, and the signal that decided it.
pub(super) type Verdict = (Role, &'static str);

/// A line, or the lines of a wrapped paragraph.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Without white space at the ends.
    pub(super) span: Span,
    /// See [`norm`](Self::norm); most lines are told off without it.
    norm: OnceCell<Norm>,
    /// How many words it has.
    pub(super) words: usize,
    /// Whether a blank line, or the start of the text, stands before it.
    pub(super) gap: bool,
    /// How it ends.
    pub(super) stop: Stop,
    /// Whether it is known that no picture credit ends it.
    pub(super) uncredited: bool,
    /// What the rules have made of it so far.
    pub(super) verdict: Option<Verdict>,
}

/// How a line ends, closing marks aside.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// With a full stop, or dots.
    Full,
    /// With a question or exclamation mark.
    Asks,
    /// With a comma, colon, semicolon or dash: more has to come.
    Open,
    /// With a word.
    None,
}

/// Bytes of a line whose normal form is kept: furniture is short, and the rules for long lines look at their ends only.
const NORM_BYTES: usize = 1200;

impl Line {
    fn new(text: &str, span: Span, gap: bool) -> Self {
        let inside = span.of(text);
        Self { span, norm: OnceCell::new(), words: words(inside), gap, stop: stop(inside), uncredited: false, verdict: None }
    }

    /// Lower case, quotes and spaces made plain, numbers as "#"; only the opening of a long line. Made when it is first asked for.
    pub(super) fn norm(&self, text: &str) -> &str {
        self.norm.get_or_init(|| normalize(self.span.of(text)).into())
    }

    /// Gives back the memory of the normal form.
    pub(super) fn forget_norm(&mut self) {
        self.norm.take();
    }

    /// Its role so far.
    pub(super) fn role(&self) -> Option<Role> {
        self.verdict.map(|(role, _)| role)
    }

    /// Decides, unless that is done already.
    pub(super) fn decide(&mut self, role: Role, signal: &'static str) {
        self.verdict.get_or_insert((role, signal));
    }

    /// Whether it has a role other than body.
    pub(super) fn is_furniture(&self) -> bool {
        self.role().is_some_and(|role| role != Role::Body)
    }

    /// Whether it ends like a sentence.
    pub(super) fn ends_sentence(&self) -> bool {
        matches!(self.stop, Stop::Full | Stop::Asks)
    }
}

/// The lines of a text, blank ones left out. Cost: linear.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let bare = spans(text);
    let width = wrapped(text, &bare);
    let mut out: Vec<Line> = Vec::with_capacity(bare.len());
    let mut open: Option<(Span, bool)> = None;
    for (index, &(span, gap)) in bare.iter().enumerate() {
        let joins = !gap && index > 0 && width.is_some_and(|width| continues(text, bare[index - 1].0, span, width));
        open = match open {
            Some((before, before_gap)) if joins => Some((before.cover(span), before_gap)),
            other => {
                out.extend(other.map(|(span, gap)| Line::new(text, span, gap)));
                Some((span, gap))
            }
        };
    }
    out.extend(open.map(|(span, gap)| Line::new(text, span, gap)));
    out
}

/// Each line that is not blank, and whether it opens the text or follows a blank one.
fn spans(text: &str) -> Vec<(Span, bool)> {
    let mut out = Vec::with_capacity(text.len() / 128 + 1);
    let (mut start, mut gap) = (0, true);
    for end in line_ends(text) {
        let span = Span::new(start, end).trim(text);
        if span.is_empty() {
            gap = true;
        } else {
            out.push((span, gap));
            gap = false;
        }
        start = end;
    }
    out
}

/// Where lines end, their mark included: "\n", "\r\n", and "\r" alone in a text that has no "\n".
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mark = if memchr::memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' };
    // The last line may lack its mark.
    let open = bytes.last() != Some(&mark);
    memchr::memchr_iter(mark, bytes).map(|at| at + 1).chain(open.then_some(bytes.len()))
}

/// The width a text was wrapped at, if it was.
///
/// In wrapped text a line that is followed by another breaks in mid-sentence far more often than not, and no line is much
/// longer than the rest. A page with a paragraph a line has neither.
fn wrapped(text: &str, lines: &[(Span, bool)]) -> Option<usize> {
    let longest = lines.iter().map(|(span, _)| span.len()).max().filter(|len| (40..=132).contains(len))?;
    let pairs = lines.windows(2).filter(|pair| !pair[1].1);
    let (mut all, mut broken) = (0_usize, 0_usize);
    for pair in pairs {
        all += 1;
        broken += usize::from(breaks_sentence(text, pair[0].0, pair[1].0));
    }
    (all >= 3 && broken * 2 >= all).then_some(longest)
}

/// Whether a sentence runs from one line into the next: no stop at the end, small letter or mark at the start.
fn breaks_sentence(text: &str, line: Span, next: Span) -> bool {
    stop(line.of(text)) == Stop::None && next.of(text).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// Whether `next` belongs to the paragraph of `line`: its first word had no room left there.
fn continues(text: &str, line: Span, next: Span, width: usize) -> bool {
    // Editors leave a ragged edge: a few letters' room is no reason to see a new paragraph.
    const RAGGED: usize = 14;
    let word = next.of(text).split_ascii_whitespace().next().map_or(0, str::len);
    line.len() + 1 + word + RAGGED > width || breaks_sentence(text, line, next)
}

/// How a piece of text ends.
pub(super) fn stop(text: &str) -> Stop {
    let closing = |c: char| matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | '\u{bb}' | ')' | ']') || c.is_whitespace();
    match text.trim_end_matches(closing).chars().next_back() {
        Some('.' | '\u{2026}' | '\u{3002}') => Stop::Full,
        Some('?' | '!') => Stop::Asks,
        Some(',' | ':' | ';' | '-' | '\u{2013}' | '\u{2014}') => Stop::Open,
        _ => Stop::None,
    }
}

/// How many words a text has, parted by ASCII white space.
///
/// A word starts at a byte that is no white space after one that is. Blocks of bytes are compared with the same bytes one place before,
/// which compilers turn into vector instructions.
fn words(text: &str) -> usize {
    const BLOCK: usize = 16;
    let bytes = text.as_bytes();
    let starts = |before: &[u8; BLOCK], here: &[u8; BLOCK]| {
        let mut count = 0_u8;
        for (before, here) in before.iter().zip(here) {
            count += u8::from(is_space(*before) & !is_space(*here));
        }
        usize::from(count)
    };
    let Some((first, rest)) = bytes.split_first() else { return 0 };
    let ((before, tail_before), (here, tail)) = (bytes[..rest.len()].as_chunks(), rest.as_chunks());
    let whole: usize = before.iter().zip(here).map(|(before, here)| starts(before, here)).sum();
    // Spaces start no word.
    let (mut last_before, mut last) = ([b' '; BLOCK], [b' '; BLOCK]);
    last_before[..tail.len()].copy_from_slice(tail_before);
    last[..tail.len()].copy_from_slice(tail);
    usize::from(!is_space(*first)) + whole + starts(&last_before, &last)
}

/// [`u8::is_ascii_whitespace`], without branches.
fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte == b'\n') | (byte == b'\t') | (byte == b'\r') | (byte == 0x0c)
}

/// What a byte of ASCII becomes in the normal form.
const PLAIN: [u8; 256] = {
    let (mut plain, mut byte) = ([0; 256], 0_u8);
    while byte < 128 {
        plain[byte as usize] = match byte {
            b'0'..=b'9' => b'#',
            b'\t'..=b'\r' => b' ',
            _ => byte.to_ascii_lowercase(),
        };
        byte += 1;
    }
    plain
};

/// Lower case, straight quotes, one space between words, a run of digits as "#". Of a long text only the opening.
pub(super) fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(NORM_BYTES) + 4);
    let mut rest = text;
    while out.len() < NORM_BYTES {
        rest = normalize_ascii(rest, &mut out);
        let mut chars = rest.chars();
        let Some(c) = chars.next().filter(|_| out.len() < NORM_BYTES) else { break };
        rest = chars.as_str();
        match c {
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2013}' | '\u{2014}' => out.push('-'),
            '\u{feff}' | '\u{200b}' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The same of the ASCII that a text opens with; gives what follows. Most of a text is this, so it goes byte by byte into a small room.
fn normalize_ascii<'t>(text: &'t str, out: &mut String) -> &'t str {
    const ROOM: usize = 256;
    let (mut rest, mut room) = (text, [0_u8; ROOM]);
    let mut last = out.as_bytes().last().copied().unwrap_or(0);
    loop {
        let most = rest.len().min(ROOM).min(NORM_BYTES.saturating_sub(out.len()));
        let ascii = rest.as_bytes()[..most].iter().position(|byte| !byte.is_ascii()).unwrap_or(most);
        let mut full = 0;
        for byte in &rest.as_bytes()[..ascii] {
            let plain = PLAIN[*byte as usize];
            // No more goes in than the room has, which the compiler cannot see.
            room[full % ROOM] = plain;
            // A run of digits is one sign, and so is one of spaces; "#" itself is no digit.
            full += usize::from(plain != last || plain != b' ' && !byte.is_ascii_digit());
            last = plain;
        }
        out.push_str(std::str::from_utf8(&room[..full]).unwrap_or_default());
        rest = &rest[ascii..];
        if ascii < most || ascii == 0 {
            return rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_counted_as_they_are_split(text in "([a-z.]|\\PC|[ \t\r\n\u{b}\u{c}\u{a0}]){0,60}") {
            prop_assert_eq!(words(&text), text.split_ascii_whitespace().count());
        }
    }

    #[test]
    fn a_line_is_a_paragraph_on_a_page() {
        let text =
            "Norland votes\n9:23 am\nThe vote is on Monday, and the count goes on all night until the last ballot is in.\n\nIt is close.";
        assert_eq!(lines(text).len(), 4);
    }

    #[test]
    fn wrapped_text_is_joined() {
        let text = "The council of Norland met on the first day of the month and talked\nabout the bridge that the flood had carried away in the spring of the\nyear before, which nobody wanted to pay for.\n\nIt will meet again when the engineers have told it what a new one is\ngoing to cost.\n";
        let found: Vec<_> = lines(text).iter().map(|l| l.words).collect();
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn old_line_ends() {
        assert_eq!(lines("One.\rTwo.").len(), 2);
        assert_eq!(lines("One.\r\n\r\nTwo.\r\n").len(), 2);
    }
}
