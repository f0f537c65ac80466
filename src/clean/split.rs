//! From lines to paragraphs: a dateline, an embedded promotion or a closing credit that shares its line with the body is a stretch of its own.

use super::credits;
use super::lines::{Line, normalize};
use super::stamps;
use crate::document::{Paragraph, Role};
use crate::lexicon::{Fit, LineClass};
use crate::{Lexicon, Span};

/// The paragraphs of the lines. Cost: linear.
pub(super) fn paragraphs(text: &str, lines: &[Line], lexicon: &Lexicon) -> Vec<Paragraph> {
    let mut out = Vec::with_capacity(lines.len() + 4);
    for line in lines {
        match line.verdict {
            Some((role, signal)) if role != Role::Body => push(&mut out, text, line.span, role, signal),
            verdict => body(&mut out, text, line, verdict.map_or("no sign of furniture", |(_, signal)| signal), lexicon),
        }
    }
    out
}

fn push(out: &mut Vec<Paragraph>, text: &str, span: Span, role: Role, signal: &'static str) {
    let span = span.trim(text);
    if !span.is_empty() {
        out.push(Paragraph { span, role, signal });
    }
}

/// A body line: dateline, text, embedded promotions, credit.
fn body(out: &mut Vec<Paragraph>, text: &str, line: &Line, signal: &'static str, lexicon: &Lexicon) {
    let (mut start, end) = (line.span.start(), line.span.end());
    if let Some(found) = stamps::dateline(text, line.span, lexicon) {
        push(out, text, found.span, Role::Dateline, "place, date or agency before a dash");
        start = found.span.end();
    }
    let whole = start == line.span.start();
    let end = credit_start(text, Span::new(start, end), line.uncredited && whole, lexicon).unwrap_or(end);
    promotions(out, text, Span::new(start, end), signal, lexicon);
    push(out, text, Span::new(end, line.span.end()), Role::Credit, "credit at the end of a paragraph");
}

/// Where a credit at the end of a body line starts: a picture credit, unless it is known that there is none, or "(Reuters)" after the last stop.
fn credit_start(text: &str, line: Span, uncredited: bool, lexicon: &Lexicon) -> Option<usize> {
    let inside = line.of(text);
    let picture = if uncredited { None } else { credits::picture_credit(inside, lexicon) };
    if let Some(at) = picture.filter(|at| *at > 0) {
        return Some(line.start() + at);
    }
    if let Some(at) = spoken_credit(inside, lexicon) {
        return Some(line.start() + at);
    }
    let at =
        inside.trim_end().rfind(['.', '!', '?', '"', '\u{201d}']).map(|at| at + inside[at..].chars().next().map_or(1, char::len_utf8))?;
    let tail = Span::new(line.start() + at, line.end());
    if tail.is_empty() {
        return None;
    }
    (!credits::closing(text, tail, lexicon).is_empty()).then_some(tail.start())
}

/// Where sentences such as "Reporting by Jane Roe" or "This story has been updated." end a paragraph.
fn spoken_credit(inside: &str, lexicon: &Lexicon) -> Option<usize> {
    const TAIL_BYTES: usize = 260;
    let from = (inside.len().saturating_sub(TAIL_BYTES)..=inside.len()).find(|at| inside.is_char_boundary(*at))?;
    let bytes = inside.as_bytes();
    // There are fewer stops than blanks.
    let is_followed = |stop: &usize| {
        let at = from + stop + 1;
        // The byte of the curly mark is that of others too.
        let ends = bytes.get(at) == Some(&b' ') && (bytes[at - 1] != 0x9d || inside[..at].ends_with('\u{201d}'));
        ends && opens_credit(inside[at..].trim_start(), lexicon)
    };
    let stop = memchr::memchr3_iter(b'.', b'!', b'?', &bytes[from..]).find(is_followed);
    let mark = memchr::memchr3_iter(b'"', b')', 0x9d, &bytes[from..]).find(is_followed);
    stop.into_iter().chain(mark).min().map(|stop| from + stop + 1)
}

/// Whether a sentence credits somebody.
fn opens_credit(tail: &str, lexicon: &Lexicon) -> bool {
    let is_credit = |found: (Role, Fit)| found == (Role::Credit, Fit::Start);
    tail.starts_with(['(', 'R', 'A', 'E', 'W', 'T', 'C'])
        && lexicon.boilerplate.screen.may_open_credit(tail)
        && lexicon.boilerplate.role(&normalize(tail), words(tail)).is_some_and(is_credit)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Parts off sentences that end in "»" and open with an imperative, as video links inside a paragraph do.
fn promotions(out: &mut Vec<Paragraph>, text: &str, line: Span, signal: &'static str, lexicon: &Lexicon) {
    // The last byte of the mark.
    if memchr::memchr(0xbb, line.of(text).as_bytes()).is_none() {
        return push(out, text, line, Role::Body, signal);
    }
    let (mut start, mut seen) = (line.start(), line.start());
    for (at, mark) in line.of(text).match_indices('\u{bb}') {
        let end = line.start() + at + mark.len();
        let before = &text[seen..line.start() + at];
        let opening = seen;
        seen = end;
        // In text with «quotes» the mark closes one.
        if before.contains('\u{ab}') {
            continue;
        }
        let sentence = sentence_start(before);
        if is_invitation(&before[sentence..], lexicon) {
            push(out, text, Span::new(start, opening + sentence), Role::Body, signal);
            push(out, text, Span::new(opening + sentence, end), Role::Promotion, "a link inside a paragraph");
            start = end;
        }
    }
    push(out, text, Span::new(start, line.end()), Role::Body, signal);
}

/// Where the last sentence of `text` starts.
fn sentence_start(text: &str) -> usize {
    let ends = text.trim_end().char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')).map(|(at, c)| at + c.len_utf8());
    let starts = ends.filter(|at| {
        let rest = text[*at..].trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}', ')']);
        rest.starts_with(char::is_whitespace)
    });
    let at = starts.max().unwrap_or(0);
    let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')'));
    text.len() - rest.len()
}

/// Whether a sentence invites to look at something else.
fn is_invitation(sentence: &str, lexicon: &Lexicon) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default().to_lowercase();
    lexicon.boilerplate.is(&first, LineClass::Invite)
}
